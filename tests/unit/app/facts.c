/* The facts of a client, from records to numbers, beside others. The clock stands at Mon 16 Nov 2026 10:15 in Madrid. */
#include "fixture.h"

#include "paletti/app/facts.h"
#include "paletti/app/views.h"
#include "paletti/base/file.h"
#include "paletti/base/mem.h"

#include <string.h>

static struct trial t;

#define ME                                                                                                          \
    "{\"type\":\"me\",\"name\":\"Nora Inventada\",\"currency\":\"EUR\",\"target_rate\":{\"amount\":\"60.00\","     \
    "\"currency\":\"EUR\"},\"reserve\":{\"amount\":\"7200.00\",\"currency\":\"EUR\"},\"monthly_cost\":"            \
    "{\"amount\":\"1900.00\",\"currency\":\"EUR\"},\"runway_floor_months\":3,\"project\":{\"name\":\"Atlas\","     \
    "\"weekly_hours\":38}}\n"
#define EUR(amount) "{\"amount\":\"" amount "\",\"currency\":\"EUR\"}"
#define CLIENT(ref, since, more)                                                                                    \
    "{\"type\":\"client\",\"ref\":\"" ref "\",\"name\":\"" ref "\",\"since\":\"" since "\"" more "}\n"             \
    "{\"type\":\"told\",\"ref\":\"t-" ref "\",\"client\":\"" ref "\",\"on\":\"2026-01-01\"}\n"
#define ENTRY(ref, client, at, direction, kind, more)                                                               \
    "{\"type\":\"interaction\",\"ref\":\"" ref "\",\"client\":\"" client "\",\"at\":\"" at "\",\"direction\":\""    \
    direction "\",\"kind\":\"" kind "\"" more "}\n"
#define WORK(ref, client, day, minutes)                                                                             \
    ENTRY(ref, client, day "T12:00:00+02:00", "none", "work", ",\"minutes\":" minutes)
#define PAID(ref, client, on, amount, more)                                                                         \
    "{\"type\":\"payment\",\"ref\":\"" ref "\",\"client\":\"" client "\",\"on\":\"" on "\",\"amount\":" amount more "}\n"
#define INVOICE(ref, client, on, due, amount)                                                                       \
    "{\"type\":\"invoice\",\"ref\":\"" ref "\",\"client\":\"" client "\",\"number\":\"" ref "\",\"amount\":" amount \
    ",\"issued_on\":\"" on "\",\"due_on\":\"" due "\"}\n"
#define BESIDE(type, ref, client, on, more)                                                                         \
    "{\"type\":\"" type "\",\"ref\":\"" ref "\",\"client\":\"" client "\",\"on\":\"" on "\"" more "}\n"
/* A call of theirs on a Sunday: outside the hours. */
#define SUNDAY(ref, client, day) ENTRY(ref, client, day "T11:00:00+01:00", "in", "call", ",\"channel\":\"phone\"")

static void begin(const char *lines)
{
    trial_init(&t);
    trial_put(&t, ME RULES);
    trial_put(&t, lines);
}

static struct facts *facts_named(const char *ref)
{
    struct facts *facts = NULL;
    int64_t id;

    ck_assert_int_eq(view_client_id(t.app, ref, &id, &t.err), 0);
    ck_assert_msg(facts_whole(t.app, id, &facts, &t.err) == 0, "%s", t.err.text);
    return facts;
}

static void said(const struct facts *facts, enum facts_topic topic, const char *expected)
{
    _cleanup_str_ struct str text = STR_INIT;

    ck_assert_int_eq(facts_say(facts, topic, &text), *expected != '\0');
    ck_assert_str_eq(str_text(&text), expected);
}

/* Client N of several alike, who crossed N lines, with N hours of work and 100.00 paid. */
static void add_other(struct str *to, int n)
{
    static const char *const sundays[] = {"2026-07-05", "2026-08-02", "2026-09-06"};

    str_printf(to, CLIENT("other%d", "2026-01-05", ""), n, n, n, n);
    for (int i = 0; i < n; i++)
        str_printf(to, ENTRY("o%d-s%d", "other%d", "%sT11:00:00+02:00", "in", "call", ",\"channel\":\"phone\""), n, i, n,
                   sundays[i % 3]);
    for (int i = 0; i < 5; i++)
        str_printf(to, ENTRY("o%d-w%d", "other%d", "2026-09-0%dT12:00:00+02:00", "none", "work", ",\"minutes\":60"), n, i, n, 1 + i);
    str_printf(to, PAID("o%d-p", "other%d", "2026-09-10", EUR("%d00.00"), ""), n, n, n);
}

static void begin_among(const char *lines, int others)
{
    _cleanup_str_ struct str all = STR_INIT;

    str_add(&all, lines);
    for (int i = 1; i <= others; i++)
        add_other(&all, i);
    begin(str_text(&all));
}

