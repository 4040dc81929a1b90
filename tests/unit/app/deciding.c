/* Deciding, from the first key to the frozen record: what is answered is on disk, the first answer stays, one
 * commit is one act. */
#include "fixture.h"

#include "paletti/app/deciding.h"
#include "paletti/base/mem.h"

#include <stdlib.h>
#include <string.h>

static struct trial t;
static struct deciding_view *view;

static void begin(void)
{
    trial_init(&t);
    trial_put(&t, RULES ADA BLAS);
}

static void done(void)
{
    deciding_view_free(view);
    view = NULL;
    trial_done(&t);
}

static int open_ada(void)
{
    deciding_view_free(view);
    view = NULL;
    return deciding_begin(t.app, "ada", false, &view, &t.err);
}

static const struct deciding *answers(void)
{
    return deciding_page(view)->answers;
}

static int key(enum decide_event_kind kind, int64_t number)
{
    struct decide_event event = {.kind = kind, .number = number, .day = DAY_NONE};

    t.err.text[0] = '\0';
    t.now += 2;
    return deciding_event(t.app, view, &event, &t.changes, &t.err);
}

static void ok(enum decide_event_kind kind, int64_t number)
{
    ck_assert_msg(key(kind, number) == 0, "%d: %s", kind, t.err.text);
}

/* Facts, y, path, check: the easy lane. */
static void to_check(void)
{
    ck_assert_msg(open_ada() == 0, "%s", t.err.text);
    ck_assert_int_eq(answers()->state, DECIDE_FACTS);
    ok(DECIDING_NEXT, 0);
    ok(DECIDING_ANSWER, ANSWER_YES);
    ok(DECIDING_NEXT, 0);
    ck_assert_int_eq(answers()->state, DECIDE_PATH);
    ck_assert_int_eq(deciding_page(view)->path, PATH_KEEP);
    ok(DECIDING_NEXT, 0);
    ck_assert_int_eq(answers()->state, DECIDE_CHECK);
}

START_TEST(a_keep_is_seven_keys)
{
    begin();
    to_check();
    ck_assert_int_eq(deciding_page(view)->review_on, deciding_page(view)->seen->today + 90);
    ck_assert_msg(key(DECIDING_COMMIT, 0) == DECIDING_COMMITTED, "%s", t.err.text);
    ck_assert_int_eq(answers()->state, DECIDE_COMMITTED);
    struct decision decision;
    ck_assert_msg(view_decision(t.app, deciding_page(view)->decision, &decision, &t.err) == 0, "%s",
                  t.err.text);
    ck_assert_int_eq(decision.answers.first_answer, ANSWER_YES);
    ck_assert_int_eq(decision_path(&decision), PATH_KEEP);
    ck_assert_str_eq(decision.zone, "Europe/Madrid");
    ck_assert_int_eq(strlen(decision.hash), 64);
    ck_assert_int_gt(decision.answers.seconds.n, 2);
    decision_clear(&decision);
    ck_assert_int_eq(open_ada(), 0); /* a new draft */
    done();
}
END_TEST

/* --- each key is on disk --- */

START_TEST(every_key_is_there_after_a_crash)
{
    static const enum decide_event_kind keys[] = {DECIDING_NEXT, DECIDING_ANSWER, DECIDING_NEXT,
                                                  DECIDING_NEXT};
    static const enum decide_state pages[] = {DECIDE_ASK, DECIDE_ASK, DECIDE_PATH, DECIDE_CHECK};

    begin();
    ck_assert_int_eq(open_ada(), 0);
    for (size_t i = 0; i < ARRAY_LEN(keys); i++) {
        ok(keys[i], ANSWER_YES);
        deciding_view_free(view); /* nobody said goodbye */
        view = NULL;
        trial_close(&t);
        trial_ok(&t, "clients", NULL);
        ck_assert_msg(open_ada() == DECIDING_HAS_DRAFT, "%s", t.err.text);
        ck_assert_int_eq(answers()->state, DECIDE_RESUME);
        ok(DECIDING_RESUME, 0);
        ck_assert_int_eq(answers()->state, pages[i]);
        ck_assert_int_eq(answers()->first_answer, i >= 1 ? ANSWER_YES : -1);
    }
    ck_assert_int_eq(key(DECIDING_COMMIT, 0), DECIDING_COMMITTED);
    done();
}
END_TEST

