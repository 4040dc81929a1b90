/* HTML reduced to what a person reads: for mail that has no plain text. */
#pragma once

#include "paletti/base/str.h"

/* Appends the text of the N bytes of HTML (valid UTF-8): tags gone, blocks on lines of their own, entities
 * decoded, scripts, styles and comments left out. Never fails; the result is at most as long as the input. */
void html_text(struct str *to, const char *html, size_t n);
