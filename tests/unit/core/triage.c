#include "paletti/core/triage.h"

#include "fixture.h"

#include <stdlib.h>

static struct triage_card card(const char *client, uint32_t reason, int64_t at_stake, int64_t since)
{
    struct triage_card card = {.client = (char *)client, .name = (char *)client, .at_stake = at_stake};

    for (size_t i = 0; i < TRIAGE_REASONS_N; i++)
        card.since[i] = INSTANT_NONE;
    triage_add(&card, reason, since);
    return card;
}

static int by_place(const void *a, const void *b)
{
    return triage_compare(a, b);
}

static void triage_sort(struct triage_card *cards, size_t n)
{
    qsort(cards, n, sizeof *cards, by_place);
}

START_TEST(classes_follow_each_other_as_they_are_written_down)
{
    for (int i = 1; i < TRIAGE_REASONS_N; i++) {
        ck_assert_int_ge(triage_reasons[i].group, triage_reasons[i - 1].group);
        ck_assert_ptr_nonnull(triage_reasons[i].code);
    }
    ck_assert_int_eq(triage_reasons[0].group, 1);
    ck_assert_int_eq(triage_reasons[TRIAGE_REASONS_N - 1].group, 8);
}
END_TEST

START_TEST(the_top_reason_decides)
{
    struct triage_card both = card("both", TRIAGE_NEVER_REVIEWED, 0, INSTANT_NONE);

    triage_add(&both, TRIAGE_PROMISE_BROKEN, 100);
    ck_assert_int_eq(triage_top(both.reasons), TRIAGE_PROMISE_BROKEN);
    struct triage_card cards[] = {card("parked", TRIAGE_PARKED, 900, 1), both};
    triage_sort(cards, 2);
    ck_assert_str_eq(cards[0].client, "both");
}
END_TEST

START_TEST(a_reason_keeps_the_older_since)
{
    struct triage_card one = card("one", TRIAGE_BREACHES, 0, 50);

    triage_add(&one, TRIAGE_BREACHES, 70);
    ck_assert_int_eq(one.since[TRIAGE_BREACHES], 50);
    triage_add(&one, TRIAGE_BREACHES, 20);
    ck_assert_int_eq(one.since[TRIAGE_BREACHES], 20);
    triage_add(&one, TRIAGE_BREACHES, INSTANT_NONE);
    ck_assert_int_eq(one.since[TRIAGE_BREACHES], 20);
}
END_TEST

START_TEST(inside_a_class_money_then_age_then_name)
{
    struct triage_card cards[] = {
        card("no date", TRIAGE_STEP_DUE, 10, INSTANT_NONE), card("b", TRIAGE_PROMISE_BROKEN, 10, 5),
        card("young", TRIAGE_STEP_DUE, 10, 9),              card("a", TRIAGE_STEP_DUE, 10, 5),
        card("most", TRIAGE_PART_PAID_ASKS, 20, 99),
    };
    static const char *const order[] = {"most", "a", "b", "young", "no date"};

    triage_sort(cards, ARRAY_LEN(cards));
    for (size_t i = 0; i < ARRAY_LEN(order); i++)
        ck_assert_str_eq(cards[i].client, order[i]);
}
END_TEST

START_TEST(late_replies_and_those_never_reviewed_go_first_whatever_is_owed)
{
    struct triage_card cards[] = {
        card("old review", TRIAGE_OLD_REVIEW, 500, 1), card("soon", TRIAGE_REPLY_SOON, 500, 1),
        card("never", TRIAGE_NEVER_REVIEWED, 0, 9),    card("late", TRIAGE_REPLY_LATE, 0, 9),
    };
    static const char *const order[] = {"late", "soon", "never", "old review"};

    triage_sort(cards, ARRAY_LEN(cards));
    for (size_t i = 0; i < ARRAY_LEN(order); i++)
        ck_assert_str_eq(cards[i].client, order[i]);
}
END_TEST

int main(void)
{
    const struct test_row rows[] = {
        {classes_follow_each_other_as_they_are_written_down, 1},
        {the_top_reason_decides, 1},
        {a_reason_keeps_the_older_since, 1},
        {inside_a_class_money_then_age_then_name, 1},
        {late_replies_and_those_never_reviewed_go_first_whatever_is_owed, 1},
    };
    return run_suite("triage", rows, ARRAY_LEN(rows));
}
