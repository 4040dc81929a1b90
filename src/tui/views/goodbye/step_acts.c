/* What keys do to the rows of a step; what its items offer is a table. */
#include "form_view.h"
#include "letters_view.h"
#include "outbox_view.h"
#include "rules_view.h"
#include "step.h"

#include "paletti/app/reviews.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/core/learning.h"
#include "paletti/core/when.h"

#include <string.h>

/* --- what items offer --- */

#define STATE(state) (1U << FAREWELL_ITEM_##state)
enum {
    ENDED = STATE(DONE) | STATE(KEPT),
    ALIVE = STATE(CONFIRMED) | STATE(SENDING) | STATE(UNKNOWN) | STATE(DONE)
};
enum item_opens { OPENS_NOTHING, OPENS_DRAFT, OPENS_SEND, OPENS_DISPATCH, MOVES_TASK };

static const struct item_act {
    int8_t kind;
    unsigned states;
    enum action key;
    int8_t opens; /* enum item_opens, instead of: */
    int8_t does;
    int64_t number;
    int8_t typed;
    const char *label, *hint; /* N_() */
} item_acts[] = {
    {FAREWELL_ITEM_MEETING, STATE(OPEN), ACTION_BYE_TICK, .does = FAREWELL_CANCEL_MEETING},
    {FAREWELL_ITEM_MEETING, STATE(OPEN), ACTION_AFTER_WAIVE, .does = FAREWELL_KEEP_MEETING,
     .typed = STEP_TEXT, .label = N_("Stays, because"),
     .hint = N_("Why it is held although they go; within the last day it needs no reason.")},
    {FAREWELL_ITEM_MEETING, ENDED, ACTION_BYE_TAKE_BACK, .does = FAREWELL_RESTORE_MEETING},
    {FAREWELL_ITEM_ACCESS, STATE(OPEN), ACTION_BYE_TICK, .does = FAREWELL_CLOSE_ACCESS},
    {FAREWELL_ITEM_ACCESS, STATE(OPEN), ACTION_BYE_EDIT, .does = FAREWELL_CLOSE_ACCESS,
     .typed = STEP_DAY_FIRST, .label = N_("Closed on"),
     .hint = N_("The day on which it was closed: today, yesterday, 1 dec.")},
    {FAREWELL_ITEM_ACCESS, STATE(OPEN), ACTION_AFTER_WAIVE, .does = FAREWELL_KEEP_ACCESS, .typed = STEP_TEXT,
     .label = N_("Stays, because"), .hint = N_("Why this access stays open.")},
    {FAREWELL_ITEM_ACCESS, ENDED, ACTION_BYE_TAKE_BACK, .does = FAREWELL_OPEN_ACCESS},
    {FAREWELL_ITEM_TASK, STATE(OPEN), ACTION_BYE_TICK, .opens = MOVES_TASK, .number = TASK_DONE},
    {FAREWELL_ITEM_TASK, STATE(OPEN), ACTION_AFTER_WAIVE, .opens = MOVES_TASK, .number = TASK_WAIVED,
     .typed = STEP_TEXT, .label = N_("Not needed, because"), .hint = N_("Why it need not be done.")},
    {FAREWELL_ITEM_TASK, ENDED, ACTION_BYE_TAKE_BACK, .opens = MOVES_TASK, .number = TASK_OPEN},
    {FAREWELL_ITEM_COLLEAGUE, ~0U, ACTION_BYE_TICK, .does = FAREWELL_REFER},
    {FAREWELL_ITEM_LETTER, STATE(OPEN), ACTION_BYE_TICK, .does = FAREWELL_WRITE},
    {FAREWELL_ITEM_LETTER, STATE(DRAFTED) | STATE(REFUSED), ACTION_BYE_ADD, .does = FAREWELL_WRITE},
    {FAREWELL_ITEM_LETTER, STATE(DRAFTED) | STATE(REFUSED), ACTION_BYE_TICK, .opens = OPENS_DRAFT},
    {FAREWELL_ITEM_LETTER, STATE(DRAFTED) | STATE(REFUSED), ACTION_BYE_EDIT, .opens = OPENS_DRAFT},
    {FAREWELL_ITEM_LETTER, STATE(DRAFTED) | STATE(REFUSED), ACTION_BYE_CONFIRM, .opens = OPENS_SEND},
    {FAREWELL_ITEM_LETTER, STATE(OPEN) | STATE(DRAFTED) | STATE(REFUSED), ACTION_AFTER_WAIVE,
     .does = FAREWELL_DROP, .typed = STEP_TEXT, .label = N_("Not sent, because"),
     .hint = N_("Why this letter is not sent.")},
    {FAREWELL_ITEM_LETTER, ALIVE, ACTION_BYE_TICK, .opens = OPENS_DISPATCH},
    {FAREWELL_ITEM_LETTER, ALIVE, ACTION_BYE_TAKE_BACK, .opens = OPENS_DISPATCH},
};

