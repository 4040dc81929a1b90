/* One step of a goodbye: rows of what it is about, and of what can be done there. What a key does to a row
 * stands in the tables of step_acts.c; how rows are painted in step_rows.c. */
#pragma once

#include "goodbye.h"

struct step_choice;

/* An item of the step, or a choice of it. */
struct step_row {
    const struct farewell_item *item; /* NULL: a choice */
    const struct step_choice *choice;
};

struct goodbye_step {
    struct goodbye goodbye;
    char *client; /* as it was opened with */
    enum farewell_step step;
    struct step_row *rows; /* the tag of a row is its place, from 1 */
    size_t n, cap;
};

/* How a line that is typed is read: a text; a day, and a text behind it; a day that may be missing before the
 * text; "what, where" behind such a day. */
enum step_typed { STEP_UNTYPED, STEP_TEXT, STEP_DAY_FIRST, STEP_MAYBE_DAY, STEP_WHAT_WHERE };

/* What can be done on a step beside what its items offer. */
struct step_choice {
    enum farewell_step step;
    enum action key; /* beside open-it */
    int8_t does;     /* enum farewell_act_kind, -1: it opens a page */
    int8_t typed;    /* enum step_typed */
    int64_t number;
    const char *heading;      /* N_(), above it, of the first of several; or NULL */
    const char *text;         /* N_() */
    const char *label, *hint; /* N_(): of the line that is typed */
    bool (*offered)(const struct goodbye_step *view);
    int (*chosen)(
        const struct goodbye_step *view); /* which number is in use; NULL: it is no choice between several */
    const char *(*before)(const struct goodbye_step *view); /* what stands on the line; or NULL */
    void (*open)(const struct goodbye_step *view, struct effects *effects);
};

static inline const struct farewell_page_step *step_of(const struct goodbye_step *view)
{
    return &view->goodbye.page.steps[view->step];
}
/* The row with TAG, or NULL. */
const struct step_row *step_row(const struct goodbye_step *view, int tag);

/* step_choices.c: calls FN for the choices of the step that are offered now. */
void step_each_choice(const struct goodbye_step *view,
                      void (*fn)(void *ctx, const struct step_choice *choice), void *ctx);
/* step_acts.c: what ACTION does about the selected row: opens, begins a line that is typed, or has load do
 * it. */
void step_act(struct after *after, enum action action, struct effects *effects);
int step_perform(struct after *after, const char *typed, struct effects *effects, unsigned *ret_changes,
                 struct err *err);

/* step_rows.c: paints the step. */
void step_fill(struct after *after);
