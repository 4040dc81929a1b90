/* Which payment of the records is which at the service: what is not certain is asked, never guessed. */
#include "paletti/base/mem.h"
#include "paletti/base/str.h"
#include "paletti/core/refunding.h"

const char *const refunding_match_names[] = {
    [REFUNDING_IS] = "linked",
    [REFUNDING_ONE] = "found",
    [REFUNDING_SEVERAL] = "several",
    [REFUNDING_CURRENCY] = "currency",
    [REFUNDING_NONE] = "no_match",
    [REFUNDING_GONE] = "not_there",
    NULL,
};

bool refunding_is_source(const char *id)
{
    return id && (str_starts(id, "pi_") || str_starts(id, "ch_") || str_starts(id, "py_"));
}

struct matching {
    const struct payment *payments;
    size_t n;
    const struct refunding_paid *paid;
    size_t n_paid;
};

static bool may_match(const struct payment *payment)
{
    return payment->amount.minor > 0 && (payment->method == PAID_STRIPE || payment->method < 0);
}

static bool is_linked(const struct payment *payment, const struct refunding_paid *paid)
{
    return str_equal(payment->external_id, paid->source) || str_equal(payment->external_id, paid->charge);
}

static bool is_taken(const struct matching *matching, const struct refunding_paid *paid)
{
    for (size_t i = 0; i < matching->n; i++)
        if (is_linked(&matching->payments[i], paid))
            return true;
    return false;
}

static bool is_near(const struct payment *payment, const struct refunding_paid *paid)
{
    int32_t days = payment->on > paid->on ? payment->on - paid->on : paid->on - payment->on;

    return days <= REFUNDING_NEAR && payment->amount.minor == paid->amount.minor;
}

static bool fits(const struct payment *payment, const struct refunding_paid *paid)
{
    return is_near(payment, paid) && money_equal(payment->amount, paid->amount);
}

static size_t count_here(const struct matching *matching, const struct refunding_paid *paid)
{
    size_t n = 0;

    for (size_t i = 0; i < matching->n; i++)
        n += may_match(&matching->payments[i]) && !refunding_is_source(matching->payments[i].external_id) &&
             fits(&matching->payments[i], paid);
    return n;
}

static void match_linked(const struct matching *matching, struct refunding_matched *matched)
{
    matched->match = REFUNDING_GONE;
    for (size_t i = 0; i < matching->n_paid; i++)
        if (is_linked(matched->payment, &matching->paid[i])) {
            matched->paid = &matching->paid[i];
            matched->match = REFUNDING_IS;
        }
}

static void match_new(const struct matching *matching, struct refunding_matched *matched)
{
    const struct refunding_paid *foreign = NULL;
    size_t there = 0;

    for (size_t i = 0; i < matching->n_paid; i++) {
        const struct refunding_paid *paid = &matching->paid[i];
        if (is_taken(matching, paid))
            continue;
        if (fits(matched->payment, paid)) {
            matched->paid = paid;
            there++;
        } else if (is_near(matched->payment, paid)) {
            foreign = paid;
        }
    }
    if (there == 0) {
        matched->match = foreign ? REFUNDING_CURRENCY : REFUNDING_NONE;
        matched->paid = foreign;
    } else if (there == 1 && count_here(matching, matched->paid) == 1) {
        matched->match = REFUNDING_ONE;
    } else {
        matched->match = REFUNDING_SEVERAL;
        matched->paid = NULL;
    }
}

void refunding_match(const struct payment *payments, size_t n, const struct refunding_paid *paid,
                     size_t n_paid, struct refunding_matched **ret_v, size_t *ret_n)
{
    const struct matching matching = {payments, n, paid, n_paid};
    struct refunding_matched *v = mem_zero(n, sizeof *v);
    size_t count = 0;

    for (size_t i = 0; i < n; i++) {
        if (!may_match(&payments[i]))
            continue;
        struct refunding_matched *matched = &v[count++];
        matched->payment = &payments[i];
        if (refunding_is_source(payments[i].external_id))
            match_linked(&matching, matched);
        else
            match_new(&matching, matched);
    }
    *ret_v = v;
    *ret_n = count;
}
