/* Time zones, read from the system's TZif files (RFC 8536, versions 1 to 4, with the footer's rule for the
 * years after the last entry). Immutable once loaded. glibc is the oracle in the tests. */
#pragma once

#include "paletti/base/civil.h"
#include "paletti/base/err.h"

struct zone;

/* Which of two instants a wall-clock time names when the clocks went back over it. */
enum zone_pick { ZONE_FIRST, ZONE_LAST };

/* Loads NAME ("Europe/Madrid") from below DIR (NULL: the system's /usr/share/zoneinfo). Names that leave the
 * directory, that are no TZif file, or "right/" and "posix/" trees are refused. The caller owns *RET
 * (zone_free). */
int zone_load(const char *dir, const char *name, struct zone **ret, struct err *err);
void zone_free(struct zone *zone);
DEFINE_CLEANUP(struct zone, zone_free);
const char *zone_name(const struct zone *zone); /* borrowed */
/* Coordinated universal time, without a file. Static. */
const struct zone *zone_utc(void);

/* Seconds east of UTC in force at AT; about 10 ns. */
int32_t zone_offset(const struct zone *zone, int64_t at);
/* The date that the wall clock shows at AT, and, where RET_SECOND is not NULL, the seconds the wall clock
 * shows since its 00:00 (0 to 86399). Where clocks go back over a midnight (St John's, until 2011) it shows
 * the old date again after the first 00:00, at which the new civil day began: zone_day_start. */
int32_t zone_day(const struct zone *zone, int64_t at, int32_t *ret_second);
void zone_civil(const struct zone *zone, int64_t at, struct civil *ret);
/* The first instant after AT from which the clocks may show another offset; INT64_MAX when there is none. */
int64_t zone_next_change(const struct zone *zone, int64_t at);

/* The instant at which the wall clock of DAY shows SECOND (0 to 86400; 86400 is 00:00 of the day after). A
 * time that the clocks skip is the instant of the jump; one that happens twice is the one PICK names.
 * boundaries.md, 1. */
int64_t zone_instant(const struct zone *zone, int32_t day, int32_t second, enum zone_pick pick);
/* The first 00:00 of DAY: where its civil day begins. */
int64_t zone_day_start(const struct zone *zone, int32_t day);
/* False for a date that the zone skipped whole (Apia, 30 December 2011). */
bool zone_day_exists(const struct zone *zone, int32_t day);

/* A cache of zones by name, so that rules and clients share them. */
struct zones;
struct zones *zones_new(const char *dir);
void zones_free(struct zones *zones);
DEFINE_CLEANUP(struct zones, zones_free);
/* The zone called NAME, borrowed until zones_free; NULL with an err "... is no time zone" otherwise. */
const struct zone *zones_find(struct zones *zones, const char *name, struct err *err);

/* The name of the machine's zone: TZ_VALUE (what the TZ variable holds, or NULL) when it names one or is
 * empty, which means UTC; else where /etc/localtime points, else what /etc/timezone holds, else "UTC". The
 * caller owns the result. */
char *zone_system_name(const char *tz_value);
