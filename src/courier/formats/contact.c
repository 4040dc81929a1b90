#include "formats/contact.h"

#include "formats/short_hash.h"
#include "formats/tidy.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/str.h"
#include "paletti/record/record.h"

#include <string.h>

#define LINE_LENGTH_MAX 1000
#define COMPARED_MAX    64 /* texts that are looked through for each new one; more are compared at the end */

void contact_clear(struct contact *contact)
{
    char *const texts[] = {contact->id,      contact->name,    contact->given,        contact->middle,
                           contact->family,  contact->title,   contact->organization, contact->notes,
                           contact->country, contact->language};

    for (size_t i = 0; i < ARRAY_LEN(texts); i++)
        free(texts[i]);
    texts_clear(&contact->emails);
    texts_clear(&contact->phones);
    texts_clear(&contact->tags);
    *contact = (struct contact){0};
}

void contact_set(char **place, const char *value)
{
    if (!*place)
        *place = tidy_line(value, strlen(value), LINE_LENGTH_MAX);
}

void contact_append(char **place, const char *value)
{
    if (!value || !*value)
        return;
    char *joined = *place ? str_format("%s\n%s", *place, value) : mem_string(value);
    free(*place);
    *place = joined;
}

void contact_add(struct texts *texts, const char *value)
{
    _cleanup_free_ char *line = tidy_line(value, strlen(value), LINE_LENGTH_MAX);

    if (line && (texts->n >= COMPARED_MAX || !texts_have(texts, line)))
        texts_add(texts, line);
}

static int by_text(const void *a, const void *b)
{
    char *const *x = *(char *const *const *)a, *const *y = *(char *const *const *)b;
    int r = strcmp(*x, *y);

    return r ? r : (x > y) - (x < y);
}

/* Keeps the first of those that are alike, in their order. */
static void make_unique(struct texts *texts)
{
    size_t n = 0;

    if (texts->n <= COMPARED_MAX)
        return;
    _cleanup_free_ char ***order = mem_zero(texts->n, sizeof *order);
    for (size_t i = 0; i < texts->n; i++)
        order[i] = &texts->v[i];
    qsort(order, texts->n, sizeof *order, by_text);
    /* From behind, so that each is compared with one that is still there. */
    for (size_t i = texts->n; i-- > 1;)
        if (strcmp(*order[i], *order[i - 1]) == 0) {
            free(*order[i]);
            *order[i] = NULL;
        }
    for (size_t i = 0; i < texts->n; i++)
        if (texts->v[i])
            texts->v[n++] = texts->v[i];
    texts->n = n;
}

/* "Blas Nublado" of its parts; NULL when there are none. */
static char *join_name(const struct contact *contact)
{
    const char *const parts[] = {contact->given, contact->middle, contact->family};
    struct str name = STR_INIT;

    for (size_t i = 0; i < ARRAY_LEN(parts); i++)
        if (parts[i])
            str_printf(&name, name.len ? " %s" : "%s", parts[i]);
    return name.len ? str_take(&name) : NULL;
}

static char *show_name(const struct contact *contact, const struct texts *emails)
{
    if (contact->company && contact->organization)
        return mem_string(contact->organization);
    if (contact->name)
        return mem_string(contact->name);
    char *name = join_name(contact);
    if (!name && contact->organization)
        name = mem_string(contact->organization);
    return name || !emails->n ? name : mem_string(emails->v[0]);
}

static char *make_ref(const struct contact *contact, const char *prefix, const char *name,
                      const struct texts *emails)
{
    if (contact->id)
        return str_format("%s%s", prefix, contact->id);
    _cleanup_free_ char *facts = str_format("%s\n%s", name, emails->n ? emails->v[0] : "");
    _cleanup_free_ char *hash = short_hash(facts);
    return str_format("%s%s", prefix, hash);
}

