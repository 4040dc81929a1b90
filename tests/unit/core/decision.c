/* The state machine of a decision: the table of decide.md, lanes, cooling, parking, and random keys. */
#include "decision_kit.h"

#include "paletti/base/mem.h"

#include <string.h>

/* --- the table --- */

START_TEST(the_easy_lane)
{
    begin();
    to_path(ANSWER_YES);
    ck_assert_int_eq(d.first_at, NOW + 6);
    ck_assert(decide_reveals(&d));
    GO(DECIDING_NEXT, 0, DECIDE_CHECK);
    ck_assert_int_eq(decide_review_on(&d, &seen, &house), TODAY + 90);
    GO(DECIDING_COMMIT, 0, DECIDE_COMMITTED);
    ck_assert_int_eq(d.path, PATH_KEEP);
    ck_assert_int_eq(d.revision, 6);
    ck_assert_uint_eq(d.seconds.n, 4); /* facts, ask, path, check */
    REFUSED(key(DECIDING_ANSWER, ANSWER_NO));
    end();
}
END_TEST

/* A night with the page open is no night of reading. */
START_TEST(who_is_away_spends_no_time)
{
    begin();
    GO(DECIDING_BEGIN, 0, DECIDE_FACTS);
    seen.now += 10 * 3600;
    GO(DECIDING_NEXT, 0, DECIDE_ASK);
    const struct decided_seconds *seconds = d.seconds.v;
    ck_assert_str_eq(seconds[0].page, "facts");
    ck_assert_int_eq(seconds[0].seconds, 600);
    GO(DECIDING_ANSWER, ANSWER_YES, DECIDE_ASK);
    seconds = d.seconds.v;
    ck_assert_int_eq(seconds[1].seconds, 2);
    end();
}
END_TEST

START_TEST(facts_rows)
{
    begin();
    GO(DECIDING_BEGIN, 0, DECIDE_FACTS);
    ck_assert_int_eq(send((struct decide_event){.kind = DECIDING_RATE, .line = 3, .number = 5}), DECIDE_DONE);
    REFUSED(send((struct decide_event){.kind = DECIDING_RATE, .line = 3, .number = 6}));
    REFUSED(send((struct decide_event){.kind = DECIDING_RATE, .line = 7, .number = 1}));
    ck_assert_int_eq(
        send((struct decide_event){.kind = DECIDING_REASON, .line = 3, .text = "two were right"}),
        DECIDE_DONE);
    ck_assert_int_eq(send((struct decide_event){.kind = DECIDING_LEAVE_OUT, .line = 0}), DECIDE_DONE);
    ck_assert_int_eq(send((struct decide_event){.kind = DECIDING_LEAVE_OUT, .line = 1}), DECIDE_DONE);
    ck_assert_int_eq(send((struct decide_event){.kind = DECIDING_LEAVE_OUT, .line = 1}), DECIDE_DONE);
    REFUSED(key(DECIDING_BACK, 0));
    GO(DECIDING_NEXT, 0, DECIDE_ASK);
    const struct decided_fact *facts = d.facts.v;
    ck_assert_int_eq(facts[3].rating, 5);
    ck_assert_str_eq(facts[3].reason, "two were right");
    ck_assert(facts[0].left_out && !facts[1].left_out);
    ck_assert_int_eq(facts[2].rating, 3); /* the suggestion */
    ck_assert_int_eq(decide_tally(&d).rated, 6);
    GO(DECIDING_BACK, 0, DECIDE_FACTS);
    end();
}
END_TEST

START_TEST(the_question_first)
{
    begin();
    GO(DECIDING_BEGIN, 1, DECIDE_ASK);
    REFUSED(key(DECIDING_NEXT, 0));
    GO(DECIDING_ANSWER, ANSWER_NO, DECIDE_ASK);
    ck_assert(!decide_reveals(&d)); /* sealed before any figure is shown */
    GO(DECIDING_NEXT, 0, DECIDE_FACTS);
    GO(DECIDING_BACK, 0, DECIDE_ASK);
    GO(DECIDING_NEXT, 0, DECIDE_FACTS);
    GO(DECIDING_NEXT, 0, DECIDE_ASK);
    ck_assert(decide_reveals(&d));
    int64_t first = d.first_at;
    GO(DECIDING_ANSWER, ANSWER_YES, DECIDE_ASK);
    ck_assert_int_eq(d.first_answer, ANSWER_NO);
    ck_assert_int_eq(d.first_at, first);
    ck_assert_int_eq(d.answer, ANSWER_YES);
    end();
}
END_TEST

