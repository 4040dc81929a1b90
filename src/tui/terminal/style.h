/* Named styles: views say what a thing is, a theme says how that looks. Every state also has a letter or a word, so
 * that nothing depends on colour. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

enum style {
    STYLE_TEXT,
    STYLE_QUIET,     /* what may be overlooked: dates, hints, empty columns */
    STYLE_BRAND,     /* the name of the program */
    STYLE_TITLE,     /* the title line */
    STYLE_FRAME,
    STYLE_FRAME_ON,  /* the frame of the pane that has the focus */
    STYLE_HEAD,      /* a pane's heading */
    STYLE_COLUMN,    /* column headings */
    STYLE_GOOD,      /* open, on time */
    STYLE_WAITING,   /* an answer is owed */
    STYLE_ALERT,     /* overdue */
    STYLE_THEIRS,    /* a breach of the client's */
    STYLE_MINE,      /* a breach of my own */
    STYLE_KEY,       /* a key in a hint */
    STYLE_STATUS,
    STYLE_ERROR,
    STYLE_INPUT,     /* text being typed */
    STYLES_N,
};

enum color_depth { DEPTH_MONO, DEPTH_8, DEPTH_256 };

enum look_attribute {
    LOOK_BOLD = 1 << 0,
    LOOK_DIM = 1 << 1,
    LOOK_UNDERLINE = 1 << 2,
    LOOK_REVERSE = 1 << 3,
};

/* How a style is painted. Colours are numbers of the 256-colour palette, of which the first 8 are the terminal's own;
 * -1 is the terminal's default. */
struct look {
    int16_t color, color8; /* with 256 colours, with 8 */
    uint8_t attributes;
};

/* The selected row keeps its styles' colours and lies on one background. */
struct theme {
    const char *name;
    struct look styles[STYLES_N];
    int16_t selected, selected8; /* backgrounds; -1: reversed instead */
};

/* NAME, or NULL when there is no such theme. Static. */
const struct theme *theme_find(const char *name);
/* The theme NAME on what the terminal says of itself in COLORFGBG ("15;0", or NULL). Where there is no such theme, the one that
 * fits the terminal, else dark. */
const struct theme *theme_for(const char *name, const char *colorfgbg);
/* STYLE in THEME at DEPTH, on the selected row or not. *RET_BACK gets the background, or -1. */
struct look theme_look(const struct theme *theme, enum style style, bool selected, enum color_depth depth,
                       int *ret_back);
