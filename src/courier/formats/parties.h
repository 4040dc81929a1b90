/* Whose address is whose: mine, the clients', and everybody else who turns up in the mail. */
#pragma once

#include "paletti/record/talk.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct party {
    char *address; /* lower case */
    bool me;
    const char *
        *clients; /* refs, borrowed from the job or this party's own address; several may share an address */
    size_t n_clients;
    char *name;    /* strangers: as their mail shows it, or NULL */
    int64_t count; /* strangers: messages, */
    int64_t written; /* and how many of them I wrote to them */
    bool wanted;   /* strangers: to become a client when met */

    /* guess.c */
    int64_t sure, hints, hints_if, partners, seen_in;
    const struct party *last; /* opposite */
};

/* Strangers are kept up to this many addresses, so that memory stays bounded whatever the mailbox. */
#define PARTIES_MAX 200000

struct parties;
/* From my own and the clients' addresses in JOB, which must live as long. */
struct parties *parties_new(const struct job *job);
void parties_free(struct parties *parties);
DEFINE_CLEANUP(struct parties, parties_free);

/* The party with ADDRESS (lower case), made a stranger when new; NULL once there are too many. */
struct party *parties_meet(struct parties *parties, const char *address);
/* Without making one: NULL when unknown. */
struct party *parties_find(const struct parties *parties, const char *address);
/* ADDRESS, in any case, is mine. */
void parties_mine(struct parties *parties, const char *address);
/* The strangers of AT_LEAST messages are wanted; all are counted anew. */
void parties_want(struct parties *parties, int64_t at_least);
/* All of them, in the order in which they were met. Borrowed. */
struct party *const *parties_all(const struct parties *parties, size_t *ret_n);
/* From now on PARTY is a client of its own, whose ref is the address. */
void party_become_client(struct party *party);
/* Those who are neither me nor a client and have a count, the most frequent first, then by address. The
 * caller frees the array, not the parties. */
const struct party **parties_strangers(const struct parties *parties, size_t *ret_n);
