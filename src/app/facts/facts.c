/* The facts of one client, put together; and what they are among others. */
#include "facts_inside.h"

#include "known.h"

#include "paletti/base/mem.h"
#include "paletti/core/client.h"

/* --- beginning --- */

void facts_free(struct facts *facts)
{
    if (!facts)
        return;
    for (size_t i = 0; i < facts->of.n_signs; i++)
        free((char *)facts->signs[i].code);
    fact_terms_clear(&facts->terms);
    free(facts->ref);
    free(facts->name);
    free(facts->project);
    free(facts->signs);
    free(facts->gaps);
    free(facts->unrated);
    free(facts);
}

static int find_client(struct facts *facts, struct store *store, struct err *err)
{
    struct client_facts *of = &facts->of;
    _cleanup_known_ struct known known = {0};
    struct fact_client client;
    int r = known_by_id(store, of->client_id, &known, err);

    if (r == 0)
        r = facts_client(store, of->client_id, &client, err);
    if (r != 0)
        return r;
    facts->ref = MEM_TAKE(known.ref);
    facts->name = MEM_TAKE(known.name);
    of->state = client.state;
    of->group = client.group;
    int32_t first =
        client.first_at != INSTANT_NONE ? zone_day(facts->terms.zone, client.first_at, NULL) : DAY_NONE;
    of->since = client.since != DAY_NONE ? client.since : first;
    facts->begun = first != DAY_NONE && first < of->since ? first : of->since;
    of->days = of->since != DAY_NONE && of->since < facts->terms.today ? facts->terms.today - of->since : 0;
    facts_spans(&of->spans, facts->terms.limits, facts->terms.zone, facts->terms.now, of->since);
    return 0;
}

/* --- what follows from the sums --- */

static void make_figures(struct facts *facts)
{
    struct client_facts *of = &facts->of;
    const struct facts_limits *limits = facts->terms.limits;
    bool known = of->days >= limits->trend_days + limits->trend_before;

    for (enum figure i = 0; i < FIGURES_N; i++) {
        struct fact_figure *figure = &of->figures[i];
        figure->value = figure_of(i, &of->sums.of[FACTS_WINDOW]);
        figure->rated = figure_rated(i, &of->sums.of[FACTS_RATED]);
        if (known)
            figure->trend = figure_trend(i, &of->sums.of[FACTS_RECENT], &of->sums.of[FACTS_BEFORE], limits);
    }
    /* Their group's hours are theirs too. */
    if (of->group)
        of->figures[FIGURE_HOUR] = of->figures[FIGURE_HOUR_BILLED] = (struct fact_figure){0};
    if (of->fit.asked > 0)
        of->figures[FIGURE_FITS].value = of->figures[FIGURE_FITS].rated =
            (struct ratio){of->fit.yes, of->fit.asked};
}

static void make_breaches(struct facts *facts)
{
    struct client_facts *of = &facts->of;
    const struct facts_limits *limits = facts->terms.limits;

    for (int i = 0; i < BREACH_KINDS; i++) {
        struct facts_breach breach = facts->breaches[i];
        const struct facts_counts recent = {.off_hours = breach.recent},
                                  before = {.off_hours = breach.before};
        if (breach.window + breach.untold + breach.before + breach.recent == 0)
            continue;
        breach.trend = figure_trend(FIGURE_BREACHES, &recent, &before, limits);
        breach.doubled = facts_doubled(breach.recent, breach.previous, limits);
        facts->breaches[of->n_breaches++] = breach;
    }
}

/* Breaches of the rules doubled though they had been reminded of one, and knew the rules for long enough. */
static bool doubled_after_reminder(const struct client_facts *of, const struct facts_limits *limits)
{
    const struct facts_counts *recent = &of->sums.of[FACTS_RECENT], *previous = &of->sums.of[FACTS_PREVIOUS];
    int64_t since = 0;

    for (size_t i = 0; i < of->n_breaches; i++)
        if (of->breaches[i].kind & (BREACH_CLIENT_OFF_HOURS | BREACH_CLIENT_CHANNEL | BREACH_CHASE))
            since += of->breaches[i].since_reminder;
    return since > 0 && of->spans.of[FACTS_RATED].from <= of->spans.of[FACTS_PREVIOUS].from &&
           facts_doubled(facts_breaches(recent), facts_breaches(previous), limits);
}

