/* What can be done to a goodbye: a row an act. Each is one act of the journal, and begins the goodbye where
 * nobody has. */
#include "farewell_inside.h"

#include "paletti/app/reviews.h"
#include "paletti/base/hash.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/core/days.h"
#include "paletti/store/records.h"

#include <stdlib.h>

int farewelling_refuse(struct err *err, const char *sentence)
{
    err_set(err, "%s", sentence);
    return FAREWELL_REFUSED;
}

void farewelling_set(char **member, const char *text)
{
    free(*member);
    *member = farewelling_given(text) ? mem_string(text) : NULL;
}

int32_t farewelling_day(const struct farewelling *farewelling)
{
    return farewelling->act->day != DAY_NONE ? farewelling->act->day : farewelling->going->today;
}

int farewelling_put(const struct farewelling *farewelling, const struct model *model, const void *record,
                    struct err *err)
{
    enum put put;

    return writing_put(farewelling->writing, model, record, 0, &put, err);
}

/* --- tasks and waivers --- */

int farewelling_tick(const struct farewelling *farewelling, struct task *task, bool done, struct err *err)
{
    if (!task || (task->state != TASK_OPEN) == done)
        return 0;
    task->state = done ? TASK_DONE : TASK_OPEN;
    task->done_on = done ? farewelling->going->today : DAY_NONE;
    free(task->reason);
    task->reason = NULL;
    return farewelling_put(farewelling, &model_task, task, err);
}

static struct farewell_waiver *waiver_of(struct farewell *farewell, const char *what)
{
    struct farewell_waiver *waivers = farewell->waived.v;

    for (size_t i = 0; i < farewell->waived.n; i++)
        if (str_equal(waivers[i].what, what))
            return &waivers[i];
    return NULL;
}

static void drop_waiver(struct farewell *farewell, struct farewell_waiver *waiver)
{
    struct farewell_waiver *last = (struct farewell_waiver *)farewell->waived.v + --farewell->waived.n;

    free(waiver->what);
    free(waiver->reason);
    if (waiver != last)
        *waiver = *last;
}

/* Without a REASON it is waived no more. */
static void waive(struct farewell *farewell, const char *what, const char *reason)
{
    struct farewell_waiver *waiver = waiver_of(farewell, what);

    if (waiver)
        drop_waiver(farewell, waiver);
    if (!farewelling_given(reason))
        return;
    waiver = list_add(&farewell->waived, sizeof *waiver);
    *waiver = (struct farewell_waiver){mem_string(what), mem_string(reason)};
}

int farewelling_waive(const struct farewelling *farewelling, const char *type, const char *ref,
                      const char *reason)
{
    _cleanup_free_ char *what = str_format("%s:%s", type, ref);

    waive(&farewelling->going->farewell, what, reason);
    return 0;
}

/* --- 2: the last day --- */

static int do_last_day(const struct farewelling *farewelling, struct err *err)
{
    struct going *going = farewelling->going;
    const struct farewell_act *act = farewelling->act;
    int32_t notice;

    if (act->day == DAY_NONE)
        return farewelling_refuse(err, _("say which day is the last"));
    if (act->day < going->today)
        return farewelling_refuse(err, _("that day is over; the last day is today or later"));
    if (going_notice(going, &notice, err) < 0)
        return -1;
    bool early = notice != DAY_NONE && act->day < notice && decision_path(&going->decision) != PATH_TODAY;
    if (early && !farewelling_given(act->text) && !farewelling_given(going->farewell.cause))
        return farewelling_refuse(
            err, _("the notice leads to a later day: an earlier one needs a cause, which is kept; \"agreed with them\" is one"));
    going->farewell.last_day = act->day;
    if (farewelling_given(act->text))
        farewelling_set(&going->farewell.cause, act->text);
    return 0;
}

/* --- 5: the credit note --- */

static int do_credit_note(const struct farewelling *farewelling, struct err *err _unused_)
{
    farewelling_set(&farewelling->going->farewell.credit_note, farewelling->act->text);
    return 0;
}

/* --- 9: way and tone --- */

static int do_tell(const struct farewelling *farewelling, struct err *err)
{
    if (farewelling->act->number < TELL_CALL || farewelling->act->number > TELL_WRITE)
        return farewelling_refuse(err, _("call, meet or write"));
    farewelling->going->farewell.tell = (int8_t)farewelling->act->number;
    return 0;
}

