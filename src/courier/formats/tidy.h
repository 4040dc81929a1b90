/* Small texts of other programs, made fit for a record. */
#pragma once

#include <stddef.h>

/* The N bytes at S (valid UTF-8) on one line: control characters and runs of blanks become one blank, none at
 * the ends, cut to MAX bytes between characters. NULL when nothing is left; the caller owns it. */
char *tidy_line(const char *s, size_t n, size_t max);
/* A mail address in lower case; NULL for what is none (no @, blanks, too long). The caller owns it. */
char *tidy_address(const char *s);
/* The beginning of S, on one line, to be quoted in a sentence; "" when it is blank. The caller owns it. */
char *tidy_excerpt(const char *s);
