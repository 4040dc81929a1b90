#include "layout.h"

#include "paletti/base/mem.h"

/* Days laid out around the first question; later ones at least double what is there. */
#define FIRST_STRETCH 48
/* Seconds of an offset, and of the day itself: a civil day begins within so many days of its date's 00:00
 * UTC. */
#define ZONE_SLACK 3
/* A stretch longer than this begins anew instead, so that one mail from "1970" does not cost a century of
 * rows. */
#define LONGEST_STRETCH (150 * 365)

struct calendar *calendar_new(const struct calendar_source *source)
{
    struct calendar *calendar = mem_zero(1, sizeof *calendar);
    plan_init(&calendar->plan, source);
    return calendar;
}

void calendar_free(struct calendar *calendar)
{
    if (!calendar)
        return;
    layout_done(&calendar->layout);
    plan_done(&calendar->plan);
    for (size_t i = 0; i < sizeof calendar->years / sizeof *calendar->years; i++)
        free(calendar->years[i]);
    free(calendar);
}

void calendar_cover_more(struct calendar *calendar, int64_t from, int64_t to)
{
    struct layout *layout = &calendar->layout;
    int64_t first = civil_utc_day(from) - ZONE_SLACK, end = civil_utc_day(to) + ZONE_SLACK + 1;
    int64_t old_first = layout->first, old_end = old_first + (int64_t)layout->n;
    int64_t wanted = end - first, grow = (int64_t)layout->n;

    if (first > old_first)
        first = old_first;
    if (end < old_end)
        end = old_end;
    if (layout->n == 0 || (end - first > LONGEST_STRETCH && end - first > 2 * wanted)) {
        first = civil_utc_day(from) - ZONE_SLACK;
        end = first + wanted;
        old_first = first + 1;
        old_end = end - 1;
        grow = FIRST_STRETCH;
    }
    if (first < old_first)
        first -= grow;
    if (end > old_end)
        end += grow;
    if (first < LAYOUT_FIRST_DAY - ZONE_SLACK)
        first = LAYOUT_FIRST_DAY - ZONE_SLACK;
    if (end > LAYOUT_LAST_DAY + ZONE_SLACK + 1)
        end = LAYOUT_LAST_DAY + ZONE_SLACK + 1;
    layout_done(layout);
    layout_build(layout, &calendar->plan, (int32_t)first, (size_t)(end - first));
}

bool calendar_open(struct calendar *calendar, int64_t at)
{
    at = calendar_clamp(at);
    calendar_cover(calendar, at, at);
    return calendar->layout.spans[layout_span(&calendar->layout, at)].from <= at;
}

bool calendar_open_closing(struct calendar *calendar, int64_t at)
{
    at = calendar_clamp(at);
    calendar_cover(calendar, at, at);
    const struct layout *layout = &calendar->layout;
    size_t span = layout_span(layout, at);
    return layout->spans[span].from <= at || (span > 0 && layout->spans[span - 1].to == at);
}

int calendar_next(struct calendar *calendar, int64_t at, struct interval *ret)
{
    at = calendar_clamp(at);
    int64_t limit = calendar_clamp(at + CALENDAR_PATIENCE);
    const struct layout *layout = &calendar->layout;
    for (calendar_cover(calendar, at, at);; calendar_cover(calendar, at, layout->end)) {
        const struct open_span *span = &layout->spans[layout_span(layout, at)];
        bool known = span->from < layout->end;
        if (known ? span->from > limit : layout->end > limit)
            return 1;
        if (known) {
            *ret = (struct interval){span->from, span->to};
            return 0;
        }
    }
}

int calendar_previous(struct calendar *calendar, int64_t at, struct interval *ret)
{
    at = calendar_clamp(at);
    int64_t limit = calendar_clamp(at - CALENDAR_PATIENCE);
    const struct layout *layout = &calendar->layout;
    for (calendar_cover(calendar, at, at);; calendar_cover(calendar, layout->start - 1, at)) {
        size_t span = layout_span(layout, at);
        if (layout->spans[span].from > at)
            span--; /* below zero: larger than any number */
        bool known = span < layout->n_spans && layout->spans[span].to > layout->start;
        if (known ? layout->spans[span].to < limit : layout->start <= limit)
            return 1;
        if (known) {
            *ret = (struct interval){layout->spans[span].from, layout->spans[span].to};
            return 0;
        }
    }
}

int64_t calendar_open_seconds(struct calendar *calendar, int64_t from, int64_t to)
{
    from = calendar_clamp(from);
    to = calendar_clamp(to);
    calendar_cover(calendar, from < to ? from : to, from < to ? to : from);
    return layout_open_before(&calendar->layout, to) - layout_open_before(&calendar->layout, from);
}

static bool day_has(struct calendar *calendar, int32_t day, enum day_flag flag)
{
    calendar_cover_days(calendar, day, day);
    size_t row = (size_t)(day - (int64_t)calendar->layout.first);
    return row < calendar->layout.n && calendar->layout.days[row].flags & flag;
}

bool calendar_day_closed(struct calendar *calendar, int32_t day)
{
    return day_has(calendar, day, DAY_CLOSED);
}

bool calendar_day_holiday(struct calendar *calendar, int32_t day)
{
    return day_has(calendar, day, DAY_HOLIDAY);
}

bool calendar_day_opens(struct calendar *calendar, int32_t day)
{
    return day_has(calendar, day, DAY_OPENS);
}
