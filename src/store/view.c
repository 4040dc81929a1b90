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
