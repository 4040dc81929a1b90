#include "fact_events.h"

#include "paletti/base/mem.h"
#include "paletti/core/interaction.h"
#include "paletti/core/invoice_due.h"
#include "paletti/core/judge.h"
#include "paletti/store/records.h"

#include <string.h>

#define FIGURE(name) (1u << FIGURE_##name)

int fact_terms_load(struct app *app, struct store *store, struct fact_terms *ret, struct err *err)
{
    const struct house *house;
    struct fact_terms terms = {.limits = ret->limits, .zone = app_zone(app), .now = app_now(app)};

    if (app_house(app, &house, err) < 0)
        return -1;
    const char *currency = me_currency(&house->me);
    terms.today = zone_day(terms.zone, terms.now, NULL);
    memcpy(terms.currency, currency, sizeof terms.currency); /* three letters: ISO 4217 */
    if (store_all(store, &model_rate, NULL, &terms.rates, &terms.n_rates, err) < 0)
        return -1;
    *ret = terms;
    return 0;
}

void fact_terms_clear(struct fact_terms *terms)
{
    for (size_t i = 0; i < terms->n_rates; i++)
        model_clear(&model_rate, &terms->rates[i]);
    free(terms->rates);
    *terms = (struct fact_terms){.limits = terms->limits};
}

/* What MONEY is in my currency; without a rate nothing, and the event says so. */
static int64_t minor_of(const struct fact_terms *terms, struct money money, int32_t on,
                        struct fact_event *event)
{
    struct money mine;

    if (rate_convert(terms->rates, terms->n_rates, money, on, terms->currency, &mine) == 0)
        return mine.minor;
    event->unrated = money;
    event->counts.unrated = 1;
    return 0;
}

static struct fact_event *begin(struct fact_event *event, int64_t at, unsigned figures)
{
    *event = (struct fact_event){.at = at, .figures = figures};
    return event;
}

static int64_t day_start(const struct fact_terms *terms, int32_t day)
{
    return zone_day_start(terms->zone, day);
}

/* --- entries --- */

static void count_breaches(struct facts_counts *counts, const struct fact_record *record)
{
    unsigned breaches = record->breaches, counted = record->counted;

    counts->off_hours = (counted & BREACH_CLIENT_OFF_HOURS) != 0;
    counts->channel = (counted & BREACH_CLIENT_CHANNEL) != 0;
    counts->chase = (counted & BREACH_CHASE) != 0;
    counts->untold = __builtin_popcount(breaches & ~counted & BREACH_CLIENTS);
    counts->my_off_hours = (breaches & BREACH_MY_OFF_HOURS) != 0;
    counts->my_channel = (breaches & BREACH_MY_CHANNEL) != 0;
    counts->late_replies = (breaches & BREACH_LATE_REPLY) != 0;
    counts->broken_promises = (breaches & BREACH_BROKEN_PROMISE) != 0;
}

static void count_signs(const struct facts_limits *limits, const struct texts *signs,
                        struct facts_counts *counts)
{
    for (size_t i = 0; i < signs->n; i++) {
        if (texts_have(&limits->own_signs, signs->v[i]))
            continue;
        if (texts_have(&limits->good_signs, signs->v[i]))
            counts->good_signs++;
        else
            counts->signs++;
        counts->work_signs += texts_have(&limits->work_signs, signs->v[i]);
        counts->price_signs += texts_have(&limits->price_signs, signs->v[i]);
    }
}

static void count_closeness(struct facts_counts *counts, int8_t closeness)
{
    int64_t *const places[] = {&counts->meals, &counts->confidences, &counts->off_hours_calls};

    if (closeness >= 0 && closeness < (int8_t)ARRAY_LEN(places))
        *places[closeness] = 1;
}

static size_t entry_events(const struct fact_terms *terms, const struct fact_record *record,
                           const struct texts *signs, struct fact_event *ret)
{
    struct facts_counts *counts = &begin(ret, record->at, 0)->counts;

    counts->entries = 1;
    counts->inbound = record->direction == DIRECTION_IN && record->kind != KIND_NOTE;
    *(record->kind == KIND_WORK ? &counts->work_minutes : &counts->contact_minutes) = record->minutes;
    ret->breaches = record->breaches;
    ret->counted = record->counted;
    if (record->breaches)
        count_breaches(counts, record);
    if (signs)
        count_signs(terms->limits, signs, counts);
    count_closeness(counts, record->closeness);
    if (record->energy > 0) {
        counts->energies = 1;
        counts->energy = record->energy;
    }
    if (record->minutes > 0)
        ret->figures |= FIGURE(HOUR) | FIGURE(HOUR_BILLED);
    if (facts_breaches(counts) > 0)
        ret->figures |= FIGURE(BREACHES);
    if (counts->work_signs > 0)
        ret->figures |= FIGURE(SIGNS);
    if (counts->energies > 0)
        ret->figures |= FIGURE(ENERGY);
    return 1;
}

/* --- money --- */

