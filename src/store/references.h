/* References to records that are not stored yet: remembered with the line that made them, looked at before
 * the commit.
 */
#pragma once

#include "internal.h"

struct pending *pending_new(void);
void pending_free(struct pending *pending);
void pending_clear(struct pending *pending);
/* Notes every reference of RECORD that leads nowhere so far. */
int references_note(struct store *store, const struct model *model, const void *record, int64_t line,
                    struct err *err);
/* A record was removed: what pointed at it must be looked for. */
void references_removed(struct store *store);
/* Calls FN with a sentence for each reference among the stored records that leads nowhere. */
int references_dangling(struct store *store, int (*fn)(void *ctx, const char *fault), void *ctx,
                        struct err *err);
