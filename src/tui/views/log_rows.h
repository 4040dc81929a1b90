/* A window onto a log of any length: the rows on the screen and some more on both sides, fetched as one
 * moves. */
#pragma once

#include "paletti/app/views.h"

/* A line of a log with its own copy of the texts. */
struct log_row {
    struct log_line line;
    char text[]; /* where the line's strings stand */
};

struct log_rows {
    struct log_row **v; /* newest first */
    size_t n, cap;
    bool at_newest, at_oldest; /* nothing more on that side */
    int64_t newer;             /* rows on the newer side of the window */
    int64_t client;            /* 0: everybody */
    char *search;              /* or NULL */
    struct filter *filter;     /* owned, or NULL */
    /* Through a filter, between which ids was looked, both ends left out; and whether a look ended before its time, to go
     * on from there: looking far is done in slices, so that no key waits for it. */
    int64_t above, below;
    bool looks_fresher, looks_older;
};

void log_rows_done(struct log_rows *rows);
void log_rows_clear(struct log_rows *rows);
/* Starts anew at the newest rows, at the oldest (TOTAL is how many there are), or where the row ANCHOR is. */
int log_rows_newest(struct log_rows *rows, struct app *app, int wanted, struct err *err);
int log_rows_oldest(struct log_rows *rows, struct app *app, int wanted, int64_t total, struct err *err);
int log_rows_around(struct log_rows *rows, struct app *app, int64_t anchor, int wanted, struct err *err);
/* Fetches up to WANTED more on one side. */
int log_rows_older(struct log_rows *rows, struct app *app, int wanted, struct err *err);
int log_rows_fresher(struct log_rows *rows, struct app *app, int wanted, struct err *err);
/* Drops rows before FIRST and from END on. */
void log_rows_trim(struct log_rows *rows, size_t first, size_t end);
