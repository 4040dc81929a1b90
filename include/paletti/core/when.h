/* Dates as people type them, in English, Spanish and Italian: "yesterday 17:50", "fri 9:30", "ayer",
 * "ven 9.30", "10 mar 10:15", "2026-03-10 10:15", "17:50". Weekdays and days without a year are the latest
 * ones not after now, because a log speaks of what has been. */
#pragma once

#include "paletti/base/zone.h"

/* Reads a date, a time or both from the beginning of TEXT (all three languages are understood at once; case
 * and accents do not matter). A missing time is now's for today, 12:00 for another day; a time alone is the
 * latest one not after now. Figures are day first; "mar" is March before a day of the month and Tuesday
 * elsewhere. Returns how many bytes were read, 0 when TEXT does not begin with a date; or -1 with err when it
 * does, but names none that exists
 * ("31 feb"). */
int when_parse(const char *text, int64_t now, const struct zone *zone, int64_t *ret_at, struct err *err);

enum when_flag {
    WHEN_AHEAD = 1 << 0,    /* "tomorrow", "in 15 days", "+3d", "next friday", "end of the month" are understood too */
    WHEN_COMING = 1 << 1,   /* weekdays, days without a year and times alone are the next ones not before now */
    WHEN_MIDNIGHT = 1 << 2, /* a day without a time is its beginning */
};
/* The same for whatever else is dated: FLAGS say what is meant. */
int when_parse_as(const char *text, int64_t now, const struct zone *zone, unsigned flags, int64_t *ret_at,
                  struct err *err);
