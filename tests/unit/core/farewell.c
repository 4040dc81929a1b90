/* The steps of a goodbye, one table a step: what is recorded, and how the step stands. */
#include "paletti/core/farewell.h"

#include "fixture.h"
#include "paletti/base/mem.h"

#include <string.h>

enum { TODAY = 20000, LAST = 20015 };

/* A goodbye in full swing: ten days before its last one, nothing done yet. */
static struct farewell_seen usual(void)
{
    return (struct farewell_seen){
        .now = (int64_t)TODAY * 86400,
        .today = TODAY,
        .begun = true,
        .last_day = LAST,
        .notice_day = LAST,
        .statement = {.all = 1, .to_do = 1, .next = DAY_NONE, .at = INSTANT_NONE},
        .to_return = true,
        .refunds = {.all = 2, .to_do = 2, .next = DAY_NONE, .at = INSTANT_NONE},
        .expected_on = DAY_NONE,
        .meetings = {.all = 2, .to_do = 2, .next = TODAY + 2, .at = INSTANT_NONE},
        .accesses = {.all = 3, .to_do = 3, .next = LAST, .at = INSTANT_NONE},
        .handovers = {.all = 1, .to_do = 1, .next = LAST - 2, .at = INSTANT_NONE},
        .referral = true,
        .consent = true,
        .tell = TELL_CALL,
        .call_on = TODAY,
        .letters = {.all = 2, .to_do = 2, .next = DAY_NONE, .at = INSTANT_NONE},
        .review_on = DAY_NONE,
    };
}

/* And one of which all is done but the end, on the day after its last one. */
static struct farewell_seen ending(void)
{
    struct farewell_seen seen = usual();

    seen.today = LAST + 1;
    seen.now = (int64_t)seen.today * 86400;
    seen.told = seen.call_done = seen.credit_note = seen.true_said = seen.lesson = true;
    seen.statement = (struct farewell_count){.all = 1, .done = 1, .next = DAY_NONE, .at = INSTANT_NONE};
    seen.refunds = (struct farewell_count){.all = 2, .done = 2, .next = DAY_NONE, .at = INSTANT_NONE};
    seen.letters = (struct farewell_count){.all = 2, .done = 2, .next = DAY_NONE, .at = INSTANT_NONE};
    seen.meetings.to_do = seen.accesses.to_do = seen.handovers.to_do = 0;
    return seen;
}

static void is(const struct farewell_seen *seen, enum farewell_step step, enum farewell_stand stand,
               enum farewell_why why)
{
    struct farewell_stood steps[FAREWELL_STEPS];

    farewell_steps(seen, steps);
    ck_assert_msg(steps[step].stand == (int8_t)stand && steps[step].why == (int8_t)why,
                  "%s: %s (%d), not %s (%d)", farewell_step_names[step],
                  farewell_stand_names[steps[step].stand], steps[step].why, farewell_stand_names[stand], why);
}

static struct farewell_stood stood(const struct farewell_seen *seen, enum farewell_step step)
{
    struct farewell_stood steps[FAREWELL_STEPS];

    farewell_steps(seen, steps);
    return steps[step];
}

START_TEST(at_the_beginning)
{
    static const int8_t stands[FAREWELL_STEPS] = {
        FAREWELL_DONE,  FAREWELL_DONE,  FAREWELL_NOW,   FAREWELL_NOW, FAREWELL_NOW,
        FAREWELL_NOW,   FAREWELL_WAITS, FAREWELL_NOW,   FAREWELL_NOW, FAREWELL_NOW,
        FAREWELL_WAITS, FAREWELL_WAITS, FAREWELL_WAITS, FAREWELL_NOW,
    };
    struct farewell_seen seen = usual();
    struct farewell_stood steps[FAREWELL_STEPS];

    farewell_steps(&seen, steps);
    for (int i = 0; i < FAREWELL_STEPS; i++)
        ck_assert_msg(steps[i].stand == stands[i], "%s: %s", farewell_step_names[i],
                      farewell_stand_names[steps[i].stand]);
    ck_assert_int_eq(farewell_next(steps), FAREWELL_STATEMENT);
}
END_TEST

