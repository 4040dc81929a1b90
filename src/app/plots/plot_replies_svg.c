/* Reply times as SVG: a bar for each stretch of time, and a line where the window ends. */
#include "plot_replies.h"
#include "svg.h"

#include "paletti/app/views.h"
#include "paletti/base/i18n.h"

enum { LEFT = 66, TOP = 92, WIDE = 650, HIGH = 200, BASE = TOP + HIGH, GAP = 6, APART = 14, TICKS = 5, LEGEND_Y = BASE + 68 };

/* The left edge of a bar; what is more than all stretches stands a little apart. */
static int x_of(const struct plot_replies *replies, size_t bin)
{
    int apart = bin + 1 >= replies->n ? APART : 0;

    return LEFT + apart + (int)(bin * (WIDE - APART) / replies->n);
}

/* Between two lines to read by: a 1, 2 or 5 with noughts. */
static int64_t tick_of(int64_t most)
{
    int64_t tick = 1;

    for (int i = 0; tick * TICKS < most; i++)
        tick = i % 3 == 1 ? tick / 2 * 5 : tick * 2;
    return tick;
}

static int64_t top_of(const struct plot_replies *replies)
{
    int64_t most = 1;

    for (size_t bin = 0; bin < replies->n; bin++)
        most = plot_bin_sum(replies, bin) > most ? plot_bin_sum(replies, bin) : most;
    return (most + tick_of(most) - 1) / tick_of(most) * tick_of(most);
}

static int height(int64_t n, int64_t top)
{
    return (int)((2 * n * HIGH + top) / (2 * top));
}

static void add_number(struct str *to, const char *class, int x, int y, int64_t n)
{
    _cleanup_str_ struct str figure = STR_INIT;

    str_add_int(&figure, n, 1);
    svg_text(to, class, x, y, str_text(&figure));
}

static void add_axis(struct str *to, int64_t top)
{
    int64_t tick = tick_of(top);

    for (int64_t n = 0; n <= top; n += tick) {
        int y = BASE - height(n, top);
        svg_line(to, "g", LEFT, y, LEFT + WIDE, y);
        add_number(to, "a e", LEFT - 10, y + 4, n);
    }
}

static void add_bar(const struct plot_replies *replies, size_t bin, int64_t top, struct str *to)
{
    static const char *const classes[] = {[PLOT_ON_TIME] = "x", [PLOT_LATE] = "y", [PLOT_WAITING] = "z"};
    int x = x_of(replies, bin) + GAP / 2, w = (int)((WIDE - APART) / (int)replies->n) - GAP;
    int64_t sum = 0;

    for (enum plot_reply reply = 0; reply < PLOT_REPLIES; reply++) {
        int below = height(sum, top);
        sum += replies->count[bin][reply];
        if (replies->count[bin][reply] > 0)
            svg_rect(to, classes[reply], x, BASE - height(sum, top), w, height(sum, top) - below);
    }
    if (sum > 0)
        add_number(to, "n", x + w / 2, BASE - height(sum, top) - 5, sum);
}

/* What stands below: the edges, and the unit. */
static void add_edges(const struct plot_replies *replies, struct str *to)
{
    add_number(to, "a m", LEFT, BASE + 20, 0);
    for (size_t bin = 0; bin + 1 < replies->n; bin++)
        if (bin + 2 < replies->n)
            add_number(to, "a m", x_of(replies, bin + 1), BASE + 20, replies->edges[bin]);
    add_number(to, "a m", x_of(replies, replies->n - 1) - APART, BASE + 20, replies->edges[replies->n - 2]);
    svg_text(to, "a m", x_of(replies, replies->n - 1) + (WIDE - APART) / (int)replies->n / 2, BASE + 20, _("more"));
    svg_text(to, "q", LEFT, BASE + 42, plot_reply_axis(replies->window.unit));
}

static void add_window(const struct plot_replies *replies, struct str *to)
{
    _cleanup_str_ struct str text = STR_INIT, words = STR_INIT;
    int x = x_of(replies, replies->mark);

    words_window(&words, replies->window);
    str_printf(&text, _("your window ends: %s"), str_text(&words));
    svg_line(to, "f", x, TOP - 10, x, BASE);
    svg_text(to, "t", x + 8, TOP - 4, str_text(&text));
}

static void add_legend(const struct plot_replies *replies, struct str *to)
{
    static const char *const classes[] = {[PLOT_ON_TIME] = "x", [PLOT_LATE] = "y", [PLOT_WAITING] = "z"};
    enum { SIDE = 14, STEP = 190 };
    int x = LEFT;

    for (enum plot_reply reply = 0; reply < PLOT_REPLIES; reply++, x += STEP) {
        _cleanup_str_ struct str text = STR_INIT;
        str_printf(&text, "%s %lld", plot_reply_word(reply), (long long)replies->total[reply]);
        svg_rect(to, classes[reply], x, LEGEND_Y - SIDE + 2, SIDE, SIDE);
        svg_text(to, "q", x + SIDE + 8, LEGEND_Y, str_text(&text));
    }
}

void plot_replies_svg(const struct plot *plot, struct str *to)
{
    const struct plot_replies *replies = plot->data;
    _cleanup_str_ struct str share = STR_INIT;
    int64_t top = top_of(replies);

    plot_replies_share(replies, &share);
    svg_text(to, "q", 24, 58, str_text(&share));
    add_axis(to, top);
    for (size_t bin = 0; bin < replies->n; bin++)
        add_bar(replies, bin, top, to);
    add_edges(replies, to);
    add_window(replies, to);
    add_legend(replies, to);
}
