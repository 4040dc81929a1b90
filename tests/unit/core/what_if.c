/* What is counted when rules are tried out: as if everybody had been told today's rules, on both sides. */
#include "random.h"

#include "paletti/core/what_if.h"

#include <string.h>

/* Tuesdays in 2026, Rome: the first version until March, the second one from then on. */
enum { OLD_CALL = 1768330800 /* 13 Jan 20:00 */, NEW_CALL = 1778608800 /* 12 May 20:00 */ };
static const int64_t second = 1772319600, now = 1780000000;

static const struct entry old_call = {OLD_CALL, INSTANT_NONE, "phone", DIRECTION_IN, KIND_CALL, false, false, false};
static const struct entry new_call = {NEW_CALL, INSTANT_NONE, "phone", DIRECTION_IN, KIND_CALL, false, false, false};

static struct rule version(int64_t from, const char *hours)
{
    return rule_of(from, "Europe/Rome", hours, "72h");
}

/* The verdict of BREACHES made now and of ENTRY then, under the N RULES of both sides, told TOLD (or nothing) before. */
static struct what_if_bits judge_one(const struct rule *rules, size_t n, const struct told *told, const struct entry *entry,
                                     uint16_t breaches)
{
    struct rulebook *book = book_of(rules, n);
    struct told all[2] = {told_today(book, now)};
    size_t n_told = 1;

    if (told)
        all[n_told++] = *told;
    struct boundaries *side = boundaries_new(book, NULL, 0, all, n_told);
    struct what_if_pair pair = {side, side, judge_new(side)};
    struct what_if_bits bits;
    what_if_entry(&pair, entry, breaches, &bits);
    judge_free(pair.judge);
    boundaries_free(side);
    rulebook_free(book);
    return bits;
}

START_TEST(todays_rules_are_told_from_the_beginning)
{
    struct rule rules[] = {version(1700000000, "1-5 09:00-18:00"), version(second, "1-5 09:00-17:00")};
    struct what_if_bits bits = judge_one(rules, 2, NULL, &new_call, BREACH_CLIENT_OFF_HOURS);

    ck_assert_int_eq(bits.then, BREACH_CLIENT_OFF_HOURS);
    ck_assert_int_eq(bits.counted_then, BREACH_CLIENT_OFF_HOURS);
    ck_assert_int_eq(bits.counted_now, BREACH_CLIENT_OFF_HOURS);
    ck_assert(!what_if_differs(&bits));
    /* What held before was another version, of which nobody was told. */
    bits = judge_one(rules, 2, NULL, &old_call, BREACH_CLIENT_OFF_HOURS);
    ck_assert_int_eq(bits.then, BREACH_CLIENT_OFF_HOURS);
    ck_assert_int_eq(bits.counted_then, 0);
    ck_assert_int_eq(bits.counted_now, 0);
    /* Unless somebody was: what was told stays told. */
    struct told told = told_of("2024-01-01");
    bits = judge_one(rules, 2, &told, &old_call, BREACH_CLIENT_OFF_HOURS);
    ck_assert_int_eq(bits.counted_then, BREACH_CLIENT_OFF_HOURS);
    /* Or the two say the same. */
    rule_free(&rules[1]);
    rules[1] = version(second, "1-5 09:00-18:00");
    bits = judge_one(rules, 2, NULL, &old_call, BREACH_CLIENT_OFF_HOURS);
    ck_assert_int_eq(bits.counted_now, BREACH_CLIENT_OFF_HOURS);
    model_clear(&model_told, &told);
    rule_free(&rules[0]);
    rule_free(&rules[1]);
}
END_TEST

START_TEST(the_built_in_version_is_never_told)
{
    struct what_if_bits bits = judge_one(NULL, 0, NULL, &new_call, BREACH_CLIENT_OFF_HOURS);

    ck_assert_int_eq(bits.then, BREACH_CLIENT_OFF_HOURS);
    ck_assert_int_eq(bits.counted_then, 0);
    ck_assert_int_eq(bits.counted_now, 0);
}
END_TEST

START_TEST(mine_and_late_payments_always_count)
{
    struct entry mine = old_call;
    mine.direction = DIRECTION_OUT;
    struct what_if_bits bits = judge_one(NULL, 0, NULL, &mine, BREACH_MY_OFF_HOURS | BREACH_LATE_PAYMENT | BREACH_CHASE);

    ck_assert_int_eq(bits.counted_now, BREACH_MY_OFF_HOURS | BREACH_LATE_PAYMENT);
    ck_assert_int_eq(bits.then, BREACH_MY_OFF_HOURS);
    ck_assert_int_eq(bits.counted_then, BREACH_MY_OFF_HOURS);
}
END_TEST

