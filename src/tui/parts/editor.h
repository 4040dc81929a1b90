/* The line editor: one line of text and a cursor that moves by grapheme clusters. Every text field of the
 * screen is one of these; long ones hold several lines, which whoever draws them wraps. */
#pragma once

#include "actions.h"
#include "canvas.h"

#include "paletti/base/str.h"

struct editor {
    struct str text;
    size_t at;  /* the cursor, a byte offset between clusters */
    bool lines; /* a text of several lines: newlines and tabs stay */
};

void editor_done(struct editor *editor);
void editor_set(struct editor *editor, const char *text); /* the cursor goes to the end */
/* What an editor holds at most; longer texts are for the person's own editor. */
enum { EDITOR_MAX = 64 * 1024 };
/* Inserts TEXT, typed or pasted, at the cursor; newlines become spaces where there is one line, other control
 * characters are dropped. False when there is no room: nothing is inserted. */
bool editor_insert(struct editor *editor, const char *text);
/* Replaces the bytes from FROM to the cursor. */
void editor_replace(struct editor *editor, size_t from, const char *text);
/* Carries out a moving or erasing action; false when it is none of these. */
bool editor_act(struct editor *editor, enum action action);
/* Paints the text into AREA's first row, scrolled so that the cursor is seen, and sets the canvas' cursor. */
void editor_draw(const struct editor *editor, struct canvas *canvas, struct area area);
