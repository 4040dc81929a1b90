/* The plans of a decision: what is proposed, what it costs, who they can go to, what is kept of a line that
 * is typed, and what its letters say. */
#include "fixture.h"

#include "paletti/app/deciding.h"

#include <stdlib.h>
#include <string.h>

static struct trial t;
static struct deciding_view *view;

#define OWES                                                                                                 \
    "{\"type\":\"contract\",\"ref\":\"c1\",\"client\":\"ada\",\"from\":\"2025-01-01\",\"notice_days\":15,"   \
    "\"clause\":\"clause 9\",\"payment_days\":15,\"scope\":\"two pages a month\"}\n"                         \
    "{\"type\":\"invoice\",\"ref\":\"i1\",\"client\":\"ada\",\"number\":\"2026-81\",\"amount\":{\"amount\":" \
    "\"1450.00\",\"currency\":\"EUR\"},\"issued_on\":\"2026-10-01\",\"due_on\":\"2026-10-16\"}\n"

#define BOUGHT                                                                                               \
    "{\"type\":\"me\",\"name\":\"Nora Inventada\",\"email\":[\"nora@palabra.example\"],\"signature\":"       \
    "\"Nora\"}\n"                                                                                            \
    "{\"type\":\"package\",\"ref\":\"p1\",\"client\":\"ada\",\"unit\":\"session\",\"quantity\":\"12\","      \
    "\"price\":{\"amount\":\"960.00\",\"currency\":\"EUR\"},\"bought_on\":\"2026-09-02\"}\n"                 \
    "{\"type\":\"use\",\"ref\":\"u1\",\"package\":\"p1\",\"on\":\"2026-09-09\",\"quantity\":\"8\"}\n"        \
    "{\"type\":\"use\",\"ref\":\"u2\",\"package\":\"p1\",\"on\":\"2026-11-25\"}\n"

#define COLLEAGUES                                                                                           \
    "{\"type\":\"colleague\",\"ref\":\"asked\",\"name\":\"Ursula Asked\",\"needs\":[\"shops\",\"upkeep\"],"  \
    "\"consented_on\":\"2026-11-13\"}\n"                                                                     \
    "{\"type\":\"colleague\",\"ref\":\"new\",\"name\":\"Ana New\",\"competitor\":true}\n"                    \
    "{\"type\":\"colleague\",\"ref\":\"old\",\"name\":\"Berta Old\",\"consented_on\":\"2024-11-13\"}\n"

static void begin(const char *records)
{
    trial_init(&t);
    trial_put(&t, RULES ADA BLAS);
    trial_put(&t, records);
    ck_assert_msg(deciding_begin(t.app, "ada", false, &view, &t.err) == 0, "%s", t.err.text);
}

static void done(void)
{
    deciding_view_free(view);
    view = NULL;
    trial_done(&t);
}

static const struct deciding *answers(void)
{
    return deciding_page(view)->answers;
}

static int send(struct decide_event event)
{
    t.err.text[0] = '\0';
    t.now += 2;
    return deciding_event(t.app, view, &event, NULL, &t.err);
}

static void ok(enum decide_event_kind kind, int64_t number)
{
    ck_assert_msg(send((struct decide_event){.kind = kind, .number = number, .day = DAY_NONE}) == 0, "%s",
                  t.err.text);
}

static void set_text(enum decide_field field, const char *text)
{
    ck_assert_msg(
        send((struct decide_event){.kind = DECIDING_SET, .field = field, .text = text, .day = DAY_NONE}) == 0,
        "%s", t.err.text);
}

/* To the plan of PATH; a chance that is not open gets its reason. */
static void to_plan(enum decide_answer answer, enum decide_path path)
{
    ok(DECIDING_NEXT, 0);
    ok(DECIDING_ANSWER, answer);
    ok(DECIDING_NEXT, 0);
    if (path == PATH_CHANCE && deciding_page(view)->paths[path].open != PATH_OPEN)
        ck_assert_int_eq(send((struct decide_event){.kind = DECIDING_OVERRIDE, .text = "once more"}), 0);
    ok(DECIDING_PATH, path);
    ok(DECIDING_NEXT, 0);
}

