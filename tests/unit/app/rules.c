/* The page of the rules, exceptions on a line, and who was told. */
#include "fixture.h"

#include "paletti/app/exceptions.h"
#include "paletti/app/rule_history.h"
#include "paletti/app/rule_page.h"
#include "paletti/base/mem.h"

#include <string.h>

static struct trial t;

static struct rule_page *page_of(const char *client)
{
    struct rule_page *page = NULL;
    int r = client ? rule_page_exception(t.app, client, NULL, &page, &t.err) : rule_page_rules(t.app, NULL, &page, &t.err);

    ck_assert_msg(r == 0, "%s", t.err.text);
    return page;
}

static size_t row_of(const struct rule_page *page, const char *label)
{
    for (size_t i = 0; i < rule_page_rows(page); i++)
        if (str_equal(rule_page_row(page, i)->label, label))
            return i;
    ck_abort_msg("no row %s", label);
}

static void set(struct rule_page *page, const char *label, const char *text)
{
    ck_assert_msg(rule_page_set(page, row_of(page, label), text, &t.err) == 0, "%s", t.err.text);
}

static void save(struct rule_page *page, const char *when)
{
    unsigned changes;

    ck_assert_msg(rule_page_save(page, when, &changes, &t.err) == 0, "%s", t.err.text);
    rule_page_free(page);
}

START_TEST(the_first_version_and_the_next)
{
    trial_init(&t);
    ck_assert_ptr_nonnull(strstr(trial_ok(&t, "rules", NULL), "\"default\":true"));
    struct rule_page *page = page_of(NULL);
    ck_assert(!rule_page_changed(page));
    ck_assert_int_eq(rule_page_type_day(page, RULE_WEEK_HOURS, 0, "9:30-13:30 16-18:30", &t.err), 0);
    ck_assert_int_eq(rule_page_type_day(page, RULE_WEEK_HOURS, 0, "fri closed", &t.err), 0);
    ck_assert_int_lt(rule_page_type_day(page, RULE_WEEK_HOURS, 0, "18-9", &t.err), 0);
    ck_assert_uint_eq(rule_page_week(page, RULE_WEEK_HOURS)->day[0].n, 2);
    ck_assert_uint_eq(rule_page_week(page, RULE_WEEK_HOURS)->day[4].n, 0);
    save(page, "1 nov"); /* the first one may begin in the past */
    ck_assert_ptr_nonnull(strstr(trial_ok(&t, "rules", NULL), "Mon 09:30-13:30 + 16:00-18:30, Tue-Thu 09:00-18:00"));

    page = page_of(NULL);
    struct str said = STR_INIT;
    ck_assert_int_lt(rule_page_when(page, "yesterday", &said, &t.err), 0);
    ck_assert_int_lt(rule_page_when(page, "soon", &said, &t.err), 0);
    ck_assert_int_eq(rule_page_when(page, "1 dec", &said, &t.err), 0);
    str_done(&said);
    set(page, "+ a holiday, an absence", "8 dec holiday Inmaculada; 7 dec");
    ck_assert_str_eq(rule_page_row(page, row_of(page, "Tue 8 Dec"))->says, "holiday: Inmaculada");
    ck_assert_uint_lt(row_of(page, "Mon 7 Dec"), row_of(page, "Tue 8 Dec")); /* in order */
    set(page, "Mon 7 Dec", "");
    ck_assert_uint_eq(rule_page_rule(page)->closed.n, 1);
    save(page, "tomorrow");
    const char *history = trial_ok(&t, "rules", "--history", NULL);
    ck_assert_ptr_nonnull(strstr(history, "\"state\":\"coming\""));
    ck_assert_ptr_nonnull(strstr(history, "\"state\":\"now\""));
    page = page_of(NULL); /* the one in force says that another follows */
    ck_assert_ptr_nonnull(strstr(rule_page_title(page), "; others from Tue 17 Nov"));
    rule_page_free(page);

    /* One that never held is replaced, and may begin on another day. */
    ck_assert_int_eq(rule_page_rules(t.app, "2026-11-17T00:00:00Z", &page, &t.err), 0);
    ck_assert_int_eq(rule_page_replaces(page), t.now - t.now % 86400 + 86400);
    set(page, "days to pay", "30");
    save(page, "1 dec");
    history = trial_ok(&t, "rules", "--history", NULL);
    ck_assert_ptr_null(strstr(history, "2026-11-17T00:00:00Z"));
    ck_assert_ptr_nonnull(strstr(history, "2026-12-01T00:00:00Z"));
    trial_ok(&t, "undo", NULL);
    ck_assert_ptr_nonnull(strstr(trial_ok(&t, "rules", "--history", NULL), "2026-11-17T00:00:00Z"));
    trial_done(&t);
}
END_TEST

