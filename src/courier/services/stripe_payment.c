#include "services/stripe_payment.h"

#include "services/stripe_form.h"
#include "services/stripe_money.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

#include <string.h>

void stripe_payment_clear(struct stripe_payment *payment)
{
    tree_free(payment->owner);
    tree_free(payment->more);
    *payment = (struct stripe_payment){0};
}

/* Test and live are two worlds, and an answer from the other one is wrong whatever it says. */
static int check_world(const struct stripe *stripe, const struct tree *object, struct err *err)
{
    int live = tree_truth(object, "livemode");

    if (live == (stripe->live ? 1 : 0))
        return 0;
    return err_set(
        err, live < 0 ? _("Stripe did not say whether a payment is real or a test; nothing of it is used")
             : live   ? _("The key is one for tests, and the payment is a real one")
                      : _("The key is a live one, and the payment is a test"));
}

static int read_charge(struct stripe_payment *payment, struct err *err)
{
    const struct tree *charge = payment->charge;
    const char *id = tree_text(charge, "id"), *currency = tree_text(charge, "currency");
    int64_t captured = 0, refunded = 0, created;
    int paid = tree_truth(charge, "paid"), caught = tree_truth(charge, "captured"),
        disputed = tree_truth(charge, "disputed");

    if (!str_equal(tree_text(charge, "object"), "charge") || !id || !stripe_id_fine(id) || !currency ||
        paid < 0 || caught < 0 || disputed < 0 || !tree_number(charge, "amount_captured", &captured) ||
        !tree_number(charge, "amount_refunded", &refunded) || !tree_number(charge, "created", &created) ||
        refunded > captured)
        return err_set(err, _("Stripe gave a payment that cannot be understood; nothing of it is used"));
    payment->paid =
        paid == 1 && caught == 1 && str_equal(tree_text(charge, "status"), "succeeded") && captured > 0;
    payment->disputed = disputed == 1;
    if (stripe_money(captured, currency, &payment->received, err) < 0 ||
        stripe_money(refunded, currency, &payment->refunded, err) < 0)
        return -1;
    return stripe_money(captured - refunded, currency, &payment->left, err);
}

/* The charge of an intent: in it, where Stripe was asked to put it there; else by its id. 1: none, or
 * PROBLEM. */
static int find_charge(struct stripe *stripe, struct stripe_payment *payment, struct event *problem,
                       struct err *err)
{
    const char *id = tree_text(payment->intent, "latest_charge");

    payment->charge = tree_at(payment->intent, "latest_charge");
    if (!id)
        return 0;
    if (!stripe_id_fine(id))
        return err_set(err, _("Stripe gave a payment that cannot be understood; nothing of it is used"));
    _cleanup_free_ char *path = str_format("/v1/charges/%s", id);
    int r = stripe_get(stripe, path, &payment->more, problem, err);
    payment->charge = payment->more;
    return r;
}

static int fill(struct stripe *stripe, const struct tree *object, struct stripe_payment *payment,
                struct event *problem, struct err *err)
{
    if (check_world(stripe, object, err) < 0)
        return -1;
    if (str_equal(tree_text(object, "object"), "payment_intent")) {
        payment->intent = object;
        int r = find_charge(stripe, payment, problem, err);
        if (r != 0)
            return r;
    } else {
        payment->charge = object;
    }
    return payment->charge ? read_charge(payment, err) : 0;
}

int stripe_payment_get(struct stripe *stripe, const char *id, struct stripe_payment *ret,
                       struct event *problem, struct err *err)
{
    struct stripe_payment payment = {0};
    _cleanup_free_ char *path = str_starts(id, "pi_")
                                    ? str_format("/v1/payment_intents/%s?expand%%5B%%5D=latest_charge", id)
                                    : str_format("/v1/charges/%s", id);
    int r = stripe_get(stripe, path, &payment.owner, problem, err);

    if (r == 0 && !str_equal(tree_text(payment.owner, "id"), id))
        r = err_set(err, _("Stripe answered with another payment than %s; nothing of it is used"), id);
    if (r == 0)
        r = fill(stripe, payment.owner, &payment, problem, err);
    if (r == 0)
        *ret = payment;
    else
        stripe_payment_clear(&payment);
    return r;
}

int stripe_payment_of(struct stripe *stripe, const struct tree *object, struct stripe_payment *ret,
                      struct event *problem, struct err *err)
{
    struct stripe_payment payment = {0};
    int r = fill(stripe, object, &payment, problem, err);

    if (r == 0)
        *ret = payment;
    else
        stripe_payment_clear(&payment);
    return r;
}

static void add_note(void *ctx, const char *key, const char *text)
{
    if (!*key || !*text)
        return;
    struct refund_note *note = list_add(ctx, sizeof *note);
    *note = (struct refund_note){mem_string(key), mem_string(text)};
}

int stripe_payment_tell(struct stripe *stripe, const struct stripe_payment *payment, struct err *err)
{
    const struct tree *owner = payment->intent ? payment->intent : payment->charge;
    struct event event;

    event_init(&event, EVENT_PAYMENT);
    event.said.customer = stripe_text(owner, "customer");
    event.said.payment = stripe_text(payment->intent, "id");
    event.said.charge = stripe_text(payment->charge, "id");
    tree_number(payment->charge, "created", &event.said.at);
    event.said.amount = payment->received;
    event.said.refunded = payment->refunded;
    event.said.left = payment->left;
    event.said.disputed = payment->disputed;
    event.said.live = stripe->live;
    event.said.method = stripe_text(payment->charge, "payment_method_details.type");
    event.label = stripe_text(tree_text(owner, "description") ? owner : payment->charge, "description");
    tree_each(owner, "metadata", add_note, &event.said.notes);
    int r = errand_event(stripe->errand, &event, err);
    event_clear(&event);
    stripe->errand->records++;
    return r;
}
