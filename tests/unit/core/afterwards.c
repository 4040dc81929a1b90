/* Second chances term by term, and what opens a decision again: each on its day and on the day before. */
#include "fixture.h"

#include "paletti/core/chance.h"
#include "paletti/core/tripwire.h"

enum { UNTIL = 1000 };

static enum term_state term(enum condition_measure measure, int64_t limit, struct term_seen seen, int32_t today)
{
    struct plan_condition condition;

    plan_condition_init(&condition);
    condition.measure = (int8_t)measure;
    condition.limit = limit;
    condition.until = UNTIL;
    return chance_term(&condition, &seen, today);
}

static struct term_seen paid(int32_t on)
{
    return (struct term_seen){.paid_on = on, .answer = -1};
}

static struct term_seen counted(int64_t n)
{
    return (struct term_seen){.paid_on = DAY_NONE, .answer = -1, .count = n, .days_late = n};
}

static struct term_seen answered(int8_t answer)
{
    return (struct term_seen){.paid_on = DAY_NONE, .answer = answer};
}

START_TEST(a_payment_is_in_time_on_its_day)
{
    ck_assert_int_eq(term(MEASURE_PAYMENT, 0, paid(DAY_NONE), UNTIL), TERM_OPEN);
    ck_assert_int_eq(term(MEASURE_PAYMENT, 0, paid(DAY_NONE), UNTIL + 1), TERM_BROKEN);
    ck_assert_int_eq(term(MEASURE_PAYMENT, 0, paid(UNTIL), UNTIL), TERM_KEPT);
    ck_assert_int_eq(term(MEASURE_PAYMENT, 0, paid(UNTIL + 1), UNTIL + 1), TERM_BROKEN);
    ck_assert_int_eq(term(MEASURE_PAYMENT, 0, paid(3), 3), TERM_KEPT);
}
END_TEST

START_TEST(a_limit_is_broken_at_once_and_kept_at_the_end)
{
    static const enum condition_measure measures[] = {MEASURE_CHANNEL, MEASURE_OFF_HOURS, MEASURE_COMPLAINTS};

    for (size_t i = 0; i < ARRAY_LEN(measures); i++) {
        ck_assert_int_eq(term(measures[i], 1, counted(1), UNTIL), TERM_OPEN);
        ck_assert_int_eq(term(measures[i], 1, counted(1), UNTIL + 1), TERM_KEPT);
        ck_assert_int_eq(term(measures[i], 1, counted(2), 1), TERM_BROKEN);
    }
    ck_assert_int_eq(term(MEASURE_DAYS_LATE, 0, counted(0), UNTIL), TERM_OPEN);
    ck_assert_int_eq(term(MEASURE_DAYS_LATE, 0, counted(1), 5), TERM_BROKEN);
}
END_TEST

START_TEST(a_question_waits_for_its_day_and_is_asked_then)
{
    ck_assert_int_eq(term(MEASURE_YES_NO, 0, answered(-1), UNTIL), TERM_OPEN);
    ck_assert_int_eq(term(MEASURE_YES_NO, 0, answered(-1), UNTIL + 1), TERM_ASK);
    ck_assert_int_eq(term(MEASURE_YES_NO, 0, answered(1), UNTIL + 1), TERM_KEPT);
    ck_assert_int_eq(term(MEASURE_YES_NO, 0, answered(0), 3), TERM_BROKEN);
}
END_TEST

START_TEST(all_of_them_together)
{
    const enum term_state broken[] = {TERM_KEPT, TERM_ASK, TERM_BROKEN}, ask[] = {TERM_KEPT, TERM_OPEN, TERM_ASK},
                          open[] = {TERM_KEPT, TERM_OPEN}, kept[] = {TERM_KEPT, TERM_KEPT};

    ck_assert_int_eq(chance_state(broken, 3), TERM_BROKEN);
    ck_assert_int_eq(chance_state(ask, 3), TERM_ASK);
    ck_assert_int_eq(chance_state(open, 2), TERM_OPEN);
    ck_assert_int_eq(chance_state(kept, 2), TERM_KEPT);
    ck_assert_int_eq(chance_state(NULL, 0), TERM_OPEN);
}
END_TEST

static struct tripwire_seen nothing_seen(void)
{
    return (struct tripwire_seen){.today = 200,
                                  .looked_on = 100,
                                  .reminded_on = DAY_NONE,
                                  .ladder_over = DAY_NONE,
                                  .promise_broken = DAY_NONE,
                                  .hour = -1,
                                  .share = -1,
                                  .contract_to = DAY_NONE,
                                  .wrote_on = DAY_NONE,
                                  .changed_on = DAY_NONE};
}

static int32_t trips(const char *code, int64_t n, int32_t on, struct tripwire_seen seen)
{
    const struct frozen_tripwire wire = {.code = (char *)code, .n = n, .on = on};
    int32_t day = DAY_NONE;

    return tripwire_trips(&wire, &seen, &day) ? day : DAY_NONE;
}

