/* What opens a decision again before its date: frozen with it, and looked at with what is known now. decide.md, "Re-review
 * triggers". Each says the day since which it holds; none of them decides anything. */
#pragma once

#include "paletti/core/decision_record.h"

/* What is known of the client today. Counts are of what came after the decision, and after the last review of it; days are
 * DAY_NONE where nothing is known. */
struct tripwire_seen {
    int32_t today;
    int32_t looked_on;         /* the last review of the decision, else its day */
    int64_t reminded_breaches; /* of the rule with most of them, since a reminder of it */
    int32_t reminded_on;       /* the day of the one that reached the threshold */
    int32_t ladder_over;       /* since when an invoice is past the last step */
    int32_t promise_broken;    /* the day that was promised in vain, the latest */
    int64_t hour;              /* minor units an hour over the wire's days; -1: not known */
    int64_t hour_half;         /* half of the target, minor units; 0: no target */
    int64_t share;             /* thousandths of the income; -1 */
    int64_t closeness;         /* events in the days of the note */
    int32_t contract_to;       /* the end of the contract in force */
    int32_t wrote_on;          /* they wrote, the first time after the end */
    int64_t refund_days;       /* working days since a refund is pending; 0: none is */
    int32_t changed_on;        /* an entry that was used as a fact was edited or removed */
    bool reviewed_result;      /* the look at the result was given */
};

/* Whether WIRE has tripped; *RET_ON the day. A code that is not known never does. */
bool tripwire_trips(const struct frozen_tripwire *wire, const struct tripwire_seen *seen, int32_t *ret_on);
/* The codes, NULL-terminated: "date", "condition", "rule_broken" ... */
extern const char *const tripwire_codes[];
