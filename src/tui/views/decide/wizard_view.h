/* The pages of a decision about one client: Facts, Ask, Path, the plan of a path, Check. decide.md. */
#pragma once

#include "view.h"

/* Opened with wizard_argument; it begins where the person was, or with what was decided last. */
extern const struct view_ops *const wizard_view_ops;

/* CLIENT: a ref. ASK_FIRST: the question before the facts. Owned. */
char *wizard_argument(const char *client, bool ask_first);
