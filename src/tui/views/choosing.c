#include "choosing.h"

void choosing_resize(struct view *base)
{
    menu_resize(&((struct choosing *)base)->menu, base->w, base->height);
}

void choosing_draw(const struct view *base, struct canvas *canvas, struct area area, bool focus)
{
    menu_draw(&((const struct choosing *)base)->menu, canvas, area, focus);
}

int64_t choosing_items(const struct view *base, int64_t *ret_selected)
{
    return menu_items(&((const struct choosing *)base)->menu, ret_selected);
}

int64_t choosing_item_at(const struct view *base, int y)
{
    return menu_item_at(&((const struct choosing *)base)->menu, y);
}

void choosing_select(struct view *base, int64_t item, struct effects *effects _unused_)
{
    menu_select(&((struct choosing *)base)->menu, (int)item);
}
