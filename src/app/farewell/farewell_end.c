/* The freeze and the end: from active to leaving and back, and from leaving to left. */
#include "farewell_inside.h"

#include "paletti/app/views.h"
#include "paletti/base/hash.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/core/days.h"
#include "paletti/core/rule.h"
#include "paletti/store/records.h"

#include <stdlib.h>

static int put(struct writing *writing, const struct model *model, const void *record, struct err *err)
{
    enum put put;

    return writing_put(writing, model, record, 0, &put, err);
}

static int put_state(struct writing *writing, const char *ref, enum client_state state, struct err *err)
{
    struct client client;
    int r = store_get(writing->store, &model_client, ref, &client, err);

    if (r != 0)
        return r < 0 ? -1 : err_set(err, _("there is no client \"%.60s\""), ref);
    client.state = (int8_t)state;
    r = put(writing, &model_client, &client, err);
    model_clear(&model_client, &client);
    return r;
}

/* --- the freeze --- */

/* What would cross the goodbye; the file refuses new ones (data/sql/0017_farewell.sql). */
static bool is_reminder(const char *code)
{
    static const char *const codes[] = {"T3b", "T4", "T5", "T6a", "T6b", "T9", "T12", "T14"};

    for (size_t i = 0; code && i < ARRAY_LEN(codes); i++)
        if (str_equal(code, codes[i]))
            return true;
    return false;
}

static int drop_reminders(struct writing *writing, const char *client, struct err *err)
{
    struct draft *drafts;
    size_t n;
    int r = 0;

    if (store_all(writing->store, &model_draft, client, &drafts, &n, err) < 0)
        return -1;
    for (size_t i = 0; i < n; i++) {
        if (r == 0 && drafts[i].state == DRAFT_OPEN && is_reminder(drafts[i].code))
            r = writing_remove(writing, &model_draft, drafts[i].ref, err);
        model_clear(&model_draft, &drafts[i]);
    }
    free(drafts);
    return r < 0 ? -1 : 0;
}

/* The drafts come first, so that undoing it brings them back to somebody who is active again. */
int farewell_freeze(struct writing *writing, const char *client, struct err *err)
{
    if (drop_reminders(writing, client, err) < 0)
        return -1;
    return put_state(writing, client, CLIENT_LEAVING, err);
}

/* One that was open of an earlier decision ends where this one begins. */
static int end_earlier(struct writing *writing, const char *client, struct err *err)
{
    struct farewell *earlier;
    size_t n;
    int r = 0;

    if (store_all(writing->store, &model_farewell, client, &earlier, &n, err) < 0)
        return -1;
    for (size_t i = 0; i < n; i++) {
        bool open = earlier[i].state == FAREWELL_OPEN;
        earlier[i].state = open ? FAREWELL_UNDONE : earlier[i].state;
        if (r == 0 && open)
            r = put(writing, &model_farewell, &earlier[i], err);
        model_clear(&model_farewell, &earlier[i]);
    }
    free(earlier);
    return r;
}

void farewell_init(struct farewell *farewell, const struct decision *decision, int32_t today)
{
    farewell->ref = hash_new_ref("farewell");
    farewell->client = mem_string(decision->client);
    farewell->decision = mem_string(decision->ref);
    farewell->begun_on = today;
    farewell->last_day = decision->last_day;
    farewell->state = FAREWELL_OPEN;
}

int farewell_begin(struct writing *writing, const struct decision *decision, struct err *err)
{
    struct farewell farewell;

    model_init(&model_farewell, &farewell);
    farewell_init(&farewell, decision, days_at(app_zone(writing->app), app_now(writing->app)));
    int r = end_earlier(writing, decision->client, err);
    if (r == 0)
        r = put(writing, &model_farewell, &farewell, err);
    model_clear(&model_farewell, &farewell);
    return r == 0 ? farewell_freeze(writing, decision->client, err) : r;
}

static bool something_left(const struct farewell_page *page)
{
    return page->steps[FAREWELL_FREEZE].stood.gone;
}

static bool something_confirmed(const struct farewell_page *page)
{
    for (int step = 0; step < FAREWELL_STEPS; step++)
        for (size_t i = 0; i < page->steps[step].n; i++)
            if (page->steps[step].v[i].state == FAREWELL_ITEM_CONFIRMED)
                return true;
    return false;
}

int farewell_stop(const struct farewelling *farewelling, struct err *err)
{
    struct going *going = farewelling->going;
    _cleanup_farewell_page_ struct farewell_page page = {0};

    if (going_page(going, &page, err) < 0)
        return -1;
    if (something_left(&page)) {
        err_set(err, _("something of the goodbye has left: the freeze is not taken back"));
        return FAREWELL_REFUSED;
    }
    if (something_confirmed(&page)) {
        err_set(err, _("something of the goodbye is confirmed: take that back first"));
        return FAREWELL_REFUSED;
    }
    if (put_state(farewelling->writing, going->client.ref, CLIENT_ACTIVE, err) < 0)
        return -1;
    going->farewell.state = FAREWELL_UNDONE;
    return farewelling_put(farewelling, &model_farewell, &going->farewell, err);
}

