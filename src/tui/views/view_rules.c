/* The page of the rules: a version of them, or a client's exception, with its week drawn. Nothing is stored before it is
 * saved; what was changed is kept, and leaving asks. */
#include "rules_inside.h"

#include "paletti/app/card.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

#include <string.h>

#define PART '\x1f'
#define EXCEPTION "exception"
/* Kept beside the fields: the line that was being typed, and where. */
#define LINE    "line"
#define LINE_AT "line-at"

enum { MORNING = 9 * 60 };

/* What it is about, and who is selected: what, ref of the client, ref, id and name of the client, each behind a PART. */
enum part { PART_WHAT, PART_CLIENT, PART_REF, PART_ID, PART_NAME };

static char *argument_new(const char *what, const char *client, const char *ref, int64_t id, const char *name)
{
    return str_format("%s%c%s%c%s%c%lld%c%s", what, PART, client ? client : "", PART, ref ? ref : "", PART, (long long)id, PART,
                      name ? name : "");
}

char *rules_view_version(const char *ref, int64_t id, const char *name)
{
    return argument_new("version", NULL, ref, id, name);
}

char *rules_view_exception(const char *client, const char *ref, int64_t id, const char *name)
{
    return argument_new(EXCEPTION, client, ref, id, name);
}

/* Owned. */
static char *part_of(const struct rules_view *view, enum part part)
{
    const char *at = view->argument;

    for (int i = 0; i < (int)part && strchr(at, PART); i++)
        at = strchr(at, PART) + 1;
    return mem_string_n(at, strcspn(at, (char[]){PART, '\0'}));
}

static void rules_init(struct view *base, const char *argument)
{
    struct rules_view *view = (struct rules_view *)base;
    _cleanup_free_ char *standard = argument ? NULL : rules_view_version(NULL, 0, NULL);

    view->argument = mem_string(argument ? argument : standard);
    view->minute = MORNING;
    view->anchor = -1;
    _cleanup_free_ char *id = part_of(view, PART_ID), *name = part_of(view, PART_NAME);
    what_if_box_client(&view->what_if, strtoll(id, NULL, 10), *name ? name : NULL);
}

static void rules_done(struct view *base)
{
    struct rules_view *view = (struct rules_view *)base;

    rule_page_free(view->page);
    what_if_box_done(&view->what_if);
    typing_clear(&view->begun);
    spans_clear(&view->copied);
    editor_done(&view->editor);
    str_done(&view->meaning);
    free(view->argument);
    free(view->lines);
}

void rules_set_mode(struct rules_view *view, enum rules_mode mode)
{
    static const struct view_ops *const ops[] = {
        [RULES_LOOK] = &view_rules_ops,
        [RULES_TYPE] = &view_rules_typing_ops,
        [RULES_SAVE] = &view_rules_typing_ops,
        [RULES_LEAVE] = &view_rules_asking_ops,
    };

    view->mode = mode;
    view->base.ops = ops[mode];
    view->base.stale = true;
    str_clear(&view->meaning);
}

/* --- loading --- */

/* What stood in the row that was being typed in. */
static void go_on_typing(struct rules_view *view)
{
    const char *line = typing_text(&view->begun, LINE), *at = typing_text(&view->begun, LINE_AT);
    size_t place = at ? strtoul(at, NULL, 10) : 0;

    if (!line || place >= WEEK_DAYS + rule_page_rows(view->page))
        return;
    view->at = place;
    rules_set_mode(view, RULES_TYPE);
    editor_set(&view->editor, line);
    view->fresh = false;
}

static int begin(struct rules_view *view, struct err *err)
{
    _cleanup_free_ char *of = part_of(view, PART_CLIENT), *ref = part_of(view, PART_REF);
    struct app *app = view->base.scene->app;
    const char *what = *ref ? ref : NULL;
    int r = str_starts(view->argument, EXCEPTION) ? rule_page_exception(app, of, what, &view->page, err)
                                                  : rule_page_rules(app, what, &view->page, err);

    if (r > 0)
        err_set(err, _("\"%s\" is not in the file any more"), ref);
    for (size_t i = 0; r == 0 && i < view->begun.n; i++)
        rule_page_retype(view->page, view->begun.v[i].name, view->begun.v[i].text);
    /* An exception begins with why. */
    if (r == 0 && str_starts(view->argument, EXCEPTION))
        view->at = WEEK_DAYS;
    if (r == 0)
        go_on_typing(view);
    return r;
}