START_TEST(counts_are_kept_by_kind)
{
    struct what_if_counts counts = {0}, sum = {0};
    const struct what_if_bits bits = {BREACH_CHASE | BREACH_CLIENT_CHANNEL, BREACH_CHASE, BREACH_CHASE, 0};

    ck_assert(!what_if_changes_any(&counts));
    what_if_count(&counts, &bits);
    what_if_count(&counts, &bits);
    what_if_sum(&sum, &counts);
    ck_assert(what_if_changes_any(&sum));
    const struct what_if_tally *chase = &sum.of[2], *channel = &sum.of[1];
    ck_assert_int_eq(chase->now, 2);
    ck_assert_int_eq(chase->then, 2);
    ck_assert_int_eq(chase->counted_now, 2);
    ck_assert_int_eq(chase->counted_then, 0);
    ck_assert_int_eq(channel->now, 2);
    ck_assert_int_eq(channel->then, 0);
}
END_TEST

START_TEST(asks_go_by_both_dues)
{
    struct rule rule = version(1700000000, "1-5 09:00-18:00");
    struct rulebook *book = book_of(&rule, 1);
    struct told told = told_today(book, now);
    struct boundaries *side = boundaries_new(book, NULL, 0, &told, 1);
    struct what_if_pair pair = {side, side, NULL};
    struct what_if_bits bits;

    what_if_ask(&pair, NEW_CALL, NEW_CALL + 7200, NEW_CALL + 3600, now, &bits);
    ck_assert_int_eq(bits.now, BREACH_LATE_MATERIAL);
    ck_assert_int_eq(bits.counted_now, BREACH_LATE_MATERIAL);
    ck_assert_int_eq(bits.then, 0);
    what_if_ask(&pair, INSTANT_NONE, NEW_CALL, INSTANT_NONE, now, &bits);
    ck_assert_int_eq(bits.now, 0);
    ck_assert_int_eq(bits.then, BREACH_LATE_MATERIAL);
    boundaries_free(side);
    rulebook_free(book);
    rule_free(&rule);
}
END_TEST

/* The side of the draft is what judging the same log by the draft gives. */
START_TEST(then_is_judging_by_the_draft)
{
    struct dice dice = {(uint64_t)_i + 1};
    const struct place *place = &places[dice_roll(&dice, (uint32_t)places_n)];
    int64_t middle = instant_of(zone_utc(), place->when);
    int32_t day = civil_utc_day(middle);
    struct rule rules[] = {random_rule(&dice, place->zone, middle - 86400 * 40, day),
                           random_rule(&dice, place->zone, middle - 3600, day)};
    struct override override = random_override(&dice, day);
    struct rulebook *book = book_of(rules, 2);
    struct told told = told_today(book, middle + 86400 * 30);
    struct boundaries *then = boundaries_new(book, &override, 1, &told, 1);
    struct what_if_pair pair = {then, then, judge_new(then)};
    struct judge *judge = judge_new(then);
    int64_t at = middle - 86400 * 20;

    for (int i = 0; i < 200; i++) {
        at += (int64_t)dice_roll(&dice, 86400);
        struct entry entry = {.at = at,
                              .promised = INSTANT_NONE,
                              .channel = dice_chance(&dice, 50) ? "phone" : "pigeon",
                              .direction = (uint8_t)dice_roll(&dice, 2),
                              .kind = dice_chance(&dice, 50) ? KIND_MESSAGE : KIND_CALL,
                              .needs_reply = dice_chance(&dice, 70)};
        struct verdict verdict, question;
        struct what_if_bits bits;
        judge_step(judge, &entry, &verdict, &question);
        what_if_entry(&pair, &entry, verdict.breaches, &bits);
        must(bits.then == verdict.breaches && bits.counted_then == verdict.counted);
        must(bits.now == verdict.breaches && bits.counted_now == verdict.counted);
    }
    judge_free(judge);
    judge_free(pair.judge);
    boundaries_free(then);
    rulebook_free(book);
    override_free(&override);
    rule_free(&rules[0]);
    rule_free(&rules[1]);
}
END_TEST

int main(void)
{
    const struct test_row rows[] = {
        {todays_rules_are_told_from_the_beginning, 1},
        {the_built_in_version_is_never_told, 1},
        {mine_and_late_payments_always_count, 1},
        {counts_are_kept_by_kind, 1},
        {asks_go_by_both_dues, 1},
        {then_is_judging_by_the_draft, 100},
    };
    return run_suite("core what_if", rows, ARRAY_LEN(rows));
}
