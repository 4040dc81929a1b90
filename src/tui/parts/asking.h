/* A line that is typed at the bottom of a page, with how it is understood below. While it is, another table of operations
 * stands in for the page's own. */
#pragma once

#include "editor.h"
#include "view.h"

enum { ASKING_H = 3 }; /* a blank line, what is typed, and how it is understood */

struct asking {
    bool on;
    const struct view_ops *own; /* the page's, while it is */
    struct editor editor;
    bool fresh; /* what stands there goes with the first letter */
    bool saves; /* Enter was pressed: load */
    struct str meaning;
    bool wrong;
};

void asking_done(struct asking *asking);
/* VIEW has TYPING for its operations from now on, and TEXT stands on the line; then it has its own again. */
void asking_begin(struct asking *asking, struct view *view, const struct view_ops *typing, const char *text);
void asking_end(struct asking *asking, struct view *view);
/* What came back of a line that was typed in part. */
void asking_restore(struct asking *asking, const char *text);
/* What TYPING does of what is typed: Enter asks for saving, Esc ends it. */
void asking_type(struct asking *asking, struct view *view, const char *text);
void asking_act(struct asking *asking, struct view *view, enum action action);
/* R and ERR came back of asking what the line means: where it cannot be understood ERR stands there. */
void asking_understood(struct asking *asking, int r, const struct err *err);
/* Into the last lines of AREA. */
void asking_draw(const struct asking *asking, struct canvas *canvas, struct area area, const char *label);

extern const struct hint asking_hints[];
