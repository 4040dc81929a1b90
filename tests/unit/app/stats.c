/* The person's own numbers against a book that is counted by hand. The clock stands at Mon 16 Nov 2026 10:15 in Madrid. */
#include "fixture.h"

#include "paletti/app/plot.h"
#include "paletti/app/stats.h"
#include "paletti/base/mem.h"

#include <string.h>

static struct trial t;

#define EUR(amount) "{\"amount\":\"" amount "\",\"currency\":\"EUR\"}"
#define TARGET                                                                                                     \
    "{\"type\":\"me\",\"name\":\"Nora Inventada\",\"currency\":\"EUR\",\"target_rate\":" EUR("60.00") "}\n"
#define CLIENT(ref, more)                                                                                          \
    "{\"type\":\"client\",\"ref\":\"" ref "\",\"name\":\"" ref "\",\"since\":\"2025-04-14\"" more "}\n"            \
    "{\"type\":\"told\",\"ref\":\"t-" ref "\",\"client\":\"" ref "\",\"on\":\"2026-01-01\"}\n"
#define WORK(ref, client, day, minutes)                                                                            \
    "{\"type\":\"interaction\",\"ref\":\"" ref "\",\"client\":\"" client "\",\"at\":\"" day                       \
    "T12:00:00+02:00\",\"direction\":\"none\",\"kind\":\"work\",\"minutes\":" minutes "}\n"
#define PAID(ref, client, on, amount)                                                                              \
    "{\"type\":\"payment\",\"ref\":\"" ref "\",\"client\":\"" client "\",\"on\":\"" on "\",\"amount\":" EUR(amount) "}\n"

/* Ada: ten hours, 610.00 left of them: 61.00. Blas: two hours, 60.00: 30.00. Cleo, who left: one hour, 100.00. Eva: no hour. */
#define BOOK                                                                                                       \
    TARGET RULES CLIENT("ada", "") CLIENT("blas", "") CLIENT("cleo", ",\"state\":\"left\"")                        \
    CLIENT("dora", ",\"state\":\"prospect\"") CLIENT("eva", "")                                                    \
    WORK("w1", "ada", "2026-06-01", "600") PAID("p1", "ada", "2026-06-10", "700.00")                               \
    PAID("p2", "ada", "2026-06-11", "-50.00") PAID("p0", "ada", "2026-01-02", "10.00")                             \
    "{\"type\":\"expense\",\"ref\":\"e1\",\"client\":\"ada\",\"on\":\"2026-06-12\",\"amount\":" EUR("40.00")       \
    ",\"kind\":\"meal\"}\n"                                                                                        \
    WORK("w2", "blas", "2026-09-01", "120") PAID("p3", "blas", "2026-09-30", "60.00")                              \
    WORK("w3", "cleo", "2026-07-01", "60") PAID("p4", "cleo", "2026-07-02", "100.00")                              \
    WORK("w4", "dora", "2026-07-01", "60")                                                                         \
    /* A call of theirs on a Sunday, outside the hours; and an invoice that was never paid. */                     \
    "{\"type\":\"interaction\",\"ref\":\"c1\",\"client\":\"ada\",\"at\":\"2026-11-08T11:00:00+01:00\","            \
    "\"direction\":\"in\",\"kind\":\"call\",\"channel\":\"phone\",\"minutes\":15}\n"                               \
    "{\"type\":\"invoice\",\"ref\":\"i1\",\"client\":\"blas\",\"number\":\"1\",\"amount\":" EUR("90.00")           \
    ",\"issued_on\":\"2026-06-09\",\"due_on\":\"2026-06-24\"}\n"

static void begin(void)
{
    trial_init(&t);
    trial_put(&t, BOOK);
}

static struct stats_clients clients_now(void)
{
    struct stats_clients clients;
    const struct facts_peer *peers;
    size_t n;

    while (facts_everybody(t.app, 3, &peers, &n, &t.err) > 0)
        ;
    ck_assert_int_eq(stats_clients(t.app, peers, n, &clients, &t.err), 0);
    return clients;
}

START_TEST(hours_and_income)
{
    begin();
    struct stats_clients clients = clients_now();

    ck_assert_int_eq(clients.n, 4); /* no prospect */
    ck_assert_str_eq(clients.v[0].name, "ada");
    /* 15 minutes of a call are among the hours: 610.00 in 10 h 15. */
    ck_assert_int_eq(ratio_round(clients.v[0].hour, 1), 5951);
    ck_assert_int_eq(clients.v[0].hour_class, HOUR_LOW);
    ck_assert_int_eq(clients.v[0].income, 66000);
    ck_assert_int_eq(ratio_round(clients.v[1].hour, 1), 3000);
    ck_assert_int_eq(ratio_round(clients.v[2].hour, 1), 10000);
    ck_assert(!ratio_known(clients.v[3].hour));
    ck_assert_int_eq(clients.income, 82000);
    ck_assert_int_eq(clients.target, 6000);
    ck_assert_int_eq(ratio_round(clients.median, 1), 5951);
    ck_assert_int_eq(clients.active, 3);
    ck_assert_int_eq(clients.prospects, 1);
    ck_assert_int_eq(clients.left, 1);
    ck_assert_int_eq(clients.below, 2);
    ck_assert_int_eq(clients.by_class[HOUR_LOW], 2);
    ck_assert_int_eq(clients.by_class[HOUR_FAIR], 0);
    ck_assert_int_eq(clients.by_class[HOUR_UNKNOWN], 1);
    stats_clients_clear(&clients);
    trial_done(&t);
}
END_TEST

