/* The payment ladder: which letter a debt is due for and when, what promises and part payments change of that, and what it
 * says of whoever pays. decide.md, "Payment ladder"; ledger.md 003-11 to 003-20, 004-12, C1.
 *
 * The steps and every number are data (data/ladder/steps, the person's own in its place: ladder_rules_parse). Nobody's word
 * is judged twice: when an invoice falls due and what is paid of it comes from invoice_due.h and the payments.
 *
 * **A step counts as sent** when its letter was: a draft (draft.h) with the step's code that is about
 * "late_payment:INVOICE" (as reminders are) and is done, on its `done_on`; or an outbound entry of the log with the letter's
 * code in small letters among its signs ("t6b"), on the day of the entry: for the invoices whose number its subject
 * names, else for each one owed on that day. Where several steps have one letter, the first of them is meant first.
 *
 * **When a step is due**: its days after the due date; but whoever gets one letter late has the same time until the next one
 * as the ladder gives: never fewer days behind the letter before it than lie between the two rows. A day without opening
 * moves to the next one that has one. Steps are sent one by one, none is left out because time went by; optional ones never
 * are due, unless the person's file has them without that word.
 *
 * **Promises.** The first one about a debt, of at most `promise_days` (or parts of it, said on one day, over at most
 * `plan_days`), lets the ladder sleep until it is over; there is no extension and no second one. Kept, it sleeps on (parts
 * kept: until the next part); broken, one step is left out, but never the last, and the one behind it is due when that one
 * would have been, not before the promise was broken. A part payment lowers the sum and leaves the step. */
#pragma once

#include "paletti/core/money.h"
#include "paletti/core/terms.h"

/* --- the steps and the numbers --- */

enum { LADDER_STEPS_MAX = 12 };

struct ladder_step {
    char *code;    /* "kind"; owned */
    char *letter;  /* "T6a"; owned */
    int days;      /* after the due date; -3: before it */
    bool optional;
};

struct ladder_rules {
    struct ladder_step steps[LADDER_STEPS_MAX]; /* by days */
    int n;
    int grace_days;     /* work goes on so long behind the due date: 0 */
    int promise_days;   /* 7 */
    int plan_days;      /* of parts: 30 */
    int answer_days;    /* the last letter gives them that long: 7 */
    int chance_months;  /* C1: client for so many months at least: 24 */
    int chance_late;    /* ... with at most so many late invoices before: 0 */
    int chance_used;    /* ... and at most so many chances used: 0 */
    int excuse_repeats; /* an excuse given so often is pointed at: 2 */
    int slowing_days;   /* "later and later" from so many days late on: 7 */
    int64_t recovery_cost; /* the person's estimate, in thousandths of their currency */
    int recovery_hours;    /* ... hours of their own */
    int recovery_likely;   /* ... and percent of the debt that come back */
};

/* "step kind 1 T6a", "promise_days 7": a line each; # begins a comment. A text that has a step takes the place of all of
 * RULES' steps, a number that of the number. RULES is {0} at first. Fails with "line N: ..."; RULES is as it was then. */
int ladder_rules_parse(const char *text, struct ladder_rules *rules, struct err *err);
void ladder_rules_clear(struct ladder_rules *rules);
/* The index of the step called CODE, or with that LETTER; -1: there is none. */
int ladder_step_find(const struct ladder_rules *rules, const char *code);
/* Whether LETTER ("T6b", in small letters too) is a step's, or that to the person in charge (LADDER_IN_CHARGE). */
bool ladder_letter(const struct ladder_rules *rules, const char *letter);
#define LADDER_IN_CHARGE "T6d"
#define LADDER_PROMISED  "T6e"

/* --- one debt --- */

struct ladder_payment {
    int32_t on;
    int64_t minor;
};

struct ladder_letter {
    const char *code; /* "T6a" */
    int32_t on;
};

enum ladder_kept { LADDER_KEPT_OPEN = -1, LADDER_BROKEN, LADDER_KEPT };

struct ladder_promise {
    int32_t said_on, pays_on;
    int64_t minor;      /* 0: all that was owed on `said_on` */
    const char *excuse; /* a code, or NULL */
    int8_t kept;        /* enum ladder_kept: what the person noted; OPEN: the payments tell */
};

/* An invoice, and what belongs to it; nothing later than today is in it. Borrowed. Each list by day. */
struct ladder_debt {
    struct money amount;
    int32_t due_on;         /* invoice_due */
    int32_t written_off_on; /* DAY_NONE */
    const struct ladder_payment *payments; /* linked to it, in its currency */
    size_t n_payments;
    const struct ladder_letter *letters; /* sent about it */
    size_t n_letters;
    const struct ladder_promise *promises;
    size_t n_promises;
    const int32_t *excuses; /* the days on which an excuse came without a date */
    size_t n_excuses;
};

enum ladder_state {
    LADDER_PAID,
    LADDER_WRITTEN_OFF,
    LADDER_AHEAD,  /* the next step comes on a day after today */
    LADDER_DUE,    /* a step is due */
    LADDER_SLEEPS, /* a promise is waited for, or was kept */
    LADDER_WAITS,  /* the last letter is out, and they have until `on` */
    LADDER_OVER,   /* every step is done and nothing came: person in charge, recovery, let go */
};
extern const char *const ladder_state_names[]; /* "paid"; NULL-terminated */

/* What came after the last letter: each class has its next step. ledger.md 003-19. */
enum ladder_reply {
    LADDER_REPLY_NONE, /* no letter is out yet */
    LADDER_REPLY_PAID, /* nothing follows */
    LADDER_REPLY_DATE, /* a promise: its letter (LADDER_PROMISED), and sleep */
    LADDER_REPLY_EXCUSE, /* the next step, on its day */
    LADDER_SILENCE,      /* the same */
};
extern const char *const ladder_reply_names[]; /* "none", "paid", "date", "excuse", "silence" */

