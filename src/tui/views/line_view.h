/* An entry of the log, typed on one line at the bottom. */
#pragma once

#include "view.h"

/* What is said already. */
enum line_what { LINE_ANYTHING, LINE_IN, LINE_OUT, LINE_CALL, LINE_PAYMENT };

/* What view_line_ops is opened with, for the client CLIENT (a ref), called NAME. Owned. */
char *line_view_argument(const char *client, const char *name, enum line_what what);
