/* The page of the rules: a version of them, or a client's exception. */
#pragma once

#include "view.h"

extern const struct view_ops view_rules_ops;

/* What view_rules_ops is opened with. REF: of a version (NULL: the one in force), or of an exception (NULL: a new one) of the
 * client CLIENT (a ref). ID and NAME: of the client who is selected, 0: nobody. Owned. */
char *rules_view_version(const char *ref, int64_t id, const char *name);
char *rules_view_exception(const char *client, const char *ref, int64_t id, const char *name);
