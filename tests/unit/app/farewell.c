/* A goodbye act by act: what each does, that it can be taken back, and what it refuses. */
#include "fixture.h"

#include "paletti/app/farewell.h"
#include "paletti/app/letters.h"
#include "paletti/app/reviews.h"
#include "paletti/base/mem.h"
#include "paletti/core/client.h"
#include "paletti/core/learning.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct trial t;
static struct farewell_page page;

#define DECISION(client)                                                                                     \
    "{\"type\":\"decision\",\"ref\":\"d1\",\"client\":\"" client                                             \
    "\",\"at\":\"2026-11-16T09:00:00Z\",\"zone\":\"Europe/Madrid\","                                         \
    "\"program\":\"0.1.0\",\"last_day\":\"2026-12-01\",\"review_on\":\"2026-12-31\",\"letters\":[\"T1\"],"   \
    "\"answers\":{\"ref\":\"a1\","                                                                           \
    "\"client\":\"" client "\",\"state\":\"committed\",\"at\":\"2026-11-16T09:00:00Z\",\"first_answer\":"    \
    "\"no\",\"first_at\":\"2026-11-16T09:00:00Z\","                                                          \
    "\"answer\":\"no\",\"path\":\"notice\",\"exit\":{\"tell\":\"call\",\"framing\":\"true\",\"disclosure\":" \
    "\"none\",\"last_day\":\"2026-12-01\","                                                                  \
    "\"referral\":{\"colleague\":\"marta\"},\"closes\":["                                                    \
    "{\"kind\":\"meeting\",\"ref\":\"m1\",\"what\":\"m1\"},{\"kind\":\"access\",\"ref\":\"x1\",\"what\":"    \
    "\"x1\",\"kept\":true},"                                                                                 \
    "{\"kind\":\"access\",\"ref\":\"x2\",\"what\":\"x2\"},{\"kind\":\"access\",\"ref\":\"x3\",\"what\":"     \
    "\"x3\"}]}}}\n"
#define TASK(n, kind, client)                                                                                \
    "{\"type\":\"task\",\"ref\":\"k" n "\",\"client\":\"" client "\",\"decision\":\"d1\",\"kind\":\"" kind   \
    "\",\"what\":\"do k" n "\",\"n\":" n "}\n"
#define MARTA                                                                                                \
    "{\"type\":\"colleague\",\"ref\":\"marta\",\"name\":\"Marta "                                            \
    "Ficticia\",\"email\":\"marta@ficticia.example\",\"consented_on\":\"2026-11-13\"}\n"                     \
    "{\"type\":\"colleague\",\"ref\":\"old\",\"name\":\"Berta Old\",\"consented_on\":\"2024-11-13\"}\n"
#define ME                                                                                                   \
    "{\"type\":\"me\",\"name\":\"Nora "                                                                      \
    "Inventada\",\"email\":[\"nora@palabra.example\"],\"signature\":\"Nora\",\"language\":\"en-GB\"}\n"
#define MEETING(ref, client, day, more)                                                                      \
    "{\"type\":\"meeting\",\"ref\":\"" ref "\",\"client\":\"" client "\",\"starts\":\"2026-" day             \
    "T10:00:00Z\",\"ends\":\"2026-" day "T11:00:00Z\","                                                      \
    "\"title\":\"" ref "\"" more "}\n"
#define ACCESS(ref, client)                                                                                  \
    "{\"type\":\"access\",\"ref\":\"" ref "\",\"client\":\"" client "\",\"what\":\"" ref "\"}\n"

static void begin(void)
{
    trial_init(&t);
    trial_put(&t, RULES ME ADA BLAS MARTA DECISION("ada") TASK("1", "call", "ada") TASK("2", "letter", "ada")
                      TASK("3", "meeting", "ada") TASK("4", "access", "ada") TASK("5", "access", "ada")
                          TASK("6", "handover", "ada") TASK("7", "replacement", "ada"));
    trial_put(&t, MEETING("m1", "ada", "12-02", "") MEETING("m2", "ada", "11-20", "") ACCESS("x1", "ada")
                      ACCESS("x2", "ada") ACCESS("x3", "ada"));
    trial_ok(&t, "edit", "ada", "state=leaving", NULL);
}

static void done(void)
{
    farewell_page_clear(&page);
    trial_done(&t);
}

