/* The rule in a TZif file's footer: POSIX.1-2017, 8.3 "TZ", with the extension of RFC 8536, 3.3.1 (hours from
 * -167 to 167). "CET-1CEST,M3.5.0,M10.5.0/3". */
#pragma once

#include <stdbool.h>
#include <stdint.h>

enum tzrule_kind {
    TZRULE_JULIAN,     /* Jn: 1 to 365, 29 February is never counted */
    TZRULE_DAY,        /* n: 0 to 365, it is */
    TZRULE_MONTH_WEEK, /* Mm.w.d */
};

struct tzrule_date {
    enum tzrule_kind kind;
    int day;         /* of JULIAN and DAY */
    int month, week; /* week 5 is the last one */
    int weekday;     /* 0 is Sunday */
    int32_t second;  /* of the wall clock before the change; may be negative and may be beyond the day */
};

struct tzrule {
    int32_t standard, daylight; /* seconds east of UTC */
    bool has_daylight;
    struct tzrule_date begin, end; /* of daylight time */
};

/* Returns 0, or -1 when TEXT is no such rule. */
int tzrule_parse(const char *text, struct tzrule *ret);
/* The instants in YEAR at which daylight time begins and ends, in whichever order they come. */
void tzrule_year(const struct tzrule *rule, int year, int64_t *ret_begin, int64_t *ret_end);
