#include "form_page.h"

#include "scroll.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/text.h"

#include <string.h>

enum { LABEL_MAX = 24, MEANING_AT = 24, ERROR_ROWS = 3 };

static int label_width(const struct form_page *page, int width)
{
    int most = 0, room = width / 3 < LABEL_MAX ? width / 3 : LABEL_MAX;

    for (size_t i = 0; i < page->n; i++) {
        int w = text_width(page->v[i].field->label) + 1;
        most = w > most ? w : most;
    }
    return most < room ? most : room;
}

int form_page_value_width(const struct form_page *page, int width)
{
    int w = width - label_width(page, width) - 4;

    return w > 1 ? w : 1;
}

/* The next row of an error, from *AT on. */
static char *error_row(const char *error, int width, size_t *at)
{
    size_t n = scroll_wrap(error + *at, strlen(error + *at), width);
    char *row = mem_string_n(error + *at, n);

    *at += n;
    *at += strspn(error + *at, " ");
    return row;
}

static int error_rows(const char *error, int width)
{
    int rows = 0;

    for (size_t at = 0; error && error[at] && rows < ERROR_ROWS; rows++)
        free(error_row(error, width, &at));
    return rows;
}

int form_page_rows_of(const struct form_page *page, size_t i, int width)
{
    int w = form_page_value_width(page, width);

    if (i == page->n)
        return 2;
    return box_rows(&page->v[i], w) + error_rows(page->v[i].error, w);
}

static int rows_between(const struct form_page *page, size_t from, size_t to, int width)
{
    int rows = 0;

    for (size_t i = from; i <= to; i++)
        rows += form_page_rows_of(page, i, width);
    return rows;
}

int form_page_rows(const struct form_page *page, int width)
{
    return rows_between(page, 0, page->n, width);
}

void form_page_show(struct form_page *page, int w, int height)
{
    if (form_page_rows(page, w) <= height)
        page->top = 0;
    if (page->top > page->at)
        page->top = page->at;
    while (page->top < page->at && rows_between(page, page->top, page->at, w) > height)
        page->top++;
}

/* --- painting --- */

static void draw_label(const struct form_page *page, struct canvas *canvas, struct area at, size_t i)
{
    const struct form_field *field = page->v[i].field;
    bool focus = i == page->at;
    int w = label_width(page, at.w);

    if (focus)
        canvas_put(canvas, at.x, at.y, 1, STYLE_KEY, ">");
    int x = at.x + 2 + canvas_put(canvas, at.x + 2, at.y, w - 1, focus ? STYLE_HEAD : STYLE_COLUMN, field->label);
    if (field->required && !field->given)
        canvas_put(canvas, x, at.y, 1, STYLE_KEY, "*");
}

static bool has_room(const struct box *box, int w, int taken)
{
    return taken + 2 + text_width(str_text(&box->meaning)) <= w && box->field->kind != FORM_LONG;
}

const char *form_page_unseen(const struct form_page *page, size_t i, int w)
{
    const struct box *box = &page->v[i];
    int taken = text_width(box_text(box)), room = form_page_value_width(page, w);

    return box->meaning.len > 0 && box->field->kind == FORM_LINE && !has_room(box, room, taken) ? str_text(&box->meaning)
                                                                                               : NULL;
}

/* Beside the value, in a column where that leaves room. */
static void draw_meaning(const struct box *box, struct canvas *canvas, struct area at, int taken)
{
    const char *meaning = str_text(&box->meaning);
    int x = taken + 2 > MEANING_AT ? taken + 2 : MEANING_AT;

    if (!has_room(box, at.w, taken))
        return;
    if (x + text_width(meaning) > at.w)
        x = taken + 2;
    canvas_put(canvas, at.x + x, at.y, at.w - x, STYLE_QUIET, meaning);
}

static void draw_error(const struct box *box, struct canvas *canvas, struct area at)
{
    size_t from = 0;

    for (int i = 0; i < at.h; i++) {
        _cleanup_free_ char *row = error_row(box->error, at.w, &from);
        canvas_put(canvas, at.x, at.y + i, at.w, STYLE_ERROR, row);
    }
}

static int least(int a, int b)
{
    return a < b ? a : b;
}

static void draw_field(const struct form_page *page, struct canvas *canvas, struct area at, size_t i, bool focus)
{
    const struct box *box = &page->v[i];
    int w = form_page_value_width(page, at.w), indent = at.w - w, rows = box_rows(box, w);
    struct area value = {at.x + indent, at.y, w, least(rows, at.h)};

    draw_label(page, canvas, at, i);
    int taken = box_draw(box, canvas, value, focus && i == page->at);
    draw_meaning(box, canvas, value, taken);
    if (box->error && at.h > rows)
        draw_error(box, canvas,
                   (struct area){value.x, at.y + rows, w, least(error_rows(box->error, w), at.h - rows)});
}

static void draw_save(const struct form_page *page, struct canvas *canvas, struct area at, bool focus)
{
    _cleanup_free_ char *label = str_format("[ %s ]", _("Save"));
    int w = text_width(label);

    canvas_put(canvas, at.x + 2, at.y, at.w - 2, STYLE_KEY, label);
    if (page->at != page->n)
        return;
    canvas_put(canvas, at.x, at.y, 1, STYLE_KEY, ">");
    canvas_select(canvas, (struct area){at.x + 2, at.y, w, 1});
    if (focus)
        canvas_set_cursor(canvas, at.x + 4, at.y);
}

void form_page_draw(const struct form_page *page, struct canvas *canvas, struct area area, bool focus)
{
    int y = area.y, end = area.y + area.h;

    for (size_t i = page->top; i < page->n && y < end; i++) {
        draw_field(page, canvas, (struct area){area.x, y, area.w, end - y}, i, focus);
        y += form_page_rows_of(page, i, area.w);
    }
    if (y + 1 < end)
        draw_save(page, canvas, (struct area){area.x, y + 1, area.w, 1}, focus);
}
