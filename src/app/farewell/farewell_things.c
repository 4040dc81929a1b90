/* The things of a goodbye that are closed one by one: meetings, accesses, hand-overs, and whom they are sent
 * to. */
#include "farewell_inside.h"

#include "paletti/base/hash.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/core/days.h"
#include "paletti/store/records.h"

#include <stdlib.h>

/* --- 6: meetings --- */

static int find_meeting(const struct farewelling *farewelling, struct meeting **ret, struct err *err)
{
    struct going *going = farewelling->going;

    for (size_t i = 0; i < going->n_meetings; i++)
        if (str_equal(going->meetings[i].ref, farewelling->act->ref)) {
            *ret = &going->meetings[i];
            return 0;
        }
    err_set(err, _("%s has no meeting \"%.60s\""), going->client.name,
            farewelling_given(farewelling->act->ref) ? farewelling->act->ref : "");
    return FAREWELL_REFUSED;
}

/* Other people's meeting stays: only they are taken off it. */
static void leave_group(const struct going *going, struct meeting *meeting)
{
    size_t kept = 0;

    for (size_t i = 0; i < meeting->attendees.n; i++)
        if (going_is_their_address(&going->client, meeting->attendees.v[i]))
            free(meeting->attendees.v[i]);
        else
            meeting->attendees.v[kept++] = meeting->attendees.v[i];
    meeting->attendees.n = kept;
}

int farewell_cancel_meeting(const struct farewelling *farewelling, struct err *err)
{
    struct going *going = farewelling->going;
    struct meeting *meeting;
    int r = find_meeting(farewelling, &meeting, err);

    if (r != 0)
        return r;
    if (meeting->state != MEETING_PLANNED)
        return farewelling_refuse(err, _("it is not planned any more"));
    if (going_is_groups(going, meeting))
        leave_group(going, meeting);
    else
        meeting->state = MEETING_CANCELLED;
    farewelling_waive(farewelling, "meeting", meeting->ref, NULL);
    if (farewelling_put(farewelling, &model_meeting, meeting, err) < 0)
        return -1;
    return farewelling_tick(farewelling, going_task_of(going, CLOSE_MEETING, meeting->ref), true, err);
}

/* Within the last day it is simply held. */
int farewell_keep_meeting(const struct farewelling *farewelling, struct err *err)
{
    struct going *going = farewelling->going;
    const char *why = farewelling->act->text;
    struct meeting *meeting;
    int r = find_meeting(farewelling, &meeting, err);

    if (r != 0)
        return r;
    bool within = days_at(going->zone, meeting->starts) <= going_last_day(going);
    if (!within && !farewelling_given(why))
        return farewelling_refuse(err, _("it is behind the last day: say why it stays"));
    farewelling_waive(farewelling, "meeting", meeting->ref,
                      farewelling_given(why) ? why : _("within the notice"));
    return farewelling_tick(farewelling, going_task_of(going, CLOSE_MEETING, meeting->ref), true, err);
}

int farewell_restore_meeting(const struct farewelling *farewelling, struct err *err)
{
    struct going *going = farewelling->going;
    struct meeting *meeting;
    int r = find_meeting(farewelling, &meeting, err);

    if (r != 0)
        return r;
    farewelling_waive(farewelling, "meeting", meeting->ref, NULL);
    if (meeting->state == MEETING_CANCELLED) {
        meeting->state = MEETING_PLANNED;
        if (farewelling_put(farewelling, &model_meeting, meeting, err) < 0)
            return -1;
    }
    return farewelling_tick(farewelling, going_task_of(going, CLOSE_MEETING, meeting->ref), false, err);
}

/* --- 7: access --- */

static int find_access(const struct farewelling *farewelling, struct access **ret, struct err *err)
{
    struct going *going = farewelling->going;

    for (size_t i = 0; i < going->n_accesses; i++)
        if (str_equal(going->accesses[i].ref, farewelling->act->ref)) {
            *ret = &going->accesses[i];
            return 0;
        }
    err_set(err, _("%s has no access \"%.60s\""), going->client.name,
            farewelling_given(farewelling->act->ref) ? farewelling->act->ref : "");
    return FAREWELL_REFUSED;
}

int farewell_add_access(const struct farewelling *farewelling, struct err *err)
{
    const struct farewell_act *act = farewelling->act;
    struct access access;

    if (!farewelling_given(act->text))
        return farewelling_refuse(err, _("say what the access is to"));
    model_init(&model_access, &access);
    access.ref = hash_new_ref("access");
    access.client = mem_string(farewelling->going->client.ref);
    access.what = mem_string(act->text);
    access.where = farewelling_given(act->where) ? mem_string(act->where) : NULL;
    access.closes_on = act->day;
    int r = farewelling_put(farewelling, &model_access, &access, err);
    model_clear(&model_access, &access);
    return r;
}

