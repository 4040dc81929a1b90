#include "writing.h"

#include "acting.h"
#include "acts.h"
#include "judging.h"
#include "stop.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/core/agreement.h"
#include "paletti/core/breach_note.h"
#include "paletti/core/client.h"
#include "paletti/core/decision_record.h"
#include "paletti/core/dispatch.h"
#include "paletti/core/dealings.h"
#include "paletti/core/draft.h"
#include "paletti/core/farewell.h"
#include "paletti/core/handover.h"
#include "paletti/core/intake.h"
#include "paletti/core/interaction.h"
#include "paletti/core/later.h"
#include "paletti/core/learning.h"
#include "paletti/core/me.h"
#include "paletti/store/outbox.h"
#include "paletti/core/refunding.h"
#include "paletti/core/sequence.h"

#include <string.h>

/* What a put record of a type means for judgements and views. */
static const struct effect {
    const struct model *model;
    bool rules, of_clients;
    unsigned changes; /* enum change */
} effects[] = {
    {&model_interaction, false, false, CHANGE_LOG | CHANGE_CLIENTS},
    {&model_client, false, false, CHANGE_CLIENTS},
    {&model_me, true, false, CHANGE_ALL},
    {&model_rule, true, false, CHANGE_ALL},
    {&model_override, false, true, CHANGE_RULES | CHANGE_LOG | CHANGE_CLIENTS},
    {&model_told, false, true, CHANGE_RULES | CHANGE_LOG | CHANGE_CLIENTS},
    {&model_ask, false, true, CHANGE_LOG | CHANGE_CLIENTS},
    {&model_contract, false, true, CHANGE_MONEY | CHANGE_CLIENTS},
    {&model_invoice, false, true, CHANGE_MONEY | CHANGE_CLIENTS},
    {&model_payment, false, true, CHANGE_MONEY | CHANGE_CLIENTS},
    {&model_later, false, false, CHANGE_CLIENTS},
    {&model_breach_note, false, false, CHANGE_LOG | CHANGE_CLIENTS},
    {&model_draft, false, false, CHANGE_CLIENTS},
    {&model_decision, false, false, CHANGE_CLIENTS},
    {&model_dispatch, false, false, CHANGE_CLIENTS},
    {&model_farewell, false, false, CHANGE_CLIENTS},
    {&model_promise, false, false, CHANGE_MONEY | CHANGE_CLIENTS},
    {&model_refund, false, false, CHANGE_MONEY | CHANGE_CLIENTS},
    {&model_expense, false, false, CHANGE_MONEY | CHANGE_CLIENTS},
    {&model_rate, false, false, CHANGE_MONEY | CHANGE_CLIENTS},
    {&model_request, false, false, CHANGE_CLIENTS},
    {&model_delivery, false, false, CHANGE_CLIENTS},
    {&model_complaint, false, false, CHANGE_CLIENTS},
    {&model_profile, false, false, CHANGE_CLIENTS},
    {&model_intake, false, false, CHANGE_CLIENTS},
    {&model_lesson, false, false, CHANGE_CLIENTS},
    {&model_win, false, false, CHANGE_CLIENTS},
    {&model_review, false, false, CHANGE_CLIENTS},
    {&model_colleague, false, false, CHANGE_CLIENTS},
    {&model_referral, false, false, CHANGE_CLIENTS},
    {&model_task, false, false, CHANGE_CLIENTS},
    {&model_sequence, false, false, CHANGE_CLIENTS},
};

static int begin(struct app *app, int (*open)(struct app *, struct store **, struct err *),
                 const struct request *request, struct writing *ret, struct err *err)
{
    struct store *store;

    if (open(app, &store, err) < 0)
        return -1;
    *ret = (struct writing){.app = app, .store = store, .request = request};
    ret->act.moment = INSTANT_NONE;
    journal_begin(store);
    stop_watch(store, request);
    return 0;
}

int writing_begin(struct app *app, const struct request *request, struct writing *ret, struct err *err)
{
    return begin(app, app_begin_write, request, ret, err);
}

int writing_begin_preview(struct app *app, const struct request *request, struct writing *ret, struct err *err)
{
    return begin(app, app_begin_preview, request, ret, err);
}

int writing_begin_bulk(struct writing *writing, struct err *err)
{
    writing->bulk = true;
    return store_bulk_begin(writing->store, err);
}

int writing_begin_bulk_removal(struct writing *writing, int64_t entries, struct err *err)
{
    writing->bulk = true;
    return store_bulk_begin_removal(writing->store, entries, err);
}

