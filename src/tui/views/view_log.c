/* The log of the selected client, or of everybody: newest first, each line with its due and its breaches. */
#include "listing.h"
#include "log_acts.h"
#include "log_columns.h"
#include "log_marks.h"
#include "log_rows.h"
#include "log_view.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

struct log_view {
    struct view base;
    struct listing list; /* over the rows of the window */
    struct log_rows rows;
    int64_t client; /* the selected one, 0: none */
    char *name;
    bool everybody;
    bool restart; /* another log or search: begin at the newest */
    bool wishes;  /* a movement beyond the window waits for rows */
    struct list_move wish;
    int64_t anchor; /* the entry to select when it is loaded, 0: the one that is selected */
    int64_t total; /* entries of this log */
    char *words;   /* of the filter, or NULL */
    struct marks marks;
    struct log_marking marking; /* a walk that marks, while it goes on */
    enum action does;           /* with the selected entry, or with all marked ones: load finds their refs */
    bool seeks;    /* somebody wants rows above the first one, and they are not found yet */
};

static const struct log_row *selected_row(const struct log_view *view)
{
    return view->rows.n > 0 ? view->rows.v[view->list.selected] : NULL;
}

static void restart(struct log_view *view)
{
    view->restart = true;
    view->wishes = false;
    view->base.stale = true;
}

void log_view_show(struct view *base, int64_t client, const char *name)
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
    restart(view);
}

