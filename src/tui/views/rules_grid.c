#include "rules_grid.h"

#include "paletti/base/i18n.h"
#include "paletti/base/text.h"

#include <string.h>

enum { LABEL_W = 6, GAP_W = 2, HOURS_SHOWN = 3 /* between two figures above */ };

const char *grid_weekday(int day)
{
    static const char *const words[] = {N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun")};

    return _(words[day]);
}

/* Minutes to a cell. */
static int grid_cell(int w)
{
    return w >= LABEL_W + DAY_MINUTES / 30 ? 30 : 60;
}

int grid_width(int w)
{
    return LABEL_W + DAY_MINUTES / grid_cell(w);
}

void grid_day_words(const struct spans *spans, struct str *to)
{
    char buf[SPAN_SIZE];

    for (size_t i = 0; i < spans->n; i++)
        str_printf(to, "%s%s", i > 0 ? " " : "", span_format(spans->v[i], buf));
    if (spans->n == 0)
        str_add(to, _("closed"));
}

/* Whether most of the minutes from FROM to TO are open. */
static bool mostly_open(const struct spans *spans, int from, int to)
{
    int open = 0;

    for (size_t i = 0; i < spans->n; i++) {
        int a = spans->v[i].from > from ? spans->v[i].from : from;
        int b = spans->v[i].to < to ? spans->v[i].to : to;
        open += b > a ? b - a : 0;
    }
    return 2 * open > to - from;
}

/* The sign of a cell: its two halves open or not. */
static const char *sign(bool first, bool second, bool own, bool ascii)
{
    static const char *const signs[2][4] = {{"", "▐", "▌", "█"}, {"", "]", "[", "#"}};

    if (!own && first && second)
        return ascii ? ":" : "░";
    return signs[ascii][first * 2 + second];
}

static void draw_figures(struct canvas *canvas, struct area area, int cell)
{
    for (int hour = 0; hour <= 24; hour += HOURS_SHOWN) {
        int x = area.x + LABEL_W + hour * 60 / cell;
        if ((cell == 60 && hour % 6) || x + 2 > area.x + area.w)
            continue;
        canvas_printf(canvas, x, area.y, 2, STYLE_COLUMN, "%d", hour);
    }
}

static void draw_cells(const struct grid *grid, const struct spans *spans, struct canvas *canvas, int x, int y, int cell)
{
    enum style style = grid->own ? STYLE_GOOD : STYLE_QUIET;

    for (int minute = 0; minute < DAY_MINUTES; minute += cell, x++) {
        bool first = mostly_open(spans, minute, minute + cell / 2);
        bool second = mostly_open(spans, minute + cell / 2, minute + cell);
        if (first || second)
            canvas_put(canvas, x, y, 1, style, sign(first, second, grid->own, canvas->ascii));
        else if (minute % (HOURS_SHOWN * 60) == 0)
            canvas_put(canvas, x, y, 1, STYLE_FRAME, canvas->ascii ? "|" : "┊");
        else if (minute % 60 == 0)
            canvas_put(canvas, x, y, 1, STYLE_QUIET, canvas->ascii ? "." : "·");
    }
}

/* The cell of the cursor, or the cells from where a span was begun. */
static void draw_cursor(const struct grid *grid, struct canvas *canvas, int x, int y, int cell, bool focus)
{
    int from = grid->anchor >= 0 && grid->anchor < grid->at ? grid->anchor : grid->at;
    int to = grid->anchor > grid->at ? grid->anchor : grid->at;

    if (!focus)
        return;
    from /= cell;
    to /= cell;
    canvas_select(canvas, (struct area){x + from, y, to - from + 1, 1});
    canvas_set_cursor(canvas, x + grid->at / cell, y);
}

static void short_clock(struct str *to, int minute)
{
    str_printf(to, minute % 60 ? "%d:%02d" : "%d", minute / 60, minute % 60);
}

/* "9:30-13:30 16-18:30": where there is little room. */
static void short_words(const struct spans *spans, struct str *to)
{
    str_clear(to);
    for (size_t i = 0; i < spans->n; i++) {
        str_add(to, i > 0 ? " " : "");
        short_clock(to, spans->v[i].from);
        str_add_char(to, '-');
        short_clock(to, spans->v[i].to);
    }
    if (spans->n == 0)
        str_add(to, _("closed"));
}

static void draw_day(const struct grid *grid, struct canvas *canvas, struct area at, int day, bool focus)
{
    const struct spans *spans = &grid->hours->day[day];
    int cell = grid_cell(at.w), behind = grid_width(at.w) + GAP_W;
    enum style style = spans->n == 0 ? STYLE_QUIET : grid->own ? STYLE_TEXT : STYLE_QUIET;
    _cleanup_str_ struct str words = STR_INIT;

    grid_day_words(spans, &words);
    if (text_width(str_text(&words)) > at.w - behind)
        short_words(spans, &words);
    canvas_put(canvas, at.x + 2, at.y, LABEL_W - 2, day == grid->day ? STYLE_HEAD : STYLE_TEXT, grid_weekday(day));
    if (day == grid->day)
        canvas_put(canvas, at.x, at.y, 1, STYLE_KEY, ">");
    if (grid->plain) {
        canvas_put(canvas, at.x + LABEL_W, at.y, at.w - LABEL_W, style, str_text(&words));
        return;
    }
    draw_cells(grid, spans, canvas, at.x + LABEL_W, at.y, cell);
    if (at.w - behind >= (int)sizeof "09:00-18:00" - 1)
        canvas_put(canvas, at.x + behind, at.y, at.w - behind, style, str_text(&words));
    if (day == grid->day)
        draw_cursor(grid, canvas, at.x + LABEL_W, at.y, cell, focus);
}

void grid_draw(const struct grid *grid, struct canvas *canvas, struct area area, bool focus)
{
    if (!grid->plain)
        draw_figures(canvas, area, grid_cell(area.w));
    for (int day = 0; day < WEEK_DAYS && day + 1 < area.h; day++)
        draw_day(grid, canvas, (struct area){area.x, area.y + 1 + day, area.w, 1}, day, focus);
}
