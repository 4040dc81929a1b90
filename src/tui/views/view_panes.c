/* The panes of labelled lines: where each has its lines from. What takes longer than a key may wait is looked up in pauses. */
#include "about_view.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

static int boundaries_load(struct view *base, struct effects *effects, struct err *err)
{
    struct about_view *view = (struct about_view *)base;

    about_clear(view);
    return about_reload(view, view_boundaries(base->scene->app, view->client, about_add_row, view, err), effects, err);
}

static int facts_load(struct view *base, struct effects *effects, struct err *err)
{
    struct about_view *view = (struct about_view *)base;

    about_clear(view);
    view->wants = !about_decision_holds(view->known, view->client);
    return about_reload(view, view_facts(base->scene->app, view->client, view->known, about_add_row, view, err), effects, err);
}

/* --- what takes longer than a key may, in pauses --- */

static bool facts_look_on(const struct view *base)
{
    const struct about_view *view = (const struct about_view *)base;

    return view->client && view->wants;
}

/* 0: all is known. What was known of before stays until then. */
static int know_more(struct about_view *view, struct err *err)
{
    if (!about_decision_holds(view->known, view->client)) {
        about_decision_free(MEM_TAKE(view->known));
        int r = about_decision_new(view->base.scene->app, view->client, &view->known, err);
        return r < 0 ? -1 : r > 0 ? 0 : 1;
    }
    return about_decision_step(view->known, err);
}

static int facts_look(struct view *base, struct err *err)
{
    struct about_view *view = (struct about_view *)base;
    bool begins = !about_decision_holds(view->known, view->client);
    int r = know_more(view, err);

    if (r <= 0)
        view->wants = false;
    if (r < 0 || (r > 0 && !begins))
        return r < 0 ? -1 : 0;
    about_clear(view);
    r = view_facts(base->scene->app, view->client, view->known, about_add_row, view, err);
    about_fit_rows(view);
    return r;
}

enum { NEXT_MAX = 50 };

static int next_fill(struct about_view *view, struct err *err)
{
    about_clear(view);
    int r = view_next(view->base.scene->app, NEXT_MAX, view->all, about_add_row, view, err);
    if (view->n == 0)
        about_add_row(view, &(struct about_line){
                          .label = "", .text = _("Nothing is coming up."), .aside = "", .tone = ABOUT_QUIET});
    return r;
}

/* What decisions bring is looked up in a pause: first what can be said at once, later what was said last stands until then. */
static int next_load(struct view *base, struct effects *effects, struct err *err)
{
    struct about_view *view = (struct about_view *)base;
    int r = view->all ? 0 : next_fill(view, err);

    view->wants = true;
    return about_reload(view, r, effects, err);
}

static bool wants_more(const struct view *base)
{
    return ((const struct about_view *)base)->wants;
}

static int next_look(struct view *base, struct err *err)
{
    struct about_view *view = (struct about_view *)base;

    view->wants = false;
    view->all = true;
    int r = next_fill(view, err);
    about_fit_rows(view);
    return r;
}

static int numbers_load(struct view *base, struct effects *effects, struct err *err)
{
    struct about_view *view = (struct about_view *)base;

    about_clear(view);
    view->wants = !about_numbers_hold(view->numbers);
    return about_reload(view, view_numbers(base->scene->app, view->numbers, about_add_row, view, err), effects, err);
}

static int numbers_look(struct view *base, struct err *err)
{
    struct about_view *view = (struct about_view *)base;

    if (!view->numbers)
        view->numbers = about_numbers_new(base->scene->app);
    int r = about_numbers_step(view->numbers, err);
    if (r > 0)
        return 0;
    view->wants = false;
    if (r < 0)
        return -1;
    about_clear(view);
    r = view_numbers(base->scene->app, view->numbers, about_add_row, view, err);
    about_fit_rows(view);
    return r;
}

