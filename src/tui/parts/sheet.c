#include "sheet.h"

#include "scroll.h"

#include "paletti/base/mem.h"
#include "paletti/base/text.h"

#include <string.h>

enum { MARK_GAP = 2 }; /* from the mark to what is selected */

void sheet_done(struct sheet *sheet)
{
    str_done(&sheet->text);
    free(sheet->pieces);
    free(sheet->lines);
    free(sheet->tags);
    *sheet = (struct sheet){0};
}

void sheet_clear(struct sheet *sheet, int w)
{
    str_clear(&sheet->text);
    sheet->n = sheet->n_pieces = sheet->n_tags = 0;
    sheet->item = SHEET_TEXT;
    sheet->w = w;
}

void sheet_begin(struct sheet *sheet)
{
    sheet->selected = sheet->top = 0;
    sheet->tag = SHEET_TEXT;
    sheet->loose = false;
    sheet->seen = 0;
}

/* --- filling --- */

static void add_line(struct sheet *sheet, int item)
{
    MEM_GROW(sheet->lines, sheet->n, sheet->cap);
    sheet->lines[sheet->n++] = (struct sheet_line){sheet->n_pieces, 0, item};
    sheet->item = item;
}

void sheet_line(struct sheet *sheet)
{
    add_line(sheet, SHEET_TEXT);
}

static int add_item(struct sheet *sheet, int tag)
{
    MEM_GROW(sheet->tags, sheet->n_tags, sheet->cap_tags);
    sheet->tags[sheet->n_tags] = tag;
    return (int)sheet->n_tags++;
}

void sheet_item(struct sheet *sheet, int tag)
{
    add_line(sheet, add_item(sheet, tag));
}

void sheet_more(struct sheet *sheet)
{
    add_line(sheet, (int)sheet->n_tags - 1);
}

void sheet_item_here(struct sheet *sheet, int tag)
{
    sheet->item = add_item(sheet, tag);
}

static void put(struct sheet *sheet, int x, int w, bool right, enum style style, const char *text)
{
    _cleanup_free_ char *safe = text_safe_line(text);
    int room = sheet->w - x;

    MEM_GROW(sheet->pieces, sheet->n_pieces, sheet->cap_pieces);
    sheet->pieces[sheet->n_pieces++] =
        (struct sheet_piece){x, w > 0 && w < room ? w : room, sheet->item, sheet->text.len, style, right, false};
    sheet->lines[sheet->n - 1].n++;
    str_add(&sheet->text, safe);
    str_add_char(&sheet->text, '\0');
}

void sheet_put(struct sheet *sheet, int x, int w, enum style style, const char *text)
{
    put(sheet, x, w, false, style, text);
}

void sheet_put_right(struct sheet *sheet, int x, int w, enum style style, const char *text)
{
    put(sheet, x, w, true, style, text);
}

void sheet_wrap(struct sheet *sheet, int x, int hang, enum style style, const char *text)
{
    _cleanup_free_ char *safe = text_safe_line(text);
    const char *rest = safe;

    for (int at = x; *rest; at = hang) {
        size_t n = scroll_wrap(rest, strlen(rest), sheet->w - at);
        _cleanup_free_ char *piece = mem_string_n(rest, n);
        if (rest != safe)
            add_line(sheet, sheet->item);
        put(sheet, at, 0, false, style, piece);
        for (rest += n; *rest == ' ';)
            rest++;
    }
}

void sheet_wrap_written(struct sheet *sheet, int x, int hang, enum style style, const char *text)
{
    size_t from = sheet->n_pieces;

    sheet_wrap(sheet, x, hang, style, text);
    for (size_t i = from; i < sheet->n_pieces; i++)
        sheet->pieces[i].written = true;
}

int sheet_width(const char *text)
{
    return text_width(text);
}

/* --- moving --- */

static int items(const struct sheet *sheet)
{
    return (int)sheet->n_tags;
}

static bool has_item(const struct sheet *sheet, size_t line, int item)
{
    const struct sheet_line *l = &sheet->lines[line];

    if (l->item != SHEET_TEXT)
        return l->item == item;
    for (size_t i = 0; i < l->n; i++)
        if (sheet->pieces[l->piece + i].item == item)
            return true;
    return false;
}

