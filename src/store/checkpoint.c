#include "checkpoint.h"

static int note_pages(void *ctx, sqlite3 *db, const char *name, int pages)
{
    struct store *store = ctx;

    (void)db;
    (void)name;
    store->journal_pages = pages;
    return SQLITE_OK;
}

void checkpoint_watch(struct store *store)
{
    sqlite3_wal_hook(store->db, note_pages, store);
}

/* A failure loses nothing: everything stands in the journal still. */
void checkpoint_from(struct store *store, int pages)
{
    if (store->journal_pages < pages)
        return;
    sqlite3_wal_checkpoint_v2(store->db, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
    store->journal_pages = 0;
}
