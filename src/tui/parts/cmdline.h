/* The words of a `:` line: separated by blanks, with "..." and '...' around those that hold blanks, and
 * \ before a character that stands for itself. */
#pragma once

#include "paletti/base/err.h"
#include "paletti/base/str.h"

#include <stddef.h>

struct cmdline {
    char **v;
    size_t n, cap;
};

void cmdline_done(struct cmdline *words);
/* HOME (or NULL) stands for a ~ before a slash at the beginning of a word. Fails when a quotation is not
 * closed. */
int cmdline_split(const char *line, const char *home, struct cmdline *ret, struct err *err);
/* Appends WORD such that cmdline_split takes it for one. */
void cmdline_add(struct str *line, const char *word);
/* Where the word begins that ends at the end of LINE, quotation mark included. */
size_t cmdline_last(const char *line);
