#include "formats/csv_maps.h"

#include "ascii.h"

#include "paletti/base/mem.h"
#include "paletti/base/text.h"

#include <string.h>

enum column {
    COLUMN_UNUSED,
    COLUMN_ID,
    COLUMN_NAME,
    COLUMN_GIVEN,
    COLUMN_MIDDLE,
    COLUMN_FAMILY,
    COLUMN_ORGANIZATION,
    COLUMN_TITLE,
    COLUMN_EMAIL,
    COLUMN_PHONE,
    COLUMN_NOTES,
    COLUMN_TAGS,
    COLUMN_STAGE,
    COLUMN_COUNTRY,
    COLUMN_LANGUAGE,
    COLUMN_SECOND_NAME, /* stands in where there is no name */
    COLUMN_MARK = 0x40, /* only this program's tables have such a column */
};

#define BIT(column)  (1u << (column))
#define PERSON_NAMES (BIT(COLUMN_GIVEN) | BIT(COLUMN_FAMILY) | BIT(COLUMN_NAME) | BIT(COLUMN_SECOND_NAME))

/* Headers in the form of fold_header; '#' stands for a number. */
struct alias {
    const char *header;
    int column; /* enum column, with COLUMN_MARK */
};

struct csv_map {
    const char *prefix;
    bool company;      /* each row is one */
    bool unmarked;     /* no marking column is needed */
    unsigned any_of;   /* BITs: without one of these columns it is some other table */
    unsigned none_of;
    const struct alias *aliases;
    size_t n;
};

static const struct alias google[] = {
    {"first name", COLUMN_GIVEN},
    {"given name", COLUMN_GIVEN | COLUMN_MARK},
    {"middle name", COLUMN_MIDDLE},
    {"additional name", COLUMN_MIDDLE | COLUMN_MARK},
    {"last name", COLUMN_FAMILY},
    {"family name", COLUMN_FAMILY | COLUMN_MARK},
    {"name", COLUMN_NAME},
    {"file as", COLUMN_SECOND_NAME | COLUMN_MARK},
    {"nickname", COLUMN_SECOND_NAME},
    {"organization name", COLUMN_ORGANIZATION | COLUMN_MARK},
    {"organization # name", COLUMN_ORGANIZATION | COLUMN_MARK},
    {"organization title", COLUMN_TITLE | COLUMN_MARK},
    {"organization # title", COLUMN_TITLE | COLUMN_MARK},
    {"e mail # value", COLUMN_EMAIL | COLUMN_MARK},
    {"phone # value", COLUMN_PHONE | COLUMN_MARK},
    {"phonetic first name", COLUMN_UNUSED | COLUMN_MARK},
    {"notes", COLUMN_NOTES},
    {"labels", COLUMN_TAGS},
    {"group membership", COLUMN_TAGS | COLUMN_MARK},
};

