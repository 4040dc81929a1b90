#include "paletti/core/client.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/str.h"
#include "paletti/base/text.h"
#include "paletti/core/fields.h"

const char *const client_state_names[] = {"prospect", "active", "leaving", "left", NULL};
static const char *const register_names[] = {"tu", "usted", "vos", "tu_it", "lei", "none", NULL};
static const char *const number_names[] = {"one", "several", "company", NULL};
static const char *const role_names[] = {"contact", "payer", "in_charge", NULL};
static const char *const gender_names[] = {"f", "m", "other", NULL};

static const struct field person_fields[] = {
    FIELD(TEXT, person, given),
    FIELD(TEXT, person, family),
    FIELD(TEXT, person, title),
    FIELD(ENUM, person, role, NAMES(role_names)),
    FIELD(TEXT, person, email, .flags = FIELD_EMAIL),
    FIELD(TEXT, person, phone),
    FIELD(ENUM, person, gender, NAMES(gender_names)),
};
static const struct model model_person = MODEL("people", person, person_fields);

static const struct field fields[] = {
    FIELD(REF, client, ref, REQUIRED),
    FIELD(TEXT, client, name, REQUIRED),
    FIELD_AS("short", TEXT, client, short_name),
    FIELD(ENUM, client, state, NAMES_OR(client_state_names, CLIENT_ACTIVE)),
    FIELD(DATE, client, since),
    FIELD(TEXTS, client, emails, .flags = FIELD_EMAIL),
    FIELD(TEXTS, client, phones),
    FIELD(ZONE, client, zone),
    FIELD(SPAN, client, day, .standard = (9 * 60) * 2048 + 18 * 60),
    FIELD(TEXT, client, language, .flags = FIELD_LANGUAGE),
    FIELD_AS("register", ENUM, client, reg, NAMES(register_names)),
    FIELD(ENUM, client, number, NAMES(number_names)),
    FIELD(BOOL, client, large),
    FIELD(TEXT, client, country, .flags = FIELD_COUNTRY),
    FIELD(TRI, client, b2b),
    FIELD(LIST, client, people, .model = &model_person),
    FIELD(REF, client, member_of, .model = &model_client),
    FIELD(TEXT, client, label, .flags = FIELD_PRIVATE),
    FIELD(TEXT, client, notes, .flags = FIELD_PRIVATE),
    FIELD(TEXTS, client, tags),
};

static int check(const void *record, struct err *err)
{
    const struct client *client = record;
    if (client->ref && str_equal(client->ref, client->member_of))
        return err_set(err, _("member_of: is the client itself; name the group this client belongs to"));
    return 0;
}

const struct model model_client = MODEL("client", client, fields, .check = check);

static int begins_here(void *ctx, const char *word, size_t len _unused_)
{
    return str_starts(word, ctx);
}

bool client_called(const char *name, const char *search)
{
    _cleanup_free_ char *folded = text_fold_new(name);

    return str_starts(folded, search) || text_words(folded, begins_here, (void *)search) != 0;
}
