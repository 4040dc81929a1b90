/* What leaves the machine: all of it, and each. */
#pragma once

#include "view.h"

/* Opened with nothing; with a dispatch's ref. */
extern const struct view_ops view_outbox_ops, view_dispatch_ops;
