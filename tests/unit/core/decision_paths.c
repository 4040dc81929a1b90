/* The paths of a decision: every trouble's default, what is open, what each plan needs, and what a commit
 * makes. */
#include "decision_kit.h"

#include "paletti/base/mem.h"
#include "paletti/base/str.h"

#include <string.h>

/* A goodbye whose plan has nothing missing. */
static void fill_exit(void)
{
    static const struct decide_tried tried[] = {{"talk", TODAY - 30, false}};

    seen.tried = tried;
    seen.n_tried = 1;
    free(d.exit.referral.none_because);
    d.exit.referral.none_because = mem_string("they have somebody");
}

/* --- paths --- */

static const struct {
    const char *trouble;
    int yes, no; /* as things are usual */
    int open;    /* with a contract that names every cause, and a chance that is open: after yes */
    int today;   /* ... after no */
} defaults[] = {
    {"non_payment", PATH_KEEP, PATH_NOTICE, PATH_CHANCE, PATH_TODAY},
    {"complaints", PATH_TERMS, PATH_NOTICE, PATH_TERMS, PATH_NOTICE},
    {"scope_creep", PATH_TERMS, PATH_NOTICE, PATH_TERMS, PATH_NOTICE},
    {"boundaries_time", PATH_TERMS, PATH_NOTICE, PATH_TERMS, PATH_NOTICE},
    {"closeness", PATH_TERMS, PATH_NOTICE, PATH_TERMS, PATH_NOTICE},
    {"outside_speciality", PATH_DECLINE, PATH_DECLINE, PATH_DECLINE, PATH_DECLINE},
    {"treated_as_employee", PATH_TERMS, PATH_NOTICE, PATH_TERMS, PATH_NOTICE},
    {"haggles", PATH_TERMS, PATH_NOTICE, PATH_TERMS, PATH_NOTICE},
    {"harms_group", PATH_CHANCE, PATH_TODAY, PATH_CHANCE, PATH_TODAY},
    {"abuse", PATH_TODAY, PATH_TODAY, PATH_TODAY, PATH_TODAY},
    {"none_of_these", PATH_KEEP, PATH_NOTICE, PATH_KEEP, PATH_NOTICE},
    {"of_my_own", PATH_KEEP, PATH_NOTICE, PATH_KEEP, PATH_NOTICE},
};

START_TEST(every_trouble_has_its_default)
{
    struct texts causes = {0};
    static const char *const names[] = {"Non-payment", "abuse", "harms group"};

    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        texts_add(&causes, names[i]);

    begin();
    seen.trouble = defaults[_i].trouble;
    ck_assert_int_eq(decide_path_default(&d, &seen, &house), PATH_NONE);
    d.answer = ANSWER_YES;
    ck_assert_int_eq(decide_path_default(&d, &seen, &house), defaults[_i].yes);
    d.answer = ANSWER_UNSURE;
    ck_assert_int_eq(decide_path_default(&d, &seen, &house), defaults[_i].yes);
    d.answer = ANSWER_NO;
    ck_assert_int_eq(decide_path_default(&d, &seen, &house), defaults[_i].no);
    seen.causes = &causes;
    seen.owes = seen.chance_open = true;
    ck_assert_int_eq(decide_path_default(&d, &seen, &house), defaults[_i].today);
    d.answer = ANSWER_YES;
    ck_assert_int_eq(decide_path_default(&d, &seen, &house), defaults[_i].open);
    texts_clear(&causes);
    end();
}
END_TEST

START_TEST(what_moves_a_default)
{
    static const struct decide_tried failed[] = {{"talk", TODAY - 14, true}};

    begin();
    seen.trouble = "treated_as_employee";
    d.answer = ANSWER_YES;
    seen.tried = failed;
    seen.n_tried = 1;
    ck_assert_int_eq(decide_path_default(&d, &seen, &house), PATH_NOTICE); /* they did not listen */
    seen.n_tried = 0;
    seen.chance_broken = true;
    ck_assert_int_eq(decide_path_default(&d, &seen, &house), PATH_NOTICE);
    seen.trouble = "harms_group";
    ck_assert_int_eq(decide_path_default(&d, &seen, &house), PATH_TODAY);
    to_path(ANSWER_YES);
    ck_assert_int_eq(say(DECIDING_TROUBLE, "complaints"), DECIDE_DONE);
    ck_assert_str_eq(decide_trouble_of(&d, &seen), "complaints");
    end();
}
END_TEST

