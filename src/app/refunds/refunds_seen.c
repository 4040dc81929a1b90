/* Refunds that somebody made by hand at Stripe: noted and subtracted, never taken for ours. links.md 1.5, 6.
 */
#include "refunds_inside.h"

#include "paletti/app/views.h"
#include "paletti/base/hash.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/core/days.h"
#include "paletti/store/outbox.h"
#include "paletti/store/records.h"

struct seeing {
    struct app *app;
    struct store *store;
    const struct payment *payment;
    const struct refunds_talk *talk;
    struct refund *refunds; /* of the payment's client */
    size_t n;
    struct str *says; /* or NULL */
};

static void say(struct seeing *seeing, struct money sum, const char *sentence)
{
    if (!seeing->says)
        return;
    words_sum(seeing->says, sum);
    str_printf(seeing->says, ": %s\n", sentence);
}

static struct refund *known(struct seeing *seeing, const struct refunds_told *told)
{
    for (size_t i = 0; i < seeing->n; i++)
        if (str_equal(seeing->refunds[i].external_id, told->refund) ||
            (told->intent && str_equal(seeing->refunds[i].intent, told->intent)))
            return &seeing->refunds[i];
    return NULL;
}

static bool is_alive(const struct refunds_told *told)
{
    return told->outcome == REFUND_SUCCEEDED || told->outcome == REFUND_PENDING ||
           told->outcome == REFUND_ACTION;
}

/* --- room for it: what is only planned gives way --- */

static int give_way(struct seeing *seeing, struct refund *refund, struct err *err)
{
    int64_t now = app_now(seeing->app);

    if (refund_state(refund) == REFUNDING_CONFIRMED) {
        const struct dispatch_change change = {.to = DISPATCH_CANCELLED,
                                               .at = now,
                                               .why =
                                                   _("something was refunded by hand at Stripe meanwhile")};
        int r = refund->intent
                    ? dispatch_move(seeing->store, refund->intent, DISPATCH_CONFIRMED, &change, err)
                    : 0;
        if (r != 0)
            return r < 0 ? -1 : 0;
        say(seeing, refund->amount,
            _("the confirmation is void, for something was refunded by hand at Stripe"));
        if (refunds_unconfirm(seeing->store, refund, err) < 0)
            return -1;
    }
    return store_remove(seeing->store, &model_refund, refund->ref, err);
}

static bool same_mode(const struct refund *refund, int8_t live)
{
    return (refund->live == 0) == (live == 0);
}

/* 1: there is no room for it, and the file would refuse it. */
static int make_room(struct seeing *seeing, struct money amount, struct err *err)
{
    int64_t left = seeing->payment->amount.minor;

    for (size_t i = 0; i < seeing->n; i++) {
        struct refund *refund = &seeing->refunds[i];
        enum refunding state = refund_state(refund);
        if (!str_equal(refund->payment, seeing->payment->ref) || !same_mode(refund, seeing->talk->live))
            continue;
        if (state == REFUNDING_PLANNED || state == REFUNDING_CONFIRMED) {
            if (give_way(seeing, refund, err) < 0)
                return -1;
            refund->state = REFUNDING_CANCELED; /* it is not there any more */
        } else if (refunding_alive(state)) {
            left -= refund->amount.minor;
        }
    }
    return amount.minor > left || !str_equal(amount.currency, seeing->payment->amount.currency);
}

/* --- noting it --- */

static bool is_repayment(const struct seeing *seeing, const char *payment)
{
    for (size_t i = 0; i < seeing->n; i++)
        if (str_equal(seeing->refunds[i].repayment, payment))
            return true;
    return false;
}

struct alike {
    const struct seeing *seeing;
    const struct refunds_told *told;
    char *same; /* carries its id */
    bool like;  /* the same sum: perhaps it is this one */
};

static int look_alike(void *ctx, const void *record)
{
    const struct payment *payment = record;
    struct alike *alike = ctx;

    if (payment->amount.minor >= 0 || is_repayment(alike->seeing, payment->ref))
        return 0;
    if (str_equal(payment->external_id, alike->told->refund)) {
        free(alike->same);
        alike->same = mem_string(payment->ref);
    }
    alike->like |= !payment->external_id && payment->amount.minor == -alike->told->amount.minor &&
                   str_equal(payment->amount.currency, alike->told->amount.currency);
    return 0;
}

static void fill(struct seeing *seeing, const struct refunds_told *told, struct refund *refund)
{
    model_init(&model_refund, refund);
    refund->ref = hash_new_ref("refund");
    refund->client = mem_string(seeing->payment->client);
    refund->payment = mem_string(seeing->payment->ref);
    refund->amount = told->amount;
    refund->method = PAID_STRIPE;
    refund->source = mem_string(seeing->payment->external_id);
    refund->external_id = mem_string(told->refund);
    refund->live = seeing->talk->live;
    refund->state = REFUNDING_PENDING;
    refund->issued_on = days_at(app_zone(seeing->app), told->at);
}

static int note_new(struct seeing *seeing, const struct refunds_told *told, const char *repayment,
                    struct err *err)
{
    struct refund refund;
    _cleanup_free_ char *says = NULL;

    fill(seeing, told, &refund);
    refund.repayment = told->outcome == REFUND_SUCCEEDED ? mem_string(repayment) : NULL;
    int r = refunds_move(seeing->app, seeing->store, &refund, told, &says, err);
    model_clear(&model_refund, &refund);
    return r;
}

/* 1: nothing was noted. */
static int note(struct seeing *seeing, const struct refunds_told *told, struct err *err)
{
    struct alike alike = {.seeing = seeing, .told = told};
    int r = store_each(seeing->store, &model_payment, seeing->payment->client, look_alike, &alike, err);

    if (r == 0 && !alike.same && alike.like) {
        say(seeing, told->amount,
            _("refunded by hand at Stripe, and the records have a repayment of the same sum: give that one "
              "its id "
              "(external_id), or remove it; until then it is not noted"));
        r = 1;
    }
    if (r == 0)
        r = make_room(seeing, told->amount, err);
    if (r == 0) {
        r = note_new(seeing, told, alike.same, err);
        say(seeing, told->amount, _("refunded by hand at Stripe: noted, and subtracted"));
    }
    free(alike.same);
    return r;
}

int refunds_note_seen(struct app *app, struct store *store, const struct payment *payment,
                      const struct refunds_talk *talk, size_t *ret_n, struct str *says, struct err *err)
{
    struct seeing seeing = {.app = app, .store = store, .payment = payment, .talk = talk, .says = says};
    int r = store_all(store, &model_refund, payment->client, &seeing.refunds, &seeing.n, err);

    *ret_n = 0;
    for (size_t i = 0; r >= 0 && i < talk->n_told; i++) {
        const struct refunds_told *told = &talk->told[i];
        if (!told->refund || !is_alive(told) || known(&seeing, told))
            continue;
        r = note(&seeing, told, err);
        *ret_n += r == 0;
    }
    for (size_t i = 0; i < seeing.n; i++)
        model_clear(&model_refund, &seeing.refunds[i]);
    free(seeing.refunds);
    return r < 0 ? -1 : 0;
}