START_TEST(two_windows_on_one_draft)
{
    begin();
    ck_assert_int_eq(open_ada(), 0);
    struct deciding_view *other;
    ck_assert_int_eq(deciding_begin(t.app, "ada", false, &other, &t.err), DECIDING_HAS_DRAFT);
    ok(DECIDING_NEXT, 0);
    struct decide_event resume = {.kind = DECIDING_RESUME};
    ck_assert_int_eq(deciding_event(t.app, other, &resume, NULL, &t.err), -1);
    ck_assert_ptr_nonnull(strstr(t.err.text, "another window"));
    ok(DECIDING_ANSWER, ANSWER_NO);
    deciding_view_free(other);
    done();
}
END_TEST

static int count_line(void *ctx, const struct deciding_line *line)
{
    (void)line;
    ++*(int *)ctx;
    return 0;
}

static int drafts(void)
{
    int n = 0;

    ck_assert_int_eq(view_deciding(t.app, NULL, count_line, &n, &t.err), 0);
    return n;
}

START_TEST(begun_anew_the_old_one_is_kept)
{
    begin();
    ck_assert_int_eq(open_ada(), 0);
    ok(DECIDING_NEXT, 0);
    ok(DECIDING_ANSWER, ANSWER_NO);
    ok(DECIDING_PARK, 0);
    ck_assert_int_eq(open_ada(), DECIDING_HAS_DRAFT);
    ok(DECIDING_BEGIN, 0);
    ck_assert_int_eq(answers()->state, DECIDE_FACTS);
    ck_assert_int_eq(answers()->first_answer, -1);
    ck_assert_int_eq(drafts(), 1);
    done();
}
END_TEST

START_TEST(who_only_looked_is_not_asked_to_go_on)
{
    struct decide_event rate = {.kind = DECIDING_RATE, .line = 2, .number = 4};

    begin();
    ck_assert_int_eq(open_ada(), 0);
    ok(DECIDING_PARK, 0);
    ck_assert_int_eq(drafts(), 0);
    ck_assert_int_eq(open_ada(), 0);
    ck_assert_int_eq(deciding_event(t.app, view, &rate, NULL, &t.err), 0);
    ok(DECIDING_PARK, 0);
    ck_assert_int_eq(open_ada(), DECIDING_HAS_DRAFT);
    done();
}
END_TEST

START_TEST(who_is_decided_about)
{
    begin();
    trial_put(&t, "{\"type\":\"client\",\"ref\":\"p\",\"name\":\"Humo\",\"state\":\"prospect\"}\n"
                  "{\"type\":\"client\",\"ref\":\"g\",\"name\":\"Club\"}\n"
                  "{\"type\":\"client\",\"ref\":\"rita\",\"name\":\"Rita\",\"member_of\":\"g\"}\n");
    ck_assert_int_eq(deciding_begin(t.app, "p", false, &view, &t.err), DECIDING_PROSPECT);
    ck_assert_int_eq(deciding_begin(t.app, "g", false, &view, &t.err), DECIDING_GROUP);
    ck_assert_int_eq(deciding_begin(t.app, "rita", false, &view, &t.err), 0);
    ck_assert_str_eq(deciding_page(view)->name, "Rita");
    ck_assert_str_eq(deciding_page(view)->seen->group_name, "Club");
    ck_assert_int_eq(deciding_begin(t.app, "nobody", false, &view, &t.err), -1);
    done();
}
END_TEST

/* --- facts that move --- */

