/* What is summed, over which days. */
#include "paletti/core/facts.h"

#include "paletti/base/str.h"
#include "paletti/core/days.h"
#include "paletti/core/money.h"

#include <string.h>

#define NAME_OF(name) #name,
static const char *const count_names[] = {FACTS_COUNTS(NAME_OF)};
/* They are walked as an array: nothing but whole numbers, one for each name. */
_Static_assert(sizeof(struct facts_counts) == ARRAY_LEN(count_names) * sizeof(int64_t),
               "a count that is no whole number");

const char *facts_count(const struct facts_counts *counts, size_t i, int64_t *ret_value)
{
    if (i >= ARRAY_LEN(count_names))
        return NULL;
    memcpy(ret_value, (const char *)counts + i * sizeof *ret_value, sizeof *ret_value);
    return count_names[i];
}

#define ADD(name) to->name = sum_plus(to->name, add->name);
void facts_counts_add(struct facts_counts *to, const struct facts_counts *add)
{
    FACTS_COUNTS(ADD)
}

void facts_sums_add(struct facts_sums *sums, const struct facts_spans *spans, int64_t at,
                    const struct facts_counts *add)
{
    for (int period = 0; period < FACTS_PERIODS; period++)
        if (facts_within(spans, (enum facts_period)period, at))
            facts_counts_add(&sums->of[period], add);
}

/* --- the days --- */

static struct facts_span days_from(const struct zone *zone, int32_t from, int32_t until)
{
    return (struct facts_span){zone_day_start(zone, from), zone_day_start(zone, until)};
}

void facts_spans(struct facts_spans *ret, const struct facts_limits *limits, const struct zone *zone,
                 int64_t now, int32_t since)
{
    int32_t today = zone_day(zone, now, NULL), recent = today - (int32_t)limits->trend_days + 1;
    struct facts_spans spans = {
        .from = days_months_after(today, -limits->window_months),
        .to = today,
        .income_from = days_months_after(today, -limits->income_months),
        .settled = since == DAY_NONE ? DAY_NONE : since + (int32_t)limits->settling_days,
    };
    struct facts_span *of = spans.of;

    of[FACTS_WINDOW] = (struct facts_span){zone_day_start(zone, spans.from), now + 1};
    of[FACTS_RATED] = of[FACTS_WINDOW];
    if (spans.settled > spans.from)
        of[FACTS_RATED].from = zone_day_start(zone, spans.settled);
    of[FACTS_RECENT] = (struct facts_span){zone_day_start(zone, recent), now + 1};
    of[FACTS_BEFORE] = days_from(zone, recent - (int32_t)limits->trend_before, recent);
    of[FACTS_PREVIOUS] = days_from(zone, recent - (int32_t)limits->trend_days, recent);
    *ret = spans;
}

/* --- what follows from the sums --- */

int64_t facts_minutes(const struct facts_counts *counts)
{
    return sum_plus(counts->work_minutes, counts->contact_minutes);
}

int64_t facts_income(const struct facts_counts *counts)
{
    return sum_plus(sum_plus(counts->payments, -counts->refunds), -counts->expenses);
}

int64_t facts_breaches(const struct facts_counts *counts)
{
    return counts->off_hours + counts->channel + counts->chase;
}

bool facts_thin(int64_t entries, int64_t days, const struct facts_limits *limits)
{
    return entries < limits->thin_entries || days < limits->thin_days;
}

bool facts_doubled(int64_t recent, int64_t previous, const struct facts_limits *limits)
{
    return recent >= limits->doubled_least && recent >= 2 * previous;
}

int64_t facts_days_late(int32_t due, int32_t paid_on, int32_t today)
{
    int32_t paid = paid_on != DAY_NONE && paid_on <= today ? paid_on : today;

    return paid > due ? paid - due : 0;
}
