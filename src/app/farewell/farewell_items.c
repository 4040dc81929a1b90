/* The things of each step, as they stand, and how many of them stand how. */
#include "farewell_inside.h"

#include "paletti/app/blur.h"
#include "paletti/app/deciding.h"
#include "paletti/app/drafts.h"
#include "paletti/app/outbox.h"
#include "paletti/app/views.h"
#include "paletti/base/hash.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/core/days.h"
#include "paletti/store/records.h"

#include <string.h>

struct laying {
    const struct going *going;
    struct farewell_page *page;
    struct farewell_seen *seen;
    struct err *err;
};

static struct farewell_item *add_item(const struct laying *laying, enum farewell_step step, enum farewell_item_kind kind,
                                      enum farewell_item_state state)
{
    struct farewell_page_step *to = &laying->page->steps[step];

    MEM_GROW(to->v, to->n, to->cap);
    to->v[to->n] = (struct farewell_item){
        .kind = (int8_t)kind, .state = (int8_t)state, .on = DAY_NONE, .done_on = DAY_NONE, .at = INSTANT_NONE};
    return &to->v[to->n++];
}

static char *shown(const struct laying *laying, const char *text)
{
    return mem_string(text ? app_blur_text(laying->going->app, text) : NULL);
}

static void count(struct farewell_count *to, enum farewell_item_state state, int32_t on)
{
    int64_t *counts[] = {
        [FAREWELL_ITEM_OPEN] = &to->to_do,     [FAREWELL_ITEM_DRAFTED] = NULL,
        [FAREWELL_ITEM_CONFIRMED] = &to->confirmed, [FAREWELL_ITEM_SENDING] = &to->sending,
        [FAREWELL_ITEM_WAITS] = &to->sending,  [FAREWELL_ITEM_REFUSED] = &to->refused,
        [FAREWELL_ITEM_UNKNOWN] = &to->unknown, [FAREWELL_ITEM_DONE] = &to->done,
        [FAREWELL_ITEM_KEPT] = &to->waived,
    };

    to->all++;
    if (counts[state])
        ++*counts[state];
    if (state == FAREWELL_ITEM_OPEN && on != DAY_NONE && (to->next == DAY_NONE || on < to->next))
        to->next = on;
}

static void sooner(struct farewell_count *count, int64_t at)
{
    if (at != INSTANT_NONE && (count->at == INSTANT_NONE || at < count->at))
        count->at = at;
}

/* --- what was confirmed --- */

static enum farewell_item_state state_of_dispatch(const struct dispatch *dispatch)
{
    static const enum farewell_item_state states[DISPATCH_STATES] = {
        [DISPATCH_CONFIRMED] = FAREWELL_ITEM_CONFIRMED, [DISPATCH_SENDING] = FAREWELL_ITEM_SENDING,
        [DISPATCH_DONE] = FAREWELL_ITEM_DONE,           [DISPATCH_PENDING] = FAREWELL_ITEM_DONE,
        [DISPATCH_REJECTED] = FAREWELL_ITEM_REFUSED,    [DISPATCH_UNKNOWN] = FAREWELL_ITEM_UNKNOWN,
        [DISPATCH_CANCELLED] = FAREWELL_ITEM_DRAFTED,
    };

    return states[dispatch->state];
}

struct waiting {
    const struct laying *laying;
    struct farewell_item *item;
};

/* When it goes, and why then: the outbox's word. */
static int take_waiting(void *ctx, const struct outbox_line *line)
{
    const struct waiting *waiting = ctx;

    waiting->item->at = line->goes_at;
    if (line->says && *line->says) {
        free(waiting->item->note);
        waiting->item->note = shown(waiting->laying, line->says);
    }
    return 0;
}

static int lay_dispatch(const struct laying *laying, const struct dispatch *dispatch, struct farewell_item *item)
{
    struct waiting waiting = {laying, item};
    bool open = dispatch_open((enum dispatch_state)dispatch->state);

    item->state = (int8_t)state_of_dispatch(dispatch);
    item->dispatch = mem_string(dispatch->ref);
    item->gone = dispatch_left((enum dispatch_state)dispatch->state);
    item->note = shown(laying, dispatch->why);
    item->at = dispatch->ended_at;
    if (dispatch->state == DISPATCH_DONE && dispatch->ended_at != INSTANT_NONE)
        item->done_on = days_at(laying->going->zone, dispatch->ended_at);
    if (dispatch->recipient && *dispatch->recipient) {
        free(item->where);
        item->where = shown(laying, dispatch->recipient);
    }
    return open ? view_dispatch(laying->going->app, dispatch->ref, take_waiting, &waiting, laying->err) : 0;
}

