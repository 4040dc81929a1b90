/* The state machine of a decision: the table of decide.md, every trouble's default, the boundaries, and random keys. */
#include "paletti/core/decision_record.h"

#include "fixture.h"

#include "paletti/base/file.h"
#include "paletti/base/mem.h"
#include "paletti/base/str.h"

#include <string.h>

#define TODAY 20773 /* Mon 16 Nov 2026 */
#define NOW   ((int64_t)TODAY * DAY_SECONDS + 9 * 3600)

static struct decide_house house;
static struct decide_seen seen;
static struct deciding d;
static struct err err;

static void put_line(const char *code, int64_t suggested)
{
    struct decided_fact *fact = list_add(&d.facts, sizeof *fact);

    fact->code = mem_string(code);
    fact->suggested = suggested;
    fact->rating = -1;
}

static void begin(void)
{
    static const char *const codes[] = {"money", "hour", "rules", "work", "contract", "fits", "energy"};
    _cleanup_str_ struct str text = STR_INIT;

    ck_assert_int_eq(file_read(PROJECT_DATA "/decide/house", 1 << 20, &text, &err), 0);
    house = (struct decide_house){0};
    ck_assert_msg(decide_house_read(str_text(&text), &house, &err) == 0, "%s", err.text);
    seen = (struct decide_seen){
        .now = NOW, .today = TODAY, .opening = NOW + DAY_SECONDS, .name = "Quejumbre & Hijos", .share = 110, .runway = 4200,
        .floor = 3000, .contract = true, .clause = true, .last_day = TODAY + 15, .language = "es", .last_breach = INSTANT_NONE,
        .last_chance = DAY_NONE,
    };
    deciding_init(&d, "d1", "quejumbre", NULL);
    for (size_t i = 0; i < ARRAY_LEN(codes); i++)
        put_line(codes[i], 3);
}

static void end(void)
{
    model_clear(&model_deciding, &d);
    decide_house_clear(&house);
}

static int send(struct decide_event event)
{
    err.text[0] = '\0';
    seen.now += 2;
    return decide_apply(&d, &seen, &house, &event, &err);
}

static int key(enum decide_event_kind kind, int64_t number)
{
    return send((struct decide_event){.kind = kind, .number = number, .line = -1, .day = DAY_NONE});
}

static int say(enum decide_event_kind kind, const char *text)
{
    return send((struct decide_event){.kind = kind, .text = text, .line = -1, .day = DAY_NONE});
}

static int set_text(enum decide_field field, const char *text)
{
    return send((struct decide_event){.kind = DECIDING_SET, .field = field, .text = text, .day = DAY_NONE});
}

static int set_day(enum decide_field field, int32_t day)
{
    return send((struct decide_event){.kind = DECIDING_SET, .field = field, .day = day});
}

static int set(enum decide_field field, int64_t number)
{
    return send((struct decide_event){.kind = DECIDING_SET, .field = field, .number = number, .day = DAY_NONE});
}

#define GO(kind, number, to)                                                                     \
    do {                                                                                         \
        ck_assert_msg(key(kind, number) == DECIDE_DONE, "refused: %s", err.text);                \
        ck_assert_str_eq(decide_state_names[d.state], decide_state_names[to]);                   \
    } while (0)
#define REFUSED(call) ck_assert_int_eq(call, DECIDE_REFUSED)

static void to_ask(void)
{
    GO(DECIDING_BEGIN, 0, DECIDE_FACTS);
    GO(DECIDING_NEXT, 0, DECIDE_ASK);
}

static void to_path(enum decide_answer answer)
{
    to_ask();
    GO(DECIDING_ANSWER, answer, DECIDE_ASK);
    if (answer == ANSWER_UNSURE) {
        GO(DECIDING_NEXT, 0, DECIDE_FEAR);
        GO(DECIDING_FEARLESS, FEARLESS_KEEP, DECIDE_FEAR);
        GO(DECIDING_FEAR, FEAR_NOTHING, DECIDE_FEAR);
    }
    GO(DECIDING_NEXT, 0, DECIDE_PATH);
}

/* A goodbye whose plan has nothing missing. */
static void fill_exit(void)
{
    static const struct decide_tried tried[] = {{"talk", TODAY - 30, false}};

    seen.tried = tried;
    seen.n_tried = 1;
    free(d.exit.referral.none_because);
    d.exit.referral.none_because = mem_string("they have somebody");
}

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

