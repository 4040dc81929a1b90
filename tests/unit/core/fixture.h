/* Rules, logs and instants as the tests of the domain write them. */
#pragma once

#include "paletti/core/judge.h"
#include "paletti/core/terms.h"

#include <check.h>

/* "1-5 09:30-13:30 16:00-18:30; 7 10:00-12:00": weekdays 1 (Monday) to 7, and their spans. */
struct hours hours_of(const char *text);
struct spans spans_of(const char *text); /* "09:30-13:30 16:00-18:30" */
struct window window_of(const char *text);

/* "2026-03-10" */
int32_t day_of(const char *text);
/* "2026-03-10 10:15" or "2026-03-10 10:15:30" on the wall clock of ZONE, the first one when it happens twice;
 * and RFC 3339 ("2026-03-10T09:15:00Z"). */
int64_t instant_of(const struct zone *zone, const char *text);

/* Sets the defaults of a record that a model describes. */
struct rule rule_of(int64_t from, const char *zone, const char *hours, const char *window);
struct override override_of(const char *from, const char *until);
struct told told_of(const char *on);
/* Appends "2026-08-07..2026-08-23" or "2026-04-06 holiday", several with commas. */
void closed_add(struct list *closed, const char *text);
void special_add(struct list *special, const char *on, const char *spans);
void extra_add(struct list *extra, uint8_t days, const char *spans);
void channel_add(struct channels *channels, const char *name, int grade, int hours);
void rule_free(struct rule *rule);
void override_free(struct override *override);

/* The zones of the system, for the whole run. */
struct zones *all_zones(void);
const struct zone *zone_of(const char *name);

/* A book, or the test fails. */
struct rulebook *book_of(const struct rule *rules, size_t n);

/* A small generator, so that a failure comes again with the same seed. */
struct dice {
    uint64_t state;
};
uint32_t dice_roll(struct dice *dice, uint32_t sides); /* 0 to sides - 1 */
bool dice_chance(struct dice *dice, unsigned percent);

/* For inner loops: check writes to a file for each ck_assert, even one that holds. */
#define must(condition)                                                                                      \
    do {                                                                                                     \
        if (!(condition))                                                                                    \
            ck_abort_msg("%s", #condition);                                                                  \
    } while (0)

/* Asserts with both instants readable. */
#define ck_instant(zone, is, expected) check_instant(__FILE__, __LINE__, #is, (zone), (is), (expected))
void check_instant(const char *file, int line, const char *what, const struct zone *zone, int64_t is,
                   const char *expected);

/* main() of a test: a suite of these, each run TIMES times with _i from 0. */
struct test_row {
    const TTest *test;
    int times;
};
int run_suite(const char *name, const struct test_row *rows, size_t n);
