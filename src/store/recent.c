#include "paletti/store/recent.h"

#include "cell.h"

#include "paletti/base/mem.h"
#include "paletti/core/agreement.h"
#include "paletti/core/interaction.h"

/* ?1: client, ?2 and ?3: the first and the last id. The entries of a client are found in the index alone. */
#define BETWEEN(id) id " BETWEEN ?2 AND ?3 "
#define SPENT       "SELECT count(*), coalesce(sum(minutes), 0) FROM interaction WHERE "
#define EXISTS(table) "EXISTS (SELECT 1 FROM " table " WHERE client = ?1) "
enum { CROSSED, CROSSED_OF, SPENT_ALL, SPENT_OF, PAID, QUESTIONS, MEETINGS, HAS, REF, WAIVED_OF };
static const char *const sql[] = {
    [CROSSED] = "SELECT breaches, counted FROM verdict WHERE " BETWEEN("id") "AND breaches <> 0",
    [CROSSED_OF] = "SELECT v.breaches, v.counted FROM interaction AS i CROSS JOIN verdict AS v ON v.id = i.id "
                   "WHERE i.client_id = ?1 AND " BETWEEN("i.id") "AND v.breaches <> 0",
    [SPENT_ALL] = SPENT BETWEEN("id"),
    [SPENT_OF] = SPENT "client_id = ?1 AND " BETWEEN("id"),
    [PAID] = "SELECT sum(amount), amount_currency FROM payment WHERE \"on\" BETWEEN ?2 AND ?3 "
             "GROUP BY amount_currency ORDER BY sum(amount) DESC",
    [QUESTIONS] = "SELECT c.id, i.id, c.ref, c.name, c.zone, c.day, t.receipt, t.owed, i.channel, i.kind "
                  "FROM tally AS t CROSS JOIN client AS c ON c.id = t.client_id "
                  "CROSS JOIN interaction AS i ON i.id = t.open_id "
                  "WHERE t.owed >= ?2 AND t.owed < 9223372036854775807 ORDER BY t.owed LIMIT ?3",
    [MEETINGS] = "SELECT c.id, m.starts, c.name, m.title FROM meeting AS m CROSS JOIN client AS c ON c.ref = m.client "
                 "WHERE m.state = 'planned' AND m.starts >= ?2 ORDER BY m.starts LIMIT ?3",
    [HAS] = "SELECT " EXISTS("override") "+ 2 * " EXISTS("told") "+ 4 * " EXISTS("contract") "+ 8 * " EXISTS("package")
            "+ 16 * " EXISTS("decision") "+ 32 * " EXISTS("deciding"),
    [REF] = "SELECT ref FROM interaction WHERE id = ?1",
    [WAIVED_OF] = "SELECT n.kind, count(*) FROM interaction AS i CROSS JOIN verdict AS v ON v.id = i.id "
                  "CROSS JOIN breach_note AS n ON n.\"of\" = i.ref WHERE i.client_id = ?1 AND " BETWEEN("i.id")
                  "AND v.breaches <> 0 AND n.state = 'waived' GROUP BY n.kind",
};
const struct statements recent_statements = {sql, ARRAY_LEN(sql)};

static int take_range(struct store *store, int which, int64_t client_id, int64_t from, int64_t to,
                      struct statement *ret, struct err *err)
{
    if (statement_take(store, sql[which], ret, err) < 0)
        return -1;
    if (client_id)
        sqlite3_bind_int64(ret->stmt, 1, client_id);
    sqlite3_bind_int64(ret->stmt, 2, from);
    sqlite3_bind_int64(ret->stmt, 3, to);
    return 0;
}

int log_crossed(struct store *store, int64_t client_id, int64_t from, int64_t to, struct crossed *ret, struct err *err)
{
    _cleanup_statement_ struct statement st = {0};
    struct crossed crossed = {0};
    int r;

    if (take_range(store, client_id ? CROSSED_OF : CROSSED, client_id, id_first(from), id_last(to), &st, err) < 0)
        return -1;
    while ((r = statement_step(store, st.stmt, err)) > 0) {
        unsigned breaches = (unsigned)sqlite3_column_int(st.stmt, 0), counted = (unsigned)sqlite3_column_int(st.stmt, 1);
        for (size_t i = 0; i < ARRAY_LEN(crossed.counted); i++) {
            crossed.counted[i] += (counted >> i) & 1;
            crossed.untold[i] += ((breaches & ~counted) >> i) & 1;
        }
    }
    if (r == 0)
        *ret = crossed;
    return r;
}

