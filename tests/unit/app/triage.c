/* The triage's session: the same card after a break, one act one card, and what becomes of a card when its act is undone. */
#include "fixture.h"

#include "paletti/app/triage.h"
#include "paletti/base/civil.h"

#include <string.h>

static struct trial t;

#define CLIENT(ref, name) "{\"type\":\"client\",\"ref\":\"" ref "\",\"name\":\"" name "\",\"since\":\"2025-01-01\"}\n"

static void begin(const char *lines)
{
    trial_init(&t);
    trial_put(&t, RULES);
    trial_put(&t, lines);
}

static struct triage_session look(void)
{
    struct triage_session session;

    ck_assert_msg(app_triage(t.app, &session, &t.err) == 0, "%s", t.err.text);
    return session;
}

static void begin_session(void)
{
    ck_assert_msg(app_triage_begin(t.app, NULL, &t.err) == 0, "%s", t.err.text);
}

static const char *note(const char *client)
{
    return trial_ok(&t, "log", client, "--add", "note thought about it", NULL);
}

START_TEST(nobody_needs_a_look)
{
    begin("{\"type\":\"client\",\"ref\":\"p\",\"name\":\"P\",\"state\":\"left\"}\n");
    ck_assert_int_eq(app_triage_begin(t.app, NULL, &t.err), 1);
    ck_assert_int_eq(look().stand, TRIAGE_NONE);
    trial_done(&t);
}
END_TEST

START_TEST(an_act_is_one_cards)
{
    begin(CLIENT("a", "Ana") CLIENT("b", "Bea") CLIENT("c", "Carla"));
    begin_session();
    struct triage_session session = look();
    ck_assert_int_eq(session.stand, TRIAGE_GOES_ON);
    ck_assert_int_eq(session.n, 3);
    int64_t first = session.card;
    note("a"); /* done elsewhere: the card does not know */
    ck_assert_int_eq(look().card, first);

    app_triage_acts(t.app, first, TRIAGE_NOTED);
    note("a");
    session = look();
    ck_assert_int_eq(session.done, 1);
    ck_assert_int_eq(session.by[TRIAGE_NOTED], 1);
    ck_assert_int_ne(session.card, first);
    note("b"); /* said once, it holds for one act */
    ck_assert_int_eq(look().done, 1);
    trial_done(&t);
}
END_TEST

/* A dialog that was left without a word is no reason to call a card done. */
START_TEST(an_act_about_another_client_is_no_cards)
{
    begin(CLIENT("a", "Ana") CLIENT("b", "Bea"));
    begin_session();
    int64_t first = look().card;
    app_triage_acts(t.app, first, TRIAGE_NOTED);
    note("b");
    ck_assert_int_eq(look().done, 0);
    app_triage_acts(t.app, first, TRIAGE_LET_GO);
    note("a"); /* on the way to a decision */
    ck_assert_int_eq(look().done, 0);
    ck_assert_int_eq(look().card, first);
    trial_done(&t);
}
END_TEST

/* Two windows at one card: the second is told, and nothing that it did is stored. */
START_TEST(a_card_is_done_once)
{
    begin(CLIENT("a", "Ana") CLIENT("b", "Bea"));
    begin_session();
    int64_t first = look().card;
    app_triage_acts(t.app, first, TRIAGE_NOTED);
    note("a");
    app_triage_acts(t.app, first, TRIAGE_NOTED);
    ck_assert_int_ne(trial_run(&t, "log", "a", "--add", "note thought again", NULL), 0);
    ck_assert_ptr_nonnull(strstr(t.err.text, "another window"));
    ck_assert_ptr_null(strstr(trial_ok(&t, "log", "a", NULL), "thought again"));
    ck_assert_int_eq(look().by[TRIAGE_NOTED], 1);
    trial_done(&t);
}
END_TEST

START_TEST(undone_it_is_open_again)
{
    begin(CLIENT("a", "Ana") CLIENT("b", "Bea"));
    begin_session();
    int64_t first = look().card;
    app_triage_acts(t.app, first, TRIAGE_NOTED);
    note("a");
    int64_t second = look().card;
    app_triage_acts(t.app, second, TRIAGE_NOTED);
    note("b");
    ck_assert_int_eq(look().stand, TRIAGE_THROUGH);

    trial_ok(&t, "undo", NULL);
    ck_assert_int_eq(look().card, second);
    trial_ok(&t, "undo", NULL);
    ck_assert_int_eq(look().card, first);
    trial_ok(&t, "redo", NULL);
    ck_assert_int_eq(look().card, second);
    ck_assert_int_eq(look().done, 1);

    /* What is done now takes the number of the act that was undone, and is no card's. */
    note("a");
    ck_assert_int_eq(look().done, 1);
    ck_assert_int_eq(look().card, second);
    trial_done(&t);
}
END_TEST

