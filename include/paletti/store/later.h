/* What is put off at a moment. */
#pragma once

#include "paletti/store/store.h"

/* Borrowed until the next step. */
struct later_row {
    const char *ref; /* TYPE:REF */
    int64_t client_id;
    const char *name; /* of the client */
    int64_t until;
};
/* Those whose `until` lies after NOW, the earliest first. */
int laters_each(struct store *store, int64_t now, int (*fn)(void *ctx, const struct later_row *row), void *ctx,
                struct err *err);