/* --- letters --- */

static const char *letter_word(const struct farewell_letter *letter)
{
    static const struct {
        const char *code, *variant, *word;
    } words[] = {
        {"T3", NULL, N_("what was bought, used and goes back")},
        {"T15", NULL, N_("the meetings that are cancelled")},
        {"T16", NULL, N_("the accesses that close")},
        {"T2", "client", N_("whom to go to")},
        {"T2", "colleague", N_("to the colleague")},
    };

    for (size_t i = 0; i < ARRAY_LEN(words); i++)
        if (str_equal(words[i].code, letter->code) && str_equal(words[i].variant, letter->variant))
            return _(words[i].word);
    return _("the goodbye");
}

static void say_missing(const struct letter *letter, struct str *to)
{
    for (size_t i = 0; i < letter->missing.n; i++)
        str_printf(to, "%s%s", i ? ", " : _("lacks: "), letter->missing.v[i]);
}

/* What CODE would say now. One that cannot be written (no template of the person's language, no money) says why. */
static int lay_fresh(const struct laying *laying, const struct farewell_letter *letter, const struct draft *draft,
                     struct farewell_item *item)
{
    _cleanup_letter_ struct letter fresh = {.rule = INSTANT_NONE};
    _cleanup_str_ struct str note = STR_INIT;
    struct err err = {0};
    int r = going_write(laying->going, letter->code, letter->variant, &fresh, &err);

    if (r < 0)
        str_add(&note, err.text);
    else if (!fresh.text)
        say_missing(&fresh, &note);
    else if (draft && !str_equal(fresh.text, draft->text))
        str_add(&note, _("it is not what the records say now: changed by hand, or out of date"));
    bool empty = !draft && (r < 0 || !fresh.text);
    laying->seen->empty += empty;
    if (!item->note && note.len > 0)
        item->note = shown(laying, str_text(&note));
    if (!item->where && r == 0)
        item->where = shown(laying, fresh.to);
    return 0;
}

/* A leak is pointed at where it can be mended: in the draft. */
static int lay_leaks(const struct laying *laying, const struct draft *draft, struct farewell_item *item)
{
    struct letter_findings findings = {0};
    struct err err = {0};

    if (draft_look(laying->going->app, draft->client, draft->code, draft->about, draft->subject, draft->text, &findings,
                   laying->err) < 0)
        return -1;
    if (draft_refuse_leaks(&findings, &err) < 0) {
        laying->seen->leaks++;
        free(item->note);
        item->note = shown(laying, err.text);
    }
    letter_findings_clear(&findings);
    return 0;
}

static bool said_by_task(const struct going *going, const struct farewell_letter *letter)
{
    return letter->main && going_ticked(going, TASK_LETTER);
}

static int lay_draft(const struct laying *laying, const struct farewell_letter *letter, const struct draft *draft,
                     struct farewell_item *item)
{
    const struct dispatch *dispatch = going_dispatch(laying->going, draft->ref, NULL);

    item->ref = mem_string(draft->ref);
    item->where = shown(laying, draft->to);
    item->state = FAREWELL_ITEM_DRAFTED;
    if (draft->state == DRAFT_DONE) {
        item->state = FAREWELL_ITEM_DONE;
        item->gone = true;
        item->done_on = draft->done_on;
    }
    if (dispatch && lay_dispatch(laying, dispatch, item) < 0)
        return -1;
    if (item->state != FAREWELL_ITEM_DRAFTED && item->state != FAREWELL_ITEM_REFUSED)
        return 0;
    return lay_fresh(laying, letter, draft, item) < 0 ? -1 : lay_leaks(laying, draft, item);
}

