#include "refund.h"

#include "paletti/core/fields.h"

#define SECONDS_MAX 600
#define SECONDS     45 /* less than paletti waits for a line of its courier */

static const struct field service_fields[] = {
    FIELD(TEXT, refund_service, base),
    FIELD(TEXT, refund_service, ca),
    FIELD(TEXTS, refund_service, secret_command),
    FIELD(INT, refund_service, seconds, RANGE(1, SECONDS_MAX, SECONDS)),
};
const struct model model_refund_service = MODEL("stripe", refund_service, service_fields);

const char *const refund_outcome_names[] = {
    [REFUND_SUCCEEDED] = "succeeded", [REFUND_PENDING] = "pending",     [REFUND_ACTION] = "requires_action",
    [REFUND_FAILED] = "failed",       [REFUND_CANCELED] = "canceled",   [REFUND_REFUSED] = "refused",
    [REFUND_UNKNOWN] = "unknown",     [REFUND_TEMPORARY] = "temporary", NULL,
};
const char *const check_result_names[] = {
    [CHECK_OK] = "ok",
    [CHECK_MISSING] = "missing",
    [CHECK_UNSEEN] = "unseen",
    [CHECK_FAILED] = "failed",
    NULL,
};
static const struct field note_fields[] = {
    FIELD(TEXT, refund_note, key, REQUIRED),
    FIELD(TEXT, refund_note, value, REQUIRED),
};
const struct model model_refund_note = MODEL("metadata", refund_note, note_fields);
