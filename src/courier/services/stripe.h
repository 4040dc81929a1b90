/* The jobs of Stripe: who paid what, one refund of one payment, and whether the key works. links.md, section
 * 1; the lines that go in and out stand in paletti-courier(1). */
#pragma once

#include "errand.h"

int stripe_find(struct errand *errand, struct err *err);
int stripe_refund(struct errand *errand, struct err *err);
int stripe_check(struct errand *errand, struct err *err);
