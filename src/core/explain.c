#include "paletti/core/explain.h"

#include "due.h"
#include "paletti/base/mem.h"

const char *const segment_why_names[] = {
    [SEGMENT_BEFORE_RECEIPT] = "before_receipt",
    [SEGMENT_WINDOW] = "window",
    [SEGMENT_CLOSED_HOURS] = "closed_hours",
    [SEGMENT_CLOSED_DATE] = "closed_date",
    [SEGMENT_LANDING] = "landing",
    [SEGMENT_PROMISED] = "promised",
};

/* The segments so far; the next one begins where the last one ended. */
struct tiling {
    struct calendar *calendar;
    const struct zone *zone;
    struct explanation *out;
    size_t cap;
    int64_t at;
};

/* A segment of its own up to TO, even an empty one. */
static void push_segment(struct tiling *t, int64_t to, enum segment_why why, bool counted)
{
    struct explanation *out = t->out;
    MEM_GROW(out->segments, out->n, t->cap);
    out->segments[out->n++] = (struct segment){t->at, to, counted, why};
    t->at = to;
}

static void add_segment(struct tiling *t, int64_t to, enum segment_why why, bool counted)
{
    if (to > t->at)
        push_segment(t, to, why, counted);
}

/* As add_segment, or longer the last one when it says the same. */
static void extend_segment(struct tiling *t, int64_t to, enum segment_why why, bool counted)
{
    struct segment *last = t->out->n > 0 ? &t->out->segments[t->out->n - 1] : NULL;
    if (to <= t->at)
        return;
    if (!last || last->why != why || last->counted != counted) {
        push_segment(t, to, why, counted);
        return;
    }
    last->to = to;
    t->at = to;
}

/* Up to TO, day by day: closed dates are told apart, all else is OTHER. */
static void tile_days(struct tiling *t, int64_t to, enum segment_why other, bool counted)
{
    for (int32_t day = zone_day(t->zone, t->at, NULL); t->at < to; day++) {
        int64_t end = zone_day_start(t->zone, day + 1);
        bool closed = calendar_day_closed(t->calendar, day);
        extend_segment(t, end < to ? end : to, closed ? SEGMENT_CLOSED_DATE : other, counted && !closed);
    }
}

/* `oh`: open time counts, what lies between does not. */
static void tile_open_hours(struct tiling *t, int64_t to)
{
    struct interval opening;
    while (t->at < to && calendar_next(t->calendar, t->at, &opening) == 0) {
        tile_days(t, opening.from < to ? opening.from : to, SEGMENT_CLOSED_HOURS, false);
        extend_segment(t, opening.to < to ? opening.to : to, SEGMENT_WINDOW, true);
    }
}

static bool date_counts(const struct tiling *t, int32_t day)
{
    if (t->out->window.unit == WINDOW_WD)
        return calendar_day_opens(t->calendar, day);
    return zone_day_exists(t->zone, day) && !calendar_day_closed(t->calendar, day);
}

/* `d` and `wd`: one segment a civil day. The day it began on is not counted; the last one is, even when the
 * due is that day's first instant and the segment empty, so that the counted days always add up. */
static void tile_dates(struct tiling *t, int64_t to)
{
    int32_t day = zone_day(t->zone, t->at, NULL);
    add_segment(t, zone_day_start(t->zone, day + 1), SEGMENT_WINDOW, false);
    for (unsigned counted = 0; counted < t->out->window.n;) {
        enum segment_why why = calendar_day_closed(t->calendar, ++day) ? SEGMENT_CLOSED_DATE : SEGMENT_WINDOW;
        bool counts = date_counts(t, day);
        counted += counts;
        if (counted == t->out->window.n)
            push_segment(t, to, why, true);
        else
            add_segment(t, zone_day_start(t->zone, day + 1), why, counts);
    }
}

static void tile_window(struct tiling *t, int64_t to)
{
    switch ((enum window_unit)t->out->window.unit) {
    case WINDOW_H:
        tile_days(t, to, SEGMENT_WINDOW, true);
        break;
    case WINDOW_OH:
        tile_open_hours(t, to);
        break;
    case WINDOW_D:
    case WINDOW_WD:
        tile_dates(t, to);
        break;
    }
}

static struct tiling start_tiling(const struct terms *terms, struct explanation *out)
{
    return (struct tiling){.calendar = terms->calendar, .zone = terms->zone, .out = out, .at = out->at};
}

int explain_question(struct boundaries *boundaries, int64_t at, int64_t promised, struct explanation *ret)
{
    const struct terms *terms = boundaries_at(boundaries, at);
    struct due due;
    if (due_of_question(terms, at, &due) > 0)
        return 1;
    bool moved = promised != INSTANT_NONE && promised > due.due;
    *ret = (struct explanation){
        .at = at,
        .receipt = due.receipt,
        .due = moved ? promised : due.due,
        .window = due.window,
        .rule = terms->rule,
    };
    struct tiling t = start_tiling(terms, ret);
    add_segment(&t, due.receipt, SEGMENT_BEFORE_RECEIPT, false);
    tile_window(&t, due.over);
    add_segment(&t, due.due, SEGMENT_LANDING, false);
    add_segment(&t, ret->due, SEGMENT_PROMISED, false);
    return 0;
}

int explain_ask(struct boundaries *boundaries, int64_t at, struct window window, struct explanation *ret)
{
    int64_t due;
    if (ask_due(boundaries, at, window, &due) > 0)
        return 1;
    const struct terms *terms = boundaries_at(boundaries, at);
    *ret = (struct explanation){
        .at = at,
        .receipt = at,
        .due = due,
        .window = window.n > 0 ? window : WINDOW_ASK_DEFAULT,
        .rule = terms->rule,
    };
    struct tiling t = start_tiling(terms, ret);
    tile_window(&t, due);
    return 0;
}

void explanation_clear(struct explanation *explanation)
{
    free(explanation->segments);
    *explanation = (struct explanation){0};
}
