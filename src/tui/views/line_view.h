/* An entry of the log, typed on one line at the bottom. */
#pragma once

#include "view.h"

/* What is said already. */
enum line_what { LINE_ANYTHING, LINE_IN, LINE_OUT, LINE_CALL, LINE_NOTE, LINE_PAYMENT, LINE_PROMISE, LINE_SIGNS };

/* What view_line_ops is opened with, for the client CLIENT (a ref), called NAME. Owned. */
char *line_view_argument(const char *client, const char *name, enum line_what what);
/* Opens the line in which energy and signs of N entries are typed; REFS: with commas between. */
void line_view_sign(const char *refs, size_t n, struct effects *effects);