START_TEST(all_done_leads_to_the_end)
{
    struct farewell_seen seen = ending();
    struct farewell_stood steps[FAREWELL_STEPS];

    farewell_steps(&seen, steps);
    for (int i = 0; i < FAREWELL_STEPS; i++)
        ck_assert_msg(steps[i].stand == (i == FAREWELL_CLOSE ? FAREWELL_NOW : FAREWELL_DONE), "%s: %s",
                      farewell_step_names[i], farewell_stand_names[steps[i].stand]);
    ck_assert_int_eq(farewell_next(steps), FAREWELL_CLOSE);
    seen.left = true;
    farewell_steps(&seen, steps);
    ck_assert_int_eq(farewell_next(steps), -1);
}
END_TEST

/* Nobody is `left` while any one thing is open: each alone keeps the end waiting. */
START_TEST(each_open_thing_keeps_the_end_waiting)
{
    const size_t counts[] = {
        offsetof(struct farewell_seen, statement.to_do), offsetof(struct farewell_seen, refunds.to_do),
        offsetof(struct farewell_seen, refunds.unknown), offsetof(struct farewell_seen, refunds.failed),
        offsetof(struct farewell_seen, refunds.sending), offsetof(struct farewell_seen, refunds.confirmed),
        offsetof(struct farewell_seen, meetings.to_do),  offsetof(struct farewell_seen, accesses.to_do),
        offsetof(struct farewell_seen, handovers.to_do), offsetof(struct farewell_seen, letters.to_do),
        offsetof(struct farewell_seen, letters.unknown), offsetof(struct farewell_seen, letters.refused),
        offsetof(struct farewell_seen, letters.sending), offsetof(struct farewell_seen, letters.confirmed),
        offsetof(struct farewell_seen, empty),           offsetof(struct farewell_seen, leaks),
        offsetof(struct farewell_seen, tasks),
    };

    for (size_t i = 0; i < ARRAY_LEN(counts); i++) {
        struct farewell_seen seen = ending();
        ck_assert_int_eq(stood(&seen, FAREWELL_CLOSE).stand, FAREWELL_NOW);
        *(int64_t *)((char *)&seen + counts[i]) = 1;
        ck_assert_msg(stood(&seen, FAREWELL_CLOSE).stand == FAREWELL_WAITS, "%zu", i);
    }
    struct farewell_seen seen = ending();
    seen.lesson = false;
    is(&seen, FAREWELL_CLOSE, FAREWELL_WAITS, FAREWELL_WHY_LESSON);
    seen = ending();
    seen.today = LAST;
    is(&seen, FAREWELL_CLOSE, FAREWELL_WAITS, FAREWELL_WHY_LAST_DAY);
    seen = ending();
    seen.credit_note = false; /* a reminder only */
    is(&seen, FAREWELL_CLOSE, FAREWELL_NOW, FAREWELL_WHY_TO_DO);
}
END_TEST

START_TEST(the_freeze_is_taken_back_until_something_has_left)
{
    struct farewell_seen seen = usual();

    ck_assert(stood(&seen, FAREWELL_FREEZE).undo);
    seen.gone = true;
    ck_assert(!stood(&seen, FAREWELL_FREEZE).undo);
    ck_assert(stood(&seen, FAREWELL_FREEZE).gone);
    seen = usual();
    seen.begun = false;
    is(&seen, FAREWELL_FREEZE, FAREWELL_NOW, FAREWELL_WHY_NOT_BEGUN);
}
END_TEST

START_TEST(the_last_day_leaves_the_notice_its_days)
{
    struct farewell_seen seen = usual();

    seen.notice_day = LAST + 3; /* decided three days ago */
    is(&seen, FAREWELL_CONTRACT, FAREWELL_NOW, FAREWELL_WHY_NOTICE);
    ck_assert_int_eq(stood(&seen, FAREWELL_CONTRACT).on, LAST + 3);
    is(&seen, FAREWELL_CONFIRM, FAREWELL_WAITS, FAREWELL_WHY_NOT_YET);
    seen.cause = true;
    is(&seen, FAREWELL_CONTRACT, FAREWELL_DONE, FAREWELL_WHY_DONE);
    seen.cause = false;
    seen.told = true; /* it was given in time */
    is(&seen, FAREWELL_CONTRACT, FAREWELL_DONE, FAREWELL_WHY_DONE);
    seen.last_day = DAY_NONE;
    is(&seen, FAREWELL_CONTRACT, FAREWELL_BLOCKED, FAREWELL_WHY_NO_LAST_DAY);
}
END_TEST