/* Only by hand, with the name typed: neither a merge nor an import does it. The goodbye first, which the file
 * asks for. */
int farewell_come_back(const struct farewelling *farewelling, struct err *err)
{
    struct going *going = farewelling->going;

    if (going->client.state != CLIENT_LEFT) {
        err_set(err, _("%s has not left"), going->client.name);
        return FAREWELL_REFUSED;
    }
    if (!str_equal(farewelling->act->text, going->short_name)) {
        err_set(err, _("type their short name, %s, to take them back"), going->short_name);
        return FAREWELL_REFUSED;
    }
    going->farewell.state = FAREWELL_UNDONE;
    if (going->farewell.ref && farewelling_put(farewelling, &model_farewell, &going->farewell, err) < 0)
        return -1;
    return put_state(farewelling->writing, going->client.ref, CLIENT_ACTIVE, err);
}

/* --- tasks follow their steps --- */

static bool is_over(const struct farewell_page *page, int step)
{
    return page->steps[step].stood.stand == FAREWELL_DONE ||
           page->steps[step].stood.stand == FAREWELL_NOT_NEEDED;
}

/* What was left out with a reason is waived with it, not done. */
static int follow_step(const struct farewelling *farewelling, struct task *task, int step, struct err *err)
{
    const struct going *going = farewelling->going;
    const char *reason = farewell_waived(&going->farewell, farewell_step_names[step]);

    if (!reason)
        return farewelling_tick(farewelling, task, true, err);
    task->state = TASK_WAIVED;
    free(task->reason);
    task->reason = mem_string(reason);
    return farewelling_put(farewelling, &model_task, task, err);
}

/* Whether a letter or money left by it, which undo does not take back: it is ticked by what sent it, in no
 * act of the journal, so that each act around it can still be undone. */
static bool is_outside(const struct farewelling *farewelling, const struct task *task, int step)
{
    return (task->kind == TASK_LETTER || task->kind == TASK_REFUND) &&
           !farewell_waived(&farewelling->going->farewell, farewell_step_names[step]);
}

/* A task of many things (an access each) is ticked by its own; what is not one of them follows the step. */
static int tick_all(const struct farewelling *farewelling, const struct farewell_page *page, bool outside,
                    struct err *err)
{
    struct going *going = farewelling->going;

    for (size_t i = 0; i < going->n_tasks; i++) {
        int step = going_step_of((enum task_kind)going->tasks[i].kind);
        if (step < 0 || going->tasks[i].state != TASK_OPEN || !is_over(page, step))
            continue;
        if ((outside || !is_outside(farewelling, &going->tasks[i], step)) &&
            follow_step(farewelling, &going->tasks[i], step, err) < 0)
            return -1;
    }
    return 0;
}

/* Once the letters have left they know whom to go to. */
static int note_referral(const struct farewelling *farewelling, const struct farewell_page *page,
                         struct err *err)
{
    const struct going *going = farewelling->going;
    struct referral referral;

    if (!going->colleague.ref || !going->farewell.ref ||
        page->steps[FAREWELL_RELEASE].stood.stand != FAREWELL_DONE)
        return 0;
    model_init(&model_referral, &referral);
    referral.client = mem_string(going->client.ref);
    referral.colleague = mem_string(going->colleague.ref);
    referral.on = going->farewell.begun_on;
    model_normalise(&model_referral, &referral);
    int r = farewelling_put(farewelling, &model_referral, &referral, err);
    model_clear(&model_referral, &referral);
    return r;
}

static int settle(struct writing *writing, const char *client, bool outside, struct err *err)
{
    _cleanup_going_ struct going going = {0};
    _cleanup_farewell_page_ struct farewell_page page = {0};
    const struct farewelling farewelling = {&going, writing, NULL};
    int r = going_load(writing->app, writing->store, client, &going, err);

    if (r != 0)
        return r < 0 ? -1 : 0;
    if (going_page(&going, &page, err) < 0 || tick_all(&farewelling, &page, outside, err) < 0)
        return -1;
    return note_referral(&farewelling, &page, err);
}

int farewell_follow(struct writing *writing, const char *client, struct err *err)
{
    return settle(writing, client, false, err);
}

