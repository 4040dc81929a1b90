/* The inside of a zone: what a TZif file says (RFC 8536 and 9636), unrolled so that only a search is left. */
#pragma once

#include "paletti/base/err.h"
#include "paletti/base/zone.h"

#include <stdbool.h>
#include <stddef.h>

/* Seconds east of UTC; RFC 8536, 3.2 says what to expect. Wider ones are refused. */
#define OFFSET_MIN (-89999)
#define OFFSET_MAX 93599

/* The Gregorian calendar repeats after 400 years, weekdays included: so does every rule. */
#define CYCLE_YEARS   400
#define CYCLE_SECONDS (INT64_C(146097) * DAY_SECONDS)

/* From AT on the clocks show UTC + OFFSET. */
struct zone_change {
    int64_t at;
    int32_t offset;
};

struct zone {
    char *name;
    int32_t first; /* the offset before all changes */
    struct zone_change *changes;
    size_t n, cap;
    /* With REPEATS, what comes after REPEAT_START comes again every CYCLE_SECONDS; with ALWAYS, so did what
     * comes before it. */
    bool repeats, always;
    int64_t repeat_start;
};

/* Reads the N bytes of a TZif file into *ZONE, whose name is set and nothing else. Bounds and order of
 * everything are checked: any bytes give a zone, or a sentence. On failure *ZONE may hold memory, for
 * zone_free. */
int tzif_parse(struct zone *zone, const char *data, size_t n, struct err *err);
