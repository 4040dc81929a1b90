#include "paletti/core/days.h"

#include "layout.h"

enum { MONTHS = 12 };

int32_t days_at(const struct zone *zone, int64_t at)
{
    int32_t day = zone_day(zone, at, NULL);
    return at < zone_day_start(zone, day + 1) ? day : day + 1;
}

int32_t days_after(const struct zone *zone, int32_t day, int64_t n)
{
    if (n >= LAYOUT_LAST_DAY - (int64_t)day)
        return LAYOUT_LAST_DAY;
    while (n > 0 && day < LAYOUT_LAST_DAY)
        n -= zone_day_exists(zone, ++day);
    return day;
}

int32_t days_months_after(int32_t day, int64_t n)
{
    struct civil date;

    civil_of_day(day, &date);
    int64_t months = (int64_t)date.year * MONTHS + date.month - 1 + n;
    if (months < MONTHS)
        return civil_day(1, 1, 1);
    int year = (int)(months / MONTHS), month = (int)(months % MONTHS) + 1;
    int32_t first = civil_day(year, month, 1);
    int32_t next = month < MONTHS ? civil_day(year, month + 1, 1) : civil_day(year + 1, 1, 1);
    return first + date.day <= next ? first + date.day - 1 : next - 1;
}

int days_months(int32_t from, int32_t to)
{
    struct civil a, b;

    civil_of_day(from, &a);
    civil_of_day(to, &b);
    int months = (b.year - a.year) * MONTHS + b.month - a.month;
    return months - (days_months_after(from, months) > to);
}