START_TEST(fear)
{
    begin();
    to_ask();
    GO(DECIDING_ANSWER, ANSWER_UNSURE, DECIDE_ASK);
    GO(DECIDING_NEXT, 0, DECIDE_FEAR);
    REFUSED(key(DECIDING_NEXT, 0));
    GO(DECIDING_FEARLESS, FEARLESS_LET_GO, DECIDE_FEAR);
    REFUSED(key(DECIDING_NEXT, 0));
    GO(DECIDING_FEAR, FEAR_MONEY, DECIDE_FEAR);
    GO(DECIDING_BACK, 0, DECIDE_ASK);
    GO(DECIDING_NEXT, 0, DECIDE_FEAR);
    GO(DECIDING_ANSWER, ANSWER_NO, DECIDE_ASK);
    GO(DECIDING_NEXT, 0, DECIDE_PATH);
    GO(DECIDING_BACK, 0, DECIDE_ASK);
    GO(DECIDING_LONG, 0, DECIDE_FEAR); /* with a key */
    GO(DECIDING_NEXT, 0, DECIDE_PATH);
    end();
}
END_TEST

/* Which reason opens Fear: the first four, and the person's own key. */
START_TEST(lanes)
{
    begin();
    to_ask();
    d.answer = ANSWER_YES;
    ck_assert_uint_eq(decide_lane(&d, &seen, &house), 0);
    seen.share = 300;
    ck_assert_uint_eq(decide_lane(&d, &seen, &house), 0);
    seen.share = 301;
    ck_assert_uint_eq(decide_lane(&d, &seen, &house), LONG_SHARE);
    seen.share = -1;
    seen.runway = 3000;
    ck_assert_uint_eq(decide_lane(&d, &seen, &house), 0);
    seen.runway = 2999;
    ck_assert_uint_eq(decide_lane(&d, &seen, &house), LONG_RUNWAY);
    seen.runway = -1;
    seen.owes = seen.to_return = true;
    ck_assert_uint_eq(decide_lane(&d, &seen, &house), LONG_BOTH_OWE);
    GO(DECIDING_NEXT, 0, DECIDE_PATH); /* only Plan */
    end();
}
END_TEST

static void rate_all(int worse, int better)
{
    struct decided_fact *facts = d.facts.v;

    for (int i = 0; i < 7; i++)
        facts[i].rating = i < worse ? 2 : i < worse + better ? 4 : 3;
}

static const struct {
    int answer, worse, better; /* of seven */
    enum decide_accord accord;
} accords[] = {
    {ANSWER_YES, 0, 3, ACCORD_AGREE},    {ANSWER_YES, 2, 2, ACCORD_AGREE}, {ANSWER_YES, 3, 0, ACCORD_OPEN},
    {ANSWER_YES, 4, 0, ACCORD_DISAGREE}, /* more than half of seven */
    {ANSWER_NO, 4, 0, ACCORD_AGREE},     {ANSWER_NO, 2, 2, ACCORD_OPEN},   {ANSWER_NO, 0, 3, ACCORD_OPEN},
    {ANSWER_NO, 0, 4, ACCORD_DISAGREE},  {ANSWER_UNSURE, 4, 0, ACCORD_NONE}, {-1, 4, 0, ACCORD_NONE},
};

START_TEST(how_facts_and_answer_lie)
{
    begin();
    d.answer = (int8_t)accords[_i].answer;
    rate_all(accords[_i].worse, accords[_i].better);
    ck_assert_int_eq(decide_accord(&d), accords[_i].accord);
    end();
}
END_TEST

START_TEST(what_is_left_out_does_not_count)
{
    begin();
    d.answer = ANSWER_NO;
    rate_all(0, 4);
    struct decided_fact *facts = d.facts.v;
    facts[0].left_out = true; /* three of six: not more than half */
    ck_assert_int_eq(decide_accord(&d), ACCORD_OPEN);
    for (int i = 0; i < 7; i++)
        facts[i].rating = 0;
    ck_assert_int_eq(decide_accord(&d), ACCORD_NONE);
    end();
}
END_TEST

/* --- check, cooling, parked --- */

