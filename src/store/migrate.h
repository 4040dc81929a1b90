/* The numbered migrations of data/sql: the only source of the schema. */
#pragma once

#include "internal.h"

/* The version this program knows. */
int64_t migrate_newest(void);
/* Applies those after version FROM, each in a transaction with its number in user_version. Under the writers' lock. */
int migrate_run(const char *path, sqlite3 *db, int64_t from, struct err *err);