/* The lines of the selected item: from *RET_FIRST to before *RET_END. */
static void find_selected(const struct sheet *sheet, int *ret_first, int *ret_end)
{
    size_t first = 0, end;

    while (first < sheet->n && !has_item(sheet, first, sheet->selected))
        first++;
    for (end = first; end < sheet->n && has_item(sheet, end, sheet->selected);)
        end++;
    *ret_first = (int)first;
    *ret_end = (int)end;
}

static void clamp(int *n, int most)
{
    *n = *n < most ? *n : most;
    *n = *n > 0 ? *n : 0;
}

/* Lines count as seen one after the other: who jumps to the end has not seen what stands between. */
static void see(struct sheet *sheet)
{
    size_t end = (size_t)sheet->top + (size_t)sheet->h;

    if ((size_t)sheet->top <= sheet->seen && end > sheet->seen)
        sheet->seen = end;
}

/* The selected item is seen; with the first one what stands above it, with the last one what stands below. */
static void settle(struct sheet *sheet)
{
    int first, end;

    clamp(&sheet->selected, items(sheet) - 1);
    sheet->tag = items(sheet) > 0 ? sheet->tags[sheet->selected] : SHEET_TEXT;
    find_selected(sheet, &first, &end);
    if (items(sheet) > 0 && !sheet->loose) {
        int below = sheet->selected == items(sheet) - 1 ? (int)sheet->n : end;
        int above = sheet->selected == 0 ? 0 : first;
        sheet->top = sheet->top < below - sheet->h ? below - sheet->h : sheet->top;
        sheet->top = sheet->top > above ? above : sheet->top;
        sheet->top = sheet->top < end - sheet->h ? end - sheet->h : sheet->top;
        sheet->top = sheet->top > first ? first : sheet->top;
    }
    clamp(&sheet->top, (int)sheet->n - sheet->h);
    see(sheet);
}

void sheet_place(struct sheet *sheet, int h)
{
    sheet->h = h > 1 ? h : 1;
    for (int i = 0; i < items(sheet); i++)
        if (sheet->tags[i] == sheet->tag)
            sheet->selected = i;
    settle(sheet);
}

void sheet_select_tag(struct sheet *sheet, int tag)
{
    for (int i = 0; i < items(sheet); i++)
        if (sheet->tags[i] == tag)
            sheet_select(sheet, i);
}

void sheet_select(struct sheet *sheet, int item)
{
    sheet->selected = item;
    sheet->loose = false;
    settle(sheet);
}

static int first_line(struct sheet *sheet, int item)
{
    int first, end, selected = sheet->selected;

    sheet->selected = item;
    find_selected(sheet, &first, &end);
    sheet->selected = selected;
    return first;
}

/* A page further: the item that is nearest to where that leads. */
static void move_page(struct sheet *sheet, int rows)
{
    int line = first_line(sheet, sheet->selected) + rows, item = sheet->selected, step = rows > 0 ? 1 : -1;

    sheet->top += rows;
    clamp(&sheet->top, (int)sheet->n - sheet->h);
    while (item + step >= 0 && item + step < items(sheet) && (first_line(sheet, item) - line) * step < 0)
        item += step;
    sheet->selected = item;
}

/* Whether the selected item begins on the page. */
static bool is_shown(struct sheet *sheet)
{
    int line = first_line(sheet, sheet->selected);

    return line >= sheet->top && line < sheet->top + sheet->h;
}

void sheet_read(struct sheet *sheet)
{
    sheet->top = 0;
    sheet->loose = !is_shown(sheet);
    settle(sheet);
}

void sheet_read_on(struct sheet *sheet)
{
    sheet->top = (int)sheet->seen;
    clamp(&sheet->top, (int)sheet->n - sheet->h);
    sheet->loose = !is_shown(sheet);
    see(sheet);
}

/* A line further, where one reads away from the items. */
static bool reads_on(struct sheet *sheet, const struct list_move *move)
{
    bool away = move->rows < 0 && sheet->selected == 0 && sheet->top > 0;

    if (move->page || (!away && (!sheet->loose || is_shown(sheet))))
        return false;
    sheet->top += (int)move->rows;
    sheet->loose = true;
    return true;
}

static bool moves_lines(const struct sheet *sheet, const struct list_move *move)
{
    return !move->page && items(sheet) <= 1 && move->rows > -LIST_FAR && move->rows < LIST_FAR;
}

