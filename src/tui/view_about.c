/* The panes about the selected client: the boundaries between us, and the facts to decide on. They differ in where the
 * lines come from. */
#include "listing.h"
#include "view.h"

#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/text.h"

struct about_row {
    char *label, *text, *aside;
};

struct about_view {
    struct view base;
    struct listing list;
    struct about_row *rows;
    size_t cap;
    int64_t client;
};

static void clear(struct about_view *view)
{
    for (int64_t i = 0; i < view->list.n; i++) {
        free(view->rows[i].label);
        free(view->rows[i].text);
        free(view->rows[i].aside);
    }
    view->list.n = 0;
}

static void about_done(struct view *base)
{
    struct about_view *view = (struct about_view *)base;

    clear(view);
    free(view->rows);
}

static void about_client(struct view *base, int64_t id, const char *name _unused_)
{
    struct about_view *view = (struct about_view *)base;

    base->stale |= id != view->client;
    view->client = id;
}

static int add_row(void *ctx, const struct about_line *line)
{
    struct about_view *view = ctx;
    size_t n = (size_t)view->list.n++;

    MEM_GROW(view->rows, n, view->cap);
    view->rows[n] = (struct about_row){mem_string(line->label), mem_string(line->text), mem_string(line->aside)};
    return 0;
}

static int about_load(struct view *base, struct effects *effects _unused_, struct err *err)
{
    struct about_view *view = (struct about_view *)base;
    struct app *app = base->scene->app;

    clear(view);
    int r = base->ops == &view_facts_ops ? view_facts(app, view->client, add_row, view, err)
                                         : view_boundaries(app, view->client, add_row, view, err);
    listing_resize(&view->list, view->list.n, base->height);
    return r;
}

static void about_resize(struct view *base)
{
    struct about_view *view = (struct about_view *)base;

    listing_resize(&view->list, view->list.n, base->height);
}

static void about_draw(const struct view *base, struct canvas *canvas, struct area area, bool focus)
{
    const struct about_view *view = (const struct about_view *)base;
    struct area at = {area.x, area.y, area.w, 1};

    if (focus)
        canvas_set_cursor(canvas, at.x, at.y);
    for (int64_t i = view->list.top; i < listing_end(&view->list); i++, at.y++) {
        canvas_put(canvas, at.x + 1, at.y, 14, STYLE_QUIET, view->rows[i].label);
        canvas_put(canvas, at.x + 16, at.y, at.w - 17, STYLE_TEXT, view->rows[i].text);
        if (i != view->list.selected || !focus)
            continue;
        canvas_select(canvas, at);
        canvas_set_cursor(canvas, at.x, at.y);
    }
}

static void about_act(struct view *base, enum action action, struct effects *effects)
{
    struct about_view *view = (struct about_view *)base;
    struct list_move move;

    if (listing_movement(&view->list, action, &move))
        listing_move(&view->list, move);
    else if (action == ACTION_BACK || action == ACTION_LEAVE)
        effects_number(effects, EFFECT_FOCUS, 0);
}

static const struct hint about_hints[] = {
    {ACTION_PANE_NEXT, ACTION_NONE, N_("pane")}, {ACTION_DOWN, ACTION_UP, N_("move")},
    {ACTION_COMMAND, ACTION_NONE, N_("command")}, {ACTION_HELP, ACTION_NONE, N_("help")},
    {ACTION_LEAVE, ACTION_NONE, N_("back")},     {ACTION_QUIT, ACTION_NONE, N_("quit")},
    {ACTION_NONE, ACTION_NONE, NULL},
};

const struct view_ops view_boundaries_ops = {
    .title = N_("Boundaries"),
    .tab = N_("Rules"),
    .where = IN_RULES,
    .reloads = CHANGE_ALL,
    .size = sizeof(struct about_view),
    .hints = about_hints,
    .done = about_done,
    .load = about_load,
    .resize = about_resize,
    .draw = about_draw,
    .act = about_act,
    .client = about_client,
};

const struct view_ops view_facts_ops = {
    .title = N_("Decide"),
    .where = IN_DECIDE,
    .reloads = CHANGE_ALL,
    .size = sizeof(struct about_view),
    .hints = about_hints,
    .done = about_done,
    .load = about_load,
    .resize = about_resize,
    .draw = about_draw,
    .act = about_act,
    .client = about_client,
};
