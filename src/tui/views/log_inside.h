/* What the files of the log's view share: its state, the window of rows, and the marks. */
#pragma once

#include "listing.h"
#include "log_marks.h"
#include "log_rows.h"
#include "view.h"

struct log_view {
    struct view base;
    struct listing list; /* over the rows of the window */
    struct log_rows rows;
    int64_t client; /* the selected one, 0: none */
    char *name;
    bool everybody;
    bool restart; /* another log or search: begin at the newest */
    bool wishes;  /* a movement beyond the window waits for rows */
    struct list_move wish;
    int64_t anchor; /* the entry to select when it is loaded, 0: the one that is selected */
    int64_t total; /* entries of this log */
    char *words;   /* of the filter, or NULL */
    int64_t from;  /* the pane that set the filter, 0: the log itself */
    struct marks marks;
    struct log_marking marking; /* a walk that marks, while it goes on */
    enum action does;           /* with the selected entry, or with all marked ones: load finds their refs */
    bool seeks;    /* somebody wants rows above the first one, and they are not found yet */
};

/* NULL: the list is empty. */
const struct log_row *log_selected(const struct log_view *view);

/* --- the window of rows (log_window.c) --- */

/* Goes there when the rows are here; else once they are loaded. */
void log_window_move(struct log_view *view, struct list_move move);
int log_window_load(struct log_view *view, struct err *err);
/* Rows for the screen are missing, and looking for them is not done. */
bool log_window_looks_older(const struct log_view *view);
/* Whether anything is looked for, marks included. */
bool log_looks(const struct view *base);

/* --- marks, and what is done with one entry or with all marked ones (log_marked.c) --- */

int log_mark(struct view *base, const char *words, struct err *err);
void log_unmark(struct view *base);
bool log_is_marked(const struct log_view *view, int64_t id);
/* False: it is no act of marking, nor one on what is marked. */
bool log_mark_act(struct log_view *view, enum action action);
/* What log_mark_act wants done, or a slice of marking many: where the view may ask the app. */
int log_load_act(struct log_view *view, struct effects *effects, struct err *err);
int log_load_marks(struct log_view *view, struct effects *effects, struct err *err);
