/* Money: whole minor units with a currency of ISO 4217. Never a floating-point number. */
#pragma once

#include "paletti/base/err.h"
#include "paletti/base/str.h"

#include <stdbool.h>
#include <stdint.h>

struct money {
    int64_t minor;    /* cents, yen, fils ... */
    char currency[4]; /* "EUR"; empty: no sum */
};

/* Decimals of a currency (0, 2 or 3; 4 for CLF and UYW), or -1 when ISO 4217 has no such code. */
int currency_decimals(const char *code);
bool money_equal(struct money a, struct money b);
/* "320.00" of CURRENCY: exactly its decimals, an optional minus, no grouping. Returns 0 or -1 with an err
 * that says which of both is wrong. */
int money_parse(const char *amount, const char *currency, struct money *ret, struct err *err);
/* Appends the amount without the currency ("-1234.50"). */
void money_amount(struct str *to, struct money money);
/* Sums in the same currency; aborts on another one. Returns false when the result does not fit. */
bool money_add(struct money *to, struct money add);
/* Sums of minor units, and what is weighed with them: what no longer fits stays the largest, or the smallest, that does. */
int64_t sum_plus(int64_t a, int64_t b);
int64_t sum_times(int64_t a, int64_t b);

/* Quantities: thousandths. "1.5" is 1500; at most three decimals. Returns 0 or -1. */
int quantity_parse(const char *text, int64_t *ret_thousandths);
/* The shortest form: "1.5", "12". */
void quantity_format(struct str *to, int64_t thousandths);