/* Theirs alone are waived. */
static int64_t *waived_of(struct crossed *crossed, const char *kind)
{
    for (size_t i = 0; i < breach_kinds_n; i++)
        if (!breach_kinds[i].mine && str_equal(breach_kinds[i].name, kind))
            return &crossed->waived[__builtin_ctz(breach_kinds[i].bit)];
    return NULL;
}

int log_waived(struct store *store, int64_t client_id, int64_t from, int64_t to, struct crossed *crossed, struct err *err)
{
    _cleanup_statement_ struct statement st = {0};
    int r;

    if (take_range(store, WAIVED_OF, client_id, id_first(from), id_last(to), &st, err) < 0)
        return -1;
    while ((r = statement_step(store, st.stmt, err)) > 0) {
        int64_t *n = waived_of(crossed, column_text(st.stmt, 0));
        if (n)
            *n = sqlite3_column_int64(st.stmt, 1);
    }
    return r;
}

int log_spent(struct store *store, int64_t client_id, int64_t from, int64_t to, struct spent *ret, struct err *err)
{
    _cleanup_statement_ struct statement st = {0};

    if (take_range(store, client_id ? SPENT_OF : SPENT_ALL, client_id, id_first(from), id_last(to), &st, err) < 0 ||
        statement_step(store, st.stmt, err) < 0)
        return -1;
    *ret = (struct spent){sqlite3_column_int64(st.stmt, 0), sqlite3_column_int64(st.stmt, 1)};
    return 0;
}

int payments_sum(struct store *store, int32_t from, int32_t to, int (*fn)(void *ctx, struct money sum), void *ctx,
                 struct err *err)
{
    _cleanup_statement_ struct statement st = {0};
    int r;

    if (statement_take(store, sql[PAID], &st, err) < 0)
        return -1;
    bind_day(st.stmt, 2, from);
    bind_day(st.stmt, 3, to);
    while ((r = statement_step(store, st.stmt, err)) > 0) {
        r = fn(ctx, column_money(st.stmt, 0));
        if (r)
            return r;
    }
    return r;
}

unsigned client_has(struct store *store, const char *client)
{
    _cleanup_statement_ struct statement st = {0};

    if (statement_take(store, sql[HAS], &st, NULL) < 0)
        return 0;
    bind_text(st.stmt, 1, client);
    return statement_step(store, st.stmt, NULL) > 0 ? (unsigned)sqlite3_column_int(st.stmt, 0) : 0;
}

char *log_ref(struct store *store, int64_t id)
{
    _cleanup_statement_ struct statement st = {0};

    if (statement_take(store, sql[REF], &st, NULL) < 0)
        return NULL;
    sqlite3_bind_int64(st.stmt, 1, id);
    return statement_step(store, st.stmt, NULL) > 0 ? mem_string(column_text(st.stmt, 0)) : NULL;
}

static void read_question(sqlite3_stmt *stmt, struct owed_row *ret)
{
    const char *day = column_text(stmt, 5);

    *ret = (struct owed_row){
        .client_id = sqlite3_column_int64(stmt, 0),
        .id = sqlite3_column_int64(stmt, 1),
        .client = column_text(stmt, 2),
        .name = column_text(stmt, 3),
        .zone = column_text(stmt, 4),
        .receipt = column_instant(stmt, 6),
        .due = column_instant(stmt, 7),
        .channel = column_text(stmt, 8),
        .kind = (int8_t)column_enum(stmt, 9, kind_names, KIND_MESSAGE),
    };
    if (day)
        span_parse(day, &ret->day, NULL);
}

int questions_ahead(struct store *store, int64_t from, int limit, int (*fn)(void *ctx, const struct owed_row *row),
                    void *ctx, struct err *err)
{
    _cleanup_statement_ struct statement st = {0};
    struct owed_row row;
    int r;

    if (take_range(store, QUESTIONS, 0, from, limit, &st, err) < 0)
        return -1;
    while ((r = statement_step(store, st.stmt, err)) > 0) {
        read_question(st.stmt, &row);
        r = fn(ctx, &row);
        if (r)
            return r;
    }
    return r;
}

int meetings_ahead(struct store *store, int64_t from, int limit, int (*fn)(void *ctx, const struct meeting_row *row),
                   void *ctx, struct err *err)
{
    _cleanup_statement_ struct statement st = {0};
    int r;

    if (take_range(store, MEETINGS, 0, from, limit, &st, err) < 0)
        return -1;
    while ((r = statement_step(store, st.stmt, err)) > 0) {
        struct meeting_row row = {
            .client_id = sqlite3_column_int64(st.stmt, 0),
            .starts = sqlite3_column_int64(st.stmt, 1),
            .name = column_text(st.stmt, 2),
            .title = column_text(st.stmt, 3),
        };
        r = fn(ctx, &row);
        if (r)
            return r;
    }
    return r;
}
