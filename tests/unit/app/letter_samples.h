/* Something for every field that the letters of a decision, a debt and a goodbye have, in the letter's
 * language. */
#pragma once

#include "paletti/core/letter.h"

/* Which of the fields that may be absent are given: none, all, or those that a number chooses, which chooses
 * among values too. */
enum { SAMPLES_FEWEST = 0, SAMPLES_ALL = 1 };

/* Puts what LETTER needs and what WHICH chooses of the rest; fails the test where something is needed that is
 * not known here. */
void samples_fill(const struct letter_template *letter, const struct letter_manner *manner, unsigned which,
                  struct letter_fields *fields);
