#include "paletti/store/clients.h"

#include "cell.h"
#include "verdict.h"

#include "paletti/base/mem.h"
#include "paletti/base/str.h"
#include "paletti/base/text.h"

#include <string.h>

#define KINDS 9 /* of breaches, by bit number of enum breach */

#define COUNTERS(suffix)                                                                                     \
    "client_off_hours" suffix ", client_channel" suffix ", chase" suffix ", late_material" suffix            \
    ", late_payment" suffix ", my_off_hours" suffix ", my_channel" suffix ", late_reply" suffix              \
    ", broken_promise" suffix
/* The counters stand last: what is asked for at every step through the list goes without them. */
#define BEGINNING                                                                                            \
    "SELECT c.id, c.ref, c.name, coalesce(c.short, c.made_short), c.zone, c.state, c.day, t.last_at, "       \
    "t.open_id, " VERDICT_COLUMNS("t") ", t.entries, c.since"
#define BESIDE " FROM client AS c LEFT JOIN tally AS t ON t.client_id = c.id "
#define CLIENT BEGINNING ", " COUNTERS("") ", " COUNTERS("_untold") BESIDE
enum {
    C_LAST = 7,
    C_OPEN,
    C_VERDICT,
    C_ENTRIES = C_VERDICT + VERDICT_N,
    C_SINCE,
    C_COUNTED,
    C_UNTOLD = C_COUNTED + KINDS,
};

enum { EACH, EACH_BRIEFLY, BY_ID, BY_ID_BRIEFLY, BY_REF, EXACT, BEGINS, SET_TALLY, NEWEST, BREACHES, OPEN, ENTRIES, ADDRESSES, ABOUT };
static const char *const sql[] = {
    [EACH] = CLIENT "ORDER BY c.folded, c.id",
    [EACH_BRIEFLY] = BEGINNING ", coalesce(t.theirs, 0), coalesce(t.mine, 0)" BESIDE "ORDER BY c.folded, c.id",
    [BY_ID] = CLIENT "WHERE c.id = ?1",
    [BY_ID_BRIEFLY] = BEGINNING BESIDE "WHERE c.id = ?1",
    [BY_REF] = CLIENT "WHERE c.ref = ?1",
    [EXACT] = CLIENT "WHERE c.folded = ?1 ORDER BY c.folded, c.id",
    [BEGINS] = CLIENT "ORDER BY c.folded, c.id",
    [SET_TALLY] =
        "INSERT OR REPLACE INTO tally (client_id, last_at, open_id, receipt, due, held_at, promised, answered, "
        "breaches, counted, started, error, " COUNTERS("") ", " COUNTERS("_untold") ", entries, owed, theirs, mine) "
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, "
        "?21, ?22, ?23, ?24, ?25, ?26, ?27, ?28, ?29, ?30, ?31, ?32, ?33, ?34)",
    [NEWEST] = "SELECT max(id), count(*) FROM interaction WHERE client_id = ?1 AND id <= ?2",
    [BREACHES] = "SELECT v.breaches, v.counted FROM interaction AS i CROSS JOIN verdict AS v ON v.id = i.id "
                 "WHERE i.client_id = ?1 AND i.id <= ?2 AND v.breaches <> 0",
    [OPEN] = "SELECT v.id, " VERDICT_COLUMNS("v")
             " FROM interaction AS i CROSS JOIN verdict AS v ON v.id = i.id "
             "WHERE i.client_id = ?1 AND i.id <= ?2 AND v.started AND (v.answered IS NULL OR v.answered > ?3) "
             "ORDER BY i.id DESC LIMIT 1",
    [ENTRIES] = "SELECT entries FROM tally WHERE client_id = ?1",
    [ADDRESSES] = "SELECT ref, emails, phones FROM client ORDER BY id",
    [ABOUT] = "SELECT c.id, c.since, c.language, c.tags, "
              "EXISTS (SELECT 1 FROM told AS d WHERE d.client = c.ref AND d.\"on\" <= ?1), " COUNTERS("") ", "
              COUNTERS("_untold") " FROM client AS c LEFT JOIN tally AS t ON t.client_id = c.id ORDER BY c.id",
};
const struct statements clients_statements = {sql, ARRAY_LEN(sql)};

static void read_tally(sqlite3_stmt *stmt, struct tally *ret)
{
    ret->last_at = column_instant(stmt, C_LAST);
    ret->open_id = sqlite3_column_int64(stmt, C_OPEN);
    verdict_read(stmt, C_VERDICT, &ret->open);
    for (int i = 0; i < KINDS && sqlite3_column_count(stmt) > C_UNTOLD; i++) {
        ret->breaches[i] = sqlite3_column_int64(stmt, C_COUNTED + i);
        ret->not_counted[i] = sqlite3_column_int64(stmt, C_UNTOLD + i);
    }
    ret->entries = sqlite3_column_int64(stmt, C_ENTRIES);
}

