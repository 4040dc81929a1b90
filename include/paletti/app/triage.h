/* The triage session: everybody who needs a look, one card after the other. decide.md, "Triage session".
 *
 * The queue is frozen when a session begins, and kept in the file: it is gone on with at the same card after a break, or
 * after a kill. A card is done by the act of the journal that was done from it, in that act's own transaction; undoing the
 * act opens the card again. */
#pragma once

#include "paletti/app/command.h"
#include "paletti/core/model.h"
#include "paletti/core/triage.h"

enum triage_stand {
    TRIAGE_NONE,  /* there is no session, or the last one is over: a new one may begin */
    TRIAGE_OLD,   /* one goes on, from TRIAGE_REBUILD_DAYS ago or longer: ask whether to build it anew */
    TRIAGE_GOES_ON,
    TRIAGE_THROUGH, /* every card is done: the end card */
};

/* What a card can be done with; the words of `done`. */
enum triage_done {
    TRIAGE_KEPT,
    TRIAGE_TERMS,    /* kept on new terms */
    TRIAGE_CHANCE,
    TRIAGE_LET_GO,
    TRIAGE_DECLINED, /* this project, or a prospect */
    TRIAGE_DRAFTED,  /* a letter waits: a payment's next step, a reminder */
    TRIAGE_WAIVED,
    TRIAGE_REPLIED,
    TRIAGE_NOTED,
    TRIAGE_LOOKED, /* looked back at, judged, or asked: on a page of what comes after */
    TRIAGE_LATER,
    TRIAGE_DONE_N,
};
extern const char *const triage_done_names[]; /* "kept"; NULL-terminated */

/* A session as it stands. */
struct triage_session {
    enum triage_stand stand;
    int64_t id, started;
    int64_t spent; /* seconds at the screen */
    int n;         /* cards */
    int done;
    int skipped;   /* those that went behind the others and are open still */
    int by[TRIAGE_DONE_N];
    int64_t card;  /* the one that is looked at, 0: none */
};
int app_triage(struct app *app, struct triage_session *ret, struct err *err);

/* Builds the queue and begins a session with it; one that goes on is over. 1: nobody needs a look, and none is begun. REQUEST
 * (or NULL) is told how far it is, and asked whether to stop. */
int app_triage_begin(struct app *app, const struct request *request, struct err *err);
/* How many clients need a look by now who are not in the session: "2 new", offered at its end. */
int app_triage_new(struct app *app, int64_t session, int *ret_n, struct err *err);

/* Who would be in a queue that is made now, in its order. Borrowed until the callback returns, which ends with non-zero. */
struct triage_line {
    const struct triage_card *card;
    const char *name; /* as people see it */
};
int view_triage(struct app *app, int (*fn)(void *ctx, const struct triage_line *line), void *ctx, struct err *err);
/* "Money: a promise was broken", translated, static. */
const char *words_triage(enum triage_reason reason);

/* What a key would do on a card; the letter is the key's own. */
enum triage_key {
    TRIAGE_KEY_KEEP,
    TRIAGE_KEY_CHANCE,
    TRIAGE_KEY_LET_GO,
    TRIAGE_KEY_PAYMENT,
    TRIAGE_KEY_REMINDER,
    TRIAGE_KEY_WAIVE,
    TRIAGE_KEY_REPLY,
    TRIAGE_KEY_NOTE,
    TRIAGE_KEY_LATER,
    TRIAGE_KEY_OPEN, /* what was parked, a task, a review: Enter */
    TRIAGE_KEYS_N,
};

/* One card, whole. */
struct triage_card_page {
    int64_t card, client_id;
    char *client, *name; /* the ref; as people see it (blurred where they want it so) */
    char *manner;        /* "it, Lei", or "" */
    uint32_t reasons;    /* as they are now; 0: none holds any more */
    struct texts lines;  /* a sentence or two for each reason, in their order; then what is at stake */
    char *breach;        /* the entry whose line was crossed last and is open, for a reminder or a waiver; or NULL */
    char *invoice;       /* the one whose step is due, or that is owed longest; or NULL */
    char *question;      /* the entry that waits for an answer; or NULL */
    int laters;          /* how often it was put off in a row: the third time is refused */
    int64_t keep_days;   /* after which who is kept is looked at again */
    int suggested;       /* enum triage_key, -1: none */
    char *why;           /* of the suggestion, a half sentence; "" */
};
/* 0; 1: there is no such card any more. */
int app_triage_card(struct app *app, int64_t card, struct triage_card_page *ret, struct err *err);
void triage_card_page_clear(struct triage_card_page *page);
#define _cleanup_triage_card_ _cleanup_(triage_card_page_clear)

/* Behind all others. */
int app_triage_skip(struct app *app, int64_t card, struct err *err);
/* Somebody looked at it for SECONDS more; ENDED: they leave the end card, the session is over. */
int app_triage_seen(struct app *app, int64_t session, int64_t seconds, bool ended, struct err *err);

/* From here on the next act that changes the file is DONE of CARD, in its own transaction: said just before the act, whoever's
 * dialog it ends in. The decision says itself which of the first five it was. CARD 0: no more. */
void app_triage_acts(struct app *app, int64_t card, enum triage_done done);
