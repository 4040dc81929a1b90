/* The things of each step, as they stand, and how many of them stand how. */
#include "farewell_items.h"

#include "paletti/app/blur.h"
#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/core/days.h"

struct farewell_item *laying_add(const struct laying *laying, enum farewell_step step,
                                 enum farewell_item_kind kind, enum farewell_item_state state)
{
    struct farewell_page_step *to = &laying->page->steps[step];

    MEM_GROW(to->v, to->n, to->cap);
    to->v[to->n] = (struct farewell_item){.kind = (int8_t)kind,
                                          .state = (int8_t)state,
                                          .on = DAY_NONE,
                                          .done_on = DAY_NONE,
                                          .at = INSTANT_NONE};
    return &to->v[to->n++];
}

char *laying_shown(const struct laying *laying, const char *text)
{
    return mem_string(text ? app_blur_text(laying->going->app, text) : NULL);
}

void laying_count(struct farewell_count *to, enum farewell_item_state state, int32_t on)
{
    int64_t *counts[] = {
        [FAREWELL_ITEM_OPEN] = &to->to_do,          [FAREWELL_ITEM_DRAFTED] = NULL,
        [FAREWELL_ITEM_CONFIRMED] = &to->confirmed, [FAREWELL_ITEM_SENDING] = &to->sending,
        [FAREWELL_ITEM_WAITS] = &to->sending,       [FAREWELL_ITEM_REFUSED] = &to->refused,
        [FAREWELL_ITEM_UNKNOWN] = &to->unknown,     [FAREWELL_ITEM_DONE] = &to->done,
        [FAREWELL_ITEM_KEPT] = &to->waived,
    };

    to->all++;
    if (counts[state])
        ++*counts[state];
    if (state == FAREWELL_ITEM_OPEN && on != DAY_NONE && (to->next == DAY_NONE || on < to->next))
        to->next = on;
}

/* --- meetings and accesses --- */

/* Those of the goodbye: cancelled since it was decided, or still to come. */
static bool is_of_goodbye(const struct going *going, const struct meeting *meeting)
{
    if (meeting->state == MEETING_PLANNED)
        return meeting->starts > going->now;
    return meeting->state == MEETING_CANCELLED && meeting->starts > going->decision.at &&
           going_task_of(going, CLOSE_MEETING, meeting->ref);
}

static void lay_meeting(const struct laying *laying, const struct meeting *meeting)
{
    const struct going *going = laying->going;
    enum farewell_item_state state = FAREWELL_ITEM_DONE;
    struct farewell_item *item;

    if (!is_of_goodbye(going, meeting))
        return;
    if (meeting->state == MEETING_PLANNED)
        state = going_must_cancel(going, meeting) ? FAREWELL_ITEM_OPEN : FAREWELL_ITEM_KEPT;
    item = laying_add(laying, FAREWELL_MEETINGS, FAREWELL_ITEM_MEETING, state);
    item->ref = mem_string(meeting->ref);
    item->what = laying_shown(laying, meeting->title ? meeting->title : _("a meeting"));
    item->at = meeting->starts;
    item->on = days_at(going->zone, meeting->starts);
    item->note = laying_shown(laying, going_kept(going, "meeting", meeting->ref));
    if (going_is_groups(going, meeting) && state == FAREWELL_ITEM_OPEN && !item->note)
        item->note = mem_string(_("of the group: only they are taken off it"));
    laying_count(&laying->seen->meetings, state, item->on);
}

static void lay_access(const struct laying *laying, const struct access *access)
{
    const struct going *going = laying->going;
    const char *kept = going_kept(going, "access", access->ref);
    bool closed = access->closed_on != DAY_NONE;
    enum farewell_item_state state = closed ? FAREWELL_ITEM_DONE
                                     : kept ? FAREWELL_ITEM_KEPT
                                            : FAREWELL_ITEM_OPEN;
    struct farewell_item *item;

    if (closed && access->closed_on < days_at(going->zone, going->decision.at))
        return;
    item = laying_add(laying, FAREWELL_ACCESS, FAREWELL_ITEM_ACCESS, state);
    item->ref = mem_string(access->ref);
    item->what = laying_shown(laying, access->what);
    item->where = laying_shown(laying, access->where);
    item->note = laying_shown(laying, kept);
    item->on = access->closes_on != DAY_NONE ? access->closes_on : going_last_day(going);
    item->done_on = access->closed_on;
    laying_count(&laying->seen->accesses, state, item->on);
}

