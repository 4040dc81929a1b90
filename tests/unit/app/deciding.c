/* Deciding, from the first key to the frozen record: what is answered is on disk, the first answer stays, one commit is one
 * act. */
#include "fixture.h"

#include "paletti/app/deciding.h"
#include "paletti/app/settings.h"

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
    ck_assert_msg(view_decision(t.app, deciding_page(view)->decision, &decision, &t.err) == 0, "%s", t.err.text);
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

TRIAL_MAIN("deciding", a_keep_is_seven_keys)