int64_t log_view_client(const struct view *base, bool of_entry, const char **ret_name)
{
    const struct log_view *view = (const struct log_view *)base;
    const struct log_row *row = selected_row(view);

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

void log_view_toggle_everybody(struct view *base)
{
    struct log_view *view = (struct log_view *)base;

    view->everybody = !view->everybody;
    free(MEM_TAKE(view->rows.search));
    restart(view);
}

static void log_search(struct view *base, const char *words)
{
    struct log_view *view = (struct log_view *)base;

    words = words && *words ? words : NULL;
    if (str_equal(view->rows.search, words))
        return;
    free(view->rows.search);
    view->rows.search = mem_string(words);
    restart(view);
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
    restart(view);
    return 0;
}

static const char *log_filtered(const struct view *base)
{
    return ((const struct log_view *)base)->words;
}

/* Rows for the screen are missing, and looking for them is not done. */
static bool looks_older(const struct log_view *view)
{
    return view->rows.looks_older && view->list.n - view->list.top < view->list.height;
}

static bool looks_fresher(const struct log_view *view)
{
    return view->rows.looks_fresher && view->seeks;
}

static bool log_looks(const struct view *base)
{
    const struct log_view *view = (const struct log_view *)base;

    return looks_older(view) || looks_fresher(view) || view->marking.what != MARKING_NOTHING;
}

static void log_move(struct log_view *view, struct list_move move);

/* --- marks --- */

static void mark_walk(struct log_view *view, enum marking what, int64_t newest, int64_t oldest)
{
    log_marking_done(&view->marking);
    view->marking = (struct log_marking){what, newest == INT64_MAX ? newest : newest + 1, oldest, NULL};
    view->base.stale = true;
}

static int log_mark(struct view *base, const char *words, struct err *err)
{
    struct log_view *view = (struct log_view *)base;
    struct filter *filter;

    if (app_filter(base->scene->app, words, FILTER_LOG, &filter, err) < 0)
        return -1;
    if (words && !filter)
        return 0;
    mark_walk(view, MARKING_ALL, INT64_MAX, INT64_MIN);
    view->marking.filter = filter;
    return 0;
}

/* From where the range began to the selected entry, whichever is newer. */
static void end_range(struct log_view *view, int64_t id)
{
    int64_t from = view->marks.from;

    view->marks.from = 0;
    if (from == id)
        marks_add(&view->marks, id);
    else
        mark_walk(view, MARKING_RANGE, from > id ? from : id, from > id ? id : from);
}

static void mark_one(struct log_view *view, int64_t id)
{
    marks_toggle(&view->marks, id);
    log_move(view, (struct list_move){1, false});
}

static bool is_marked(const struct log_view *view, int64_t id)
{
    int64_t from = view->marks.from, to = selected_row(view)->line.id;
    bool inside = from != 0 && id >= (from < to ? from : to) && id <= (from < to ? to : from);

    return inside || marks_have(&view->marks, id);
}

/* The act on the selected entry, or on the marked ones, whose marks are done with then. */
static int load_act(struct log_view *view, struct effects *effects, struct err *err)
{
    const struct log_row *row = selected_row(view);
    bool many = view->base.many;
    enum action action = view->does;

    view->does = ACTION_NONE;
    if (!many && !row)
        return 0;
    int r = log_acts_do(view->base.scene, action, many ? view->marks.v : &row->line.id, many ? view->marks.n : 1, effects,
                        err);
    if (r == 0 && many && action != ACTION_COPY)
        marks_clear(&view->marks);
    return r;
}

static int load_marks(struct log_view *view, struct effects *effects, struct err *err)
{
    int r = log_marking_step(&view->marking, &view->marks, &view->rows, view->base.scene->app, err);

    if (r > 0) {
        marks_clear(&view->marks);
        effects_text(effects, EFFECT_COMPLAIN, marks_refusal());
    }
    /* What changed while it went on is shown now. */
    view->base.stale = view->marking.what == MARKING_NOTHING;
    return r < 0 ? -1 : 0;
}

/* Whether the window already holds what MOVE leads to. */
static bool holds(const struct log_view *view, struct list_move move)
{
    const struct listing *list = &view->list;
    int64_t top = list->top + (move.page ? move.rows : 0), selected = list->selected + move.rows;

    if (move.rows > 0)
        return view->rows.at_oldest || (selected < list->n && top + list->height <= list->n);
    return view->rows.at_newest || (selected >= 0 && top >= 0);
}

static void log_move(struct log_view *view, struct list_move move)
{
    if (holds(view, move)) {
        listing_move(&view->list, move);
        return;
    }
    view->wish = move;
    view->wishes = view->base.stale = true;
}

static int load_newest(struct log_view *view, struct err *err)
{
    int r = log_rows_newest(&view->rows, view->base.scene->app, view->list.height, err);

    view->list.selected = view->list.top = 0;
    return r;
}

/* Rows that came in above move the others down. */
static int load_fresher(struct log_view *view, int wanted, struct err *err)
{
    size_t before = view->rows.n;

    if (log_rows_fresher(&view->rows, view->base.scene->app, wanted, err) < 0)
        return -1;
    int64_t more = (int64_t)(view->rows.n - before);
    view->seeks = more == 0 && view->rows.looks_fresher;
    if (before > 0) {
        view->list.top += more;
        view->list.selected += more;
    }
    return 0;
}

/* Fetches what the wish needs and somewhat more, and goes there; or as near as what a filter found so far. */
static int load_wish(struct log_view *view, struct err *err)
{
    struct app *app = view->base.scene->app;
    int height = view->list.height;
    int64_t rows = view->wish.rows;
    int r;

    view->seeks = false;
    if (rows == LIST_FAR) {
        r = log_rows_oldest(&view->rows, app, height, view->total, err);
        view->seeks = view->rows.looks_fresher;
    } else if (rows == -(int64_t)LIST_FAR) {
        r = load_newest(view, err);
    } else if (rows > 0) {
        r = log_rows_older(&view->rows, app, (int)rows + height, err);
    } else {
        r = load_fresher(view, (int)-rows + height, err);
    }
    listing_resize(&view->list, (int64_t)view->rows.n, height);
    listing_move(&view->list, view->wish);
    return r;
}

/* A slice more of what a filter still looks for. At the oldest end the last row stays the selected one. */
static int load_more(struct log_view *view, struct err *err)
{
    int height = view->list.height;
    bool filling = view->rows.at_oldest && view->rows.n < (size_t)height;
    int r;

    if (looks_older(view)) {
        r = log_rows_older(&view->rows, view->base.scene->app, height - (int)(view->list.n - view->list.top), err);
    } else {
        r = load_fresher(view, filling ? height - (int)view->rows.n : height, err);
        view->seeks |= filling && view->rows.looks_fresher && view->rows.n < (size_t)height;
    }
    listing_resize(&view->list, (int64_t)view->rows.n, height);
    return r;
}

/* The rows around the entry ID, which is selected, FROM_TOP rows down. */
static int load_around(struct log_view *view, int64_t id, int64_t from_top, struct err *err)
{
    if (log_rows_around(&view->rows, view->base.scene->app, id, view->list.height, err) < 0)
        return -1;
    view->list.n = (int64_t)view->rows.n;
    view->seeks = view->rows.n == 0;
    for (size_t i = 0; i < view->rows.n; i++) {
        if (view->rows.v[i]->line.id != id)
            continue;
        view->list.top = (int64_t)i - from_top;
        listing_select(&view->list, (int64_t)i);
    }
    return 0;
}

/* The same rows again, as they are now. */
static int load_again(struct log_view *view, struct err *err)
{
    if (view->rows.n == 0 || (view->rows.at_newest && view->list.selected == 0))
        return load_newest(view, err);
    return load_around(view, selected_row(view)->line.id, view->list.selected - view->list.top, err);
}

static int load_anchor(struct log_view *view, struct err *err)
{
    int64_t id = view->anchor, newer = view_log_position(view->base.scene->app, view->rows.client, id);

    view->anchor = 0;
    if (load_around(view, id, view->list.height / 2, err) < 0)
        return -1;
    if (!view->rows.at_newest)
        view->rows.newer = newer - view->list.selected;
    return 0;
}

/* Memory does not grow with the way one has gone. */
static void trim(struct log_view *view)
{
    int64_t margin = 4 * (int64_t)view->list.height;
    int64_t first = view->list.top - margin, end = view->list.top + view->list.height + margin;

    if (first < 0)
        first = 0;
    if (first == 0 && end >= (int64_t)view->rows.n)
        return;
    log_rows_trim(&view->rows, (size_t)first, end < (int64_t)view->rows.n ? (size_t)end : view->rows.n);
    view->list.top -= first;
    view->list.selected -= first;
}

static int log_load(struct view *base, struct effects *effects, struct err *err)
{
    struct log_view *view = (struct log_view *)base;
    int r = 0;

    if (view->does != ACTION_NONE)
        return load_act(view, effects, err);
    if (view->marking.what != MARKING_NOTHING)
        return load_marks(view, effects, err);

    view->rows.client = view->everybody ? 0 : view->client;
    if (!view->everybody && view->client == 0) {
        log_rows_clear(&view->rows);
        view->rows.at_newest = view->rows.at_oldest = true;
        view->total = 0;
    } else {
        if (!view->wishes && !log_looks(base))
            view->total = view_log_count(base->scene->app, view->rows.client);
        if (view->anchor)
            r = load_anchor(view, err);
        else if (view->restart)
            r = load_newest(view, err);
        else if (log_looks(base) && !view->wishes)
            r = load_more(view, err);
        else
            r = view->wishes ? load_wish(view, err) : load_again(view, err);
        trim(view);
    }
    view->restart = view->wishes = false;
    listing_resize(&view->list, (int64_t)view->rows.n, view->list.height);
    return r;
}

static void log_init(struct view *base, const char *argument _unused_)
{
    restart((struct log_view *)base);
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
        log_filter(&view->base, NULL, NULL);
    } else if (view->everybody) {
        effects_add(effects, EFFECT_EVERYBODY);
    } else {
        effects_number(effects, EFFECT_FOCUS, 0);
    }
}

