#include "checkpoint.h"

#include "open.h"
#include "written.h"

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
    struct written written;

    if (store->journal_pages < pages)
        return;
    written_begin(&written, store, SQLITE_FCNTL_FILE_POINTER,
                  store->journal_pages * connection_integer(store->db, "PRAGMA page_size", 0));
    sqlite3_wal_checkpoint_v2(store->db, NULL, SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
    written_end(&written);
    store->journal_pages = 0;
}