/* Only codes go into a record: "ES", "es", "es-ES". Names of countries are left out. */
static char *code_or_null(const char *value, bool capitals)
{
    size_t n = value ? strlen(value) : 0;
    char first = capitals ? 'A' : 'a', last = capitals ? 'Z' : 'z';

    if (n < 2 || value[0] < first || value[0] > last || value[1] < first || value[1] > last)
        return NULL;
    return n == 2 || (!capitals && n == 5 && value[2] == '-') ? mem_string(value) : NULL;
}

/* Who to write to, for letters that call people by their name. */
static void add_person(struct client *client, const struct contact *contact)
{
    if (!contact->given && !contact->family)
        return;
    struct person *person = list_add(&client->people, sizeof *person);
    model_init(model_field(&model_client, "people")->model, person);
    person->given = mem_string(contact->given);
    person->family = mem_string(contact->family);
    person->title = mem_string(contact->title);
    person->role = ROLE_CONTACT;
    person->email = client->emails.n ? mem_string(client->emails.v[0]) : NULL;
    person->phone = client->phones.n ? mem_string(client->phones.v[0]) : NULL;
}

static void copy_texts(struct texts *to, const struct texts *from)
{
    for (size_t i = 0; i < from->n; i++)
        texts_add(to, from->v[i]);
}

/* The addresses that are some; a line tells of each other. */
static int take_emails(struct errand *errand, const struct contact *contact, const char *where,
                       struct client *client, struct err *err)
{
    for (size_t i = 0; i < contact->emails.n; i++) {
        _cleanup_free_ char *address = tidy_address(contact->emails.v[i]);
        if (address) {
            contact_add(&client->emails, address);
            continue;
        }
        _cleanup_free_ char *excerpt = tidy_excerpt(contact->emails.v[i]);
        _cleanup_free_ char *why = str_format(_("\"%s\" is no mail address; the rest went in"), excerpt);
        if (errand_skip(errand, where, why, err) < 0)
            return -1;
    }
    make_unique(&client->emails);
    return 0;
}

static void fill_client(const struct contact *contact, const char *prefix, struct client *client)
{
    client->name = show_name(contact, &client->emails);
    if (!client->name)
        return;
    client->ref = make_ref(contact, prefix, client->name, &client->emails);
    client->state = contact->prospect ? CLIENT_PROSPECT : CLIENT_ACTIVE;
    client->number = contact->company ? NUMBER_COMPANY : -1;
    client->country = code_or_null(contact->country, true);
    client->language = code_or_null(contact->language, false);
    copy_texts(&client->phones, &contact->phones);
    copy_texts(&client->tags, &contact->tags);
    make_unique(&client->phones);
    make_unique(&client->tags);
    if (contact->organization && !str_equal(contact->organization, client->name))
        contact_append(&client->notes, contact->organization);
    contact_append(&client->notes, contact->notes);
    add_person(client, contact);
}

static int skip(struct errand *errand, const char *where, const char *why, struct err *err)
{
    errand->skipped++;
    return errand_skip(errand, where, why, err);
}

/* The language that both programs speak says whether this is a record. */
static int emit_checked(struct errand *errand, const struct client *client, const char *where,
                        struct err *err)
{
    _cleanup_str_ struct str line = STR_INIT;
    const struct model *model;
    struct err why;
    void *checked;

    record_write(&line, &model_client, client);
    if (record_parse(line.s, line.len, NULL, &model, &checked, &why) < 0)
        return skip(errand, where, why.text, err);
    int result = errand_record(errand, model, checked, err);
    record_free(model, checked);
    return result;
}

int contact_emit(struct errand *errand, const struct contact *contact, const char *prefix, const char *where,
                 struct err *err)
{
    struct client client;

    if (contact->group)
        return skip(errand, where, _("it is a group of other cards"), err);
    model_init(&model_client, &client);
    int result = take_emails(errand, contact, where, &client, err);
    if (result == 0) {
        fill_client(contact, prefix, &client);
        result = client.name ? emit_checked(errand, &client, where, err)
                             : skip(errand, where, _("it has neither a name nor a mail address"), err);
    }
    model_clear(&model_client, &client);
    return result;
}
