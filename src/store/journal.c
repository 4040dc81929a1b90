#include "journal.h"

#include "cell.h"
#include "put.h"

#include "paletti/base/mem.h"
#include "paletti/base/str.h"

#include <endian.h>
#include <string.h>

enum { NEWEST, DROP_STEPS, DROP_UNDONE, FORGET_CARDS, ADD_MADE, ADD_BEFORE, ADD_ACT, THIN_STEPS, THIN, COUNTS, UNDONE, EACH, UNDO, REDO };
#define ACT "SELECT id, at, undone, command, type, client, what, moment, made, changed, removed FROM act "
static const char *const sql[] = {
    [NEWEST] = "SELECT max(id) FROM act WHERE undone = 0",
    [DROP_STEPS] = "DELETE FROM act_step WHERE id >= ?1",
    [DROP_UNDONE] = "DELETE FROM act WHERE undone",
    [FORGET_CARDS] = "UPDATE triage_card SET act = NULL, done = NULL WHERE act < 0",
    [ADD_MADE] = "INSERT INTO act_step (id, type, made) VALUES (?1, ?2, ?3)",
    [ADD_BEFORE] = "INSERT INTO act_step (id, type, row, short, record) VALUES (?1, ?2, ?3, ?4, ?5)",
    [ADD_ACT] = "INSERT INTO act (id, at, undone, command, type, client, what, moment, made, changed, removed) "
                "VALUES (?1, ?2, 0, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    [THIN_STEPS] = "DELETE FROM act_step WHERE id < ?1",
    [THIN] = "DELETE FROM act WHERE id < ?1",
    [COUNTS] = "SELECT (SELECT max(id) FROM act) - (SELECT min(id) FROM act) + 1, (SELECT count(*) FROM act WHERE undone)",
    [UNDONE] = "SELECT count(*) FROM act WHERE undone",
    [EACH] = ACT "ORDER BY id DESC LIMIT ?1",
    [UNDO] = ACT "WHERE undone = 0 ORDER BY id DESC LIMIT 1",
    [REDO] = ACT "WHERE undone ORDER BY id LIMIT 1",
};
const struct statements journal_statements = {sql, ARRAY_LEN(sql)};

struct journal *journal_new(void)
{
    return mem_zero(1, sizeof(struct journal));
}

void journal_free(struct journal *journal)
{
    free(journal);
}

void journal_clear(struct journal *journal)
{
    journal->on = false;
    journal->act = journal->turned = 0;
    journal->made.n = journal->turning.n = 0;
}

void journal_begin(struct store *store)
{
    journal_clear(store->journal);
    store->journal->on = true;
}

static int forget_undone(struct store *store, int64_t act, struct err *err)
{
    if (store_integer(store, sql[UNDONE], 0, 0) == 0)
        return 0;
    return store_run(store, sql[DROP_STEPS], act * JOURNAL_STEPS, 0, err) < 0 ||
                   store_run(store, sql[DROP_UNDONE], 0, 0, err) < 0 || store_run(store, sql[FORGET_CARDS], 0, 0, err) < 0
               ? -1
               : 0;
}

int journal_forget_undone(struct store *store, struct err *err)
{
    return forget_undone(store, store_integer(store, sql[NEWEST], 0, 0) + 1, err);
}

/* The first thing that happens: the act gets its number, and what was undone cannot be redone any more. */
static int begin_act(struct store *store, struct err *err)
{
    struct journal *journal = store->journal;
    int64_t act = store_integer(store, sql[NEWEST], 0, 0) + 1;

    if (forget_undone(store, act, err) < 0)
        return -1;
    journal->act = act;
    journal->next = act * JOURNAL_STEPS + 1;
    return 0;
}

int journal_flush(struct store *store, struct err *err)
{
    struct ids *made = &store->journal->made;
    _cleanup_statement_ struct statement st = {0};

    if (made->n == 0)
        return 0;
    if (statement_take(store, sql[ADD_MADE], &st, err) < 0)
        return -1;
    sqlite3_bind_int64(st.stmt, 1, store->journal->next++);
    bind_text(st.stmt, 2, made->model->type);
    sqlite3_bind_blob(st.stmt, 3, made->v, (int)(made->n * sizeof *made->v), SQLITE_STATIC);
    made->n = 0;
    return statement_run(store, st.stmt, err);
}

int journal_made(struct store *store, const struct model *model, int64_t row, struct err *err)
{
    struct journal *journal = store->journal;

    if (!journal->on)
        return 0;
    if (!journal->act && begin_act(store, err) < 0)
        return -1;
    if ((journal->made.n == IDS_MAX || journal->made.model != model) && journal_flush(store, err) < 0)
        return -1;
    journal->made.model = model;
    journal->made.v[journal->made.n++] = htole64((uint64_t)row);
    return 0;
}

