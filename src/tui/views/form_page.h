/* The boxes of a form, one below the other, and the row that saves: where each stands, and how they are painted. */
#pragma once

#include "box.h"

struct form_page {
    struct box *v;
    size_t n, at, top; /* boxes; the one with the focus, N: the row that saves; the first that is shown */
};

/* Scrolls by fields, as far as it takes to see the one with the focus, in a place of W times HEIGHT cells. */
void form_page_show(struct form_page *page, int w, int height);
/* Rows it takes where it is WIDTH cells wide; and one field with what is said below it, or the row that saves. */
int form_page_rows(const struct form_page *page, int width);
int form_page_rows_of(const struct form_page *page, size_t i, int width);
/* Cells of a box there. */
int form_page_value_width(const struct form_page *page, int width);
void form_page_draw(const struct form_page *page, struct canvas *canvas, struct area area, bool focus);
/* How field I was understood, where a page W cells wide has no room beside it to say so; else NULL. Borrowed. */
const char *form_page_unseen(const struct form_page *page, size_t i, int w);
