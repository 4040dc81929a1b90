/* What may leave when: the states, and the next instant inside my hours and the client's day. */
#include "random.h"

#include "paletti/core/dispatch.h"

#include <string.h>

#define MADRID "Europe/Madrid"
#define HOURS  "1-5 09:30-13:30 16:00-18:30"

/* --- states --- */

START_TEST(every_way_between_two_states)
{
    /* By row: from; letters that may go there: c s d p r u x (cancelled); capitals: refunds only. */
    static const char *const ways[DISPATCH_STATES] = {"sxu", "cdruP", "R", "DR", "DP", "drPS", ""};
    static const char small[] = "csdprux", capital[] = "CSDPRUX";

    for (int from = 0; from < DISPATCH_STATES; from++)
        for (int to = 0; to < DISPATCH_STATES; to++) {
            bool any = strchr(ways[from], small[to]) != NULL,
                 refund = strchr(ways[from], capital[to]) != NULL;
            ck_assert_int_eq(dispatch_may(DISPATCH_LETTER, from, to), any);
            ck_assert_int_eq(dispatch_may(DISPATCH_REFUND, from, to), any || refund);
        }
}
END_TEST

START_TEST(open_and_left)
{
    static const struct {
        enum dispatch_state state;
        bool open, left;
    } rows[] = {
        {DISPATCH_CONFIRMED, true, false},  {DISPATCH_SENDING, true, true},    {DISPATCH_DONE, false, true},
        {DISPATCH_PENDING, true, true},     {DISPATCH_REJECTED, false, false}, {DISPATCH_UNKNOWN, true, true},
        {DISPATCH_CANCELLED, false, false},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        ck_assert_int_eq(dispatch_open(rows[i].state), rows[i].open);
        ck_assert_int_eq(dispatch_left(rows[i].state), rows[i].left);
    }
}
END_TEST

/* --- when --- */

struct person {
    struct rule rule;
    struct rulebook *book;
    struct boundaries *boundaries;
};

/* The book borrows the rule: PERSON must not move. */
static void person_init(struct person *person, const char *closed)
{
    person->rule = rule_of(0, MADRID, HOURS, "72h");
    if (closed)
        closed_add(&person->rule.closed, closed);
    person->book = book_of(&person->rule, 1);
    person->boundaries = boundaries_new(person->book, NULL, 0, NULL, 0);
}

static void person_done(struct person *person)
{
    boundaries_free(person->boundaries);
    rulebook_free(person->book);
    rule_free(&person->rule);
}

START_TEST(the_next_moment)
{
    static const struct {
        const char *closed, *zone;
        struct span day;
        const char *at, *expected;
    } rows[] = {
        {NULL, NULL, {0, 0}, "2026-03-10 10:00", "2026-03-10 10:00"},
        {NULL, NULL, {0, 0}, "2026-03-10 13:30", "2026-03-10 16:00"}, /* nothing begins at a closing */
        {NULL, NULL, {0, 0}, "2026-03-10 23:10", "2026-03-11 09:30"}, /* at night */
        {NULL, NULL, {0, 0}, "2026-03-13 18:00", "2026-03-16 09:30"}, /* my hours, not their day */
        {NULL, NULL, {480, 1200}, "2026-03-13 18:00", "2026-03-13 18:00"},
        {NULL, NULL, {480, 1200}, "2026-03-13 18:45", "2026-03-16 09:30"}, /* a weekend */
        {"2026-03-16..2026-03-20", NULL, {0, 0}, "2026-03-14 10:00", "2026-03-23 09:30"},
        /* New York is five hours behind in the second half of March: their 09:00 is my 14:00, then my pause.
         */
        {NULL, "America/New_York", {0, 0}, "2026-03-17 10:00", "2026-03-17 16:00"},
        {NULL, "America/New_York", {480, 1200}, "2026-03-17 10:00", "2026-03-17 13:00"},
        /* Tokyo: 09:00 to 18:00 there is 01:00 to 10:00 here, half an hour of mine. */
        {NULL, "Asia/Tokyo", {0, 0}, "2026-03-17 10:00", "2026-03-18 09:30"},
        {NULL, "Asia/Tokyo", {0, 0}, "2026-03-17 09:45", "2026-03-17 09:45"},
        /* The night the clocks go forward, and a leap day. */
        {NULL, NULL, {0, 1440}, "2026-03-29 03:00", "2026-03-30 09:30"},
        {NULL, NULL, {0, 0}, "2028-02-29 09:29", "2028-02-29 09:30"},
        {NULL, NULL, {0, 0}, "2038-01-19 04:14", "2038-01-19 09:30"},
    };
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        struct person person;
        person_init(&person, rows[i].closed);
        const struct zone *zone = rows[i].zone ? zone_of(rows[i].zone) : NULL;
        int64_t is;
        ck_assert_int_eq(dispatch_moment(person.boundaries, zone, rows[i].day,
                                         instant_of(zone_of(MADRID), rows[i].at), &is),
                         0);
        ck_instant(zone_of(MADRID), is, rows[i].expected);
        person_done(&person);
    }
}
END_TEST

