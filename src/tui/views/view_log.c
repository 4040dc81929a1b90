/* The log of the selected client, or of everybody: newest first, each line with its due and its breaches. */
#include "log_columns.h"
#include "log_inside.h"
#include "log_view.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

const struct log_row *log_selected(const struct log_view *view)
{
    return view->rows.n > 0 ? view->rows.v[view->list.selected] : NULL;
}

/* Another log: it begins at the newest. */
static void log_restart(struct log_view *view)
{
    view->restart = true;
    view->wishes = false;
    view->base.stale = true;
}

static void log_client(struct view *base, int64_t client, const char *name)
{
    struct log_view *view = (struct log_view *)base;

    if (view->client == client && str_equal(view->name, name))
        return;
    free(view->name);
    view->name = mem_string(name);
    if (view->client == client || view->everybody) {
        view->client = client;
        return;
    }
    view->client = client;
    free(MEM_TAKE(view->rows.search));
    log_restart(view);
}

int64_t log_view_client(const struct view *base, bool of_entry, const char **ret_name)
{
    const struct log_view *view = (const struct log_view *)base;
    const struct log_row *row = log_selected(view);

    of_entry = of_entry && view->everybody && row;
    *ret_name = of_entry ? row->line.client_name : view->name;
    return of_entry ? row->line.client_id : view->client;
}

void log_view_select(struct view *base, int64_t id)
{
    struct log_view *view = (struct log_view *)base;

    free(MEM_TAKE(view->rows.search));
    view->anchor = id;
    base->stale = true;
}

bool log_view_hides(const struct view *base, int64_t id)
{
    const struct log_view *view = (const struct log_view *)base;

    for (size_t i = 0; i < view->rows.n; i++)
        if (view->rows.v[i]->line.id == id)
            return false;
    return view->words && !log_looks(base);
}

void log_view_toggle_everybody(struct view *base)
{
    struct log_view *view = (struct log_view *)base;

    view->everybody = !view->everybody;
    free(MEM_TAKE(view->rows.search));
    log_restart(view);
}

static void log_search(struct view *base, const char *words)
{
    struct log_view *view = (struct log_view *)base;

    words = words && *words ? words : NULL;
    if (str_equal(view->rows.search, words))
        return;
    free(view->rows.search);
    view->rows.search = mem_string(words);
    log_restart(view);
}

static int log_filter(struct view *base, const char *words, struct err *err)
{
    struct log_view *view = (struct log_view *)base;
    struct filter *filter;

    if (app_filter(base->scene->app, words, FILTER_LOG, &filter, err) < 0)
        return -1;
    filter_free(view->rows.filter);
    view->rows.filter = filter;
    char *kept = filter ? mem_string(words) : NULL; /* WORDS may be what is freed */
    free(view->words);
    view->words = kept;
    view->from = 0;
    log_restart(view);
    return 0;
}

int log_view_show_fitting(struct view *base, const char *words, int64_t from, struct err *err)
{
    struct log_view *view = (struct log_view *)base;

    if (log_filter(base, words, err) < 0)
        return -1;
    free(MEM_TAKE(view->rows.search));
    view->everybody = false;
    view->from = from;
    return 0;
}

static const char *log_filtered(const struct view *base)
{
    return ((const struct log_view *)base)->words;
}

static int log_load(struct view *base, struct effects *effects, struct err *err)
{
    struct log_view *view = (struct log_view *)base;

    if (view->does != ACTION_NONE)
        return log_load_act(view, effects, err);
    if (view->marking.what != MARKING_NOTHING)
        return log_load_marks(view, effects, err);

    return log_window_load(view, err);
}

static void log_init(struct view *base, const char *argument _unused_)
{
    log_restart((struct log_view *)base);
}

static void log_done(struct view *base)
{
    struct log_view *view = (struct log_view *)base;

    log_rows_done(&view->rows);
    free(view->name);
    free(view->words);
    marks_done(&view->marks);
    log_marking_done(&view->marking);
}

static bool has_columns(const struct view *base)
{
    return base->height >= 12;
}

/* A taller screen may need rows that the window does not hold. */
static void log_resize(struct view *base)
{
    struct log_view *view = (struct log_view *)base;

    listing_resize(&view->list, view->list.n, base->height - has_columns(base));
    if (!view->rows.at_oldest && view->list.n - view->list.top < view->list.height)
        base->stale = true;
}