START_TEST(what_became_of_a_refund)
{
    static const struct {
        struct farewell_count count;
        enum farewell_stand stand;
        enum farewell_why why;
        bool gone;
    } cases[] = {
        {{.all = 2, .to_do = 1, .confirmed = 1}, FAREWELL_NOW, FAREWELL_WHY_TO_DO, false},
        {{.all = 2, .confirmed = 2}, FAREWELL_WAITS, FAREWELL_WHY_HOURS, false},
        {{.all = 2, .confirmed = 1, .sending = 1}, FAREWELL_WAITS, FAREWELL_WHY_SENDING, true},
        {{.all = 2, .done = 1, .unknown = 1}, FAREWELL_BLOCKED, FAREWELL_WHY_UNKNOWN, true},
        {{.all = 2, .done = 1, .failed = 1}, FAREWELL_BLOCKED, FAREWELL_WHY_FAILED, true},
        {{.all = 2, .done = 1, .refused = 1}, FAREWELL_BLOCKED, FAREWELL_WHY_REFUSED, true},
        {{.all = 2, .done = 2}, FAREWELL_DONE, FAREWELL_WHY_DONE, true},
        {{.all = 0}, FAREWELL_NOT_NEEDED, FAREWELL_WHY_NOTHING, false},
    };

    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct farewell_seen seen = usual();
        seen.refunds = cases[i].count;
        seen.refunds.at = INSTANT_NONE;
        is(&seen, FAREWELL_REFUND, cases[i].stand, cases[i].why);
        ck_assert(stood(&seen, FAREWELL_REFUND).gone == cases[i].gone);
    }
    struct farewell_seen seen = usual();
    seen.refunds = cases[6].count;
    seen.expected_on = TODAY + 5;
    is(&seen, FAREWELL_REFUND, FAREWELL_DONE, FAREWELL_WHY_TRAVELS);
}
END_TEST

/* Ledger 000-07: the refund is confirmed, and seen, before the letter. */
START_TEST(the_letter_comes_after_the_money)
{
    struct farewell_seen seen = usual();

    is(&seen, FAREWELL_CONFIRM, FAREWELL_WAITS, FAREWELL_WHY_NOT_YET);
    seen.letters.to_do = 0;
    is(&seen, FAREWELL_CONFIRM, FAREWELL_WAITS, FAREWELL_WHY_MONEY_FIRST);
    seen.refunds.to_do = 0;
    seen.refunds.confirmed = 2;
    is(&seen, FAREWELL_CONFIRM, FAREWELL_NOW, FAREWELL_WHY_TRUE);
    seen.true_said = true;
    is(&seen, FAREWELL_CONFIRM, FAREWELL_NOW, FAREWELL_WHY_UNCONFIRMED);
    seen.letters.confirmed = 2;
    is(&seen, FAREWELL_CONFIRM, FAREWELL_DONE, FAREWELL_WHY_DONE);
    seen.letters.at = seen.now + 1;
    is(&seen, FAREWELL_RELEASE, FAREWELL_WAITS, FAREWELL_WHY_HOURS);
    seen.letters.at = seen.now;
    is(&seen, FAREWELL_RELEASE, FAREWELL_NOW, FAREWELL_WHY_HOURS);
    seen.letters.confirmed = 0;
    seen.letters.done = 2;
    is(&seen, FAREWELL_RELEASE, FAREWELL_DONE, FAREWELL_WHY_DONE);
}
END_TEST

START_TEST(no_door_closes_before_the_last_day)
{
    struct farewell_seen seen = usual();

    is(&seen, FAREWELL_ACCESS, FAREWELL_WAITS, FAREWELL_WHY_LAST_DAY);
    seen.today = LAST;
    is(&seen, FAREWELL_ACCESS, FAREWELL_NOW, FAREWELL_WHY_TO_DO);
    seen.accesses.to_do = 0;
    is(&seen, FAREWELL_ACCESS, FAREWELL_DONE, FAREWELL_WHY_DONE);
}
END_TEST

