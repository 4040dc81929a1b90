/* Random rule books, crowded around the places where clocks do odd things. */
#pragma once

#include "fixture.h"

/* A zone and a moment at which something happens there. */
struct place {
    const char *zone, *when; /* RFC 3339 */
};
extern const struct place places[];
extern const int places_n;

struct spans random_spans(struct dice *dice);
struct hours random_hours(struct dice *dice);
struct window random_window(struct dice *dice);
/* A day within SPREAD days of DAY. */
int32_t random_day(struct dice *dice, int32_t day, int spread);
/* Hours, a window, closed and special dates around DAY; the hours are never empty. */
struct rule random_rule(struct dice *dice, const char *zone, int64_t from, int32_t day);
/* An override that holds for some days around DAY and replaces some of it; its channels touch "phone" and
 * "pigeon". */
struct override random_override(struct dice *dice, int32_t day);
