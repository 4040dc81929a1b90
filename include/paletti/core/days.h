/* Counting civil days. */
#pragma once

#include "paletti/base/zone.h"

/* The civil day that AT lies in: from its first 00:00 to the next day's. Where the clocks go back over
 * midnight this is not always the date on the wall (zone_day), which returns to the day before for a while.
 * boundaries.md, section 1. */
int32_t days_at(const struct zone *zone, int64_t at);
/* The Nth date after DAY that exists in the zone; at most 9999-12-31. */
int32_t days_after(const struct zone *zone, int32_t day, int64_t n);
/* The same day of the month N months later (negative: before), or the last one of a shorter month; at least 0001-01-01. */
int32_t days_months_after(int32_t day, int64_t n);
/* Whole months from FROM to TO, which is not before: from the 31st of a month one is full on the last day of a shorter one. */
int days_months(int32_t from, int32_t to);