static int lay_letter(const struct laying *laying, const struct farewell_letter *letter)
{
    const struct going *going = laying->going;
    const struct draft *draft = going_draft(going, letter->code, letter->to_colleague);
    struct farewell_item *item = add_item(laying, FAREWELL_TEXT, FAREWELL_ITEM_LETTER, FAREWELL_ITEM_OPEN);
    const char *kept = going_kept(going, "letter", letter->code);

    item->code = mem_string(letter->code);
    item->variant = mem_string(letter->variant);
    item->what = str_format("%s, %s", letter->code, letter_word(letter));
    if (draft && lay_draft(laying, letter, draft, item) < 0)
        return -1;
    if (!draft && said_by_task(going, letter))
        item->state = FAREWELL_ITEM_DONE;
    else if (!draft && kept) {
        item->state = FAREWELL_ITEM_KEPT;
        item->note = shown(laying, kept);
    } else if (!draft)
        lay_fresh(laying, letter, NULL, item);
    struct farewell_count *counts[] = {&laying->seen->letters,
                                       str_equal(letter->code, "T3") ? &laying->seen->statement : NULL};
    for (size_t i = 0; i < ARRAY_LEN(counts) && counts[i]; i++) {
        count(counts[i], (enum farewell_item_state)item->state, DAY_NONE);
        if (item->state == FAREWELL_ITEM_CONFIRMED)
            sooner(counts[i], item->at);
    }
    laying->seen->told |= letter->main && item->gone;
    return 0;
}

static int lay_letters(const struct laying *laying)
{
    struct farewell_letter letters[FAREWELL_LETTERS];
    size_t n = going_letters(laying->going, letters);
    const struct draft *draft = going_draft(laying->going, going_main(laying->going), false);

    for (size_t i = 0; i < n; i++)
        if (lay_letter(laying, &letters[i]) < 0)
            return -1;
    if (draft && laying->going->farewell.true_of) {
        _cleanup_free_ char *hash = going_hash(draft);
        laying->seen->true_said = str_equal(hash, laying->going->farewell.true_of);
    }
    return 0;
}

/* --- refunds --- */

static enum farewell_item_state state_of_refund(enum refunding state)
{
    static const enum farewell_item_state states[REFUNDING_STATES] = {
        [REFUNDING_PLANNED] = FAREWELL_ITEM_OPEN,      [REFUNDING_CONFIRMED] = FAREWELL_ITEM_CONFIRMED,
        [REFUNDING_SENDING] = FAREWELL_ITEM_SENDING,   [REFUNDING_SUCCEEDED] = FAREWELL_ITEM_DONE,
        [REFUNDING_PENDING] = FAREWELL_ITEM_DONE,      [REFUNDING_ACTION] = FAREWELL_ITEM_WAITS,
        [REFUNDING_REFUSED] = FAREWELL_ITEM_REFUSED,   [REFUNDING_UNKNOWN] = FAREWELL_ITEM_UNKNOWN,
        [REFUNDING_FAILED] = FAREWELL_ITEM_REFUSED,    [REFUNDING_CANCELED] = FAREWELL_ITEM_REFUSED,
    };

    return states[state];
}

static char *refund_words(const struct laying *laying, struct money amount, int32_t paid_on)
{
    struct str text = STR_INIT;
    _cleanup_str_ struct str day = STR_INIT;

    words_sum(&text, amount);
    if (paid_on == DAY_NONE)
        return str_take(&text);
    words_day(laying->going->app, &day, paid_on);
    str_printf(&text, _(", on the payment of %s"), str_text(&day));
    return str_take(&text);
}

static bool planned_for(const struct going *going, const struct payment *payment)
{
    for (size_t i = 0; payment && i < going->statement.n_refunds; i++) {
        const struct refund *refund = &going->statement.refunds[i];
        if (refund->state == REFUNDING_PLANNED && str_equal(refund->payment, payment->ref))
            return true;
    }
    return false;
}

/* One that came to nothing is over where something else of the goodbye returns the same payment. */
static bool replaced(const struct going *going, const struct refund *refund)
{
    if (refunding_alive(refund_state(refund)))
        return false;
    for (size_t i = 0; i < going->statement.n_refunds; i++) {
        const struct refund *other = &going->statement.refunds[i];
        if (str_equal(other->payment, refund->payment) && refunding_alive(refund_state(other)))
            return true;
    }
    return false;
}