static int do_framing(const struct farewelling *farewelling, struct err *err)
{
    if (farewelling->act->number < FRAMING_TRUE || farewelling->act->number > FRAMING_BEST_FOR_YOU)
        return farewelling_refuse(err, _("true, not_fit or best_for_you"));
    farewelling->going->farewell.framing = (int8_t)farewelling->act->number;
    return 0;
}

static int do_reason(const struct farewelling *farewelling, struct err *err)
{
    struct farewell *farewell = &farewelling->going->farewell;
    int64_t how = farewelling->act->number;

    if (how < DISCLOSE_NONE || how > DISCLOSE_FULL)
        return farewelling_refuse(err, _("none, short or full"));
    if (how == DISCLOSE_FULL && !farewelling_given(farewelling->act->text))
        return farewelling_refuse(err, _("a full reason needs its words"));
    farewell->disclosure = (int8_t)how;
    farewelling_set(&farewell->reason, how == DISCLOSE_NONE ? NULL : farewelling->act->text);
    return 0;
}

static int do_told(const struct farewelling *farewelling, struct err *err)
{
    struct going *going = farewelling->going;
    bool told = farewelling->act->number != 0;

    if (told && farewelling_day(farewelling) > going->today)
        return farewelling_refuse(err, _("that day is still to come"));
    going->farewell.told_on = told ? farewelling_day(farewelling) : DAY_NONE;
    return farewelling_tick(farewelling, going_task(going, TASK_CALL), told, err);
}

/* --- 11: every sentence is true --- */

static int do_say_true(const struct farewelling *farewelling, struct err *err)
{
    struct going *going = farewelling->going;
    const struct draft *draft = going_draft(going, going_main(going), false);

    if (!draft || draft->state != DRAFT_OPEN)
        return farewelling_refuse(err, _("there is no letter to be read yet: write it first"));
    free(going->farewell.true_of);
    going->farewell.true_of = going_hash(draft);
    return 0;
}

/* --- what is left out --- */

/* The tasks that were waived with it are open again. */
static int open_tasks(const struct farewelling *farewelling, int step, struct err *err)
{
    struct going *going = farewelling->going;

    for (size_t i = 0; i < going->n_tasks; i++)
        if (going->tasks[i].state == TASK_WAIVED &&
            going_step_of((enum task_kind)going->tasks[i].kind) == step &&
            farewelling_tick(farewelling, &going->tasks[i], false, err) < 0)
            return -1;
    return 0;
}

static int do_waive(const struct farewelling *farewelling, struct err *err)
{
    int64_t step = farewelling->act->number;
    const char *why = farewelling->act->text;

    if (step < 0 || step >= FAREWELL_STEPS || !farewell_can_waive((enum farewell_step)step))
        return farewelling_refuse(err, _("this step is part of every goodbye: it cannot be left out"));
    waive(&farewelling->going->farewell, farewell_step_names[step], why);
    return farewelling_given(why) ? 0 : open_tasks(farewelling, (int)step, err);
}

/* --- 14: learning --- */

static int do_learned(const struct farewelling *farewelling, struct err *err)
{
    const struct going *going = farewelling->going;
    const struct farewell_act *act = farewelling->act;
    struct lesson lesson;

    if (!farewelling_given(act->text))
        return farewelling_refuse(err, act->number == LESSON_NONE ? _("none, because: say why")
                                                                  : _("say in a line what you learned"));
    model_init(&model_lesson, &lesson);
    lesson.ref = hash_new_ref("lesson");
    lesson.client = mem_string(going->client.ref);
    lesson.on = going->today;
    lesson.text = mem_string(act->text);
    lesson.kind = (int8_t)act->number;
    lesson.decision = mem_string(going->decision.ref);
    int r = farewelling_put(farewelling, &model_lesson, &lesson, err);
    model_clear(&model_lesson, &lesson);
    return r;
}

static int do_begin(const struct farewelling *farewelling _unused_, struct err *err _unused_)
{
    return 0;
}

/* --- the table --- */