/* A portal writes its labels in the language of whoever exports. */
static const struct alias hubspot_contacts[] = {
    {"record id", COLUMN_ID | COLUMN_MARK},
    {"id de registro", COLUMN_ID | COLUMN_MARK},
    {"id del registro", COLUMN_ID | COLUMN_MARK},
    {"id de objeto", COLUMN_ID | COLUMN_MARK},
    {"id record", COLUMN_ID | COLUMN_MARK},
    {"id del record", COLUMN_ID | COLUMN_MARK},
    {"first name", COLUMN_GIVEN},
    {"nombre", COLUMN_GIVEN},
    {"nome", COLUMN_GIVEN},
    {"last name", COLUMN_FAMILY},
    {"apellido", COLUMN_FAMILY},
    {"apellidos", COLUMN_FAMILY},
    {"cognome", COLUMN_FAMILY},
    {"email", COLUMN_EMAIL},
    {"e mail", COLUMN_EMAIL},
    {"correo", COLUMN_EMAIL},
    {"correo electronico", COLUMN_EMAIL},
    {"indirizzo e mail", COLUMN_EMAIL},
    {"indirizzo email", COLUMN_EMAIL},
    {"work email", COLUMN_EMAIL},
    {"additional email addresses", COLUMN_EMAIL},
    {"correos electronicos adicionales", COLUMN_EMAIL},
    {"indirizzi e mail aggiuntivi", COLUMN_EMAIL},
    {"phone number", COLUMN_PHONE},
    {"numero de telefono", COLUMN_PHONE},
    {"telefono", COLUMN_PHONE},
    {"numero di telefono", COLUMN_PHONE},
    {"mobile phone number", COLUMN_PHONE},
    {"numero de telefono movil", COLUMN_PHONE},
    {"numero di cellulare", COLUMN_PHONE},
    {"numero di telefono cellulare", COLUMN_PHONE},
    {"company name", COLUMN_ORGANIZATION},
    {"nombre de la empresa", COLUMN_ORGANIZATION},
    {"nome dell azienda", COLUMN_ORGANIZATION},
    {"nome azienda", COLUMN_ORGANIZATION},
    {"associated company", COLUMN_ORGANIZATION},
    {"empresa asociada", COLUMN_ORGANIZATION},
    {"azienda associata", COLUMN_ORGANIZATION},
    {"job title", COLUMN_TITLE},
    {"cargo", COLUMN_TITLE},
    {"puesto", COLUMN_TITLE},
    {"qualifica", COLUMN_TITLE},
    {"posizione lavorativa", COLUMN_TITLE},
    {"lifecycle stage", COLUMN_STAGE | COLUMN_MARK},
    {"etapa del ciclo de vida", COLUMN_STAGE | COLUMN_MARK},
    {"fase del ciclo di vita", COLUMN_STAGE | COLUMN_MARK},
    {"country region", COLUMN_COUNTRY},
    {"pais region", COLUMN_COUNTRY},
    {"paese area geografica", COLUMN_COUNTRY},
    {"preferred language", COLUMN_LANGUAGE},
    {"idioma preferido", COLUMN_LANGUAGE},
    {"lingua preferita", COLUMN_LANGUAGE},
    {"contact owner", COLUMN_UNUSED | COLUMN_MARK},
    {"propietario del contacto", COLUMN_UNUSED | COLUMN_MARK},
    {"proprietario del contatto", COLUMN_UNUSED | COLUMN_MARK},
    {"lead status", COLUMN_UNUSED | COLUMN_MARK},
    {"estado del lead", COLUMN_UNUSED | COLUMN_MARK},
    {"stato del lead", COLUMN_UNUSED | COLUMN_MARK},
};

static const struct alias hubspot_companies[] = {
    {"record id", COLUMN_ID | COLUMN_MARK},
    {"id de registro", COLUMN_ID | COLUMN_MARK},
    {"id del registro", COLUMN_ID | COLUMN_MARK},
    {"id de objeto", COLUMN_ID | COLUMN_MARK},
    {"id record", COLUMN_ID | COLUMN_MARK},
    {"id del record", COLUMN_ID | COLUMN_MARK},
    {"company name", COLUMN_NAME},
    {"name", COLUMN_NAME},
    {"nombre de la empresa", COLUMN_NAME},
    {"nombre", COLUMN_NAME},
    {"nome dell azienda", COLUMN_NAME},
    {"nome azienda", COLUMN_NAME},
    {"nome", COLUMN_NAME},
    {"phone number", COLUMN_PHONE},
    {"numero de telefono", COLUMN_PHONE},
    {"numero di telefono", COLUMN_PHONE},
    {"country region", COLUMN_COUNTRY},
    {"pais region", COLUMN_COUNTRY},
    {"paese area geografica", COLUMN_COUNTRY},
    {"lifecycle stage", COLUMN_STAGE},
    {"etapa del ciclo de vida", COLUMN_STAGE},
    {"fase del ciclo di vita", COLUMN_STAGE},
    {"company owner", COLUMN_UNUSED | COLUMN_MARK},
    {"propietario de la empresa", COLUMN_UNUSED | COLUMN_MARK},
    {"proprietario dell azienda", COLUMN_UNUSED | COLUMN_MARK},
    {"company domain name", COLUMN_UNUSED | COLUMN_MARK},
    {"website url", COLUMN_UNUSED | COLUMN_MARK},
    {"url del sitio web", COLUMN_UNUSED | COLUMN_MARK},
    {"url del sito web", COLUMN_UNUSED | COLUMN_MARK},
};