/* --- tasks --- */

static void lay_task(const struct laying *laying, const struct task *task)
{
    static const enum farewell_item_state states[] = {[TASK_OPEN] = FAREWELL_ITEM_OPEN,
                                                      [TASK_DONE] = FAREWELL_ITEM_DONE,
                                                      [TASK_WAIVED] = FAREWELL_ITEM_KEPT};
    int step = going_step_of((enum task_kind)task->kind);
    bool own = step == FAREWELL_HANDOVER || step == FAREWELL_WAY || step < 0;
    struct farewell_item *item;

    if (!own)
        return;
    item = laying_add(laying, step < 0 ? FAREWELL_CLOSE : (enum farewell_step)step, FAREWELL_ITEM_TASK,
                      states[task->state]);
    item->ref = mem_string(task->ref);
    item->what = laying_shown(laying, task->what);
    item->note = laying_shown(laying, task->reason);
    item->on = task->due;
    item->done_on = task->done_on;
    if (step == FAREWELL_HANDOVER)
        laying_count(&laying->seen->handovers, (enum farewell_item_state)item->state, task->due);
    if (step == FAREWELL_WAY)
        laying->seen->call_on = task->due;
    if (step < 0)
        laying->seen->tasks += task->state == TASK_OPEN;
}

/* --- who else there is, and what was learned --- */

static void lay_colleague(const struct laying *laying)
{
    const struct going *going = laying->going;
    const char *nobody = going_nobody(going);
    bool consents = going->colleague.ref && colleague_consents(&going->colleague, going->today);

    laying->seen->referral = going->colleague.ref != NULL;
    laying->seen->referral_none = nobody != NULL;
    laying->seen->consent = consents;
    if (!going->colleague.ref && !nobody)
        return;
    struct farewell_item *item = laying_add(laying, FAREWELL_HANDOVER, FAREWELL_ITEM_COLLEAGUE,
                                            nobody     ? FAREWELL_ITEM_KEPT
                                            : consents ? FAREWELL_ITEM_DONE
                                                       : FAREWELL_ITEM_OPEN);
    item->ref = mem_string(going->colleague.ref);
    item->what = nobody ? mem_string(_("nobody is named")) : laying_shown(laying, going->colleague.name);
    item->note = laying_shown(laying, nobody);
    item->done_on = nobody ? DAY_NONE : going->colleague.consented_on;
}

static void lay_lessons(const struct laying *laying)
{
    const struct going *going = laying->going;

    for (size_t i = 0; i < going->n_lessons; i++) {
        struct farewell_item *item =
            laying_add(laying, FAREWELL_LEARN, FAREWELL_ITEM_LESSON, FAREWELL_ITEM_DONE);
        item->ref = mem_string(going->lessons[i].ref);
        item->what = laying_shown(laying, going->lessons[i].text);
        item->done_on = going->lessons[i].on;
    }
    laying->seen->lesson = going->n_lessons > 0;
}

static void clear_counts(struct farewell_seen *seen)
{
    struct farewell_count *counts[] = {&seen->statement, &seen->refunds,   &seen->meetings,
                                       &seen->accesses,  &seen->handovers, &seen->letters};

    for (size_t i = 0; i < ARRAY_LEN(counts); i++)
        *counts[i] = (struct farewell_count){.next = DAY_NONE, .at = INSTANT_NONE};
    seen->expected_on = seen->call_on = DAY_NONE;
}

int going_items(const struct going *going, struct farewell_page *page, struct farewell_seen *seen,
                struct err *err)
{
    const struct laying laying = {going, page, seen, err};

    clear_counts(seen);
    if (laying_refunds(&laying) < 0)
        return -1;
    for (size_t i = 0; i < going->n_meetings; i++)
        lay_meeting(&laying, &going->meetings[i]);
    for (size_t i = 0; i < going->n_accesses; i++)
        lay_access(&laying, &going->accesses[i]);
    for (size_t i = 0; i < going->n_tasks; i++)
        lay_task(&laying, &going->tasks[i]);
    lay_colleague(&laying);
    lay_lessons(&laying);
    return laying_letters(&laying);
}
