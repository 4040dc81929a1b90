/* What the service said becomes of the record, of the money, and of the goodbye: in one transaction each. */
#include "refunds_inside.h"

#include "paletti/app/views.h"
#include "paletti/base/hash.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/core/days.h"
#include "paletti/store/records.h"

static void set(char **to, const char *text)
{
    char *copy = mem_string(text);

    free(*to);
    *to = copy;
}

/* --- the money --- */

/* What has gone back is a payment below zero among the others, once; the refund holds on to it. */
static int put_repayment(struct store *store, struct refund *refund, struct err *err)
{
    struct payment repayment;
    enum put put;

    model_init(&model_payment, &repayment);
    repayment.ref = hash_new_ref("payment");
    repayment.client = mem_string(refund->client);
    repayment.amount = refund->amount;
    repayment.amount.minor = -refund->amount.minor;
    repayment.on = refund->issued_on;
    repayment.method = refund->method;
    repayment.external_id = mem_string(refund->external_id ? refund->external_id : refund->reference);
    int r = store_put(store, &model_payment, &repayment, 0, &put, err);
    if (r == 0)
        set(&refund->repayment, repayment.ref);
    model_clear(&model_payment, &repayment);
    return r;
}

int refunds_succeed(struct app *app, struct store *store, struct refund *refund, int32_t day, struct err *err)
{
    refund->state = REFUNDING_SUCCEEDED;
    if (refund->issued_on == DAY_NONE)
        refund->issued_on = day;
    if (refund->expected_on == DAY_NONE &&
        statement_expected(app, refund->issued_on, &refund->expected_on, err) < 0)
        return -1;
    set(&refund->reason, NULL);
    if (!refund->repayment && put_repayment(store, refund, err) < 0)
        return -1;
    return refunds_put(store, refund, err);
}

int refunds_fall_back(struct store *store, struct refund *refund, enum refunding state, const char *why,
                      int32_t day, struct err *err)
{
    _cleanup_free_ char *repayment = MEM_TAKE(refund->repayment);

    refund->state = (int8_t)state;
    refund->failed_on = day;
    set(&refund->reason, why);
    if (refunds_put(store, refund, err) < 0 ||
        (repayment && store_remove(store, &model_payment, repayment, err) < 0))
        return -1;
    return refunds_reopen(store, refund, err);
}

/* --- what it means, in words --- */

static char *sentence(const struct refund *refund, const char *format)
{
    _cleanup_str_ struct str sum = STR_INIT, text = STR_INIT;

    words_sum(&sum, refund->amount);
    if (refund->live == 0)
        str_add(&text, "TEST: ");
    str_printf(&text, "%s: %s", str_text(&sum), format);
    return mem_string(str_text(&text));
}

static const char *words_of(enum refunding state)
{
    static const char *const words[REFUNDING_STATES] = {
        [REFUNDING_CONFIRMED] = N_("Stripe did not take it now; it goes again later"),
        [REFUNDING_SUCCEEDED] = N_("returned"),
        [REFUNDING_PENDING] = N_("started, and on its way"),
        [REFUNDING_ACTION] = N_("the client has to say where it goes: Stripe has written to them"),
        [REFUNDING_REFUSED] = N_("refused; nothing went back"),
        [REFUNDING_UNKNOWN] = N_("sent, and not known whether it was made: it is looked up"),
        [REFUNDING_FAILED] = N_("it came back to you: the client has nothing, and the goodbye is open again"),
        [REFUNDING_CANCELED] =
            N_("cancelled at Stripe: the client has nothing, and the goodbye is open again"),
    };
    return words[state] ? _(words[state]) : refunding_names[state];
}

/* --- by outcome --- */

static int start(struct app *app, struct store *store, struct refund *refund, enum refunding state,
                 const struct refunds_told *told, int32_t day, struct err *err)
{
    refund->state = (int8_t)state;
    if (refund->issued_on == DAY_NONE)
        refund->issued_on = day;
    if (refund->expected_on == DAY_NONE &&
        statement_expected(app, refund->issued_on, &refund->expected_on, err) < 0)
        return -1;
    set(&refund->reason, told->why);
    return refunds_put(store, refund, err);
}

static int stand(struct store *store, struct refund *refund, enum refunding state,
                 const struct refunds_told *told, struct err *err)
{
    _cleanup_free_ char *why = NULL;

    refund->state = (int8_t)state;
    if (told->code && told->why)
        why = str_format("%s (%s)", told->why, told->code);
    set(&refund->reason, why ? why : told->why ? told->why : told->code);
    return refunds_put(store, refund, err);
}

/* What was unknown once may have been made by the first attempt: a later "not now" says nothing of that. */
static enum refunding not_now(const struct refund *refund, const struct refunds_told *told)
{
    bool first = refund_state(refund) == REFUNDING_SENDING && !told->found && !refund->external_id;

    return first ? REFUNDING_CONFIRMED : REFUNDING_UNKNOWN;
}

static int move(struct app *app, struct store *store, struct refund *refund, const struct refunds_told *told,
                int32_t today, struct err *err)
{
    int32_t day = told->at != INSTANT_NONE ? days_at(app_zone(app), told->at) : today;

    switch (told->outcome) {
    case REFUND_SUCCEEDED:
        return refunds_succeed(app, store, refund, day, err);
    case REFUND_PENDING:
        return start(app, store, refund, REFUNDING_PENDING, told, day, err);
    case REFUND_ACTION:
        return start(app, store, refund, REFUNDING_ACTION, told, day, err);
    case REFUND_FAILED:
        return refunds_fall_back(store, refund, REFUNDING_FAILED, told->why, today, err);
    case REFUND_CANCELED:
        return refunds_fall_back(store, refund, REFUNDING_CANCELED, told->why, today, err);
    case REFUND_REFUSED:
        return stand(store, refund, REFUNDING_REFUSED, told, err);
    case REFUND_TEMPORARY:
        return stand(store, refund, not_now(refund, told), told, err);
    case REFUND_UNKNOWN:
        refund->replays += told->replayed;
        return stand(store, refund, REFUNDING_UNKNOWN, told, err);
    }
    return 0;
}

/* A list may be behind for a moment: what was returned is not on its way again. What has ended stays so, but
 * for a refusal where the service shows the refund after all. */
static bool says_nothing(const struct refund *refund, const struct refunds_told *told)
{
    enum refunding state = refund_state(refund);

    if (state == REFUNDING_SUCCEEDED)
        return told->outcome != REFUND_FAILED && told->outcome != REFUND_CANCELED;
    return state == REFUNDING_REFUSED ? !told->refund : !refunding_alive(state);
}

int refunds_move(struct app *app, struct store *store, struct refund *refund, const struct refunds_told *told,
                 char **ret_says, struct err *err)
{
    enum refunding before = refund_state(refund);

    *ret_says = NULL;
    if (told->refund && !refund->external_id)
        set(&refund->external_id, told->refund);
    refund->looked_at = app_now(app);
    if (says_nothing(refund, told))
        return refunds_put(store, refund, err);
    if (move(app, store, refund, told, refunds_today(app), err) < 0)
        return -1;
    if (refund_state(refund) != before)
        *ret_says = sentence(refund, words_of(refund_state(refund)));
    return 0;
}
