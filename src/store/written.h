/* How far SQLite is with writing one of its files: it has no word about that while it commits, or checkpoints. */
#pragma once

#include "internal.h"

struct written {
    sqlite3_io_methods methods; /* first: the file's methods lead here */
    const sqlite3_io_methods *own;
    sqlite3_file *file; /* NULL: nobody wants to know */
    const struct store *store;
    int64_t done, told, total;
};

/* Until written_end, what is written to a file of STORE (SQLITE_FCNTL_JOURNAL_POINTER, SQLITE_FCNTL_FILE_POINTER) is told as
 * store_on_progress says. TOTAL: the bytes to come, 0 where that is not known. WRITTEN must not move meanwhile. */
void written_begin(struct written *written, const struct store *store, int which, int64_t total);
void written_end(struct written *written);
