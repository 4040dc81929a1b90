/* Which lines go back on which payments, and what was given back before. */
#include "paletti/base/mem.h"
#include "paletti/base/str.h"
#include "paletti/core/refunding.h"

const char *const refunding_block_names[] = {
    [REFUNDING_FREE] = "free",
    [REFUNDING_NO_PAYMENT] = "no_payment",
    [REFUNDING_OPEN] = "open",
    [REFUNDING_UNLINKED] = "unlinked",
    [REFUNDING_UNSAID] = "unsaid",
    [REFUNDING_STALE] = "stale",
    NULL,
};

/* The one package with something to give back that lists the payment. */
static const char *package_of(const struct credit *credit, const struct payment *payment)
{
    const char *found = NULL;

    for (size_t i = 0; payment && i < credit->n_lines; i++) {
        const struct credit_line *line = &credit->lines[i];
        if (line->refund.minor <= 0 || !texts_have(&line->package->payments, payment->ref))
            continue;
        if (found)
            return NULL;
        found = line->package->ref;
    }
    return found;
}

static bool is_under_way(const struct refund *refunds, size_t n, const char *payment)
{
    for (size_t i = 0; i < n; i++)
        if (!refund_seen_only(&refunds[i]) && refunding_under_way(refund_state(&refunds[i])) &&
            str_equal(refunds[i].payment, payment))
            return true;
    return false;
}

static enum refunding_block block_of(const struct payment *payment, const struct refund *refunds, size_t n)
{
    if (!payment)
        return REFUNDING_NO_PAYMENT;
    if (is_under_way(refunds, n, payment->ref))
        return REFUNDING_OPEN;
    if (payment->method < 0)
        return REFUNDING_UNSAID;
    return payment->method == PAID_STRIPE && !refunding_is_source(payment->external_id) ? REFUNDING_UNLINKED
                                                                                        : REFUNDING_FREE;
}

void refunding_plan(const struct credit *credit, const struct refund *refunds, size_t n,
                    struct refunding_line **ret_lines, size_t *ret_n)
{
    struct refunding_line *lines = mem_zero(credit->n_splits, sizeof *lines);

    for (size_t i = 0; i < credit->n_splits; i++)
        lines[i] = (struct refunding_line){
            .payment = credit->splits[i].payment,
            .package = package_of(credit, credit->splits[i].payment),
            .amount = credit->splits[i].amount,
            .block = block_of(credit->splits[i].payment, refunds, n),
        };
    *ret_lines = lines;
    *ret_n = credit->n_splits;
}

void refunding_given(const struct refund *refunds, size_t n, bool under_way, int32_t known,
                     struct credit_refund **ret, size_t *ret_n)
{
    struct credit_refund *given = mem_zero(n, sizeof *given);
    size_t count = 0;

    for (size_t i = 0; i < n; i++) {
        const struct refund *refund = &refunds[i];
        if (refund_state(refund) != REFUNDING_SUCCEEDED &&
            !(under_way && refunding_under_way(refund_state(refund))))
            continue;
        bool dated = refund_state(refund) == REFUNDING_SUCCEEDED && refund->issued_on != DAY_NONE;
        given[count++] = (struct credit_refund){refund->payment, refund->package, refund->amount,
                                                dated ? refund->issued_on : known};
    }
    *ret = given;
    *ret_n = count;
}

/* --- what may be said --- */

static void add_total(struct refunding_said *said, struct money amount)
{
    for (size_t i = 0; i < said->n_totals; i++)
        if (str_equal(said->totals[i].currency, amount.currency)) {
            said->totals[i].minor = sum_plus(said->totals[i].minor, amount.minor);
            return;
        }
    if (said->n_totals < ARRAY_LEN(said->totals))
        said->totals[said->n_totals++] = amount;
}

static int32_t later(int32_t a, int32_t b)
{
    return a == DAY_NONE || (b != DAY_NONE && b > a) ? b : a;
}

static enum refunding_truth truth_of(const struct refund *refund)
{
    switch (refund_state(refund)) {
    case REFUNDING_SUCCEEDED:
        return REFUNDING_RETURNED;
    case REFUNDING_PENDING:
        return REFUNDING_STARTED;
    default:
        return REFUNDING_WILL;
    }
}

void refunding_say(const struct refund *refunds, size_t n, const char *farewell, struct refunding_said *ret)
{
    struct refunding_said said = {.started_on = DAY_NONE, .issued_on = DAY_NONE, .expected_on = DAY_NONE};

    for (size_t i = 0; i < n; i++) {
        const struct refund *refund = &refunds[i];
        if (!refunding_alive(refund_state(refund)) ||
            (farewell && !str_equal(refund->farewell, farewell) && !refund_seen_only(refund)))
            continue;
        enum refunding_truth truth = truth_of(refund);
        said.truth = said.truth == REFUNDING_NOTHING || truth < said.truth ? truth : said.truth;
        said.test |= refund->live == 0;
        if (truth == REFUNDING_WILL)
            continue;
        said.started_on = later(said.started_on, refund->issued_on);
        said.expected_on = later(said.expected_on, refund->expected_on);
        add_total(&said, refund->amount);
    }
    if (said.truth == REFUNDING_RETURNED)
        said.issued_on = said.started_on;
    *ret = said;
}
