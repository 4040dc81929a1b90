/* The formulas of the Facts page, with decide.md's and the ledger's own examples. */
#include "fixture.h"

#include "paletti/base/file.h"
#include "paletti/core/facts.h"

#include <stdlib.h>

#define LIMITS_TEXT                                                                                          \
    "window_months 6\nincome_months 12\nsettling_days 30\nthin_entries 5\nthin_days 30\nothers_needed 5\n"   \
    "trend_days 30\ntrend_before 60\ntrend_percent 25\ndoubled_least 2\ncloseness_days "                     \
    "60\ncloseness_events 3\n"                                                                               \
    "even_percent 10\ngap_days 10\nsession_minutes 180\ngood_signs listens refers\nwork_signs dictates\n"

static struct facts_limits limits_of(const char *text)
{
    struct facts_limits limits = {0};
    struct err err;

    ck_assert_int_eq(facts_limits_parse(LIMITS_TEXT, &limits, &err), 0);
    ck_assert_int_eq(facts_limits_parse(text, &limits, &err), 0);
    return limits;
}

/* --- fractions --- */

START_TEST(fractions)
{
    ck_assert_int_eq(ratio_compare((struct ratio){1, 3}, (struct ratio){2, 6}), 0);
    ck_assert_int_lt(ratio_compare((struct ratio){-1, 3}, (struct ratio){0, 6}), 0);
    ck_assert_int_gt(ratio_compare((struct ratio){INT64_MAX, 3}, (struct ratio){INT64_MAX, 4}), 0);
    ck_assert_int_eq(ratio_round((struct ratio){5, 2}, 1), 3);
    ck_assert_int_eq(ratio_round((struct ratio){-5, 2}, 1), -2);
    ck_assert_int_eq(ratio_round((struct ratio){1, 3}, 100), 33);
    ck_assert_int_eq(ratio_round_up((struct ratio){1, 3}, 100), 34);
    ck_assert_int_eq(ratio_round_up((struct ratio){-1, 3}, 100), -33);
    ck_assert_int_eq(ratio_round_up((struct ratio){6, 3}, 1), 2);
}
END_TEST

START_TEST(medians)
{
    struct ratio odd[] = {{5, 1}, {1, 1}, {3, 1}}, even[] = {{1, 2}, {1, 3}, {9, 1}, {0, 1}};
    struct ratio large[] = {{INT64_MAX / 2, 5}, {INT64_MAX / 2, 5}};
    struct ratio median = ratio_median(odd, 3);

    ck_assert(median.of == 3 && median.in == 1);
    median = ratio_median(even, 4); /* the mean of 1/3 and 1/2 */
    ck_assert(median.of == 5 && median.in == 12);
    ck_assert(!ratio_known(ratio_median(even, 0)));
    median = ratio_median(large, 2);
    ck_assert_int_eq(ratio_compare(median, large[0]), 0);
    /* Days late weighed by sums of pesos: the exact mean takes more than 64 bits above and below. */
    struct ratio pesos[] = {{60000000001, 3000000001}, {80000000003, 3000000007}};
    median = ratio_median(pesos, 2);
    ck_assert_int_gt(median.in, 0);
    ck_assert_int_eq(ratio_round(median, 1000000), 23333333);
}
END_TEST

/* --- days --- */

