#include "layout.h"

#include "paletti/base/mem.h"

/* Days laid out beyond both ends, whose spans may reach in: clocks that go back over midnight, by up to a
 * day, make a span end after the next day begins. */
#define MARGIN 3

/* Offsets lie within 26 hours of UTC: where none changes so long before and after a day, every time of that
 * day comes once, and as many seconds after its beginning as the clock shows. */
#define CALM (3 * DAY_SECONDS)

static int by_date(const void *a, const void *b)
{
    const struct plan_special *x = a, *y = b;
    return (x->on > y->on) - (x->on < y->on);
}

/* Puts SPECIAL where its date belongs; a date that is there already gets the later hours. */
static void plan_special(struct plan *plan, const struct special *special)
{
    struct plan_special add = {special->on, &special->hours};
    struct plan_special *old = bsearch(&add, plan->special, plan->n_special, sizeof add, by_date);
    if (old) {
        old->hours = add.hours;
        return;
    }
    size_t i = plan->n_special++;
    for (; i > 0 && plan->special[i - 1].on > add.on; i--)
        plan->special[i] = plan->special[i - 1];
    plan->special[i] = add;
}

void plan_init(struct plan *plan, const struct calendar_source *source)
{
    size_t n_closed = 0, n_special = 0;
    for (size_t i = 0; i < source->n_closed; i++)
        n_closed += source->closed[i]->n;
    for (size_t i = 0; i < source->n_special; i++)
        n_special += source->special[i]->n;

    *plan = (struct plan){.zone = source->zone, .hours = source->hours};
    plan->closed = mem_zero(n_closed, sizeof *plan->closed);
    plan->special = mem_zero(n_special, sizeof *plan->special);
    for (size_t i = 0; i < source->n_closed; i++) {
        const struct closed *v = source->closed[i]->v;
        for (size_t j = 0; j < source->closed[i]->n; j++)
            plan->closed[plan->n_closed++] =
                (struct plan_closed){v[j].from, v[j].to, v[j].kind == CLOSED_HOLIDAY};
    }
    for (size_t i = 0; i < source->n_special; i++) {
        const struct special *v = source->special[i]->v;
        for (size_t j = 0; j < source->special[i]->n; j++)
            plan_special(plan, &v[j]);
    }
}

void plan_done(struct plan *plan)
{
    free(plan->closed);
    free(plan->special);
    *plan = (struct plan){0};
}

/* The stretch under construction; `spans` grows. */
struct builder {
    const struct plan *plan;
    struct layout *layout;
    size_t cap;
    size_t special; /* the first special date not before the day */
    int64_t change; /* the next change of the clocks, as far as it has been asked */
};

/* Whether the civil day that begins at START is one like any other; days come in ascending order. */
static bool is_calm(struct builder *b, int64_t start)
{
    if (b->change <= start - CALM)
        b->change = zone_next_change(b->plan->zone, start - CALM);
    return b->change > start + DAY_SECONDS + CALM;
}

static void mark_closed(struct layout *layout, const struct plan *plan)
{
    int64_t first = layout->first, end = first + (int64_t)layout->n;
    for (size_t i = 0; i < plan->n_closed; i++) {
        const struct plan_closed *closed = &plan->closed[i];
        int64_t from = closed->from < first ? first : closed->from;
        int64_t to = closed->to >= end ? end - 1 : closed->to;
        for (int64_t day = from; day <= to; day++)
            layout->days[day - first].flags |= DAY_CLOSED | (closed->holiday ? DAY_HOLIDAY : 0);
    }
}

static bool in_closed(const struct plan *plan, int32_t day)
{
    for (size_t i = 0; i < plan->n_closed; i++)
        if (plan->closed[i].from <= day && day <= plan->closed[i].to)
            return true;
    return false;
}

/* The special hours of DAY, or NULL; days come in ascending order. */
static const struct spans *special_hours(struct builder *b, int32_t day)
{
    const struct plan *plan = b->plan;
    while (b->special < plan->n_special && plan->special[b->special].on < day)
        b->special++;
    bool found = b->special < plan->n_special && plan->special[b->special].on == day;
    return found ? plan->special[b->special].hours : NULL;
}

/* CALM_START: where a calm day begins; INSTANT_NONE: the zone has to be asked. */
static struct interval convert(const struct zone *zone, int32_t day, int64_t calm_start, struct span span)
{
    if (calm_start != INSTANT_NONE)
        return (struct interval){calm_start + span.from * 60, calm_start + span.to * 60};
    return (struct interval){
        zone_instant(zone, day, span.from * 60, ZONE_FIRST),
        zone_instant(zone, day, span.to * 60, ZONE_LAST),
    };
}