/* --- one's own numbers --- */

START_TEST(what_an_hour_earns)
{
    begin(CLIENT("ada", "2025-04-14", "") WORK("w1", "ada", "2026-06-01", "300") WORK("w2", "ada", "2026-06-02", "240")
              ENTRY("c1", "ada", "2026-06-03T12:00:00+02:00", "out", "call", ",\"channel\":\"phone\",\"minutes\":60")
          /* Before the window, and after now. */
          WORK("w0", "ada", "2026-05-15", "999") WORK("w9", "ada", "2026-11-17", "999")
          PAID("p1", "ada", "2026-06-10", EUR("700.00"), "") PAID("p2", "ada", "2026-06-11", EUR("-50.00"), "")
          PAID("p0", "ada", "2026-05-15", EUR("10.00"), "") PAID("p9", "ada", "2026-11-17", EUR("999.00"), "")
          BESIDE("expense", "e1", "ada", "2026-06-12", ",\"amount\":" EUR("40.00") ",\"kind\":\"meal\"")
          INVOICE("i1", "ada", "2026-06-09", "2026-06-24", EUR("900.00")));
    _cleanup_(facts_free_p) struct facts *facts = facts_named("ada");
    const struct client_facts *of = facts_of(facts);
    const struct facts_counts *window = &of->sums.of[FACTS_WINDOW];

    ck_assert_int_eq(window->payments, 70000);
    ck_assert_int_eq(window->refunds, 5000);
    ck_assert_int_eq(window->expenses, 4000);
    ck_assert_int_eq(window->hospitality, 4000);
    ck_assert_int_eq(window->work_minutes, 540);
    ck_assert_int_eq(window->contact_minutes, 60);
    /* 610.00 in ten hours; 810.00 were invoiced less the same costs. */
    ck_assert_int_eq(ratio_round_up(of->figures[FIGURE_HOUR].value, 1), 6100);
    ck_assert_int_eq(ratio_round_up(of->figures[FIGURE_HOUR_BILLED].value, 1), 8100);
    ck_assert_int_eq(of->hour_class, HOUR_FAIR);
    ck_assert_int_eq(of->unpaid, 0);
    /* The months of income take what came before the window too. */
    ck_assert_int_eq(of->income, 66000);
    ck_assert_int_eq(of->all_income, 66000);
    said(facts, TOPIC_HEAD, "Client since 14 Apr 2025; 100% of income. Facts of 16 May to 16 Nov 2026.");
    trial_done(&t);
}
END_TEST

START_TEST(how_late_they_pay)
{
    begin(CLIENT("ada", "2025-04-14", "")
          /* In time by parts; 10 days late; not paid at all, 31 days; not due yet. */
          INVOICE("i1", "ada", "2026-06-01", "2026-06-16", EUR("100.00")) PAID("p1", "ada", "2026-06-10", EUR("60.00"), ",\"invoice\":\"i1\"")
          PAID("p2", "ada", "2026-06-16", EUR("40.00"), ",\"invoice\":\"i1\"")
          INVOICE("i2", "ada", "2026-07-01", "2026-07-16", EUR("300.00")) PAID("p3", "ada", "2026-07-26", EUR("300.00"), ",\"invoice\":\"i2\"")
          INVOICE("i3", "ada", "2026-10-01", "2026-10-16", EUR("100.00")) PAID("p4", "ada", "2026-10-16", EUR("99.00"), ",\"invoice\":\"i3\"")
          INVOICE("i4", "ada", "2026-11-10", "2026-11-25", EUR("500.00")));
    _cleanup_(facts_free_p) struct facts *facts = facts_named("ada");
    const struct client_facts *of = facts_of(facts);
    const struct facts_counts *window = &of->sums.of[FACTS_WINDOW];

    ck_assert_int_eq(window->invoices, 3);
    ck_assert_int_eq(window->on_time, 1);
    ck_assert_int_eq(window->late_days, 10 * 30000 + 31 * 10000);
    ck_assert_int_eq(window->late_sums, 50000);
    ck_assert_int_eq(window->late_payment, 2);
    ck_assert_int_eq(of->overdue, 100);
    ck_assert_int_eq(of->owed, 50100);
    trial_done(&t);
}
END_TEST

