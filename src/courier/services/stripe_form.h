/* The bytes of a refund. They are made once, stored, and sent as they are, however often. */
#pragma once

#include "paletti/record/talk.h"

/* Whether the job names one payment, a sum that Stripe can count, and ids that can stand in a header. */
int stripe_form_fits(const struct job *job, struct err *err);
void stripe_form_write(struct str *to, const struct job *job, int64_t amount);
/* Whether the bytes that were handed in ask for this job's refund, and for nothing else. */
int stripe_form_check(const struct job *job, struct err *err);
/* Letters, digits, hyphens and underscores: what may stand in a path. */
bool stripe_id_fine(const char *id);
/* And it is called as a payment is. */
bool stripe_payment_fine(const char *id);
