/* Any record by what a person calls it. */
#pragma once

#include "inside.h"

#include "paletti/core/interaction.h"

/* "me", the beginning of a rule (an instant, or its day), a ref of whatever type ("TYPE:REF" says which), the beginning of an entry's, a
 * request's or an invoice's ref, an invoice's number, a client's name. *RET_REF (owned; NULL of `me`) is the whole ref. 0;
 * 1: there is none; -1: several are called so, and err says of which types. */
int ref_any(struct app *app, struct store *store, const char *text, const struct model **ret, char **ret_ref,
            struct err *err);

/* ONE with all of TEXT; where that fails and TEXT has commas, with each part of it, until one fails: a name may have commas
 * of its own. */
int refs_each(const char *text, int (*one)(void *ctx, const char *ref, struct err *err), void *ctx, struct err *err);
/* The entry of a log called so, initialised in either case. -1 where it is something else, or nothing is. */
int entry_any(struct app *app, struct store *store, const char *text, struct interaction *ret, struct err *err);
