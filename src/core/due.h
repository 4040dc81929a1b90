/* From an arrival to its due: receipt, window, landing. boundaries.md, section 2. */
#pragma once

#include "paletti/core/terms.h"

struct due {
    int64_t receipt;
    struct window window;
    int64_t over; /* the window's own end, before landing */
    int64_t due;
};

/* TERMS are those in force at AT, as if they held on. 0; 1: no opening within three years, *RET says how far
 * it got (INSTANT_NONE from there on). */
int due_of_question(const struct terms *terms, int64_t at, struct due *ret);
