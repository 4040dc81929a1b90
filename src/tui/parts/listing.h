/* The shared model of a list: which row is selected, which is the first on the screen. Pure arithmetic over N rows;
 * who holds the rows is the view's business. */
#pragma once

#include "actions.h"

#include <stdbool.h>
#include <stdint.h>

enum { LIST_FAR = INT32_MAX }; /* further than any list is long */

struct listing {
    int64_t n;        /* rows there are */
    int64_t selected; /* 0 when there are none */
    int64_t top;      /* the first row shown */
    int height;       /* rows that fit */
    int64_t above;    /* rows above the selection when one moved last: there again where the height comes back */
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
/* Rows [first, end) that are on the screen. */
int64_t listing_end(const struct listing *list);
