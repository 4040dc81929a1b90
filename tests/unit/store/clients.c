#include "fixture.h"

#include "paletti/store/clients.h"
#include "paletti/store/dues.h"

#include <string.h>

static const char *const people[] = {
    "{\"type\":\"client\",\"ref\":\"z\",\"name\":\"Álvaro "
    "Ruiz\",\"emails\":[\"alvaro@ruiz.example\",\"a@ruiz.example\"]}",
    "{\"type\":\"client\",\"ref\":\"y\",\"name\":\"Ana "
    "Prado\",\"state\":\"left\",\"day\":\"08:00-10:30\",\"zone\":\"Europe/Rome\"}",
    "{\"type\":\"client\",\"ref\":\"x\",\"name\":\"Ana\",\"phones\":[\"+34 600 000 002\"]}",
    "{\"type\":\"client\",\"ref\":\"w\",\"name\":\"Zoe Blanco\",\"short\":\"ZB\"}",
    "{\"type\":\"client\",\"ref\":\"v\",\"name\":\"Anaïs Monte\"}",
    NULL,
};

static int add_row(void *ctx, const struct client_row *row)
{
    str_printf(ctx, "%s=%s ", row->ref, row->short_name);
    return 0;
}

static void expect_clients(struct store *store, unsigned states, const char *expected)
{
    _cleanup_str_ struct str rows = STR_INIT;

    OK(clients_each(store, states, add_row, &rows, err));
    ck_assert_str_eq(str_text(&rows), expected);
}

START_TEST(by_name)
{
    STORE;

    put_lines(store, people);
    expect_clients(store, 0, "z=Álvaro x=Ana2 y=Ana v=Anaïs w=ZB ");
    expect_clients(store, 1 << CLIENT_LEFT, "y=Ana ");
    expect_clients(store, 1 << CLIENT_ACTIVE | 1 << CLIENT_LEAVING, "z=Álvaro x=Ana2 v=Anaïs w=ZB ");
}
END_TEST

static void expect_find(struct store *store, const char *text, int expected, const char *rows)
{
    _cleanup_str_ struct str matches = STR_INIT, one = STR_INIT;
    int64_t id = 0;
    struct err said = {0};
    int r = client_find(store, text, &id, add_row, &matches, &said);

    must(r, &said);
    ck_assert_msg(r == expected, "\"%s\": %d", text, r);
    if (r == 0) {
        OK(client_find_id(store, id, add_row, &one, err));
        ck_assert_str_eq(str_text(&one), rows);
        ck_assert_uint_eq(matches.len, 0);
    } else {
        ck_assert_str_eq(str_text(&matches), rows);
    }
}

START_TEST(find)
{
    STORE;

    put_lines(store, people);
    expect_find(store, "z", 0, "z=Álvaro ");
    expect_find(store, "alv", 0, "z=Álvaro ");
    expect_find(store, "ÁLVARO RUIZ", 0, "z=Álvaro ");
    expect_find(store, "Ana", 0, "x=Ana2 ");
    expect_find(store, "an", 2, "x=Ana2 y=Ana v=Anaïs ");
    expect_find(store, "anai", 0, "v=Anaïs ");
    expect_find(store, "zb", 0, "w=ZB ");
    expect_find(store, "Blanco", 1, "");
    expect_find(store, "", 1, "");
    expect_find(store, "ana p", 0, "y=Ana ");
    ck_assert_int_eq(client_find_id(store, 99, add_row, NULL, NULL), 1);
}
END_TEST

/* ñ is a letter between n and o; and whoever is called just so is found. */
START_TEST(enye_behind_n)
{
    STORE;

    put_lines(store, (const char *[]){"{\"type\":\"client\",\"ref\":\"o\",\"name\":\"Oca\"}",
                                      "{\"type\":\"client\",\"ref\":\"e\",\"name\":\"Ñandú\"}",
                                      "{\"type\":\"client\",\"ref\":\"z\",\"name\":\"Zorro\"}",
                                      "{\"type\":\"client\",\"ref\":\"n\",\"name\":\"Nube\"}",
                                      "{\"type\":\"client\",\"ref\":\"d\",\"name\":\"Ñandú Dos\"}", NULL});
    expect_clients(store, 0, "n=Nube e=Ñandú d=Ñandú2 o=Oca z=Zorro ");
    expect_find(store, "ñandú", 0, "e=Ñandú ");
}
END_TEST

/* A made short name stays while it can, gives way to a given one, and is not part of the record. */
START_TEST(short_names)
{
    STORE;

    put_lines(store, people);
    put_lines(store, people);
    expect_clients(store, 0, "z=Álvaro x=Ana2 y=Ana v=Anaïs w=ZB ");
    put_lines(store, (const char *[]){
                         "{\"type\":\"client\",\"ref\":\"u\",\"name\":\"Uma\",\"short\":\"Ana\"}", NULL});
    expect_clients(store, 0, "z=Álvaro x=Ana2 y=Ana3 v=Anaïs u=Ana w=ZB ");
    put_lines(store, (const char *[]){"{\"type\":\"client\",\"ref\":\"x\",\"name\":\"Berta Gil\"}", NULL});
    expect_clients(store, 0, "z=Álvaro y=Ana3 v=Anaïs x=Berta u=Ana w=ZB ");
    _cleanup_free_ char *lines = export_type(store, "client", "x");
    ck_assert_str_eq(lines, "{\"type\":\"client\",\"ref\":\"x\",\"name\":\"Berta Gil\"}\n");
}
END_TEST

