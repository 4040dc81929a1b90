/* What is known of a client now for the tripwires of a decision: filled only as far as its wires ask for it,
 * each by one look at an index; what is the same for everybody is looked up once. */
#include "after_inside.h"
#include "breach_notes.h"
#include "deciding_inside.h"
#include "fact_events.h"
#include "standing.h"
#include "stop.h"

#include "paletti/app/ladder.h"
#include "paletti/base/mem.h"
#include "paletti/core/agreement.h"
#include "paletti/core/days.h"
#include "paletti/core/dealings.h"
#include "paletti/core/invoice_due.h"
#include "paletti/store/records.h"
#include "paletti/store/triage.h"

/* A client's income, for shares. */
struct income {
    int64_t client_id, group, minor;
};
struct incomes {
    struct income *v; /* by client */
    size_t n, cap;
    int64_t all;
    int32_t today; /* of which they are; DAY_NONE: of none yet */
};

struct wires {
    struct app *app;
    struct store *store;
    struct err *err;
    int64_t now;
    int32_t today;
    const struct zone *zone;
    struct decide_house house;
    struct fact_terms terms;
    struct changed_facts changed;
    struct incomes incomes;
    struct over {
        int64_t client_id;
        int32_t on;
    } * over; /* ladders that are through */
    size_t n_over, cap_over;
};

void wires_free(struct wires *wires)
{
    if (!wires)
        return;
    decide_house_clear(&wires->house);
    fact_terms_clear(&wires->terms);
    changed_facts_clear(&wires->changed);
    free(wires->incomes.v);
    free(wires->over);
    free(wires);
}

static int take_over(void *ctx, const struct ladder_line *line)
{
    struct wires *wires = ctx;

    if (line->debt->standing.state != LADDER_OVER)
        return 0;
    MEM_GROW(wires->over, wires->n_over, wires->cap_over);
    wires->over[wires->n_over++] = (struct over){line->debts->client_id, line->debt->standing.on + 1};
    return 0;
}

static int note_oldest(void *ctx, const struct force_row *row)
{
    int64_t *oldest = ctx;

    if (*oldest == INSTANT_NONE || row->at < *oldest)
        *oldest = row->at;
    return 0;
}

struct wires *wires_new(struct app *app, struct store *store, const char *client, struct err *err)
{
    struct wires *wires = mem_zero(1, sizeof *wires);
    int64_t oldest = INSTANT_NONE;

    *wires =
        (struct wires){.app = app, .store = store, .err = err, .now = app_now(app), .zone = app_zone(app)};
    wires->today = days_at(wires->zone, wires->now);
    wires->incomes.today = DAY_NONE;
    char *refused = NULL; /* the decision's page says it */
    deciding_house_load(app, &wires->house, &refused);
    free(refused);
    if (facts_limits_of(app, &wires->terms.limits, err) < 0 ||
        fact_terms_load(app, store, &wires->terms, err) < 0 ||
        decisions_in_force(store, client, note_oldest, &oldest, err) < 0 ||
        (oldest != INSTANT_NONE && (changed_facts_load(store, oldest, &wires->changed, err) < 0 ||
                                    view_ladder(app, client, wires->today, take_over, wires, err) < 0))) {
        wires_free(wires);
        return NULL;
    }
    return wires;
}

/* --- shares of the income --- */

static int add_client(void *ctx, const struct fact_client *client)
{
    struct incomes *incomes = ctx;

    MEM_GROW(incomes->v, incomes->n, incomes->cap);
    incomes->v[incomes->n++] = (struct income){client->id, client->group, 0};
    return 0;
}

static struct income *income_of(const struct incomes *incomes, int64_t client_id)
{
    return mem_find_id(incomes->v, incomes->n, sizeof *incomes->v, client_id);
}

static int add_payment(void *ctx, const struct fact_record *record)
{
    struct wires *wires = ctx;
    struct fact_event events[FACT_EVENTS_MAX];
    struct income *income = income_of(&wires->incomes, record->client_id);
    size_t n = income ? fact_events(&wires->terms, record, NULL, events) : 0;

    for (size_t i = 0; i < n; i++) {
        struct income *group = income->group ? income_of(&wires->incomes, income->group) : NULL;
        income->minor += events[i].income;
        wires->incomes.all += events[i].income;
        if (group)
            group->minor += events[i].income;
    }
    return 0;
}