START_TEST(facts_that_moved_are_accepted_again)
{
    begin();
    to_check();
    ok(DECIDING_PARK, 0);
    trial_put(&t, "{\"type\":\"request\",\"ref\":\"r1\",\"client\":\"ada\",\"on\":\"2026-11-13\",\"what\":"
                  "\"a banner\"}\n");
    ck_assert_int_eq(open_ada(), DECIDING_HAS_DRAFT);
    ck_assert_int_eq(answers()->new_facts, 1);
    ok(DECIDING_RESUME, 0);
    ck_assert_int_eq(answers()->state, DECIDE_FACTS);
    ok(DECIDING_NEXT, 0);
    ck_assert_int_eq(answers()->state, DECIDE_CHECK);
    /* And again while Check is before the person. */
    trial_put(&t, "{\"type\":\"request\",\"ref\":\"r2\",\"client\":\"ada\",\"on\":\"2026-11-14\",\"what\":"
                  "\"a logo\"}\n");
    ck_assert_int_eq(key(DECIDING_COMMIT, 0), DECIDING_MOVED);
    ck_assert_int_eq(answers()->new_facts, 1);
    ck_assert_int_eq(answers()->state, DECIDE_FACTS);
    ck_assert_int_eq(key(DECIDING_COMMIT, 0), DECIDING_REFUSED);
    ok(DECIDING_NEXT, 0);
    ck_assert_int_eq(answers()->state, DECIDE_CHECK);
    ck_assert_int_eq(key(DECIDING_COMMIT, 0), DECIDING_COMMITTED);
    done();
}
END_TEST

/* --- a goodbye --- */

#define GOODBYE                                                                                              \
    "{\"type\":\"me\",\"name\":\"Nora "                                                                      \
    "Inventada\",\"email\":[\"nora@palabra.example\"],\"signature\":\"Nora\"}\n"                             \
    "{\"type\":\"contract\",\"ref\":\"c1\",\"client\":\"ada\",\"from\":\"2025-01-01\",\"notice_days\":15,"   \
    "\"clause\":\"clause 9\"}\n"                                                                             \
    "{\"type\":\"package\",\"ref\":\"p1\",\"client\":\"ada\",\"unit\":\"session\",\"quantity\":\"12\","      \
    "\"price\":{\"amount\":"                                                                                 \
    "\"960.00\",\"currency\":\"EUR\"},\"bought_on\":\"2026-09-02\"}\n"                                       \
    "{\"type\":\"use\",\"ref\":\"u1\",\"package\":\"p1\",\"on\":\"2026-09-09\",\"quantity\":\"8\"}\n"        \
    "{\"type\":\"meeting\",\"ref\":\"m1\",\"client\":\"ada\",\"starts\":\"2026-11-18T15:00:00Z\",\"ends\":"  \
    "\"2026-11-18T16:00:00Z\"}\n"                                                                            \
    "{\"type\":\"access\",\"ref\":\"a1\",\"client\":\"ada\",\"what\":\"site "                                \
    "password\",\"opened_on\":\"2025-04-14\"}\n"

static void set_text(enum decide_field field, const char *text)
{
    struct decide_event event = {.kind = DECIDING_SET, .field = field, .text = text, .day = DAY_NONE};

    t.now += 2;
    ck_assert_msg(deciding_event(t.app, view, &event, NULL, &t.err) == 0, "%s", t.err.text);
}

static void to_goodbye(void)
{
    ck_assert_int_eq(open_ada(), 0);
    ok(DECIDING_NEXT, 0);
    ok(DECIDING_ANSWER, ANSWER_NO);
    ok(DECIDING_NEXT, 0);
    ck_assert_int_eq(deciding_page(view)->path, PATH_NOTICE);
    ok(DECIDING_NEXT, 0);
    ck_assert_int_eq(answers()->state, DECIDE_EXIT);
    ck_assert_int_eq(answers()->exit.to_return.minor, 32000);
    ck_assert_uint_eq(answers()->exit.closes.n, 2);
    set_text(EXIT_WHY_UNTRIED, "it would not help");
    set_text(EXIT_NO_REFERRAL, "they have somebody");
    set_text(EXIT_LANGUAGE, "en");
    set_text(CHECK_PRIVATE_REASON, "I dread their calls");
    ok(DECIDING_NEXT, 0);
    ck_assert_int_eq(answers()->state, DECIDE_CHECK);
}

