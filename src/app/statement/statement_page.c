/* A statement as lines: in columns, below each other where it is narrow, in sentences where nothing may be
 * aligned. */
#include "statement_inside.h"

#include "paletti/app/blur.h"
#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/text.h"

enum {
    WIDTH_USUAL = 80,
    WIDTH_MAX = 100,
    FIGURE_W = 9,
    FIGURES_W = 3 * FIGURE_W,
    SUM_W = 14,
    LABEL_MIN = 30,
    BELOW = 2
};

struct page {
    int width; /* 0: in sentences */
    void (*fn)(void *ctx, enum statement_tone tone, int hang, const char *line);
    void *ctx;
    enum statement_row_kind last;
};

static void add_right(struct str *to, const char *text, int width)
{
    int used = text_width(text);

    for (int i = used < width ? used : width - 1; i < width; i++)
        str_add_char(to, ' ');
    str_add(to, text);
}

/* FIGURES NULL: there are none, and LABEL has their room. */
static void add_columns(struct str *to, int width, const char *label, const char *const figures[3],
                        const char *sum)
{
    text_pad(to, label, width - SUM_W - (figures ? FIGURES_W : 0), "~");
    for (int i = 0; figures && i < 3; i++)
        add_right(to, figures[i], FIGURE_W);
    add_right(to, sum, SUM_W);
}

/* Whether LABEL, FIGURES (or NULL) and SUM have room beside each other; if not, they stand below, or behind a
 * colon. */
static bool in_columns(const struct page *page, const char *label, const char *const figures[3],
                       const char *sum)
{
    int room = page->width - SUM_W - (figures ? FIGURES_W : 0);
    bool fits = text_width(label) < room && text_width(sum) < SUM_W;

    for (int i = 0; figures && i < 3; i++)
        fits &= text_width(figures[i]) < FIGURE_W;
    return fits && page->width - FIGURES_W - SUM_W >= LABEL_MIN;
}

static void sum_of(const struct statement_row *row, struct str *to)
{
    str_printf(to, "%s %s", row->sum, row->currency);
}

static void put(const struct page *page, enum statement_tone tone, int hang, const struct str *line)
{
    page->fn(page->ctx, tone, hang, str_text(line));
}

/* --- rows --- */

static void put_line(const struct page *page, const struct statement_row *row)
{
    const char *const figures[] = {row->bought, row->used, row->left};
    _cleanup_str_ struct str line = STR_INIT, sum = STR_INIT;

    sum_of(row, &sum);
    if (in_columns(page, row->label, figures, str_text(&sum))) {
        add_columns(&line, page->width, row->label, figures, str_text(&sum));
        put(page, STATEMENT_NORMAL, 0, &line);
        return;
    }
    str_printf(&line, page->width ? "%s" : "%s: ", row->label);
    if (page->width) {
        put(page, STATEMENT_NORMAL, BELOW, &line);
        str_clear(&line);
        str_add(&line, "  ");
    }
    str_printf(&line, _("bought %s, used %s, left %s: %s"), row->bought, row->used, row->left,
               str_text(&sum));
    put(page, STATEMENT_NORMAL, 2 * BELOW, &line);
}

/* What stands below a line, or below the sums, further in; a sum at the right end, or behind a colon. */
static void put_other(const struct page *page, const struct statement_row *row, enum statement_tone tone,
                      int in)
{
    _cleanup_str_ struct str line = STR_INIT, label = STR_INIT, sum = STR_INIT;

    str_printf(&label, "%*s%s", page->width ? in : 0, "", row->label);
    if (*row->sum)
        sum_of(row, &sum);
    if (*row->sum && in_columns(page, str_text(&label), NULL, str_text(&sum)))
        add_columns(&line, page->width, str_text(&label), NULL, str_text(&sum));
    else
        str_printf(&line, "%s%s%s", str_text(&label), *row->sum ? ": " : "", str_text(&sum));
    put(page, tone, in + BELOW, &line);
}

static int put_row(void *ctx, const struct statement_row *row)
{
    static const struct {
        enum statement_tone tone;
        int in;
        bool apart; /* an empty line stands before the first one of the kind */
    } looks[] = {
        [STATEMENT_HOW] = {STATEMENT_QUIET, BELOW, false},
        [STATEMENT_USE] = {STATEMENT_QUIET, BELOW, false},
        [STATEMENT_REACHED] = {STATEMENT_QUIET, BELOW, false},
        [STATEMENT_OWED] = {STATEMENT_NORMAL, 0, true},
        [STATEMENT_TOTAL] = {STATEMENT_STRONG, 0, false},
        [STATEMENT_SPLIT] = {STATEMENT_NORMAL, BELOW, false},
        [STATEMENT_BOOKED] = {STATEMENT_NORMAL, 0, true},
        [STATEMENT_NOTE] = {STATEMENT_NORMAL, 0, true},
    };
    struct page *page = ctx;

    if (row->kind == STATEMENT_LINE) {
        put_line(page, row);
    } else {
        if (looks[row->kind].apart && row->kind != page->last && page->width)
            page->fn(page->ctx, STATEMENT_NORMAL, 0, "");
        put_other(page, row, looks[row->kind].tone, looks[row->kind].in);
    }
    page->last = row->kind;
    return 0;
}

/* --- what stands above --- */

static void put_title(struct app *app, const struct statement *statement, const struct page *page)
{
    _cleanup_str_ struct str title = STR_INIT, day = STR_INIT;

    words_day(app, &day, statement->on);
    str_printf(&title, _("%s: credit on %s"), app_blur_names(app, statement->name), str_text(&day));
    put(page, STATEMENT_STRONG, BELOW, &title);
}

static void put_head(const struct statement *statement, const struct page *page)
{
    const char *const figures[] = {_("bought"), _("used"), C_("of a package", "left")};
    _cleanup_str_ struct str line = STR_INIT;

    if (page->width)
        page->fn(page->ctx, STATEMENT_NORMAL, 0, "");
    if (!in_columns(page, "", figures, _("goes back")) || statement->credit.n_lines == 0)
        return;
    add_columns(&line, page->width, "", figures, _("goes back"));
    put(page, STATEMENT_QUIET, 0, &line);
}

void statement_page(struct app *app, const struct statement *statement, int width, bool plain,
                    void (*fn)(void *ctx, enum statement_tone tone, int hang, const char *line), void *ctx)
{
    int wide = width == 0 ? WIDTH_USUAL : width < WIDTH_MAX ? width : WIDTH_MAX;
    struct page page = {.width = plain ? 0 : wide,
                        .fn = fn,
                        .ctx = ctx,
                        .last = statement->credit.n_lines ? STATEMENT_LINE : STATEMENT_OWED};

    put_title(app, statement, &page);
    put_head(statement, &page);
    statement_each_row(app, statement, put_row, &page);
}
