/* Reply times in characters: a bar for each stretch of time, a line where the window ends. */
#include "plot_replies.h"

#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/text.h"

enum { MARGIN = 2, FIGURE_W = 7, HEAD_H = 2, BELOW_H = 3, BAR_MAX_W = 60 };

/* Bars of FOLD bins each, on either side of the window's end. */
struct bars {
    const struct plot_replies *replies;
    size_t fold;
    int label_w, bar_w;
    int64_t most;
};

struct bar {
    size_t first, last;
    int64_t count[PLOT_REPLIES], sum;
};

/* The bar that begins with the bin FIRST. */
static struct bar bar_at(const struct bars *bars, size_t first)
{
    const struct plot_replies *replies = bars->replies;
    size_t end = first < replies->mark ? replies->mark : first + 1 == replies->n ? replies->n : replies->n - 1;
    struct bar bar = {.first = first, .last = first + bars->fold < end ? first + bars->fold - 1 : end - 1};

    for (size_t bin = first; bin <= bar.last; bin++)
        for (int i = 0; i < PLOT_REPLIES; i++) {
            bar.count[i] += replies->count[bin][i];
            bar.sum += replies->count[bin][i];
        }
    return bar;
}

static void add_label(const struct bars *bars, const struct bar *bar, struct str *to)
{
    int from, until, unused;

    plot_bin(bars->replies, bar->first, &from, &unused);
    plot_bin(bars->replies, bar->last, &unused, &until);
    if (until < 0)
        str_printf(to, "> %d", from);
    else
        str_printf(to, "%d-%d", from, until);
}

static int bars_count(const struct bars *bars)
{
    int n = 0;

    for (size_t bin = 0; bin < bars->replies->n; n++)
        bin = bar_at(bars, bin).last + 1;
    return n;
}

static void measure(struct bars *bars, int w)
{
    bars->label_w = 0;
    bars->most = 1;
    for (size_t bin = 0; bin < bars->replies->n;) {
        _cleanup_str_ struct str label = STR_INIT;
        struct bar bar = bar_at(bars, bin);
        add_label(bars, &bar, &label);
        int label_w = text_width(str_text(&label));
        bars->label_w = label_w > bars->label_w ? label_w : bars->label_w;
        bars->most = bar.sum > bars->most ? bar.sum : bars->most;
        bin = bar.last + 1;
    }
    bars->bar_w = w - MARGIN - bars->label_w - 2 - FIGURE_W;
    bars->bar_w = bars->bar_w < 1 ? 1 : bars->bar_w > BAR_MAX_W ? BAR_MAX_W : bars->bar_w;
}

static struct bars bars_of(const struct plot *plot, int w, int h)
{
    struct bars bars = {.replies = plot->data, .fold = 1};

    while (bars.fold < bars.replies->mark && bars_count(&bars) + 1 + HEAD_H + BELOW_H > h)
        bars.fold++;
    measure(&bars, w);
    return bars;
}

static const char *sign(enum plot_reply reply, bool ascii)
{
    static const char *const signs[2][PLOT_REPLIES] = {
        {[PLOT_ON_TIME] = "█", [PLOT_LATE] = "▓", [PLOT_WAITING] = "░"}, {[PLOT_ON_TIME] = "#", [PLOT_LATE] = "x", [PLOT_WAITING] = "."}};

    return signs[ascii][reply];
}

static enum plot_tone tone(enum plot_reply reply)
{
    static const enum plot_tone tones[] = {[PLOT_ON_TIME] = PLOT_GOOD, [PLOT_LATE] = PLOT_BAD, [PLOT_WAITING] = PLOT_OPEN};

    return tones[reply];
}

static void put(const struct plot_paper *paper, int x, int y, enum plot_tone tone, const char *text)
{
    if (y < paper->h && x < paper->w)
        paper->put(paper->ctx, x, y, paper->w - x, tone, text);
}

