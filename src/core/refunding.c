#include "paletti/core/refunding.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/str.h"
#include "paletti/core/agreement.h"
#include "paletti/core/client.h"
#include "paletti/core/fields.h"

const char *const refunding_names[] = {
    [REFUNDING_PLANNED] = "planned", [REFUNDING_CONFIRMED] = "confirmed",
    [REFUNDING_SENDING] = "sending", [REFUNDING_SUCCEEDED] = "succeeded",
    [REFUNDING_PENDING] = "pending", [REFUNDING_ACTION] = "requires_action",
    [REFUNDING_REFUSED] = "refused", [REFUNDING_UNKNOWN] = "unknown",
    [REFUNDING_FAILED] = "failed",   [REFUNDING_CANCELED] = "canceled",
    [REFUNDING_STATES] = NULL,
};
static const char *const method_names[] = {"stripe", "transfer", "cash", "other", NULL};

static const struct field fields[] = {
    FIELD(REF, refund, ref, REQUIRED),
    FIELD(REF, refund, client, REQUIRED, .model = &model_client),
    FIELD(REF, refund, payment, REQUIRED, .model = &model_payment),
    FIELD(REF, refund, package, .model = &model_package),
    FIELD(MONEY, refund, amount, REQUIRED),
    FIELD(ENUM, refund, state, NAMES_OR(refunding_names, REFUNDING_PLANNED)),
    FIELD(TEXT, refund, farewell),
    FIELD(ENUM, refund, method, REQUIRED, NAMES(method_names)),
    FIELD(TEXT, refund, source),
    FIELD(TEXT, refund, intent),
    FIELD(TEXT, refund, external_id),
    FIELD(TEXT, refund, reference),
    FIELD(INSTANT, refund, confirmed_at),
    FIELD(INSTANT, refund, sent_at),
    FIELD(INT, refund, replays, RANGE(0, 1000000, 0)),
    FIELD(DATE, refund, issued_on),
    FIELD(DATE, refund, expected_on),
    FIELD(DATE, refund, failed_on),
    FIELD(TEXT, refund, reason),
    FIELD(TRI, refund, live),
    FIELD(INSTANT, refund, looked_at),
    FIELD(REF, refund, repayment, .model = &model_payment),
};

/* What the file would refuse, said in words. */
static int check(const void *record, struct err *err)
{
    const struct refund *refund = record;

    if (refund->amount.minor <= 0)
        return err_set(err, _("amount: a refund is above 0"));
    switch (refund_state(refund)) {
    case REFUNDING_SENDING:
    case REFUNDING_UNKNOWN:
        return refund->intent && refund->sent_at != INSTANT_NONE
                   ? 0
                   : err_set(err, _("intent: what was sent carries one, and `sent_at`"));
    case REFUNDING_SUCCEEDED:
    case REFUNDING_PENDING:
    case REFUNDING_ACTION:
        return refund->external_id || refund->reference
                   ? 0
                   : err_set(err, _("external_id: what was returned can be found by it, or by `reference`"));
    default:
        return 0;
    }
}
const struct model model_refund = MODEL("refund", refund, fields, .check = check, .frozen = true);

/* --- states --- */

#define TO(state) (1u << REFUNDING_##state)
/* The file's trigger `refund_moves` says the same. */
static const unsigned moves[REFUNDING_STATES] = {
    [REFUNDING_PLANNED] = TO(CONFIRMED),
    /* By hand it is returned without being sent. */
    [REFUNDING_CONFIRMED] = TO(PLANNED) | TO(SENDING) | TO(PENDING) | TO(SUCCEEDED),
    /* Back to confirmed where it is certain that the service did not take it. */
    [REFUNDING_SENDING] = TO(CONFIRMED) | TO(SUCCEEDED) | TO(PENDING) | TO(ACTION) | TO(REFUSED) |
                          TO(UNKNOWN) | TO(FAILED) | TO(CANCELED),
    [REFUNDING_UNKNOWN] =
        TO(SENDING) | TO(SUCCEEDED) | TO(PENDING) | TO(ACTION) | TO(REFUSED) | TO(FAILED) | TO(CANCELED),
    [REFUNDING_PENDING] = TO(SUCCEEDED) | TO(ACTION) | TO(FAILED) | TO(CANCELED),
    [REFUNDING_ACTION] = TO(SUCCEEDED) | TO(PENDING) | TO(FAILED) | TO(CANCELED),
    [REFUNDING_SUCCEEDED] = TO(FAILED),
    /* Only where the service itself shows the refund that was taken for refused. */
    [REFUNDING_REFUSED] = TO(SUCCEEDED) | TO(PENDING) | TO(ACTION) | TO(FAILED) | TO(CANCELED),
};

