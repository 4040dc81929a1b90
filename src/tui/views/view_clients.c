/* The clients: who waits, until when, and how often which side crossed a line. Whoever waits longest comes
 * first. */
#include "client_columns.h"
#include "clients_view.h"
#include "client_marks.h"
#include "listing.h"

#include "paletti/app/settings.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/core/client.h"

#include <string.h>

struct clients_view {
    struct view base;
    struct listing list;
    struct client_row *rows; /* the first N of all there are */
    size_t n, cap;
    bool whole; /* all are wanted: somebody went beyond the first screen */
    struct attention all;
    struct str names;
    int64_t chosen; /* id of the selected client, 0: none */
    char *search;   /* or NULL */
    struct filter *filter; /* owned, or NULL */
    char *words;           /* of the filter, or NULL */
    enum client_order order;
    struct marks marks;
    enum marking marking;      /* of many rows: load does it */
    struct filter *mark_those; /* owned: what fits it is marked; NULL: all that are listed */
    bool removes;              /* all marked ones: load finds their refs */
    bool puts_off;             /* the selected one: load finds its ref */
    bool order_known;  /* it was looked up how this file's list is sorted, */
    bool order_chosen; /* and now it is to be kept */
    bool explains;  /* the open question of the selected client is to be explained: load finds it */
};

static int add_row(void *ctx, const struct attention_line *line)
{
    struct clients_view *view = ctx;

    MEM_GROW(view->rows, view->n, view->cap);
    view->rows[view->n++] = (struct client_row){
        .id = line->id,
        .due = line->due,
        .client_breaches = line->client_breaches,
        .my_breaches = line->my_breaches,
        .name = view->names.len,
        .state = line->state,
        .question = (uint8_t)line->question,
        .invoice_overdue = line->invoice_overdue,
        .overdue_since = line->overdue_since,
        .often = (uint16_t)line->often,
        .often_n = line->often_n,
        .later = line->later,
    };
    str_add_n(&view->names, line->name, strlen(line->name) + 1);
    return 0;
}

static const struct client_row *selected_row(const struct clients_view *view)
{
    return view->list.selected < (int64_t)view->n ? &view->rows[view->list.selected] : NULL;
}

static const char *row_name(const struct clients_view *view, const struct client_row *row)
{
    return str_text(&view->names) + row->name;
}

static bool waits(const struct client_row *row)
{
    return row && (row->question == QUESTION_WAITING || row->question == QUESTION_OVERDUE);
}

static void choose(struct clients_view *view, struct effects *effects)
{
    const struct client_row *row = selected_row(view);

    view->chosen = row ? row->id : 0;
    effects_client(effects, view->chosen, row ? row_name(view, row) : NULL);
}

/* The open question among some lines of a log. */
struct question {
    char *ref; /* owned, or NULL */
    int64_t last;
    int seen;
};

static int find_question(void *ctx, const struct log_line *line)
{
    struct question *question = ctx;

    question->last = line->id;
    question->seen++;
    if (!question->ref && (line->question == QUESTION_WAITING || line->question == QUESTION_OVERDUE))
        question->ref = mem_string(line->ref);
    return question->ref != NULL;
}

/* Looks for the client's open question from the newest entry on, and opens its explanation. */
static int explain(struct clients_view *view, struct effects *effects, struct err *err)
{
    enum { PAGE = 50 };
    struct question question = {.last = INT64_MAX};
    int r;

    do {
        question.seen = 0;
        r = view_log(view->base.scene->app, view->chosen, NULL, question.last, false, PAGE, find_question,
                     &question, err);
    } while (r >= 0 && !question.ref && question.seen == PAGE);
    if (question.ref)
        effects_open(effects, &view_explain_ops, question.ref);
    free(question.ref);
    return r < 0 ? r : 0;
}

