/* The plan of a second chance: what they agree to, by which measure and until when; what I do; what follows
 * either way. */
#include "plan.h"
#include "wizard_words.h"

#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

#include <string.h>

enum { NUMBER_X = 2, WHAT_X = 4, VALUE_X = 15, MEASURE_X = 41, UNTIL_X = 62, UNTIL_W = 12 };

/* --- conditions --- */

static void add_measure(const struct plan_condition *condition, struct str *to)
{
    long long limit = condition->limit;

    switch (condition->measure) {
    case MEASURE_PAYMENT:
        str_add(to, _("payment logged"));
        break;
    case MEASURE_DAYS_LATE:
        str_printf(to, _("days late %lld"), limit);
        break;
    case MEASURE_CHANNEL:
        str_printf(to, _("channel breaches %lld"), limit);
        break;
    case MEASURE_OFF_HOURS:
        str_printf(to, _("out of hours %lld"), limit);
        break;
    case MEASURE_COMPLAINTS:
        str_printf(to, _("complaints %lld"), limit);
        break;
    case MEASURE_YES_NO:
        str_add(to, condition->test ? condition->test : "");
        break;
    }
}

static bool in_columns(const struct wizard *view)
{
    return view->sheet.w >= UNTIL_X + UNTIL_W && !view->base.scene->plain;
}

/* Three columns; what has no room in them stands below. */
static void put_condition(struct wizard *view, int tag, int number, const struct plan_condition *condition)
{
    _cleanup_str_ struct str measure = STR_INIT, until = STR_INIT;
    _cleanup_free_ char *digit = str_format("%d", number);
    const char *what = condition->what ? condition->what : "";

    add_measure(condition, &measure);
    wizard_add_date(view, &until, condition->until, false);
    sheet_item(&view->sheet, tag);
    sheet_put(&view->sheet, NUMBER_X, 2, STYLE_TEXT, digit);
    sheet_wrap_written(&view->sheet, WHAT_X, WHAT_X, STYLE_TEXT, what);
    if (in_columns(view) && sheet_width(what) < MEASURE_X - WHAT_X &&
        sheet_width(str_text(&measure)) < UNTIL_X - MEASURE_X) {
        sheet_put(&view->sheet, MEASURE_X, 0, STYLE_TEXT, str_text(&measure));
        sheet_put(&view->sheet, UNTIL_X, 0, STYLE_TEXT, str_text(&until));
        return;
    }
    _cleanup_free_ char *below = str_format(_("%s; until %s"), str_text(&measure), str_text(&until));
    sheet_more(&view->sheet);
    sheet_wrap(&view->sheet, WHAT_X + 2, WHAT_X + 2, STYLE_QUIET, below);
}

static void put_conditions(struct wizard *view)
{
    const struct list *conditions = &wizard_answers(view)->chance.conditions;

    sheet_line(&view->sheet);
    sheet_put(&view->sheet, 0, 0, STYLE_HEAD, _("They agree to"));
    if (in_columns(view)) {
        sheet_put(&view->sheet, MEASURE_X, 0, STYLE_COLUMN, _("measured by"));
        sheet_put(&view->sheet, UNTIL_X, 0, STYLE_COLUMN, _("until"));
    }
    for (size_t i = 0; i < conditions->n; i++)
        put_condition(view, TAG_CONDITION + (int)i, (int)i + 1,
                      &((const struct plan_condition *)conditions->v)[i]);
    sheet_item(&view->sheet, TAG_ADD);
    sheet_wrap(&view->sheet, NUMBER_X, WHAT_X,
               plan_lacks(view, CHANCE_CONDITION) ? STYLE_WAITING : STYLE_QUIET,
               _("+ add: from your rules, or free text with a yes/no test"));
}

/* --- what stands around them --- */

static void put_why(struct wizard *view)
{
    const struct deciding_page *page = wizard_page(view);
    const struct deciding_path *path = &page->paths[PATH_CHANCE];
    bool open = path->open == PATH_OPEN;
    _cleanup_free_ char *text =
        str_format(open ? _("Open because: %s") : _("Not open: %s"), path->why ? path->why : "");

    if (path->why) {
        sheet_line(&view->sheet);
        sheet_wrap(&view->sheet, 0, NUMBER_X, open ? STYLE_TEXT : STYLE_WAITING, text);
    }
    if (!open)
        plan_put_written(view, CHANCE_OVERRIDE, _("Even so"), page->answers->override_reason);
}

static void put_value(struct wizard *view, int tag, const char *label, const char *text)
{
    sheet_line(&view->sheet);
    sheet_put(&view->sheet, 0, VALUE_X - 1, STYLE_TEXT, label);
    if (tag != SHEET_TEXT)
        sheet_item_here(&view->sheet, tag);
    (tag >= TAG_DUTY ? sheet_wrap_written : sheet_wrap)(&view->sheet, VALUE_X, VALUE_X, STYLE_TEXT, text);
}

