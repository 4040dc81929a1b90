/* What the files of the outbox share, and where others of this room take part in it: refunds, the payment
 * ladder, sequences. */
#pragma once

#include "accounts.h"
#include "inside.h"
#include "writing.h"

#include "paletti/app/outbox.h"
#include "paletti/core/client.h"
#include "paletti/core/draft.h"
#include "paletti/record/talk.h"
#include "paletti/store/outbox.h"

/* --- gates: whether a dispatch may go now --- */

struct gate {
    enum outbox_wait wait; /* OUTBOX_GOES: this gate has nothing against it */
    int64_t at;            /* OUTBOX_WAITS: until when */
    char *says;            /* owned: why, a sentence; NULL where it goes */
    bool over;             /* it can never go any more: it is to be cancelled, for what it says */
};
void gate_clear(struct gate *gate);

/* What gates look at. Borrowed. */
struct gate_about {
    struct app *app;
    struct store *store;
    const struct dispatch *dispatch;
    const struct client *client; /* NULL: gone */
    const char *code;            /* of the draft's letter; NULL: by hand, or a refund */
    const char *about;           /* of the draft, TYPE:REF; NULL */
    int64_t now;
};
/* A letter of the payment ladder goes only while its invoice owes that sum, that step is still the next one,
 * and no promise is waited for. RET was initialised to OUTBOX_GOES; letters of other kinds are left alone.
 * gate_ladder.c */
int gate_ladder(const struct gate_about *about, struct gate *ret, struct err *err);
/* A letter of a sequence (dispatch->sequence) goes only while nobody answered, and nothing is owed either
 * way. gate_sequence.c */
int gate_sequence(const struct gate_about *about, struct gate *ret, struct err *err);
/* A letter says "returned", "closed" or "cancelled" only where the records do. letgo.md, truth lock. TEXT:
 * the letter's. gate_truth.c */
int gate_truth(const struct gate_about *about, const char *text, struct gate *ret, struct err *err);
/* All of them, in the order in which a person wants to know. */
int gates_ask(const struct gate_about *about, struct gate *ret, struct err *err);
/* The first instant from AT on at which a letter to CLIENT may go: *RET, INSTANT_NONE where there is none. */
int gates_moment(struct app *app, struct store *store, const struct client *client, int64_t at, int64_t *ret,
                 struct err *err);
/* Fails where TEXT gives something away, lacks a field, or says what no record bears out; what else is to be
 * looked at goes as lines into CARELESS (or NULL). */
int gates_read(const struct gate_about *about, const char *subject, const char *text, struct str *careless,
               struct err *err);
/* Whether ADDRESS is one of the client's, or of their people; of CODE T2 also of a colleague. 1: yes. */
int gates_known_address(const struct gate_about *about, const char *address, struct err *err);

/* What a dispatch is about, read from the file. */
struct gate_loaded {
    struct client client;
    struct draft draft;
    bool has_client, has_draft;
    struct gate_about about; /* of the two */
};
int gate_load(struct app *app, struct store *store, const struct dispatch *dispatch, int64_t now,
              struct gate_loaded *ret, struct err *err);
void gate_loaded_clear(struct gate_loaded *loaded);
#define _cleanup_gate_loaded_ _cleanup_(gate_loaded_clear)

/* --- letters --- */

/* What the courier was told to make of a letter, into *RET (job_clear); of one that goes by hand there is no
 * message in it. */
int outbox_job(const struct dispatch *dispatch, struct job *ret, struct err *err);
/* The letter as people read it: of the job, or of what goes by hand. Borrowed from both. */
const char *outbox_text(const struct dispatch *dispatch, const struct job *job);
/* How the letter of DRAFT stands in the outbox, into *RET (owned): NULL where it is not there, was cancelled, or is done. */
int outbox_of_draft(struct app *app, struct store *store, const char *draft, char **ret, struct err *err);
/* A person does what is left to do: by the clipboard, or by hand. */
static inline bool outbox_by_person(const struct dispatch *dispatch)
{
    return dispatch->way == BY_CLIPBOARD || dispatch->way == BY_OWN_HAND;
}
/* In the writing that moves DISPATCH to done: its draft is done, and the log has it. The draft may be gone.
 */
int outbox_letter_done(struct writing *writing, const struct dispatch *dispatch, struct err *err);
/* A writing of the outbox: no act of the journal. */
int outbox_begin(struct app *app, const struct request *request, struct writing *ret, struct err *err);
/* DISPATCH as the file has it now: REF as view_dispatch takes it. Fails with a sentence where there is none,
 * or several. */
int outbox_find(struct store *store, const char *ref, struct dispatch *ret, struct err *err);

/* --- releasing --- */

/* What a refund's release does between `sending`, which is committed when it is called, and its outcome: asks
 * Stripe, and says what came of it. No transaction is open. RET.to is the state, its texts are owned by the
 * caller. */
struct released {
    enum dispatch_state to; /* DISPATCH_CONFIRMED: not now, and certainly not sent: again at `not_before` */
    int64_t code, not_before;
    char *reply, *why, *external_id;
};
void released_clear(struct released *released);
/* refunds_release: sends the bytes of DISPATCH. refunds_recover: of one that is unknown or pending, looks it
 * up, and where it is young enough sends the same bytes again with the same key (then DISPATCH is `sending`
 * again, committed by the caller, when WITHIN > 0). Failing (-1) leaves it unknown. Implemented by the
 * refunds of this room. */
int refunds_release(struct app *app, const struct request *request, const struct dispatch *dispatch,
                    struct released *ret, struct err *err);
int refunds_recover(struct app *app, const struct request *request, const struct dispatch *dispatch,
                    struct released *ret, struct err *err);
/* How the refund of DISPATCH stands, in words of its own, once nothing of it is confirmed any more. 1: there is no record. */
int refunds_stand(struct app *app, struct store *store, const struct dispatch *dispatch, struct gate *ret, struct err *err);
/* 1: something that counts as returned to CLIENT, or as on its way, is a TEST. */
int refunds_are_tests(struct store *store, const char *client, struct err *err);
/* In the transaction that moves DISPATCH (as it was) to RELEASED: the refund's record moves along. Also
 * called, with RELEASED NULL, in the transaction in which it becomes `sending`. */
int refunds_moved(struct app *app, struct store *store, const struct dispatch *dispatch,
                  const struct released *released, struct err *err);