START_TEST(promises_and_patterns)
{
    /* Part paid, the rest promised twice and not paid; worked on while it was late. */
    begin_among(CLIENT("ada", "2025-04-14", "") INVOICE("i1", "ada", "2026-09-01", "2026-09-16", EUR("100.00"))
                    PAID("p1", "ada", "2026-10-10", EUR("40.00"), ",\"invoice\":\"i1\"")
                        "{\"type\":\"promise\",\"ref\":\"v1\",\"client\":\"ada\",\"said_on\":\"2026-10-01\",\"pays_on\":\"2026-10-05\",\"invoice\":\"i1\"}\n"
                        "{\"type\":\"promise\",\"ref\":\"v2\",\"client\":\"ada\",\"said_on\":\"2026-11-13\",\"pays_on\":\"2026-11-20\",\"invoice\":\"i1\"}\n"
                            WORK("w1", "ada", "2026-09-10", "60") WORK("w2", "ada", "2026-09-20", "90")
                                WORK("w3", "ada", "2026-09-21", "90") WORK("w4", "ada", "2026-09-22", "60") WORK("w5", "ada", "2026-09-23", "60"),
                6);
    _cleanup_(facts_free_p) struct facts *facts = facts_named("ada");
    const struct client_facts *of = facts_of(facts);

    ck_assert_int_eq(of->pattern, LADDER_PARTIAL);
    ck_assert_int_eq(of->promises_broken, 1);
    ck_assert_int_eq(of->promises_kept, 0);
    ck_assert_int_eq(of->minutes_owing, 300); /* 003-16 */
    ck_assert_int_eq(of->lines[FACT_MONEY].suggestion, 1);
    ck_assert_int_eq(of->lines[FACT_MONEY].because, BECAUSE_PROMISE);
    said(facts, TOPIC_MONEY,
         "An hour with them earns less than your rate. Paid in parts, and late. You worked 5 h for them while they were late with "
         "money.");
    trial_done(&t);
}
END_TEST

START_TEST(what_goes_back_first)
{
    /* Twelve sessions for 960.00, eight used: 320.00 go back. */
    begin(CLIENT("ada", "2025-04-14", "") PAID("p1", "ada", "2026-09-02", EUR("960.00"), "")
              "{\"type\":\"package\",\"ref\":\"k\",\"client\":\"ada\",\"unit\":\"session\",\"quantity\":\"12\",\"price\":" EUR("960.00") ",\"bought_on\":\"2026-09-02\",\"payments\":[\"p1\"]}\n"
              "{\"type\":\"use\",\"ref\":\"u\",\"package\":\"k\",\"on\":\"2026-09-09\",\"quantity\":\"8\"}\n");
    _cleanup_(facts_free_p) struct facts *facts = facts_named("ada");

    ck_assert_int_eq(facts_of(facts)->hostage_of.refund, 32000);
    ck_assert_int_eq(facts_of(facts)->hostage.without.of, 720000 - 32000);
    trial_done(&t);
}
END_TEST

START_TEST(work_extras_and_waiting)
{
    begin(CLIENT("ada", "2025-04-14", "") BESIDE("delivery", "d1", "ada", "2026-06-01", "") BESIDE("delivery", "d2", "ada", "2026-06-02", "")
          BESIDE("complaint", "k1", "ada", "2026-06-03", ",\"right\":\"them\"") BESIDE("complaint", "k2", "ada", "2026-06-04", ",\"right\":\"both\"")
          BESIDE("complaint", "k3", "ada", "2026-06-04", "") BESIDE("complaint", "k4", "ada", "2026-06-04", ",\"right\":\"me\"")
          BESIDE("request", "r1", "ada", "2026-06-05", ",\"what\":\"Y\",\"decision\":\"free\",\"minutes\":90")
          BESIDE("request", "r2", "ada", "2026-06-06", ",\"what\":\"Z\",\"decision\":\"declined\"")
          ENTRY("a1", "ada", "2026-11-03T12:00:00+01:00", "out", "message", ",\"channel\":\"email\"")
          "{\"type\":\"ask\",\"ref\":\"q1\",\"client\":\"ada\",\"interaction\":\"a1\",\"what\":\"files\"}\n"
          ENTRY("s1", "ada", "2026-06-07T12:00:00+02:00", "in", "message", ",\"channel\":\"email\",\"signs\":[\"dictates\",\"nitpick\",\"refers\"],\"energy\":2")
          ENTRY("s0", "ada", "2026-02-07T12:00:00+01:00", "in", "message", ",\"channel\":\"email\",\"signs\":[\"nitpick\"]"));
    _cleanup_(facts_free_p) struct facts *facts = facts_named("ada");
    const struct client_facts *of = facts_of(facts);
    const struct facts_counts *window = &of->sums.of[FACTS_WINDOW];

    /* 000-22: who was right is not counted against them. */
    ck_assert(of->figures[FIGURE_COMPLAINTS].value.of == 3 && of->figures[FIGURE_COMPLAINTS].value.in == 2);
    ck_assert_int_eq(window->requests, 2);
    ck_assert_int_eq(window->free_minutes, 90);
    /* 001-09: an item open for 13 days shows 13. */
    ck_assert_int_eq(of->asks_open, 1);
    ck_assert_int_eq(of->waiting_days, 13);
    ck_assert(of->figures[FIGURE_WAITING].value.of == 13 && of->figures[FIGURE_WAITING].value.in == 1);
    ck_assert_int_eq(window->late_material, 1);
    /* 002-08: dictates counts under "lets you work". */
    ck_assert_int_eq(window->work_signs, 1);
    ck_assert_int_eq(window->signs, 2);
    ck_assert_int_eq(window->good_signs, 1);
    ck_assert(of->figures[FIGURE_ENERGY].value.of == 2 && of->figures[FIGURE_ENERGY].value.in == 1);
    ck_assert_uint_eq(of->n_signs, 3);
    ck_assert_str_eq(of->signs[0].code, "nitpick");
    ck_assert(of->signs[0].n == 1 && of->signs[0].ever == 2 && !of->signs[0].good);
    ck_assert_int_eq(of->first_sign, of->signs[0].first);
    said(facts, TOPIC_SIGNS, "always finds an error 1, tells you how to do the work 1.");
    said(facts, TOPIC_SINCE, "282 days since the first sign.");
    said(facts, TOPIC_FAVOUR, "sent you one client.");
    said(facts, TOPIC_PART, "did one extra free; answered late once."); /* s1 was answered with a1 */
    trial_done(&t);
}
END_TEST

