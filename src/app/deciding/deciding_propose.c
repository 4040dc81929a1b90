/* What a plan can be made of: colleagues, conditions of a chance, and what going on would take. */
#include "deciding_inside.h"

#include "paletti/app/ladder.h"
#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/core/handover.h"
#include "paletti/store/records.h"

#include <string.h>

/* --- colleagues --- */

static int by_consent(const void *a, const void *b)
{
    const struct colleague *one = a, *other = b;
    bool said = one->consented_on != DAY_NONE, other_said = other->consented_on != DAY_NONE;

    return said != other_said ? (said ? -1 : 1) : strcmp(one->name, other->name);
}

static int tell_colleague(const struct colleague *colleague, int32_t today,
                          int (*fn)(void *ctx, const struct deciding_colleague *colleague), void *ctx)
{
    _cleanup_str_ struct str needs = STR_INIT;

    for (size_t i = 0; i < colleague->needs.n; i++)
        str_printf(&needs, "%s%s", i > 0 ? ", " : "", colleague->needs.v[i]);
    return fn(ctx, &(struct deciding_colleague){colleague->ref, colleague->name, str_text(&needs),
                                                colleague->competitor, colleague->consented_on,
                                                colleague_consents(colleague, today)});
}

int deciding_colleagues(struct app *app, int (*fn)(void *ctx, const struct deciding_colleague *colleague),
                        void *ctx, struct err *err)
{
    struct colleague *colleagues;
    struct store *store;
    size_t n;
    int r = 0;

    if (app_need_file(app, &store, err) < 0 ||
        store_all(store, &model_colleague, NULL, &colleagues, &n, err) < 0)
        return -1;
    int32_t today = zone_day(app_zone(app), app_now(app), NULL);
    if (n > 0)
        qsort(colleagues, n, sizeof *colleagues, by_consent);
    for (size_t i = 0; i < n; i++) {
        if (r == 0)
            r = tell_colleague(&colleagues[i], today, fn, ctx);
        model_clear(&model_colleague, &colleagues[i]);
    }
    free(colleagues);
    return r;
}

/* --- conditions --- */

struct proposing {
    const struct deciding_view *view;
    int (*fn)(void *ctx, const struct plan_condition *condition);
    void *ctx;
    int r;
};

/* What tells two conditions of one measure apart. */
static const char *key_of(const struct plan_condition *condition)
{
    const char *key = condition->measure == MEASURE_YES_NO ? condition->what : condition->invoice;

    return key ? key : "";
}

static bool has_condition(const struct plan_chance *chance, const struct plan_condition *condition)
{
    const struct plan_condition *conditions = chance->conditions.v;

    for (size_t i = 0; i < chance->conditions.n; i++)
        if (conditions[i].measure == condition->measure &&
            str_equal(key_of(&conditions[i]), key_of(condition)))
            return true;
    return false;
}

/* OF: the invoice, or the question with a yes or a no; or NULL. */
static void propose(struct proposing *proposing, enum condition_measure measure, const char *what,
                    const char *of, int64_t days)
{
    const struct decide_seen *seen = &proposing->view->seen.seen;
    _cleanup_free_ char *own_what = mem_string(what), *own_of = mem_string(of);
    bool asked = measure == MEASURE_YES_NO;
    struct plan_condition condition = {.what = own_what,
                                       .measure = (int8_t)measure,
                                       .invoice = asked ? NULL : own_of,
                                       .test = asked ? own_of : NULL,
                                       .until = seen->today + (int32_t)days};

    if (proposing->r == 0 && !has_condition(&proposing->view->answers.chance, &condition))
        proposing->r = proposing->fn(proposing->ctx, &condition);
}

/* What is late is to be paid, each invoice within the days that a promise may take. */
static void propose_payments(struct proposing *proposing, const struct debts *debts)
{
    for (size_t i = 0; i < debts->n; i++) {
        const struct debt *debt = &debts->v[i];
        _cleanup_str_ struct str sum = STR_INIT;
        if (debt->standing.owed.minor <= 0 || debt->standing.days_late <= 0)
            continue;
        words_sum(&sum, debt->standing.owed);
        _cleanup_free_ char *what =
            str_format(_("pay %s, %s"), debt->number ? debt->number : debt->ref, str_text(&sum));
        propose(proposing, MEASURE_PAYMENT, what, debt->ref, debts->rules->promise_days);
    }
}

