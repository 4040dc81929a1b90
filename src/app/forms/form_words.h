/* What the fields of a form are called, and what is special about the text in one. */
#pragma once

#include "paletti/app/command.h"

enum field_sort {
    SORT_COMING = 1 << 0,    /* a date still to come: "friday" is the next one */
    SORT_MIDNIGHT = 1 << 1,  /* a day without a time is its beginning */
    SORT_MINUTES = 1 << 2,   /* a number of minutes: "1h30" */
    SORT_DAYS = 1 << 3,      /* a number of days, of hours, of months: the word may stand behind it */
    SORT_HOURS = 1 << 4,
    SORT_MONTHS = 1 << 5,
    SORT_LONG = 1 << 6,      /* text of several lines */
    SORT_RARE = 1 << 7,      /* seldom filled in by hand */
    SORT_CHANNEL = 1 << 8,   /* the name of a channel */
    SORT_PERCENT = 1 << 9,   /* thousandths of a whole */
    SORT_PLAIN = 1 << 11,    /* in a list it needs no label */
    SORT_ITEMS = 1 << 10,    /* texts with commas of their own: semicolons stand between them */
};

struct field_words {
    const char *types; /* the types it is said of, separated by spaces; NULL: all others */
    const char *field;
    const char *label; /* N_() */
    const char *hint;  /* N_(), NULL: what its kind says */
    unsigned sort;     /* enum field_sort */
};
/* Never NULL. Of a field inside another one NAME is "project.name". */
const struct field_words *field_words(const char *type, const char *name);

/* Whether LIST, with spaces between its words, has WORD, which is not empty. */
bool list_has(const char *list, const char *word);

/* "invoice", "exception"; translated. */
const char *type_word(const char *type);
/* What refs of such records begin with. */
const char *type_prefix(const char *type);

/* The word of FIELD's choice NAME ("transfer"), translated. */
const char *choice_word(const char *field, const char *name);
/* The index of the one of NAMES that TEXT says, in any of the three languages, or, unless WHOLE, by its beginning; -1:
 * none, -2: several. */
int choice_find(const char *field, const char *const *names, const char *text, bool whole);
/* The one code of FILE ("signs") that TEXT names: by itself, by one of its words, by what it means in English or in the
 * person's language, or by a beginning of those or of a word of its meaning, where only one has that. NULL: none, or several. Borrowed from APP. */
const char *code_named(struct app *app, const char *file, const char *text);
bool word_is_yes(const char *text);
bool word_is_no(const char *text);
