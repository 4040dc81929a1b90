/* Contact hours laid out on the UTC line: flat intervals with running sums, so that any question about open time is
 * a binary search and never a walk over days. boundaries.md, section 1.
 *
 * A calendar grows by itself to the instants it is asked about (years 0001 to 9999), so it is not const, and not for
 * two threads at once. */
#pragma once

#include "paletti/base/zone.h"
#include "paletti/core/rule.h"

struct calendar;

/* What a calendar is made of; everything is borrowed and must outlive it. `closed` and `special` hold several lists
 * because a client's overrides add to the rule's; of two specials on the same date the later list wins. */
struct calendar_source {
    const struct zone *zone;
    const struct hours *hours;
    const struct list *closed[16];
    const struct list *special[16];
    size_t n_closed, n_special;
};

struct calendar *calendar_new(const struct calendar_source *source);
void calendar_free(struct calendar *calendar);
DEFINE_CLEANUP(struct calendar, calendar_free);
const struct zone *calendar_zone(const struct calendar *calendar);

/* For what arrives: opening included, closing excluded. */
bool calendar_open(struct calendar *calendar, int64_t at);
/* For what is sent, and for a due: the closing itself is inside. */
bool calendar_open_closing(struct calendar *calendar, int64_t at);

/* An interval of open time [from, to). */
struct interval {
    int64_t from, to;
};
/* The first interval that ends after AT. 0; or 1 when none begins within three years after AT. */
int calendar_next(struct calendar *calendar, int64_t at, struct interval *ret);
/* The last interval that begins at or before AT. 0; or 1 when none ends within three years before AT. */
int calendar_previous(struct calendar *calendar, int64_t at, struct interval *ret);

/* Open seconds in [from, to); negative when to < from. About 20 ns. */
int64_t calendar_open_seconds(struct calendar *calendar, int64_t from, int64_t to);
/* A closed date: in a closed range, and without a special date of its own. */
bool calendar_day_closed(struct calendar *calendar, int32_t day);
/* The same, counting ranges of kind `holiday` only. */
bool calendar_day_holiday(struct calendar *calendar, int32_t day);
/* Whether that date has an opening of its own. */
bool calendar_day_opens(struct calendar *calendar, int32_t day);

/* The instant at which WINDOW, counted from FROM, is over, before any landing: the earliest one at which the counted
 * time is the window. 0; or 1 when three years go by without anything that counts (no opening). */
int calendar_elapse(struct calendar *calendar, int64_t from, struct window window, int64_t *ret);
