/* Unicode text: validity, width on a terminal, graphemes, search folding, and making text safe to show. */
#pragma once

#include "paletti/base/str.h"

#include <stdint.h>

/* Length of the longest valid UTF-8 beginning of the N bytes at S (N when all is valid). Surrogates, overlong
 * forms and values above U+10FFFF are not valid. U+0000 is. */
size_t text_valid(const char *s, size_t n);
/* Appends the N bytes with each malformed sequence replaced by U+FFFD; returns how many were replaced. */
size_t text_repair(struct str *to, const char *s, size_t n);

/* Bytes of the grapheme cluster at the beginning of S (0 at the end of the string), and, where RET_WIDTH is
 * not NULL, its width in terminal cells: 0, 1 or 2. Variation selector 16, flags, emoji with modifiers and
 * joiners count as the one wide cluster that terminals draw. S is valid UTF-8. */
size_t text_cluster(const char *s, int *ret_width);
/* Cells that S takes. */
int text_width(const char *s);
/* Bytes of the longest beginning of S that fits into WIDTH cells and ends between clusters. */
size_t text_fit(const char *s, int width);
/* Appends S cut or padded with spaces to exactly WIDTH cells; a cut shows ELLIPSIS ("…", or "~" where the
 * locale is not UTF-8), which must be one cell wide. */
void text_pad(struct str *to, const char *s, int width, const char *ellipsis);

/* Appends S such that no byte of it can steer a terminal: control characters (C0, DEL, C1), bidirectional
 * overrides and isolates, tag characters, and zero-width characters outside emoji become visible symbols
 * (U+2400 block, or U+FFFD); malformed bytes become U+FFFD. A newline becomes a space when ONE_LINE, and
 * stays otherwise; so does a tab. Every sink that is not curses goes through here. Returns how many
 * characters were replaced by symbols. */
size_t text_safe(struct str *to, const char *s, bool one_line);
/* The same as a new string, on one line. The caller owns it. */
char *text_safe_line(const char *s);

/* Appends S on one line in printable ASCII, for locales without UTF-8: letters lose their marks, the usual
 * symbols are spelt out, everything else shows as "?". Safe as text_safe is. */
void text_ascii(struct str *to, const char *s);

/* Appends S as the manual pages' mdoc has it: no character of it is a request, an empty line begins a paragraph. */
void text_mdoc(struct str *to, const char *s);

/* Search folding: canonical decomposition, case folded, combining marks dropped except the tilde of ñ, so
 * that "Ñandú" folds to "ñandu", and "año" does not meet "ano". The marks of all scripts go, vowel signs too.
 * Appends to TO. */
void text_fold(struct str *to, const char *s);
char *text_fold_new(const char *s);
/* Whether TYPED is NAME: case, accents and the blanks around it are nobody's mistake. NULL is no name. */
bool text_same(const char *typed, const char *name);
/* What sorts names byte by byte: folded, with ñ behind n and before o ("n" and U+10FFFD). The caller owns it. */
char *text_sort_key(const char *s);
/* Calls FN for each word of FOLDED text: runs of letters, digits and private-use characters. Each is one
 * token of FTS5's unicode61 (remove_diacritics 0). That one takes symbols younger than Unicode 6.1 for
 * letters ("🤝acme" is one token), so feed it these words with spaces between, and both agree. Stops when
 * FN returns non-zero, and returns that. */
int text_words(const char *folded, int (*fn)(void *ctx, const char *word, size_t len), void *ctx);
