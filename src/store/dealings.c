#include "paletti/store/dealings.h"

#include "cell.h"

#include "paletti/base/mem.h"
#include "paletti/core/dealings.h"
#include "paletti/core/learning.h"

const struct model *const dealing_models[] = {
    &model_promise, &model_request, &model_delivery, &model_complaint, &model_expense, &model_win, &model_lesson, NULL,
};
enum { TYPES = ARRAY_LEN(dealing_models) - 1 };

#define ROW(number, day)            "SELECT " number ", t.id, c.id, t.ref, c.name, t." day " FROM "
#define OF_ONE(number, table, day)  ROW(number, day) "client AS c CROSS JOIN " table " AS t ON t.client = c.ref " OF
#define OF "WHERE c.id = ?1 "
#define COUNT(table, day) "(SELECT count(*) FROM " table " WHERE client = c.ref AND " day " <= ?2)"
/* The record first: it is found by its id or its ref, and nobody else's client is looked at. */
#define FIND(number, table, day)                                                                             \
    ROW(number, day) table " AS t CROSS JOIN client AS c ON c.ref = t.client WHERE t.id = ?1 OR t.ref = ?2"
enum { ALL, COUNTS, FIRST_FIND };
static const char *const sql[] = {
    [ALL] = OF_ONE("0", "promise", "said_on") "AND t.said_on <= ?2 UNION ALL "
            OF_ONE("1", "request", "\"on\"") "AND t.\"on\" <= ?2 UNION ALL "
            OF_ONE("2", "delivery", "\"on\"") "AND t.\"on\" <= ?2 UNION ALL "
            OF_ONE("3", "complaint", "\"on\"") "AND t.\"on\" <= ?2 UNION ALL "
            OF_ONE("4", "expense", "\"on\"") "AND t.\"on\" <= ?2 UNION ALL "
            OF_ONE("5", "win", "\"on\"") "AND t.\"on\" <= ?2 UNION ALL "
            OF_ONE("6", "lesson", "\"on\"") "AND t.\"on\" <= ?2",
    [COUNTS] = "SELECT " COUNT("promise", "said_on") " + " COUNT("request", "\"on\"") " + " COUNT("delivery", "\"on\"")
               " + " COUNT("complaint", "\"on\"") " + " COUNT("expense", "\"on\"") " + " COUNT("win", "\"on\"")
               " + " COUNT("lesson", "\"on\"") " FROM client AS c WHERE c.id = ?1",
    [FIRST_FIND] = FIND("0", "promise", "said_on"),
    [FIRST_FIND + 1] = FIND("1", "request", "\"on\""),
    [FIRST_FIND + 2] = FIND("2", "delivery", "\"on\""),
    [FIRST_FIND + 3] = FIND("3", "complaint", "\"on\""),
    [FIRST_FIND + 4] = FIND("4", "expense", "\"on\""),
    [FIRST_FIND + 5] = FIND("5", "win", "\"on\""),
    [FIRST_FIND + 6] = FIND("6", "lesson", "\"on\""),
};
const struct statements dealings_statements = {sql, ARRAY_LEN(sql)};

const struct field *dealing_day(const struct model *model)
{
    return model_field(model, model == &model_promise ? "said_on" : "on");
}

static void read_row(sqlite3_stmt *stmt, struct dealing_row *ret)
{
    *ret = (struct dealing_row){
        .type = sqlite3_column_int(stmt, 0),
        .id = sqlite3_column_int64(stmt, 1),
        .client_id = sqlite3_column_int64(stmt, 2),
        .ref = column_text(stmt, 3),
        .client_name = column_text(stmt, 4),
        .on = column_day(stmt, 5),
    };
}

int64_t dealings_count(struct store *store, int64_t client_id, int32_t today)
{
    int64_t n = 0;

    of_client_count(store, sql[COUNTS], client_id, today, &n, NULL);
    return n;
}

/* Of whom there is none is spared what tells about them. */
int dealings_each(struct store *store, int64_t client_id, int32_t today, int (*fn)(void *ctx, const struct dealing_row *row),
                  void *ctx, struct err *err)
{
    _cleanup_statement_ struct statement st = {0};
    struct dealing_row row;
    int64_t n;
    int r;

    if (of_client_count(store, sql[COUNTS], client_id, today, &n, err) < 0)
        return -1;
    if (n == 0)
        return 0;
    if (of_client_take(store, sql[ALL], client_id, today, &st, err) < 0)
        return -1;
    while ((r = statement_step(store, st.stmt, err)) > 0) {
        read_row(st.stmt, &row);
        r = fn(ctx, &row);
        if (r)
            return r;
    }
    return r;
}

int dealing_find(struct store *store, int type, int64_t id, const char *ref,
                 int (*fn)(void *ctx, const struct dealing_row *row), void *ctx, struct err *err)
{
    _cleanup_statement_ struct statement st = {0};
    struct dealing_row row;

    if (type < 0 || type >= TYPES)
        return 1;
    if (statement_take(store, sql[FIRST_FIND + type], &st, err) < 0)
        return -1;
    sqlite3_bind_int64(st.stmt, 1, id);
    bind_text(st.stmt, 2, ref);
    int r = statement_first(store, st.stmt, err);
    if (r != 0)
        return r;
    read_row(st.stmt, &row);
    return fn(ctx, &row) < 0 ? -1 : 0;
}