bool sheet_act(struct sheet *sheet, enum action action)
{
    struct listing list = {.n = items(sheet), .height = sheet->h};
    struct list_move move;

    if (!listing_movement(&list, action, &move))
        return false;
    if (move.rows >= LIST_FAR || move.rows <= -(int64_t)LIST_FAR) {
        sheet->selected = move.rows > 0 ? items(sheet) - 1 : 0;
        sheet->top = move.rows > 0 ? (int)sheet->n : 0;
        sheet->loose = move.rows < 0 && !is_shown(sheet);
    } else if (move.page || moves_lines(sheet, &move)) {
        move_page(sheet, (int)move.rows);
        sheet->loose = !is_shown(sheet);
    } else if (!reads_on(sheet, &move)) {
        sheet->selected += (int)move.rows;
        sheet->loose = false;
    }
    settle(sheet);
    return true;
}

bool sheet_seen(const struct sheet *sheet)
{
    return sheet->seen >= sheet->n;
}

/* --- what is seen --- */

static const char *text_of(const struct sheet *sheet, const struct sheet_piece *piece)
{
    return str_text(&sheet->text) + piece->text;
}

/* Returns the cells it took. */
static struct area draw_piece(const struct sheet *sheet, const struct sheet_piece *piece, struct canvas *canvas,
                              struct area line)
{
    const char *text = text_of(sheet, piece);
    int x = line.x + piece->x, w;

    if (!piece->right) {
        w = (piece->written ? canvas_put_written : canvas_put)(canvas, x, line.y, piece->w, piece->style, text);
        return (struct area){x, line.y, w, 1};
    }
    w = text_width(text) < piece->w ? text_width(text) : piece->w;
    canvas_put_right(canvas, x, line.y, piece->w, piece->style, text);
    return (struct area){x + piece->w - w, line.y, w, 1};
}

/* The mark stands before what is selected, where there is room. */
static void mark(struct canvas *canvas, struct area line, int x)
{
    int at = x - MARK_GAP > line.x ? x - MARK_GAP : line.x;

    if (x > line.x)
        canvas_put(canvas, at, line.y, 1, STYLE_KEY, ">");
    canvas_set_cursor(canvas, at, line.y);
}

static void draw_line(const struct sheet *sheet, struct canvas *canvas, struct area at, size_t i, bool focus)
{
    const struct sheet_line *line = &sheet->lines[i];
    bool whole = line->item != SHEET_TEXT, first = i == 0 || !has_item(sheet, i - 1, sheet->selected);

    for (size_t k = 0; k < line->n; k++) {
        const struct sheet_piece *piece = &sheet->pieces[line->piece + k];
        struct area taken = draw_piece(sheet, piece, canvas, at);
        if (!focus || piece->item != sheet->selected)
            continue;
        if (!whole)
            canvas_select(canvas, taken);
        if (first && (!whole || k == 0))
            mark(canvas, at, taken.x);
    }
    if (focus && whole && line->item == sheet->selected)
        canvas_select(canvas, at);
}

void sheet_draw(const struct sheet *sheet, struct canvas *canvas, struct area area, bool focus)
{
    struct area line = {area.x, area.y, area.w, 1};

    if (focus)
        canvas_set_cursor(canvas, area.x, area.y);
    for (size_t i = (size_t)sheet->top; i < sheet->n && line.y < area.y + area.h; i++, line.y++)
        draw_line(sheet, canvas, line, i, focus);
}

int64_t sheet_items(const struct sheet *sheet, int64_t *ret_selected)
{
    *ret_selected = items(sheet) > 0 ? sheet->selected : -1;
    return items(sheet);
}

int64_t sheet_item_at(const struct sheet *sheet, int y)
{
    size_t i = (size_t)(sheet->top + y);

    if (y < 0 || y >= sheet->h || i >= sheet->n)
        return -1;
    for (int item = 0; item < items(sheet); item++)
        if (has_item(sheet, i, item))
            return item;
    return -1;
}

void sheet_position(const struct sheet *sheet, struct str *to)
{
    int end = sheet->top + sheet->h, n = (int)sheet->n;

    if (n > sheet->h)
        str_printf(to, "%d-%d/%d", sheet->top + 1, end < n ? end : n, n);
}
