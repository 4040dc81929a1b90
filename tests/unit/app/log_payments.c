/* Payments and sessions among the entries of a log. */
#include "fixture.h"

#include "paletti/app/views.h"
#include "paletti/base/mem.h"

#include <string.h>

static struct trial t;
static struct str seen;

#define ENTRY(ref, client, at, more)                                                                         \
    "{\"type\":\"interaction\",\"ref\":\"" ref "\",\"client\":\"" client "\",\"at\":\"" at                   \
    "\",\"direction\":\"in\",\"kind\":\"message\"" more "}\n"
#define PAYMENT(ref, client, day, more)                                                                      \
    "{\"type\":\"payment\",\"ref\":\"" ref "\",\"client\":\"" client                                         \
    "\",\"amount\":{\"amount\":\"50.00\",\"currency\":\"EUR\"},\"on\":\"" day "\"" more "}\n"

/* Two of one day, one in time and one late; one without an invoice; one that has not come yet; one of somebody else. */
static const char records[] = RULES ADA BLAS
    "{\"type\":\"invoice\",\"ref\":\"v\",\"client\":\"ada\",\"number\":\"A-7\",\"what\":\"a banner\","
    "\"amount\":{\"amount\":\"100.00\",\"currency\":\"EUR\"},\"issued_on\":\"2026-01-02\",\"due_on\":\"2026-01-20\"}\n"
    ENTRY("m0", "ada", "2026-01-10T10:00:00+01:00", "") PAYMENT("p1", "ada", "2026-01-15", ",\"invoice\":\"v\"")
    PAYMENT("p2", "ada", "2026-01-15", ",\"method\":\"cash\"") ENTRY("m1", "ada", "2026-01-15T00:00:00+01:00", "")
    ENTRY("m2", "ada", "2026-01-15T09:00:00+01:00", ",\"subject\":\"banner\"")
    PAYMENT("p3", "ada", "2026-01-23", ",\"invoice\":\"v\"") PAYMENT("p4", "ada", "2036-01-23", "")
    PAYMENT("b1", "blas", "2026-01-15", "");

static void fill(void)
{
    trial_init(&t);
    trial_put(&t, records);
}

static void finish(void)
{
    str_done(&seen);
    trial_done(&t);
}

static int show(void *ctx, const struct log_line *line)
{
    str_printf(&seen, "%s ", line->ref);
    if (ctx)
        *(int64_t *)ctx = line->id;
    return 0;
}

static int64_t ada(void)
{
    int64_t id, client;

    ck_assert_int_eq(view_entry_id(t.app, "m0", &id, &client, &t.err), 0);
    return client;
}

/* Whatever the length of the pages, all lines come once and in order, both ways. */
static void check_pages(bool forward, const char *expected)
{
    for (int limit = 1; limit < 9; limit++) {
        int64_t last = forward ? INT64_MIN : INT64_MAX, before;
        str_clear(&seen);
        do {
            before = last;
            ck_assert_int_eq(view_log(t.app, ada(), NULL, last, forward, limit, show, &last, &t.err), 0);
        } while (last != before);
        ck_assert_msg(str_equal(str_text(&seen), expected), "%d: %s", limit, str_text(&seen));
    }
}

START_TEST(among_entries)
{
    fill();
    check_pages(false, "payment:p3 m2 payment:p2 payment:p1 m1 m0 ");
    check_pages(true, "m0 m1 payment:p1 payment:p2 m2 payment:p3 ");
    ck_assert_int_eq(view_log_count(t.app, ada()), 6);
    str_clear(&seen);
    ck_assert_int_eq(view_log(t.app, 0, NULL, INT64_MAX, false, 9, show, NULL, &t.err), 0);
    ck_assert_str_eq(str_text(&seen), "m2 m1 m0 ");
    finish();
}
END_TEST

START_TEST(by_id)
{
    int64_t id, client;

    fill();
    ck_assert_int_eq(view_entry_id(t.app, "p2", &id, &client, &t.err), 0);
    ck_assert_int_eq(client, ada());
    ck_assert_int_eq(view_log_position(t.app, client, id), 2);
    ck_assert_int_eq(view_log_line(t.app, id, show, NULL, &t.err), 0);
    ck_assert_str_eq(str_text(&seen), "payment:p2 ");
    ck_assert_int_eq(view_log_line(t.app, id + 7, show, NULL, &t.err), 1);
    ck_assert_int_eq(view_entry_id(t.app, "p4", &id, &client, &t.err), 1);
    finish();
}
END_TEST

static int64_t id_of(const char *ref)
{
    int64_t id, client;

    ck_assert_int_eq(view_entry_id(t.app, ref, &id, &client, &t.err), 0);
    return id;
}

