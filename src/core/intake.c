#include "paletti/core/intake.h"

#include "made_ref.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/core/client.h"
#include "paletti/core/fields.h"

const char *const yes_no_names[] = {"yes", "no", NULL};

static const struct field profile_fields[] = {
    FIELD(TEXTS, profile, industries),
    FIELD(TEXTS, profile, questions),
};
const struct model model_profile = MODEL("profile", profile, profile_fields, .single = true);

/* clang-format off */
static const struct field intake_fields[] = {
    {.name = "ref", .kind = FIELD_REF, .at = offsetof(struct intake, ref), .flags = FIELD_REQUIRED | FIELD_MADE},
    FIELD(REF, intake, client, MAKES, .model = &model_client),
    FIELD(TEXT, intake, question, MAKES, .max = 1024),
    FIELD(ENUM, intake, answer, REQUIRED, NAMES(yes_no_names)),
    FIELD(DATE, intake, on, REQUIRED),
    FIELD(TEXT, intake, waived_reason),
};
/* clang-format on */

char *intake_ref(const char *client, const char *question)
{
    return made_ref(client, question);
}

static void intake_normalise(void *record)
{
    struct intake *intake = record;

    free(intake->ref);
    intake->ref = intake_ref(intake->client, intake->question);
}
const struct model model_intake = MODEL("intake", intake, intake_fields, .normalise = intake_normalise);
