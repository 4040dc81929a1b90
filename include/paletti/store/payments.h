/* Payments and uses as lines beside the log: what a person reads of them. */
#pragma once

#include "paletti/core/agreement.h"
#include "paletti/store/store.h"

/* Borrowed until the next step. */
struct payment_row {
    int64_t id, client_id;
    const char *ref, *client_name;
    struct money amount;
    int32_t on;
    int8_t method;                     /* enum payment_method, -1 */
    const char *invoice, *number, *what; /* the ref of the invoice it pays, and what that says; NULL: none */
    int32_t due;                       /* of that invoice, as stored; DAY_NONE */
    int64_t quantity;                  /* else, of the package that it buys; 0: none */
    int8_t unit;                       /* enum package_unit */
};
/* A client's payments of the civil days up to TODAY, by day, then in log order: one statement on an index. */
int payments_each(struct store *store, int64_t client_id, int32_t today,
                  int (*fn)(void *ctx, const struct payment_row *row), void *ctx, struct err *err);
int64_t payments_count(struct store *store, int64_t client_id, int32_t today);
/* The payment REF, or with the store's ID. 0; 1: there is none. */
int payment_find(struct store *store, const char *ref, int (*fn)(void *ctx, const struct payment_row *row), void *ctx,
                 struct err *err);
int payment_find_id(struct store *store, int64_t id, int (*fn)(void *ctx, const struct payment_row *row), void *ctx,
                    struct err *err);

/* A use of a package, among those before it. */
struct use_place {
    int64_t used, quantity; /* thousandths; so many as there are in the package */
    int8_t unit;            /* enum package_unit */
};
/* Of the use with the store's ID. 0; 1: there is none. */
int use_find(struct store *store, int64_t id, struct use_place *ret, struct err *err);