/* Of the months of income that end on TODAY. */
static int count_incomes(struct wires *wires, int32_t today)
{
    struct incomes *incomes = &wires->incomes;
    struct facts_spans spans;
    int64_t at = zone_day_start(wires->zone, today + 1) - 1;

    if (incomes->today == today)
        return 0;
    incomes->n = 0;
    incomes->all = 0;
    facts_spans(&spans, wires->terms.limits, wires->zone, at, DAY_NONE);
    struct fact_query query = {.type = FACT_PAYMENT,
                               .from = spans.income_from,
                               .today = today,
                               .now = at,
                               .after = INT64_MIN,
                               .most = FACTS_SLICE};
    if (facts_clients(wires->store, add_client, incomes, wires->err) < 0)
        return -1;
    while (query.after != INT64_MAX)
        if (facts_each(wires->store, &query, add_payment, wires, &query.after, wires->err) < 0)
            return -1;
    incomes->today = today;
    return 0;
}

static int share_on(struct wires *wires, int64_t client_id, int32_t day, int64_t *ret)
{
    if (count_incomes(wires, day) < 0)
        return -1;
    const struct income *income = income_of(&wires->incomes, client_id);
    *ret = income && wires->incomes.all > 0 ? income->minor * 1000 / wires->incomes.all : -1;
    return 0;
}

/* It trips when it came over the threshold since the last look: who is kept at a larger share knows it. */
static int see_share(struct wires *wires, const struct force *force, const struct frozen_tripwire *wire,
                     struct tripwire_seen *seen)
{
    int64_t before;

    if (share_on(wires, force->client_id, wires->today, &seen->share) < 0)
        return -1;
    if (seen->share <= wire->n)
        return 0;
    if (share_on(wires, force->client_id, force->looked_on, &before) < 0)
        return -1;
    if (before > wire->n || (force->looked_on == force->day && force->decision.share > wire->n))
        seen->share = -1;
    return count_incomes(wires, wires->today); /* for those who follow */
}

/* --- lines crossed after a reminder, those apart that were let pass --- */

struct crossing {
    struct wires *wires;
    struct breach_notes notes;
    struct tripwire_seen *seen;
    int64_t n[BREACH_KINDS];
    int32_t since[BREACH_KINDS]; /* the day of the first reminder, DAY_NONE */
    int64_t threshold;
};

static int bit_of(const char *kind)
{
    for (size_t i = 0; i < breach_kinds_n; i++)
        if (!breach_kinds[i].mine && str_equal(breach_kinds[i].name, kind))
            return __builtin_ctz(breach_kinds[i].bit);
    return -1;
}

static int take_reminder(void *ctx, const char *kind, int32_t on)
{
    struct crossing *crossing = ctx;
    int bit = bit_of(kind);

    if (bit >= 0 && (crossing->since[bit] == DAY_NONE || on < crossing->since[bit]))
        crossing->since[bit] = on;
    return 0;
}

/* Told, after the reminder, since the last look, and not let pass. */
static bool is_again(const struct crossing *crossing, const struct crossing_row *row, int bit, int32_t day)
{
    return row->counted & 1u << bit && crossing->since[bit] != DAY_NONE && day > crossing->since[bit] &&
           day > crossing->seen->looked_on &&
           breach_notes_state(&crossing->notes, (enum breach)(1u << bit), row->ref) != BREACH_WAIVED;
}

static int take_crossing(void *ctx, const struct crossing_row *row)
{
    struct crossing *crossing = ctx;
    struct tripwire_seen *seen = crossing->seen;
    int32_t day = days_at(crossing->wires->zone, row->at);

    for (int bit = 0; bit < BREACH_KINDS; bit++) {
        if (!is_again(crossing, row, bit, day))
            continue;
        crossing->n[bit]++;
        if (crossing->n[bit] > seen->reminded_breaches)
            seen->reminded_breaches = crossing->n[bit];
        if (crossing->n[bit] == crossing->threshold &&
            (seen->reminded_on == DAY_NONE || day < seen->reminded_on))
            seen->reminded_on = day;
    }
    return 0;
}