static bool exported(const char *text)
{
    return strstr(trial_ok(&t, "export", "--format", "jsonl", NULL), text) != NULL;
}

START_TEST(a_goodbye_is_one_act)
{
    begin();
    trial_put(&t, GOODBYE);
    to_goodbye();
    ck_assert_msg(key(DECIDING_COMMIT, 0) == DECIDING_COMMITTED, "%s", t.err.text);
    struct decision decision;
    ck_assert_int_eq(view_decision(t.app, deciding_page(view)->decision, &decision, &t.err), 0);
    char day[CIVIL_DAY_SIZE];
    ck_assert_str_eq(civil_format_day(decision.last_day, day), "2026-12-01");
    ck_assert_str_eq(civil_format_day(decision.result_on, day), "2027-05-30");
    ck_assert_str_eq(decision.private_reason, "I dread their calls");
    ck_assert_ptr_null(decision.answers.private_reason);
    const struct plan_exit *exit = &decision.answers.exit; /* what is usual, as it was then */
    ck_assert_int_eq(exit->tell, TELL_CALL);
    ck_assert_int_eq(exit->disclosure, DISCLOSE_NONE);
    ck_assert_int_eq(exit->last_day, decision.last_day);
    ck_assert_uint_eq(exit->settlement.n, 1);
    ck_assert_uint_gt(decision.said.n, 0);
    const struct decided_fact *facts = decision.answers.facts.v;
    ck_assert_int_eq(strlen(facts[0].entries_hash), 64);
    decision_clear(&decision);
    ck_assert(exported("\"state\":\"leaving\""));
    ck_assert(exported("\"kind\":\"refund\""));
    ck_assert(exported("\"code\":\"T3\"") || exported("\"code\":\"T8\""));
    char *before = strdup(trial_ok(&t, "export", "--format", "jsonl", NULL));

    trial_ok(&t, "undo", NULL);
    ck_assert(!exported("\"state\":\"leaving\""));
    ck_assert(!exported("\"type\":\"task\""));
    ck_assert(!exported("\"type\":\"draft\""));
    ck_assert(exported("\"state\":\"undone\""));
    ck_assert_int_eq(open_ada(), DECIDING_HAS_DRAFT); /* it is open again, where it was */
    ck_assert_int_eq(answers()->page, DECIDE_CHECK);
    ck_assert_str_eq(answers()->private_reason, "I dread their calls");

    trial_ok(&t, "redo", NULL);
    ck_assert_str_eq(trial_ok(&t, "export", "--format", "jsonl", NULL), before);
    free(before);
    ck_assert_int_eq(open_ada(), 0);
    done();
}
END_TEST

/* The draft is open again, and before it is gone on with the decision is made again in another window. */
START_TEST(what_was_done_again_is_not_committed_twice)
{
    begin();
    to_check();
    ck_assert_int_eq(key(DECIDING_COMMIT, 0), DECIDING_COMMITTED);
    trial_ok(&t, "undo", NULL);
    ck_assert_int_eq(open_ada(), DECIDING_HAS_DRAFT);
    ok(DECIDING_RESUME, 0);
    trial_ok(&t, "redo", NULL);
    ck_assert_int_lt(key(DECIDING_COMMIT, 0), 0);
    ck_assert_ptr_nonnull(strstr(t.err.text, "another window"));
    ck_assert_int_lt(key(DECIDING_BACK, 0), 0);
    ck_assert_int_eq(open_ada(), 0); /* the draft stays what became of it */
    done();
}
END_TEST

START_TEST(what_has_left_is_not_undone)
{
    begin();
    trial_put(&t, GOODBYE);
    to_goodbye();
    ck_assert_int_eq(key(DECIDING_COMMIT, 0), DECIDING_COMMITTED);
    const char *drafts = trial_ok(&t, "drafts", NULL), *ref = strstr(drafts, "\"ref\":\"");
    ck_assert_ptr_nonnull(ref);
    ref += strlen("\"ref\":\"");
    char *draft = strndup(ref, strcspn(ref, "\""));
    trial_ok(&t, "draft", draft, "--done", NULL);
    ck_assert_int_lt(trial_run(&t, "undo", NULL), 0);
    ck_assert_ptr_nonnull(strstr(t.err.text, "has left"));
    ck_assert(exported("\"state\":\"leaving\""));
    free(draft);
    done();
}
END_TEST