/* Looking that takes long ends first, and what was found stays. */
static void log_back(struct log_view *view, struct effects *effects)
{
    if (log_looks(&view->base)) {
        view->rows.looks_older = view->seeks = false;
        log_marking_done(&view->marking);
    } else if (marks_clear(&view->marks)) {
        return;
    } else if (view->rows.search) {
        log_search(&view->base, NULL);
    } else if (view->words) {
        if (view->from)
            effects_number(effects, EFFECT_FOCUS, view->from);
        log_filter(&view->base, NULL, NULL);
    } else if (view->everybody) {
        effects_add(effects, EFFECT_EVERYBODY);
    } else {
        effects_number(effects, EFFECT_FOCUS, 0);
    }
}

static void open_row(const struct log_line *line, bool explains, struct effects *effects)
{
    const struct view_ops *whole = log_is_entry(line)           ? &view_entry_ops
                                   : line->sort == LOG_PAYMENT ? &view_payment_ops
                                                               : &view_record_ops;

    effects_open(effects, explains && line->sort != LOG_RECORD ? &view_explain_ops : whole, line->ref);
}

static void log_act(struct view *base, enum action action, struct effects *effects)
{
    struct log_view *view = (struct log_view *)base;
    const struct log_row *row = log_selected(view);
    struct list_move move;

    if (listing_movement(&view->list, action, &move)) {
        log_window_move(view, move);
        return;
    }
    if (row && log_mark_act(view, action))
        return;
    switch ((int)action) {
    case ACTION_OPEN:
    case ACTION_EXPLAIN:
        if (row)
            open_row(&row->line, action == ACTION_EXPLAIN, effects);
        break;
    case ACTION_BACK:
    case ACTION_LEAVE:
        log_back(view, effects);
        break;
    }
}

/* How many the search has found shows at its end. */
static int64_t log_items(const struct view *base, int64_t *ret_selected)
{
    const struct log_view *view = (const struct log_view *)base;

    *ret_selected = view->rows.n > 0 ? view->rows.newer + view->list.selected : -1;
    if (!view->rows.search && !view->words)
        return view->total;
    return view->rows.at_oldest ? view->rows.newer + (int64_t)view->rows.n : -1;
}

static int64_t log_item_at(const struct view *base, int y)
{
    const struct log_view *view = (const struct log_view *)base;
    int64_t row = view->list.top + y - has_columns(base);

    return row >= view->list.top && row < listing_end(&view->list) ? view->rows.newer + row : -1;
}

static void log_select(struct view *base, int64_t item, struct effects *effects _unused_)
{
    struct log_view *view = (struct log_view *)base;

    log_window_move(view, (struct list_move){item - view->rows.newer - view->list.selected, false});
}

static unsigned log_has(const struct view *base)
{
    const struct log_view *view = (const struct log_view *)base;
    const struct log_row *row = log_selected(view);
    unsigned has = (view->rows.search ? NEED_SEARCH : 0) | (view->words ? NEED_FILTER : 0);

    return has | (row ? NEED_ROW : 0) | (view->marks.n > 0 ? NEED_MARKS : 0);
}

static void log_draw(const struct view *base, struct canvas *canvas, struct area area, bool focus)
{
    const struct log_view *view = (const struct log_view *)base;
    struct log_columns columns = log_columns_for(area.w - 1, view->everybody);
    struct area at = {area.x, area.y, area.w, 1};

    if (has_columns(base)) {
        log_columns_head(&columns, canvas, at);
        at.y++;
    }
    if (view->rows.n == 0 && focus)
        canvas_set_cursor(canvas, at.x, at.y);
    if (view->rows.n == 0)
        canvas_put(canvas, at.x + 1, at.y, at.w - 1, STYLE_QUIET,
                   log_looks(base)                    ? _("looking")
                   : view->rows.search || view->words ? _("nothing found")
                   : view->client > 0                 ? _("nothing in the log yet: a adds to it")
                                                      : _("nothing in the log"));
    for (int64_t i = view->list.top; i < listing_end(&view->list); i++, at.y++) {
        log_columns_draw(&columns, base->scene, canvas, at, &view->rows.v[i]->line);
        if (log_is_marked(view, view->rows.v[i]->line.id))
            log_columns_mark(&columns, canvas, at);
        if (i == view->list.selected)
            canvas_point(canvas, at, focus);
    }
}

