#include "paletti/store/facts.h"

#include "cell.h"

#include "paletti/core/client.h"
#include "paletti/core/dealings.h"
#include "paletti/core/interaction.h"

const char *const fact_type_names[FACT_TYPES] = {
    [FACT_ENTRY] = "interaction", [FACT_PAYMENT] = "payment",
    [FACT_EXPENSE] = "expense",   [FACT_INVOICE] = "invoice",
    [FACT_ASK] = "ask",           [FACT_REQUEST] = "request",
    [FACT_DELIVERY] = "delivery", [FACT_COMPLAINT] = "complaint",
};

/* ?1: the client, with whom the members of a group are meant; or ?2 and ?3: above that id, up to this one. ?4
 * and ?5: the first and the last day, or instant. Whose records are many is told by an index; a slice is a
 * range of ids, so that what lies between does not make it longer. */
#define THEM(column)                                                                                         \
    "(SELECT m." column                                                                                      \
    " FROM client AS m WHERE m.id = ?1 OR m.member_of = (SELECT g.ref FROM client AS g WHERE g.id = ?1)) "
#define OF_CLIENT(t) t ".client IN " THEM("ref")
#define IN_SLICE(t)  t ".id > ?2 AND " t ".id <= ?3 "
#define DATED(t)     "AND " t ".\"on\" BETWEEN ?4 AND ?5 "
#define WHOSE(t)     "CROSS JOIN client AS c ON c.ref = " t ".client "
#define BOTH(type, select, more)                                                                             \
    [type] = select "WHERE " IN_SLICE("r") more "ORDER BY r.id",                                             \
    [(type) + OF] = select "WHERE " OF_CLIENT("r") more "ORDER BY r.id"

#define ENTRY                                                                                                \
    "i.id, i.client_id, i.direction, i.kind, i.minutes, i.energy, i.closeness, i.signs, v.breaches, "        \
    "v.counted, "                                                                                            \
    "i.channel"
#define ENTRIES "FROM interaction AS i LEFT JOIN verdict AS v ON v.id = i.id WHERE "
#define PAYMENT                                                                                              \
    "SELECT r.id, c.id, r.ref, NULL, r.\"on\", r.amount, r.amount_currency FROM payment AS r " WHOSE("r")
#define EXPENSE                                                                                              \
    "SELECT r.id, c.id, r.ref, NULL, r.\"on\", r.amount, r.amount_currency, r.kind FROM expense AS "         \
    "r " WHOSE("r")
#define LINKED    "p.invoice = r.ref AND p.amount_currency = r.amount_currency AND p.\"on\" <= "
#define PAID(day) "(SELECT coalesce(sum(p.amount), 0) FROM payment AS p WHERE " LINKED day ")"
/* The first day on which what was paid until then is all of it. */
#define PAID_ON                                                                                              \
    "(SELECT min(s.\"on\") FROM (SELECT p.\"on\", sum(p.amount) OVER (ORDER BY p.\"on\", p.id) AS paid "     \
    "FROM payment AS p WHERE " LINKED "?5) AS s WHERE s.paid >= r.amount)"
#define INVOICE                                                                                              \
    "SELECT r.id, c.id, r.ref, r.number, r.issued_on, r.amount, r.amount_currency, d.due, d.due_end, " PAID( \
        "?5") ", " PAID("min(d.due, ?5)") ", " PAID_ON                                                       \
                                          ", r.written_off_on FROM invoice AS r " WHOSE(                     \
                                              "r") "LEFT JOIN invoice_due AS d ON d.id = r.id "
#define ASK                                                                                                  \
    "SELECT r.id, c.id, r.ref, r.what, i.id, r.received, d.due, d.told FROM ask AS r " WHOSE(                \
        "r") "CROSS JOIN interaction AS i ON i.ref = r.interaction LEFT JOIN ask_due AS d ON d.id = r.id "
#define REQUEST                                                                                              \
    "SELECT r.id, c.id, r.ref, r.what, r.\"on\", r.decision, r.minutes FROM request AS r " WHOSE("r")
