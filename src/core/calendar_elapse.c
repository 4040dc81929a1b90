/* Counting a window on a calendar: what passes as time differs by unit, the search does not. */
#include "layout.h"

/* How far to look at first, in days; what comes later is looked at in ever longer steps. */
#define FIRST_LOOK 14

typedef int64_t tally_fn(const struct layout *layout, size_t i);

/* The I at or after FROM with tally(i) < TARGET <= tally(i + 1). It must be there, and tally(from) < target.
 */
static inline size_t first_reaching(const struct layout *layout, tally_fn *tally, size_t from, size_t end,
                                    int64_t target)
{
    size_t low = from, step = 1;
    while (low + step < end && tally(layout, low + step) < target) {
        low += step;
        step *= 2;
    }
    size_t high = low + step < end ? low + step : end;
    while (low + 1 < high) {
        size_t middle = low + (high - low) / 2;
        if (tally(layout, middle) < target)
            low = middle;
        else
            high = middle;
    }
    return low;
}

/* `h`: all time but that of closed dates. */
static int64_t h_at_row(const struct layout *layout, size_t row)
{
    return layout->days[row].start - layout->days[row].closed_seconds;
}

static int64_t h_before(const struct layout *layout, int64_t at)
{
    size_t row = layout_row(layout, at);
    return h_at_row(layout, row) + (layout->days[row].flags & DAY_CLOSED ? 0 : at - layout->days[row].start);
}

static int64_t h_find(const struct layout *layout, int64_t from, int64_t target)
{
    size_t row = first_reaching(layout, h_at_row, layout_row(layout, from), layout->n, target);
    return layout->days[row].start + (target - h_at_row(layout, row));
}

/* `oh`: open time. */
static int64_t oh_at_span(const struct layout *layout, size_t span)
{
    return layout->spans[span].before;
}

static int64_t oh_find(const struct layout *layout, int64_t from, int64_t target)
{
    size_t span = first_reaching(layout, oh_at_span, layout_span(layout, from), layout->n_spans, target);
    return layout->spans[span].from + (target - layout->spans[span].before);
}

/* What counts for a unit of seconds. */
struct flow {
    /* Counted seconds before AT, from wherever the layout begins. */
    int64_t (*before)(const struct layout *layout, int64_t at);
    /* The earliest instant after FROM with TARGET counted seconds before it. */
    int64_t (*find)(const struct layout *layout, int64_t from, int64_t target);
};
static const struct flow flow_h = {h_before, h_find};
static const struct flow flow_oh = {layout_open_before, oh_find};

static int64_t min64(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

/* Looks ahead in steps from MARK, the last instant that counted, so that three years of silence are noticed.
 */
static int elapse_seconds(struct calendar *calendar, const struct flow *flow, int64_t from, int64_t seconds,
                          int64_t *ret)
{
    const struct layout *layout = &calendar->layout;
    int64_t mark = calendar_clamp(from), look = FIRST_LOOK * (int64_t)DAY_SECONDS;
    for (;; look = min64(2 * look, CALENDAR_PATIENCE)) {
        int64_t horizon = calendar_clamp(mark + look);
        calendar_cover(calendar, mark, horizon);
        int64_t before = flow->before(layout, mark);
        int64_t counted = flow->before(layout, horizon) - before;
        if (counted >= seconds) {
            *ret = flow->find(layout, mark, before + seconds);
            return 0;
        }
        if (horizon == CALENDAR_LAST || (counted == 0 && look == CALENDAR_PATIENCE))
            return 1;
        if (counted == 0)
            continue;
        mark = flow->find(layout, mark, before + counted);
        seconds -= counted;
    }
}

static int64_t d_at_row(const struct layout *layout, size_t row)
{
    return layout->days[row].countable;
}

static int64_t wd_at_row(const struct layout *layout, size_t row)
{
    return layout->days[row].opening;
}

/* The day on which N days have been counted after DAY; the same in days. */
static int elapse_days(struct calendar *calendar, tally_fn *tally, int32_t day, int64_t n, int32_t *ret)
{
    const struct layout *layout = &calendar->layout;
    int64_t mark = day, look = FIRST_LOOK;
    for (;; look = min64(2 * look, CALENDAR_PATIENCE_DAYS)) {
        int64_t horizon = min64(mark + look, LAYOUT_LAST_DAY);
        if (horizon <= mark)
            return 1;
        calendar_cover_days(calendar, mark, horizon);
        size_t after = (size_t)(mark + 1 - layout->first), end = (size_t)(horizon + 1 - layout->first);
        int64_t before = tally(layout, after), counted = tally(layout, end) - before;
        if (counted >= n) {
            *ret = layout->first + (int32_t)first_reaching(layout, tally, after, end, before + n);
            return 0;
        }
        if (horizon == LAYOUT_LAST_DAY || (counted == 0 && look == CALENDAR_PATIENCE_DAYS))
            return 1;
        if (counted == 0)
            continue;
        mark = layout->first + (int64_t)first_reaching(layout, tally, after, end, before + counted);
        n -= counted;
    }
}

static int elapse_to_day(struct calendar *calendar, tally_fn *tally, int64_t from, int64_t n, int64_t *ret)
{
    int32_t second, day = zone_day(calendar->plan.zone, calendar_clamp(from), &second);
    if (elapse_days(calendar, tally, day, n, &day) > 0)
        return 1;
    int64_t at = zone_instant(calendar->plan.zone, day, second, ZONE_FIRST);
    if (at > CALENDAR_LAST)
        return 1;
    *ret = at;
    return 0;
}

int calendar_elapse(struct calendar *calendar, int64_t from, struct window window, int64_t *ret)
{
    switch ((enum window_unit)window.unit) {
    case WINDOW_H:
        return elapse_seconds(calendar, &flow_h, from, window.n * INT64_C(3600), ret);
    case WINDOW_OH:
        return elapse_seconds(calendar, &flow_oh, from, window.n * INT64_C(3600), ret);
    case WINDOW_D:
        return elapse_to_day(calendar, d_at_row, from, window.n, ret);
    case WINDOW_WD:
        return elapse_to_day(calendar, wd_at_row, from, window.n, ret);
    }
    return 1;
}
