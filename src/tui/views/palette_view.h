/* Everything that can be done where one came from. */
#pragma once

#include "keymap.h"

/* What opens it for the place WHERE; HAVE: bits of enum need that are met there. The caller owns it. */
char *palette_view_argument(uint64_t where, unsigned have);
