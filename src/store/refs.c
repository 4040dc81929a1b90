#include "paletti/store/records.h"

#include "cell.h"

#include "paletti/base/mem.h"

/* No character is larger than the last one. */
#define BEGINNING(table) "SELECT ref FROM " table " WHERE ref >= ?1 AND ref < ?1 || char(1114111) ORDER BY ref LIMIT ?2"

static const char *const sql[] = {BEGINNING("interaction"), BEGINNING("ask"), BEGINNING("invoice")};
const struct statements refs_statements = {sql, ARRAY_LEN(sql)};

static int each_of(struct store *store, const char *text, const char *beginning, int limit,
                   int (*fn)(void *ctx, const char *ref), void *ctx, struct err *err)
{
    _cleanup_statement_ struct statement st = {0};
    int r;

    if (statement_take(store, text, &st, err) < 0)
        return -1;
    bind_text(st.stmt, 1, beginning);
    sqlite3_bind_int(st.stmt, 2, limit);
    while ((r = statement_step(store, st.stmt, err)) > 0) {
        r = fn(ctx, column_text(st.stmt, 0));
        if (r)
            return r;
    }
    return r;
}

int store_refs(struct store *store, const char *beginning, int limit, int (*fn)(void *ctx, const char *ref), void *ctx,
               struct err *err)
{
    int r = 0;

    for (size_t i = 0; i < ARRAY_LEN(sql) && r == 0; i++)
        r = each_of(store, sql[i], beginning, limit, fn, ctx, err);
    return r;
}