static int add_before(struct store *store, const struct model *model, const void *record, int64_t row,
                      const char *short_name, struct err *err)
{
    _cleanup_statement_ struct statement st = {0};
    _cleanup_str_ struct str line = STR_INIT;

    if (statement_take(store, sql[ADD_BEFORE], &st, err) < 0)
        return -1;
    store->codec.write(&line, model, record);
    sqlite3_bind_int64(st.stmt, 1, store->journal->next++);
    bind_text(st.stmt, 2, model->type);
    if (row)
        sqlite3_bind_int64(st.stmt, 3, row);
    bind_text(st.stmt, 4, short_name);
    sqlite3_bind_text64(st.stmt, 5, line.s, line.len, SQLITE_STATIC, SQLITE_UTF8);
    return statement_run(store, st.stmt, err);
}

int journal_before(struct store *store, const struct model *model, const void *record, int64_t row,
                   struct err *err)
{
    struct journal *journal = store->journal;
    _cleanup_free_ char *made = NULL;

    if (!journal->on)
        return 0;
    if ((!journal->act && begin_act(store, err) < 0) || journal_flush(store, err) < 0)
        return -1;
    if (model == &model_client && client_made_short(store, ((const struct client *)record)->ref, &made, err) < 0)
        return -1;
    return add_before(store, model, record, row, made, err);
}

static int add_act(struct store *store, const struct act *act, struct err *err)
{
    _cleanup_statement_ struct statement st = {0};

    if (statement_take(store, sql[ADD_ACT], &st, err) < 0)
        return -1;
    sqlite3_bind_int64(st.stmt, 1, store->journal->act);
    sqlite3_bind_int64(st.stmt, 2, act->at);
    bind_text(st.stmt, 3, act->command);
    bind_text(st.stmt, 4, act->type);
    bind_text(st.stmt, 5, act->client);
    bind_text(st.stmt, 6, act->what);
    bind_instant(st.stmt, 7, act->moment);
    sqlite3_bind_int64(st.stmt, 8, act->made);
    sqlite3_bind_int64(st.stmt, 9, act->changed);
    sqlite3_bind_int64(st.stmt, 10, act->removed);
    return statement_run(store, st.stmt, err);
}

int journal_end(struct store *store, const struct act *act, struct err *err)
{
    int64_t number = store->journal->act;

    store->journal->on = false;
    if (!number)
        return 1;
    if (journal_flush(store, err) < 0 || add_act(store, act, err) < 0)
        return -1;
    if (number <= JOURNAL_ACTS)
        return 0;
    int64_t oldest = number - JOURNAL_ACTS + 1;
    if (store_run(store, sql[THIN_STEPS], oldest * JOURNAL_STEPS, 0, err) < 0)
        return -1;
    return store_run(store, sql[THIN], oldest, 0, err);
}

/* --- reading --- */

void act_clear(struct act *act)
{
    free(act->command);
    free(act->type);
    free(act->client);
    free(act->what);
    *act = (struct act){0};
}

static void read_act(sqlite3_stmt *stmt, struct act *ret)
{
    *ret = (struct act){
        .id = sqlite3_column_int64(stmt, 0),
        .at = sqlite3_column_int64(stmt, 1),
        .undone = sqlite3_column_int(stmt, 2) != 0,
        .command = mem_string(column_text(stmt, 3)),
        .type = mem_string(column_text(stmt, 4)),
        .client = mem_string(column_text(stmt, 5)),
        .what = mem_string(column_text(stmt, 6)),
        .moment = column_instant(stmt, 7),
        .made = sqlite3_column_int64(stmt, 8),
        .changed = sqlite3_column_int64(stmt, 9),
        .removed = sqlite3_column_int64(stmt, 10),
    };
}

int journal_next(struct store *store, enum turn turn, struct act *ret, struct err *err)
{
    _cleanup_statement_ struct statement st = {0};

    if (statement_take(store, sql[turn == TURN_UNDO ? UNDO : REDO], &st, err) < 0)
        return -1;
    int r = statement_first(store, st.stmt, err);
    if (r != 0)
        return r;
    read_act(st.stmt, ret);
    return 0;
}

void journal_counts(struct store *store, int64_t *ret_undo, int64_t *ret_redo)
{
    _cleanup_statement_ struct statement st = {0};

    *ret_undo = *ret_redo = 0;
    if (statement_take(store, sql[COUNTS], &st, NULL) < 0 || statement_step(store, st.stmt, NULL) <= 0)
        return;
    *ret_redo = sqlite3_column_int64(st.stmt, 1);
    *ret_undo = sqlite3_column_int64(st.stmt, 0) - *ret_redo;
}

int journal_each(struct store *store, int limit, int (*fn)(void *ctx, const struct act *act), void *ctx,
                 struct err *err)
{
    _cleanup_statement_ struct statement st = {0};
    struct act act;
    int r;

    if (statement_take(store, sql[EACH], &st, err) < 0)
        return -1;
    sqlite3_bind_int64(st.stmt, 1, limit ? limit : -1);
    while ((r = statement_step(store, st.stmt, err)) > 0) {
        read_act(st.stmt, &act);
        r = fn(ctx, &act);
        act_clear(&act);
        if (r)
            return r;
    }
    return r;
}
