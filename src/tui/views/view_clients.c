/* The clients: who waits, until when, and how often which side crossed a line. Whoever waits longest comes
 * first. */
#include "clients_state.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/core/client.h"

#include <string.h>

static void choose(struct clients_view *view, struct effects *effects)
{
    const struct client_row *row = clients_selected(view);

    view->chosen = row ? row->id : 0;
    effects_client(effects, view->chosen, row ? clients_name(view, row) : NULL);
}

static int clients_mark(struct view *base, const char *words, struct err *err)
{
    struct clients_view *view = (struct clients_view *)base;
    struct filter *filter;

    if (app_filter(base->scene->app, words, FILTER_CLIENTS, &filter, err) < 0)
        return -1;
    if (words && !filter)
        return 0;
    filter_free(view->mark_those);
    view->mark_those = filter;
    view->marking = MARKING_ALL;
    view->whole = base->stale = true;
    return 0;
}

static int clients_load(struct view *base, struct effects *effects, struct err *err)
{
    struct clients_view *view = (struct clients_view *)base;
    int64_t row = view->list.selected;
    bool moved = row > 0 && row >= (int64_t)view->n; /* to a row that is not at hand: nobody knows whose it is */

    if (clients_keep_order(view, err) < 0)
        return -1;
    view->whole |= moved;
    int r = clients_load_rows(view, err);
    bool found = moved || clients_find(view, view->chosen);
    if (r >= 0 && !view->whole && ((view->chosen && !found) || !clients_have_rows(view))) {
        view->whole = true;
        r = clients_load_rows(view, err);
        clients_find(view, view->chosen);
    }
    if (moved)
        listing_select(&view->list, row);
    /* While nobody matches what is typed, the log stays as it was; where a filter lets nobody through, no pane goes on
     * showing whoever was chosen before, and who comes back with its end. */
    if (view->n > 0 || !(view->search || view->filter))
        choose(view, effects);
    else if (!view->search)
        effects_client(effects, 0, NULL);
    return r < 0 ? r : clients_load_acts(view, effects, err);
}

static void clients_done(struct view *base)
{
    struct clients_view *view = (struct clients_view *)base;

    free(view->rows);
    free(view->search);
    filter_free(view->filter);
    free(view->words);
    filter_free(view->mark_those);
    marks_done(&view->marks);
    str_done(&view->names);
}

/* Column headings where they do not cost a row that matters. */
static bool has_columns(const struct view *base)
{
    return base->height >= 12;
}

static void clients_resize(struct view *base)
{
    struct clients_view *view = (struct clients_view *)base;

    listing_resize(&view->list, view->list.n, base->height - has_columns(base));
    base->stale |= !clients_have_rows(view) || clients_have_room(base) != view->has_room;
}

static void clients_search(struct view *base, const char *words)
{
    struct clients_view *view = (struct clients_view *)base;

    if (str_equal(view->search, words))
        return;
    free(view->search);
    view->search = mem_string(words && *words ? words : NULL);
    base->stale = true;
}

static int clients_filter(struct view *base, const char *words, struct err *err)
{
    struct clients_view *view = (struct clients_view *)base;
    struct filter *filter;

    if (app_filter(base->scene->app, words, FILTER_CLIENTS, &filter, err) < 0)
        return -1;
    filter_free(view->filter);
    view->filter = filter;
    char *kept = filter ? mem_string(words) : NULL; /* WORDS may be what is freed */
    free(view->words);
    view->words = kept;
    base->stale = true;
    return 0;
}

static const char *clients_filtered(const struct view *base)
{
    return ((const struct clients_view *)base)->words;
}

static void clients_sort(struct clients_view *view, struct effects *effects)
{
    _cleanup_str_ struct str text = STR_INIT;

    view->order = (view->order + 1) % ORDERS_N;
    view->order_chosen = view->base.stale = true;
    str_printf(&text, _("Sorted by %s; s goes on."), words_client_order(view->order));
    effects_text(effects, EFFECT_SAY, str_text(&text));
}

