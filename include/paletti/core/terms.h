/* The rules in force: for one client at one instant, every layer laid over the other (version, overrides),
 * the calendar that follows, and what this client had been told. boundaries.md, sections 1, 2, 5.
 *
 * An override is in force on the civil days from `from` to `until` in the zone of the version in force; what
 * holds at an arrival holds for its receipt, its window and its landing, whatever changes in between. Of two
 * overrides that overlap the later `from` wins field by field, of equal ones the one logged later; `closed`
 * and `special` add, and where a date has several specials the winner is found the same way. `extra` is a
 * field like any other.
 *
 * A rulebook holds the versions; it is shared by all clients. A `boundaries` holds one client's side of it.
 * Both cache what they work out, so they are not const. */
#pragma once

#include "paletti/base/zone.h"
#include "paletti/core/calendar.h"
#include "paletti/core/rule.h"

struct rulebook;
struct boundaries;
struct channel_table;

/* Takes N versions in any order (borrowed: they must outlive the book; no two with the same `from`). With
 * none, the built-in version 0 holds: Mon-Fri 09:00-18:00 in the zone DEFAULT_ZONE. Zones are looked up in
 * ZONES (borrowed). Fails on an unknown zone. */
int rulebook_new(struct zones *zones, const char *default_zone, const struct rule *rules, size_t n,
                 struct rulebook **ret, struct err *err);
void rulebook_free(struct rulebook *book);
DEFINE_CLEANUP(struct rulebook, rulebook_free);

/* The version in force at AT; the first one also for what is older. `from` is INSTANT_NONE in the built-in
 * one. */
const struct rule *rulebook_at(const struct rulebook *book, int64_t at);
/* The version in force on a civil day: the latest that is in force as the day begins in that version's own
 * zone, else the first. */
const struct rule *rulebook_on(const struct rulebook *book, int32_t day);
const struct zone *rulebook_zone(const struct rulebook *book, const struct rule *rule);
bool rulebook_default(const struct rulebook *book); /* only the built-in version */
/* Same zone (by name), hours, reply window (number and unit) and effective channels: whoever was told the one
 * was told the other. */
bool rule_equal(const struct rule *a, const struct rule *b);

/* Everything that is in force for one client at one instant. */
struct terms {
    const struct rule *rule; /* the version */
    const struct zone *zone;
    struct calendar *calendar;         /* with the overrides' hours, closed and special dates */
    struct calendar *extra;            /* spans in which an answer of mine is no breach, or NULL */
    struct window window;              /* before the floor's end date is looked at: terms_window */
    int32_t window_until;              /* last civil day of a short window, else DAY_NONE */
    int64_t payment_days, notice_days; /* -1: neither the rule nor an override says */
    enum notice_roll notice_roll;
    const struct channel_table *channels;    /* asked through terms_channel */
    const struct override *const *overrides; /* those in force, weakest first */
    size_t n_overrides;
};

/* One client: their overrides and told entries in log order (borrowed; they must outlive it). */
struct boundaries *boundaries_new(struct rulebook *book, const struct override *overrides, size_t n_overrides,
                                  const struct told *told, size_t n_told);
void boundaries_free(struct boundaries *boundaries);
DEFINE_CLEANUP(struct boundaries, boundaries_free);

/* The terms in force at AT, borrowed; calls in ascending order are the fast ones. */
const struct terms *boundaries_at(struct boundaries *boundaries, int64_t at);
/* The terms in force on a civil day (invoices, notice): version of that day, overrides that include it. */
const struct terms *boundaries_on(struct boundaries *boundaries, int32_t day);
/* Whether the client had been told, on or before the civil day of AT, a version equal to the one in force at
 * AT. An entry without `rule` names rulebook_on its day; one whose `rule` is no version's `from` names
 * nothing. Nobody was ever told the built-in version. */
bool boundaries_told(struct boundaries *boundaries, int64_t at);
struct channel_terms terms_channel(const struct terms *terms, const char *name);
/* The window that a receipt at RECEIPT gets: after its last day a short one is 72h exactly, counted by the
 * civil day of the receipt. A window that is not short has no last day; an override's ends with the
 * override's `until`. */
struct window terms_window(const struct terms *terms, int64_t receipt);

/* What must be refused when it is saved: no opening within three years from its beginning, a short window
 * without reason and end date. err names the rule. Overrides are checked on the version in force on their
 * first day. */
int rule_check(struct zones *zones, const struct rule *rule, struct err *err);
int override_check(struct rulebook *book, const struct override *override, struct err *err);
