/* Judging one client's log: what starts, stops and ignores the clock, and who crossed which boundary.
 * boundaries.md, sections 3 and 5.
 *
 * The judge walks the entries in time order, one by one, and remembers one open question; so a log of any
 * length takes the same memory. It never looks at a clock: a verdict does not depend on now. What does
 * (waiting or overdue, entries that lie in the future) is asked of a stored verdict with verdict_state. */
#pragma once

#include "paletti/core/interaction.h"
#include "paletti/core/terms.h"

/* Breaches as bits, so that a row of the log keeps all of its own in one number. */
enum breach {
    BREACH_CLIENT_OFF_HOURS = 1 << 0,
    BREACH_CLIENT_CHANNEL = 1 << 1,
    BREACH_CHASE = 1 << 2,
    BREACH_LATE_MATERIAL = 1 << 3,
    BREACH_LATE_PAYMENT = 1 << 4,
    BREACH_MY_OFF_HOURS = 1 << 5,
    BREACH_MY_CHANNEL = 1 << 6,
    BREACH_LATE_REPLY = 1 << 7,
    BREACH_BROKEN_PROMISE = 1 << 8,
};
#define BREACH_CLIENTS 0x01f
#define BREACH_MINE    0x1e0
enum { BREACH_KINDS = 9, BREACH_CLIENT_KINDS = 5 /* the lowest bits */ };

/* The kinds in the order they are shown, mine first: `bit`, by me or the client, and the word of the JSON
 * answers; `key` is one that tells mine from theirs by itself. */
struct breach_kind {
    enum breach bit;
    bool mine;
    const char *name, *key;
};
extern const struct breach_kind breach_kinds[];
extern const size_t breach_kinds_n;

/* What the judge needs to know of an interaction. */
struct entry {
    int64_t at;
    int64_t promised; /* INSTANT_NONE */
    const char *channel;
    uint8_t direction, kind;
    bool needs_reply; /* interaction_needs_reply has been asked */
    bool holding, invited;
};

enum verdict_error { VERDICT_FINE, VERDICT_NO_OPENING };

/* What the log keeps of an entry. The first five belong to entries that started a clock; INSTANT_NONE
 * elsewhere. */
struct verdict {
    int64_t receipt;
    int64_t due;       /* after landing, before any promise */
    int64_t held_at;   /* when a holding reply moved the due ... */
    int64_t promised;  /* ... and to when */
    int64_t answered;  /* INSTANT_NONE: owed still */
    uint16_t breaches; /* bits of enum breach; those of an answer stand on the answer */
    uint16_t counted;  /* those among them that count: the client had been told; mine always count */
    bool started;      /* a question that starts the clock */
    uint8_t error;     /* enum verdict_error */
};
#define VERDICT_INIT                                                                                         \
    ((struct verdict){INSTANT_NONE, INSTANT_NONE, INSTANT_NONE, INSTANT_NONE, INSTANT_NONE, 0, 0, false, 0})

struct judge;
struct judge *judge_new(struct boundaries *boundaries);
void judge_free(struct judge *judge);
DEFINE_CLEANUP(struct judge, judge_free);

/* Judges the next entry; they come in ascending order, equal instants in the order they were logged.
 *
 * What the text leaves open: an inbound entry that needs a reply and comes at the due or later is no chase
 * and starts nothing; chases are measured by the due as a promise moved it. The first holding reply that
 * promises a moment later than the landed due moves it, also when it is sent after the due; later ones do
 * not. `invited` excuses the client's off_hours and nothing else; a client's `channel` breach takes the place
 * of off_hours, and a chase adds to either. Of mine, off_hours and channel may both stand on one entry, a
 * holding reply included. A question without an opening within three years (error, due INSTANT_NONE) is owed
 * until it is answered, and nobody is late or chased by it.
 *
 * ENTRY is not kept. The verdict of an entry that starts a clock is final only when its question is answered:
 * ask judge_question for it. Returns 0; or 1 when this entry changed the open question (moved or answered
 * it), whose new verdict is then *RET_QUESTION. */
int judge_step(struct judge *judge, const struct entry *entry, struct verdict *ret,
               struct verdict *ret_question);
/* Whether a question is open, and its verdict so far. */
bool judge_question(const struct judge *judge, struct verdict *ret);
/* Goes on after an entry judged earlier: the question then open (NULL: none). For back-dated entries, where
 * only the rest of the log is judged again. */
void judge_resume(struct judge *judge, const struct verdict *question);

/* A stored verdict seen from NOW: entries after NOW are not known yet. */
enum question_state { QUESTION_NONE, QUESTION_WAITING, QUESTION_OVERDUE, QUESTION_ON_TIME, QUESTION_LATE };
enum question_state verdict_state(const struct verdict *verdict, int64_t now);
extern const char *const question_state_names[]; /* "", "waiting", "overdue", "on_time", "late" */
/* The due as it stands at NOW: the promised moment once a holding reply moved it. */
int64_t verdict_due(const struct verdict *verdict, int64_t now);
/* Answered in the 3600 seconds after receipt, both ends included, as NOW knows it. */
bool verdict_early(const struct verdict *verdict, int64_t now);

/* Asks: counted from the outbound's own instant (no receipt) by the rules in force then, without landing or
 * floor. A WINDOW of n 0 is the default, 5wd. 0; 1 when there is no opening within three years. */
int ask_due(struct boundaries *boundaries, int64_t outbound_at, struct window window, int64_t *ret_due);
/* Still open, or received, after DUE, as NOW sees it. Counted when the client had been told the version in
 * force at DUE. */
bool ask_late(int64_t due, int64_t received, int64_t now);
