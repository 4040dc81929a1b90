/* Filters in words: "late owed:me ch:whatsapp". All that stands between blanks must hold:
 *
 *   late            a word of the list (filter_each_word tells them all)
 *   ch:whatsapp     a word with a value; several, of which one must hold, with commas: ch:whatsapp,email
 *   min>30          a word with a number: < > <= >= =
 *   -late           the contrary; so does "not late"
 *   late,prospect   words with commas: one must hold
 *   header          any other word is looked for: in the names of clients; in the subjects and texts of the log
 *   "late"          in quotation marks it is looked for whatever it spells, and may hold blanks
 *
 * The words are understood in English, Spanish and Italian at once, case and accents do not matter. Parsed once, a
 * filter says of any number of clients or entries whether they match. */
#pragma once

#include "paletti/base/str.h"
#include "paletti/base/zone.h"
#include "paletti/core/judge.h"

enum filter_of { FILTER_CLIENTS = 1 << 0, FILTER_LOG = 1 << 1 };

struct filter;

/* Days ("from:monday", "until:2026-10", "since:30d") are seen from NOW in ZONE. An empty TEXT matches all. Fails with
 * a sentence that names the word and says what there is. The caller owns *RET. */
int filter_parse(const char *text, enum filter_of of, int64_t now, const struct zone *zone, struct filter **ret,
                 struct err *err);
void filter_free(struct filter *filter); /* takes NULL */
DEFINE_CLEANUP(struct filter, filter_free);

/* Appends the words, in the language of the screen, for entries of the last DAYS that crossed one of the lines BREACHES
 * (bits of enum breach): "breach:hours by:client from:90d". */
void filter_of_breaches(unsigned breaches, int days, struct str *to);

/* What must be known of a client beyond their row in a list, so that the rest need not be fetched. */
enum filter_need {
    FILTER_NEEDS_DUES = 1 << 0,   /* owes, owes_late */
    FILTER_NEEDS_KINDS = 1 << 1,  /* breaches */
    FILTER_NEEDS_RECORD = 1 << 2, /* tags, language, since, told */
};
unsigned filter_needs(const struct filter *filter);
/* Whether it speaks of those who left: they are listed only when somebody asks for them. */
bool filter_names_left(const struct filter *filter);

struct filter_client {
    const char *name;
    int8_t state;         /* enum client_state */
    bool waits, late;     /* an answer of mine is owed to them; it is overdue */
    bool owes, owes_late; /* an invoice or something asked for is open; it is overdue */
    bool told;
    unsigned breaches;    /* bits of enum breach: what was crossed, the client's as far as it counts */
    int64_t theirs, mine; /* how many lines were crossed */
    int64_t last;         /* newest entry, INSTANT_NONE */
    int32_t since;        /* DAY_NONE */
    const char *language; /* "es-ES", or NULL */
    const struct texts *tags;
};
bool filter_client(const struct filter *filter, const struct filter_client *client);

/* The kind of what is no entry, but a payment among them. */
enum { FILTER_PAYMENT = 64 };

struct filter_entry {
    int64_t at, minutes;
    int8_t direction, kind; /* enum kind, FILTER_PAYMENT */
    enum question_state question;
    unsigned breaches;   /* bits of enum breach */
    const char *channel; /* or NULL */
    /* Whether it has all WORDS (folded), or words that begin so; for texts that filter_words leaves. */
    bool (*says)(void *ctx, const char *words);
    void *ctx;
};
bool filter_entry(const struct filter *filter, const struct filter_entry *entry);
/* The texts that every matching entry must have, for an index: words with blanks between; NULL: none. Borrowed. */
const char *filter_words(const struct filter *filter);
/* The instants between which every matching entry lies: [*RET_FROM, *RET_UNTIL). */
void filter_range(const struct filter *filter, int64_t *ret_from, int64_t *ret_until);

/* Every word of the list with what it means, translated: "late", "ch:", "min>". Stops when FN returns non-zero. */
int filter_each_word(enum filter_of of, int (*fn)(void *ctx, const char *word, const char *help), void *ctx);
/* What the last word of TEXT can become, whole words in the language they were begun in. Returns where that word
 * begins. Values that only the file knows (tags) are not among them. */
size_t filter_complete(enum filter_of of, const char *text, int (*fn)(void *ctx, const char *word), void *ctx);
