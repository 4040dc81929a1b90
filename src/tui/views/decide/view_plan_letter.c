/* Letters that a plan will draft, to be read. Nothing is kept and nothing is sent from here. */
#include "plan_letter_view.h"
#include "scroll.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

#include <string.h>

enum { PROSE_WIDTH = 90 };

struct plan_letter_view {
    struct view base;
    struct scroll scroll;
};

static void plan_letter_init(struct view *base, const char *argument)
{
    struct plan_letter_view *view = (struct plan_letter_view *)base;

    while (*argument) {
        size_t n = strcspn(argument, "\n");
        _cleanup_free_ char *line = mem_string_n(argument + 1, n - 1);
        scroll_add_styled(&view->scroll, (enum style)(*argument - 'a'), 0, line);
        argument += n + (argument[n] == '\n');
    }
}

static void plan_letter_done(struct view *base)
{
    scroll_done(&((struct plan_letter_view *)base)->scroll);
}

static void plan_letter_resize(struct view *base)
{
    scroll_resize(&((struct plan_letter_view *)base)->scroll, base->w, base->height);
}

static void plan_letter_draw(const struct view *base, struct canvas *canvas, struct area area, bool focus)
{
    scroll_draw(&((const struct plan_letter_view *)base)->scroll, canvas, area, focus);
}

static void plan_letter_act(struct view *base, enum action action, struct effects *effects)
{
    if (scroll_act(&((struct plan_letter_view *)base)->scroll, action))
        return;
    if (action == ACTION_BACK || action == ACTION_LEAVE)
        effects_add(effects, EFFECT_CLOSE);
}

static void plan_letter_foot(const struct view *base, struct str *left _unused_, struct str *right)
{
    scroll_position(&((const struct plan_letter_view *)base)->scroll, right);
}

static void plan_letter_extent(const struct view *base, int room, int *ret_w, int *ret_h)
{
    scroll_extent(&((const struct plan_letter_view *)base)->scroll, room < PROSE_WIDTH ? room : PROSE_WIDTH,
                  ret_w, ret_h);
}

static const struct hint plan_letter_hints[] = {
    {ACTION_DOWN, ACTION_UP, N_("scroll")},
    {ACTION_HELP, ACTION_NONE, N_("help")},
    {ACTION_LEAVE, ACTION_NONE, N_("back")},
    {ACTION_NONE, ACTION_NONE, NULL},
};

const struct view_ops view_plan_letter_ops = {
    .title = N_("The message, not sent"),
    .where = IN_TEXT,
    .size = sizeof(struct plan_letter_view),
    .hints = plan_letter_hints,
    .init = plan_letter_init,
    .done = plan_letter_done,
    .resize = plan_letter_resize,
    .draw = plan_letter_draw,
    .act = plan_letter_act,
    .foot = plan_letter_foot,
    .extent = plan_letter_extent,
};
