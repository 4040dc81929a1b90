/* Moving a record through the calendar. */
#pragma once

#include "paletti/base/zone.h"
#include "paletti/core/model.h"

/* AT, WEEKS later on the wall clock of ZONE. Where the clocks skip that time it is the instant of the jump;
 * the second of two equal times stays the second one where there are two again. 0 weeks and INSTANT_NONE
 * change nothing. */
int64_t demo_shift_instant(const struct zone *zone, int64_t at, int weeks);
/* Every instant and date of RECORD, at any depth. */
void demo_shift(const struct model *model, void *record, const struct zone *zone, int weeks);
