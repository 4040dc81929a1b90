/* Trying rules out: one client's log judged by other rules beside the judgements it has. boundaries.md, section 7.
 *
 * "All" is every line crossed. "Counted" is counted as if everybody had been told today's rules: what they were told stays
 * as it is, and beside it each side's own version of today counts as told from the beginning (told_today). So on either
 * side a line counts when the version in force then was told, or is equal to today's; what was crossed under older rules
 * that nobody was told of stays "before told". The built-in version is never told. My own breaches and late payments
 * always count. */
#pragma once

#include "paletti/core/judge.h"

/* One thing as it is judged now and as it would be then: bits of enum breach, and those of them that count. */
struct what_if_bits {
    uint16_t now, counted_now, then, counted_then;
};

/* How often each line is crossed, by bit number of enum breach. */
struct what_if_counts {
    struct what_if_tally {
        int64_t now, then, counted_now, counted_then;
    } of[BREACH_KINDS];
};

void what_if_count(struct what_if_counts *counts, const struct what_if_bits *bits);
void what_if_sum(struct what_if_counts *to, const struct what_if_counts *from);
static inline bool what_if_differs(const struct what_if_bits *bits)
{
    return bits->now != bits->then || bits->counted_now != bits->counted_then;
}
/* Whether any kind has another number then. */
bool what_if_changes_any(const struct what_if_counts *counts);

/* The entry that makes today's version, the one in force at NOW, known to a client from the beginning. It owns nothing. */
struct told told_today(const struct rulebook *book, int64_t now);

/* One client under both: boundaries with what they were told and told_today among it; the judge goes by THEN. */
struct what_if_pair {
    struct boundaries *now, *then;
    struct judge *judge;
};
/* The next entry, which crosses BREACHES now. */
void what_if_entry(struct what_if_pair *pair, const struct entry *entry, uint16_t breaches, struct what_if_bits *ret);
/* An ask, received at RECEIVED or INSTANT_NONE, with its dues (INSTANT_NONE: never); NOW is the clock's. */
void what_if_ask(struct what_if_pair *pair, int64_t due_now, int64_t due_then, int64_t received, int64_t now,
                 struct what_if_bits *ret);
