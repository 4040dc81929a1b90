/* Several things on one line: items between separators, with quotation marks around what holds one. A quotation mark
 * within them stands twice. */
#pragma once

#include "paletti/base/str.h"

#include <stddef.h>

/* The next item at *AT, which moves behind it: what stands before one of SEPARATORS that is outside of quotation marks,
 * without the blanks around it. False at the end. The caller owns *RET. */
bool item_next(const char **at, const char *separators, char **ret);
/* The next word or quoted text at *AT, which moves behind it; *RET_QUOTED: it stood in quotation marks. False at the
 * end. The caller owns *RET. */
bool item_word(const char **at, char **ret, bool *ret_quoted);
/* TEXT without the quotation marks around it, where it has some. The caller owns the result. */
char *item_plain(const char *text);
/* Appends TEXT such that it is one item: in quotation marks when it is empty, holds one of SPECIAL, a control character,
 * or blanks at an end; or when QUOTED. */
void item_add(struct str *to, const char *text, const char *special, bool quoted);