static int see_breaches(struct wires *wires, const struct force *force, const struct frozen_tripwire *wire,
                        struct tripwire_seen *seen)
{
    struct crossing crossing = {.wires = wires, .seen = seen, .threshold = wire->n};
    bool any = false;

    for (int bit = 0; bit < BREACH_KINDS; bit++)
        crossing.since[bit] = DAY_NONE;
    if (facts_reminders(wires->store, force->client_id, take_reminder, &crossing, wires->err) < 0)
        return -1;
    for (int bit = 0; bit < BREACH_KINDS; bit++)
        any |= crossing.since[bit] != DAY_NONE;
    if (!any)
        return 0;
    if (breach_notes_load(wires->store, force->client, &crossing.notes, wires->err) < 0)
        return -1;
    int r = crossings_each(wires->store, force->client_id, zone_day_start(wires->zone, force->looked_on), wires->now,
                           take_crossing, &crossing, wires->err);
    breach_notes_clear(&crossing.notes);
    return r;
}

/* --- money --- */

static int see_ladder(struct wires *wires, const struct force *force,
                      const struct frozen_tripwire *wire _unused_, struct tripwire_seen *seen)
{
    for (size_t i = 0; i < wires->n_over; i++)
        if (wires->over[i].client_id == force->client_id && wires->over[i].on > seen->ladder_over)
            seen->ladder_over = wires->over[i].on;
    return 0;
}

static int is_any(void *ctx _unused_, const void *record _unused_)
{
    return 1;
}

static void note_promise(const struct ladder_promise *promise, enum ladder_kept kept,
                         struct tripwire_seen *seen)
{
    if (kept == LADDER_BROKEN && promise->pays_on + 1 > seen->promise_broken)
        seen->promise_broken = promise->pays_on + 1;
}

/* The day behind the one that was promised in vain. */
static int see_promises(struct wires *wires, const struct force *force,
                        const struct frozen_tripwire *wire _unused_, struct tripwire_seen *seen)
{
    _cleanup_debts_ struct debts debts = {0};
    int r = store_each(wires->store, &model_promise, force->client, is_any, NULL, wires->err);

    if (r <= 0)
        return r;
    if (app_debts(wires->app, force->client, &debts, wires->err) < 0)
        return -1;
    for (size_t i = 0; i < debts.n; i++)
        for (size_t k = 0; k < debts.v[i].told.n_promises; k++)
            note_promise(&debts.v[i].told.promises[k], ladder_promise_kept(&debts.v[i].told, k, wires->today),
                         seen);
    for (size_t i = 0; i < debts.n_loose; i++)
        note_promise(&debts.loose[i], (enum ladder_kept)debts.loose[i].kept, seen);
    return 0;
}

/* --- what an hour earns --- */

struct earning {
    struct wires *wires;
    int64_t from;
    struct facts_counts counts;
};

static int add_earning(void *ctx, const struct fact_record *record)
{
    struct earning *earning = ctx;
    struct fact_event events[FACT_EVENTS_MAX];
    size_t n = fact_events(&earning->wires->terms, record, NULL, events);

    for (size_t i = 0; i < n; i++)
        if (events[i].at >= earning->from && events[i].at <= earning->wires->now)
            facts_counts_add(&earning->counts, &events[i].counts);
    return 0;
}

static int see_hour(struct wires *wires, const struct force *force, const struct frozen_tripwire *wire,
                    struct tripwire_seen *seen)
{
    static const enum fact_type types[] = {FACT_ENTRY, FACT_PAYMENT, FACT_EXPENSE};
    int32_t from = wires->today - (int32_t)wire->n + 1;
    struct earning earning = {.wires = wires, .from = zone_day_start(wires->zone, from)};
    const struct house *house;

