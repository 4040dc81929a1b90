#include "paletti/core/invoice_due.h"

#include "paletti/core/days.h"

#define PAYMENT_DAYS 15

static int32_t contract_begins(const struct contract *contract)
{
    return contract->from != DAY_NONE ? contract->from : contract->signed_on;
}

const struct contract *contract_on(const struct contract *contracts, size_t n, int32_t day)
{
    const struct contract *found = NULL;
    for (size_t i = 0; i < n; i++) {
        const struct contract *contract = &contracts[i];
        /* DAY_NONE is the smallest day there is: "always" for a beginning. */
        bool holds = contract_begins(contract) <= day && (contract->to == DAY_NONE || day <= contract->to);
        if (holds && (!found || contract_begins(contract) >= contract_begins(found)))
            found = contract;
    }
    return found;
}

int32_t invoice_due(const struct invoice *invoice, const struct contract *contract,
                    struct boundaries *boundaries)
{
    if (invoice->due_on != DAY_NONE)
        return invoice->due_on;
    const struct terms *terms = boundaries_on(boundaries, invoice->issued_on);
    int64_t days = contract && contract->payment_days >= 0 ? contract->payment_days
                   : terms->payment_days >= 0              ? terms->payment_days
                                                           : PAYMENT_DAYS;
    return days_after(terms->zone, invoice->issued_on, days);
}

int64_t invoice_due_end(struct boundaries *boundaries, int32_t due)
{
    return zone_day_start(boundaries_on(boundaries, due)->zone, due + 1);
}

bool invoice_late(const struct invoice *invoice, int64_t paid_in_time, int64_t due_end, int64_t now)
{
    return now >= due_end && paid_in_time < invoice->amount.minor;
}