int farewell_settle(struct writing *writing, const char *client, struct err *err)
{
    struct client record;
    int r = store_get(writing->store, &model_client, client, &record, err);

    if (r != 0)
        return r < 0 ? -1 : 0;
    bool leaving = record.state == CLIENT_LEAVING;
    model_clear(&model_client, &record);
    return leaving ? settle(writing, client, true, err) : 0;
}

/* --- things follow their tasks --- */

static int follow_meeting(const struct farewelling *farewelling, struct meeting *meeting,
                          enum task_state state, const char *reason, struct err *err)
{
    bool own = !going_is_groups(farewelling->going, meeting);

    farewelling_waive(farewelling, "meeting", meeting->ref, state == TASK_WAIVED ? reason : NULL);
    if (!own || (meeting->state != MEETING_PLANNED && meeting->state != MEETING_CANCELLED))
        return 0;
    meeting->state = state == TASK_DONE ? MEETING_CANCELLED : MEETING_PLANNED;
    return farewelling_put(farewelling, &model_meeting, meeting, err);
}

static int follow_access(const struct farewelling *farewelling, struct access *access, enum task_state state,
                         const char *reason, struct err *err)
{
    farewelling_waive(farewelling, "access", access->ref, state == TASK_WAIVED ? reason : NULL);
    access->closed_on = state == TASK_DONE ? farewelling->going->today : DAY_NONE;
    return farewelling_put(farewelling, &model_access, access, err);
}

static int follow(const struct farewelling *farewelling, const struct task *task, struct err *err)
{
    struct going *going = farewelling->going;
    enum task_state state = (enum task_state)task->state;

    for (size_t i = 0; task->kind == TASK_MEETING && i < going->n_meetings; i++) {
        const struct task *own = going_task_of(going, CLOSE_MEETING, going->meetings[i].ref);
        if (own && str_equal(own->ref, task->ref))
            return follow_meeting(farewelling, &going->meetings[i], state, task->reason, err);
    }
    for (size_t i = 0; task->kind == TASK_ACCESS && i < going->n_accesses; i++) {
        const struct task *own = going_task_of(going, CLOSE_ACCESS, going->accesses[i].ref);
        if (own && str_equal(own->ref, task->ref))
            return follow_access(farewelling, &going->accesses[i], state, task->reason, err);
    }
    return 0;
}

/* Only of a goodbye that was begun: before that a task is a note to oneself. */
int farewell_task_set(struct writing *writing, const struct task *task, struct err *err)
{
    _cleanup_going_ struct going going = {0};
    const struct farewelling farewelling = {&going, writing, NULL};

    if (!task->decision || (task->kind != TASK_MEETING && task->kind != TASK_ACCESS))
        return 0;
    int r = going_load(writing->app, writing->store, task->client, &going, err);
    if (r != 0 || !going.farewell.ref || !str_equal(task->decision, going.decision.ref))
        return r < 0 ? -1 : 0;
    if (follow(&farewelling, task, err) < 0)
        return -1;
    return farewelling_put(&farewelling, &model_farewell, &going.farewell, err);
}

/* --- the end --- */

/* Exceptions that were made for them end today. */
static int end_exceptions(const struct farewelling *farewelling, struct err *err)
{
    int32_t today = farewelling->going->today;
    struct override *overrides;
    size_t n;
    int r = 0;

    if (store_all(farewelling->going->store, &model_override, farewelling->going->client.ref, &overrides, &n,
                  err) < 0)
        return -1;
    for (size_t i = 0; i < n; i++) {
        bool open =
            overrides[i].from <= today && (overrides[i].until == DAY_NONE || overrides[i].until > today);
        overrides[i].until = open ? today : overrides[i].until;
        if (r == 0 && open)
            r = farewelling_put(farewelling, &model_override, &overrides[i], err);
        model_clear(&model_override, &overrides[i]);
    }
    free(overrides);
    return r;
}

/* The client first, the goodbye last: so that undoing opens the goodbye before the client, which the file
 * asks for. */
int farewell_end(const struct farewelling *farewelling, struct err *err)
{
    struct going *going = farewelling->going;
    _cleanup_farewell_page_ struct farewell_page page = {0};

    if (going_page(going, &page, err) < 0)
        return -1;
    if (page.steps[FAREWELL_CLOSE].stood.stand != FAREWELL_NOW) {
        err_set(err, "%s", page.steps[FAREWELL_CLOSE].text);
        return FAREWELL_REFUSED;
    }
    writing_name(farewelling->writing, &model_farewell, &going->farewell);
    if (tick_all(farewelling, &page, true, err) < 0 || end_exceptions(farewelling, err) < 0 ||
        put_state(farewelling->writing, going->client.ref, CLIENT_LEFT, err) < 0)
        return -1;
    going->farewell.state = FAREWELL_LEFT;
    going->farewell.left_on = going->today;
    return farewelling_put(farewelling, &model_farewell, &going->farewell, err);
}
