#include "listing.h"

static int64_t between(int64_t low, int64_t value, int64_t high)
{
    if (value > high)
        value = high;
    return value < low ? low : value;
}

int64_t listing_line(const struct listing *list, int64_t row)
{
    int64_t line = row;

    for (int i = 0; i < list->n_headings; i++)
        line += list->headings[i] <= row;
    return line;
}

int64_t listing_row(const struct listing *list, int64_t line, int *ret_heading)
{
    for (int i = 0; i < list->n_headings; i++, line--) {
        if (line < list->headings[i])
            return line;
        if (line > list->headings[i])
            continue;
        if (ret_heading)
            *ret_heading = i;
        return -1;
    }
    return line;
}

void listing_head(struct listing *list, const int64_t *rows, int n)
{
    list->n_headings = 0;
    for (int i = 0; i < n && i < LIST_HEADINGS; i++)
        list->headings[list->n_headings++] = rows[i];
}

/* The selection is on the screen, with the heading right above it where there is room for both; and the screen is full
 * where there are lines enough. */
static void settle(struct listing *list)
{
    list->selected = between(0, list->selected, list->n - 1);
    int64_t line = listing_line(list, list->selected), from = line;
    if (line > 0 && list->height > 1 && listing_row(list, line - 1, NULL) < 0)
        from--;
    list->top = between(line - list->height + 1, list->top, from);
    list->top = between(0, list->top, list->n + list->n_headings - list->height);
}

void listing_resize(struct listing *list, int64_t n, int height)
{
    height = height > 1 ? height : 1;
    if (height != list->height)
        list->top = listing_line(list, list->selected) - list->above;
    list->n = n;
    list->height = height;
    settle(list);
}

/* What one chose oneself, rather than what a small screen made of it. */
static void settle_for_good(struct listing *list)
{
    settle(list);
    list->above = listing_line(list, list->selected) - list->top;
}

void listing_select(struct listing *list, int64_t row)
{
    list->selected = row;
    settle_for_good(list);
}

bool listing_movement(const struct listing *list, enum action action, struct list_move *ret)
{
    int64_t half = list->height > 1 ? list->height / 2 : 1;

    switch ((int)action) {
    case ACTION_DOWN:
    case ACTION_SEARCH_NEXT:
        *ret = (struct list_move){1, false};
        return true;
    case ACTION_UP:
    case ACTION_SEARCH_PREVIOUS:
        *ret = (struct list_move){-1, false};
        return true;
    case ACTION_HALF_DOWN:
        *ret = (struct list_move){half, true};
        return true;
    case ACTION_HALF_UP:
        *ret = (struct list_move){-half, true};
        return true;
    case ACTION_PAGE_DOWN:
        *ret = (struct list_move){list->height, true};
        return true;
    case ACTION_PAGE_UP:
        *ret = (struct list_move){-list->height, true};
        return true;
    case ACTION_FIRST:
        *ret = (struct list_move){-(int64_t)LIST_FAR, false};
        return true;
    case ACTION_LAST:
        *ret = (struct list_move){LIST_FAR, false};
        return true;
    default:
        return false;
    }
}

void listing_move(struct listing *list, struct list_move move)
{
    if (move.page)
        list->top += move.rows;
    list->selected += move.rows;
    settle_for_good(list);
}

int64_t listing_items(const struct listing *list, int64_t *ret_selected)
{
    *ret_selected = list->n > 0 ? list->selected : -1;
    return list->n;
}

int64_t listing_item_at(const struct listing *list, int64_t y)
{
    int64_t line = list->top + y;

    return y >= 0 && y < list->height && line < list->n + list->n_headings ? listing_row(list, line, NULL) : -1;
}

void listing_position(const struct listing *list, struct str *to)
{
    if (list->n > 0)
        str_printf(to, "%lld/%lld", (long long)list->selected + 1, (long long)list->n);
}

int64_t listing_end(const struct listing *list)
{
    int64_t line = list->top + list->height, row;

    if (line >= list->n + list->n_headings)
        return list->n;
    while ((row = listing_row(list, line, NULL)) < 0)
        line++;
    return row;
}
