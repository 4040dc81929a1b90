/* The keys of the page of the rules. */
#include "rules_inside.h"
#include "versions_view.h"

#include "paletti/base/i18n.h"

size_t rules_row(const struct rules_view *view)
{
    return rules_on_grid(view) ? rule_page_rows(view->page) : view->at - WEEK_DAYS;
}

bool rules_on_grid(const struct rules_view *view)
{
    return view->at < WEEK_DAYS;
}

static const struct rule_row *row_of(const struct rules_view *view)
{
    return rules_on_grid(view) ? NULL : rule_page_row(view->page, rules_row(view));
}

/* --- moving --- */

static size_t last_place(const struct rules_view *view)
{
    return WEEK_DAYS + rule_page_rows(view->page) - 1;
}

static void go(struct rules_view *view, size_t to)
{
    size_t last = last_place(view);

    view->at = to > last ? last : to;
    view->anchor = rules_on_grid(view) ? view->anchor : -1;
}

/* Rows that are only read are passed over. */
static void step(struct rules_view *view, int by)
{
    size_t to = view->at;

    do {
        if (by < 0 ? to == 0 : to == last_place(view))
            return;
        to += by < 0 ? (size_t)-1 : 1;
    } while (to >= WEEK_DAYS && rule_page_row(view->page, to - WEEK_DAYS)->fixed);
    view->anchor = -1;
    go(view, to);
}

static void steps(struct rules_view *view, int n)
{
    for (int i = 0; i < (n < 0 ? -n : n); i++)
        step(view, n);
}

static bool begins_section(const struct rules_view *view, size_t place)
{
    if (place <= WEEK_DAYS)
        return place == 0 || place == WEEK_DAYS;
    size_t row = place - WEEK_DAYS;
    return rule_page_row(view->page, row)->section != rule_page_row(view->page, row - 1)->section;
}

/* Round and round: the week, and each of the sections below it. */
static void step_section(struct rules_view *view, int by)
{
    size_t n = last_place(view) + 1, to = view->at;

    do
        to = (to + n + (by < 0 ? (size_t)-1 : 1)) % n;
    while (!begins_section(view, to));
    go(view, to);
    view->anchor = -1;
}

/* --- rows --- */

static void begin_typing(struct rules_view *view, const char *text)
{
    editor_set(&view->editor, text);
    view->fresh = true;
}

static void type_day(struct rules_view *view)
{
    const struct spans *spans = &rule_page_week(view->page, view->week)->day[view->at];
    _cleanup_str_ struct str words = STR_INIT;

    if (spans->n > 0)
        grid_day_words(spans, &words);
    begin_typing(view, str_text(&words));
}

static void type_here(struct rules_view *view, size_t place)
{
    const struct rule_row *row;

    go(view, place);
    row = row_of(view);
    if (row && row->fixed)
        return;
    rules_set_mode(view, RULES_TYPE);
    if (row)
        begin_typing(view, row->text);
    else
        type_day(view);
}

/* One more of what is listed here; beside the week, a date that is closed. */
static void add_here(struct rules_view *view)
{
    const struct rule_row *row = row_of(view);
    enum rule_section section = row && (row->section == RULE_SPECIAL || row->section == RULE_CHANNELS) ? row->section : RULE_CLOSED;

    type_here(view, WEEK_DAYS + rule_page_adder(view->page, section));
}

static void turn(struct rules_view *view, int by)
{
    rule_page_turn(view->page, rules_row(view), by);
}

static void clear_row(struct rules_view *view, struct effects *effects)
{
    struct err err;

    if (rule_page_set(view->page, rules_row(view), "", &err) < 0)
        effects_text(effects, EFFECT_COMPLAIN, err.text);
    go(view, view->at);
}

static void other_week(struct rules_view *view, struct effects *effects)
{
    if (!rule_page_override(view->page)) {
        effects_text(effects, EFFECT_COMPLAIN, _("Only a client's exception has other hours in which you may answer."));
        return;
    }
    view->week = view->week == RULE_WEEK_HOURS ? RULE_WEEK_EXTRA : RULE_WEEK_HOURS;
    go(view, rules_on_grid(view) ? view->at : 0);
}

