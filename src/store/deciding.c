#include "paletti/store/decisions.h"

#include "cell.h"

#include <string.h>

#define COLUMNS                                                                                              \
    "d.ref, d.client, d.state, d.step, d.path, d.revision, d.saved_at, d.wakes, d.later_until, "             \
    "d.first_answer, d.first_at, "                                                                           \
    "d.decision"
#define LIST                                                                                                 \
    "SELECT " COLUMNS ", NULL, c.id, c.name FROM deciding AS d CROSS JOIN client AS c ON c.ref = d.client "

enum { PUT, ADD, OF, EACH, EACH_OF, IN_FORCE };
static const char *const sql[] = {
    /* One that was undone remembers its decision, which may be done again; by then this draft is over. */
    [PUT] = "UPDATE deciding SET (client, state, step, path, revision, saved_at, wakes, later_until, "
            "first_answer, first_at, "
            "decision, answers) = (?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, coalesce(?12, decision), ?13) "
            "WHERE ref = ?1 AND "
            "revision = ?6 - 1 AND state = 'open'",
    [ADD] = "INSERT INTO deciding (ref, client, state, step, path, revision, saved_at, wakes, later_until, "
            "first_answer, "
            "first_at, decision, answers) SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13 "
            "WHERE NOT EXISTS (SELECT 1 FROM deciding WHERE ref = ?1)",
    [OF] =
        "SELECT " COLUMNS ", d.answers, 0, NULL FROM deciding AS d WHERE d.client = ?1 AND d.state = 'open'",
    [EACH] = LIST "WHERE d.state = 'open' ORDER BY d.saved_at, d.id",
    [EACH_OF] = LIST "WHERE d.state = 'open' AND d.client = ?1 ORDER BY d.saved_at, d.id",
    [IN_FORCE] = ("SELECT at, review_on, path FROM decision WHERE client = ?1 AND state = 'made' ORDER BY at DESC, id DESC "
                  "LIMIT 1"),
};
const struct statements deciding_statements = {sql, ARRAY_LEN(sql)};

static const char *const kept_names[] = {"open", "committed", "abandoned", NULL};

static int write(struct store *store, int which, const struct deciding_row *row, struct err *err)
{
    _cleanup_statement_ struct statement st = {0};

    if (statement_take(store, sql[which], &st, err) < 0)
        return -1;
    bind_text(st.stmt, 1, row->ref);
    bind_text(st.stmt, 2, row->client);
    bind_text(st.stmt, 3, kept_names[row->kept]);
    bind_text(st.stmt, 4, row->step);
    bind_text(st.stmt, 5, row->path);
    sqlite3_bind_int64(st.stmt, 6, row->revision);
    sqlite3_bind_int64(st.stmt, 7, row->saved_at);
    bind_instant(st.stmt, 8, row->wakes);
    bind_day(st.stmt, 9, row->later_until);
    bind_text(st.stmt, 10, row->first_answer);
    bind_instant(st.stmt, 11, row->first_at);
    bind_text(st.stmt, 12, row->decision);
    bind_text(st.stmt, 13, row->answers);
    if (statement_run(store, st.stmt, err) < 0)
        return -1;
    return sqlite3_changes(store->db) == 0;
}

int deciding_put(struct store *store, const struct deciding_row *row, struct err *err)
{
    if (transaction_needed(store, err) < 0)
        return -1;
    int r = write(store, PUT, row, err);
    return r == 1 ? write(store, ADD, row, err) : r;
}

static void read_row(sqlite3_stmt *stmt, struct deciding_row *ret)
{
    *ret = (struct deciding_row){
        .ref = column_text(stmt, 0),
        .client = column_text(stmt, 1),
        .kept = (enum deciding_kept)column_enum(stmt, 2, kept_names, KEPT_ABANDONED),
        .step = column_text(stmt, 3),
        .path = column_text(stmt, 4),
        .revision = sqlite3_column_int64(stmt, 5),
        .saved_at = sqlite3_column_int64(stmt, 6),
        .wakes = column_instant(stmt, 7),
        .later_until = column_day(stmt, 8),
        .first_answer = column_text(stmt, 9),
        .first_at = column_instant(stmt, 10),
        .decision = column_text(stmt, 11),
        .answers = column_text(stmt, 12),
        .client_id = sqlite3_column_int64(stmt, 13),
        .name = column_text(stmt, 14),
    };
}

static int each(struct store *store, int which, const char *client,
                int (*fn)(void *ctx, const struct deciding_row *row), void *ctx, bool *ret_any,
                struct err *err)
{
    _cleanup_statement_ struct statement st = {0};
    struct deciding_row row;
    int r;

    if (statement_take(store, sql[which], &st, err) < 0)
        return -1;
    if (client)
        bind_text(st.stmt, 1, client);
    while ((r = statement_step(store, st.stmt, err)) > 0) {
        *ret_any = true;
        read_row(st.stmt, &row);
        r = fn(ctx, &row);
        if (r != 0)
            return r;
    }
    return r;
}

int deciding_of(struct store *store, const char *client, int (*fn)(void *ctx, const struct deciding_row *row),
                void *ctx, struct err *err)
{
    bool any = false;
    int r = each(store, OF, client, fn, ctx, &any, err);

    return r == 0 && !any ? 1 : r;
}

int deciding_each(struct store *store, const char *client,
                  int (*fn)(void *ctx, const struct deciding_row *row), void *ctx, struct err *err)
{
    bool any = false;

    return each(store, client ? EACH_OF : EACH, client, fn, ctx, &any, err);
}

int decision_in_force(struct store *store, const char *client, struct decision_brief *ret, struct err *err)
{
    _cleanup_statement_ struct statement st = {0};

    if (statement_take(store, sql[IN_FORCE], &st, err) < 0)
        return -1;
    bind_text(st.stmt, 1, client);
    int r = statement_step(store, st.stmt, err);
    if (r <= 0)
        return r < 0 ? -1 : 1;
    *ret = (struct decision_brief){.at = sqlite3_column_int64(st.stmt, 0), .review_on = column_day(st.stmt, 1)};
    strncpy(ret->path, column_text(st.stmt, 2), sizeof ret->path - 1);
    return 0;
}