static const struct alias teamwork_people[] = {
    {"id", COLUMN_ID | COLUMN_MARK},
    {"user id", COLUMN_ID | COLUMN_MARK},
    {"person id", COLUMN_ID | COLUMN_MARK},
    {"first name", COLUMN_GIVEN},
    {"firstname", COLUMN_GIVEN},
    {"last name", COLUMN_FAMILY},
    {"lastname", COLUMN_FAMILY},
    {"full name", COLUMN_NAME},
    {"email", COLUMN_EMAIL},
    {"email address", COLUMN_EMAIL},
    {"email address #", COLUMN_EMAIL},
    {"company", COLUMN_ORGANIZATION},
    {"company name", COLUMN_ORGANIZATION},
    {"title", COLUMN_TITLE},
    {"job title", COLUMN_TITLE},
    {"phone", COLUMN_PHONE},
    {"phone number", COLUMN_PHONE},
    {"phone mobile", COLUMN_PHONE},
    {"phone number mobile", COLUMN_PHONE},
    {"phone number office", COLUMN_PHONE},
    {"phone office", COLUMN_PHONE},
    {"mobile phone", COLUMN_PHONE},
    {"office phone", COLUMN_PHONE},
    {"mobile", COLUMN_PHONE},
    {"notes", COLUMN_NOTES},
    {"tags", COLUMN_TAGS},
    {"user type", COLUMN_UNUSED | COLUMN_MARK},
};

static const struct alias teamwork_companies[] = {
    {"id", COLUMN_ID | COLUMN_MARK},
    {"company id", COLUMN_ID | COLUMN_MARK},
    {"company", COLUMN_NAME},
    {"company name", COLUMN_NAME},
    {"name", COLUMN_NAME},
    {"email", COLUMN_EMAIL},
    {"email one", COLUMN_EMAIL | COLUMN_MARK},
    {"email two", COLUMN_EMAIL | COLUMN_MARK},
    {"email three", COLUMN_EMAIL | COLUMN_MARK},
    {"email #", COLUMN_EMAIL},
    {"email address", COLUMN_EMAIL},
    {"phone", COLUMN_PHONE},
    {"phone number", COLUMN_PHONE},
    {"country code", COLUMN_COUNTRY},
    {"notes", COLUMN_NOTES},
    {"tags", COLUMN_TAGS},
};

/* A list somebody typed. */
static const struct alias plain[] = {
    {"name", COLUMN_NAME},          {"full name", COLUMN_NAME},      {"display name", COLUMN_NAME},
    {"nombre", COLUMN_NAME},        {"nome", COLUMN_NAME},           {"nombre completo", COLUMN_NAME},
    {"client", COLUMN_NAME},        {"cliente", COLUMN_NAME},        {"first name", COLUMN_GIVEN},
    {"last name", COLUMN_FAMILY},   {"apellido", COLUMN_FAMILY},     {"apellidos", COLUMN_FAMILY},
    {"cognome", COLUMN_FAMILY},     {"company", COLUMN_ORGANIZATION}, {"company name", COLUMN_ORGANIZATION},
    {"empresa", COLUMN_ORGANIZATION}, {"azienda", COLUMN_ORGANIZATION}, {"email", COLUMN_EMAIL},
    {"e mail", COLUMN_EMAIL},       {"mail", COLUMN_EMAIL},          {"email address", COLUMN_EMAIL},
    {"e mail address", COLUMN_EMAIL}, {"correo", COLUMN_EMAIL},      {"correo electronico", COLUMN_EMAIL},
    {"posta elettronica", COLUMN_EMAIL}, {"phone", COLUMN_PHONE},    {"phone number", COLUMN_PHONE},
    {"telefono", COLUMN_PHONE},     {"mobile", COLUMN_PHONE},        {"movil", COLUMN_PHONE},
    {"cellulare", COLUMN_PHONE},    {"notes", COLUMN_NOTES},         {"notas", COLUMN_NOTES},
    {"note", COLUMN_NOTES},         {"tags", COLUMN_TAGS},           {"etiquetas", COLUMN_TAGS},
    {"title", COLUMN_TITLE},        {"job title", COLUMN_TITLE},
};

