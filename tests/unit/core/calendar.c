/* Calendars against a reading of boundaries.md, section 1, that walks every minute of two months. */
#include "random.h"

#include "paletti/base/mem.h"

#include <string.h>

#define MINUTES (60 * 1440)
#define DAYS    66
#define BEFORE  (20 * DAY_SECONDS) /* of the two months stand before the odd moment */

/* What a minute is, in the words of the text. */
struct minutes {
    const struct zone *zone;
    int64_t start;
    int64_t wall[MINUTES]; /* what the clock shows at it */
    int32_t day[MINUTES];  /* the civil day */
    bool open[MINUTES];
    bool closed_date[MINUTES];
    int32_t first_day;
    bool counts[DAYS][2]; /* the day counts for `d`, for `wd` */
};

/* The minute at which the clock shows SECOND of DAY; MINUTES when it lies outside. */
static int find_minute(const struct minutes *m, int32_t day, int second, bool last)
{
    int64_t shown = (int64_t)day * DAY_SECONDS + second;
    int guess = (int)((shown - m->start) / 60), found = -1, jump = -1;
    int from = guess < 2880 ? 0 : guess - 2880, to = guess + 2880 > MINUTES ? MINUTES : guess + 2880;
    for (int i = from; i < to; i++) {
        if (m->wall[i] == shown && (found < 0 || last))
            found = i;
        if (i > 0 && m->wall[i - 1] < shown && m->wall[i] > shown && jump < 0)
            jump = i;
    }
    return found >= 0 ? found : jump >= 0 ? jump : shown < m->wall[0] ? 0 : MINUTES;
}

static const struct spans *hours_on(const struct rule *rule, int32_t day, bool *ret_closed)
{
    static const struct spans none;
    const struct special *special = rule->special.v;
    const struct closed *closed = rule->closed.v;
    *ret_closed = false;
    for (size_t i = rule->special.n; i-- > 0;)
        if (special[i].on == day)
            return &special[i].hours;
    for (size_t i = 0; i < rule->closed.n; i++)
        *ret_closed |= closed[i].from <= day && day <= closed[i].to;
    return *ret_closed ? &none : &rule->hours.day[civil_weekday(day)];
}

static void fill_day(struct minutes *m, const struct rule *rule, int32_t day)
{
    int from = find_minute(m, day, 0, false), to = find_minute(m, day + 1, 0, false);
    bool closed, opens = false;
    const struct spans *spans = hours_on(rule, day, &closed);
    for (int i = from; i < to; i++) {
        m->day[i] = day;
        m->closed_date[i] = closed;
    }
    for (size_t s = 0; s < spans->n && from < to; s++) {
        int opening = find_minute(m, day, spans->v[s].from * 60, false);
        int closing = find_minute(m, day, spans->v[s].to * 60, true);
        opens |= opening < closing;
        for (int i = opening; i < closing; i++)
            m->open[i] = true;
    }
    m->counts[day - m->first_day][0] = from < to && !closed;
    m->counts[day - m->first_day][1] = opens;
}

static struct minutes *minutes_new(const struct zone *zone, int64_t start, const struct rule *rule)
{
    struct minutes *m = mem_zero(1, sizeof *m);
    m->zone = zone;
    m->start = start;
    m->first_day = civil_utc_day(start) - 2;
    for (int i = 0; i < MINUTES; i++)
        m->wall[i] = start + i * 60 + zone_offset(zone, start + i * 60);
    for (int i = 0; i < DAYS; i++)
        fill_day(m, rule, m->first_day + i);
    return m;
}

static int index_of(const struct minutes *m, int64_t at)
{
    return (int)((at - m->start) / 60);
}

static bool inside(const struct minutes *m, int64_t at)
{
    return m->open[index_of(m, at)] || (at % 60 == 0 && m->open[index_of(m, at) - 1]);
}

/* Seconds that count, one minute after the other; -1: beyond the two months. */
static int64_t walk_seconds(const struct minutes *m, int64_t from, int64_t left, const bool *counts,
                            bool wanted)
{
    while (left > 0) {
        if (index_of(m, from) >= MINUTES)
            return -1;
        int64_t step = 60 - from % 60;
        if (counts[index_of(m, from)] == wanted) {
            step = step < left ? step : left;
            left -= step;
        }
        from += step;
    }
    return from;
}

static int64_t walk_days(const struct minutes *m, int64_t from, struct window window)
{
    int64_t wall = m->wall[index_of(m, from)] + from % 60;
    int32_t day = civil_utc_day(wall);
    int second = (int)(wall - (int64_t)day * DAY_SECONDS);
    for (int left = window.n; left > 0;) {
        if (++day > m->day[MINUTES - 1] - 2)
            return -1;
        left -= m->counts[day - m->first_day][window.unit == WINDOW_WD];
    }
    int minute = find_minute(m, day, second - second % 60, false);
    bool skipped = m->wall[minute] != (int64_t)day * DAY_SECONDS + second - second % 60;
    return m->start + minute * 60 + (skipped ? 0 : second % 60);
}

