#include "paletti/store/payments.h"

#include "cell.h"

/* What is bought without an invoice is found through the package, which names its payments. */
#define BOUGHT                                                                                               \
    "(SELECT k.id FROM package AS k WHERE k.client = p.client AND p.invoice IS NULL AND EXISTS "             \
    "(SELECT 1 FROM json_each(k.payments) AS j WHERE j.value = p.ref) LIMIT 1)"
#define PAYMENT                                                                                              \
    "SELECT p.id, c.id, p.ref, c.name, p.amount, p.amount_currency, p.\"on\", p.method, v.ref, v.number, "   \
    "v.what, d.due, b.quantity, b.unit FROM payment AS p CROSS JOIN client AS c ON c.ref = p.client "        \
    "LEFT JOIN invoice AS v ON v.ref = p.invoice LEFT JOIN invoice_due AS d ON d.id = v.id "                 \
    "LEFT JOIN package AS b ON b.id = " BOUGHT " "
#define OF_CLIENT "p.client = (SELECT ref FROM client WHERE id = ?1) AND p.\"on\" <= ?2"
enum { OF, COUNT, FIND, FIND_ID, USE };
static const char *const sql[] = {
    [OF] = PAYMENT "WHERE " OF_CLIENT " ORDER BY p.\"on\", p.id",
    [COUNT] = "SELECT count(*) FROM payment AS p WHERE " OF_CLIENT,
    [FIND] = PAYMENT "WHERE p.ref = ?1",
    [FIND_ID] = PAYMENT "WHERE p.id = ?1",
    [USE] = "SELECT (SELECT sum(o.quantity) FROM use AS o WHERE o.package = u.package AND "
            "(o.\"on\", o.id) <= (u.\"on\", u.id)), k.quantity, k.unit "
            "FROM use AS u CROSS JOIN package AS k ON k.ref = u.package WHERE u.id = ?1",
};
const struct statements payments_statements = {sql, ARRAY_LEN(sql)};

static int8_t read_enum(sqlite3_stmt *stmt, int column, const struct model *model, const char *field)
{
    return (int8_t)column_enum(stmt, column, model_field(model, field)->names, -1);
}

static void read_payment(sqlite3_stmt *stmt, struct payment_row *ret)
{
    *ret = (struct payment_row){
        .id = sqlite3_column_int64(stmt, 0),
        .client_id = sqlite3_column_int64(stmt, 1),
        .ref = column_text(stmt, 2),
        .client_name = column_text(stmt, 3),
        .amount = column_money(stmt, 4),
        .on = column_day(stmt, 6),
        .method = read_enum(stmt, 7, &model_payment, "method"),
        .invoice = column_text(stmt, 8),
        .number = column_text(stmt, 9),
        .what = column_text(stmt, 10),
        .due = column_day(stmt, 11),
        .quantity = sqlite3_column_int64(stmt, 12),
        .unit = read_enum(stmt, 13, &model_package, "unit"),
    };
}

/* Preparing what tells all about a payment takes eight times as long as counting them: who paid nothing is spared it. */
int payments_each(struct store *store, int64_t client_id, int32_t today,
                  int (*fn)(void *ctx, const struct payment_row *row), void *ctx, struct err *err)
{
    _cleanup_statement_ struct statement st = {0};
    struct payment_row row;
    int64_t n;
    int r;

    if (of_client_count(store, sql[COUNT], client_id, today, &n, err) < 0)
        return -1;
    if (n == 0)
        return 0;
    if (of_client_take(store, sql[OF], client_id, today, &st, err) < 0)
        return -1;
    while ((r = statement_step(store, st.stmt, err)) > 0) {
        read_payment(st.stmt, &row);
        r = fn(ctx, &row);
        if (r)
            return r;
    }
    return r;
}

int64_t payments_count(struct store *store, int64_t client_id, int32_t today)
{
    int64_t n = 0;

    of_client_count(store, sql[COUNT], client_id, today, &n, NULL);
    return n;
}

/* The one payment that ST finds. */
static int give_found(struct store *store, struct statement *st, int (*fn)(void *ctx, const struct payment_row *row),
                      void *ctx, struct err *err)
{
    struct payment_row row;
    int r = statement_first(store, st->stmt, err);

    if (r != 0)
        return r;
    read_payment(st->stmt, &row);
    return fn(ctx, &row) < 0 ? -1 : 0;
}

int payment_find(struct store *store, const char *ref, int (*fn)(void *ctx, const struct payment_row *row), void *ctx,
                 struct err *err)
{
    _cleanup_statement_ struct statement st = {0};

    if (statement_take(store, sql[FIND], &st, err) < 0)
        return -1;
    bind_text(st.stmt, 1, ref);
    return give_found(store, &st, fn, ctx, err);
}

int payment_find_id(struct store *store, int64_t id, int (*fn)(void *ctx, const struct payment_row *row), void *ctx,
                    struct err *err)
{
    _cleanup_statement_ struct statement st = {0};

    if (statement_take(store, sql[FIND_ID], &st, err) < 0)
        return -1;
    sqlite3_bind_int64(st.stmt, 1, id);
    return give_found(store, &st, fn, ctx, err);
}

int use_find(struct store *store, int64_t id, struct use_place *ret, struct err *err)
{
    _cleanup_statement_ struct statement st = {0};

    if (statement_take(store, sql[USE], &st, err) < 0)
        return -1;
    sqlite3_bind_int64(st.stmt, 1, id);
    int r = statement_first(store, st.stmt, err);
    if (r != 0)
        return r;
    *ret = (struct use_place){.used = sqlite3_column_int64(st.stmt, 0),
                              .quantity = sqlite3_column_int64(st.stmt, 1),
                              .unit = read_enum(st.stmt, 2, &model_package, "unit")};
    return 0;
}
