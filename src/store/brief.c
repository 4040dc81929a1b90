#include "paletti/store/brief.h"

#include "cell.h"

#define BRIEF   "SELECT c.id, c.name, c.state, t.owed, coalesce(t.theirs, 0), coalesce(t.mine, 0), t.last_at, "
#define KINDS   "coalesce(t.client_off_hours, 0), coalesce(t.client_channel, 0), coalesce(t.chase, 0), " LAST
#define LAST    "c.member_of IS NOT NULL, coalesce(c.short, c.made_short) "
#define ANYBODY BRIEF KINDS "FROM client AS c LEFT JOIN tally AS t ON t.client_id = c.id "
#define BY_NAME "ORDER BY c.folded, c.id LIMIT ?1"

#define OWED    BRIEF "0, 0, 0, " LAST "FROM tally AS t CROSS JOIN client AS c ON c.id = t.client_id WHERE t.owed IS NOT NULL "
#define BY_DUE  "ORDER BY t.owed, c.folded, c.id LIMIT ?1"
#define COUNT   "(SELECT count(*) FROM client AS c LEFT JOIN tally AS t ON t.client_id = c.id WHERE "

enum { SUMS = BRIEF_N };
static const char *const sql[] = {
    [BRIEF_ALL] = ANYBODY BY_NAME,
    [BRIEF_OWED] = OWED "AND c.state NOT IN ('prospect', 'left') " BY_DUE,
    [BRIEF_PROSPECTS_OWED] = OWED "AND c.state = 'prospect' " BY_DUE,
    [BRIEF_LEFT_OWED] = OWED "AND c.state = 'left' " BY_DUE,
    [BRIEF_RESTING] =
        ANYBODY "WHERE c.state NOT IN ('prospect', 'left') AND c.member_of IS NULL AND t.owed IS NULL " BY_NAME,
    [BRIEF_PROSPECTS] = ANYBODY "WHERE c.state = 'prospect' AND c.member_of IS NULL AND t.owed IS NULL " BY_NAME,
    [BRIEF_LEFT] = ANYBODY "WHERE c.state = 'left' AND c.member_of IS NULL AND t.owed IS NULL " BY_NAME,
    [BRIEF_MEMBERS] = ANYBODY "WHERE c.member_of IS NOT NULL AND t.owed IS NULL " BY_NAME,
    [SUMS] =
        "SELECT (SELECT count(*) FROM client), " COUNT "c.state = 'left' AND t.owed IS NULL), "
        "(SELECT count(*) FROM tally WHERE owed IS NOT NULL), (SELECT count(*) FROM tally WHERE owed < ?1), "
        "interactions, (SELECT max(id) FROM interaction), "
        "EXISTS (SELECT 1 FROM ask) OR EXISTS (SELECT 1 FROM invoice), "
        COUNT "c.member_of IS NOT NULL AND t.owed IS NULL), "
        COUNT "c.member_of IS NOT NULL AND c.state = 'left' AND t.owed IS NULL), "
        COUNT "c.state = 'prospect' AND (c.member_of IS NULL OR t.owed IS NOT NULL)), "
        COUNT "c.state = 'prospect' AND t.owed IS NOT NULL), "
        COUNT "c.state = 'left' AND t.owed IS NOT NULL) FROM upkeep",
};
const struct statements brief_statements = {sql, ARRAY_LEN(sql)};

int clients_brief(struct store *store, enum brief which, int limit,
                  int (*fn)(void *ctx, const struct client_brief *row), void *ctx, struct err *err)
{
    _cleanup_statement_ struct statement st = {0};
    int r;

    if (statement_take(store, sql[which], &st, err) < 0)
        return -1;
    sqlite3_bind_int(st.stmt, 1, limit > 0 ? limit : -1);
    while ((r = statement_step(store, st.stmt, err)) > 0) {
        struct client_brief row = {
            .id = sqlite3_column_int64(st.stmt, 0),
            .name = column_text(st.stmt, 1),
            .state = (int8_t)column_enum(st.stmt, 2, client_state_names, CLIENT_ACTIVE),
            .owed = column_instant(st.stmt, 3),
            .theirs = sqlite3_column_int64(st.stmt, 4),
            .mine = sqlite3_column_int64(st.stmt, 5),
            .last_at = column_instant(st.stmt, 6),
            .off_hours = sqlite3_column_int64(st.stmt, 7),
            .channel = sqlite3_column_int64(st.stmt, 8),
            .chase = sqlite3_column_int64(st.stmt, 9),
            .member = sqlite3_column_int(st.stmt, 10) != 0,
            .short_name = column_text(st.stmt, 11),
        };
        r = fn(ctx, &row);
        if (r)
            return r;
    }
    return r;
}

int clients_sums(struct store *store, int64_t now, struct clients_sums *ret, struct err *err)
{
    _cleanup_statement_ struct statement st = {0};

    if (statement_take(store, sql[SUMS], &st, err) < 0)
        return -1;
    sqlite3_bind_int64(st.stmt, 1, now);
    if (statement_step(store, st.stmt, err) < 0)
        return -1;
    *ret = (struct clients_sums){
        .clients = sqlite3_column_int64(st.stmt, 0),
        .ended = sqlite3_column_int64(st.stmt, 1) - sqlite3_column_int64(st.stmt, 8),
        .members = sqlite3_column_int64(st.stmt, 7),
        .waiting = sqlite3_column_int64(st.stmt, 2),
        .overdue = sqlite3_column_int64(st.stmt, 3),
        .entries = sqlite3_column_int64(st.stmt, 4) + store->added,
        .prospects = sqlite3_column_int64(st.stmt, 9),
        .prospects_waiting = sqlite3_column_int64(st.stmt, 10),
        .left_waiting = sqlite3_column_int64(st.stmt, 11),
        .newest = INSTANT_NONE,
        .has_dues = sqlite3_column_int(st.stmt, 6) != 0,
    };
    if (sqlite3_column_type(st.stmt, 5) != SQLITE_NULL)
        ret->newest = sqlite3_column_int64(st.stmt, 5) >> 16;
    return 0;
}
