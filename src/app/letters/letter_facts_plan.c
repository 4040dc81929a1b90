/* What a decision's plan says, as fields. Only what is meant for the client is read: the reason that was
 * chosen to be told, never the private one, nor what the person expects, fears or rates. decide.md, the plan
 * pages. */
#include "letter_draft.h"

#include "paletti/base/mem.h"
#include "paletti/core/agreement.h"
#include "paletti/core/decision_record.h"
#include "paletti/store/records.h"

enum { THOUSANDTHS = 1000 };

struct plan {
    struct letter_draft *draft;
    const struct deciding *deciding;
    struct letter_fields *fields;
    bool frozen; /* decided before: sums and what is open may have changed since, and are read anew */
};

static const char *name_of(const char *const *names, int index)
{
    return index >= 0 ? names[index] : NULL;
}

static void put_referral(const struct plan *plan, const struct plan_referral *referral)
{
    letter_put_text(plan->fields, "colleague.ref", referral->colleague);
}

/* --- 5 and 6: an end --- */

static void put_close(const struct plan *plan, const struct plan_close *close)
{
    if (close->kept || close->done)
        return;
    if (close->kind == CLOSE_ACCESS && !plan->frozen)
        letter_put_words_item(plan->fields, "accesses", close->what);
    if (close->kind == CLOSE_HANDOVER)
        letter_put_words_item(plan->fields, "handover", close->what);
}

static void put_closes(const struct plan *plan)
{
    const struct plan_exit *exit = &plan->deciding->exit;
    const struct plan_close *closes = exit->closes.v;

    for (size_t i = 0; i < exit->closes.n; i++)
        put_close(plan, &closes[i]);
    letter_put_date(plan->fields, "handover.by", plan_handover_by(exit, exit->last_day));
}

/* The settlement as the plan has it; the statement's own total is the sum of its lines. "Returned" only where
 * the person noted that it is; what is held or set off is no sum that simply goes back. */
static void put_refund(const struct plan *plan)
{
    const struct plan_exit *exit = &plan->deciding->exit;
    bool issued = exit->refund_issued && exit->refund_on != DAY_NONE && exit->refund_on <= plan->draft->today;

    if (exit->debt == DEBT_HOLD || exit->debt == DEBT_OFFSET)
        return;
    if (exit->to_return.minor > 0 && !plan->frozen && !str_equal(plan->draft->code, "T3"))
        letter_put_sum(plan->fields, "total", exit->to_return);
    if (issued || exit->refund_on >= plan->draft->today)
        letter_put_date(plan->fields, issued ? "issued_on" : "return_by", exit->refund_on);
    if (exit->method >= 0)
        letter_put_text(plan->fields, "method", model_field(&model_payment, "method")->names[exit->method]);
}

static void put_exit(const struct plan *plan)
{
    const struct plan_exit *exit = &plan->deciding->exit;

    plan->draft->debt = exit->debt;
    letter_put_text(plan->fields, "path", plan->deciding->path == PATH_TODAY ? "today" : "notice");
    letter_put_date(plan->fields, "last_day", exit->last_day);
    letter_put_words(plan->fields, "contract.clause", exit->clause);
    letter_put_text(plan->fields, "framing", name_of(exit_framing_names, exit->framing));
    letter_put_date(plan->fields, "decided_on", zone_day(plan->draft->zone, plan->deciding->at, NULL));
    if (exit->disclosure != DISCLOSE_NONE)
        letter_put_words(plan->fields, "reason_short", exit->reason);
    put_closes(plan);
    put_refund(plan);
    put_referral(plan, &exit->referral);
}

/* --- 4: a second chance --- */

static int put_invoice_number(const struct plan *plan, const char *ref, struct letter_fields *row,
                              struct err *err)
{
    struct invoice invoice;

    model_init(&model_invoice, &invoice);
    int r = ref && *ref ? store_get(plan->draft->store, &model_invoice, ref, &invoice, err) : 1;
    if (r == 0)
        letter_put_words(row, "number", invoice.number);
    model_clear(&model_invoice, &invoice);
    return r < 0 ? -1 : 0;
}

static int put_condition(const struct plan *plan, const struct plan_condition *condition, struct err *err)
{
    struct letter_fields *row = letter_put_row(plan->fields, "conditions");

    letter_put_words(row, "what", condition->what);
    letter_put_text(row, "measure", name_of(condition_measure_names, condition->measure));
    if (condition->limit > 0)
        letter_put_count(row, "limit", condition->limit * THOUSANDTHS);
    letter_put_words(row, "test", condition->test);
    letter_put_date(row, "until", condition->until);
    return put_invoice_number(plan, condition->invoice, row, err);
}

