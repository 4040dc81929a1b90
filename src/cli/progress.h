/* How far a long command has come, on standard error, when that is a terminal. */
#pragma once

#include "paletti/cli/cli.h"

/* Fits request.progress, CTX being a struct cli_progress. */
void progress_show(void *ctx, int64_t done, int64_t total, const char *unit);
void progress_end(struct cli_progress *progress);