/* --- conditions --- */

struct proposed {
    struct plan_condition v[8];
    size_t n;
};

static int keep_proposal(void *ctx, const struct plan_condition *condition)
{
    struct proposed *proposed = ctx;

    ck_assert_uint_lt(proposed->n, 8);
    plan_condition_copy(condition, &proposed->v[proposed->n++]);
    return 0;
}

static void forget(struct proposed *proposed)
{
    while (proposed->n > 0)
        plan_condition_clear(&proposed->v[--proposed->n]);
}

static void propose(struct proposed *proposed)
{
    *proposed = (struct proposed){0};
    ck_assert_int_eq(deciding_proposals(t.app, view, keep_proposal, proposed, &t.err), 0);
}

static int end_at_once(void *ctx, const struct plan_condition *condition _unused_)
{
    return ++*(int *)ctx == 1 ? 7 : 8;
}

START_TEST(what_is_owed_is_proposed_first)
{
    struct proposed proposed;
    int n = 0;

    begin(OWES);
    to_plan(ANSWER_YES, PATH_CHANCE);
    propose(&proposed);
    int32_t today = deciding_page(view)->seen->today;
    ck_assert_int_eq(proposed.v[0].measure, MEASURE_PAYMENT);
    ck_assert_str_eq(proposed.v[0].invoice, "i1");
    ck_assert_str_eq(proposed.v[0].what, "pay 2026-81, 1,450.00 EUR");
    ck_assert_int_eq(proposed.v[0].until, today + 7);
    ck_assert_int_eq(proposed.v[1].measure, MEASURE_DAYS_LATE);
    ck_assert_str_eq(proposed.v[1].what, "pay later invoices within 15 days");
    ck_assert_int_eq(proposed.v[1].until, today + 181);
    for (size_t i = 0; i < proposed.n; i++)
        ck_assert_int_eq(plan_condition_check(&proposed.v[i], today, &t.err),
                         0); /* each can be added as it is */

    ck_assert_int_eq(
        send((struct decide_event){.kind = DECIDING_ADD, .line = -1, .condition = &proposed.v[0]}), 0);
    size_t before = proposed.n;
    forget(&proposed);
    propose(&proposed);
    ck_assert_uint_eq(proposed.n, before - 1);
    ck_assert_int_eq(proposed.v[0].measure, MEASURE_DAYS_LATE);
    forget(&proposed);
    ck_assert_int_eq(deciding_proposals(t.app, view, end_at_once, &n, &t.err), 7);
    ck_assert_int_eq(n, 1);
    done();
}
END_TEST

START_TEST(nothing_owed_nothing_to_pay)
{
    struct proposed proposed;

    begin("");
    to_plan(ANSWER_YES, PATH_CHANCE);
    propose(&proposed);
    for (size_t i = 0; i < proposed.n; i++)
        ck_assert_int_ne(proposed.v[i].measure, MEASURE_PAYMENT);
    ck_assert_uint_gt(proposed.n, 0);
    forget(&proposed);
    done();
}
END_TEST

START_TEST(a_line_typed_in_part_is_there_again)
{
    begin(OWES);
    to_plan(ANSWER_YES, PATH_CHANCE);
    set_text(CHANCE_TYPING, "changes by e-mail; in 30 d");
    deciding_view_free(view);
    view = NULL;
    trial_close(&t);
    trial_ok(&t, "decide", "ada", NULL);
    ck_assert_int_eq(deciding_begin(t.app, "ada", false, &view, &t.err), DECIDING_HAS_DRAFT);
    ck_assert_str_eq(answers()->chance.typing, "changes by e-mail; in 30 d");
    ok(DECIDING_RESUME, 0);
    struct proposed proposed;
    propose(&proposed);
    ck_assert_int_eq(
        send((struct decide_event){.kind = DECIDING_ADD, .line = -1, .condition = &proposed.v[0]}), 0);
    forget(&proposed);
    ok(DECIDING_NEXT, 0);
    ck_assert_int_eq(answers()->state, DECIDE_CHECK);
    ck_assert_ptr_null(answers()->chance.typing); /* nothing half said is decided */
    done();
}
END_TEST