int farewell_close_access(const struct farewelling *farewelling, struct err *err)
{
    struct going *going = farewelling->going;
    int32_t day = farewelling_day(farewelling);
    struct access *access;
    int r = find_access(farewelling, &access, err);

    if (r != 0)
        return r;
    if (day > going->today)
        return farewelling_refuse(err, _("that day is still to come"));
    if (going_last_day(going) != DAY_NONE && day < going_last_day(going))
        return farewelling_refuse(err, _("no access is closed before the last day"));
    access->closed_on = day;
    farewelling_waive(farewelling, "access", access->ref, NULL);
    if (farewelling_put(farewelling, &model_access, access, err) < 0)
        return -1;
    return farewelling_tick(farewelling, going_task_of(going, CLOSE_ACCESS, access->ref), true, err);
}

int farewell_keep_access(const struct farewelling *farewelling, struct err *err)
{
    struct access *access;
    int r = find_access(farewelling, &access, err);

    if (r != 0)
        return r;
    if (!farewelling_given(farewelling->act->text))
        return farewelling_refuse(err, _("say why it stays open"));
    farewelling_waive(farewelling, "access", access->ref, farewelling->act->text);
    return farewelling_tick(farewelling, going_task_of(farewelling->going, CLOSE_ACCESS, access->ref), true,
                            err);
}

int farewell_open_access(const struct farewelling *farewelling, struct err *err)
{
    struct access *access;
    int r = find_access(farewelling, &access, err);

    if (r != 0)
        return r;
    access->closed_on = DAY_NONE;
    farewelling_waive(farewelling, "access", access->ref, NULL);
    if (farewelling_put(farewelling, &model_access, access, err) < 0)
        return -1;
    return farewelling_tick(farewelling, going_task_of(farewelling->going, CLOSE_ACCESS, access->ref), false,
                            err);
}

/* --- 8: hand-over and referral --- */

int farewell_add_handover(const struct farewelling *farewelling, struct err *err)
{
    const struct going *going = farewelling->going;
    struct task task;

    if (!farewelling_given(farewelling->act->text))
        return farewelling_refuse(err, _("say what is handed over"));
    model_init(&model_task, &task);
    task.ref = hash_new_ref("task");
    task.client = mem_string(going->client.ref);
    task.decision = mem_string(going->decision.ref);
    task.kind = TASK_HANDOVER;
    task.what = mem_string(farewelling->act->text);
    task.due = farewelling->act->day;
    task.n = going->n_tasks > 0 ? going->tasks[going->n_tasks - 1].n + 1 : 1;
    int r = farewelling_put(farewelling, &model_task, &task, err);
    model_clear(&model_task, &task);
    return r;
}

int farewell_hand_over(const struct farewelling *farewelling, struct err *err)
{
    struct going *going = farewelling->going;

    for (size_t i = 0; i < going->n_tasks; i++)
        if (str_equal(going->tasks[i].ref, farewelling->act->ref) &&
            going_step_of((enum task_kind)going->tasks[i].kind) == FAREWELL_HANDOVER)
            return farewelling_tick(farewelling, &going->tasks[i], farewelling->act->number != 0, err);
    err_set(err, _("\"%.60s\" is nothing that is handed over"),
            farewelling_given(farewelling->act->ref) ? farewelling->act->ref : "");
    return FAREWELL_REFUSED;
}

int farewell_refer(const struct farewelling *farewelling, struct err *err)
{
    struct going *going = farewelling->going;
    struct colleague colleague;
    struct referral referral;
    const char *ref = farewelling_given(farewelling->act->ref) ? farewelling->act->ref : "";
    int r = store_get(going->store, &model_colleague, ref, &colleague, err);

    if (r < 0)
        return -1;
    if (r > 0) {
        err_set(err, _("there is no colleague \"%.60s\""), ref);
        return FAREWELL_REFUSED;
    }
    bool consents = colleague_consents(&colleague, going->today);
    model_clear(&model_colleague, &colleague);
    if (!consents)
        return farewelling_refuse(
            err, _("nobody is named who did not say yes within twelve months: ask them, and note the day"));
    model_init(&model_referral, &referral);
    referral.client = mem_string(going->client.ref);
    referral.colleague = mem_string(ref);
    referral.on = going->today;
    model_normalise(&model_referral, &referral);
    farewelling_set(&going->farewell.referral_none, NULL);
    r = farewelling_put(farewelling, &model_referral, &referral, err);
    model_clear(&model_referral, &referral);
    return r;
}

int farewell_refer_none(const struct farewelling *farewelling, struct err *err)
{
    if (!farewelling_given(farewelling->act->text))
        return farewelling_refuse(err, _("say why nobody is named"));
    farewelling_set(&farewelling->going->farewell.referral_none, farewelling->act->text);
    return 0;
}
