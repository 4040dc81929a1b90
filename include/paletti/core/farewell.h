/* Letting a client go: the record of one goodbye, and the fourteen steps as they follow from what is recorded. letgo.md.
 *
 * The steps are computed, never stored: whoever comes back after a crash finds them where they stand. Pure: counts and dates
 * go in (struct farewell_seen), fourteen steps come out. */
#pragma once

#include "paletti/core/decision_plan.h"
#include "paletti/core/model.h"

/* Open from the first act on; left: the client is gone; undone: the freeze was taken back before anything had left. */
enum farewell_state { FAREWELL_OPEN, FAREWELL_LEFT, FAREWELL_UNDONE };

/* letgo.md, "The steps", in their order. */
enum farewell_step {
    FAREWELL_FREEZE,
    FAREWELL_CONTRACT,
    FAREWELL_STATEMENT,
    FAREWELL_REFUND,
    FAREWELL_CREDIT_NOTE,
    FAREWELL_MEETINGS,
    FAREWELL_ACCESS,
    FAREWELL_HANDOVER, /* and the referral */
    FAREWELL_WAY,      /* and the tone */
    FAREWELL_TEXT,
    FAREWELL_CONFIRM,
    FAREWELL_RELEASE,
    FAREWELL_CLOSE,
    FAREWELL_LEARN,
    FAREWELL_STEPS,
};
extern const char *const farewell_step_names[]; /* "freeze"; NULL-terminated, and so are these */
extern const char *const farewell_state_names[];

/* Something of the goodbye that need not be done: a step ("credit_note") or one thing (TYPE:REF of a meeting or an access that
 * stays, of a letter that is not written: "letter:T16"). */
struct farewell_waiver {
    char *what;
    char *reason;
};

struct farewell {
    char *ref, *client;
    char *decision;      /* the let go that it is of */
    int32_t begun_on;
    int32_t last_day;    /* DAY_NONE: as decided */
    char *cause;         /* where it is before what the notice allows */
    char *credit_note;   /* its number; NULL: not yet */
    int8_t tell;         /* enum exit_tell, -1: as decided; and so the next three */
    int8_t framing;      /* enum exit_framing */
    int8_t disclosure;   /* enum exit_disclosure */
    char *reason;        /* words of it, meant for the client */
    int32_t told_on;     /* they were called or met, DAY_NONE */
    char *referral_none; /* nobody is named, because */
    struct list waived;  /* struct farewell_waiver */
    char *true_of;       /* "every sentence is true" was answered for this text: SHA-256 of it */
    int8_t state;        /* enum farewell_state */
    int32_t left_on;
};
extern const struct model model_farewell;
/* The reason, NULL: WHAT is not waived. */
const char *farewell_waived(const struct farewell *farewell, const char *what);

/* --- the steps --- */

enum farewell_stand {
    FAREWELL_NOT_NEEDED,
    FAREWELL_DONE,
    FAREWELL_NOW,     /* can be done now */
    FAREWELL_WAITS,   /* for a date, a peer or another step; nothing to do */
    FAREWELL_BLOCKED, /* something is wrong, and it says what */
};
extern const char *const farewell_stand_names[]; /* "not_needed" */

/* Why a step stands as it does: app/farewell.h has the sentences. */
enum farewell_why {
    FAREWELL_WHY_DONE,
    FAREWELL_WHY_NOTHING,        /* there is nothing of the kind */
    FAREWELL_WHY_WAIVED,         /* all of it */
    FAREWELL_WHY_TO_DO,          /* n of them are open */
    FAREWELL_WHY_NOT_BEGUN,
    FAREWELL_WHY_NOT_YET,        /* `step` comes first */
    FAREWELL_WHY_NO_LAST_DAY,
    FAREWELL_WHY_NOTICE,         /* contract: notice given now leads to `on`; before that only with a cause */
    FAREWELL_WHY_LAST_DAY,       /* on: access closes then, not before */
    FAREWELL_WHY_DEBT,           /* refund: it is held, or set off with their written yes */
    FAREWELL_WHY_TRAVELS,        /* refund: issued, not yet there: expected on */
    FAREWELL_WHY_HAND,           /* refund: n are confirmed, and returned by the person, who says so */
    FAREWELL_WHY_SENDING,        /* n are on their way */
    FAREWELL_WHY_REFUSED,        /* n were refused, by the peer or the server */
    FAREWELL_WHY_FAILED,         /* n came back */
    FAREWELL_WHY_UNKNOWN,        /* n: not known whether they arrived */
    FAREWELL_WHY_NO_CONSENT,     /* the colleague said no yes within 12 months */
    FAREWELL_WHY_NOBODY,         /* neither a colleague nor "none, because" */
    FAREWELL_WHY_FILES,          /* n hand-overs are owed, the next on */
    FAREWELL_WHY_CALL,           /* they are to be called, or met, first; on */
    FAREWELL_WHY_EMPTY,          /* n letters lack something */
    FAREWELL_WHY_LEAK,           /* n letters would give something away */
    FAREWELL_WHY_MONEY_FIRST,    /* the refund is confirmed, and seen, before the letter */
    FAREWELL_WHY_TRUE,           /* is every sentence true? */
    FAREWELL_WHY_UNCONFIRMED,    /* n letters are to be confirmed */
    FAREWELL_WHY_HOURS,          /* n are confirmed, and go at */
    FAREWELL_WHY_TASKS,          /* close: n tasks of the decision are open */
    FAREWELL_WHY_LESSON,         /* one lesson is missing; learn: n as for TASKS */
    FAREWELL_WHY_REVIEWS,        /* learned; looked at again on; n as for TASKS */
    FAREWELL_WHY_PLANNED,        /* refund: all n that are open are planned */
    FAREWELL_WHY_IN_WRITING,     /* way: no call, the letter tells them */
};