#define DELIVERY  "SELECT r.id, c.id, r.ref, r.what, r.\"on\" FROM delivery AS r " WHOSE("r")
#define COMPLAINT "SELECT r.id, c.id, r.ref, r.what, r.\"on\", r.\"right\" FROM complaint AS r " WHOSE("r")
#define CLIENT                                                                                               \
    "SELECT c.id, c.state, c.since, (SELECT min((SELECT min(i.id) FROM interaction AS i WHERE i.client_id "  \
    "= m.id)) "                                                                                              \
    "FROM client AS m WHERE m.id = c.id OR m.member_of = c.ref), "                                           \
    "(SELECT g.id FROM client AS g WHERE g.ref = c.member_of) FROM client AS c "

enum {
    OF = FACT_TYPES,
    CLIENTS = 2 * FACT_TYPES,
    ONE_CLIENT,
    THEY,
    MARKED,
    REMINDERS,
    NEXT_ENTRY,
    FIRST_PAYMENT,
    FIRST_NO,
    LAST_ID,
    STAMP = LAST_ID + FACT_TYPES
};
static const char *const sql[] = {
    [FACT_ENTRY] = "SELECT " ENTRY " " ENTRIES "i.id > ?2 AND i.id <= ?5 ORDER BY i.id LIMIT ?3",
    [FACT_ENTRY + OF] = "SELECT " ENTRY ", i.ref, i.subject " ENTRIES
                        "i.client_id IN " THEM("id") "AND i.id >= ?4 AND i.id <= ?5 "
                                                     "ORDER BY i.id",
    BOTH(FACT_PAYMENT, PAYMENT, DATED("r")),
    BOTH(FACT_EXPENSE, EXPENSE, DATED("r")),
    BOTH(FACT_REQUEST, REQUEST, DATED("r")),
    BOTH(FACT_DELIVERY, DELIVERY, DATED("r")),
    BOTH(FACT_COMPLAINT, COMPLAINT, DATED("r")),
    BOTH(FACT_ASK, ASK, "AND i.id BETWEEN ?4 AND ?5 "),
    [FACT_INVOICE] = INVOICE
    "WHERE " IN_SLICE("r") "AND r.issued_on <= ?5 AND (r.issued_on >= ?4 OR d.due >= ?4) ORDER BY r.id",
    [FACT_INVOICE + OF] = INVOICE "WHERE " OF_CLIENT("r") "AND r.issued_on <= ?5 ORDER BY r.id",
    [CLIENTS] = CLIENT "ORDER BY c.id",
    [THEY] = "SELECT ref FROM client WHERE ref IN " THEM("ref") "ORDER BY id <> ?1, id",
    [ONE_CLIENT] = CLIENT "WHERE c.id = ?1",
    [MARKED] =
        "SELECT id, signs, closeness FROM interaction WHERE (signs IS NOT NULL OR closeness IS NOT NULL) "
        "AND client_id IN " THEM("id") "AND id <= ?2 ORDER BY id",
    [REMINDERS] =
        "SELECT n.kind, n.\"on\" FROM breach_note AS n CROSS JOIN interaction AS i ON i.ref = n.\"of\" "
        "WHERE n.state = 'reminded' AND n.\"on\" IS NOT NULL AND i.client_id IN " THEM("id"),
    [NEXT_ENTRY] = "SELECT min(id) FROM interaction WHERE id > ?1 AND id <= ?2",
    [FIRST_PAYMENT] = "SELECT min(\"on\") FROM payment",
    [FIRST_NO] = "SELECT min(first_at) FROM (SELECT first_at FROM deciding WHERE client = ?1 AND "
                 "first_answer = 'no' UNION ALL "
                 "SELECT first_at FROM decision WHERE client = ?1 AND first_answer = 'no')",
    [LAST_ID + FACT_ENTRY] = "SELECT max(id) FROM interaction",
    [LAST_ID + FACT_PAYMENT] = "SELECT max(id) FROM payment",
    [LAST_ID + FACT_EXPENSE] = "SELECT max(id) FROM expense",
    [LAST_ID + FACT_INVOICE] = "SELECT max(id) FROM invoice",
    [LAST_ID + FACT_ASK] = "SELECT max(id) FROM ask",
    [LAST_ID + FACT_REQUEST] = "SELECT max(id) FROM request",
    [LAST_ID + FACT_DELIVERY] = "SELECT max(id) FROM delivery",
    [LAST_ID + FACT_COMPLAINT] = "SELECT max(id) FROM complaint",
    [STAMP] = ("SELECT coalesce((SELECT max(id) FROM act), 0) * 1000003 + "
               "(SELECT count(*) FROM act WHERE undone) * 1009 + (SELECT interactions FROM upkeep)"),
};
const struct statements facts_statements = {sql, ARRAY_LEN(sql)};