#define MAP(prefix_, aliases_, ...) {.prefix = prefix_, .aliases = aliases_, .n = ARRAY_LEN(aliases_), __VA_ARGS__}

static const struct csv_map maps[] = {
    MAP("google:", google, .any_of = PERSON_NAMES | BIT(COLUMN_EMAIL) | BIT(COLUMN_ORGANIZATION)),
    MAP("hubspot:", hubspot_contacts, .any_of = BIT(COLUMN_GIVEN) | BIT(COLUMN_FAMILY) | BIT(COLUMN_EMAIL)),
    MAP("hubspot:", hubspot_companies, .any_of = BIT(COLUMN_NAME), .company = true),
    MAP("teamwork:", teamwork_people, .any_of = PERSON_NAMES),
    MAP("teamwork:", teamwork_companies, .any_of = BIT(COLUMN_NAME), .company = true),
    MAP("csv:", plain, .any_of = PERSON_NAMES | BIT(COLUMN_EMAIL), .unmarked = true),
};

/* "E-mail 1 - Value" becomes "e mail 1 value", "Teléfono" "telefono": letters folded, the rest single blanks. */
static void fold_header(struct str *to, const char *header)
{
    _cleanup_free_ char *folded = text_fold_new(header);

    str_clear(to);
    for (const char *p = folded; *p; p++) {
        bool word = ascii_is_letter(*p) || ascii_is_digit(*p) || (unsigned char)*p >= 0x80;
        if (word)
            str_add_char(to, *p);
        else if (to->len && to->s[to->len - 1] != ' ')
            str_add_char(to, ' ');
    }
    while (to->len && to->s[to->len - 1] == ' ')
        to->s[--to->len] = '\0';
}

static bool header_matches(const char *header, const char *pattern)
{
    for (; *pattern; pattern++) {
        if (*pattern == '#' && ascii_is_digit(*header)) {
            while (ascii_is_digit(*header))
                header++;
        } else if (*header++ != *pattern) {
            return false;
        }
    }
    return *header == '\0';
}

static const struct alias *find_alias(const struct csv_map *map, const char *header)
{
    for (size_t i = 0; i < map->n; i++)
        if (header_matches(header, map->aliases[i].header))
            return &map->aliases[i];
    return NULL;
}

/* Lays MAP over HEADER; the number of columns it knows, 0 when the table is not of this kind. */
static size_t try_map(const struct csv_map *map, const struct csv_row *header, unsigned char *columns)
{
    _cleanup_str_ struct str folded = STR_INIT;
    size_t known = 0;
    unsigned seen = 0;
    bool marked = map->unmarked;

    for (size_t i = 0; i < header->n; i++) {
        fold_header(&folded, csv_row_cell(header, i));
        const struct alias *alias = find_alias(map, str_text(&folded));
        columns[i] = alias ? (unsigned char)(alias->column & ~COLUMN_MARK) : COLUMN_UNUSED;
        known += alias != NULL;
        marked |= alias && alias->column & COLUMN_MARK;
        seen |= BIT(columns[i]);
    }
    return marked && seen & map->any_of && !(seen & map->none_of) ? known : 0;
}