START_TEST(closeness_beside_money)
{
    begin(CLIENT("ada", "2025-04-14", "")
          ENTRY("m1", "ada", "2026-03-01T14:00:00+01:00", "none", "meeting", ",\"closeness\":\"meal\"")
          ENTRY("m2", "ada", "2026-10-01T14:00:00+02:00", "none", "meeting", ",\"closeness\":\"meal\"")
          ENTRY("m3", "ada", "2026-10-20T14:00:00+02:00", "in", "call", ",\"channel\":\"phone\",\"closeness\":\"confidence\""));
    _cleanup_(facts_free_p) struct facts *two = facts_named("ada");

    ck_assert(!facts_of(two)->closeness_note);
    said(two, TOPIC_CLOSENESS, "1 personal moment in 30 days: meals since 1 Mar 2026, confidences since 20 Oct 2026.");
    trial_put(&t, ENTRY("m4", "ada", "2026-11-10T23:00:00+01:00", "in", "call", ",\"channel\":\"phone\",\"closeness\":\"off_hours_call\""));
    _cleanup_(facts_free_p) struct facts *three = facts_named("ada");
    ck_assert(facts_of(three)->closeness_note);
    ck_assert_int_eq(facts_of(three)->personal[0].window, 1);
    ck_assert_int_eq(facts_of(three)->personal[1].recent, 1);
    said(three, TOPIC_CLOSENESS,
         "3 personal moments in 60 days: meals since 1 Mar 2026, confidences since 20 Oct 2026, calls out of hours since 10 Nov 2026.");
    trial_done(&t);
}
END_TEST

START_TEST(foreign_sums)
{
    begin(CLIENT("ada", "2025-04-14", "") WORK("w1", "ada", "2026-06-01", "60")
          PAID("p1", "ada", "2026-06-10", "{\"amount\":\"110.00\",\"currency\":\"USD\"}", "")
          PAID("p2", "ada", "2026-08-10", "{\"amount\":\"110.00\",\"currency\":\"USD\"}", ""));
    _cleanup_(facts_free_p) struct facts *without = facts_named("ada");

    ck_assert_uint_eq(facts_of(without)->n_unrated, 1);
    ck_assert_int_eq(facts_of(without)->unrated[0].sum.minor, 22000);
    ck_assert_int_eq(facts_of(without)->sums.of[FACTS_WINDOW].payments, 0);
    ck_assert_int_eq(facts_of(without)->hour_class, HOUR_UNKNOWN);
    ck_assert_int_eq(facts_of(without)->unpaid, -1);
    said(without, TOPIC_UNKNOWN, "hours of 2 Jun to 15 Nov; what 220.00 USD are worth, for want of a rate.");
    /* The latest one on or before the day of the payment. */
    trial_put(&t, "{\"type\":\"rate\",\"currency\":\"USD\",\"on\":\"2026-07-01\",\"per_base\":\"1.1\"}\n");
    _cleanup_(facts_free_p) struct facts *late = facts_named("ada");
    ck_assert_int_eq(facts_of(late)->sums.of[FACTS_WINDOW].payments, 10000);
    ck_assert_int_eq(facts_of(late)->unrated[0].sum.minor, 11000);
    trial_put(&t, "{\"type\":\"rate\",\"currency\":\"USD\",\"on\":\"2026-01-01\",\"per_base\":\"1\"}\n");
    _cleanup_(facts_free_p) struct facts *both = facts_named("ada");
    ck_assert_int_eq(facts_of(both)->sums.of[FACTS_WINDOW].payments, 21000);
    ck_assert_uint_eq(facts_of(both)->n_unrated, 0);
    ck_assert_int_eq(facts_of(both)->hour_class, HOUR_FAIR);
    trial_done(&t);
}
END_TEST