    if (app_house(wires->app, &house, wires->err) < 0)
        return -1;
    if (house->me.target_rate.minor <= 0 || seen->today - seen->looked_on < wire->n)
        return 0;
    for (size_t i = 0; i < ARRAY_LEN(types); i++) {
        struct fact_query query = {.type = types[i],
                                   .client_id = force->client_id,
                                   .from = from,
                                   .today = wires->today,
                                   .from_at = earning.from,
                                   .now = wires->now};
        if (facts_each(wires->store, &query, add_earning, &earning, NULL, wires->err) < 0)
            return -1;
    }
    struct ratio hour = figure_rated(FIGURE_HOUR, &earning.counts);
    if (!ratio_known(hour))
        return 0;
    seen->hour = hour.of > 0 ? ratio_round(hour, 1) : 0;
    seen->hour_half = house->me.target_rate.minor * wires->house.hour_percent / 100;
    return 0;
}

/* --- closeness --- */

struct near {
    const struct wires *wires;
    int32_t after;
    int64_t n;
};

static int count_near(void *ctx, int64_t at, const char *signs _unused_, int8_t closeness)
{
    struct near *near = ctx;

    near->n += closeness >= 0 && days_at(near->wires->zone, at) > near->after;
    return 0;
}

static int see_closeness(struct wires *wires, const struct force *force,
                         const struct frozen_tripwire *wire _unused_, struct tripwire_seen *seen)
{
    int32_t days = wires->today - (int32_t)wires->house.closeness_days;
    struct near near = {wires, days > seen->looked_on ? days : seen->looked_on, 0};

    if (facts_marked(wires->store, force->client_id, wires->now, count_near, &near, wires->err) < 0)
        return -1;
    seen->closeness = near.n;
    return 0;
}

/* --- contract, refund, writing again, facts --- */

static int see_contract(struct wires *wires, const struct force *force,
                        const struct frozen_tripwire *wire _unused_, struct tripwire_seen *seen)
{
    struct contract *contracts;
    size_t n;

    if (store_all(wires->store, &model_contract, force->client, &contracts, &n, wires->err) < 0)
        return -1;
    const struct contract *contract = contract_on(contracts, n, wires->today);
    seen->contract_to = contract ? contract->to : DAY_NONE;
    for (size_t i = 0; i < n; i++)
        model_clear(&model_contract, &contracts[i]);
    free(contracts);
    return 0;
}

/* The first open day of a refund that is a task still; who gives back is the person's bank. */
static int take_refund(void *ctx, const void *record)
{
    const struct task *task = record;
    int32_t *since = ctx;

    if (task->kind == TASK_REFUND && task->state == TASK_OPEN && task->due != DAY_NONE &&
        (*since == DAY_NONE || task->due < *since))
        *since = task->due;
    return 0;
}

static int see_refund(struct wires *wires, const struct force *force,
                      const struct frozen_tripwire *wire _unused_, struct tripwire_seen *seen)
{
    _cleanup_standing_ struct standing standing = {0};
    const struct house *house;
    int32_t since = DAY_NONE;

    if (store_each(wires->store, &model_task, force->client, take_refund, &since, wires->err) < 0)
        return -1;
    if (since == DAY_NONE || since >= wires->today)
        return 0;
    if (app_house(wires->app, &house, wires->err) < 0 ||
        standing_load(wires->store, house->book, force->client, &standing, wires->err) < 0)
        return -1;
    struct calendar *calendar = boundaries_at(standing.boundaries, wires->now)->calendar;
    for (int32_t day = since + 1; day <= wires->today; day++)
        seen->refund_days += calendar_day_opens(calendar, day);
    return 0;
}

/* Who was let go, behind the last day; whose project was declined, behind the decision. */
static int see_writing(struct wires *wires, const struct force *force,
                       const struct frozen_tripwire *wire _unused_, struct tripwire_seen *seen)
{
    int32_t last = force->decision.last_day != DAY_NONE ? force->decision.last_day : force->day;
    int32_t after = last > seen->looked_on ? last : seen->looked_on;
    int64_t at;

    if (log_first_from_them(wires->store, force->client_id, zone_day_start(wires->zone, after + 1), wires->now, &at,
                            wires->err) < 0)
        return -1;
    if (at != INSTANT_NONE)
        seen->wrote_on = days_at(wires->zone, at);
    return 0;
}

