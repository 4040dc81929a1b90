/* Words and turns that a letter does without, and what each register does not say. Folded; a phrase is its
 * words with a blank between. */
#pragma once

#include "paletti/core/letter_lint.h"

struct lexicon_row {
    const char *language;
    enum letter_fault fault;
    const char *const *phrases; /* NULL-terminated */
};
extern const struct lexicon_row lexicon[];
extern const size_t lexicon_n;

struct lexicon_register {
    const char *language;
    enum letter_address address;
    const char *const *words; /* of other registers */
};
extern const struct lexicon_register lexicon_registers[];
extern const size_t lexicon_registers_n;

/* Short words that are shouted. */
extern const char *const lexicon_shouts[];
/* Longer ones that are written so. */
extern const char *const lexicon_initials[];
