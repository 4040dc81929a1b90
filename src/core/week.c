#include "paletti/core/week.h"

#include "paletti/base/mem.h"

static int16_t inside_day(int minute)
{
    return (int16_t)(minute < 0 ? 0 : minute > DAY_MINUTES ? DAY_MINUTES : minute);
}

static struct span span_inside(struct span span)
{
    return (struct span){inside_day(span.from), inside_day(span.to)};
}

static void take(struct spans *spans, struct spans *result)
{
    spans_clear(spans);
    *spans = *result;
}

void spans_open(struct spans *spans, struct span span)
{
    struct spans result = {0};
    size_t i = 0;

    span = span_inside(span);
    if (span.from >= span.to)
        return;
    for (; i < spans->n && spans->v[i].to < span.from; i++)
        spans_add(&result, spans->v[i]);
    for (; i < spans->n && spans->v[i].from <= span.to; i++) {
        span.from = spans->v[i].from < span.from ? spans->v[i].from : span.from;
        span.to = spans->v[i].to > span.to ? spans->v[i].to : span.to;
    }
    spans_add(&result, span);
    for (; i < spans->n; i++)
        spans_add(&result, spans->v[i]);
    take(spans, &result);
}

void spans_close(struct spans *spans, struct span span)
{
    struct spans result = {0};

    span = span_inside(span);
    if (span.from >= span.to)
        return;
    for (size_t i = 0; i < spans->n; i++) {
        struct span before = spans->v[i], after = spans->v[i];
        before.to = before.to < span.from ? before.to : span.from;
        after.from = after.from > span.to ? after.from : span.to;
        if (before.from < before.to)
            spans_add(&result, before);
        if (after.from < after.to)
            spans_add(&result, after);
    }
    take(spans, &result);
}

bool spans_have(const struct spans *spans, struct span span)
{
    for (size_t i = 0; i < spans->n; i++)
        if (spans->v[i].from <= span.from && spans->v[i].to >= span.to)
            return true;
    return false;
}

int spans_at(const struct spans *spans, int minute)
{
    for (size_t i = 0; i < spans->n; i++)
        if (spans->v[i].from <= minute && minute <= spans->v[i].to)
            return (int)i;
    return -1;
}

void spans_move_edge(struct spans *spans, size_t i, enum span_edge edge, int by)
{
    struct span old = spans->v[i], new = old;

    *(edge == SPAN_FROM ? &new.from : &new.to) = inside_day((edge == SPAN_FROM ? old.from : old.to) + by);
    spans_close(spans, old);
    spans_open(spans, new);
}

void spans_copy(const struct spans *from, struct spans *to)
{
    struct spans copy = {0};

    for (size_t i = 0; i < from->n; i++)
        spans_add(&copy, from->v[i]);
    take(to, &copy);
}

void hours_copy_day(struct hours *hours, int from, uint8_t days)
{
    for (int day = 0; day < WEEK_DAYS; day++)
        if (day != from && days >> day & 1)
            spans_copy(&hours->day[from], &hours->day[day]);
}

void hours_copy(const struct hours *from, struct hours *ret)
{
    *ret = (struct hours){0};
    for (int day = 0; day < WEEK_DAYS; day++)
        spans_copy(&from->day[day], &ret->day[day]);
}