/* --- costs --- */

#define WORKED                                                                                               \
    "{\"type\":\"interaction\",\"ref\":\"w1\",\"client\":\"ada\",\"at\":\"2026-06-01T10:00:00Z\","           \
    "\"direction\":\"none\",\"kind\":\"work\",\"minutes\":600}\n"                                            \
    "{\"type\":\"interaction\",\"ref\":\"w2\",\"client\":\"ada\",\"at\":\"2026-11-02T10:00:00Z\","           \
    "\"direction\":\"none\",\"kind\":\"work\",\"minutes\":600}\n"

START_TEST(both_ways_cost)
{
    struct deciding_costs costs;

    begin(OWES WORKED);
    to_plan(ANSWER_YES, PATH_CHANCE);
    deciding_costs(view, &costs);
    const struct client_facts *facts = facts_of(deciding_page(view)->facts);
    ck_assert_int_eq(costs.minutes, ratio_round_up(facts->worked_hours, 60));
    ck_assert_int_gt(costs.minutes, 0);
    ck_assert_int_eq(costs.ahead[0].months, 3);
    ck_assert_int_eq(costs.ahead[2].minutes, costs.minutes * 12);
    ck_assert_int_eq(costs.lost, -1); /* no condition yet */
    struct plan_condition pays = {.what = (char *)"pay",
                                  .measure = MEASURE_PAYMENT,
                                  .invoice = (char *)"i1",
                                  .until = deciding_page(view)->seen->today + 7};
    ck_assert_int_eq(send((struct decide_event){.kind = DECIDING_ADD, .line = -1, .condition = &pays}), 0);
    deciding_costs(view, &costs);
    ck_assert_int_eq(costs.lost, (costs.minutes * 12 * 7 + 364) / 365);
    done();
}
END_TEST

START_TEST(costs_that_nobody_knows)
{
    struct deciding_costs costs;

    begin("");
    to_plan(ANSWER_NO, PATH_NOTICE);
    deciding_costs(view, &costs);
    ck_assert_str_eq(costs.hour.currency, "");
    ck_assert_int_eq(costs.lost, -1);
    done();
}
END_TEST

/* --- to whom --- */

static int list_colleague(void *ctx, const struct deciding_colleague *colleague)
{
    str_printf(ctx, "%s %s %d%d;", colleague->name, colleague->needs, colleague->fresh,
               colleague->competitor);
    return 0;
}

START_TEST(who_said_yes_comes_first)
{
    _cleanup_str_ struct str told = STR_INIT;

    begin(COLLEAGUES);
    ck_assert_int_eq(deciding_colleagues(t.app, list_colleague, &told, &t.err), 0);
    ck_assert_str_eq(str_text(&told), "Berta Old  00;Ursula Asked shops, upkeep 10;Ana New  01;");
    done();
}
END_TEST

/* --- money, words --- */

START_TEST(a_booked_session_is_kept_or_given_back)
{
    begin(OWES BOUGHT);
    to_plan(ANSWER_NO, PATH_NOTICE);
    ck_assert_int_eq(answers()->exit.to_return.minor, 24000); /* 12, 8 used, one booked inside the notice */
    set_text(EXIT_GIVEN_BACK, "u2");
    ck_assert_int_eq(answers()->exit.to_return.minor, 32000);
    struct letter letter = {0};
    ck_assert_msg(deciding_letter(t.app, view, "T3", &letter, &t.err) == 0, "%s", t.err.text);
    ck_assert_ptr_nonnull(strstr(letter.text, "320.00"));
    letter_clear(&letter);
    set_text(EXIT_GIVEN_BACK, "u2");
    ck_assert_int_eq(answers()->exit.to_return.minor, 24000);
    done();
}
END_TEST