static const struct {
    int (*fn)(const struct farewelling *farewelling, struct err *err);
    bool left; /* may be done to who left, too */
    bool ends; /* the record is put by the act itself */
} acts[FAREWELL_ACTS] = {
    [FAREWELL_BEGIN] = {do_begin, false, false},
    [FAREWELL_STOP] = {farewell_stop, false, true},
    [FAREWELL_LAST_DAY] = {do_last_day, false, false},
    [FAREWELL_SET_CREDIT_NOTE] = {do_credit_note, true, false},
    [FAREWELL_CANCEL_MEETING] = {farewell_cancel_meeting, false, false},
    [FAREWELL_KEEP_MEETING] = {farewell_keep_meeting, false, false},
    [FAREWELL_RESTORE_MEETING] = {farewell_restore_meeting, false, false},
    [FAREWELL_ADD_ACCESS] = {farewell_add_access, false, false},
    [FAREWELL_CLOSE_ACCESS] = {farewell_close_access, true, false},
    [FAREWELL_KEEP_ACCESS] = {farewell_keep_access, false, false},
    [FAREWELL_OPEN_ACCESS] = {farewell_open_access, false, false},
    [FAREWELL_ADD_HANDOVER] = {farewell_add_handover, false, false},
    [FAREWELL_HAND_OVER] = {farewell_hand_over, false, false},
    [FAREWELL_REFER] = {farewell_refer, false, false},
    [FAREWELL_REFER_NONE] = {farewell_refer_none, false, false},
    [FAREWELL_SET_TELL] = {do_tell, false, false},
    [FAREWELL_SET_FRAMING] = {do_framing, false, false},
    [FAREWELL_SET_REASON] = {do_reason, false, false},
    [FAREWELL_TOLD] = {do_told, false, false},
    [FAREWELL_WRITE] = {farewell_write, false, false},
    [FAREWELL_DROP] = {farewell_drop, false, false},
    [FAREWELL_SAY_TRUE] = {do_say_true, false, false},
    [FAREWELL_WAIVE] = {do_waive, false, false},
    [FAREWELL_LEARNED] = {do_learned, true, false},
    [FAREWELL_END] = {farewell_end, false, true},
    [FAREWELL_COME_BACK] = {farewell_come_back, true, true},
};

/* --- beginning --- */

/* The commit of a decision begins it; one that came with an import, or was stopped, begins with its first
 * act. */
static int begin_it(const struct farewelling *farewelling, struct err *err)
{
    struct going *going = farewelling->going;

    if (going->farewell.ref || going->client.state == CLIENT_LEFT)
        return 0;
    farewell_init(&going->farewell, &going->decision, going->today);
    if (farewelling_put(farewelling, &model_farewell, &going->farewell, err) < 0)
        return -1;
    if (farewell_freeze(farewelling->writing, going->client.ref, err) < 0)
        return -1;
    going->client.state = CLIENT_LEAVING;
    return 0;
}

static int perform(const struct farewelling *farewelling, struct err *err)
{
    struct going *going = farewelling->going;
    const struct farewell_act *act = farewelling->act;

    if (act->kind >= FAREWELL_ACTS || (going->client.state == CLIENT_LEFT && !acts[act->kind].left)) {
        err_set(err, _("%s has left: there is nothing more to be done"), going->client.name);
        return FAREWELL_REFUSED;
    }
    int r = begin_it(farewelling, err);
    if (r == 0)
        r = acts[act->kind].fn(farewelling, err);
    if (r == 0 && !acts[act->kind].ends && going->farewell.ref)
        r = farewelling_put(farewelling, &model_farewell, &going->farewell, err);
    if (r == 0 && !acts[act->kind].ends)
        r = farewell_follow(farewelling->writing, going->client.ref, err);
    return r;
}

int farewell_do(struct app *app, const struct request *request, const char *client,
                const struct farewell_act *act, unsigned *ret_changes, struct err *err)
{
    _cleanup_writing_ struct writing writing = {0};
    _cleanup_going_ struct going going = {0};

    if (writing_begin(app, request, &writing, err) < 0)
        return -1;
    int r = going_load(app, writing.store, client, &going, err);
    if (r != 0)
        return r < 0 ? -1 : FAREWELL_REFUSED;
    const struct farewelling farewelling = {&going, &writing, act};
    r = perform(&farewelling, err);
    if (r == 0)
        r = writing_commit(&writing, err);
    if (r == 0 && ret_changes)
        *ret_changes = writing.changes | CHANGE_CLIENTS;
    return r;
}