/* Today's version holds from this minute on: what was judged stays. */
START_TEST(today_is_from_now_on)
{
    trial_init(&t);
    trial_put(&t, RULES ADA);
    struct rule_page *page = page_of(NULL);
    set(page, "reply window", "4d");
    save(page, "today");
    ck_assert_ptr_nonnull(strstr(trial_ok(&t, "rules", NULL), "\"from\":\"2026-11-16T09:15:00Z\""));
    ck_assert_int_eq(trial_run(&t, "check", NULL), 0);
    trial_done(&t);
}
END_TEST

/* Another version that begins meanwhile is not written over unseen. */
START_TEST(changed_meanwhile)
{
    unsigned changes;

    trial_init(&t);
    trial_put(&t, RULES);
    struct rule_page *page = page_of(NULL);
    set(page, "days to pay", "30");
    struct rule_page *other = page_of(NULL);
    set(other, "days to pay", "20");
    save(other, "today");
    t.now += 60;
    ck_assert_int_eq(rule_page_save(page, "today", &changes, &t.err), 1);
    ck_assert_ptr_nonnull(strstr(t.err.text, "changed meanwhile"));
    save(page, "today");
    trial_done(&t);
}
END_TEST

START_TEST(the_floor_asks_why)
{
    trial_init(&t);
    trial_put(&t, RULES);
    struct rule_page *page = page_of(NULL);
    unsigned changes;
    ck_assert_uint_eq(rule_page_wanted(page), rule_page_rows(page));
    set(page, "reply window", "24h");
    ck_assert(rule_page_row(page, row_of(page, "reply window"))->warns);
    ck_assert_uint_eq(rule_page_wanted(page), row_of(page, "reason"));
    ck_assert_int_lt(rule_page_save(page, "today", &changes, &t.err), 0);
    set(page, "reason", "a launch");
    ck_assert_uint_eq(rule_page_wanted(page), row_of(page, "short window until"));
    set(page, "short window until", "30 nov");
    ck_assert_uint_eq(rule_page_wanted(page), rule_page_rows(page));
    save(page, "today");
    trial_done(&t);
}
END_TEST

START_TEST(back_and_channels)
{
    trial_init(&t);
    trial_put(&t, RULES);
    struct rule_page *page = page_of(NULL);
    ck_assert(rule_page_turn(page, row_of(page, "WhatsApp"), 1)); /* never: at any time */
    ck_assert_ptr_nonnull(strstr(rule_page_row(page, row_of(page, "WhatsApp"))->says, "at any time"));
    ck_assert(rule_page_turn(page, row_of(page, "WhatsApp"), -1));
    ck_assert_uint_eq(rule_page_rule(page)->channels.n, 0); /* as it is built in: nothing is said */
    set(page, "+ another channel", "telegram never D");
    ck_assert_ptr_nonnull(strstr(rule_page_row(page, row_of(page, "telegram"))->says, "never"));
    set(page, "phone", "phone never");
    ck_assert_uint_eq(rule_page_rule(page)->channels.n, 2);
    ck_assert(rule_page_changed(page) && rule_page_back(page) && rule_page_back(page));
    ck_assert_uint_eq(rule_page_rule(page)->channels.n, 0);
    while (rule_page_back(page))
        continue;
    ck_assert(!rule_page_changed(page));
    rule_page_free(page);
    trial_done(&t);
}
END_TEST

