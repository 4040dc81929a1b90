/* The log as pictures count it: every entry in order with no more of it than that takes. */
#pragma once

#include "paletti/core/judge.h"
#include "paletti/store/store.h"

/* A piece of the log, oldest first: of CLIENT_ID (0: everybody), entries from the instant FROM (INSTANT_NONE: all) to the
 * instant TO, with ids above AFTER (INT64_MIN: all), at most LIMIT. */
struct contact_query {
    int64_t client_id, from, to, after;
    int limit;
};

struct contact_row {
    int64_t id, at;
    int8_t direction, kind;
};
/* FN returns non-zero to end, and that is returned. */
int contacts_each(struct store *store, const struct contact_query *query,
                  int (*fn)(void *ctx, const struct contact_row *row), void *ctx, struct err *err);

/* Those that started a clock, with the verdict stored. */
struct question_row {
    int64_t id, at;
    struct verdict verdict;
};
int questions_each(struct store *store, const struct contact_query *query,
                   int (*fn)(void *ctx, const struct question_row *row), void *ctx, struct err *err);
