/* What backing up and restoring share. */
#pragma once

#include "internal.h"

/* "20260310T091500Z.db"; owned. */
char *backup_name(int64_t at);
/* Copies what DB shows now into the empty file TEMP. */
int backup_copy(const char *path, sqlite3 *db, const char *temp, struct err *err);
/* Opens FILE, called NAME in sentences, anew and looks through all of it; STORE's store_on_stop is asked,
 * NULL: nobody. */
int backup_check(const struct store *store, const char *name, const char *file, struct err *err);
/* Renames *TEMP to TO, never over a file that is there; *TEMP is NULL afterwards. */
int backup_give_name(char **temp, const char *to, struct err *err);
/* Sorts the N instants such that those of backups to be removed stand first, and returns how many: kept are
 * the newest of each of 7 days, 4 weeks and 6 months. */
size_t backup_thin(int64_t *at, size_t n);
