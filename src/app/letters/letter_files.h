/* Where templates and ready reasons come from: the built-in files, and the person's own in their place. */
#pragma once

#include "inside.h"

#include "paletti/core/letter.h"

/* The template of CODE for a reader of that MANNER. One that addresses nobody takes its place where there is
 * none for the address, and goes first where no register is given. 0; 1: there is none. *RET_REFUSED is why
 * the person's own one was not taken, NULL where none was refused; the caller owns both. */
int letter_file_find(struct app *app, const struct letter_manner *manner, const char *code,
                     const char *variant, struct letter_template **ret, char **ret_refused, struct err *err);
/* Whether there is a letter CODE at all, in any language: a built-in one, or the person's own. */
bool letter_file_known(struct app *app, const char *code);
/* What reason CODE says in LANGUAGE ("es"); NULL: it is no code. The caller owns it. */
char *letter_file_reason(struct app *app, const char *language, const char *code);