static int put_chance(const struct plan *plan, struct err *err)
{
    const struct plan_chance *chance = &plan->deciding->chance;
    const struct plan_condition *conditions = chance->conditions.v;

    for (size_t i = 0; i < chance->conditions.n; i++)
        if (put_condition(plan, &conditions[i], err) < 0)
            return -1;
    for (size_t i = 0; i < chance->mine.n; i++)
        letter_put_words_item(plan->fields, "duties", chance->mine.v[i]);
    if (!chance->work_at_once)
        letter_put_text(plan->fields, "work_after", "yes");
    letter_put_date(plan->fields, "review", plan->deciding->review_on);
    return 0;
}

/* --- 2 and 3: new terms, or not this project --- */

/* T12 follows from why they asked for less; where nobody knows, from what is offered. */
static const char *price_variant(const struct plan_terms *terms)
{
    static const char *const variants[] = {
        [TERMS_TEMPORARY] = "passing", [TERMS_BUDGET] = "budget", [TERMS_NOT_VALUED] = "value"};

    if (terms->reason >= 0 && terms->reason != TERMS_UNKNOWN)
        return variants[terms->reason];
    return terms->until != DAY_NONE ? "passing" : terms->scope && *terms->scope ? "budget" : "value";
}

static void put_terms(const struct plan *plan)
{
    const struct plan_terms *terms = &plan->deciding->terms;

    letter_put_sum(plan->fields, "offer.price", terms->price);
    letter_put_words(plan->fields, "offer", terms->scope);
    if (str_equal(plan->draft->code, "T9"))
        letter_put_words(plan->fields, "scope", terms->scope);
    letter_put_date(plan->fields, "from", terms->from);
    letter_put_date(plan->fields, "until", terms->until);
    if (str_equal(plan->draft->code, "T12") && !plan->draft->variant)
        plan->draft->variant = price_variant(terms);
}

static void put_decline(const struct plan *plan)
{
    const struct plan_decline *decline = &plan->deciding->decline;

    letter_put_words(plan->fields, "project", decline->project);
    letter_put_words(plan->fields, "need", decline->project);
    letter_put_words(plan->fields, "why", decline->words);
    if (!decline->door_closed)
        letter_put_text(plan->fields, "open_door", "yes");
    put_referral(plan, &decline->referral);
}

/* --- which decision --- */

static int put_plan(const struct plan *plan, struct err *err)
{
    switch ((enum decide_path)plan->deciding->path) {
    case PATH_TERMS:
        put_terms(plan);
        return 0;
    case PATH_DECLINE:
        put_decline(plan);
        return 0;
    case PATH_CHANCE:
        return put_chance(plan, err);
    case PATH_NOTICE:
    case PATH_TODAY:
        put_exit(plan);
        return 0;
    default:
        return 0;
    }
}

/* Of the decisions that stand the newest says how it ends, or on which conditions it goes on; new terms and a
 * declined project are told once, when they are decided. */
static int put_newest(struct plan *plan, struct err *err)
{
    struct decision *decisions;
    const struct decision *newest = NULL;
    size_t n;
    int r = 0;

    if (store_all(plan->draft->store, &model_decision, plan->draft->client.ref, &decisions, &n, err) < 0)
        return -1;
    for (size_t i = 0; i < n; i++)
        if (decisions[i].state == DECISION_MADE && (!newest || decisions[i].at >= newest->at))
            newest = &decisions[i];
    if (newest && decision_path(newest) >= PATH_CHANCE) {
        plan->deciding = &newest->answers;
        plan->frozen = true;
        r = put_plan(plan, err);
        letter_put_date(plan->fields, "last_day", newest->last_day);
    }
    for (size_t i = 0; i < n; i++)
        decision_clear(&decisions[i]);
    free(decisions);
    return r;
}

int letter_facts_plan(struct letter_draft *draft, struct letter_fields *fields, struct err *err)
{
    struct plan plan = {.draft = draft, .deciding = draft->wish->deciding, .fields = fields};

    draft->debt = -1;
    if (!plan.deciding)
        return draft->client.ref ? put_newest(&plan, err) : 0;
    if (str_equal(draft->code, "T2") && !draft->variant)
        draft->variant = "client";
    return put_plan(&plan, err);
}
