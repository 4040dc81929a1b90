#include "upgrade.h"

#include "paletti/base/i18n.h"

enum { BEGIN, END };
static const char *const sql[] = {[BEGIN] = "BEGIN", [END] = "COMMIT"};
const struct statements view_statements = {sql, ARRAY_LEN(sql)};

int store_view_begin(struct store *store, struct err *err)
{
    if (store->in_transaction)
        return 0;
    if (sqlite3_get_autocommit(store->db) && store_run(store, sql[BEGIN], 0, 0, err) < 0)
        return -1;
    store->views++;
    return 0;
}

void view_leave(struct store *store)
{
    if (!store->in_transaction && !sqlite3_get_autocommit(store->db))
        store_run(store, sql[END], 0, 0, NULL);
}

void store_view_end(struct store *store)
{
    if (store->in_transaction || store->views == 0)
        return;
    if (--store->views == 0)
        view_leave(store);
}

/* Between two questions: well below a millisecond, where single steps are not long. */
enum { STEPS = 10000 };

void store_on_stop(struct store *store, int (*stop)(void *ctx), void *ctx)
{
    store->stop = stop;
    store->stop_ctx = ctx;
    sqlite3_progress_handler(store->db, stop ? STEPS : 0, stop, ctx);
}

void store_on_progress(struct store *store, void (*progress)(void *ctx, int64_t done, int64_t total), void *ctx)
{
    store->progress = progress;
    store->progress_ctx = ctx;
}

bool store_stop_wanted(const struct store *store)
{
    return store && store->stop && store->stop(store->stop_ctx);
}

void store_stop_watch(const struct store *store, sqlite3 *db)
{
    if (store && store->upgrade)
        upgrade_watch(store->upgrade, db);
    if (store && store->stop)
        sqlite3_progress_handler(db, STEPS, store->stop, store->stop_ctx);
}

int store_fail_stopped(struct err *err)
{
    return err_set(err, _("it was stopped before its end"));
}