/* Labels to the left, figures to the right. */
static void numbers_draw(const struct view *base, struct canvas *canvas, struct area area, bool focus _unused_)
{
    const struct about_view *view = (const struct about_view *)base;
    int y = area.y;

    canvas_printf(canvas, area.x + 1, y++, area.w - 2, STYLE_COLUMN, _("LAST %d DAYS"), ABOUT_DAYS);
    for (size_t i = 0; i < view->n && y < area.y + area.h; i++, y++) {
        const struct about_row *row = &view->rows[i];
        canvas_put(canvas, area.x + 1, y, area.w - 2, STYLE_QUIET, row->label);
        canvas_put_right(canvas, area.x + 1, y, area.w - 2, about_style(row->tone), row->text);
    }
}

/* --- */

#define ABOUT_HINTS(more)                                                                                            \
    {ACTION_PANE_NEXT, ACTION_NONE, N_("pane")}, {ACTION_DOWN, ACTION_UP, N_("move")}, more                          \
        {ACTION_COMMAND, ACTION_NONE, N_("command")}, {ACTION_HELP, ACTION_NONE, N_("help")},                        \
        {ACTION_LEAVE, ACTION_NONE, N_("back")}, {ACTION_QUIT, ACTION_NONE, N_("quit")}, {ACTION_NONE, ACTION_NONE, NULL}
#define ENTRIES_HINTS {ACTION_OPEN, ACTION_NONE, N_("entries")}, {ACTION_EXPLAIN, ACTION_NONE, N_("explain")},
#define NEXT_HINTS    {ACTION_OPEN, ACTION_NONE, N_("to this client")}, {ACTION_EXPLAIN, ACTION_NONE, N_("explain")},
static const struct hint boundaries_hints[] = {
    {ACTION_PANE_NEXT, ACTION_NONE, N_("pane")}, {ACTION_DOWN, ACTION_UP, N_("move")}, ENTRIES_HINTS
    {ACTION_REMIND, ACTION_NONE, N_("remind")}, {ACTION_HELP, ACTION_NONE, N_("help")}, {ACTION_WAIVE, ACTION_NONE, N_("waive")},
    {ACTION_COMMAND, ACTION_NONE, N_("command")}, {ACTION_LEAVE, ACTION_NONE, N_("back")}, {ACTION_QUIT, ACTION_NONE, N_("quit")},
    {ACTION_NONE, ACTION_NONE, NULL},
};
static const struct hint about_hints[] = {ABOUT_HINTS(ENTRIES_HINTS)}, next_hints[] = {ABOUT_HINTS(NEXT_HINTS)};

#define ABOUT_OPS                                                                                                    \
    .reloads = CHANGE_ALL, .size = sizeof(struct about_view), .done = about_done, .resize = about_resize,            \
    .act = about_act, .has = about_has, .status = about_status, .items = about_items, .item_at = about_item_at,      \
    .select = about_select

const struct view_ops view_boundaries_ops = {
    ABOUT_OPS,
    .title = N_("Boundaries"),
    .tab = N_("Rules"),
    .where = IN_RULES,
    .hints = boundaries_hints,
    .load = boundaries_load,
    .draw = about_draw,
    .foot = about_foot,
    .heading = about_heading,
    .client = about_client,
};

const struct view_ops view_facts_ops = {
    ABOUT_OPS,
    .title = N_("Decide"),
    .where = IN_DECIDE,
    .hints = about_hints,
    .load = facts_load,
    .looks = facts_look_on,
    .look = facts_look,
    .pauses = true,
    .draw = about_draw,
    .foot = about_foot,
    .heading = about_heading,
    .client = about_client,
};

const struct view_ops view_next_ops = {
    ABOUT_OPS,
    .title = N_("Next"),
    .where = IN_NEXT,
    .hints = next_hints,
    .load = next_load,
    .looks = wants_more,
    .look = next_look,
    .pauses = true,
    .draw = about_draw,
    .foot = about_foot,
};

/* Only read: it has no frame and never the focus. */
const struct view_ops view_numbers_ops = {
    ABOUT_OPS,
    .title = N_("Figures"),
    .where = IN_NEXT,
    .hints = next_hints,
    .load = numbers_load,
    .looks = wants_more,
    .look = numbers_look,
    .pauses = true,
    .draw = numbers_draw,
};