START_TEST(many_of_a_name)
{
    STORE;
    _cleanup_str_ struct str rows = STR_INIT;

    OK(store_begin(store, err));
    for (int i = 0; i < 300; i++) {
        _cleanup_free_ char *line =
            str_format("{\"type\":\"client\",\"ref\":\"r%d\",\"name\":\"Newsletter %d\"}", i, i);
        put_line(store, line);
    }
    OK(store_commit(store, err));
    OK(clients_each(store, 0, add_row, &rows, err));
    ck_assert_ptr_nonnull(strstr(rows.s, "r0=Newsletter "));
    ck_assert_ptr_nonnull(strstr(rows.s, "r1=Newsletter2 "));
    ck_assert_ptr_nonnull(strstr(rows.s, "r299=Newsletter300 "));
}
END_TEST

static int keep_tally(void *ctx, const struct client_row *row)
{
    *(struct tally *)ctx = row->tally;
    ck_assert_int_eq(row->state, CLIENT_LEFT);
    ck_assert_str_eq(row->zone, "Europe/Rome");
    ck_assert_int_eq(row->day.from, 8 * 60);
    ck_assert_int_eq(row->day.to, 10 * 60 + 30);
    return 0;
}

START_TEST(tallies)
{
    STORE;
    struct tally tally = {.last_at = NOW, .open_id = 77, .open = VERDICT_INIT}, stored;

    put_lines(store, people);
    OK(client_find_id(store, 2, keep_tally, &stored, err));
    ck_assert_int_eq(stored.last_at, INSTANT_NONE);
    ck_assert_int_eq(stored.open_id, 0);
    ck_assert_int_eq(stored.open.due, INSTANT_NONE);
    for (int i = 0; i < 9; i++) {
        tally.breaches[i] = i + 1;
        tally.not_counted[i] = 100 + i;
    }
    tally.open.due = NOW + 5;
    tally.open.started = true;
    tally.open.error = VERDICT_NO_OPENING;
    ck_assert_int_lt(client_set_tally(store, 2, &tally, NULL), 0);
    OK(store_begin(store, err));
    OK(client_set_tally(store, 2, &tally, err));
    OK(store_commit(store, err));
    OK(client_find_id(store, 2, keep_tally, &stored, err));
    ck_assert_int_eq(stored.last_at, NOW);
    ck_assert_int_eq(stored.open_id, 77);
    ck_assert_int_eq(stored.open.due, NOW + 5);
    ck_assert_int_eq(stored.open.receipt, INSTANT_NONE);
    ck_assert(stored.open.started);
    ck_assert_int_eq(stored.open.error, VERDICT_NO_OPENING);
    for (int i = 0; i < 9; i++) {
        ck_assert_int_eq(stored.breaches[i], i + 1);
        ck_assert_int_eq(stored.not_counted[i], 100 + i);
    }
    /* The record put again leaves them. */
    put_lines(
        store,
        (const char *[]){
            "{\"type\":\"client\",\"ref\":\"y\",\"name\":\"Ana "
            "Prado\",\"state\":\"left\",\"day\":\"08:00-10:30\",\"zone\":\"Europe/Rome\",\"large\":true}",
            NULL});
    OK(client_find_id(store, 2, keep_tally, &stored, err));
    ck_assert_int_eq(stored.open_id, 77);
}
END_TEST

static int add_addresses(void *ctx, const char *ref, const struct texts *emails, const struct texts *phones)
{
    str_printf(ctx, "%s %zu %zu %s;", ref, emails->n, phones->n,
               emails->n   ? emails->v[0]
               : phones->n ? phones->v[0]
                           : "");
    return 0;
}

START_TEST(addresses)
{
    STORE;
    _cleanup_str_ struct str all = STR_INIT;

    put_lines(store, people);
    OK(clients_addresses(store, add_addresses, &all, err));
    ck_assert_str_eq(all.s, "z 2 0 alvaro@ruiz.example;y 0 0 ;x 0 1 +34 600 000 002;w 0 0 ;v 0 0 ;");
}
END_TEST

/* --- asks and invoices --- */

