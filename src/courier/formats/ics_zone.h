/* Time zones of a calendar: what its TZID is called here, else what its VTIMEZONE says. RFC 5545, 3.6.5. */
#pragma once

#include "formats/content_line.h"
#include "formats/ics_repeat.h"

/* From a wall clock on (as it stood before), another offset holds. */
struct ics_change {
    int64_t wall;
    int32_t before, after; /* seconds east of UTC */
};

struct ics_zone {
    char *id;                /* as the calendar calls it */
    const struct zone *zone; /* borrowed; NULL: its changes say what holds */
    struct ics_change *changes; /* in order */
    size_t n, cap;
};

struct ics_zones {
    struct zones *known; /* of the system */
    struct ics_zone utc;
    struct ics_zone **v; /* in the order in which the calendar named them */
    size_t n, cap;
};

void ics_zones_init(struct ics_zones *zones);
void ics_zones_done(struct ics_zones *zones);
/* The zone that a TZID parameter names; NULL: nobody knows it. Borrowed. */
const struct ics_zone *ics_zones_find(struct ics_zones *zones, const char *id);
/* Reads a VTIMEZONE, whose BEGIN was read, to its END; what is wrong in it is passed over. Changes behind the day LAST are
 * left out. 0; 1: the file ends in it; -1: it takes too long. */
int ics_zones_read(struct ics_zones *zones, struct content_reader *reader, struct content_line *line, int32_t last,
                   struct ics_effort *effort, struct err *err);
/* The moment of a wall clock in a zone that only its changes describe. */
int64_t ics_zone_instant(const struct ics_zone *zone, int64_t wall);
