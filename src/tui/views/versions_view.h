/* The versions of the rules, who was told which, and a client's exceptions. */
#pragma once

#include "view.h"

extern const struct view_ops view_versions_ops, view_told_ops, view_exceptions_ops;

/* What view_exceptions_ops is opened with: the client's ref, id and name. Owned. view_told_ops: the ref of the client on whom it
 * begins, or NULL. */
char *exceptions_view_argument(const char *client, int64_t id, const char *name);