START_TEST(sleeping_on_it)
{
    begin();
    to_path(ANSWER_YES);
    GO(DECIDING_NEXT, 0, DECIDE_CHECK);
    ck_assert(!decide_sleep_marked(&d, &seen, &house));
    ck_assert_int_eq(set(CHECK_MOOD, MOOD_ANGRY), DECIDE_DONE);
    ck_assert(decide_sleep_marked(&d, &seen, &house));
    ck_assert_int_eq(set(CHECK_MOOD, MOOD_CALM), DECIDE_DONE);
    seen.last_breach = seen.now - 2 * 3600;
    ck_assert(!decide_sleep_marked(&d, &seen, &house));
    seen.last_breach++;
    ck_assert(decide_sleep_marked(&d, &seen, &house));
    seen.trouble = "abuse"; /* never */
    ck_assert(!decide_sleep_marked(&d, &seen, &house));
    REFUSED(key(DECIDING_SLEEP, 0));
    seen.trouble = NULL;
    int64_t opening = seen.opening;
    GO(DECIDING_SLEEP, 0, DECIDE_COOLING);
    seen.now = opening - 3;
    REFUSED(key(DECIDING_RESUME, 0));
    REFUSED(key(DECIDING_COMMIT, 0));
    GO(DECIDING_RESUME, 0, DECIDE_CHECK);
    GO(DECIDING_COMMIT, 0, DECIDE_COMMITTED);
    end();
}
END_TEST

START_TEST(parked_anywhere)
{
    static const enum decide_state pages[] = {DECIDE_FACTS,  DECIDE_ASK,   DECIDE_FEAR,
                                              DECIDE_PATH,   DECIDE_TERMS, DECIDE_DECLINE,
                                              DECIDE_CHANCE, DECIDE_EXIT,  DECIDE_CHECK};

    begin();
    for (size_t i = 0; i < ARRAY_LEN(pages); i++) {
        d.state = (int8_t)pages[i];
        GO(DECIDING_PARK, 0, DECIDE_PARKED);
        REFUSED(key(DECIDING_PARK, 0));
        GO(DECIDING_RESUME, 0, pages[i]);
    }
    end();
}
END_TEST

/* Lines that moved are accepted again; then it goes on where it was. */
START_TEST(new_facts_come_first)
{
    begin();
    to_path(ANSWER_YES);
    GO(DECIDING_NEXT, 0, DECIDE_CHECK);
    struct decided_fact *facts = d.facts.v;
    facts[1].changed = true;
    facts[1].accepted = false;
    d.new_facts = 1;
    REFUSED(key(DECIDING_COMMIT, 0));
    GO(DECIDING_PARK, 0, DECIDE_PARKED);
    GO(DECIDING_RESUME, 0, DECIDE_FACTS);
    GO(DECIDING_NEXT, 0, DECIDE_CHECK);
    facts = d.facts.v;
    ck_assert(facts[1].accepted && !facts[1].changed);
    GO(DECIDING_COMMIT, 0, DECIDE_COMMITTED);
    end();
}
END_TEST

START_TEST(begun_anew)
{
    begin();
    d.state = DECIDE_RESUME;
    GO(DECIDING_BEGIN, 0, DECIDE_ABANDONED);
    REFUSED(key(DECIDING_RESUME, 0));
    end();
}
END_TEST

START_TEST(money_alone_is_looked_at_soon)
{
    begin();
    to_path(ANSWER_YES);
    GO(DECIDING_NEXT, 0, DECIDE_CHECK);
    ck_assert_int_eq(set_day(CHECK_REVIEW_ON, TODAY + 200), DECIDE_DONE);
    ck_assert_int_eq(set_text(CHECK_KEEP_REASON, "money"), DECIDE_DONE);
    ck_assert_int_eq(decide_review_on(&d, &seen, &house), TODAY + 60);
    REFUSED(set_day(CHECK_REVIEW_ON, TODAY + 61));
    ck_assert_int_eq(set_text(CHECK_KEEP_REASON, "person"), DECIDE_DONE);
    ck_assert_int_eq(decide_review_on(&d, &seen, &house), TODAY + 200);
    ck_assert_int_eq(set_text(CHECK_KEEP_REASON, "person"), DECIDE_DONE); /* and gone again */
    ck_assert_uint_eq(d.keep_reasons.n, 1);
    REFUSED(set_text(CHECK_KEEP_REASON, "friendship"));
    end();
}
END_TEST

