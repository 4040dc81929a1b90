#include "paletti/store/debts.h"

#include "cell.h"

enum { SIGNS, MINUTES, FIRST, DECISIONS };
static const char *const sql[] = {
    [SIGNS] = "SELECT i.id >> 16, i.direction = 'out', j.value, i.subject FROM interaction AS i, json_each(i.signs) AS j "
              "WHERE i.client_id = ?1 AND i.id BETWEEN ?2 AND ?3 AND (i.signs IS NOT NULL OR i.closeness IS NOT NULL) "
              "AND (j.value GLOB 'excuse_*' OR j.value GLOB 't6*') ORDER BY i.id, j.key",
    [MINUTES] = ("SELECT id >> 16, minutes, kind = 'work' FROM interaction WHERE client_id = ?1 AND id BETWEEN ?2 AND ?3 AND minutes > 0 "
                "ORDER BY id"),
    [DECISIONS] = "SELECT count(*) FROM decision WHERE client = ?1 AND path = ?2 AND state = 'made'",
    [FIRST] = "SELECT min(id) >> 16 FROM interaction WHERE client_id = ?1",
};
const struct statements debts_statements = {sql, ARRAY_LEN(sql)};

static int take_span(struct store *store, int which, int64_t client_id, int64_t from, int64_t to, struct statement *st,
                     struct err *err)
{
    if (statement_take(store, sql[which], st, err) < 0)
        return -1;
    sqlite3_bind_int64(st->stmt, 1, client_id);
    sqlite3_bind_int64(st->stmt, 2, id_first(from));
    sqlite3_bind_int64(st->stmt, 3, id_last(to));
    return 0;
}

int debt_signs(struct store *store, int64_t client_id, int64_t from, int64_t to,
               int (*fn)(void *ctx, const struct debt_sign *sign), void *ctx, struct err *err)
{
    _cleanup_statement_ struct statement st = {0};
    int r;

    if (take_span(store, SIGNS, client_id, from, to, &st, err) < 0)
        return -1;
    while ((r = statement_step(store, st.stmt, err)) > 0) {
        struct debt_sign sign = {
            .at = sqlite3_column_int64(st.stmt, 0),
            .out = sqlite3_column_int(st.stmt, 1) != 0,
            .sign = column_text(st.stmt, 2),
            .subject = column_text(st.stmt, 3),
        };
        r = fn(ctx, &sign);
        if (r != 0)
            return r;
    }
    return r;
}

int debt_minutes(struct store *store, int64_t client_id, int64_t from, int64_t to,
                 int (*fn)(void *ctx, int64_t at, int64_t minutes, bool work), void *ctx, struct err *err)
{
    _cleanup_statement_ struct statement st = {0};
    int r;

    if (take_span(store, MINUTES, client_id, from, to, &st, err) < 0)
        return -1;
    while ((r = statement_step(store, st.stmt, err)) > 0) {
        r = fn(ctx, sqlite3_column_int64(st.stmt, 0), sqlite3_column_int64(st.stmt, 1), sqlite3_column_int(st.stmt, 2) != 0);
        if (r != 0)
            return r;
    }
    return r;
}

int debt_first_entry(struct store *store, int64_t client_id, int64_t *ret_at, struct err *err)
{
    _cleanup_statement_ struct statement st = {0};

    if (statement_take(store, sql[FIRST], &st, err) < 0)
        return -1;
    sqlite3_bind_int64(st.stmt, 1, client_id);
    int r = statement_step(store, st.stmt, err);
    if (r < 0)
        return r;
    *ret_at = r > 0 ? column_instant(st.stmt, 0) : INSTANT_NONE;
    return 0;
}

int debt_decisions(struct store *store, const char *client, const char *path, int *ret, struct err *err)
{
    _cleanup_statement_ struct statement st = {0};

    if (statement_take(store, sql[DECISIONS], &st, err) < 0)
        return -1;
    bind_text(st.stmt, 1, client);
    bind_text(st.stmt, 2, path);
    int r = statement_step(store, st.stmt, err);
    if (r < 0)
        return r;
    *ret = r > 0 ? sqlite3_column_int(st.stmt, 0) : 0;
    return 0;
}