static int keep_hour(void *ctx, const struct facts_row *row)
{
    if (row->fact == FACT_HOUR && row->main)
        str_add(ctx, row->value);
    return 0;
}

static void hour_is(const char *records, const char *expected)
{
    _cleanup_str_ struct str value = STR_INIT;

    begin(CLIENT("ada", "2025-04-14", "") WORK("w1", "ada", "2026-09-01", "600"));
    trial_put(&t, records);
    _cleanup_(facts_free_p) struct facts *facts = facts_named("ada");
    ck_assert_int_eq(facts_rows(facts, keep_hour, &value), 0);
    ck_assert_str_eq(str_text(&value), expected);
    trial_done(&t);
}

/* Hours alone do not say that they earn nothing; an invoice that nobody paid does. */
START_TEST(an_hour_without_sums)
{
    hour_is(ENTRY("m1", "ada", "2026-09-02T12:00:00+02:00", "in", "message", ",\"channel\":\"email\""), "not known");
    hour_is(INVOICE("i1", "ada", "2026-09-02", "2026-09-17", EUR("300.00")), "0 EUR");
    hour_is(PAID("p1", "ada", "2026-09-10", EUR("600.00"), ""), "60 EUR");
}
END_TEST

START_TEST(hours_nobody_paid)
{
    begin(CLIENT("ada", "2025-04-14", "") WORK("w1", "ada", "2026-06-01", "6000") PAID("p1", "ada", "2026-06-10", EUR("240.00"), "")
          "{\"type\":\"contract\",\"ref\":\"c\",\"client\":\"ada\",\"signed\":\"2026-01-01\",\"hours_month\":10}\n");
    _cleanup_(facts_free_p) struct facts *facts = facts_named("ada");

    /* 100 hours, of which 240.00 at 60.00 pay four: 004-18. */
    ck_assert_int_eq(facts_of(facts)->unpaid, 96 * 60);
    said(facts, TOPIC_PROJECT, "96 h that nobody paid: 2.5 weeks of Atlas.");
    said(facts, TOPIC_PART, "10 h a month agreed, 16 worked.");
    said(facts, TOPIC_MONEY, "An hour with them comes out even.");
    trial_done(&t);
}
END_TEST

START_TEST(the_hostage_meter)
{
    /* A year of 2,400.00 a month, 900.00 of it theirs: 28,800.00 and 10,800.00. */
    begin(CLIENT("ada", "2025-04-14", "") CLIENT("blas", "2025-04-14", "") PAID("p1", "ada", "2025-11-20", EUR("10800.00"), "")
          PAID("p2", "blas", "2025-11-17", EUR("18000.00"), "") PAID("p0", "blas", "2025-11-15", EUR("999.00"), ""));
    _cleanup_(facts_free_p) struct facts *facts = facts_named("ada");
    const struct hostage *hostage = &facts_of(facts)->hostage;

    ck_assert(hostage->share.of == 1080000 && hostage->share.in == 2880000);
    ck_assert_int_eq(hostage->with_is, LASTS_COVERED);
    ck_assert_int_eq(hostage->without_is, LASTS_MONTHS);
    /* 366 days from 16 Nov to 16 Nov: 2,393.44 a month, 1,495.91 without them; 7,200.00 / 404.09. */
    ck_assert_int_eq(facts_of(facts)->hostage_of.income, 239345);
    ck_assert_int_eq(ratio_round(hostage->without, 10), 178);
    said(facts, TOPIC_HOSTAGE,
         "With them: income covers costs; without: 17.8 months. Reserve 3.8 months of costs. You could leave today without touching "
         "your floor of 3 months.");
    trial_done(&t);
}
END_TEST

/* --- among others --- */

START_TEST(beside_others)
{
    begin_among(CLIENT("ada", "2025-04-14", "") SUNDAY("s1", "ada", "2026-10-25") SUNDAY("s2", "ada", "2026-11-01")
                    SUNDAY("s3", "ada", "2026-11-08") WORK("w1", "ada", "2026-06-01", "60") WORK("w2", "ada", "2026-06-02", "60")
                        CLIENT("thin", "2026-01-01", "") CLIENT("new", "2026-11-01", ""), 6);
    _cleanup_(facts_free_p) struct facts *facts = facts_named("ada");
    const struct client_facts *of = facts_of(facts);
    const struct fact_figure *breaches = &of->figures[FIGURE_BREACHES];

    ck_assert(of->compared);
    ck_assert_int_eq(of->others, 6);
    ck_assert(breaches->value.of == 3 && breaches->rated.of == 3);
    ck_assert(breaches->others.of == 7 && breaches->others.in == 2); /* of 1 to 6 */
    ck_assert(breaches->place.better == 2 && breaches->place.equal == 1 && breaches->place.worse == 3);
    ck_assert_int_eq(of->lines[FACT_RULES].suggestion, 3);
    ck_assert_int_eq(of->lines[FACT_RULES].because, BECAUSE_RANK);
    ck_assert_int_eq(of->lines[FACT_HOUR].suggestion, 1);
    ck_assert_int_eq(of->lines[FACT_MONEY].because, BECAUSE_UNKNOWN);
    ck_assert_int_eq(breaches->trend, TREND_UP);

    _cleanup_(facts_free_p) struct facts *thin = facts_named("thin");
    ck_assert(facts_of(thin)->thin);
    ck_assert_int_eq(facts_of(thin)->lines[FACT_HOUR].suggestion, SUGGEST_CANNOT_SAY);
    said(thin, TOPIC_THIN, "Too little to compare: 0 entries, known for 319 days.");
    trial_done(&t);
}
END_TEST

