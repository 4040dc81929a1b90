/* The week as SVG: a square an hour with its number, and my hours framed to the minute. */
#include "plot_hours.h"
#include "svg.h"

#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/text.h"
#include "paletti/core/week.h"

enum { LEFT = 66, TOP = 92, CELL_W = 26, CELL_H = 26, INSET = 1, LEGEND_Y = TOP + PLOT_DAYS * CELL_H + 26, FIGURES = 3 };

static int x_of(int minute)
{
    return LEFT + (minute * CELL_W + 30) / 60;
}

static int y_of(int day)
{
    return TOP + day * CELL_H;
}

static void add_figures(struct str *to)
{
    for (int hour = 0; hour <= PLOT_HOURS; hour += FIGURES) {
        _cleanup_str_ struct str figure = STR_INIT;
        str_add_int(&figure, hour, 1);
        svg_text(to, "a m", x_of(hour * 60), TOP - 8, str_text(&figure));
    }
}

static void add_number(struct str *to, const char *class, int x, int y, int64_t n)
{
    _cleanup_str_ struct str figure = STR_INIT;

    str_add_int(&figure, n, 1);
    svg_text(to, class, x, y, str_text(&figure));
}

static void add_cell(struct str *to, int x, int y, int level)
{
    char class[] = "l0";

    class[1] = (char)('0' + level);
    svg_rect(to, class, x + INSET, y + INSET, CELL_W - 2 * INSET, CELL_H - 2 * INSET);
}

static void add_days(const struct plot_week *week, struct str *to)
{
    int64_t most = plot_hours_most(week);

    for (int day = 0; day < PLOT_DAYS; day++) {
        svg_text(to, "e", LEFT - 12, y_of(day) + CELL_H / 2 + 5, plot_weekday(day));
        svg_rect(to, "r", LEFT + INSET, y_of(day) + INSET, PLOT_HOURS * CELL_W - 2 * INSET, CELL_H - 2 * INSET);
        for (int hour = 0; hour < PLOT_HOURS; hour++)
            if (week->n[day][hour] > 0)
                add_cell(to, x_of(hour * 60), y_of(day), plot_level(week->n[day][hour], most));
        add_number(to, "q e", LEFT + PLOT_HOURS * CELL_W + 52, y_of(day) + CELL_H / 2 + 5, plot_week_day(week, day));
    }
}

/* Over the frame, which may run through the middle of an hour. */
static void add_numbers(const struct plot_week *week, struct str *to)
{
    int64_t most = plot_hours_most(week);
    char class[] = "n n0";

    for (int day = 0; day < PLOT_DAYS; day++)
        for (int hour = 0; hour < PLOT_HOURS; hour++) {
            int64_t n = week->n[day][hour];
            class[3] = (char)('0' + plot_level(n, most));
            if (n > 0)
                add_number(to, class, x_of(hour * 60) + CELL_W / 2, y_of(day) + CELL_H / 2 + 4, n);
        }
}

/* --- the frame: lines where open time borders on closed --- */

static bool is_open(const struct hours *hours, int day, int minute)
{
    return day >= 0 && day < PLOT_DAYS && spans_have(&hours->day[day], (struct span){(int16_t)minute, (int16_t)(minute + 1)});
}

/* Between the days DAY - 1 and DAY. */
static void add_borders(const struct hours *hours, int day, struct str *to)
{
    int begun = -1;

    for (int minute = 0; minute <= DAY_MINUTES; minute++) {
        bool borders = minute < DAY_MINUTES && is_open(hours, day - 1, minute) != is_open(hours, day, minute);
        if (borders && begun < 0)
            begun = minute;
        if (borders || begun < 0)
            continue;
        str_printf(to, "M%d %dH%d", x_of(begun), y_of(day), x_of(minute));
        begun = -1;
    }
}

static void add_frame(const struct hours *hours, struct str *to)
{
    if (hours_empty(hours))
        return;
    str_add(to, "<path class=\"f\" d=\"");
    for (int day = 0; day <= PLOT_DAYS; day++)
        add_borders(hours, day, to);
    for (int day = 0; day < PLOT_DAYS; day++)
        for (size_t i = 0; i < hours->day[day].n; i++) {
            struct span span = hours->day[day].v[i];
            str_printf(to, "M%d %dV%dM%d %dV%d", x_of(span.from), y_of(day), y_of(day + 1), x_of(span.to), y_of(day), y_of(day + 1));
        }
    str_add(to, "\"/>\n");
}

/* --- below --- */

static void add_legend(const struct plot_week *week, struct str *to)
{
    enum { STEP = 84 };
    int64_t from, until, most = plot_hours_most(week);
    int x = LEFT;

    for (int level = 1; level < PLOT_LEVELS; level++) {
        _cleanup_str_ struct str text = STR_INIT;
        if (!plot_level_range(level, most, &from, &until))
            continue;
        add_cell(to, x, LEGEND_Y - CELL_H / 2 - 4, level);
        str_add_int(&text, from, 1);
        if (until > from)
            str_printf(&text, "-%lld", (long long)until);
        svg_text(to, "q", x + CELL_W + 6, LEGEND_Y, str_text(&text));
        x += STEP;
    }
    if (x > LEFT)
        svg_text(to, "q", x, LEGEND_Y, _("in an hour of the week"));
}

static void add_hours(const struct plot *plot, struct str *to)
{
    enum { ROOM = 90 }; /* signs; a week of many spans is only framed */
    _cleanup_str_ struct str text = STR_INIT;
    int y = LEGEND_Y + 28;

    str_printf(to, "<path class=\"f\" d=\"M%d %dh%dv%dh-%dz\"/>\n", LEFT + 3, y - 13, CELL_W - 6, 16, CELL_W - 6);
    str_printf(&text, "%s ", _("your hours:"));
    words_hours(&text, &plot->hours);
    if (text_width(str_text(&text)) > ROOM) {
        str_clear(&text);
        str_add(&text, _("your hours, as framed"));
    }
    svg_text(to, "q", LEFT + CELL_W + 6, y, str_text(&text));
}

void plot_hours_svg(const struct plot *plot, struct str *to)
{
    _cleanup_str_ struct str share = STR_INIT;
    const struct plot_week *week = plot_hours_week(plot, plot->side);

    plot_hours_sentence(week, plot->side, &share);
    svg_text(to, "q", 24, 58, str_text(&share));
    add_figures(to);
    add_days(week, to);
    add_frame(&plot->hours, to);
    add_numbers(week, to);
    add_legend(week, to);
    add_hours(plot, to);
}