/* --- a row of each type, from column 4 on --- */

static void read_dated(sqlite3_stmt *stmt, struct fact_record *ret)
{
    ret->on = column_day(stmt, 4);
}

static void read_sum(sqlite3_stmt *stmt, struct fact_record *ret)
{
    read_dated(stmt, ret);
    ret->amount = column_money(stmt, 5);
}

static void read_expense(sqlite3_stmt *stmt, struct fact_record *ret)
{
    read_sum(stmt, ret);
    ret->code = column_text(stmt, 7);
}

static void read_invoice(sqlite3_stmt *stmt, struct fact_record *ret)
{
    read_sum(stmt, ret);
    ret->due_on = column_day(stmt, 7);
    ret->due_end = column_instant(stmt, 8);
    ret->paid = sqlite3_column_int64(stmt, 9);
    ret->paid_in_time = sqlite3_column_int64(stmt, 10);
    ret->paid_on = column_day(stmt, 11);
    ret->written_off_on = column_day(stmt, 12);
}

static void read_ask(sqlite3_stmt *stmt, struct fact_record *ret)
{
    ret->at = column_id_instant(stmt, 4);
    ret->received = column_instant(stmt, 5);
    ret->due = column_instant(stmt, 6);
    ret->told = sqlite3_column_int(stmt, 7) != 0;
}

static void read_request(sqlite3_stmt *stmt, struct fact_record *ret)
{
    read_dated(stmt, ret);
    ret->word = (int8_t)column_enum(stmt, 5, request_decision_names, REQUEST_OPEN);
    ret->minutes = sqlite3_column_int64(stmt, 6);
}

static void read_complaint(sqlite3_stmt *stmt, struct fact_record *ret)
{
    read_dated(stmt, ret);
    ret->word = (int8_t)column_enum(stmt, 5, complaint_right_names, RIGHT_OPEN);
}

static int8_t column_closeness(sqlite3_stmt *stmt, int i)
{
    return (int8_t)column_enum(stmt, i, model_field(&model_interaction, "closeness")->names, -1);
}

static void read_entry(sqlite3_stmt *stmt, struct fact_record *ret)
{
    bool one = sqlite3_column_count(stmt) > 11;

    ret->at = ret->id >> 16;
    ret->direction = (int8_t)column_enum(stmt, 2, direction_names, DIRECTION_NONE);
    ret->kind = (int8_t)column_enum(stmt, 3, kind_names, KIND_NOTE);
    ret->minutes = sqlite3_column_int64(stmt, 4);
    ret->energy = (int8_t)sqlite3_column_int(stmt, 5);
    ret->closeness = sqlite3_column_type(stmt, 6) == SQLITE_NULL ? -1 : column_closeness(stmt, 6);
    ret->signs = column_text(stmt, 7);
    ret->breaches = (uint16_t)sqlite3_column_int(stmt, 8);
    ret->counted = (uint16_t)sqlite3_column_int(stmt, 9);
    ret->channel = column_text(stmt, 10);
    ret->ref = one ? column_text(stmt, 11) : NULL;
    ret->what = one ? column_text(stmt, 12) : NULL;
}

