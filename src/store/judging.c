#include "verdict.h"

#include "cell.h"

#include "paletti/core/interaction.h"
#include "paletti/store/log.h"

enum { ENTRIES, ENTRIES_OF, LEAN_ENTRIES, CROSSED, CROSSED_OF, SET, UNSET };
enum { LEAN_N = 9 }; /* columns */
#define LEAN_COLUMNS                                                                                         \
    "SELECT i.id, i.client_id, i.direction, i.kind, i.channel, i.needs_reply, i.holding, i.invited, i.promised"
#define JOINED        " FROM interaction AS i LEFT JOIN verdict AS v ON v.id = i.id "
#define ENTRY_COLUMNS LEAN_COLUMNS ", " VERDICT_COLUMNS("v") JOINED
static const char *const sql[] = {
    [ENTRIES] = ENTRY_COLUMNS "WHERE i.id >= ?1 ORDER BY i.id",
    [ENTRIES_OF] = ENTRY_COLUMNS "WHERE i.client_id = ?2 AND i.id >= ?1 ORDER BY i.id",
    [LEAN_ENTRIES] = LEAN_COLUMNS " FROM interaction AS i WHERE i.id BETWEEN ?1 AND ?2 ORDER BY i.id",
    [CROSSED] = "SELECT id, breaches, counted FROM verdict WHERE id BETWEEN ?1 AND ?2 AND breaches <> 0 ORDER BY id",
    [CROSSED_OF] = LEAN_COLUMNS ", v.breaches, v.counted" JOINED
                   "WHERE i.client_id = ?3 AND i.id BETWEEN ?1 AND ?2 ORDER BY i.id",
    [SET] =
        ("INSERT OR REPLACE INTO verdict (id, receipt, due, held_at, promised, answered, breaches, counted, "
         "started, error) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)"),
    [UNSET] = "DELETE FROM verdict WHERE id = ?1",
};
const struct statements judging_statements = {sql, ARRAY_LEN(sql)};

void verdict_bind(sqlite3_stmt *stmt, int first, const struct verdict *verdict)
{
    bind_instant(stmt, first, verdict->receipt);
    bind_instant(stmt, first + 1, verdict->due);
    bind_instant(stmt, first + 2, verdict->held_at);
    bind_instant(stmt, first + 3, verdict->promised);
    bind_instant(stmt, first + 4, verdict->answered);
    sqlite3_bind_int(stmt, first + 5, verdict->breaches);
    sqlite3_bind_int(stmt, first + 6, verdict->counted);
    sqlite3_bind_int(stmt, first + 7, verdict->started);
    sqlite3_bind_int(stmt, first + 8, verdict->error);
}

void verdict_read(sqlite3_stmt *stmt, int first, struct verdict *ret)
{
    if (sqlite3_column_type(stmt, first + 5) == SQLITE_NULL) {
        *ret = VERDICT_INIT;
        return;
    }
    *ret = (struct verdict){
        .receipt = column_instant(stmt, first),
        .due = column_instant(stmt, first + 1),
        .held_at = column_instant(stmt, first + 2),
        .promised = column_instant(stmt, first + 3),
        .answered = column_instant(stmt, first + 4),
        .breaches = (uint16_t)sqlite3_column_int(stmt, first + 5),
        .counted = (uint16_t)sqlite3_column_int(stmt, first + 6),
        .started = sqlite3_column_int(stmt, first + 7) != 0,
        .error = (uint8_t)sqlite3_column_int(stmt, first + 8),
    };
}

/* Whether it says nothing, so that no row is kept of it. */
static bool verdict_empty(const struct verdict *verdict)
{
    return verdict->receipt == INSTANT_NONE && verdict->due == INSTANT_NONE &&
           verdict->held_at == INSTANT_NONE && verdict->promised == INSTANT_NONE &&
           verdict->answered == INSTANT_NONE && !verdict->breaches && !verdict->counted &&
           !verdict->started && !verdict->error;
}

static void read_entry(sqlite3_stmt *stmt, struct log_entry *ret)
{
    int needs_reply = sqlite3_column_type(stmt, 5) == SQLITE_NULL ? -1 : sqlite3_column_int(stmt, 5);
    enum kind kind = (enum kind)column_enum(stmt, 3, kind_names, KIND_NOTE);

    ret->id = sqlite3_column_int64(stmt, 0);
    ret->client_id = sqlite3_column_int64(stmt, 1);
    ret->entry = (struct entry){
        .at = ret->id >> 16,
        .promised = column_instant(stmt, 8),
        .channel = column_text(stmt, 4),
        .direction = (uint8_t)column_enum(stmt, 2, direction_names, DIRECTION_NONE),
        .kind = (uint8_t)kind,
        .needs_reply = interaction_needs_reply(kind, (int8_t)needs_reply),
        .holding = sqlite3_column_int(stmt, 6) != 0,
        .invited = sqlite3_column_int(stmt, 7) != 0,
    };
}

