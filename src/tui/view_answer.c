/* The answer of a command, to be read. */
#include "scroll.h"
#include "view.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

#include <string.h>

struct answer_view {
    struct view base;
    char *heading;
    struct scroll scroll;
};

/* ARGUMENT: the command, a newline, the text. */
static void answer_init(struct view *base, const char *argument)
{
    struct answer_view *view = (struct answer_view *)base;
    size_t n = strcspn(argument, "\n");

    view->heading = mem_string_n(argument, n);
    str_add(&view->scroll.text, argument + n + (argument[n] == '\n'));
}

static void answer_done(struct view *base)
{
    struct answer_view *view = (struct answer_view *)base;

    free(view->heading);
    scroll_done(&view->scroll);
}

static void answer_resize(struct view *base)
{
    scroll_resize(&((struct answer_view *)base)->scroll, base->w, base->height);
}

static void answer_draw(const struct view *base, struct canvas *canvas, struct area area, bool focus)
{
    scroll_draw(&((const struct answer_view *)base)->scroll, canvas, area, focus);
}

static void answer_act(struct view *base, enum action action, struct effects *effects)
{
    if (scroll_act(&((struct answer_view *)base)->scroll, action))
        return;
    if (action == ACTION_BACK || action == ACTION_LEAVE)
        effects_add(effects, EFFECT_CLOSE);
}

static void answer_foot(const struct view *base, struct str *left _unused_, struct str *right)
{
    scroll_position(&((const struct answer_view *)base)->scroll, right);
}

static void answer_heading(const struct view *base, struct str *to)
{
    str_printf(to, ": %s", ((const struct answer_view *)base)->heading);
}

static void answer_extent(const struct view *base, int *ret_w, int *ret_h)
{
    scroll_extent(&((const struct answer_view *)base)->scroll, ret_w, ret_h);
}

static const struct hint answer_hints[] = {
    {ACTION_DOWN, ACTION_UP, N_("scroll")},
    {ACTION_LEAVE, ACTION_NONE, N_("back")},
    {ACTION_QUIT, ACTION_NONE, N_("quit")},
    {ACTION_NONE, ACTION_NONE, NULL},
};

const struct view_ops view_answer_ops = {
    .title = N_("Answer"),
    .where = IN_TEXT,
    .size = sizeof(struct answer_view),
    .hints = answer_hints,
    .init = answer_init,
    .done = answer_done,
    .resize = answer_resize,
    .draw = answer_draw,
    .act = answer_act,
    .foot = answer_foot,
    .heading = answer_heading,
    .extent = answer_extent,
};
