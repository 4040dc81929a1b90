#include "paletti/core/interaction.h"

#include "paletti/base/i18n.h"
#include "paletti/core/client.h"
#include "paletti/core/fields.h"

const char *const direction_names[] = {"in", "out", "none", NULL};
const char *const kind_names[] = {"message", "call", "meeting", "work", "note", NULL};
static const char *const closeness_names[] = {"meal", "confidence", "off_hours_call", NULL};

#define BODY_MAX    (16 << 20)

static const struct field source_fields[] = {
    FIELD(TEXT, source, system),
    FIELD(TEXT, source, id),
};
static const struct model model_source = MODEL("source", source, source_fields);

static const struct field interaction_fields[] = {
    FIELD(REF, interaction, ref, REQUIRED),
    FIELD(REF, interaction, client, REQUIRED, .model = &model_client),
    FIELD(INSTANT, interaction, at, REQUIRED),
    FIELD(ENUM, interaction, direction, REQUIRED, NAMES(direction_names)),
    FIELD(ENUM, interaction, kind, REQUIRED, NAMES(kind_names)),
    FIELD(TEXT, interaction, channel),
    FIELD(TEXT, interaction, subject),
    FIELD(TEXT, interaction, body, .max = BODY_MAX),
    FIELD(INT, interaction, minutes, RANGE(0, MINUTES_MAX, 0)),
    FIELD(TRI, interaction, needs_reply),
    FIELD(BOOL, interaction, holding),
    FIELD(INSTANT, interaction, promised),
    FIELD(BOOL, interaction, invited),
    FIELD(REF, interaction, recap, .model = &model_interaction),
    FIELD(INT, interaction, energy, RANGE(1, 5, 0)),
    FIELD(TEXTS, interaction, signs, .code = "signs"),
    FIELD(ENUM, interaction, closeness, NAMES(closeness_names)),
    FIELD(TEXT, interaction, thread),
    FIELD_INSIDE(interaction, source, &model_source),
};

bool interaction_needs_reply(enum kind kind, int8_t marked)
{
    return marked < 0 ? kind == KIND_MESSAGE : marked > 0;
}

/* boundaries.md, section 3: holding and promised only together. */
static int interaction_check(const void *record, struct err *err)
{
    const struct interaction *i = record;
    bool speaks = i->direction == DIRECTION_OUT && (i->kind == KIND_MESSAGE || i->kind == KIND_CALL);
    bool promised = i->promised != INSTANT_NONE;
    if (i->holding && !speaks)
        return err_set(
            err, _("holding: only a message or a call of mine (direction \"out\") can be a holding reply"));
    if (i->holding && !promised)
        return err_set(
            err, _("holding: says no moment; give `promised`, the instant by which the answer will come"));
    if (promised && !i->holding)
        return err_set(err,
                       _("promised: belongs to a holding reply only; add \"holding\":true or leave it out"));
    return 0;
}

static void interaction_normalise(void *record)
{
    struct interaction *i = record;
    if (i->needs_reply >= 0 && i->needs_reply == interaction_needs_reply((enum kind)i->kind, -1))
        i->needs_reply = -1;
}

const struct model model_interaction = MODEL("interaction", interaction, interaction_fields,
                                             .check = interaction_check, .normalise = interaction_normalise);

static const struct field ask_fields[] = {
    FIELD(REF, ask, ref, REQUIRED),
    FIELD(REF, ask, client, REQUIRED, .model = &model_client),
    FIELD(REF, ask, interaction, REQUIRED, .model = &model_interaction),
    FIELD(TEXT, ask, what, REQUIRED),
    FIELD(WINDOW, ask, window, .standard = 5 * 8 + WINDOW_WD),
    FIELD(INSTANT, ask, received),
};
const struct model model_ask = MODEL("ask", ask, ask_fields);
