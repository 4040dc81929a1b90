#include "canvas.h"

#include "paletti/base/mem.h"
#include "paletti/base/text.h"

#include <string.h>

enum { CLUSTER_MAX = 64 }; /* bytes; whoever piles up more marks than that loses the rest */

struct frame_marks {
    const char *top_left, *top_right, *bottom_left, *bottom_right, *across, *down;
};
static const struct frame_marks frame_utf8 = {"┌", "┐", "└", "┘", "─", "│"};
static const struct frame_marks frame_ascii = {"+", "+", "+", "+", "-", "|"};

void canvas_init(struct canvas *canvas, bool ascii)
{
    *canvas = (struct canvas){.ascii = ascii};
}

void canvas_done(struct canvas *canvas)
{
    free(canvas->cells);
    str_done(&canvas->pool);
    canvas_init(canvas, canvas->ascii);
}

static struct cell *cell_at(struct canvas *canvas, int x, int y)
{
    return &canvas->cells[(size_t)y * (size_t)canvas->w + (size_t)x];
}

static const struct cell blank = {.bytes = " ", .len = 1, .width = 1};

void canvas_reset(struct canvas *canvas, int w, int h)
{
    w = w > 0 ? w : 0;
    h = h > 0 ? h : 0;
    if (w != canvas->w || h != canvas->h)
        canvas->cells = mem_resize(canvas->cells, (size_t)w * (size_t)h, sizeof *canvas->cells);
    canvas->w = w;
    canvas->h = h;
    str_clear(&canvas->pool);
    /* One row cell by cell, the others as a whole. */
    for (int x = 0; x < w && h > 0; x++)
        canvas->cells[x] = blank;
    for (int y = 1; y < h; y++)
        memcpy(cell_at(canvas, 0, y), canvas->cells, (size_t)w * sizeof *canvas->cells);
    canvas_set_cursor(canvas, 0, 0);
}

static void blank_cell(struct cell *cell)
{
    memcpy(cell->bytes, blank.bytes, CELL_BYTES);
    cell->len = cell->width = 1;
}

/* Writing over one half of a wide cluster blanks the other. */
static void break_wide(struct canvas *canvas, int x, int y)
{
    struct cell *cell = cell_at(canvas, x, y);

    if (cell->width == 0 && x > 0)
        blank_cell(cell - 1);
    if (cell->width == 2 && x + 1 < canvas->w)
        blank_cell(cell + 1);
}

/* Cuts S, LEN bytes long, between code points. */
static size_t cluster_cut(const char *s, size_t len)
{
    if (len <= CLUSTER_MAX)
        return len;
    for (len = CLUSTER_MAX; len > 0 && (s[len] & 0xC0) == 0x80; len--)
        ;
    return len;
}

static void cell_set(struct canvas *canvas, int x, int y, enum style style, const char *s, size_t len,
                     int width)
{
    struct cell *cell = cell_at(canvas, x, y);

    break_wide(canvas, x, y);
    len = cluster_cut(s, len);
    *cell = (struct cell){.len = (uint8_t)len, .width = (uint8_t)width & 3, .selected = cell->selected,
                          .style = (uint8_t)style & 31};
    if (len <= CELL_BYTES) {
        memcpy(cell->bytes, s, len);
    } else {
        cell->pool = (uint32_t)canvas->pool.len;
        str_add_n(&canvas->pool, s, len);
    }
    if (width == 2) {
        break_wide(canvas, x + 1, y);
        cell[1].len = 0;
        cell[1].width = 0;
        cell[1].style = cell->style;
    }
}

/* The same mark, a cell wide, in N cells; whether they are selected stays as it is. */
static void set_marks(struct canvas *canvas, int x, int y, enum style style, const char *mark, int n)
{
    struct cell cell = {.len = (uint8_t)strlen(mark), .width = 1, .style = (uint8_t)style & 31};

    if (n <= 0)
        return;
    memcpy(cell.bytes, mark, cell.len);
    break_wide(canvas, x, y);
    break_wide(canvas, x + n - 1, y);
    for (struct cell *at = cell_at(canvas, x, y), *end = at + n; at < end; at++) {
        cell.selected = at->selected;
        *at = cell;
    }
}