static int64_t walk_window(const struct minutes *m, int64_t from, struct window window)
{
    if (window.unit == WINDOW_H)
        return walk_seconds(m, from, window.n * INT64_C(3600), m->closed_date, false);
    if (window.unit == WINDOW_OH)
        return walk_seconds(m, from, window.n * INT64_C(3600), m->open, true);
    return walk_days(m, from, window);
}

static struct calendar *calendar_of(const struct rule *rule, const struct zone *zone)
{
    const struct list *closed = &rule->closed, *special = &rule->special;
    return calendar_new(&(struct calendar_source){
        .zone = zone,
        .hours = &rule->hours,
        .closed = &closed,
        .n_closed = 1,
        .special = &special,
        .n_special = 1,
    });
}

static void check_neighbours(struct calendar *calendar, const struct minutes *m, int64_t at)
{
    struct interval interval;
    int i = index_of(m, at);
    while (i < MINUTES && !m->open[i])
        i++;
    if (i < MINUTES - 1440) {
        int64_t expected = m->open[index_of(m, at)] ? at : m->start + i * 60;
        must(calendar_next(calendar, at, &interval) == 0);
        must((interval.from > at ? interval.from : at) == expected);
        must(interval.to > at && m->open[index_of(m, interval.to - 1)]);
    }
    i = index_of(m, at);
    while (i > 0 && !m->open[i])
        i--;
    if (i > 1440) {
        must(calendar_previous(calendar, at, &interval) == 0);
        must(interval.from <= at && m->open[index_of(m, interval.from)]);
        int64_t expected = m->open[index_of(m, at)] ? at : m->start + (i + 1) * 60;
        must((interval.to > at ? at : interval.to) == expected);
    }
}

static void check_elapse(struct calendar *calendar, const struct minutes *m, int64_t from,
                         struct window window)
{
    int64_t expected = walk_window(m, from, window), is;
    if (expected < 0)
        return;
    must(calendar_elapse(calendar, from, window, &is) == 0);
    if (is == expected)
        return;
    char text[WINDOW_SIZE], a[CIVIL_INSTANT_SIZE], b[CIVIL_INSTANT_SIZE], c[CIVIL_INSTANT_SIZE];
    ck_abort_msg("%s from %s: %s, not %s", window_format(window, text), civil_format_instant(from, a),
                 civil_format_instant(is, b), civil_format_instant(expected, c));
}

static int64_t count_open(const struct minutes *m, int64_t from, int64_t to)
{
    int64_t seconds = 0;
    for (int64_t step; from < to; from += step) {
        step = 60 - from % 60 < to - from ? 60 - from % 60 : to - from;
        seconds += m->open[index_of(m, from)] ? step : 0;
    }
    return seconds;
}

START_TEST(test_against_minutes)
{
    const struct place *place = &places[_i % places_n];
    const struct zone *zone = zone_of(place->zone);
    int64_t odd = instant_of(zone, place->when), start = odd - BEFORE;
    struct dice dice = {UINT64_C(0x9e3779b97f4a7c15) * (uint64_t)(_i + 1)};
    struct rule rule = random_rule(&dice, place->zone, 0, zone_day(zone, odd, NULL));
    struct minutes *m = minutes_new(zone, start, &rule);
    struct calendar *calendar = calendar_of(&rule, zone);

    for (int i = 0; i < 150; i++) {
        int64_t at = dice_chance(&dice, 50) ? odd - 2 * DAY_SECONDS + dice_roll(&dice, 4 * DAY_SECONDS)
                                            : start + 4 * DAY_SECONDS + dice_roll(&dice, 40 * DAY_SECONDS);
        if (dice_chance(&dice, 60))
            at -= at % 900;
        int64_t to = at + dice_roll(&dice, 12 * DAY_SECONDS);
        must(calendar_open(calendar, at) == m->open[index_of(m, at)]);
        must(calendar_open_closing(calendar, at) == inside(m, at));
        must(calendar_open_seconds(calendar, at, to) == count_open(m, at, to));
        must(calendar_open_seconds(calendar, to, at) == -count_open(m, at, to));
        int32_t day = m->day[index_of(m, at)];
        must(calendar_day_closed(calendar, day) == m->closed_date[index_of(m, at)]);
        must(calendar_day_opens(calendar, day) == m->counts[day - m->first_day][1]);
        check_neighbours(calendar, m, at);
        check_elapse(calendar, m, at, random_window(&dice));
    }
    calendar_free(calendar);
    free(m);
    rule_free(&rule);
}
END_TEST