START_TEST(the_same_card_after_a_break)
{
    begin(CLIENT("a", "Ana") CLIENT("b", "Bea") CLIENT("c", "Carla"));
    begin_session();
    int64_t first = look().card;
    ck_assert_int_eq(app_triage_skip(t.app, first, &t.err), 0);
    int64_t second = look().card;
    ck_assert_int_ne(second, first);
    ck_assert_int_eq(app_triage_seen(t.app, look().id, 95, false, &t.err), 0);
    trial_close(&t);
    trial_ok(&t, "clients", NULL);
    struct triage_session session = look();
    ck_assert_int_eq(session.card, second);
    ck_assert_int_eq(session.spent, 95);
    ck_assert_int_eq(session.skipped, 1);

    app_triage_acts(t.app, second, TRIAGE_NOTED);
    note("b");
    app_triage_acts(t.app, look().card, TRIAGE_NOTED);
    note("c");
    ck_assert_int_eq(look().card, first); /* behind all others */
    t.now += 3 * DAY_SECONDS;
    ck_assert_int_eq(look().stand, TRIAGE_GOES_ON);
    t.now += 1;
    ck_assert_int_eq(look().stand, TRIAGE_OLD);
    ck_assert_int_eq(app_triage_seen(t.app, look().id, 0, true, &t.err), 0);
    ck_assert_int_eq(look().stand, TRIAGE_NONE);
    trial_done(&t);
}
END_TEST

START_TEST(who_comes_later_is_new)
{
    int n;

    begin(CLIENT("a", "Ana") CLIENT("b", "Bea"));
    begin_session();
    int64_t id = look().id;
    ck_assert_int_eq(app_triage_new(t.app, id, &n, &t.err), 0);
    ck_assert_int_eq(n, 0);
    trial_put(&t, CLIENT("c", "Carla"));
    ck_assert_int_eq(app_triage_new(t.app, id, &n, &t.err), 0);
    ck_assert_int_eq(n, 1);
    ck_assert_int_eq(look().n, 2);
    trial_done(&t);
}
END_TEST

START_TEST(put_off_is_not_looked_at)
{
    begin(CLIENT("a", "Ana") CLIENT("b", "Bea"));
    trial_ok(&t, "later", "a", "fri", NULL);
    begin_session();
    ck_assert_int_eq(look().n, 1);
    t.now += 7 * DAY_SECONDS;
    begin_session();
    ck_assert_int_eq(look().n, 2);
    trial_done(&t);
}
END_TEST

#define CALL(ref, at)                                                                                                     \
    "{\"type\":\"interaction\",\"ref\":\"" ref "\",\"client\":\"b\",\"at\":\"" at "\",\"direction\":\"in\","              \
    "\"kind\":\"call\",\"channel\":\"phone\"}\n"

/* Two calls at night are no reason yet; the third is; one that was let pass is none any more. */
START_TEST(open_breaches_at_the_limit)
{
    begin(CLIENT("a", "Ana") CLIENT("b", "Bea") "{\"type\":\"told\",\"ref\":\"t\",\"client\":\"b\",\"on\":\"2026-01-02\"}\n"
          CALL("c1", "2026-11-10T22:00:00+01:00") CALL("c2", "2026-11-11T22:00:00+01:00"));
    ck_assert_ptr_null(strstr(trial_ok(&t, "triage", NULL), "breaches"));
    trial_put(&t, CALL("c3", "2026-11-12T22:00:00+01:00"));
    ck_assert_ptr_nonnull(strstr(trial_ok(&t, "triage", NULL), "\"class\":4,\"reasons\":[\"breaches\",\"never_reviewed\"]"));
    trial_ok(&t, "waive", "c2", "a fire", NULL);
    ck_assert_ptr_null(strstr(trial_ok(&t, "triage", NULL), "breaches"));
    trial_done(&t);
}
END_TEST

/* What K says is what it does, also with numbers of one's own. */
START_TEST(kept_for_as_long_as_the_house_has_it)
{
    struct triage_card_page page;

    begin(CLIENT("a", "Ana"));
    begin_session();
    ck_assert_int_eq(app_triage_card(t.app, look().card, &page, &t.err), 0);
    ck_assert_int_eq(page.keep_days, 90);
    triage_card_page_clear(&page);
    trial_own(&t, "decide/house", "keep_days 30\n");
    ck_assert_int_eq(app_triage_card(t.app, look().card, &page, &t.err), 0);
    ck_assert_int_eq(page.keep_days, 30);
    triage_card_page_clear(&page);
    trial_done(&t);
}
END_TEST

TRIAL_MAIN("triage", nobody_needs_a_look, an_act_is_one_cards,
           an_act_about_another_client_is_no_cards, a_card_is_done_once, undone_it_is_open_again, the_same_card_after_a_break,
           who_comes_later_is_new, kept_for_as_long_as_the_house_has_it, put_off_is_not_looked_at, open_breaches_at_the_limit)
