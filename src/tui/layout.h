/* What goes where at which size: the rule of screens.md. Pure. */
#pragma once

#include "canvas.h"

enum { SCREEN_MIN_W = 40, SCREEN_MIN_H = 10 };

enum shape {
    SHAPE_TOO_SMALL, /* under 40x10: one line says so */
    SHAPE_ONE,       /* one pane at a time, tabs in its frame */
    SHAPE_TWO,       /* clients and one pane */
    SHAPE_LOW,       /* clients, log, and one box for boundaries and decide */
    SHAPE_FULL,      /* four panes, from 80x24 */
    SHAPE_WIDE,      /* from 140x40: with Next and the numbers */
    SHAPE_PLAIN,     /* no screen: who has the focus has all the place */
};

/* The first four have numbers; Next can have the focus too; the figures are only read, below the clients. */
enum pane { PANE_CLIENTS, PANE_LOG, PANE_RULES, PANE_DECIDE, PANE_NEXT, PANE_NUMBERS, PANES_N };

/* Where one is. What shares a box with others is remembered, so that it comes back with the room. */
struct focus {
    enum pane on;
    enum pane beside; /* the clients, where only one other fits: never PANE_CLIENTS */
    enum pane below;  /* the log, where boundaries and decide share a box */
};
#define FOCUS_INIT ((struct focus){PANE_CLIENTS, PANE_LOG, PANE_RULES})
void focus_set(struct focus *focus, enum pane pane);

struct layout {
    enum shape shape;
    struct area title, status, keys; /* a row each */
    struct area body;                /* all between */
    struct area frames[PANES_N];     /* w 0: not shown, or without a frame of its own */
    struct area panes[PANES_N];      /* what is inside the frame; w 0: not shown */
    enum pane tab_from, tab_to;      /* share one box, in whose frame their names stand; equal: nobody does */
    enum pane focus;                 /* FOCUS's, or where that is not shown the clients */
};

struct layout layout_make(int w, int h, const struct focus *focus);
/* For what is told line by line: who has the focus has all the place; the clients always say whose panes the others are. */
struct layout layout_plain(int w, int h, const struct focus *focus);
/* The pane STEPS further in the order of the numbers, round and round over those that can be reached at this size. */
enum pane layout_step(const struct layout *layout, int steps);
/* The place of a dialog that wants W times H cells, frame included: in the middle of the body; where
 * it is narrow, all of its width. */
struct area layout_dialog(const struct layout *layout, int w, int h);
