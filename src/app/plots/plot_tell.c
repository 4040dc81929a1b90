#include "plot_tell.h"

#include "paletti/app/answer_people.h"
#include "paletti/base/mem.h"
#include "paletti/base/text.h"

#include <string.h>

enum { WIDTH_IF_ANY = 80, WIDTH_MAX = 132, CELL_SIZE = 16 };

/* A cell holds a cluster; the right half of a wide one is "". */
struct sheet {
    int w, h;
    char (*cells)[CELL_SIZE];
};

static char *cell(struct sheet *sheet, int x, int y)
{
    return sheet->cells[y * sheet->w + x];
}

static void sheet_put(void *ctx, int x, int y, int w, enum plot_tone tone _unused_, const char *text)
{
    struct sheet *sheet = ctx;
    int end = x + w < sheet->w ? x + w : sheet->w, width;
    _cleanup_free_ char *safe = text_safe_line(text);

    for (const char *s = safe; *s && y < sheet->h; x += width) {
        size_t n = text_cluster(s, &width);
        if (x + width > end)
            return;
        bool fits = n < CELL_SIZE && width > 0;
        memcpy(cell(sheet, x, y), fits ? s : "?", fits ? n : 1);
        cell(sheet, x, y)[fits ? n : 1] = '\0';
        if (width == 2)
            cell(sheet, x + 1, y)[0] = '\0';
        s += n;
    }
}

static void add_line(struct sheet *sheet, int y, bool utf8, struct str *to)
{
    _cleanup_str_ struct str line = STR_INIT;

    for (int x = 0; x < sheet->w; x++)
        str_add(&line, cell(sheet, x, y));
    while (line.len > 0 && line.s[line.len - 1] == ' ')
        line.s[--line.len] = '\0';
    if (utf8)
        str_add(to, str_text(&line));
    else
        text_ascii(to, str_text(&line));
    str_add_char(to, '\n');
}

static void draw(const struct plot *plot, const struct people_page *page, struct str *to)
{
    int room = page->width == 0 ? WIDTH_IF_ANY : page->width < WIDTH_MAX ? page->width : WIDTH_MAX;
    struct sheet sheet = {0};

    plot_extent(plot, room, &sheet.w, &sheet.h);
    sheet.w = room; /* sentences below may be longer than the drawing */
    _cleanup_free_ void *cells = mem_zero((size_t)sheet.w * (size_t)sheet.h, CELL_SIZE);
    sheet.cells = cells;
    for (int i = 0; i < sheet.w * sheet.h; i++)
        sheet.cells[i][0] = ' ';
    const struct plot_paper paper = {sheet.w, sheet.h, !page->utf8, sheet_put, &sheet};
    plot_paint(plot, &paper);
    for (int y = 0; y < sheet.h; y++)
        add_line(&sheet, y, page->utf8, to);
}

void plot_tell(const struct plot *plot, struct answer *answer)
{
    const struct people_page *page = answer->page;
    _cleanup_str_ struct str text = STR_INIT;

    plot_heading(plot, &text);
    str_add(&text, page->plain ? ".\n" : "\n\n");
    if (page->plain)
        plot_words(plot, &text);
    else
        draw(plot, page, &text);
    answer_raw(answer, str_text(&text), text.len);
}
