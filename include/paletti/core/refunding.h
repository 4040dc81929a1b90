/* Money that goes back on the payments it came by, exactly once: the record of it, its states, and what is to
 * be done about it when. letgo.md, "Refunds"; links.md 1.5. Pure: what a payment service said arrives as a
 * state, and what was paid and used as a credit statement (credit.h).
 *
 *     planned -> confirmed -> sending -> succeeded | pending | requires_action | refused | unknown | failed |
 * canceled
 *
 * The file refuses every other way too (data/sql/0016_refund.sql). A refund is of its payment's mode: one in
 * test mode counts, for what was paid was a test too, and says so wherever it is shown; a person can void it.
 */
#pragma once

#include "paletti/core/credit.h"
#include "paletti/core/model.h"

enum refunding {
    REFUNDING_PLANNED,   /* may still be changed and dropped */
    REFUNDING_CONFIRMED, /* by name; its bytes are stored, nothing was sent */
    REFUNDING_SENDING,   /* the service may have it from here on */
    REFUNDING_SUCCEEDED,
    REFUNDING_PENDING, /* on its way: it was started, and may yet fail */
    REFUNDING_ACTION,  /* requires_action: the client has to say where to */
    REFUNDING_REFUSED, /* certain: none was made */
    REFUNDING_UNKNOWN, /* sent, and nobody knows: looked up, never taken for either */
    REFUNDING_FAILED,  /* the money came back to me */
    REFUNDING_CANCELED,
    REFUNDING_STATES,
};

struct refund {
    char *ref, *client, *payment; /* refs */
    char *package;       /* of which; NULL: of those that list the payment, as the statement shares it */
    struct money amount; /* above 0, in the payment's currency */
    int8_t state;        /* enum refunding */
    char *farewell;      /* ref of the goodbye, or NULL */
    int8_t method;       /* enum payment_method; PAID_STRIPE leaves by itself, all others by hand */
    char *source;        /* Stripe: pi_... or ch_..., what it is a refund of */
    char *intent;        /* the dispatch's ref: its id at the service, and its idempotency key */
    char *external_id;   /* re_... */
    char *reference; /* by hand: what a person finds it by. Stripe: the trace number, where there is one */
    int64_t confirmed_at;
    int64_t sent_at; /* its bytes left, or may have, for the first time */
    int64_t
        replays; /* answers that only repeated what the service had said: after one nothing is sent again */
    int32_t issued_on;   /* it was started; INSTANT and day NONE: not yet */
    int32_t expected_on; /* with the client */
    int32_t failed_on;
    char *reason;      /* why it was refused, failed, waits or is not known: words of the service */
    int8_t live;       /* 1 live, 0 test, -1 not known, or by hand */
    int64_t looked_at; /* the service was last asked */
    char *repayment;   /* of a succeeded one: the payment below zero that it is among the money */
};

extern const char *const refunding_names[]; /* "planned" ... NULL-terminated */
extern const struct model model_refund;

static inline enum refunding refund_state(const struct refund *refund)
{
    return (enum refunding)refund->state;
}
bool refunding_may(enum refunding from, enum refunding to);
/* Neither refused nor failed nor canceled: it takes up something of its payment. */
bool refunding_alive(enum refunding state);
/* Confirmed, and not decided yet: confirmed, sending, unknown, pending, requires_action. */
bool refunding_under_way(enum refunding state);
/* It may have left, and nothing takes it back. */
bool refunding_left(enum refunding state);
/* Made by hand at the service, without our id: seen, subtracted, never adopted. */
static inline bool refund_seen_only(const struct refund *refund)
{
    return refund->external_id && !refund->intent;
}

/* Confirmed, and nothing was sent: planned again, as it was before the confirmation. */
void refunding_unconfirm(struct refund *refund);

/* --- when to do what --- */

enum {
    REFUNDING_RESEND = 23 * 3600, /* seconds: the same bytes with the same key, since they were first sent */
    REFUNDING_SURE = 15 * 60,     /* so long behind it the list is believed where nothing more is sent */
    REFUNDING_YOUNG = 30,         /* days for which a succeeded one may still fail */
    REFUNDING_EVERY = 6 * 3600,   /* an open one is looked at so often ... */
    REFUNDING_EVERY_DONE = 24 * 3600, /* ... and a succeeded one */
};

