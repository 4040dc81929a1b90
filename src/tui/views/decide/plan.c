/* What the pages of a plan have in common: what is read for them, and how their lines look. */
#include "plan.h"
#include "wizard_words.h"

#include "paletti/app/blur.h"
#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

#include <string.h>

enum { HANG = 2, CHOICE_GAP = 2 };

/* --- what is read --- */

static void forget_colleagues(struct plan *plan)
{
    for (size_t i = 0; i < plan->n_colleagues; i++) {
        free(plan->colleagues[i].ref);
        free(plan->colleagues[i].name);
        free(plan->colleagues[i].needs);
    }
    plan->n_colleagues = 0;
}

static void forget_proposals(struct plan *plan)
{
    for (size_t i = 0; i < plan->n_proposals; i++)
        plan_condition_clear(&plan->proposals[i]);
    plan->n_proposals = 0;
}

void plan_free(struct plan *plan)
{
    if (!plan)
        return;
    forget_colleagues(plan);
    forget_proposals(plan);
    free(plan->colleagues);
    free(plan->proposals);
    plan_condition_clear(&plan->condition);
    statement_clear(&plan->statement);
    texts_clear(&plan->booked);
    free(plan);
}

/* Made at the first call. */
static struct plan *plan_of(struct wizard *view)
{
    if (!view->plan) {
        view->plan = mem_zero(1, sizeof *view->plan);
        plan_condition_init(&view->plan->condition);
    }
    return view->plan;
}

static int take_colleague(void *ctx, const struct deciding_colleague *from)
{
    struct plan *plan = ctx;

    MEM_GROW(plan->colleagues, plan->n_colleagues, plan->cap_colleagues);
    plan->colleagues[plan->n_colleagues++] = (struct plan_colleague){
        mem_string(from->ref), mem_string(from->name), mem_string(from->needs), from->competitor,
        from->fresh,           from->consented_on};
    return 0;
}

static int take_proposal(void *ctx, const struct plan_condition *condition)
{
    struct plan *plan = ctx;

    MEM_GROW(plan->proposals, plan->n_proposals, plan->cap_proposals);
    plan_condition_copy(condition, &plan->proposals[plan->n_proposals++]);
    return 0;
}

static int load_proposals(struct wizard *view, struct err *err)
{
    forget_proposals(view->plan);
    if (wizard_answers(view)->state != DECIDE_CHANCE)
        return 0;
    return deciding_proposals(view->base.scene->app, view->deciding, take_proposal, view->plan, err);
}

static int load_statement(struct wizard *view, struct err *err)
{
    const struct deciding_page *page = wizard_page(view);
    const struct plan_exit *of = &page->answers->exit;
    struct app *app = view->base.scene->app;
    struct plan *plan = view->plan;
    struct statement statement;

    if (page->answers->state != DECIDE_EXIT)
        return 0;
    int32_t last_day = decide_last_day(page->answers, page->seen);
    if (statement_make(app, page->client_ref, last_day, &of->given_back, &statement, err) < 0)
        return -1;
    statement_clear(&plan->statement);
    plan->statement = statement;
    int32_t started = of->refund_on != DAY_NONE ? of->refund_on : page->seen->today;
    return statement_expected(app, started, &plan->expected, err) < 0 ? -1 : 0;
}

int plan_load(struct wizard *view, struct effects *effects, struct err *err)
{
    struct plan *plan = plan_of(view);

    forget_colleagues(plan);
    if (deciding_colleagues(view->base.scene->app, take_colleague, plan, err) < 0 ||
        load_proposals(view, err) < 0 || load_statement(view, err) < 0)
        return -1;
    deciding_costs(view->deciding, &plan->costs);
    if (!plan->previews)
        return 0;
    plan->previews = false;
    return plan_preview(view, effects, err);
}

bool plan_lacks(const struct wizard *view, enum decide_field field)
{
    const struct deciding_page *page = wizard_page(view);

    for (size_t i = 0; i < page->n_missing; i++)
        if (page->missing[i] == field)
            return true;
    return false;
}

