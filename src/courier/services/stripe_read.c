#include "services/stripe_read.h"

#include "services/stripe_form.h"
#include "services/stripe_link.h"
#include "services/stripe_money.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

#include <string.h>

static const struct {
    const char *status;
    enum refund_outcome outcome;
} statuses[] = {
    {"succeeded", REFUND_SUCCEEDED}, {"pending", REFUND_PENDING},   {"requires_action", REFUND_ACTION},
    {"failed", REFUND_FAILED},       {"canceled", REFUND_CANCELED},
};

/* A status of tomorrow is on its way: it counts, and is looked at again. */
static enum refund_outcome outcome_of(const char *status)
{
    for (size_t i = 0; i < ARRAY_LEN(statuses); i++)
        if (strcmp(statuses[i].status, status) == 0)
            return statuses[i].outcome;
    return REFUND_PENDING;
}

static void copy_texts(const struct tree *object, struct refund_said *said)
{
    const struct {
        const char *path;
        char **to;
    } texts[] = {
        {"id", &said->refund},
        {"status", &said->status},
        {"payment_intent", &said->payment},
        {"charge", &said->charge},
        {"balance_transaction", &said->balance_transaction},
        {"pending_reason", &said->pending_reason},
        {"failure_reason", &said->failure_reason},
        {"metadata.paletti_intent", &said->intent},
        {"metadata.paletti_farewell", &said->farewell},
    };

    for (size_t i = 0; i < ARRAY_LEN(texts); i++)
        *texts[i].to = stripe_text(object, texts[i].path);
}

int stripe_read_refund(const struct tree *object, struct event *event, struct err *err)
{
    const char *id = tree_text(object, "id"), *status = tree_text(object, "status"),
               *currency = tree_text(object, "currency");
    int64_t amount = 0, created = 0;

    if (!str_equal(tree_text(object, "object"), "refund") || !id || !stripe_id_fine(id) || !status ||
        !currency || !tree_number(object, "amount", &amount) || !tree_number(object, "created", &created))
        return err_set(err, _("Stripe gave a refund that cannot be understood; nothing of it is used"));
    if (stripe_money(amount, currency, &event->said.amount, err) < 0)
        return -1;
    event->said.outcome = (int8_t)outcome_of(status);
    event->said.at = created;
    copy_texts(object, &event->said);
    return 0;
}

char *stripe_refunds_path(const char *payment)
{
    return str_format("/v1/refunds?%s=%s", str_starts(payment, "pi_") ? "payment_intent" : "charge", payment);
}