static const char *log_entry(const struct view *base)
{
    const struct log_row *row = log_selected((const struct log_view *)base);

    return row ? row->line.ref : NULL;
}

static void log_status(const struct view *base, struct str *to)
{
    const struct log_row *row = log_selected((const struct log_view *)base);

    if (row)
        log_line_sentence(base->scene, &row->line, to);
}

/* How far a filter has looked: a sign that it goes on. */
static void add_looking(const struct log_view *view, struct str *to)
{
    int64_t id = view->marking.what != MARKING_NOTHING ? view->marking.after
                 : log_window_looks_older(view)         ? view->rows.below
                                                      : view->rows.above;
    _cleanup_str_ struct str when = STR_INIT;

    stamp_when(view->base.scene, &when, id >> 16, false);
    str_printf(to, _("  looking: %s"), str_text(&when));
}

static void log_foot(const struct view *base, struct str *left, struct str *right)
{
    const struct log_view *view = (const struct log_view *)base;
    long long position = (long long)(view->rows.newer + view->list.selected + 1);
    bool known = view->rows.at_newest || view->rows.newer > 0;

    marks_foot(&view->marks, left);
    if (view->rows.search)
        str_printf(left, "%s/%s", left->len > 0 ? "  " : "", view->rows.search);
    if (view->words)
        str_printf(left, "%sf %s", left->len > 0 ? "  " : "", view->words);
    if (log_looks(base))
        add_looking(view, left);
    if (view->rows.n == 0)
        return;
    if (!view->rows.search && !view->words)
        str_printf(right, "%lld/%lld", position, (long long)view->total);
    else if (known && view->rows.at_oldest)
        str_printf(right, "%lld/%lld", position, (long long)(view->rows.newer + (int64_t)view->rows.n));
    else if (known)
        str_printf(right, "%lld/…", position);
}

static void log_heading(const struct view *base, struct str *to)
{
    const struct log_view *view = (const struct log_view *)base;

    if (view->everybody)
        str_printf(to, ": %s", _("everybody"));
    else if (view->name)
        str_printf(to, ": %s", view->name);
}

static const struct hint log_hints[] = {
    {ACTION_PANE_NEXT, ACTION_NONE, N_("pane"), NULL},
    {ACTION_DOWN, ACTION_UP, N_("move"), NULL},
    {ACTION_OPEN, ACTION_NONE, N_("open"), NULL},
    {ACTION_ADD, ACTION_NONE, N_("add"), NULL},
    {ACTION_EXPLAIN, ACTION_NONE, N_("explain"), NULL},
    {ACTION_NONE, ACTION_NONE, N_("undo"), "undo"},
    {ACTION_FILTER, ACTION_NONE, N_("filter"), NULL},
    {ACTION_SEARCH, ACTION_NONE, N_("search"), NULL},
    {ACTION_EDIT, ACTION_NONE, N_("edit"), NULL},
    {ACTION_REMIND, ACTION_NONE, N_("remind"), NULL},
    {ACTION_EVERYBODY, ACTION_NONE, N_("everybody"), NULL},
    {ACTION_COMMAND, ACTION_NONE, N_("command"), NULL},
    {ACTION_HELP, ACTION_NONE, N_("help"), NULL},
    {ACTION_LEAVE, ACTION_QUIT, N_("back/quit"), NULL},
    {ACTION_NONE, ACTION_NONE, NULL, NULL},
};

const struct view_ops view_log_ops = {
    .title = N_("Log"),
    .where = IN_LOG,
    .reloads = CHANGE_ALL,
    .size = sizeof(struct log_view),
    .hints = log_hints,
    .init = log_init,
    .done = log_done,
    .load = log_load,
    .resize = log_resize,
    .draw = log_draw,
    .act = log_act,
    .client = log_client,
    .search = log_search,
    .searches = N_("subjects and texts: the beginnings of words"),
    .filter = log_filter,
    .filtered = log_filtered,
    .filters = FILTER_LOG,
    .mark = log_mark,
    .unmark = log_unmark,
    .looks = log_looks,
    .has = log_has,
    .entry = log_entry,
    .status = log_status,
    .foot = log_foot,
    .heading = log_heading,
    .items = log_items,
    .item_at = log_item_at,
    .select = log_select,
};
