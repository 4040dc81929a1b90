/* What it is worth to go after a debt: what is owed, interest for late payment and the fixed sum where the law gives them,
 * and the person's own estimate of cost, hours and luck. ledger.md 003-21, C18; links.md section 9.
 *
 * The figures of the law are data (data/law/late_payment), with a date and a source: reminders, never advice. */
#pragma once

#include "paletti/core/ladder.h"

/* --- interest for late payment --- */

struct law_row {
    char country[3]; /* "ES"; "EU": what every member gives at least */
    int32_t from;
    int rate; /* hundredths of a percent a year */
    struct money sum;
    char *source; /* owned */
};

struct law {
    struct law_row *v; /* owned; by country and day */
    size_t n, cap;
    int32_t read_on; /* when the figures were looked up, DAY_NONE */
};

/* Adds the lines of TEXT to LAW, which is {.read_on = DAY_NONE} at first; one for a country and day that is known takes its
 * place. Fails with "line N: ...", what stood before it has been added. */
int law_parse(const char *text, struct law *law, struct err *err);
void law_clear(struct law *law);
/* The line in force in COUNTRY on DAY: its own, else, for a member of the European Union, EU's; NULL: there is none. */
const struct law_row *law_find(const struct law *law, const char *country, int32_t day);

/* Why there is none. */
enum law_lack {
    LAW_APPLIES,
    LAW_NO_COUNTRY,  /* nobody knows where the client is */
    LAW_ELSEWHERE,   /* no line for that country */
    LAW_B2B_UNKNOWN, /* nobody knows whether the client is a business */
    LAW_CONSUMER,    /* the client is none */
    LAW_NOT_LATE,
};

struct law_claim {
    enum law_lack lack;
    const struct law_row *row; /* the latest line that was used */
    struct money interest;     /* up to TODAY, in the debt's currency */
    struct money sum;          /* for this invoice */
    int days;
};
/* For DEBT of a client in COUNTRY (or NULL), a business when B2B is 1, not known when it is negative: simple interest of
 * what is unpaid, day by day from the one behind the due date, by the line in force on each, a year of 365 days, rounded
 * to the nearest minor unit. */
void law_count(const struct law *law, const char *country, int b2b, const struct ladder_debt *debt, int32_t today,
               struct law_claim *ret);

/* --- the card --- */

/* The person's own estimate. */
struct recovery_guess {
    struct money cost; /* no currency: not known */
    int hours;
    int likely;          /* percent */
    struct money an_hour; /* what an hour of theirs is worth; no currency: not known */
};

struct recovery {
    struct money owed, interest, sum;
    struct money likely; /* percent of the three together, rounded down */
    struct money spent;  /* cost, and hours at what an hour is worth */
    struct money left;   /* likely - spent */
    bool counted;        /* false: likely is all there is, for the estimate is in another currency */
};
/* OWED, INTEREST and SUM: of all debts in one currency; one of another currency, or none, counts as nothing. */
void recovery_count(struct money owed, struct money interest, struct money sum, const struct recovery_guess *guess,
                    struct recovery *ret);
