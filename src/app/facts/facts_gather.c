/* The one client's own records. */
#include "facts_inside.h"

#include "standing.h"

#include "paletti/base/mem.h"
#include "paletti/core/interaction.h"
#include "paletti/core/invoice_due.h"

/* --- walking through them --- */

struct walk {
    const struct fact_terms *terms;
    struct store *store;
    int (*fn)(void *ctx, const struct facts_found *found);
    void *ctx;
    struct err *err;
};

static int take_record(void *ctx, const struct fact_record *record)
{
    struct walk *walk = ctx;
    struct fact_event events[FACT_EVENTS_MAX];
    struct texts signs = {0};

    if (record->signs && fact_signs(walk->store, record->signs, &signs, walk->err) < 0)
        return -1;
    struct facts_found found = {record, &signs, events, fact_events(walk->terms, record, &signs, events)};
    int r = walk->fn(walk->ctx, &found);
    texts_clear(&signs);
    return r;
}

static int64_t first_moment(const struct facts_spans *spans)
{
    int64_t first = spans->of[0].from;

    for (int i = 1; i < FACTS_PERIODS; i++)
        if (spans->of[i].from < first)
            first = spans->of[i].from;
    return first;
}

int facts_walk(struct facts *facts, struct store *store,
               int (*fn)(void *ctx, const struct facts_found *found), void *ctx, struct err *err)
{
    const struct facts_spans *spans = &facts->of.spans;
    struct walk walk = {&facts->terms, store, fn, ctx, err};
    int64_t first = first_moment(spans);
    int32_t day = zone_day(facts->terms.zone, first, NULL);
    int r = 0;

    for (int type = 0; type < FACT_TYPES && r == 0; type++) {
        bool months = type == FACT_PAYMENT && spans->income_from < day;
        struct fact_query query = {.type = (enum fact_type)type,
                                   .client_id = facts->of.client_id,
                                   .from = months ? spans->income_from : day,
                                   .today = facts->terms.today,
                                   .from_at =
                                       type == FACT_ASK ? INSTANT_FIRST : first - TEACHING_DAYS * DAY_SECONDS,
                                   .now = facts->terms.now};
        r = facts_each(store, &query, take_record, &walk, NULL, err);
    }
    return r;
}

/* --- summing --- */

struct gather {
    struct facts *facts;
    struct boundaries *boundaries; /* mine with them: whether a contact came outside the hours */
    int64_t *contacts, *answers;   /* outside the hours: theirs; and mine, in the window */
    size_t n_contacts, cap_contacts, n_answers, cap_answers;
};

static void note_instant(int64_t **v, size_t *n, size_t *cap, int64_t at)
{
    mem_grow(v, *n, cap, sizeof **v);
    (*v)[(*n)++] = at;
}

static void note_unrated(struct facts *facts, struct money sum)
{
    struct client_facts *of = &facts->of;

    for (size_t i = 0; i < of->n_unrated; i++)
        if (str_equal(facts->unrated[i].sum.currency, sum.currency)) {
            money_add(&facts->unrated[i].sum, sum);
            facts->unrated[i].n++;
            return;
        }
    MEM_GROW(facts->unrated, of->n_unrated, facts->cap_unrated);
    facts->unrated[of->n_unrated++] = (struct facts_unrated){sum, 1};
}

static void note_breach(struct facts *facts, struct facts_breach *breach, int64_t at, bool counted)
{
    const struct facts_spans *spans = &facts->of.spans;

    if (!counted) {
        breach->untold += facts_within(spans, FACTS_WINDOW, at);
        return;
    }
    breach->window += facts_within(spans, FACTS_WINDOW, at);
    breach->recent += facts_within(spans, FACTS_RECENT, at);
    breach->previous += facts_within(spans, FACTS_PREVIOUS, at);
    breach->before += facts_within(spans, FACTS_BEFORE, at);
    if (breach->reminded != DAY_NONE && zone_day(facts->terms.zone, at, NULL) > breach->reminded)
        breach->since_reminder++;
}

static void note_event(struct facts *facts, const struct fact_record *record, const struct fact_event *event)
{
    struct client_facts *of = &facts->of;
    bool months = record->type == FACT_PAYMENT && record->on >= of->spans.income_from;

    facts_sums_add(&of->sums, &of->spans, event->at, &event->counts);
    for (int i = 0; i < BREACH_KINDS && event->breaches >> i; i++)
        if (event->breaches >> i & 1)
            note_breach(facts, &facts->breaches[i], event->at,
                        event->counted >> i & 1 || (1 << i) & BREACH_MINE);
    if (months)
        of->income = sum_plus(of->income, event->income);
    if (event->unrated.currency[0] && (months || facts_within(&of->spans, FACTS_WINDOW, event->at)))
        note_unrated(facts, event->unrated);
}