START_TEST(the_window_of_the_page)
{
    /* Facts of 16 May to 16 Nov 2026, at 10:15 in Madrid. */
    struct facts_limits limits = limits_of("");
    struct zone *zone;
    struct err err;
    struct facts_spans spans;
    ck_assert_int_eq(zone_load(NULL, "Europe/Madrid", &zone, &err), 0);
    int32_t today = civil_day(2026, 11, 16);
    int64_t now = zone_instant(zone, today, 10 * 3600 + 15 * 60, ZONE_FIRST);

    facts_spans(&spans, &limits, zone, now, civil_day(2025, 4, 14));
    ck_assert_int_eq(spans.from, civil_day(2026, 5, 16));
    ck_assert_int_eq(spans.to, today);
    ck_assert_int_eq(spans.income_from, civil_day(2025, 11, 16));
    ck_assert_int_eq(spans.of[FACTS_WINDOW].from, zone_day_start(zone, spans.from));
    ck_assert(facts_within(&spans, FACTS_WINDOW, now));
    ck_assert(!facts_within(&spans, FACTS_WINDOW, now + 1));
    ck_assert_int_eq(spans.of[FACTS_RATED].from, spans.of[FACTS_WINDOW].from);
    /* Thirty days with today among them, and those before them without a gap. */
    ck_assert_int_eq(spans.of[FACTS_RECENT].from, zone_day_start(zone, civil_day(2026, 10, 18)));
    ck_assert_int_eq(spans.of[FACTS_BEFORE].until, spans.of[FACTS_RECENT].from);
    ck_assert_int_eq(spans.of[FACTS_BEFORE].from, zone_day_start(zone, civil_day(2026, 8, 19)));
    ck_assert_int_eq(spans.of[FACTS_PREVIOUS].from, zone_day_start(zone, civil_day(2026, 9, 18)));

    /* 003-24: the first thirty days are left out. */
    facts_spans(&spans, &limits, zone, now, civil_day(2026, 6, 1));
    ck_assert_int_eq(spans.settled, civil_day(2026, 7, 1));
    ck_assert(!facts_within(&spans, FACTS_RATED, zone_day_start(zone, spans.settled) - 1));
    ck_assert(facts_within(&spans, FACTS_RATED, zone_day_start(zone, spans.settled)));
    ck_assert(facts_within(&spans, FACTS_WINDOW, zone_day_start(zone, civil_day(2026, 6, 11))));

    /* The last of a shorter month. */
    int64_t august = zone_day_start(zone, civil_day(2026, 8, 31));
    facts_spans(&spans, &limits, zone, august, DAY_NONE);
    ck_assert_int_eq(spans.from, civil_day(2026, 2, 28));
    ck_assert_int_eq(spans.settled, DAY_NONE);
    zone_free(zone);
    facts_limits_clear(&limits);
}
END_TEST

START_TEST(sums_by_period)
{
    struct facts_spans spans = {.of = {{100, 200}, {150, 200}, {180, 200}, {120, 180}, {150, 180}}};
    struct facts_sums sums = {0};
    struct facts_counts one = {.entries = 1, .work_minutes = 30};

    for (int64_t at = 90; at <= 200; at += 10)
        facts_sums_add(&sums, &spans, at, &one);
    ck_assert_int_eq(sums.of[FACTS_WINDOW].entries, 10);
    ck_assert_int_eq(sums.of[FACTS_RATED].entries, 5);
    ck_assert_int_eq(sums.of[FACTS_RECENT].entries, 2);
    ck_assert_int_eq(sums.of[FACTS_BEFORE].entries, 6);
    ck_assert_int_eq(sums.of[FACTS_PREVIOUS].entries, 3);
    ck_assert_int_eq(facts_minutes(&sums.of[FACTS_WINDOW]), 300);

    int64_t value = 0, all = 0;
    const char *name;
    for (size_t i = 0; (name = facts_count(&sums.of[FACTS_WINDOW], i, &value)); i++)
        all += value;
    ck_assert_int_eq(all, 310);
}
END_TEST

/* --- figures --- */

static void check_figure(enum figure figure, const struct facts_counts *counts, int64_t of, int64_t in)
{
    struct ratio ratio = figure_of(figure, counts);
    ck_assert_msg(ratio.of == of && ratio.in == in, "%s: %lld / %lld", figure_kinds[figure].name,
                  (long long)ratio.of, (long long)ratio.in);
}

