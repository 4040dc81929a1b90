/* A grid of character cells: all that a view ever paints on. It knows nothing of a terminal, so every screen
 * can be written down as text and compared.
 *
 * A cell holds one grapheme cluster; a wide one takes two cells, the second of which is empty. What is put
 * here comes from anywhere, so putting makes it safe: no cell can steer a terminal. Everything is clipped to
 * the grid. */
#pragma once

#include "style.h"

#include "paletti/base/str.h"

struct area {
    int x, y, w, h;
};

enum { CELL_BYTES = 8 }; /* what a cell holds itself; longer clusters stand in the pool */

struct cell {
    union {
        char bytes[CELL_BYTES];
        uint32_t pool; /* where in the pool it begins */
    };
    uint8_t len;
    uint8_t width : 2;    /* 0: the right half of the cell before */
    uint8_t selected : 1; /* lies on the selected row */
    uint8_t style : 5;    /* enum style */
    uint16_t zero;        /* always: cells are compared whole */
};

/* What is done to texts before others see them: names hidden in all of them; and what somebody wrote. */
struct veil {
    const char *(*names)(void *ctx, const char *text);
    const char *(*written)(void *ctx, const char *text);
    void *ctx;
};

struct canvas {
    int w, h;
    bool ascii; /* the locale is not UTF-8: frames of ASCII, text in the nearest letters */
    int cursor_x,
        cursor_y; /* on what is selected, or where one types: eyes, readers and magnifiers follow it */
    struct cell *cells;
    struct str pool;
    const struct veil *veil; /* or NULL */
};

void canvas_init(struct canvas *canvas, bool ascii);
void canvas_done(struct canvas *canvas);
/* Empties and gives it a size; negative ones are 0. */
void canvas_reset(struct canvas *canvas, int w, int h);
/* The cell at X, Y, which must lie inside; and its cluster, *RET_LEN bytes long, borrowed until the next put.
 */
static inline const struct cell *canvas_cell(const struct canvas *canvas, int x, int y)
{
    return &canvas->cells[(size_t)y * (size_t)canvas->w + (size_t)x];
}
static inline const char *canvas_cluster(const struct canvas *canvas, const struct cell *cell,
                                         size_t *ret_len)
{
    *ret_len = cell->len;
    return cell->len > CELL_BYTES ? str_text(&canvas->pool) + cell->pool : cell->bytes;
}

/* Puts TEXT, on one line, into at most WIDTH cells from X, Y; what is cut off shows as "…" ("~" in ASCII).
 * Returns how many cells it took. */
int canvas_put(struct canvas *canvas, int x, int y, int width, enum style style, const char *text);
/* As canvas_put, of what a person typed: with a veil all of it is hidden. */
int canvas_put_written(struct canvas *canvas, int x, int y, int width, enum style style, const char *text);
/* The same, ending at the right end of the WIDTH cells. */
void canvas_put_right(struct canvas *canvas, int x, int y, int width, enum style style, const char *text);
int canvas_printf(struct canvas *canvas, int x, int y, int width, enum style style, const char *fmt, ...)
    _printf_(6, 7);
/* Blank cells. */
void canvas_fill(struct canvas *canvas, struct area area, enum style style);
/* A frame around AREA, on its outermost cells. */
void canvas_frame(struct canvas *canvas, struct area area, enum style style);
/* Shows the area as selected, over whatever it holds. */
void canvas_select(struct canvas *canvas, struct area area);
void canvas_set_cursor(struct canvas *canvas, int x, int y);
/* The selected row of a list: its mark, and, where the list has the FOCUS, that it is selected, and the cursor. */
void canvas_point(struct canvas *canvas, struct area row, bool focus);

/* What is inside a frame. */
struct area area_inside(struct area area);

/* The grid as lines of text without blanks at their ends. With STYLES, each line's styles follow below as
 * letters
 * ("a" is the first style, a capital a selected cell, "." blank text). */
void canvas_dump(const struct canvas *canvas, struct str *to, bool styles);