int csv_plan_make(const struct csv_row *header, struct csv_plan *ret)
{
    struct csv_plan plan = {.columns = mem_zero(header->n, 1), .n = header->n};
    size_t best = 0;

    for (size_t i = 0; i < ARRAY_LEN(maps); i++) {
        size_t known = best && maps[i].unmarked ? 0 : try_map(&maps[i], header, plan.columns);
        if (known > best) {
            best = known;
            plan.map = &maps[i];
        }
    }
    if (!plan.map) {
        csv_plan_done(&plan);
        return 1;
    }
    try_map(plan.map, header, plan.columns);
    *ret = plan;
    return 0;
}

void csv_plan_done(struct csv_plan *plan)
{
    free(plan->columns);
    *plan = (struct csv_plan){0};
}

const char *csv_plan_prefix(const struct csv_plan *plan)
{
    return plan->map->prefix;
}

/* Google joins with " ::: ", everybody else with a semicolon. */
static void add_each(struct texts *texts, const char *cell)
{
    while (*cell) {
        const char *triple = strstr(cell, " ::: ");
        const char *stop = triple ? triple : strchrnul(cell, ';');
        _cleanup_free_ char *one = mem_string_n(cell, (size_t)(stop - cell));
        contact_add(texts, one);
        cell = stop + (triple ? 5 : *stop ? 1 : 0);
    }
}

/* "* myContacts ::: * Family": the star is Google's, the first group everybody's. */
static void add_tags(struct texts *tags, const char *cell)
{
    struct texts all = {0};

    add_each(&all, cell);
    for (size_t i = 0; i < all.n; i++) {
        const char *tag = all.v[i] + (str_starts(all.v[i], "* ") ? 2 : 0);
        if (!str_equal(tag, "myContacts") && !str_equal(tag, "*"))
            contact_add(tags, tag);
    }
    texts_clear(&all);
}

/* The stages before somebody is a customer, by what their names have in common in three languages. */
static bool is_prospect(const char *stage)
{
    static const char *const words[] = {"lead", "subscri", "suscri", "iscri", "oportunidad", "opportunit"};
    _cleanup_free_ char *folded = text_fold_new(stage);

    for (size_t i = 0; i < ARRAY_LEN(words); i++)
        if (strstr(folded, words[i]))
            return true;
    return false;
}

static void read_cell(struct contact *contact, enum column column, const char *cell, char **second_name)
{
    switch (column) {
    case COLUMN_ID: contact_set(&contact->id, cell); break;
    case COLUMN_NAME: contact_set(&contact->name, cell); break;
    case COLUMN_GIVEN: contact_set(&contact->given, cell); break;
    case COLUMN_MIDDLE: contact_set(&contact->middle, cell); break;
    case COLUMN_FAMILY: contact_set(&contact->family, cell); break;
    case COLUMN_ORGANIZATION: contact_set(&contact->organization, cell); break;
    case COLUMN_TITLE: contact_set(&contact->title, cell); break;
    case COLUMN_COUNTRY: contact_set(&contact->country, cell); break;
    case COLUMN_LANGUAGE: contact_set(&contact->language, cell); break;
    case COLUMN_SECOND_NAME: contact_set(second_name, cell); break;
    case COLUMN_EMAIL: add_each(&contact->emails, cell); break;
    case COLUMN_PHONE: add_each(&contact->phones, cell); break;
    case COLUMN_TAGS: add_tags(&contact->tags, cell); break;
    case COLUMN_NOTES: contact_append(&contact->notes, cell); break;
    case COLUMN_STAGE: contact->prospect |= is_prospect(cell); break;
    case COLUMN_UNUSED:
    case COLUMN_MARK: break;
    }
}

void csv_plan_read(const struct csv_plan *plan, const struct csv_row *row, struct contact *contact)
{
    _cleanup_free_ char *second_name = NULL;

    contact->company = plan->map->company;
    for (size_t i = 0; i < plan->n; i++)
        read_cell(contact, plan->columns[i], csv_plain_cell(csv_row_cell(row, i)), &second_name);
    if (second_name && !contact->given && !contact->family && !contact->organization)
        contact_set(&contact->name, second_name);
}