static void read_row(sqlite3_stmt *stmt, struct client_row *ret)
{
    const char *day = column_text(stmt, 6);

    *ret = (struct client_row){
        .id = sqlite3_column_int64(stmt, 0),
        .ref = column_text(stmt, 1),
        .name = column_text(stmt, 2),
        .short_name = column_text(stmt, 3),
        .zone = column_text(stmt, 4),
        .state = (int8_t)column_enum(stmt, 5, client_state_names, CLIENT_ACTIVE),
        .since = column_day(stmt, C_SINCE),
    };
    if (day)
        span_parse(day, &ret->day, NULL);
    read_tally(stmt, &ret->tally);
}

int clients_each(struct store *store, unsigned states, int (*fn)(void *ctx, const struct client_row *row),
                 void *ctx, struct err *err)
{
    _cleanup_statement_ struct statement st = {0};
    struct client_row row;
    int r;

    if (statement_take(store, sql[EACH], &st, err) < 0)
        return -1;
    while ((r = statement_step(store, st.stmt, err)) > 0) {
        read_row(st.stmt, &row);
        if (states && !(states & 1u << row.state))
            continue;
        r = fn(ctx, &row);
        if (r)
            return r;
    }
    return r;
}

int clients_each_briefly(struct store *store, int (*fn)(void *ctx, const struct client_row *row), void *ctx,
                         struct err *err)
{
    _cleanup_statement_ struct statement st = {0};
    struct client_row row;
    int r;

    if (statement_take(store, sql[EACH_BRIEFLY], &st, err) < 0)
        return -1;
    while ((r = statement_step(store, st.stmt, err)) > 0) {
        read_row(st.stmt, &row);
        row.theirs = sqlite3_column_int64(st.stmt, C_COUNTED);
        row.mine = sqlite3_column_int64(st.stmt, C_COUNTED + 1);
        r = fn(ctx, &row);
        if (r)
            return r;
    }
    return r;
}

static int find_id(struct store *store, const char *text, int64_t id,
                   int (*fn)(void *ctx, const struct client_row *row), void *ctx, struct err *err)
{
    _cleanup_statement_ struct statement st = {0};
    struct client_row row;

    if (statement_take(store, text, &st, err) < 0)
        return -1;
    sqlite3_bind_int64(st.stmt, 1, id);
    int r = statement_first(store, st.stmt, err);
    if (r != 0)
        return r;
    read_row(st.stmt, &row);
    return fn(ctx, &row) < 0 ? -1 : 0;
}

int client_find_id(struct store *store, int64_t id, int (*fn)(void *ctx, const struct client_row *row),
                   void *ctx, struct err *err)
{
    return find_id(store, sql[BY_ID], id, fn, ctx, err);
}

int client_find_briefly(struct store *store, int64_t id, int (*fn)(void *ctx, const struct client_row *row),
                        void *ctx, struct err *err)
{
    return find_id(store, sql[BY_ID_BRIEFLY], id, fn, ctx, err);
}

/* --- finding by what a person typed --- */

struct find {
    const char *begins; /* NULL: all rows match, the statement chose them */
    int64_t id;
    int n;
    int (*fn)(void *ctx, const struct client_row *row);
    void *ctx;
};

static bool row_begins(const struct client_row *row, const char *folded)
{
    _cleanup_free_ char *name = text_fold_new(row->name);
    _cleanup_free_ char *short_name = text_fold_new(row->short_name ? row->short_name : "");

    return str_starts(name, folded) || str_starts(short_name, folded);
}

static void count_rows(struct find *find, const struct client_row *row)
{
    if (find->begins && !row_begins(row, find->begins))
        return;
    find->id = row->id;
    find->n++;
}

static int find_with(struct store *store, const char *text, const char *key, struct find *find,
                     struct err *err)
{
    _cleanup_statement_ struct statement st = {0};
    struct client_row row;
    int r;

    find->n = 0;
    if (statement_take(store, text, &st, err) < 0)
        return -1;
    if (!find->begins)
        bind_text(st.stmt, 1, key);
    while ((r = statement_step(store, st.stmt, err)) > 0) {
        read_row(st.stmt, &row);
        count_rows(find, &row);
    }
    return r;
}

static int tell_matches(void *ctx, const struct client_row *row)
{
    struct find *find = ctx;

    return row_begins(row, find->begins) ? find->fn(find->ctx, row) : 0;
}

