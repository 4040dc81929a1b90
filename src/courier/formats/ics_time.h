/* Dates and times of iCalendar (RFC 5545, 3.3): a wall clock, and the zone it hangs in. */
#pragma once

#include "paletti/base/zone.h"

#include <stdbool.h>
#include <stddef.h>

struct ics_zone;

struct ics_time {
    int32_t day;    /* DAY_NONE: there is none */
    int32_t second; /* of the wall clock's day, 0 to 86399 */
    bool date;      /* a day without a time */
    const struct ics_zone *zone; /* NULL: floating, a time wherever one is */
};

/* "20261225", "20261225T100000", "20261225T090000Z" of N bytes. ZONE: what a parameter said, or NULL; UTC: where a Z leads. */
int ics_time_parse(const char *s, size_t n, const struct ics_zone *zone, const struct ics_zone *utc,
                   struct ics_time *ret);
/* The moment; FLOATING is the zone of times that have none. A time that happens twice is the first one, one that the clocks
 * skip is counted with the offset before the jump: RFC 5545, 3.3.5. */
int64_t ics_time_instant(const struct ics_time *time, const struct zone *floating);

/* How long: days on the calendar, then seconds. */
struct ics_length {
    int64_t days, seconds;
};
/* "P1D", "PT1H30M", "P2W". Negative ones and those of more than a century are refused. */
int ics_length_parse(const char *s, size_t n, struct ics_length *ret);
/* "+0100", "-033000": seconds east of UTC. */
int ics_offset_parse(const char *s, size_t n, int32_t *ret);
