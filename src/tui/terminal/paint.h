/* What must be written so that a terminal which shows one canvas shows another: the cells that differ, in
 * runs. */
#pragma once

#include "canvas.h"

/* How to say it to a terminal. */
struct pen {
    void *ctx;
    void (*move)(void *ctx, int x, int y);
    void (*style)(void *ctx, enum style style, bool selected);
    /* CELLS that every terminal takes for it; 0: terminals differ. */
    void (*put)(void *ctx, const char *text, size_t len, int cells);
    /* Makes N cells from the pen on blank, or with N -1 all to the end of the row; the pen stays. It wears a style without
     * a background. False: this terminal cannot. */
    bool (*erase)(void *ctx, int n);
    uint32_t inked; /* a bit for each enum style: a blank shows it, underlined or reversed */
};

/* SHOWN and NEW have the same size; SHOWN becomes NEW. CORNER: the last cell of the last row may be written (some
 * terminals scroll). */
void paint_difference(struct canvas *shown, const struct canvas *new, const struct pen *pen, bool corner);