static size_t payment_events(const struct fact_terms *terms, const struct fact_record *record,
                             struct fact_event *ret)
{
    begin(ret, day_start(terms, record->on), FIGURE(HOUR));
    ret->income = minor_of(terms, record->amount, record->on, ret);
    /* A payment below zero is money given back. */
    if (ret->income < 0)
        ret->counts.refunds = -ret->income;
    else
        ret->counts.payments = ret->income;
    return 1;
}

static size_t expense_events(const struct fact_terms *terms, const struct fact_record *record,
                             struct fact_event *ret)
{
    begin(ret, day_start(terms, record->on), FIGURE(HOUR) | FIGURE(HOUR_BILLED));
    ret->counts.expenses = minor_of(terms, record->amount, record->on, ret);
    if (str_equal(record->code, "meal"))
        ret->counts.hospitality = ret->counts.expenses;
    return 1;
}

/* Issued; and once its due date is over: due, in time or so many days late; and the breach. Nobody pays a
 * credit note. */
static size_t invoice_events(const struct fact_terms *terms, const struct fact_record *record,
                             struct fact_event *ret)
{
    const struct invoice invoice = {.amount = record->amount};

    begin(&ret[0], day_start(terms, record->on), FIGURE(HOUR_BILLED));
    int64_t sum = minor_of(terms, record->amount, record->on, &ret[0]);
    ret[0].counts.invoiced = sum;
    if (record->amount.minor <= 0 || record->due_on == DAY_NONE || terms->now < record->due_end)
        return 1;
    struct facts_counts *counts =
        &begin(&ret[1], day_start(terms, record->due_on), FIGURE(ON_TIME) | FIGURE(DAYS_LATE))->counts;
    bool late = invoice_late(&invoice, record->paid_in_time, record->due_end, terms->now);
    counts->invoices = 1;
    counts->on_time = !late;
    counts->late_sums = sum;
    counts->late_days = late ? sum_times(sum, facts_days_late(record->due_on, record->paid_on, terms->today)) : 0;
    if (!late)
        return 2;
    begin(&ret[2], record->due_end, 0)->counts.late_payment = 1;
    ret[2].breaches = ret[2].counted = BREACH_LATE_PAYMENT;
    return 3;
}

/* --- work --- */

static size_t ask_events(const struct fact_terms *terms, const struct fact_record *record,
                         struct fact_event *ret)
{
    struct facts_counts *counts = &begin(&ret[0], record->at, FIGURE(WAITING))->counts;
    bool open = record->received == INSTANT_NONE || record->received > terms->now;
    int64_t until = open ? terms->now : record->received;

    counts->asks = 1;
    counts->ask_days =
        until > record->at ? zone_day(terms->zone, until, NULL) - zone_day(terms->zone, record->at, NULL) : 0;
    if (record->due == INSTANT_NONE || !ask_late(record->due, record->received, terms->now))
        return 1;
    counts = &begin(&ret[1], record->due, 0)->counts;
    *(record->told ? &counts->late_material : &counts->untold) = 1;
    ret[1].breaches = BREACH_LATE_MATERIAL;
    ret[1].counted = record->told ? BREACH_LATE_MATERIAL : 0;
    return 2;
}

static size_t request_events(const struct fact_terms *terms, const struct fact_record *record,
                             struct fact_event *ret)
{
    struct facts_counts *counts = &begin(ret, day_start(terms, record->on), FIGURE(EXTRAS))->counts;

    counts->requests = 1;
    if (record->word == REQUEST_FREE) {
        counts->free_requests = 1;
        counts->free_minutes = record->minutes;
        ret->figures |= FIGURE(FREE);
    }
    return 1;
}

static size_t delivery_events(const struct fact_terms *terms, const struct fact_record *record,
                              struct fact_event *ret)
{
    begin(ret, day_start(terms, record->on), FIGURE(COMPLAINTS))->counts.deliveries = 1;
    return 1;
}

static size_t complaint_events(const struct fact_terms *terms, const struct fact_record *record,
                               struct fact_event *ret)
{
    struct facts_counts *counts = &begin(ret, day_start(terms, record->on), FIGURE(COMPLAINTS))->counts;

    counts->complaints = 1;
    counts->right_complaints = record->word == RIGHT_THEM;
    return 1;
}

size_t fact_events(const struct fact_terms *terms, const struct fact_record *record,
                   const struct texts *signs, struct fact_event ret[FACT_EVENTS_MAX])
{
    switch (record->type) {
    case FACT_ENTRY:
        return entry_events(terms, record, signs, ret);
    case FACT_PAYMENT:
        return payment_events(terms, record, ret);
    case FACT_EXPENSE:
        return expense_events(terms, record, ret);
    case FACT_INVOICE:
        return invoice_events(terms, record, ret);
    case FACT_ASK:
        return ask_events(terms, record, ret);
    case FACT_REQUEST:
        return request_events(terms, record, ret);
    case FACT_DELIVERY:
        return delivery_events(terms, record, ret);
    case FACT_COMPLAINT:
        return complaint_events(terms, record, ret);
    case FACT_TYPES:
        break;
    }
    return 0;
}
