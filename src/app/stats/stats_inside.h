/* What the files of the statistics share. */
#pragma once

#include "fact_events.h"

#include "paletti/app/stats.h"

/* My target rate in my currency, minor units an hour; 0: none, or nothing to convert it by. */
int64_t stats_target(struct app *app, const struct fact_terms *terms);