START_TEST(figures_of_sums)
{
    const struct facts_counts counts = {
        .payments = 100000,
        .refunds = 5000,
        .expenses = 4000,
        .invoiced = 120000,
        .work_minutes = 600,
        .contact_minutes = 300,
        .invoices = 6,
        .on_time = 5,
        .late_days = 40 * 1000 + 2 * 500,
        .late_sums = 6000,
        .off_hours = 5,
        .channel = 3,
        .chase = 1,
        .late_material = 7,
        .late_payment = 1,
        .my_off_hours = 4,
        .requests = 14,
        .free_minutes = 660,
        .deliveries = 9,
        .complaints = 8,
        .right_complaints = 2,
        .asks = 2,
        .ask_days = 26,
        .work_signs = 3,
        .energies = 10,
        .energy = 20,
    };
    const struct facts_counts nothing = {0};

    check_figure(FIGURE_ON_TIME, &counts, 5, 6);
    check_figure(FIGURE_DAYS_LATE, &counts, 41000, 6000);
    check_figure(FIGURE_HOUR, &counts, 91000 * 60, 900);
    check_figure(FIGURE_HOUR_BILLED, &counts, 111000 * 60, 900);
    check_figure(FIGURE_BREACHES, &counts, 9, 1); /* material and payment stand elsewhere */
    check_figure(FIGURE_COMPLAINTS, &counts, 6, 9);
    check_figure(FIGURE_WAITING, &counts, 26, 2);
    check_figure(FIGURE_SIGNS, &counts, 3, 1);
    check_figure(FIGURE_EXTRAS, &counts, 14, 1);
    check_figure(FIGURE_FREE, &counts, 660, 1);
    check_figure(FIGURE_ENERGY, &counts, 20, 10);
    for (enum figure i = 0; i < FIGURES_N; i++)
        ck_assert(figure_kinds[i].counted == ratio_known(figure_of(i, &nothing)));
}
END_TEST

START_TEST(sums_left_out)
{
    const struct facts_counts counts = {
        .payments = 100, .work_minutes = 60, .late_days = 1, .late_sums = 1, .invoices = 1, .unrated = 1};

    check_figure(FIGURE_HOUR, &counts, 6000, 60);
    ck_assert(!ratio_known(figure_rated(FIGURE_HOUR, &counts)));
    ck_assert(!ratio_known(figure_rated(FIGURE_HOUR_BILLED, &counts)));
    ck_assert(!ratio_known(figure_rated(FIGURE_DAYS_LATE, &counts)));
    ck_assert(ratio_known(figure_rated(FIGURE_ON_TIME, &counts)));
}
END_TEST

START_TEST(a_lunch_lowers_the_hour)
{
    /* 004-11 */
    const struct facts_counts without = {.payments = 60000, .work_minutes = 600},
                              with = {.payments = 60000, .expenses = 4000, .work_minutes = 600};

    ck_assert_int_eq(ratio_round_up(figure_of(FIGURE_HOUR, &without), 1), 6000);
    ck_assert_int_eq(ratio_round_up(figure_of(FIGURE_HOUR, &with), 1), 5600);
}
END_TEST

START_TEST(trends)
{
    static const struct {
        int64_t recent, before;
        enum trend trend;
    } breaches[] = {
        {0, 0, TREND_NONE},     {1, 0, TREND_UP},   {0, 1, TREND_DOWN},   {4, 8, TREND_STEADY},
        {5, 8, TREND_STEADY},   {6, 8, TREND_UP},   {3, 8, TREND_STEADY}, {2, 8, TREND_DOWN},
        {10, 16, TREND_STEADY}, {11, 16, TREND_UP},
    };
    struct facts_limits limits = limits_of("");

    for (size_t i = 0; i < ARRAY_LEN(breaches); i++) {
        struct facts_counts recent = {.chase = breaches[i].recent},
                            before = {.off_hours = breaches[i].before};
        ck_assert_int_eq(figure_trend(FIGURE_BREACHES, &recent, &before, &limits), breaches[i].trend);
    }
    /* Ratios are their own measure, whatever the days; below nothing too. */
    struct facts_counts recent = {.payments = 126, .work_minutes = 60},
                        before = {.payments = 200, .work_minutes = 120};
    ck_assert_int_eq(figure_trend(FIGURE_HOUR, &recent, &before, &limits), TREND_UP);
    recent.payments = 125;
    ck_assert_int_eq(figure_trend(FIGURE_HOUR, &recent, &before, &limits), TREND_STEADY);
    recent = (struct facts_counts){.expenses = 50, .work_minutes = 60};
    before = (struct facts_counts){.expenses = 100, .work_minutes = 60};
    ck_assert_int_eq(figure_trend(FIGURE_HOUR, &recent, &before, &limits), TREND_UP);
    ck_assert_int_eq(figure_trend(FIGURE_COMPLAINTS, &recent, &before, &limits), TREND_NONE);
    facts_limits_clear(&limits);
}
END_TEST

