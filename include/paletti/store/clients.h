/* Clients as a list with what stands out, kept cheap by counters: a thousand clients with all counts is one small query. */
#pragma once

#include "paletti/core/client.h"
#include "paletti/core/judge.h"
#include "paletti/store/store.h"

/* Kept on the client's row, written with the judgements. They know no now: entries in the future are in them, and
 * whoever reads compares `last_at` with now (client_tallies counts again when it must). */
struct tally {
    int64_t last_at;               /* the newest entry, INSTANT_NONE: none */
    int64_t entries;
    int64_t open_id;               /* the question owed, 0: none */
    struct verdict open;           /* its verdict */
    int64_t breaches[9];           /* counted ones, by bit number of enum breach; asks and invoices excluded */
    int64_t not_counted[9];        /* "before told" */
};

/* The lines crossed: the client's that count, and all of mine. */
void tally_sums(const struct tally *tally, int64_t *ret_theirs, int64_t *ret_mine);
/* The due of the question owed as it stands at NOW: INSTANT_NONE when none is, TALLY_NEVER when it never falls due. */
#define TALLY_NEVER INT64_MAX
int64_t tally_owed(const struct tally *tally, int64_t now);

/* Borrowed until the next step. */
struct client_row {
    int64_t id;
    const char *ref, *name, *short_name, *zone;
    int8_t state;
    int32_t since; /* DAY_NONE */
    struct span day;
    struct tally tally;
    int64_t theirs, mine; /* of clients_each_briefly: the tally's sums */
};

/* Clients by name (folded). STATES is a bit mask of 1 << enum client_state, 0: all. */
int clients_each(struct store *store, unsigned states, int (*fn)(void *ctx, const struct client_row *row), void *ctx,
                 struct err *err);
/* The same without the breaches of the tally, which are 0, but with their sums: a third less to read. */
int clients_each_briefly(struct store *store, int (*fn)(void *ctx, const struct client_row *row), void *ctx,
                         struct err *err);
int client_find_id(struct store *store, int64_t id, int (*fn)(void *ctx, const struct client_row *row), void *ctx,
                   struct err *err);
/* The same without the breaches of the tally, which are 0: half as long to prepare, and to read. */
int client_find_briefly(struct store *store, int64_t id, int (*fn)(void *ctx, const struct client_row *row), void *ctx,
                        struct err *err);
/* By ref, else by a unique beginning of name or short name, folded. 0: *RET_ID; 1: no such client; 2: several (FN, when
 * not NULL, is called for each). */
int client_find(struct store *store, const char *text, int64_t *ret_id,
                int (*fn)(void *ctx, const struct client_row *row), void *ctx, struct err *err);
/* How many entries the log of a client has, as the tally counts them. */
int64_t client_entries(struct store *store, int64_t id);
int client_set_tally(struct store *store, int64_t id, const struct tally *tally, struct err *err);
/* The tally counted anew from the stored verdicts of entries not after NOW. */
int client_count_tally(struct store *store, int64_t id, int64_t now, struct tally *ret, struct err *err);
/* What filters ask of a client beyond the row of a list; in order of `id`. Borrowed until the next step. */
struct client_about {
    int64_t id;
    int32_t since;        /* DAY_NONE */
    const char *language; /* or NULL */
    struct texts tags;
    bool told;            /* any version of the rules, on TODAY or before */
    uint16_t breaches;    /* bits of enum breach: what was crossed, the client's as far as it counts; as in struct tally */
};
int clients_about(struct store *store, int32_t today, int (*fn)(void *ctx, const struct client_about *about), void *ctx,
                  struct err *err);
/* The same bits of a tally. */
uint16_t tally_kinds(const struct tally *tally);
/* All clients with their addresses, for the courier. Strings borrowed, lists as JSON columns decoded. */
int clients_addresses(struct store *store,
                      int (*fn)(void *ctx, const char *ref, const struct texts *emails, const struct texts *phones),
                      void *ctx, struct err *err);
