/* The week in characters: a shade an hour, and a line around my hours. Where the line runs, rows and columns are put in
 * between, so that it hides no hour; the figures above follow. */
#include "plot_hours.h"

#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/text.h"

#include <string.h>

enum { SLOTS_MAX = 48, LABEL_W = 5, TOTAL_W = 8, GAP_W = 4, FIGURES = 3 /* hours between two of them */ };

/* Where the hours of the week stand: SLOTS to a day, of which each is one cell wide. */
struct chart {
    const struct plot_week *week;
    int slots;
    bool open[PLOT_DAYS + 2][SLOTS_MAX + 2]; /* a closed one around it: the slot S of the day D stands at [D + 1][S + 1] */
    bool column[SLOTS_MAX + 1];              /* a line runs before this slot */
    bool row[PLOT_DAYS + 1];                 /* and above this day */
};

static void chart_init(struct chart *chart, const struct plot_week *week, const struct hours *hours, int slots)
{
    int minutes = 1440 / slots;

    *chart = (struct chart){.week = week, .slots = slots};
    for (int d = 0; d < PLOT_DAYS; d++)
        for (int s = 0; s < slots; s++)
            chart->open[d + 1][s + 1] = plot_mostly_open(&hours->day[d], s * minutes, (s + 1) * minutes);
    for (int d = 0; d <= PLOT_DAYS; d++)
        for (int s = 0; s <= slots; s++) {
            chart->column[s] |= chart->open[d][s] != chart->open[d][s + 1];
            chart->row[d] |= chart->open[d][s] != chart->open[d + 1][s];
        }
}

/* Where there is little height every day comes before the whole frame: its sides say enough. */
static void chart_flatten(struct chart *chart)
{
    memset(chart->row, 0, sizeof chart->row);
}

static int sum(const bool *v, int n)
{
    int k = 0;

    for (int i = 0; i < n; i++)
        k += v[i];
    return k;
}

static int chart_width(const struct chart *chart)
{
    return LABEL_W + chart->slots + sum(chart->column, chart->slots + 1);
}

static int chart_height(const struct chart *chart)
{
    return 1 + PLOT_DAYS + sum(chart->row, PLOT_DAYS + 1);
}

/* Half an hour to a cell where that fits, else an hour. */
static void chart_fit(struct chart *chart, const struct plot_week *week, const struct hours *hours, int w)
{
    chart_init(chart, week, hours, SLOTS_MAX);
    if (chart_width(chart) > w)
        chart_init(chart, week, hours, PLOT_HOURS);
}

/* --- signs --- */

static const char *shade(int level, bool ascii)
{
    static const char *const signs[2][PLOT_LEVELS] = {{"·", "░", "▒", "▓", "█"}, {" ", ".", ":", "+", "#"}};

    return signs[ascii][level];
}

/* A corner: whether a line comes from above, below, the left and the right. */
static const char *corner(bool up, bool down, bool left, bool right, bool ascii)
{
    static const char *const signs[16] = {" ", "╶", "╴", "─", "╷", "┌", "┐", "┬", "╵", "└", "┘", "┴", "│", "├", "┤", "┼"};
    int i = up * 8 + down * 4 + left * 2 + right;

    if (!ascii)
        return signs[i];
    return i == 0 ? " " : i == 3 ? "-" : i == 12 ? "|" : "+";
}

/* --- painting --- */

struct brush {
    const struct plot_paper *paper;
    const struct chart *chart;
    int64_t most;
    int x, y; /* of the chart's next row */
};

static void put(const struct brush *brush, int x, enum plot_tone tone, const char *text)
{
    const struct plot_paper *paper = brush->paper;

    if (brush->y < paper->h && x < paper->w)
        paper->put(paper->ctx, x, brush->y, paper->w - x, tone, text);
}

