#include "paletti/core/dealings.h"

#include "made_ref.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/str.h"
#include "paletti/core/agreement.h"
#include "paletti/core/client.h"
#include "paletti/core/fields.h"

const char *const promise_kept_names[] = {"open", "yes", "no", NULL};
const char *const request_decision_names[] = {"open", "free", "quoted", "declined", NULL};
const char *const complaint_right_names[] = {"open", "them", "me", "both", NULL};

static const struct field promise_fields[] = {
    FIELD(REF, promise, ref, REQUIRED),
    FIELD(REF, promise, client, REQUIRED, .model = &model_client),
    FIELD(DATE, promise, said_on, REQUIRED),
    FIELD(DATE, promise, pays_on, REQUIRED),
    FIELD(REF, promise, invoice, .model = &model_invoice),
    FIELD(MONEY, promise, amount),
    FIELD(TEXT, promise, excuse, .code = "excuses"),
    FIELD(ENUM, promise, kept, NAMES_OR(promise_kept_names, PROMISE_OPEN)),
};

static int promise_check(const void *record, struct err *err)
{
    const struct promise *promise = record;

    if (promise->pays_on < promise->said_on)
        return err_set(err, _("pays_on: is before `said_on`; correct one of both days"));
    return 0;
}
const struct model model_promise = MODEL("promise", promise, promise_fields, .check = promise_check);

/* clang-format off */
static const struct field request_fields[] = {
    FIELD(REF, extra_request, ref, REQUIRED),
    FIELD(REF, extra_request, client, REQUIRED, .model = &model_client),
    FIELD(DATE, extra_request, on, REQUIRED),
    FIELD(TEXT, extra_request, what, REQUIRED),
    FIELD(ENUM, extra_request, decision, NAMES_OR(request_decision_names, REQUEST_OPEN)),
    FIELD(INT, extra_request, minutes, RANGE(0, MINUTES_MAX, 0)),
    FIELD(MONEY, extra_request, price),
};
const struct model model_request = MODEL("request", extra_request, request_fields);

static const struct field delivery_fields[] = {
    FIELD(REF, delivery, ref, REQUIRED),
    FIELD(REF, delivery, client, REQUIRED, .model = &model_client),
    FIELD(DATE, delivery, on, REQUIRED),
    FIELD(TEXT, delivery, what),
};
const struct model model_delivery = MODEL("delivery", delivery, delivery_fields);

static const struct field complaint_fields[] = {
    FIELD(REF, complaint, ref, REQUIRED),
    FIELD(REF, complaint, client, REQUIRED, .model = &model_client),
    FIELD(DATE, complaint, on, REQUIRED),
    FIELD(TEXT, complaint, what),
    FIELD(REF, complaint, delivery, .model = &model_delivery),
    FIELD(ENUM, complaint, right, NAMES_OR(complaint_right_names, RIGHT_OPEN)),
};
const struct model model_complaint = MODEL("complaint", complaint, complaint_fields);

static const struct field expense_fields[] = {
    FIELD(REF, expense, ref, REQUIRED),
    FIELD(REF, expense, client, REQUIRED, .model = &model_client),
    FIELD(DATE, expense, on, REQUIRED),
    FIELD(MONEY, expense, amount, REQUIRED),
    FIELD(TEXT, expense, kind, .code = "expense_kinds"),
};
/* clang-format on */
const struct model model_expense = MODEL("expense", expense, expense_fields);

/* --- rates --- */

static const struct field rate_fields[] = {
    {.name = "ref",
     .kind = FIELD_REF,
     .at = offsetof(struct rate, ref),
     .flags = FIELD_REQUIRED | FIELD_MADE},
    FIELD(TEXT, rate, currency, .flags = FIELD_REQUIRED | FIELD_MAKES | FIELD_CURRENCY),
    FIELD(DATE, rate, on, MAKES),
    FIELD(TEXT, rate, per_base, REQUIRED),
};

static int rate_check(const void *record, struct err *err)
{
    int64_t billionths;

    if (rate_parse(((const struct rate *)record)->per_base, &billionths) != 0)
        return err_set(
            err,
            _("per_base: is no rate; write a number above 0 with at most nine decimals, such as \"1.0852\""));
    return 0;
}

static void rate_normalise(void *record)
{
    struct rate *rate = record;
    char on[CIVIL_DAY_SIZE];

    free(rate->ref);
    rate->ref = rate->on == DAY_NONE ? NULL : made_ref(rate->currency, civil_format_day(rate->on, on));
}
const struct model model_rate =
    MODEL("rate", rate, rate_fields, .check = rate_check, .normalise = rate_normalise);
