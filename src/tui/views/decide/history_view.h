/* What was decided about a client. Opened with their ref. */
#pragma once

#include "view.h"

extern const struct view_ops view_history_ops;
