/* A connection with our settings, each read back; and the checks that SQLite has. */
#pragma once

#include "internal.h"

/* Before anything else is asked of SQLite: what only programs with several threads need. */
void connection_prepare(void);
/* Opens REAL, called PATH in sentences. FLAGS: SQLITE_OPEN_READWRITE or SQLITE_OPEN_READONLY. */
int connection_open(const char *path, const char *real, int flags, sqlite3 **ret, struct err *err);
/* For reading only: also where nothing can be written, not even what readers tell each other. */
int connection_open_reading(const char *path, const char *real, sqlite3 **ret, struct err *err);
/* As it stands, without looking at a journal or making files beside it: nobody writes it meanwhile. */
int connection_open_immutable(const char *path, const char *real, sqlite3 **ret, struct err *err);
/* Closes a file that was only read, or refused: it stands as it stood, and unless there are commits in a
 * journal, nothing that SQLite made stands beside it. */
void connection_leave(sqlite3 *db, const char *real);
/* Whether processes of several machines meet at REAL, so that there is a rollback journal instead of WAL. */
bool connection_on_network(const char *real);
/* Whether the journal is the one for the file system that REAL is on, and making it so (under the lock). */
bool connection_journal_right(sqlite3 *db, const char *real);
int connection_set_journal(const char *path, const char *real, sqlite3 *db, struct err *err);
/* The first column of the first row of SQL, or OTHERWISE. */
int64_t connection_integer(sqlite3 *db, const char *sql, int64_t otherwise);
/* PRAGMA quick_check or integrity_check: 0 sound, 1 not (*RET_FAULT owned), negative: could not even be
 * asked. */
int connection_check(sqlite3 *db, const char *pragma, char **ret_fault);
/* What R of it, not 0, says of the file: SQLITE_CORRUPT, or SQLITE_NOMEM, which says nothing. */
int connection_fault(sqlite3 *db, int r);
/* SQLite's result for what failed last; SQLITE_CORRUPT when it names none. */
int connection_why(sqlite3 *db);

/* backup.c: the checked copy before a migration. */
int backup_before(struct store *store, int64_t version, int64_t now, struct err *err);