/* Until when is typed behind it. */
static void put_off(const struct log_row *row, struct effects *effects)
{
    _cleanup_free_ char *line = str_format("later %s ", row->line.ref);

    effects_open(effects, &view_command_ops, line);
}

/* False: it is no act of marking, nor one on what is marked. */
static bool mark_act(struct log_view *view, enum action action, struct effects *effects)
{
    const struct log_row *row = selected_row(view);

    switch ((int)action) {
    case ACTION_MARK:
        if (view->marks.from != 0)
            end_range(view, row->line.id);
        else
            mark_one(view, row->line.id);
        return true;
    case ACTION_MARK_RANGE:
        if (view->marks.from != 0)
            end_range(view, row->line.id);
        else
            view->marks.from = row->line.id;
        return true;
    case ACTION_MARK_INVERT:
        mark_walk(view, MARKING_INVERT, INT64_MAX, INT64_MIN);
        return true;
    case ACTION_LATER:
        put_off(row, effects);
        return true;
    case ACTION_NO_REPLY:
    case ACTION_REMOVE:
    case ACTION_COPY:
        view->does = action;
        view->base.stale = true;
        return true;
    default:
        return false;
    }
}

static void log_act(struct view *base, enum action action, struct effects *effects)
{
    struct log_view *view = (struct log_view *)base;
    const struct log_row *row = selected_row(view);
    struct list_move move;

    if (listing_movement(&view->list, action, &move)) {
        log_move(view, move);
        return;
    }
    if (row && mark_act(view, action, effects))
        return;
    switch ((int)action) {
    case ACTION_OPEN:
    case ACTION_EXPLAIN:
        if (row)
            effects_open(effects, action == ACTION_OPEN ? &view_entry_ops : &view_explain_ops, row->line.ref);
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

    log_move(view, (struct list_move){item - view->rows.newer - view->list.selected, false});
}

static unsigned log_has(const struct view *base)
{
    const struct log_view *view = (const struct log_view *)base;
    const struct log_row *row = selected_row(view);
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
                                                      : _("nothing in the log"));
    for (int64_t i = view->list.top; i < listing_end(&view->list); i++, at.y++) {
        log_columns_draw(&columns, base->scene, canvas, at, &view->rows.v[i]->line);
        if (is_marked(view, view->rows.v[i]->line.id))
            log_columns_mark(&columns, canvas, at);
        if (i != view->list.selected)
            continue;
        canvas_put(canvas, at.x, at.y, 1, STYLE_KEY, ">");
        if (focus) {
            canvas_select(canvas, at);
            canvas_set_cursor(canvas, at.x, at.y);
        }
    }
}

