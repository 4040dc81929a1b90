/* Why a due is where it is, and which lines were crossed: what the engine says, step by step. */
#include "scroll.h"
#include "view.h"

#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

struct explain_view {
    struct view base;
    char *ref;
    struct scroll scroll;
};

static void explain_init(struct view *base, const char *argument)
{
    ((struct explain_view *)base)->ref = mem_string(argument);
}

static void explain_done(struct view *base)
{
    struct explain_view *view = (struct explain_view *)base;

    free(view->ref);
    scroll_done(&view->scroll);
}

static int add_line(void *ctx, const char *line)
{
    scroll_add(ctx, line);
    return 0;
}

static int explain_load(struct view *base, struct effects *effects _unused_, struct err *err)
{
    struct explain_view *view = (struct explain_view *)base;

    str_clear(&view->scroll.text);
    int r = view_explain(base->scene->app, view->ref, add_line, &view->scroll, err);
    scroll_resize(&view->scroll, base->w, base->height);
    return r < 0 ? r : 0;
}

static void explain_resize(struct view *base)
{
    scroll_resize(&((struct explain_view *)base)->scroll, base->w, base->height);
}

static void explain_draw(const struct view *base, struct canvas *canvas, struct area area, bool focus)
{
    scroll_draw(&((const struct explain_view *)base)->scroll, canvas, area, focus);
}

static void explain_act(struct view *base, enum action action, struct effects *effects)
{
    if (scroll_act(&((struct explain_view *)base)->scroll, action))
        return;
    if (action == ACTION_BACK || action == ACTION_LEAVE)
        effects_add(effects, EFFECT_CLOSE);
}

static void explain_foot(const struct view *base, struct str *left _unused_, struct str *right)
{
    scroll_position(&((const struct explain_view *)base)->scroll, right);
}

static void explain_extent(const struct view *base, int *ret_w, int *ret_h)
{
    scroll_extent(&((const struct explain_view *)base)->scroll, ret_w, ret_h);
}

static const struct hint explain_hints[] = {
    {ACTION_DOWN, ACTION_UP, N_("scroll")},
    {ACTION_LEAVE, ACTION_NONE, N_("back")},
    {ACTION_QUIT, ACTION_NONE, N_("quit")},
    {ACTION_NONE, ACTION_NONE, NULL},
};

const struct view_ops view_explain_ops = {
    .title = N_("Why"),
    .where = IN_TEXT,
    .reloads = CHANGE_LOG | CHANGE_RULES | CHANGE_MONEY | CHANGE_CLIENTS,
    .size = sizeof(struct explain_view),
    .hints = explain_hints,
    .init = explain_init,
    .done = explain_done,
    .load = explain_load,
    .resize = explain_resize,
    .draw = explain_draw,
    .act = explain_act,
    .foot = explain_foot,
    .extent = explain_extent,
};
