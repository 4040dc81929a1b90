/* What the shell does for lists: their filters. */
#pragma once

#include "shell.h"

/* Does ACTION of VIEW; false: it is none of these. */
bool lists_act(struct shell *shell, struct view *view, enum action action);
/* Filters what is below the prompt. What makes no sense can be mended where it was typed. */
void lists_filter(struct shell *shell, const char *words);
