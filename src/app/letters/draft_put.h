/* Keeping a letter as a draft. */
#pragma once

#include "writing.h"

#include "paletti/app/letters.h"

/* LETTER, to CLIENT (a ref), about ABOUT (taken), by CHANNEL to the address TO (or NULL), waits to be sent from now on.
 * *RET_REF (owned; RET_REF may be NULL) is the draft's. */
int draft_put(struct writing *writing, const struct letter *letter, const char *client, char *about, const char *channel,
              const char *to, char **ret_ref, struct err *err);
