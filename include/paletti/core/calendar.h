/* Contact hours laid out on the UTC line: flat intervals with running sums, so that any question about open
 * time is a binary search and never a walk over days. boundaries.md, section 1.
 *
 * From wall clock to instant: an opening is the first instant at which the clock shows it, a closing the last
 * one, and a minute that the clocks skip is the instant of the jump. A closing at 24:00 is 00:00 of the date
 * after. What is empty after that is no span; what overlaps is united. A date that does not exist in the zone
 * has no opening and is counted by nothing. Closed dates are whole civil days, from their first 00:00 to the
 * next day's.
 *
 * A calendar grows by itself to the instants it is asked about (years 0001 to 9999; instants outside are
 * taken for the nearest one inside), so it is not const, and not for two threads at once. */
#pragma once

#include "paletti/base/zone.h"
#include "paletti/core/rule.h"

struct calendar;

/* "No opening within three years", in whole days. */
#define CALENDAR_PATIENCE_DAYS 1096

/* What a calendar is made of. `closed` and `special` are arrays of lists, because a client's overrides add to
 * the rule's; of two specials on the same date the later list wins, within a list the later entry. Zone,
 * hours and the records in the lists are borrowed and must outlive the calendar; the two arrays need not. */
struct calendar_source {
    const struct zone *zone;
    const struct hours *hours;
    const struct list *const *closed; /* lists of struct closed */
    size_t n_closed;
    const struct list *const *special; /* lists of struct special */
    size_t n_special;
};

struct calendar *calendar_new(const struct calendar_source *source);
void calendar_free(struct calendar *calendar);
DEFINE_CLEANUP(struct calendar, calendar_free);

/* For what arrives: opening included, closing excluded. */
bool calendar_open(struct calendar *calendar, int64_t at);
/* For what is sent, and for a due: the closing itself is inside. */
bool calendar_open_closing(struct calendar *calendar, int64_t at);

/* An interval of open time [from, to). Where hours go on over midnight, one interval ends there and the next
 * begins. */
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

/* The instant at which WINDOW, counted from FROM, is over, before any landing: the earliest one at which the
 * counted time is the window; for `d` and `wd` the wall-clock time of FROM on the day they lead to (the first
 * one when it happens twice, the jump when it is skipped). FROM's own date is never counted. 0; or 1 when
 * three years go by without anything that counts, or the end lies behind the year 9999. */
int calendar_elapse(struct calendar *calendar, int64_t from, struct window window, int64_t *ret);