START_TEST(nothing_seen_trips_nothing)
{
    for (size_t i = 0; tripwire_codes[i]; i++)
        ck_assert_int_eq(trips(tripwire_codes[i], 3, DAY_NONE, nothing_seen()), DAY_NONE);
    ck_assert_int_eq(trips("what nobody knows", 0, 150, nothing_seen()), DAY_NONE);
}
END_TEST

START_TEST(dates_trip_once_until_they_are_looked_at)
{
    struct tripwire_seen seen = nothing_seen();

    ck_assert_int_eq(trips("date", 0, 200, seen), 200);
    ck_assert_int_eq(trips("date", 0, 201, seen), DAY_NONE);
    ck_assert_int_eq(trips("condition", 0, 150, seen), 150);
    seen.looked_on = 150;
    ck_assert_int_eq(trips("condition", 0, 150, seen), DAY_NONE);
    ck_assert_int_eq(trips("result", 180, 190, seen), 190);
    seen.reviewed_result = true;
    ck_assert_int_eq(trips("result", 180, 190, seen), DAY_NONE);
}
END_TEST

START_TEST(thresholds_and_the_step_below_them)
{
    struct tripwire_seen seen = nothing_seen();

    seen.reminded_on = 170;
    seen.reminded_breaches = 2;
    ck_assert_int_eq(trips("rule_broken", 3, DAY_NONE, seen), DAY_NONE);
    seen.reminded_breaches = 3;
    ck_assert_int_eq(trips("rule_broken", 3, DAY_NONE, seen), 170);
    seen.share = 300;
    ck_assert_int_eq(trips("share", 300, DAY_NONE, seen), DAY_NONE);
    seen.share = 301;
    ck_assert_int_eq(trips("share", 300, DAY_NONE, seen), 200);
    seen.closeness = 3;
    ck_assert_int_eq(trips("closeness", 3, DAY_NONE, seen), 200);
    seen.contract_to = 230;
    ck_assert_int_eq(trips("contract_renews", 30, DAY_NONE, seen), 200);
    seen.contract_to = 231;
    ck_assert_int_eq(trips("contract_renews", 30, DAY_NONE, seen), DAY_NONE);
    seen.refund_days = 10;
    ck_assert_int_eq(trips("refund_pending", 10, DAY_NONE, seen), DAY_NONE);
    seen.refund_days = 11;
    ck_assert_int_eq(trips("refund_pending", 10, DAY_NONE, seen), 200);
}
END_TEST

START_TEST(half_an_hour_needs_the_days_and_a_target)
{
    struct tripwire_seen seen = nothing_seen();

    seen.hour = 2999;
    ck_assert_int_eq(trips("hour_half", 60, DAY_NONE, seen), DAY_NONE); /* no target */
    seen.hour_half = 3000;
    ck_assert_int_eq(trips("hour_half", 60, DAY_NONE, seen), 200);
    seen.hour = 3000;
    ck_assert_int_eq(trips("hour_half", 60, DAY_NONE, seen), DAY_NONE);
    seen.hour = 0;
    seen.looked_on = 141;
    ck_assert_int_eq(trips("hour_half", 60, DAY_NONE, seen), DAY_NONE);
    seen.looked_on = 140;
    ck_assert_int_eq(trips("hour_half", 60, DAY_NONE, seen), 200);
}
END_TEST

START_TEST(what_came_after_the_last_look)
{
    struct tripwire_seen seen = nothing_seen();

    seen.ladder_over = seen.promise_broken = seen.wrote_on = seen.changed_on = 100;
    ck_assert_int_eq(trips("ladder_end", 0, DAY_NONE, seen), DAY_NONE);
    seen.ladder_over = seen.promise_broken = seen.wrote_on = seen.changed_on = 101;
    ck_assert_int_eq(trips("ladder_end", 0, DAY_NONE, seen), 101);
    ck_assert_int_eq(trips("promise_broken", 0, DAY_NONE, seen), 101);
    ck_assert_int_eq(trips("back_again", 0, DAY_NONE, seen), 101);
    ck_assert_int_eq(trips("fact_changed", 0, DAY_NONE, seen), 101);
}
END_TEST

int main(void)
{
    const struct test_row rows[] = {
        {a_payment_is_in_time_on_its_day, 1},
        {a_limit_is_broken_at_once_and_kept_at_the_end, 1},
        {a_question_waits_for_its_day_and_is_asked_then, 1},
        {all_of_them_together, 1},
        {nothing_seen_trips_nothing, 1},
        {dates_trip_once_until_they_are_looked_at, 1},
        {thresholds_and_the_step_below_them, 1},
        {half_an_hour_needs_the_days_and_a_target, 1},
        {what_came_after_the_last_look, 1},
    };
    return run_suite("afterwards", rows, ARRAY_LEN(rows));
}
