/* What comes after a decision: each tripwire from a small file, second chances term by term, tasks and closing, and the record of
 * all. */
#include "fixture.h"

#include "paletti/app/deciding.h"
#include "paletti/app/reviews.h"
#include "paletti/base/mem.h"
#include "paletti/core/intake.h"

#include <stdio.h>
#include <string.h>

static struct trial t;

/* A decision about Ada of 1 August 2026. PATH with the plan in MORE ("" or ",\"chance\":{...}"); WIRES: objects; REST: more members. */
#define DECIDED(ref, on, path, more, wires, rest)                                                                       \
    "{\"type\":\"decision\",\"ref\":\"" ref "\",\"client\":\"ada\",\"at\":\"" on "T10:00:00Z\",\"zone\":\"Europe/Madrid\"," \
    "\"program\":\"0.1.0\",\"answers\":{\"ref\":\"a-" ref "\",\"client\":\"ada\",\"state\":\"committed\","                \
    "\"first_answer\":\"yes\",\"first_at\":\"" on "T09:59:00Z\",\"answer\":\"yes\",\"path\":\"" path "\"" more "},"      \
    "\"tripwires\":[" wires "]" rest "}\n"
#define WIRE(code, n) "{\"code\":\"" code "\",\"n\":" n "}"
#define WIRE_ON(code, on) "{\"code\":\"" code "\",\"on\":\"" on "\"}"
#define KEPT(wires) DECIDED("d1", "2026-08-01", "keep", "", wires, "")
#define ENTRY(ref, at, direction, kind, more)                                                                          \
    "{\"type\":\"interaction\",\"ref\":\"" ref "\",\"client\":\"ada\",\"at\":\"" at "\",\"direction\":\"" direction        \
    "\",\"kind\":\"" kind "\"" more "}\n"
#define PAID(ref, client, on, sum, more)                                                                               \
    "{\"type\":\"payment\",\"ref\":\"" ref "\",\"client\":\"" client "\",\"on\":\"" on                                   \
    "\",\"amount\":{\"amount\":\"" sum "\",\"currency\":\"EUR\"}" more "}\n"
#define INVOICE(ref, on)                                                                                               \
    "{\"type\":\"invoice\",\"ref\":\"" ref "\",\"client\":\"ada\",\"number\":\"" ref "\",\"issued_on\":\"" on              \
    "\",\"amount\":{\"amount\":\"100.00\",\"currency\":\"EUR\"}}\n"
#define TOLD "{\"type\":\"told\",\"ref\":\"t1\",\"client\":\"ada\",\"on\":\"2026-02-01\"}\n"

static void begin(const char *lines)
{
    trial_init(&t);
    trial_put(&t, RULES ADA BLAS);
    trial_put(&t, lines);
}

static int add_code(void *ctx, const struct review_due *due)
{
    struct str *codes = ctx, text = STR_INIT;

    str_printf(codes, "%s%s", codes->len ? " " : "", due->code);
    words_review_due(t.app, &text, due);
    ck_assert_msg(text.len > 0, "%s has no sentence", due->code);
    str_done(&text);
    return 0;
}

/* What is due, by date. */
#define ck_due(expected)                                                                       \
    do {                                                                                       \
        _cleanup_str_ struct str codes_ = STR_INIT;                                            \
        ck_assert_msg(view_reviews(t.app, NULL, add_code, &codes_, &t.err) == 0, "%s", t.err.text); \
        ck_assert_str_eq(str_text(&codes_), (expected));                                       \
    } while (0)

/* Days later, on one's own clock. */
static void later(int days)
{
    t.now += (int64_t)days * 86400;
}

START_TEST(a_date_comes_and_a_look_ends_it)
{
    begin(KEPT(WIRE_ON("date", "2026-11-17")));
    ck_due("");
    later(1);
    ck_due("date");
    trial_ok(&t, "review", "d1", "yes", "--process", "4", "--result", "3", NULL);
    ck_due("");
    trial_ok(&t, "undo", NULL);
    ck_due("date");
    /* A later decision takes its place. */
    trial_put(&t, DECIDED("d2", "2026-11-16", "keep", "", "", ""));
    ck_due("");
    trial_done(&t);
}
END_TEST

