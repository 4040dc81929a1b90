#include "paletti/store/brief.h"

#include "cell.h"

#define BRIEF   "SELECT c.id, c.name, c.state, t.owed, coalesce(t.theirs, 0), coalesce(t.mine, 0), t.last_at, "
#define KINDS   "coalesce(t.client_off_hours, 0), coalesce(t.client_channel, 0), coalesce(t.chase, 0), " LAST
#define LAST    "c.member_of IS NOT NULL, coalesce(c.short, c.made_short) "
#define ANYBODY BRIEF KINDS "FROM client AS c LEFT JOIN tally AS t ON t.client_id = c.id "
#define BY_NAME "ORDER BY c.folded, c.id LIMIT ?1"

#define OWED    BRIEF "0, 0, 0, " LAST "FROM tally AS t CROSS JOIN client AS c ON c.id = t.client_id WHERE t.owed IS NOT NULL "
#define BY_DUE  "ORDER BY t.owed, c.folded, c.id LIMIT ?1"
#define ANY(which) "EXISTS (SELECT 1 FROM client WHERE " which ")"
#define OF(which)  "SELECT member_of IS NOT NULL, (SELECT owed FROM tally WHERE client_id = client.id) IS NOT NULL " \
                   "FROM client WHERE " which
#define IS_LEFT     "state = 'left'"
#define IS_PROSPECT "state = 'prospect'"
#define IS_MEMBER   "member_of IS NOT NULL"

enum { SUMS = BRIEF_N, LEFT, PROSPECTS, MEMBERS };
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
        "SELECT (SELECT count(*) FROM client), (SELECT count(*) FROM tally WHERE owed IS NOT NULL), "
        "(SELECT count(*) FROM tally WHERE owed >= ?1), interactions, (SELECT max(id) FROM interaction), "
        "EXISTS (SELECT 1 FROM ask) OR EXISTS (SELECT 1 FROM invoice), EXISTS (SELECT 1 FROM later), "
        "EXISTS (SELECT 1 FROM breach_note), (SELECT count(*) FROM draft WHERE state = 'draft'), "
        ANY(IS_LEFT) ", " ANY(IS_PROSPECT) ", " ANY(IS_MEMBER) " FROM upkeep",
    [LEFT] = OF(IS_LEFT),
    [PROSPECTS] = OF(IS_PROSPECT),
    [MEMBERS] = OF(IS_MEMBER),
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

/* --- sums --- */

static void add_left(struct clients_sums *sums, bool member, bool owed)
{
    sums->ended += !member && !owed;
    sums->left_waiting += owed;
}

static void add_prospect(struct clients_sums *sums, bool member, bool owed)
{
    sums->prospects += !member || owed;
    sums->prospects_waiting += owed;
}

static void add_member(struct clients_sums *sums, bool member _unused_, bool owed)
{
    sums->members += !owed;
}

static int add_class(struct store *store, int which, void (*add)(struct clients_sums *sums, bool member, bool owed),
                     struct clients_sums *sums, struct err *err)
{
    _cleanup_statement_ struct statement st = {0};
    int r;

    if (statement_take(store, sql[which], &st, err) < 0)
        return -1;
    while ((r = statement_step(store, st.stmt, err)) > 0)
        add(sums, sqlite3_column_int(st.stmt, 0) != 0, sqlite3_column_int(st.stmt, 1) != 0);
    return r;
}

/* Whom there is none of costs a look into an index; nothing is prepared for them. */
static int add_classes(struct store *store, sqlite3_stmt *stmt, int first, struct clients_sums *sums, struct err *err)
{
    static const struct {
        int which;
        void (*add)(struct clients_sums *sums, bool member, bool owed);
    } classes[] = {{LEFT, add_left}, {PROSPECTS, add_prospect}, {MEMBERS, add_member}};

    for (size_t i = 0; i < ARRAY_LEN(classes); i++)
        if (sqlite3_column_int(stmt, first + (int)i) &&
            add_class(store, classes[i].which, classes[i].add, sums, err) < 0)
            return -1;
    return 0;
}

int clients_sums(struct store *store, int64_t now, struct clients_sums *ret, struct err *err)
{
    enum { CLIENTS, WAITING, NOT_YET, ENTRIES, NEWEST, DUES, LATERS, NOTES, DRAFTS, CLASSES };
    _cleanup_statement_ struct statement st = {0};

    if (statement_take(store, sql[SUMS], &st, err) < 0)
        return -1;
    sqlite3_bind_int64(st.stmt, 1, now);
    if (statement_step(store, st.stmt, err) < 0)
        return -1;
    struct clients_sums sums = {
        .clients = sqlite3_column_int64(st.stmt, CLIENTS),
        .waiting = sqlite3_column_int64(st.stmt, WAITING),
        .overdue = sqlite3_column_int64(st.stmt, WAITING) - sqlite3_column_int64(st.stmt, NOT_YET),
        .entries = sqlite3_column_int64(st.stmt, ENTRIES) + store->added,
        .newest = column_id_instant(st.stmt, NEWEST),
        .has_dues = sqlite3_column_int(st.stmt, DUES) != 0,
        .has_laters = sqlite3_column_int(st.stmt, LATERS) != 0,
        .has_notes = sqlite3_column_int(st.stmt, NOTES) != 0,
        .drafts = sqlite3_column_int64(st.stmt, DRAFTS),
    };
    if (add_classes(store, st.stmt, CLASSES, &sums, err) < 0)
        return -1;
    *ret = sums;
    return 0;
}