/* Lays the hours of a DAY that exists on the line, SPECIAL ones or the week's; whether any span of them
 * lasts. */
static bool lay_hours(struct builder *b, int32_t day, int64_t calm_start, const struct spans *special)
{
    struct layout *layout = b->layout;
    const struct spans *spans = special ? special : &b->plan->hours->day[civil_weekday(day)];
    bool opens = false;
    for (size_t i = 0; i < spans->n; i++) {
        struct interval interval = convert(b->plan->zone, day, calm_start, spans->v[i]);
        if (interval.from >= interval.to)
            continue;
        opens = true;
        MEM_GROW(layout->spans, layout->n_spans, b->cap);
        layout->spans[layout->n_spans++] = (struct open_span){interval.from, interval.to, 0};
    }
    return opens;
}

/* A day beyond the ends: only its spans. */
static void lay_margin(struct builder *b, int32_t first, int32_t end)
{
    for (int32_t day = first; day < end; day++) {
        const struct spans *special = special_hours(b, day);
        if (zone_day_exists(b->plan->zone, day) && (special || !in_closed(b->plan, day)))
            lay_hours(b, day, INSTANT_NONE, special);
    }
}

/* A day whose beginning is known; gives the next one its own. */
static void lay_day(struct builder *b, struct day_row *row, int32_t day)
{
    struct day_row *next = row + 1;
    const struct spans *special = special_hours(b, day);
    bool calm = is_calm(b, row->start);
    next->start = calm ? row->start + DAY_SECONDS : zone_day_start(b->plan->zone, day + 1);
    if (special)
        row->flags = 0;
    bool closed = row->flags & DAY_CLOSED, missing = next->start <= row->start;
    bool opens = !missing && !closed && lay_hours(b, day, calm ? row->start : INSTANT_NONE, special);
    row->flags |= opens ? DAY_OPENS : 0;
    next->countable = row->countable + (!missing && !closed);
    next->opening = row->opening + opens;
    next->closed_seconds = row->closed_seconds + (closed ? next->start - row->start : 0);
}

static void lay_days(struct builder *b)
{
    struct layout *layout = b->layout;
    layout->days[0].start = zone_day_start(b->plan->zone, layout->first);
    for (size_t i = 0; i < layout->n; i++)
        lay_day(b, &layout->days[i], layout->first + (int32_t)i);
}

static int by_beginning(const void *a, const void *b)
{
    const struct open_span *x = a, *y = b;
    return (x->from > y->from) - (x->from < y->from);
}

static void unite_spans(struct layout *layout)
{
    struct open_span *v = layout->spans;
    bool sorted = true;
    for (size_t i = 1; i < layout->n_spans; i++)
        sorted &= v[i - 1].from <= v[i].from;
    if (!sorted)
        qsort(v, layout->n_spans, sizeof *v, by_beginning);
    size_t n = 0;
    for (size_t i = 0; i < layout->n_spans; i++) {
        if (n == 0 || v[n - 1].to <= v[i].from)
            v[n++] = v[i];
        else if (v[n - 1].to < v[i].to)
            v[n - 1].to = v[i].to;
    }
    layout->n_spans = n;
}

/* Running sums of the spans, the span that never ends, and where each day's begin. */
static void index_spans(struct builder *b)
{
    struct layout *layout = b->layout;
    MEM_GROW(layout->spans, layout->n_spans, b->cap);
    int64_t before = 0;
    for (size_t i = 0; i < layout->n_spans; i++) {
        layout->spans[i].before = before;
        before += layout->spans[i].to - layout->spans[i].from;
    }
    layout->spans[layout->n_spans] = (struct open_span){INT64_MAX, INT64_MAX, before};
    uint32_t span = 0;
    for (size_t i = 0; i <= layout->n; i++) {
        while (layout->spans[span].to <= layout->days[i].start)
            span++;
        layout->days[i].span = span;
    }
}

void layout_build(struct layout *layout, const struct plan *plan, int32_t first, size_t n)
{
    struct builder b = {.plan = plan, .layout = layout, .change = INT64_MIN};
    int32_t end = first + (int32_t)n;
    *layout = (struct layout){.first = first, .n = n};
    layout->days = mem_zero(n + 1, sizeof *layout->days);
    mark_closed(layout, plan);
    lay_margin(&b, first - MARGIN, first);
    lay_days(&b);
    lay_margin(&b, end, end + MARGIN);
    unite_spans(layout);
    index_spans(&b);
    layout->start = layout->days[0].start;
    layout->end = layout->days[n].start;
}

void layout_done(struct layout *layout)
{
    free(layout->days);
    free(layout->spans);
    *layout = (struct layout){0};
}
