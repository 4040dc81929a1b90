#include "paletti/store/after.h"

#include "cell.h"
#include "journal.h"

#include "paletti/core/client.h"

#define FORCE                                                                                                \
    "SELECT d.ref, c.ref, c.name, c.id, d.at, c.state FROM client AS c CROSS JOIN decision AS d ON d.id = "  \
    "(SELECT l.id FROM decision AS l WHERE l.client = c.ref AND l.state = 'made' ORDER BY l.at DESC, l.id "  \
    "DESC LIMIT 1) "

enum { FORCE_ALL, FORCE_OF, CHANGED, FROM_THEM };
static const char *const sql[] = {
    [FORCE_ALL] = FORCE "ORDER BY c.id",
    [FORCE_OF] = FORCE "WHERE c.ref = ?1",
    [CHANGED] =
        "SELECT s.type, json_extract(s.record, '$.ref'), a.at FROM act AS a CROSS JOIN act_step AS s "
        "ON s.id > a.id * 4294967296 AND s.id < (a.id + 1) * 4294967296 "
        "WHERE a.at >= ?1 AND a.undone = 0 AND s.record IS NOT NULL AND s.type IN ('interaction', 'payment', "
        "'expense', 'invoice', 'ask', 'request', 'delivery', 'complaint')",
    [FROM_THEM] =
        ("SELECT min(id) FROM interaction WHERE client_id = ?1 AND id BETWEEN ?2 AND ?3 AND direction = 'in' "
         "AND kind <> 'note'"),
};
const struct statements after_statements = {sql, ARRAY_LEN(sql)};

int decisions_in_force(struct store *store, const char *client,
                       int (*fn)(void *ctx, const struct force_row *row), void *ctx, struct err *err)
{
    _cleanup_statement_ struct statement st = {0};
    int r;

    if (statement_take(store, sql[client ? FORCE_OF : FORCE_ALL], &st, err) < 0)
        return -1;
    if (client)
        bind_text(st.stmt, 1, client);
    while ((r = statement_step(store, st.stmt, err)) > 0) {
        struct force_row row = {
            .ref = column_text(st.stmt, 0),
            .client = column_text(st.stmt, 1),
            .name = column_text(st.stmt, 2),
            .client_id = sqlite3_column_int64(st.stmt, 3),
            .at = sqlite3_column_int64(st.stmt, 4),
            .state = (int8_t)column_enum(st.stmt, 5, client_state_names, CLIENT_ACTIVE),
        };
        r = fn(ctx, &row);
        if (r != 0)
            return r;
    }
    return r;
}

int journal_changed(struct store *store, int64_t since,
                    int (*fn)(void *ctx, const char *type, const char *ref, int64_t at), void *ctx,
                    struct err *err)
{
    _cleanup_statement_ struct statement st = {0};
    int r;

    if (statement_take(store, sql[CHANGED], &st, err) < 0)
        return -1;
    sqlite3_bind_int64(st.stmt, 1, since);
    while ((r = statement_step(store, st.stmt, err)) > 0) {
        const char *ref = column_text(st.stmt, 1);
        r = ref ? fn(ctx, column_text(st.stmt, 0), ref, sqlite3_column_int64(st.stmt, 2)) : 0;
        if (r != 0)
            return r;
    }
    return r;
}

int log_first_from_them(struct store *store, int64_t client_id, int64_t from, int64_t now, int64_t *ret, struct err *err)
{
    _cleanup_statement_ struct statement st = {0};

    if (statement_take(store, sql[FROM_THEM], &st, err) < 0)
        return -1;
    sqlite3_bind_int64(st.stmt, 1, client_id);
    sqlite3_bind_int64(st.stmt, 2, id_first(from));
    sqlite3_bind_int64(st.stmt, 3, id_last(now));
    if (statement_step(store, st.stmt, err) < 0)
        return -1;
    *ret = column_id_instant(st.stmt, 0);
    return 0;
}
