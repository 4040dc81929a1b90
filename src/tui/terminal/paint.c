#include "paint.h"

#include <string.h>

enum {
    CHEAP_GAP = 4,    /* so many cells are written again rather than jumped over */
    ERASE_ROW = 4,    /* so many blanks at the end of a row are erased rather than written, */
    ERASE_WITHIN = 10 /* and so many elsewhere: the pen must be moved behind them */
};

/* Where the terminal's pen stands; x -1: not known. */
struct state {
    const struct pen *pen;
    const struct canvas *new;
    int x, y;
    int style; /* -1: not known */
    bool selected;
};

/* A blank that looks the same in every style but those that mark it. */
static bool is_blank(const struct pen *pen, const struct cell *cell)
{
    return cell->len == 1 && cell->bytes[0] == ' ' && !cell->selected &&
           !pen->inks(pen->ctx, (enum style)cell->style);
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
    return is_blank(s->pen, cell) && !s->selected && !s->pen->inks(s->pen->ctx, (enum style)s->style);
}

static void put_cell(struct state *s, int x, int y)
{
    const struct cell *cell = canvas_cell(s->new, x, y);
    size_t n;
    const char *cluster = canvas_cluster(s->new, cell, &n);

    if (!wears(s, cell)) {
        s->pen->style(s->pen->ctx, (enum style)cell->style, cell->selected);
        s->style = cell->style;
        s->selected = cell->selected;
    }
    bool certain = is_certain(cell, cluster);
    s->pen->put(s->pen->ctx, cluster, n, certain);
    s->x = certain ? x + 1 : -1;
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
    if (!wears(s, canvas_cell(s->new, x, y))) {
        s->pen->style(s->pen->ctx, STYLE_TEXT, false);
        s->style = STYLE_TEXT;
        s->selected = false;
    }
    return s->pen->erase(s->pen->ctx, row ? -1 : end - x) ? end : x;
}

void paint_difference(const struct canvas *old, const struct canvas *new, const struct pen *pen, bool corner)
{
    struct state s = {pen, new, -1, -1, -1, false};

    for (int y = 0; y < new->h; y++) {
        int w = new->w - (y == new->h - 1 && !corner);
        for (int x = 0; (x += same_bits(old, new, x, y, w)) < w; x++) {
            if (canvas_cell(new, x, y)->width == 0 || same_cell(pen, old, new, x, y))
                continue;
            int end = erase(&s, x, y);
            if (end > x) {
                x = end - 1;
                continue;
            }
            go(&s, x, y);
            put_cell(&s, x, y);
        }
        s.x = -1; /* at the right edge terminals differ about where the pen waits */
    }
    pen->style(pen->ctx, STYLE_TEXT, false);
}