#define RETAINED                                                                                             \
    "{\"type\":\"package\",\"ref\":\"p2\",\"client\":\"ada\",\"unit\":\"month\",\"quantity\":\"1\","          \
    "\"price\":{\"amount\":\"620.00\",\"currency\":\"EUR\"},\"bought_on\":\"2026-11-01\",\"starts_on\":"       \
    "\"2026-11-01\",\"ends_on\":\"2026-11-30\"}\n"

/* A month that runs out inside the notice goes back neither in the plan nor in its letters. */
START_TEST(both_letters_count_up_to_the_last_day)
{
    begin(OWES BOUGHT RETAINED);
    to_plan(ANSWER_NO, PATH_NOTICE);
    ck_assert_int_eq(answers()->exit.to_return.minor, 24000);
    struct letter letter = {0};
    ck_assert_msg(deciding_letter(t.app, view, "T3", &letter, &t.err) == 0, "%s", t.err.text);
    ck_assert_msg(strstr(letter.text, "Total: ") && strstr(letter.text, "240.00"), "%s", letter.text);
    ck_assert_msg(!strstr(letter.text, "620.00"), "%s", letter.text);
    letter_clear(&letter);
    done();
}
END_TEST

START_TEST(held_by_which_clause)
{
    begin(OWES BOUGHT);
    to_plan(ANSWER_NO, PATH_NOTICE);
    ck_assert(deciding_page(view)->seen->owes && deciding_page(view)->seen->to_return);
    ck_assert_int_eq(
        send((struct decide_event){.kind = DECIDING_SET, .field = EXIT_DEBT, .number = DEBT_HOLD}), 0);
    const struct deciding_page *page = deciding_page(view);
    bool asks = false;
    for (size_t i = 0; i < page->n_missing; i++)
        asks |= page->missing[i] == EXIT_OFFSET_YES;
    ck_assert(asks);
    set_text(EXIT_OFFSET_YES, "clause 4");
    for (size_t i = 0; i < page->n_missing; i++)
        ck_assert_int_ne(page->missing[i], EXIT_OFFSET_YES);
    done();
}
END_TEST

START_TEST(told_in_another_language)
{
    begin(OWES BOUGHT);
    to_plan(ANSWER_NO, PATH_NOTICE);
    set_text(EXIT_LANGUAGE, "it-IT");
    ck_assert_str_eq(deciding_page(view)->seen->locale, "it-IT");
    ck_assert_ptr_nonnull(deciding_page(view)->seen->address);
    struct letter letter = {0};
    ck_assert_msg(deciding_letter(t.app, view, "T8", &letter, &t.err) == 0, "%s", t.err.text);
    ck_assert_str_eq(letter.language, "it");
    letter_clear(&letter);
    set_text(EXIT_LANGUAGE, "");
    ck_assert_str_ne(deciding_page(view)->seen->locale, "it-IT");
    done();
}
END_TEST

START_TEST(what_held_until_now_stands_there)
{
    begin(OWES);
    to_plan(ANSWER_YES, PATH_TERMS);
    ck_assert_str_eq(answers()->terms.scope_was, "two pages a month");
    ck_assert_str_eq(answers()->terms.hours_was, "Mon-Fri 09:30-18:00");
    ck_assert_str_eq(answers()->terms.channel_was, "e-mail, phone");
    set_text(TERMS_SCOPE_WAS, "one page");
    set_text(TERMS_SCOPE, "three pages");
    ck_assert_str_eq(answers()->terms.scope_was, "one page"); /* what was written stays */
    done();
}
END_TEST

TRIAL_MAIN("deciding plans", what_is_owed_is_proposed_first, nothing_owed_nothing_to_pay,
           a_line_typed_in_part_is_there_again, both_ways_cost, costs_that_nobody_knows,
           who_said_yes_comes_first, a_booked_session_is_kept_or_given_back,
           both_letters_count_up_to_the_last_day, held_by_which_clause,
           told_in_another_language, what_held_until_now_stands_there)
