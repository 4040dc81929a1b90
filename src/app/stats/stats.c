/* All of the numbers at once. */
#include "stop.h"

#include "paletti/app/stats.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

void stats_clear(struct stats *stats)
{
    stats_clients_clear(&stats->clients);
    *stats = (struct stats){0};
}

static int count_clients(struct app *app, const struct request *request, struct stats *to, struct err *err)
{
    const struct facts_peer *peers;
    size_t n;
    int r;

    while ((r = facts_everybody(app, FACTS_SLICE, &peers, &n, err)) > 0)
        if (stop_wanted(request))
            return stop_said(err);
    return r < 0 ? -1 : stats_clients(app, peers, n, &to->clients, err);
}

static int count_quarters(struct app *app, const struct request *request, struct stats *to, struct err *err)
{
    _cleanup_(quarter_count_free_p) struct quarter_count *count = quarter_count_new(app, to->year);
    int r;

    while ((r = quarter_count_step(count, FACTS_SLICE, err)) > 0)
        if (stop_wanted(request))
            return stop_said(err);
    to->quarters = *quarter_count_of(count);
    return r;
}

/* A decision that is in force names what was the trouble, or says that there is none. */
static int take_decided(void *ctx, const struct decided_line *line)
{
    struct stats *to = ctx;

    if (!line->in_force || !line->client_id)
        return 0;
    to->decided_about++;
    to->troubled += line->decision->trouble && !str_equal(line->decision->trouble, "none_of_these");
    return 0;
}

int view_stats(struct app *app, int year, const struct request *request, struct stats *ret, struct err *err)
{
    _cleanup_stats_ struct stats stats = {.year = year};

    if (count_clients(app, request, &stats, err) < 0 || count_quarters(app, request, &stats, err) < 0 ||
        decided_count(app, year, &stats.decided, err) < 0 || view_decided(app, 0, take_decided, &stats, err) < 0)
        return -1;
    *ret = stats;
    stats = (struct stats){0};
    return 0;
}

void stats_answer_decided(const struct decided_counts *counts, struct answer *answer)
{
    const struct {
        const char *key;
        int64_t n;
    } rows[] = {
        {"decided", counts->decided},
        {"kept", counts->kept},
        {"terms", counts->terms},
        {"declined", counts->declined},
        {"chances", counts->chances},
        {"chances_open", counts->chances_open},
        {"chances_kept", counts->chances_kept},
        {"chances_broken", counts->chances_broken},
        {"exits", counts->exits},
        {"left", counts->left},
        {"prospects", counts->prospects},
        {"reviews", counts->reviews},
        {"again", counts->again},
        {"not_again", counts->not_again},
        {"reliefs", counts->reliefs},
        {"relief", counts->relief},
        {"lessons", counts->lessons},
        {"wins", counts->wins},
    };

    for (size_t i = 0; i < ARRAY_LEN(rows); i++)
        answer_integer(answer, rows[i].key, rows[i].n);
}
