/* UTF-8, one code point at a time. Private to base: other rooms work with whole strings and clusters. */
#pragma once

#include <stddef.h>
#include <stdint.h>

#define UTF8_BAD         (-1)
#define UTF8_REPLACEMENT 0xFFFD
#define UTF8_MAX         4

/* Decodes the first code point of the N bytes at S (N > 0) into *RET_RUNE and returns its bytes. A malformed
 * sequence gives UTF8_BAD and the length of its maximal subpart (Unicode 15, 3.9, table 3-8), at least 1. */
size_t utf8_decode(const char *s, size_t n, int32_t *ret_rune);
/* The same for a NUL-terminated string; 0 at its end. */
size_t utf8_next(const char *s, int32_t *ret_rune);
/* Writes RUNE, a scalar value, and returns its bytes. */
size_t utf8_put(int32_t rune, char ret[UTF8_MAX]);
/* Bytes of ASCII at the beginning of the N bytes at S. */
size_t utf8_ascii_run(const char *s, size_t n);
