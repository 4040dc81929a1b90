/* Sums and quantities as people write them: "320", "320 EUR", "€ 1.234,50", "1,234.50", "-5". A point or a comma is a
 * decimal sign unless three digits follow it (in currencies of three decimals: unless another one follows), or several
 * of it stand there. */
#pragma once

#include "paletti/core/money.h"

/* A sum at the beginning of TEXT; CURRENCY is the one when none is named. Returns how many bytes were read; 0 when TEXT
 * does not begin with a sum; or -1 with an err that says what is wrong with it. */
int money_read(const char *text, const char *currency, struct money *ret, struct err *err);
/* "1450.00 EUR". */
void money_text(struct str *to, struct money money);
/* A number with at most DECIMALS (0 to 9) decimals, in units of the last one: "1.234,5" is 12345 with one. All of TEXT.
 * 0 or -1. */
int number_read(const char *text, int decimals, int64_t *ret);