/* Two of one day between which there are as many payments as a second has places for. */
START_TEST(far_apart)
{
    _cleanup_str_ struct str many = STR_INIT;

    str_add(&many, RULES ADA BLAS PAYMENT("first", "ada", "2026-01-15", ""));
    for (int i = 1; i < 0x8000; i++)
        str_printf(&many, PAYMENT("p%d", "blas", "2026-01-16", ""), i);
    str_add(&many, PAYMENT("last", "blas", "2026-01-15", "") PAYMENT("own", "ada", "2026-01-15", ""));
    trial_init(&t);
    trial_put(&t, str_text(&many));
    static const char *const refs[] = {"first", "last", "own"};
    for (size_t i = 0; i < ARRAY_LEN(refs); i++) {
        _cleanup_free_ char *shown = str_format("payment:%s ", refs[i]);
        str_clear(&seen);
        ck_assert_int_eq(view_log_line(t.app, id_of(refs[i]), show, NULL, &t.err), 0);
        ck_assert_str_eq(str_text(&seen), shown);
    }
    ck_assert_int_lt(id_of("first"), id_of("last"));
    ck_assert_int_lt(id_of("last"), id_of("own"));
    finish();
}
END_TEST

static void check_sifted(const char *words, bool payments, const char *expected)
{
    _cleanup_(filter_free_p) struct filter *filter = NULL;
    ck_assert_int_eq(app_filter(t.app, words, FILTER_LOG, &filter, &t.err), 0);
    for (int most = 0; most < 3; most++) {
        struct log_sift sift = {.client_id = ada(), .filter = filter, .after = INT64_MAX, .most = most, .payments = payments};
        int r, calls = 0;
        str_clear(&seen);
        while ((r = view_log_sifted(t.app, &sift, show, NULL, &sift.after, &t.err)) > 0)
            ck_assert_int_lt(++calls, 9);
        ck_assert_int_eq(r, 0);
        ck_assert_msg(str_equal(str_text(&seen), expected), "%s: %s", words, str_text(&seen));
    }
}

START_TEST(filtered)
{
    fill();
    check_sifted("paid", true, "payment:p3 payment:p2 payment:p1 ");
    check_sifted("paid", false, "");
    check_sifted("-paid", true, "m2 m1 m0 ");
    check_sifted("breach:payment", true, "payment:p3 ");
    check_sifted("banner", true, "payment:p3 m2 payment:p1 ");
    check_sifted("cash", true, "payment:p2 ");
    check_sifted("from:2026-01-15 until:2026-01-15", true, "m2 payment:p2 payment:p1 m1 ");
    str_clear(&seen);
    ck_assert_int_eq(view_log(t.app, ada(), "bann", INT64_MAX, false, 9, show, NULL, &t.err), 0);
    ck_assert_str_eq(str_text(&seen), "payment:p3 m2 payment:p1 ");
    finish();
}
END_TEST

static int show_texts(void *ctx _unused_, const struct log_line *line)
{
    if (line->sort != LOG_ENTRY)
        str_printf(&seen, "%s; %s|", line->subject, line->beginning ? line->beginning : "");
    return 0;
}

static int show_why(void *ctx _unused_, const char *line)
{
    str_printf(&seen, "%s\n", line);
    return 0;
}

START_TEST(what_it_says)
{
    fill();
    ck_assert_int_eq(view_log(t.app, ada(), NULL, INT64_MAX, false, 0, show_texts, NULL, &t.err), 0);
    ck_assert_str_eq(str_text(&seen), "50.00 EUR, a banner, 3 days late; 50.00 EUR, 3 days late|"
                                      "50.00 EUR, cash; 50.00 EUR|"
                                      "50.00 EUR, a banner, on time; 50.00 EUR, on time|");
    str_clear(&seen);
    ck_assert_int_eq(view_explain(t.app, "payment:p3", show_why, NULL, &t.err), 0);
    ck_assert_msg(str_starts(str_text(&seen), "50.00 EUR came on Fri 23 Jan, after the invoice A-7 was due, on Tue 20 Jan."),
                  "%s", str_text(&seen));
    ck_assert_int_eq(view_explain(t.app, "payment:nobody", show_why, NULL, &t.err), -1);
    finish();
}
END_TEST

