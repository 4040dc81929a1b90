/* What if, as a view: what changes in numbers, and entry by entry. */
#pragma once

#include <stdint.h>

struct view_ops;
extern const struct view_ops view_what_if_ops;

/* What view_what_if_ops is opened with: a draft (what_if_text), or a file of rules; CLIENT: the name of the client
 * CLIENT_ID, or NULL. Owned. */
char *what_if_view_draft(int64_t client_id, const char *client, const char *draft);
char *what_if_view_file(int64_t client_id, const char *client, const char *path);
