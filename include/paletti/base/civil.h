/* Instants and civil dates: plain integers, the proleptic Gregorian calendar, no time zone (see zone.h).
 *
 * An instant is UTC seconds since 1970-01-01T00:00:00Z, without leap seconds. A day is the number of civil
 * days since 1970-01-01; day 0 is a Thursday. Years 0001 to 9999. */
#pragma once

#include "paletti/base/attr.h"

#include <stdbool.h>
#include <stdint.h>

#define INSTANT_NONE  INT64_MIN
#define INSTANT_FIRST INT64_C(-62135596800) /* 0001-01-01T00:00:00Z */
#define DAY_NONE      INT32_MIN
#define DAY_SECONDS   86400

struct civil {
    int year, month, day;     /* month 1-12, day 1-31 */
    int hour, minute, second; /* 0-23, 0-59, 0-59 */
};

enum weekday { MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY };

/* The day of a date; the date must exist (civil_valid). */
int32_t civil_day(int year, int month, int day);
/* Fills year, month and day of *RET, and clears its time. */
void civil_of_day(int32_t day, struct civil *ret);
bool civil_valid(int year, int month, int day);
enum weekday civil_weekday(int32_t day);
/* The day whose 00:00:00 UTC is at or before AT (a floor division, right for years before 1970). */
int32_t civil_utc_day(int64_t at);
void civil_of_instant(int64_t at, struct civil *ret); /* in UTC */

/* RFC 3339 with an offset ("2026-03-10T10:15:00+01:00", "...Z"); T and Z in capitals, seconds required, a
 * fraction of a second is refused, so is second 60. Returns 0, or -1 when TEXT is anything else. */
int civil_parse_instant(const char *text, int64_t *ret_at);
/* "YYYY-MM-DD", a date that exists. Returns 0 or -1. */
int civil_parse_day(const char *text, int32_t *ret_day);

#define CIVIL_INSTANT_SIZE 21 /* "2026-03-10T09:15:00Z" and NUL */
#define CIVIL_DAY_SIZE     11 /* "2026-03-10" and NUL */
/* Both return BUF. Outside of the years 0001 to 9999 they write the nearest instant inside. */
const char *civil_format_instant(int64_t at, char buf[CIVIL_INSTANT_SIZE]);
const char *civil_format_day(int32_t day, char buf[CIVIL_DAY_SIZE]);
