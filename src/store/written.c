#include "written.h"

enum { TOLD_EVERY = 256 << 10 }; /* bytes */

/* The methods of the file are those of SQLite's own layer but for these two. */
static struct written *of(sqlite3_file *file)
{
    return (struct written *)file->pMethods;
}

static void tell(struct written *written)
{
    written->told = written->done;
    written->store->progress(written->store->progress_ctx, written->done, written->total);
}

static int write_told(sqlite3_file *file, const void *bytes, int n, sqlite3_int64 at)
{
    struct written *written = of(file);

    written->done += n;
    if (written->done - written->told >= TOLD_EVERY)
        tell(written);
    return written->own->xWrite(file, bytes, n, at);
}

static int sync_told(sqlite3_file *file, int flags)
{
    struct written *written = of(file);

    if (written->done >= TOLD_EVERY)
        tell(written);
    return written->own->xSync(file, flags);
}

void written_begin(struct written *written, const struct store *store, int which, int64_t total)
{
    sqlite3_file *file = NULL;

    *written = (struct written){.store = store, .total = total};
    if (!store->progress || sqlite3_file_control(store->db, "main", which, &file) != SQLITE_OK || !file ||
        !file->pMethods)
        return;
    written->file = file;
    written->own = file->pMethods;
    written->methods = *written->own;
    written->methods.xWrite = write_told;
    written->methods.xSync = sync_told;
    file->pMethods = &written->methods;
}

void written_end(struct written *written)
{
    /* A rollback journal is closed by its commit. */
    if (written->file && written->file->pMethods == &written->methods)
        written->file->pMethods = written->own;
    written->file = NULL;
}
