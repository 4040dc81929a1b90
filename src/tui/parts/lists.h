/* What the shell does for lists: their filters and marks, and the clipboard. */
#pragma once

#include "shell.h"

/* Does ACTION of VIEW; false: it is none of these. */
bool lists_act(struct shell *shell, struct view *view, enum action action);
/* Filters what is below the prompt. What makes no sense can be mended where it was typed. */
void lists_filter(struct shell *shell, const char *words);
/* Marks what fits WORDS, as above. */
void lists_mark(struct shell *shell, const char *words);
/* Has LINE run for a key, and SAID said when it is done, or where that is NULL what its answer says; OF_MARKED: what is marked in the list is so no longer when it is done. */
void lists_do(struct shell *shell, const char *line, const char *said, bool of_marked);
/* Gives TEXT to the clipboard, and says so. */
void lists_copy(struct shell *shell, const char *text);
/* Whether VIEW may do ACTION; MANY: with all that are marked, which it is told. */
bool lists_allow(struct shell *shell, struct view *view, enum action action, bool many);