START_TEST(sessions)
{
    fill();
    trial_put(&t, "{\"type\":\"package\",\"ref\":\"k\",\"client\":\"ada\",\"unit\":\"session\",\"quantity\":\"12\","
                  "\"price\":{\"amount\":\"50.00\",\"currency\":\"EUR\"},\"bought_on\":\"2026-01-01\",\"payments\":[\"p2\"]}\n"
                  "{\"type\":\"use\",\"ref\":\"u1\",\"package\":\"k\",\"on\":\"2026-01-10\",\"interaction\":\"m0\"}\n"
                  "{\"type\":\"use\",\"ref\":\"u2\",\"package\":\"k\",\"on\":\"2026-01-15\",\"interaction\":\"m2\"}\n");
    ck_assert_int_eq(view_log(t.app, ada(), "banner", INT64_MAX, false, 2, show_texts, NULL, &t.err), 0);
    ck_assert_int_eq(view_log(t.app, ada(), "cash", INT64_MAX, false, 0, show_texts, NULL, &t.err), 0);
    ck_assert_str_eq(str_text(&seen), "50.00 EUR, a banner, 3 days late; 50.00 EUR, 3 days late|"
                                      "banner, 2 of 12; |"
                                      "50.00 EUR, 12 sessions, cash; 50.00 EUR, 12 sessions|");
    finish();
}
END_TEST

/* --- other dated records --- */

#define DEALING(type, ref, client, day, more)                                                                \
    "{\"type\":\"" type "\",\"ref\":\"" ref "\",\"client\":\"" client "\"," day more "}\n"
static const char dealings[] =
    DEALING("promise", "x", "ada", "\"said_on\":\"2026-01-14\",\"pays_on\":\"2026-01-20\"", ",\"excuse\":\"bank\"")
    DEALING("delivery", "x", "ada", "\"on\":\"2026-01-15\"", ",\"what\":\"banner v1\"")
    DEALING("complaint", "x", "ada", "\"on\":\"2026-01-15\"", ",\"delivery\":\"x\",\"right\":\"me\"")
    DEALING("request", "x", "ada", "\"on\":\"2026-01-16\"", ",\"what\":\"more\",\"decision\":\"free\",\"minutes\":90")
    DEALING("expense", "x", "ada", "\"on\":\"2026-01-17\"", ",\"amount\":{\"amount\":\"9.00\",\"currency\":\"EUR\"}")
    DEALING("win", "x", "ada", "\"on\":\"2026-01-18\"", ",\"text\":\"hooray\"")
    DEALING("lesson", "x", "ada", "\"on\":\"2036-01-18\"", ",\"text\":\"not yet\"")
    DEALING("lesson", "y", "blas", "\"on\":\"2026-01-15\"", ",\"text\":\"of others\"");

static int show_record(void *ctx _unused_, const struct log_line *line)
{
    if (line->sort == LOG_RECORD)
        str_printf(&seen, "%s: %s|", line->record, line->subject);
    return 0;
}

START_TEST(records_among_entries)
{
    static const char *const refs[] = {"promise:x", "delivery:x", "complaint:x", "request:x", "expense:x", "win:x", "payment:p3", "m2"};

    fill();
    trial_put(&t, dealings);
    check_pages(false, "payment:p3 win:x expense:x request:x m2 payment:p2 complaint:x delivery:x payment:p1 m1 promise:x m0 ");
    check_pages(true, "m0 promise:x m1 payment:p1 delivery:x complaint:x payment:p2 m2 request:x expense:x win:x payment:p3 ");
    ck_assert_int_eq(view_log_count(t.app, ada()), 12);
    for (size_t i = 0; i < ARRAY_LEN(refs); i++) {
        int64_t id = 0, client;
        const char *ref = str_starts(refs[i], "payment:") ? strchr(refs[i], ':') + 1 : refs[i];
        ck_assert_int_eq(view_entry_id(t.app, ref, &id, &client, &t.err), 0);
        str_clear(&seen);
        ck_assert_int_eq(view_log_line(t.app, id, show, NULL, &t.err), 0);
        ck_assert_str_eq(strtok(seen.s, " "), refs[i]);
        ck_assert_int_eq(client, ada());
    }
    ck_assert_int_eq(view_entry_id(t.app, "lesson:x", &(int64_t){0}, &(int64_t){0}, &t.err), 1);
    str_clear(&seen);
    ck_assert_int_eq(view_log(t.app, ada(), NULL, INT64_MIN, true, 0, show_record, NULL, &t.err), 0);
    ck_assert_str_eq(str_text(&seen), "promise: Tue 20 Jan, the bank|delivery: banner v1|complaint: about banner v1, I was right|"
                                      "request: more, for nothing, 1h30|expense: 9.00 EUR|win: hooray|");
    str_clear(&seen);
    ck_assert_int_eq(view_log(t.app, ada(), "banner", INT64_MAX, false, 0, show, NULL, &t.err), 0);
    ck_assert_str_eq(str_text(&seen), "payment:p3 m2 complaint:x delivery:x payment:p1 ");
    finish();
}
END_TEST

TRIAL_MAIN("app log_payments", among_entries, by_id, far_apart, filtered, what_it_says, sessions, records_among_entries)