START_TEST(an_exit_asks_three_times)
{
    begin(DECIDED("d1", "2026-04-29", "notice", "", WIRE_ON("date", "2026-06-30") "," WIRE_ON("result", "2026-11-27"),
                  ",\"last_day\":\"2026-05-31\",\"review_on\":\"2026-06-30\",\"relief_on\":\"2026-06-30\",\"result_on\":\"2026-11-27\""));
    ck_due("relief again");
    trial_ok(&t, "review", "ada", "yes", "--relief", "2", NULL);
    ck_due("");
    later(14);
    ck_due("result");
    trial_ok(&t, "review", "ada", "no", "--result", "4", "quieter", NULL);
    ck_due("");
    ck_assert_int_lt(trial_run(&t, "review", "ada", "yes", "--relief", "3", NULL), 0);
    trial_done(&t);
}
END_TEST

#define LATE_CALL(ref, day) ENTRY(ref, "2026-" day "T22:00:00+01:00", "in", "call", ",\"channel\":\"phone\"")

START_TEST(lines_crossed_after_a_reminder)
{
    begin(TOLD KEPT(WIRE("rule_broken", "3")) LATE_CALL("e0", "09-01") LATE_CALL("e1", "11-02") LATE_CALL("e2", "11-03")
              LATE_CALL("e3", "11-04"));
    ck_due(""); /* nobody reminded them */
    trial_put(&t, "{\"type\":\"breach\",\"of\":\"e0\",\"kind\":\"off_hours\",\"state\":\"reminded\",\"on\":\"2026-11-02\"}\n");
    ck_due(""); /* two since that day */
    trial_put(&t, LATE_CALL("e4", "11-05"));
    ck_due("rule_broken");
    trial_put(&t, "{\"type\":\"breach\",\"of\":\"e3\",\"kind\":\"off_hours\",\"state\":\"waived\",\"reason\":\"a fire\"}\n");
    ck_due(""); /* what was let pass does not count */
    trial_ok(&t, "undo", NULL);
    ck_due("rule_broken");
    trial_ok(&t, "review", "d1", "yes", NULL);
    ck_due("");
    trial_done(&t);
}
END_TEST

START_TEST(promises_and_the_end_of_the_ladder)
{
    begin(KEPT(WIRE("promise_broken", "0") "," WIRE("ladder_end", "0")) INVOICE("i1", "2026-08-10")
          "{\"type\":\"promise\",\"ref\":\"p1\",\"client\":\"ada\",\"said_on\":\"2026-11-01\",\"pays_on\":\"2026-11-05\",\"invoice\":\"i1\"}\n");
    ck_due("promise_broken");
    trial_put(&t, ENTRY("l1", "2026-09-01T10:00:00+02:00", "out", "message", ",\"channel\":\"email\",\"signs\":[\"t6a\"]")
                      ENTRY("l2", "2026-09-10T10:00:00+02:00", "out", "message", ",\"channel\":\"email\",\"signs\":[\"t6b\"]")
                          ENTRY("l3", "2026-09-20T10:00:00+02:00", "out", "message", ",\"channel\":\"email\",\"signs\":[\"t6c\"]"));
    ck_due("ladder_end promise_broken");
    trial_put(&t, PAID("pay", "ada", "2026-11-04", "100.00", ",\"invoice\":\"i1\""));
    ck_due("");
    trial_done(&t);
}
END_TEST

START_TEST(what_an_hour_earns)
{
    begin("{\"type\":\"me\",\"name\":\"Nora\",\"currency\":\"EUR\",\"target_rate\":{\"amount\":\"60.00\",\"currency\":\"EUR\"}}\n"
          KEPT(WIRE("hour_half", "60")) ENTRY("w1", "2026-10-05T10:00:00+02:00", "none", "work", ",\"minutes\":600")
          PAID("p1", "ada", "2026-10-20", "300.00", ""));
    ck_due(""); /* 30 an hour is the half, not under it */
    trial_put(&t, ENTRY("w2", "2026-10-06T10:00:00+02:00", "none", "work", ",\"minutes\":6"));
    ck_due("hour_half");
    trial_ok(&t, "review", "d1", "yes", NULL);
    ck_due("");
    later(59);
    ck_due("");
    trial_done(&t);
}
END_TEST