int client_find(struct store *store, const char *text, int64_t *ret_id,
                int (*fn)(void *ctx, const struct client_row *row), void *ctx, struct err *err)
{
    _cleanup_free_ char *folded = text_fold_new(text), *key = text_sort_key(text);
    struct find find = {.fn = fn, .ctx = ctx};

    if (find_with(store, sql[BY_REF], text, &find, err) < 0)
        return -1;
    /* Whoever is called just this is meant, though others' names go on. */
    if (find.n != 1 && find_with(store, sql[EXACT], key, &find, err) < 0)
        return -1;
    if (find.n != 1) {
        find.begins = folded;
        if (*folded && find_with(store, sql[BEGINS], NULL, &find, err) < 0)
            return -1;
    }
    if (find.n == 1)
        *ret_id = find.id;
    if (find.n <= 1)
        return find.n == 1 ? 0 : 1;
    return fn && clients_each(store, 0, tell_matches, &find, err) < 0 ? -1 : 2;
}

/* --- counters --- */

void tally_sums(const struct tally *tally, int64_t *ret_theirs, int64_t *ret_mine)
{
    *ret_theirs = *ret_mine = 0;
    for (int i = 0; i < KINDS; i++) {
        if (BREACH_MINE & 1u << i)
            *ret_mine += tally->breaches[i] + tally->not_counted[i];
        else
            *ret_theirs += tally->breaches[i];
    }
}

uint16_t tally_kinds(const struct tally *tally)
{
    unsigned kinds = 0;

    for (int i = 0; i < KINDS; i++) {
        bool mine = (BREACH_MINE & 1u << i) != 0;
        if (tally->breaches[i] > 0 || (mine && tally->not_counted[i] > 0))
            kinds |= 1u << i;
    }
    return (uint16_t)kinds;
}

int64_t tally_owed(const struct tally *tally, int64_t now)
{
    if (!tally->open_id)
        return INSTANT_NONE;
    int64_t due = verdict_due(&tally->open, now);
    return due == INSTANT_NONE ? TALLY_NEVER : due;
}

/* entries, owed, theirs, mine: what the list shows, so that it is made without the rest. */
static void bind_sums(sqlite3_stmt *stmt, int first, const struct tally *tally)
{
    int64_t theirs, mine;

    tally_sums(tally, &theirs, &mine);
    sqlite3_bind_int64(stmt, first, tally->entries);
    bind_instant(stmt, first + 1, tally_owed(tally, INT64_MAX));
    sqlite3_bind_int64(stmt, first + 2, theirs);
    sqlite3_bind_int64(stmt, first + 3, mine);
}

int client_set_tally(struct store *store, int64_t id, const struct tally *tally, struct err *err)
{
    _cleanup_statement_ struct statement st = {0};

    if (transaction_needed(store, err) < 0 || statement_take(store, sql[SET_TALLY], &st, err) < 0)
        return -1;
    sqlite3_bind_int64(st.stmt, 1, id);
    bind_instant(st.stmt, 2, tally->last_at);
    if (tally->open_id)
        sqlite3_bind_int64(st.stmt, 3, tally->open_id);
    verdict_bind(st.stmt, 4, &tally->open);
    for (int i = 0; i < KINDS; i++) {
        sqlite3_bind_int64(st.stmt, 4 + VERDICT_N + i, tally->breaches[i]);
        sqlite3_bind_int64(st.stmt, 4 + VERDICT_N + KINDS + i, tally->not_counted[i]);
    }
    bind_sums(st.stmt, 4 + VERDICT_N + 2 * KINDS, tally);
    return statement_run(store, st.stmt, err);
}

int64_t client_entries(struct store *store, int64_t id)
{
    return store_integer(store, sql[ENTRIES], id, 0);
}

/* Takes a statement on a client's entries up to NOW. */
static int take_until(struct store *store, const char *text, int64_t id, int64_t now, struct statement *ret,
                      struct err *err)
{
    if (statement_take(store, text, ret, err) < 0)
        return -1;
    sqlite3_bind_int64(ret->stmt, 1, id);
    sqlite3_bind_int64(ret->stmt, 2, id_last(now));
    return 0;
}

static int count_breaches(struct store *store, int64_t id, int64_t now, struct tally *tally, struct err *err)
{
    _cleanup_statement_ struct statement st = {0};
    int r;

    if (take_until(store, sql[BREACHES], id, now, &st, err) < 0)
        return -1;
    while ((r = statement_step(store, st.stmt, err)) > 0) {
        unsigned breaches = (unsigned)sqlite3_column_int(st.stmt, 0);
        unsigned counted = (unsigned)sqlite3_column_int(st.stmt, 1);
        for (int i = 0; i < KINDS; i++) {
            tally->breaches[i] += breaches & counted & 1u << i ? 1 : 0;
            tally->not_counted[i] += breaches & ~counted & 1u << i ? 1 : 0;
        }
    }
    return r;
}

