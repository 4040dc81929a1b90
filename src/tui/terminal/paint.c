#include "paint.h"

#include <string.h>

enum {
    CHEAP_GAP = 4,    /* so many cells are written again rather than jumped over */
    ERASE_ROW = 4,    /* so many blanks at the end of a row are erased rather than written, */
    ERASE_WITHIN = 10 /* and so many elsewhere: the pen must be moved behind them */
};

enum { RUN_BYTES = 256 };

/* Where the terminal's pen stands; x -1: not known. Cells that follow each other in one style are put together. */
struct state {
    const struct pen *pen;
    const struct canvas *new;
    int x, y;
    int style; /* -1: not known */
    bool selected;
    char run[RUN_BYTES];
    size_t len;
    int cells;
};

static void flush(struct state *s)
{
    if (s->cells > 0)
        s->pen->put(s->pen->ctx, s->run, s->len, s->cells);
    s->len = 0;
    s->cells = 0;
}

/* A blank that looks the same in every style but those that mark it. */
static bool is_blank(const struct pen *pen, const struct cell *cell)
{
    return cell->len == 1 && cell->bytes[0] == ' ' && !cell->selected && !(pen->inked >> cell->style & 1);
}

/* How many cells from X on are alike to the last bit, as most are. */
static int same_bits(const struct canvas *old, const struct canvas *new, int x, int y, int w)
{
    const struct cell *a = canvas_cell(old, x, y), *b = canvas_cell(new, x, y);
    int n = 0;

    while (x + n < w && a[n].len <= CELL_BYTES && memcmp(&a[n], &b[n], sizeof *a) == 0)
        n++;
    return n;
}

static bool same_cell(const struct pen *pen, const struct canvas *old, const struct canvas *new, int x, int y)
{
    const struct cell *a = canvas_cell(old, x, y), *b = canvas_cell(new, x, y);
    size_t n, m;

    if (a->len == 1 && b->len == 1 && a->bytes[0] != b->bytes[0]) /* as most are that differ */
        return false;
    if (is_blank(pen, a) && is_blank(pen, b))
        return true;
    if (a->style != b->style || a->selected != b->selected || a->width != b->width || a->len != b->len)
        return false;
    const char *s = canvas_cluster(old, a, &n), *t = canvas_cluster(new, b, &m);
    return memcmp(s, t, n) == 0;
}

/* One code point in one cell: terminals agree about its width. After anything else the pen is placed anew. */
static bool is_certain(const struct cell *cell, const char *cluster)
{
    unsigned char lead = (unsigned char)cluster[0];
    size_t one = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;

    return cell->width == 1 && cell->len == one && one < 4;
}

/* Whether the pen's style does for the cell. */
static bool wears(const struct state *s, const struct cell *cell)
{
    if (s->style < 0)
        return false;
    if (s->style == cell->style && s->selected == cell->selected)
        return true;
    return is_blank(s->pen, cell) && !s->selected && !(s->pen->inked >> s->style & 1);
}

static void wear(struct state *s, enum style style, bool selected)
{
    flush(s);
    s->pen->style(s->pen->ctx, style, selected);
    s->style = (int)style;
    s->selected = selected;
}

static void put_cell(struct state *s, int x, int y)
{
    const struct cell *cell = canvas_cell(s->new, x, y);

    if (!wears(s, cell))
        wear(s, (enum style)cell->style, cell->selected);
    if (s->len > RUN_BYTES - CELL_BYTES)
        flush(s);
    if (cell->len == 1 && cell->width == 1) { /* most of them, without further questions */
        s->run[s->len++] = cell->bytes[0];
        s->cells++;
        s->x = x + 1;
        return;
    }
    size_t n;
    const char *cluster = canvas_cluster(s->new, cell, &n);
    if (!is_certain(cell, cluster)) {
        flush(s);
        s->pen->put(s->pen->ctx, cluster, n, 0);
        s->x = -1;
        return;
    }
    memcpy(s->run + s->len, cell->bytes, CELL_BYTES);
    s->len += n;
    s->cells++;
    s->x = x + 1;
}

/* Whether the cells from the pen to X can be written again without a change of style. */
static bool is_cheap(const struct state *s, int x, int y)
{
    if (s->x < 0 || s->y != y || x - s->x > CHEAP_GAP)
        return false;
    for (int i = s->x; i < x; i++) {
        const struct cell *cell = canvas_cell(s->new, i, y);
        if (!wears(s, cell) || cell->width != 1 || cell->len != 1)
            return false;
    }
    return true;
}

static void go(struct state *s, int x, int y)
{
    if (is_cheap(s, x, y)) {
        while (s->x < x)
            put_cell(s, s->x, y);
    } else if (s->x != x || s->y != y) {
        flush(s);
        s->pen->move(s->pen->ctx, x, y);
    }
    s->x = x;
    s->y = y;
}

/* Where the blanks that begin at X end. */
static int blanks_end(const struct state *s, int x, int y)
{
    while (x < s->new->w && is_blank(s->pen, canvas_cell(s->new, x, y)))
        x++;
    return x;
}

/* Many blanks at once. Returns where they end; X: there are not so many, or the terminal cannot. */
static int erase(struct state *s, int x, int y)
{
    int end = blanks_end(s, x, y);
    bool row = end == s->new->w;

    if (end - x < (row ? ERASE_ROW : ERASE_WITHIN))
        return x;
    go(s, x, y);
    if (!wears(s, canvas_cell(s->new, x, y)))
        wear(s, STYLE_TEXT, false);
    flush(s);
    return s->pen->erase(s->pen->ctx, row ? -1 : end - x) ? end : x;
}

static void paint_row(struct state *s, const struct canvas *old, int y, int w)
{
    for (int x = 0; (x += same_bits(old, s->new, x, y, w)) < w; x++) {
        if (canvas_cell(s->new, x, y)->width == 0 || same_cell(s->pen, old, s->new, x, y))
            continue;
        int end = is_blank(s->pen, canvas_cell(s->new, x, y)) ? erase(s, x, y) : x;
        if (end > x) {
            x = end - 1;
            continue;
        }
        if (s->x != x || s->y != y)
            go(s, x, y);
        put_cell(s, x, y);
    }
    flush(s);
    s->x = -1; /* at the right edge terminals differ about where the pen waits */
}

void paint_difference(struct canvas *shown, const struct canvas *new, const struct pen *pen, bool corner)
{
    struct state s = {.pen = pen, .new = new, .x = -1, .y = -1, .style = -1};
    bool pools = shown->pool.len > 0 || new->pool.len > 0;
    size_t row = (size_t)new->w * sizeof *new->cells;

    for (int y = 0; y < new->h && row > 0; y++) {
        struct cell *old = shown->cells + (size_t)y * (size_t)new->w;
        if (!pools && memcmp(old, canvas_cell(new, 0, y), row) == 0)
            continue;
        paint_row(&s, shown, y, new->w - (y == new->h - 1 && !corner));
        memcpy(old, canvas_cell(new, 0, y), row);
    }
    if (pools) {
        str_clear(&shown->pool);
        str_add_n(&shown->pool, str_text(&new->pool), new->pool.len);
    }
    pen->style(pen->ctx, STYLE_TEXT, false);
}
