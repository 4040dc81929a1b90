#include "reading.h"

static struct scroll *scroll_of(struct view *base)
{
    return &((struct reading *)base)->scroll;
}

void reading_done(struct view *base)
{
    scroll_done(scroll_of(base));
}

void reading_resize(struct view *base)
{
    scroll_resize(scroll_of(base), base->w, base->height);
}

void reading_draw(const struct view *base, struct canvas *canvas, struct area area, bool focus)
{
    scroll_draw(&((const struct reading *)base)->scroll, canvas, area, focus);
}

void reading_act(struct view *base, enum action action, struct effects *effects)
{
    if (!scroll_act(scroll_of(base), action) && (action == ACTION_BACK || action == ACTION_LEAVE))
        effects_add(effects, EFFECT_CLOSE);
}

void reading_foot(const struct view *base, struct str *left _unused_, struct str *right)
{
    scroll_position(&((const struct reading *)base)->scroll, right);
}

void reading_extent(const struct view *base, int room, int *ret_w, int *ret_h)
{
    const struct reading *reading = (const struct reading *)base;

    scroll_extent(&reading->scroll, reading->most > 0 && reading->most < room ? reading->most : room, ret_w, ret_h);
}