/* The item that answers for a field that has none of its own name. */
static int tag_of(enum decide_field field)
{
    switch ((int)field) {
    case TERMS_ANY:
        return TERMS_PRICE;
    case CHANCE_CONDITION:
        return TAG_ADD;
    case EXIT_CAUSE:
        return EXIT_LAST_DAY;
    default:
        return (int)field;
    }
}

/* The field that a line of Check is about: 2 to 4. */
static int tag_of_line(enum decide_state page, int64_t line)
{
    static const int tags[DECIDE_STATES][3] = {
        [DECIDE_TERMS] = {TERMS_PRICE, TERMS_FROM, TERMS_NO_LETTER},
        [DECIDE_DECLINE] = {DECLINE_PROJECT, DECLINE_DOOR_CLOSED, DECLINE_COLLEAGUE},
        [DECIDE_CHANCE] = {TAG_CONDITION, CHANCE_WORK_AT_ONCE, CHANCE_NO_LETTER},
        [DECIDE_EXIT] = {EXIT_TELL, TAG_MONEY, TAG_CLOSE},
    };

    return line >= 2 && line <= 4 ? tags[page][line - 2] : SHEET_TEXT;
}

void plan_stand(struct wizard *view)
{
    const struct deciding_page *page = wizard_page(view);
    bool from_check = view->event.kind == DECIDING_FIELD;

    if (view->sheet.tag != SHEET_TEXT)
        return;
    if (from_check)
        view->sheet.tag = tag_of_line((enum decide_state)page->answers->state, view->event.number);
    else if (page->n_missing > 0)
        view->sheet.tag = tag_of(page->missing[0]);
}

void plan_next(struct wizard *view)
{
    const struct deciding_page *page = wizard_page(view);

    if (page->n_missing > 0)
        sheet_select_tag(&view->sheet, tag_of(page->missing[0]));
    wizard_send(view, &(struct decide_event){.kind = DECIDING_NEXT});
}

/* --- lines --- */

static void put_value(struct wizard *view, int x, int tag, const char *text, bool written)
{
    bool lacks = tag < DECIDE_FIELDS && plan_lacks(view, (enum decide_field)tag);
    bool none = !text || !*text;

    if (lacks)
        sheet_wrap(&view->sheet, x, x, STYLE_WAITING, decide_missing_text((enum decide_field)tag));
    else if (none)
        sheet_wrap(&view->sheet, x, x, STYLE_QUIET, "-");
    else
        (written ? sheet_wrap_written : sheet_wrap)(&view->sheet, x, x, STYLE_TEXT, text);
}

static void put_line(struct wizard *view, int tag, const char *label, const char *text, bool written)
{
    sheet_line(&view->sheet);
    sheet_put(&view->sheet, 0, PLAN_VALUE_X - 1, STYLE_TEXT, label);
    sheet_item_here(&view->sheet, tag);
    put_value(view, PLAN_VALUE_X, tag, text, written);
}

void plan_put(struct wizard *view, int tag, const char *label, const char *text)
{
    put_line(view, tag, label, text, false);
}

void plan_put_written(struct wizard *view, int tag, const char *label, const char *text)
{
    put_line(view, tag, label, text, true);
}

/* The cell behind the last piece of the last line. */
static int end_of_line(const struct sheet *sheet)
{
    const struct sheet_line *line = &sheet->lines[sheet->n - 1];
    const struct sheet_piece *last = line->n > 0 ? &sheet->pieces[line->piece + line->n - 1] : NULL;

    return last ? last->x + sheet_width(str_text(&sheet->text) + last->text) : 0;
}

void plan_put_beside(struct wizard *view, int x, int tag, const char *label, const char *text)
{
    struct sheet *sheet = &view->sheet;
    int label_w = label ? sheet_width(label) + 2 : 0;
    bool fits = end_of_line(sheet) + 2 <= x && x + label_w + sheet_width(text) <= sheet->w &&
                !view->base.scene->plain;

    if (tag < DECIDE_FIELDS && plan_lacks(view, (enum decide_field)tag))
        fits = false;
    if (!fits) {
        put_line(view, tag, label ? label : "", text, false);
        return;
    }
    sheet->item = SHEET_TEXT;
    if (label)
        sheet_put(sheet, x, label_w, STYLE_TEXT, label);
    sheet_item_here(sheet, tag);
    put_value(view, x + label_w, tag, text, false);
}