static int payment_day(const struct laying *laying, const char *ref, int32_t *ret)
{
    struct payment payment;
    int r = store_get(laying->going->store, &model_payment, ref, &payment, laying->err);

    *ret = DAY_NONE;
    if (r != 0)
        return r < 0 ? -1 : 0;
    *ret = payment.on;
    model_clear(&model_payment, &payment);
    return 0;
}

/* Those of this goodbye. */
static bool is_told(const struct going *going, const struct refund *refund)
{
    return going->farewell.ref && str_equal(refund->farewell, going->farewell.ref) && !replaced(going, refund);
}

static int lay_refund(const struct laying *laying, const struct refund *refund)
{
    const struct going *going = laying->going;
    int32_t paid_on;
    const struct dispatch *dispatch = going_dispatch(going, NULL, refund->ref);
    enum farewell_item_state state = state_of_refund(refund_state(refund));
    struct farewell_item *item;

    if (!is_told(going, refund))
        return 0;
    if (payment_day(laying, refund->payment, &paid_on) < 0)
        return -1;
    item = add_item(laying, FAREWELL_REFUND, FAREWELL_ITEM_REFUND, state);
    item->ref = mem_string(refund->ref);
    item->dispatch = mem_string(dispatch ? dispatch->ref : NULL);
    item->sum = refund->amount;
    item->what = refund_words(laying, refund->amount, paid_on);
    item->note = shown(laying, refund->reason);
    item->live = refund->live == 1;
    item->done_on = refund->issued_on;
    item->on = refund->expected_on;
    item->gone = refunding_left(refund_state(refund));
    if (refund->live > laying->page->live)
        laying->page->live = refund->live;
    if (refund->state == REFUNDING_FAILED) {
        laying->seen->refunds.all++;
        laying->seen->refunds.failed++;
        return 0;
    }
    laying->seen->by_hand += state == FAREWELL_ITEM_CONFIRMED && !refund->intent;
    count(&laying->seen->refunds, state, DAY_NONE);
    if (state == FAREWELL_ITEM_DONE && refund->expected_on != DAY_NONE &&
        (laying->seen->expected_on == DAY_NONE || refund->expected_on > laying->seen->expected_on))
        laying->seen->expected_on = refund->expected_on;
    return 0;
}

/* What failed and has to go back again is told once: as what failed. */
static bool failed_for(const struct going *going, const struct payment *payment)
{
    for (size_t i = 0; payment && going->farewell.ref && i < going->statement.n_refunds; i++) {
        const struct refund *refund = &going->statement.refunds[i];
        if (str_equal(refund->payment, payment->ref) && str_equal(refund->farewell, going->farewell.ref) &&
            !refunding_alive(refund_state(refund)) && !replaced(going, refund))
            return true;
    }
    return false;
}

static void lay_line(const struct laying *laying, const struct refunding_line *line)
{
    struct farewell_item *item;

    if (planned_for(laying->going, line->payment) || failed_for(laying->going, line->payment))
        return;
    item = add_item(laying, FAREWELL_REFUND, FAREWELL_ITEM_REFUND, FAREWELL_ITEM_OPEN);
    item->sum = line->amount;
    item->what = refund_words(laying, line->amount, line->payment ? line->payment->on : DAY_NONE);
    if (!line->payment)
        item->note = mem_string(_("no payment in the records has so much left: record it first"));
    count(&laying->seen->refunds, FAREWELL_ITEM_OPEN, DAY_NONE);
}

static int lay_refunds(const struct laying *laying)
{
    const struct going *going = laying->going;

    laying->page->live = -1;
    if (!going_debt_held(going) && !going_ticked(going, TASK_REFUND))
        for (size_t i = 0; i < going->n_lines; i++)
            lay_line(laying, &going->lines[i]);
    for (size_t i = 0; i < going->statement.n_refunds; i++)
        if (lay_refund(laying, &going->statement.refunds[i]) < 0)
            return -1;
    laying->seen->debt_held = going_debt_held(going);
    laying->seen->to_return = laying->seen->refunds.all > 0;
    laying->page->money = laying->page->steps[FAREWELL_REFUND].n > 0;
    return 0;
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
    item = add_item(laying, FAREWELL_MEETINGS, FAREWELL_ITEM_MEETING, state);
    item->ref = mem_string(meeting->ref);
    item->what = shown(laying, meeting->title ? meeting->title : _("a meeting"));
    item->at = meeting->starts;
    item->on = days_at(going->zone, meeting->starts);
    item->note = shown(laying, going_kept(going, "meeting", meeting->ref));
    if (going_is_groups(going, meeting) && state == FAREWELL_ITEM_OPEN && !item->note)
        item->note = mem_string(_("of the group: only they are taken off it"));
    count(&laying->seen->meetings, state, item->on);
}