static void clients_back(struct clients_view *view, enum action action, struct effects *effects)
{
    if (marks_clear(&view->marks))
        return;
    if (view->search)
        clients_search(&view->base, NULL);
    else if (view->words)
        clients_filter(&view->base, NULL, NULL);
    else if (action == ACTION_LEAVE)
        effects_add(effects, EFFECT_QUIT);
}

static void clients_move(struct clients_view *view, struct list_move by, struct effects *effects)
{
    struct view *base = &view->base;

    listing_move(&view->list, by);
    base->stale |= !clients_have_rows(view);
    if (!base->stale && clients_selected(view) && clients_selected(view)->id != view->chosen)
        choose(view, effects);
}

void clients_view_select(struct view *base, int64_t id)
{
    struct clients_view *view = (struct clients_view *)base;

    view->chosen = id;
    base->stale = true;
}

/* Whoever is to be seen must be listed. */
void clients_view_show(struct view *base, int64_t id)
{
    clients_search(base, NULL);
    clients_filter(base, NULL, NULL);
    clients_view_select(base, id);
}

static void mark_many(struct clients_view *view, enum marking marking)
{
    view->marking = marking;
    view->whole = view->base.stale = true;
}

/* False: it is no act of marking, nor one on what is marked. */
static bool mark_act(struct clients_view *view, enum action action, struct effects *effects)
{
    const struct client_row *row = clients_selected(view);

    switch ((int)action) {
    case ACTION_MARK:
    case ACTION_MARK_RANGE:
        if (view->marks.from != 0) {
            mark_many(view, MARKING_RANGE);
        } else if (action == ACTION_MARK_RANGE) {
            view->marks.from = row->id;
        } else {
            marks_toggle(&view->marks, row->id);
            clients_move(view, (struct list_move){1, false}, effects);
        }
        return true;
    case ACTION_MARK_INVERT:
        mark_many(view, MARKING_INVERT);
        return true;
    case ACTION_LATER:
        view->puts_off = view->base.stale = true;
        return true;
    case ACTION_SEQUENCE:
        view->says_farewell = view->base.stale = true;
        return true;
    case ACTION_REMOVE:
        view->removes = view->base.stale = true;
        return true;
    case ACTION_COPY:
        clients_copy(view, view->base.many, effects);
        return true;
    default:
        return false;
    }
}

static void clients_act(struct view *base, enum action action, struct effects *effects)
{
    struct clients_view *view = (struct clients_view *)base;
    struct list_move by;

    if (listing_movement(&view->list, action, &by)) {
        clients_move(view, by, effects);
        return;
    }
    if (clients_selected(view) && mark_act(view, action, effects))
        return;
    switch ((int)action) {
    case ACTION_OPEN:
        effects_number(effects, EFFECT_FOCUS, 1);
        break;
    case ACTION_EXPLAIN:
        if (client_row_waits(clients_selected(view)))
            view->explains = base->stale = true;
        else
            effects_open(effects, &view_explain_ops, NULL);
        break;
    case ACTION_SORT:
        clients_sort(view, effects);
        break;
    case ACTION_BACK:
    case ACTION_LEAVE:
        clients_back(view, action, effects);
        break;
    }
}

static int64_t clients_items(const struct view *base, int64_t *ret_selected)
{
    const struct clients_view *view = (const struct clients_view *)base;

    *ret_selected = view->n > 0 ? view->list.selected : -1;
    return view->all.listed;
}

static int64_t clients_item_at(const struct view *base, int y)
{
    const struct clients_view *view = (const struct clients_view *)base;
    int64_t line = view->list.top + y - has_columns(base), item = listing_row(&view->list, line, NULL);

    return line >= view->list.top && item < listing_end(&view->list) && item < (int64_t)view->n ? item : -1;
}

static void clients_select(struct view *base, int64_t item, struct effects *effects)
{
    struct clients_view *view = (struct clients_view *)base;

    clients_move(view, (struct list_move){item - view->list.selected, false}, effects);
}

