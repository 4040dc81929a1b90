#include "internal.h"

int store_view_begin(struct store *store, struct err *err)
{
    return store->in_transaction ? 0 : store_exec(store, "BEGIN", err);
}

void store_view_end(struct store *store)
{
    if (!store->in_transaction && !sqlite3_get_autocommit(store->db))
        store_exec(store, "COMMIT", NULL);
}

/* Between two questions: about a millisecond. */
enum { STEPS = 50000 };

void store_on_stop(struct store *store, int (*stop)(void *ctx), void *ctx)
{
    sqlite3_progress_handler(store->db, stop ? STEPS : 0, stop, ctx);
}
