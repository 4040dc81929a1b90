/* What was being typed and is not saved yet. */
#pragma once

#include "paletti/store/store.h"

/* Strings are borrowed until the callback returns. */
struct typing_row {
    int64_t id;
    const char *owner; /* the process, as process_self names it */
    int64_t at;
    bool aside; /* put aside on purpose */
    const char *dialog, *argument, *title;
};

/* In a transaction. Writes the row, in the place of the one of its id and owner where there is one; *RET_ID is its id. The
 * texts come after it, one by one. */
int typing_put(struct store *store, const struct typing_row *row, int64_t *ret_id, struct err *err);
int typing_put_text(struct store *store, int64_t id, const char *name, const char *text, struct err *err);
/* Newest first. FN returns non-zero to end, and that is returned. */
int typing_each(struct store *store, int (*fn)(void *ctx, const struct typing_row *row), void *ctx, struct err *err);
int typing_texts(struct store *store, int64_t id, int (*fn)(void *ctx, const char *name, const char *text), void *ctx,
                 struct err *err);
/* In a transaction. 0; 1: there is none of this owner any more. */
int typing_give(struct store *store, int64_t id, const char *from, const char *to, struct err *err);
int typing_drop(struct store *store, int64_t id, const char *owner, struct err *err);
