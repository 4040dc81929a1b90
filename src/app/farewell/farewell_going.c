/* What holds of a goodbye, as decided or as changed since; which of its things belongs to which task and
 * step. */
#include "farewell_inside.h"

#include "standing.h"

#include "paletti/base/mem.h"
#include "paletti/core/days.h"
#include "paletti/core/notice.h"
#include "paletti/store/records.h"

#include <stdlib.h>

/* --- what holds --- */

int32_t going_last_day(const struct going *going)
{
    return going->farewell.last_day != DAY_NONE ? going->farewell.last_day : going->decision.last_day;
}

enum exit_tell going_tell(const struct going *going)
{
    int8_t tell = going->farewell.tell >= 0 ? going->farewell.tell : going->decision.answers.exit.tell;

    return tell >= 0 ? (enum exit_tell)tell : TELL_WRITE;
}

enum exit_framing going_framing(const struct going *going)
{
    int8_t framing =
        going->farewell.framing >= 0 ? going->farewell.framing : going->decision.answers.exit.framing;

    return framing >= 0 ? (enum exit_framing)framing : FRAMING_TRUE;
}

enum exit_disclosure going_disclosure(const struct going *going)
{
    int8_t how = going->farewell.disclosure >= 0 ? going->farewell.disclosure
                                                 : going->decision.answers.exit.disclosure;

    return how >= 0 ? (enum exit_disclosure)how : DISCLOSE_NONE;
}

const char *going_reason(const struct going *going)
{
    return going->farewell.disclosure >= 0 ? going->farewell.reason : going->decision.answers.exit.reason;
}

const char *going_nobody(const struct going *going)
{
    const char *because = going->decision.answers.exit.referral.none_because;

    if (going->farewell.referral_none)
        return going->farewell.referral_none;
    return !going->colleague.ref && because && *because ? because : NULL;
}

bool going_debt_held(const struct going *going)
{
    int8_t debt = going->decision.answers.exit.debt;

    return debt == DEBT_HOLD || debt == DEBT_OFFSET;
}

const char *going_kept(const struct going *going, const char *type, const char *ref)
{
    _cleanup_free_ char *what = str_format("%s:%s", type, ref);

    return farewell_waived(&going->farewell, what);
}

int going_notice(const struct going *going, int32_t *ret, struct err *err)
{
    _cleanup_standing_ struct standing standing = {0};
    const struct house *house;
    struct contract *contracts;
    struct notice notice;
    size_t n;

    if (app_house(going->app, &house, err) < 0 ||
        standing_load(going->store, house->book, going->client.ref, &standing, err) < 0 ||
        store_all(going->store, &model_contract, going->client.ref, &contracts, &n, err) < 0)
        return -1;
    int r = notice_given(standing.boundaries, contract_on(contracts, n, going->today), going->now, &notice);
    *ret = r == 0 ? notice.last_day : DAY_NONE;
    for (size_t i = 0; i < n; i++)
        model_clear(&model_contract, &contracts[i]);
    free(contracts);
    return 0;
}

/* --- tasks --- */

struct task *going_task(const struct going *going, enum task_kind kind)
{
    for (size_t i = 0; i < going->n_tasks; i++)
        if (going->tasks[i].kind == (int8_t)kind)
            return &going->tasks[i];
    return NULL;
}

bool going_ticked(const struct going *going, enum task_kind kind)
{
    bool any = false;

    for (size_t i = 0; i < going->n_tasks; i++) {
        if (going->tasks[i].kind != (int8_t)kind)
            continue;
        if (going->tasks[i].state == TASK_OPEN)
            return false;
        any = true;
    }
    return any;
}

/* A task says what it is about in words alone: the commit made one for each thing of the plan that is to be
 * closed, in its order. */
struct task *going_task_of(const struct going *going, enum close_kind kind, const char *ref)
{
    const struct list *closes = &going->decision.answers.exit.closes;
    enum task_kind wanted = kind == CLOSE_MEETING ? TASK_MEETING : TASK_ACCESS;
    size_t task = 0;

    for (size_t i = 0; i < closes->n; i++) {
        const struct plan_close *close = &((const struct plan_close *)closes->v)[i];
        if (close->kind != (int8_t)kind || close->kept || close->done)
            continue;
        while (task < going->n_tasks && going->tasks[task].kind != (int8_t)wanted)
            task++;
        if (task == going->n_tasks)
            return NULL;
        if (str_equal(close->ref, ref))
            return &going->tasks[task];
        task++;
    }
    return NULL;
}

int going_step_of(enum task_kind kind)
{
    static const struct {
        enum task_kind kind;
        enum farewell_step step;
    } steps[] = {
        {TASK_CALL, FAREWELL_WAY},          {TASK_LETTER, FAREWELL_RELEASE},
        {TASK_REFUND, FAREWELL_REFUND},     {TASK_STATEMENT, FAREWELL_STATEMENT},
        {TASK_MEETING, FAREWELL_MEETINGS},  {TASK_ACCESS, FAREWELL_ACCESS},
        {TASK_HANDOVER, FAREWELL_HANDOVER}, {TASK_REFERRAL, FAREWELL_HANDOVER},
        {TASK_NOTICE, FAREWELL_RELEASE},
    };

    for (size_t i = 0; i < ARRAY_LEN(steps); i++)
        if (steps[i].kind == kind)
            return (int)steps[i].step;
    return -1;
}

/* --- meetings --- */

bool going_is_groups(const struct going *going, const struct meeting *meeting)
{
    return !str_equal(meeting->client, going->client.ref);
}

/* What the plan says of a meeting; NULL: nothing. */
static const struct plan_close *planned(const struct going *going, const char *ref)
{
    const struct list *closes = &going->decision.answers.exit.closes;

    for (size_t i = 0; i < closes->n; i++) {
        const struct plan_close *close = &((const struct plan_close *)closes->v)[i];
        if (close->kind == CLOSE_MEETING && str_equal(close->ref, ref))
            return close;
    }
    return NULL;
}

bool going_must_cancel(const struct going *going, const struct meeting *meeting)
{
    const struct plan_close *close = planned(going, meeting->ref);
    bool within = days_at(going->zone, meeting->starts) <= going_last_day(going);

    if (meeting->state != MEETING_PLANNED || meeting->starts <= going->now ||
        going_kept(going, "meeting", meeting->ref))
        return false;
    return !within || (close && !close->kept);
}
