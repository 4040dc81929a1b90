/* The triage session's queue: who needs a look, why, and in which order. decide.md, "Triage session".
 *
 * One card for a client, with all reasons; the top one decides its place. Nothing here says how good a client is: the order
 * is that of what can wait least. */
#pragma once

#include "paletti/base/civil.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* In their order. */
enum triage_reason {
    TRIAGE_COOLED,         /* a decision that was slept on */
    TRIAGE_CHANCE_ENDS,    /* the date of a second chance, or of one of its conditions */
    TRIAGE_TASK_DUE,       /* a task of a decision */
    TRIAGE_NOTICE_ENDED,   /* the last day is over */
    TRIAGE_PROMISE_BROKEN, /* a day on which they wanted to pay has passed */
    TRIAGE_STEP_DUE,       /* the ladder's next letter */
    TRIAGE_PART_PAID_ASKS, /* part paid, and new work asked for while owing */
    TRIAGE_PARKED,         /* a decision begun and put aside */
    TRIAGE_BREACHES,       /* open ones of one kind, at the limit or over it */
    TRIAGE_REPLY_LATE,
    TRIAGE_REPLY_SOON,     /* due within twelve hours */
    TRIAGE_REVIEW_DUE,
    TRIAGE_BACK_AGAIN,     /* somebody wrote who left, or whose project was declined */
    TRIAGE_HALF_ASKED,     /* a prospect who has not answered all intake questions */
    TRIAGE_NEVER_REVIEWED,
    TRIAGE_OLD_REVIEW,     /* the last look is longer ago than the limit */
    TRIAGE_REASONS_N,
};

struct triage_reason_kind {
    const char *code; /* "promise_broken" */
    int8_t group;     /* 1-8, the classes of decide.md */
    bool ranks;       /* inside its class it goes before or behind the others: replies that are late, never reviewed */
};
extern const struct triage_reason_kind triage_reasons[TRIAGE_REASONS_N];

struct triage_card {
    char *client, *name; /* the ref; the name as lists sort it. Owned by whoever made the card */
    int64_t client_id;
    uint32_t reasons; /* 1 << enum triage_reason; never 0 */
    int64_t at_stake; /* what is unpaid, minor units of my currency; 0: nothing, or not known */
    int64_t since[TRIAGE_REASONS_N]; /* of each reason, since when or which due it is about; INSTANT_NONE */
};

/* The one that decides the card's place. */
enum triage_reason triage_top(uint32_t reasons);
/* Adds a reason; the older SINCE stays where it was there already. */
void triage_add(struct triage_card *card, enum triage_reason reason, int64_t since);
/* < 0: A stands before B. By class, money at stake (most first), age (oldest first), name; ties by ref, so that equal books give equal queues. */
int triage_compare(const struct triage_card *a, const struct triage_card *b);

enum {
    TRIAGE_REPLY_SOON_HOURS = 12,
    TRIAGE_BREACHES_LIMIT = 3, /* so many open ones of a kind ... */
    TRIAGE_REVIEW_DAYS = 90,   /* ... in so many days; and the last look may be as long ago */
    TRIAGE_REBUILD_DAYS = 3,   /* a session left alone for longer had better be built anew */
    TRIAGE_LATERS_MAX = 2,     /* put off so often in a row; the next time it is to be decided (ledger.md C7) */
};