struct ladder_standing {
    enum ladder_state state;
    enum ladder_reply reply;
    struct money owed; /* what is unpaid */
    bool part_paid;    /* something was paid, and not all */
    int days_late;     /* since the due date, 0: it is not over */
    int step;          /* that is due or comes next, an index; -1: none */
    int32_t on;        /* when: of step, sleep or wait; DAY_NONE */
    int sent;          /* the furthest step whose letter is out, -1 */
    int n_sent, n_steps; /* "3 of 3": steps done (sent or left out), and those that are not optional */
    int skipped;         /* steps that broken promises left out */
    bool in_charge;      /* the person in charge was written to */
    int kept, broken;    /* promises */
    int32_t promised;    /* the date that is waited for, DAY_NONE */
    int32_t stopped;     /* the first day on which no work is to be done for them; DAY_NONE: it may go on */
};

/* Where DEBT stands on TODAY. BOUNDARIES (or NULL): whose openings a step's day moves to. */
void ladder_stand(const struct ladder_rules *rules, const struct ladder_debt *debt, struct boundaries *boundaries,
                  int32_t today, struct ladder_standing *ret);
/* What is unpaid at the end of DAY, in minor units; 0 where it is written off by then. */
int64_t ladder_owed(const struct ladder_debt *debt, int32_t day);
/* Of promise I of DEBT: what the person noted, else what the payments from the day it was said to the day promised say;
 * parts said on one day are reached one after the other. */
enum ladder_kept ladder_promise_kept(const struct ladder_debt *debt, size_t i, int32_t today);

/* What speaks against a letter that was written, and leaves only now. The first one that applies, in this order. */
enum ladder_bar {
    LADDER_GOES,
    LADDER_BAR_PAID,
    LADDER_BAR_WRITTEN_OFF,
    LADDER_BAR_PROMISED,   /* a promise is waited for; of LADDER_PROMISED: there is none to note any more */
    LADDER_BAR_BEHIND,     /* that step is behind us: it, or one after it, went out, or was left out */
};
/* LETTER: "T6b". A letter that is not of the ladder goes. */
enum ladder_bar ladder_bar(const struct ladder_rules *rules, const struct ladder_standing *standing, const char *letter);
/* Whether TEXT names SUM, however its country writes it: a letter about a debt does. */
bool ladder_names_sum(const char *text, struct money sum);

/* Why a promise is not taken. The first one that applies, in this order. */
enum ladder_refusal {
    LADDER_FINE,
    LADDER_BACKWARDS, /* it pays before it was said */
    LADDER_FAR,       /* more than promise_days, and not a part of the debt */
    LADDER_PLAN_FAR,  /* a part, and more than plan_days */
    LADDER_EXTENSION, /* there is one already that is still open */
    LADDER_SECOND,    /* there was one before: it is noted and counted, but the ladder does not wait for it */
};
/* Of PROMISE, which is not among DEBT's. *RET_LAST (or NULL): the last day that it may name. */
enum ladder_refusal ladder_promise_look(const struct ladder_rules *rules, const struct ladder_debt *debt,
                                        const struct ladder_promise *promise, int32_t *ret_last);

/* --- who pays --- */

/* How somebody pays: ledger.md 003-11. */
enum ladder_pattern {
    LADDER_PAYS,    /* none of the three */
    LADDER_NONE,    /* an invoice is late, and nothing was ever paid */
    LADDER_SLOWING, /* of the last three each later than the one before it */
    LADDER_PARTIAL, /* an invoice is late and paid in part, or two were paid in parts, late */
};
extern const char *const ladder_pattern_names[]; /* "pays", "none", "slowing", "partial" */
/* DEBTS: one client's, by due date. */
enum ladder_pattern ladder_pattern(const struct ladder_rules *rules, const struct ladder_debt *debts, size_t n, int32_t today);
/* Days between the due date and the day it was paid whole, else TODAY; 0: in time, not due yet, or a credit note. */
int ladder_days_late(const struct ladder_debt *debt, int32_t today);

/* Part paid and late, and something new was asked for (on one of the days ASKED) while it was owed: ledger.md 003-12. */
bool ladder_squeezed(const struct ladder_debt *debt, const int32_t *asked, size_t n, int32_t today);
/* The latest of the days ASKED on which DEBT was late and owed; DAY_NONE. */
int32_t ladder_asked_owing(const struct ladder_debt *debt, const int32_t *asked, size_t n, int32_t today);

/* C1: a good client of years, for the first time. */
enum ladder_chance_lack {
    LADDER_LACKS_MONTHS = 1 << 0,
    LADDER_LACKS_RECORD = 1 << 1, /* late before */
    LADDER_LACKS_FIRST = 1 << 2,  /* had a chance already */
    LADDER_LACKS_SINCE = 1 << 3,  /* nobody knows since when they are a client */
};
struct ladder_chance {
    unsigned lacks; /* bits of enum ladder_chance_lack; 0: eligible */
    int months;     /* whole ones from SINCE to TODAY */
    int late, used;
};
/* LATE: invoices of theirs that were late before the one in question; USED: chances they had. */
void ladder_chance_look(const struct ladder_rules *rules, int32_t since, int32_t today, int late, int used,
                        struct ladder_chance *ret);

/* Excuses, with how often each was given; in the order of the first time. */
struct ladder_excuse {
    const char *code; /* borrowed */
    int n;
    int32_t first, last;
};
/* Notes CODE, given on DAY, among the N of EXCUSES, which has room for one more; returns how many there are then. */
size_t ladder_excuse_add(struct ladder_excuse *excuses, size_t n, const char *code, int32_t day);
