/* What the payment ladder and the credit statement say of the client. */
#include "facts_inside.h"

#include "paletti/app/ladder.h"
#include "paletti/app/statement.h"

/* Promises to pay that fell into the window, behind the settling-in days: kept, and broken. */
static void count_promise(struct client_facts *of, const struct ladder_promise *promise,
                          enum ladder_kept kept)
{
    int32_t from = of->spans.settled > of->spans.from ? of->spans.settled : of->spans.from;

    if (promise->pays_on < from || promise->pays_on > of->spans.to)
        return;
    of->promises_kept += kept == LADDER_KEPT;
    of->promises_broken += kept == LADDER_BROKEN;
}

static void count_promises(struct facts *facts, const struct ladder_debt *debt)
{
    for (size_t i = 0; i < debt->n_promises; i++)
        count_promise(&facts->of, &debt->promises[i], ladder_promise_kept(debt, i, facts->terms.today));
}

static int look_at_ladder(struct facts *facts, const char *client, struct err *err)
{
    _cleanup_debts_ struct debts debts = {0};

    if (app_debts(facts->app, client, &debts, err) < 0)
        return -1;
    if (str_equal(client, facts->ref))
        facts->of.pattern = debts.pattern;
    facts->of.minutes_owing += debts.minutes;
    for (size_t i = 0; i < debts.n; i++)
        count_promises(facts, &debts.v[i].told);
    for (size_t i = 0; i < debts.n_loose; i++)
        count_promise(&facts->of, &debts.loose[i], debts.loose[i].kept);
    return 0;
}

/* What would have to be given back today, as far as there are rates. */
static int look_at_credit(struct facts *facts, const char *client, struct err *err)
{
    _cleanup_statement_ struct statement statement = {0};
    const struct fact_terms *terms = &facts->terms;
    struct money mine;

    if (statement_make(facts->app, client, DAY_NONE, NULL, &statement, err) < 0)
        return -1;
    for (size_t i = 0; i < statement.credit.n_totals; i++)
        if (rate_convert(terms->rates, terms->n_rates, statement.credit.totals[i], terms->today,
                         terms->currency, &mine) == 0)
            facts->of.hostage_of.refund = sum_plus(facts->of.hostage_of.refund, mine.minor);
    return 0;
}

/* Of a group: its members' too, who would leave with it. */
int facts_look_at_debts(struct facts *facts, struct store *store, struct err *err)
{
    struct texts them = {0};
    int r = facts_them(store, facts->of.client_id, &them, err);

    for (size_t i = 0; i < them.n && r == 0; i++)
        r = look_at_ladder(facts, them.v[i], err) < 0 || look_at_credit(facts, them.v[i], err) < 0 ? -1 : 0;
    texts_clear(&them);
    return r;
}
