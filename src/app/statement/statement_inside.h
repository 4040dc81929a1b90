/* What the words of a statement are made of. */
#pragma once

#include "paletti/app/statement.h"

/* "1,234.50": words_sum without the currency. Appends. */
void statement_amount(struct str *to, struct money sum);
/* "1.5", in Spanish "1,5". Appends. */
void statement_quantity(struct str *to, int64_t thousandths);
/* How the line's sum was made, a line each: "4 left x 80.00". Nothing where nothing is left. Appends. */
void statement_hows(const struct credit_line *line, struct str *to);
