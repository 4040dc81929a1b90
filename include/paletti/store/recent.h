/* What happened in the last days, and what comes next: the figures beside the lists. Each is one statement on an
 * index. Instants are UTC seconds, `from` and `to` included. */
#pragma once

#include "paletti/core/judge.h"
#include "paletti/core/money.h"
#include "paletti/store/store.h"

/* By bit number of enum breach; what asks and invoices are late with is not in it. */
struct crossed {
    int64_t counted[9];
    int64_t untold[9]; /* of the client's: before they were told */
    int64_t waived[9]; /* of the client's (log_waived) */
};
/* The lines crossed between FROM and TO, with CLIENT_ID (0: everybody). */
int log_crossed(struct store *store, int64_t client_id, int64_t from, int64_t to, struct crossed *ret, struct err *err);

/* Fills in which of them, on entries of CLIENT_ID, were waived. */
int log_waived(struct store *store, int64_t client_id, int64_t from, int64_t to, struct crossed *crossed, struct err *err);

struct spent {
    int64_t entries, minutes;
};
int log_spent(struct store *store, int64_t client_id, int64_t from, int64_t to, struct spent *ret, struct err *err);

/* What came in on the civil days from FROM to TO, a sum per currency, the largest first. */
int payments_sum(struct store *store, int32_t from, int32_t to, int (*fn)(void *ctx, struct money sum), void *ctx,
                 struct err *err);

/* A question owed. Borrowed until the next step. */
struct owed_row {
    int64_t client_id, id; /* of the client and of the entry */
    const char *client, *name, *zone;
    struct span day; /* the client's own */
    int64_t receipt, due;
    const char *channel; /* or NULL */
    int8_t kind;
};
/* The questions whose due as stored lies at FROM or later, the earliest first, at most LIMIT; those that never fall
 * due are left out. They know no now. */
int questions_ahead(struct store *store, int64_t from, int limit, int (*fn)(void *ctx, const struct owed_row *row),
                    void *ctx, struct err *err);

/* What there is of a client beside the log, so that nobody looks for what is not there. */
enum has {
    HAS_OVERRIDES = 1 << 0,
    HAS_TOLD = 1 << 1,
    HAS_CONTRACTS = 1 << 2,
    HAS_PACKAGES = 1 << 3,
    HAS_DECISIONS = 1 << 4, /* undone ones too */
    HAS_DECIDING = 1 << 5,  /* drafts, open or not */
};
/* Bits of enum has; CLIENT is a ref. */
unsigned client_has(struct store *store, const char *client);
/* The ref of the entry ID; NULL: there is none. The caller owns it. */
char *log_ref(struct store *store, int64_t id);

struct meeting_row {
    int64_t client_id, starts;
    const char *name, *title; /* the client's; or NULL */
};
/* The meetings that are planned, from FROM on, the earliest first, at most LIMIT. */
int meetings_ahead(struct store *store, int64_t from, int limit, int (*fn)(void *ctx, const struct meeting_row *row),
                   void *ctx, struct err *err);
