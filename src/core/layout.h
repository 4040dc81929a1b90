/* A stretch of days laid out on the UTC line: the arrays behind a calendar. */
#pragma once

#include "paletti/core/calendar.h"

/* The civil days that exist for the program: 0001-01-01 to 9999-12-31. */
#define LAYOUT_FIRST_DAY (-719162)
#define LAYOUT_LAST_DAY  2932896

struct plan_closed {
    int32_t from, to; /* inclusive */
    bool holiday;
};

struct plan_special {
    int32_t on;
    const struct spans *hours;
};

/* Closed ranges and special dates, gathered once from all the layers. */
struct plan {
    const struct zone *zone;
    const struct hours *hours;
    struct plan_closed *closed;
    size_t n_closed;
    struct plan_special *special; /* by date, one each */
    size_t n_special;
};
void plan_init(struct plan *plan, const struct calendar_source *source);
void plan_done(struct plan *plan);

/* A span of open time, and the open seconds of all the spans before it. */
struct open_span {
    int64_t from, to, before;
};

enum day_flag {
    DAY_CLOSED = 1 << 0,
    DAY_HOLIDAY = 1 << 1,
    DAY_OPENS = 1 << 2,
};

/* A civil day, with running counts of what came before it. */
struct day_row {
    int64_t start;          /* the first 00:00; of a missing date that of the next one */
    int64_t closed_seconds; /* of the closed dates before */
    uint32_t span;          /* number of the first span that ends after `start` */
    uint32_t countable;     /* days before that exist and are not closed: what `d` counts */
    uint32_t opening;       /* days before with an opening of their own: what `wd` counts */
    uint8_t flags;          /* enum day_flag */
};

/* The days [first, first + n). One row more stands behind the last day, and one span that never ends behind
 * the last span, so that no search has to look where it is. Before `start` and from `end` on nothing is
 * known. */
struct layout {
    int32_t first;
    size_t n;
    int64_t start, end;
    struct day_row *days;
    struct open_span *spans;
    size_t n_spans;
};
void layout_build(struct layout *layout, const struct plan *plan, int32_t first, size_t n);
void layout_done(struct layout *layout);

/* The number of the day row that AT lies in; start <= AT < end. */
static inline size_t layout_row(const struct layout *layout, int64_t at)
{
    /* Days last 24 hours but for a few: the guess is off by the zone's drift, one row or two. */
    const struct day_row *days = layout->days;
    size_t row = (uint64_t)(at - layout->start) / DAY_SECONDS;
    if (row >= layout->n)
        row = layout->n - 1;
    while (days[row].start > at)
        row--;
    while (days[row + 1].start <= at)
        row++;
    return row;
}

/* The number of the first span that ends after AT; start <= AT < end. */
static inline size_t layout_span(const struct layout *layout, int64_t at)
{
    size_t span = layout->days[layout_row(layout, at)].span;
    while (layout->spans[span].to <= at)
        span++;
    return span;
}

/* Open seconds before AT, counted from wherever the layout begins: only differences have a meaning. */
static inline int64_t layout_open_before(const struct layout *layout, int64_t at)
{
    const struct open_span *span = &layout->spans[layout_span(layout, at)];
    return span->before + (at > span->from ? at - span->from : 0);
}

struct calendar {
    struct plan plan;
    struct layout layout;
    int64_t *years[4]; /* calendar_elapse: by window unit, what each year counts; NULL: not asked yet */
};

/* Lays out more, should FROM or TO (FROM <= TO, both clamped by calendar_clamp) lie outside of what is there.
 * Numbers of rows and spans, and counts, change with it. */
void calendar_cover_more(struct calendar *calendar, int64_t from, int64_t to);
static inline void calendar_cover(struct calendar *calendar, int64_t from, int64_t to)
{
    if (from < calendar->layout.start || to >= calendar->layout.end)
        calendar_cover_more(calendar, from, to);
}

#define CALENDAR_FIRST    (LAYOUT_FIRST_DAY * (int64_t)DAY_SECONDS)
#define CALENDAR_LAST     ((LAYOUT_LAST_DAY + 1) * (int64_t)DAY_SECONDS - 1)
#define CALENDAR_PATIENCE (CALENDAR_PATIENCE_DAYS * (int64_t)DAY_SECONDS)

/* The nearest instant within the years 0001 to 9999 (UTC). */
static inline int64_t calendar_clamp(int64_t at)
{
    return at < CALENDAR_FIRST ? CALENDAR_FIRST : at > CALENDAR_LAST ? CALENDAR_LAST : at;
}

/* The same for the rows of the days FROM to TO and the one behind, whatever the zone's distance from UTC. */
static inline void calendar_cover_days(struct calendar *calendar, int64_t from, int64_t to)
{
    calendar_cover(calendar, calendar_clamp((from - 2) * DAY_SECONDS),
                   calendar_clamp((to + 2) * DAY_SECONDS));
}