/* On the page of confirmations a letter is opened to be confirmed, on the others to be read. */
static enum action meant(const struct goodbye_step *view, const struct farewell_item *item,
                         enum action action)
{
    bool open = action == ACTION_AFTER_OPEN, letter = item->kind == FAREWELL_ITEM_LETTER;
    bool drafted = item->state == FAREWELL_ITEM_DRAFTED || item->state == FAREWELL_ITEM_REFUSED;

    if (open && letter && drafted && (view->step == FAREWELL_CONFIRM || view->step == FAREWELL_RELEASE))
        return ACTION_BYE_CONFIRM;
    return open ? ACTION_BYE_TICK : action;
}

static const struct item_act *find_item_act(const struct goodbye_step *view, const struct farewell_item *item,
                                            enum action action)
{
    enum action key = meant(view, item, action);

    for (size_t i = 0; i < ARRAY_LEN(item_acts); i++) {
        const struct item_act *act = &item_acts[i];
        if (act->kind == item->kind && act->key == key && act->states & 1U << item->state)
            return act;
    }
    return NULL;
}

/* --- keys --- */

static void open_item(const struct farewell_item *item, enum item_opens opens, struct effects *effects)
{
    _cleanup_free_ char *send = send_argument(SEND_LETTER, NULL, item->ref ? item->ref : "");

    if (opens == OPENS_DRAFT && item->ref)
        effects_open(effects, &view_draft_ops, item->ref);
    else if (opens == OPENS_SEND && item->ref)
        effects_open(effects, &view_send_ops, send);
    else if (opens == OPENS_DISPATCH && item->dispatch)
        effects_open(effects, &view_dispatch_ops, item->dispatch);
}

static void act_on_item(struct goodbye_step *view, const struct farewell_item *item, enum action action,
                        struct effects *effects)
{
    const struct item_act *act = find_item_act(view, item, action);

    if (!act)
        effects_text(effects, EFFECT_SAY, _("That does not apply here."));
    else if (act->typed)
        after_type(&view->goodbye.after, action, _(act->label), _(act->hint), NULL);
    else if (act->opens && act->opens != MOVES_TASK)
        open_item(item, (enum item_opens)act->opens, effects);
    else
        after_do(&view->goodbye.after, action);
}

enum { TAG_STEP = -2 }; /* no row: the step itself */

/* A row that an act has turned into its undo: only the key of taking back does that. */
static bool takes_back(const struct step_row *row)
{
    return row->choice && row->choice->key == ACTION_BYE_TAKE_BACK;
}

/* Nothing more to be done by Enter: what stands there takes it back, or changes what the step has. */
static bool is_over(const struct goodbye_step *view, const struct step_row *row)
{
    bool done = step_of(view)->stood.stand == FAREWELL_DONE;

    return takes_back(row) || (done && view->n == 1 && row->choice && row->choice->key == ACTION_BYE_EDIT);
}

/* Done, and ticked by nobody twice. */
static bool is_ticked(const struct goodbye_step *view, const struct step_row *row)
{
    return row->item && ENDED & 1U << row->item->state && !find_item_act(view, row->item, ACTION_BYE_TICK);
}

/* Selects the next thing of the step that is open, behind TAG and then before it; false: there is none. */
static bool select_open(struct goodbye_step *view, int tag)
{
    for (size_t i = 0; i + 1 < view->n; i++) {
        size_t at = ((size_t)tag + i) % view->n;
        if (view->rows[at].item && view->rows[at].item->state == FAREWELL_ITEM_OPEN) {
            sheet_select_tag(&view->goodbye.after.sheet, (int)at + 1);
            return true;
        }
    }
    return false;
}

/* From what is done to what is not: on this step, else on the next one. */
static void go_on(struct goodbye_step *view, int tag, struct effects *effects)
{
    if (select_open(view, tag))
        after_resize(&view->goodbye.after.base);
    else
        goodbye_go_on(&view->goodbye, (int)view->step, effects);
}

/* The tag of what the key is about: of the selected row, or of the only choice of the step with that key; 0:
 * nothing. */
static int tag_of(const struct goodbye_step *view, enum action action)
{
    const struct step_row *row = step_row(view, view->goodbye.after.sheet.tag);

    if (row && (row->item ? find_item_act(view, row->item, action) != NULL
                          : row->choice->key == action || (action == ACTION_AFTER_OPEN && !takes_back(row))))
        return view->goodbye.after.sheet.tag;
    for (size_t i = 0; i < view->n; i++)
        if (view->rows[i].choice && view->rows[i].choice->key == action && !view->rows[i].choice->chosen)
            return (int)i + 1;
    return row && row->item ? view->goodbye.after.sheet.tag : 0;
}

