#include "tzrule.h"

#include "paletti/base/civil.h"

#include <ctype.h>

#define DEFAULT_SECOND 7200 /* a change without a time is at 02:00:00 */
#define HOURS_OFFSET   24
#define HOURS_CHANGE   167

/* The parsers return what follows, or NULL. */

static const char *read_number(const char *s, int low, int high, int *ret)
{
    int value = 0;

    if (!isdigit((unsigned char)*s))
        return NULL;
    for (; isdigit((unsigned char)*s); s++) {
        value = value * 10 + (*s - '0');
        if (value > high)
            return NULL;
    }
    if (value < low)
        return NULL;
    *ret = value;
    return s;
}

/* An abbreviation: three letters or more, or anything of letters, digits and signs in <>. */
static const char *skip_name(const char *s)
{
    const char *begin = s;

    if (*s == '<') {
        for (s++; isalnum((unsigned char)*s) || *s == '+' || *s == '-'; s++)
            ;
        return *s == '>' && s - begin > 1 ? s + 1 : NULL;
    }
    while (isalpha((unsigned char)*s))
        s++;
    return s - begin >= 3 ? s : NULL;
}

/* [+-]hh[:mm[:ss]] */
static const char *read_time(const char *s, int hours_max, int32_t *ret)
{
    int sign = *s == '-' ? -1 : 1, part[3] = {0};

    if (*s == '-' || *s == '+')
        s++;
    s = read_number(s, 0, hours_max, &part[0]);
    for (int i = 1; s && i < 3 && *s == ':'; i++)
        s = read_number(s + 1, 0, 59, &part[i]);
    if (s)
        *ret = sign * (part[0] * 3600 + part[1] * 60 + part[2]);
    return s;
}

/* POSIX counts west of Greenwich. */
static const char *read_offset(const char *s, int32_t *ret)
{
    s = read_time(s, HOURS_OFFSET, ret);
    if (s)
        *ret = -*ret;
    return s;
}

static const char *read_month_week(const char *s, struct tzrule_date *ret)
{
    s = read_number(s, 1, 12, &ret->month);
    if (!s || *s != '.')
        return NULL;
    s = read_number(s + 1, 1, 5, &ret->week);
    if (!s || *s != '.')
        return NULL;
    return read_number(s + 1, 0, 6, &ret->weekday);
}

/* ",date[/time]" */
static const char *read_date(const char *s, struct tzrule_date *ret)
{
    if (*s++ != ',')
        return NULL;
    ret->second = DEFAULT_SECOND;
    switch (*s) {
    case 'J':
        ret->kind = TZRULE_JULIAN;
        s = read_number(s + 1, 1, 365, &ret->day);
        break;
    case 'M':
        ret->kind = TZRULE_MONTH_WEEK;
        s = read_month_week(s + 1, ret);
        break;
    default:
        ret->kind = TZRULE_DAY;
        s = read_number(s, 0, 365, &ret->day);
    }
    return s && *s == '/' ? read_time(s + 1, HOURS_CHANGE, &ret->second) : s;
}

/* "name[offset]date date", what comes after the standard time. */
static const char *read_daylight(const char *s, struct tzrule *ret)
{
    ret->has_daylight = true;
    ret->daylight = ret->standard + 3600;
    s = skip_name(s);
    if (s && *s != ',')
        s = read_offset(s, &ret->daylight);
    s = s ? read_date(s, &ret->begin) : NULL;
    return s ? read_date(s, &ret->end) : NULL;
}

int tzrule_parse(const char *text, struct tzrule *ret)
{
    struct tzrule rule = {0};
    const char *s = skip_name(text);

    s = s ? read_offset(s, &rule.standard) : NULL;
    if (s && *s)
        s = read_daylight(s, &rule);
    if (!s || *s)
        return -1;
    *ret = rule;
    return 0;
}

static int32_t month_week_day(const struct tzrule_date *date, int year)
{
    int32_t first = civil_day(year, date->month, 1);
    int from_sunday = (civil_weekday(first) + 1) % 7;
    int32_t day = first + (date->weekday - from_sunday + 7) % 7 + (date->week - 1) * 7;

    /* The fifth one may be in the next month. */
    int32_t next = date->month < 12 ? civil_day(year, date->month + 1, 1) : civil_day(year + 1, 1, 1);
    return day < next ? day : day - 7;
}

static int32_t date_day(const struct tzrule_date *date, int year)
{
    switch (date->kind) {
    case TZRULE_JULIAN:
        /* From 1 March on the numbers are those of a year without a leap day. */
        return date->day < 60 ? civil_day(year, 1, 1) + date->day - 1
                              : civil_day(year, 3, 1) + date->day - 60;
    case TZRULE_DAY:
        return civil_day(year, 1, 1) + date->day;
    case TZRULE_MONTH_WEEK:
    default:
        return month_week_day(date, year);
    }
}

void tzrule_year(const struct tzrule *rule, int year, int64_t *ret_begin, int64_t *ret_end)
{
    int64_t begin = (int64_t)date_day(&rule->begin, year) * DAY_SECONDS + rule->begin.second;
    int64_t end = (int64_t)date_day(&rule->end, year) * DAY_SECONDS + rule->end.second;

    *ret_begin = begin - rule->standard;
    *ret_end = end - rule->daylight;
}