START_TEST(doubled)
{
    struct facts_limits limits = limits_of("");

    ck_assert(!facts_doubled(1, 0, &limits));
    ck_assert(facts_doubled(2, 0, &limits));
    ck_assert(facts_doubled(2, 1, &limits));
    ck_assert(!facts_doubled(3, 2, &limits));
    ck_assert(facts_doubled(4, 2, &limits));
    facts_limits_clear(&limits);
}
END_TEST

/* --- among others --- */

START_TEST(quintiles)
{
    /* A client among so many, all different: the best is 5, the worst 1, the middle 3. */
    for (int64_t n = 5; n < 60; n++) {
        int at[6] = {0}, last = 5;
        for (int64_t better = 0; better <= n; better++) {
            struct fact_place place = {better, 0, n - better}, mirror = {n - better, 0, better};
            int it = fact_place_suggests(&place);
            ck_assert(it >= 1 && it <= 5 && it <= last);
            if (n % 5 == 4) /* fifths that are whole: ends of them are nobody's */
                ck_assert_int_eq(it + fact_place_suggests(&mirror), 6);
            last = it;
            at[it]++;
        }
        ck_assert_int_eq(last, 1);
        for (int i = 1; i <= 5; i++)
            ck_assert(at[i] >= (int)(n + 1) / 5 - 1 && at[i] <= (int)(n + 1) / 5 + 2);
    }
    struct fact_place all_alike = {0, 7, 0};
    ck_assert_int_eq(fact_place_suggests(&all_alike), 3);
}
END_TEST

START_TEST(places)
{
    const struct ratio others[] = {{1, 2}, {2, 4}, {1, 1}, {0, 1}};
    struct fact_place more = figure_place(FIGURE_ON_TIME, (struct ratio){3, 6}, others, 4),
                      less = figure_place(FIGURE_COMPLAINTS, (struct ratio){3, 6}, others, 4);

    ck_assert(more.better == 1 && more.equal == 2 && more.worse == 1);
    ck_assert(less.better == 1 && less.equal == 2 && less.worse == 1);
    more = figure_place(FIGURE_ON_TIME, (struct ratio){1, 1}, others, 4);
    less = figure_place(FIGURE_COMPLAINTS, (struct ratio){1, 1}, others, 4);
    ck_assert(more.better == 0 && more.worse == 3);
    ck_assert(less.better == 3 && less.worse == 0);
}
END_TEST

static int suggested(enum fact fact, const struct fact_figure *figures, struct fact_case of,
                     enum fact_because because)
{
    struct facts_limits limits = limits_of("");
    enum fact_because told;
    enum figure figure;
    int it = fact_suggest(fact, figures, &of, &limits, &told, &figure);

    ck_assert_str_eq(fact_because_names[told], fact_because_names[because]);
    facts_limits_clear(&limits);
    return it;
}