void plan_put_choices(struct wizard *view, int tag, const char *label, const char *const *names, int chosen)
{
    _cleanup_str_ struct str text = STR_INIT;

    for (int i = 0; names[i]; i++)
        str_printf(&text, "%s%s%s", i > 0 ? "  " : "", i == chosen ? ">" : "", names[i]);
    sheet_line(&view->sheet);
    sheet_put(&view->sheet, 0, PLAN_VALUE_X - 1, STYLE_TEXT, label);
    sheet_item_here(&view->sheet, tag);
    sheet_wrap(&view->sheet, PLAN_VALUE_X, PLAN_VALUE_X, STYLE_TEXT, str_text(&text));
    if (!plan_lacks(view, (enum decide_field)tag))
        return;
    sheet_line(&view->sheet);
    sheet_wrap(&view->sheet, PLAN_VALUE_X, PLAN_VALUE_X, STYLE_WAITING,
               decide_missing_text((enum decide_field)tag));
}

void plan_put_tick(struct wizard *view, int x, int tag, bool ticked, bool written, const char *text)
{
    _cleanup_free_ char *box = str_format("[%c] %s", ticked ? 'x' : ' ', text);

    sheet_item_here(&view->sheet, tag);
    (written ? sheet_wrap_written : sheet_wrap)(&view->sheet, x, x, STYLE_TEXT, box);
}

/* --- to whom else --- */

static const struct plan_colleague *find_colleague(const struct plan *plan, const char *ref)
{
    for (size_t i = 0; ref && i < plan->n_colleagues; i++)
        if (str_equal(plan->colleagues[i].ref, ref))
            return &plan->colleagues[i];
    return NULL;
}

static void add_consent(const struct wizard *view, const struct plan_colleague *colleague, struct str *to)
{
    if (colleague->consented_on == DAY_NONE) {
        str_add(to, _("not asked yet"));
        return;
    }
    str_add(to, _("asked "));
    wizard_add_date(view, to, colleague->consented_on, true);
    str_add(to, colleague->fresh ? _(": yes") : _(": yes, long ago; ask again"));
}

static void put_consent(struct wizard *view, const struct plan_colleague *colleague)
{
    _cleanup_str_ struct str text = STR_INIT;

    add_consent(view, colleague, &text);
    plan_put_beside(view, PLAN_SECOND_X, TAG_CONSENT, NULL, str_text(&text));
}

/* With a competitor it is asked whoever the client is. */
static void put_telling(struct wizard *view, const struct plan_referral *referral,
                        const struct plan_colleague *colleague, enum decide_field field)
{
    const char *const names[] = {_("say nothing of what happened"), _("tell the colleague"), NULL};
    int chosen = referral->tell_asked ? referral->tell : -1;

    if (!decide_warns(wizard_page(view)->trouble) && !colleague->competitor)
        return;
    bool exit = field == EXIT_COLLEAGUE;
    plan_put_choices(view, exit ? EXIT_TELL_COLLEAGUE : DECLINE_TELL,
                     colleague->competitor ? _("Competitor") : _("Warn them"), names,
                     exit ? chosen : referral->tell);
}

/* Which keys answer it, as they are bound. */
static void put_nobody_yet(struct wizard *view, enum decide_field field)
{
    const struct plan *plan = view->plan;
    const struct keymap *keymap = view->base.scene->keymap;
    _cleanup_free_ char *tick = keymap_key(keymap, IN_STEP_PLAN, ACTION_TICK_FIELD),
                        *edit = keymap_key(keymap, IN_STEP_PLAN, ACTION_EDIT_FIELD);
    _cleanup_str_ struct str text = STR_INIT;

    if (plan->n_colleagues > 0) {
        str_printf(&text, "%s: %s (", tick, plan->colleagues[0].name);
        add_consent(view, &plan->colleagues[0], &text);
        str_add(&text, "); ");
    }
    str_printf(&text, _("%s: nobody, and why"), edit);
    sheet_line(&view->sheet);
    sheet_put(&view->sheet, 0, PLAN_VALUE_X - 1, STYLE_TEXT, _("Referral"));
    sheet_item_here(&view->sheet, (int)field);
    sheet_wrap_written(&view->sheet, PLAN_VALUE_X, PLAN_VALUE_X, STYLE_WAITING, str_text(&text));
}

