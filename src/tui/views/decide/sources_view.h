/* The records behind a line of Facts. */
#pragma once

#include "view.h"

#include "paletti/core/facts.h"

extern const struct view_ops view_sources_ops;

/* Of the client with that id. Owned. */
char *sources_view_argument(int64_t client_id, enum fact fact);