int log_entries(struct store *store, int64_t client_id, int64_t from,
                int (*fn)(void *ctx, const struct log_entry *entry), void *ctx, struct err *err)
{
    _cleanup_statement_ struct statement st = {0};
    struct log_entry entry;
    int r;

    if (statement_take(store, sql[client_id ? ENTRIES_OF : ENTRIES], &st, err) < 0)
        return -1;
    sqlite3_bind_int64(st.stmt, 1, from ? from : INT64_MIN);
    if (client_id)
        sqlite3_bind_int64(st.stmt, 2, client_id);
    while ((r = statement_step(store, st.stmt, err)) > 0) {
        read_entry(st.stmt, &entry);
        verdict_read(st.stmt, LEAN_N, &entry.verdict);
        r = fn(ctx, &entry);
        if (r)
            return r;
    }
    return r;
}

/* What was crossed, in the order of ids, read on as the entries are. */
struct crossed_rows {
    sqlite3_stmt *stmt;
    int64_t id; /* of the row that is next; INT64_MAX: there is none */
};

static int crossed_next(struct store *store, struct crossed_rows *rows, struct err *err)
{
    int r = statement_step(store, rows->stmt, err);

    rows->id = r > 0 ? sqlite3_column_int64(rows->stmt, 0) : INT64_MAX;
    return r < 0 ? -1 : 0;
}

static void read_crossed(sqlite3_stmt *stmt, int first, struct verdict *ret)
{
    ret->breaches = (uint16_t)sqlite3_column_int(stmt, first);
    ret->counted = (uint16_t)sqlite3_column_int(stmt, first + 1);
}

static int take_crossed(struct store *store, struct crossed_rows *rows, int64_t id, struct verdict *ret, struct err *err)
{
    while (rows->id < id)
        if (crossed_next(store, rows, err) < 0)
            return -1;
    if (rows->id == id)
        read_crossed(rows->stmt, 1, ret);
    return 0;
}

static int take_between(struct store *store, int which, int64_t from, int64_t to, struct statement *ret, struct err *err)
{
    if (statement_take(store, sql[which], ret, err) < 0)
        return -1;
    sqlite3_bind_int64(ret->stmt, 1, from);
    sqlite3_bind_int64(ret->stmt, 2, to);
    return 0;
}

static int everybody_crossed(struct store *store, int64_t from, int64_t to,
                             int (*fn)(void *ctx, const struct log_entry *entry), void *ctx, struct err *err)
{
    _cleanup_statement_ struct statement st = {0}, crossed = {0};
    struct log_entry entry;
    int r;

    if (take_between(store, LEAN_ENTRIES, from, to, &st, err) < 0 ||
        take_between(store, CROSSED, from, to, &crossed, err) < 0)
        return -1;
    struct crossed_rows rows = {crossed.stmt, INT64_MIN};
    while ((r = statement_step(store, st.stmt, err)) > 0) {
        read_entry(st.stmt, &entry);
        entry.verdict = VERDICT_INIT;
        if (take_crossed(store, &rows, entry.id, &entry.verdict, err) < 0)
            return -1;
        r = fn(ctx, &entry);
        if (r)
            return r;
    }
    return r;
}

int log_entries_crossed(struct store *store, int64_t client_id, int64_t from, int64_t to,
                        int (*fn)(void *ctx, const struct log_entry *entry), void *ctx, struct err *err)
{
    _cleanup_statement_ struct statement st = {0};
    struct log_entry entry;
    int r;

    if (!client_id)
        return everybody_crossed(store, from, to, fn, ctx, err);
    if (take_between(store, CROSSED_OF, from, to, &st, err) < 0)
        return -1;
    sqlite3_bind_int64(st.stmt, 3, client_id);
    while ((r = statement_step(store, st.stmt, err)) > 0) {
        read_entry(st.stmt, &entry);
        entry.verdict = VERDICT_INIT;
        read_crossed(st.stmt, LEAN_N, &entry.verdict);
        r = fn(ctx, &entry);
        if (r)
            return r;
    }
    return r;
}

int log_set_verdict(struct store *store, int64_t id, const struct verdict *verdict, struct err *err)
{
    _cleanup_statement_ struct statement st = {0};
    bool empty = verdict_empty(verdict);

    if (transaction_needed(store, err) < 0 || statement_take(store, sql[empty ? UNSET : SET], &st, err) < 0)
        return -1;
    sqlite3_bind_int64(st.stmt, 1, id);
    if (!empty)
        verdict_bind(st.stmt, 2, verdict);
    return statement_run(store, st.stmt, err);
}
