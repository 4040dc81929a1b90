/* The page of what a client owes, and of the payment ladder. Opened with the client's ref. */
#pragma once

#include "view.h"

extern const struct view_ops view_ladder_ops;
