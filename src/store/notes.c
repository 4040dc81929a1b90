#include "paletti/store/notes.h"

#include "cell.h"

static const char *const sql[] = {
    "SELECT kind, state FROM breach_note WHERE \"of\" = ?1",
};
const struct statements notes_statements = {sql, ARRAY_LEN(sql)};

int notes_of(struct store *store, const char *of, int (*fn)(void *ctx, const char *kind, const char *state), void *ctx,
             struct err *err)
{
    _cleanup_statement_ struct statement st = {0};
    int r;

    if (statement_take(store, sql[0], &st, err) < 0)
        return -1;
    bind_text(st.stmt, 1, of);
    while ((r = statement_step(store, st.stmt, err)) > 0) {
        r = fn(ctx, column_text(st.stmt, 0), column_text(st.stmt, 1));
        if (r != 0)
            return r;
    }
    return r;
}