static int find_newest(struct store *store, int64_t id, int64_t now, struct tally *tally, struct err *err)
{
    _cleanup_statement_ struct statement st = {0};

    if (take_until(store, sql[NEWEST], id, now, &st, err) < 0 || statement_step(store, st.stmt, err) < 0)
        return -1;
    tally->last_at = column_id_instant(st.stmt, 0);
    tally->entries = sqlite3_column_int64(st.stmt, 1);
    return 0;
}

static int find_open(struct store *store, int64_t id, int64_t now, struct tally *tally, struct err *err)
{
    _cleanup_statement_ struct statement st = {0};

    if (take_until(store, sql[OPEN], id, now, &st, err) < 0)
        return -1;
    sqlite3_bind_int64(st.stmt, 3, now);
    int r = statement_step(store, st.stmt, err);
    if (r > 0) {
        tally->open_id = sqlite3_column_int64(st.stmt, 0);
        verdict_read(st.stmt, 1, &tally->open);
    }
    return r < 0 ? -1 : 0;
}

int client_count_tally(struct store *store, int64_t id, int64_t now, struct tally *ret, struct err *err)
{
    struct tally tally = {.last_at = INSTANT_NONE, .open = VERDICT_INIT};

    if (find_newest(store, id, now, &tally, err) < 0 || count_breaches(store, id, now, &tally, err) < 0 ||
        find_open(store, id, now, &tally, err) < 0)
        return -1;
    *ret = tally;
    return 0;
}

/* --- addresses --- */

static int read_texts(struct store *store, const char *name, sqlite3_stmt *stmt, int column,
                      struct client *client, struct err *err)
{
    const char *text = column_text(stmt, column);

    return text ? store->codec.decode(model_field(&model_client, name), text, client, err) : 0;
}

int clients_addresses(struct store *store,
                      int (*fn)(void *ctx, const char *ref, const struct texts *emails,
                                const struct texts *phones),
                      void *ctx, struct err *err)
{
    _cleanup_statement_ struct statement st = {0};
    struct client client;
    int r;

    if (statement_take(store, sql[ADDRESSES], &st, err) < 0)
        return -1;
    while ((r = statement_step(store, st.stmt, err)) > 0) {
        model_init(&model_client, &client);
        r = read_texts(store, "emails", st.stmt, 1, &client, err) < 0 ||
                    read_texts(store, "phones", st.stmt, 2, &client, err) < 0
                ? -1
                : fn(ctx, column_text(st.stmt, 0), &client.emails, &client.phones);
        model_clear(&model_client, &client);
        if (r)
            return r;
    }
    return r;
}

/* --- what filters ask for --- */

enum { A_ID, A_SINCE, A_LANGUAGE, A_TAGS, A_TOLD, A_COUNTED, A_UNTOLD = A_COUNTED + KINDS };

static uint16_t read_kinds(sqlite3_stmt *stmt)
{
    struct tally tally = {0};

    for (int i = 0; i < KINDS; i++) {
        tally.breaches[i] = sqlite3_column_int64(stmt, A_COUNTED + i);
        tally.not_counted[i] = sqlite3_column_int64(stmt, A_UNTOLD + i);
    }
    return tally_kinds(&tally);
}

int clients_about(struct store *store, int32_t today, int (*fn)(void *ctx, const struct client_about *about), void *ctx,
                  struct err *err)
{
    _cleanup_statement_ struct statement st = {0};
    struct client client;
    int r;

    if (statement_take(store, sql[ABOUT], &st, err) < 0)
        return -1;
    bind_day(st.stmt, 1, today);
    while ((r = statement_step(store, st.stmt, err)) > 0) {
        model_init(&model_client, &client);
        r = read_texts(store, "tags", st.stmt, A_TAGS, &client, err);
        if (r == 0) {
            struct client_about about = {
                .id = sqlite3_column_int64(st.stmt, A_ID),
                .since = column_day(st.stmt, A_SINCE),
                .language = column_text(st.stmt, A_LANGUAGE),
                .tags = client.tags,
                .told = sqlite3_column_int(st.stmt, A_TOLD) != 0,
                .breaches = read_kinds(st.stmt),
            };
            r = fn(ctx, &about);
        }
        model_clear(&model_client, &client);
        if (r)
            return r;
    }
    return r;
}
