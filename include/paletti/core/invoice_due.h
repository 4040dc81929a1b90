/* When an invoice falls due, and whether it was paid late. boundaries.md, section 5. */
#pragma once

#include "paletti/core/agreement.h"
#include "paletti/core/terms.h"

/* Of CONTRACTS (one client's, in log order) the one in force on DAY: from `from`, else `signed`, else always,
 * to `to`; of several the one that begins latest, then the one logged later. NULL: none. */
const struct contract *contract_on(const struct contract *contracts, size_t n, int32_t day);
/* The invoice's own due date, else the issue date plus the days of the contract, the override, the rule,
 * else 15, of the day of issue; a date that does not exist in the zone is not counted. */
int32_t invoice_due(const struct invoice *invoice, const struct contract *contract,
                    struct boundaries *boundaries);
/* The instant at which the due date's civil day is over, in the zone of the version in force on that day. */
int64_t invoice_due_end(struct boundaries *boundaries, int32_t due);
/* PAID_IN_TIME: the sum of the payments linked to it, in its currency, dated on or before DUE. */
bool invoice_late(const struct invoice *invoice, int64_t paid_in_time, int64_t due_end, int64_t now);
