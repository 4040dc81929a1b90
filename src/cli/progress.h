/* How far a long command has come, on standard error, when that is a terminal. */
#pragma once

#include "paletti/base/attr.h"

#include <stdbool.h>
#include <stdint.h>

struct progress {
    int64_t started_ms, shown_ms;
    bool shown;
};

/* Fits request.progress, CTX being a struct progress. */
void progress_show(void *ctx, int64_t done, int64_t total, const char *unit);
void progress_end(struct progress *progress);