static int load_rows(struct clients_view *view, struct err *err)
{
    int limit = view->whole ? 0 : view->list.height;
    const struct client_query query = {view->search, view->filter, view->order, limit};

    view->n = 0;
    str_clear(&view->names);
    int r = view_list(view->base.scene->app, &query, add_row, view, &view->all, err);
    listing_resize(&view->list, r < 0 ? (int64_t)view->n : view->all.listed, view->list.height);
    return r;
}

/* Selects the client called ID again, wherever the new order puts them. */
static bool find_chosen(struct clients_view *view, int64_t id)
{
    int64_t row = client_rows_find(view->rows, view->n, id);

    if (row >= 0)
        listing_select(&view->list, row);
    return row >= 0;
}

/* Whether the rows on the screen are among those loaded. */
static bool has_rows(const struct clients_view *view)
{
    return listing_end(&view->list) <= (int64_t)view->n;
}

static const char order_setting[] = "sort.clients";

/* How the list was sorted last stays with the file. Who writes it meanwhile is not waited for: it is a habit, no more. */
static int keep_order(struct clients_view *view, struct err *err)
{
    struct app *app = view->base.scene->app;
    _cleanup_free_ char *name = NULL;
    int r = 0;

    if (view->order_chosen)
        r = app_set_setting(app, order_setting, client_order_names[view->order], false, err);
    else if (!view->order_known)
        r = app_setting(app, order_setting, &name, err);
    for (int i = 0; name && client_order_names[i]; i++)
        if (str_equal(client_order_names[i], name))
            view->order = (enum client_order)i;
    view->order_known = true;
    view->order_chosen = false;
    return r < 0 ? -1 : 0;
}

/* --- marks, and acts on what is marked --- */

static int load_marks(struct clients_view *view, struct effects *effects, struct err *err)
{
    enum marking marking = view->marking;
    int r = 0;

    view->marking = MARKING_NOTHING;
    if (view->mark_those) {
        r = client_marks_fitting(&view->marks, view->base.scene->app, view->mark_those, err);
        filter_free(MEM_TAKE(view->mark_those));
    } else if (marking != MARKING_NOTHING) {
        r = !client_marks_apply(&view->marks, marking, view->rows, view->n, view->list.selected);
    }
    if (r > 0) {
        marks_clear(&view->marks);
        effects_text(effects, EFFECT_COMPLAIN, marks_refusal());
    }
    return r < 0 ? -1 : 0;
}

static int add_ref(void *ctx, const char *ref, const char *name _unused_)
{
    str_printf(ctx, " %s", ref);
    return 0;
}

static int load_removal(struct clients_view *view, struct effects *effects, struct err *err)
{
    _cleanup_str_ struct str line = STR_INIT;
    const struct client_row *row = selected_row(view);
    bool many = view->base.many;
    int r = 0;

    view->removes = false;
    if (!many && !row)
        return 0;
    str_add(&line, "remove");
    for (size_t i = 0; i < (many ? view->marks.n : 1) && r >= 0; i++)
        r = view_client(view->base.scene->app, many ? view->marks.v[i] : row->id, add_ref, &line, err);
    if (r >= 0)
        effects_text(effects, EFFECT_DO, str_text(&line));
    return r < 0 ? -1 : 0;
}

/* Until when is typed behind it. */
static int load_later(struct clients_view *view, struct effects *effects, struct err *err)
{
    _cleanup_str_ struct str line = STR_INIT;
    const struct client_row *row = selected_row(view);

    view->puts_off = false;
    str_add(&line, "later");
    int r = row ? view_client(view->base.scene->app, row->id, add_ref, &line, err) : 1;
    str_add_char(&line, ' ');
    if (r == 0)
        effects_open(effects, &view_command_ops, str_text(&line));
    return r < 0 ? -1 : 0;
}

static void row_sentence(const struct view *base, const struct client_row *row, const char *name, struct str *to);

