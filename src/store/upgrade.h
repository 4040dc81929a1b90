/* Bringing an older file up to date: looked through, copied, the copy looked through, changed. */
#pragma once

#include "internal.h"

/* The version in the file, as it is now. */
int upgrade_version(const struct store *store, int64_t *ret, struct err *err);
/* Migrates under the lock, which is held; after the whole file was found sound and a copy stands beside it. WATCH (or NULL)
 * is told meanwhile. */
int upgrade_run(struct store *store, int64_t now, const struct store_watch *watch, struct err *err);
/* Another connection's long statements begin, for the step that follows. */
void upgrade_watch(struct upgrade *upgrade, sqlite3 *db);