static void put_duties(struct wizard *view)
{
    const struct texts *mine = &wizard_answers(view)->chance.mine;

    sheet_line(&view->sheet);
    for (size_t i = 0; i < mine->n; i++)
        put_value(view, TAG_DUTY + (int)i, i == 0 ? _("You agree to") : "", mine->v[i]);
    if (mine->n == 0)
        put_value(view, TAG_ADD_DUTY, _("You agree to"), _("+ add: what you do for it"));
}

static void put_work(struct wizard *view)
{
    bool at_once = wizard_answers(view)->chance.work_at_once;
    const char *none = _("Extension: none");

    put_value(view, CHANCE_WORK_AT_ONCE, _("Work goes on"),
              at_once ? _("at once.") : _("only after condition 1 is met."));
    view->sheet.item = SHEET_TEXT;
    if (view->sheet.w < VALUE_X + 40 + sheet_width(none))
        sheet_line(&view->sheet);
    sheet_put(&view->sheet, view->sheet.w < VALUE_X + 40 + sheet_width(none) ? VALUE_X : VALUE_X + 39, 0,
              STYLE_TEXT, none);
}

/* On Paths, where "let go today" is open only for what the contract ends at once. */
static void put_broken(struct wizard *view)
{
    _cleanup_str_ struct str causes = STR_INIT, text = STR_INIT;

    wizard_add_causes(view, &causes);
    if (wizard_page(view)->paths[PATH_TODAY].open != PATH_CLOSED)
        str_add(&text, _("this opens again on \"let go today\"; no further chance."));
    else if (causes.len > 0)
        str_printf(&text, _("this opens again on the paths; the contract allows today only for %s."),
                   str_text(&causes));
    else
        str_add(&text, _("this opens again on the paths; no further chance."));
    put_value(view, SHEET_TEXT, _("If broken"), str_text(&text));
}

static void put_ends(struct wizard *view)
{
    _cleanup_str_ struct str kept = STR_INIT;

    str_add(&kept, _("keep; review "));
    wizard_add_date(view, &kept, wizard_page(view)->review_on, false);
    str_add(&kept, ".");
    sheet_line(&view->sheet);
    put_value(view, SHEET_TEXT, _("If kept"), str_text(&kept));
    put_broken(view);
}

static void add_unpaid(const struct client_facts *facts, struct str *to)
{
    struct money sum = {.minor = facts->overdue};

    strncpy(sum.currency, facts->currency, sizeof sum.currency - 1);
    str_add(to, to->len > 0 ? _(", and ") : _("If it fails "));
    words_sum(to, sum);
    str_add(to, _(" stays unpaid"));
}

static void put_loss(struct wizard *view)
{
    const struct client_facts *facts = facts_of(wizard_page(view)->facts);
    int64_t lost = view->plan->costs.lost;
    _cleanup_str_ struct str text = STR_INIT;

    if (lost > 0)
        str_printf(&text, _("If it fails you lose about %lld h more"), (long long)((lost + 59) / 60));
    if (facts->overdue > 0)
        add_unpaid(facts, &text);
    if (text.len == 0)
        return;
    str_add(&text, ".");
    sheet_line(&view->sheet);
    sheet_line(&view->sheet);
    sheet_wrap(&view->sheet, 0, NUMBER_X, STYLE_TEXT, str_text(&text));
}

static void put_letter(struct wizard *view)
{
    _cleanup_str_ struct str text = STR_INIT;

    if (wizard_answers(view)->chance.letter_off) {
        str_add(&text, _("none"));
    } else {
        str_add(&text, _("conditions, "));
        plan_add_language(view, &text);
        str_add(&text, _(".  Needs their answer: yes."));
    }
    sheet_line(&view->sheet);
    put_value(view, CHANCE_NO_LETTER, _("Letter"), str_text(&text));
}

/* --- what can be added: the list stands in the page's place --- */

static void fill_proposals(struct wizard *view)
{
    const struct plan *plan = view->plan;

    sheet_line(&view->sheet);
    sheet_put(&view->sheet, 0, 0, STYLE_HEAD, _("Add a condition:"));
    sheet_line(&view->sheet);
    for (size_t i = 0; i < plan->n_proposals; i++)
        put_condition(view, TAG_PROPOSAL + (int)i, (int)i + 1, &plan->proposals[i]);
    sheet_item(&view->sheet, TAG_OWN_WORDS);
    sheet_wrap(&view->sheet, NUMBER_X, WHAT_X, STYLE_TEXT,
               _("in your own words, with a question that has a yes or a no"));
}

static void show_proposals(struct wizard *view, bool shown)
{
    view->plan->proposing = shown;
    sheet_begin(&view->sheet);
    wizard_resize(&view->base);
    if (!shown)
        sheet_select_tag(&view->sheet, TAG_ADD);
}

