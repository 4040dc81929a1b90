/* What the rules gave, quarter by quarter. Numbers beside one another: what to make of them is the person's. */
#include "facts_inside.h"
#include "plot_bars.h"

#include "paletti/app/stats.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

#include <string.h>

struct plot_quarters {
    struct plot_bars bars; /* the first member */
    struct quarter_count *count;
};

static void quarters_done(struct plot *plot)
{
    struct plot_quarters *data = plot->data;

    quarter_count_free(data->count);
    plot_bars_done(plot);
}

/* --- the sections --- */

static char *number(const struct stats_quarters *quarters _unused_, const struct stats_quarter *quarter, int64_t *ret)
{
    *ret = quarter->breaches;
    return str_format("%lld", (long long)quarter->breaches);
}

static char *number_of_mine(const struct stats_quarters *quarters _unused_, const struct stats_quarter *quarter, int64_t *ret)
{
    *ret = quarter->mine;
    return str_format("%lld", (long long)quarter->mine);
}

static char *hours(const struct stats_quarters *quarters _unused_, const struct stats_quarter *quarter, int64_t *ret)
{
    struct str text = STR_INIT;

    *ret = quarter->off_minutes;
    words_minutes(&text, quarter->off_minutes);
    return str_take(&text);
}

static char *on_time(const struct stats_quarters *quarters _unused_, const struct stats_quarter *quarter, int64_t *ret)
{
    *ret = plot_percent(quarter->on_time, quarter->invoices);
    if (quarter->invoices == 0)
        return mem_string(_("none was due"));
    return str_format(_("%lld%%, %lld of %lld"), (long long)*ret, (long long)quarter->on_time, (long long)quarter->invoices);
}

static char *median(const struct stats_quarters *quarters, const struct stats_quarter *quarter, int64_t *ret)
{
    struct str text = STR_INIT;

    *ret = ratio_known(quarter->hour) ? ratio_round(quarter->hour, 1) : 0;
    if (!ratio_known(quarter->hour))
        return mem_string(_("not known"));
    words_whole_sum(&text, quarters->currency, quarter->hour);
    return str_take(&text);
}

static const struct row {
    const char *title;
    char *(*value)(const struct stats_quarters *quarters, const struct stats_quarter *quarter, int64_t *ret);
} rows[] = {
    {N_("Lines crossed by clients"), number},
    {N_("Lines crossed by you"), number_of_mine},
    {N_("Time with clients outside your hours"), hours},
    {N_("Invoices paid on time"), on_time},
    {N_("What the median hour earned"), median},
};

/* Of the first and the last quarter that are whole: time that came back, or went, and no more than that is claimed. */
static char *summary_of(const struct stats_quarters *quarters)
{
    size_t begin = quarters->n == STATS_QUARTERS ? 0 : 1;
    struct str text = STR_INIT;

    if (quarters->n < begin + 3)
        return NULL;
    const struct stats_quarter *first = &quarters->v[begin], *last = &quarters->v[quarters->n - 2];
    if (first->clients == 0 || last->clients == 0)
        return NULL;
    _cleanup_str_ struct str back = STR_INIT;
    int64_t minutes = first->off_minutes - last->off_minutes;
    words_minutes(&back, minutes < 0 ? -minutes : minutes);
    str_printf(&text, minutes < 0 ? _("Q%d %d against Q%d %d: %s more outside your hours.") : _("Q%d %d against Q%d %d: %s back."),
               last->quarter, last->year, first->quarter, first->year, str_text(&back));
    return str_take(&text);
}

static void fill(struct plot_bars *bars, const struct stats_quarters *quarters)
{
    plot_bars_clear(bars);
    for (size_t i = 0; i < ARRAY_LEN(rows); i++) {
        plot_bars_section(bars, _(rows[i].title));
        for (size_t q = 0; q < quarters->n; q++) {
            const struct stats_quarter *quarter = &quarters->v[q];
            _cleanup_free_ char *label = str_format(_("Q%d %d"), quarter->quarter, quarter->year);
            int64_t value;
            char *text = rows[i].value(quarters, quarter, &value);
            plot_bars_add(bars, 0, label, value, text);
        }
    }
    bars->summary = summary_of(quarters);
}

/* --- as a picture --- */

static int quarters_step(struct plot *plot, struct store *store _unused_, int most, struct err *err)
{
    struct plot_quarters *data = plot->data;

    if (!data->count)
        data->count = quarter_count_new(plot->app, 0);
    int r = quarter_count_step(data->count, most, err);
    plot->done = plot->done + most < plot->total ? plot->done + most : plot->total;
    if (r == 0)
        fill(&data->bars, quarter_count_of(data->count));
    return r;
}

static void quarters_answer(const struct plot *plot, struct answer *answer)
{
    const struct plot_quarters *data = plot->data;

    stats_answer_quarters(quarter_count_of(data->count), answer);
}

const struct plot_kind plot_kind_quarters = {
    .name = "quarters",
    .title = N_("What the rules gave, by quarter"),
    .of_all = true,
    .size = sizeof(struct plot_quarters),
    .done = quarters_done,
    .step = quarters_step,
    .extent = plot_bars_extent,
    .paint = plot_bars_paint,
    .words = plot_bars_words,
    .answer = quarters_answer,
    .svg = plot_bars_svg,
    .svg_w = 760,
    .svg_height = plot_bars_svg_h,
};