static unsigned clients_has(const struct view *base)
{
    const struct clients_view *view = (const struct clients_view *)base;
    const struct client_row *row = clients_selected(view);
    unsigned has = (view->search ? NEED_SEARCH : 0) | (view->words ? NEED_FILTER : 0);

    return has | (row ? NEED_ROW : 0) | (view->marks.n > 0 ? NEED_MARKS : 0);
}

/* Why there is nobody to be seen. */
static const char *nobody(const struct clients_view *view)
{
    if (view->words)
        return _("nobody fits the filter");
    return view->search ? _("nobody of that name") : _("nobody yet: F2 begins");
}

static void draw_row(const struct clients_view *view, struct canvas *canvas, struct area at, int64_t i, bool focus)
{
    const struct client_row *row = &view->rows[i];

    client_columns_draw(view->base.scene, canvas, at, row, clients_name(view, row), clients_short(view, row));
    if (clients_marked(view, i))
        canvas_put(canvas, at.x + 2, at.y, 1, STYLE_KEY, "+");
    if (i == view->list.selected)
        canvas_point(canvas, at, focus);
}

static void draw_line(const struct clients_view *view, struct canvas *canvas, struct area at, int64_t line, bool focus)
{
    int heading = 0;
    int64_t row = listing_row(&view->list, line, &heading);
    enum client_section section = view->sections[heading];

    if (row < 0)
        client_columns_section(canvas, at, section, view->all.of[section]);
    else if (row < (int64_t)view->n)
        draw_row(view, canvas, at, row, focus);
}

static bool clients_place(const struct view *base, struct list_place *ret)
{
    const struct clients_view *view = (const struct clients_view *)base;

    *ret = (struct list_place){view->list.top, listing_line(&view->list, view->list.selected)};
    return view->n > 0 && view->marks.from == 0; /* a range has as many lines as it has */
}

static void clients_draw_line(const struct view *base, struct canvas *canvas, struct area area, int64_t line, bool focus)
{
    const struct clients_view *view = (const struct clients_view *)base;
    struct area at = {area.x, area.y + has_columns(base) + (int)(line - view->list.top), area.w, 1};

    if (line < view->list.top || at.y >= area.y + area.h)
        return;
    canvas_fill(canvas, at, STYLE_TEXT);
    draw_line(view, canvas, at, line, focus);
}

static void clients_draw(const struct view *base, struct canvas *canvas, struct area area, bool focus)
{
    const struct clients_view *view = (const struct clients_view *)base;
    struct area at = {area.x, area.y, area.w, 1};

    if (has_columns(base)) {
        client_columns_head(canvas, at);
        at.y++;
    }
    if (view->n == 0)
        canvas_put(canvas, at.x + 3, at.y, at.w - 3, STYLE_QUIET, nobody(view));
    int64_t end = view->list.n + view->list.n_headings;
    for (int64_t line = view->list.top; line < end && at.y < area.y + area.h; line++, at.y++)
        draw_line(view, canvas, at, line, focus);
}

static void clients_status(const struct view *base, struct str *to)
{
    const struct clients_view *view = (const struct clients_view *)base;
    const struct client_row *row = clients_selected(view);

    if (!row)
        return;
    if (base->scene->default_hours && row->question == QUESTION_NONE && !row->invoice_overdue)
        str_add(to, _("Default hours: Mon-Fri 09:00-18:00; :start leads to the page that sets yours."));
    else
        clients_sentence(view, row, to);
}

static void _printf_(2, 3) add_part(struct str *to, const char *fmt, ...)
{
    va_list ap;

    str_add(to, to->len > 0 ? "  " : "");
    va_start(ap, fmt);
    str_vprintf(to, fmt, ap);
    va_end(ap);
}

