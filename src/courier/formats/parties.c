#include "formats/parties.h"

#include "ascii.h"

#include "paletti/base/mem.h"
#include "paletti/core/client.h"

#include <search.h>
#include <string.h>

/* A balanced tree for look-up (no hash that a mailbox could be written against), a list for going through. */
struct parties {
    void *tree;
    struct party **all;
    size_t n, cap, limit;
};

static int compare(const void *a, const void *b)
{
    return strcmp(((const struct party *)a)->address, ((const struct party *)b)->address);
}

struct party *parties_find(const struct parties *parties, const char *address)
{
    struct party key = {.address = (char *)address};
    void *node = tfind(&key, &parties->tree, compare);

    return node ? *(struct party **)node : NULL;
}

struct party *parties_meet(struct parties *parties, const char *address)
{
    struct party *party = parties_find(parties, address);

    if (party || parties->n >= parties->limit)
        return party;
    party = mem_zero(1, sizeof *party);
    party->address = mem_string(address);
    MEM_GROW(parties->all, parties->n, parties->cap);
    parties->all[parties->n++] = party;
    if (!tsearch(party, &parties->tree, compare))
        abort();
    return party;
}

/* NULL once there are too many. */
static struct party *meet_any_case(struct parties *parties, const char *address)
{
    _cleanup_free_ char *lower = mem_string(address);

    for (char *p = lower; *p; p++)
        *p = ascii_lower(*p);
    return parties_meet(parties, lower);
}

static void add_client(struct party *party, const char *ref)
{
    for (size_t i = 0; i < party->n_clients; i++)
        if (strcmp(party->clients[i], ref) == 0)
            return;
    party->clients = mem_resize(party->clients, party->n_clients + 1, sizeof *party->clients);
    party->clients[party->n_clients++] = ref;
}

void party_become_client(struct party *party)
{
    add_client(party, party->address);
}

struct parties *parties_new(const struct job *job)
{
    struct parties *parties = mem_zero(1, sizeof *parties);
    const struct job_client *clients = job->clients.v;

    parties->limit = SIZE_MAX; /* what paletti knows already has room */
    for (size_t i = 0; i < job->me.n; i++)
        meet_any_case(parties, job->me.v[i])->me = true;
    for (size_t i = 0; i < job->clients.n; i++)
        for (size_t k = 0; k < clients[i].emails.n; k++)
            add_client(meet_any_case(parties, clients[i].emails.v[k]), clients[i].ref);
    for (size_t i = 0; i < job->correspondents.n; i++)
        meet_any_case(parties, job->correspondents.v[i])->wanted = true;
    parties->limit = parties->n + PARTIES_MAX;
    return parties;
}

void parties_mine(struct parties *parties, const char *address)
{
    struct party *party = meet_any_case(parties, address);

    if (party)
        party->me = true;
}

void parties_want(struct parties *parties, int64_t at_least)
{
    for (size_t i = 0; i < parties->n; i++) {
        struct party *party = parties->all[i];
        party->wanted |= party->count >= at_least;
        party->count = party->written = 0;
    }
}

struct party *const *parties_all(const struct parties *parties, size_t *ret_n)
{
    *ret_n = parties->n;
    return parties->all;
}

static void keep(void *node)
{
    (void)node; /* the list owns them */
}

void parties_free(struct parties *parties)
{
    if (!parties)
        return;
    tdestroy(parties->tree, keep);
    for (size_t i = 0; i < parties->n; i++) {
        free(parties->all[i]->address);
        free(parties->all[i]->clients);
        free(parties->all[i]->name);
        free(parties->all[i]);
    }
    free(parties->all);
    free(parties);
}

static int by_count(const void *a, const void *b)
{
    const struct party *x = *(const struct party *const *)a, *y = *(const struct party *const *)b;

    if (x->count != y->count)
        return x->count < y->count ? 1 : -1;
    return strcmp(x->address, y->address);
}

const struct party **parties_strangers(const struct parties *parties, size_t *ret_n)
{
    const struct party **found = mem_zero(parties->n, sizeof *found);
    size_t n = 0;

    for (size_t i = 0; i < parties->n; i++)
        if (!parties->all[i]->me && !parties->all[i]->n_clients && parties->all[i]->count)
            found[n++] = parties->all[i];
    qsort(found, n, sizeof *found, by_count);
    *ret_n = n;
    return found;
}
