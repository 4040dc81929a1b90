/* Whether a client or an entry matches: all terms, of each term one atom. */
#include "filter_words.h"

#include "paletti/base/mem.h"
#include "paletti/base/text.h"
#include "paletti/core/client.h"

#include <string.h>

static bool within(const struct filter_atom *atom, int64_t number)
{
    return number >= atom->low && number <= atom->high;
}

/* A breach that atom names, and that by:me or by:client leaves. */
static bool crossed(const struct filter *filter, const struct filter_atom *atom, unsigned breaches)
{
    return (breaches & (unsigned)atom->low & filter->by) != 0;
}

static bool any_begins(const struct texts *tags, const char *text)
{
    for (size_t i = 0; tags && i < tags->n; i++) {
        _cleanup_free_ char *folded = text_fold_new(tags->v[i]);
        if (str_starts(folded, text))
            return true;
    }
    return false;
}

static bool folds_to(const char *name, const char *text)
{
    if (!name)
        return false;
    _cleanup_free_ char *folded = text_fold_new(name);
    return str_starts(folded, text);
}

/* --- clients --- */

static bool client_is_late(const struct filter *filter, const struct filter_client *client)
{
    return (client->late && !filter->late_is_theirs) || (client->owes_late && !filter->late_is_mine);
}

static bool client_atom(const struct filter *filter, const struct filter_atom *atom, const struct filter_client *client)
{
    switch (filter_verb_of(atom)) {
    case VERB_TEXT:
        return client_called(client->name, atom->text);
    case VERB_STATE:
        return client->state == atom->low;
    case VERB_WAITS:
        return client->waits;
    case VERB_LATE:
        return client_is_late(filter, client);
    case VERB_OWED:
        return atom->low == OWED_BY_ME ? client->waits : client->owes;
    case VERB_TOLD:
        return client->told == (atom->low != 0);
    case VERB_TAG:
        return any_begins(client->tags, atom->text);
    case VERB_LANG:
        return folds_to(client->language, atom->text);
    case VERB_BREACH:
    case VERB_BY:
        return crossed(filter, atom, client->breaches);
    case VERB_SINCE:
        return client->since != DAY_NONE && client->since >= atom->low;
    case VERB_FROM:
        return client->last != INSTANT_NONE && client->last >= atom->at;
    case VERB_UNTIL:
        return client->last == INSTANT_NONE || client->last < atom->at;
    case VERB_THEIRS:
        return within(atom, client->theirs);
    case VERB_MINE:
        return within(atom, client->mine);
    default:
        return false;
    }
}

bool filter_client(const struct filter *filter, const struct filter_client *client)
{
    for (size_t i = 0; i < filter->n; i++) {
        const struct filter_term *term = &filter->terms[i];
        bool one = false;
        for (size_t k = 0; k < term->n && !one; k++)
            one = client_atom(filter, &term->atoms[k], client);
        if (one == term->negated)
            return false;
    }
    return true;
}

/* --- entries --- */

static bool entry_waits(const struct filter_entry *entry)
{
    return entry->question == QUESTION_WAITING || entry->question == QUESTION_OVERDUE;
}

static bool entry_is_late(const struct filter *filter, const struct filter_entry *entry)
{
    bool mine = entry->question == QUESTION_OVERDUE || (entry->question == QUESTION_LATE && !filter->late_is_mine);

    return (mine && !filter->late_is_theirs) || (entry->breaches & (BREACH_LATE_MATERIAL | BREACH_LATE_PAYMENT) && !filter->late_is_mine);
}

static bool entry_atom(const struct filter *filter, const struct filter_atom *atom, const struct filter_entry *entry)
{
    switch (filter_verb_of(atom)) {
    case VERB_TEXT:
        return entry->says(entry->ctx, atom->text);
    case VERB_WAITS:
        return entry_waits(entry);
    case VERB_LATE:
        return entry_is_late(filter, entry);
    case VERB_OWED:
        return atom->low == OWED_BY_ME ? entry_waits(entry) : (entry->breaches & BREACH_LATE_MATERIAL) != 0;
    case VERB_BREACH:
    case VERB_BY:
        return crossed(filter, atom, entry->breaches);
    case VERB_DIRECTION:
        return entry->direction == atom->low;
    case VERB_KIND:
        return entry->kind == atom->low;
    case VERB_CHANNEL:
        return folds_to(entry->channel, atom->text);
    case VERB_MINUTES:
        return within(atom, entry->minutes);
    case VERB_FROM:
        return entry->at >= atom->at;
    case VERB_UNTIL:
        return entry->at < atom->at;
    default:
        return false;
    }
}

bool filter_entry(const struct filter *filter, const struct filter_entry *entry)
{
    for (size_t i = 0; i < filter->n; i++) {
        const struct filter_term *term = &filter->terms[i];
        bool one = false;
        for (size_t k = 0; k < term->n && !one; k++)
            one = entry_atom(filter, &term->atoms[k], entry);
        if (one == term->negated)
            return false;
    }
    return true;
}