/* A prospect who waits must not be overlooked because there are many clients. */
static void add_below(const struct clients_view *view, enum client_section section, struct str *to)
{
    int64_t n = view->all.of[section], waiting = view->all.waiting[section];
    int64_t first = view->all.of[SECTION_CLIENTS];

    if (n == 0 || listing_line(&view->list, first) < view->list.top + view->list.height)
        return;
    if (waiting > 0)
        add_part(to, P_("%lld prospect waits", "%lld prospects wait", waiting), (long long)waiting);
    else
        add_part(to, P_("%lld prospect", "%lld prospects", n), (long long)n);
}

/* Where the selection stands in its section. */
static void add_place(const struct clients_view *view, struct str *to)
{
    int64_t row = view->list.selected;
    int section = 0;

    while (section < SECTION_ENDED && row >= view->all.of[section])
        row -= view->all.of[section++];
    str_printf(to, "%lld/%lld", (long long)row + 1, (long long)view->all.of[section]);
}

static void clients_foot(const struct view *base, struct str *left, struct str *right)
{
    const struct clients_view *view = (const struct clients_view *)base;

    marks_foot(&view->marks, left);
    if (view->search)
        add_part(left, "/%s", view->search);
    if (view->words)
        add_part(left, "f %s", view->words);
    if (view->order != ORDER_ATTENTION)
        add_part(left, _("s by %s"), words_client_order(view->order));
    bool all = left->len == 0;
    add_below(view, SECTION_PROSPECTS, left);
    if (all && view->all.ended > 0)
        add_part(left, _("ended %lld"), (long long)view->all.ended);
    if (all && view->all.members > 0)
        add_part(left, _("in groups %lld"), (long long)view->all.members);
    if (view->n > 0)
        add_place(view, right);
}

static void clients_heading(const struct view *base, struct str *to)
{
    str_printf(to, " %lld", (long long)((const struct clients_view *)base)->all.of[SECTION_CLIENTS]);
}

static const struct hint clients_hints[] = {
    {ACTION_PANE_NEXT, ACTION_NONE, N_("pane"), NULL},
    {ACTION_DOWN, ACTION_UP, N_("move"), NULL},
    {ACTION_OPEN, ACTION_NONE, N_("open"), NULL},
    {ACTION_ADD, ACTION_NONE, N_("add"), NULL},
    {ACTION_DECIDE, ACTION_NONE, N_("decide"), NULL},
    {ACTION_NONE, ACTION_NONE, N_("undo"), "undo"},
    {ACTION_TRIAGE, ACTION_NONE, N_("triage"), NULL},
    {ACTION_EXPLAIN, ACTION_NONE, N_("explain"), NULL},
    {ACTION_QUEUE, ACTION_NONE, N_("today"), NULL},
    {ACTION_SEARCH, ACTION_NONE, N_("search"), NULL},
    {ACTION_FILTER, ACTION_NONE, N_("filter"), NULL},
    {ACTION_SORT, ACTION_NONE, N_("sort"), NULL},
    {ACTION_EVERYBODY, ACTION_NONE, N_("everybody"), NULL},
    {ACTION_COMMAND, ACTION_NONE, N_("command"), NULL},
    {ACTION_HELP, ACTION_NONE, N_("help"), NULL},
    {ACTION_LEAVE, ACTION_NONE, N_("quit"), NULL},
    {ACTION_NONE, ACTION_NONE, NULL, NULL},
};

const struct view_ops view_clients_ops = {
    .title = N_("Clients"),
    .where = IN_CLIENTS,
    .reloads = CHANGE_ALL,
    .size = sizeof(struct clients_view),
    .hints = clients_hints,
    .done = clients_done,
    .load = clients_load,
    .resize = clients_resize,
    .draw = clients_draw,
    .place = clients_place,
    .draw_line = clients_draw_line,
    .act = clients_act,
    .search = clients_search,
    .searches = N_("names of clients: the beginnings of their words"),
    .filter = clients_filter,
    .filtered = clients_filtered,
    .filters = FILTER_CLIENTS,
    .mark = clients_mark,
    .has = clients_has,
    .status = clients_status,
    .foot = clients_foot,
    .heading = clients_heading,
    .items = clients_items,
    .item_at = clients_item_at,
    .select = clients_select,
};
