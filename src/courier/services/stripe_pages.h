/* Lists of Stripe's, all pages of them. */
#pragma once

#include "services/stripe_link.h"

/* Calls FN for each object of the list at PATH ("/v1/refunds?payment_intent=pi_1"). 0 only when every page
 * came and could be read: a list that is not whole proves nothing. 1: PROBLEM says why not; -1: so does err,
 * FN's included. */
int stripe_pages(struct stripe *stripe, const char *path,
                 int (*fn)(void *ctx, const struct tree *object, struct err *err), void *ctx,
                 struct event *problem, struct err *err);
