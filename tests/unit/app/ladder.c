/* The payment ladder on a file: what is read of invoices, drafts, entries, promises and requests, and what comes of it. */
#include "fixture.h"

#include "paletti/app/ladder.h"
#include "paletti/app/reminder.h"
#include "paletti/app/today.h"
#include "paletti/base/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct trial t;

#define ME "{\"type\":\"me\",\"name\":\"Nora Inventada\",\"email\":[\"nora@palabra.example\"],\"language\":\"es-ES\",\"target_rate\":" \
           "{\"amount\":\"60.00\",\"currency\":\"EUR\"}}\n"
#define LUZ(more)                                                                                                    \
    "{\"type\":\"client\",\"ref\":\"luz\",\"name\":\"Luz Clara S.L.\",\"since\":\"2020-01-01\",\"language\":\"es-ES\",\"register\":\"tu\"" more \
    ",\"people\":[{\"given\":\"Ana\",\"role\":\"contact\",\"email\":\"ana@luz.example\"},"                           \
    "{\"given\":\"Eva\",\"family\":\"Jefa\",\"role\":\"in_charge\",\"email\":\"eva@luz.example\"}]}\n"
#define SUM(amount) "{\"amount\":\"" amount "\",\"currency\":\"EUR\"}"
#define INVOICE(ref, number, due)                                                                                    \
    "{\"type\":\"invoice\",\"ref\":\"" ref "\",\"client\":\"luz\",\"number\":\"" number "\",\"amount\":" SUM("1000.00") \
    ",\"issued_on\":\"2026-01-15\",\"due_on\":\"" due "\"}\n"
#define PAID(ref, invoice, amount, on)                                                                               \
    "{\"type\":\"payment\",\"ref\":\"" ref "\",\"client\":\"luz\",\"amount\":" SUM(amount) ",\"on\":\"" on             \
    "\",\"invoice\":\"" invoice "\"}\n"
#define SENT(ref, code, invoice, on)                                                                                 \
    "{\"type\":\"draft\",\"ref\":\"" ref "\",\"client\":\"luz\",\"code\":\"" code "\",\"about\":\"late_payment:" invoice \
    "\",\"text\":\"x\",\"made\":\"" on "T09:00:00Z\",\"state\":\"done\",\"done_on\":\"" on "\"}\n"
#define ENTRY(ref, at, direction, kind, subject, more)                                                               \
    "{\"type\":\"interaction\",\"ref\":\"" ref "\",\"client\":\"luz\",\"at\":\"" at "T10:00:00Z\",\"direction\":\"" direction \
    "\",\"kind\":\"" kind "\",\"subject\":\"" subject "\"" more "}\n"
#define PROMISE(ref, said, pays, more)                                                                               \
    "{\"type\":\"promise\",\"ref\":\"" ref "\",\"client\":\"luz\",\"said_on\":\"" said "\",\"pays_on\":\"" pays "\"" more "}\n"

static struct debts debts;

/* The clock stands at Mon 16 Nov 2026. */
static void begin(const char *lines)
{
    trial_init(&t);
    trial_put(&t, ME RULES LUZ(""));
    trial_put(&t, lines);
}

static const struct debt *read_debt(const char *invoice)
{
    debts_clear(&debts);
    ck_assert_msg(app_debts(t.app, "luz", &debts, &t.err) == 0, "%s", t.err.text);
    const struct debt *debt = debts_find(&debts, invoice);
    ck_assert_ptr_nonnull(debt);
    return debt;
}

static void end(void)
{
    debts_clear(&debts);
    trial_done(&t);
}

/* --- what counts as sent --- */

START_TEST(a_done_draft_is_a_step)
{
    begin(INVOICE("i1", "F-1", "2026-11-01") SENT("d1", "T6a", "i1", "2026-11-03"));
    const struct debt *debt = read_debt("i1");
    ck_assert_int_eq(debt->standing.n_sent, 1);
    ck_assert_str_eq(debts.rules->steps[debt->standing.step].code, "firm");
    ck_assert_str_eq(debt_letter(&debts, debt), "T6b");
    end();
}
END_TEST

