/* Refs as people type them: whole, the beginning of one, or the Message-ID of a mail. */
#pragma once

#include "inside.h"

/* The one ref of an entry, an ask or an invoice that TEXT may mean, where no ref is TEXT itself. The caller owns it. Fails
 * with those that it may be, or with where refs come from. */
int ref_find(struct store *store, const char *text, char **ret, struct err *err);
/* Whether a record of MODEL has the whole ref REF. */
bool ref_is_stored(struct store *store, const struct model *model, const char *ref);
