/* What was decided, by year and outcome: counted flat, no outcome is better than another, and none is praised. Ledger 000-02,
 * 001-23, C15. */
#include "plot_bars.h"

#include "paletti/app/stats.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

#include <stddef.h>
#include <string.h>

/* The years that have decisions, and this one. */
struct years {
    const struct zone *zone;
    int first, last;
};

static int year_at(const struct zone *zone, int64_t at)
{
    struct civil date;

    zone_civil(zone, at, &date);
    return date.year;
}

static int take_year(void *ctx, const struct decided_line *line)
{
    struct years *years = ctx;
    int year = year_at(years->zone, line->decision->at);

    years->first = year < years->first ? year : years->first;
    return 0;
}

static const struct outcome {
    const char *label;
    size_t offset; /* in struct decided_counts */
} outcomes[] = {
    {N_("kept as they were"), offsetof(struct decided_counts, kept)},
    {N_("new terms"), offsetof(struct decided_counts, terms)},
    {N_("projects declined"), offsetof(struct decided_counts, declined)},
    {N_("chances open"), offsetof(struct decided_counts, chances_open)},
    {N_("chances kept"), offsetof(struct decided_counts, chances_kept)},
    {N_("chances not kept"), offsetof(struct decided_counts, chances_broken)},
    {N_("let go"), offsetof(struct decided_counts, exits)},
    {N_("declined at intake"), offsetof(struct decided_counts, prospects)},
};

static int64_t outcome_of(const struct decided_counts *counts, const struct outcome *outcome)
{
    int64_t n;

    memcpy(&n, (const char *)counts + outcome->offset, sizeof n);
    return n;
}

static int add_year(struct plot *plot, int year, struct err *err)
{
    struct plot_bars *bars = plot->data;
    struct decided_counts counts;
    _cleanup_free_ char *title = str_format("%d", year);

    if (decided_count(plot->app, year, &counts, err) < 0)
        return -1;
    plot_bars_section(bars, title);
    for (size_t i = 0; i < ARRAY_LEN(outcomes); i++) {
        int64_t n = outcome_of(&counts, &outcomes[i]);
        plot_bars_add(bars, 0, _(outcomes[i].label), n, str_format("%lld", (long long)n));
    }
    return 0;
}

static int decisions_step(struct plot *plot, struct store *store _unused_, int most _unused_, struct err *err)
{
    int now = year_at(plot->zone, plot->now);
    struct years years = {plot->zone, now, now};

    plot_bars_clear(plot->data);
    if (view_decided(plot->app, 0, take_year, &years, err) < 0)
        return -1;
    for (int year = years.last; year >= years.first; year--)
        if (add_year(plot, year, err) < 0)
            return -1;
    return 0;
}

static void decisions_answer(const struct plot *plot, struct answer *answer)
{
    int now = year_at(plot->zone, plot->now);
    struct years years = {plot->zone, now, now};
    struct decided_counts counts;
    struct err err;

    view_decided(plot->app, 0, take_year, &years, &err);
    answer_open_list(answer, "years");
    for (int year = years.first; year <= years.last; year++) {
        if (decided_count(plot->app, year, &counts, &err) < 0)
            break;
        answer_open_object(answer, NULL);
        answer_integer(answer, "year", year);
        stats_answer_decided(&counts, answer);
        answer_close_object(answer);
    }
    answer_close_list(answer);
}

const struct plot_kind plot_kind_decisions = {
    .name = "decisions",
    .title = N_("What was decided, by year"),
    .of_all = true,
    .size = sizeof(struct plot_bars),
    .done = plot_bars_done,
    .step = decisions_step,
    .extent = plot_bars_extent,
    .paint = plot_bars_paint,
    .words = plot_bars_words,
    .answer = decisions_answer,
    .svg = plot_bars_svg,
    .svg_w = 760,
    .svg_height = plot_bars_svg_h,
};
