/* The words of a text with their places, folded, so that phrases are found whatever their case and accents.
 */
#pragma once

#include <stddef.h>

struct letter_word {
    size_t at, len; /* bytes in the text */
    char *folded;   /* owned */
};

struct letter_words {
    struct letter_word *v; /* owned */
    size_t n, cap;
};

void letter_words_of(const char *text, struct letter_words *ret);
void letter_words_clear(struct letter_words *words);
/* How many words of WORDS from FROM on say PHRASE (folded words with a blank between): 0, none. */
size_t letter_words_say(const struct letter_words *words, size_t from, const char *phrase);
/* Whether the N words of PHRASE from FROM on stand somewhere in WORDS: the place, or WORDS->n. */
size_t letter_words_find(const struct letter_words *words, size_t start, const struct letter_words *phrase,
                         size_t from, size_t n);
#define _cleanup_words_ _cleanup_(letter_words_clear)