static void make_lines(struct facts *facts)
{
    struct client_facts *of = &facts->of;
    const struct fact_case what = {
        .thin = of->thin,
        .promise_broken = of->promises_broken > 0,
        .doubled = doubled_after_reminder(of, facts->terms.limits),
        .listed = of->fit.listed,
    };

    for (enum fact fact = 0; fact < FACTS_N; fact++) {
        struct facts_line *line = &of->lines[fact];
        line->fact = fact;
        line->suggestion = (int8_t)fact_suggest(fact, of->figures, &what, facts->terms.limits, &line->because,
                                                &line->figure);
        line->trend = line->figure < FIGURES_N ? of->figures[line->figure].trend : TREND_NONE;
        /* Until the others are counted nobody knows whether they are few. */
        if (!of->compared && line->because == BECAUSE_FEW)
            line->because = BECAUSE_RANK;
    }
}

static int make_hours(struct facts *facts, struct err *err)
{
    struct client_facts *of = &facts->of;
    const struct facts_counts *window = &of->sums.of[FACTS_WINDOW];
    int32_t from = facts->begun != DAY_NONE && facts->begun > of->spans.from ? facts->begun : of->spans.from;
    const struct house *house;
    struct money target;

    if (app_house(facts->app, &house, err) < 0)
        return -1;
    bool rated = house->me.target_rate.currency[0] &&
                 rate_convert(facts->terms.rates, facts->terms.n_rates, house->me.target_rate,
                              facts->terms.today, facts->terms.currency, &target) == 0;
    of->target = rated ? target.minor : 0;
    struct ratio hour = of->group ? RATIO_NONE : figure_rated(FIGURE_HOUR, window);
    of->hour_class = facts_hour_class(hour, of->target, facts->terms.limits);
    of->unpaid = window->unrated || of->group
                     ? -1
                     : facts_unpaid_minutes(facts_minutes(window), facts_income(window), of->target);
    facts->project = mem_string(house->me.project.name);
    of->project = facts->project;
    if (of->unpaid >= 0) {
        of->project_weeks = facts_project_weeks(of->unpaid, house->me.project.weekly_hours);
        of->project_sessions = facts_project_sessions(of->unpaid, facts->terms.limits);
    }
    of->worked_hours = facts_hours_a_month(facts_minutes(window), (int64_t)of->spans.to - from + 1);
    return 0;
}

static void make_all(struct facts *facts)
{
    struct client_facts *of = &facts->of;
    const struct facts_counts *window = &of->sums.of[FACTS_WINDOW];

    of->ref = facts->ref;
    of->name = facts->name;
    of->currency = facts->terms.currency;
    of->breaches = facts->breaches;
    of->signs = facts->signs;
    of->gaps = facts->gaps;
    of->unrated = facts->unrated;
    of->thin = facts_thin(window->entries, of->days, facts->terms.limits);
    of->late_replies = window->late_replies + window->broken_promises;
    make_figures(facts);
    make_breaches(facts);
    make_lines(facts);
}

static int load(struct facts *facts, struct store *store, struct err *err)
{
    int r = facts_limits_of(facts->app, &facts->terms.limits, err);

    if (r < 0 || fact_terms_load(facts->app, store, &facts->terms, err) < 0)
        return -1;
    facts->of.now = facts->terms.now;
    r = find_client(facts, store, err);
    if (r != 0)
        return r;
    if (facts_gather(facts, store, err) < 0 || facts_look_beside(facts, store, err) < 0 ||
        facts_look_at_debts(facts, store, err) < 0)
        return -1;
    make_all(facts);
    return make_hours(facts, err);
}

int facts_new(struct app *app, int64_t client_id, struct facts **ret, struct err *err)
{
    _cleanup_(facts_free_p)
    struct facts *facts = mem_zero(1, sizeof *facts);
    struct store *store;

    facts->app = app;
    facts->of.client_id = client_id;
    if (app_need_file(app, &store, err) < 0 || store_view_begin(store, err) < 0)
        return -1;
    int r = load(facts, store, err);
    store_view_end(store);
    if (r == 0)
        *ret = MEM_TAKE(facts);
    return r;
}

/* --- among others --- */

