/* Turning an act round: its steps from the last one to the first. What doing them notes takes their place. */
#include "journal.h"

#include "cell.h"
#include "tables.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/str.h"
#include "paletti/core/rule.h"

#include <endian.h>
#include <string.h>

enum { LAST, STEP, DONE, SET_UNDONE, TURN_CARD };
static const char *const sql[] = {
    [LAST] = "SELECT max(id) FROM act_step WHERE id >= ?1 AND id < ?1 + 4294967296",
    [STEP] = ("SELECT id, type, made, row, short, record FROM act_step WHERE id >= ?1 AND id <= ?2 "
              "ORDER BY id DESC LIMIT 1"),
    [DONE] = "DELETE FROM act_step WHERE id = ?1",
    [SET_UNDONE] = "UPDATE act SET undone = ?2 WHERE id = ?1",
    /* A card of the triage that the act had done is open while the act is undone: it stands there negative then. */
    [TURN_CARD] = "UPDATE triage_card SET act = -act WHERE act = ?1",
};
const struct statements journal_turn_statements = {sql, ARRAY_LEN(sql)};

void step_clear(struct step *step)
{
    free(step->ref);
    free(step->back.short_name);
    if (step->record) {
        model_clear(step->model, step->record);
        free(step->record);
    }
    *step = (struct step){0};
}

/* Something put or removed a record without noting it: what would be written over is not known. */
static int not_as_left(struct err *err)
{
    return err_set(err, _("what the act left has been changed since in another way, so that it cannot be turned "
                          "back: nothing was changed"));
}

int journal_turn(struct store *store, const struct act *act, struct err *err)
{
    struct journal *journal = store->journal;
    int64_t first = act->id * JOURNAL_STEPS;

    if (transaction_needed(store, err) < 0)
        return -1;
    journal->act = journal->turned = act->id;
    journal->turn = act->undone ? TURN_REDO : TURN_UNDO;
    journal->last = store_integer(store, sql[LAST], first, first);
    journal->next = journal->last + 1;
    return 0;
}

/* The ids of the rows that were made, to be gone through. */
static int take_ids(struct journal *journal, sqlite3_stmt *stmt, struct err *err)
{
    struct ids *ids = &journal->turning;
    size_t size = (size_t)sqlite3_column_bytes(stmt, 2);

    ids->model = model_find(column_text(stmt, 1));
    if (!ids->model || size > sizeof ids->v || size % sizeof *ids->v)
        return not_as_left(err);
    memcpy(ids->v, sqlite3_column_blob(stmt, 2), size);
    ids->n = size / sizeof *ids->v;
    return 0;
}

static int take_record(struct store *store, sqlite3_stmt *stmt, struct step *ret, struct err *err)
{
    const char *line = column_text(stmt, 5);

    if (store->codec.read(line, (size_t)sqlite3_column_bytes(stmt, 5), &ret->model, &ret->record, err) < 0)
        return -1;
    ret->back.row = sqlite3_column_int64(stmt, 3);
    ret->back.short_name = mem_string(column_text(stmt, 4));
    return 0;
}

/* Reads the step before those done, into RET or as ids. 1; 0: there is none. */
static int take_step(struct store *store, struct step *ret, struct err *err)
{
    struct journal *journal = store->journal;
    _cleanup_statement_ struct statement st = {0};

    if (statement_take(store, sql[STEP], &st, err) < 0)
        return -1;
    sqlite3_bind_int64(st.stmt, 1, journal->turned * JOURNAL_STEPS);
    sqlite3_bind_int64(st.stmt, 2, journal->last);
    int r = statement_step(store, st.stmt, err);
    if (r <= 0)
        return r;
    int64_t id = sqlite3_column_int64(st.stmt, 0);
    bool made = sqlite3_column_type(st.stmt, 2) != SQLITE_NULL;
    r = made ? take_ids(journal, st.stmt, err) : take_record(store, st.stmt, ret, err);
    statement_release(&st);
    journal->last = id - 1;
    return r < 0 || store_run(store, sql[DONE], id, 0, err) < 0 ? -1 : 1;
}

/* The record that stands in the row whose id is the last of those to be removed. */
static int take_made(struct store *store, struct step *ret, struct err *err)
{
    struct ids *ids = &store->journal->turning;
    const struct table *table = table_of(ids->model);
    _cleanup_statement_ struct statement st = {0};
    char from[CIVIL_INSTANT_SIZE];

    if (statement_take(store, table->sql[TABLE_KEY_OF], &st, err) < 0)
        return -1;
    if (sqlite3_bind_parameter_count(st.stmt))
        sqlite3_bind_int64(st.stmt, 1, (int64_t)le64toh(ids->v[--ids->n]));
    else
        ids->n--;
    int r = statement_step(store, st.stmt, err);
    if (r <= 0)
        return r < 0 ? -1 : not_as_left(err);
    ret->model = ids->model;
    ret->ref = mem_string(table->key == KEY_FROM
                              ? civil_format_instant(sqlite3_column_int64(st.stmt, 0), from)
                              : column_text(st.stmt, 0));
    return 1;
}

int journal_step(struct store *store, struct step *ret, struct err *err)
{
    struct step step = {0};
    int r = 1;

    if (store->journal->turning.n == 0)
        r = take_step(store, &step, err);
    if (r > 0 && !step.record)
        r = take_made(store, &step, err);
    if (r > 0)
        *ret = step;
    else
        step_clear(&step);
    return r;
}

int journal_turned(struct store *store, struct err *err)
{
    struct journal *journal = store->journal;

    journal->on = false;
    if (journal_flush(store, err) < 0)
        return -1;
    int64_t card_act = journal->turn == TURN_UNDO ? journal->turned : -journal->turned;
    if (store_run(store, sql[TURN_CARD], card_act, 0, err) < 0)
        return -1;
    return store_run(store, sql[SET_UNDONE], journal->turned, journal->turn == TURN_UNDO, err);
}