/* Returns where it ends. */
static int draw_part(const struct plot_paper *paper, int x, int y, int w, enum plot_reply reply)
{
    _cleanup_str_ struct str text = STR_INIT;

    for (int i = 0; i < w; i++)
        str_add(&text, sign(reply, paper->ascii));
    if (w > 0)
        put(paper, x, y, tone(reply), str_text(&text));
    return x + w;
}

static void draw_bar(const struct bars *bars, const struct plot_paper *paper, const struct bar *bar, int y)
{
    _cleanup_str_ struct str text = STR_INIT;
    int x = MARGIN + bars->label_w + 2, begin = x;
    int64_t sum = 0;

    add_label(bars, bar, &text);
    put(paper, MARGIN + bars->label_w - text_width(str_text(&text)), y, PLOT_AXIS, str_text(&text));
    for (enum plot_reply reply = 0; reply < PLOT_REPLIES; reply++) {
        sum += bar->count[reply];
        int end = begin + (int)((2 * sum * bars->bar_w + bars->most) / (2 * bars->most));
        if (bar->count[reply] > 0) /* what there is at all takes a cell at least */
            x = draw_part(paper, x, y, end > x ? end - x : 1, reply);
    }
    if (bar->sum == 0)
        return;
    str_clear(&text);
    str_printf(&text, "%lld", (long long)bar->sum);
    put(paper, x + 1, y, PLOT_TEXT, str_text(&text));
}

/* "──── your window: 72 hours ────────" */
static void draw_mark(const struct bars *bars, const struct plot_paper *paper, int y)
{
    _cleanup_str_ struct str text = STR_INIT, words = STR_INIT;
    int w = bars->label_w + 2 + bars->bar_w;

    words_window(&words, bars->replies->window);
    for (int i = 0; i < bars->label_w; i++)
        str_add(&text, paper->ascii ? "-" : "─");
    str_add_char(&text, ' ');
    str_printf(&text, _("your window ends: %s"), str_text(&words));
    str_add_char(&text, ' ');
    while (text_width(str_text(&text)) < w)
        str_add(&text, paper->ascii ? "-" : "─");
    put(paper, MARGIN, y, PLOT_FRAME, str_text(&text));
}

static void draw_legend(const struct bars *bars, const struct plot_paper *paper, int y)
{
    int x = MARGIN;

    for (enum plot_reply reply = 0; reply < PLOT_REPLIES; reply++) {
        _cleanup_str_ struct str text = STR_INIT;
        put(paper, x, y, tone(reply), sign(reply, paper->ascii));
        str_printf(&text, "%s %lld", plot_reply_word(reply), (long long)bars->replies->total[reply]);
        put(paper, x + 2, y, PLOT_TEXT, str_text(&text));
        x += 2 + text_width(str_text(&text)) + 3;
    }
}

void plot_replies_paint(const struct plot *plot, const struct plot_paper *paper)
{
    struct bars bars = bars_of(plot, paper->w, paper->h);
    _cleanup_str_ struct str share = STR_INIT;
    int y = HEAD_H;

    put(paper, MARGIN, 0, PLOT_TITLE, plot_reply_axis(bars.replies->window.unit));
    for (size_t bin = 0; bin < bars.replies->n;) {
        struct bar bar = bar_at(&bars, bin);
        if (bin == bars.replies->mark)
            draw_mark(&bars, paper, y++);
        draw_bar(&bars, paper, &bar, y++);
        bin = bar.last + 1;
    }
    draw_legend(&bars, paper, ++y);
    plot_replies_share(bars.replies, &share);
    put(paper, MARGIN, y + 1, PLOT_QUIET, str_text(&share));
}

void plot_replies_extent(const struct plot *plot, int room, int *ret_w, int *ret_h)
{
    struct bars bars = {.replies = plot->data, .fold = 1};
    int w;

    measure(&bars, room);
    w = MARGIN + bars.label_w + 2 + bars.bar_w + FIGURE_W;
    *ret_w = w < room ? w : room;
    *ret_h = HEAD_H + bars_count(&bars) + 1 + BELOW_H;
}
