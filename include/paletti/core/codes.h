/* Codes that come from data files and that the user can extend: signs, later excuses, troubles, kinds of
 * expenses.
 *
 * A file has one code a line, a tab or spaces, and its label in English; behind a | may stand other words that people
 * call it by, in whatever language. Lines that begin with # are comments. The user's own file is read after the built-in one: it adds codes, and gives known ones another
 * label. */
#pragma once

#include "paletti/base/err.h"

#include <stddef.h>

struct code {
    char *code, *label; /* owned, and so is the next */
    char *words;        /* behind the |, as they stand there; NULL: none */
};

struct codes {
    struct code *v; /* owned, in the order of the files */
    size_t n, cap;
};

/* Adds the codes of TEXT to CODES, which is {0} at first. Returns 0, or -1 with an err that names the line;
 * what stood before that line has been added. */
int codes_parse(const char *text, struct codes *codes, struct err *err);
/* Borrowed, until the next codes_parse; NULL when there is no such code. */
const struct code *codes_find(const struct codes *codes, const char *code);
void codes_clear(struct codes *codes);
