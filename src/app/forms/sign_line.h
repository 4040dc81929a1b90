/* How an entry left the person, and what stood out in it, on one line: "2 haggles urgent -promise", in the words of any of
 * the three languages. Signs are behaviour (data/codes/signs); they add up to nothing. */
#pragma once

#include "inside.h"

#include "paletti/core/interaction.h"

/* Does to ENTRY what LINE says: 1 to 5, or e1 to e5 as a row of the log has it, is the energy, 0 takes it back; a sign, or a closeness (meal, confidence), is noted,
 * one with - before it taken back. 0; 1: LINE says nothing, ERR what it could; -1: no such sign. */
int sign_line_read(struct app *app, const char *line, struct interaction *entry, struct err *err);
/* Takes "+2 +haggles" off the end of what ENTRY says, and notes it; what is no sign stays. */
void sign_line_take(struct app *app, struct interaction *entry);
/* Appends "energy 2, haggles over the price, a meal"; nothing where nothing was noted. */
void sign_line_words(struct app *app, const struct interaction *entry, struct str *to);
