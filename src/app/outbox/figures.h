/* The sums and dates that stand in a letter, for whoever reads it once more before it leaves. */
#pragma once

#include "paletti/core/model.h"

/* Each once, as it stands in TEXT, in its order. */
void figures_sums(const char *text, struct texts *ret);
/* Dates in words of English, Spanish or Italian, and ISO dates. */
void figures_dates(const char *text, struct texts *ret);