START_TEST(causes)
{
    struct texts list = {0};

    texts_add(&list, "Non-payment");
    begin();
    ck_assert(!decide_cause_allowed(&seen, &house, NULL));
    ck_assert(!decide_cause_allowed(&seen, &house, "complaints"));
    ck_assert(decide_cause_allowed(&seen, &house, "abuse"));
    ck_assert(!decide_cause_allowed(&seen, &house, "non_payment")); /* the last step is not over */
    seen.ladder_over = true;
    ck_assert(decide_cause_allowed(&seen, &house, "non_payment"));
    seen.causes = &list; /* the contract's list wins */
    ck_assert(!decide_cause_allowed(&seen, &house, "abuse"));
    ck_assert(!decide_cause_allowed(&seen, &house, "non_payment"));
    seen.owes = true;
    ck_assert(decide_cause_allowed(&seen, &house, "non_payment"));
    to_path(ANSWER_NO);
    REFUSED(key(DECIDING_PATH, PATH_TODAY)); /* none_of_these is no cause */
    REFUSED(say(DECIDING_CAUSE, "abuse"));
    ck_assert_int_eq(say(DECIDING_CAUSE, "non_payment"), DECIDE_DONE);
    GO(DECIDING_PATH, PATH_TODAY, DECIDE_PATH);
    texts_clear(&list);
    end();
}
END_TEST

START_TEST(chances)
{
    _cleanup_free_ char *why = NULL;

    begin();
    seen.trouble = "complaints";
    ck_assert_int_eq(decide_path_open(&d, &seen, &house, PATH_CHANCE, NULL), PATH_OPEN);
    seen.last_chance = civil_day(2025, 11, 17); /* a day short of twelve months */
    ck_assert_int_eq(decide_path_open(&d, &seen, &house, PATH_CHANCE, &why), PATH_WITH_REASON);
    ck_assert_ptr_nonnull(why);
    seen.last_chance = civil_day(2025, 11, 16);
    ck_assert_int_eq(decide_path_open(&d, &seen, &house, PATH_CHANCE, NULL), PATH_OPEN);
    seen.trouble = "non_payment";
    ck_assert_int_eq(decide_path_open(&d, &seen, &house, PATH_CHANCE, NULL), PATH_WITH_REASON);
    seen.chance_why = "client for 23 months of 24";
    to_path(ANSWER_YES);
    REFUSED(key(DECIDING_PATH, PATH_CHANCE));
    ck_assert_ptr_nonnull(strstr(err.text, "23 months"));
    REFUSED(say(DECIDING_OVERRIDE, ""));
    ck_assert_int_eq(say(DECIDING_OVERRIDE, "they lost the invoice"), DECIDE_DONE);
    ck_assert_int_eq(d.path, PATH_CHANCE);
    GO(DECIDING_NEXT, 0, DECIDE_CHANCE);
    seen.abuse = true; /* never */
    ck_assert_int_eq(decide_path_open(&d, &seen, &house, PATH_CHANCE, NULL), PATH_CLOSED);
    end();
}
END_TEST

START_TEST(not_today_twice)
{
    begin();
    to_path(ANSWER_YES);
    REFUSED(key(DECIDING_PATH, PATH_LATER)); /* without a day */
    for (int i = 0; i < 2; i++) {
        REFUSED(send((struct decide_event){.kind = DECIDING_PATH, .number = PATH_LATER, .day = TODAY}));
        ck_assert_int_eq(
            send((struct decide_event){.kind = DECIDING_PATH, .number = PATH_LATER, .day = TODAY + 7}),
            DECIDE_DONE);
        GO(DECIDING_NEXT, 0, DECIDE_PARKED);
        ck_assert_int_eq(d.later_until, TODAY + 7);
        GO(DECIDING_RESUME, 0, DECIDE_PATH);
    }
    REFUSED(send((struct decide_event){.kind = DECIDING_PATH, .number = PATH_LATER, .day = TODAY + 7}));
    GO(DECIDING_PATH, PATH_KEEP, DECIDE_PATH);
    end();
}
END_TEST

/* --- plans --- */