START_TEST(a_waiting_draft_is_none)
{
    begin(INVOICE("i1", "F-1", "2026-11-01"));
    trial_put(&t, "{\"type\":\"draft\",\"ref\":\"d1\",\"client\":\"luz\",\"code\":\"T6a\",\"about\":\"late_payment:i1\",\"text\":\"x\","
                  "\"made\":\"2026-11-03T09:00:00Z\"}\n");
    const struct debt *debt = read_debt("i1");
    ck_assert_int_eq(debt->standing.n_sent, 0);
    ck_assert_str_eq(debt->draft, "d1");
    end();
}
END_TEST

/* A sign on an entry of mine counts for the invoice that the subject names, else for all that is late then. */
START_TEST(a_marked_entry_is_a_step)
{
    begin(INVOICE("i1", "F-1", "2026-10-01") INVOICE("i12", "F-12", "2026-10-05") INVOICE("i3", "F-3", "2026-11-10")
              ENTRY("e1", "2026-10-07", "out", "message", "la factura F-12", ",\"signs\":[\"t6a\"]")
                  ENTRY("e2", "2026-10-20", "out", "message", "segundo aviso", ",\"signs\":[\"t6b\"]")
                      ENTRY("e3", "2026-10-21", "in", "message", "ellos", ",\"signs\":[\"t6c\"]"));
    ck_assert_int_eq(read_debt("i1")->standing.sent, ladder_step_find(debts.rules, "firm"));
    ck_assert_uint_eq(debts_find(&debts, "i1")->told.n_letters, 1);
    ck_assert_uint_eq(debts_find(&debts, "i12")->told.n_letters, 2);
    ck_assert_uint_eq(debts_find(&debts, "i3")->told.n_letters, 0);
    end();
}
END_TEST

/* --- promises, excuses, requests, time --- */

START_TEST(promises_are_read_and_judged)
{
    begin(INVOICE("i1", "F-1", "2026-11-01") INVOICE("i2", "F-2", "2026-11-05") SENT("d1", "T6a", "i1", "2026-11-02")
              PROMISE("p1", "2026-11-03", "2026-11-06", ",\"excuse\":\"office\"")
                  PROMISE("p2", "2026-11-12", "2026-11-18", ",\"invoice\":\"i2\",\"excuse\":\"office\""));
    const struct debt *debt = read_debt("i1"); /* the oldest that was owed */
    ck_assert_int_eq(debt->standing.broken, 1);
    ck_assert_str_eq(debts.rules->steps[debt->standing.step].code, "last");
    ck_assert_str_eq(debt->promise, "p1");
    ck_assert(debt_broken(&debts, debt));
    debt = debts_find(&debts, "i2");
    ck_assert_int_eq(debt->standing.state, LADDER_SLEEPS);
    ck_assert_str_eq(debt->promise, "p2");
    ck_assert_int_eq(debts.broken, 1);
    ck_assert_uint_eq(debts.n_excuses, 1);
    ck_assert_int_eq(debts.excuses[0].n, 2);
    end();
}
END_TEST

START_TEST(what_was_noted_stands)
{
    begin(INVOICE("i1", "F-1", "2026-11-01") PROMISE("p1", "2026-11-03", "2026-11-06", ",\"kept\":\"yes\""));
    ck_assert_int_eq(read_debt("i1")->standing.kept, 1);
    ck_assert_int_eq(read_debt("i1")->standing.state, LADDER_SLEEPS);
    end();
}
END_TEST

START_TEST(a_marked_entry_is_an_excuse)
{
    begin(INVOICE("i1", "F-1", "2026-11-01") SENT("d1", "T6a", "i1", "2026-11-02")
              ENTRY("e1", "2026-11-04", "in", "call", "de vacaciones", ",\"signs\":[\"excuse_payer_away\"]"));
    ck_assert_int_eq(read_debt("i1")->standing.reply, LADDER_REPLY_EXCUSE);
    ck_assert_str_eq(debts.excuses[0].code, "payer_away");
    end();
}
END_TEST

START_TEST(more_is_asked_for_while_owing)
{
    begin(INVOICE("i1", "F-1", "2026-11-01") PAID("y1", "i1", "500.00", "2026-11-08")
              "{\"type\":\"request\",\"ref\":\"r1\",\"client\":\"luz\",\"on\":\"2026-11-12\",\"what\":\"un banner\"}\n");
    const struct debt *debt = read_debt("i1");
    ck_assert(debt->squeezed && debts.squeezed);
    ck_assert_int_eq(debts.pattern, LADDER_PARTIAL);
    ck_assert_int_eq(debt->standing.owed.minor, 50000);
    end();
}
END_TEST

