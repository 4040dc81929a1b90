/* The boxes of a form: one field each, in which a person types, chooses or ticks. A box knows nothing of what the text
 * means: that is asked of the form. */
#pragma once

#include "editor.h"

#include "paletti/app/form.h"

enum { BOX_ROWS_MAX = 8, BOX_LETTERS = 16 };

struct box {
    const struct form_field *field;
    size_t number; /* of the field in the form */
    struct editor editor; /* of a line, or a text: what stands there */
    int choice;           /* of a choice; -1: none */
    bool on;              /* of a flag */
    bool large;           /* more than is edited here: LARGE_TEXT is shown */
    char letters[BOX_LETTERS]; /* typed so far to find a choice */
    bool changed;         /* by the person */
    bool fresh;           /* changed, and the form does not know it yet */
    char *error;          /* what is wrong with it, or NULL */
    struct str meaning;   /* how the form understood it */
};

void box_init(struct box *box, const struct form_field *field, const char *text);
void box_done(struct box *box);
/* Replaces what stands there. */
void box_set(struct box *box, const char *text);
/* What the form is to be told. Borrowed. */
const char *box_text(const struct box *box);
/* What was typed or pasted. False: it does not go in there. */
bool box_type(struct box *box, const char *text);
/* An editing action, or one row up or down in a text as wide as WIDTH. False when it does nothing here: the form may move
 * on. */
bool box_act(struct box *box, enum action action, int width);
/* Rows it takes where it is WIDTH cells wide. */
int box_rows(const struct box *box, int width);
/* Paints it into AREA, as many rows as box_rows says; FOCUS: with the cursor. Returns the cells of its first row. */
int box_draw(const struct box *box, struct canvas *canvas, struct area area, bool focus);