/* --- what came in from outside --- */

START_TEST(a_first_answer_is_not_imported_over)
{
    begin();
    to_check();
    ck_assert_int_eq(key(DECIDING_COMMIT, 0), DECIDING_COMMITTED);
    const char *all = trial_ok(&t, "export", "--format", "jsonl", NULL);
    char *line = strdup(strstr(all, "{\"type\":\"decision\""));
    ck_assert_int_eq(trial_import(&t, line), 0); /* the same: nothing happens */
    char *answer = strstr(line, "\"first_answer\":\"yes\"");
    ck_assert_ptr_nonnull(answer);
    memcpy(answer, "\"first_answer\":\"no\" ", 20);
    ck_assert_int_lt(trial_import(&t, line), 0);
    ck_assert_ptr_nonnull(strstr(t.err.text, "decision.hash"));
    char *hash = strstr(line, ",\"hash\":\"");
    memset(hash + 1, ' ', strlen(",\"hash\":\"") + 64); /* without one it would be believed, were it new */
    hash[0] = ' ';
    ck_assert_int_lt(trial_import(&t, line), 0);
    ck_assert_ptr_nonnull(strstr(t.err.text, "never changed"));
    free(line);
    done();
}
END_TEST

START_TEST(terms_revert_by_themselves)
{
    begin();
    ck_assert_int_eq(open_ada(), 0);
    ok(DECIDING_NEXT, 0);
    ok(DECIDING_ANSWER, ANSWER_YES);
    ok(DECIDING_NEXT, 0);
    ok(DECIDING_PATH, PATH_TERMS);
    ok(DECIDING_NEXT, 0);
    struct decide_event until = {.kind = DECIDING_SET, .field = TERMS_UNTIL, .day = civil_day(2027, 1, 31)};
    struct decide_event reason = {
        .kind = DECIDING_SET, .field = TERMS_REASON, .number = TERMS_TEMPORARY, .day = DAY_NONE};
    ck_assert_int_eq(deciding_event(t.app, view, &until, NULL, &t.err), 0);
    ck_assert_int_eq(deciding_event(t.app, view, &reason, NULL, &t.err), 0);
    set_text(TERMS_HOURS, "mon-fri 9-20");
    set_text(TERMS_WORDS, "storm damage");
    ok(DECIDING_NEXT, 0);
    ck_assert_msg(key(DECIDING_COMMIT, 0) == DECIDING_COMMITTED, "%s", t.err.text);
    ck_assert(exported("\"until\":\"2027-01-31\",\"reason\":\"storm damage\""));
    ck_assert(exported("\"kind\":\"terms\""));
    done();
}
END_TEST

/* --- cooling, and triage's key --- */

static int first_line(void *ctx, const struct deciding_line *line)
{
    *(enum decide_state *)ctx = line->state;
    return 1;
}

START_TEST(slept_on_until_tomorrow)
{
    enum decide_state first = DECIDE_IDLE;

    begin();
    to_check();
    ok(DECIDING_SLEEP, 0);
    ck_assert_int_eq(answers()->state, DECIDE_COOLING);
    ck_assert_int_eq(open_ada(), DECIDING_HAS_DRAFT);
    ck_assert_int_eq(key(DECIDING_RESUME, 0), DECIDING_REFUSED);
    t.now += DAY_SECONDS;
    ck_assert_int_eq(view_deciding(t.app, NULL, first_line, &first, &t.err), 1);
    ck_assert_int_eq(first, DECIDE_COOLING);
    ck_assert_int_eq(open_ada(), DECIDING_HAS_DRAFT);
    ok(DECIDING_RESUME, 0);
    ck_assert_int_eq(answers()->state, DECIDE_CHECK);
    done();
}
END_TEST

