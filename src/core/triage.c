#include "paletti/core/triage.h"

#include <string.h>

const struct triage_reason_kind triage_reasons[TRIAGE_REASONS_N] = {
    [TRIAGE_COOLED] = {"cooled", 1, false},
    [TRIAGE_CHANCE_ENDS] = {"chance_ends", 1, false},
    [TRIAGE_TASK_DUE] = {"task_due", 1, false},
    [TRIAGE_NOTICE_ENDED] = {"notice_ended", 1, false},
    [TRIAGE_PROMISE_BROKEN] = {"promise_broken", 2, false},
    [TRIAGE_STEP_DUE] = {"step_due", 2, false},
    [TRIAGE_PART_PAID_ASKS] = {"part_paid_asks", 2, false},
    [TRIAGE_PARKED] = {"parked", 3, false},
    [TRIAGE_BREACHES] = {"breaches", 4, false},
    [TRIAGE_REPLY_LATE] = {"reply_late", 5, true},
    [TRIAGE_REPLY_SOON] = {"reply_soon", 5, true},
    [TRIAGE_REVIEW_DUE] = {"review_due", 6, false},
    [TRIAGE_BACK_AGAIN] = {"back_again", 7, false},
    [TRIAGE_HALF_ASKED] = {"half_asked", 7, false},
    [TRIAGE_NEVER_REVIEWED] = {"never_reviewed", 8, true},
    [TRIAGE_OLD_REVIEW] = {"old_review", 8, true},
};

enum triage_reason triage_top(uint32_t reasons)
{
    return (enum triage_reason)__builtin_ctz(reasons);
}

void triage_add(struct triage_card *card, enum triage_reason reason, int64_t since)
{
    int64_t *kept = &card->since[reason];
    bool there = card->reasons & 1u << reason;

    if (!there || (since != INSTANT_NONE && (*kept == INSTANT_NONE || since < *kept)))
        *kept = since;
    card->reasons |= 1u << reason;
}

static int compare(int64_t a, int64_t b)
{
    return a < b ? -1 : a > b;
}

/* What is known to be old goes before what has no date. */
static int compare_age(int64_t a, int64_t b)
{
    if ((a == INSTANT_NONE) != (b == INSTANT_NONE))
        return a == INSTANT_NONE ? 1 : -1;
    return compare(a, b);
}

int triage_compare(const struct triage_card *a, const struct triage_card *b)
{
    enum triage_reason top_a = triage_top(a->reasons), top_b = triage_top(b->reasons);
    int r = compare(triage_reasons[top_a].group, triage_reasons[top_b].group);

    if (r == 0 && triage_reasons[top_a].ranks)
        r = compare(top_a, top_b);
    if (r == 0)
        r = compare(b->at_stake, a->at_stake);
    if (r == 0)
        r = compare_age(a->since[top_a], b->since[top_b]);
    if (r == 0)
        r = strcmp(a->name, b->name);
    return r ? r : strcmp(a->client, b->client);
}