START_TEST(suggestions)
{
    const struct fact_case plain = {.listed = -1}, thin = {.thin = true, .listed = -1};
    struct fact_figure figures[FIGURES_N] = {
        [FIGURE_ON_TIME] = {.rated = {6, 6}, .n_others = 10, .place = {0, 2, 8}},
        [FIGURE_HOUR] = {.rated = {3100, 1}, .n_others = 4, .place = {4, 0, 0}},
        [FIGURE_BREACHES] = {.rated = {9, 1}, .n_others = 10, .place = {10, 0, 0}},
        /* Too few others have deliveries: the next figure of the line is taken. */
        [FIGURE_COMPLAINTS] = {.rated = {8, 9}, .n_others = 2, .place = {2, 0, 0}},
        [FIGURE_WAITING] = {.rated = {13, 1}, .n_others = 9, .place = {6, 0, 3}},
    };

    ck_assert_int_eq(suggested(FACT_MONEY, figures, plain, BECAUSE_RANK), 5);
    ck_assert_int_eq(
        suggested(FACT_MONEY, figures, (struct fact_case){.promise_broken = true}, BECAUSE_PROMISE), 1);
    ck_assert_int_eq(suggested(FACT_HOUR, figures, plain, BECAUSE_FEW), SUGGEST_NOTHING);
    ck_assert_int_eq(suggested(FACT_RULES, figures, plain, BECAUSE_RANK), 1);
    figures[FIGURE_BREACHES].place = (struct fact_place){0, 0, 10};
    ck_assert_int_eq(suggested(FACT_RULES, figures, plain, BECAUSE_RANK), 5);
    ck_assert_int_eq(suggested(FACT_RULES, figures, (struct fact_case){.doubled = true}, BECAUSE_DOUBLED), 1);
    ck_assert_int_eq(suggested(FACT_WORK, figures, plain, BECAUSE_RANK), 2);
    ck_assert_int_eq(suggested(FACT_CONTRACT, figures, plain, BECAUSE_UNKNOWN), SUGGEST_CANNOT_SAY);
    ck_assert_int_eq(suggested(FACT_MONEY, figures, thin, BECAUSE_THIN), SUGGEST_CANNOT_SAY);
    ck_assert_int_eq(suggested(FACT_FITS, figures, (struct fact_case){.listed = 1}, BECAUSE_LISTED), 3);
    ck_assert_int_eq(suggested(FACT_FITS, figures, (struct fact_case){.listed = 0}, BECAUSE_NOT_LISTED), 2);
    ck_assert_int_eq(suggested(FACT_FITS, figures, plain, BECAUSE_UNKNOWN), SUGGEST_CANNOT_SAY);
    ck_assert_int_eq(suggested(FACT_ENERGY, figures, plain, BECAUSE_YOURS), SUGGEST_NOTHING);
}
END_TEST

START_TEST(thin_data)
{
    struct facts_limits limits = limits_of("");

    ck_assert(facts_thin(4, 100, &limits));
    ck_assert(facts_thin(100, 29, &limits));
    ck_assert(!facts_thin(5, 30, &limits));
    facts_limits_clear(&limits);
}
END_TEST

/* --- what it is worth --- */

START_TEST(classes_of_hours)
{
    static const struct {
        int64_t hour;
        enum hour_class with, without; /* a target of 60.00 */
    } rows[] = {
        {-601, HOUR_LOSS, HOUR_LOSS},    {-600, HOUR_EVEN, HOUR_LOSS},  {0, HOUR_EVEN, HOUR_EVEN},
        {600, HOUR_EVEN, HOUR_UNKNOWN},  {601, HOUR_LOW, HOUR_UNKNOWN}, {5999, HOUR_LOW, HOUR_UNKNOWN},
        {6000, HOUR_FAIR, HOUR_UNKNOWN},
    };
    struct facts_limits limits = limits_of("");

    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        ck_assert_int_eq(facts_hour_class((struct ratio){rows[i].hour * 7, 7}, 6000, &limits), rows[i].with);
        ck_assert_int_eq(facts_hour_class((struct ratio){rows[i].hour * 7, 7}, 0, &limits), rows[i].without);
    }
    ck_assert_int_eq(facts_hour_class(RATIO_NONE, 6000, &limits), HOUR_UNKNOWN);
    facts_limits_clear(&limits);
}
END_TEST