static void note_entry(struct gather *gather, const struct fact_record *record)
{
    if (record->direction == DIRECTION_IN && record->kind != KIND_NOTE &&
        !calendar_open(boundaries_at(gather->boundaries, record->at)->calendar, record->at))
        note_instant(&gather->contacts, &gather->n_contacts, &gather->cap_contacts, record->at);
    if (!facts_within(&gather->facts->of.spans, FACTS_WINDOW, record->at))
        return;
    if (record->breaches & BREACH_MY_OFF_HOURS)
        note_instant(&gather->answers, &gather->n_answers, &gather->cap_answers, record->at);
    if (record->breaches & (BREACH_MY_OFF_HOURS | BREACH_MY_CHANNEL))
        gather->facts->of.answered_off_hours++;
}

static void note_ask(struct facts *facts, const struct fact_record *record)
{
    struct client_facts *of = &facts->of;
    int64_t days = facts->terms.today - zone_day(facts->terms.zone, record->at, NULL);

    if (record->received != INSTANT_NONE && record->received <= facts->terms.now)
        return;
    of->asks_open++;
    if (days > of->waiting_days)
        of->waiting_days = days;
}

/* What is unpaid, at the rate of the invoice's day. */
static void note_invoice(struct facts *facts, const struct fact_record *record)
{
    const struct fact_terms *terms = &facts->terms;
    bool off = record->written_off_on != DAY_NONE && record->written_off_on <= terms->today;
    struct money unpaid = record->amount, mine;

    unpaid.minor -= record->paid;
    if (unpaid.minor <= 0 || off ||
        rate_convert(terms->rates, terms->n_rates, unpaid, record->on, terms->currency, &mine) != 0)
        return;
    facts->of.owed = sum_plus(facts->of.owed, mine.minor);
    if (record->due_end != INSTANT_NONE && terms->now >= record->due_end)
        facts->of.overdue = sum_plus(facts->of.overdue, mine.minor);
}

static int take_found(void *ctx, const struct facts_found *found)
{
    struct gather *gather = ctx;

    for (size_t i = 0; i < found->n; i++)
        note_event(gather->facts, found->record, &found->events[i]);
    if (found->record->type == FACT_ENTRY)
        note_entry(gather, found->record);
    else if (found->record->type == FACT_ASK)
        note_ask(gather->facts, found->record);
    else if (found->record->type == FACT_INVOICE)
        note_invoice(gather->facts, found->record);
    return 0;
}

static int take_reminder(void *ctx, const char *kind, int32_t on)
{
    struct facts *facts = ctx;

    if (on < facts->of.spans.from || on > facts->of.spans.to)
        return 0;
    for (size_t i = 0; i < breach_kinds_n; i++) {
        int32_t *first = &facts->breaches[__builtin_ctz(breach_kinds[i].bit)].reminded;
        if (!breach_kinds[i].mine && str_equal(breach_kinds[i].name, kind) &&
            (*first == DAY_NONE || on < *first))
            *first = on;
    }
    return 0;
}

static void sum_taught(struct gather *gather)
{
    struct client_facts *of = &gather->facts->of;

    for (size_t i = 0; i < gather->n_answers; i++) {
        struct taught taught = {.at = gather->answers[i]};
        teaching_count(gather->contacts, gather->n_contacts, of->now, &taught);
        if (!taught.whole)
            continue;
        of->taught++;
        of->taught_before += taught.before;
        of->taught_after += taught.after;
    }
}

int facts_gather(struct facts *facts, struct store *store, struct err *err)
{
    _cleanup_standing_ struct standing standing = {0};
    const struct house *house;
    struct gather gather = {.facts = facts};

    for (int i = 0; i < BREACH_KINDS; i++)
        facts->breaches[i] = (struct facts_breach){.kind = (enum breach)(1 << i), .reminded = DAY_NONE};
    if (app_house(facts->app, &house, err) < 0 ||
        standing_load(store, house->book, facts->ref, &standing, err) < 0 ||
        facts_reminders(store, facts->of.client_id, take_reminder, facts, err) < 0)
        return -1;
    gather.boundaries = standing.boundaries;
    int r = facts_walk(facts, store, take_found, &gather, err);
    if (r == 0)
        sum_taught(&gather);
    free(gather.contacts);
    free(gather.answers);
    return r;
}
