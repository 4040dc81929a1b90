/* What the files of this room share: the open file, its statements, and how SQLite's failures become
 * sentences. */
#pragma once

#include "paletti/base/file.h"
#include "paletti/store/store.h"

#include <sqlite3.h>

#define STORE_APPLICATION_ID 0x706c7469 /* "plti" */

struct touched;
struct pending;
struct journal;
struct upgrade;

struct slot {
    const char *sql; /* the pointer is the key: statements stand in static tables */
    sqlite3_stmt *stmt;
    bool taken;
};

/* How a long import is indexed: bulk.c. */
enum bulk { BULK_NO, BULK_ALL, BULK_NEW };

struct store {
    sqlite3 *db;
    char *path; /* as it was given, for sentences */
    char *real; /* without links in its folders, for SQLite and for names beside it */
    enum store_mode mode;
    struct store_codec codec;
    struct file_lock *lock; /* NULL until it is needed first */
    int64_t now;            /* when it was opened */
    bool in_transaction;
    int spoiled; /* SQLite's result for the first statement that failed in this transaction, which is not committed */
    int views; /* of store_view_begin that were not ended yet */
    bool checked;                      /* store_sound found nothing */
    bool refused;                      /* not opened, or found damaged: leave it as it stands */
    bool look_closer, closely_checked; /* store_tidy: there is reason to look at every table; that was done */
    int64_t tables_checked;
    bool merged; /* store_tidy has nothing left to merge since the last commit */
    enum bulk bulk;
    char *bulk_index;   /* the statement that makes the index dropped for the import */
    int64_t added;      /* interactions more than stored in `upkeep`, in this transaction */
    int64_t newest;     /* the largest id of an interaction, 0: not looked up in this transaction */
    bool expect_stored; /* the last entry put was stored already */
    struct touched *touched;
    struct pending *pending;
    struct journal *journal;
    int journal_pages;      /* since the last checkpoint */
    int (*stop)(void *ctx); /* store_on_stop; or NULL */
    void *stop_ctx;
    void (*progress)(void *ctx, int64_t done, int64_t total); /* store_on_progress; or NULL */
    void *progress_ctx;
    struct upgrade *upgrade; /* while it is brought up to date and somebody is told; else NULL */
    struct slot slots[256];
};

/* --- error.c --- */

/* The sentence for SQLite's result RC while doing WHAT ("%s cannot be read"); always -1. */
int store_fail(const struct store *store, int rc, struct err *err);
/* The same without an open store. */
int store_fail_file(const char *path, const char *real, sqlite3 *db, int rc, struct err *err);
/* Appends which backup is the newest one, if there is one; always -1. */
int store_name_backup(const char *real, struct err *err);

/* --- statement.c --- */

/* A prepared statement in use: reset and unbound when taken, given back by statement_release. */
struct statement {
    sqlite3_stmt *stmt;
    struct slot *slot; /* NULL: not from the cache, because the cached one is in use */
};
int statement_take(struct store *store, const char *sql, struct statement *ret, struct err *err);
void statement_release(struct statement *statement);
#define _cleanup_statement_ _cleanup_(statement_release)
/* 1: a row; 0: done; negative: failed. */
int statement_step(struct store *store, sqlite3_stmt *stmt, struct err *err);
/* The same where there is one row or none: 0 the row; 1: none. */
int statement_first(struct store *store, sqlite3_stmt *stmt, struct err *err);
/* Fails when a statement of this transaction failed, with that one's sentence. */
int statement_unspoiled(const struct store *store, struct err *err);
/* Runs to the end. */
int statement_run(struct store *store, sqlite3_stmt *stmt, struct err *err);
void statements_done(struct store *store);
/* Runs the cached statement SQL with A and B as its parameters, as far as it has any. */
int store_run(struct store *store, const char *sql, int64_t a, int64_t b, struct err *err);
/* Runs SQL without parameters, not cached. */
int store_exec(struct store *store, const char *sql, struct err *err);
/* The first column of the first row of SQL with the integer A bound to all of its parameters; OTHERWISE
 * without a row, on NULL, and on failure. */
int64_t store_integer(struct store *store, const char *sql, int64_t a, int64_t otherwise);

/* The tables of statements of the files, so that a test can prepare them all. */
struct statements {
    const char *const *sql;
    size_t n;
};
extern const struct statements outbox_statements, outbox_list_statements, outbox_log_statements, after_statements, brief_statements, bulk_statements, check_statements, client_put_statements,
    clients_statements, contacts_statements, debts_statements, deciding_statements, decision_statements, dues_statements, facts_statements, interaction_statements, journal_statements, journal_turn_statements, later_statements,
    judging_statements, dealings_statements, log_statements, notes_statements, payments_statements, recent_statements, references_statements, refs_statements,
    search_statements, settings_statements, tidy_statements, touched_statements,
    transaction_statements, triage_statements, typing_statements, view_statements;

/* --- transaction.c --- */

/* As store_begin, but waits no longer than WAIT_MS; 1: somebody else holds the lock. */
int transaction_try(struct store *store, int wait_ms, struct err *err);
/* Takes the writers' lock, as file_lock_take. */
int transaction_lock(struct store *store, int wait_ms, pid_t *ret_holder, struct err *err);
/* Says who holds the lock; always -1. */
int transaction_say_holder(const struct store *store, pid_t holder, struct err *err);
/* Fails outside of a transaction. */
int transaction_needed(const struct store *store, struct err *err);

/* --- view.c --- */

/* Whether whoever waits wants to stop. STORE may be NULL. */
/* view.c: a view that is open ends. */
void view_leave(struct store *store);
bool store_stop_wanted(const struct store *store);
/* Long statements on DB, another connection of this process, ask as those of STORE do. STORE may be NULL. */
void store_stop_watch(const struct store *store, sqlite3 *db);
/* The sentence of what was stopped; always -1. */
int store_fail_stopped(struct err *err);

/* --- records.c --- */

/* Reads every record once; FN gets a sentence for each that cannot be read, and returns 0 to go on. */
int records_unreadable(struct store *store, int (*fn)(void *ctx, const char *fault), void *ctx, struct err *err);

/* --- bulk.c --- */

/* What is left of a long import that was rolled back. */
void bulk_forget(struct store *store);
