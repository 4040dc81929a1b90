/* What is done with one entry of the log or with many: one command with all their refs, or their text copied. */
#pragma once

#include "effects.h"
#include "view.h"

/* Has ACTION done with the N entries IDS, the newest last; MARKED: these are the marked ones. Those that are gone
 * meanwhile are left out. */
int log_acts_do(const struct scene *scene, enum action action, bool marked, const int64_t *ids, size_t n,
                struct effects *effects, struct err *err);
