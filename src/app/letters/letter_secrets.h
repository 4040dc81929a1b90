/* What this file knows and a letter must not say. */
#pragma once

#include "letter_draft.h"

/* Appends what is wrong with SUBJECT and TEXT to the draft's client: tone, and leaks. OPEN_WORDS: what the
 * letter says anyway. */
int letter_secrets_look(const struct letter_draft *draft, const char *open_words, enum letter_address address,
                        const char *subject, const char *text, struct letter_findings *findings,
                        struct err *err);