START_TEST(a_share_that_grew)
{
    begin(KEPT(WIRE("share", "300")) PAID("p1", "ada", "2026-07-01", "300.00", "") PAID("p2", "blas", "2026-07-01", "700.00", ""));
    ck_due("");
    trial_put(&t, PAID("p3", "ada", "2026-10-01", "100.00", ""));
    ck_due("share");
    trial_ok(&t, "review", "d1", "yes", NULL);
    later(2);
    ck_due(""); /* it was known then */
    trial_done(&t);
}
END_TEST

START_TEST(closeness_and_a_contract_that_ends)
{
    begin(KEPT(WIRE("closeness", "3") "," WIRE("contract_renews", "30")) ENTRY("m1", "2026-10-01T14:00:00+02:00", "none", "meeting", ",\"closeness\":\"meal\"")
              ENTRY("m2", "2026-10-08T14:00:00+02:00", "none", "meeting", ",\"closeness\":\"meal\"")
          "{\"type\":\"contract\",\"ref\":\"c1\",\"client\":\"ada\",\"from\":\"2026-01-01\",\"to\":\"2026-12-17\"}\n");
    ck_due("");
    later(1);
    ck_due("contract_renews");
    trial_put(&t, ENTRY("m3", "2026-11-12T14:00:00+01:00", "in", "call", ",\"channel\":\"phone\",\"closeness\":\"confidence\""));
    ck_due("closeness contract_renews");
    trial_done(&t);
}
END_TEST

START_TEST(whoever_left_writes_and_what_goes_back)
{
    begin(DECIDED("d1", "2026-09-01", "today", ",\"cause\":\"non_payment\"", WIRE("back_again", "0") "," WIRE("refund_pending", "10"),
                  ",\"last_day\":\"2026-09-01\"")
              ENTRY("e1", "2026-08-20T10:00:00+02:00", "in", "message", ",\"channel\":\"email\""));
    ck_due("");
    trial_put(&t, ENTRY("e2", "2026-11-10T10:00:00+01:00", "in", "message", ",\"channel\":\"email\"")
                      "{\"type\":\"task\",\"ref\":\"k1\",\"client\":\"ada\",\"decision\":\"d1\",\"kind\":\"refund\",\"what\":\"return it\",\"due\":\"2026-11-02\"}\n");
    ck_due("back_again"); /* ten working days, not more */
    later(1);
    ck_due("back_again refund_pending");
    trial_ok(&t, "task", "k1", "done", NULL);
    ck_due("back_again");
    trial_done(&t);
}
END_TEST

START_TEST(a_fact_is_changed_afterwards)
{
    begin(ENTRY("e1", "2026-11-02T10:00:00+01:00", "in", "message", ",\"channel\":\"email\",\"subject\":\"one\"")
              ENTRY("e2", "2026-11-03T10:00:00+01:00", "none", "work", ",\"minutes\":60"));
    ck_assert_msg(deciding_keep(t.app, "ada", NULL, &t.changes, &t.err) == 0, "%s", t.err.text);
    later(1);
    ck_due("");
    trial_put(&t, ENTRY("e3", "2026-11-04T10:00:00+01:00", "none", "work", ",\"minutes\":30"));
    ck_due(""); /* a new entry is no fact of then */
    trial_ok(&t, "edit", "e2", "minutes=90", NULL);
    ck_due("fact_changed");
    trial_ok(&t, "undo", NULL);
    ck_due("");
    trial_ok(&t, "remove", "e2", NULL);
    ck_due("fact_changed");
    trial_ok(&t, "review", "ada", "yes", NULL);
    ck_due("");
    trial_done(&t);
}
END_TEST

/* --- second chances --- */

#define TERM(what, measure, more) "{\"what\":\"" what "\",\"measure\":\"" measure "\"" more "}"
#define CHANCE(terms) DECIDED("d1", "2026-10-01", "chance", ",\"chance\":{\"conditions\":[" terms "]}", WIRE_ON("date", "2026-11-20"), ",\"review_on\":\"2026-11-20\"")

static struct chance_page look(void)
{
    struct chance_page page;

    ck_assert_msg(chance_of(t.app, "ada", &page, &t.err) == 0, "%s", t.err.text);
    return page;
}

