/* Dated records of a client that stand among the entries of their log, as the log needs them: where, and what they are. */
#pragma once

#include "paletti/core/model.h"
#include "paletti/store/store.h"

/* The types, in the order of their numbers; NULL-terminated. Each has one day. */
extern const struct model *const dealing_models[];
/* "on", and of a promise "said_on". */
const struct field *dealing_day(const struct model *model);

/* Borrowed until the next step. */
struct dealing_row {
    int type; /* index into dealing_models */
    int64_t id, client_id;
    const char *ref, *client_name;
    int32_t on;
};
/* A client's of the civil days up to TODAY, in no order. */
int dealings_each(struct store *store, int64_t client_id, int32_t today, int (*fn)(void *ctx, const struct dealing_row *row),
                  void *ctx, struct err *err);
int64_t dealings_count(struct store *store, int64_t client_id, int32_t today);
/* The one of TYPE with the store's ID, or called REF (the other one is 0, NULL). 0; 1: there is none. */
int dealing_find(struct store *store, int type, int64_t id, const char *ref,
                 int (*fn)(void *ctx, const struct dealing_row *row), void *ctx, struct err *err);