static void draw_figures(struct brush *brush)
{
    const struct chart *chart = brush->chart;
    int each = chart->slots == SLOTS_MAX ? FIGURES : 2 * FIGURES;

    for (int s = 0, x = brush->x + LABEL_W; s <= chart->slots; s++, x++) {
        _cleanup_str_ struct str figure = STR_INIT;
        int hour = s * PLOT_HOURS / chart->slots;
        x += s > 0 && chart->column[s - 1]; /* a figure stands over the line at its hour */
        if (s * PLOT_HOURS % chart->slots || hour % each)
            continue;
        str_add_int(&figure, hour, 1);
        put(brush, x, PLOT_AXIS, str_text(&figure));
    }
    brush->y++;
}

/* The line above day D, which may be the one behind the last. */
static void draw_line(struct brush *brush, int d)
{
    const struct chart *chart = brush->chart;
    const bool *above = chart->open[d], *below = chart->open[d + 1];
    bool ascii = brush->paper->ascii;

    for (int s = 0, x = brush->x + LABEL_W; s <= chart->slots; s++, x++) {
        if (chart->column[s]) {
            const char *sign = corner(above[s] != above[s + 1], below[s] != below[s + 1], above[s] != below[s],
                                      above[s + 1] != below[s + 1], ascii);
            put(brush, x++, PLOT_FRAME, sign);
        }
        if (s < chart->slots && above[s + 1] != below[s + 1])
            put(brush, x, PLOT_FRAME, corner(false, false, true, true, ascii));
    }
    brush->y++;
}

static void draw_hour(const struct brush *brush, int d, int s, int x)
{
    const struct chart *chart = brush->chart;
    int level = plot_level(chart->week->n[d][s * PLOT_HOURS / chart->slots], brush->most);
    bool half = s * PLOT_HOURS % chart->slots;

    if (level == 0 && half)
        return;
    put(brush, x, level == 0 ? PLOT_QUIET : chart->open[d + 1][s + 1] ? PLOT_IN : PLOT_OUT, shade(level, brush->paper->ascii));
}

/* What stands where another day has its line: within an hour that goes on, more of it. */
static void draw_between(const struct brush *brush, int d, int s, int x)
{
    const struct chart *chart = brush->chart;

    if (chart->open[d + 1][s] != chart->open[d + 1][s + 1])
        put(brush, x, PLOT_FRAME, corner(true, true, false, false, brush->paper->ascii));
    else if (s * PLOT_HOURS % chart->slots)
        draw_hour(brush, d, s, x);
}

static void draw_day(struct brush *brush, int d, bool totals)
{
    const struct chart *chart = brush->chart;
    int x = brush->x + LABEL_W;

    put(brush, brush->x, PLOT_AXIS, plot_weekday(d));
    for (int s = 0; s <= chart->slots; s++, x++) {
        if (chart->column[s])
            draw_between(brush, d, s, x++);
        if (s < chart->slots)
            draw_hour(brush, d, s, x);
    }
    if (totals) {
        _cleanup_str_ struct str figure = STR_INIT;
        str_printf(&figure, "%*lld", TOTAL_W - 2, (long long)plot_week_day(chart->week, d));
        put(brush, brush->x + chart_width(chart) + 1, PLOT_TEXT, str_text(&figure));
    }
    brush->y++;
}

static void draw_chart(struct brush *brush, bool totals)
{
    draw_figures(brush);
    for (int d = 0; d < PLOT_DAYS; d++) {
        if (brush->chart->row[d])
            draw_line(brush, d);
        draw_day(brush, d, totals);
    }
    if (brush->chart->row[PLOT_DAYS])
        draw_line(brush, PLOT_DAYS);
}

/* "░ 1-3  ▒ 4-6  ▓ 7-9  █ 10-12  in one hour of the week" */
static void draw_legend(struct brush *brush)
{
    int x = brush->x + LABEL_W;
    int64_t from, to;

    for (int level = 1; level < PLOT_LEVELS; level++) {
        _cleanup_str_ struct str text = STR_INIT;
        if (!plot_level_range(level, brush->most, &from, &to))
            continue;
        str_printf(&text, "%s %lld", shade(level, brush->paper->ascii), (long long)from);
        if (to > from)
            str_printf(&text, "-%lld", (long long)to);
        put(brush, x, PLOT_TEXT, str_text(&text));
        x += text_width(str_text(&text)) + 2;
    }
    if (x > brush->x + LABEL_W)
        put(brush, x, PLOT_QUIET, _("in an hour of the week"));
    brush->y++;
}

