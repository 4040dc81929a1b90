/* Notice: when a notice sent now is received, and the last day it leads to. boundaries.md, section 8. */
#pragma once

#include "paletti/core/invoice_due.h"

struct notice {
    int64_t received;
    int32_t last_day;
    const struct rule *rule;
    int64_t days;
};

/* Days: CONTRACT's (may be NULL), else the override's, the rule's, else 15, by the terms in force at SENT.
 * What I send at a closing is received then, outside hours at the next opening. The civil day of receipt is
 * not counted, nor is a date that does not exist in the zone. 0; 1: no opening within three years. */
int notice_given(struct boundaries *boundaries, const struct contract *contract, int64_t sent,
                 struct notice *ret);
