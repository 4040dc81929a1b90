/* Bytes in somebody's charset, as UTF-8. */
#pragma once

#include "paletti/base/str.h"

/* Appends the N bytes at S, written in CHARSET, as UTF-8. CHARSET NULL, "us-ascii", or one that nobody knows:
 * UTF-8 where the bytes are that, else windows-1252. Malformed sequences and U+0000 become U+FFFD; returns
 * how many. */
size_t charset_decode(struct str *to, const char *charset, const char *s, size_t n);
/* A text file of unknown origin: a byte order mark decides (UTF-8, UTF-16), else as above. */
size_t charset_decode_file(struct str *to, const char *s, size_t n);
/* The code point of a byte of windows-1252. */
int charset_cp1252(unsigned char byte);
