/* A filter over clients, with what it asks about them beyond the rows of a list. */
#pragma once

#include "dues_now.h"

#include "paletti/core/filter.h"
#include "paletti/store/clients.h"

struct sieve_about;

struct client_sieve {
    const struct filter *filter; /* NULL: lets all through */
    struct sieve_about *about;   /* by id; empty where nobody asks */
    size_t n, cap;
};

int client_sieve_init(struct app *app, struct store *store, const struct filter *filter, struct client_sieve *ret,
                      struct err *err);
void client_sieve_done(struct client_sieve *sieve);
/* Whether the client ID passes. CLIENT has name, state, waits, late, theirs, mine and last; TALLY, where it is not NULL,
 * is the tally as of now; DUES are the client's. */
bool client_sieve_passes(const struct client_sieve *sieve, int64_t id, struct filter_client *client,
                         const struct tally *tally, const struct due_now *dues, size_t n_dues);
