#include "paletti/core/draft.h"

#include "paletti/core/client.h"
#include "paletti/core/fields.h"

static const char *const state_names[] = {"draft", "done", NULL};
static const struct field fields[] = {
    FIELD(REF, draft, ref, REQUIRED),
    FIELD(REF, draft, client, REQUIRED, .model = &model_client),
    FIELD(TEXT, draft, code),
    FIELD(TEXT, draft, about),
    {.name = "language", .kind = FIELD_TEXT, .at = offsetof(struct draft, language), .flags = FIELD_LANGUAGE},
    FIELD(TEXT, draft, channel),
    FIELD(TEXT, draft, to),
    FIELD(TEXT, draft, subject),
    FIELD(TEXT, draft, text, REQUIRED),
    FIELD(INSTANT, draft, made, REQUIRED),
    FIELD(ENUM, draft, state, NAMES_OR(state_names, DRAFT_OPEN)),
    FIELD(DATE, draft, done_on),
};
const struct model model_draft = MODEL("draft", draft, fields);