/* N cells that are one byte of S each; whether they are selected stays as it is. A frame is mostly this. */
static void set_simple(struct canvas *canvas, int x, int y, enum style style, const char *s, size_t n)
{
    if (n == 0)
        return;
    struct cell *cells = cell_at(canvas, x, y);
    break_wide(canvas, x, y);
    break_wide(canvas, x + (int)n - 1, y);
    for (size_t i = 0; i < n; i++)
        cells[i] = (struct cell){.bytes = {s[i]}, .len = 1, .width = 1, .selected = cells[i].selected,
                                 .style = (uint8_t)style & 31};
}

/* Puts clusters of the safe text S into the cells [X, END) of a row; returns where it stopped. */
static int put_clusters(struct canvas *canvas, int x, int y, int end, enum style style, const char *s)
{
    int width;

    for (size_t n; (n = text_cluster(s, &width)) > 0; s += n) {
        if (width > end - x)
            break;
        if (width > 0 && x >= 0 && x + width <= canvas->w)
            cell_set(canvas, x, y, style, s, n, width);
        x += width;
    }
    return x;
}

/* True when the beginning of TEXT that matters in WIDTH cells is printable ASCII: a byte a cell. */
static bool is_simple(const char *text, int width, size_t *ret_len)
{
    size_t n = 0;

    while (text[n] >= ' ' && text[n] <= '~' && n <= (size_t)width)
        n++;
    *ret_len = n;
    return !text[n] || (n > (size_t)width && !(text[n] & 0x80));
}

static const char *ellipsis(const struct canvas *canvas)
{
    return canvas->ascii ? "~" : "…";
}

static int put_safe(struct canvas *canvas, int x, int y, int width, enum style style, const char *text)
{
    int stop = x;

    if (text_fit(text, width) == strlen(text))
        return put_clusters(canvas, x, y, x + width, style, text) - x;
    stop = put_clusters(canvas, x, y, x + width - 1, style, text);
    return put_clusters(canvas, stop, y, stop + 1, style, ellipsis(canvas)) - x;
}

int canvas_put(struct canvas *canvas, int x, int y, int width, enum style style, const char *text)
{
    _cleanup_str_ struct str safe = STR_INIT;
    size_t n;

    if (canvas->veil)
        text = canvas->veil->names(canvas->veil->ctx, text);
    if (width > canvas->w - x)
        width = canvas->w - x;
    if (y < 0 || y >= canvas->h || width <= 0)
        return 0;
    if (is_simple(text, width, &n) && x >= 0) {
        bool fits = n <= (size_t)width;
        set_simple(canvas, x, y, style, text, fits ? n : (size_t)width - 1);
        return fits ? (int)n : put_clusters(canvas, x + width - 1, y, x + width, style, ellipsis(canvas)) - x;
    }
    if (canvas->ascii)
        text_ascii(&safe, text);
    else
        text_safe(&safe, text, true);
    return put_safe(canvas, x, y, width, style, str_text(&safe));
}

int canvas_put_written(struct canvas *canvas, int x, int y, int width, enum style style, const char *text)
{
    return canvas_put(canvas, x, y, width, style, canvas->veil ? canvas->veil->written(canvas->veil->ctx, text) : text);
}

void canvas_put_right(struct canvas *canvas, int x, int y, int width, enum style style, const char *text)
{
    _cleanup_str_ struct str safe = STR_INIT;
    size_t n;

    if (canvas->veil)
        text = canvas->veil->names(canvas->veil->ctx, text);
    if (is_simple(text, width, &n) && n <= (size_t)width) {
        canvas_put(canvas, x + width - (int)n, y, (int)n, style, text);
        return;
    }
    if (canvas->ascii)
        text_ascii(&safe, text);
    else
        text_safe(&safe, text, true);
    int taken = text_width(str_text(&safe));
    int indent = taken < width ? width - taken : 0;
    canvas_put(canvas, x + indent, y, width - indent, style, str_text(&safe));
}

int canvas_printf(struct canvas *canvas, int x, int y, int width, enum style style, const char *fmt, ...)
{
    _cleanup_str_ struct str text = STR_INIT;
    va_list ap;

    va_start(ap, fmt);
    str_vprintf(&text, fmt, ap);
    va_end(ap);
    return canvas_put(canvas, x, y, width, style, str_text(&text));
}