enum refunding_act {
    REFUNDING_REST,    /* nothing, ever */
    REFUNDING_LATER,   /* nothing before `at` */
    REFUNDING_LOOK,    /* ask the service what became of it */
    REFUNDING_RECOVER, /* look it up; where it is not, the same bytes again */
    REFUNDING_ASK,     /* a person decides: was it made? */
    REFUNDING_HAND,    /* a person returns it, and says so with a reference */
    REFUNDING_NAME,    /* planned: a person confirms it by name */
    REFUNDING_RELEASE, /* confirmed: the outbox lets it go */
};
struct refunding_next {
    enum refunding_act act;
    int64_t at;     /* LATER: from when on it is looked at */
    int64_t within; /* RECOVER: the seconds in which the same bytes may be sent again; 0: they may not */
};
struct refunding_next refunding_next(const struct refund *refund, int64_t now);

/* --- what is to be planned --- */

enum refunding_block {
    REFUNDING_FREE,
    REFUNDING_NO_PAYMENT, /* no payment in the records has so much left: a person records it first */
    REFUNDING_OPEN,       /* another refund of this payment is on its way: its end is waited for */
    REFUNDING_UNLINKED,   /* paid through Stripe, and not known there: find first */
    REFUNDING_UNSAID,     /* how it was paid is not recorded: the payment says how first */
    REFUNDING_STALE,      /* planned, and the statement says something else by now: planned anew */
};
extern const char *const refunding_block_names[]; /* "free", "no_payment" ... */
struct refunding_line {
    const struct payment *payment; /* borrowed; NULL: NO_PAYMENT */
    const char *package;           /* borrowed: the one package that lists it; NULL: several */
    struct money amount;
    enum refunding_block block;
};
/* What CREDIT sends back on which payment, newest first, as lines that can be confirmed one by one. CREDIT
 * was made with what is under way counted as given back (refunding_given); REFUNDS are the client's. LINES is
 * owned: free. */
void refunding_plan(const struct credit *credit, const struct refund *refunds, size_t n,
                    struct refunding_line **ret_lines, size_t *ret_n);
/* As credit.h takes what was given back before: the succeeded ones, and with UNDER_WAY those that may be.
 * KNOWN: on which day those count that have no day yet. Owned: free. */
void refunding_given(const struct refund *refunds, size_t n, bool under_way, int32_t known,
                     struct credit_refund **ret, size_t *ret_n);

/* --- which payment of the records is which at the service --- */

/* What was paid there. */
struct refunding_paid {
    char *source, *charge;     /* pi_... (or ch_ of one without), ch_... */
    struct money amount, left; /* received; what could still go back */
    int32_t on;
    bool disputed;
};
enum refunding_match {
    REFUNDING_IS,       /* linked before, and there */
    REFUNDING_ONE,      /* not linked, and one of each fits */
    REFUNDING_SEVERAL,  /* several fit, here or there: a person says which */
    REFUNDING_CURRENCY, /* the sum is there, in another currency */
    REFUNDING_NONE,     /* nothing there fits */
    REFUNDING_GONE,     /* linked before, and not there: another mode, another account, another address */
};
extern const char *const refunding_match_names[]; /* "linked", "found" ... */
enum { REFUNDING_NEAR = 3 };                      /* days between a payment's date here and there */
struct refunding_matched {
    const struct payment *payment;     /* borrowed */
    const struct refunding_paid *paid; /* borrowed: IS, ONE, CURRENCY; else NULL */
    enum refunding_match match;
};
/* For each payment above zero by the service or of no said method, in order; RET_V is owned: free. */
void refunding_match(const struct payment *payments, size_t n, const struct refunding_paid *paid,
                     size_t n_paid, struct refunding_matched **ret_v, size_t *ret_n);
/* pi_, ch_ or py_: an id of a payment there. */
bool refunding_is_source(const char *id);

/* --- what may be said of them: the truth lock --- */

enum refunding_truth {
    REFUNDING_NOTHING,  /* there is none */
    REFUNDING_WILL,     /* something is not started: "will be returned" */
    REFUNDING_STARTED,  /* all of it was, and something is not there yet: "was started" */
    REFUNDING_RETURNED, /* all of it succeeded: "was returned" */
};
/* Of those of FAREWELL (NULL: all) that are alive. */
struct refunding_said {
    enum refunding_truth truth;
    int32_t started_on, issued_on,
        expected_on;        /* the last of them; issued_on only where all of it was returned */
    bool test;              /* something of it is a TEST: nothing was really returned */
    struct money totals[8]; /* a sum a currency, of what was started */
    size_t n_totals;
};
void refunding_say(const struct refund *refunds, size_t n, const char *farewell, struct refunding_said *ret);
