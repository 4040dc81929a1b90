/* What leaves the machine: a letter, or a refund. Its states and when it may go. letgo.md, steps 11 and 12;
 * reliability.md, "Acts that leave the machine". Pure.
 *
 *     confirmed -> sending -> done | pending | rejected | unknown       confirmed -> cancelled
 *
 * A file that comes back from a backup no longer knows of a confirmed letter: confirmed -> unknown. A letter
 * that was rejected or cancelled is confirmed anew as another one. The file refuses every other way too
 * (data/sql/0015_outbox.sql). */
#pragma once

#include "paletti/core/model.h"
#include "paletti/core/terms.h"

enum dispatch_kind { DISPATCH_LETTER, DISPATCH_REFUND };
enum dispatch_way {
    BY_SMTP,
    BY_COMMAND,   /* a program of the person's takes it */
    BY_CLIPBOARD, /* it is copied for another program; the person says whether it went */
    BY_STRIPE,
    BY_OWN_HAND, /* told, printed, posted: the person says so */
};
enum dispatch_state {
    DISPATCH_CONFIRMED, /* exact bytes and recipient: nothing of it was sent */
    DISPATCH_SENDING,   /* from here on it may have left */
    DISPATCH_DONE,
    DISPATCH_PENDING,  /* refund: made, and on its way */
    DISPATCH_REJECTED, /* certainly not sent, and will not be as it is */
    DISPATCH_UNKNOWN,  /* it may have left: looked up, never sent again by itself */
    DISPATCH_CANCELLED,
    DISPATCH_STATES,
};

struct dispatch {
    char *ref; /* a random UUID: the letter's Message-ID is REF@DOMAIN, the refund's idempotency key REF */
    int8_t kind; /* enum dispatch_kind */
    char *client;
    char *recipient; /* address; by hand: whom. Refund: pi_ or ch_. NULL, as subject, message and bytes: the
                        person was erased */
    char *subject;
    char *draft, *refund, *farewell, *sequence; /* refs of what it belongs to; NULL: of none */
    int8_t way;                                 /* enum dispatch_way */
    char *message; /* the courier's job without the account: a line of JSON (talk.h); letters compose, refunds
                      refund */
    char *bytes;   /* what goes, exactly */
    char *sha256;  /* of them, hexadecimal */
    int64_t confirmed_at;
    int64_t not_before; /* planned release; INSTANT_NONE: as soon as it may */
    bool by_hand;       /* the client had left: confirmed for that all the same */
    int8_t state;       /* enum dispatch_state */
    int64_t sending_at; /* of a letter the last time, of a refund the first; INSTANT_NONE: never */
    int64_t ended_at;   /* when its state became what it is; INSTANT_NONE: confirmed, sending */
    int64_t code;       /* of the reply, 0: there was none */
    char *reply, *why;  /* what the server said; a sentence for the person */
    char *external_id;  /* re_..., or what else the other side calls it */
    int8_t live;        /* refund: 1 live, 0 test; -1: a letter */
};
extern const struct model model_dispatch;
extern const char *const dispatch_kind_names[], *const dispatch_way_names[], *const dispatch_state_names[];

bool dispatch_may(enum dispatch_kind kind, enum dispatch_state from, enum dispatch_state to);
/* Confirmed, sending, pending, unknown: something is still to come. */
bool dispatch_open(enum dispatch_state state);
/* It may have left, so that nothing takes it back: sending, done, pending, unknown. */
bool dispatch_left(enum dispatch_state state);

/* The first instant from AT on that lies inside my contact hours AND the client's day: the mirror image of
 * polite_moment (polite.h), with the same arguments. Both closings are excluded, for nothing begins at them.
 * 0; 1: there is none within three years. */
int dispatch_moment(struct boundaries *boundaries, const struct zone *client_zone, struct span client_day,
                    int64_t at, int64_t *ret);

enum { DISPATCH_STALE = 7 * 86400 }; /* seconds */
/* Whether it should have left more than seven days before NOW: it is confirmed again, so that a clock that
 * jumps lets no storm go. */
bool dispatch_stale(const struct dispatch *dispatch, int64_t now);
/* When it may be tried again after TRIES times (1, 2 ...) "later": 5, 15, 60 minutes, then every 4 hours. */
int64_t dispatch_again(int tries, int64_t now);
