/* Text for text/plain; format=flowed (RFC 3676): a paragraph is folded where it can be put together again. */
#pragma once

#include "paletti/base/str.h"

/* Appends TEXT, whose lines end in \n, folded at blanks to lines of at most 72 characters where it can be. A
 * line that ends in a blank goes on in the next. Blanks at the end of a line of TEXT go; the last line always
 * ends in \n. */
void flowed_write(struct str *to, const char *text);