static void look(const char *client)
{
    farewell_page_clear(&page);
    ck_assert_msg(farewell_look(t.app, client, &page, &t.err) == 0, "%s", t.err.text);
}

static int act(struct farewell_act of)
{
    t.err.text[0] = '\0';
    return farewell_do(t.app, NULL, "ada", &of, &t.changes, &t.err);
}
static struct farewell_act on(int32_t day, struct farewell_act of)
{
    of.day = day;
    return of;
}
#define OK_ACT(kind, ...)                                                                                    \
    do {                                                                                                     \
        ck_assert_msg(act(FAREWELL_ACT(kind, __VA_ARGS__)) == 0, "%s", t.err.text);                          \
        look("ada");                                                                                         \
    } while (0)
#define REFUSED(why, kind, ...)                                                                              \
    do {                                                                                                     \
        ck_assert_int_eq(act(FAREWELL_ACT(kind, __VA_ARGS__)), FAREWELL_REFUSED);                            \
        ck_assert_msg(strstr(t.err.text, why), "%s", t.err.text);                                            \
    } while (0)

#define OK_ACT_ON(day, kind, ...)                                                                            \
    do {                                                                                                     \
        ck_assert_msg(act(on(day, FAREWELL_ACT(kind, __VA_ARGS__))) == 0, "%s", t.err.text);                 \
        look("ada");                                                                                         \
    } while (0)
#define REFUSED_ON(day, why, kind)                                                                           \
    do {                                                                                                     \
        ck_assert_int_eq(act(on(day, FAREWELL_ACT(kind))), FAREWELL_REFUSED);                                \
        ck_assert_msg(strstr(t.err.text, why), "%s", t.err.text);                                            \
    } while (0)

static enum farewell_stand stands(enum farewell_step step)
{
    return (enum farewell_stand)page.steps[step].stood.stand;
}

static const struct farewell_item *item(enum farewell_step step, const char *ref)
{
    for (size_t i = 0; i < page.steps[step].n; i++)
        if (str_equal(page.steps[step].v[i].ref, ref) || str_equal(page.steps[step].v[i].code, ref))
            return &page.steps[step].v[i];
    ck_abort_msg("%s is not there", ref);
    return NULL;
}

static bool task_is(const char *ref, const char *state)
{
    _cleanup_free_ char *wanted = str_format("\"ref\":\"%s\",\"client\":\"ada\"", ref);
    const char *at = strstr(trial_ok(&t, "tasks", "ada", "--all", NULL), wanted);

    return at && strstr(at, state) && strstr(at, state) < (strchr(at, '}') ? strchr(at, '}') : at);
}

/* --- beginning --- */

START_TEST(only_after_a_decision_that_stands)
{
    begin();
    struct farewell_page none = {0};
    ck_assert_int_eq(farewell_look(t.app, "blas", &none, &t.err), FAREWELL_NOT_DECIDED);
    ck_assert_ptr_nonnull(strstr(t.err.text, "decide first"));
    look("ada");
    ck_assert_ptr_null(page.farewell.ref); /* looking begins nothing */
    ck_assert_int_eq(stands(FAREWELL_FREEZE), FAREWELL_NOW);
    trial_put(&t, "{\"type\":\"draft\",\"ref\":\"r4\",\"client\":\"blas\",\"code\":\"T4\",\"text\":\"x\","
                  "\"made\":\"2026-11-10T10:00:00Z\"}\n");
    OK_ACT(FAREWELL_BEGIN);
    ck_assert_ptr_nonnull(page.farewell.ref);
    ck_assert_int_eq(stands(FAREWELL_FREEZE), FAREWELL_DONE);
    ck_assert(page.steps[FAREWELL_FREEZE].stood.undo);
    trial_ok(&t, "undo", NULL);
    look("ada");
    ck_assert_ptr_null(page.farewell.ref);
    done();
}
END_TEST