static const char *const dues[] = {
    "{\"type\":\"client\",\"ref\":\"a\",\"name\":\"Ana\"}",
    "{\"type\":\"client\",\"ref\":\"b\",\"name\":\"Blas\"}",
    "{\"type\":\"interaction\",\"ref\":\"i\",\"client\":\"a\",\"at\":\"2026-03-10T09:00:00Z\",\"direction\":"
    "\"out\",\"kind\":\"message\"}",
    "{\"type\":\"ask\",\"ref\":\"k\",\"client\":\"a\",\"interaction\":\"i\",\"what\":\"logo\",\"window\":"
    "\"10wd\"}",
    "{\"type\":\"ask\",\"ref\":\"l\",\"client\":\"a\",\"interaction\":\"i\",\"what\":\"text\",\"received\":"
    "\"2026-03-11T09:00:00Z\"}",
    "{\"type\":\"invoice\",\"ref\":\"v\",\"client\":\"a\",\"number\":\"7\",\"amount\":{\"amount\":\"100.00\","
    "\"currency\":\"EUR\"},\"issued_on\":\"2026-03-01\"}",
    "{\"type\":\"invoice\",\"ref\":\"w\",\"client\":\"b\",\"number\":\"8\",\"amount\":{\"amount\":\"50\","
    "\"currency\":\"JPY\"},\"issued_on\":\"2026-03-02\",\"due_on\":\"2026-03-09\",\"written_off_on\":\"2026-"
    "05-01\"}",
    "{\"type\":\"payment\",\"ref\":\"p1\",\"client\":\"a\",\"amount\":{\"amount\":\"40.00\",\"currency\":"
    "\"EUR\"},\"on\":\"2026-03-15\",\"invoice\":\"v\"}",
    "{\"type\":\"payment\",\"ref\":\"p2\",\"client\":\"a\",\"amount\":{\"amount\":\"10.00\",\"currency\":"
    "\"EUR\"},\"on\":\"2026-03-16\",\"invoice\":\"v\"}",
    "{\"type\":\"payment\",\"ref\":\"p3\",\"client\":\"a\",\"amount\":{\"amount\":\"5.00\",\"currency\":"
    "\"USD\"},\"on\":\"2026-03-10\",\"invoice\":\"v\"}",
    "{\"type\":\"payment\",\"ref\":\"p4\",\"client\":\"a\",\"amount\":{\"amount\":\"5.00\",\"currency\":"
    "\"EUR\"},\"on\":\"2026-03-10\"}",
    NULL,
};

static int add_ask(void *ctx, const struct ask_row *row)
{
    str_printf(ctx, "%s %s %lld %d/%d %d %d %s;", row->ref, row->interaction, (long long)row->asked_at,
               row->window.n, row->window.unit, row->received == INSTANT_NONE, row->due == 5 && row->told,
               row->what);
    return 0;
}

static int add_invoice(void *ctx, const struct invoice_row *row)
{
    str_printf(ctx, "%s %s %s %lld%s %d %d %d %lld %lld %lld;", row->ref, row->client, row->number,
               (long long)row->amount.minor, row->amount.currency, row->due_given == DAY_NONE,
               row->written_off_on == DAY_NONE, row->due == DAY_NONE ? -1 : row->due - row->issued_on,
               row->due_end == INSTANT_NONE ? -1LL : (long long)row->due_end, (long long)row->paid,
               (long long)row->paid_in_time);
    return 0;
}

START_TEST(asks)
{
    STORE;
    _cleanup_str_ struct str rows = STR_INIT;

    put_lines(store, dues);
    OK(store_begin(store, err));
    OK(ask_set_due(store, 1, 5, true, err));
    OK(ask_set_due(store, 2, INSTANT_NONE, false, err));
    OK(store_commit(store, err));
    OK(asks_each(store, 0, add_ask, &rows, err));
    ck_assert_str_eq(rows.s, "k i 1773133200 10/2 1 1 logo;l i 1773133200 0/0 0 0 text;");
    str_clear(&rows);
    OK(asks_each(store, 2, add_ask, &rows, err));
    ck_assert_uint_eq(rows.len, 0);
    OK(asks_each(store, 1, add_ask, &rows, err));
    ck_assert_uint_gt(rows.len, 0);
}
END_TEST

START_TEST(invoices)
{
    STORE;
    _cleanup_str_ struct str rows = STR_INIT;

    put_lines(store, dues);
    OK(store_begin(store, err));
    OK(invoice_set_due(store, 1, civil_day(2026, 3, 15), 900, err));
    OK(store_commit(store, err));
    OK(invoices_each(store, 1, civil_day(2026, 3, 16), add_invoice, &rows, err));
    ck_assert_str_eq(rows.s, "v a 7 10000EUR 1 1 14 900 5000 4000;");
    str_clear(&rows);
    OK(invoices_each(store, 1, civil_day(2026, 3, 15), add_invoice, &rows, err));
    ck_assert_str_eq(rows.s, "v a 7 10000EUR 1 1 14 900 4000 4000;");
    str_clear(&rows);
    OK(invoices_each(store, 0, DAY_NONE, add_invoice, &rows, err));
    ck_assert_ptr_nonnull(strstr(rows.s, ";w b 8 50JPY 0 0 "));
    ck_assert_ptr_nonnull(strstr(rows.s, " -1 0 0;"));
}
END_TEST

RUN_TESTS("clients", by_name, find, enye_behind_n, short_names, many_of_a_name, tallies, addresses, asks, invoices);