static const struct {
    const char *line;
    int outcome; /* 1: something is missing */
    const char *says;
} lines[] = {
    {"window 5d until 30 nov because of the move", 0, "5 days; Mon 16 Nov - Mon 30 Nov: of the move"},
    {"5d until 30 nov because of the move", 0, "5 days"},
    {"plazo 5d hasta 30 nov porque se mudan", 0, "5 days; Mon 16 Nov - Mon 30 Nov: se mudan"},
    {"tempo 5d fino al 30 nov perché traslocano", 0, "5 days; Mon 16 Nov - Mon 30 Nov: traslocano"},
    {"away 7 dec - 11 dec", 0, "Mon 7 Dec - Fri 11 Dec: away"},
    {"away until friday because of a fair", 0, "Mon 16 Nov - Fri 20 Nov: of a fair"},
    {"phone allowed tue 21-22 until 30 nov because x", 0, "Tue 09:30-18:00 + 21:00-22:00"},
    {"whatsapp allowed until 30 nov because x", 0, "WhatsApp any"},
    {"from 1 dec answer tue,thu 21-22 until 31 dec because x", 0, "Tue 1 Dec - Thu 31 Dec: x"},
    {"pay 30 until 30 nov because x", 0, "30 days"},
    {"window 24h until 30 nov because x", 0, "24 hours"},
    {"window 5d", 1, "until when?"},
    {"window 5d until 30 nov", 1, "and why?"},
    {"nonsense until 30 nov because x", -1, "is no exception"},
    {"window 5q until 30 nov because x", -1, "5q"},
};

START_TEST(one_line)
{
    struct str said = STR_INIT;
    unsigned changes;

    trial_init(&t);
    trial_put(&t, RULES ADA);
    int r = exception_preview(t.app, "ada", lines[_i].line, &said, &t.err);
    const char *text = r < 0 ? t.err.text : str_text(&said);
    ck_assert_msg(r == lines[_i].outcome && strstr(text, lines[_i].says), "%s: %d %s", lines[_i].line, r, text);
    r = exception_add(t.app, "ada", lines[_i].line, &changes, &t.err);
    ck_assert_msg(r == (lines[_i].outcome ? -1 : 0), "%s: %s", lines[_i].line, t.err.text);
    str_done(&said);
    trial_done(&t);
}
END_TEST

static int take_exception(void *ctx, const struct exception_line *line)
{
    struct str *to = ctx;

    str_printf(to, "%d %s|", (int)line->validity, line->when);
    return 0;
}

START_TEST(exceptions_end_by_themselves)
{
    struct str said = STR_INIT;
    unsigned changes;

    trial_init(&t);
    trial_put(&t, RULES ADA);
    ck_assert_int_eq(exception_add(t.app, "ada", "window 5d until 18 nov because x", &changes, &t.err), 0);
    ck_assert_int_eq(view_exceptions(t.app, "ada", take_exception, &said, &t.err), 0);
    ck_assert_str_eq(str_text(&said), "1 Mon 16 Nov - Wed 18 Nov, expires in 2 days|");
    t.now += 3 * 86400;
    str_clear(&said);
    ck_assert_int_eq(view_exceptions(t.app, "ada", take_exception, &said, &t.err), 0);
    ck_assert_str_eq(str_text(&said), "0 Mon 16 Nov - Wed 18 Nov, over|");
    str_done(&said);
    trial_done(&t);
}
END_TEST

static int take_told(void *ctx, const struct told_line *line)
{
    str_printf(ctx, "%s%s%s|", line->ref, line->current ? " knows" : "", line->how ? " by" : "");
    return 0;
}

