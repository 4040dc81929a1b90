#include "paletti/store/log.h"

#include "cell.h"
#include "search.h"
#include "verdict.h"

#include "paletti/base/mem.h"
#include "paletti/base/text.h"
#include "paletti/core/interaction.h"

#include <string.h>

/* What a row of a list shows; the beginning of the body is read apart, because a body may be long. Whether there is any
 * such thing as an ask, or a use of a package, is looked up once: where there is none, no row is asked for it, and where the
 * whole file has none (PLAIN), a third less is prepared. */
#define COLUMNS(linked)                                                                                      \
    "i.id, i.client_id, i.ref, c.ref, c.name, i.direction, i.kind, i.channel, i.subject, i.minutes, "        \
    "i.holding, i.invited, i.needs_reply, i.body IS NOT NULL, " VERDICT_COLUMNS("v") ", " linked \
    ", i.energy, i.signs "
#define LINKED(asks, packages)                                                                               \
    "CASE WHEN EXISTS (" asks ") THEN EXISTS (SELECT 1 FROM ask AS a WHERE a.interaction = i.ref) END, "     \
    "CASE WHEN EXISTS (" packages ") THEN (SELECT u.id FROM use AS u WHERE u.interaction = i.ref) END "
#define UNLINKED      "0, NULL "
#define ANY_LINKED    LINKED("SELECT 1 FROM ask", "SELECT 1 FROM use")
#define BESIDE        "LEFT JOIN verdict AS v ON v.id = i.id "
#define WHOSE         "CROSS JOIN client AS c ON c.id = i.client_id "
#define LOG(linked)   "SELECT " COLUMNS(linked) "FROM interaction AS i " WHOSE BESIDE
#define FOUND(linked)                                                                                        \
    "SELECT " COLUMNS(linked) "FROM search AS s CROSS JOIN interaction AS i ON i.id = s.rowid " WHOSE BESIDE
/* The client stands outermost: they are looked up once. */
#define THEIRS(table) "SELECT 1 FROM " table " WHERE client = (SELECT ref FROM client WHERE id = ?4)"
#define THEIR_LINKED  LINKED(THEIRS("ask"), THEIRS("package"))
#define LOG_OF(linked)                                                                                       \
    "SELECT " COLUMNS(linked) "FROM client AS c CROSS JOIN interaction AS i ON i.client_id = c.id " BESIDE   \
    "WHERE c.id = ?4"
/* The same columns without what is only shown: for whoever looks at many rows to find a few. */
#define LEAN_COLUMNS                                                                                         \
    "i.id, i.client_id, NULL, NULL, NULL, i.direction, i.kind, i.channel, NULL, i.minutes, i.holding, "      \
    "i.invited, i.needs_reply, 0, " VERDICT_COLUMNS(                                                         \
        "v") ", EXISTS (SELECT 1 FROM ask AS a WHERE a.interaction = i.ref), NULL, NULL, NULL "
#define LEAN_LOG      "SELECT " LEAN_COLUMNS " FROM interaction AS i " BESIDE
#define LEAN_FOUND    "SELECT " LEAN_COLUMNS " FROM search AS s CROSS JOIN interaction AS i ON i.id = s.rowid " BESIDE
#define FIRST_VERDICT 14

/* ?1: after, ?2: the last id before the future, ?3: limit, ?4: client, ?5: words. */
#define NEWEST(key)  key " < ?1 AND " key " <= ?2 ORDER BY " key " DESC LIMIT ?3"
#define FORWARD(key) key " > ?1 AND " key " <= ?2 ORDER BY " key " LIMIT ?3"
#define LISTS(flags, log, log_of, found)                                                                             \
    [flags] = log "WHERE " NEWEST("i.id"),                                                                   \
    [(flags) | OLDEST_FIRST] = log "WHERE " FORWARD("i.id"),                                                 \
    [(flags) | OF_CLIENT] = log_of " AND " NEWEST("i.id"),                                                   \
    [(flags) | OF_CLIENT | OLDEST_FIRST] = log_of " AND " FORWARD("i.id"),                                   \
    [(flags) | WITH_WORDS] = found "WHERE search MATCH ?5 AND " NEWEST("s.rowid"),                           \
    [(flags) | WITH_WORDS | OLDEST_FIRST] = found "WHERE search MATCH ?5 AND " FORWARD("s.rowid"),           \
    [(flags) | WITH_WORDS | OF_CLIENT] =                                                                     \
        found "WHERE search MATCH ?5 AND +i.client_id = ?4 AND " NEWEST("s.rowid"),                          \
    [(flags) | WITH_WORDS | OF_CLIENT | OLDEST_FIRST] =                                                      \
        found "WHERE search MATCH ?5 AND +i.client_id = ?4 AND " FORWARD("s.rowid")
