/* A week as a grid of days and times: a row for each day, half an hour or an hour to a cell, quarters of an hour as half
 * cells. It only paints. */
#pragma once

#include "canvas.h"

#include "paletti/core/week.h"

enum { GRID_ROWS = 1 + WEEK_DAYS, GRID_STEP = 30, GRID_QUARTER = 15 };

struct grid {
    const struct hours *hours;
    bool own;       /* said here; else it is shown as what is inherited */
    int day, at;    /* the cursor: a day and a minute; day -1: it is elsewhere */
    int anchor;     /* where a span was begun, or -1 */
    bool plain;     /* told line by line: days and hours in words alone */
};

/* The cells that it takes where it has W, without the words behind it. */
int grid_width(int w);
void grid_draw(const struct grid *grid, struct canvas *canvas, struct area area, bool focus);
/* "09:30-13:30 16:00-18:30". */
void grid_day_words(const struct spans *spans, struct str *to);
const char *grid_weekday(int day); /* "Mon", translated */