START_TEST(time_goes_into_what_is_not_paid)
{
    begin(INVOICE("i1", "F-1", "2026-11-05") PAID("y1", "i1", "500.00", "2026-11-08")
              ENTRY("e1", "2026-11-05", "none", "work", "antes", ",\"minutes\":100")
                  ENTRY("e2", "2026-11-06", "none", "work", "tarde", ",\"minutes\":60")
                      ENTRY("e3", "2026-11-09", "in", "call", "tarde", ",\"minutes\":15"));
    const struct debt *debt = read_debt("i1");
    ck_assert_int_eq(debt->minutes, 75);
    ck_assert(debt->worked);
    ck_assert_int_eq(debts.minutes, 75);
    ck_assert_int_eq(debts.stopped, debt->told.due_on + 1);
    end();
}
END_TEST

START_TEST(a_chance_asks_what_was_before)
{
    begin(INVOICE("i1", "F-1", "2026-03-01") PAID("y1", "i1", "1000.00", "2026-03-01") INVOICE("i2", "F-2", "2026-11-05"));
    read_debt("i2");
    ck_assert_uint_eq(debts.chance.lacks, 0);
    trial_put(&t, INVOICE("i0", "F-0", "2026-02-01") PAID("y0", "i0", "1000.00", "2026-02-02"));
    read_debt("i2");
    ck_assert_uint_eq(debts.chance.lacks, LADDER_LACKS_RECORD);
    end();
}
END_TEST

/* --- the law's figures, and one's own files --- */

START_TEST(the_law_needs_to_know_whom)
{
    begin(INVOICE("i1", "F-1", "2026-10-01"));
    ck_assert_int_eq(read_debt("i1")->claim.lack, LAW_NO_COUNTRY);
    trial_put(&t, LUZ(",\"country\":\"ES\""));
    ck_assert_int_eq(read_debt("i1")->claim.lack, LAW_B2B_UNKNOWN);
    trial_put(&t, LUZ(",\"country\":\"ES\",\"b2b\":true"));
    ck_assert_int_eq(read_debt("i1")->claim.lack, LAW_APPLIES);
    ck_assert_int_eq(debts.recovery.sum.minor, 4000);
    ck_assert_int_eq(debts.recovery.owed.minor, 100000);
    trial_put(&t, LUZ(",\"country\":\"AR\",\"b2b\":true"));
    ck_assert_int_eq(read_debt("i1")->claim.lack, LAW_ELSEWHERE);
    end();
}
END_TEST

START_TEST(own_files_win)
{
    begin(INVOICE("i1", "F-1", "2026-11-01"));
    trial_own(&t, "ladder/steps", "step only 3 T6a\npromise_days 2\n");
    trial_own(&t, "law/late_payment", "ES 2026-01-01 9.00 50.00 EUR mine\n");
    trial_put(&t, LUZ(",\"country\":\"ES\",\"b2b\":true"));
    const struct debt *debt = read_debt("i1");
    ck_assert_int_eq(debt->standing.n_steps, 1);
    ck_assert_int_eq(debts.rules->promise_days, 2);
    ck_assert_int_eq(debts.rules->plan_days, 30);
    ck_assert_int_eq(debt->claim.sum.minor, 5000);
    ck_assert_ptr_null(debts.refused);
    end();
}
END_TEST

START_TEST(a_wrong_own_file_is_said)
{
    begin(INVOICE("i1", "F-1", "2026-11-01"));
    trial_own(&t, "ladder/steps", "step kind\n");
    ck_assert_int_eq(read_debt("i1")->standing.n_steps, 3);
    ck_assert_msg(strstr(debts.refused, "steps: line 1: a step is written as"), "%s", debts.refused);
    end();
}
END_TEST

/* The steps stay the built-in ones, until there is such a letter. */
START_TEST(a_step_has_a_letter_that_there_is)
{
    begin(INVOICE("i1", "F-1", "2026-11-01"));
    trial_own(&t, "ladder/steps", "step kind 1 T6a\nstep firm 8 T66\n");
    ck_assert_int_eq(read_debt("i1")->standing.n_steps, 3);
    ck_assert_msg(strstr(debts.refused, "steps: step \"firm\": there is no letter T66"), "%s", debts.refused);
    trial_own(&t, "letters/es/T66.tu", "");
    ck_assert_int_eq(read_debt("i1")->standing.n_steps, 2);
    ck_assert_ptr_null(debts.refused);
    end();
}
END_TEST

