/* Where templates and ready reasons come from: the built-in files, and the person's own in their place. */
#pragma once

#include "inside.h"

#include "paletti/core/letter.h"

/* The template of CODE for that address; where it has none of its own, one that addresses nobody. 0; 1: there is none.
 * *RET_REFUSED is why the person's own one was not taken, NULL where none was refused; the caller owns both. */
int letter_file_find(struct app *app, const char *language, const char *code, enum letter_address address,
                     const char *variant, struct letter_template **ret, char **ret_refused, struct err *err);
/* What reason CODE says in LANGUAGE ("es"); NULL: it is no code. The caller owns it. */
char *letter_file_reason(struct app *app, const char *language, const char *code);
