#include "paletti/core/days.h"
#include "paletti/core/plot.h"

enum { BINS_BEFORE = 6, UNIT_HOUR = 3600 };

/* As many bins before the window's end as behind it, the end itself between two of them, and one for what is more. */
void plot_replies_init(struct plot_replies *replies, struct window window)
{
    int n = window.n, step = (n + BINS_BEFORE - 1) / BINS_BEFORE;

    *replies = (struct plot_replies){.window = window, .mark = (size_t)((n + step - 1) / step)};
    for (size_t i = 0; i < replies->mark; i++) {
        int edge = (int)(i + 1) * step;
        replies->edges[i] = edge < n ? edge : n;
        replies->edges[replies->mark + i] = n + replies->edges[i];
    }
    replies->n = 2 * replies->mark + 1;
}

static int64_t unit_seconds(enum window_unit unit)
{
    return unit == WINDOW_H || unit == WINDOW_OH ? UNIT_HOUR : DAY_SECONDS;
}

static size_t bin_of(const struct plot_replies *replies, int64_t seconds)
{
    int64_t unit = unit_seconds(replies->window.unit);
    size_t bin = 0;

    while (bin + 1 < replies->n && seconds > replies->edges[bin] * unit)
        bin++;
    return bin;
}

void plot_replies_add(struct plot_replies *replies, struct calendar *calendar, const struct zone *zone,
                      const struct verdict *verdict, int64_t arrived, int64_t now)
{
    static const enum plot_reply of[] = {
        [QUESTION_WAITING] = PLOT_WAITING, [QUESTION_OVERDUE] = PLOT_WAITING, [QUESTION_ON_TIME] = PLOT_ON_TIME, [QUESTION_LATE] = PLOT_LATE};
    enum question_state state = verdict_state(verdict, now);
    enum window_unit unit = replies->window.unit;
    int64_t from = verdict->receipt != INSTANT_NONE ? verdict->receipt : arrived;

    if (state == QUESTION_NONE)
        return;
    int64_t to = of[state] == PLOT_WAITING ? now : verdict->answered;
    int64_t most = replies->edges[replies->n - 2] * unit_seconds(unit);
    replies->count[bin_of(replies, plot_spent(calendar, zone, unit, from, to, most))][of[state]]++;
    replies->total[of[state]]++;
}

void plot_bin(const struct plot_replies *replies, size_t bin, int *ret_from, int *ret_to)
{
    *ret_from = bin > 0 ? replies->edges[bin - 1] : 0;
    *ret_to = bin + 1 < replies->n ? replies->edges[bin] : -1;
}

int64_t plot_bin_sum(const struct plot_replies *replies, size_t bin)
{
    const int64_t *count = replies->count[bin];

    return count[PLOT_ON_TIME] + count[PLOT_LATE] + count[PLOT_WAITING];
}

/* --- time as windows count it --- */

static int64_t without_closed_dates(struct calendar *calendar, const struct zone *zone, int64_t from, int64_t to, int64_t most)
{
    int64_t spent = 0;

    for (int32_t day = days_at(zone, from); from < to && spent <= most; day++) {
        int64_t end = zone_day_start(zone, day + 1);
        end = end < to ? end : to;
        if (end > from && !calendar_day_closed(calendar, day))
            spent += end - from;
        from = end > from ? end : from;
    }
    return spent;
}

/* A date that counts; one that the zone skipped never does. */
static bool counts(struct calendar *calendar, const struct zone *zone, enum window_unit unit, int32_t day)
{
    if (!zone_day_exists(zone, day))
        return false;
    return unit == WINDOW_D ? !calendar_day_closed(calendar, day) : calendar_day_opens(calendar, day);
}

static int64_t in_days(struct calendar *calendar, const struct zone *zone, enum window_unit unit, int64_t from, int64_t to,
                       int64_t most)
{
    int32_t began, ended, day = zone_day(zone, from, &began), last = zone_day(zone, to, &ended);
    int64_t days = 0;

    while (day < last && days * DAY_SECONDS <= most + DAY_SECONDS)
        days += counts(calendar, zone, unit, ++day);
    if (!counts(calendar, zone, unit, last))
        ended = DAY_SECONDS;
    int64_t spent = days * DAY_SECONDS + ended - began;
    return spent > 0 ? spent : 0;
}

int64_t plot_spent(struct calendar *calendar, const struct zone *zone, enum window_unit unit, int64_t from, int64_t to,
                   int64_t most)
{
    if (to <= from)
        return 0;
    if (unit == WINDOW_H)
        return without_closed_dates(calendar, zone, from, to, most);
    if (unit == WINDOW_OH)
        return calendar_open_seconds(calendar, from, to);
    return in_days(calendar, zone, unit, from, to, most);
}