START_TEST(terms)
{
    begin();
    to_path(ANSWER_YES);
    GO(DECIDING_PATH, PATH_TERMS, DECIDE_PATH);
    GO(DECIDING_NEXT, 0, DECIDE_TERMS);
    struct decide_event price = {.kind = DECIDING_SET, .field = TERMS_PRICE, .money = {4000, "EUR"}};
    REFUSED(send(price)); /* first why */
    ck_assert_int_eq(set(TERMS_REASON, TERMS_BUDGET), DECIDE_DONE);
    REFUSED(key(DECIDING_NEXT, 0)); /* nothing is new */
    ck_assert_int_eq(send(price), DECIDE_DONE);
    ck_assert_int_eq(decide_missing(&d, &seen, &house, 0), PLAN_NOTHING); /* a new price has no end */
    ck_assert_int_eq(set(TERMS_REASON, TERMS_TEMPORARY), DECIDE_DONE);
    ck_assert_int_eq(decide_missing(&d, &seen, &house, 0), TERMS_UNTIL); /* a favour has one */
    REFUSED(set_day(TERMS_UNTIL, TODAY - 1));
    ck_assert_int_eq(set_day(TERMS_UNTIL, TODAY + 60), DECIDE_DONE);
    REFUSED(set_text(TERMS_HOURS, "gibberish"));
    ck_assert_int_eq(set_text(TERMS_HOURS, "mon-fri 9-20"), DECIDE_DONE);
    GO(DECIDING_NEXT, 0, DECIDE_CHECK);
    struct decide_makes makes;
    decide_make(&d, &seen, &house, &makes);
    ck_assert(makes.override);
    ck_assert_uint_eq(makes.n_tasks, 2);
    ck_assert_str_eq(makes.tasks[1].kind, "follow_up");
    ck_assert_int_eq(makes.tasks[1].due, TODAY + 60);
    ck_assert_int_eq(makes.reviews[0], TODAY + 60);
    decide_makes_clear(&makes);
    end();
}
END_TEST

START_TEST(a_project_declined)
{
    begin();
    to_path(ANSWER_YES);
    GO(DECIDING_PATH, PATH_DECLINE, DECIDE_PATH);
    GO(DECIDING_NEXT, 0, DECIDE_DECLINE);
    ck_assert_int_eq(decide_missing(&d, &seen, &house, 0), DECLINE_PROJECT);
    ck_assert_int_eq(decide_missing(&d, &seen, &house, 1), DECLINE_COLLEAGUE);
    ck_assert_int_eq(decide_missing(&d, &seen, &house, 2), PLAN_NOTHING);
    REFUSED(key(DECIDING_NEXT, 0));
    ck_assert_int_eq(set_text(DECLINE_PROJECT, "an online shop"), DECIDE_DONE);
    ck_assert_int_eq(set_text(DECLINE_COLLEAGUE, "marta"), DECIDE_DONE);
    ck_assert_int_eq(set_text(DECLINE_NO_REFERRAL, ""), DECIDE_DONE); /* nothing was said yet */
    ck_assert_str_eq(d.decline.referral.colleague, "marta");
    ck_assert_int_eq(set_text(DECLINE_NO_REFERRAL, "I know nobody"), DECIDE_DONE);
    ck_assert_ptr_null(d.decline.referral.colleague);
    GO(DECIDING_NEXT, 0, DECIDE_CHECK);
    ck_assert_int_eq(decide_review_on(&d, &seen, &house), TODAY + 180);
    end();
}
END_TEST

static int condition(const char *what, int measure, const char *more, int32_t until)
{
    struct plan_condition condition;

    plan_condition_init(&condition);
    condition.what = (char *)what;
    condition.measure = (int8_t)measure;
    condition.invoice = measure == MEASURE_PAYMENT ? (char *)more : NULL;
    condition.test = measure == MEASURE_YES_NO ? (char *)more : NULL;
    condition.until = until;
    return send((struct decide_event){.kind = DECIDING_ADD, .line = -1, .condition = &condition});
}