struct farewell_stood {
    int8_t stand;        /* enum farewell_stand */
    int8_t why;          /* enum farewell_why */
    int64_t n;
    int32_t on;          /* DAY_NONE */
    int64_t at;          /* INSTANT_NONE */
    int8_t step;         /* enum farewell_step: which other step, -1 */
    bool gone;           /* something of it has left the machine: it cannot be undone */
    bool undo;           /* something of it is recorded and can be taken back */
};

/* How many of a kind of thing stand how. */
struct farewell_count {
    int64_t all;         /* of the goodbye; 0: there is nothing of the kind */
    int64_t to_do;       /* neither done nor waived */
    int64_t waived;
    int64_t confirmed, sending, refused, failed, unknown, done; /* letters and refunds: of `all`; a refund is done once it is
                                                                   issued */
    int32_t next;        /* day of the first that is open, DAY_NONE */
    int64_t at;          /* when the first confirmed one goes, INSTANT_NONE */
};

/* What is recorded, at a moment. */
struct farewell_seen {
    int64_t now;
    int32_t today;
    bool begun;          /* there is a record, and the client is frozen */
    bool left;
    bool gone;           /* anything at all has left the machine */
    int32_t last_day;    /* DAY_NONE: none */
    int32_t notice_day;  /* that the notice of today would lead to; DAY_NONE */
    bool told;           /* the notice is out: the letter has left, or they were called */
    bool cause;          /* there is one for ending before the notice allows */
    bool debt_held;      /* what goes back is held, or set off */
    struct farewell_count statement; /* T3, drafted (confirmed: in the outbox; done: sent) */
    bool to_return;      /* there is something unused to give back, or was */
    struct farewell_count refunds;
    int64_t planned;     /* of refunds.to_do, those that have a record */
    int64_t by_hand;     /* of those that are confirmed */
    int32_t expected_on; /* the latest of the issued ones */
    bool credit_note;    /* has its number */
    struct farewell_count meetings, accesses, handovers;
    bool referral, referral_none, consent;
    enum exit_tell tell;
    bool call_done;      /* called or met */
    int32_t call_on;     /* when that is planned */
    struct farewell_count letters; /* that the plan and the path want; to_do: no draft, no dispatch */
    int64_t empty, leaks; /* of them, drafts that cannot go so */
    bool true_said;      /* of the main letter's text as it stands */
    int64_t tasks;       /* of the decision that are open and belong to no step */
    bool lesson;
    int32_t review_on;
    const struct farewell *farewell; /* its waivers; or NULL */
};
/* The step that a waiver names is not needed, whatever is open in it. */
bool farewell_can_waive(enum farewell_step step);
void farewell_steps(const struct farewell_seen *seen, struct farewell_stood ret[FAREWELL_STEPS]);
/* The first step that can be done now, or that is blocked; -1: all wait or are done. */
int farewell_next(const struct farewell_stood steps[FAREWELL_STEPS]);

/* --- the letters --- */

/* What a letter can tell of a goodbye. */
enum farewell_part { TELLS_MONEY = 1, TELLS_REFERRAL = 2, TELLS_MEETINGS = 4, TELLS_ACCESS = 8, TELLS_COLLEAGUE = 16 };

/* One that is wanted beside, or is, the main one. */
struct farewell_letter {
    const char *code, *variant; /* static; variant NULL */
    bool main;                  /* it tells of the end */
    bool to_colleague;
};
enum { FAREWELL_LETTERS = 6 };
/* Which letters tell all of PARTS that there is to tell, with MAIN (a code of core/decision.h's endings) the first; the
 * statement (T3) wherever there is money. Returns how many. */
size_t farewell_letters(const char *main, unsigned parts, struct farewell_letter ret[FAREWELL_LETTERS]);