/* Enter, or its number. */
static void act_on_proposals(struct wizard *view, enum action action)
{
    struct plan *plan = view->plan;
    bool numbered = action >= ACTION_CHANGE_1 && action <= ACTION_CHANGE_5;
    int tag = numbered ? TAG_PROPOSAL + (int)action - ACTION_CHANGE_1 : view->sheet.tag;
    size_t i = (size_t)(tag - TAG_PROPOSAL);

    show_proposals(view, false);
    if (action != ACTION_STEP_NEXT && !numbered)
        return;
    if (tag == TAG_OWN_WORDS) {
        plan_type_condition(view, -1);
    } else if (i < plan->n_proposals) {
        plan_condition_clear(&plan->condition);
        plan_condition_copy(&plan->proposals[i], &plan->condition);
        wizard_send(view,
                    &(struct decide_event){
                        .kind = DECIDING_ADD, .line = -1, .condition = &plan->condition, .day = DAY_NONE});
    }
}

/* --- the page --- */

static void chance_fill(struct wizard *view)
{
    if (!view->plan)
        return;
    if (view->plan->proposing) {
        fill_proposals(view);
        return;
    }
    put_why(view);
    sheet_line(&view->sheet);
    put_conditions(view);
    put_duties(view);
    put_work(view);
    put_ends(view);
    put_loss(view);
    put_letter(view);
    plan_stand(view);
}

static int read_duty(struct wizard *view, const char *text, struct err *err _unused_)
{
    view->typed.text = text;
    return 0;
}

/* The first one that comes to mind is what my rules promise anyway. */
static void type_duty(struct wizard *view, int line)
{
    const struct plan_chance *chance = &wizard_answers(view)->chance;
    bool there = line >= 0 && (size_t)line < chance->mine.n;
    const char *window = wizard_page(view)->seen->window;
    _cleanup_free_ char *usual =
        window && chance->mine.n == 0 ? str_format(_("answer within %s"), window) : NULL;

    wizard_type_own(view, _("You agree to"),
                    there            ? chance->mine.v[line]
                    : chance->typing ? chance->typing
                                     : usual,
                    read_duty, &(struct decide_event){.kind = DECIDING_ADD, .line = line, .day = DAY_NONE},
                    &plan_unfinished);
}

static void add(struct wizard *view)
{
    int tag = view->sheet.tag;

    if (tag == TAG_ADD_DUTY || (tag >= TAG_DUTY && tag < TAG_PROPOSAL))
        type_duty(view, -1);
    else
        show_proposals(view, true);
}

static void remove_one(struct wizard *view)
{
    int tag = view->sheet.tag, line = tag - TAG_CONDITION;

    if (tag >= TAG_DUTY)
        line = DECIDE_DUTIES + tag - TAG_DUTY;
    if (tag >= TAG_CONDITION)
        wizard_send(view, &(struct decide_event){.kind = DECIDING_REMOVE, .line = line, .day = DAY_NONE});
}

/* What is one's own to change here; false: another key's. */
static bool edit(struct wizard *view)
{
    int tag = view->sheet.tag;

    if (tag >= TAG_DUTY)
        type_duty(view, tag - TAG_DUTY);
    else if (tag >= TAG_CONDITION)
        plan_type_condition(view, tag - TAG_CONDITION);
    else if (tag == TAG_ADD || tag == TAG_ADD_DUTY)
        add(view);
    else
        return false;
    return true;
}

static void chance_act(struct wizard *view, enum action action, struct effects *effects)
{
    bool on_add = view->sheet.tag == TAG_ADD || view->sheet.tag == TAG_ADD_DUTY;

    if (view->plan->proposing)
        act_on_proposals(view, action);
    else if (action == ACTION_ADD_CONDITION || (action == ACTION_STEP_NEXT && on_add))
        add(view);
    else if (action == ACTION_REMOVE_CONDITION)
        remove_one(view);
    else if (action != ACTION_EDIT_FIELD || !edit(view))
        plan_act(view, action, effects);
}

static const struct hint chance_hints[] = {
    PLAN_HINTS_BEGIN,
    {ACTION_ADD_CONDITION, ACTION_NONE, N_("add")},
    {ACTION_EDIT_FIELD, ACTION_NONE, N_("edit")},
    {ACTION_TICK_FIELD, ACTION_NONE, N_("choose")},
    {ACTION_PREVIEW, ACTION_NONE, N_("preview")},
    {ACTION_REMOVE_CONDITION, ACTION_NONE, N_("remove")},
    PLAN_HINTS_END,
};

const struct wizard_page wizard_chance = {
    .ops = {WIZARD_OPS, .where = IN_STEP_PLAN, .hints = chance_hints},
    .corner = N_("Plan: second chance"),
    .load = plan_load,
    .fill = chance_fill,
    .act = chance_act,
};
