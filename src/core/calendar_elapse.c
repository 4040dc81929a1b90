/* Counting a window on a calendar: what passes as time differs by unit, the search does not. */
#include "layout.h"

#include "paletti/base/mem.h"

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

/* --- years that are stepped over --- */

/* Windows of thousands of hours, where a week has one minute, end millennia ahead: walking there for every message
 * would lay out the same days again and again. What a stretch of so many days counts is remembered; a stretch between
 * two that count something is stepped over without a look, for no silence in it is as long as three years. */
#define YEAR_DAYS 365
#define YEARS     ((LAYOUT_LAST_DAY - LAYOUT_FIRST_DAY) / YEAR_DAYS)

typedef int64_t count_fn(struct calendar *calendar, const void *what, int64_t year);

static int64_t year_count(struct calendar *calendar, enum window_unit unit, count_fn *count, const void *what,
                          int64_t year)
{
    int64_t **years = &calendar->years[unit];
    if (!*years) {
        *years = mem_alloc(YEARS * sizeof **years);
        for (int64_t i = 0; i < YEARS; i++)
            (*years)[i] = -1;
    }
    if ((*years)[year] < 0)
        (*years)[year] = count(calendar, what, year);
    return (*years)[year];
}

/* From the beginning of YEAR on, as many years as count something and less than LEFT in all, but the last of them:
 * *RET_LEFT is what is left then. Returns the year to go on with. */
static int64_t step_over(struct calendar *calendar, enum window_unit unit, count_fn *count, const void *what,
                         int64_t year, int64_t left, int64_t *ret_left)
{
    int64_t last = 0;
    for (; year < YEARS; year++) {
        int64_t n = year_count(calendar, unit, count, what, year);
        if (n == 0 || n >= left)
            break;
        left -= n;
        last = n;
    }
    *ret_left = left + last;
    return last > 0 ? year - 1 : year;
}

static int64_t year_start(int64_t year)
{
    return CALENDAR_FIRST + year * YEAR_DAYS * (int64_t)DAY_SECONDS;
}

static int64_t count_year_seconds(struct calendar *calendar, const void *what, int64_t year)
{
    const struct flow *flow = what;
    int64_t from = year_start(year), to = year_start(year + 1);
    calendar_cover(calendar, from, to);
    return flow->before(&calendar->layout, to) - flow->before(&calendar->layout, from);
}

/* Moves MARK ahead by whole years, and takes what they count from SECONDS. */
static void skip_seconds(struct calendar *calendar, enum window_unit unit, const struct flow *flow, int64_t *mark,
                         int64_t *seconds)
{
    int64_t year = (*mark - CALENDAR_FIRST) / (YEAR_DAYS * (int64_t)DAY_SECONDS) + 1, left;
    if (year >= YEARS)
        return;
    calendar_cover(calendar, *mark, year_start(year));
    left = *seconds - (flow->before(&calendar->layout, year_start(year)) - flow->before(&calendar->layout, *mark));
    if (left <= 0)
        return;
    int64_t to = step_over(calendar, unit, count_year_seconds, flow, year, left, &left);
    if (to > year) {
        *mark = year_start(to);
        *seconds = left;
    }
}

static int64_t min64(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

/* Looks ahead in steps from MARK, the last instant that counted, so that three years of silence are noticed.
 */
static int elapse_seconds(struct calendar *calendar, enum window_unit unit, int64_t from, int64_t seconds,
                          int64_t *ret)
{
    const struct flow *flow = unit == WINDOW_OH ? &flow_oh : &flow_h;
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
        if (look == CALENDAR_PATIENCE)
            skip_seconds(calendar, unit, flow, &mark, &seconds);
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

/* What a year's days count, and how. */
struct day_tally {
    tally_fn *tally;
};

static int64_t first_day(int64_t year)
{
    return LAYOUT_FIRST_DAY + year * YEAR_DAYS;
}

/* Days before DAY, counted from wherever the layout begins. */
static int64_t days_before(struct calendar *calendar, tally_fn *tally, int64_t day)
{
    return tally(&calendar->layout, (size_t)(day - calendar->layout.first));
}

static int64_t count_year_days(struct calendar *calendar, const void *what, int64_t year)
{
    const struct day_tally *days = what;
    calendar_cover_days(calendar, first_day(year), first_day(year + 1));
    return days_before(calendar, days->tally, first_day(year + 1)) - days_before(calendar, days->tally, first_day(year));
}

/* As skip_seconds: MARK is the day behind which is counted. */
static void skip_days(struct calendar *calendar, enum window_unit unit, tally_fn *tally, int64_t *mark, int64_t *n)
{
    const struct day_tally days = {tally};
    int64_t year = (*mark + 1 - LAYOUT_FIRST_DAY) / YEAR_DAYS + 1, left;
    if (year >= YEARS)
        return;
    calendar_cover_days(calendar, *mark, first_day(year));
    left = *n - (days_before(calendar, tally, first_day(year)) - days_before(calendar, tally, *mark + 1));
    if (left <= 0)
        return;
    int64_t to = step_over(calendar, unit, count_year_days, &days, year, left, &left);
    if (to > year) {
        *mark = first_day(to) - 1;
        *n = left;
    }
}

/* The day on which N days have been counted after DAY; the same in days. */
static int elapse_days(struct calendar *calendar, enum window_unit unit, int32_t day, int64_t n, int32_t *ret)
{
    tally_fn *tally = unit == WINDOW_WD ? wd_at_row : d_at_row;
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
        if (look == CALENDAR_PATIENCE_DAYS)
            skip_days(calendar, unit, tally, &mark, &n);
    }
}

static int elapse_to_day(struct calendar *calendar, enum window_unit unit, int64_t from, int64_t n, int64_t *ret)
{
    int32_t second, day = zone_day(calendar->plan.zone, calendar_clamp(from), &second);
    if (elapse_days(calendar, unit, day, n, &day) > 0)
        return 1;
    int64_t at = zone_instant(calendar->plan.zone, day, second, ZONE_FIRST);
    if (at > CALENDAR_LAST)
        return 1;
    *ret = at;
    return 0;
}

int calendar_elapse(struct calendar *calendar, int64_t from, struct window window, int64_t *ret)
{
    enum window_unit unit = (enum window_unit)window.unit;
    if (unit == WINDOW_H || unit == WINDOW_OH)
        return elapse_seconds(calendar, unit, from, window.n * INT64_C(3600), ret);
    return elapse_to_day(calendar, unit, from, window.n, ret);
}
