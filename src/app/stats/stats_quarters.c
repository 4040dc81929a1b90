/* What the rules gave, quarter by quarter: one pass over the records of these quarters, by the same events that the facts are
 * made of. Beside the totals only two numbers a client and quarter are kept. */
#include "stats_inside.h"

#include "paletti/base/mem.h"
#include "paletti/core/client.h"

#include <string.h>

enum { MONTHS = 3, IN_YEAR = 4 };

/* What the median hour is made of. */
struct earned {
    int64_t income, minutes;
    bool unrated;
};
struct counted_client {
    int64_t id, group;
    bool prospect;
    struct earned of[STATS_QUARTERS];
};

struct quarter_count {
    struct app *app;
    int year; /* 0: the last ones */
    int days; /* one span instead of quarters; 0 */
    int64_t version;
    struct fact_terms terms;
    struct stats_quarters quarters;
    struct counted_client *v;
    size_t n, cap;
    int type; /* enum fact_type, FACT_TYPES: all is counted */
    int64_t after;
    bool begun;
};

static void forget(struct quarter_count *count)
{
    fact_terms_clear(&count->terms);
    free(MEM_TAKE(count->v));
    count->n = count->cap = 0;
    count->quarters = (struct stats_quarters){0};
}

void quarter_count_free(struct quarter_count *count)
{
    if (!count)
        return;
    forget(count);
    free(count);
}

struct quarter_count *quarter_count_new(struct app *app, int year)
{
    struct quarter_count *count = mem_zero(1, sizeof *count);

    count->app = app;
    count->year = year;
    return count;
}

struct quarter_count *quarter_count_days(struct app *app, int days)
{
    struct quarter_count *count = quarter_count_new(app, 0);

    count->days = days;
    return count;
}

/* --- which quarters --- */

/* Quarters since the year 0. */
static int quarter_of(int32_t day)
{
    struct civil date;

    civil_of_day(day, &date);
    return date.year * IN_YEAR + (date.month - 1) / MONTHS;
}

static int32_t first_day(int quarter)
{
    return civil_day(quarter / IN_YEAR, quarter % IN_YEAR * MONTHS + 1, 1);
}

static void lay_out(struct quarter_count *count, int first, int last)
{
    struct stats_quarters *quarters = &count->quarters;

    for (int q = first; q <= last && quarters->n < STATS_QUARTERS; q++) {
        int32_t to = first_day(q + 1) - 1;
        quarters->v[quarters->n++] = (struct stats_quarter){
            .year = q / IN_YEAR,
            .quarter = q % IN_YEAR + 1,
            .from = first_day(q),
            .to = to < count->terms.today ? to : count->terms.today,
        };
    }
}

static int choose(struct quarter_count *count, struct store *store, struct err *err)
{
    int now = quarter_of(count->terms.today), first = now - STATS_QUARTERS + 1, last = now;
    int64_t entry;

    if (facts_next_entry(store, INSTANT_FIRST, count->terms.now, &entry, err) < 0)
        return -1;
    if (count->days) {
        count->quarters.v[count->quarters.n++] =
            (struct stats_quarter){.from = count->terms.today - count->days + 1, .to = count->terms.today};
        return 0;
    }
    if (count->year) {
        first = count->year * IN_YEAR;
        last = first + IN_YEAR - 1 < now ? first + IN_YEAR - 1 : now;
    } else if (entry != INSTANT_NONE) {
        int oldest = quarter_of(zone_day(count->terms.zone, entry, NULL));
        first = oldest > first ? oldest : first;
    } else {
        first = now;
    }
    lay_out(count, first, last);
    return 0;
}

/* --- counting --- */

static int add_client(void *ctx, const struct fact_client *client)
{
    struct quarter_count *count = ctx;

    MEM_GROW(count->v, count->n, count->cap);
    count->v[count->n++] = (struct counted_client){
        .id = client->id, .group = client->group, .prospect = client->state == CLIENT_PROSPECT};
    return 0;
}

static struct counted_client *find(const struct quarter_count *count, int64_t id)
{
    return mem_find_id(count->v, count->n, sizeof *count->v, id);
}

static int begin(struct quarter_count *count, struct store *store, struct err *err)
{
    forget(count);
    if (facts_limits_of(count->app, &count->terms.limits, err) < 0 ||
        fact_terms_load(count->app, store, &count->terms, err) < 0)
        return -1;
    memcpy(count->quarters.currency, count->terms.currency, sizeof count->quarters.currency);
    count->quarters.target = stats_target(count->app, &count->terms);
    if (choose(count, store, err) < 0)
        return -1;
    count->version = store_version(store);
    count->type = count->quarters.n > 0 ? 0 : FACT_TYPES;
    count->after = INT64_MIN;
    count->begun = true;
    return facts_clients(store, add_client, count, err);
}

/* The place of AT among the quarters, -1: outside. */
static int place_of(const struct quarter_count *count, int64_t at)
{
    const struct stats_quarters *quarters = &count->quarters;
    int32_t day = zone_day(count->terms.zone, at, NULL);

    if (day < quarters->v[0].from || day > quarters->v[quarters->n - 1].to)
        return -1;
    return count->days ? 0 : quarter_of(day) - quarter_of(quarters->v[0].from);
}

static void add_earned(struct counted_client *client, int place, const struct facts_counts *counts)
{
    client->of[place].income += facts_income(counts);
    client->of[place].minutes += facts_minutes(counts);
    client->of[place].unrated |= counts->unrated > 0;
}

