/* When a question is best answered. */
#pragma once

#include "inside.h"

/* A question owed to a client. */
struct replying {
    const char *client, *zone; /* their ref; their zone, or NULL: mine */
    struct span day;           /* their own */
    int64_t at, receipt, due;
};
/* The latest polite moment, INSTANT_NONE where there is none. boundaries.md, section 9. */
int replying_polite(struct app *app, struct store *store, const struct replying *replying, int64_t *ret,
                    struct err *err);
