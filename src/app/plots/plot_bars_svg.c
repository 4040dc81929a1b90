/* Bars as SVG. */
#include "plot_bars.h"
#include "svg.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/text.h"

enum { LEFT = 220, WIDE = 400, TOP = 70, ROW = 24, BAR = 16, BESIDE = 10, TITLE = 30, LABEL = 28 };

static int length_of(int64_t value, int64_t most)
{
    int64_t n = (2 * (value < 0 ? -value : value) * WIDE + most) / (2 * most);

    return value != 0 && n == 0 ? 1 : (int)n;
}

/* Returns where it ends. A figure stands right of all bars, so that the line crosses none. */
static int add_section(const struct plot_bars *bars, size_t i, int y, struct str *to)
{
    const struct plot_section *section = &bars->sections[i];
    int64_t most = plot_section_most(bars, i);
    int top;

    if (section->title) {
        svg_text(to, "t", 24, y + BAR, section->title);
        y += TITLE;
    }
    top = y;
    for (size_t k = section->first; k < plot_section_end(bars, i); k++, y += ROW) {
        const struct plot_bar *bar = &bars->bars[k];
        _cleanup_free_ char *label = mem_string_n(bar->label, text_fit(bar->label, LABEL));
        svg_text(to, "e", LEFT - BESIDE, y + BAR - 3, label);
        svg_rect(to, bar->value < 0 ? "z" : "l3", LEFT, y, length_of(bar->value, most), BAR);
        svg_text(to, "q", LEFT + WIDE + BESIDE, y + BAR - 3, bar->text);
    }
    if (section->mark_text) {
        int x = LEFT + length_of(section->mark, most);
        svg_line(to, "f", x, top - 4, x, y);
        svg_text(to, "q e", x, y + BAR, section->mark_text);
        y += ROW;
    }
    return y + ROW / 2;
}

void plot_bars_svg(const struct plot *plot, struct str *to)
{
    const struct plot_bars *bars = plot->data;
    int y = TOP;

    if (bars->summary)
        svg_text(to, "q", 24, 58, bars->summary);
    for (size_t i = 0; i < bars->n_sections; i++)
        y = add_section(bars, i, y, to);
    if (bars->n == 0)
        svg_text(to, "q", 24, TOP + BAR, _("There is nothing to count yet."));
}

int plot_bars_svg_h(const struct plot *plot)
{
    const struct plot_bars *bars = plot->data;
    int h = TOP + ROW;

    for (size_t i = 0; i < bars->n_sections; i++)
        h += ROW * (int)(plot_section_end(bars, i) - bars->sections[i].first) + ROW / 2 +
             (bars->sections[i].title ? TITLE : 0) + (bars->sections[i].mark_text ? ROW : 0);
    return h;
}
