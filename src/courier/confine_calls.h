/* System calls, by seccomp. */
#pragma once

#include "confine.h"

/* Whether the filter holds. What it does not know it answers as a kernel that never had it: libraries then
 * take the older way. */
bool confine_calls(const struct confine_needs *needs);