START_TEST(conditions)
{
    begin();
    to_path(ANSWER_YES);
    GO(DECIDING_PATH, PATH_CHANCE, DECIDE_PATH);
    GO(DECIDING_NEXT, 0, DECIDE_CHANCE);
    ck_assert_int_eq(decide_missing(&d, &seen, &house, 0), CHANCE_CONDITION);
    REFUSED(condition("be friends", -1, NULL, TODAY + 7));
    REFUSED(condition("be nicer", MEASURE_YES_NO, NULL, TODAY + 7));
    REFUSED(condition("be nicer", MEASURE_YES_NO, "were they nice", TODAY + 7)); /* no question */
    REFUSED(condition("pay", MEASURE_PAYMENT, NULL, TODAY + 7));
    REFUSED(condition("pay", MEASURE_PAYMENT, "inv-1", DAY_NONE));
    REFUSED(condition("pay", MEASURE_PAYMENT, "inv-1", TODAY - 1));
    REFUSED(condition("", MEASURE_CHANNEL, NULL, TODAY + 7));
    ck_assert_int_eq(condition("pay", MEASURE_PAYMENT, "inv-1", TODAY + 7), DECIDE_DONE);
    ck_assert_int_eq(condition("pay in time", MEASURE_DAYS_LATE, NULL, TODAY + 180), DECIDE_DONE);
    ck_assert_int_eq(condition("be nicer", MEASURE_YES_NO, "were they nice?", TODAY + 30), DECIDE_DONE);
    REFUSED(condition("by e-mail only", MEASURE_CHANNEL, NULL, TODAY + 30)); /* at most three */
    ck_assert_int_eq(send((struct decide_event){.kind = DECIDING_REMOVE, .line = 2}), DECIDE_DONE);
    ck_assert_int_eq(condition("by e-mail only", MEASURE_CHANNEL, NULL, TODAY + 30), DECIDE_DONE);
    ck_assert_int_eq(say(DECIDING_ADD, "answer within 72 h"), DECIDE_DONE);
    ck_assert_int_eq(send((struct decide_event){.kind = DECIDING_REMOVE, .line = DECIDE_DUTIES}),
                     DECIDE_DONE);
    ck_assert_uint_eq(d.chance.mine.n, 0);
    GO(DECIDING_NEXT, 0, DECIDE_CHECK);
    ck_assert_int_eq(decide_review_on(&d, &seen, &house), TODAY + 180); /* the deadline */
    GO(DECIDING_FIELD, 2, DECIDE_CHANCE);
    GO(DECIDING_NEXT, 0, DECIDE_CHECK);
    GO(DECIDING_COMMIT, 0, DECIDE_COMMITTED);
    end();
}
END_TEST

START_TEST(what_a_goodbye_lacks)
{
    begin();
    to_path(ANSWER_NO);
    d.path = PATH_NOTICE;
    seen.clause = false;
    seen.language = NULL;
    seen.unpriced = seen.owes = seen.to_return = true;
    static const enum decide_field all[] = {EXIT_CLAUSE,     EXIT_WHY_UNTRIED, EXIT_LANGUAGE, EXIT_COLLEAGUE,
                                            EXIT_UNIT_PRICE, EXIT_DEBT,        PLAN_NOTHING};
    for (size_t i = 0; i < ARRAY_LEN(all); i++)
        ck_assert_int_eq(decide_missing(&d, &seen, &house, i), all[i]);
    GO(DECIDING_NEXT, 0, DECIDE_EXIT);
    REFUSED(key(DECIDING_NEXT, 0));
    ck_assert_str_eq(err.text, decide_missing_text(EXIT_CLAUSE));
    ck_assert_int_eq(set_text(EXIT_CLAUSE, "house rules"), DECIDE_DONE);
    ck_assert_int_eq(set_text(EXIT_WHY_UNTRIED, "it would not help"), DECIDE_DONE);
    ck_assert_int_eq(set_text(EXIT_LANGUAGE, "es-ES"), DECIDE_DONE);
    ck_assert_int_eq(set_text(EXIT_COLLEAGUE, "marta"), DECIDE_DONE);
    ck_assert_int_eq(
        send((struct decide_event){.kind = DECIDING_SET, .field = EXIT_UNIT_PRICE, .money = {8000, "EUR"}}),
        DECIDE_DONE);
    ck_assert_int_eq(set(EXIT_DEBT, DEBT_OFFSET), DECIDE_DONE);
    ck_assert_int_eq(decide_missing(&d, &seen, &house, 0), EXIT_OFFSET_YES);
    ck_assert_int_eq(set_text(EXIT_OFFSET_YES, "e-mail of 13 Nov"), DECIDE_DONE);
    REFUSED(set_day(EXIT_LAST_DAY, TODAY + 14)); /* the notice lasts longer */
    ck_assert_int_eq(set_day(EXIT_LAST_DAY, TODAY + 15), DECIDE_DONE);
    seen.trouble = "non_payment";
    ck_assert_int_eq(decide_missing(&d, &seen, &house, 0), EXIT_REASON); /* the debt, in full */
    ck_assert_int_eq(decide_missing(&d, &seen, &house, 1), EXIT_TELL_COLLEAGUE);
    ck_assert_int_eq(set(EXIT_TELL_COLLEAGUE, 0), DECIDE_DONE);
    ck_assert_int_eq(decide_missing(&d, &seen, &house, 1), PLAN_NOTHING);
    seen.trouble = NULL;
    GO(DECIDING_NEXT, 0, DECIDE_CHECK);
    end();
}
END_TEST

