#include "client_sieve.h"

#include "paletti/base/mem.h"

struct sieve_about {
    int64_t id;
    int32_t since;
    char *language;
    struct texts tags;
    bool told;
    uint16_t breaches;
};

static int add_about(void *ctx, const struct client_about *row)
{
    struct client_sieve *sieve = ctx;

    MEM_GROW(sieve->about, sieve->n, sieve->cap);
    struct sieve_about *about = &sieve->about[sieve->n++];
    *about = (struct sieve_about){
        .id = row->id,
        .since = row->since,
        .language = mem_string(row->language),
        .told = row->told,
        .breaches = row->breaches,
    };
    for (size_t i = 0; i < row->tags.n; i++)
        texts_add(&about->tags, row->tags.v[i]);
    return 0;
}

int client_sieve_init(struct app *app, struct store *store, const struct filter *filter, struct client_sieve *ret,
                      struct err *err)
{
    *ret = (struct client_sieve){.filter = filter};
    if (!filter || !(filter_needs(filter) & (FILTER_NEEDS_RECORD | FILTER_NEEDS_KINDS)))
        return 0;
    int r = clients_about(store, zone_day(app_zone(app), app_now(app), NULL), add_about, ret, err);
    if (r < 0)
        client_sieve_done(ret);
    return r;
}

void client_sieve_done(struct client_sieve *sieve)
{
    for (size_t i = 0; i < sieve->n; i++) {
        free(sieve->about[i].language);
        texts_clear(&sieve->about[i].tags);
    }
    free(sieve->about);
    *sieve = (struct client_sieve){0};
}

static const struct sieve_about *find(const struct client_sieve *sieve, int64_t id)
{
    return mem_find_id(sieve->about, sieve->n, sizeof *sieve->about, id);
}

static void add_dues(struct filter_client *client, const struct due_now *dues, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        client->owes |= dues[i].open;
        client->owes_late |= dues[i].open && dues[i].late;
        if (dues[i].late && dues[i].counted)
            client->breaches |= dues[i].kind == DUE_ASK ? BREACH_LATE_MATERIAL : BREACH_LATE_PAYMENT;
    }
}

bool client_sieve_passes(const struct client_sieve *sieve, int64_t id, struct filter_client *client,
                         const struct tally *tally, const struct due_now *dues, size_t n_dues)
{
    if (!sieve->filter)
        return true;
    const struct sieve_about *about = find(sieve, id);
    client->since = DAY_NONE;
    if (about) {
        client->since = about->since;
        client->language = about->language;
        client->tags = &about->tags;
        client->told = about->told;
        client->breaches = about->breaches;
    }
    if (tally)
        client->breaches = tally_kinds(tally);
    add_dues(client, dues, n_dues);
    return filter_client(sieve->filter, client);
}
