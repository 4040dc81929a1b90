/* Clients that come from an address book or a mailbox meet those that are stored: what the person wrote by
 * hand stays. */
#pragma once

#include "lookup.h"

#include "paletti/core/client.h"
#include "paletti/store/store.h"

struct merge {
    struct store *store;
    struct lookup addresses; /* folded e-mail address to ref, of the clients stored before */
    struct lookup aliases;   /* a ref as it came, to the ref of the client it turned out to be */
};

int merge_init(struct merge *merge, struct store *store, struct err *err);
void merge_done(struct merge *merge);

/* The client CAME as it is to be stored: itself when nobody is stored under its ref or one of its addresses;
 * else the stored one, with its empty fields filled and its addresses and tags added. The caller clears *RET.
 */
int merge_client(struct merge *merge, const struct client *came, struct client *ret, struct err *err);
/* The ref under which the client that came as REF is stored; REF itself when it is that. Borrowed. */
const char *merge_ref(const struct merge *merge, const char *ref);