void step_act(struct after *after, enum action action, struct effects *effects)
{
    struct goodbye_step *view = (struct goodbye_step *)after;

    if (action == ACTION_BYE_NEXT || action == ACTION_BYE_BEFORE) {
        goodbye_turn(&view->goodbye, (int)view->step, action == ACTION_BYE_NEXT ? 1 : -1, effects);
        return;
    }
    if (view->step == FAREWELL_RELEASE && action == ACTION_BYE_BY_HAND) {
        after_do(after, ACTION_OUT_RELEASE);
        return;
    }
    int at = after->sheet.tag;
    const struct step_row *of = step_row(view, at);

    if (action == ACTION_AFTER_OPEN && (!of || is_over(view, of) || is_ticked(view, of))) {
        go_on(view, of ? at : 0, effects);
        return;
    }
    if (action == ACTION_BYE_TICK && of && is_ticked(view, of)) {
        if (select_open(view, at))
            after_resize(&after->base);
        return;
    }
    int tag = tag_of(view, action);
    const struct step_row *row = step_row(view, tag);

    if (action == ACTION_AFTER_WAIVE && (!row || !row->item || !find_item_act(view, row->item, action))) {
        goodbye_ask_waive(&view->goodbye, (int)view->step);
        after->tag = TAG_STEP;
        return;
    }
    if (!row) {
        effects_text(effects, EFFECT_SAY, _("That does not apply here."));
        return;
    }
    if (row->item)
        act_on_item(view, row->item, action, effects);
    else if (row->choice->open)
        row->choice->open(view, effects);
    else if (row->choice->typed)
        after_type(after, action, _(row->choice->label), _(row->choice->hint),
                   row->choice->before ? row->choice->before(view) : NULL);
    else
        after_do(after, action);
    after->tag = tag;
}

/* --- what is typed --- */

struct typed {
    int32_t day;
    char *text, *where; /* owned */
};

static void typed_clear(struct typed *typed)
{
    free(typed->text);
    free(typed->where);
}

/* The day at the beginning of TEXT; returns what stands behind it, NULL with err. */
static const char *read_day(const struct goodbye_step *view, const char *text, bool needed, int32_t *ret,
                            struct err *err)
{
    const struct scene *scene = view->goodbye.after.base.scene;
    unsigned coming = view->step == FAREWELL_ACCESS && needed ? 0 : WHEN_COMING;
    int64_t at;
    int n = when_parse_as(text, scene->now, scene->zone, WHEN_AHEAD | coming | WHEN_MIDNIGHT, &at, err);

    if (n == 0 && needed)
        err_set(err, _("a day: in 30 days, 1 dec, 2026-12-01"));
    if (n < 0 || (n == 0 && needed))
        return NULL;
    if (n > 0)
        *ret = zone_day(scene->zone, at, NULL);
    return text + n + strspn(text + n, " ");
}

static void split_where(struct typed *typed)
{
    char *comma = strrchr(typed->text, ',');

    if (!comma)
        return;
    typed->where = mem_string(comma + 1 + strspn(comma + 1, " "));
    *comma = '\0';
}

static int read_typed(const struct goodbye_step *view, enum step_typed as, const char *text,
                      struct typed *ret, struct err *err)
{
    const char *rest = text;

    *ret = (struct typed){.day = DAY_NONE};
    if (as == STEP_DAY_FIRST || as == STEP_MAYBE_DAY || as == STEP_WHAT_WHERE)
        rest = read_day(view, text, as == STEP_DAY_FIRST, &ret->day, err);
    if (!rest)
        return -1;
    ret->text = mem_string(rest);
    if (as == STEP_WHAT_WHERE)
        split_where(ret);
    return 0;
}

/* --- doing it --- */

/* Rules or rates: the place where what was learned becomes one. */
static void open_place(int64_t lesson, struct effects *effects)
{
    _cleanup_free_ char *rules = rules_view_version(NULL, 0, NULL), *me = form_view_record(NULL, "me");

    if (lesson == LESSON_RULE)
        effects_open(effects, &view_rules_ops, rules);
    else if (lesson == LESSON_PRICE)
        effects_open(effects, &view_form_ops, me);
}

/* Another last day is other money, and other letters. */
static int say_moved(const struct goodbye_step *view, struct effects *effects, struct err *err)
{
    const struct farewell_page *before = &view->goodbye.page;
    _cleanup_farewell_page_ struct farewell_page page = {0};
    _cleanup_str_ struct str text = STR_INIT;

    if (farewell_look(view->goodbye.after.base.scene->app, before->client, &page, err) < 0)
        return -1;
    words_farewell_moved(&text, before, &page);
    if (text.len)
        effects_text(effects, EFFECT_SAY, str_text(&text));
    return 0;
}

