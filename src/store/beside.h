/* Files that SQLite writes and that get their name only when they are whole. */
#pragma once

#include "internal.h"

/* A new empty file, mode 0600, in the folder of PATH; its name is owned. */
int temp_make(const char *path, char **ret, struct err *err);
/* Cleanup: removes the file and frees its name; NULL when it has got its final one. */
void temp_free(char **temp);
int temp_sync(const char *temp, struct err *err);
/* Syncs the folder that PATH stands in, so that a rename survives. */
int sync_folder(const char *path, struct err *err);
/* The folder of PATH ("." without a slash); owned. */
char *folder_of(const char *path);

static inline void sqlite3_close_p(sqlite3 **db)
{
    sqlite3_close(*db);
}