static void row_act(struct rules_view *view, enum action action, struct effects *effects)
{
    switch ((int)action) {
    case ACTION_TIME_BACK:
        turn(view, -1);
        break;
    case ACTION_TIME_ON:
    case ACTION_SPAN:
        turn(view, 1);
        break;
    case ACTION_CLEAR_THIS:
        clear_row(view, effects);
        break;
    }
}

/* --- leaving and saving --- */

static void begin_save(struct rules_view *view, struct effects *effects)
{
    size_t wanted = rule_page_wanted(view->page);

    if (wanted < rule_page_rows(view->page)) {
        type_here(view, WEEK_DAYS + wanted);
        effects_text(effects, EFFECT_SAY, rule_page_override(view->page)
                                              ? _("An exception says why, and until when.")
                                              : _("A window below the floor says why, and until when."));
        return;
    }
    if (!rule_page_changed(view->page)) {
        effects_text(effects, EFFECT_SAY, _("Nothing was changed."));
        return;
    }
    if (rule_page_override(view->page)) {
        view->saves = view->base.stale = true;
        return;
    }
    rules_set_mode(view, RULES_SAVE);
    begin_typing(view, _("today"));
}

static void leave(struct rules_view *view, struct effects *effects)
{
    if (view->anchor >= 0) {
        view->anchor = -1;
    } else if (!rule_page_changed(view->page)) {
        effects_add(effects, EFFECT_CLOSE);
    } else {
        view->yes = true;
        rules_set_mode(view, RULES_LEAVE);
    }
}

/* What undo may have changed is loaded anew. */
static void take_back(struct rules_view *view, struct effects *effects)
{
    if (rule_page_back(view->page)) {
        go(view, view->at);
        return;
    }
    effects_do(effects, "undo", NULL, false);
    rule_page_free(view->page);
    view->page = NULL;
    view->at = 0;
}

/* The entries behind the figures. */
static void show_changes(const struct rules_view *view, struct effects *effects)
{
    if (view->what_if.what_if && rule_page_changed(view->page))
        what_if_box_open(&view->what_if, effects);
    else
        effects_text(effects, EFFECT_SAY, _("Nothing was changed."));
}

/* A calendar's days off are a new version at once: what was changed here has to be saved before, or taken back. */
static void import_days(struct rules_view *view, struct effects *effects)
{
    if (rule_page_override(view->page)) {
        effects_text(effects, EFFECT_COMPLAIN, _("A calendar goes into your rules, not into one client's exception."));
    } else if (rule_page_changed(view->page)) {
        effects_text(effects, EFFECT_COMPLAIN, _("Save what you changed here first, or take it back."));
    } else {
        typing_clear(&view->begun);
        view->away = true;
        effects_open(effects, &view_files_ops, NULL);
    }
}

/* Moves within the page; false: it is none. */
static bool move(struct rules_view *view, enum action action)
{
    int page = view->base.height / 2;

    switch ((int)action) {
    case ACTION_DOWN:
    case ACTION_UP:
        step(view, action == ACTION_DOWN ? 1 : -1);
        return true;
    case ACTION_PAGE_DOWN:
    case ACTION_HALF_DOWN:
        steps(view, page);
        return true;
    case ACTION_PAGE_UP:
    case ACTION_HALF_UP:
        steps(view, -page);
        return true;
    case ACTION_FIRST:
        go(view, 0);
        return true;
    case ACTION_LAST:
        go(view, last_place(view));
        return true;
    case ACTION_SECTION_NEXT:
    case ACTION_SECTION_PREVIOUS:
        step_section(view, action == ACTION_SECTION_NEXT ? 1 : -1);
        return true;
    default:
        return false;
    }
}