START_TEST(terms_are_judged_by_the_log)
{
    begin(TOLD INVOICE("i1", "2026-09-01")
              CHANCE(TERM("pay", "payment", ",\"invoice\":\"i1\",\"until\":\"2026-10-20\"") "," TERM("calls", "off_hours", ",\"limit\":1,\"until\":\"2026-11-20\"")
                  "," TERM("asks", "yes_no", ",\"test\":\"Do they say please?\",\"until\":\"2026-11-15\"")));
    _cleanup_chance_ struct chance_page unpaid = look();
    ck_assert_int_eq(unpaid.v[0].state, TERM_BROKEN);
    ck_assert_int_eq(unpaid.v[1].state, TERM_OPEN);
    ck_assert_str_eq(unpaid.v[1].said, "0 breaches, at most 1");
    ck_assert_int_eq(unpaid.v[2].state, TERM_ASK);
    ck_assert_int_eq(unpaid.state, TERM_BROKEN);
    ck_due("chance_broken"); /* at once */

    trial_put(&t, PAID("p1", "ada", "2026-10-20", "100.00", ",\"invoice\":\"i1\""));
    ck_due("chance_ask");
    ck_assert_msg(chance_answer(t.app, NULL, "d1", "Do they say please?", SAID_YES, &t.changes, &t.err) == 0, "%s", t.err.text);
    ck_assert_int_lt(chance_answer(t.app, NULL, "d1", "Do they?", SAID_YES, &t.changes, &t.err), 0);
    ck_due("");

    trial_put(&t, LATE_CALL("e1", "11-02") LATE_CALL("e2", "11-03"));
    _cleanup_chance_ struct chance_page crossed = look();
    ck_assert_str_eq(crossed.v[1].said, "2 breaches, at most 1");
    ck_assert_int_eq(crossed.state, TERM_BROKEN);
    trial_ok(&t, "waive", "e2", "agreed", NULL);
    later(5);
    _cleanup_chance_ struct chance_page kept = look();
    ck_assert_int_eq(kept.state, TERM_KEPT);
    ck_assert(!kept.judged);
    ck_due("chance_kept");
    trial_ok(&t, "review", "d1", "yes", NULL);
    ck_due("");
    _cleanup_chance_ struct chance_page judged = look();
    ck_assert(judged.judged);
    trial_done(&t);
}
END_TEST

START_TEST(a_broken_chance_opens_the_decision_again)
{
    begin(INVOICE("i1", "2026-09-01") CHANCE(TERM("pay", "payment", ",\"invoice\":\"i1\",\"until\":\"2026-11-20\"")));
    ck_assert_int_lt(chance_reopen(t.app, "d1", ANSWER_NO, &t.changes, &t.err), 0);
    later(5);
    ck_assert_msg(chance_reopen(t.app, "d1", ANSWER_NO, &t.changes, &t.err) == 0, "%s", t.err.text);
    _cleanup_(deciding_view_free_p) struct deciding_view *view = NULL;
    ck_assert_int_eq(deciding_begin(t.app, "ada", false, &view, &t.err), DECIDING_HAS_DRAFT);
    ck_assert_int_eq(deciding_page(view)->answers->page, DECIDE_PATH);
    ck_assert(deciding_page(view)->seen->chance_broken);
    ck_assert_int_eq(deciding_page(view)->answers->first_answer, ANSWER_NO);
    /* It failed: a lesson is asked for, and nothing else. */
    _cleanup_closing_ struct closing closing = {0};
    ck_assert_int_eq(closing_look(t.app, "ada", &closing, &t.err), 0);
    ck_assert(!closing.leaving);
    ck_assert_uint_eq(closing.waits.n, 1);
    ck_assert_int_eq(closing_learn(t.app, NULL, "d1", LESSON_RULE, "half in advance", &t.changes, &t.err), 0);
    closing_clear(&closing);
    ck_assert_int_eq(closing_look(t.app, "ada", &closing, &t.err), 1);
    trial_done(&t);
}
END_TEST

/* --- tasks and closing --- */

#define TASK(ref, n, kind)                                                                                             \
    "{\"type\":\"task\",\"ref\":\"" ref "\",\"client\":\"ada\",\"decision\":\"d1\",\"kind\":\"" kind "\",\"what\":\"do " ref  \
    "\",\"due\":\"2026-11-1" n "\",\"n\":" n "}\n"

