/* What Stripe says of one refund. New fields do not matter; those that money hangs on have to be there and
 * right. */
#pragma once

#include "paletti/record/talk.h"
#include "paletti/record/tree.h"

/* Fills EVENT, an EVENT_REFUND of which nothing is known. */
int stripe_read_refund(const struct tree *object, struct event *event, struct err *err);
/* "/v1/refunds?payment_intent=PAYMENT", or of a charge. The caller owns it. */
char *stripe_refunds_path(const char *payment);