static void add_close(enum close_kind kind, const char *what, int32_t by)
{
    struct plan_close *close = list_add(&d.exit.closes, sizeof *close);

    *close = (struct plan_close){.kind = (int8_t)kind, .what = mem_string(what), .by = by, .held_on = DAY_NONE};
}

/* Cancelled the day before it is held, if that is before the last day; what the person set stays. */
START_TEST(a_meeting_is_cancelled_before_it_is_held)
{
    static const struct {
        int32_t by, held_on, due;
    } cases[] = {
        {DAY_NONE, TODAY + 3, TODAY + 2},     {DAY_NONE, TODAY + 1, TODAY},
        {DAY_NONE, TODAY, TODAY},             {DAY_NONE, TODAY + 40, TODAY + 15},
        {DAY_NONE, DAY_NONE, TODAY + 15},     {TODAY + 5, TODAY + 3, TODAY + 5},
    };

    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct plan_close close = {.by = cases[i].by, .held_on = cases[i].held_on};
        ck_assert_int_eq(decide_close_by(&close, TODAY + 15, TODAY), cases[i].due);
    }
    ck_assert_int_eq(
        decide_close_by(&(struct plan_close){.by = DAY_NONE, .held_on = TODAY + 9}, DAY_NONE, TODAY), TODAY + 8);
}
END_TEST

/* On a closed day they are told on the next open one, but not behind the last day. */
START_TEST(they_are_told_on_an_open_day)
{
    static const struct {
        int32_t open, last_day, due;
    } cases[] = {
        {TODAY, TODAY + 15, TODAY},        {TODAY + 1, TODAY + 15, TODAY + 1}, {TODAY + 6, TODAY + 4, TODAY + 4},
        {DAY_NONE, TODAY + 15, TODAY},     {TODAY - 3, TODAY + 15, TODAY},
    };

    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct decide_makes makes;
        begin();
        seen.trouble = "complaints";
        to_path(ANSWER_NO);
        fill_exit();
        seen.open_day = cases[i].open;
        d.exit.last_day = cases[i].last_day;
        GO(DECIDING_NEXT, 0, DECIDE_CHECK);
        decide_make(&d, &seen, &house, &makes);
        ck_assert_str_eq(makes.tasks[0].kind, "call");
        ck_assert_int_eq(makes.tasks[0].due, cases[i].due);
        ck_assert_str_eq(makes.tasks[1].kind, "letter");
        ck_assert_int_eq(makes.tasks[1].due, cases[i].due);
        decide_makes_clear(&makes);
        end();
    }
}
END_TEST

/* The drawn example: refund before the message, everything on or before the last day, nothing before today.
 */
