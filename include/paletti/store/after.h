/* What looking back at decisions reads: those in force, what was changed since, who wrote again. */
#pragma once

#include "paletti/store/store.h"

/* A decision that is not undone, with its client. Borrowed until the next step. */
struct force_row {
    const char *ref, *client, *name; /* name: the client's */
    int64_t client_id, at;
    int8_t state; /* enum client_state */
};
/* The last one of each client, or of CLIENT (a ref) alone, in order of the clients' ids. FN returns non-zero
 * to end, and that is returned. */
int decisions_in_force(struct store *store, const char *client,
                       int (*fn)(void *ctx, const struct force_row *row), void *ctx, struct err *err);

/* The records that the journal saw changed or removed at the instant SINCE or later, and did not see taken
 * back; of the types that decisions use as facts. A record that was changed twice comes twice. Reads the acts of the
 * journal, which keeps the newest ten thousand. */
int journal_changed(struct store *store, int64_t since,
                    int (*fn)(void *ctx, const char *type, const char *ref, int64_t at), void *ctx,
                    struct err *err);

/* When CLIENT_ID wrote first from the instant FROM on and up to NOW; INSTANT_NONE. */
int log_first_from_them(struct store *store, int64_t client_id, int64_t from, int64_t now, int64_t *ret, struct err *err);
