/* The words and signs a typed date is made of. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

enum when_word {
    WHEN_NOW,
    WHEN_NOON,
    WHEN_WEEKDAY, /* value: enum weekday */
    WHEN_MONTH,   /* value: 1 to 12 */
    WHEN_LAST,    /* "last", "pasado", "scorso" */
    WHEN_NEXT,    /* "next", "próximo", "prossimo" */
    WHEN_IN,      /* before what is still to come */
    WHEN_END,     /* before "of the month" */
    WHEN_MONTHS,  /* the unit that no number of seconds makes */
    WHEN_HACE,    /* stands before what is ago */
    WHEN_AGO,     /* stands behind it */
    WHEN_ONE,     /* "an", "una" */
    WHEN_UNIT,    /* value: seconds */
    WHEN_H,       /* behind an hour */
    WHEN_AM,
    WHEN_PM,
    WHEN_ORDINAL, /* behind a day of the month */
    WHEN_OF,      /* between day, month and year */
    WHEN_ON,      /* before a date */
    WHEN_AT,      /* before a time; value: two together make a bare hour one */
};

enum token_kind { TOKEN_END, TOKEN_WORD, TOKEN_NUMBER, TOKEN_SIGN };

struct token {
    enum token_kind kind;
    size_t from, to;    /* bytes of the text */
    int number, digits; /* a number of more than nine digits is one of value 0 */
    char sign;
    char word[24]; /* folded; empty when it is longer than any word here */
};

/* Text read token by token: `next` is the one not taken yet. A copy of the struct is a place to come back to.
 */
struct reader {
    const char *text;
    size_t at; /* behind the last token taken */
    struct token next;
};

void reader_init(struct reader *reader, const char *text);
void reader_take(struct reader *reader);
/* Whether the next token touches the last one. */
bool reader_tight(const struct reader *reader);
/* Whether the next token is such a word; its value, where it has one, to *RET_VALUE (may be NULL). */
bool reader_is(const struct reader *reader, enum when_word word, int *ret_value);
/* The same, and takes it. */
bool reader_take_word(struct reader *reader, enum when_word word, int *ret_value);
bool reader_take_sign(struct reader *reader, char sign);
/* Takes all the words of LIST, between which spaces stand, or nothing. */
bool reader_take_all(struct reader *reader, const char *list);
/* Takes a phrase such as "l'altro ieri"; AHEAD: or "tomorrow", which is -1 days ago. */
bool reader_take_phrase(struct reader *reader, bool ahead, int *ret_days_ago);