static void read_record(sqlite3_stmt *stmt, enum fact_type type, struct fact_record *ret)
{
    static void (*const reads[])(sqlite3_stmt * stmt, struct fact_record * ret) = {
        [FACT_ENTRY] = read_entry,     [FACT_PAYMENT] = read_sum,
        [FACT_EXPENSE] = read_expense, [FACT_INVOICE] = read_invoice,
        [FACT_ASK] = read_ask,         [FACT_REQUEST] = read_request,
        [FACT_DELIVERY] = read_dated,  [FACT_COMPLAINT] = read_complaint,
    };

    *ret = (struct fact_record){
        .type = type, .id = sqlite3_column_int64(stmt, 0), .client_id = sqlite3_column_int64(stmt, 1)};
    if (type != FACT_ENTRY) {
        ret->ref = column_text(stmt, 2);
        ret->what = column_text(stmt, 3);
    }
    reads[type](stmt, ret);
}

/* --- asking for them --- */

static int64_t after_of(const struct fact_query *query)
{
    int64_t first = query->type == FACT_ENTRY ? id_first(query->from_at) - 1 : 0;

    return query->after > first ? query->after : first;
}

static void bind_range(sqlite3_stmt *stmt, const struct fact_query *query)
{
    if (query->type == FACT_ENTRY || query->type == FACT_ASK) {
        sqlite3_bind_int64(stmt, 4, id_first(query->from_at));
        sqlite3_bind_int64(stmt, 5, id_last(query->now));
    } else {
        bind_day(stmt, 4, query->from);
        bind_day(stmt, 5, query->today);
    }
}

static int begin(struct store *store, const struct fact_query *query, struct statement *ret, struct err *err)
{
    int64_t after = after_of(query);

    if (statement_take(store, sql[query->type + (query->client_id ? OF : 0)], ret, err) < 0)
        return -1;
    if (query->client_id)
        sqlite3_bind_int64(ret->stmt, 1, query->client_id);
    else {
        sqlite3_bind_int64(ret->stmt, 2, after);
        sqlite3_bind_int64(ret->stmt, 3, query->type == FACT_ENTRY ? query->most : after + query->most);
    }
    bind_range(ret->stmt, query);
    return 0;
}

static int64_t last_id(struct store *store, const struct fact_query *query)
{
    return query->type == FACT_ENTRY ? id_last(query->now)
                                     : store_integer(store, sql[LAST_ID + query->type], 0, 0);
}

int facts_each(struct store *store, const struct fact_query *query,
               int (*fn)(void *ctx, const struct fact_record *record), void *ctx, int64_t *ret_reached,
               struct err *err)
{
    _cleanup_statement_ struct statement st = {0};
    struct fact_record record = {0};
    int n = 0, r;

    if (begin(store, query, &st, err) < 0)
        return -1;
    for (; (r = statement_step(store, st.stmt, err)) > 0; n++) {
        read_record(st.stmt, query->type, &record);
        r = fn(ctx, &record);
        if (r)
            return r;
    }
    if (r < 0 || query->client_id)
        return r;
    int64_t reached = query->type == FACT_ENTRY ? record.id : after_of(query) + query->most;
    bool over = query->type == FACT_ENTRY ? n < query->most : reached >= last_id(store, query);
    *ret_reached = over ? INT64_MAX : reached;
    return 0;
}

int fact_signs(struct store *store, const char *signs, struct texts *ret, struct err *err)
{
    struct interaction entry;

    model_init(&model_interaction, &entry);
    int r = signs ? store->codec.decode(model_field(&model_interaction, "signs"), signs, &entry, err) : 0;
    *ret = entry.signs;
    entry.signs = (struct texts){0};
    model_clear(&model_interaction, &entry);
    return r;
}

/* --- clients --- */

static struct fact_client read_client(sqlite3_stmt *stmt)
{
    return (struct fact_client){
        .id = sqlite3_column_int64(stmt, 0),
        .state = (int8_t)column_enum(stmt, 1, client_state_names, CLIENT_ACTIVE),
        .since = column_day(stmt, 2),
        .first_at = column_id_instant(stmt, 3),
        .group = sqlite3_column_int64(stmt, 4),
    };
}

int facts_clients(struct store *store, int (*fn)(void *ctx, const struct fact_client *client), void *ctx,
                  struct err *err)
{
    _cleanup_statement_ struct statement st = {0};
    int r;