static int see_changes(struct wires *wires, const struct force *force,
                       const struct frozen_tripwire *wire _unused_, struct tripwire_seen *seen)
{
    int64_t at;

    if (changed_facts_of(wires->store, &wires->changed, &force->decision, &at, wires->err) < 0)
        return -1;
    if (at != INSTANT_NONE)
        seen->changed_on = days_at(wires->zone, at);
    return 0;
}

/* --- together --- */

/* Dates need nothing looked up. */
static const struct {
    const char *code;
    int (*see)(struct wires *wires, const struct force *force, const struct frozen_tripwire *wire,
               struct tripwire_seen *seen);
} sights[] = {
    {"rule_broken", see_breaches},     {"ladder_end", see_ladder},  {"promise_broken", see_promises},
    {"hour_half", see_hour},           {"share", see_share},        {"closeness", see_closeness},
    {"contract_renews", see_contract}, {"back_again", see_writing}, {"refund_pending", see_refund},
    {"fact_changed", see_changes},
};

static int see(struct wires *wires, const struct force *force, const struct frozen_tripwire *wire,
               struct tripwire_seen *seen)
{
    for (size_t i = 0; i < ARRAY_LEN(sights); i++)
        if (str_equal(sights[i].code, wire->code))
            return sights[i].see(wires, force, wire, seen);
    return 0;
}

/* What was counted, for the sentence; else the threshold. */
static int64_t counted(const struct frozen_tripwire *wire, const struct tripwire_seen *seen)
{
    if (str_equal(wire->code, "rule_broken"))
        return seen->reminded_breaches;
    if (str_equal(wire->code, "share"))
        return seen->share;
    if (str_equal(wire->code, "closeness"))
        return seen->closeness;
    return str_equal(wire->code, "refund_pending") ? seen->refund_days : wire->n;
}

static int look_at_wire(struct wires *wires, const struct force *force, const struct frozen_tripwire *wire,
                        const char *code, int (*fn)(void *ctx, const struct review_due *due), void *ctx)
{
    struct tripwire_seen seen = {
        .today = wires->today,
        .looked_on = force->looked_on,
        .reminded_on = DAY_NONE,
        .ladder_over = DAY_NONE,
        .promise_broken = DAY_NONE,
        .hour = -1,
        .share = -1,
        .contract_to = DAY_NONE,
        .wrote_on = DAY_NONE,
        .changed_on = DAY_NONE,
        .reviewed_result = force->result_given,
    };
    struct review_due due = {.decision = &force->decision,
                             .client_id = force->client_id,
                             .client = force->client,
                             .name = force->name,
                             .code = code};

    if (see(wires, force, wire, &seen) < 0)
        return -1;
    if (!tripwire_trips(wire, &seen, &due.on))
        return 0;
    due.n = counted(wire, &seen);
    return fn(ctx, &due);
}

/* The date of an exit is the one of relief; between it and the result "again?" is asked once more. */
static const char *code_of(const struct force *force, const struct frozen_tripwire *wire)
{
    bool exit = force->decision.relief_on != DAY_NONE && wire->on == force->decision.relief_on;

    return exit && str_equal(wire->code, "date") ? "relief" : wire->code;
}

static int look_again(struct wires *wires, const struct force *force,
                      int (*fn)(void *ctx, const struct review_due *due), void *ctx)
{
    char date[] = "date";
    struct frozen_tripwire wire = {.code = date,
                                   .on = force->decision.last_day + (int32_t)wires->house.again_days};

    if (force->decision.last_day == DAY_NONE)
        return 0;
    return look_at_wire(wires, force, &wire, "again", fn, ctx);
}

int wires_look(struct wires *wires, const struct force *force,
               int (*fn)(void *ctx, const struct review_due *due), void *ctx, struct err *err)
{
    const struct frozen_tripwire *v = force->decision.tripwires.v;

    wires->err = err;
    for (size_t i = 0; i < force->decision.tripwires.n; i++) {
        int r = look_at_wire(wires, force, &v[i], code_of(force, &v[i]), fn, ctx);
        if (r != 0)
            return r;
    }
    return look_again(wires, force, fn, ctx);
}
