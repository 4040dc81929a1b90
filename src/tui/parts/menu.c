#include "menu.h"

#include "paletti/base/mem.h"

void menu_done(struct menu *menu)
{
    scroll_done(&menu->scroll);
    free(menu->owners);
    *menu = (struct menu){0};
}

void menu_clear(struct menu *menu)
{
    scroll_clear(&menu->scroll);
    menu->n_owners = 0;
    menu->n = 0;
}

enum { LEAD = 2 }; /* cells before the text, where what is selected has its mark */

/* --- filling --- */

/* TEXT may hold several lines: all parts that it became belong to OWNER. */
static void add(struct menu *menu, int owner, enum style style, int hang, const char *text)
{
    scroll_add_styled(&menu->scroll, style, hang, text);
    while (menu->n_owners < menu->scroll.n_parts) {
        MEM_GROW(menu->owners, menu->n_owners, menu->cap);
        menu->owners[menu->n_owners++] = owner;
    }
}

void menu_text(struct menu *menu, enum style style, int hang, const char *text)
{
    add(menu, MENU_TEXT, style, hang, text);
}

int menu_item(struct menu *menu, enum style style, int hang, const char *text)
{
    add(menu, menu->n, style, hang, text);
    return menu->n++;
}

void menu_more(struct menu *menu, enum style style, int hang, const char *text)
{
    add(menu, menu->n - 1, style, hang, text);
}

/* --- lines --- */

/* The part that a line came from. Lines and parts are in the order of the text. */
static size_t part_of(const struct menu *menu, int64_t line)
{
    size_t from = menu->scroll.lines[line].from, low = 0, high = menu->scroll.n_parts;

    while (high - low > 1) {
        size_t middle = (low + high) / 2;
        if (menu->scroll.parts[middle].from <= from)
            low = middle;
        else
            high = middle;
    }
    return low;
}

static int owner_of(const struct menu *menu, int64_t line)
{
    return menu->owners[part_of(menu, line)];
}

static int64_t lines_n(const struct menu *menu)
{
    return (int64_t)menu->scroll.n;
}

/* The lines of the selected item: from *RET_FIRST to before *RET_END. */
static void find_selected(const struct menu *menu, int64_t *ret_first, int64_t *ret_end)
{
    int64_t first = 0;

    while (first < lines_n(menu) && owner_of(menu, first) != menu->selected)
        first++;
    *ret_first = *ret_end = first;
    while (*ret_end < lines_n(menu) && owner_of(menu, *ret_end) == menu->selected)
        ++*ret_end;
}

/* The selected item is seen; with the first one what stands above it, with the last one what stands below. */
static void settle(struct menu *menu)
{
    int64_t first, end, most = lines_n(menu) > menu->h ? lines_n(menu) - menu->h : 0;

    menu->selected = menu->selected < menu->n ? menu->selected : menu->n - 1;
    menu->selected = menu->selected > 0 ? menu->selected : 0;
    find_selected(menu, &first, &end);
    if (menu->selected == menu->n - 1)
        end = lines_n(menu);
    if (menu->top < end - menu->h)
        menu->top = end - menu->h;
    find_selected(menu, &first, &end);
    if (menu->selected == 0)
        first = end > menu->h ? end - menu->h : 0;
    if (menu->top > first)
        menu->top = first;
    menu->top = menu->top < most ? menu->top : most;
}

void menu_resize(struct menu *menu, int w, int h)
{
    menu->w = w;
    menu->h = h > 1 ? h : 1;
    scroll_resize(&menu->scroll, w > LEAD ? w - LEAD : w, menu->h);
    settle(menu);
}

void menu_select(struct menu *menu, int item)
{
    menu->selected = item;
    settle(menu);
}

int64_t menu_items(const struct menu *menu, int64_t *ret_selected)
{
    *ret_selected = menu->n > 0 ? menu->selected : -1;
    return menu->n;
}

/* The item on the line LINES further, or the nearest one beyond. */
static int item_far(const struct menu *menu, int64_t lines)
{
    int64_t first, end, line, step = lines > 0 ? 1 : -1;
    int found = menu->selected;

    find_selected(menu, &first, &end);
    line = first + lines;
    for (int64_t at = first; at >= 0 && at < lines_n(menu); at += step) {
        if (owner_of(menu, at) != MENU_TEXT)
            found = owner_of(menu, at);
        if ((step > 0 ? at >= line : at <= line) && owner_of(menu, at) != MENU_TEXT)
            break;
    }
    return found;
}

bool menu_act(struct menu *menu, enum action action)
{
    struct listing list = {.n = menu->n, .height = menu->h};
    struct list_move move;

    if (!listing_movement(&list, action, &move))
        return false;
    if (move.rows >= LIST_FAR || move.rows <= -(int64_t)LIST_FAR)
        menu->selected = move.rows > 0 ? menu->n - 1 : 0;
    else
        menu->selected = move.page ? item_far(menu, move.rows) : menu->selected + (int)move.rows;
    settle(menu);
    return true;
}

/* --- what is seen --- */

static void draw_line(const struct menu *menu, struct canvas *canvas, struct area row, int64_t i)
{
    const struct scroll_line *line = &menu->scroll.lines[i];
    _cleanup_free_ char *text = mem_string_n(str_text(&menu->scroll.text) + line->from, line->len);

    canvas_put(canvas, row.x + LEAD + line->indent, row.y, row.w - LEAD - line->indent, line->style, text);
}

void menu_draw(const struct menu *menu, struct canvas *canvas, struct area area, bool focus)
{
    struct area row = {area.x, area.y, area.w, 1};
    bool cursor = false;

    for (int64_t i = menu->top; i < lines_n(menu) && row.y < area.y + area.h; i++, row.y++) {
        bool selected = menu->n > 0 && owner_of(menu, i) == menu->selected;
        draw_line(menu, canvas, row, i);
        if (!selected || !focus)
            continue;
        if (!cursor)
            canvas_put(canvas, row.x, row.y, 1, STYLE_KEY, ">");
        canvas_select(canvas, row);
        if (!cursor)
            canvas_set_cursor(canvas, row.x, row.y);
        cursor = true;
    }
    if (focus && !cursor)
        canvas_set_cursor(canvas, area.x, area.y);
}

int menu_item_at(const struct menu *menu, int y)
{
    int64_t line = menu->top + y;

    return y >= 0 && y < menu->h && line < lines_n(menu) ? owner_of(menu, line) : MENU_TEXT;
}

void menu_extent(const struct menu *menu, int room, int *ret_w, int *ret_h)
{
    scroll_extent(&menu->scroll, room - LEAD, ret_w, ret_h);
    *ret_w += LEAD;
}

void menu_position(const struct menu *menu, struct str *to)
{
    int64_t end = menu->top + menu->h;

    if (lines_n(menu) > menu->h)
        str_printf(to, "%lld-%lld/%lld", (long long)menu->top + 1,
                   (long long)(end < lines_n(menu) ? end : lines_n(menu)), (long long)lines_n(menu));
}
