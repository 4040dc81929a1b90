/* The person's own numbers. For people a few sentences and two tables; nobody is ranked, and nothing is praised. */
#include "commands.h"
#include "facts_inside.h"

#include "paletti/app/stats.h"
#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/core/client.h"

#include <stdlib.h>
#include <string.h>

static struct money money_of(const struct stats_clients *clients, int64_t minor)
{
    struct money money = {.minor = minor};

    memcpy(money.currency, clients->currency, sizeof money.currency);
    return money;
}

static bool is_below(const struct stats_clients *clients, const struct stats_client *client)
{
    return client->state != CLIENT_LEFT && clients->target > 0 && ratio_known(client->hour) &&
           ratio_compare(client->hour, (struct ratio){clients->target, 1}) < 0;
}

/* People read hours. */
static void add_minutes(struct answer *answer, const char *key, int64_t minutes)
{
    _cleanup_str_ struct str text = STR_INIT;

    if (!answer->people) {
        answer_integer(answer, key, minutes);
        return;
    }
    words_minutes(&text, minutes);
    answer_text(answer, key, str_text(&text));
}

/* By name. */
static void answer_below(const struct stats_clients *clients, struct answer *answer)
{
    answer_open_list(answer, "below");
    for (size_t i = 0; i < clients->n; i++) {
        const struct stats_client *client = &clients->v[i];
        if (!is_below(clients, client))
            continue;
        answer_open_object(answer, NULL);
        answer_text(answer, "client", answer->people ? client->name : client->ref);
        answer_money(answer, "hour", money_of(clients, ratio_round(client->hour, 1)));
        answer_text(answer, "class", hour_class_names[client->hour_class]);
        add_minutes(answer, "minutes", client->minutes);
        answer_close_object(answer);
    }
    answer_close_list(answer);
}

/* --- as values --- */

static void answer_clients(const struct stats_clients *clients, struct answer *answer)
{
    answer_open_object(answer, "clients");
    answer_integer(answer, "active", clients->active);
    answer_integer(answer, "prospects", clients->prospects);
    answer_integer(answer, "left", clients->left);
    if (clients->target > 0) {
        answer_integer(answer, "below_target", clients->below);
        answer_money(answer, "target", money_of(clients, clients->target));
    }
    if (ratio_known(clients->median))
        answer_money(answer, "median_hour", money_of(clients, ratio_round(clients->median, 1)));
    answer_open_object(answer, "by_hour");
    for (int i = HOUR_UNKNOWN; i <= HOUR_FAIR; i++)
        answer_integer(answer, i == HOUR_UNKNOWN ? "unknown" : hour_class_names[i], clients->by_class[i]);
    answer_close_object(answer);
    answer_close_object(answer);
}

static void answer_all(const struct stats *stats, struct answer *answer)
{
    answer_open_object(answer, NULL);
    if (stats->year)
        answer_integer(answer, "year", stats->year);
    answer_clients(&stats->clients, answer);
    answer_below(&stats->clients, answer);
    answer_open_object(answer, "decisions");
    stats_answer_decided(&stats->decided, answer);
    answer_close_object(answer);
    answer_open_object(answer, "trouble");
    answer_integer(answer, "clients", stats->troubled);
    answer_integer(answer, "of", stats->decided_about);
    answer_close_object(answer);
    stats_answer_quarters(&stats->quarters, answer);
    answer_close_object(answer);
}

/* --- for people --- */

static void tell(struct answer *answer, const struct str *text)
{
    if (text->len > 0)
        answer_text(answer, NULL, str_text(text));
}

