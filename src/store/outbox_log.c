/* The log of what left: a chain of hashes that shows where something was taken out or changed. */
#include "outbox_put.h"

#include "cell.h"

#include "paletti/base/hash.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/str.h"

#include <stdio.h>
#include <string.h>

/* What the log's last word on a dispatch (e) makes of its state; nothing is known of an imported one, or of
 * one just erased. */
#define SAYS                                                                                                 \
    "CASE e.event WHEN 'again' THEN 'confirmed' WHEN 'imported' THEN d.state WHEN 'erased' THEN d.state "    \
    "ELSE e.event END"

enum { LAST, ADD, EACH, EACH_OF, ODD, UNLOGGED };
static const char *const sql[] = {
    [LAST] = "SELECT id, hash FROM dispatch_log ORDER BY id DESC LIMIT 1",
    [ADD] = "INSERT INTO dispatch_log (id, at, dispatch, event, sha256, previous, hash) VALUES (?1, ?2, ?3, "
            "?4, ?5, ?6, ?7)",
    [EACH] = "SELECT id, at, dispatch, event, sha256, previous, hash FROM dispatch_log ORDER BY id",
    [EACH_OF] = "SELECT id, at, dispatch, event, sha256, previous, hash FROM dispatch_log WHERE dispatch = "
                "?1 ORDER BY id",
    /* The state, the hash of the bytes, and, while they are there, the bytes themselves. */
    [ODD] = "SELECT d.ref, d.sha256, d.bytes, e.event, d.state <> " SAYS
            " OR d.sha256 <> e.sha256 FROM dispatch AS d "
            "LEFT JOIN dispatch_log AS e ON e.id = (SELECT max(id) FROM dispatch_log WHERE dispatch = d.ref) "
            "ORDER BY d.id",
    [UNLOGGED] = ("SELECT dispatch, id FROM dispatch_log AS e WHERE event IN ('confirmed', 'imported') "
                  "AND NOT EXISTS (SELECT 1 FROM dispatch WHERE ref = e.dispatch) ORDER BY id LIMIT 1"),
};
const struct statements outbox_log_statements = {sql, ARRAY_LEN(sql)};

/* --- writing --- */

static void add_line(struct hash_state *state, const char *text)
{
    hash_add(state, text ? text : "", text ? strlen(text) : 0);
    hash_add(state, "\n", 1);
}

static void add_number(struct hash_state *state, int64_t n)
{
    char buf[24];

    snprintf(buf, sizeof buf, "%lld", (long long)n);
    add_line(state, buf);
}

static const char *hash_of(const struct dispatch_event *event, char hex[HASH_HEX_SIZE])
{
    unsigned char hash[HASH_SIZE];
    struct hash_state state;

    hash_init(&state);
    add_number(&state, event->id);
    add_number(&state, event->at);
    add_line(&state, event->dispatch);
    add_line(&state, event->event);
    add_line(&state, event->sha256);
    add_line(&state, event->previous);
    hash_done(&state, hash);
    return hash_hex(hash, hex);
}

/* The end of the chain. PREVIOUS is empty where it begins. */
static int last(struct store *store, int64_t *ret_id, char previous[HASH_HEX_SIZE], struct err *err)
{
    _cleanup_statement_ struct statement st = {0};

    *ret_id = 0;
    previous[0] = '\0';
    if (statement_take(store, sql[LAST], &st, err) < 0)
        return -1;
    int r = statement_step(store, st.stmt, err);
    if (r <= 0)
        return r;
    *ret_id = sqlite3_column_int64(st.stmt, 0);
    snprintf(previous, HASH_HEX_SIZE, "%s", column_text(st.stmt, 1));
    return 0;
}

int dispatch_log(struct store *store, const char *dispatch, const char *event, const char *sha256, int64_t at,
                 struct err *err)
{
    _cleanup_statement_ struct statement st = {0};
    char previous[HASH_HEX_SIZE], hex[HASH_HEX_SIZE];
    int64_t id;

    if (last(store, &id, previous, err) < 0)
        return -1;
    struct dispatch_event row = {id + 1, at, dispatch, event, sha256, previous, NULL};
    if (statement_take(store, sql[ADD], &st, err) < 0)
        return -1;
    sqlite3_bind_int64(st.stmt, 1, row.id);
    sqlite3_bind_int64(st.stmt, 2, at);
    bind_text(st.stmt, 3, dispatch);
    bind_text(st.stmt, 4, event);
    bind_text(st.stmt, 5, sha256);
    bind_text(st.stmt, 6, previous);
    bind_text(st.stmt, 7, hash_of(&row, hex));
    return statement_run(store, st.stmt, err);
}

/* --- reading --- */

