/* What I put off, looked up by what it is. */
#pragma once

#include "inside.h"

struct laters {
    struct put_off {
        char *ref; /* TYPE:REF */
        char *name;
        int64_t client_id, until;
    } * v;
    size_t n, cap;
};

/* As of NOW. */
int laters_load(struct store *store, int64_t now, struct laters *ret, struct err *err);
void laters_clear(struct laters *laters);
#define _cleanup_laters_ _cleanup_(laters_clear)
/* Until when it is put off: the record REF of TYPE, or the client whole; INSTANT_NONE: it is not. */
int64_t laters_until(const struct laters *laters, const char *type, const char *ref, const char *client);
/* Of a client alone. */
int64_t laters_of_client(const struct laters *laters, int64_t client_id);
/* As laters_until, for a record of that client alone. */
int64_t laters_of_record(const struct laters *laters, const char *type, const char *ref);
/* Whether anything of the client's is put off, the client or a record. */
bool laters_any(const struct laters *laters, int64_t client_id);
