/* A line that is typed at the bottom of a page, with how it is understood below. While it is, another table of operations
 * stands in for the page's own. */
#pragma once

#include "editor.h"

enum { ASKING_H = 3 }; /* a blank line, what is typed, and how it is understood */

struct asking {
    bool on;
    struct editor editor;
    bool fresh; /* what stands there goes with the first letter */
    bool saves; /* Enter was pressed: load */
    struct str meaning;
    bool wrong;
};

void asking_done(struct asking *asking);
void asking_begin(struct asking *asking, const char *text);
void asking_type(struct asking *asking, const char *text);
/* ACTION of one who types: Enter asks for saving, Esc ends it; false when it is ended. */
bool asking_act(struct asking *asking, enum action action);
/* Into the last lines of AREA. */
void asking_draw(const struct asking *asking, struct canvas *canvas, struct area area, const char *label);