void plan_put_referral(struct wizard *view, const struct plan_referral *referral, enum decide_field field)
{
    const struct plan_colleague *colleague = find_colleague(view->plan, referral->colleague);
    _cleanup_str_ struct str text = STR_INIT;

    if (plan_lacks(view, field)) {
        put_nobody_yet(view, field);
        return;
    }
    if (colleague) {
        str_add(&text, colleague->name);
        str_printf(&text, *colleague->needs ? ", %s" : "%s", colleague->needs);
    } else if (referral->none_because && *referral->none_because) {
        str_printf(&text, _("none, because %s"), referral->none_because);
    }
    plan_put_written(view, (int)field, _("Referral"), str_text(&text));
    if (!colleague)
        return;
    put_consent(view, colleague);
    put_telling(view, referral, colleague, field);
}

/* --- what it takes --- */

static void add_hours(struct str *to, int64_t minutes)
{
    str_printf(to, _("%lld h"), (long long)((minutes + 30) / 60));
}

static void add_going_on(const struct deciding_costs *costs, struct str *to)
{
    str_add(to, _("Going on: "));
    for (size_t i = 0; i < DECIDING_AHEAD; i++) {
        str_printf(to, "%s", i > 0 ? ", " : "");
        add_hours(to, costs->ahead[i].minutes);
    }
    str_printf(to, _(" in %d, %d, %d months"), costs->ahead[0].months, costs->ahead[1].months,
               costs->ahead[2].months);
    if (*costs->hour.currency) {
        str_add(to, _(", an hour for "));
        words_sum(to, costs->hour);
    }
    if (*costs->others.currency) {
        str_add(to, _("; of others "));
        words_sum(to, costs->others);
    }
    str_add(to, ".");
}

static void add_ending(const struct wizard *view, struct str *to)
{
    const struct deciding_costs *costs = &view->plan->costs;
    const struct plan_exit *of = &wizard_answers(view)->exit;
    int tasks = (int)wizard_page(view)->makes->n_tasks;

    str_printf(to, P_("The talk: %d task", "The talk: %d tasks", tasks), tasks);
    if (of->to_return.minor > 0) {
        str_add(to, ", ");
        words_sum(to, of->to_return);
        str_add(to, _(" back"));
    }
    if (*costs->month.currency && costs->month.minor > 0) {
        str_add(to, ", ");
        words_sum(to, costs->month);
        str_add(to, _(" a month less"));
    }
    str_add(to, _("; it frees "));
    add_hours(to, costs->minutes);
    str_add(to, _(" a month."));
}

void plan_put_costs(struct wizard *view)
{
    _cleanup_str_ struct str ending = STR_INIT, going_on = STR_INIT;
    bool shown = view->plan->unfolded || view->base.w >= PLAN_WIDE || view->base.scene->plain;

    if (view->plan->costs.minutes < 0 || !shown)
        return;
    add_ending(view, &ending);
    add_going_on(&view->plan->costs, &going_on);
    sheet_line(&view->sheet);
    sheet_line(&view->sheet);
    sheet_wrap(&view->sheet, 0, HANG, STYLE_TEXT, str_text(&ending));
    sheet_line(&view->sheet);
    sheet_wrap(&view->sheet, 0, HANG, STYLE_TEXT, str_text(&going_on));
}

void plan_add_language(const struct wizard *view, struct str *to)
{
    const struct deciding_page *page = wizard_page(view);

    if (page->seen->locale)
        str_add(to, page->seen->locale);
    if (page->seen->address)
        str_printf(to, ", %s", str_equal(page->seen->address, "lei") ? "Lei" : page->seen->address);
}
