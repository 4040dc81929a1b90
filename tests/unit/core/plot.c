/* Counting for pictures: nothing is lost, and the hour is the one on the wall. */
#include "random.h"

#include "paletti/core/interaction.h"
#include "paletti/core/plot.h"

#define HOUR 3600

/* --- the week --- */

START_TEST(whose_contact)
{
    static const struct {
        enum direction direction;
        enum kind kind;
        int side; /* -1: nobody's */
    } rows[] = {
        {DIRECTION_IN, KIND_MESSAGE, PLOT_THEIRS}, {DIRECTION_IN, KIND_CALL, PLOT_THEIRS}, {DIRECTION_IN, KIND_MEETING, PLOT_THEIRS},
        {DIRECTION_IN, KIND_NOTE, -1},             {DIRECTION_OUT, KIND_MESSAGE, PLOT_MINE}, {DIRECTION_OUT, KIND_CALL, PLOT_MINE},
        {DIRECTION_OUT, KIND_MEETING, -1},         {DIRECTION_OUT, KIND_WORK, -1},         {DIRECTION_OUT, KIND_NOTE, -1},
        {DIRECTION_NONE, KIND_WORK, -1},           {DIRECTION_NONE, KIND_MESSAGE, -1},
    };

    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        enum plot_side side;
        bool any = plot_side_of(rows[i].direction, rows[i].kind, &side);
        ck_assert_int_eq(any, rows[i].side >= 0);
        ck_assert(!any || (int)side == rows[i].side);
    }
}
END_TEST

/* Where an instant counts, and whether it is inside Mon-Sun 01:30-03:00. */
START_TEST(the_hour_on_the_wall)
{
    static const struct {
        const char *zone, *at;
        int day, hour;
        bool inside;
    } rows[] = {
        {"Europe/Madrid", "2026-03-29T00:59:59Z", SUNDAY, 1, true},  /* 01:59:59, then 03:00 */
        {"Europe/Madrid", "2026-03-29T01:00:00Z", SUNDAY, 3, false},
        {"Europe/Madrid", "2026-10-25T00:30:00Z", SUNDAY, 2, true},  /* 02:30, the first time */
        {"Europe/Madrid", "2026-10-25T01:30:00Z", SUNDAY, 2, true},  /* and again */
        {"Asia/Kolkata", "2026-11-15T20:00:00Z", MONDAY, 1, true},   /* 01:30 */
        {"Asia/Kolkata", "2026-11-15T19:59:59Z", MONDAY, 1, false},
        {"Asia/Kathmandu", "2026-11-15T18:15:00Z", MONDAY, 0, false}, /* 00:00, three quarters of an hour */
        {"Australia/Lord_Howe", "2026-10-03T15:29:59Z", SUNDAY, 1, true}, /* 01:59:59, then 02:30 */
        {"Australia/Lord_Howe", "2026-10-03T15:30:00Z", SUNDAY, 2, true},
        {"America/New_York", "2026-11-16T04:59:59Z", SUNDAY, 23, false},
    };
    struct hours hours = hours_of("1-7 01:30-03:00");

    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct plot_week week = {0};
        plot_week_add(&week, zone_of(rows[i].zone), &hours, PLOT_THEIRS, instant_of(NULL, rows[i].at));
        ck_assert_int_eq(week.total, 1);
        ck_assert_msg(week.n[rows[i].day][rows[i].hour] == 1, "%s in %s", rows[i].at, rows[i].zone);
        ck_assert_msg(week.inside == rows[i].inside, "%s in %s", rows[i].at, rows[i].zone);
    }
    hours_clear(&hours);
}
END_TEST

START_TEST(the_closing_is_mine)
{
    struct hours hours = hours_of("1 09:00-18:00");
    int64_t closing = instant_of(zone_utc(), "2026-11-16 18:00");
    struct plot_week theirs = {0}, mine = {0};

    plot_week_add(&theirs, zone_utc(), &hours, PLOT_THEIRS, closing);
    plot_week_add(&mine, zone_utc(), &hours, PLOT_MINE, closing);
    plot_week_add(&mine, zone_utc(), &hours, PLOT_MINE, closing + 1);
    ck_assert_int_eq(theirs.inside, 0);
    ck_assert_int_eq(mine.inside, 1);
    hours_clear(&hours);
}
END_TEST

