/* The numbered migrations of data/sql: the only source of the schema. */
#pragma once

#include "internal.h"

#include "paletti/base/embed.h"

/* data/sql/NNNN_name.sql, in order; a file's version is the number of the last one it has seen. */
extern const struct embedded embedded_sql[];

/* The version this program knows. */
int64_t migrate_newest(void);
/* Applies those of MIGRATIONS after version FROM, each in a transaction with its number in user_version.
 * Under the writers' lock. */
int migrate_run(const char *path, sqlite3 *db, const struct embedded *migrations, int64_t from,
                struct err *err);