static void note_exception(struct writing *writing, const struct override *override, int64_t line)
{
    MEM_GROW(writing->exceptions, writing->n, writing->cap);
    writing->exceptions[writing->n++] = (struct exception){mem_string(override->ref), line};
}

static void note(struct writing *writing, const struct model *model, const void *record, int64_t line)
{
    for (size_t i = 0; i < ARRAY_LEN(effects); i++)
        if (effects[i].model == model) {
            writing->rules |= effects[i].rules;
            writing->of_clients |= effects[i].of_clients;
            writing->changes |= effects[i].changes;
            break;
        }
    if (model == &model_override && record)
        note_exception(writing, record, line);
}

/* --- the act --- */

void writing_name(struct writing *writing, const struct model *model, const void *record)
{
    act_about(&writing->act, writing->store, model, record);
    writing->named = writing->made = true;
}

void writing_name_command(struct writing *writing, const char *command, const char *file)
{
    const char *slash = strrchr(file, '/');

    writing->act.command = mem_string(command);
    writing->act.what = mem_string(slash && slash[1] ? slash + 1 : file);
    writing->named = writing->made = true;
}

void writing_is_no_act(struct writing *writing)
{
    journal_end(writing->store, NULL, NULL);
    writing->whole_file = true;
}

/* RECORD was made, or changed, or is about to be removed. */
static void note_act(struct writing *writing, const struct model *model, const void *record, bool made)
{
    if (writing->turning || (writing->named && (writing->made || !made)))
        return;
    act_about(&writing->act, writing->store, model, record);
    writing->named = true;
    writing->made = made;
}

static int end_act(struct writing *writing, struct err *err)
{
    if (writing->whole_file)
        return 0;
    if (writing->turning)
        return journal_turned(writing->store, err);
    writing->act.at = app_now(writing->app);
    return journal_end(writing->store, &writing->act, err);
}

/* --- letters that are confirmed --- */

/* A letter that is changed or removed is not the one that was confirmed. */
static int void_confirmed(struct writing *writing, const char *draft, struct err *err)
{
    int r = dispatch_void(writing->store, draft, app_now(writing->app), _("the letter was changed after it was confirmed"), err);

    return r < 0 ? -1 : 0;
}

static int void_changed(struct writing *writing, const struct model *model, const void *record, struct err *err)
{
    const char *ref = model_ref(model, record);
    enum dispatch_state state;
    struct draft stored;

    if (model != &model_draft)
        return 0;
    int r = dispatch_of_draft(writing->store, ref, &state, NULL, err);
    if (r != 0 || state != DISPATCH_CONFIRMED)
        return r < 0 ? -1 : 0;
    r = store_get(writing->store, model, ref, &stored, err);
    if (r != 0)
        return r < 0 ? -1 : 0;
    bool same = model_equal(model, &stored, record);
    model_clear(model, &stored);
    return same ? 0 : void_confirmed(writing, ref, err);
}

/* Undo and redo touch no letter that left. */
static int refuse_dispatched(struct writing *writing, const char *draft, struct err *err)
{
    enum dispatch_state state;
    int r = dispatch_of_draft(writing->store, draft, &state, NULL, err);

    if (r != 0)
        return r < 0 ? -1 : 0;
    return dispatch_left(state) ? err_set(err, _("this letter has left, or may have: that is not undone")) : 0;
}

int writing_put(struct writing *writing, const struct model *model, const void *record, int64_t line,
                enum put *ret, struct err *err)
{
    if (model == &model_rule && rule_check(app_zones(writing->app), record, err) < 0)
        return -1;
    if (void_changed(writing, model, record, err) < 0 || store_put(writing->store, model, record, line, ret, err) < 0)
        return -1;
    if (*ret == PUT_UNCHANGED)
        return 0;
    note(writing, model, record, line);
    note_act(writing, model, record, *ret == PUT_NEW);
    *(*ret == PUT_NEW ? &writing->act.made : &writing->act.changed) += 1;
    return 0;
}

/* What is to be removed can say what it was only as long as it is there. */
static int name_removed(struct writing *writing, const struct model *model, const char *ref, struct err *err)
{
    _cleanup_free_ void *record = NULL;

    if (writing->named || writing->turning)
        return 0;
    record = mem_alloc(model->size);
    int r = store_get(writing->store, model, ref, record, err);
    if (r != 0)
        return r;
    note_act(writing, model, record, false);
    model_clear(model, record);
    return 0;
}