static const char *log_entry(const struct view *base)
{
    const struct log_row *row = selected_row((const struct log_view *)base);

    return row ? row->line.ref : NULL;
}

static void log_status(const struct view *base, struct str *to)
{
    const struct log_row *row = selected_row((const struct log_view *)base);

    if (row)
        log_line_sentence(base->scene, &row->line, to);
}

/* How far a filter has looked: a sign that it goes on. */
static void add_looking(const struct log_view *view, struct str *to)
{
    int64_t id = view->marking.what != MARKING_NOTHING ? view->marking.after
                 : looks_older(view)                    ? view->rows.below
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
    {ACTION_PANE_NEXT, ACTION_NONE, N_("pane")},      {ACTION_DOWN, ACTION_UP, N_("move")},
    {ACTION_OPEN, ACTION_NONE, N_("open")},           {ACTION_EXPLAIN, ACTION_NONE, N_("explain")},
    {ACTION_SEARCH, ACTION_NONE, N_("search")},       {ACTION_FILTER, ACTION_NONE, N_("filter")},
    {ACTION_EVERYBODY, ACTION_NONE, N_("everybody")}, {ACTION_COMMAND, ACTION_NONE, N_("command")},
    {ACTION_HELP, ACTION_NONE, N_("help")},           {ACTION_LEAVE, ACTION_NONE, N_("back")},
    {ACTION_QUIT, ACTION_NONE, N_("quit")},           {ACTION_NONE, ACTION_NONE, NULL},
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
    .client = log_view_show,
    .search = log_search,
    .searches = N_("subjects and texts: the beginnings of words"),
    .filter = log_filter,
    .filtered = log_filtered,
    .filters = FILTER_LOG,
    .mark = log_mark,
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
