/* Lines of text that are read by scrolling: explanations, answers, help. Long lines are wrapped between
 * words. */
#pragma once

#include "canvas.h"
#include "listing.h"

struct scroll_line {
    size_t from, len; /* in the text */
    int indent;       /* of a continuation */
};

struct scroll {
    struct str text; /* the lines as they came, a newline behind each */
    struct scroll_line *lines;
    size_t n, cap;
    struct listing list; /* its top is the first line shown; the selection follows it */
    int width;
};

void scroll_done(struct scroll *scroll);
void scroll_clear(struct scroll *scroll);
/* Adds a line; it may hold newlines. */
void scroll_add(struct scroll *scroll, const char *line);
/* Wraps anew for a place of W times H cells; also after lines were added. The place in the text is kept. */
void scroll_resize(struct scroll *scroll, int w, int h);
/* False when ACTION is no movement. */
bool scroll_act(struct scroll *scroll, enum action action);
void scroll_draw(const struct scroll *scroll, struct canvas *canvas, struct area area, bool focus);
/* Cells of the longest line, and lines as they came. */
void scroll_extent(const struct scroll *scroll, int *ret_w, int *ret_h);
/* "1-20/45", or nothing when all is seen. */
void scroll_position(const struct scroll *scroll, struct str *to);
