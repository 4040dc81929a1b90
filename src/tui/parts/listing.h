/* The shared model of a list: which row is selected, which is the first on the screen. Pure arithmetic over N rows;
 * who holds the rows is the view's business. Headings take a line and cannot be selected: lines are counted with them, and
 * without any of them lines and rows are the same. */
#pragma once

#include "actions.h"

#include "paletti/base/str.h"

#include <stdbool.h>
#include <stdint.h>

enum {
    LIST_FAR = INT32_MAX, /* further than any list is long */
    LIST_HEADINGS = 3,
};

struct listing {
    int64_t n;        /* rows there are */
    int64_t selected; /* 0 when there are none */
    int64_t top;      /* the first line shown */
    int height;       /* lines that fit */
    int64_t above;    /* lines above the selection when one moved last: there again where the height comes back */
    int64_t headings[LIST_HEADINGS]; /* the rows above which one stands, ascending */
    int n_headings;
};

/* How far an action moves: rows, and whether the page moves along with the selection. */
struct list_move {
    int64_t rows;
    bool page;
};

/* Gives the list another length or height; selection and top stay as near as they can. */
void listing_resize(struct listing *list, int64_t n, int height);
void listing_select(struct listing *list, int64_t row);
/* How far ACTION moves; false when it is no movement. FIRST and LAST move by more than any list has. */
bool listing_movement(const struct listing *list, enum action action, struct list_move *ret);
void listing_move(struct listing *list, struct list_move move);
/* The end of the rows that are on the screen: the first one below it. */
int64_t listing_end(const struct listing *list);
/* Headings for the rows they stand above, instead of those there were; before listing_resize. */
void listing_head(struct listing *list, const int64_t *rows, int n);
/* As the items of a view: how many rows there are, and which is selected, -1: none; the row on line Y of the place that the
 * lines are drawn into, -1: none. */
int64_t listing_items(const struct listing *list, int64_t *ret_selected);
int64_t listing_item_at(const struct listing *list, int64_t y);
/* "3/12", or nothing where there is nothing. */
void listing_position(const struct listing *list, struct str *to);
/* The line on which ROW stands; and the row of LINE, -1 where that is a heading: *RET_HEADING (or NULL) says which. */
int64_t listing_line(const struct listing *list, int64_t row);
int64_t listing_row(const struct listing *list, int64_t line, int *ret_heading);
