#include "paletti/store/dues.h"

#include "cell.h"

#define ASK                                                                                                  \
    "SELECT a.id, c.id, a.ref, a.client, a.interaction, i.id, a.\"window\", a.received, d.due, d.told, "     \
    "a.what FROM ask AS a CROSS JOIN client AS c ON c.ref = a.client "                                       \
    "CROSS JOIN interaction AS i ON i.ref = a.interaction LEFT JOIN ask_due AS d ON d.id = a.id "
#define PAID                                                                                                 \
    "(SELECT coalesce(sum(p.amount), 0) FROM payment AS p WHERE p.invoice = v.ref "                          \
    "AND p.amount_currency = v.amount_currency"
#define INVOICE                                                                                              \
    "SELECT v.id, c.id, v.ref, v.client, v.number, v.amount, v.amount_currency, v.issued_on, v.due_on, "     \
    "v.written_off_on, d.due, d.due_end, " PAID " AND p.\"on\" <= ?2), " PAID " AND p.\"on\" <= d.due) "     \
    "FROM invoice AS v CROSS JOIN client AS c ON c.ref = v.client LEFT JOIN invoice_due AS d ON d.id = "     \
    "v.id "
enum { ASKS, ASKS_OF, ASK_DUE, INVOICES, INVOICES_OF, INVOICE_DUE, PAID_BY };
static const char *const sql[] = {
    [ASKS] = ASK "ORDER BY a.id",
    [ASKS_OF] = ASK "WHERE a.client = (SELECT ref FROM client WHERE id = ?1) ORDER BY a.id",
    [ASK_DUE] = "INSERT OR REPLACE INTO ask_due (id, due, told) VALUES (?1, ?2, ?3)",
    [INVOICES] = INVOICE "ORDER BY v.id",
    [INVOICES_OF] = INVOICE "WHERE v.client = (SELECT ref FROM client WHERE id = ?1) ORDER BY v.id",
    [PAID_BY] = "SELECT " PAID " AND p.\"on\" <= ?2) FROM invoice AS v WHERE v.id = ?1",
    [INVOICE_DUE] = "INSERT OR REPLACE INTO invoice_due (id, due, due_end) VALUES (?1, ?2, ?3)",
};
const struct statements dues_statements = {sql, ARRAY_LEN(sql)};

static int read_ask(sqlite3_stmt *stmt, struct ask_row *ret, struct err *err)
{
    *ret = (struct ask_row){
        .id = sqlite3_column_int64(stmt, 0),
        .client_id = sqlite3_column_int64(stmt, 1),
        .ref = column_text(stmt, 2),
        .client = column_text(stmt, 3),
        .interaction = column_text(stmt, 4),
        .interaction_id = sqlite3_column_int64(stmt, 5),
        .asked_at = sqlite3_column_int64(stmt, 5) >> 16,
        .received = column_instant(stmt, 7),
        .due = column_instant(stmt, 8),
        .told = sqlite3_column_int(stmt, 9) != 0,
        .what = column_text(stmt, 10),
    };
    const char *window = column_text(stmt, 6);
    return window ? window_parse(window, &ret->window, err) : 0;
}

int asks_each(struct store *store, int64_t client_id, int (*fn)(void *ctx, const struct ask_row *row),
              void *ctx, struct err *err)
{
    _cleanup_statement_ struct statement st = {0};
    struct ask_row row;
    int r;

    if (statement_take(store, sql[client_id ? ASKS_OF : ASKS], &st, err) < 0)
        return -1;
    if (client_id)
        sqlite3_bind_int64(st.stmt, 1, client_id);
    while ((r = statement_step(store, st.stmt, err)) > 0) {
        r = read_ask(st.stmt, &row, err) < 0 ? -1 : fn(ctx, &row);
        if (r)
            return r;
    }
    return r;
}

int ask_set_due(struct store *store, int64_t id, int64_t due, bool told, struct err *err)
{
    _cleanup_statement_ struct statement st = {0};

    if (transaction_needed(store, err) < 0 || statement_take(store, sql[ASK_DUE], &st, err) < 0)
        return -1;
    sqlite3_bind_int64(st.stmt, 1, id);
    bind_instant(st.stmt, 2, due);
    sqlite3_bind_int(st.stmt, 3, told);
    return statement_run(store, st.stmt, err);
}

static void read_invoice(sqlite3_stmt *stmt, struct invoice_row *ret)
{
    *ret = (struct invoice_row){
        .id = sqlite3_column_int64(stmt, 0),
        .client_id = sqlite3_column_int64(stmt, 1),
        .ref = column_text(stmt, 2),
        .client = column_text(stmt, 3),
        .number = column_text(stmt, 4),
        .amount = column_money(stmt, 5),
        .issued_on = column_day(stmt, 7),
        .due_given = column_day(stmt, 8),
        .written_off_on = column_day(stmt, 9),
        .due = column_day(stmt, 10),
        .due_end = column_instant(stmt, 11),
        .paid = sqlite3_column_int64(stmt, 12),
        .paid_in_time = sqlite3_column_int64(stmt, 13),
    };
}

int invoices_each(struct store *store, int64_t client_id, int32_t today,
                  int (*fn)(void *ctx, const struct invoice_row *row), void *ctx, struct err *err)
{
    _cleanup_statement_ struct statement st = {0};
    struct invoice_row row;
    int r;

    if (statement_take(store, sql[client_id ? INVOICES_OF : INVOICES], &st, err) < 0)
        return -1;
    if (client_id)
        sqlite3_bind_int64(st.stmt, 1, client_id);
    bind_day(st.stmt, 2, today);
    while ((r = statement_step(store, st.stmt, err)) > 0) {
        read_invoice(st.stmt, &row);
        r = fn(ctx, &row);
        if (r)
            return r;
    }
    return r;
}

int invoice_set_due(struct store *store, int64_t id, int32_t due, int64_t due_end, struct err *err)
{
    _cleanup_statement_ struct statement st = {0};

    if (transaction_needed(store, err) < 0 || statement_take(store, sql[INVOICE_DUE], &st, err) < 0)
        return -1;
    sqlite3_bind_int64(st.stmt, 1, id);
    bind_day(st.stmt, 2, due);
    sqlite3_bind_int64(st.stmt, 3, due_end);
    return statement_run(store, st.stmt, err);
}

int invoice_paid_by(struct store *store, int64_t id, int32_t day, int64_t *ret, struct err *err)
{
    _cleanup_statement_ struct statement st = {0};

    if (statement_take(store, sql[PAID_BY], &st, err) < 0)
        return -1;
    sqlite3_bind_int64(st.stmt, 1, id);
    bind_day(st.stmt, 2, day);
    int r = statement_step(store, st.stmt, err);
    if (r < 0)
        return -1;
    *ret = r > 0 ? sqlite3_column_int64(st.stmt, 0) : 0;
    return 0;
}
