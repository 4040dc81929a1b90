/* A second chance, judged term by term on what the log says. decide.md, "Second chance" and "Afterwards"; ledger.md 000-16,
 * 004-03. Nothing is decided here: a term is kept, broken, open, or has to be asked. */
#pragma once

#include "paletti/core/decision_plan.h"

enum term_state {
    TERM_OPEN,   /* its date has not come, and nothing speaks against it */
    TERM_KEPT,
    TERM_BROKEN, /* at once where a limit was passed: nobody waits for the date then */
    TERM_ASK,    /* the date is over, and only the person can answer */
};
extern const char *const term_state_names[]; /* "open"; NULL-terminated */

/* What the log says of one term between the decision and the end of the earlier of its date and today. */
struct term_seen {
    int32_t paid_on;     /* PAYMENT: the day on which the invoice was paid whole; DAY_NONE: it is not, or was written off */
    int64_t days_late;   /* DAYS_LATE: of the invoices that fell due then, the most */
    int64_t count;       /* CHANNEL, OFF_HOURS: the client's lines that count; COMPLAINTS: those that were not right */
    int8_t answer;       /* YES_NO: 1, 0, -1: not answered */
};

/* TODAY: the civil day; a term's date belongs to it. A payment on the date is in time. */
enum term_state chance_term(const struct plan_condition *condition, const struct term_seen *seen, int32_t today);
/* All of them: broken where one is; else to be asked where one is; else kept once all are. N 0: open. */
enum term_state chance_state(const enum term_state *terms, size_t n);
