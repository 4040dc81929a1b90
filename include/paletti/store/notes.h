/* What was done about breaches, looked up where a breach is shown: the record itself is stored as any other (records.h). */
#pragma once

#include "paletti/store/store.h"

/* Gives FN each note about the entry, the ask or the invoice OF: the names of its kind and of its state, borrowed until it
 * returns. FN returns non-zero to end, and that is returned. */
int notes_of(struct store *store, const char *of, int (*fn)(void *ctx, const char *kind, const char *state), void *ctx,
             struct err *err);