START_TEST(no_moment_at_all)
{
    struct person person;
    int64_t is = 7;

    person_init(&person, NULL);

    /* Their day ends before mine begins. */
    ck_assert_int_eq(dispatch_moment(person.boundaries, NULL, (struct span){0, 60},
                                     instant_of(NULL, "2026-03-10T09:00:00Z"), &is),
                     1);
    ck_assert_int_eq(is, 7);
    person_done(&person);
}
END_TEST

/* Quarter by quarter. */
static bool slowly(struct calendar *calendar, const struct zone *zone, struct span day, int64_t at,
                   int64_t *ret)
{
    for (*ret = at; *ret < at + 20 * 86400; *ret += 900) {
        int32_t today = zone_day(zone, *ret, NULL);
        bool awake = false;
        for (int32_t d = today - 1; d <= today + 1; d++) {
            int64_t from = zone_instant(zone, d, day.from * 60, ZONE_FIRST);
            int64_t to = zone_instant(zone, d, day.to * 60, ZONE_LAST);
            awake |= zone_day_exists(zone, d) && from <= *ret && *ret < to;
        }
        if (awake && calendar_open(calendar, *ret))
            return true;
    }
    return false;
}

START_TEST(as_a_walk_finds_it)
{
    const struct place *place = &places[_i % places_n];
    static const char *const zones[] = {"America/New_York", "Asia/Tokyo", "Pacific/Apia",
                                        "Australia/Lord_Howe"};
    static const struct span days[] = {{540, 1080}, {0, 1440}, {480, 495}, {1200, 1440}};
    struct dice dice = {UINT64_C(0x9e3779b97f4a7c15) * (uint64_t)(_i + 1)};
    int64_t odd = instant_of(NULL, place->when);
    odd -= odd % 900;
    struct rule rule = random_rule(&dice, place->zone, 0, civil_utc_day(odd));
    struct rulebook *book = book_of(&rule, 1);
    struct boundaries *boundaries = boundaries_new(book, NULL, 0, NULL, 0);
    struct calendar *calendar = boundaries_at(boundaries, odd)->calendar;
    for (int n = 0; n < 60; n++) {
        int64_t at = odd + 900 * (int64_t)dice_roll(&dice, 96 * 5) - 900 * 96, is, expected;
        const struct zone *zone = zone_of(zones[dice_roll(&dice, ARRAY_LEN(zones))]);
        struct span day = days[dice_roll(&dice, ARRAY_LEN(days))];
        if (slowly(calendar, zone, day, at, &expected)) {
            must(dispatch_moment(boundaries, zone, day, at, &is) == 0);
            must(is == expected);
        }
    }
    boundaries_free(boundaries);
    rulebook_free(book);
    rule_free(&rule);
}
END_TEST

START_TEST(later_and_too_late)
{
    static const int minutes[] = {5, 5, 15, 60, 240, 240};
    struct dispatch dispatch;

    for (int tries = 0; tries < (int)ARRAY_LEN(minutes); tries++)
        ck_assert_int_eq(dispatch_again(tries, 1000) - 1000, minutes[tries] * 60);
    model_init(&model_dispatch, &dispatch);
    dispatch.confirmed_at = 0;
    dispatch.not_before = INSTANT_NONE;
    ck_assert(!dispatch_stale(&dispatch, DISPATCH_STALE) && dispatch_stale(&dispatch, DISPATCH_STALE + 1));
    dispatch.not_before = 100;
    ck_assert(!dispatch_stale(&dispatch, DISPATCH_STALE + 100) &&
              dispatch_stale(&dispatch, DISPATCH_STALE + 101));
    model_clear(&model_dispatch, &dispatch);
}
END_TEST

int main(void)
{
    const struct test_row rows[] = {
        {every_way_between_two_states, 1},
        {open_and_left, 1},
        {the_next_moment, 1},
        {no_moment_at_all, 1},
        {later_and_too_late, 1},
        {as_a_walk_finds_it, 2 * places_n},
    };
    return run_suite("dispatch", rows, ARRAY_LEN(rows));
}
