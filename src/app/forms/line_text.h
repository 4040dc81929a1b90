/* Words of a line that somebody types: what is read of it is taken off its ends. */
#pragma once

#include <stddef.h>

/* Behind the blanks at the beginning of TEXT. */
const char *line_skip(const char *text);
/* Takes the bytes [FROM, TO) off TEXT, which end or begin it, and the blanks beside them. */
void line_take_off(char *text, size_t from, size_t to);
/* Takes the blanks off the end of TEXT. */
void line_trim(char *text);
