/* The versions of the rules, who was told which, and a client's exceptions. */
#pragma once

#include "view.h"

extern const struct view_ops view_versions_ops, view_told_ops, view_exceptions_ops;

/* What view_exceptions_ops is opened with: the client's ref, id and name. Owned. */
char *exceptions_view_argument(const char *client, int64_t id, const char *name);
/* What view_told_ops is opened with: the client (a ref, or NULL) on whom it begins, and the version that is asked about, which
 * begins at RULE and, in words, SINCE; INSTANT_NONE and NULL: the one in force. Owned. */
char *told_view_argument(const char *client, int64_t rule, const char *since);
