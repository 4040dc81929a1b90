/* What letters about payments say: T6a to T6e. */
#include "letter_draft.h"

#include "paletti/app/ladder.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

/* The invoice that was wished, else the one to act on. */
static const struct debt *pick_debt(const struct letter_draft *draft, const struct debts *debts, struct err *err)
{
    const char *of = draft->wish->of;
    const struct debt *debt = of ? debts_find(debts, of) : debts->first >= 0 ? &debts->v[debts->first] : NULL;

    if (!debt && of)
        err_set(err, _("\"%s\" is no invoice of %s"), of, debts->name);
    else if (!debt)
        err_set(err, _("%s owes you nothing"), debts->name);
    return debt;
}

static void put_days(struct letter_draft *draft, const struct debt *debt)
{
    letter_put_date(&draft->fields, "invoice.due", debt->told.due_on);
    if (debt->standing.days_late > 0)
        letter_put_count(&draft->fields, "invoice.days", debt->standing.days_late * INT64_C(1000));
}

static void put_invoice(struct letter_draft *draft, const struct debt *debt)
{
    letter_put_words(&draft->fields, "invoice.number", debt->number);
    letter_put_sum(&draft->fields, "invoice.sum", debt->standing.owed);
    letter_put_words(&draft->fields, "pay_to", draft->house->me.pay_to);
    put_days(draft, debt);
}

/* The first letter about it, and when work stops, or stopped: only where none was done since is that true. */
static void put_step(struct letter_draft *draft, const struct debts *debts, const struct debt *debt)
{
    struct letter_fields *fields = &draft->fields;
    int32_t stop = debt->told.due_on + debts->rules->grace_days + 1, answer = draft->today + debts->rules->answer_days;
    bool stopped = stop <= draft->today && !debt->worked;

    letter_put_date(fields, "first_on", debt->told.n_letters > 0 ? debt->told.letters[0].on : DAY_NONE);
    letter_put_date(fields, "answer_by", answer);
    letter_put_date(fields, "deadline", answer);
    letter_put_date(fields, "stop_on", stop > answer ? stop : answer + 1);
    letter_put_date(fields, "stopped_on", stopped ? stop : DAY_NONE);
    letter_put_text(fields, "step", "stop");
    if (debt->claim.lack == LAW_APPLIES)
        letter_put_sum(fields, "interest", debt->claim.sum);
}

static void put_broken(struct letter_draft *draft, const struct debts *debts, const struct debt *debt)
{
    for (size_t i = 0; i < debt->told.n_promises; i++) {
        _cleanup_str_ struct str day = STR_INIT;
        if (ladder_promise_kept(&debt->told, i, debts->today) != LADDER_BROKEN)
            continue;
        locale_date(draft->manner.locale, &day, debt->told.promises[i].pays_on, DATE_BARE, 0);
        letter_put_item(&draft->fields, "promises", str_text(&day));
    }
}

static void put_promise(struct letter_draft *draft, const struct debts *debts, const struct debt *debt)
{
    const struct ladder_debt *told = &debt->told;
    struct money sum = told->amount;
    size_t last = told->n_promises;

    for (size_t i = 0; i < told->n_promises; i++)
        if (last == told->n_promises || told->promises[i].pays_on == debt->standing.promised)
            last = i;
    if (last == told->n_promises)
        return;
    sum.minor = told->promises[last].minor > 0 ? told->promises[last].minor : ladder_owed(told, debts->today);
    letter_put_date(&draft->fields, "promise.on", told->promises[last].pays_on);
    letter_put_sum(&draft->fields, "promise.sum", sum);
}

/* To the person in charge: all that is late in one currency, since the first of it. */
static void put_all(struct letter_draft *draft, const struct debts *debts, const struct debt *debt)
{
    struct money sum = debt->standing.owed;
    const struct debt *first = debt;
    int n = 0;

    sum.minor = 0;
    for (size_t i = debts->n; i-- > 0;) {
        const struct debt *other = &debts->v[i];
        if (other->standing.days_late == 0 || !str_equal(other->told.amount.currency, sum.currency))
            continue;
        money_add(&sum, other->standing.owed);
        first = other;
        n++;
    }
    if (n < 2)
        return;
    letter_put_count(&draft->fields, "invoices", n * INT64_C(1000));
    letter_put_sum(&draft->fields, "invoice.sum", sum);
    put_days(draft, first);
}

int letter_facts_payment(struct letter_draft *draft, struct err *err)
{
    _cleanup_debts_ struct debts debts = {0};

    if (app_debts(draft->app, draft->client.ref, &debts, err) < 0)
        return -1;
    const struct debt *debt = pick_debt(draft, &debts, err);
    if (!debt)
        return -1;
    put_invoice(draft, debt);
    put_step(draft, &debts, debt);
    put_broken(draft, &debts, debt);
    put_promise(draft, &debts, debt);
    if (str_equal(draft->code, LADDER_IN_CHARGE))
        put_all(draft, &debts, debt);
    draft->breach = debt->standing.days_late > 0 ? BREACH_LATE_PAYMENT : 0;
    return 0;
}
