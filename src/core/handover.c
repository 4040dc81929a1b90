#include "paletti/core/handover.h"

#include "made_ref.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/core/client.h"
#include "paletti/core/days.h"
#include "paletti/core/fields.h"

enum { CONSENT_MONTHS = 12 };

const char *const task_kind_names[] = {
    "call",   "letter", "refund", "statement", "meeting",     "access",    "handover", "referral",
    "notice", "terms",  "thanks", "reserve",   "replacement", "follow_up", "other",    NULL};
const char *const task_state_names[] = {"open", "done", "waived", NULL};

/* clang-format off */
static const struct field colleague_fields[] = {
    FIELD(REF, colleague, ref, REQUIRED),
    FIELD(TEXT, colleague, name, REQUIRED),
    FIELD(TEXT, colleague, email, .flags = FIELD_EMAIL),
    FIELD(TEXTS, colleague, needs),
    FIELD(BOOL, colleague, competitor),
    FIELD(DATE, colleague, consented_on),
};
const struct model model_colleague = MODEL("colleague", colleague, colleague_fields);

static const struct field referral_fields[] = {
    {.name = "ref", .kind = FIELD_REF, .at = offsetof(struct referral, ref), .flags = FIELD_REQUIRED | FIELD_MADE},
    FIELD(REF, referral, client, MAKES, .model = &model_client),
    FIELD(REF, referral, colleague, MAKES, .model = &model_colleague),
    FIELD(DATE, referral, on, MAKES),
};
/* clang-format on */

bool colleague_consents(const struct colleague *colleague, int32_t today)
{
    return colleague->consented_on != DAY_NONE &&
           colleague->consented_on >= days_months_after(today, -CONSENT_MONTHS);
}

static void referral_normalise(void *record)
{
    struct referral *referral = record;
    char on[CIVIL_DAY_SIZE];

    free(referral->ref);
    referral->ref = NULL;
    if (referral->on == DAY_NONE)
        return;
    _cleanup_free_ char *last = made_ref(referral->colleague, civil_format_day(referral->on, on));
    referral->ref = made_ref(referral->client, last);
}
const struct model model_referral =
    MODEL("referral", referral, referral_fields, .normalise = referral_normalise);

static const struct field task_fields[] = {
    FIELD(REF, task, ref, REQUIRED),
    FIELD(REF, task, client, REQUIRED, .model = &model_client),
    FIELD(TEXT, task, decision),
    FIELD(ENUM, task, kind, REQUIRED, NAMES(task_kind_names)),
    FIELD(TEXT, task, what, REQUIRED),
    FIELD(DATE, task, due),
    FIELD(ENUM, task, state, NAMES_OR(task_state_names, TASK_OPEN)),
    FIELD(DATE, task, done_on),
    FIELD(TEXT, task, reason),
    FIELD(INT, task, n, RANGE(0, 1000, 0)),
};

static int task_check(const void *record, struct err *err)
{
    const struct task *task = record;

    if (task->state == TASK_WAIVED && (!task->reason || !*task->reason))
        return err_set(err, _("reason: is missing; a task is waived with a reason"));
    return 0;
}
const struct model model_task = MODEL("task", task, task_fields, .check = task_check);