/* The right line above the mistake is not taken either. */
START_TEST(of_a_wrong_law_nothing_is_taken)
{
    begin(INVOICE("i1", "F-1", "2026-11-01"));
    trial_put(&t, LUZ(",\"country\":\"ES\",\"b2b\":true"));
    int rate = read_debt("i1")->claim.row->rate;
    trial_own(&t, "law/late_payment", "ES 2026-10-01 99.00 1.00 EUR mine\nES soon\n");
    ck_assert_int_eq(read_debt("i1")->claim.row->rate, rate);
    ck_assert_msg(strstr(debts.refused, "late_payment: line 2"), "%s", debts.refused);
    end();
}
END_TEST

/* --- letters --- */

static struct reminder reminder_of(const char *invoice, const char *step)
{
    struct reminder_wish wish = {.of = invoice, .step = step};
    struct reminder reminder = {0};

    ck_assert_msg(reminder_write(t.app, &wish, &reminder, &t.err) == 0, "%s", t.err.text);
    ck_assert_msg(reminder.letter.text, "%s", reminder.letter.missing.n ? reminder.letter.missing.v[0] : "");
    return reminder;
}

static void refuses(const char *invoice, const char *part)
{
    struct reminder_wish wish = {.of = invoice};
    struct reminder reminder = {0};

    ck_assert_int_lt(reminder_write(t.app, &wish, &reminder, &t.err), 0);
    ck_assert_msg(strstr(t.err.text, part), "%s", t.err.text);
}

START_TEST(each_step_has_its_letter)
{
    begin(INVOICE("i1", "F-1", "2026-10-01"));
    struct reminder kind = reminder_of("i1", NULL);
    ck_assert_str_eq(kind.letter.code, "T6a");
    ck_assert_str_eq(kind.to, "ana@luz.example");
    reminder_clear(&kind);
    trial_put(&t, SENT("d1", "T6a", "i1", "2026-10-05"));
    struct reminder firm = reminder_of("i1", NULL);
    ck_assert_str_eq(firm.letter.code, "T6b");
    ck_assert_ptr_nonnull(strstr(firm.letter.text, "5 de octubre"));
    ck_assert_ptr_nonnull(strstr(firm.letter.text, "parado desde el 2 de octubre"));
    reminder_clear(&firm);
    trial_put(&t, SENT("d2", "T6b", "i1", "2026-10-12") PROMISE("p1", "2026-10-13", "2026-10-20", ",\"invoice\":\"i1\""));
    struct reminder last = reminder_of("i1", NULL);
    ck_assert_str_eq(last.letter.code, "T6c");
    ck_assert_ptr_nonnull(strstr(last.letter.text, "20 de octubre"));
    ck_assert_ptr_nonnull(strstr(last.letter.text, "23 de noviembre"));
    reminder_clear(&last);
    trial_put(&t, SENT("d3", "T6c", "i1", "2026-10-26"));
    struct reminder top = reminder_of("i1", NULL);
    ck_assert_str_eq(top.letter.code, "T6d");
    ck_assert_str_eq(top.to, "eva@luz.example");
    reminder_clear(&top);
    end();
}
END_TEST

/* Where work was done since, no letter says that it is on hold. */
START_TEST(only_what_is_true)
{
    begin(INVOICE("i1", "F-1", "2026-10-01") SENT("d1", "T6a", "i1", "2026-10-05")
              ENTRY("e1", "2026-10-07", "none", "work", "maqueta", ",\"minutes\":60"));
    struct reminder firm = reminder_of("i1", NULL);
    ck_assert_ptr_null(strstr(firm.letter.text, "parado desde"));
    ck_assert_ptr_nonnull(strstr(firm.letter.text, "24 de noviembre"));
    reminder_clear(&firm);
    end();
}
END_TEST

START_TEST(a_promise_is_noted_back_once)
{
    begin(INVOICE("i1", "F-1", "2026-11-05") SENT("d1", "T6a", "i1", "2026-11-09")
              PROMISE("p1", "2026-11-13", "2026-11-19", ",\"invoice\":\"i1\""));
    struct reminder noted = reminder_of("i1", NULL);
    ck_assert_str_eq(noted.letter.code, "T6e");
    ck_assert_ptr_nonnull(strstr(noted.letter.text, "19 de noviembre"));
    reminder_clear(&noted);
    trial_put(&t, SENT("d2", "T6e", "i1", "2026-11-13"));
    refuses("i1", "the ladder waits");
    end();
}
END_TEST