static void understand(struct rules_view *view)
{
    const char *text = str_text(&view->editor.text);
    struct err err = {""};
    int r;

    if (view->mode != RULES_TYPE && view->mode != RULES_SAVE)
        return;
    str_clear(&view->meaning);
    if (view->mode == RULES_SAVE)
        r = rule_page_when(view->page, text, &view->meaning, &err);
    else if (rules_on_grid(view))
        r = rule_day_preview(text, &view->meaning, &err);
    else
        r = rule_page_preview(view->page, rules_row(view), text, &view->meaning, &err);
    view->wrong = r < 0;
    if (r < 0)
        str_add(&view->meaning, err.text);
}

/* What is not whole yet cannot be tried. */
static void try_out(struct rules_view *view)
{
    struct what_if_draft draft = {.rule = rule_page_rule(view->page),
                                  .in_place_of = rule_page_replaces(view->page),
                                  .override = rule_page_override(view->page)};

    if (view->tried == rule_page_edits(view->page) || !rule_page_changed(view->page) ||
        rule_page_wanted(view->page) < rule_page_rows(view->page))
        return;
    view->tried = rule_page_edits(view->page);
    what_if_box_try(&view->what_if, view->base.scene->app, &draft);
}

/* A change of hours, window, channels or zone does not count before it is told; a new holiday needs no telling. */
static void offer_cards(const struct rules_view *view, struct str *said)
{
    int64_t from = rule_page_saved(view->page), n = 0;
    struct err err;

    if (from == INSTANT_NONE || card_owed(view->base.scene->app, from, &n, &err) < 0 || n == 0)
        return;
    str_printf(said, P_(" %lld client has to be told: C.", " %lld clients have to be told: C.", (long)n), (long long)n);
}

static void say_saved(struct rules_view *view, unsigned changes, struct effects *effects)
{
    _cleanup_str_ struct str said = STR_INIT;

    str_printf(&said, _("On disk: %s"), rule_page_override(view->page) ? rule_page_title(view->page)
                                                                                            : str_text(&view->meaning));

    str_add_stop(&said);
    offer_cards(view, &said);
    view->base.typing = 0;
    effects_add(effects, EFFECT_CLOSE);
    effects_number(effects, EFFECT_CHANGED, changes);
    effects_text(effects, EFFECT_SAY, str_text(&said));
}

static void save(struct rules_view *view, struct effects *effects)
{
    struct app *app = view->base.scene->app;
    struct err err = {""};
    unsigned changes = 0;

    app_typing_saves(app, view->base.typing);
    int r = rule_page_save(view->page, str_text(&view->editor.text), &changes, &err);
    app_typing_saves(app, 0);
    if (r == 0)
        say_saved(view, changes, effects);
    else
        effects_text(effects, EFFECT_COMPLAIN, err.text);
}

static int rules_load(struct view *base, struct effects *effects, struct err *err)
{
    struct rules_view *view = (struct rules_view *)base;

    if (view->away) {
        rule_page_free(view->page);
        view->page = NULL;
    }
    if (!view->page && begin(view, err) != 0) {
        effects_add(effects, view->begun.n > 0 ? EFFECT_PUT_ASIDE : EFFECT_CLOSE);
        effects_text(effects, EFFECT_COMPLAIN, err->text);
        return 0;
    }
    understand(view);
    if (view->saves)
        effects_add(effects, EFFECT_WORK);
    else
        try_out(view);
    view->saves = false;
    rules_place(view);
    rules_show(view);
    return 0;
}

static void rules_resize(struct view *base)
{
    struct rules_view *view = (struct rules_view *)base;

    view->tops[0] = view->tops[1] = 0;
    if (!view->page)
        return;
    rules_place(view);
    rules_show(view);
}

