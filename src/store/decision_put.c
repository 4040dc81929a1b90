/* Decisions: kept as the line they were made with. What is stored is never written over. */
#include "put.h"

#include "cell.h"
#include "journal.h"

#include "paletti/base/hash.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/str.h"

/* What became of a draft is found among those of its client. */
#define DRAFT_OF "WHERE client = (SELECT client FROM decision WHERE ref = ?1) AND decision = ?1"

enum { STORED, ADD, ADD_PRIVATE, SET_STATE, REOPEN, CLOSE };
static const char *const sql[] = {
    [STORED] = "SELECT id, frozen, state FROM decision WHERE ref = ?1",
    [ADD] = "INSERT INTO decision (id, ref, client, at, path, first_answer, first_at, answer, review_on, "
            "frozen, hash, state) "
            "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
    [ADD_PRIVATE] = "INSERT OR REPLACE INTO decision_private (decision, reason) VALUES (?1, ?2)",
    [SET_STATE] = "UPDATE decision SET state = ?2 WHERE ref = ?1",
    /* The draft is open again, unless the person began another one since. */
    [REOPEN] =
        "UPDATE deciding SET state = CASE WHEN EXISTS (SELECT 1 FROM deciding AS o WHERE o.client = "
        "deciding.client "
        "AND o.state = 'open') THEN 'abandoned' ELSE 'open' END " DRAFT_OF " AND state = 'committed'",
    [CLOSE] = ("UPDATE deciding SET state = 'committed' " DRAFT_OF),
};
const struct statements decision_statements = {sql, ARRAY_LEN(sql)};

/* --- the frozen line --- */

static void freeze(const struct store *store, const struct decision *decision, struct str *to)
{
    struct decision frozen;

    model_copy(&model_decision, decision, &frozen);
    decision_strip(&frozen);
    store->codec.write(to, &model_decision, &frozen);
    decision_clear(&frozen);
}

int decision_read(struct store *store, sqlite3_stmt *stmt, struct decision *ret, struct err *err)
{
    const char *line = column_text(stmt, 1);
    const struct model *model;
    void *record;

    if (store->codec.read(line, (size_t)sqlite3_column_bytes(stmt, 1), &model, &record, err) < 0)
        return -1;
    model_clear(&model_decision, ret);
    memcpy(ret, record, sizeof *ret);
    free(record);
    ret->hash = mem_string(column_text(stmt, 2));
    ret->state = (int8_t)column_enum(stmt, 3, decision_state_names, DECISION_MADE);
    ret->private_reason = mem_string(column_text(stmt, 4));
    return 0;
}

bool decision_whole(sqlite3_stmt *stmt)
{
    char hex[HASH_HEX_SIZE];

    return str_equal(hash_text(column_text(stmt, 1), (size_t)sqlite3_column_bytes(stmt, 1), hex),
                     column_text(stmt, 2));
}

/* --- putting --- */

static int run_about(struct store *store, int which, const char *ref, const char *text, struct err *err)
{
    _cleanup_statement_ struct statement st = {0};

    if (statement_take(store, sql[which], &st, err) < 0)
        return -1;
    bind_text(st.stmt, 1, ref);
    if (text)
        bind_text(st.stmt, 2, text);
    return statement_run(store, st.stmt, err);
}

static int add(struct store *store, const struct decision *decision, const struct str *frozen, int64_t row,
               struct err *err)
{
    _cleanup_statement_ struct statement st = {0};
    const struct deciding *answers = &decision->answers;
    char hex[HASH_HEX_SIZE];

    if (statement_take(store, sql[ADD], &st, err) < 0)
        return -1;
    if (row)
        sqlite3_bind_int64(st.stmt, 1, row);
    bind_text(st.stmt, 2, decision->ref);
    bind_text(st.stmt, 3, decision->client);
    sqlite3_bind_int64(st.stmt, 4, decision->at);
    bind_text(st.stmt, 5, decide_path_names[answers->path]);
    bind_text(st.stmt, 6, decide_answer_names[answers->first_answer]);
    sqlite3_bind_int64(st.stmt, 7, answers->first_at);
    bind_text(st.stmt, 8, decide_answer_names[answers->answer]);
    bind_day(st.stmt, 9, decision->review_on);
    bind_text(st.stmt, 10, str_text(frozen));
    bind_text(st.stmt, 11, hash_text(str_text(frozen), frozen->len, hex));
    bind_text(st.stmt, 12, decision_state_names[decision->state]);
    if (statement_run(store, st.stmt, err) < 0)
        return -1;
    int64_t id = sqlite3_last_insert_rowid(store->db);
    if (decision->private_reason &&
        run_about(store, ADD_PRIVATE, decision->ref, decision->private_reason, err) < 0)
        return -1;
    return journal_made(store, &model_decision, id, err);
}

/* What is stored under the ref: the same, or it is refused. */
static int put_again(struct store *store, const struct decision *decision, const struct str *frozen,
                     sqlite3_stmt *stmt, enum put *ret, struct err *err)
{
    int64_t id = sqlite3_column_int64(stmt, 0);
    bool undone = str_equal(column_text(stmt, 2), decision_state_names[DECISION_UNDONE]);

    if (!str_equal(column_text(stmt, 1), str_text(frozen)))
        return err_set(
            err,
            _("decision.ref: \"%s\" is stored already, and says something else; a decision is never changed"),
            decision->ref);
    *ret = PUT_UNCHANGED;
    if (!undone || decision->state == DECISION_UNDONE)
        return 0;
    *ret = PUT_NEW;
    if (run_about(store, SET_STATE, decision->ref, decision_state_names[DECISION_MADE], err) < 0 ||
        run_about(store, CLOSE, decision->ref, NULL, err) < 0)
        return -1;
    if (decision->private_reason &&
        run_about(store, ADD_PRIVATE, decision->ref, decision->private_reason, err) < 0)
        return -1;
    return journal_made(store, &model_decision, id, err);
}

int decision_put(struct store *store, const struct decision *decision, int64_t row, enum put *ret,
                 struct err *err)
{
    _cleanup_statement_ struct statement st = {0};
    _cleanup_str_ struct str frozen = STR_INIT;
    char hex[HASH_HEX_SIZE];

    freeze(store, decision, &frozen);
    if (decision->hash && !str_equal(decision->hash, hash_text(str_text(&frozen), frozen.len, hex)))
        return err_set(err, _("decision.hash: does not belong to what stands in the line; it was changed, "
                              "take the line as it "
                              "was exported"));
    if (statement_take(store, sql[STORED], &st, err) < 0)
        return -1;
    bind_text(st.stmt, 1, decision->ref);
    int r = statement_step(store, st.stmt, err);
    if (r < 0)
        return -1;
    if (r > 0)
        return put_again(store, decision, &frozen, st.stmt, ret, err);
    *ret = PUT_NEW;
    return add(store, decision, &frozen, row, err);
}

int decision_remove(struct store *store, const char *ref, struct err *err)
{
    struct decision decision;
    int r = store_get(store, &model_decision, ref, &decision, err);

    if (r != 0)
        return r;
    r = decision.state == DECISION_UNDONE;
    if (r == 0 && (journal_before(store, &model_decision, &decision, 0, err) < 0 ||
                   run_about(store, SET_STATE, ref, decision_state_names[DECISION_UNDONE], err) < 0 ||
                   run_about(store, REOPEN, ref, NULL, err) < 0))
        r = -1;
    decision_clear(&decision);
    return r;
}
