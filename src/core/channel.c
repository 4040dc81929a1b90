#include "paletti/core/channel.h"

#include <stdlib.h>
#include <string.h>

/* boundaries.md, section 4; the last five in the essay's order of badness. */
static const struct {
    const char *name;
    struct channel_terms terms;
} builtin[] = {
    {"pec", {GRADE_A, CHANNEL_ANY}},         {"burofax", {GRADE_A, CHANNEL_ANY}},
    {"letter", {GRADE_A, CHANNEL_ANY}},      {"email", {GRADE_B, CHANNEL_ANY}},
    {"portal", {GRADE_B, CHANNEL_ANY}},      {"ticket", {GRADE_B, CHANNEL_ANY}},
    {"phone", {GRADE_C, CHANNEL_CONTACT}},   {"video", {GRADE_C, CHANNEL_CONTACT}},
    {"in_person", {GRADE_C, CHANNEL_ANY}},   {"personal_phone", {GRADE_C, CHANNEL_NEVER}},
    {"sms", {GRADE_D, CHANNEL_NEVER}},       {"voice_note", {GRADE_D, CHANNEL_NEVER}},
    {"whatsapp", {GRADE_D, CHANNEL_NEVER}},  {"messenger", {GRADE_D, CHANNEL_NEVER}},
    {"instagram", {GRADE_D, CHANNEL_NEVER}},
};

static const struct channel_terms other = {GRADE_C, CHANNEL_ANY};

struct channel_terms channel_builtin(const char *name)
{
    for (size_t i = 0; name && i < ARRAY_LEN(builtin); i++)
        if (strcmp(builtin[i].name, name) == 0)
            return builtin[i].terms;
    return other;
}

const char *channel_builtin_name(size_t i)
{
    return i < ARRAY_LEN(builtin) ? builtin[i].name : NULL;
}

/* Channels as people call them; folded. */
static const struct call {
    const char *word, *channel;
} calls[] = {
    {"e-mail", "email"},       {"mail", "email"},          {"correo", "email"},     {"posta", "email"},
    {"telefono", "phone"},     {"carta", "letter"},        {"lettera", "letter"},   {"portale", "portal"},
    {"videollamada", "video"}, {"videochiamata", "video"}, {"presencial", "in_person"},
};

const char *channel_called(const char *folded)
{
    for (size_t i = 0; i < ARRAY_LEN(calls); i++)
        if (strcmp(calls[i].word, folded) == 0)
            return calls[i].channel;
    return NULL;
}

struct channel_terms channels_apply(const struct channels *channels, const char *name,
                                    struct channel_terms terms)
{
    for (size_t i = 0; name && i < channels->n; i++) {
        const struct channel *channel = &channels->v[i];
        if (strcmp(channel->name, name) != 0)
            continue;
        if (channel->grade >= 0)
            terms.grade = (enum grade)channel->grade;
        if (channel->hours >= 0)
            terms.hours = (enum channel_hours)channel->hours;
    }
    return terms;
}

/* Whether both give the same for every name that A has an entry for. */
static bool agree_on_names(const struct channels *a, const struct channels *b)
{
    for (size_t i = 0; i < a->n; i++) {
        const char *name = a->v[i].name;
        struct channel_terms base = channel_builtin(name);
        struct channel_terms in_a = channels_apply(a, name, base), in_b = channels_apply(b, name, base);
        if (in_a.grade != in_b.grade || in_a.hours != in_b.hours)
            return false;
    }
    return true;
}

bool channels_equal(const struct channels *a, const struct channels *b)
{
    return agree_on_names(a, b) && agree_on_names(b, a);
}

void channels_clear(struct channels *channels)
{
    for (size_t i = 0; i < channels->n; i++)
        free(channels->v[i].name);
    free(channels->v);
    *channels = (struct channels){0};
}