START_TEST(facts_rows)
{
    begin();
    GO(DECIDING_BEGIN, 0, DECIDE_FACTS);
    ck_assert_int_eq(send((struct decide_event){.kind = DECIDING_RATE, .line = 3, .number = 5}), DECIDE_DONE);
    REFUSED(send((struct decide_event){.kind = DECIDING_RATE, .line = 3, .number = 6}));
    REFUSED(send((struct decide_event){.kind = DECIDING_RATE, .line = 7, .number = 1}));
    ck_assert_int_eq(send((struct decide_event){.kind = DECIDING_REASON, .line = 3, .text = "two were right"}), DECIDE_DONE);
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

START_TEST(disagreement)
{
    begin();
    d.answer = ANSWER_YES;
    rate_all(3, 0);
    ck_assert(!decide_disagree(&d));
    rate_all(4, 0); /* more than half of seven */
    ck_assert(decide_disagree(&d));
    d.answer = ANSWER_NO;
    ck_assert(!decide_disagree(&d));
    rate_all(0, 3);
    ck_assert(!decide_disagree(&d));
    rate_all(0, 4);
    ck_assert(decide_disagree(&d));
    struct decided_fact *facts = d.facts.v;
    facts[0].left_out = true; /* three of six: not more than half */
    ck_assert(!decide_disagree(&d));
    for (int i = 0; i < 7; i++)
        facts[i].rating = 0;
    ck_assert(!decide_disagree(&d));
    end();
}
END_TEST

/* --- paths --- */

static const struct {
    const char *trouble;
    int yes, no;   /* as things are usual */
    int open;      /* with a contract that names every cause, and a chance that is open: after yes */
    int today;     /* ... after no */
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
        ck_assert_int_eq(send((struct decide_event){.kind = DECIDING_PATH, .number = PATH_LATER, .day = TODAY + 7}), DECIDE_DONE);
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
    ck_assert_int_eq(set_text(DECLINE_NO_REFERRAL, "I know nobody"), DECIDE_DONE);
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
    ck_assert_int_eq(send((struct decide_event){.kind = DECIDING_REMOVE, .line = DECIDE_DUTIES}), DECIDE_DONE);
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
    static const enum decide_field all[] = {EXIT_CLAUSE,    EXIT_WHY_UNTRIED, EXIT_LANGUAGE, EXIT_COLLEAGUE,
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
    ck_assert_int_eq(send((struct decide_event){.kind = DECIDING_SET, .field = EXIT_UNIT_PRICE, .money = {8000, "EUR"}}), DECIDE_DONE);
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

    *close = (struct plan_close){.kind = (int8_t)kind, .what = mem_string(what), .by = by};
}

/* The drawn example: refund before the message, everything on or before the last day, nothing before today. */
START_TEST(what_a_goodbye_makes)
{
    static const struct {
        const char *kind;
        int32_t due;
    } tasks[] = {
        {"refund", TODAY},     {"call", TODAY},         {"letter", TODAY},       {"handover", TODAY + 11}, {"meeting", TODAY + 15},
        {"meeting", TODAY + 15}, {"access", TODAY + 15}, {"access", TODAY + 15}, {"access", TODAY + 15},  {"replacement", TODAY + 15},
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
    static const enum decide_state pages[] = {DECIDE_FACTS, DECIDE_ASK,   DECIDE_FEAR,  DECIDE_PATH, DECIDE_TERMS,
                                              DECIDE_DECLINE, DECIDE_CHANCE, DECIDE_EXIT, DECIDE_CHECK};

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

/* --- the person's own file --- */

START_TEST(own_numbers)
{
    begin();
    ck_assert_int_eq(decide_house_read("# mine\nkeep_days 30\ntrouble complaints yes=1 no=3 ending=T1\r\n", &house, &err), 0);
    ck_assert_int_eq(house.keep_days, 30);
    ck_assert_int_eq(decide_trouble_find(&house, "complaints")->after_no, PATH_DECLINE);
    ck_assert_str_eq(decide_trouble_find(&house, "complaints")->ending, "T1");
    static const char *const bad[] = {"keep_days\n", "keep_days many\n", "keep_days -1\n", "nonsense 1\n", "trouble x yes=9\n",
                                      "trouble x yes\n", "trouble x size=1\n", "trouble\n", "trouble x tell=shout\n"};
    for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
        _cleanup_free_ char *text = str_format("laters_max 2\n%s", bad[i]);
        ck_assert_int_eq(decide_house_read(text, &house, &err), -1);
        ck_assert_ptr_nonnull(strstr(err.text, "line 2"));
    }
    end();
}
END_TEST

/* --- random keys --- */

static struct decide_event random_event(struct dice *dice)
{
    static const char *const texts[] = {NULL, "", "x", "abuse", "complaints", "money", "mon-fri 9-18"};
    static char pay[] = "pay";
    static const struct plan_condition chance = {.what = pay, .measure = MEASURE_DAYS_LATE, .until = TODAY + 30};

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

/* Whatever is pressed: the first answer stays as it was given, and nothing is committed but from Check, with an answer, with
 * nothing missing, on a path that ends it. What is refused changes nothing. */
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
    static const enum decide_event_kind often[] = {DECIDING_NEXT, DECIDING_NEXT, DECIDING_ANSWER, DECIDING_COMMIT, DECIDING_RESUME};
    struct decide_event event = random_event(dice);

    if (dice_chance(dice, 60))
        event.kind = often[dice_roll(dice, ARRAY_LEN(often))];
    return event;
}

START_TEST(random_keys)
{
    struct dice dice = {20261116 + (uint64_t)_i};
    int committed = 0;

    for (int round = 0; round < 500; round++) {
        begin();
        seen.trouble = defaults[dice_roll(&dice, ARRAY_LEN(defaults))].trouble;
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
        {the_easy_lane, 1}, {facts_rows, 1}, {the_question_first, 1}, {fear, 1}, {lanes, 1}, {disagreement, 1},
        {every_trouble_has_its_default, ARRAY_LEN(defaults)}, {what_moves_a_default, 1}, {causes, 1}, {chances, 1},
        {not_today_twice, 1}, {terms, 1}, {a_project_declined, 1}, {conditions, 1}, {what_a_goodbye_lacks, 1},
        {what_a_goodbye_makes, 1}, {sleeping_on_it, 1}, {parked_anywhere, 1}, {new_facts_come_first, 1}, {begun_anew, 1},
        {money_alone_is_looked_at_soon, 1}, {a_reserve_against_fear, 1}, {own_numbers, 1}, {random_keys, 4},
    };
    return run_suite("decision", rows, ARRAY_LEN(rows));
}
