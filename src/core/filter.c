#include "filter_words.h"

#include "paletti/core/client.h"

#include <string.h>

void filter_free(struct filter *filter)
{
    if (!filter)
        return;
    for (size_t i = 0; i < filter->n; i++) {
        for (size_t k = 0; k < filter->terms[i].n; k++)
            free(filter->terms[i].atoms[k].text);
        free(filter->terms[i].atoms);
    }
    free(filter->terms);
    str_done(&filter->words);
    free(filter);
}

/* --- what it asks for --- */

static unsigned need_of(enum filter_verb verb)
{
    switch (verb) {
    case VERB_LATE:
    case VERB_OWED:
        return FILTER_NEEDS_DUES;
    case VERB_BREACH:
    case VERB_BY:
        return FILTER_NEEDS_KINDS | FILTER_NEEDS_DUES;
    case VERB_TAG:
    case VERB_LANG:
    case VERB_SINCE:
    case VERB_TOLD:
        return FILTER_NEEDS_RECORD;
    default:
        return 0;
    }
}

unsigned filter_needs(const struct filter *filter)
{
    unsigned needs = 0;

    for (size_t i = 0; i < filter->n; i++)
        for (size_t k = 0; k < filter->terms[i].n; k++)
            needs |= need_of(filter_verb_of(&filter->terms[i].atoms[k]));
    return needs;
}

bool filter_names_left(const struct filter *filter)
{
    for (size_t i = 0; i < filter->n; i++)
        for (size_t k = 0; k < filter->terms[i].n; k++) {
            const struct filter_atom *atom = &filter->terms[i].atoms[k];
            enum filter_verb verb = filter_verb_of(atom);
            if (!filter->terms[i].negated && (verb == VERB_TEXT || (verb == VERB_STATE && atom->low == CLIENT_LEFT)))
                return true;
        }
    return false;
}

const char *filter_words(const struct filter *filter)
{
    return filter->words.len > 0 ? str_text(&filter->words) : NULL;
}

void filter_range(const struct filter *filter, int64_t *ret_from, int64_t *ret_until)
{
    *ret_from = INT64_MIN;
    *ret_until = INT64_MAX;
    for (size_t i = 0; i < filter->n; i++) {
        const struct filter_atom *atom = filter_only(&filter->terms[i]);
        if (atom && filter_verb_of(atom) == VERB_FROM && atom->at > *ret_from)
            *ret_from = atom->at;
        if (atom && filter_verb_of(atom) == VERB_UNTIL && atom->at < *ret_until)
            *ret_until = atom->at;
    }
}
