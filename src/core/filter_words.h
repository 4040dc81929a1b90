/* The words of filters, and what a parsed filter is made of. */
#pragma once

#include "paletti/core/filter.h"

enum filter_verb {
    VERB_TEXT, /* what is no word of the list */
    VERB_STATE,
    VERB_WAITS,
    VERB_LATE,
    VERB_OWED,
    VERB_TOLD,
    VERB_TAG,
    VERB_LANG,
    VERB_BREACH,
    VERB_BY,
    VERB_SINCE,
    VERB_FROM,
    VERB_UNTIL,
    VERB_THEIRS,
    VERB_MINE,
    VERB_DIRECTION,
    VERB_KIND,
    VERB_CHANNEL,
    VERB_MINUTES,
};

/* What stands behind the word. */
enum filter_form { TAKES_NOTHING, TAKES_VALUE, TAKES_TEXT, TAKES_DAY, TAKES_NUMBER, TAKES_CHANNEL };

enum { OWED_BY_ME = 1, OWED_BY_THEM = 2, FILTER_NAMES_MAX = 6 };

/* A value with a number: "hours" of breach. English first, then the other languages; folded. */
struct filter_value {
    const char *names[FILTER_NAMES_MAX];
    int number;
    int own[2]; /* as below */
};

struct filter_word {
    enum filter_verb verb;
    enum filter_form form;
    unsigned of; /* bits of enum filter_of */
    const char *names[FILTER_NAMES_MAX];
    int own[2]; /* the places of the first Spanish and the first Italian name */
    int number; /* of a flag */
    const struct filter_value *values;
    size_t n_values;
    const char *help; /* N_() */
};

extern const struct filter_word filter_table[];
extern const size_t filter_table_n;

/* By one of its names, FOLDED; FLAG: it stands alone. NULL when there is none. */
const struct filter_word *filter_word_find(enum filter_of of, const char *folded, bool flag);
const struct filter_value *filter_value_find(const struct filter_word *word, const char *folded);

struct filter_atom {
    const struct filter_word *word; /* NULL: VERB_TEXT */
    int64_t low, high;              /* a number's range; `low` alone: the value, the flag's number, a day */
    int64_t at;                     /* of a day: the instant from which, or before which */
    char *text;                     /* owned: folded; or NULL */
};

struct filter_term {
    bool negated;
    struct filter_atom *atoms;
    size_t n, cap;
};

struct filter {
    enum filter_of of;
    struct filter_term *terms;
    size_t n, cap;
    struct str words;   /* of the terms that are nothing but a text */
    unsigned by;        /* bits of enum breach that by:me and by:client leave */
    bool late_is_mine;  /* beside owed:me, late is my answer */
    bool late_is_theirs;
};

static inline enum filter_verb filter_verb_of(const struct filter_atom *atom)
{
    return atom->word ? atom->word->verb : VERB_TEXT;
}
/* A term that says one thing, as it stands. */
static inline const struct filter_atom *filter_only(const struct filter_term *term)
{
    return !term->negated && term->n == 1 ? &term->atoms[0] : NULL;
}
