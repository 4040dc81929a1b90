/* Sums as Stripe counts them: mostly in the minor units of ISO 4217, and some not. */
#pragma once

#include "paletti/core/money.h"

/* -1: it cannot be said to Stripe exactly, or it is not sure how. */
int stripe_amount(struct money money, int64_t *ret, struct err *err);
/* CURRENCY as Stripe writes it, in lower case. */
int stripe_money(int64_t amount, const char *currency, struct money *ret, struct err *err);