static void refused(const char *because)
{
    unsigned changes;

    ck_assert_int_eq(closing_close(t.app, NULL, "ada", &changes, &t.err), 1);
    ck_assert_msg(strstr(t.err.text, because), "%s", t.err.text);
}

START_TEST(an_end_is_closed_with_a_lesson)
{
    begin(DECIDED("d1", "2026-11-01", "notice", "", "", ",\"last_day\":\"2026-11-16\"") TASK("k2", "2", "letter") TASK("k1", "1", "call")
          "{\"type\":\"override\",\"ref\":\"o1\",\"client\":\"ada\",\"from\":\"2026-01-01\",\"until\":\"2026-12-31\",\"reason\":\"far away\",\"reply_window\":\"5d\"}\n");
    ck_assert_int_lt(closing_close(t.app, NULL, "ada", &t.changes, &t.err), 0); /* nobody is being let go */
    trial_ok(&t, "edit", "ada", "state=leaving", NULL);
    refused("last day");
    later(1);
    refused("do k1"); /* the first in their order */
    trial_ok(&t, "task", "k1", "done", NULL);
    ck_assert_int_lt(trial_run(&t, "task", "k2", "waive", NULL), 0);
    trial_ok(&t, "task", "k2", "waive", "they know it", NULL);
    trial_ok(&t, "goodbye", "ada", "nobody", "they have somebody", NULL);
    refused("lesson");
    ck_assert_int_lt(closing_learn(t.app, NULL, "d1", LESSON_NONE, "", &t.changes, &t.err), 0);
    trial_ok(&t, "close", "ada", "--lesson", "Is there a budget?", "--as", "question", "--end", NULL);
    ck_assert_ptr_nonnull(strstr(trial_ok(&t, "show", "ada", NULL), "\"left\""));
    ck_assert_ptr_nonnull(strstr(trial_ok(&t, "show", "override:o1", NULL), "2026-11-17")); /* rules close with it */
    trial_ok(&t, "undo", NULL);
    ck_assert_ptr_nonnull(strstr(trial_ok(&t, "show", "ada", NULL), "leaving"));
    trial_done(&t);
}
END_TEST

START_TEST(the_record_of_all)
{
    begin(DECIDED("d0", "2025-12-01", "keep", "", "", "") DECIDED("d1", "2026-10-01", "chance", ",\"chance\":{\"conditions\":[" TERM("pay", "payment", ",\"invoice\":\"i1\",\"until\":\"2026-10-20\"") "]}", "", "")
              INVOICE("i1", "2026-09-01") DECIDED("d2", "2026-11-01", "today", ",\"cause\":\"non_payment\"", "", ",\"last_day\":\"2026-11-01\""));
    struct decided_counts all, year;
    _cleanup_str_ struct str words = STR_INIT;

    trial_ok(&t, "review", "d2", "yes", "--relief", "2", NULL);
    ck_assert_msg(decided_count(t.app, 0, &all, &t.err) == 0 && decided_count(t.app, 2026, &year, &t.err) == 0, "%s", t.err.text);
    ck_assert_int_eq(all.decided, 3);
    ck_assert_int_eq(all.kept, 1);
    ck_assert_int_eq(year.kept, 0);
    ck_assert_int_eq(year.chances, 1);
    ck_assert_int_eq(year.chances_broken, 1);
    ck_assert_int_eq(year.exits, 1);
    ck_assert_int_eq(year.relief, 2);
    ck_assert_int_eq(year.again, 1);
    words_decided(&words, &year);
    ck_assert_str_eq(str_text(&words), "of 1 chance, 0 kept; 1 let go; relief +2.0 after 1 end");
    trial_done(&t);
}
END_TEST

TRIAL_MAIN("reviews", a_date_comes_and_a_look_ends_it, an_exit_asks_three_times, lines_crossed_after_a_reminder,
           promises_and_the_end_of_the_ladder, what_an_hour_earns, a_share_that_grew, closeness_and_a_contract_that_ends,
           whoever_left_writes_and_what_goes_back, a_fact_is_changed_afterwards, terms_are_judged_by_the_log,
           a_broken_chance_opens_the_decision_again, an_end_is_closed_with_a_lesson, the_record_of_all)
