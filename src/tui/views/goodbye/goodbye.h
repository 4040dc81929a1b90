/* What the pages of letting go have in common: the goodbye as it is recorded, read anew at each look. */
#pragma once

#include "after.h"
#include "goodbye_view.h"

#include "paletti/app/farewell.h"

struct goodbye {
    struct after after;
    struct farewell_page page; /* none where it was not decided */
    char *refused;             /* the sentence of that; or NULL */
    int next;                  /* the step that was to be done next, from 1; 0: none yet */
};

/* CLIENT as a person names one. 0 also where nothing was decided. */
int goodbye_read(struct goodbye *view, const char *client, struct err *err);
void goodbye_forget(struct after *after);
/* As farewell_do, with its outcomes as those of a page. */
int goodbye_do(const struct goodbye *view, const struct farewell_act *act, unsigned *ret_changes,
               struct err *err);

/* Asks why STEP is not needed; and has it so. */
void goodbye_ask_waive(struct goodbye *view, int step);
int goodbye_waive(const struct goodbye *view, int step, const char *why, unsigned *ret_changes,
                  struct err *err);

/* "[x] ": done, waits, blocked ... */
const char *goodbye_box(enum farewell_stand stand);
/* That it is a test, or that real money moves, and nothing else where no money does. */
void goodbye_put_mode(struct after *after, const char *mode);
const char *goodbye_mode(const struct goodbye *view);
/* Opens STEP's own page; with WAY 1 or -1 the one behind or before it that is needed, in the place of STEP's.
 */
void goodbye_open(const struct goodbye *view, int step, struct effects *effects);
void goodbye_turn(const struct goodbye *view, int step, int way, struct effects *effects);
/* The next one that is to be done, in the place of STEP's; back to all of them where there is none. */
void goodbye_go_on(const struct goodbye *view, int step, struct effects *effects);
/* "6/14 Meetings TEST". */
void goodbye_step_corner(enum farewell_step step, const char *mode, struct str *to);
/* A step's first lines: how it stands, what cannot be undone, and the mode. */
void goodbye_put_head(struct goodbye *view, enum farewell_step step);
/* A dialog's corner. */
void goodbye_corner(const struct view *base, struct str *to);
