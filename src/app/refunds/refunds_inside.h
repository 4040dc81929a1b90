/* What the files about refunds share. */
#pragma once

#include "writing.h"

#include "paletti/app/refunds.h"
#include "paletti/app/statement.h"
#include "paletti/record/talk.h"

/* --- refunds_talk.c: what the service says --- */

/* One refund, as it was told. */
struct refunds_told {
    enum refund_outcome outcome;
    char *refund, *intent, *source, *charge;
    struct money amount;
    int64_t at, retry_after;
    bool found, replayed;
    char *code;
    char *why; /* in its words; NULL */
};
struct refunds_talk {
    char *key;   /* as much of it as may be shown */
    int8_t live; /* -1: it was not asked for */
    struct refunding_paid *paid;
    struct refunds_told *told;
    size_t n_paid, n_told;
    size_t cap_paid, cap_told;
    char *body, *version;
    struct texts skipped;
    bool over; /* nothing was begun, or the courier ended the job itself: what it did not tell did not happen
                */
};
void refunds_talk_clear(struct refunds_talk *talk);
#define _cleanup_talk_ _cleanup_(refunds_talk_clear)

/* Asks with JOB, whose service is filled in here (not for what is only prepared). What was told before a
 * failure is kept: the caller clears RET in every case. */
int refunds_ask(struct app *app, const struct request *request, struct job *job, struct refunds_talk *ret,
                struct err *err);

/* --- refunds_store.c --- */

/* The refund REF, or its beginning, or an id of its payment with CLIENT's (or NULL); fails with a sentence.
 * The caller clears. */
int refunds_get(struct store *store, const char *ref, struct refund *ret, struct err *err);
int refunds_payment(struct store *store, const char *ref, struct payment *ret, struct err *err);
/* Begins what is no act of the journal: money that went is not undone. What is put goes to the store itself.
 */
int refunds_begin(struct app *app, const struct request *request, struct writing *ret, struct err *err);
/* Stores REFUND; fails where it may not move so, in words. */
int refunds_put(struct store *store, const struct refund *refund, struct err *err);
/* The short name that confirms for CLIENT; owned. NAME is it, however it is written, or err says what was
 * expected. */
int refunds_check_name(struct app *app, struct store *store, const char *client, const char *name,
                       struct err *err);
char *refunds_short_name(struct store *store, const char *client, struct err *err);

/* --- refunds_move.c: what the service said becomes of the record --- */

/* Moves REFUND as TOLD says, inside a transaction, with what it means for the money, the tasks and the
 * goodbye. *RET_SAYS: a sentence where something changed, owned; else NULL. */
int refunds_move(struct app *app, struct store *store, struct refund *refund, const struct refunds_told *told,
                 char **ret_says, struct err *err);
/* It is FAILED or CANCELED on DAY, because WHY: the money is here again, the goodbye is open again. */
int refunds_fall_back(struct store *store, struct refund *refund, enum refunding state, const char *why,
                      int32_t day, struct err *err);
/* It was returned on DAY: it is among the money from now on, unless it was a test. */
int refunds_succeed(struct app *app, struct store *store, struct refund *refund, int32_t day,
                    struct err *err);
/* Notes what was made by hand there on PAYMENT, which was asked about, and what became of it since. *RET_N:
 * new ones. SAYS: sentences, a line each. */
int refunds_note_seen(struct app *app, struct store *store, const struct payment *payment,
                      const struct refunds_talk *talk, size_t *ret_n, struct str *says, struct err *err);

/* The dispatch of REFUND follows it. */
int refunds_sync(struct store *store, const struct refund *refund, int64_t now, struct err *err);

/* --- refunds_confirm.c --- */

/* Confirmed, and nothing was sent: planned again. Its dispatch is the caller's. */
int refunds_unconfirm(struct store *store, struct refund *refund, struct err *err);

/* --- refunds_look.c --- */

/* Asks about one payment (ref), and stores what became of its refunds. RET_TALK (or NULL) is what was said;
 * SAYS (or NULL) gets sentences, *RET_SEEN (or NULL) how many made by hand there are new, *RET_MOVED (or
 * NULL) how many others moved. */
struct refunds_counts {
    size_t seen, moved, failed, unknown;
};
int refunds_look_payment(struct app *app, const struct request *request, const char *payment,
                         struct refunds_talk *ret_talk, struct refunds_counts *counts, struct str *says,
                         unsigned *ret_changes, struct err *err);

/* --- refunds_words.c --- */

void refunds_words(struct app *app, const struct refunds *refunds, struct refunds_row *row);
const char *refunds_method_word(int8_t method);
/* "succeeded" as people say it: "returned"; translated. */
const char *refunds_state_word(const struct refund *refund);
/* --- refunds_goodbye.c --- */

/* What WISH leaves open, of CLIENT's open goodbye where there is one: the goodbye, its last day, the booked
 * uses that its decision gives back. */
struct refunds_of {
    char *farewell;
    int32_t on;
    struct texts given_back;
};
int refunds_of(struct store *store, const char *client, const struct refunds_wish *wish,
               struct refunds_of *ret, struct err *err);
void refunds_of_clear(struct refunds_of *of);
#define _cleanup_of_ _cleanup_(refunds_of_clear)

/* The money is here again: there is something to do, and the goodbye it belongs to is open, even where the
 * client had left. */
int refunds_reopen(struct store *store, const struct refund *refund, struct err *err);

int32_t refunds_today(struct app *app);