int writing_remove(struct writing *writing, const struct model *model, const char *ref, struct err *err)
{
    int r = name_removed(writing, model, ref, err);

    if (r == 0 && model == &model_draft)
        r = void_confirmed(writing, ref, err);
    if (r == 0)
        r = store_remove(writing->store, model, ref, err);
    if (r != 0)
        return r;
    note(writing, model, NULL, 0);
    writing->act.removed++;
    return 0;
}

/* --- turning an act round --- */

enum { TURN_BULK = 1 << 12, TURN_TELL = 1 << 9 }; /* records: from here on in bulk; between two words about how far */

/* Whether BEFORE, which comes back, says of a decision's letter or refund that it has not left, while STORED says it has. */
static bool has_left(const struct model *model, const void *before, const void *stored)
{
    if (model == &model_draft) {
        const struct draft *was = before, *is = stored;
        return is->about && str_starts(is->about, "decision:") && is->state == DRAFT_DONE && was->state != DRAFT_DONE;
    }
    const struct task *was = before, *is = stored;
    return is->decision && (is->kind == TASK_LETTER || is->kind == TASK_REFUND) && is->state == TASK_DONE &&
           was->state != TASK_DONE;
}

/* What was decided can be taken back until something of it has left, and that is not taken back. decide.md, "Undo". */
static int refuse_left(struct writing *writing, const struct step *step, struct err *err)
{
    if (!writing->undoing || (step->model != &model_draft && step->model != &model_task))
        return 0;
    _cleanup_free_ void *stored = mem_alloc(step->model->size);
    int r = store_get(writing->store, step->model, model_ref(step->model, step->record), stored, err);
    if (r != 0)
        return r < 0 ? -1 : 0;
    bool left = has_left(step->model, step->record, stored);
    model_clear(step->model, stored);
    return left ? err_set(err, _("a letter or a refund of this decision has left: that is not undone; decide anew instead")) : 0;
}

static int take_left(void *ctx, const struct dispatch *dispatch _unused_)
{
    *(bool *)ctx = true;
    return 1;
}

/* A goodbye of which something has left stays begun. */
static int refuse_begun(struct writing *writing, const char *farewell, struct err *err)
{
    const struct dispatch_query query = {.farewell = farewell,
                                         .states = 1u << DISPATCH_SENDING | 1u << DISPATCH_DONE | 1u << DISPATCH_PENDING |
                                                   1u << DISPATCH_UNKNOWN};
    bool left = false;

    if (dispatches_each(writing->store, &query, take_left, &left, err) < 0)
        return -1;
    return left ? err_set(err, _("something of the goodbye has left: the freeze is not taken back")) : 0;
}

static int turn_step(struct writing *writing, const struct step *step, struct err *err)
{
    const char *ref = step->record ? model_ref(step->model, step->record) : step->ref;

    if (step->model == &model_farewell && !step->record && refuse_begun(writing, ref, err) < 0)
        return -1;

    if (step->model == &model_draft && refuse_dispatched(writing, ref, err) < 0)
        return -1;
    if (!step->record)
        return writing_remove(writing, step->model, ref, err);
    if (refuse_left(writing, step, err) < 0 || void_changed(writing, step->model, step->record, err) < 0)
        return -1;
    note(writing, step->model, step->record, 0);
    return store_put_back(writing->store, step->model, step->record, &step->back, err);
}

static int tell(const struct writing *writing, int64_t done, int64_t total, struct err *err)
{
    const struct request *request = writing->request;

    if (stop_wanted(request))
        return stop_said(err);
    if (request && request->progress)
        request->progress(request->ctx, done, total, _("records"));
    return 0;
}

int writing_turn(struct writing *writing, const struct act *act, struct err *err)
{
    int64_t total = act->made + act->changed + act->removed, done = 0;
    struct step step;
    int r;

    writing->turning = true;
    writing->undoing = !act->undone;
    if (journal_turn(writing->store, act, err) < 0)
        return -1;
    int64_t going = act->undone ? act->removed : act->made;
    if (total >= TURN_BULK && writing_begin_bulk_removal(writing, going, err) < 0)
        return -1;
    while ((r = journal_step(writing->store, &step, err)) > 0) {
        r = done++ % TURN_TELL == 0 ? tell(writing, done, total, err) : 0;
        if (r == 0)
            r = turn_step(writing, &step, err);
        step_clear(&step);
        if (r < 0)
            break;
    }
    return r;
}

/* --- exceptions: checked on the rules as they are in the end --- */

