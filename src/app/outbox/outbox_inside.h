/* What the files of the outbox share, and where others of this room take part in it: refunds, the payment ladder, sequences. */
#pragma once

#include "accounts.h"
#include "inside.h"

#include "paletti/app/outbox.h"
#include "paletti/core/client.h"
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
/* A letter of the payment ladder goes only while its invoice owes that sum, that step is still the next one, and no promise is
 * waited for. RET was initialised to OUTBOX_GOES; letters of other kinds are left alone. gate_ladder.c */
int gate_ladder(const struct gate_about *about, struct gate *ret, struct err *err);
/* A letter of a sequence (dispatch->sequence) goes only while nobody answered, and nothing is owed either way.
 * gate_sequence.c */
int gate_sequence(const struct gate_about *about, struct gate *ret, struct err *err);
/* All of them, in the order in which a person wants to know. */
int gates_ask(const struct gate_about *about, struct gate *ret, struct err *err);

/* --- releasing --- */

/* What a refund's release does between `sending`, which is committed when it is called, and its outcome: asks Stripe, and says
 * what came of it. No transaction is open. RET.to is the state, its texts are owned by the caller. */
struct released {
    enum dispatch_state to; /* DISPATCH_CONFIRMED: not now, and certainly not sent: again at `not_before` */
    int64_t code, not_before;
    char *reply, *why, *external_id;
};
void released_clear(struct released *released);
/* refunds_release: sends the bytes of DISPATCH. refunds_recover: of one that is unknown or pending, looks it up, and where it is
 * young enough sends the same bytes again with the same key (then DISPATCH is `sending` again, committed by the caller, when
 * WITHIN > 0). Failing (-1) leaves it unknown. Implemented by the refunds of this room. */
int refunds_release(struct app *app, const struct request *request, const struct dispatch *dispatch, struct released *ret,
                    struct err *err);
int refunds_recover(struct app *app, const struct request *request, const struct dispatch *dispatch, struct released *ret,
                    struct err *err);
/* In the transaction that moves DISPATCH (as it was) to RELEASED: the refund's record moves along. Also called, with RELEASED
 * NULL, in the transaction in which it becomes `sending`. */
int refunds_moved(struct app *app, struct store *store, const struct dispatch *dispatch, const struct released *released,
                  struct err *err);
