/* An entry of the log, typed on one line at the bottom. */
#pragma once

#include "view.h"

/* What is said already. */
enum line_what { LINE_ANYTHING, LINE_IN, LINE_OUT, LINE_CALL };

/* For the client with the store's id CLIENT, called NAME. */
struct view *line_view_new(const struct scene *scene, int64_t client, const char *name, enum line_what what);