static int64_t line_of(const struct writing *writing, const char *ref)
{
    for (size_t i = writing->n; i-- > 0;)
        if (str_equal(writing->exceptions[i].ref, ref))
            return writing->exceptions[i].line;
    return 0;
}

static int check_exception(const struct writing *writing, struct rulebook *book,
                           const struct override *override, struct err *err)
{
    if (override_check(book, override, err) == 0)
        return 0;
    int64_t line = line_of(writing, override->ref);
    return line ? err_prefix(err, _("line %lld"), (long long)line) : -1;
}

struct check {
    const struct writing *writing;
    struct rulebook *book;
    struct err *err;
};

static int check_each(void *ctx, const void *record)
{
    struct check *check = ctx;

    return check_exception(check->writing, check->book, record, check->err);
}

/* A changed rule may leave an older exception without any opening. */
static int check_exceptions(struct writing *writing, struct rulebook *book, struct err *err)
{
    if (writing->rules) {
        struct check check = {writing, book, err};
        return store_each(writing->store, &model_override, NULL, check_each, &check, err);
    }
    for (size_t i = 0; i < writing->n; i++) {
        struct override override;
        int r = store_get(writing->store, &model_override, writing->exceptions[i].ref, &override, err);
        if (r == 0) {
            r = check_exception(writing, book, &override, err);
            model_clear(&model_override, &override);
        }
        if (r < 0)
            return -1;
    }
    return 0;
}

/* Whether what was put may stay. */
static int check_all(struct writing *writing, struct err *err)
{
    const struct house *house;

    if (store_references(writing->store, err) < 0)
        return -1;
    if (writing->rules)
        app_forget_house(writing->app);
    return app_house(writing->app, &house, err) < 0 ? -1 : check_exceptions(writing, house->book, err);
}

static void tell_indexed(void *ctx, int64_t done, int64_t total)
{
    const struct request *request = ctx;

    request->progress(request->ctx, done, total > done ? total : 0, _("indexed"));
}

static int end_bulk(struct writing *writing, struct err *err)
{
    const struct request *request = writing->request;

    if (!writing->bulk)
        return 0;
    if (request && request->progress)
        store_on_progress(writing->store, tell_indexed, (void *)request);
    int r = store_bulk_end(writing->store, err);
    store_on_progress(writing->store, NULL, NULL);
    return r;
}

/* Everything but the commit itself, which is not stopped any more. */
static int complete(struct writing *writing, struct err *err)
{
    if (end_bulk(writing, err) < 0)
        return -1;
    if (check_all(writing, err) < 0)
        return -1;
    if (judging_update(writing->app, writing->store, writing->of_clients, writing->request, err) < 0)
        return -1;
    if (end_act(writing, err) < 0 || (!writing->turning && app_triage_acted(writing->app, writing->store, err) < 0))
        return -1;
    return app_typing_end(writing->app, writing->store, err);
}

static void end(struct writing *writing)
{
    stop_watch(writing->store, NULL);
    store_on_progress(writing->store, NULL, NULL);
    app_end_write(writing->app);
    writing->store = NULL;
}

static void tell_written(void *ctx, int64_t done, int64_t total)
{
    const struct request *request = ctx;

    request->progress(request->ctx, done, total, PROGRESS_WRITTEN);
}

/* Of a long import this takes a second or more. */
static void tell_last(const struct writing *writing)
{
    const struct request *request = writing->request;

    if (!writing->bulk || !request || !request->progress)
        return;
    tell_written((void *)request, 0, 0);
    store_on_progress(writing->store, tell_written, (void *)request);
}

int writing_commit(struct writing *writing, struct err *err)
{
    if (complete(writing, err) < 0)
        return stop_wanted(writing->request) ? stop_said(err) : -1;
    stop_watch(writing->store, NULL);
    tell_last(writing);
    if (store_commit(writing->store, err) < 0)
        return -1;
    app_triage_acts(writing->app, 0, 0);
    end(writing);
    return 0;
}

int writing_check(struct writing *writing, struct err *err)
{
    if (check_all(writing, err) == 0)
        return 0;
    return stop_wanted(writing->request) ? stop_said(err) : -1;
}

void writing_done(struct writing *writing)
{
    for (size_t i = 0; i < writing->n; i++)
        free(writing->exceptions[i].ref);
    free(writing->exceptions);
    act_clear(&writing->act);
    if (writing->store) {
        store_rollback(writing->store);
        app_forget_house(writing->app); /* it may have seen what was taken back */
        end(writing);
    }
    *writing = (struct writing){0};
}