    if (statement_take(store, sql[CLIENTS], &st, err) < 0)
        return -1;
    while ((r = statement_step(store, st.stmt, err)) > 0) {
        struct fact_client client = read_client(st.stmt);
        r = fn(ctx, &client);
        if (r)
            return r;
    }
    return r;
}

int facts_client(struct store *store, int64_t id, struct fact_client *ret, struct err *err)
{
    _cleanup_statement_ struct statement st = {0};

    if (statement_take(store, sql[ONE_CLIENT], &st, err) < 0)
        return -1;
    sqlite3_bind_int64(st.stmt, 1, id);
    int r = statement_first(store, st.stmt, err);
    if (r == 0)
        *ret = read_client(st.stmt);
    return r;
}

int facts_them(struct store *store, int64_t client_id, struct texts *ret, struct err *err)
{
    _cleanup_statement_ struct statement st = {0};
    int r;

    if (statement_take(store, sql[THEY], &st, err) < 0)
        return -1;
    sqlite3_bind_int64(st.stmt, 1, client_id);
    while ((r = statement_step(store, st.stmt, err)) > 0)
        texts_add(ret, column_text(st.stmt, 0));
    return r;
}

/* --- single questions --- */

int facts_marked(struct store *store, int64_t client_id, int64_t now,
                 int (*fn)(void *ctx, int64_t at, const char *signs, int8_t closeness), void *ctx,
                 struct err *err)
{
    _cleanup_statement_ struct statement st = {0};
    int r;

    if (statement_take(store, sql[MARKED], &st, err) < 0)
        return -1;
    sqlite3_bind_int64(st.stmt, 1, client_id);
    sqlite3_bind_int64(st.stmt, 2, id_last(now));
    while ((r = statement_step(store, st.stmt, err)) > 0) {
        r = fn(ctx, sqlite3_column_int64(st.stmt, 0) >> 16, column_text(st.stmt, 1),
               column_closeness(st.stmt, 2));
        if (r)
            return r;
    }
    return r;
}

int facts_reminders(struct store *store, int64_t client_id,
                    int (*fn)(void *ctx, const char *kind, int32_t on), void *ctx, struct err *err)
{
    _cleanup_statement_ struct statement st = {0};
    int r;

    if (statement_take(store, sql[REMINDERS], &st, err) < 0)
        return -1;
    sqlite3_bind_int64(st.stmt, 1, client_id);
    while ((r = statement_step(store, st.stmt, err)) > 0) {
        r = fn(ctx, column_text(st.stmt, 0), column_day(st.stmt, 1));
        if (r)
            return r;
    }
    return r;
}

int facts_next_entry(struct store *store, int64_t at, int64_t now, int64_t *ret, struct err *err)
{
    _cleanup_statement_ struct statement st = {0};

    if (statement_take(store, sql[NEXT_ENTRY], &st, err) < 0)
        return -1;
    sqlite3_bind_int64(st.stmt, 1, id_last(at));
    sqlite3_bind_int64(st.stmt, 2, id_last(now));
    if (statement_step(store, st.stmt, err) < 0)
        return -1;
    *ret = column_id_instant(st.stmt, 0);
    return 0;
}

int facts_first_payment(struct store *store, int32_t *ret, struct err *err)
{
    _cleanup_statement_ struct statement st = {0};

    if (statement_take(store, sql[FIRST_PAYMENT], &st, err) < 0 || statement_step(store, st.stmt, err) < 0)
        return -1;
    *ret = column_day(st.stmt, 0);
    return 0;
}

int facts_first_no(struct store *store, const char *client, int64_t *ret, struct err *err)
{
    _cleanup_statement_ struct statement st = {0};

    if (statement_take(store, sql[FIRST_NO], &st, err) < 0)
        return -1;
    bind_text(st.stmt, 1, client);
    if (statement_step(store, st.stmt, err) < 0)
        return -1;
    *ret = column_instant(st.stmt, 0);
    return 0;
}

int64_t facts_stamp(struct store *store)
{
    return store_integer(store, sql[STAMP], 0, 0);
}
