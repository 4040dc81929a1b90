#include "paletti/core/days.h"

#include "layout.h"

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
