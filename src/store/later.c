#include "paletti/store/later.h"

#include "cell.h"

static const char *const sql[] = {
    "SELECT l.ref, c.id, c.name, l.until FROM later AS l CROSS JOIN client AS c ON c.ref = l.client "
    "WHERE l.until > ?1 ORDER BY l.until, l.id",
};
const struct statements later_statements = {sql, ARRAY_LEN(sql)};

int laters_each(struct store *store, int64_t now, int (*fn)(void *ctx, const struct later_row *row), void *ctx,
                struct err *err)
{
    _cleanup_statement_ struct statement st = {0};
    int r;

    if (statement_take(store, sql[0], &st, err) < 0)
        return -1;
    sqlite3_bind_int64(st.stmt, 1, now);
    while ((r = statement_step(store, st.stmt, err)) > 0) {
        struct later_row row = {column_text(st.stmt, 0), sqlite3_column_int64(st.stmt, 1), column_text(st.stmt, 2),
                                sqlite3_column_int64(st.stmt, 3)};
        r = fn(ctx, &row);
        if (r != 0)
            return r;
    }
    return r;
}