enum { ALL = 0, OLDEST_FIRST = 1, OF_CLIENT = 2, WITH_WORDS = 4, LEAN = 8, PLAIN = 16, /* and no more bits */
       FIND = 24, COUNT, COUNT_OF, POSITION, SAYS, LINKS };
static const char *const sql[] = {
    LISTS(ALL, LOG(ANY_LINKED), LOG_OF(THEIR_LINKED), FOUND(ANY_LINKED)),
    LISTS(PLAIN, LOG(UNLINKED), LOG_OF(UNLINKED), FOUND(UNLINKED)),
    LISTS(LEAN, LEAN_LOG, LEAN_LOG "WHERE i.client_id = ?4", LEAN_FOUND),
    [SAYS] = "SELECT 1 FROM search WHERE search MATCH ?1 AND rowid = ?2",
    [LINKS] = "SELECT EXISTS (SELECT 1 FROM ask) OR EXISTS (SELECT 1 FROM use)",
    [FIND] = LOG(ANY_LINKED) "WHERE i.ref = ?1",
    [COUNT] = "SELECT interactions FROM upkeep",
    [COUNT_OF] = "SELECT count(*) FROM interaction WHERE client_id = ?1",
    [POSITION] = "SELECT count(*) FROM interaction WHERE client_id = ?1 AND id > ?2 AND id <= ?3",
};
const struct statements log_statements = {sql, ARRAY_LEN(sql)};

/* Bytes of a body that a list can show. */
#define BEGINNING 160

/* Reads the beginnings of bodies without the rest of them. */
struct body {
    sqlite3_blob *blob;
    char beginning[BEGINNING + 1];
};

static void body_done(struct body *body)
{
    sqlite3_blob_close(body->blob);
}

static int body_read(struct store *store, struct body *body, int64_t id, struct err *err)
{
    int rc = body->blob ? sqlite3_blob_reopen(body->blob, id)
                        : sqlite3_blob_open(store->db, "main", "interaction", "body", id, 0, &body->blob);
    if (rc != SQLITE_OK)
        return store_fail(store, rc, err);
    int n = sqlite3_blob_bytes(body->blob);
    if (n > BEGINNING)
        n = BEGINNING;
    rc = sqlite3_blob_read(body->blob, body->beginning, n, 0);
    if (rc != SQLITE_OK)
        return store_fail(store, rc, err);
    body->beginning[text_valid(body->beginning, (size_t)n)] = '\0';
    return 0;
}

static int read_row(struct store *store, sqlite3_stmt *stmt, struct body *body, struct log_row *ret,
                    struct err *err)
{
    int64_t id = sqlite3_column_int64(stmt, 0);
    bool has_body = sqlite3_column_int(stmt, 13) != 0;

    *ret = (struct log_row){
        .id = id,
        .client_id = sqlite3_column_int64(stmt, 1),
        .ref = column_text(stmt, 2),
        .client = column_text(stmt, 3),
        .client_name = column_text(stmt, 4),
        .at = id >> 16,
        .minutes = sqlite3_column_int64(stmt, 9),
        .direction = (int8_t)column_enum(stmt, 5, direction_names, DIRECTION_NONE),
        .kind = (int8_t)column_enum(stmt, 6, kind_names, KIND_NOTE),
        .channel = column_text(stmt, 7),
        .subject = column_text(stmt, 8),
        .holding = sqlite3_column_int(stmt, 10) != 0,
        .invited = sqlite3_column_int(stmt, 11) != 0,
        .needs_reply =
            (int8_t)(sqlite3_column_type(stmt, 12) == SQLITE_NULL ? -1 : sqlite3_column_int(stmt, 12)),
        .beginning = has_body ? body->beginning : NULL,
    };
    verdict_read(stmt, FIRST_VERDICT, &ret->verdict);
    ret->asks = sqlite3_column_int(stmt, FIRST_VERDICT + VERDICT_N) != 0;
    ret->use = sqlite3_column_int64(stmt, FIRST_VERDICT + VERDICT_N + 1);
    ret->energy = sqlite3_column_int(stmt, FIRST_VERDICT + VERDICT_N + 2);
    ret->signs = column_text(stmt, FIRST_VERDICT + VERDICT_N + 3);
    return has_body ? body_read(store, body, id, err) : 0;
}

