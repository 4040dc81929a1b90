/* The page of the rules from the inside: what it is opened with, where one is on it, and what is being typed. */
#pragma once

#include "editor.h"
#include "rules_grid.h"
#include "rules_view.h"
#include "view.h"
#include "what_if_box.h"

#include "paletti/app/rule_page.h"
#include "paletti/app/typing.h"

/* What is typed, or asked. */
enum rules_mode {
    RULES_LOOK,
    RULES_TYPE,  /* in the row, or the day, where one is */
    RULES_SAVE,  /* from when it holds */
    RULES_LEAVE, /* whether to save */
};

/* A line below the grid, or of the second column: a heading, a blank, or a row. */
struct rules_line {
    int column, y;       /* y counted from the first line of its column */
    int row;             /* -1: a heading */
    enum rule_section section;
};

struct rules_view {
    struct view base;
    char *argument;
    struct rule_page *page; /* NULL until it is loaded */
    struct typing begun;    /* what was typed before: loading fills it in */
    enum rules_mode mode;
    enum rule_week week;
    size_t at; /* a day, or WEEK_DAYS and a row behind them */
    int minute, anchor;
    struct what_if_box what_if; /* what the changes would have meant */
    unsigned tried;             /* the page's edits it is about */
    struct spans copied;
    bool has_copied;
    struct editor editor;
    bool fresh;             /* what stands there goes with the first letter that is typed */
    struct str meaning; /* of what is typed */
    bool wrong;
    bool saves; /* load writes it */
    bool away;  /* a calendar is imported meanwhile: load reads the rules anew */
    bool yes;   /* the answer that is marked */
    struct rules_line *lines;
    size_t n_lines, cap_lines;
    int tops[2], heights[2]; /* of both columns: the first line that is shown, and how many there are */
};

/* The row that one is on; rule_page_rows: none, but a day. */
size_t rules_row(const struct rules_view *view);
bool rules_on_grid(const struct rules_view *view);
/* Other tables of operations stand in for the page's own while something is typed or asked. */
void rules_set_mode(struct rules_view *view, enum rules_mode mode);
extern const struct view_ops view_rules_typing_ops, view_rules_asking_ops;

/* rules_page.c: where everything stands, and painting it. */
void rules_place(struct rules_view *view);
void rules_show(struct rules_view *view); /* scrolls to where one is */
void rules_draw(const struct view *base, struct canvas *canvas, struct area area, bool focus);
void rules_extent(const struct view *base, int room, int *ret_w, int *ret_h);
int64_t rules_item_at(const struct view *base, int y);

/* rules_week.c: what a key does with the week. False: it is none of the week's. */
bool rules_week_act(struct rules_view *view, enum action action, struct effects *effects);

/* rules_edit.c: keys. */
void rules_act(struct view *base, enum action action, struct effects *effects);
void rules_typing_act(struct view *base, enum action action, struct effects *effects);
void rules_asking_act(struct view *base, enum action action, struct effects *effects);
void rules_type(struct view *base, const char *text, struct effects *effects);
