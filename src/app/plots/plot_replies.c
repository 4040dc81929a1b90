/* How long answers took, from receipt on, against the window. */
#include "plot_replies.h"

#include "paletti/app/views.h"
#include "paletti/base/i18n.h"

/* --- counting --- */

struct slice {
    struct plot *plot;
    const struct terms *terms;
    int n;
};

static int count(void *ctx, const struct question_row *row)
{
    struct slice *slice = ctx;
    struct plot *plot = slice->plot;

    slice->n++;
    plot->reached = row->id;
    plot_note(plot, row->at);
    plot_replies_add(plot->data, slice->terms->calendar, plot->zone, &row->verdict, row->at, plot->now);
    return 0;
}

static void replies_begin(struct plot *plot)
{
    plot->total = 0; /* how many entries are questions is only known at the end */
    plot_replies_init(plot->data, plot->window);
}

static int replies_step(struct plot *plot, struct store *store, int most, struct err *err)
{
    struct slice slice = {.plot = plot, .terms = plot_terms(plot)};
    struct contact_query query = plot_query(plot, most);

    if (questions_each(store, &query, count, &slice, err) < 0)
        return -1;
    plot->done += slice.n;
    return slice.n == most;
}

/* --- what there is --- */

const struct plot_replies *plot_replies_of(const struct plot *plot)
{
    return plot->kind == &plot_kind_replies ? plot->data : NULL;
}

const char *plot_reply_word(enum plot_reply reply)
{
    static const char *const words[] = {
        [PLOT_ON_TIME] = N_("on time"), [PLOT_LATE] = N_("late"), [PLOT_WAITING] = N_("not answered yet")};

    return _(words[reply]);
}

/* "h" */
static const char *unit_word(enum window_unit unit)
{
    static const char *const words[] = {
        [WINDOW_H] = NC_("unit", "h"), [WINDOW_D] = NC_("unit", "days"), [WINDOW_WD] = NC_("unit", "working days"), [WINDOW_OH] = NC_("unit", "open hours")};

    return i18n_word(words[unit]);
}

const char *plot_reply_axis(enum window_unit unit)
{
    static const char *const words[] = {
        [WINDOW_H] = N_("From receipt to your answer, in hours"),
        [WINDOW_D] = N_("From receipt to your answer, in days"),
        [WINDOW_WD] = N_("From receipt to your answer, in working days"),
        [WINDOW_OH] = N_("From receipt to your answer, in open hours"),
    };

    return _(words[unit]);
}

/* "12-24", ">144". */
static void add_bin(const struct plot_replies *replies, size_t bin, struct str *to)
{
    int from, until;

    plot_bin(replies, bin, &from, &until);
    if (until < 0)
        str_printf(to, ">%d", from);
    else
        str_printf(to, "%d-%d", from, until);
}

void plot_replies_share(const struct plot_replies *replies, struct str *to)
{
    long long on_time = replies->total[PLOT_ON_TIME], late = replies->total[PLOT_LATE], waiting = replies->total[PLOT_WAITING];

    str_printf(to, P_("%lld answer", "%lld answers", on_time + late), on_time + late);
    if (on_time + late > 0)
        str_printf(to, _(": %lld (%d%%) on time, %lld late"), on_time, plot_percent(on_time, on_time + late), late);
    if (waiting > 0) {
        str_add(to, "; ");
        str_printf(to, P_("%lld question waits", "%lld questions wait", waiting), waiting);
    }
}

/* --- in words --- */

static void tell_bin(const struct plot_replies *replies, size_t bin, struct str *to)
{
    const char *between = ": ";

    if (plot_bin_sum(replies, bin) == 0)
        return;
    add_bin(replies, bin, to);
    str_printf(to, " %s", unit_word(replies->window.unit));
    for (enum plot_reply reply = 0; reply < PLOT_REPLIES; reply++) {
        if (replies->count[bin][reply] == 0)
            continue;
        str_printf(to, "%s%lld %s", between, (long long)replies->count[bin][reply], plot_reply_word(reply));
        between = ", ";
    }
    str_add(to, ".\n");
}

static void replies_words(const struct plot *plot, struct str *to)
{
    const struct plot_replies *replies = plot->data;

    plot_replies_share(replies, to);
    str_add(to, ".\n");
    str_add(to, _("Your window: "));
    words_window(to, replies->window);
    str_add(to, ".\n");
    for (size_t bin = 0; bin < replies->n; bin++)
        tell_bin(replies, bin, to);
}

/* --- as values --- */

static void answer_counts(const int64_t count[PLOT_REPLIES], struct answer *answer)
{
    answer_integer(answer, "on_time", count[PLOT_ON_TIME]);
    answer_integer(answer, "late", count[PLOT_LATE]);
    answer_integer(answer, "waiting", count[PLOT_WAITING]);
}

/* The last bin has no end: `to` is missing. */
static void replies_answer(const struct plot *plot, struct answer *answer)
{
    const struct plot_replies *replies = plot->data;
    char window[WINDOW_SIZE];
    int from, to;

    answer_text(answer, "window", window_format(replies->window, window));
    answer_counts(replies->total, answer);
    answer_open_list(answer, "bins");
    for (size_t bin = 0; bin < replies->n; bin++) {
        plot_bin(replies, bin, &from, &to);
        answer_open_object(answer, NULL);
        answer_integer(answer, "from", from);
        if (to >= 0)
            answer_integer(answer, "to", to);
        answer_counts(replies->count[bin], answer);
        answer_close_object(answer);
    }
    answer_close_list(answer);
}

const struct plot_kind plot_kind_replies = {
    .name = "replies",
    .title = N_("Reply times"),
    .size = sizeof(struct plot_replies),
    .begin = replies_begin,
    .step = replies_step,
    .extent = plot_replies_extent,
    .paint = plot_replies_paint,
    .words = replies_words,
    .answer = replies_answer,
    .svg = plot_replies_svg,
    .svg_w = 760,
    .svg_h = 380,
};