static void propose_in_time(struct proposing *proposing)
{
    const struct deciding_view *view = proposing->view;
    long long days = view->seen.seen.payment_days;
    _cleanup_free_ char *within = str_format(
        P_("pay later invoices within %lld day", "pay later invoices within %lld days", days), days);

    propose(proposing, MEASURE_DAYS_LATE, days > 0 ? within : _(plan_habit_words[HABIT_IN_TIME]), NULL,
            view->house.pay_days);
}

/* What was crossed in the window comes before what could be. */
static bool crossed(const struct deciding_view *view, enum breach kind)
{
    const struct client_facts *facts = facts_of(view->facts);

    for (size_t i = 0; i < facts->n_breaches; i++)
        if (facts->breaches[i].kind == kind)
            return facts->breaches[i].window > 0;
    return false;
}

static void propose_habits(struct proposing *proposing, bool broken)
{
    const struct deciding_view *view = proposing->view;
    const struct facts_counts *counts = &facts_of(view->facts)->sums.of[FACTS_WINDOW];
    int64_t days = view->house.habit_days;

    if (crossed(view, BREACH_CLIENT_CHANNEL) == broken)
        propose(proposing, MEASURE_CHANNEL, _(plan_habit_words[HABIT_CHANNEL]), NULL, days);
    if (crossed(view, BREACH_CLIENT_OFF_HOURS) == broken)
        propose(proposing, MEASURE_OFF_HOURS, _(plan_habit_words[HABIT_HOURS]), NULL, days);
    if ((counts->requests > 0) == broken)
        propose(proposing, MEASURE_YES_NO, _(plan_habit_words[HABIT_EXTRAS]),
                _("Was every extra asked for in writing, and paid?"), days);
    if (crossed(view, BREACH_LATE_MATERIAL) == broken)
        propose(proposing, MEASURE_YES_NO, _(plan_habit_words[HABIT_MATERIAL]),
                _("Did everything come within a week?"), days);
    if ((counts->complaints > 0) == broken)
        propose(proposing, MEASURE_COMPLAINTS, _(plan_habit_words[HABIT_COMPLAINTS]), NULL,
                days);
}

int deciding_proposals(struct app *app, const struct deciding_view *view,
                       int (*fn)(void *ctx, const struct plan_condition *condition), void *ctx,
                       struct err *err)
{
    _cleanup_debts_ struct debts debts = {0};
    struct proposing proposing = {view, fn, ctx, 0};

    if (app_debts(app, view->answers.client, &debts, err) < 0)
        return -1;
    propose_payments(&proposing, &debts);
    if (debts.n > 0)
        propose_in_time(&proposing);
    propose_habits(&proposing, true);
    propose_habits(&proposing, false);
    if (debts.n == 0)
        propose_in_time(&proposing);
    return proposing.r;
}

/* --- what it takes --- */

static struct money sum_of(const struct client_facts *facts, int64_t minor)
{
    struct money sum = {.minor = minor};

    strncpy(sum.currency, facts->currency, sizeof sum.currency - 1);
    return sum;
}

static struct money figure_sum(const struct client_facts *facts, struct ratio value)
{
    return ratio_known(value) ? sum_of(facts, ratio_round(value, 1)) : (struct money){0};
}

void deciding_costs(const struct deciding_view *view, struct deciding_costs *ret)
{
    static const int months[DECIDING_AHEAD] = {3, 6, 12};
    const struct client_facts *facts = facts_of(view->facts);
    const struct fact_figure *hour = &facts->figures[FIGURE_HOUR];
    int32_t known = plan_chance_known(&view->answers.chance);

    *ret = (struct deciding_costs){.minutes = -1, .lost = -1};
    ret->hour = figure_sum(facts, hour->value);
    ret->others = figure_sum(facts, hour->others);
    if (facts->compared)
        ret->month = sum_of(facts, facts->hostage_of.client);
    if (!ratio_known(facts->worked_hours))
        return;
    ret->minutes = ratio_round_up(facts->worked_hours, 60);
    for (size_t i = 0; i < DECIDING_AHEAD; i++) {
        ret->ahead[i].months = months[i];
        ret->ahead[i].minutes = ret->minutes * months[i];
    }
    if (known != DAY_NONE)
        ret->lost = plan_minutes_within(ret->minutes, view->seen.seen.today, known);
}
