#include "formats/ics_time.h"

#include "ascii.h"
#include "formats/ics_zone.h"

enum { HOUR = 3600, MINUTE = 60, CENTURY = 36525 };

/* N digits at S as a number, or -1. */
static int digits(const char *s, size_t n)
{
    int value = 0;

    for (size_t i = 0; i < n; i++) {
        if (!ascii_is_digit(s[i]))
            return -1;
        value = value * 10 + (s[i] - '0');
    }
    return value;
}

static int parse_day(const char *s, int32_t *ret)
{
    int year = digits(s, 4), month = digits(s + 4, 2), day = digits(s + 6, 2);

    if (year < 1 || month < 0 || day < 0 || !civil_valid(year, month, day))
        return -1;
    *ret = civil_day(year, month, day);
    return 0;
}

/* A leap second is the second before it. */
static int parse_second(const char *s, int32_t *ret)
{
    int hour = digits(s, 2), minute = digits(s + 2, 2), second = digits(s + 4, 2);

    if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60)
        return -1;
    *ret = hour * HOUR + minute * MINUTE + (second < 60 ? second : 59);
    return 0;
}

int ics_time_parse(const char *s, size_t n, const struct ics_zone *zone, const struct ics_zone *utc,
                   struct ics_time *ret)
{
    struct ics_time time = {.date = n == 8, .zone = zone};
    bool zulu = n == 16 && ascii_lower(s[15]) == 'z';

    if (n != 8 && n != 15 && !zulu)
        return -1;
    if (parse_day(s, &time.day) < 0)
        return -1;
    if (!time.date && (ascii_lower(s[8]) != 't' || parse_second(s + 9, &time.second) < 0))
        return -1;
    if (zulu)
        time.zone = utc;
    if (time.date)
        time.zone = NULL;
    *ret = time;
    return 0;
}

/* A wall clock that the clocks jump over. */
static int64_t in_zone(const struct zone *zone, int32_t day, int32_t second)
{
    int64_t at = zone_instant(zone, day, second, ZONE_FIRST), wall = (int64_t)day * DAY_SECONDS + second;

    return at + zone_offset(zone, at) == wall ? at : wall - zone_offset(zone, at - 1);
}

int64_t ics_time_instant(const struct ics_time *time, const struct zone *floating)
{
    if (time->zone && !time->zone->zone)
        return ics_zone_instant(time->zone, (int64_t)time->day * DAY_SECONDS + time->second);
    return in_zone(time->zone ? time->zone->zone : floating, time->day, time->second);
}

static const struct {
    char letter;
    bool behind_t;
    int32_t days, seconds;
} parts[] = {
    {'w', false, 7, 0},   {'d', false, 1, 0},     {'h', true, 0, HOUR},
    {'m', true, 0, MINUTE}, {'s', true, 0, 1},
};

static int add_part(struct ics_length *length, char letter, bool behind_t, int64_t number)
{
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (parts[i].letter != letter || parts[i].behind_t != behind_t)
            continue;
        length->days += number * parts[i].days;
        length->seconds += number * parts[i].seconds;
        return length->days <= CENTURY && length->seconds <= (int64_t)CENTURY * DAY_SECONDS ? 0 : -1;
    }
    return -1;
}

int ics_length_parse(const char *s, size_t n, struct ics_length *ret)
{
    struct ics_length length = {0, 0};
    bool behind_t = false, any = false;
    const char *p = s, *end = s + n;

    p += p < end && *p == '+';
    if (p == end || ascii_lower(*p++) != 'p')
        return -1;
    while (p < end) {
        if (ascii_lower(*p) == 't' && !behind_t) {
            behind_t = true;
            p++;
            continue;
        }
        const char *number = p;
        while (p < end && ascii_is_digit(*p))
            p++;
        if (p == number || p - number > 9 || p == end)
            return -1;
        if (add_part(&length, ascii_lower(*p), behind_t, digits(number, (size_t)(p - number))) < 0)
            return -1;
        any = true;
        p++;
    }
    if (!any)
        return -1;
    *ret = length;
    return 0;
}

int ics_offset_parse(const char *s, size_t n, int32_t *ret)
{
    int hours, minutes, seconds = 0;

    if ((n != 5 && n != 7) || (*s != '+' && *s != '-'))
        return -1;
    hours = digits(s + 1, 2);
    minutes = digits(s + 3, 2);
    if (n == 7)
        seconds = digits(s + 5, 2);
    if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59 || seconds < 0 || seconds > 59)
        return -1;
    int32_t offset = hours * HOUR + minutes * MINUTE + seconds;
    *ret = *s == '-' ? -offset : offset;
    return 0;
}