START_TEST(hours_nobody_paid)
{
    struct facts_limits limits = limits_of("");
    struct ratio weeks = facts_project_weeks(96 * 60, 38);

    ck_assert_int_eq(facts_unpaid_minutes(100 * 60, 240000, 6000), 60 * 60);
    ck_assert_int_eq(facts_unpaid_minutes(100 * 60, 600000, 6000), 0);
    ck_assert_int_eq(facts_unpaid_minutes(100 * 60, -1, 6000), 100 * 60);
    ck_assert_int_eq(facts_unpaid_minutes(100 * 60, 1, 0), -1);
    ck_assert_int_eq(ratio_round(weeks, 10), 25); /* 004-18: 96 h at 38 h a week are 2.5 */
    ck_assert(!ratio_known(facts_project_weeks(60, 0)));
    ck_assert_int_eq(facts_project_sessions(539, &limits), 2);
    /* Twenty hours in a month of 365/12 days. */
    ck_assert_int_eq(ratio_round(facts_hours_a_month(120 * 60, 365 / 2), 10), 201);
    facts_limits_clear(&limits);
}
END_TEST

START_TEST(the_hostage_meter_of_the_page)
{
    const struct hostage_case of = {.reserve = 720000,
                                    .cost = 190000,
                                    .income = 240000,
                                    .client = 90000,
                                    .refund = 33194,
                                    .floor_months = 3,
                                    .today = 1000};
    struct hostage hostage;

    facts_hostage(&of, &hostage);
    ck_assert_int_eq(hostage.with_is, LASTS_COVERED);
    ck_assert_int_eq(hostage.without_is, LASTS_MONTHS);
    ck_assert_int_eq(ratio_round(hostage.without, 10), 172);
    ck_assert_int_eq(ratio_round(hostage.share, 1000), 375);
    ck_assert_int_eq(ratio_round(hostage.reserve_months, 10), 38);
    ck_assert(!hostage.under_floor);
    ck_assert_int_eq(hostage.leave_on, 1000);
    ck_assert_int_eq(hostage.short_of, 0);
}
END_TEST

START_TEST(when_one_could_leave)
{
    struct hostage_case of = {.reserve = 840000,
                              .cost = 200000,
                              .income = 260000,
                              .client = 60000,
                              .refund = 250000,
                              .floor_months = 3,
                              .today = 1000};
    struct hostage hostage;

    /* 000-27: 4.2 months. The refund takes 100.00 of the floor; 600.00 are put aside a month, 19.73 a day. */
    facts_hostage(&of, &hostage);
    ck_assert_int_eq(ratio_round(hostage.reserve_months, 10), 42);
    ck_assert_int_eq(hostage.short_of, 10000);
    ck_assert_int_eq(hostage.leave_on, 1000 + 6);
    ck_assert_int_eq(hostage.without_is, LASTS_COVERED);

    of.income = of.cost; /* nothing is put aside: not by waiting */
    facts_hostage(&of, &hostage);
    ck_assert_int_eq(hostage.leave_on, DAY_NONE);
    ck_assert_int_eq(hostage.with_is, LASTS_COVERED);
    ck_assert_int_eq(hostage.without_is, LASTS_MONTHS);

    of.reserve = 500000; /* 2.5 months of 3 */
    of.refund = 600000;
    facts_hostage(&of, &hostage);
    ck_assert(hostage.under_floor);
    ck_assert(hostage.without.of == 0 && hostage.without.in > 0);

    of.floor_months = -1;
    facts_hostage(&of, &hostage);
    ck_assert_int_eq(hostage.leave_on, DAY_NONE);
    ck_assert(!hostage.under_floor);

    facts_hostage(&(struct hostage_case){.income = 100, .client = 11}, &hostage);
    ck_assert_int_eq(ratio_round(hostage.share, 100), 11);
    ck_assert_int_eq(hostage.with_is, LASTS_UNKNOWN);
    ck_assert(!ratio_known(hostage.reserve_months));
}
END_TEST

