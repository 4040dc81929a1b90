/* Path (3/4): the seven ways, the one that is marked, and what speaks for and against it. */
#include "wizard.h"
#include "wizard_words.h"

#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

#include <string.h>

enum { TEXT_X = 2, DETAIL_X = 32, BESIDE_W = 50, BELOW_X = 4, TAG_TROUBLE = 100 };

/* --- what was tried --- */

static bool is_none(const char *trouble)
{
    return str_equal(trouble, "none_of_these");
}

static void put_trouble(struct wizard *view)
{
    const char *change = _("c change");
    int w = sheet_width(change);
    const char *trouble = wizard_page(view)->trouble;
    _cleanup_free_ char *text = str_format(_("Main trouble: %s."), words_code(view->base.scene->app, "troubles", trouble));

    sheet_line(&view->sheet);
    sheet_put(&view->sheet, 0, view->base.w - w - 2, STYLE_TEXT, is_none(trouble) ? _("Main trouble: none.") : text);
    sheet_put_right(&view->sheet, view->base.w - w, w, STYLE_QUIET, change);
}

/* By what it is called: two letters may be the same try. */
static bool was_tried(const struct decide_seen *seen, const char *what)
{
    for (size_t i = 0; i < seen->n_tried; i++)
        if (seen->tried[i].on != DAY_NONE && str_equal(words_tried(seen->tried[i].what), words_tried(what)))
            return true;
    return false;
}

static void add_tried(const struct wizard *view, struct str *to)
{
    const struct decide_seen *seen = wizard_page(view)->seen;

    for (size_t i = 0; i < seen->n_tried; i++) {
        if (seen->tried[i].on == DAY_NONE)
            continue;
        str_printf(to, "%s%s ", to->len > 0 ? "; " : _("Tried: "), words_tried(seen->tried[i].what));
        wizard_add_date(view, to, seen->tried[i].on, true);
    }
    str_add(to, to->len > 0 ? "." : "");
}

/* What is usually tried first with this trouble, and was not. Returns whether there is anything. */
static bool add_untried(const struct wizard *view, struct str *to)
{
    const struct deciding_page *page = wizard_page(view);
    const char *first = decide_trouble_find(page->house, page->trouble)->first;
    size_t before = to->len;

    for (size_t n; first && *first; first += n + (first[n] == ',')) {
        n = strcspn(first, ",");
        _cleanup_free_ char *what = mem_string_n(first, n);
        if (n > 0 && !was_tried(page->seen, what))
            str_printf(to, "%s%s", to->len > before ? ", " : "", words_tried(what));
    }
    return to->len > before;
}

static void put_tried(struct wizard *view)
{
    _cleanup_str_ struct str text = STR_INIT, untried = STR_INIT;

    add_tried(view, &text);
    if (add_untried(view, &untried))
        str_printf(&text, _("%sNot tried: %s."), text.len > 0 ? "  " : "", str_text(&untried));
    if (text.len == 0)
        return;
    sheet_line(&view->sheet);
    sheet_wrap(&view->sheet, 0, TEXT_X, STYLE_TEXT, str_text(&text));
}

/* --- the seven --- */

static void add_notice(const struct wizard *view, struct str *to)
{
    const struct decide_seen *seen = wizard_page(view)->seen;

    if (seen->last_day == DAY_NONE)
        return;
    long long days = seen->notice_days;
    str_printf(to, P_("%lld day: last day ", "%lld days: last day ", days), days);
    words_day(view->base.scene->app, to, seen->last_day);
}

/* For what the contract ends today; whoever chooses it all the same is told more. */
static void add_causes(const struct wizard *view, struct str *to)
{
    _cleanup_str_ struct str causes = STR_INIT;

    wizard_add_causes(view, &causes);
    if (causes.len > 0)
        str_printf(to, "%s%s", _("contract: only for "), str_text(&causes));
    else
        str_add(to, _("no cause for that is known"));
}

static void add_detail(const struct wizard *view, enum decide_path path, struct str *to)
{
    static const char *const details[PATHS] = {
        [PATH_TERMS] = N_("price, scope, hours, channel"),
        [PATH_DECLINE] = N_("the client may come back"),
        [PATH_CHANCE] = N_("conditions and a date"),
        [PATH_LATER] = N_("ask me on a date"),
    };
    const struct deciding_path *of = &wizard_page(view)->paths[path];

    if (path == PATH_TODAY && of->open == PATH_CLOSED)
        add_causes(view, to);
    else if (of->open != PATH_OPEN && of->why)
        str_add(to, of->why);
    else if (path == PATH_LATER && wizard_answers(view)->later_until != DAY_NONE)
        words_day(view->base.scene->app, to, wizard_answers(view)->later_until);
    else if (path == PATH_NOTICE)
        add_notice(view, to);
    else if (details[path])
        str_add(to, _(details[path]));
}