START_TEST(a_broken_chance_opens_on_the_paths)
{
    begin();
    trial_put(&t, "{\"type\":\"interaction\",\"ref\":\"i1\",\"client\":\"ada\",\"at\":\"2026-11-10T09:00:00Z\",\"direction\":\"in\","
                  "\"kind\":\"message\",\"channel\":\"email\",\"signs\":[\"abuse\"]}\n");
    ck_assert_int_eq(deciding_reopen(t.app, "ada", ANSWER_NO, &t.err), 0);
    ck_assert_int_eq(deciding_reopen(t.app, "ada", ANSWER_NO, &t.err), 1);
    ck_assert_int_eq(open_ada(), DECIDING_HAS_DRAFT);
    ok(DECIDING_RESUME, 0);
    ck_assert_int_eq(answers()->state, DECIDE_PATH);
    ck_assert_int_eq(answers()->path, PATH_TODAY);
    ck_assert_int_eq(answers()->first_answer, ANSWER_NO);
    done();
}
END_TEST

static int count_decision(void *ctx, const struct decision *decision)
{
    ck_assert(decision->light);
    ck_assert_int_eq(decision->answers.first_answer, ANSWER_YES);
    ++*(int *)ctx;
    return 0;
}

START_TEST(kept_by_one_key)
{
    char *ref;
    int n = 0;

    begin();
    ck_assert_msg(deciding_keep(t.app, "ada", &ref, &t.changes, &t.err) == 0, "%s", t.err.text);
    free(ref);
    ck_assert_int_eq(deciding_keep(t.app, "ada", NULL, NULL, &t.err), 0); /* again: it supersedes */
    ck_assert_int_eq(view_decisions(t.app, "ada", count_decision, &n, &t.err), 0);
    ck_assert_int_eq(n, 2);
    ck_assert_int_eq(drafts(), 0);
    trial_ok(&t, "undo", NULL);
    ck_assert_int_eq(drafts(), 0); /* nothing was filled in that waits to be gone on with */
    trial_ok(&t, "redo", NULL);
    ck_assert_int_eq(drafts(), 0);
    ck_assert_int_eq(open_ada(), 0);
    ck_assert_int_eq(deciding_keep(t.app, "ada", NULL, NULL, &t.err), -1); /* one is open */
    done();
}
END_TEST

/* What was decided about a client who is removed is as undone, and comes back with them. */
#define KEPT(ref, at)                                                                                        \
    "{\"type\":\"decision\",\"ref\":\"" ref "\",\"client\":\"ada\",\"at\":\"" at "\",\"answers\":{\"ref\":\"a-" ref     \
    "\",\"client\":\"ada\",\"state\":\"committed\",\"first_answer\":\"yes\",\"first_at\":\"" at                        \
    "\",\"answer\":\"yes\",\"path\":\"keep\"}}\n"

/* The last one by its time, not by when it came into the file. */
START_TEST(the_one_in_force_is_superseded)
{
    struct decision decision;
    char *ref;

    begin();
    trial_put(&t, KEPT("newer", "2026-02-01T09:00:00Z") KEPT("older", "2026-01-01T09:00:00Z"));
    ck_assert_msg(deciding_keep(t.app, "ada", &ref, NULL, &t.err) == 0, "%s", t.err.text);
    ck_assert_int_eq(view_decision(t.app, ref, &decision, &t.err), 0);
    ck_assert_str_eq(decision.supersedes, "newer");
    decision_clear(&decision);
    free(ref);
    done();
}
END_TEST

START_TEST(a_client_removed_and_brought_back)
{
    begin();
    to_check();
    ck_assert_int_eq(key(DECIDING_COMMIT, 0), DECIDING_COMMITTED);
    char *before = strdup(trial_ok(&t, "export", "--format", "jsonl", NULL));
    trial_ok(&t, "remove", "ada", "--with-log", NULL);
    ck_assert(!exported("\"type\":\"decision\""));
    trial_ok(&t, "check", NULL);
    trial_ok(&t, "undo", NULL);
    ck_assert_str_eq(trial_ok(&t, "export", "--format", "jsonl", NULL), before);
    trial_ok(&t, "redo", NULL);
    trial_ok(&t, "undo", NULL);
    ck_assert_str_eq(trial_ok(&t, "export", "--format", "jsonl", NULL), before);
    free(before);
    done();
}
END_TEST