static void add_event(struct stats_quarter *quarter, const struct fact_event *event)
{
    const struct facts_counts *counts = &event->counts;

    quarter->income += facts_income(counts);
    quarter->minutes += facts_minutes(counts);
    quarter->unrated += counts->unrated;
    quarter->breaches += __builtin_popcount(event->counted & BREACH_CLIENTS);
    quarter->mine += __builtin_popcount(event->breaches & BREACH_MINE);
    quarter->invoices += counts->invoices;
    quarter->on_time += counts->on_time;
}

static int count_record(void *ctx, const struct fact_record *record)
{
    struct quarter_count *count = ctx;
    struct counted_client *client = find(count, record->client_id), *group;
    struct fact_event events[FACT_EVENTS_MAX];
    size_t n = client ? fact_events(&count->terms, record, NULL, events) : 0;

    for (size_t i = 0; i < n; i++) {
        int place = place_of(count, events[i].at);
        if (place < 0)
            continue;
        struct stats_quarter *quarter = &count->quarters.v[place];
        add_event(quarter, &events[i]);
        if (record->type == FACT_ENTRY && record->breaches & (BREACH_CLIENT_OFF_HOURS | BREACH_MY_OFF_HOURS))
            quarter->off_minutes += record->minutes;
        add_earned(client, place, &events[i].counts);
        if (client->group && (group = find(count, client->group)))
            add_earned(group, place, &events[i].counts);
    }
    return 0;
}

/* --- the median hour --- */

/* Who earns more than the target pays for nobody else's hours. */
static int64_t unpaid_of(const struct quarter_count *count, size_t quarter)
{
    int64_t unpaid = 0;

    if (count->quarters.target <= 0)
        return -1;
    for (size_t i = 0; i < count->n; i++) {
        const struct earned *earned = &count->v[i].of[quarter];
        if (!count->v[i].group && !earned->unrated)
            unpaid += facts_unpaid_minutes(earned->minutes, earned->income, count->quarters.target);
    }
    return unpaid;
}

static void find_medians(struct quarter_count *count)
{
    _cleanup_free_ struct ratio *hours = mem_zero(count->n + 1, sizeof *hours);

    for (size_t q = 0; q < count->quarters.n; q++) {
        size_t n = 0;
        for (size_t i = 0; i < count->n; i++) {
            const struct earned *earned = &count->v[i].of[q];
            struct facts_counts counts = {
                .payments = earned->income, .work_minutes = earned->minutes, .unrated = earned->unrated};
            struct ratio hour = figure_rated(FIGURE_HOUR, &counts);
            if (ratio_known(hour) && !count->v[i].group && !count->v[i].prospect)
                hours[n++] = hour;
        }
        count->quarters.v[q].hour = ratio_median(hours, n);
        count->quarters.v[q].unpaid = unpaid_of(count, q);
        count->quarters.v[q].clients = (int64_t)n;
    }
}

/* Reads on until a slice ends within a type. */
static int count_slice(struct quarter_count *count, struct store *store, int most, struct err *err)
{
    int32_t from = count->quarters.n > 0 ? count->quarters.v[0].from : DAY_NONE;

    while (count->type < FACT_TYPES) {
        struct fact_query query = {.type = (enum fact_type)count->type,
                                   .from = from,
                                   .today = count->terms.today,
                                   .from_at = zone_day_start(count->terms.zone, from),
                                   .now = count->terms.now,
                                   .after = count->after,
                                   .most = most};
        if (facts_each(store, &query, count_record, count, &count->after, err) < 0)
            return -1;
        if (count->after != INT64_MAX)
            return 1;
        count->type++;
        count->after = INT64_MIN;
    }
    find_medians(count);
    return 0;
}

int quarter_count_step(struct quarter_count *count, int most, struct err *err)
{
    struct store *store;
    int r = app_open_read(count->app, &store, err);

    if (r != 0)
        return r < 0 ? -1 : 0;
    if (store_view_begin(store, err) < 0)
        return -1;
    if (!count->begun || count->version != store_version(store))
        r = begin(count, store, err);
    if (r == 0)
        r = count_slice(count, store, most, err);
    store_view_end(store);
    return r;
}

bool quarter_count_holds(const struct quarter_count *count)
{
    struct store *store;
    struct err err;

    return count->begun && count->type == FACT_TYPES && app_open_read(count->app, &store, &err) == 0 &&
           count->version == store_version(store) &&
           zone_day(app_zone(count->app), app_now(count->app), NULL) == count->terms.today;
}

const struct stats_quarters *quarter_count_of(const struct quarter_count *count)
{
    return &count->quarters;
}

void stats_answer_quarters(const struct stats_quarters *quarters, struct answer *answer)
{
    answer_open_list(answer, "quarters");
    for (size_t i = 0; i < quarters->n; i++) {
        const struct stats_quarter *quarter = &quarters->v[i];
        struct money hour = {.minor = ratio_known(quarter->hour) ? ratio_round(quarter->hour, 1) : 0};
        memcpy(hour.currency, quarters->currency, sizeof hour.currency);
        answer_open_object(answer, NULL);
        answer_day(answer, "from", quarter->from);
        answer_day(answer, "to", quarter->to);
        answer_integer(answer, "theirs", quarter->breaches);
        answer_integer(answer, "mine", quarter->mine);
        answer_integer(answer, "off_minutes", quarter->off_minutes);
        answer_integer(answer, "invoices", quarter->invoices);
        answer_integer(answer, "on_time", quarter->on_time);
        if (ratio_known(quarter->hour))
            answer_money(answer, "median_hour", hour);
        answer_close_object(answer);
    }
    answer_close_list(answer);
}