START_TEST(terms_that_others_accept)
{
    /* 002-11, 003-34 */
    begin_among(CLIENT("ada", "2025-04-14", "")
                    ENTRY("s1", "ada", "2026-10-20T12:00:00+02:00", "in", "message", ",\"channel\":\"email\",\"needs_reply\":false,\"signs\":[\"haggles\"]")
                    ENTRY("s2", "ada", "2026-10-21T12:00:00+02:00", "in", "message", ",\"channel\":\"email\",\"needs_reply\":false,\"signs\":[\"haggles\",\"always_urgent\"]")
                    ENTRY("o6-h", "other6", "2026-10-20T12:00:00+02:00", "in", "message", ",\"channel\":\"email\",\"needs_reply\":false,\"signs\":[\"cheaper_elsewhere\"]"), 6);
    _cleanup_(facts_free_p) struct facts *facts = facts_named("ada");

    ck_assert_int_eq(facts_of(facts)->accepting, 5);
    said(facts, TOPIC_SIGNS,
         "haggles over the price 2, everything is urgent 1 of 2 that came. Another price or other terms: asked 2 times; 5 of 6 others "
         "accept yours.");
    trial_done(&t);
}
END_TEST

START_TEST(a_group_and_its_members)
{
    begin_among(CLIENT("club", "2025-04-14", "") CLIENT("ida", "2025-04-14", ",\"member_of\":\"club\"")
                    CLIENT("jon", "2025-04-14", ",\"member_of\":\"club\"") WORK("w1", "club", "2026-06-01", "600")
                        PAID("p1", "ida", "2026-06-10", EUR("300.00"), "") PAID("p2", "jon", "2026-06-10", EUR("300.00"), "")
                            SUNDAY("s1", "jon", "2026-10-25") WORK("w2", "ida", "2026-06-02", "60"), 6);
    _cleanup_(facts_free_p) struct facts *club = facts_named("club");
    const struct client_facts *of = facts_of(club);

    ck_assert_int_eq(ratio_round_up(of->figures[FIGURE_HOUR].value, 11), 60000);
    ck_assert_int_eq(of->figures[FIGURE_BREACHES].value.of, 1);
    ck_assert_int_eq(of->income, 60000);
    ck_assert_int_eq(of->all_income, 60000 + 210000); /* nobody's twice */
    ck_assert_int_eq(of->others, 6);

    _cleanup_(facts_free_p) struct facts *ida = facts_named("ida");
    ck_assert(!ratio_known(facts_of(ida)->figures[FIGURE_HOUR].value));
    ck_assert_int_eq(facts_of(ida)->income, 30000);
    ck_assert_int_eq(facts_of(ida)->figures[FIGURE_BREACHES].value.of, 0);
    trial_done(&t);
}
END_TEST

START_TEST(too_few_others)
{
    begin_among(CLIENT("ada", "2025-04-14", "") SUNDAY("s1", "ada", "2026-10-25") SUNDAY("s2", "ada", "2026-11-01")
                    WORK("w1", "ada", "2026-06-01", "60") WORK("w2", "ada", "2026-06-02", "60") WORK("w3", "ada", "2026-06-03", "60"), 4);
    _cleanup_(facts_free_p) struct facts *facts = facts_named("ada");

    ck_assert_int_eq(facts_of(facts)->others, 4);
    ck_assert(!ratio_known(facts_of(facts)->figures[FIGURE_BREACHES].others));
    ck_assert_int_eq(facts_of(facts)->lines[FACT_RULES].suggestion, SUGGEST_NOTHING);
    ck_assert_int_eq(facts_of(facts)->lines[FACT_RULES].because, BECAUSE_FEW);
    trial_done(&t);
}
END_TEST

