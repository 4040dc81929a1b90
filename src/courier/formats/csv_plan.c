#include "formats/csv_plan.h"

#include "ascii.h"
#include "formats/csv_maps.h"

#include "paletti/base/mem.h"
#include "paletti/base/text.h"

#include <string.h>

/* "E-mail 1 - Value" becomes "e mail 1 value", "Teléfono" "telefono": letters folded, the rest blanks. */
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

static const struct csv_alias *find_alias(const struct csv_map *map, const char *header)
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
        const struct csv_alias *alias = find_alias(map, str_text(&folded));
        columns[i] = alias ? (unsigned char)(alias->column & ~COLUMN_MARK) : COLUMN_UNUSED;
        known += alias != NULL;
        marked |= alias && alias->column & COLUMN_MARK;
        seen |= COLUMN_BIT(columns[i]);
    }
    return marked && seen & map->any_of ? known : 0;
}

int csv_plan_make(const struct csv_row *header, struct csv_plan *ret)
{
    struct csv_plan plan = {.columns = mem_zero(header->n, 1), .n = header->n};
    size_t best = 0;

    for (size_t i = 0; i < CSV_MAPS; i++) {
        size_t known = best && csv_maps[i].unmarked ? 0 : try_map(&csv_maps[i], header, plan.columns);
        if (known > best) {
            best = known;
            plan.map = &csv_maps[i];
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
    /* Looked for once, not for each piece of a cell that may have a hundred thousand. */
    const char *triple = strstr(cell, " ::: ");

    while (*cell) {
        if (triple && triple < cell)
            triple = strstr(cell, " ::: ");
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
    case COLUMN_ID:
        contact_set(&contact->id, cell);
        break;
    case COLUMN_NAME:
        contact_set(&contact->name, cell);
        break;
    case COLUMN_GIVEN:
        contact_set(&contact->given, cell);
        break;
    case COLUMN_MIDDLE:
        contact_set(&contact->middle, cell);
        break;
    case COLUMN_FAMILY:
        contact_set(&contact->family, cell);
        break;
    case COLUMN_ORGANIZATION:
        contact_set(&contact->organization, cell);
        break;
    case COLUMN_TITLE:
        contact_set(&contact->title, cell);
        break;
    case COLUMN_COUNTRY:
        contact_set(&contact->country, cell);
        break;
    case COLUMN_LANGUAGE:
        contact_set(&contact->language, cell);
        break;
    case COLUMN_SECOND_NAME:
        contact_set(second_name, cell);
        break;
    case COLUMN_EMAIL:
        add_each(&contact->emails, cell);
        break;
    case COLUMN_PHONE:
        add_each(&contact->phones, cell);
        break;
    case COLUMN_TAGS:
        add_tags(&contact->tags, cell);
        break;
    case COLUMN_NOTES:
        contact_append(&contact->notes, cell);
        break;
    case COLUMN_STAGE:
        contact->prospect |= is_prospect(cell);
        break;
    case COLUMN_UNUSED:
    case COLUMN_MARK:
        break;
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
