/* Repeated events: RRULE, expanded by libical on wall clocks alone; zones are ours (ics_time.h). */
#pragma once

#include "formats/ics_time.h"

#include "paletti/base/err.h"

/* What repeating may cost in one file, so that a few lines cannot keep a courier busy for long. */
struct ics_effort {
    int64_t (*clock)(void); /* milliseconds */
    int64_t until;          /* of the clock */
    int64_t steps;          /* left */
};
void ics_effort_init(struct ics_effort *effort, int64_t (*clock)(void));

/* Calls FN with each time that RULE makes of START, START included where the rule has it, none behind the day LAST. FN
 * returns 0; 1 for a time that is not wanted and does not count among the 5000 of one event; -1 to end it. FLOATING as in ics_time_instant, UTC for an UNTIL in UTC. 0; 1: no rule that can be followed,
 * and ERR says why; -1: it takes too long. */
int ics_repeat(const char *rule, const struct ics_time *start, int32_t last, const struct zone *floating,
               const struct ics_zone *utc, struct ics_effort *effort,
               int (*fn)(void *ctx, const struct ics_time *time), void *ctx, struct err *err);