/* A line for each of the clients. */
static void copy_rows(struct clients_view *view, bool many, struct effects *effects)
{
    _cleanup_str_ struct str text = STR_INIT;

    for (size_t i = 0; i < view->n; i++) {
        bool meant = many ? marks_have(&view->marks, view->rows[i].id) : (int64_t)i == view->list.selected;
        if (!meant)
            continue;
        if (text.len > 0)
            str_add_char(&text, '\n');
        row_sentence(&view->base, &view->rows[i], row_name(view, &view->rows[i]), &text);
    }
    effects_text(effects, EFFECT_COPY, str_text(&text));
}

static bool is_marked(const struct clients_view *view, int64_t row)
{
    int64_t from = view->marks.from ? client_rows_find(view->rows, view->n, view->marks.from) : -1;
    int64_t to = view->list.selected;
    bool inside = from >= 0 && row >= (from < to ? from : to) && row <= (from < to ? to : from);

    return inside || marks_have(&view->marks, view->rows[row].id);
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
    bool moved = !has_rows(view);

    if (keep_order(view, err) < 0)
        return -1;
    view->whole |= moved;
    int r = load_rows(view, err);
    bool found = moved || find_chosen(view, view->chosen);
    if (r >= 0 && !view->whole && ((view->chosen && !found) || !has_rows(view))) {
        view->whole = true;
        r = load_rows(view, err);
        find_chosen(view, view->chosen);
    }
    if (moved)
        listing_select(&view->list, row);
    /* While nobody matches, the log stays as it was. */
    if (view->n > 0 || !(view->search || view->filter))
        choose(view, effects);
    if (r >= 0)
        r = load_marks(view, effects, err);
    if (r >= 0 && view->puts_off)
        r = load_later(view, effects, err);
    if (r >= 0 && view->removes)
        r = load_removal(view, effects, err);
    if (r >= 0 && view->explains)
        r = explain(view, effects, err);
    view->explains = false;
    return r;
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
    base->stale |= !has_rows(view);
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
    base->stale |= !has_rows(view);
    if (!base->stale && selected_row(view) && selected_row(view)->id != view->chosen)
        choose(view, effects);
}

void clients_view_select(struct view *base, int64_t id)
{
    struct clients_view *view = (struct clients_view *)base;

    view->chosen = id;
    base->stale = true;
}

static void mark_many(struct clients_view *view, enum marking marking)
{
    view->marking = marking;
    view->whole = view->base.stale = true;
}

