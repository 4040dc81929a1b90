/* Things to choose from, from the inside: what views that show a menu have in common. A view begins with a struct choosing, fills
 * its menu, and takes the operations below into its table. */
#pragma once

#include "menu.h"
#include "view.h"

struct choosing {
    struct view base;
    struct menu menu;
};

void choosing_resize(struct view *base);
void choosing_draw(const struct view *base, struct canvas *canvas, struct area area, bool focus);
int64_t choosing_items(const struct view *base, int64_t *ret_selected);
int64_t choosing_item_at(const struct view *base, int y);
void choosing_select(struct view *base, int64_t item, struct effects *effects);