START_TEST(settling_in)
{
    /* 003-24: a breach on day ten is listed, and no part of the suggestion. */
    begin_among(CLIENT("ada", "2026-06-01", "") SUNDAY("s1", "ada", "2026-06-10") SUNDAY("s2", "ada", "2026-06-28")
                    WORK("w1", "ada", "2026-07-01", "60") WORK("w2", "ada", "2026-07-02", "60") WORK("w3", "ada", "2026-07-03", "60")
                        WORK("w4", "ada", "2026-07-04", "60") SUNDAY("s3", "ada", "2026-07-05"), 6);
    trial_put(&t, SUNDAY("s1", "ada", "2026-06-14"));
    _cleanup_(facts_free_p) struct facts *facts = facts_named("ada");
    const struct fact_figure *breaches = &facts_of(facts)->figures[FIGURE_BREACHES];

    ck_assert_int_eq(breaches->value.of, 3);
    ck_assert_int_eq(breaches->rated.of, 1);
    ck_assert(breaches->place.better == 0 && breaches->place.equal == 1);
    ck_assert_int_eq(facts_of(facts)->lines[FACT_RULES].suggestion, 5);
    trial_done(&t);
}
END_TEST

START_TEST(doubled_after_a_reminder)
{
    begin_among(CLIENT("ada", "2025-04-14", "") SUNDAY("s1", "ada", "2026-10-11") SUNDAY("s2", "ada", "2026-10-25")
                    SUNDAY("s3", "ada", "2026-11-01") WORK("w1", "ada", "2026-06-01", "60") WORK("w2", "ada", "2026-06-02", "60"), 6);
    _cleanup_(facts_free_p) struct facts *before = facts_named("ada");
    ck_assert_int_eq(facts_of(before)->lines[FACT_RULES].because, BECAUSE_RANK);

    trial_put(&t, "{\"type\":\"breach\",\"of\":\"s1\",\"kind\":\"off_hours\",\"state\":\"reminded\",\"on\":\"2026-10-12\"}\n");
    _cleanup_(facts_free_p) struct facts *after = facts_named("ada");
    ck_assert_int_eq(facts_of(after)->lines[FACT_RULES].because, BECAUSE_DOUBLED);
    ck_assert_int_eq(facts_of(after)->lines[FACT_RULES].suggestion, 1);
    ck_assert_int_eq(facts_of(after)->breaches[0].since_reminder, 2);

    /* A reminder behind all of them doubled nothing. */
    trial_put(&t, "{\"type\":\"breach\",\"of\":\"s1\",\"kind\":\"off_hours\",\"state\":\"reminded\",\"on\":\"2026-11-02\"}\n");
    _cleanup_(facts_free_p) struct facts *later = facts_named("ada");
    ck_assert_int_eq(facts_of(later)->lines[FACT_RULES].because, BECAUSE_RANK);
    trial_done(&t);
}
END_TEST

/* Whatever the slices: the same. */
START_TEST(slices)
{
    begin_among(CLIENT("ada", "2025-04-14", "") SUNDAY("s1", "ada", "2026-10-25"), 6);
    struct facts *facts;
    int64_t id;
    int r, n = 0;

    ck_assert_int_eq(view_client_id(t.app, "ada", &id, &t.err), 0);
    ck_assert_int_eq(facts_new(t.app, id, &facts, &t.err), 0);
    ck_assert(!facts_of(facts)->compared);
    ck_assert_int_eq(facts_of(facts)->figures[FIGURE_BREACHES].value.of, 1);
    while ((r = facts_step(facts, 1, &t.err)) > 0)
        n++;
    ck_assert_int_eq(r, 0);
    ck_assert_int_gt(n, 30);
    _cleanup_(facts_free_p) struct facts *whole = facts_named("ada");
    ck_assert_mem_eq(facts_of(facts)->figures, facts_of(whole)->figures, sizeof facts_of(whole)->figures);
    facts_free(facts);

    /* Kept: nobody counts again, until something is put. */
    ck_assert_int_eq(facts_new(t.app, id, &facts, &t.err), 0);
    ck_assert_int_eq(facts_step(facts, 1, &t.err), 0);
    ck_assert_int_eq(facts_of(facts)->figures[FIGURE_BREACHES].others.of, 7);
    facts_free(facts);
    trial_ok(&t, "log", "other1", "--add", "2026-11-15 11:00 call in phone again", NULL);
    trial_ok(&t, "log", "other2", "--add", "2026-11-15 11:00 call in phone again", NULL);
    trial_ok(&t, "log", "other3", "--add", "2026-11-15 11:00 call in phone again", NULL);
    _cleanup_(facts_free_p) struct facts *more = facts_named("ada");
    ck_assert_int_eq(ratio_round(facts_of(more)->figures[FIGURE_BREACHES].others, 2), 8);
    trial_ok(&t, "undo", NULL);
    _cleanup_(facts_free_p) struct facts *undone = facts_named("ada");
    ck_assert_int_eq(ratio_round(facts_of(undone)->figures[FIGURE_BREACHES].others, 2), 7);
    trial_done(&t);
}
END_TEST

/* --- what stands behind --- */

struct tally_of {
    int64_t n, settling;
    struct str refs;
};

