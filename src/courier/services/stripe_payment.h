/* What Stripe says of one payment: a payment intent with its charge, or a charge alone. */
#pragma once

#include "services/stripe_link.h"

struct stripe_payment {
    const struct tree *intent, *charge; /* NULL: there is none; borrowed, from the two below or the caller */
    struct tree *owner, *more;          /* what was fetched for it */
    struct money received, refunded, left;
    bool paid; /* and captured: there is something that could go back */
    bool disputed;
};
void stripe_payment_clear(struct stripe_payment *payment);

/* Fetches the payment with that id. 1: PROBLEM says why it was not given. */
int stripe_payment_get(struct stripe *stripe, const char *id, struct stripe_payment *ret,
                       struct event *problem, struct err *err);
/* The same from an object of a list, which stays the caller's. */
int stripe_payment_of(struct stripe *stripe, const struct tree *object, struct stripe_payment *ret,
                      struct event *problem, struct err *err);
/* An EVENT_PAYMENT goes out. */
int stripe_payment_tell(struct stripe *stripe, const struct stripe_payment *payment, struct err *err);