START_TEST(the_freeze_drops_reminders_and_gives_them_back)
{
    begin();
    trial_ok(&t, "edit", "ada", "state=active", NULL);
    trial_put(&t, "{\"type\":\"draft\",\"ref\":\"r4\",\"client\":\"ada\",\"code\":\"T4\",\"text\":\"x\","
                  "\"made\":\"2026-11-10T10:00:00Z\"}\n"
                  "{\"type\":\"draft\",\"ref\":\"own\",\"client\":\"ada\",\"text\":\"by "
                  "hand\",\"made\":\"2026-11-10T10:00:00Z\"}\n");
    OK_ACT(FAREWELL_BEGIN);
    ck_assert_ptr_null(strstr(trial_ok(&t, "drafts", "ada", NULL), "\"r4\""));
    ck_assert_ptr_nonnull(strstr(trial_ok(&t, "drafts", "ada", NULL), "\"own\""));
    OK_ACT(FAREWELL_STOP);
    ck_assert_ptr_null(strstr(trial_ok(&t, "show", "ada", NULL), "leaving"));
    trial_ok(&t, "undo", NULL);
    trial_ok(&t, "undo", NULL);
    ck_assert_ptr_nonnull(strstr(trial_ok(&t, "drafts", "ada", NULL), "\"r4\""));
    ck_assert_ptr_null(strstr(trial_ok(&t, "show", "ada", NULL), "leaving"));
    done();
}
END_TEST

/* Nothing asks one to write to them about money or lines any more. */
START_TEST(who_is_let_go_is_not_chased)
{
    begin();
    trial_ok(&t, "edit", "ada", "state=active", NULL);
    trial_put(
        &t,
        "{\"type\":\"invoice\",\"ref\":\"i1\",\"client\":\"ada\",\"number\":\"81\",\"amount\":{\"amount\":"
        "\"1450.00\",\"currency\":\"EUR\"},\"issued_on\":\"2026-10-01\",\"due_on\":\"2026-10-16\"}\n");
    ck_assert_ptr_nonnull(strstr(trial_ok(&t, "triage", NULL), "step_due"));
    OK_ACT(FAREWELL_BEGIN);
    ck_assert_ptr_null(strstr(trial_ok(&t, "triage", NULL), "step_due"));
    ck_assert_int_lt(trial_run(&t, "ladder", "ada", "--draft", NULL), 0);
    trial_ok(&t, "undo", NULL);
    ck_assert_ptr_nonnull(strstr(trial_ok(&t, "triage", NULL), "step_due"));
    done();
}
END_TEST

/* --- the last day --- */

START_TEST(before_the_notice_only_with_a_cause)
{
    int32_t early, late;

    begin();
    look("ada");
    ck_assert_int_eq(civil_parse_day("2026-11-20", &early), 0);
    ck_assert_int_eq(civil_parse_day("2026-12-04", &late), 0);
    REFUSED_ON(early, "cause", FAREWELL_LAST_DAY);
    REFUSED_ON(early - 30, "is over", FAREWELL_LAST_DAY);
    OK_ACT_ON(late, FAREWELL_LAST_DAY);
    ck_assert_int_eq(page.last_day, late);
    OK_ACT_ON(early, FAREWELL_LAST_DAY, .text = "they did not pay");
    ck_assert_int_eq(stands(FAREWELL_CONTRACT), FAREWELL_DONE);
    trial_ok(&t, "undo", NULL);
    look("ada");
    ck_assert_int_eq(page.last_day, late);
    t.now += 86400 * 8; /* nobody told them yet: the notice leads further by now */
    look("ada");
    ck_assert_int_eq(page.steps[FAREWELL_CONTRACT].stood.why, FAREWELL_WHY_NOTICE);
    done();
}
END_TEST

/* --- meetings and accesses --- */

