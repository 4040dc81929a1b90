#include "paletti/core/polite.h"

static const struct span default_day = {9 * 60, 18 * 60};

/* The client's latest day that begins at or before AT, as they live it. */
static struct interval client_interval(const struct zone *zone, struct span day, int64_t at)
{
    int32_t date = zone_day(zone, at, NULL) + 1;
    for (;; date--) {
        struct interval interval = {
            zone_instant(zone, date, day.from * 60, ZONE_FIRST),
            zone_instant(zone, date, day.to * 60, ZONE_LAST),
        };
        if (zone_day_exists(zone, date) && interval.from < interval.to && interval.from <= at)
            return interval;
    }
}

int polite_moment(const struct terms *terms, const struct zone *client_zone, struct span client_day,
                  int64_t receipt, int64_t due, int64_t *ret)
{
    if (client_day.from == client_day.to)
        client_day = default_day;
    if (!client_zone)
        client_zone = terms->zone;
    /* AT only ever moves back, to where one of both was last open. */
    for (int64_t at = due; at >= receipt;) {
        struct interval mine;
        if (calendar_previous(terms->calendar, at, &mine) > 0)
            return 1;
        if (mine.to < at)
            at = mine.to;
        struct interval theirs = client_interval(client_zone, client_day, at);
        if (theirs.to < at)
            at = theirs.to;
        if (at >= mine.from && at >= receipt) {
            *ret = at;
            return 0;
        }
    }
    return 1;
}