START_TEST(who_else_there_is)
{
    struct farewell_seen seen = usual();

    is(&seen, FAREWELL_HANDOVER, FAREWELL_NOW, FAREWELL_WHY_FILES);
    seen.consent = false;
    is(&seen, FAREWELL_HANDOVER, FAREWELL_BLOCKED, FAREWELL_WHY_NO_CONSENT);
    seen.referral = false;
    is(&seen, FAREWELL_HANDOVER, FAREWELL_NOW, FAREWELL_WHY_NOBODY);
    seen.referral_none = true;
    seen.handovers.to_do = 0;
    is(&seen, FAREWELL_HANDOVER, FAREWELL_DONE, FAREWELL_WHY_DONE);
}
END_TEST

START_TEST(what_is_waived_is_not_needed)
{
    struct farewell farewell;
    struct farewell_waiver *waiver;

    model_init(&model_farewell, &farewell);
    for (int step = 0; step < FAREWELL_STEPS; step++) {
        waiver = list_add(&farewell.waived, sizeof *waiver);
        *waiver = (struct farewell_waiver){mem_string(farewell_step_names[step]), mem_string("because")};
    }
    struct farewell_seen seen = usual();
    seen.today = LAST;
    seen.farewell = &farewell;
    for (int step = 0; step < FAREWELL_STEPS; step++) {
        struct farewell_stood how = stood(&seen, (enum farewell_step)step);
        ck_assert_msg((how.why == FAREWELL_WHY_WAIVED) == farewell_can_waive((enum farewell_step)step), "%s",
                      farewell_step_names[step]);
    }
    ck_assert_str_eq(farewell_waived(&farewell, "refund"), "because");
    ck_assert_ptr_null(farewell_waived(&farewell, "access:x"));
    model_clear(&model_farewell, &farewell);
}
END_TEST

static void letters(const char *main, unsigned parts, const char *expected)
{
    struct farewell_letter list[FAREWELL_LETTERS];
    _cleanup_str_ struct str text = STR_INIT;
    size_t n = farewell_letters(main, parts, list);

    for (size_t i = 0; i < n; i++)
        str_printf(&text, "%s%s%s%s", i ? " " : "", list[i].code, list[i].variant ? ":" : "",
                   list[i].variant ? list[i].variant : "");
    ck_assert_str_eq(str_text(&text), expected);
    ck_assert(list[0].main && !list[n - 1].main == (n > 1));
}

START_TEST(which_letters_tell_all_of_it)
{
    const unsigned all = TELLS_MONEY | TELLS_REFERRAL | TELLS_MEETINGS | TELLS_ACCESS | TELLS_COLLEAGUE;

    letters("T1", 0, "T1");
    letters("T1", all, "T1 T3 T2:colleague");
    letters("T8", all, "T8 T3 T15 T16 T2:colleague");
    letters("T8", TELLS_MONEY | TELLS_ACCESS, "T8 T3 T16");
    letters("T7a", all & ~(unsigned)TELLS_COLLEAGUE, "T7a T3 T15 T2:client");
    letters("T7b", TELLS_MEETINGS, "T7b T15");
    letters("T1b", all & ~(unsigned)TELLS_COLLEAGUE, "T1b T3");
}
END_TEST

int main(void)
{
    const struct test_row rows[] = {
        {at_the_beginning, 1},
        {all_done_leads_to_the_end, 1},
        {each_open_thing_keeps_the_end_waiting, 1},
        {the_freeze_is_taken_back_until_something_has_left, 1},
        {the_last_day_leaves_the_notice_its_days, 1},
        {what_became_of_a_refund, 1},
        {the_letter_comes_after_the_money, 1},
        {no_door_closes_before_the_last_day, 1},
        {who_else_there_is, 1},
        {what_is_waived_is_not_needed, 1},
        {which_letters_tell_all_of_it, 1},
    };
    return run_suite("farewell", rows, ARRAY_LEN(rows));
}
