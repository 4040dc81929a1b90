/* Lines of text that are read by scrolling: entries, explanations, answers, help. Long lines are wrapped between
 * words. */
#pragma once

#include "canvas.h"
#include "listing.h"

/* A line as it came. */
struct scroll_part {
    size_t from, len; /* in the text */
    int hang;         /* where its continuations begin */
    enum style style;
};

/* A line as it is shown. */
struct scroll_line {
    size_t from, len; /* in the text */
    int indent;       /* of a continuation */
    enum style style;
};

/* Bytes of S, a line LEN bytes long, that stand on its first row of WIDTH cells: up to the last blank that fits, else as
 * many as fit. */
size_t scroll_wrap(const char *s, size_t len, int width);

struct scroll {
    struct str text; /* safe to show; the lines as they came, each a string of its own */
    struct scroll_part *parts;
    size_t n_parts, cap_parts;
    struct scroll_line *lines;
    size_t n, cap;
    struct listing list; /* its top is the first line shown; the selection follows it */
    int width, widest;   /* wrapped at; cells of the longest line as it came */
};

void scroll_done(struct scroll *scroll);
void scroll_clear(struct scroll *scroll);
/* Adds TEXT, which may hold several lines; continuations stand two cells further in than their line. */
void scroll_add(struct scroll *scroll, const char *text);
/* The same in a style, continuations HANG cells in: below what stands behind a label. */
void scroll_add_styled(struct scroll *scroll, enum style style, int hang, const char *text);
/* Wraps anew for a place of W times H cells; also after lines were added. The place in the text is kept. */
void scroll_resize(struct scroll *scroll, int w, int h);
/* False when ACTION is no movement. */
bool scroll_act(struct scroll *scroll, enum action action);
void scroll_draw(const struct scroll *scroll, struct canvas *canvas, struct area area, bool focus);
/* What it would take in a place ROOM cells wide: cells of the longest line, and lines. */
void scroll_extent(const struct scroll *scroll, int room, int *ret_w, int *ret_h);
/* "1-20/45", or nothing when all is seen. */
void scroll_position(const struct scroll *scroll, struct str *to);
