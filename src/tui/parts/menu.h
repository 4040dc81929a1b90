/* A page of text with choices among it: lines that are only read, and items that can be selected, of one or more lines
 * each. Movement goes from item to item, and scrolls where the page is higher than its place. */
#pragma once

#include "scroll.h"

struct menu {
    struct scroll scroll;
    int *owners; /* by part of the text: the item it belongs to, MENU_TEXT: none */
    size_t n_owners, cap;
    int n;        /* items */
    int selected; /* 0 when there are none */
    int w, h;
    int64_t top;  /* the first line shown */
};

enum { MENU_TEXT = -1, MENU_ALL = 10000 /* lines: as high as there is room */ };

void menu_done(struct menu *menu);
/* Empties it, to be filled anew; the selection stays where it was. */
void menu_clear(struct menu *menu);
/* Text; continuations of long lines stand HANG cells in. */
void menu_text(struct menu *menu, enum style style, int hang, const char *text);
/* The first line of the next item, and more lines of the one begun last. Returns the item's number. */
int menu_item(struct menu *menu, enum style style, int hang, const char *text);
void menu_more(struct menu *menu, enum style style, int hang, const char *text);

/* Wraps it for a place of W times H cells; also after it was filled. */
void menu_resize(struct menu *menu, int w, int h);
void menu_select(struct menu *menu, int item);
/* False when ACTION is no movement. */
bool menu_act(struct menu *menu, enum action action);
void menu_draw(const struct menu *menu, struct canvas *canvas, struct area area, bool focus);
/* As the items of a view: how many there are, and which is selected, -1: none. */
int64_t menu_items(const struct menu *menu, int64_t *ret_selected);
/* The item on line Y of the place, MENU_TEXT: none. */
int menu_item_at(const struct menu *menu, int y);
void menu_extent(const struct menu *menu, int room, int *ret_w, int *ret_h);
/* "1-20/45", or nothing when all is seen. */
void menu_position(const struct menu *menu, struct str *to);
