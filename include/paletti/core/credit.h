/* What a client bought and did not use, to the cent, and on which payments it goes back. letgo.md, credit statement and
 * refunds; ledger 000-05 to 000-08. Pure arithmetic over one client's records; debts are no part of it and are never set
 * off here (C11).
 *
 * A share of a sum is rounded up to the minor unit, in the client's favour, once a line; the totals are the sums of the
 * lines. Nothing is larger than what was paid, and a statement on a later day is never larger.
 *
 * Hours and sessions: left x price / quantity; with a single price in the contract that the package names, price - used x
 * single price, not below 0, and 0 where nothing is left. Fixed: the shares of the milestones reached; without shares by its
 * uses.
 *
 * Months begin on starts_on (else bought_on) and on its day of each later month (or that month's last one); the last one ends
 * on ends_on where that is given and not before it begins. The price is split evenly over them, the remainder to the first;
 * whole unused months go back in full, the running one by its own days, `on` is used. Uses of a month are shown and count
 * nothing. */
#pragma once

#include "paletti/core/agreement.h"

/* A refund made before: taken off what its package is worth, and off what its payment has left. */
struct credit_refund {
    const char *payment, *package; /* refs; the package NULL: those that list the payment, each as far as it goes */
    struct money amount;
    int32_t on;
};

/* Records of one client, in log order; borrowed for as long as the credit is read. A payment below zero is a refund made
 * before, of the package that lists it, else of one that has a payment of the same invoice. */
struct credit_records {
    const struct package *packages;
    const struct use *uses; /* of those packages */
    const struct contract *contracts;
    const struct payment *payments;
    const struct credit_refund *refunds;
    size_t n_packages, n_uses, n_contracts, n_payments, n_refunds;
};

struct credit_wish {
    int32_t on;                     /* the last day, which counts as used */
    int32_t today;                  /* uses behind it, up to `on`, are booked; DAY_NONE: none is */
    const struct texts *given_back; /* refs of booked uses that are not kept, and so go back; or NULL */
};

enum credit_use_state {
    CREDIT_USED,
    CREDIT_KEPT,       /* booked, and counts as used */
    CREDIT_GIVEN_BACK, /* booked, and goes back */
    CREDIT_BEHIND,     /* after the last day: goes back */
};
struct credit_use {
    const struct use *use;
    enum credit_use_state state;
};

/* How a line's sum was made. */
enum credit_way {
    CREDIT_BY_UNITS,  /* left x price / bought */
    CREDIT_BY_SINGLE, /* price - used x single price */
    CREDIT_BY_MONTHS, /* whole months + the running one by its days */
    CREDIT_BY_SHARES, /* the milestones not reached */
};

/* Of months: all of them; those that are over, whole ones that did not begin, and the one that `on` lies in (days 0: none is
 * running). */
struct credit_months {
    int32_t begins, ends; /* first and last day of the package */
    int64_t over, whole;
    struct money whole_sum;
    int32_t from, to;     /* the running one's first and last day */
    int64_t days, days_left;
    struct money price, share; /* the running one's, and what of it goes back */
};

struct credit_line {
    const struct package *package;
    const struct contract *contract; /* that the package names; or NULL */
    enum credit_way way;
    bool unpriced;             /* the contract says "single price" and has none in this currency: by unit price */
    int64_t bought, used, left; /* thousandths of the unit; used may be more than bought, left is not below 0 */
    struct credit_use *uses;   /* owned; by day, then log order */
    size_t n_uses;
    struct credit_months months;
    struct money unit_price; /* price / quantity, rounded down: exact where `each` */
    bool each;               /* unit_price x bought is the price */
    struct money worth;      /* of what is left */
    struct money returned;   /* given back before: what is known at the later of `on` and today */
    struct money refund;     /* worth - returned, not below 0 */
};

/* What goes back on one original payment: newest first, never more than is left on it. */
struct credit_split {
    const struct payment *payment; /* NULL: the records know no payment with so much left; a person decides */
    struct money amount;
};

struct credit {
    int32_t on;
    struct credit_line *lines; /* owned: packages bought up to `on`, by day, then log order */
    size_t n_lines;
    struct credit_split *splits; /* owned, newest payment first, those without one last */
    size_t n_splits;
    struct money *totals; /* owned: one a currency, in the order of the lines; none without lines */
    size_t n_totals;
    const struct payment **repaid; /* owned: those taken off the lines, in log order */
    size_t n_repaid;
    const struct payment **apart; /* owned: repayments, known by then, that belong to no package here */
    size_t n_apart;
};
#define _cleanup_credit_ _cleanup_(credit_clear)
void credit_clear(struct credit *credit);

/* 0; fails where a total does not fit, and names the currency. */
int credit_make(const struct credit_records *records, const struct credit_wish *wish, struct credit *ret,
                struct err *err);