static int each_row(struct store *store, sqlite3_stmt *stmt, int (*fn)(void *ctx, const struct log_row *row),
                    void *ctx, struct err *err)
{
    _cleanup_(body_done)
    struct body body = {0};
    struct log_row row;
    int r;

    while ((r = statement_step(store, stmt, err)) > 0) {
        if (read_row(store, stmt, &body, &row, err) < 0)
            return -1;
        r = fn(ctx, &row);
        if (r)
            return r;
    }
    return r;
}

static bool is_blank(const char *words)
{
    return words[strspn(words, " \t\n")] == '\0';
}

/* Which columns of a row are to be read. */
static unsigned columns_of(struct store *store, const struct log_query *query)
{
    if (query->lean)
        return LEAN;
    return store_integer(store, sql[LINKS], 0, 1) == 0 ? PLAIN : ALL;
}

int log_each(struct store *store, const struct log_query *query,
             int (*fn)(void *ctx, const struct log_row *row), void *ctx, struct err *err)
{
    _cleanup_statement_ struct statement st = {0};
    bool search = query->words && !is_blank(query->words);
    _cleanup_free_ char *words = NULL;
    unsigned which =
        (query->forward ? OLDEST_FIRST : 0) | (query->client_id ? OF_CLIENT : 0) | (search ? WITH_WORDS : 0) |
        columns_of(store, query);

    if (search && search_query(store, query->client_id, query->words, &words, err) < 0)
        return -1;
    if (search && !words)
        return 0;
    if (statement_take(store, sql[which], &st, err) < 0)
        return -1;
    sqlite3_bind_int64(st.stmt, 1, query->after);
    sqlite3_bind_int64(st.stmt, 2, id_last(query->now));
    sqlite3_bind_int64(st.stmt, 3, query->limit ? query->limit : -1);
    if (query->client_id)
        sqlite3_bind_int64(st.stmt, 4, query->client_id);
    if (words)
        bind_text(st.stmt, 5, words);
    return each_row(store, st.stmt, fn, ctx, err);
}

int log_find(struct store *store, const char *ref, int (*fn)(void *ctx, const struct log_row *row), void *ctx,
             struct err *err)
{
    _cleanup_statement_ struct statement st = {0};
    _cleanup_(body_done)
    struct body body = {0};
    struct log_row row;

    if (statement_take(store, sql[FIND], &st, err) < 0)
        return -1;
    bind_text(st.stmt, 1, ref);
    int r = statement_first(store, st.stmt, err);
    if (r != 0)
        return r;
    if (read_row(store, st.stmt, &body, &row, err) < 0)
        return -1;
    return fn(ctx, &row) < 0 ? -1 : 0;
}

int log_says(struct store *store, int64_t id, const char *words, struct err *err)
{
    _cleanup_statement_ struct statement st = {0};
    _cleanup_free_ char *match = NULL;

    if (search_query(store, 0, words, &match, err) < 0)
        return -1;
    if (!match)
        return 1;
    if (statement_take(store, sql[SAYS], &st, err) < 0)
        return -1;
    bind_text(st.stmt, 1, match);
    sqlite3_bind_int64(st.stmt, 2, id);
    return statement_step(store, st.stmt, err);
}

int64_t log_count(struct store *store, int64_t client_id)
{
    if (client_id)
        return store_integer(store, sql[COUNT_OF], client_id, 0);
    return store_integer(store, sql[COUNT], 0, 0) + store->added;
}

int64_t log_position(struct store *store, int64_t client_id, int64_t id, int64_t now)
{
    _cleanup_statement_ struct statement st = {0};

    if (statement_take(store, sql[POSITION], &st, NULL) < 0)
        return 0;
    sqlite3_bind_int64(st.stmt, 1, client_id);
    sqlite3_bind_int64(st.stmt, 2, id);
    sqlite3_bind_int64(st.stmt, 3, id_last(now));
    return statement_step(store, st.stmt, NULL) > 0 ? sqlite3_column_int64(st.stmt, 0) : 0;
}
