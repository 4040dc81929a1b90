#include "paletti/core/breach_note.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/str.h"
#include "paletti/core/agreement.h"
#include "paletti/core/fields.h"

const char *const breach_state_names[] = {"open", "reminded", "waived", NULL};
const char *const breach_kind_names[] = {"off_hours",    "channel",    "chase",          "late_material",
                                         "late_payment", "late_reply", "broken_promise", NULL};

static const struct field fields[] = {
    {.name = "ref", .kind = FIELD_REF, .at = offsetof(struct breach_note, ref), .flags = FIELD_REQUIRED | FIELD_MADE},
    FIELD(TEXT, breach_note, of, MAKES),
    FIELD(ENUM, breach_note, kind, MAKES, NAMES(breach_kind_names)),
    FIELD(ENUM, breach_note, state, REQUIRED, NAMES(breach_state_names)),
    FIELD(TEXT, breach_note, reason),
    FIELD(DATE, breach_note, on),
};

static int check(const void *record, struct err *err)
{
    const struct breach_note *note = record;

    if (note->state == BREACH_WAIVED && (!note->reason || !*note->reason))
        return err_set(err, _("reason: is missing; a breach is waived with a reason"));
    return 0;
}

static char *make_ref(const char *kind, const char *of)
{
    return str_format("%s:%s", kind, of);
}

static void normalise(void *record)
{
    struct breach_note *note = record;

    free(note->ref);
    note->ref = note->of && note->kind >= 0 ? make_ref(breach_kind_names[note->kind], note->of) : NULL;
}

const struct model model_breach_note =
    MODEL("breach", breach_note, fields, .check = check, .normalise = normalise);

static enum breach kind_of_name(const char *name)
{
    for (size_t i = 0; i < breach_kinds_n; i++)
        if (str_equal(breach_kinds[i].name, name))
            return breach_kinds[i].bit;
    return 0;
}

const struct model *breach_note_target(const struct breach_note *note)
{
    switch ((int)kind_of_name(breach_kind_names[note->kind])) {
    case BREACH_LATE_MATERIAL:
        return &model_ask;
    case BREACH_LATE_PAYMENT:
        return &model_invoice;
    default:
        return &model_interaction;
    }
}

char *breach_note_ref(enum breach breach, const char *of)
{
    for (size_t i = 0; i < breach_kinds_n; i++)
        if (breach_kinds[i].bit == breach)
            return make_ref(breach_kinds[i].name, of);
    return NULL;
}