/* --- what is said of it --- */

static void rules_heading(const struct view *base, struct str *to)
{
    const struct rules_view *view = (const struct rules_view *)base;

    str_add(to, view->page ? rule_page_title(view->page) : "");
}

static void rules_foot(const struct view *base, struct str *left, struct str *right)
{
    const struct rules_view *view = (const struct rules_view *)base;

    if (view->page && rule_page_changed(view->page))
        str_add(left, _("not saved yet"));
    if (view->page && !rules_on_grid(view))
        str_printf(right, "%zu/%zu", rules_row(view) + 1, rule_page_rows(view->page));
}

static void week_status(const struct rules_view *view, struct str *to)
{
    int end = view->minute + GRID_STEP;

    str_printf(to, "%s %02d:%02d-%02d:%02d. ", grid_weekday((int)view->at), view->minute / 60, view->minute % 60, end / 60,
               end % 60);
    if (view->anchor >= 0)
        str_printf(to, _("A span from %02d:%02d on: the arrows draw it, Space ends it."), view->anchor / 60,
                   view->anchor % 60);
    else
        str_add(to, _("Space begins a span; or Enter, and type 9:30-13:30 16-18:30."));
}

static void row_status(const struct rule_row *row, struct str *to)
{
    if (row->section == RULE_CHANNELS && !row->adds)
        str_printf(to, _("%s: the arrows choose when; Enter types it, with a grade."), row->label);
    else if (row->adds || row->item)
        str_printf(to, _("Enter types it: %s"), row->hint);
    else if (row->fixed)
        str_printf(to, "%s: %s", row->label, row->says);
    else
        str_printf(to, *row->hint ? "%s: %s" : "%s", row->label, row->hint);
}

static void rules_status(const struct view *base, struct str *to)
{
    const struct rules_view *view = (const struct rules_view *)base;

    if (!view->page)
        return;
    if (rules_on_grid(view))
        week_status(view, to);
    else
        row_status(rule_page_row(view->page, rules_row(view)), to);
}

static void typing_status(const struct view *base, struct str *to)
{
    const struct rules_view *view = (const struct rules_view *)base;
    bool empty = view->editor.text.len == 0;

    if (view->mode == RULES_SAVE)
        str_add(to, _("From when on: today, tomorrow, monday, 1 dec. Enter writes it to the file."));
    else if (view->meaning.len > 0 && !empty)
        str_add(to, str_text(&view->meaning));
    else if (rules_on_grid(view))
        str_add(to, _("9:30-13:30 16-18:30, or closed; with days for several: mon-thu 9-17; fri 9-14"));
    else
        str_add(to, rule_page_row(view->page, rules_row(view))->hint);
}

/* --- what is kept --- */

static void keep(void *ctx, const char *name, const char *text)
{
    typing_add(ctx, name, text);
}

static bool rules_pack(const struct view *base, struct typing *to)
{
    const struct rules_view *view = (const struct rules_view *)base;

    bool typed = view->page && view->mode == RULES_TYPE && !view->fresh;

    if (!view->page ? view->begun.n == 0 : !typed && !rule_page_changed(view->page))
        return false;
    to->argument = mem_string(view->argument);
    to->title = mem_string(view->page ? rule_page_title(view->page) : view->begun.title);
    for (size_t i = 0; !view->page && i < view->begun.n; i++)
        typing_add(to, view->begun.v[i].name, view->begun.v[i].text);
    if (view->page)
        rule_page_typed(view->page, keep, to);
    if (typed) {
        _cleanup_free_ char *at = str_format("%zu", view->at);
        typing_add(to, LINE_AT, at);
        typing_add(to, LINE, str_text(&view->editor.text));
    }
    return to->n > 0;
}

static void rules_unpack(struct view *base, const struct typing *from)
{
    struct rules_view *view = (struct rules_view *)base;

    view->begun.title = mem_string(from->title);
    for (size_t i = 0; i < from->n; i++)
        typing_add(&view->begun, from->v[i].name, from->v[i].text);
}

