/* The latest polite moment to answer: inside my hours and the client's own day. boundaries.md, section 9. */
#pragma once

#include "paletti/core/terms.h"

/* CLIENT_ZONE (NULL: the rules') and CLIENT_DAY (from == to: 09:00-18:00) are the client's, on all seven
 * days; the result lies in [receipt, due], closing included on both sides. 0; 1: there is no such moment. */
int polite_moment(const struct terms *terms, const struct zone *client_zone, struct span client_day,
                  int64_t receipt, int64_t due, int64_t *ret);
