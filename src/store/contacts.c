#include "paletti/store/contacts.h"

#include "cell.h"
#include "verdict.h"

#include "paletti/base/mem.h"
#include "paletti/core/interaction.h"

/* ?1: client, ?2: the id before the first, ?3: the last id, ?4: limit. */
#define PIECE(id) id " > ?2 AND " id " <= ?3 ORDER BY " id " LIMIT ?4"
enum { CONTACTS, CONTACTS_OF, QUESTIONS, QUESTIONS_OF };
static const char *const sql[] = {
    [CONTACTS] = "SELECT id, direction, kind FROM interaction WHERE " PIECE("id"),
    [CONTACTS_OF] = "SELECT id, direction, kind FROM interaction WHERE client_id = ?1 AND " PIECE("id"),
    [QUESTIONS] = "SELECT v.id, " VERDICT_COLUMNS("v") " FROM verdict AS v WHERE v.started <> 0 AND " PIECE("v.id"),
    [QUESTIONS_OF] = "SELECT i.id, " VERDICT_COLUMNS("v") " FROM interaction AS i CROSS JOIN verdict AS v ON v.id = i.id "
                     "WHERE i.client_id = ?1 AND v.started <> 0 AND " PIECE("i.id"),
};
const struct statements contacts_statements = {sql, ARRAY_LEN(sql)};

static int take(struct store *store, const struct contact_query *query, int everybody, int theirs, struct statement *ret,
                struct err *err)
{
    int64_t after = query->from != INSTANT_NONE ? id_first(query->from) - 1 : INT64_MIN;

    if (statement_take(store, sql[query->client_id ? theirs : everybody], ret, err) < 0)
        return -1;
    if (query->client_id)
        sqlite3_bind_int64(ret->stmt, 1, query->client_id);
    sqlite3_bind_int64(ret->stmt, 2, query->after > after ? query->after : after);
    sqlite3_bind_int64(ret->stmt, 3, id_last(query->to));
    sqlite3_bind_int64(ret->stmt, 4, query->limit);
    return 0;
}

int contacts_each(struct store *store, const struct contact_query *query,
                  int (*fn)(void *ctx, const struct contact_row *row), void *ctx, struct err *err)
{
    _cleanup_statement_ struct statement st = {0};
    int r;

    if (take(store, query, CONTACTS, CONTACTS_OF, &st, err) < 0)
        return -1;
    while ((r = statement_step(store, st.stmt, err)) > 0) {
        int64_t id = sqlite3_column_int64(st.stmt, 0);
        struct contact_row row = {
            .id = id,
            .at = id >> 16,
            .direction = (int8_t)column_enum(st.stmt, 1, direction_names, DIRECTION_NONE),
            .kind = (int8_t)column_enum(st.stmt, 2, kind_names, KIND_NOTE),
        };
        r = fn(ctx, &row);
        if (r)
            return r;
    }
    return r;
}

int questions_each(struct store *store, const struct contact_query *query,
                   int (*fn)(void *ctx, const struct question_row *row), void *ctx, struct err *err)
{
    _cleanup_statement_ struct statement st = {0};
    int r;

    if (take(store, query, QUESTIONS, QUESTIONS_OF, &st, err) < 0)
        return -1;
    while ((r = statement_step(store, st.stmt, err)) > 0) {
        int64_t id = sqlite3_column_int64(st.stmt, 0);
        struct question_row row = {.id = id, .at = id >> 16};
        verdict_read(st.stmt, 1, &row.verdict);
        r = fn(ctx, &row);
        if (r)
            return r;
    }
    return r;
}
