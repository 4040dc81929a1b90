/* What an hour earns with each client, and what share of the income is theirs. */
#include "stats_inside.h"

#include "paletti/base/mem.h"
#include "paletti/core/client.h"
#include "paletti/store/clients.h"

#include <string.h>

void stats_clients_clear(struct stats_clients *clients)
{
    for (size_t i = 0; i < clients->n; i++) {
        free(clients->v[i].ref);
        free(clients->v[i].name);
    }
    free(clients->v);
    *clients = (struct stats_clients){0};
}

struct listing {
    struct stats_clients *to;
    const struct facts_peer *peers;
    size_t n;
    const struct facts_limits *limits;
};

static const struct facts_peer *find(const struct listing *listing, int64_t id)
{
    return mem_find_id(listing->peers, listing->n, sizeof *listing->peers, id);
}

static bool is_active(int8_t state)
{
    return state == CLIENT_ACTIVE || state == CLIENT_LEAVING;
}

static void add_active(struct stats_clients *to, const struct stats_client *client)
{
    to->active++;
    to->by_class[client->hour_class]++;
    if (to->target > 0 && ratio_known(client->hour))
        to->below += ratio_compare(client->hour, (struct ratio){to->target, 1}) < 0;
}

static int add_client(void *ctx, const struct client_row *row)
{
    const struct listing *listing = ctx;
    const struct facts_peer *peer = find(listing, row->id);
    struct stats_clients *to = listing->to;

    if (!peer || peer->group)
        return 0;
    to->prospects += row->state == CLIENT_PROSPECT;
    to->left += row->state == CLIENT_LEFT;
    if (row->state == CLIENT_PROSPECT)
        return 0;
    MEM_GROW(to->v, to->n, to->cap);
    struct stats_client *client = &to->v[to->n++];
    *client = (struct stats_client){
        .client_id = row->id,
        .state = row->state,
        .ref = mem_string(row->ref),
        .name = mem_string(row->name),
        .hour = figure_rated(FIGURE_HOUR, &peer->counts),
        .minutes = facts_minutes(&peer->counts),
        .income = peer->income,
    };
    client->hour_class = facts_hour_class(client->hour, to->target, listing->limits);
    to->income += peer->income;
    if (is_active(row->state))
        add_active(to, client);
    return 0;
}

static struct ratio median_of(const struct stats_clients *clients)
{
    _cleanup_free_ struct ratio *hours = mem_zero(clients->n + 1, sizeof *hours);
    size_t n = 0;

    for (size_t i = 0; i < clients->n; i++)
        if (ratio_known(clients->v[i].hour))
            hours[n++] = clients->v[i].hour;
    return ratio_median(hours, n);
}

int64_t stats_target(struct app *app, const struct fact_terms *terms)
{
    const struct house *house;
    struct money target;
    struct err err;

    return app_house(app, &house, &err) == 0 && house->me.target_rate.currency[0] &&
                   rate_convert(terms->rates, terms->n_rates, house->me.target_rate, terms->today, terms->currency, &target) == 0
               ? target.minor
               : 0;
}

/* My currency, and the target rate in it. */
static int read_me(struct app *app, struct store *store, struct stats_clients *to, struct err *err)
{
    struct fact_terms terms = {0};

    if (fact_terms_load(app, store, &terms, err) < 0)
        return -1;
    memcpy(to->currency, terms.currency, sizeof to->currency);
    to->target = stats_target(app, &terms);
    fact_terms_clear(&terms);
    return 0;
}

int stats_clients(struct app *app, const struct facts_peer *peers, size_t n, struct stats_clients *ret, struct err *err)
{
    _cleanup_(stats_clients_clear) struct stats_clients clients = {0};
    struct listing listing = {.to = &clients, .peers = peers, .n = n};
    struct store *store;
    int r = app_open_read(app, &store, err);

    if (r < 0)
        return -1;
    if (r == 0 && (facts_limits_of(app, &listing.limits, err) < 0 || read_me(app, store, &clients, err) < 0 ||
                   clients_each_briefly(store, add_client, &listing, err) < 0))
        return -1;
    clients.median = median_of(&clients);
    if (clients.target == 0)
        clients.below = -1;
    *ret = clients;
    clients = (struct stats_clients){0};
    return 0;
}
