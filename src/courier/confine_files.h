/* Files and ports, by Landlock. */
#pragma once

#include "confine.h"

/* The version that holds now; 0: the kernel has none, or would not. */
int confine_files(const struct confine_needs *needs);