/* False: it is no act of marking, nor one on what is marked. */
static bool mark_act(struct clients_view *view, enum action action, struct effects *effects)
{
    const struct client_row *row = selected_row(view);

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
    case ACTION_REMOVE:
        view->removes = view->base.stale = true;
        return true;
    case ACTION_COPY:
        copy_rows(view, view->base.many, effects);
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
    if (selected_row(view) && mark_act(view, action, effects))
        return;
    switch ((int)action) {
    case ACTION_OPEN:
        effects_number(effects, EFFECT_FOCUS, 1);
        break;
    case ACTION_EXPLAIN:
        if (waits(selected_row(view)))
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
    int64_t item = view->list.top + y - has_columns(base);

    return item >= view->list.top && item < listing_end(&view->list) && item < (int64_t)view->n ? item : -1;
}

static void clients_select(struct view *base, int64_t item, struct effects *effects)
{
    struct clients_view *view = (struct clients_view *)base;

    clients_move(view, (struct list_move){item - view->list.selected, false}, effects);
}

static unsigned clients_has(const struct view *base)
{
    const struct clients_view *view = (const struct clients_view *)base;
    const struct client_row *row = selected_row(view);
    unsigned has = (view->search ? NEED_SEARCH : 0) | (view->words ? NEED_FILTER : 0);

    return has | (row ? NEED_ROW : 0) | (view->marks.n > 0 ? NEED_MARKS : 0);
}

/* Why there is nobody to be seen. */
static const char *nobody(const struct clients_view *view)
{
    if (view->words)
        return _("nobody fits the filter");
    return view->search ? _("nobody of that name") : _("nobody yet: F2, first steps");
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
    for (int64_t i = view->list.top; i < listing_end(&view->list) && i < (int64_t)view->n; i++, at.y++) {
        client_columns_draw(base->scene, canvas, at, &view->rows[i], row_name(view, &view->rows[i]));
        if (is_marked(view, i))
            canvas_put(canvas, at.x + 2, at.y, 1, STYLE_KEY, "+");
        if (i != view->list.selected)
            continue;
        canvas_put(canvas, at.x, at.y, 1, STYLE_KEY, ">");
        if (focus) {
            canvas_select(canvas, at);
            canvas_set_cursor(canvas, at.x, at.y);
        }
    }
}

static void row_sentence(const struct view *base, const struct client_row *row, const char *name, struct str *to)
{
    _cleanup_str_ struct str when = STR_INIT, ago = STR_INIT;

    if (row->question == QUESTION_WAITING) {
        stamp_due(base->scene, &when, row->due, true);
        str_printf(to, _("%s waits for your answer; on time until %s."), name, str_text(&when));
    } else if (row->question == QUESTION_OVERDUE) {
        stamp_full(base->scene, &when, row->due);
        stamp_ago(base->scene, &ago, row->due);
        str_printf(to, _("%s still waits: it was due %s, %s ago."), name, str_text(&when),
                   str_text(&ago));
    } else {
        str_printf(to, _("%s waits for nothing."), name);
    }
    if (row->invoice_overdue)
        str_add(to, _(" An invoice is overdue."));
    if (row->client_breaches + row->my_breaches > 0)
        str_printf(to, _(" Lines crossed: they %lld, you %lld."), (long long)row->client_breaches,
                   (long long)row->my_breaches);
}

static void clients_status(const struct view *base, struct str *to)
{
    const struct clients_view *view = (const struct clients_view *)base;
    const struct client_row *row = selected_row(view);

    if (!row)
        return;
    if (base->scene->default_hours && row->question == QUESTION_NONE && !row->invoice_overdue)
        str_add(to, _("Default hours: Mon-Fri 09:00-18:00; :start leads to the page that sets yours."));
    else
        row_sentence(base, row, row_name(view, row), to);
}

static void _printf_(2, 3) add_part(struct str *to, const char *fmt, ...)
{
    va_list ap;

    str_add(to, to->len > 0 ? "  " : "");
    va_start(ap, fmt);
    str_vprintf(to, fmt, ap);
    va_end(ap);
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
    if (all && view->all.ended > 0)
        add_part(left, _("ended %lld"), (long long)view->all.ended);
    if (all && view->all.members > 0)
        add_part(left, _("members %lld"), (long long)view->all.members);
    if (view->n > 0)
        str_printf(right, "%lld/%lld", (long long)view->list.selected + 1, (long long)view->all.listed);
}

static void clients_heading(const struct view *base, struct str *to)
{
    str_printf(to, " %lld", (long long)((const struct clients_view *)base)->all.listed);
}

static const struct hint clients_hints[] = {
    {ACTION_PANE_NEXT, ACTION_NONE, N_("pane")},  {ACTION_DOWN, ACTION_UP, N_("move")},
    {ACTION_OPEN, ACTION_NONE, N_("open")},       {ACTION_SEARCH, ACTION_NONE, N_("search")},
    {ACTION_FILTER, ACTION_NONE, N_("filter")},
    {ACTION_EXPLAIN, ACTION_NONE, N_("explain")}, {ACTION_SORT, ACTION_NONE, N_("sort")},
    {ACTION_EVERYBODY, ACTION_NONE, N_("everybody")},
    {ACTION_COMMAND, ACTION_NONE, N_("command")}, {ACTION_HELP, ACTION_NONE, N_("help")},
    {ACTION_LEAVE, ACTION_NONE, N_("quit")},      {ACTION_NONE, ACTION_NONE, NULL},
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
