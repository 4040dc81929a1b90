/* What a client's log says of money: the signs of letters about payments and of excuses, and time spent on them. */
#pragma once

#include "paletti/store/store.h"

/* A sign on an entry. Borrowed until the callback returns. */
struct debt_sign {
    int64_t at;
    bool out;      /* an entry of mine */
    const char *sign, *subject; /* subject: or NULL */
};
/* Of CLIENT_ID's entries from the instant FROM up to TO, by time: those signs that begin with one of "excuse_" or "t6". */
int debt_signs(struct store *store, int64_t client_id, int64_t from, int64_t to,
               int (*fn)(void *ctx, const struct debt_sign *sign), void *ctx, struct err *err);
/* FN gets each entry of theirs with minutes, of any kind, from FROM up to TO, by time; WORK: it is one of work. */
int debt_minutes(struct store *store, int64_t client_id, int64_t from, int64_t to,
                 int (*fn)(void *ctx, int64_t at, int64_t minutes, bool work), void *ctx, struct err *err);
/* When the client's first entry was; INSTANT_NONE: there is none. */
int debt_first_entry(struct store *store, int64_t client_id, int64_t *ret_at, struct err *err);
/* How often it was decided about CLIENT (a ref) to go PATH, undone decisions apart. */
int debt_decisions(struct store *store, const char *client, const char *path, int *ret, struct err *err);
