/* The letters of a goodbye from the shell: shown whole and confirmed, then let go. */
#pragma once

#include "commands.h"

/* Without --name each letter that is to be confirmed is shown whole, and 1 is returned: the answer is complete. With it they are
 * confirmed, one after the other, where the goodbye is so far. WHAT (or all): a letter's code. */
int goodbye_confirm(struct app *app, const struct request *request, const char *client, struct answer *answer,
                    unsigned *ret_changes, struct err *err);
/* Lets go what of it is confirmed and may go now. */
int goodbye_release(struct app *app, const struct request *request, const char *client, unsigned *ret_changes, struct err *err);
