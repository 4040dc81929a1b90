#include "people.h"

#include "paletti/base/i18n.h"

#include <string.h>

/* Newsletters write often and are never written to. */
static const struct rule {
    int64_t count, written; /* at least; a rule that nobody can meet takes nobody */
    const char *words;      /* N_() */
} rules[] = {
    {1, 1, N_("those you wrote to")},
    {3, 0, N_("those with 3 messages or more")},
    {5, 0, N_("those with 5 messages or more")},
    {10, 0, N_("those with 10 messages or more")},
    {30, 0, N_("those with 30 messages or more")},
    {1, 0, N_("everybody")},
    {INT64_MAX, 0, N_("nobody")},
};

static bool fits(const struct people *people, const struct import_note *note)
{
    const struct rule *rule = &rules[people->rule];

    return note->count >= rule->count && note->written >= rule->written;
}

void people_init(struct people *people, const struct import_notes *notes)
{
    static const int first[] = {0, 1, 5};
    int64_t n = 0, messages;

    *people = (struct people){.notes = notes};
    for (size_t i = 0; i < ARRAY_LEN(first) && n == 0; i++) {
        people->rule = first[i];
        people_count(people, &n, &messages);
    }
}

void people_next_rule(struct people *people)
{
    people->rule = (people->rule + 1) % (int)ARRAY_LEN(rules);
    memset(people->flipped, 0, sizeof people->flipped);
}

const char *people_rule(const struct people *people)
{
    return _(rules[people->rule].words);
}

bool people_taken(const struct people *people, size_t i)
{
    return fits(people, &people->notes->v[i]) != (i < PEOPLE_SHOWN && people->flipped[i]);
}

void people_count(const struct people *people, int64_t *ret_people, int64_t *ret_messages)
{
    *ret_people = *ret_messages = 0;
    for (size_t i = 0; i < people->notes->n; i++)
        if (people_taken(people, i)) {
            ++*ret_people;
            *ret_messages += people->notes->v[i].count;
        }
}

void people_add_addresses(const struct people *people, struct str *to)
{
    for (size_t i = 0; i < people->notes->n; i++)
        if (people_taken(people, i)) {
            str_add(to, people->notes->v[i].a);
            str_add_char(to, '\n');
        }
}