START_TEST(what_a_month_brings)
{
    ck_assert_int_eq(facts_monthly(120000, 0, 364), 10000);
    ck_assert_int_eq(facts_monthly(120000, 0, 10), 120000); /* less than a month is one */
    ck_assert_int_eq(facts_monthly(100, 0, 364), 9);        /* up to the cent */
    ck_assert_int_eq(facts_days_late(10, 15, 20), 5);
    ck_assert_int_eq(facts_days_late(10, 5, 20), 0);
    ck_assert_int_eq(facts_days_late(10, DAY_NONE, 20), 10);
    ck_assert_int_eq(facts_days_late(10, 25, 20), 10); /* not paid yet */
}
END_TEST

/* --- the file --- */

START_TEST(limits_are_data)
{
    static const struct {
        const char *text, *why;
    } bad[] = {
        {"window 6\n", "line 1: there is no number called window here"},
        {"\n# fine\nwindow_months six\n", "line 3: window_months is no whole number: six"},
        {"window_months 6 7\n", "line 1: window_months is no whole number: 6 7"},
        {"window_months\n", "line 1: window_months is no whole number: "},
        {"window_months 0\n", "line 1: window_months goes from 1 to 120; \"0\" does not"},
        {"thin_days 99999999999999999999\n", "line 1: thin_days is no whole number: 99999999999999999999"},
    };
    struct facts_limits limits =
        limits_of("thin_entries 7 # more\ngood_signs\twins  pays_early\n  window_months 3");
    struct err err;

    ck_assert_int_eq(limits.thin_entries, 7);
    ck_assert_int_eq(limits.window_months, 3);
    ck_assert_int_eq(limits.good_signs.n, 2);
    ck_assert(texts_have(&limits.good_signs, "wins") && !texts_have(&limits.good_signs, "listens"));
    for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
        ck_assert_int_lt(facts_limits_parse(bad[i].text, &limits, &err), 0);
        ck_assert_str_eq(err.text, bad[i].why);
    }
    ck_assert_int_eq(limits.window_months, 3);
    facts_limits_clear(&limits);
}
END_TEST

START_TEST(the_file_that_comes_with_it)
{
    /* It names every number, with decide.md's. */
    _cleanup_str_ struct str text = STR_INIT;
    struct facts_limits limits = {0}, expected = limits_of("");
    struct err err;
    int64_t value = 0, other = 0;
    const char *name;

    ck_assert_int_eq(file_read_regular(PROJECT_DATA "/facts/limits", 1 << 20, &text, &err), 0);
    ck_assert_msg(facts_limits_parse(str_text(&text), &limits, &err) == 0, "%s", err.text);
    for (size_t i = 0; (name = facts_limit(&limits, i, &value)); i++) {
        facts_limit(&expected, i, &other);
        ck_assert_msg(value == other, "%s is %lld", name, (long long)value);
    }
    ck_assert(texts_have(&limits.good_signs, "pays_early") && texts_have(&limits.work_signs, "blocks_work"));
    facts_limits_clear(&limits);
    facts_limits_clear(&expected);
}
END_TEST

int main(void)
{
    const struct test_row rows[] = {
        {fractions, 1},
        {medians, 1},
        {the_window_of_the_page, 1},
        {sums_by_period, 1},
        {figures_of_sums, 1},
        {sums_left_out, 1},
        {a_lunch_lowers_the_hour, 1},
        {trends, 1},
        {doubled, 1},
        {quintiles, 1},
        {places, 1},
        {suggestions, 1},
        {thin_data, 1},
        {classes_of_hours, 1},
        {hours_nobody_paid, 1},
        {the_hostage_meter_of_the_page, 1},
        {when_one_could_leave, 1},
        {what_a_month_brings, 1},
        {limits_are_data, 1},
        {the_file_that_comes_with_it, 1},
    };
    return run_suite("facts", rows, ARRAY_LEN(rows));
}