static const struct stats_quarters *quarters_now(struct quarter_count *count, int most)
{
    int r;

    while ((r = quarter_count_step(count, most, &t.err)) > 0)
        ;
    ck_assert_int_eq(r, 0);
    return quarter_count_of(count);
}

START_TEST(by_quarter)
{
    begin();
    /* Slices of any size come to the same. */
    for (int most = 1; most < 9; most += 3) {
        _cleanup_(quarter_count_free_p) struct quarter_count *count = quarter_count_new(t.app, 0);
        const struct stats_quarters *quarters = quarters_now(count, most);
        const struct stats_quarter *v = quarters->v;

        ck_assert_int_eq(quarters->n, 3); /* the first entry was in June */
        ck_assert_int_eq(v[0].year, 2026);
        ck_assert_int_eq(v[0].quarter, 2);
        ck_assert_int_eq(v[0].invoices, 1);
        ck_assert_int_eq(v[0].on_time, 0);
        ck_assert_int_eq(v[0].breaches, 1); /* the payment that is late */
        ck_assert_int_eq(ratio_round(v[0].hour, 1), 6100);
        ck_assert_int_eq(v[1].breaches, 0);
        ck_assert_int_eq(ratio_round(v[1].hour, 1), 6500); /* of 30.00 and 100.00; a prospect is not in it */
        ck_assert_int_eq(v[1].clients, 2);
        ck_assert_int_eq(v[2].breaches, 1);
        ck_assert_int_eq(v[2].off_minutes, 15);
        ck_assert_int_eq(v[2].hour.of, 0);
        ck_assert_int_eq(v[2].to, civil_day(2026, 11, 16));
    }
    trial_done(&t);
}
END_TEST

START_TEST(quarters_of_a_year)
{
    begin();
    _cleanup_(quarter_count_free_p) struct quarter_count *count = quarter_count_new(t.app, 2026),
                                                         *before = quarter_count_new(t.app, 2025);

    ck_assert_int_eq(quarters_now(count, 100)->n, 4);
    ck_assert_int_eq(quarter_count_of(count)->v[1].invoices, 1);
    ck_assert_int_eq(quarters_now(before, 100)->n, 4);
    ck_assert_int_eq(quarter_count_of(before)->v[3].breaches, 0);
    trial_done(&t);
}
END_TEST

START_TEST(changed_meanwhile)
{
    begin();
    _cleanup_(quarter_count_free_p) struct quarter_count *count = quarter_count_new(t.app, 0);

    ck_assert_int_eq(quarter_count_step(count, 1, &t.err), 1);
    trial_put(&t, WORK("w9", "eva", "2026-10-01", "30"));
    ck_assert_int_eq(quarters_now(count, 1)->v[2].clients, 2);
    trial_done(&t);
}
END_TEST

/* --- as pictures --- */

static struct plot *plot_of(const char *name, bool by_amount)
{
    struct plot_wish wish = {.name = name, .since = INSTANT_NONE, .by_amount = by_amount};
    struct plot *plot = NULL;

    ck_assert_msg(view_plot(t.app, &wish, NULL, &plot, &t.err) == 0, "%s", t.err.text);
    return plot;
}

static void words_are(struct plot *plot, const char *expected)
{
    _cleanup_str_ struct str words = STR_INIT;

    plot_words(plot, &words);
    ck_assert_str_eq(str_text(&words), expected);
    plot_free(plot);
}

START_TEST(by_name_or_by_amount)
{
    begin();
#define RATE_HEAD "Median hour 60 EUR; 2 of 3 active clients are below your target.\nyour target: 60 EUR.\n"
    words_are(plot_of("rate", false), RATE_HEAD "ada: 60 EUR.\nblas: 30 EUR.\ncleo: 100 EUR.\n");
    words_are(plot_of("rate", true), RATE_HEAD "cleo: 100 EUR.\nada: 60 EUR.\nblas: 30 EUR.\n");
    words_are(plot_of("share", true), "In all 820 EUR.\nada: 660 EUR   80%.\ncleo: 100 EUR   12%.\nblas: 60 EUR    7%.\n");
    trial_done(&t);
}
END_TEST

START_TEST(of_everybody)
{
    begin();
    ck_assert_int_lt(trial_run(&t, "plot", "rate", "ada", NULL), 0);
    ck_assert_ptr_nonnull(strstr(t.err.text, "of everybody"));
    ck_assert_int_lt(trial_run(&t, "plot", "quarters", "--by-amount", NULL), 0);
    ck_assert_ptr_nonnull(strstr(t.err.text, "an order of its own"));
    trial_done(&t);
}
END_TEST

TRIAL_MAIN("stats", hours_and_income, by_quarter, quarters_of_a_year, changed_meanwhile, by_name_or_by_amount, of_everybody)