static void lay_access(const struct laying *laying, const struct access *access)
{
    const struct going *going = laying->going;
    const char *kept = going_kept(going, "access", access->ref);
    bool closed = access->closed_on != DAY_NONE;
    enum farewell_item_state state = closed ? FAREWELL_ITEM_DONE : kept ? FAREWELL_ITEM_KEPT : FAREWELL_ITEM_OPEN;
    struct farewell_item *item;

    if (closed && access->closed_on < days_at(going->zone, going->decision.at))
        return;
    item = add_item(laying, FAREWELL_ACCESS, FAREWELL_ITEM_ACCESS, state);
    item->ref = mem_string(access->ref);
    item->what = shown(laying, access->what);
    item->where = shown(laying, access->where);
    item->note = shown(laying, kept);
    item->on = access->closes_on != DAY_NONE ? access->closes_on : going_last_day(going);
    item->done_on = access->closed_on;
    count(&laying->seen->accesses, state, item->on);
}

/* --- tasks --- */

static void lay_task(const struct laying *laying, const struct task *task)
{
    static const enum farewell_item_state states[] = {
        [TASK_OPEN] = FAREWELL_ITEM_OPEN, [TASK_DONE] = FAREWELL_ITEM_DONE, [TASK_WAIVED] = FAREWELL_ITEM_KEPT};
    int step = going_step_of((enum task_kind)task->kind);
    bool own = step == FAREWELL_HANDOVER || step == FAREWELL_WAY || step < 0;
    struct farewell_item *item;

    if (!own)
        return;
    item = add_item(laying, step < 0 ? FAREWELL_CLOSE : (enum farewell_step)step, FAREWELL_ITEM_TASK, states[task->state]);
    item->ref = mem_string(task->ref);
    item->what = shown(laying, task->what);
    item->note = shown(laying, task->reason);
    item->on = task->due;
    item->done_on = task->done_on;
    if (step == FAREWELL_HANDOVER)
        count(&laying->seen->handovers, (enum farewell_item_state)item->state, task->due);
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
    struct farewell_item *item = add_item(laying, FAREWELL_HANDOVER, FAREWELL_ITEM_COLLEAGUE,
                                          nobody     ? FAREWELL_ITEM_KEPT
                                          : consents ? FAREWELL_ITEM_DONE
                                                     : FAREWELL_ITEM_OPEN);
    item->ref = mem_string(going->colleague.ref);
    item->what = nobody ? mem_string(_("nobody is named")) : shown(laying, going->colleague.name);
    item->note = shown(laying, nobody);
    item->done_on = nobody ? DAY_NONE : going->colleague.consented_on;
}

static void lay_lessons(const struct laying *laying)
{
    const struct going *going = laying->going;

    for (size_t i = 0; i < going->n_lessons; i++) {
        struct farewell_item *item = add_item(laying, FAREWELL_LEARN, FAREWELL_ITEM_LESSON, FAREWELL_ITEM_DONE);
        item->ref = mem_string(going->lessons[i].ref);
        item->what = shown(laying, going->lessons[i].text);
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

int going_items(const struct going *going, struct farewell_page *page, struct farewell_seen *seen, struct err *err)
{
    const struct laying laying = {going, page, seen, err};

    clear_counts(seen);
    if (lay_refunds(&laying) < 0)
        return -1;
    for (size_t i = 0; i < going->n_meetings; i++)
        lay_meeting(&laying, &going->meetings[i]);
    for (size_t i = 0; i < going->n_accesses; i++)
        lay_access(&laying, &going->accesses[i]);
    for (size_t i = 0; i < going->n_tasks; i++)
        lay_task(&laying, &going->tasks[i]);
    lay_colleague(&laying);
    lay_lessons(&laying);
    return lay_letters(&laying);
}
