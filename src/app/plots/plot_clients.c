/* What an hour earns with each client, and whose the income is. Both of what facts_everybody counts and keeps, so that they
 * say the same as a client's facts. By name, unless the person wants them by amount: nobody is ranked. */
#include "facts_inside.h"
#include "plot_bars.h"

#include "paletti/app/stats.h"
#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

#include <string.h>

struct plot_clients {
    struct plot_bars bars; /* the first member: hooks of bars take it as such */
    struct stats_clients clients;
};

static void clients_done(struct plot *plot)
{
    struct plot_clients *data = plot->data;

    stats_clients_clear(&data->clients);
    plot_bars_done(plot);
}

static int clients_step(struct plot *plot, struct store *store _unused_, int most, struct err *err)
{
    struct plot_clients *data = plot->data;
    const struct facts_peer *peers;
    size_t n;
    int r = facts_everybody(plot->app, most, &peers, &n, err);

    plot->done = plot->done + most < plot->total ? plot->done + most : plot->total;
    if (r != 0)
        return r;
    stats_clients_clear(&data->clients);
    return stats_clients(plot->app, peers, n, &data->clients, err);
}

static char *whole_sum(const struct stats_clients *clients, struct ratio minor)
{
    struct str text = STR_INIT;

    words_whole_sum(&text, clients->currency, minor);
    return str_take(&text);
}

static struct money money_of(const struct stats_clients *clients, int64_t minor)
{
    struct money money = {.minor = minor};

    memcpy(money.currency, clients->currency, sizeof money.currency);
    return money;
}

/* --- what an hour earns --- */

/* "Median hour 52 EUR; 3 of 13 active clients are below your target." */
static char *rate_summary(const struct stats_clients *clients)
{
    struct str text = STR_INIT;

    if (!ratio_known(clients->median))
        return NULL;
    _cleanup_free_ char *median = whole_sum(clients, clients->median);
    str_printf(&text, _("Median hour %s"), median);
    if (clients->target > 0)
        str_printf(&text, P_("; %lld of %lld active client is below your target", "; %lld of %lld active clients are below your target", clients->active),
                   (long long)clients->below, (long long)clients->active);
    str_add_char(&text, '.');
    return str_take(&text);
}

static void rate_fill(struct plot_clients *data)
{
    const struct stats_clients *clients = &data->clients;

    plot_bars_section(&data->bars, NULL);
    for (size_t i = 0; i < clients->n; i++) {
        const struct stats_client *client = &clients->v[i];
        if (ratio_known(client->hour))
            plot_bars_add(&data->bars, client->client_id, client->name, ratio_round(client->hour, 1),
                          whole_sum(clients, client->hour));
    }
    if (clients->target > 0) {
        _cleanup_free_ char *target = whole_sum(clients, (struct ratio){clients->target, 1});
        plot_bars_mark(&data->bars, clients->target, str_format(_("your target: %s"), target));
    }
    data->bars.summary = rate_summary(clients);
}

static int rate_step(struct plot *plot, struct store *store, int most, struct err *err)
{
    int r = clients_step(plot, store, most, err);

    if (r == 0) {
        plot_bars_clear(plot->data);
        rate_fill(plot->data);
        plot_bars_sort(plot);
    }
    return r;
}

static void rate_answer(const struct plot *plot, struct answer *answer)
{
    const struct stats_clients *clients = &((const struct plot_clients *)plot->data)->clients;

    if (clients->target > 0)
        answer_money(answer, "target", money_of(clients, clients->target));
    if (ratio_known(clients->median))
        answer_money(answer, "median", money_of(clients, ratio_round(clients->median, 1)));
    answer_open_list(answer, "clients");
    for (size_t i = 0; i < clients->n; i++) {
        const struct stats_client *client = &clients->v[i];
        if (!ratio_known(client->hour))
            continue;
        answer_open_object(answer, NULL);
        answer_text(answer, "client", client->ref);
        answer_money(answer, "hour", money_of(clients, ratio_round(client->hour, 1)));
        answer_integer(answer, "minutes", client->minutes);
        answer_close_object(answer);
    }
    answer_close_list(answer);
}

const struct plot_kind plot_kind_rate = {
    .name = "rate",
    .title = N_("What an hour earned, 6 months, as it was paid"),
    .of_all = true,
    .size = sizeof(struct plot_clients),
    .done = clients_done,
    .step = rate_step,
    .sort = plot_bars_sort,
    .extent = plot_bars_extent,
    .paint = plot_bars_paint,
    .words = plot_bars_words,
    .answer = rate_answer,
    .svg = plot_bars_svg,
    .svg_w = 760,
    .svg_height = plot_bars_svg_h,
};

/* --- whose the income is --- */

static struct ratio share_of(const struct stats_clients *clients, const struct stats_client *client)
{
    return (struct ratio){client->income, clients->income};
}

static char *share_text(const struct stats_clients *clients, const struct stats_client *client)
{
    _cleanup_free_ char *sum = whole_sum(clients, (struct ratio){client->income, 1});

    return str_format("%s  %3lld%%", sum, (long long)ratio_round(share_of(clients, client), 100));
}

static void share_fill(struct plot_clients *data)
{
    const struct stats_clients *clients = &data->clients;

    plot_bars_section(&data->bars, NULL);
    if (clients->income <= 0)
        return;
    for (size_t i = 0; i < clients->n; i++)
        if (clients->v[i].income != 0)
            plot_bars_add(&data->bars, clients->v[i].client_id, clients->v[i].name, clients->v[i].income,
                          share_text(clients, &clients->v[i]));
    _cleanup_free_ char *all = whole_sum(clients, (struct ratio){clients->income, 1});
    data->bars.summary = str_format(_("In all %s."), all);
}

static int share_step(struct plot *plot, struct store *store, int most, struct err *err)
{
    int r = clients_step(plot, store, most, err);

    if (r == 0) {
        plot_bars_clear(plot->data);
        share_fill(plot->data);
        plot_bars_sort(plot);
    }
    return r;
}

static void share_answer(const struct plot *plot, struct answer *answer)
{
    const struct stats_clients *clients = &((const struct plot_clients *)plot->data)->clients;

    answer_money(answer, "income", money_of(clients, clients->income));
    answer_open_list(answer, "clients");
    for (size_t i = 0; i < clients->n; i++) {
        const struct stats_client *client = &clients->v[i];
        if (client->income == 0 || clients->income <= 0)
            continue;
        answer_open_object(answer, NULL);
        answer_text(answer, "client", client->ref);
        answer_money(answer, "income", money_of(clients, client->income));
        answer_integer(answer, "share", ratio_round(share_of(clients, client), 1000));
        answer_close_object(answer);
    }
    answer_close_list(answer);
}

const struct plot_kind plot_kind_share = {
    .name = "share",
    .title = N_("Whose the income of 12 months is"),
    .of_all = true,
    .size = sizeof(struct plot_clients),
    .done = clients_done,
    .step = share_step,
    .sort = plot_bars_sort,
    .extent = plot_bars_extent,
    .paint = plot_bars_paint,
    .words = plot_bars_words,
    .answer = share_answer,
    .svg = plot_bars_svg,
    .svg_w = 760,
    .svg_height = plot_bars_svg_h,
};