START_TEST(a_file_of_ones_own)
{
    begin();
    trial_own(&t, "decide/house", "keep_days 30\ntrouble none_of_these yes=1 no=3\n");
    to_check();
    ck_assert_int_eq(deciding_page(view)->review_on, deciding_page(view)->seen->today + 30);
    ck_assert_ptr_null(deciding_page(view)->refused);
    done();
}
END_TEST

/* Half of it would be a house that nobody wrote. */
START_TEST(a_file_of_ones_own_with_a_mistake)
{
    begin();
    trial_own(&t, "decide/house", "keep_days 30\ntrouble none_of_these yes=1 no=3\nkeep_days soon\n");
    to_check();
    ck_assert_int_eq(deciding_page(view)->review_on, deciding_page(view)->seen->today + 90);
    ck_assert_ptr_nonnull(strstr(deciding_page(view)->refused, "/decide/house: line 3"));
    ck_assert_int_eq(trial_run(&t, "check", NULL), EXIT_FAILURE);
    done();
}
END_TEST

START_TEST(told_in_the_shell)
{
    begin();
    ck_assert_ptr_nonnull(strstr(trial_ok(&t, "decide", "ada", NULL), "\"state\":\"idle\""));
    to_check();
    const char *text = trial_ok(&t, "decide", "ada", NULL);
    ck_assert_ptr_nonnull(strstr(text, "\"state\":\"check\""));
    ck_assert_ptr_nonnull(strstr(text, "\"first_answer\":\"yes\""));
    ck_assert_int_eq(key(DECIDING_COMMIT, 0), DECIDING_COMMITTED);
    ck_assert_ptr_nonnull(strstr(trial_ok(&t, "decisions", NULL), "\"path\":\"keep\""));
    ck_assert_ptr_nonnull(strstr(trial_ok(&t, "decisions", "ada", NULL), "\"state\":\"made\""));
    ck_assert_str_eq(trial_ok(&t, "decisions", "blas", NULL), "[]\n");
    ck_assert_int_lt(trial_run(&t, "edit", deciding_page(view)->decision, "path=terms", NULL), 0);
    done();
}
END_TEST

START_TEST(a_group_is_kept_whole)
{
    trial_init(&t);
    trial_put(&t, RULES "{\"type\":\"client\",\"ref\":\"choir\",\"name\":\"Choir\"}\n"
                        "{\"type\":\"client\",\"ref\":\"ona\",\"name\":\"Ona Test\",\"member_of\":\"choir\"}\n");
    ck_assert_int_eq(deciding_begin(t.app, "choir", false, &view, &t.err), DECIDING_GROUP);
    ck_assert_msg(deciding_keep(t.app, "choir", NULL, &t.changes, &t.err) == 0, "%s", t.err.text);
    ck_assert_ptr_nonnull(strstr(trial_ok(&t, "decisions", "choir", NULL), "\"keep\""));
    done();
}
END_TEST

TRIAL_MAIN("deciding", a_group_is_kept_whole, a_keep_is_seven_keys, every_key_is_there_after_a_crash, two_windows_on_one_draft,
           begun_anew_the_old_one_is_kept, who_only_looked_is_not_asked_to_go_on, who_is_decided_about,
           facts_that_moved_are_accepted_again, a_goodbye_is_one_act, what_was_done_again_is_not_committed_twice,
           what_has_left_is_not_undone,
           a_first_answer_is_not_imported_over, terms_revert_by_themselves, slept_on_until_tomorrow,
           a_broken_chance_opens_on_the_paths, kept_by_one_key, a_client_removed_and_brought_back, a_file_of_ones_own, a_file_of_ones_own_with_a_mistake,
           told_in_the_shell, the_one_in_force_is_superseded)
