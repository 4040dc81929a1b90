#include "checkpoint.h"
#include "open.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/str.h"

#include <stdlib.h>
#include <string.h>

/* Below this size a file is looked through whole before it is written: reliability.md. */
#define SMALL_FILE (20 << 20)
#define WEEK       (7 * (int64_t)DAY_SECONDS)

enum { CHECKED_AT, SET_CHECKED, TABLES, MERGE };
static const char *const sql[] = {
    [CHECKED_AT] = "SELECT checked_at FROM upkeep",
    [SET_CHECKED] = "UPDATE upkeep SET checked_at = ?1",
    [TABLES] = ("SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0 "
                "ORDER BY rootpage LIMIT 1 OFFSET ?1"),
    /* Some forty pages of the search index: a few milliseconds. */
    [MERGE] = "INSERT INTO search (search, rank) VALUES ('merge', 40)",
};
const struct statements tidy_statements = {sql, ARRAY_LEN(sql)};

/* A check that ended with R: a fault, unless it was stopped, or there was no memory to end it. */
static int unsound(struct store *store, int r, struct err *err)
{
    if (store_stop_wanted(store))
        return store_fail_stopped(err);
    int rc = connection_fault(store->db, r);
    store->refused = rc == SQLITE_CORRUPT;
    return store_fail_file(store->path, store->real, NULL, rc, err);
}

/* A process that died while it held the lock has left its pid there; one that holds it now has too. */
static bool died_writing(struct store *store)
{
    _cleanup_free_ char *name = str_format("%s-lock", store->real);
    _cleanup_str_ struct str pid = STR_INIT;

    if (file_read(name, 64, &pid, NULL) < 0 || pid.len == 0 || transaction_lock(store, 0, NULL, NULL) != 0)
        return false;
    file_lock_release(store->lock);
    return true;
}

int store_sound(struct store *store, struct err *err)
{
    _cleanup_free_ char *fault = NULL;

    if (store->checked)
        return 0;
    if (store->refused)
        return unsound(store, 1, err);
    bool died = store->mode == STORE_WRITE && died_writing(store), small = store_size(store) < SMALL_FILE;
    const char *check = died ? "PRAGMA integrity_check(1)" : "PRAGMA quick_check(1)";
    int r = small ? connection_check(store->db, check, &fault) : 0;

    /* A page it had no memory to read is a fault to SQLite too: what is damaged is so twice. */
    if (r > 0) {
        free(fault);
        fault = NULL;
        r = connection_check(store->db, check, &fault);
    }
    if (r != 0)
        return unsound(store, r, err);
    store->checked = true;
    store->look_closer = died && !small;
    return 0;
}

static int set_checked(struct store *store, struct err *err)
{
    _cleanup_statement_ struct statement st = {0};
    int r = transaction_try(store, 0, err);

    if (r != 0)
        return r < 0 ? -1 : 0;
    if (statement_take(store, sql[SET_CHECKED], &st, err) < 0) {
        store_rollback(store);
        return -1;
    }
    sqlite3_bind_int64(st.stmt, 1, store->now);
    r = statement_run(store, st.stmt, err);
    statement_release(&st);
    if (r == 0)
        r = store_commit(store, err);
    store_rollback(store);
    return r;
}

/* The next table, whole: 1; 0 when all were looked at. */
static int check_table(struct store *store, struct err *err)
{
    _cleanup_free_ char *pragma = NULL, *fault = NULL;
    _cleanup_statement_ struct statement st = {0};

    if (statement_take(store, sql[TABLES], &st, err) < 0)
        return -1;
    sqlite3_bind_int64(st.stmt, 1, store->tables_checked);
    int r = statement_step(store, st.stmt, err);
    if (r <= 0)
        return r;
    pragma = str_format("PRAGMA integrity_check('%s')", (const char *)sqlite3_column_text(st.stmt, 0));
    statement_release(&st);
    r = connection_check(store->db, pragma, &fault);
    if (r != 0)
        return unsound(store, r, err);
    store->tables_checked++;
    return 1;
}

/* Once a week, and after somebody died writing. */
static int check_closely(struct store *store, struct err *err)
{
    if (!store->look_closer) {
        int64_t last = store_integer(store, sql[CHECKED_AT], 0, 0);
        if (store->closely_checked || store->now - last < WEEK)
            return 0;
    }
    int r = check_table(store, err);
    if (r != 0)
        return r;
    if (set_checked(store, err) < 0)
        return -1;
    store->look_closer = false;
    store->closely_checked = true;
    return 1;
}

/* FTS5 says nothing of what it did, but changes rows when it merges: fewer than two means that there was
 * nothing. */
static int merge(struct store *store, struct err *err)
{
    int r = transaction_try(store, 0, err);

    if (r != 0)
        return r < 0 ? -1 : 0;
    int64_t before = sqlite3_total_changes64(store->db);
    r = store_exec(store, sql[MERGE], err);
    bool done = sqlite3_total_changes64(store->db) - before < 2;
    if (r == 0 && !done)
        r = store_commit(store, err);
    store_rollback(store);
    store->merged = done;
    return r < 0 ? -1 : !done;
}

/* 1 when there was something to do. */
static int cut_journal(struct store *store)
{
    if (store->journal_pages < CHECKPOINT_IDLE || transaction_lock(store, 0, NULL, NULL) != 0)
        return 0;
    checkpoint_from(store, CHECKPOINT_IDLE);
    file_lock_release(store->lock);
    return 1;
}

int store_tidy(struct store *store, struct err *err)
{
    if (store->mode == STORE_READ || store->in_transaction)
        return 0;
    if (!store->checked)
        return store_sound(store, err) < 0 ? -1 : 1;
    int r = check_closely(store, err);
    if (r == 0 && !store->merged)
        r = merge(store, err);
    return r == 0 ? cut_journal(store) : r;
}