START_TEST(telling)
{
    static const char *const both[] = {"ada", "blas"};
    struct str said = STR_INIT;
    unsigned changes;

    trial_init(&t);
    trial_put(&t, ADA BLAS);
    ck_assert_int_lt(tell_clients(t.app, both, 2, INSTANT_NONE, "today", &changes, &t.err), 0); /* there are no rules */
    trial_put(&t, RULES);
    ck_assert_int_lt(tell_clients(t.app, both, 2, INSTANT_NONE, "2026-12-01", &changes, &t.err), 0);
    ck_assert_int_eq(tell_clients(t.app, both, 1, INSTANT_NONE, "yesterday e-mail", &changes, &t.err), 0);
    ck_assert_int_eq(view_told(t.app, INSTANT_NONE, take_told, &said, &t.err), 0);
    ck_assert_str_eq(str_text(&said), "blas|ada knows by|");
    /* A new holiday need not be told, a changed hour must. */
    struct rule_page *page = page_of(NULL);
    set(page, "+ a holiday, an absence", "8 dec holiday");
    save(page, "today");
    str_clear(&said);
    ck_assert_int_eq(view_told(t.app, INSTANT_NONE, take_told, &said, &t.err), 0);
    ck_assert_str_eq(str_text(&said), "blas|ada knows by|");
    t.now += 60;
    page = page_of(NULL);
    ck_assert_int_eq(rule_page_type_day(page, RULE_WEEK_HOURS, 5, "10-12", &t.err), 0);
    save(page, "today");
    str_clear(&said);
    ck_assert_int_eq(view_told(t.app, INSTANT_NONE, take_told, &said, &t.err), 0);
    ck_assert_str_eq(str_text(&said), "ada by|blas|");
    ck_assert_int_eq(tell_clients(t.app, both, 2, INSTANT_NONE, "today", &changes, &t.err), 0);
    trial_ok(&t, "undo", NULL); /* both in one act */
    str_clear(&said);
    ck_assert_int_eq(view_told(t.app, INSTANT_NONE, take_told, &said, &t.err), 0);
    ck_assert_str_eq(str_text(&said), "ada by|blas|");

    /* What begins tomorrow is told before it does, and nobody knows it yet who knows today's. */
    int64_t tomorrow = t.now - t.now % 86400 + 86400 - 3600; /* in Madrid */
    ck_assert_int_eq(tell_clients(t.app, both, 2, INSTANT_NONE, "today", &changes, &t.err), 0);
    page = page_of(NULL);
    set(page, "reply window", "5wd");
    save(page, "tomorrow");
    str_clear(&said);
    ck_assert_int_eq(view_told(t.app, tomorrow, take_told, &said, &t.err), 0);
    ck_assert_str_eq(str_text(&said), "ada|blas|");
    ck_assert_int_eq(tell_clients(t.app, both + 1, 1, tomorrow, "today", &changes, &t.err), 0);
    str_clear(&said);
    ck_assert_int_eq(view_told(t.app, tomorrow, take_told, &said, &t.err), 0);
    ck_assert_str_eq(str_text(&said), "ada|blas knows|");
    str_clear(&said);
    ck_assert_int_eq(view_told(t.app, INSTANT_NONE, take_told, &said, &t.err), 0);
    ck_assert_str_eq(str_text(&said), "ada knows|blas knows|");
    ck_assert_int_lt(view_told(t.app, tomorrow + 1, take_told, &said, &t.err), 0);
    str_done(&said);
    trial_done(&t);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("rules");
    TCase *tcase = tcase_create("rules");

    tcase_add_test(tcase, the_first_version_and_the_next);
    tcase_add_test(tcase, today_is_from_now_on);
    tcase_add_test(tcase, changed_meanwhile);
    tcase_add_test(tcase, the_floor_asks_why);
    tcase_add_test(tcase, back_and_channels);
    tcase_add_loop_test(tcase, one_line, 0, (int)ARRAY_LEN(lines));
    tcase_add_test(tcase, exceptions_end_by_themselves);
    tcase_add_test(tcase, telling);
    suite_add_tcase(suite, tcase);
    return trial_main(suite);
}