START_TEST(a_reserve_against_fear)
{
    struct decide_makes makes;

    begin();
    d.path = PATH_KEEP;
    d.fear = FEAR_MONEY;
    seen.runway = 2999;
    decide_make(&d, &seen, &house, &makes);
    ck_assert_uint_eq(makes.n_tasks, 1);
    ck_assert_str_eq(makes.tasks[0].kind, "reserve");
    decide_makes_clear(&makes);
    end();
}
END_TEST

/* --- random keys --- */

static struct decide_event random_event(struct dice *dice)
{
    static const char *const texts[] = {NULL, "", "x", "abuse", "complaints", "money", "mon-fri 9-18"};
    static char pay[] = "pay";
    static const struct plan_condition chance = {
        .what = pay, .measure = MEASURE_DAYS_LATE, .until = TODAY + 30};

    return (struct decide_event){
        .kind = (enum decide_event_kind)dice_roll(dice, DECIDING_COMMIT + 1),
        .line = (int)dice_roll(dice, 9) - 1,
        .number = (int64_t)dice_roll(dice, 9) - 1,
        .text = texts[dice_roll(dice, ARRAY_LEN(texts))],
        .day = dice_roll(dice, 3) == 0 ? DAY_NONE : TODAY - 5 + (int32_t)dice_roll(dice, 200),
        .money = {(int64_t)dice_roll(dice, 10000), "EUR"},
        .field = (enum decide_field)dice_roll(dice, DECIDE_FIELDS),
        .condition = dice_roll(dice, 2) ? &chance : NULL,
    };
}

/* Whatever is pressed: the first answer stays as it was given, and nothing is committed but from Check, with
 * an answer, with nothing missing, on a path that ends it. What is refused changes nothing. */
static void press(struct decide_event event)
{
    struct deciding before;

    model_copy(&model_deciding, &d, &before);
    int r = send(event);
    must(r == DECIDE_DONE || r == DECIDE_REFUSED);
    must(r == DECIDE_DONE ? d.revision == before.revision + 1 : model_equal(&model_deciding, &before, &d));
    if (before.first_answer >= 0)
        must(d.first_answer == before.first_answer && d.first_at == before.first_at);
    else
        must(d.first_answer < 0 || event.kind == DECIDING_ANSWER);
    if (d.state == DECIDE_COMMITTED) {
        must(before.state == DECIDE_CHECK && event.kind == DECIDING_COMMIT && d.answer >= 0 && d.facts_seen);
        must(decide_missing(&d, &seen, &house, 0) == PLAN_NOTHING);
        must(d.path >= PATH_KEEP && d.path <= PATH_TODAY);
    }
    model_clear(&model_deciding, &before);
}

static struct decide_event next_event(struct dice *dice)
{
    static const enum decide_event_kind often[] = {DECIDING_NEXT, DECIDING_NEXT, DECIDING_ANSWER,
                                                   DECIDING_COMMIT, DECIDING_RESUME};
    struct decide_event event = random_event(dice);

    if (dice_chance(dice, 60))
        event.kind = often[dice_roll(dice, ARRAY_LEN(often))];
    return event;
}

START_TEST(random_keys)
{
    static const char *const troubles[] = {"non_payment", "complaints",    "haggles", "harms_group",
                                           "abuse",       "none_of_these", NULL};
    struct dice dice = {20261116 + (uint64_t)_i};
    int committed = 0;

    for (int round = 0; round < 500; round++) {
        begin();
        seen.trouble = troubles[dice_roll(&dice, ARRAY_LEN(troubles))];
        seen.share = dice_roll(&dice, 600);
        for (int i = 0; i < 150 && d.state != DECIDE_COMMITTED && d.state != DECIDE_ABANDONED; i++)
            press(next_event(&dice));
        committed += d.state == DECIDE_COMMITTED;
        end();
    }
    ck_assert_int_gt(committed, 10);
}
END_TEST

int main(void)
{
    const struct test_row rows[] = {
        {the_easy_lane, 1},
        {who_is_away_spends_no_time, 1},
        {facts_rows, 1},
        {the_question_first, 1},
        {fear, 1},
        {lanes, 1},
        {how_facts_and_answer_lie, ARRAY_LEN(accords)},
        {what_is_left_out_does_not_count, 1},
        {sleeping_on_it, 1},
        {parked_anywhere, 1},
        {new_facts_come_first, 1},
        {begun_anew, 1},
        {money_alone_is_looked_at_soon, 1},
        {a_reserve_against_fear, 1},
        {random_keys, 4},
    };
    return run_suite("decision", rows, ARRAY_LEN(rows));
}
