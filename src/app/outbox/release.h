/* What the release asks of letters. */
#pragma once

#include "outbox_inside.h"

/* Fails where the letter was confirmed for another account than there is now. */
int release_account(const struct accounts *accounts, const struct dispatch *dispatch, struct err *err);
/* Sends DISPATCH, which is `sending`, after TRIES times, this one included. -1: nobody knows what became of
 * it. */
int release_letter(struct app *app, const struct request *request, const struct accounts *accounts,
                   const struct dispatch *dispatch, int tries, struct released *ret, struct err *err);
/* Looks for DISPATCH, which is unknown, among sent mail: RET.to is DISPATCH_DONE, or DISPATCH_UNKNOWN still.
 */
int recover_letter(struct app *app, const struct request *request, const struct accounts *accounts,
                   const struct dispatch *dispatch, struct released *ret, struct err *err);