static struct area clip(const struct canvas *canvas, struct area area)
{
    int right = area.x + area.w < canvas->w ? area.x + area.w : canvas->w;
    int bottom = area.y + area.h < canvas->h ? area.y + area.h : canvas->h;

    area.x = area.x > 0 ? area.x : 0;
    area.y = area.y > 0 ? area.y : 0;
    area.w = right - area.x;
    area.h = bottom - area.y;
    return area;
}

void canvas_fill(struct canvas *canvas, struct area area, enum style style)
{
    struct cell *first = NULL, cell = blank;

    area = clip(canvas, area);
    cell.style = (uint8_t)style & 31;
    for (int y = area.y; y < area.y + area.h && area.w > 0; y++) {
        struct cell *row = cell_at(canvas, area.x, y);
        break_wide(canvas, area.x, y);
        break_wide(canvas, area.x + area.w - 1, y);
        for (int x = 0; !first && x < area.w; x++)
            row[x] = cell;
        if (first)
            memcpy(row, first, (size_t)area.w * sizeof *row);
        else
            first = row;
    }
}

/* N of them side by side. */
static void put_marks(struct canvas *canvas, int x, int y, enum style style, const char *mark, int n)
{
    struct area area = clip(canvas, (struct area){x, y, n, 1});

    if (area.h > 0)
        set_marks(canvas, area.x, area.y, style, mark, area.w);
}

void canvas_frame(struct canvas *canvas, struct area area, enum style style)
{
    const struct frame_marks *m = canvas->ascii ? &frame_ascii : &frame_utf8;
    int right = area.x + area.w - 1, bottom = area.y + area.h - 1;

    put_marks(canvas, area.x + 1, area.y, style, m->across, area.w - 2);
    put_marks(canvas, area.x + 1, bottom, style, m->across, area.w - 2);
    for (int y = area.y + 1; y < bottom; y++) {
        put_marks(canvas, area.x, y, style, m->down, 1);
        put_marks(canvas, right, y, style, m->down, 1);
    }
    put_marks(canvas, area.x, area.y, style, m->top_left, 1);
    put_marks(canvas, right, area.y, style, m->top_right, 1);
    put_marks(canvas, area.x, bottom, style, m->bottom_left, 1);
    put_marks(canvas, right, bottom, style, m->bottom_right, 1);
}

void canvas_select(struct canvas *canvas, struct area area)
{
    area = clip(canvas, area);
    for (int y = area.y; y < area.y + area.h; y++) {
        for (int x = area.x; x < area.x + area.w; x++)
            cell_at(canvas, x, y)->selected = true;
    }
}

void canvas_set_cursor(struct canvas *canvas, int x, int y)
{
    canvas->cursor_x = x;
    canvas->cursor_y = y;
}

void canvas_point(struct canvas *canvas, struct area row, bool focus)
{
    canvas_put(canvas, row.x, row.y, 1, STYLE_KEY, ">");
    if (!focus)
        return;
    canvas_select(canvas, row);
    canvas_set_cursor(canvas, row.x, row.y);
}

struct area area_inside(struct area area)
{
    return (struct area){area.x + 1, area.y + 1, area.w - 2, area.h - 2};
}

static void trim_line(struct str *to, size_t from)
{
    while (to->len > from && to->s[to->len - 1] == ' ')
        to->s[--to->len] = '\0';
    str_add_char(to, '\n');
}

static void dump_styles(const struct canvas *canvas, int y, struct str *to)
{
    size_t from = to->len;

    for (int x = 0; x < canvas->w; x++) {
        const struct cell *cell = canvas_cell(canvas, x, y);
        bool empty = cell->len == 1 && cell->bytes[0] == ' ' && !cell->selected;
        str_add_char(to, empty ? ' ' : (char)((cell->selected ? 'A' : 'a') + cell->style));
    }
    trim_line(to, from);
}

void canvas_dump(const struct canvas *canvas, struct str *to, bool styles)
{
    for (int y = 0; y < canvas->h; y++) {
        size_t from = to->len, n;
        for (int x = 0; x < canvas->w; x++) {
            const char *cluster = canvas_cluster(canvas, canvas_cell(canvas, x, y), &n);
            str_add_n(to, cluster, n);
        }
        trim_line(to, from);
        if (styles)
            dump_styles(canvas, y, to);
    }
}