/* Below the hours, or, what is too long for that, from the margin on. */
static void draw_text(struct brush *brush, enum plot_tone tone, const struct str *text)
{
    bool fits = brush->x + LABEL_W + text_width(str_text(text)) <= brush->paper->w;

    put(brush, brush->x + (fits ? LABEL_W : 0), tone, str_text(text));
    brush->y++;
}

static void draw_hours(struct brush *brush, const struct plot *plot)
{
    _cleanup_str_ struct str text = STR_INIT;

    str_printf(&text, "%s %s ", corner(false, true, false, true, brush->paper->ascii), _("your hours:"));
    words_hours(&text, &plot->hours);
    draw_text(brush, PLOT_FRAME, &text);
}

static void draw_share(struct brush *brush, const struct plot_week *week)
{
    _cleanup_str_ struct str text = STR_INIT;

    plot_hours_share(week, &text);
    draw_text(brush, PLOT_TEXT, &text);
}

static void draw_fullest(struct brush *brush, const struct plot_week *week)
{
    _cleanup_str_ struct str text = STR_INIT;
    struct plot_cell cell;

    if (plot_week_fullest(week, NULL, &cell, 1) == 0)
        return;
    str_printf(&text, "%s ", _("Most often:"));
    plot_hours_cell(&cell, &text);
    draw_text(brush, PLOT_QUIET, &text);
}

enum { HEAD_H = 1, BELOW_H = 5 };

static void draw_side(const struct plot *plot, const struct plot_paper *paper, enum plot_side side, int x, int w)
{
    const struct plot_week *week = plot_hours_week(plot, side);
    struct chart chart;

    chart_fit(&chart, week, &plot->hours, w);
    if (HEAD_H + chart_height(&chart) > paper->h)
        chart_flatten(&chart);
    struct brush brush = {paper, &chart, plot_hours_most(week), x, 0};
    put(&brush, x + LABEL_W, PLOT_TITLE, plot_hours_side(side));
    brush.y += HEAD_H;
    draw_chart(&brush, chart_width(&chart) + TOTAL_W <= w);
    brush.y += paper->h >= HEAD_H + chart_height(&chart) + BELOW_H;
    draw_legend(&brush);
    draw_hours(&brush, plot);
    draw_share(&brush, week);
    draw_fullest(&brush, week);
}

static int side_width(const struct plot *plot)
{
    struct chart chart;

    chart_init(&chart, plot_hours_week(plot, PLOT_THEIRS), &plot->hours, SLOTS_MAX);
    return chart_width(&chart) + TOTAL_W;
}

static int both_width(const struct plot *plot)
{
    return 2 * side_width(plot) + GAP_W;
}

void plot_hours_paint(const struct plot *plot, const struct plot_paper *paper)
{
    int w = (paper->w - GAP_W) / 2;

    if (!plot->beside || both_width(plot) > paper->w) {
        draw_side(plot, paper, plot->side, 0, paper->w);
        return;
    }
    draw_side(plot, paper, PLOT_THEIRS, 0, w);
    draw_side(plot, paper, PLOT_MINE, w + GAP_W, w);
}

void plot_hours_extent(const struct plot *plot, int room, int *ret_w, int *ret_h)
{
    struct chart chart;
    int w = plot->beside && both_width(plot) <= room ? both_width(plot) : side_width(plot);

    chart_init(&chart, plot_hours_week(plot, PLOT_THEIRS), &plot->hours, SLOTS_MAX);
    *ret_h = HEAD_H + chart_height(&chart) + BELOW_H;
    *ret_w = w < room ? w : room;
}