START_TEST(no_letter_before_its_day)
{
    begin(INVOICE("i1", "F-1", "2026-11-12") SENT("d1", "T6a", "i1", "2026-11-13") INVOICE("i2", "F-2", "2026-11-01")
              PAID("y1", "i2", "1000.00", "2026-11-10"));
    refuses("i1", "the next step, firm letter, is on Fri 20 Nov");
    refuses("i2", "is paid");
    struct reminder firm = reminder_of("i1", "firm");
    ck_assert_str_eq(firm.letter.code, "T6b");
    reminder_clear(&firm);
    trial_ok(&t, "remind", "i1", "--step", "T6b", NULL);
    refuses("i1", "waits already");
    end();
}
END_TEST

START_TEST(a_sent_letter_moves_the_ladder)
{
    begin(INVOICE("i1", "F-1", "2026-11-01"));
    trial_ok(&t, "ladder", "luz", "--draft", NULL);
    const struct debt *debt = read_debt("i1");
    _cleanup_free_ char *draft = mem_string(debt->draft);
    ck_assert_ptr_nonnull(draft);
    trial_ok(&t, "draft", draft, "--done", NULL);
    debt = read_debt("i1");
    ck_assert_int_eq(debt->standing.n_sent, 1);
    ck_assert_ptr_null(debt->draft);
    trial_ok(&t, "undo", NULL);
    trial_ok(&t, "undo", NULL);
    ck_assert_int_eq(read_debt("i1")->standing.n_sent, 0);
    end();
}
END_TEST

/* --- acts --- */

static void takes_no(const char *day, const char *amount, const char *part)
{
    int r = amount ? trial_run(&t, "ladder", "luz", "--promise", day, "--amount", amount, NULL)
                   : trial_run(&t, "ladder", "luz", "--promise", day, NULL);

    ck_assert_int_lt(r, 0);
    ck_assert_msg(strstr(t.err.text, part), "%s", t.err.text);
}

START_TEST(promises_have_limits)
{
    begin(INVOICE("i1", "F-1", "2026-11-01"));
    takes_no("2026-11-24", NULL, "7 days at most: ask for one until Mon 23 Nov");
    takes_no("2026-12-17", "500", "within 30 days: the last one until Wed 16 Dec");
    ck_assert_int_lt(trial_run(&t, "add", "promise", "luz", "said_on=2026-11-16", "pays_on=2026-11-24", "invoice=F-1", NULL), 0);
    ck_assert_msg(strstr(t.err.text, "7 days at most"), "%s", t.err.text);
    trial_ok(&t, "ladder", "luz", "--promise", "2026-11-20", NULL);
    trial_ok(&t, "undo", NULL);
    trial_ok(&t, "ladder", "luz", "--promise", "2026-12-16", "--amount", "500", NULL);
    t.now += DAY_SECONDS;
    takes_no("2026-11-19", NULL, "there is no extension");
    end();
}
END_TEST

/* What is a part of the debt may take its thirty days; in another currency it would be none. */
START_TEST(a_part_is_in_the_currency_of_its_invoice)
{
    begin("{\"type\":\"invoice\",\"ref\":\"i1\",\"client\":\"luz\",\"number\":\"F-1\",\"amount\":{\"amount\":\"1000.00\","
          "\"currency\":\"GBP\"},\"issued_on\":\"2026-01-15\",\"due_on\":\"2026-11-01\"}\n");
    trial_ok(&t, "ladder", "luz", "--promise", "2026-12-16", "--amount", "500", NULL);
    ck_assert_int_eq(read_debt("i1")->told.promises[0].minor, 50000);
    end();
}
END_TEST

