/* A text that is read by scrolling, from the inside: what its views have in common. A view begins with a struct reading, fills its
 * scroll, and takes the operations below into its table. */
#pragma once

#include "scroll.h"
#include "view.h"

struct reading {
    struct view base;
    struct scroll scroll;
    int most; /* cells of its lines, as an eye can follow them; 0: tables too, which take what there is */
};
#define READING_OPS READING_OPS_BUT_ACT, .act = reading_act
#define READING_OPS_BUT_ACT                                                                                             \
    .resize = reading_resize, .draw = reading_draw, .foot = reading_foot, .extent = reading_extent
void reading_done(struct view *base);
void reading_resize(struct view *base);
void reading_draw(const struct view *base, struct canvas *canvas, struct area area, bool focus);
/* Scrolls, and closes. */
void reading_act(struct view *base, enum action action, struct effects *effects);
void reading_foot(const struct view *base, struct str *left, struct str *right);
void reading_extent(const struct view *base, int room, int *ret_w, int *ret_h);
