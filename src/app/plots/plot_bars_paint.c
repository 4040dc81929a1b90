/* Bars in characters, to an eighth of a cell. */
#include "plot_bars.h"

#include "paletti/base/i18n.h"
#include "paletti/base/text.h"

enum { MARGIN = 2, LABEL_MAX = 26, LABEL_LEAST = 8, BAR_MAX = 60, BAR_LEAST = 8, EIGHTHS = 8 };

struct columns {
    int label, bar, text; /* their cells */
};

static int at_most(int n, int most)
{
    return n < most ? n : most;
}

static struct columns columns_for(const struct plot *plot, int w)
{
    const struct plot_bars *bars = plot->data;
    struct columns c = {0};

    for (size_t i = 0; i < bars->n; i++) {
        int label = text_width(plot_bar_label(plot, &bars->bars[i])), text = text_width(bars->bars[i].text);
        c.label = label > c.label ? label : c.label;
        c.text = text > c.text ? text : c.text;
    }
    c.label = at_most(c.label, LABEL_MAX);
    c.bar = w - MARGIN - c.label - 1 - c.text - 2;
    while (c.bar < BAR_LEAST && c.label > LABEL_LEAST) {
        c.label--;
        c.bar++;
    }
    c.bar = c.bar < 1 ? 1 : at_most(c.bar, BAR_MAX);
    return c;
}

static void put(const struct plot_paper *paper, int x, int y, int w, enum plot_tone tone, const char *text)
{
    if (y < paper->h && x < paper->w)
        paper->put(paper->ctx, x, y, at_most(w, paper->w - x), tone, text);
}

/* Eighths of a cell that VALUE takes of W cells; what there is at all takes one. */
static int eighths(int64_t value, int64_t most, int w)
{
    int64_t n = (2 * (value < 0 ? -value : value) * w * EIGHTHS + most) / (2 * most);

    return value != 0 && n == 0 ? 1 : (int)n;
}

static void add_bar(struct str *to, int n, bool hollow, bool ascii)
{
    static const char *const parts[EIGHTHS] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};

    if (ascii || hollow) {
        const char *cell = ascii ? hollow ? "." : "#" : "░";
        for (int i = 0; i < (n + EIGHTHS - 1) / EIGHTHS; i++)
            str_add(to, cell);
        return;
    }
    for (int i = 0; i < n / EIGHTHS; i++)
        str_add(to, "█");
    str_add(to, parts[n % EIGHTHS]);
}

static int mark_x(const struct plot_bars *bars, size_t section, int w)
{
    return eighths(bars->sections[section].mark, plot_section_most(bars, section), w) / EIGHTHS;
}

static void draw_bar(const struct plot *plot, const struct plot_paper *paper, const struct columns *c, size_t section,
                     const struct plot_bar *bar, int y)
{
    const struct plot_bars *bars = plot->data;
    int64_t most = plot_section_most(bars, section);
    int x = MARGIN + c->label + 1, n = eighths(bar->value, most, c->bar);
    _cleanup_str_ struct str text = STR_INIT;

    put(paper, MARGIN, y, c->label, PLOT_AXIS, plot_bar_label(plot, bar));
    add_bar(&text, n, bar->value < 0, paper->ascii);
    put(paper, x, y, c->bar, bar->value < 0 ? PLOT_OPEN : PLOT_TEXT, str_text(&text));
    if (bars->sections[section].mark_text) {
        int mark = at_most(mark_x(bars, section, c->bar), c->bar - 1);
        put(paper, x + mark, y, 1, PLOT_FRAME, paper->ascii ? "|" : "│");
    }
    put(paper, x + c->bar + 1 + c->text - text_width(bar->text), y, c->text, PLOT_TEXT, bar->text);
}

static int draw_section(const struct plot *plot, const struct plot_paper *paper, const struct columns *c, size_t i, int y)
{
    const struct plot_bars *bars = plot->data;
    const struct plot_section *section = &bars->sections[i];

    if (section->title)
        put(paper, MARGIN, y++, paper->w, PLOT_TITLE, section->title);
    for (size_t k = section->first; k < plot_section_end(bars, i); k++)
        draw_bar(plot, paper, c, i, &bars->bars[k], y++);
    if (section->mark_text) {
        _cleanup_str_ struct str text = STR_INIT;
        str_printf(&text, "%s %s", paper->ascii ? "|" : "│", section->mark_text);
        put(paper, MARGIN + c->label + 1, y++, paper->w, PLOT_FRAME, str_text(&text));
    }
    return y + 1;
}

static int rows_of(const struct plot_bars *bars)
{
    int rows = bars->summary ? 1 : 0;

    for (size_t i = 0; i < bars->n_sections; i++)
        rows += (int)(plot_section_end(bars, i) - bars->sections[i].first) + (bars->sections[i].title != NULL) +
                (bars->sections[i].mark_text != NULL) + 1;
    return rows;
}

static void draw_more(const struct plot *plot, const struct plot_paper *paper, long long more)
{
    _cleanup_str_ struct str text = STR_INIT;

    str_printf(&text, P_("and %lld line more: paletti plot %s has them all", "and %lld lines more: paletti plot %s has them all", more),
               more, plot->kind->name);
    put(paper, MARGIN, paper->h - 1, paper->w, PLOT_QUIET, str_text(&text));
}

void plot_bars_paint(const struct plot *plot, const struct plot_paper *paper)
{
    const struct plot_bars *bars = plot->data;
    struct columns c = columns_for(plot, paper->w);
    struct plot_paper upper = *paper;
    int y = 0, more = rows_of(bars) - paper->h;

    if (more > 0) {
        upper.h--;
        draw_more(plot, paper, more + 1);
    }
    if (bars->n == 0)
        put(paper, MARGIN, y++, paper->w, PLOT_QUIET, _("There is nothing to count yet."));
    for (size_t i = 0; i < bars->n_sections; i++)
        y = draw_section(plot, &upper, &c, i, y);
    if (bars->summary)
        put(&upper, MARGIN, y, paper->w, PLOT_QUIET, bars->summary);
}

void plot_bars_extent(const struct plot *plot, int room, int *ret_w, int *ret_h)
{
    const struct plot_bars *bars = plot->data;
    struct columns c = columns_for(plot, room);
    int w = MARGIN + c.label + 1 + c.bar + 1 + c.text + 1, rows = rows_of(bars);
    int words = bars->summary ? MARGIN + text_width(bars->summary) : 0;

    w = words > w ? words : w;
    *ret_w = at_most(w, room);
    *ret_h = rows > 2 ? rows : 2;
}