static int count_source(void *ctx, const struct facts_source *source)
{
    struct tally_of *tally = ctx;

    ck_assert(source->ref && *source->text);
    tally->n++;
    tally->settling += source->settling;
    str_printf(&tally->refs, "%s ", source->ref);
    return 0;
}

START_TEST(the_records_behind_them)
{
    begin(CLIENT("ada", "2026-06-01", "") SUNDAY("s1", "ada", "2026-06-14") SUNDAY("s2", "ada", "2026-07-12") WORK("w1", "ada", "2026-06-01", "300")
              PAID("p1", "ada", "2026-06-10", EUR("700.00"), "") INVOICE("i1", "ada", "2026-06-09", "2026-06-24", EUR("900.00"))
                  BESIDE("request", "r1", "ada", "2026-07-05", ",\"what\":\"Y\",\"decision\":\"free\",\"minutes\":90")
                      PAID("p0", "ada", "2026-01-10", EUR("1.00"), ""));
    _cleanup_(facts_free_p) struct facts *facts = facts_named("ada");
    static const struct {
        unsigned figures;
        const char *refs;
        int64_t settling;
    } rows[] = {
        {1u << FIGURE_BREACHES, "s1 s2 ", 1}, {1u << FIGURE_HOUR, "w1 p1 ", 2}, {1u << FIGURE_ON_TIME, "i1 ", 1},
        {1u << FIGURE_EXTRAS, "r1 ", 0},      {1u << FIGURE_FREE, "r1 ", 0},    {0, "w1 i1 p1 s1 r1 s2 ", 4},
    };

    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct tally_of tally = {0};
        ck_assert_int_eq(facts_sources(facts, rows[i].figures, count_source, &tally, &t.err), 0);
        ck_assert_str_eq(str_text(&tally.refs), rows[i].refs);
        ck_assert_int_eq(tally.settling, rows[i].settling);
        str_done(&tally.refs);
    }
    trial_done(&t);
}
END_TEST

/* 001-04: a threshold is data. */
START_TEST(limits_of_ones_own)
{
    begin_among(CLIENT("ada", "2025-04-14", "") SUNDAY("s1", "ada", "2026-10-25") SUNDAY("s2", "ada", "2026-11-01"), 6);
    _cleanup_(facts_free_p) struct facts *before = facts_named("ada");
    ck_assert(facts_of(before)->thin);

    _cleanup_free_ char *folder = str_format("%s/paletti/facts", t.folder);
    ck_assert_int_eq(file_private_dir(folder, &t.err), 0);
    free(trial_file(&t, "paletti/facts/limits", "thin_entries 2\nwindow_months 1\n", 0600));
    _cleanup_(facts_free_p) struct facts *after = facts_named("ada");
    ck_assert(!facts_of(after)->thin);
    ck_assert_int_eq(facts_of(after)->spans.from, facts_of(after)->spans.to - 31);
    ck_assert_ptr_null(facts_limits_refused(t.app));

    /* With a mistake none of it is taken. */
    free(trial_file(&t, "paletti/facts/limits", "thin_entries 2\nwindow_months 1\nnonsense\n", 0600));
    _cleanup_(facts_free_p) struct facts *broken = facts_named("ada");
    ck_assert(facts_of(broken)->thin);
    ck_assert_ptr_nonnull(strstr(facts_limits_refused(t.app), "/facts/limits: line 3: there is no number called nonsense here"));
    trial_done(&t);
}
END_TEST

/* --- as the shell has it --- */

START_TEST(the_answer)
{
    begin_among(CLIENT("ada", "2025-04-14", "") SUNDAY("s1", "ada", "2026-10-25") WORK("w1", "ada", "2026-06-01", "60"), 6);
    const char *out = trial_ok(&t, "facts", "ada", NULL);

    ck_assert_ptr_nonnull(strstr(out, "\"client\":\"ada\""));
    ck_assert_ptr_nonnull(strstr(out, "\"window\":{\"from\":\"2026-05-16\",\"to\":\"2026-11-16\""));
    ck_assert_ptr_nonnull(strstr(out, "{\"figure\":\"breaches\",\"line\":\"rules\",\"value\":{\"of\":1,\"in\":1},\"rated\":{\"of\":1,\"in\":1},"
                                      "\"others\":{\"of\":7,\"in\":2},\"n_others\":6"));
    ck_assert_int_lt(trial_run(&t, "facts", "nobody", NULL), 0);
    trial_done(&t);
}
END_TEST

TRIAL_MAIN("facts", what_an_hour_earns, how_late_they_pay, promises_and_patterns, what_goes_back_first,
           work_extras_and_waiting, closeness_beside_money, foreign_sums,
           an_hour_without_sums, hours_nobody_paid, the_hostage_meter, beside_others, terms_that_others_accept, a_group_and_its_members, too_few_others, settling_in, doubled_after_a_reminder, slices,
           the_records_behind_them, limits_of_ones_own, the_answer)