START_TEST(meetings_are_cancelled_one_by_one)
{
    begin();
    look("ada");
    ck_assert_int_eq(item(FAREWELL_MEETINGS, "m1")->state, FAREWELL_ITEM_OPEN);
    ck_assert_int_eq(item(FAREWELL_MEETINGS, "m2")->state, FAREWELL_ITEM_KEPT); /* within the notice */
    REFUSED("no meeting", FAREWELL_CANCEL_MEETING, .ref = "m9");
    OK_ACT(FAREWELL_CANCEL_MEETING, .ref = "m1");
    ck_assert_int_eq(item(FAREWELL_MEETINGS, "m1")->state, FAREWELL_ITEM_DONE);
    ck_assert_int_eq(stands(FAREWELL_MEETINGS), FAREWELL_DONE);
    ck_assert(task_is("k3", "\"done\""));
    OK_ACT(FAREWELL_RESTORE_MEETING, .ref = "m1");
    ck_assert(task_is("k3", "\"open\""));
    REFUSED("why it stays", FAREWELL_KEEP_MEETING, .ref = "m1");
    OK_ACT(FAREWELL_KEEP_MEETING, .ref = "m1", .text = "a last coffee");
    ck_assert_int_eq(item(FAREWELL_MEETINGS, "m1")->state, FAREWELL_ITEM_KEPT);
    trial_ok(&t, "undo", NULL);
    look("ada");
    ck_assert_int_eq(item(FAREWELL_MEETINGS, "m1")->state, FAREWELL_ITEM_OPEN);
    trial_ok(&t, "task", "k3", "done", NULL); /* the step follows its task */
    look("ada");
    ck_assert_int_eq(item(FAREWELL_MEETINGS, "m1")->state, FAREWELL_ITEM_DONE);
    ck_assert_ptr_nonnull(strstr(trial_ok(&t, "show", "meeting:m1", NULL), "cancelled"));
    done();
}
END_TEST

START_TEST(no_access_is_closed_before_the_last_day)
{
    begin();
    look("ada");
    ck_assert_int_eq(stands(FAREWELL_ACCESS), FAREWELL_WAITS);
    REFUSED("before the last day", FAREWELL_CLOSE_ACCESS, .ref = "x2");
    REFUSED("why it stays", FAREWELL_KEEP_ACCESS, .ref = "x1");
    OK_ACT(FAREWELL_KEEP_ACCESS, .ref = "x1", .text = "it is theirs");
    OK_ACT(FAREWELL_ADD_ACCESS, .text = "the mailbox", .where = "their server");
    ck_assert_int_eq(page.steps[FAREWELL_ACCESS].n, 4);
    t.now += 86400 * 15; /* 1 Dec */
    OK_ACT(FAREWELL_CLOSE_ACCESS,
           .ref = "x3"); /* the second task is the third access's: the first one stays by the plan */
    ck_assert(task_is("k5", "\"done\"") && task_is("k4", "\"open\""));
    OK_ACT(FAREWELL_OPEN_ACCESS, .ref = "x3");
    ck_assert(task_is("k5", "\"open\""));
    trial_ok(&t, "task", "k4", "waive", "it was never theirs", NULL);
    look("ada");
    ck_assert_int_eq(item(FAREWELL_ACCESS, "x2")->state, FAREWELL_ITEM_KEPT);
    done();
}
END_TEST

/* --- referral, way, letters --- */

START_TEST(a_colleague_who_said_yes_or_nobody)
{
    begin();
    look("ada");
    ck_assert_str_eq(item(FAREWELL_HANDOVER, "marta")->what, "Marta Ficticia");
    REFUSED("twelve months", FAREWELL_REFER, .ref = "old");
    REFUSED("no colleague", FAREWELL_REFER, .ref = "nobody");
    REFUSED("why nobody", FAREWELL_REFER_NONE);
    REFUSED("part of every goodbye", FAREWELL_WAIVE, .number = FAREWELL_RELEASE, .text = "no");
    OK_ACT(FAREWELL_WAIVE, .number = FAREWELL_HANDOVER, .text = "they have all of it");
    ck_assert_int_eq(stands(FAREWELL_HANDOVER), FAREWELL_NOT_NEEDED);
    ck_assert(task_is("k6", "\"waived\""));
    OK_ACT(FAREWELL_WAIVE, .number = FAREWELL_HANDOVER);
    ck_assert(task_is("k6", "\"open\""));
    OK_ACT(FAREWELL_REFER_NONE, .text = "they have somebody");
    OK_ACT(FAREWELL_HAND_OVER, .ref = "k6", .number = 1);
    ck_assert_int_eq(stands(FAREWELL_HANDOVER), FAREWELL_DONE);
    OK_ACT(FAREWELL_REFER, .ref = "marta");
    ck_assert_ptr_null(page.farewell.referral_none);
    OK_ACT_ON(page.last_day, FAREWELL_ADD_HANDOVER, .text = "the photos");
    ck_assert_int_eq(stands(FAREWELL_HANDOVER), FAREWELL_NOW);
    done();
}
END_TEST