START_TEST(what_a_goodbye_makes)
{
    static const struct {
        const char *kind;
        int32_t due;
    } tasks[] = {
        {"refund", TODAY},           {"call", TODAY},         {"letter", TODAY},
        {"handover", TODAY + 11},    {"meeting", TODAY + 15}, {"meeting", TODAY + 15},
        {"access", TODAY + 15},      {"access", TODAY + 15},  {"access", TODAY + 15},
        {"replacement", TODAY + 15},
    };
    struct decide_makes makes;

    begin();
    seen.trouble = "complaints";
    to_path(ANSWER_NO);
    fill_exit();
    seen.to_return = true;
    d.exit.to_return = (struct money){32000, "EUR"};
    add_close(CLOSE_ACCESS, "site password", DAY_NONE);
    add_close(CLOSE_MEETING, "meeting", DAY_NONE);
    add_close(CLOSE_ACCESS, "analytics", DAY_NONE);
    add_close(CLOSE_MEETING, "meeting", DAY_NONE);
    add_close(CLOSE_ACCESS, "shared folder", DAY_NONE);
    GO(DECIDING_NEXT, 0, DECIDE_CHECK); /* the plan is filled by defaults */
    ck_assert_int_eq(d.path, PATH_NOTICE);
    decide_make(&d, &seen, &house, &makes);
    ck_assert_uint_eq(makes.n_tasks, ARRAY_LEN(tasks));
    for (size_t i = 0; i < ARRAY_LEN(tasks); i++) {
        ck_assert_str_eq(makes.tasks[i].kind, tasks[i].kind);
        ck_assert_int_eq(makes.tasks[i].due, tasks[i].due);
    }
    ck_assert_uint_eq(makes.n_letters, 2);
    ck_assert_str_eq(makes.letters[0].code, "T8");
    ck_assert_str_eq(makes.letters[1].code, "T3");
    ck_assert(makes.leaving);
    ck_assert_int_eq(makes.reviews[0], TODAY + 15 + 30);
    ck_assert_int_eq(makes.reviews[2], civil_day(2027, 5, 30));
    ck_assert_int_eq(decide_review_on(&d, &seen, &house), civil_day(2027, 5, 30));
    decide_makes_clear(&makes);
    struct decide_manner manner = decide_manner(&d, &seen, &house);
    ck_assert_int_eq(manner.tell, TELL_CALL);
    ck_assert_int_eq(manner.framing, FRAMING_BEST_FOR_YOU);
    seen.in_group = true;
    ck_assert_int_eq(decide_manner(&d, &seen, &house).tell, TELL_WRITE);
    end();
}
END_TEST

/* --- the person's own file --- */

START_TEST(own_numbers)
{
    begin();
    ck_assert_int_eq(
        decide_house_read("# mine\nkeep_days 30\ntrouble complaints yes=1 no=3 ending=T1\r\n", &house, &err),
        0);
    ck_assert_int_eq(house.keep_days, 30);
    ck_assert_int_eq(decide_trouble_find(&house, "complaints")->after_no, PATH_DECLINE);
    ck_assert_str_eq(decide_trouble_find(&house, "complaints")->ending, "T1");
    static const char *const bad[] = {"keep_days\n",        "keep_days many\n",  "keep_days -1\n",
                                      "nonsense 1\n",       "trouble x yes=9\n", "trouble x yes\n",
                                      "trouble x size=1\n", "trouble\n",         "trouble x tell=shout\n"};
    for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
        _cleanup_free_ char *text = str_format("laters_max 2\n%s", bad[i]);
        ck_assert_int_eq(decide_house_read(text, &house, &err), -1);
        ck_assert_ptr_nonnull(strstr(err.text, "line 2"));
    }
    end();
}
END_TEST

START_TEST(when_a_chance_is_known_to_fail)
{
    struct plan_condition soon = {.what = (char *)"pay", .measure = MEASURE_PAYMENT, .until = TODAY + 7};
    struct plan_condition late = {.what = (char *)"in time", .measure = MEASURE_DAYS_LATE, .until = TODAY + 181};
    struct plan_condition both[] = {soon, late};
    struct plan_chance chance = {.conditions = {both, 0, 0}};

    ck_assert_int_eq(plan_chance_known(&chance), DAY_NONE);
    chance.conditions.n = 2;
    ck_assert_int_eq(plan_chance_known(&chance), TODAY + 7); /* work waits for the first */
    chance.work_at_once = true;
    ck_assert_int_eq(plan_chance_known(&chance), TODAY + 181);

    ck_assert_int_eq(plan_minutes_within(1825, TODAY, TODAY + 7), 420); /* 60 a day: 1825 x 12 / 365 */
    ck_assert_int_eq(plan_minutes_within(1, TODAY, TODAY + 1), 1);      /* rounded up */
    ck_assert_int_eq(plan_minutes_within(600, TODAY, TODAY), 0);
    ck_assert_int_eq(plan_minutes_within(600, TODAY, TODAY - 3), 0);
}
END_TEST

int main(void)
{
    const struct test_row rows[] = {
        {every_trouble_has_its_default, ARRAY_LEN(defaults)},
        {what_moves_a_default, 1},
        {causes, 1},
        {chances, 1},
        {not_today_twice, 1},
        {terms, 1},
        {a_project_declined, 1},
        {conditions, 1},
        {what_a_goodbye_lacks, 1},
        {a_meeting_is_cancelled_before_it_is_held, 1},
        {they_are_told_on_an_open_day, 1},
        {what_a_goodbye_makes, 1},
        {own_numbers, 1},
        {when_a_chance_is_known_to_fail, 1},
    };
    return run_suite("decision paths", rows, ARRAY_LEN(rows));
}
