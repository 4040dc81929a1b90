#include "paletti/core/sequence.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/str.h"
#include "paletti/core/client.h"
#include "paletti/core/fields.h"

#include <string.h>

#define ABOUT "sequence:"

const char *const sequence_state_names[] = {"open", "ended", NULL};
const char *const sequence_bar_names[] = {"left",    "replied",   "owes",       "credit",  "waits", "asked",
                                          "meeting", "elsewhere", "no_address", "removed", "awake", NULL};
const char *const sequence_letter_names[] = {"none", "draft", "confirmed", "sent", "stuck", NULL};
const char *const sequence_batch_names[] = {"ahead", "ready", "out", NULL};

static const struct field text_fields[] = {
    FIELD(DATE, sequence_text, on, REQUIRED),
    FIELD(TEXT, sequence_text, code, REQUIRED),
    FIELD(TEXT, sequence_text, variant),
};
static const struct model model_text = MODEL("texts", sequence_text, text_fields);

static const struct field fields[] = {
    FIELD(REF, sequence, ref, REQUIRED),
    FIELD(TEXT, sequence, name, REQUIRED),
    FIELD(INSTANT, sequence, begun, REQUIRED),
    FIELD(TEXTS, sequence, clients, REQUIRED), /* not watched: who is removed is out, and the others go on */
    FIELD(LIST, sequence, texts, REQUIRED, .model = &model_text),
    FIELD(ENUM, sequence, state, NAMES_OR(sequence_state_names, SEQUENCE_OPEN)),
};

static int check_texts(const struct sequence *sequence, struct err *err)
{
    const struct sequence_text *texts = sequence->texts.v;

    if (sequence->texts.n > SEQUENCE_TEXTS_MAX)
        return err_set(err, _("texts: a sequence has at most %d of them"), SEQUENCE_TEXTS_MAX);
    for (size_t i = 1; i < sequence->texts.n; i++)
        if (texts[i].on <= texts[i - 1].on)
            return err_set(err, _("texts: each one is dated after the one before it"));
    return 0;
}

static int check(const void *record, struct err *err)
{
    const struct sequence *sequence = record;
    const struct texts *clients = &sequence->clients;

    if (clients->n > SEQUENCE_CLIENTS_MAX)
        return err_set(err, _("clients: a sequence has at most %d of them"), SEQUENCE_CLIENTS_MAX);
    for (size_t i = 0; i < clients->n; i++)
        for (size_t j = 0; j < i; j++)
            if (str_equal(clients->v[i], clients->v[j]))
                return err_set(err, _("clients: \"%s\" stands in it twice"), clients->v[i]);
    return check_texts(sequence, err);
}
const struct model model_sequence = MODEL("sequence", sequence, fields, .check = check, .frozen = true);

unsigned sequence_bars(const struct sequence_person *person)
{
    if (!person->known)
        return SEQUENCE_REMOVED;
    bool awake = person->last_at != INSTANT_NONE && person->last_at > person->begun - INT64_C(86400) * SEQUENCE_QUIET_DAYS;
    const bool bars[SEQUENCE_BARS] = {
        person->state == CLIENT_LEFT || person->state == CLIENT_LEAVING,
        person->replied != INSTANT_NONE,
        person->owes,
        person->credit,
        person->waits,
        person->asked,
        person->meeting,
        person->elsewhere,
        !person->address,
        false,
        awake,
    };
    unsigned found = 0;

    for (unsigned i = 0; i < SEQUENCE_BARS; i++)
        found |= bars[i] ? 1u << i : 0;
    return found;
}

char *sequence_about(const char *ref, int n)
{
    return str_format(ABOUT "%s:%d", ref, n);
}

int sequence_of(const char *about, char **ret_ref, int *ret_n)
{
    if (!about || strncmp(about, ABOUT, strlen(ABOUT)) != 0)
        return 1;
    const char *ref = about + strlen(ABOUT), *n = strrchr(ref, ':');
    if (!n || n == ref || n[1] < '1' || n[1] > '0' + SEQUENCE_TEXTS_MAX || n[2])
        return 1;
    *ret_ref = mem_string_n(ref, (size_t)(n - ref));
    *ret_n = n[1] - '0';
    return 0;
}

enum sequence_batch sequence_batch(const struct sequence_text *text, size_t to_get, int32_t today)
{
    if (to_get == 0)
        return SEQUENCE_OUT;
    return text->on > today ? SEQUENCE_AHEAD : SEQUENCE_READY;
}