START_TEST(letters_are_made_fresh_from_the_data)
{
    begin();
    OK_ACT(FAREWELL_WRITE);
    ck_assert_int_eq(item(FAREWELL_TEXT, "T1")->state, FAREWELL_ITEM_DRAFTED);
    ck_assert_ptr_null(item(FAREWELL_TEXT, "T1")->note);
    OK_ACT(FAREWELL_SAY_TRUE);
    ck_assert_int_eq(page.steps[FAREWELL_CONFIRM].stood.why, FAREWELL_WHY_UNCONFIRMED);
    OK_ACT(FAREWELL_REFER_NONE, .text = "they have somebody");
    ck_assert_ptr_nonnull(item(FAREWELL_TEXT, "T1")->note); /* it still names the colleague */
    OK_ACT(FAREWELL_WRITE, .text = "T1");
    ck_assert_ptr_null(item(FAREWELL_TEXT, "T1")->note);
    ck_assert_ptr_null(strstr(trial_ok(&t, "draft", item(FAREWELL_TEXT, "T1")->ref, NULL), "Marta"));
    ck_assert_int_eq(page.steps[FAREWELL_CONFIRM].stood.why,
                     FAREWELL_WHY_TRUE); /* another text: asked again */
    REFUSED("dates the end", FAREWELL_DROP, .text = "T1", .where = "why not");
    OK_ACT(FAREWELL_TOLD, .number = 1);
    ck_assert(task_is("k1", "\"done\""));
    OK_ACT(FAREWELL_TOLD, .number = 0);
    ck_assert(task_is("k1", "\"open\""));
    OK_ACT(FAREWELL_SET_TELL, .number = TELL_WRITE);
    ck_assert_int_eq(stands(FAREWELL_WAY), FAREWELL_DONE);
    REFUSED("its words", FAREWELL_SET_REASON, .number = DISCLOSE_FULL);
    done();
}
END_TEST

/* --- the end --- */

static void settle_all(void)
{
    OK_ACT(FAREWELL_WRITE);
    trial_ok(&t, "draft", item(FAREWELL_TEXT, "T1")->ref, "--done", NULL);
    OK_ACT(FAREWELL_TOLD, .number = 1);
    OK_ACT(FAREWELL_CANCEL_MEETING, .ref = "m1");
    OK_ACT(FAREWELL_HAND_OVER, .ref = "k6", .number = 1);
    t.now += 86400 * 16;
    OK_ACT(FAREWELL_CLOSE_ACCESS, .ref = "x1");
    OK_ACT(FAREWELL_CLOSE_ACCESS, .ref = "x2");
    OK_ACT(FAREWELL_KEEP_ACCESS, .ref = "x3", .text = "it is theirs");
}

START_TEST(left_and_nothing_after)
{
    begin();
    look("ada");
    settle_all();
    REFUSED("task", FAREWELL_END);
    trial_ok(&t, "task", "k7", "done", NULL);
    REFUSED("lesson", FAREWELL_END);
    OK_ACT(FAREWELL_LEARNED, .number = LESSON_PRICE, .text = "half in advance");
    OK_ACT(FAREWELL_END);
    ck_assert_int_eq(page.client_state, CLIENT_LEFT);
    ck_assert_int_eq(stands(FAREWELL_CLOSE), FAREWELL_DONE);
    ck_assert_int_eq(page.next, -1);
    REFUSED("has left", FAREWELL_WRITE);
    ck_assert_int_lt(trial_run(&t, "edit", "ada", "state=active", NULL), 0);
    trial_put(&t, ADA); /* an import that knows nothing of it */
    ck_assert_ptr_nonnull(strstr(trial_ok(&t, "show", "ada", NULL), "\"left\""));
    trial_ok(&t, "undo", NULL);
    look("ada");
    ck_assert_int_eq(page.client_state, CLIENT_LEAVING);
    ck_assert_int_eq(stands(FAREWELL_CLOSE), FAREWELL_NOW);
    trial_ok(&t, "redo", NULL);
    look("ada");
    ck_assert_int_eq(page.client_state, CLIENT_LEFT);
    REFUSED("short name", FAREWELL_COME_BACK, .text = "ada");
    ck_assert_msg(act(FAREWELL_ACT(FAREWELL_COME_BACK, .text = page.short_name)) == 0, "%s", t.err.text);
    ck_assert_ptr_null(strstr(trial_ok(&t, "show", "ada", NULL), "\"left\""));
    trial_ok(&t, "undo", NULL);
    ck_assert_ptr_nonnull(strstr(trial_ok(&t, "show", "ada", NULL), "\"left\""));
    done();
}
END_TEST

