/* Marks in the log, and acts on the selected entry or on all that are marked. */
#include "log_acts.h"
#include "log_inside.h"

static void mark_walk(struct log_view *view, enum marking what, int64_t newest, int64_t oldest)
{
    log_marking_done(&view->marking);
    view->marking = (struct log_marking){what, newest == INT64_MAX ? newest : newest + 1, oldest, NULL};
    view->base.stale = true;
}

int log_mark(struct view *base, const char *words, struct err *err)
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
    log_window_move(view, (struct list_move){1, false});
}

bool log_is_marked(const struct log_view *view, int64_t id)
{
    int64_t from = view->marks.from, to = log_selected(view)->line.id;
    bool inside = from != 0 && id >= (from < to ? from : to) && id <= (from < to ? to : from);

    return inside || marks_have(&view->marks, id);
}

/* The act on the selected entry, or on the marked ones, which stay marked where it is refused. */
int log_load_act(struct log_view *view, struct effects *effects, struct err *err)
{
    const struct log_row *row = log_selected(view);
    bool many = view->base.many;
    enum action action = view->does;

    view->does = ACTION_NONE;
    if (!many && !row)
        return 0;
    return log_acts_do(view->base.scene, action, many, many ? view->marks.v : &row->line.id, many ? view->marks.n : 1,
                       effects, err);
}

void log_unmark(struct view *base)
{
    marks_clear(&((struct log_view *)base)->marks);
}

int log_load_marks(struct log_view *view, struct effects *effects, struct err *err)
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

bool log_mark_act(struct log_view *view, enum action action)
{
    const struct log_row *row = log_selected(view);

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
    case ACTION_NO_REPLY:
    case ACTION_REMOVE:
    case ACTION_COPY:
    case ACTION_REMIND:
    case ACTION_WAIVE:
    case ACTION_SIGN:
        view->does = action;
        view->base.stale = true;
        return true;
    default:
        return false;
    }
}
