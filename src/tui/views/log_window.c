/* Which rows of the log are at hand, and how one moves over them. */
#include "log_inside.h"

bool log_window_looks_older(const struct log_view *view)
{
    return view->rows.looks_older && view->list.n - view->list.top < view->list.height;
}

static bool looks_fresher(const struct log_view *view)
{
    return view->rows.looks_fresher && view->seeks;
}

bool log_looks(const struct view *base)
{
    const struct log_view *view = (const struct log_view *)base;

    return log_window_looks_older(view) || looks_fresher(view) || view->marking.what != MARKING_NOTHING;
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

void log_window_move(struct log_view *view, struct list_move move)
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

    if (log_window_looks_older(view)) {
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
    return load_around(view, log_selected(view)->line.id, view->list.selected - view->list.top, err);
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

/* The rows that are wanted now, as they are now. */
static int load_wanted(struct log_view *view, struct err *err)
{
    if (view->anchor)
        return load_anchor(view, err);
    if (view->restart)
        return load_newest(view, err);
    if (view->wishes)
        return load_wish(view, err);
    return log_looks(&view->base) ? load_more(view, err) : load_again(view, err);
}

int log_window_load(struct log_view *view, struct err *err)
{
    int r = 0;

    view->rows.client = view->everybody ? 0 : view->client;
    if (!view->everybody && view->client == 0) {
        log_rows_clear(&view->rows);
        view->rows.at_newest = view->rows.at_oldest = true;
        view->total = 0;
    } else {
        if (!view->wishes && !log_looks(&view->base))
            view->total = view_log_count(view->base.scene->app, view->rows.client);
        r = load_wanted(view, err);
        trim(view);
    }
    view->restart = view->wishes = false;
    listing_resize(&view->list, (int64_t)view->rows.n, view->list.height);
    return r;
}