/* Around days on which clocks do odd things. */
START_TEST(nothing_is_lost)
{
    const struct place *place = &places[_i % places_n];
    const struct zone *zone = zone_of(place->zone);
    struct dice dice = {(uint64_t)_i + 1};
    struct hours hours = random_hours(&dice), whole = hours_of("1-7 00:00-24:00");
    struct plot_week week = {0}, all = {0};
    int64_t expected[PLOT_DAYS][PLOT_HOURS] = {0}, sum = 0, days = 0;

    for (int k = 0; k < 500; k++) {
        int64_t at = instant_of(NULL, place->when) - 7 * DAY_SECONDS + dice_roll(&dice, 14 * DAY_SECONDS);
        struct civil civil;
        zone_civil(zone, at, &civil);
        expected[civil_weekday(civil_day(civil.year, civil.month, civil.day))][civil.hour]++;
        plot_week_add(&week, zone, &hours, PLOT_THEIRS, at);
        plot_week_add(&all, zone, &whole, PLOT_THEIRS, at);
    }
    for (int day = 0; day < PLOT_DAYS; day++) {
        days += plot_week_day(&week, day);
        for (int hour = 0; hour < PLOT_HOURS; hour++) {
            must(week.n[day][hour] == expected[day][hour]);
            sum += week.n[day][hour];
        }
    }
    must(sum == 500 && days == 500 && week.total == 500);
    must(week.inside >= 0 && week.inside <= week.total && all.inside == all.total);
    hours_clear(&hours);
    hours_clear(&whole);
}
END_TEST

START_TEST(the_fullest)
{
    struct plot_week week = {0};
    struct hours hours = hours_of("1-5 09:30-18:00");
    struct plot_cell cells[3];

    week.n[MONDAY][9] = 4;
    week.n[TUESDAY][20] = 4;
    week.n[SUNDAY][23] = 7;
    week.n[FRIDAY][10] = 1;
    ck_assert_int_eq(plot_week_fullest(&week, NULL, cells, 3), 3);
    ck_assert(cells[0].day == SUNDAY && cells[0].hour == 23 && cells[0].n == 7);
    ck_assert(cells[1].day == MONDAY && cells[2].day == TUESDAY); /* of equal ones the earlier */
    /* Half of Monday's hour is open. */
    ck_assert_int_eq(plot_week_fullest(&week, &hours, cells, 3), 2);
    ck_assert(cells[0].day == SUNDAY && cells[1].day == TUESDAY);
    hours_clear(&hours);
}
END_TEST

START_TEST(levels_share_out_all_counts)
{
    for (int64_t most = 1; most < 40; most++) {
        int64_t next = 0;
        for (int level = 0; level < PLOT_LEVELS; level++) {
            int64_t from, to;
            if (!plot_level_range(level, most, &from, &to))
                continue;
            must(from == next && to >= from);
            for (int64_t n = from; n <= to; n++)
                must(plot_level(n, most) == level);
            next = to + 1;
        }
        must(next == most + 1 && plot_level(most, most) == PLOT_LEVELS - 1);
    }
}
END_TEST

/* --- replies --- */

START_TEST(the_window_ends_between_two_bins)
{
    for (uint16_t n = 1; n <= 9999; n = (uint16_t)(n < 200 ? n + 1 : n + 97)) {
        struct plot_replies replies;
        int from, to, end = 0;
        plot_replies_init(&replies, (struct window){n, WINDOW_H});
        must(replies.n <= PLOT_BINS && replies.edges[replies.mark - 1] == n);
        must(replies.edges[replies.n - 2] == 2 * n);
        for (size_t bin = 0; bin < replies.n; bin++, end = to) {
            plot_bin(&replies, bin, &from, &to);
            must(from == end && (to > from || (to == -1 && bin + 1 == replies.n)));
        }
    }
}
END_TEST

static struct calendar *calendar_of(const struct rule *rule, const struct list **closed, const struct list **special)
{
    *closed = &rule->closed;
    *special = &rule->special;
    const struct calendar_source source = {zone_of(rule->zone), &rule->hours, closed, 1, special, 1};
    return calendar_new(&source);
}

/* Of a day the clocks may take or give an hour, or half of one. */
static bool about(int64_t a, int64_t b, enum window_unit unit)
{
    int64_t most = unit == WINDOW_D || unit == WINDOW_WD ? 2 * HOUR : 0;

    return a - b <= most && b - a <= most;
}

