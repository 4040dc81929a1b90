#include "about_decision.h"

#include "fact_events.h"

#include "paletti/app/statement.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/core/days.h"
#include "paletti/store/recent.h"
#include "paletti/store/records.h"

void about_decision_free(struct about_decision *about)
{
    if (!about)
        return;
    facts_free(about->facts);
    free(about->tried.v);
    if (about->decided)
        decision_clear(&about->last);
    str_done(&about->since_last);
    texts_clear(&about->packages);
    free(about);
}

/* --- decisions --- */

static void take_decision(struct about_decision *about, struct decision *decision)
{
    int32_t day = days_at(app_zone(about->app), decision->at);

    if (decision->state == DECISION_MADE && decision_path(decision) == PATH_CHANCE &&
        (about->chance_on == DAY_NONE || day > about->chance_on))
        about->chance_on = day;
    if (decision->state == DECISION_UNDONE || (about->decided && about->last.at >= decision->at)) {
        decision_clear(decision);
        return;
    }
    if (about->decided)
        decision_clear(&about->last);
    about->last = *decision;
    about->decided = true;
}

static int look_at_decisions(struct about_decision *about, struct store *store, struct err *err)
{
    struct decision *decisions;
    size_t n;

    if (store_all(store, &model_decision, facts_of(about->facts)->ref, &decisions, &n, err) < 0)
        return -1;
    for (size_t i = 0; i < n; i++)
        take_decision(about, &decisions[i]);
    free(decisions);
    return 0;
}

/* --- since then --- */

struct since {
    struct fact_terms terms;
    int64_t at;
    struct facts_counts counts;
};

static int add_since(void *ctx, const struct fact_record *record)
{
    struct since *since = ctx;
    struct fact_event events[FACT_EVENTS_MAX];
    size_t n = fact_events(&since->terms, record, NULL, events);

    for (size_t i = 0; i < n; i++)
        if (events[i].at >= since->at)
            facts_counts_add(&since->counts, &events[i].counts);
    return 0;
}

static void join(struct str *to)
{
    str_add(to, to->len > 0 ? ", " : "");
}

static void say_since(const struct facts_counts *counts, struct str *to)
{
    int64_t lines = facts_breaches(counts), late = counts->invoices - counts->on_time;

    if (lines > 0)
        str_printf(to, P_("%lld line crossed", "%lld lines crossed", lines), (long long)lines);
    if (counts->requests > 0) {
        join(to);
        str_printf(to, P_("%lld request outside the contract", "%lld requests outside the contract", counts->requests),
                   (long long)counts->requests);
    }
    if (counts->complaints > 0) {
        join(to);
        str_printf(to, P_("%lld complaint", "%lld complaints", counts->complaints), (long long)counts->complaints);
    }
    if (late > 0) {
        join(to);
        str_printf(to, P_("%lld invoice paid late or not at all", "%lld invoices paid late or not at all", late), (long long)late);
    }
    if (to->len == 0)
        str_add(to, _("nothing of that kind"));
}

static int look_since(struct about_decision *about, struct store *store, struct err *err)
{
    static const enum fact_type types[] = {FACT_ENTRY, FACT_INVOICE, FACT_REQUEST, FACT_COMPLAINT};
    struct since since = {.at = about->last.at};
    int r = facts_limits_of(about->app, &since.terms.limits, err);

    if (r < 0 || fact_terms_load(about->app, store, &since.terms, err) < 0)
        return -1;
    for (size_t i = 0; i < ARRAY_LEN(types) && r == 0; i++) {
        struct fact_query query = {.type = types[i],
                                   .client_id = about->client_id,
                                   .from = days_at(since.terms.zone, since.at),
                                   .today = since.terms.today,
                                   .from_at = since.at,
                                   .now = since.terms.now};
        r = facts_each(store, &query, add_since, &since, NULL, err);
    }
    fact_terms_clear(&since.terms);
    if (r == 0)
        say_since(&since.counts, &about->since_last);
    return r;
}

/* --- what they bought --- */

static int take_package(void *ctx, const struct statement_row *row)
{
    struct about_decision *about = ctx;

    if (row->kind == STATEMENT_LINE && *row->left) {
        _cleanup_free_ char *text = str_format(_("%s left of %s: %s"), row->left, row->bought, row->label);
        texts_add(&about->packages, text);
    }
    return 0;
}

/* Whose statement cannot be made has none here; the page of it says why. */
static void look_at_packages(struct about_decision *about, struct store *store)
{
    const char *ref = facts_of(about->facts)->ref;
    _cleanup_statement_ struct statement statement = {0};
    struct err err;

    if (client_has(store, ref) & HAS_PACKAGES && statement_make(about->app, ref, DAY_NONE, NULL, &statement, &err) == 0)
        statement_each_row(about->app, &statement, take_package, about);
}

/* --- together --- */

static int look(struct about_decision *about, struct store *store, struct err *err)
{
    about->stamp = facts_stamp(store);
    about->today = days_at(app_zone(about->app), app_now(about->app));
    if (deciding_tried(about->app, store, facts_of(about->facts)->ref, about->client_id, &about->tried, err) < 0 ||
        look_at_decisions(about, store, err) < 0 || (about->decided && look_since(about, store, err) < 0))
        return -1;
    look_at_packages(about, store);
    return 0;
}

int about_decision_new(struct app *app, int64_t client_id, struct about_decision **ret, struct err *err)
{
    struct about_decision *about = mem_zero(1, sizeof *about);
    struct store *store;

    *about = (struct about_decision){.app = app, .client_id = client_id, .chance_on = DAY_NONE};
    int r = app_need_file(app, &store, err) < 0 ? -1 : facts_new(app, client_id, &about->facts, err);
    if (r == 0)
        r = look(about, store, err);
    if (r == 0)
        *ret = about;
    else
        about_decision_free(about);
    return r;
}

int about_decision_step(struct about_decision *about, struct err *err)
{
    int r = facts_step(about->facts, FACTS_SLICE, err);

    about->compared = r == 0;
    return r;
}

bool about_decision_holds(const struct about_decision *about, int64_t client_id)
{
    struct store *store;
    struct err err;

    return about && about->client_id == client_id && app_open_read(about->app, &store, &err) == 0 &&
           facts_stamp(store) == about->stamp && days_at(app_zone(about->app), app_now(about->app)) == about->today;
}