bool refunding_may(enum refunding from, enum refunding to)
{
    return from == to || (moves[from] & 1u << to) != 0;
}

bool refunding_alive(enum refunding state)
{
    return state != REFUNDING_REFUSED && state != REFUNDING_FAILED && state != REFUNDING_CANCELED;
}

bool refunding_under_way(enum refunding state)
{
    return refunding_alive(state) && state != REFUNDING_PLANNED && state != REFUNDING_SUCCEEDED;
}

bool refunding_left(enum refunding state)
{
    return state != REFUNDING_PLANNED && state != REFUNDING_CONFIRMED;
}

void refunding_unconfirm(struct refund *refund)
{
    refund->state = REFUNDING_PLANNED;
    refund->confirmed_at = refund->sent_at = INSTANT_NONE;
    refund->live = -1;
    refund->replays = 0;
    free(MEM_TAKE(refund->intent));
    free(MEM_TAKE(refund->reason));
}

/* --- when to do what --- */

static struct refunding_next look_from(const struct refund *refund, int64_t every, int64_t now)
{
    int64_t at = refund->looked_at == INSTANT_NONE ? now : refund->looked_at + every;

    /* A clock that was set back is no reason to look away. */
    if (at <= now || refund->looked_at > now)
        return (struct refunding_next){.act = REFUNDING_LOOK, .at = now};
    return (struct refunding_next){.act = REFUNDING_LATER, .at = at};
}

/* Past 23 hours, or where the service only repeats what it said, the bytes stay here. */
static int64_t resend_within(const struct refund *refund, int64_t now)
{
    int64_t age = refund->sent_at == INSTANT_NONE ? REFUNDING_RESEND : now - refund->sent_at;

    return refund->replays > 0 || age < 0 || age >= REFUNDING_RESEND ? 0 : REFUNDING_RESEND - age;
}

/* It was looked up since nothing more is sent for it, long enough behind for the list to have it. */
static bool looked_in_vain(const struct refund *refund, int64_t now)
{
    if (refund->looked_at == INSTANT_NONE || refund->looked_at > now)
        return false;
    int64_t age = refund->looked_at - refund->sent_at;
    return age >= (refund->replays > 0 ? REFUNDING_SURE : REFUNDING_RESEND);
}

static struct refunding_next next_unknown(const struct refund *refund, int64_t now)
{
    int64_t within = resend_within(refund, now);
    bool asks = within == 0 && looked_in_vain(refund, now);

    return (struct refunding_next){
        .act = asks ? REFUNDING_ASK : REFUNDING_RECOVER, .at = now, .within = within};
}

/* Since the day it was issued; where nobody said which, since it was confirmed. */
static bool young(const struct refund *refund, int64_t now)
{
    int64_t since =
        refund->issued_on != DAY_NONE ? (int64_t)refund->issued_on * DAY_SECONDS : refund->confirmed_at;

    return since == INSTANT_NONE || now - since < (int64_t)REFUNDING_YOUNG * DAY_SECONDS;
}

static struct refunding_next next_by_hand(enum refunding state)
{
    return (struct refunding_next){.act = state == REFUNDING_PLANNED ? REFUNDING_NAME
                                          : state == REFUNDING_CONFIRMED || state == REFUNDING_PENDING
                                              ? REFUNDING_HAND
                                              : REFUNDING_REST};
}

struct refunding_next refunding_next(const struct refund *refund, int64_t now)
{
    const struct refunding_next rest = {.act = REFUNDING_REST};

    if (refund->method != PAID_STRIPE)
        return next_by_hand(refund_state(refund));
    switch (refund_state(refund)) {
    case REFUNDING_PLANNED:
        return (struct refunding_next){.act = REFUNDING_NAME};
    case REFUNDING_CONFIRMED:
        return (struct refunding_next){.act = REFUNDING_RELEASE, .at = now};
    case REFUNDING_SENDING:
    case REFUNDING_UNKNOWN:
        return next_unknown(refund, now);
    case REFUNDING_PENDING:
    case REFUNDING_ACTION:
        return look_from(refund, REFUNDING_EVERY, now);
    case REFUNDING_SUCCEEDED:
        return young(refund, now) ? look_from(refund, REFUNDING_EVERY_DONE, now) : rest;
    case REFUNDING_REFUSED: /* the word of a person, or an answer: it is watched like the others for a while
                             */
        return refund->intent && young(refund, now) ? look_from(refund, REFUNDING_EVERY_DONE, now) : rest;
    default:
        return rest;
    }
}