static int do_choice(const struct goodbye_step *view, const struct step_choice *choice,
                     const struct typed *typed, struct effects *effects, unsigned *ret_changes,
                     struct err *err)
{
    bool words = choice->does == FAREWELL_SET_REASON;
    struct farewell_act act = FAREWELL_ACT((enum farewell_act_kind)choice->does, .number = choice->number);

    act.text = typed ? typed->text : words ? view->goodbye.page.farewell.reason : NULL;
    act.where = typed ? typed->where : NULL;
    act.day = typed ? typed->day : DAY_NONE;
    if (words && typed)
        act.number = (int64_t)view->goodbye.page.disclosure;
    int r = goodbye_do(&view->goodbye, &act, ret_changes, err);
    if (r == 0 && choice->does == FAREWELL_LAST_DAY)
        r = say_moved(view, effects, err);
    if (r == 0 && choice->does == FAREWELL_LEARNED)
        open_place(choice->number, effects);
    return r;
}

/* "T2:colleague", as farewell_do takes a letter. */
static char *letter_of(const struct farewell_item *item)
{
    return item->code && item->variant ? str_format("%s:%s", item->code, item->variant)
                                       : mem_string(item->code);
}

/* A call is logged, and a hand-over kept, by the goodbye; all others are only ticked. */
static int move_task(const struct goodbye_step *view, const struct farewell_item *item, enum task_state to,
                     const char *reason, unsigned *ret_changes, struct err *err)
{
    struct farewell_act act = FAREWELL_ACT(view->step == FAREWELL_WAY ? FAREWELL_TOLD : FAREWELL_HAND_OVER,
                                           .ref = item->ref, .number = to == TASK_DONE);
    bool own = view->step == FAREWELL_WAY || view->step == FAREWELL_HANDOVER;

    if (own && to != TASK_WAIVED)
        return goodbye_do(&view->goodbye, &act, ret_changes, err);
    return task_set(view->goodbye.after.base.scene->app, NULL, item->ref, to, reason, ret_changes, err);
}

static int do_item(const struct goodbye_step *view, const struct farewell_item *item,
                   const struct item_act *of, const struct typed *typed, unsigned *ret_changes,
                   struct err *err)
{
    bool letter = item->kind == FAREWELL_ITEM_LETTER;
    _cleanup_free_ char *code = letter ? letter_of(item) : NULL;
    struct farewell_act act =
        FAREWELL_ACT((enum farewell_act_kind)of->does, .number = of->number, .ref = item->ref);

    if (of->opens == MOVES_TASK)
        return move_task(view, item, (enum task_state)of->number, typed ? typed->text : NULL, ret_changes,
                         err);
    act.text = letter ? code : typed ? typed->text : NULL;
    act.where = letter && typed ? typed->text : NULL;
    act.day = typed ? typed->day : DAY_NONE;
    return goodbye_do(&view->goodbye, &act, ret_changes, err);
}

static int do_row(const struct goodbye_step *view, const struct step_row *row, const char *text,
                  struct effects *effects, unsigned *ret_changes, struct err *err)
{
    const struct item_act *of = row->item ? find_item_act(view, row->item, view->goodbye.after.does) : NULL;
    enum step_typed as = (enum step_typed)(row->item ? (of ? of->typed : 0) : row->choice->typed);
    struct typed typed = {.day = DAY_NONE};

    if ((row->item && !of) || (!text && as != STEP_UNTYPED))
        return 0;
    if (text && read_typed(view, as, text, &typed, err) < 0)
        return -1;
    int r = row->item ? do_item(view, row->item, of, text ? &typed : NULL, ret_changes, err)
                      : do_choice(view, row->choice, text ? &typed : NULL, effects, ret_changes, err);
    typed_clear(&typed);
    return r;
}

static bool is_tick(const struct goodbye_step *view, const struct farewell_item *item, enum action does)
{
    return item->state == FAREWELL_ITEM_OPEN && meant(view, item, does) == ACTION_BYE_TICK;
}

/* What is ticked goes on to the next one that is open. */
int step_perform(struct after *after, const char *typed, struct effects *effects, unsigned *ret_changes,
                 struct err *err)
{
    struct goodbye_step *view = (struct goodbye_step *)after;
    const struct step_row *row = step_row(view, after->tag);

    if (after->does == ACTION_OUT_RELEASE)
        return AFTER_WORKS;
    int r = after->tag == TAG_STEP ? goodbye_waive(&view->goodbye, (int)view->step, typed, ret_changes, err)
            : row                  ? do_row(view, row, typed, effects, ret_changes, err)
                                   : 0;

    if (r == 0 && row && row->item && is_tick(view, row->item, after->does))
        select_open(view, after->tag);
    return r;
}
