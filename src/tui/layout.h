/* What goes where at which size: the rule of screens.md. Pure. */
#pragma once

#include "canvas.h"

enum { SCREEN_MIN_W = 40, SCREEN_MIN_H = 10 };

enum shape {
    SHAPE_TOO_SMALL, /* under 40x10: one line says so */
    SHAPE_ONE,       /* one pane at a time, tabs in its frame */
    SHAPE_TWO,       /* clients and one pane */
    SHAPE_FULL,      /* from 80x24 */
    SHAPE_WIDE,      /* from 140x40 */
};

enum pane { PANE_CLIENTS, PANE_LOG, PANES_N };

struct layout {
    enum shape shape;
    struct area title, status, keys; /* a row each */
    struct area body;                /* all between */
    struct area panes[PANES_N];      /* w 0: not shown */
};

/* FOCUS is the pane that is shown where only one fits. */
struct layout layout_make(int w, int h, enum pane focus);
/* The place of a dialog that wants W times H cells, frame included: in the middle of the body; where
 * it is narrow, all of its width. */
struct area layout_dialog(const struct layout *layout, int w, int h);