/* --- days and rows by number --- */

static int64_t rules_items(const struct view *base, int64_t *ret_selected)
{
    const struct rules_view *view = (const struct rules_view *)base;

    *ret_selected = view->page ? (int64_t)view->at : -1;
    return view->page ? WEEK_DAYS + (int64_t)rule_page_rows(view->page) : 0;
}

static void rules_select(struct view *base, int64_t item, struct effects *effects _unused_)
{
    struct rules_view *view = (struct rules_view *)base;

    view->at = (size_t)item;
    view->anchor = -1;
    base->stale = true;
}

static unsigned rules_has(const struct view *base _unused_)
{
    return NEED_ROW;
}

static bool rules_looks(const struct view *base)
{
    return what_if_box_looks(&((const struct rules_view *)base)->what_if);
}

static int rules_look(struct view *base, struct err *err)
{
    return what_if_box_look(&((struct rules_view *)base)->what_if, err);
}

/* The whole log is judged anew. */
static int rules_work(struct view *base, const struct request *progress, struct effects *effects, struct err *err _unused_)
{
    struct rules_view *view = (struct rules_view *)base;

    rule_page_watch(view->page, progress);
    save(view, effects);
    rule_page_watch(view->page, NULL);
    return 0;
}

static const struct hint rules_hints[] = {
    {ACTION_SPAN, ACTION_NONE, N_("span")},
    {ACTION_END_LATER, ACTION_END_EARLIER, N_("its end")},
    {ACTION_TYPE_THIS, ACTION_NONE, N_("type")},
    {ACTION_SAVE_RULES, ACTION_NONE, N_("save")},
    {ACTION_ADD_HERE, ACTION_NONE, N_("add a date")},
    {ACTION_DAY_WEEKDAYS, ACTION_NONE, N_("to Mon-Fri")},
    {ACTION_CHANGES, ACTION_NONE, N_("what if")},
    {ACTION_VERSIONS, ACTION_NONE, N_("versions")},
    {ACTION_IMPORT_DAYS, ACTION_NONE, N_("calendar")},
    {ACTION_HELP, ACTION_NONE, N_("help")},
    {ACTION_LEAVE, ACTION_NONE, N_("back")},
    {ACTION_NONE, ACTION_NONE, NULL},
};

static const struct hint typing_hints[] = {
    {ACTION_ACCEPT, ACTION_NONE, N_("take it")},
    {ACTION_CANCEL, ACTION_NONE, N_("cancel")},
    {ACTION_NONE, ACTION_NONE, NULL},
};

static const struct hint asking_hints[] = {
    {ACTION_YES, ACTION_NONE, N_("yes")},
    {ACTION_NO, ACTION_NONE, N_("no")},
    {ACTION_NONE, ACTION_NONE, NULL},
};

/* What the page is, whatever is done on it. */
#define OF_THE_PAGE                                                                                                        \
    .reloads = CHANGE_RULES, .size = sizeof(struct rules_view), .draft = "rules", .init = rules_init, .done = rules_done, .load = rules_load,       \
    .resize = rules_resize, .draw = rules_draw, .pack = rules_pack, .unpack = rules_unpack, .heading = rules_heading,      \
    .foot = rules_foot, .extent = rules_extent, .items = rules_items, .item_at = rules_item_at, .select = rules_select,      \
    .looks = rules_looks, .look = rules_look, .work = rules_work

const struct view_ops view_rules_ops = {
    OF_THE_PAGE,
    .where = IN_BOOK,
    .hints = rules_hints,
    .act = rules_act,
    .has = rules_has,
    .status = rules_status,
};

const struct view_ops view_rules_typing_ops = {
    OF_THE_PAGE,
    .where = IN_FORM,
    .hints = typing_hints,
    .act = rules_typing_act,
    .type = rules_type,
    .status = typing_status,
};

const struct view_ops view_rules_asking_ops = {
    OF_THE_PAGE,
    .where = IN_CONFIRM,
    .hints = asking_hints,
    .act = rules_asking_act,
};
