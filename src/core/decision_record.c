#include "paletti/core/decision_record.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/str.h"
#include "paletti/core/client.h"
#include "paletti/core/fields.h"

const char *const decision_state_names[] = {"made", "undone", NULL};

static const struct field task_fields[] = {
    FIELD(TEXT, frozen_task, kind),
    FIELD(TEXT, frozen_task, what),
    FIELD(DATE, frozen_task, due),
};
static const struct model model_frozen_task = MODEL("tasks", frozen_task, task_fields);

static const struct field tripwire_fields[] = {
    FIELD(TEXT, frozen_tripwire, code),
    FIELD(INT, frozen_tripwire, n, RANGE(0, INT64_MAX, 0)),
    FIELD(DATE, frozen_tripwire, on),
};
static const struct model model_frozen_tripwire = MODEL("tripwires", frozen_tripwire, tripwire_fields);

enum { THOUSANDTHS_MAX = 1000000000 };

static const struct field fields[] = {
    FIELD(REF, decision, ref, REQUIRED),
    FIELD(REF, decision, client, REQUIRED, .model = &model_client),
    FIELD(INSTANT, decision, at, REQUIRED),
    FIELD(TEXT, decision, zone),
    FIELD(TEXT, decision, program),
    FIELD(INSTANT, decision, rules_from),
    FIELD(BOOL, decision, light),
    FIELD_INSIDE(decision, answers, &model_deciding),
    FIELD(TEXT, decision, trouble),
    FIELD(TEXTS, decision, said),
    FIELD(TEXTS, decision, tried),
    FIELD(BOOL, decision, disagree),
    FIELD(INT, decision, share, RANGE(-1, THOUSANDTHS_MAX, -1)),
    FIELD(INT, decision, runway, RANGE(-1, THOUSANDTHS_MAX, -1)),
    FIELD(BOOL, decision, covered),
    FIELD(DATE, decision, last_day),
    FIELD(DATE, decision, review_on),
    FIELD(DATE, decision, relief_on),
    FIELD(DATE, decision, result_on),
    FIELD(LIST, decision, tasks, .model = &model_frozen_task),
    FIELD(TEXTS, decision, letters),
    FIELD(LIST, decision, tripwires, .model = &model_frozen_tripwire),
    FIELD(TEXT, decision, supersedes),
    FIELD(TEXT, decision, hash),
    FIELD(ENUM, decision, state, NAMES_OR(decision_state_names, DECISION_MADE)),
    {.name = "private_reason",
     .kind = FIELD_TEXT,
     .at = offsetof(struct decision, private_reason),
     .flags = FIELD_PRIVATE},
};

static int check(const void *record, struct err *err)
{
    const struct decision *decision = record;
    const struct deciding *answers = &decision->answers;

    if (answers->first_answer < 0 || answers->first_at == INSTANT_NONE || answers->answer < 0)
        return err_set(err, _("answers: nothing is decided without an answer and its time"));
    if (!str_equal(answers->client, decision->client))
        return err_set(err, _("answers.client: is another one than the decision's"));
    if (answers->path == PATH_NONE || answers->path == PATH_LATER)
        return err_set(err, _("answers.path: a decision has one of the paths that end it"));
    if (answers->private_reason)
        return err_set(err, _("answers.private_reason: stands beside the frozen answers, as private_reason"));
    return 0;
}

const struct model model_decision = MODEL("decision", decision, fields, .check = check, .frozen = true);

void decision_strip(struct decision *decision)
{
    free(decision->hash);
    free(decision->private_reason);
    decision->hash = decision->private_reason = NULL;
    decision->state = DECISION_MADE;
}

void decision_clear(struct decision *decision)
{
    model_clear(&model_decision, decision);
}