static void tell_clients(const struct stats_clients *clients, struct answer *answer)
{
    _cleanup_str_ struct str text = STR_INIT, hour = STR_INIT;

    str_printf(&text, P_("%lld client", "%lld clients", clients->active), (long long)clients->active);
    str_printf(&text, P_(", %lld prospect", ", %lld prospects", clients->prospects), (long long)clients->prospects);
    str_printf(&text, _("; %lld left."), (long long)clients->left);
    tell(answer, &text);
    if (!ratio_known(clients->median))
        return;
    words_whole_sum(&hour, clients->currency, clients->median);
    str_clear(&text);
    str_printf(&text, _("The median hour of the last 6 months earned %s"), str_text(&hour));
    if (clients->target > 0) {
        str_clear(&hour);
        words_whole_sum(&hour, clients->currency, (struct ratio){clients->target, 1});
        str_printf(&text, _("; your target is %s: %lld earned it, %lld less, %lld came out even, %lld cost money"), str_text(&hour),
                   (long long)clients->by_class[HOUR_FAIR], (long long)clients->by_class[HOUR_LOW],
                   (long long)clients->by_class[HOUR_EVEN], (long long)clients->by_class[HOUR_LOSS]);
    }
    str_add_char(&text, '.');
    tell(answer, &text);
}

static void tell_decided(const struct stats *stats, struct answer *answer)
{
    _cleanup_str_ struct str text = STR_INIT, said = STR_INIT;

    words_decided(&said, &stats->decided);
    if (said.len == 0)
        str_add(&text, stats->year ? _("Nothing was decided in that year.") : _("Nothing was decided yet."));
    else if (stats->year)
        str_printf(&text, _("Decided in %d: %s."), stats->year, str_text(&said));
    else
        str_printf(&text, _("Decided so far: %s."), str_text(&said));
    tell(answer, &text);
    str_clear(&text);
    if (stats->decided_about > 0)
        str_printf(&text,
                   P_("Of %lld client who was decided about, %lld had a trouble that was named.",
                      "Of %lld clients who were decided about, %lld had a trouble that was named.", stats->decided_about),
                   (long long)stats->decided_about, (long long)stats->troubled);
    tell(answer, &text);
}

static void tell_quarters(const struct stats_quarters *quarters, struct answer *answer)
{
    answer_open_list(answer, "quarters");
    for (size_t i = 0; i < quarters->n; i++) {
        const struct stats_quarter *quarter = &quarters->v[i];
        _cleanup_str_ struct str label = STR_INIT, on_time = STR_INIT, hour = STR_INIT;
        str_printf(&label, _("Q%d %d"), quarter->quarter, quarter->year);
        if (quarter->invoices > 0)
            str_printf(&on_time, _("%lld of %lld"), (long long)quarter->on_time, (long long)quarter->invoices);
        if (ratio_known(quarter->hour))
            words_whole_sum(&hour, quarters->currency, quarter->hour);
        answer_open_object(answer, NULL);
        answer_text(answer, "quarter", str_text(&label));
        answer_integer(answer, "theirs", quarter->breaches);
        answer_integer(answer, "mine", quarter->mine);
        add_minutes(answer, "off_minutes", quarter->off_minutes);
        answer_text(answer, "on_time", str_text(&on_time));
        answer_text(answer, "median_hour", str_text(&hour));
        answer_close_object(answer);
    }
    answer_close_list(answer);
}

static void tell_all(const struct stats *stats, struct answer *answer)
{
    tell_clients(&stats->clients, answer);
    tell_decided(stats, answer);
    answer_open_object(answer, NULL);
    answer_below(&stats->clients, answer);
    tell_quarters(&stats->quarters, answer);
    answer_close_object(answer);
}

/* --- */

static int read_year(const char *text, int *ret, struct err *err)
{
    enum { FIRST = 1970, LAST = 9999 };
    long year = text ? strtol(text, NULL, 10) : 0; /* the table let whole numbers through only */

    if (text && (year < FIRST || year > LAST))
        return err_set(err, _("--year takes a year, such as 2026"));
    *ret = (int)year;
    return 0;
}

COMMAND_RUN(stats)
{
    _cleanup_stats_ struct stats stats = {0};
    struct store *store;
    int year = 0;

    *ret_changes = CHANGE_NOTHING;
    if (read_year(request->options[STATS_YEAR], &year, err) < 0 || app_need_file(app, &store, err) < 0 ||
        view_stats(app, year, request, &stats, err) < 0)
        return -1;
    if (answer->people)
        tell_all(&stats, answer);
    else
        answer_all(&stats, answer);
    return 0;
}