static void put_path(struct wizard *view, enum decide_path path)
{
    struct sheet *sheet = &view->sheet;
    enum style style = wizard_page(view)->paths[path].open == PATH_CLOSED ? STYLE_QUIET : STYLE_TEXT;
    const char *bare = words_path(path);
    _cleanup_free_ char *name = str_format("%d %s", (int)path, bare);
    _cleanup_str_ struct str detail = STR_INIT;

    sheet_item(sheet, (int)path);
    /* Line by line it has that number already. */
    bool below = view->base.w < BESIDE_W;
    sheet_put(sheet, TEXT_X, below ? 0 : DETAIL_X - TEXT_X - 1, style, view->base.scene->plain ? bare : name);
    add_detail(view, path, &detail);
    if (detail.len > 0 && below)
        sheet_more(sheet);
    if (detail.len > 0)
        sheet_wrap(sheet, below ? BELOW_X : DETAIL_X, below ? BELOW_X : DETAIL_X, STYLE_QUIET, str_text(&detail));
}

/* --- for and against --- */

static enum decide_path marked(const struct wizard *view)
{
    return view->sheet.tag > PATH_NONE && view->sheet.tag < PATHS ? (enum decide_path)view->sheet.tag : wizard_page(view)->path;
}

static int count_tried(const struct decide_seen *seen)
{
    int n = 0;

    for (size_t i = 0; i < seen->n_tried; i++)
        n += seen->tried[i].on != DAY_NONE;
    return n;
}

/* Of the path that is usual here, whichever is marked: the others have only what stands against them. */
static void put_why(struct wizard *view)
{
    const struct deciding_page *page = wizard_page(view);
    enum decide_path usual = decide_path_default(page->answers, page->seen, page->house);
    int n = count_tried(page->seen);
    _cleanup_str_ struct str text = STR_INIT;

    if (usual == PATH_NONE)
        return;
    if (page->answers->answer == ANSWER_UNSURE)
        str_printf(&text, _("Why %d: you are not sure"), (int)usual);
    else
        str_printf(&text, _("Why %d: you said %s"), (int)usual, wizard_answer_name(page->answers->answer));
    if (!is_none(page->trouble))
        str_printf(&text, "; %s", words_code(view->base.scene->app, "troubles", page->trouble));
    if (n > 0)
        str_printf(&text, P_("; %d thing tried", "; %d things tried", n), n);
    str_add_stop(&text);
    sheet_line(&view->sheet);
    sheet_wrap(&view->sheet, 0, TEXT_X, STYLE_TEXT, str_text(&text));
}

/* Only of a way that ends something, or changes it: what it costs, and what was not tried. */
static void put_against(struct wizard *view)
{
    const struct deciding_page *page = wizard_page(view);
    _cleanup_str_ struct str text = STR_INIT, untried = STR_INIT;

    if (marked(view) == PATH_KEEP || marked(view) == PATH_LATER)
        return;
    if (page->seen->share > 0)
        str_printf(&text, _("%lld%% of income"), (long long)((page->seen->share + 5) / 10));
    if (add_untried(view, &untried))
        str_printf(&text, _("%snot tried: %s"), text.len > 0 ? "; " : "", str_text(&untried));
    if (text.len == 0)
        return;
    _cleanup_free_ char *line = str_format(_("Against %d: %s."), (int)marked(view), str_text(&text));
    sheet_line(&view->sheet);
    sheet_wrap(&view->sheet, 0, TEXT_X, STYLE_TEXT, line);
}

static void fill_troubles(struct wizard *view)
{
    const struct decide_house *house = wizard_page(view)->house;
    int used = TAG_TROUBLE;

    sheet_line(&view->sheet);
    sheet_put(&view->sheet, 0, 0, STYLE_HEAD, _("The main trouble:"));
    sheet_line(&view->sheet);
    for (size_t i = 0; i < house->n_troubles; i++) {
        sheet_item(&view->sheet, TAG_TROUBLE + (int)i);
        sheet_put(&view->sheet, TEXT_X, 0, STYLE_TEXT, words_code(view->base.scene->app, "troubles", house->troubles[i].code));
        if (view->sheet.tag == SHEET_TEXT && str_equal(house->troubles[i].code, wizard_page(view)->trouble))
            used = TAG_TROUBLE + (int)i;
    }
    if (view->sheet.tag == SHEET_TEXT)
        view->sheet.tag = used;
}

