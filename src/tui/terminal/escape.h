/* Escape sequences as most terminals know them, written and read without asking terminfo: a frame has
 * hundreds. */
#pragma once

#include "paletti/base/str.h"

#include <stddef.h>

/* What terminfo calls cup, cuf, setaf and setab where the next three fit: COLORS is of 256, BACK their other use. */
#define ESCAPE_MOVE  "\033[%i%p1%d;%p2%dH"
#define ESCAPE_RIGHT "\033[%p1%dC"
#define ESCAPE_COLOR(plain, bright, of_256)                                                                  \
    "\033[%?%p1%{8}%<%t" plain "%p1%d%e%p1%{16}%<%t" bright "%p1%{8}%-%d%e" of_256 ";5;%p1%d%;m"
#define ESCAPE_FOREGROUND ESCAPE_COLOR("3", "9", "38")
#define ESCAPE_BACKGROUND ESCAPE_COLOR("4", "10", "48")
void escape_move(struct str *to, int x, int y);
void escape_right(struct str *to, int n);
void escape_color(struct str *to, bool back, int color);

/* Makes one of several settings of style in a row, where all are of the usual form: "ESC[m ESC[1m" is
 * "ESC[0;1m". */
void escape_join(struct str *settings);
/* What puts TEXT on the clipboard: OSC 52, in base64, so that nothing in TEXT can steer the terminal. */
void escape_copy(struct str *to, const char *text);
/* Bytes of the escape sequence or character that S begins with. */
size_t escape_token(const char *s);