/* The order of the questions, and with it the way the calendar grew, changes no answer. */
START_TEST(test_growth)
{
    static const char *const zones[] = {"Europe/Rome", "Pacific/Kiritimati", "Pacific/Pago_Pago"};
    const struct zone *zone = zone_of(zones[_i]);
    struct dice dice = {42};
    struct rule rule =
        random_rule(&dice, zones[_i], 0, day_of("1890-01-01")); /* its closed dates are out of the way */
    for (int i = 0; i < 60; i++) {
        struct calendar *grown = calendar_of(&rule, zone);
        for (int j = 0; j < 5; j++) {
            int64_t at =
                ((int64_t)dice_roll(&dice, 4000) - 2000) * 40 * DAY_SECONDS + dice_roll(&dice, DAY_SECONDS);
            int64_t to = at + dice_roll(&dice, 4000) * INT64_C(3600), a, b;
            struct window window = random_window(&dice);
            struct interval x, y;
            struct calendar *fresh = calendar_of(&rule, zone);
            ck_assert_int_eq(calendar_open_seconds(grown, at, to), calendar_open_seconds(fresh, at, to));
            ck_assert_int_eq(calendar_elapse(grown, at, window, &a), calendar_elapse(fresh, at, window, &b));
            ck_assert_int_eq(a, b);
            ck_assert_int_eq(calendar_next(grown, at, &x), calendar_next(fresh, at, &y));
            ck_assert(x.from == y.from && x.to == y.to);
            ck_assert_int_eq(calendar_previous(grown, at, &x), calendar_previous(fresh, at, &y));
            ck_assert(x.from == y.from && x.to == y.to);
            int32_t day = random_day(&dice, civil_utc_day(at), 140);
            ck_assert_int_eq(calendar_day_opens(grown, day), rule.hours.day[civil_weekday(day)].n > 0);
            calendar_free(fresh);
        }
        calendar_free(grown);
    }
    rule_free(&rule);
}
END_TEST

START_TEST(test_ends_of_time)
{
    static const char *const ends[] = {"0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z"};
    struct rule rule = rule_of(0, "Pacific/Auckland", "1-7 00:00-24:00", "72h");
    struct calendar *calendar = calendar_of(&rule, zone_of("Pacific/Auckland"));
    struct interval interval;
    int64_t first = instant_of(NULL, ends[0]), last = instant_of(NULL, ends[1]), due;
    ck_assert(calendar_open(calendar, first) && calendar_open(calendar, last));
    ck_assert(calendar_open(calendar, INT64_MIN) && calendar_open(calendar, INT64_MAX));
    ck_assert_int_eq(calendar_next(calendar, last, &interval), 0);
    ck_assert_int_eq(calendar_previous(calendar, first, &interval), 0);
    for (uint8_t unit = WINDOW_H; unit <= WINDOW_OH; unit++) {
        ck_assert_int_eq(calendar_elapse(calendar, first, (struct window){9999, unit}, &due), 0);
        ck_assert_int_eq(calendar_elapse(calendar, last, (struct window){1, unit}, &due), 1);
        ck_assert_int_eq(calendar_elapse(calendar, INT64_MAX, (struct window){9999, unit}, &due), 1);
    }
    ck_assert_int_eq(calendar_open_seconds(calendar, first, last), last - first);
    ck_assert(!calendar_day_closed(calendar, INT32_MIN) && !calendar_day_closed(calendar, INT32_MAX));
    calendar_free(calendar);
    rule_free(&rule);
}
END_TEST

/* Three years are 1096 days: an opening after so many is found, one later is not. */
START_TEST(test_patience)
{
    const struct zone *zone = zone_utc();
    struct rule rule = rule_of(0, "UTC", "", "72h");
    int64_t at = instant_of(zone, "2026-01-01T12:00:00Z"), due;
    special_add(&rule.special, "2025-12-31", "09:00-18:00");
    special_add(&rule.special, "2029-01-01", "12:00-18:00");
    struct calendar *calendar = calendar_of(&rule, zone);
    struct interval interval;
    ck_assert_int_eq(calendar_next(calendar, at, &interval), 0);
    ck_assert_int_eq(interval.from, at + 1096 * INT64_C(86400));
    ck_assert_int_eq(calendar_next(calendar, at - 1, &interval), 1);
    ck_assert_int_eq(calendar_previous(calendar, at, &interval), 0);
    ck_assert_int_eq(calendar_previous(calendar, instant_of(zone, "2028-12-31T18:00:00Z"), &interval), 0);
    ck_assert_int_eq(calendar_previous(calendar, instant_of(zone, "2028-12-31T18:00:01Z"), &interval), 1);
    ck_assert_int_eq(calendar_elapse(calendar, at, window_of("1wd"), &due), 0);
    ck_assert_int_eq(due, at + 1096 * INT64_C(86400));
    ck_assert_int_eq(calendar_elapse(calendar, at, window_of("2wd"), &due), 1);
    ck_assert_int_eq(calendar_elapse(calendar, at - 86400, window_of("1wd"), &due), 1);
    ck_assert_int_eq(calendar_elapse(calendar, at, window_of("6oh"), &due), 1);
    ck_assert_int_eq(calendar_elapse(calendar, at + 3 * 3600, window_of("1oh"), &due), 0);
    calendar_free(calendar);
    rule_free(&rule);
}
END_TEST

