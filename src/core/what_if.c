#include "paletti/core/what_if.h"

void what_if_count(struct what_if_counts *counts, const struct what_if_bits *bits)
{
    for (unsigned left = bits->now | bits->then; left; left &= left - 1) {
        int kind = __builtin_ctz(left);
        counts->of[kind].now += bits->now >> kind & 1;
        counts->of[kind].then += bits->then >> kind & 1;
        counts->of[kind].counted_now += bits->counted_now >> kind & 1;
        counts->of[kind].counted_then += bits->counted_then >> kind & 1;
    }
}

void what_if_sum(struct what_if_counts *to, const struct what_if_counts *from)
{
    for (int kind = 0; kind < BREACH_KINDS; kind++) {
        to->of[kind].now += from->of[kind].now;
        to->of[kind].then += from->of[kind].then;
        to->of[kind].counted_now += from->of[kind].counted_now;
        to->of[kind].counted_then += from->of[kind].counted_then;
    }
}

bool what_if_changes_any(const struct what_if_counts *counts)
{
    for (int kind = 0; kind < BREACH_KINDS; kind++)
        if (counts->of[kind].now != counts->of[kind].then ||
            counts->of[kind].counted_now != counts->of[kind].counted_then)
            return true;
    return false;
}

struct told told_today(const struct rulebook *book, int64_t now)
{
    /* A day before any instant that there is, in every zone. */
    return (struct told){.on = civil_day(1, 1, 1) - 2, .rule = rulebook_at(book, now)->from};
}

/* Those of BREACHES, made at AT, that count. */
static uint16_t counted(struct boundaries *boundaries, int64_t at, uint16_t breaches)
{
    const uint16_t always = BREACH_MINE | BREACH_LATE_PAYMENT;

    return !(breaches & ~always) || boundaries_told(boundaries, at) ? breaches : breaches & always;
}

void what_if_entry(struct what_if_pair *pair, const struct entry *entry, uint16_t breaches, struct what_if_bits *ret)
{
    struct verdict verdict, question;

    judge_step(pair->judge, entry, &verdict, &question);
    *ret = (struct what_if_bits){breaches, counted(pair->now, entry->at, breaches), verdict.breaches, verdict.counted};
}

static uint16_t ask_breach(int64_t due, int64_t received, int64_t now)
{
    return due != INSTANT_NONE && ask_late(due, received, now) ? BREACH_LATE_MATERIAL : 0;
}

void what_if_ask(struct what_if_pair *pair, int64_t due_now, int64_t due_then, int64_t received, int64_t now,
                 struct what_if_bits *ret)
{
    uint16_t is = ask_breach(due_now, received, now), would = ask_breach(due_then, received, now);

    *ret = (struct what_if_bits){is, counted(pair->now, due_now, is), would, counted(pair->then, due_then, would)};
}