int dispatch_events(struct store *store, const char *ref,
                    int (*fn)(void *ctx, const struct dispatch_event *event), void *ctx, struct err *err)
{
    _cleanup_statement_ struct statement st = {0};
    int r;

    if (statement_take(store, sql[ref ? EACH_OF : EACH], &st, err) < 0)
        return -1;
    if (ref)
        bind_text(st.stmt, 1, ref);
    while ((r = statement_step(store, st.stmt, err)) > 0) {
        struct dispatch_event event = {
            sqlite3_column_int64(st.stmt, 0), sqlite3_column_int64(st.stmt, 1), column_text(st.stmt, 2),
            column_text(st.stmt, 3),          column_text(st.stmt, 4),          column_text(st.stmt, 5),
            column_text(st.stmt, 6),
        };
        r = fn(ctx, &event);
        if (r)
            return r;
    }
    return r;
}

/* --- checking --- */

struct walk {
    int64_t id;
    char hash[HASH_HEX_SIZE];
    char *fault; /* of the first row that is not as it was written */
};

/* NULL: it is as it was written. */
static char *row_fault(const struct walk *walk, const struct dispatch_event *event)
{
    char hex[HASH_HEX_SIZE];

    if (event->id != walk->id + 1)
        return str_format(_("log of what left, row %lld: removed"), (long long)walk->id + 1);
    if (!str_equal(hash_of(event, hex), event->hash))
        return str_format(_("log of what left, row %lld: changed after it was written"),
                          (long long)event->id);
    if (!str_equal(event->previous, walk->hash))
        return str_format(_("log of what left, row %lld: out of order"), (long long)event->id);
    return NULL;
}

static int walk_row(void *ctx, const struct dispatch_event *event)
{
    struct walk *walk = ctx;

    walk->fault = row_fault(walk, event);
    if (walk->fault)
        return 1;
    walk->id = event->id;
    snprintf(walk->hash, sizeof walk->hash, "%s", event->hash);
    return 0;
}

static bool bytes_whole(const char *bytes, size_t len, const char *sha256)
{
    unsigned char hash[HASH_SIZE];
    char hex[HASH_HEX_SIZE];
    struct hash_state state;

    hash_init(&state);
    hash_add(&state, bytes, len);
    hash_done(&state, hash);
    return str_equal(hash_hex(hash, hex), sha256);
}

/* NULL: it is what the log says of it. */
static char *dispatch_fault(sqlite3_stmt *stmt)
{
    const char *ref = column_text(stmt, 0);
    int len = sqlite3_column_bytes(stmt, 2);

    if (!column_text(stmt, 3))
        return str_format(_("dispatch \"%s\": the log of what left does not know it"), ref);
    if (sqlite3_column_int(stmt, 4))
        return str_format(_("dispatch \"%s\": the log of what left says something else of it"), ref);
    if (len > 0 && !bytes_whole(column_text(stmt, 2), (size_t)len, column_text(stmt, 1)))
        return str_format(_("dispatch \"%s\": its bytes are not those that were confirmed"), ref);
    return NULL;
}

static int check_dispatches(struct store *store, int (*fn)(void *ctx, const char *fault), void *ctx,
                            struct err *err)
{
    _cleanup_statement_ struct statement st = {0};
    int r;

    if (statement_take(store, sql[ODD], &st, err) < 0)
        return -1;
    while ((r = statement_step(store, st.stmt, err)) > 0) {
        _cleanup_free_ char *fault = dispatch_fault(st.stmt);
        if (fault && fn(ctx, fault) < 0)
            return -1;
    }
    return r;
}

static int check_unlogged(struct store *store, int (*fn)(void *ctx, const char *fault), void *ctx,
                          struct err *err)
{
    _cleanup_statement_ struct statement st = {0};

    if (statement_take(store, sql[UNLOGGED], &st, err) < 0)
        return -1;
    int r = statement_step(store, st.stmt, err);
    if (r <= 0)
        return r;
    _cleanup_free_ char *fault =
        str_format(_("dispatch \"%s\": removed, and the log of what left knows it (row %lld)"),
                   column_text(st.stmt, 0), (long long)sqlite3_column_int64(st.stmt, 1));
    return fn(ctx, fault) < 0 ? -1 : 0;
}

int dispatch_log_check(struct store *store, int (*fn)(void *ctx, const char *fault), void *ctx,
                       struct err *err)
{
    struct walk walk = {0};
    int r = dispatch_events(store, NULL, walk_row, &walk, err);

    if (walk.fault) {
        r = fn(ctx, walk.fault);
        free(walk.fault);
    }
    if (r < 0 || check_dispatches(store, fn, ctx, err) < 0)
        return -1;
    return check_unlogged(store, fn, ctx, err);
}