/* One opening a week, for 192 years: long windows are no error as long as something counts every three years.
 */
START_TEST(test_long_windows)
{
    const struct zone *zone = zone_utc();
    struct rule rule = rule_of(0, "UTC", "1 09:00-10:00", "72h");
    closed_add(&rule.closed, "2030-01-01..2032-12-25");
    struct calendar *calendar = calendar_of(&rule, zone);
    int64_t at = instant_of(zone, "2026-01-05T09:00:00Z"), due; /* a Monday */
    int closed_weeks = 155;                                     /* 2030-01-07 to 2032-12-20 */
    ck_assert_int_eq(calendar_elapse(calendar, at, window_of("9999wd"), &due), 0);
    ck_assert_int_eq(due, at + (9999 + closed_weeks) * INT64_C(7) * DAY_SECONDS);
    ck_assert_int_eq(calendar_elapse(calendar, at, window_of("9999oh"), &due), 0);
    ck_assert_int_eq(due, at + (9998 + closed_weeks) * INT64_C(7) * DAY_SECONDS + 3600);
    ck_assert_int_eq(calendar_elapse(calendar, at, window_of("9999d"), &due), 0);
    ck_assert_int_eq(due, at + (9999 + 1090) * INT64_C(86400));
    ck_assert_int_eq(calendar_elapse(calendar, at, window_of("9999h"), &due), 0);
    ck_assert_int_eq(due, at + 9999 * INT64_C(3600));
    calendar_free(calendar);
    rule_free(&rule);
}
END_TEST

/* Of two specials on one date the later list wins; closed ranges add; a special date without hours is not
 * closed. */
START_TEST(test_layers)
{
    const struct zone *zone = zone_utc();
    struct hours hours = hours_of("1-7 09:00-18:00");
    struct list closed[2] = {0}, special[2] = {0};
    closed_add(&closed[0], "2026-03-10");
    closed_add(&closed[1], "2026-03-11 holiday, 2026-03-12 holiday");
    special_add(&special[0], "2026-03-12", "10:00-11:00");
    special_add(&special[1], "2026-03-12", "12:00-13:00");
    special_add(&special[1], "2026-03-10", "");
    struct calendar *calendar = calendar_new(&(struct calendar_source){
        .zone = zone,
        .hours = &hours,
        .closed = (const struct list *const[]){&closed[0], &closed[1]},
        .n_closed = 2,
        .special = (const struct list *const[]){&special[0], &special[1]},
        .n_special = 2,
    });
    ck_assert(!calendar_day_closed(calendar, day_of("2026-03-10")));
    ck_assert(!calendar_day_opens(calendar, day_of("2026-03-10")));
    ck_assert(calendar_day_closed(calendar, day_of("2026-03-11")));
    ck_assert(calendar_day_holiday(calendar, day_of("2026-03-11")));
    ck_assert(!calendar_day_holiday(calendar, day_of("2026-03-12")));
    ck_assert(calendar_day_opens(calendar, day_of("2026-03-12")));
    ck_assert(!calendar_open(calendar, instant_of(zone, "2026-03-12T10:30:00Z")));
    ck_assert(calendar_open(calendar, instant_of(zone, "2026-03-12T12:30:00Z")));
    ck_assert(calendar_open(calendar, instant_of(zone, "2026-03-13T12:30:00Z")));
    calendar_free(calendar);
    for (int i = 0; i < 2; i++) {
        struct special *v = special[i].v;
        for (size_t j = 0; j < special[i].n; j++)
            spans_clear(&v[j].hours);
        free(special[i].v);
        free(closed[i].v);
    }
    hours_clear(&hours);
}
END_TEST

int main(void)
{
    const struct test_row rows[] = {
        {test_against_minutes, 5 * places_n},
        {test_growth, 3},
        {test_ends_of_time, 1},
        {test_patience, 1},
        {test_long_windows, 1},
        {test_layers, 1},
    };
    return run_suite("calendar", rows, ARRAY_LEN(rows));
}
