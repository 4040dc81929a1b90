/* A page of lines with columns, parts of which can be selected: a whole line, a few lines, or a piece of one. A view fills
 * it for a width; it is painted, moved in, and scrolled where the page is higher than its place. It remembers how far down it
 * was seen, for what may be confirmed only when all of it was. */
#pragma once

#include "canvas.h"
#include "listing.h"

#include "paletti/base/str.h"

enum { SHEET_TEXT = -1 /* no item: is only read */ };

struct sheet_piece {
    int x, w; /* the cells it has; its text may take fewer */
    int item;
    size_t text; /* where it begins in the text */
    enum style style;
    bool right;   /* stands at the right end of its cells */
    bool written; /* somebody wrote it: a blur hides all of it */
};

struct sheet_line {
    size_t piece, n; /* its first piece, and how many there are */
    int item;        /* to which all of the line belongs; SHEET_TEXT: none, or only pieces do */
};

struct sheet {
    struct str text; /* safe to show, each piece a string of its own */
    struct sheet_piece *pieces;
    size_t n_pieces, cap_pieces;
    struct sheet_line *lines;
    size_t n, cap;
    int *tags; /* by item: what the view calls it */
    size_t n_tags, cap_tags;
    int selected, tag; /* the item, 0 when there are none; and its tag, by which it is found again */
    int w, h, top;
    bool loose;  /* one reads where the selected item is not: nothing draws the page to it */
    size_t seen; /* lines that were on the screen, from the first one on */
    int item;    /* while it is filled: to which the next piece belongs */
};

void sheet_done(struct sheet *sheet);
/* Empties it, to be filled for a place W cells wide; how far it was seen stays, and the selection is on what has the same
 * tag again. */
void sheet_clear(struct sheet *sheet, int w);
/* Another page: it is seen from its beginning. */
void sheet_begin(struct sheet *sheet);

/* A new line that is only read; the first line of the next item; one more line of that item. */
void sheet_line(struct sheet *sheet);
void sheet_item(struct sheet *sheet, int tag);
void sheet_more(struct sheet *sheet);
/* What is put from here on is the next item; the rest of the line is not. */
void sheet_item_here(struct sheet *sheet, int tag);
/* A piece of the last line: TEXT in at most W cells from X on; 0: in all there are. */
void sheet_put(struct sheet *sheet, int x, int w, enum style style, const char *text);
void sheet_put_right(struct sheet *sheet, int x, int w, enum style style, const char *text);
/* TEXT from X on, which goes on in lines of the same item, HANG cells in, where it has no room. */
void sheet_wrap(struct sheet *sheet, int x, int hang, enum style style, const char *text);
/* The same of what somebody wrote. */
void sheet_wrap_written(struct sheet *sheet, int x, int hang, enum style style, const char *text);
/* The cells that TEXT takes. */
int sheet_width(const char *text);

/* Gives it a height, after it was filled: what is selected is seen. */
void sheet_place(struct sheet *sheet, int h);
void sheet_select(struct sheet *sheet, int item);
void sheet_select_tag(struct sheet *sheet, int tag); /* where there is such an item */
/* It is read from its beginning, wherever the first item stands. */
void sheet_read(struct sheet *sheet);
/* From the first line that was not on the screen yet. */
void sheet_read_on(struct sheet *sheet);
/* False when ACTION is no movement. Moving beyond the first and the last item shows what stands above and below. */
bool sheet_act(struct sheet *sheet, enum action action);
/* Whether all of it was on the screen. */
bool sheet_seen(const struct sheet *sheet);
void sheet_draw(const struct sheet *sheet, struct canvas *canvas, struct area area, bool focus);
int64_t sheet_items(const struct sheet *sheet, int64_t *ret_selected);
int64_t sheet_item_at(const struct sheet *sheet, int y);
/* "1-20/45", or nothing when all is seen. */
void sheet_position(const struct sheet *sheet, struct str *to);
