/* Backups: copies that were opened again and checked before they got their name. reliability.md. */
#pragma once

#include "paletti/store/store.h"

/* Copies the file to TO (must not exist), whole or not at all, checked, mode 0600. */
int backup_write(struct store *store, const char *to, struct err *err);
/* The daily one beside the file (FILE-backups/), when the newest is older than a day and something changed since; then
 * thins out to 7 daily, 4 weekly, 6 monthly. Returns 0 made, 1 not needed. */
int backup_daily(struct store *store, int64_t now, struct err *err);
/* Puts the backup FROM in the place of the file PATH, which must not be open here; the old file is kept beside it under
 * the name put into *RET_KEPT (owned, NULL when there was none). FROM is checked first, and refused when damaged. */
int backup_restore(const char *from, const char *path, int64_t now, char **ret_kept, struct err *err);
/* The newest backup of PATH, or NULL. The caller owns it. */
char *backup_newest(const char *path);

/* SQLite's own checks (integrity_check, foreign_key_check) and ours (search index, counts). FN gets a sentence per
 * fault. Returns 0 when all is well, 1 when FN was called. */
int store_check(struct store *store, void (*fn)(void *ctx, const char *fault), void *ctx, struct err *err);
