/* What the answer view can do beyond a view: it is filled while the command runs. */
#pragma once

#include "view.h"

/* Adds a line. False when the text is as long as it may be: the line, or what would follow, is not taken, and the view
 * says so. */
bool answer_view_add(struct view *view, enum style style, const char *line);
bool answer_view_empty(const struct view *view);
/* What it says, where that is one line of at most WIDTH cells, for which nothing needs to be opened; else NULL. */
const char *answer_view_short(const struct view *view, int width);
