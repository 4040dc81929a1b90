/* What must be written so that a terminal which shows one canvas shows another: the cells that differ, in
 * runs. */
#pragma once

#include "canvas.h"

/* How to say it to a terminal. */
struct pen {
    void *ctx;
    void (*move)(void *ctx, int x, int y);
    void (*style)(void *ctx, enum style style, bool selected);
    bool (*inks)(void *ctx, enum style style); /* whether a blank shows the style: underlined, reversed */
    /* CERTAIN: every terminal takes one cell for it. */
    void (*put)(void *ctx, const char *text, size_t len, bool certain);
    /* Makes N cells from the pen on blank, or with N -1 all to the end of the row; the pen stays. It wears a style without
     * a background. False: this terminal cannot. */
    bool (*erase)(void *ctx, int n);
};

/* OLD and NEW have the same size. CORNER: the last cell of the last row may be written (some terminals
 * scroll). */
void paint_difference(const struct canvas *old, const struct canvas *new, const struct pen *pen, bool corner);