/* Ledger 000-10. */
START_TEST(one_open_access_keeps_them_leaving)
{
    begin();
    look("ada");
    settle_all();
    OK_ACT(FAREWELL_OPEN_ACCESS, .ref = "x2");
    trial_ok(&t, "task", "k7", "done", NULL);
    OK_ACT(FAREWELL_LEARNED, .number = LESSON_NONE, .text = "nothing new");
    REFUSED("Access", FAREWELL_END);
    OK_ACT(FAREWELL_WAIVE, .number = FAREWELL_ACCESS, .text = "the server is gone");
    OK_ACT(FAREWELL_END);
    done();
}
END_TEST

/* --- a member of a group --- */

#define CLUB                                                                                                 \
    "{\"type\":\"client\",\"ref\":\"club\",\"name\":\"Club de Ideas\"}\n"                                    \
    "{\"type\":\"client\",\"ref\":\"rita\",\"name\":\"Rita "                                                 \
    "Vendaval\",\"emails\":[\"rita@vendaval.example\"],\"member_of\":\"club\",\"state\":\"leaving\"}\n"      \
    "{\"type\":\"client\",\"ref\":\"olmo\",\"name\":\"Olmo "                                                 \
    "Metavolante\",\"emails\":[\"olmo@metavolante.example\"],\"member_of\":\"club\"}\n"

static int act_on_rita(struct farewell_act of)
{
    return farewell_do(t.app, NULL, "rita", &of, &t.changes, &t.err);
}

START_TEST(in_a_group_only_that_member)
{
    trial_init(&t);
    trial_put(&t, RULES ME CLUB MARTA DECISION("rita") ACCESS("room-rita", "rita") ACCESS("room-olmo", "olmo")
                      MEETING("m1", "club", "12-08",
                              ",\"attendees\":[\"olmo@metavolante.example\",\"Rita@vendaval.example\"]")
                          MEETING("m2", "club", "12-15", ",\"attendees\":[\"olmo@metavolante.example\"]"));
    look("rita");
    ck_assert_str_eq(page.group, "Club de Ideas");
    ck_assert_uint_eq(page.steps[FAREWELL_MEETINGS].n, 1); /* the one she is asked to */
    ck_assert_uint_eq(page.steps[FAREWELL_ACCESS].n, 1);
    ck_assert_msg(act_on_rita(FAREWELL_ACT(FAREWELL_CANCEL_MEETING, .ref = "m1")) == 0, "%s", t.err.text);
    const char *meeting = trial_ok(&t, "show", "meeting:m1", NULL);
    ck_assert_ptr_nonnull(strstr(meeting, "olmo@metavolante.example"));
    ck_assert_ptr_null(strstr(meeting, "ita@vendaval"));
    ck_assert_ptr_null(strstr(meeting, "cancelled"));
    ck_assert_int_eq(act_on_rita(FAREWELL_ACT(FAREWELL_CANCEL_MEETING, .ref = "m2")), FAREWELL_REFUSED);
    ck_assert_int_eq(act_on_rita(FAREWELL_ACT(FAREWELL_CLOSE_ACCESS, .ref = "room-olmo")), FAREWELL_REFUSED);
    ck_assert_ptr_null(strstr(trial_ok(&t, "show", "olmo", NULL), "leaving"));
    trial_ok(&t, "undo", NULL);
    ck_assert_ptr_nonnull(strstr(trial_ok(&t, "show", "meeting:m1", NULL), "Rita@vendaval.example"));
    done();
}
END_TEST

TRIAL_MAIN("farewell", only_after_a_decision_that_stands, the_freeze_drops_reminders_and_gives_them_back,
           who_is_let_go_is_not_chased, before_the_notice_only_with_a_cause,
           meetings_are_cancelled_one_by_one, no_access_is_closed_before_the_last_day,
           a_colleague_who_said_yes_or_nobody, letters_are_made_fresh_from_the_data, left_and_nothing_after,
           one_open_access_keeps_them_leaving, in_a_group_only_that_member)