START_TEST(time_is_counted_as_windows_count_it)
{
    const struct place *place = &places[_i % places_n];
    struct dice dice = {(uint64_t)_i + 1};
    int64_t odd = instant_of(NULL, place->when);
    struct rule rule = random_rule(&dice, place->zone, odd, civil_utc_day(odd));
    const struct list *closed, *special;
    _cleanup_(calendar_free_p) struct calendar *calendar = calendar_of(&rule, &closed, &special);
    const struct zone *zone = zone_of(place->zone);

    for (int k = 0; k < 60; k++) {
        struct window window = random_window(&dice);
        int64_t from = odd - 5 * DAY_SECONDS + dice_roll(&dice, 10 * DAY_SECONDS), until;
        int64_t seconds = window.n * (window.unit == WINDOW_H || window.unit == WINDOW_OH ? HOUR : (int64_t)DAY_SECONDS);
        if (calendar_elapse(calendar, from, window, &until) != 0)
            continue;
        must(about(plot_spent(calendar, zone, window.unit, from, until, INT64_MAX / 2), seconds, window.unit));
        must(plot_spent(calendar, zone, window.unit, until, from, seconds) == 0 || until == from);
        /* More time is never less of it. */
        int64_t a = from + dice_roll(&dice, 20 * DAY_SECONDS), b = a + dice_roll(&dice, 5 * DAY_SECONDS);
        int64_t first = plot_spent(calendar, zone, window.unit, from, a, INT64_MAX / 2);
        int64_t second = plot_spent(calendar, zone, window.unit, from, b, INT64_MAX / 2);
        must(first <= second || about(first, second, window.unit));
        /* Who only asks about the first SECONDS is told no less than that there is more. */
        must((second > seconds) == (plot_spent(calendar, zone, window.unit, from, b, seconds) > seconds));
    }
    rule_free(&rule);
}
END_TEST

static void add(struct plot_replies *replies, struct calendar *calendar, const char *receipt, const char *due, const char *answered,
                int64_t now)
{
    struct verdict verdict = VERDICT_INIT;
    const struct zone *zone = zone_of("Europe/Rome");

    verdict.started = true;
    verdict.receipt = instant_of(zone, receipt);
    verdict.due = instant_of(zone, due);
    if (answered)
        verdict.answered = instant_of(zone, answered);
    plot_replies_add(replies, calendar, zone, &verdict, verdict.receipt, now);
}

START_TEST(on_time_late_and_waiting)
{
    struct rule rule = rule_of(0, "Europe/Rome", "1-5 09:00-18:00", "72h");
    const struct list *closed, *special;
    _cleanup_(calendar_free_p) struct calendar *calendar = calendar_of(&rule, &closed, &special);
    int64_t now = instant_of(zone_of("Europe/Rome"), "2026-03-27 10:00");
    struct plot_replies replies;

    plot_replies_init(&replies, window_of("72h"));
    add(&replies, calendar, "2026-03-10 10:15", "2026-03-13 10:15", "2026-03-10 22:15", now);    /* 12 h */
    add(&replies, calendar, "2026-03-10 10:15", "2026-03-13 10:15", "2026-03-10 22:15:01", now); /* a second more */
    add(&replies, calendar, "2026-03-10 10:15", "2026-03-13 10:15", "2026-03-13 10:15", now);    /* as the window ends */
    add(&replies, calendar, "2026-03-11 12:00", "2026-03-16 09:00", "2026-03-16 09:00", now);    /* 117 h, on time: a weekend */
    add(&replies, calendar, "2026-03-10 10:15", "2026-03-13 10:15", "2026-03-13 10:16", now);    /* late by a minute */
    add(&replies, calendar, "2026-03-12 09:00", "2026-03-16 09:00", "2026-03-11 23:00", now);    /* before receipt */
    add(&replies, calendar, "2026-03-27 09:00", "2026-03-30 10:00", NULL, now);
    add(&replies, calendar, "2026-03-02 09:00", "2026-03-05 09:00", NULL, now);
    add(&replies, calendar, "2026-03-26 09:00", "2026-03-30 09:00", "2026-03-28 09:00", now);    /* is not known yet */
    ck_assert_int_eq(replies.count[0][PLOT_ON_TIME], 2);
    ck_assert_int_eq(replies.count[1][PLOT_ON_TIME], 1);
    ck_assert_int_eq(replies.count[5][PLOT_ON_TIME], 1);
    ck_assert_int_eq(replies.count[9][PLOT_ON_TIME], 1);
    ck_assert_int_eq(replies.count[6][PLOT_LATE], 1);
    ck_assert_int_eq(replies.count[0][PLOT_WAITING], 1);
    ck_assert_int_eq(replies.count[2][PLOT_WAITING], 1);
    ck_assert_int_eq(replies.count[12][PLOT_WAITING], 1);
    ck_assert_int_eq(replies.total[PLOT_ON_TIME] + replies.total[PLOT_LATE] + replies.total[PLOT_WAITING], 9);
    int64_t sum = 0;
    for (size_t bin = 0; bin < replies.n; bin++)
        sum += plot_bin_sum(&replies, bin);
    ck_assert_int_eq(sum, 9);
    rule_free(&rule);
}
END_TEST

int main(void)
{
    const struct test_row rows[] = {
        {whose_contact, 1}, {the_hour_on_the_wall, 1}, {the_closing_is_mine, 1}, {nothing_is_lost, 60}, {the_fullest, 1},
        {levels_share_out_all_counts, 1}, {the_window_ends_between_two_bins, 1}, {time_is_counted_as_windows_count_it, 200},
        {on_time_late_and_waiting, 1},
    };
    return run_suite("plot", rows, ARRAY_LEN(rows));
}
