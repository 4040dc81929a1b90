#include "paletti/core/agreement.h"

#include "paletti/base/i18n.h"
#include "paletti/base/str.h"
#include "paletti/core/client.h"
#include "paletti/core/fields.h"
#include "paletti/core/interaction.h"

/* Whether both days are given and in the wrong order. */
static bool reversed(int32_t first, int32_t last)
{
    return first != DAY_NONE && last != DAY_NONE && last < first;
}

static const char *const refund_policy_names[] = {"unit_price", "single_price", NULL};
static const struct field contract_fields[] = {
    FIELD(REF, contract, ref, REQUIRED),
    FIELD(REF, contract, client, REQUIRED, .model = &model_client),
    FIELD_AS("signed", DATE, contract, signed_on),
    FIELD(DATE, contract, from),
    FIELD(DATE, contract, to),
    FIELD(INT, contract, notice_days, RANGE(0, DAYS_MAX, -1)),
    FIELD(TEXTS, contract, immediate_causes),
    FIELD(TEXT, contract, clause),
    FIELD(INT, contract, payment_days, RANGE(0, DAYS_MAX, -1)),
    FIELD(TEXT, contract, method),
    FIELD(ENUM, contract, refund_policy, NAMES(refund_policy_names)),
    FIELD(MONEY, contract, single_price),
    FIELD(TEXT, contract, scope),
    FIELD(INT, contract, hours_month, RANGE(0, 744, 0)),
    FIELD(TEXT, contract, file),
};

static int contract_check(const void *record, struct err *err)
{
    const struct contract *contract = record;
    if (reversed(contract->from, contract->to))
        return err_set(err, _("to: the contract ends before it begins; leave `to` out when it has no end"));
    return 0;
}
const struct model model_contract = MODEL("contract", contract, contract_fields, .check = contract_check);

static const struct field milestone_fields[] = {
    FIELD(TEXT, milestone, what),
    FIELD(DATE, milestone, on),
    FIELD(QUANTITY, milestone, share, RANGE(0, 1000, 0)),
};
static const struct model model_milestone = MODEL("milestones", milestone, milestone_fields);

#define QUANTITY_MAX 1000000000

static const char *const unit_names[] = {"hour", "session", "month", "fixed", NULL};
static const struct field package_fields[] = {
    FIELD(REF, package, ref, REQUIRED),
    FIELD(REF, package, client, REQUIRED, .model = &model_client),
    FIELD(ENUM, package, unit, REQUIRED, NAMES(unit_names)),
    FIELD(QUANTITY, package, quantity, REQUIRED, RANGE(1, QUANTITY_MAX, 0)),
    FIELD(MONEY, package, price, REQUIRED),
    FIELD(DATE, package, bought_on, REQUIRED),
    FIELD(DATE, package, starts_on),
    FIELD(DATE, package, ends_on),
    FIELD(LIST, package, milestones, .model = &model_milestone),
    FIELD(TEXTS, package, payments, .model = &model_payment),
    FIELD(REF, package, contract, .model = &model_contract),
};

static int package_check(const void *record, struct err *err)
{
    const struct package *package = record;
    if (reversed(package->starts_on, package->ends_on))
        return err_set(err, _("ends_on: is before `starts_on`; correct one of both days"));
    return 0;
}
const struct model model_package = MODEL("package", package, package_fields, .check = package_check);

/* clang-format off */
static const struct field use_fields[] = {
    FIELD(REF, use, ref, REQUIRED),
    FIELD(REF, use, package, REQUIRED, .model = &model_package),
    FIELD(DATE, use, on, REQUIRED),
    FIELD(QUANTITY, use, quantity, RANGE(0, QUANTITY_MAX, 1000)),
    FIELD(TEXT, use, what),
    FIELD(REF, use, interaction, .model = &model_interaction),
};
/* clang-format on */
const struct model model_use = MODEL("use", use, use_fields);

/* A credit note is an invoice below zero, a repayment a payment below zero. */
static const struct field invoice_fields[] = {
    FIELD(REF, invoice, ref, REQUIRED),
    FIELD(REF, invoice, client, REQUIRED, .model = &model_client),
    FIELD(TEXT, invoice, number, REQUIRED),
    FIELD(MONEY, invoice, amount, REQUIRED, NEGATIVE_TOO),
    FIELD(MONEY, invoice, net, NEGATIVE_TOO),
    FIELD(DATE, invoice, issued_on, REQUIRED),
    FIELD(DATE, invoice, due_on),
    FIELD(TEXT, invoice, what),
    FIELD(DATE, invoice, written_off_on),
};

static int invoice_check(const void *record, struct err *err)
{
    const struct invoice *invoice = record;
    if (*invoice->net.currency && !str_equal(invoice->net.currency, invoice->amount.currency))
        return err_set(err, _("net: is in %s and `amount` in %s; an invoice has one currency"),
                       invoice->net.currency, invoice->amount.currency);
    return 0;
}
const struct model model_invoice = MODEL("invoice", invoice, invoice_fields, .check = invoice_check);

static const char *const method_names[] = {"stripe", "transfer", "cash", "other", NULL};
static const struct field payment_fields[] = {
    FIELD(REF, payment, ref, REQUIRED),
    FIELD(REF, payment, client, REQUIRED, .model = &model_client),
    FIELD(MONEY, payment, amount, REQUIRED, NEGATIVE_TOO),
    FIELD(DATE, payment, on, REQUIRED),
    FIELD(REF, payment, invoice, .model = &model_invoice),
    FIELD(ENUM, payment, method, NAMES(method_names)),
    FIELD(TEXT, payment, external_id),
};
const struct model model_payment = MODEL("payment", payment, payment_fields);

static const char *const meeting_state_names[] = {"planned", "held", "missed", "cancelled", NULL};
static const struct field meeting_fields[] = {
    FIELD(REF, meeting, ref, REQUIRED),
    FIELD(REF, meeting, client, REQUIRED, .model = &model_client),
    FIELD(INSTANT, meeting, starts, REQUIRED),
    FIELD(INSTANT, meeting, ends, REQUIRED),
    FIELD(TEXT, meeting, title),
    FIELD(TEXTS, meeting, attendees),
    FIELD(TEXT, meeting, external_id),
    FIELD(ENUM, meeting, state, NAMES_OR(meeting_state_names, MEETING_PLANNED)),
};

static int meeting_check(const void *record, struct err *err)
{
    const struct meeting *meeting = record;
    if (meeting->ends < meeting->starts)
        return err_set(err, _("ends: is before `starts`; correct one of both instants"));
    return 0;
}
const struct model model_meeting = MODEL("meeting", meeting, meeting_fields, .check = meeting_check);

/* clang-format off */
static const struct field access_fields[] = {
    FIELD(REF, access, ref, REQUIRED),
    FIELD(REF, access, client, REQUIRED, .model = &model_client),
    FIELD(TEXT, access, what, REQUIRED),
    FIELD(TEXT, access, where),
    FIELD(DATE, access, opened_on),
    FIELD(DATE, access, closes_on),
    FIELD(DATE, access, closed_on),
};
/* clang-format on */

static int access_check(const void *record, struct err *err)
{
    const struct access *access = record;
    if (reversed(access->opened_on, access->closes_on))
        return err_set(err, _("closes_on: is before `opened_on`; correct one of both days"));
    if (reversed(access->opened_on, access->closed_on))
        return err_set(err, _("closed_on: is before `opened_on`; correct one of both days"));
    return 0;
}
const struct model model_access = MODEL("access", access, access_fields, .check = access_check);