static void path_fill(struct wizard *view)
{
    if (view->troubles) {
        fill_troubles(view);
        return;
    }
    put_trouble(view);
    put_tried(view);
    sheet_line(&view->sheet);
    for (int path = PATH_KEEP; path < PATHS; path++)
        put_path(view, (enum decide_path)path);
    sheet_line(&view->sheet);
    put_why(view);
    put_against(view);
    if (view->sheet.tag == SHEET_TEXT)
        view->sheet.tag = (int)wizard_page(view)->path;
}

/* --- keys --- */

/* A chance that is not open needs a reason, and "not today" a day. ON: then it goes on to the next page. */
static void choose(struct wizard *view, enum decide_path path, bool on)
{
    static const struct decide_event next = {.kind = DECIDING_NEXT};
    const struct decide_event event = {.kind = DECIDING_PATH, .number = path, .day = DAY_NONE};
    const struct decide_event override = {.kind = DECIDING_OVERRIDE};
    bool needs_reason = wizard_page(view)->paths[path].open == PATH_WITH_REASON && !wizard_answers(view)->override_reason;

    sheet_select_tag(&view->sheet, (int)path);
    if (path == PATH_LATER)
        wizard_type(view, _("Ask me on"), NULL, TYPED_DAY, &event);
    else if (needs_reason)
        wizard_type(view, _("A chance all the same, because"), NULL, TYPED_WHOLE, &override);
    else if (on)
        wizard_send_both(view, &event, &next);
    else
        wizard_send(view, &event);
    view->goes_on = on;
}

/* Enter on another path than the one in use chooses it, too. */
static void go_on(struct wizard *view)
{
    enum decide_path path = marked(view);
    bool dated = path != PATH_LATER || wizard_answers(view)->later_until != DAY_NONE;

    if (path == wizard_page(view)->path && dated)
        wizard_send(view, &(struct decide_event){.kind = DECIDING_NEXT});
    else
        choose(view, path, true);
}

static const struct hint trouble_hints[] = {
    {ACTION_STEP_NEXT, ACTION_NONE, N_("choose")},
    {ACTION_HELP, ACTION_NONE, N_("help")},
    {ACTION_PARK, ACTION_NONE, N_("back")},
    {ACTION_NONE, ACTION_NONE, NULL},
};

/* The list of troubles, on the page of the paths. */
static const struct view_ops trouble_ops = {WIZARD_OPS, .where = IN_STEP_PATH, .hints = trouble_hints};

static void end_troubles(struct wizard *view)
{
    view->troubles = false;
    view->base.ops = &view->shown->ops;
    sheet_begin(&view->sheet);
}

static void act_on_troubles(struct wizard *view, enum action action)
{
    const struct decide_house *house = wizard_page(view)->house;
    size_t i = (size_t)(view->sheet.tag - TAG_TROUBLE);

    bool chosen = action == ACTION_STEP_NEXT && i < house->n_troubles;

    if (chosen)
        wizard_send(view, &(struct decide_event){.kind = DECIDING_TROUBLE, .text = house->troubles[i].code});
    end_troubles(view);
    if (!chosen) /* else the page is made anew once it is saved, and marks the way that is usual for it */
        wizard_resize(&view->base);
}

static void list_troubles(struct wizard *view)
{
    view->troubles = true;
    view->base.ops = &trouble_ops;
    sheet_begin(&view->sheet);
    wizard_resize(&view->base);
}

static void path_act(struct wizard *view, enum action action, struct effects *effects _unused_)
{
    if (view->troubles)
        act_on_troubles(view, action);
    else if (action == ACTION_STEP_NEXT)
        go_on(view);
    else if (action == ACTION_STEP_BACK)
        wizard_send(view, &(struct decide_event){.kind = DECIDING_BACK});
    else if (action >= ACTION_PATH_1 && action <= ACTION_PATH_7)
        choose(view, (enum decide_path)(PATH_KEEP + (int)action - ACTION_PATH_1), false);
    else if (action == ACTION_TROUBLE)
        list_troubles(view);
}

static const struct hint path_hints[] = {
    {ACTION_PATH_1, ACTION_PATH_7, N_("choose"), NULL, true},
    {ACTION_STEP_NEXT, ACTION_NONE, N_("next")},
    {ACTION_TROUBLE, ACTION_NONE, N_("trouble")},
    {ACTION_STEP_BACK, ACTION_NONE, N_("back")},
    {ACTION_PARK, ACTION_NONE, N_("park")},
    {ACTION_HELP, ACTION_NONE, N_("help")},
    {ACTION_NONE, ACTION_NONE, NULL},
};

const struct wizard_page wizard_path = {
    .ops = {WIZARD_OPS, .where = IN_STEP_PATH, .hints = path_hints},
    .corner = N_("3/4 Path"),
    .fill = path_fill,
    .act = path_act,
};
