#include "paletti/store/typing.h"

#include "cell.h"

enum { ADD, CHANGE, CLEAR, ADD_TEXT, ANY, EACH, TEXTS, GIVE, DROP };
static const char *const sql[] = {
    [ADD] = "INSERT INTO typing (owner, at, aside, dialog, argument, title) VALUES (?2, ?3, ?4, ?5, ?6, ?7)",
    [CHANGE] = "UPDATE typing SET at = ?3, aside = ?4, dialog = ?5, argument = ?6, title = ?7 WHERE id = ?1 AND owner = ?2",
    [CLEAR] = "DELETE FROM typing_text WHERE typing = ?1",
    [ADD_TEXT] = "INSERT OR REPLACE INTO typing_text (typing, name, text) VALUES (?1, ?2, ?3)",
    [ANY] = "SELECT EXISTS (SELECT 1 FROM typing)",
    [EACH] = "SELECT id, owner, at, aside, dialog, argument, title FROM typing ORDER BY at DESC, id DESC",
    [TEXTS] = "SELECT name, text FROM typing_text WHERE typing = ?1",
    [GIVE] = "UPDATE typing SET owner = ?3, aside = 0 WHERE id = ?1 AND owner = ?2",
    [DROP] = "DELETE FROM typing WHERE id = ?1 AND owner = ?2",
};
const struct statements typing_statements = {sql, ARRAY_LEN(sql)};

static int put_row(struct store *store, int which, const struct typing_row *row, struct err *err)
{
    _cleanup_statement_ struct statement st = {0};

    if (statement_take(store, sql[which], &st, err) < 0)
        return -1;
    if (which == CHANGE)
        sqlite3_bind_int64(st.stmt, 1, row->id);
    bind_text(st.stmt, 2, row->owner);
    sqlite3_bind_int64(st.stmt, 3, row->at);
    sqlite3_bind_int(st.stmt, 4, row->aside);
    bind_text(st.stmt, 5, row->dialog);
    bind_text(st.stmt, 6, row->argument);
    bind_text(st.stmt, 7, row->title);
    return statement_run(store, st.stmt, err);
}

/* Runs a statement about one row, and tells whether it met any. */
static int run_about(struct store *store, int which, int64_t id, const char *owner, const char *to, struct err *err)
{
    _cleanup_statement_ struct statement st = {0};

    if (transaction_needed(store, err) < 0 || statement_take(store, sql[which], &st, err) < 0)
        return -1;
    sqlite3_bind_int64(st.stmt, 1, id);
    if (owner)
        bind_text(st.stmt, 2, owner);
    if (to)
        bind_text(st.stmt, 3, to);
    if (statement_run(store, st.stmt, err) < 0)
        return -1;
    return sqlite3_changes(store->db) == 0;
}

int typing_put(struct store *store, const struct typing_row *row, int64_t *ret_id, struct err *err)
{
    int64_t id = row->id;

    if (transaction_needed(store, err) < 0 || (id != 0 && put_row(store, CHANGE, row, err) < 0))
        return -1;
    if (id == 0 || sqlite3_changes(store->db) == 0) {
        if (put_row(store, ADD, row, err) < 0)
            return -1;
        id = sqlite3_last_insert_rowid(store->db);
    } else if (run_about(store, CLEAR, id, NULL, NULL, err) < 0) {
        return -1;
    }
    *ret_id = id;
    return 0;
}

int typing_put_text(struct store *store, int64_t id, const char *name, const char *text, struct err *err)
{
    return run_about(store, ADD_TEXT, id, name, text, err) < 0 ? -1 : 0;
}

int typing_give(struct store *store, int64_t id, const char *from, const char *to, struct err *err)
{
    return run_about(store, GIVE, id, from, to, err);
}

int typing_drop(struct store *store, int64_t id, const char *owner, struct err *err)
{
    return run_about(store, DROP, id, owner, NULL, err);
}

int typing_each(struct store *store, int (*fn)(void *ctx, const struct typing_row *row), void *ctx, struct err *err)
{
    _cleanup_statement_ struct statement st = {0};
    int r;

    if (store_integer(store, sql[ANY], 0, 1) == 0) /* mostly; and it costs a third */
        return 0;
    if (statement_take(store, sql[EACH], &st, err) < 0)
        return -1;
    while ((r = statement_step(store, st.stmt, err)) > 0) {
        struct typing_row row = {
            .id = sqlite3_column_int64(st.stmt, 0),
            .owner = column_text(st.stmt, 1),
            .at = sqlite3_column_int64(st.stmt, 2),
            .aside = sqlite3_column_int(st.stmt, 3),
            .dialog = column_text(st.stmt, 4),
            .argument = column_text(st.stmt, 5),
            .title = column_text(st.stmt, 6),
        };
        r = fn(ctx, &row);
        if (r)
            return r;
    }
    return r;
}

int typing_texts(struct store *store, int64_t id, int (*fn)(void *ctx, const char *name, const char *text), void *ctx,
                 struct err *err)
{
    _cleanup_statement_ struct statement st = {0};
    int r;

    if (statement_take(store, sql[TEXTS], &st, err) < 0)
        return -1;
    sqlite3_bind_int64(st.stmt, 1, id);
    while ((r = statement_step(store, st.stmt, err)) > 0) {
        r = fn(ctx, column_text(st.stmt, 0), column_text(st.stmt, 1));
        if (r)
            return r;
    }
    return r;
}
