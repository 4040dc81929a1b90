/* The outbox as a list. */
#include "cell.h"
#include "tables.h"

#include "paletti/base/str.h"
#include "paletti/store/outbox.h"

/* What narrows by an index stands in the statement; the rest is looked at row by row, before the bytes are
 * read. */
#define LIST(where, order)                                                                                   \
    "SELECT ref, " DISPATCH_COLUMNS " FROM dispatch " where " ORDER BY confirmed_at " order ", id " order
#define OPEN   "WHERE state IN ('confirmed', 'sending', 'pending', 'unknown')"
#define CLIENT "WHERE client = ?1"

static const char *const sql[] = {
    LIST("", ""),       LIST("", "DESC"), LIST(OPEN, ""),
    LIST(OPEN, "DESC"), LIST(CLIENT, ""), LIST(CLIENT, "DESC"),
};
const struct statements outbox_list_statements = {sql, ARRAY_LEN(sql)};

static const char *statement_for(const struct dispatch_query *query)
{
    unsigned open =
        1u << DISPATCH_CONFIRMED | 1u << DISPATCH_SENDING | 1u << DISPATCH_PENDING | 1u << DISPATCH_UNKNOWN;
    size_t which = query->client ? 2 : query->states && !(query->states & ~open) ? 1 : 0;

    return sql[which * 2 + query->newest];
}

static int column_of(const char *name)
{
    return (int)(model_field(&model_dispatch, name) - model_dispatch.fields);
}

static bool is(sqlite3_stmt *stmt, const char *field, const char *wanted)
{
    return !wanted || str_equal(column_text(stmt, column_of(field)), wanted);
}

static bool wanted(const struct dispatch_query *query, sqlite3_stmt *stmt)
{
    int state = column_enum(stmt, column_of("state"), dispatch_state_names, DISPATCH_UNKNOWN);

    return (!query->states || (query->states >> state & 1)) && is(stmt, "draft", query->draft) &&
           is(stmt, "refund", query->refund) && is(stmt, "farewell", query->farewell) &&
           is(stmt, "sequence", query->sequence);
}

static int tell(struct store *store, sqlite3_stmt *stmt,
                int (*fn)(void *ctx, const struct dispatch *dispatch), void *ctx, struct err *err)
{
    struct dispatch dispatch;

    model_init(&model_dispatch, &dispatch);
    int r = columns_read(store, &model_dispatch, stmt, 0, &dispatch, err);
    if (r == 0)
        r = fn(ctx, &dispatch);
    model_clear(&model_dispatch, &dispatch);
    return r;
}

int dispatches_each(struct store *store, const struct dispatch_query *query,
                    int (*fn)(void *ctx, const struct dispatch *dispatch), void *ctx, struct err *err)
{
    _cleanup_statement_ struct statement st = {0};
    int told = 0, r;

    if (statement_take(store, statement_for(query), &st, err) < 0)
        return -1;
    if (query->client)
        bind_text(st.stmt, 1, query->client);
    while ((!query->limit || told < query->limit) && (r = statement_step(store, st.stmt, err)) != 0) {
        if (r > 0 && !wanted(query, st.stmt))
            continue;
        if (r > 0)
            r = tell(store, st.stmt, fn, ctx, err);
        if (r)
            return r;
        told++;
    }
    return 0;
}
