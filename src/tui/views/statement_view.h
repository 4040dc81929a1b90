/* The page of a client's credit statement. */
#pragma once

#include "view.h"

extern const struct view_ops view_statement_ops;

/* What it is opened with: the client's ref, the last day (DAY_NONE: today), and the refs of booked uses that go back (or
 * NULL). Owned. */
char *statement_view_argument(const char *client, int32_t on, const struct texts *given_back);