/* The known values of a figure among those who are compared. */
static size_t collect(const struct facts *facts, enum figure figure, const struct facts_peer *peers, size_t n,
                      struct ratio *ret)
{
    size_t known = 0;

    for (size_t i = 0; i < n; i++) {
        if (!peers[i].comparable || peers[i].client_id == facts->of.client_id)
            continue;
        struct ratio ratio = figure_rated(figure, &peers[i].rated);
        if (ratio_known(ratio))
            ret[known++] = ratio;
    }
    return known;
}

static void compare(struct facts *facts, const struct facts_peer *peers, size_t n)
{
    struct client_facts *of = &facts->of;
    _cleanup_free_ struct ratio *values = mem_zero(n + 1, sizeof *values);

    of->others = of->accepting = 0;
    for (size_t i = 0; i < n; i++) {
        bool other = peers[i].comparable && peers[i].client_id != of->client_id;
        of->others += other;
        of->accepting += other && peers[i].rated.price_signs == 0;
    }
    for (enum figure i = 0; i < FIGURES_N; i++) {
        struct fact_figure *figure = &of->figures[i];
        size_t known = collect(facts, i, peers, n, values);
        figure->n_others = (int64_t)known;
        figure->place = (struct fact_place){0};
        figure->others = RATIO_NONE;
        if (known < (size_t)facts->terms.limits->others_needed)
            continue;
        if (ratio_known(figure->rated))
            figure->place = figure_place(i, figure->rated, values, known);
        figure->others = ratio_median(values, known);
    }
}

static int64_t mine(const struct facts *facts, struct money money)
{
    struct money sum;

    return money.currency[0] && rate_convert(facts->terms.rates, facts->terms.n_rates, money,
                                             facts->terms.today, facts->terms.currency, &sum) == 0
               ? sum.minor
               : -1;
}

/* Months of income begin with the first payment there ever was, where that is later. */
static int measure(struct facts *facts, struct store *store, const struct facts_peer *peers, size_t n,
                   struct err *err)
{
    struct client_facts *of = &facts->of;
    int32_t from = of->spans.income_from, first;
    const struct house *house;

    if (app_house(facts->app, &house, err) < 0 || facts_first_payment(store, &first, err) < 0)
        return -1;
    of->all_income = 0;
    for (size_t i = 0; i < n; i++)
        of->all_income = sum_plus(of->all_income, peers[i].group ? 0 : peers[i].income);
    if (first != DAY_NONE && first > from)
        from = first;
    int64_t reserve = mine(facts, house->me.reserve), cost = mine(facts, house->me.monthly_cost);
    of->hostage_of = (struct hostage_case){
        .reserve = reserve,
        .cost = reserve >= 0 && cost > 0 ? cost : 0,
        .income = facts_monthly(of->all_income, from, of->spans.to),
        .client = facts_monthly(of->income, from, of->spans.to),
        .refund = of->hostage_of.refund,
        .floor_months = house->me.runway_floor_months,
        .today = facts->terms.today,
    };
    facts_hostage(&of->hostage_of, &of->hostage);
    /* The share is of the sums themselves: the months were rounded. */
    of->hostage.share = of->all_income > 0 ? (struct ratio){of->income, of->all_income} : RATIO_NONE;
    return 0;
}

int facts_step(struct facts *facts, int most, struct err *err)
{
    const struct facts_peer *peers;
    struct store *store;
    size_t n;

    if (facts->of.compared)
        return 0;
    if (app_need_file(facts->app, &store, err) < 0)
        return -1;
    int r = facts_everybody(facts->app, most, &peers, &n, err);
    if (r != 0)
        return r;
    compare(facts, peers, n);
    if (measure(facts, store, peers, n, err) < 0)
        return -1;
    facts->of.compared = true;
    make_lines(facts);
    return 0;
}

const struct client_facts *facts_of(const struct facts *facts)
{
    return &facts->of;
}

int facts_whole(struct app *app, int64_t client_id, struct facts **ret, struct err *err)
{
    _cleanup_(facts_free_p)
    struct facts *facts = NULL;
    int r = facts_new(app, client_id, &facts, err);

    if (r != 0)
        return r;
    while ((r = facts_step(facts, FACTS_SLICE, err)) > 0)
        ;
    if (r == 0)
        *ret = MEM_TAKE(facts);
    return r;
}