void rules_act(struct view *base, enum action action, struct effects *effects)
{
    struct rules_view *view = (struct rules_view *)base;

    base->stale = true;
    view->away = false;
    if (!view->page || move(view, action) || (rules_on_grid(view) && rules_week_act(view, action, effects)))
        return;
    switch ((int)action) {
    case ACTION_TYPE_THIS:
        type_here(view, view->at);
        break;
    case ACTION_ADD_HERE:
        add_here(view);
        break;
    case ACTION_OTHER_WEEK:
        other_week(view, effects);
        break;
    case ACTION_TAKE_BACK:
        take_back(view, effects);
        break;
    case ACTION_CHANGES:
        show_changes(view, effects);
        break;
    case ACTION_VERSIONS:
        effects_open(effects, &view_versions_ops, NULL);
        break;
    case ACTION_IMPORT_DAYS:
        import_days(view, effects);
        break;
    case ACTION_SAVE_RULES:
        begin_save(view, effects);
        break;
    case ACTION_BACK:
    case ACTION_LEAVE:
        leave(view, effects);
        break;
    default:
        row_act(view, action, effects);
        break;
    }
}

/* --- while something is typed --- */

/* What is wrong keeps its place, to be mended. */
static void take_typed(struct rules_view *view, struct effects *effects)
{
    const char *text = str_text(&view->editor.text);
    size_t row = rules_row(view), wanted;
    struct err err;
    int r;

    if (rules_on_grid(view))
        r = rule_page_type_day(view->page, view->week, (int)view->at, text, &err);
    else
        r = rule_page_set(view->page, row, text, &err);
    if (r < 0) {
        effects_text(effects, EFFECT_COMPLAIN, err.text);
        return;
    }
    rules_set_mode(view, RULES_LOOK);
    go(view, view->at);
    wanted = rule_page_wanted(view->page);
    /* Below the floor one is asked at once why, and how long. */
    if (!rule_page_override(view->page) && wanted < rule_page_rows(view->page) && *text)
        type_here(view, WEEK_DAYS + wanted);
}

void rules_typing_act(struct view *base, enum action action, struct effects *effects)
{
    struct rules_view *view = (struct rules_view *)base;

    base->stale = true;
    if (editor_act(&view->editor, action)) {
        view->fresh = false;
        return;
    }
    switch ((int)action) {
    case ACTION_ACCEPT:
    case ACTION_SAVE:
        if (view->mode == RULES_SAVE)
            view->saves = true;
        else
            take_typed(view, effects);
        break;
    case ACTION_FIELD_NEXT:
    case ACTION_FIELD_PREVIOUS:
    case ACTION_ROW_DOWN:
    case ACTION_ROW_UP:
        if (view->mode == RULES_SAVE)
            break;
        take_typed(view, effects);
        if (view->mode == RULES_LOOK)
            step(view, action == ACTION_FIELD_NEXT || action == ACTION_ROW_DOWN ? 1 : -1);
        break;
    case ACTION_CANCEL:
        rules_set_mode(view, RULES_LOOK);
        break;
    }
}

void rules_type(struct view *base, const char *text, struct effects *effects _unused_)
{
    struct rules_view *view = (struct rules_view *)base;

    if (view->fresh)
        editor_set(&view->editor, "");
    view->fresh = false;
    editor_insert(&view->editor, text);
    base->stale = true;
}

/* --- whether to save before leaving --- */

static void answer(struct rules_view *view, bool yes, struct effects *effects)
{
    rules_set_mode(view, RULES_LOOK);
    if (yes)
        begin_save(view, effects);
    else
        effects_add(effects, EFFECT_PUT_ASIDE);
}

void rules_asking_act(struct view *base, enum action action, struct effects *effects)
{
    struct rules_view *view = (struct rules_view *)base;

    base->stale = true;
    switch ((int)action) {
    case ACTION_YES:
    case ACTION_NO:
        answer(view, action == ACTION_YES, effects);
        break;
    case ACTION_OTHER_ANSWER:
        view->yes = !view->yes;
        break;
    case ACTION_ANSWER:
        answer(view, view->yes, effects);
        break;
    }
}
