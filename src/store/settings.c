#include "paletti/store/settings.h"

#include "cell.h"

#include "paletti/base/mem.h"

enum { GET, SET, UNSET };
static const char *const sql[] = {
    [GET] = "SELECT value FROM setting WHERE name = ?1",
    [SET] = "INSERT OR REPLACE INTO setting (name, value) VALUES (?1, ?2)",
    [UNSET] = "DELETE FROM setting WHERE name = ?1",
};
const struct statements settings_statements = {sql, ARRAY_LEN(sql)};

int setting_get(struct store *store, const char *name, char **ret, struct err *err)
{
    _cleanup_statement_ struct statement st = {0};

    if (statement_take(store, sql[GET], &st, err) < 0)
        return -1;
    bind_text(st.stmt, 1, name);
    int r = statement_first(store, st.stmt, err);
    if (r != 0)
        return r;
    *ret = mem_string(column_text(st.stmt, 0));
    return 0;
}

int setting_set(struct store *store, const char *name, const char *value, struct err *err)
{
    _cleanup_statement_ struct statement st = {0};

    if (transaction_needed(store, err) < 0 || statement_take(store, sql[value ? SET : UNSET], &st, err) < 0)
        return -1;
    bind_text(st.stmt, 1, name);
    if (value)
        bind_text(st.stmt, 2, value);
    return statement_run(store, st.stmt, err);
}