START_TEST(writing_off_is_an_act)
{
    begin(INVOICE("i1", "F-1", "2026-11-01"));
    trial_ok(&t, "ladder", "luz", "--choose", "write_off", NULL);
    ck_assert_int_eq(read_debt("i1")->standing.state, LADDER_WRITTEN_OFF);
    ck_assert_int_eq(read_debt("i1")->told.written_off_on, debts.today);
    ck_assert_int_lt(trial_run(&t, "ladder", "luz", "--invoice", "F-1", "--choose", "pursue", NULL), 0);
    trial_ok(&t, "undo", NULL);
    ck_assert_int_eq(read_debt("i1")->standing.state, LADDER_DUE);
    trial_ok(&t, "ladder", "luz", "--choose", "sell_on", NULL);
    ck_assert_ptr_nonnull(strstr(trial_ok(&t, "log", "luz", NULL), "invoice F-1: I sell it on"));
    end();
}
END_TEST

/* --- the day's queue --- */

struct seen {
    char text[512];
};

static int take(void *ctx, const struct today_line *line)
{
    struct seen *seen = ctx;
    size_t n = strlen(seen->text);

    snprintf(seen->text + n, sizeof seen->text - n, "%s:%s:%s%s;", today_kind_names[line->kind], line->ref,
             line->step ? line->step : "", line->overdue ? "!" : "");
    return 0;
}

static const char *queue(void)
{
    static struct seen seen;

    seen.text[0] = '\0';
    ck_assert_msg(view_today(t.app, true, take, &seen, &t.err) == 0, "%s", t.err.text);
    return seen.text;
}

START_TEST(steps_and_promises_are_in_the_queue)
{
    begin(INVOICE("i1", "F-1", "2026-11-10"));
    ck_assert_str_eq(queue(), "invoice:i1:kind!;");
    trial_put(&t, SENT("d1", "T6a", "i1", "2026-11-11") PROMISE("p1", "2026-11-12", "2026-11-16", ",\"invoice\":\"i1\""));
    ck_assert_str_eq(queue(), "invoice:i1:!;promise:p1:;");
    t.now += DAY_SECONDS;
    ck_assert_str_eq(queue(), "invoice:i1:!;promise:p1:!;");
    t.now += DAY_SECONDS;
    ck_assert_str_eq(queue(), "invoice:i1:last!;promise:p1:!;");
    trial_put(&t, SENT("d2", "T6c", "i1", "2026-11-18"));
    ck_assert_str_eq(queue(), "invoice:i1:!;");
    t.now += 8 * DAY_SECONDS;
    ck_assert_str_eq(queue(), "invoice:i1:in_charge!;");
    trial_put(&t, SENT("d3", "T6d", "i1", "2026-11-26"));
    ck_assert_str_eq(queue(), "invoice:i1:!;");
    end();
}
END_TEST

static int count_later(void *ctx, const struct today_line *line)
{
    *(int *)ctx += line->later != INSTANT_NONE;
    return 0;
}

START_TEST(a_promise_is_put_off_with_its_invoice)
{
    int n = 0;

    begin(INVOICE("i1", "F-1", "2026-11-10") PROMISE("p1", "2026-11-11", "2026-11-13", ",\"invoice\":\"i1\""));
    trial_ok(&t, "later", "invoice:i1", "in 3 days", NULL);
    ck_assert_int_eq(view_today(t.app, true, count_later, &n, &t.err), 0);
    ck_assert_int_eq(n, 2);
    end();
}
END_TEST

START_TEST(who_left_has_no_step)
{
    begin(INVOICE("i1", "F-1", "2026-11-10"));
    trial_put(&t, LUZ(",\"state\":\"left\""));
    ck_assert_str_eq(queue(), "invoice:i1:!;");
    end();
}
END_TEST

TRIAL_MAIN("ladder", a_done_draft_is_a_step, a_waiting_draft_is_none, a_marked_entry_is_a_step, promises_are_read_and_judged,
           what_was_noted_stands, a_marked_entry_is_an_excuse, more_is_asked_for_while_owing, time_goes_into_what_is_not_paid,
           a_chance_asks_what_was_before, the_law_needs_to_know_whom, own_files_win, a_wrong_own_file_is_said, a_step_has_a_letter_that_there_is,
           of_a_wrong_law_nothing_is_taken,
           each_step_has_its_letter, only_what_is_true, a_promise_is_noted_back_once, no_letter_before_its_day,
           a_sent_letter_moves_the_ladder, promises_have_limits, a_part_is_in_the_currency_of_its_invoice, writing_off_is_an_act,
           steps_and_promises_are_in_the_queue,
           a_promise_is_put_off_with_its_invoice, who_left_has_no_step)
