#include "internal.h"

#include <string.h>

/* The place of SQL among the slots: its own, or a free one; NULL when all are full. */
static struct slot *find_slot(struct store *store, const char *sql)
{
    size_t at = ((uintptr_t)sql >> 3) * 0x9e3779b1u;

    for (size_t i = 0; i < ARRAY_LEN(store->slots); i++) {
        struct slot *slot = &store->slots[(at + i) % ARRAY_LEN(store->slots)];
        if (slot->sql == sql || !slot->sql)
            return slot;
    }
    return NULL;
}

/* A transaction of which a part failed is not committed, also where whoever asked could go on without the answer; and what
 * SQLite rolled back by itself is not gone on with, because each further row would stand alone. */
static int spoil(struct store *store, int rc, struct err *err)
{
    int extended = sqlite3_extended_errcode(store->db);

    if (store->in_transaction && !store->spoiled)
        store->spoiled = extended & 0xff ? extended : rc;
    return store_fail(store, rc, err);
}

int statement_unspoiled(const struct store *store, struct err *err)
{
    if (!store->spoiled)
        return 0;
    return store_fail_file(store->path, store->real, NULL, store->spoiled, err);
}

int statement_take(struct store *store, const char *sql, struct statement *ret, struct err *err)
{
    struct slot *slot = find_slot(store, sql);
    bool cached = slot && !slot->taken;

    if (cached && slot->stmt) {
        slot->taken = true;
        *ret = (struct statement){slot->stmt, slot};
        return 0;
    }
    sqlite3_stmt *stmt = NULL;
    int rc = sqlite3_prepare_v3(store->db, sql, -1, cached ? SQLITE_PREPARE_PERSISTENT : 0, &stmt, NULL);
    if (rc != SQLITE_OK)
        return spoil(store, rc, err);
    if (cached)
        *slot = (struct slot){sql, stmt, true};
    *ret = (struct statement){stmt, cached ? slot : NULL};
    return 0;
}

void statement_release(struct statement *statement)
{
    if (!statement->stmt)
        return;
    if (!statement->slot) {
        sqlite3_finalize(statement->stmt);
    } else {
        sqlite3_reset(statement->stmt);
        sqlite3_clear_bindings(statement->stmt);
        statement->slot->taken = false;
    }
    *statement = (struct statement){0};
}

int statement_step(struct store *store, sqlite3_stmt *stmt, struct err *err)
{
    if (store->in_transaction && sqlite3_get_autocommit(store->db) && statement_unspoiled(store, err) < 0)
        return -1;
    int rc = sqlite3_step(stmt);
    if (rc == SQLITE_ROW)
        return 1;
    return rc == SQLITE_DONE ? 0 : spoil(store, rc, err);
}

int statement_first(struct store *store, sqlite3_stmt *stmt, struct err *err)
{
    int r = statement_step(store, stmt, err);

    return r < 0 ? r : !r;
}

int statement_run(struct store *store, sqlite3_stmt *stmt, struct err *err)
{
    int r;

    do
        r = statement_step(store, stmt, err);
    while (r > 0);
    return r;
}

void statements_done(struct store *store)
{
    for (size_t i = 0; i < ARRAY_LEN(store->slots); i++)
        sqlite3_finalize(store->slots[i].stmt);
    memset(store->slots, 0, sizeof store->slots);
}

int store_run(struct store *store, const char *sql, int64_t a, int64_t b, struct err *err)
{
    _cleanup_statement_ struct statement st = {0};

    if (statement_take(store, sql, &st, err) < 0)
        return -1;
    int n = sqlite3_bind_parameter_count(st.stmt);
    if (n > 0)
        sqlite3_bind_int64(st.stmt, 1, a);
    if (n > 1)
        sqlite3_bind_int64(st.stmt, 2, b);
    return statement_run(store, st.stmt, err);
}

int store_exec(struct store *store, const char *sql, struct err *err)
{
    int rc = sqlite3_exec(store->db, sql, NULL, NULL, NULL);

    return rc == SQLITE_OK ? 0 : spoil(store, rc, err);
}

int64_t store_integer(struct store *store, const char *sql, int64_t a, int64_t otherwise)
{
    _cleanup_statement_ struct statement st = {0};

    if (statement_take(store, sql, &st, NULL) < 0)
        return otherwise;
    for (int i = sqlite3_bind_parameter_count(st.stmt); i > 0; i--)
        sqlite3_bind_int64(st.stmt, i, a);
    if (statement_step(store, st.stmt, NULL) <= 0 || sqlite3_column_type(st.stmt, 0) == SQLITE_NULL)
        return otherwise;
    return sqlite3_column_int64(st.stmt, 0);
}
