#include "scroll.h"

#include "paletti/base/mem.h"
#include "paletti/base/text.h"

#include <string.h>

void scroll_done(struct scroll *scroll)
{
    str_done(&scroll->text);
    free(scroll->lines);
    *scroll = (struct scroll){0};
}

void scroll_clear(struct scroll *scroll)
{
    str_clear(&scroll->text);
    scroll->n = 0;
    scroll->list.top = scroll->list.selected = 0;
}

void scroll_add(struct scroll *scroll, const char *line)
{
    str_add(&scroll->text, line);
    str_add_char(&scroll->text, '\n');
}

static void add_line(struct scroll *scroll, size_t from, size_t len, int indent)
{
    MEM_GROW(scroll->lines, scroll->n, scroll->cap);
    scroll->lines[scroll->n++] = (struct scroll_line){from, len, indent};
}

/* Bytes of S, LEN long, that go on one line of WIDTH cells: up to the last blank that fits, else as many as
 * fit. */
static size_t wrap_at(const char *s, size_t len, int width)
{
    size_t fits = text_fit(s, width > 1 ? width : 1), n;

    if (fits >= len)
        return len;
    for (n = fits; n > 0 && s[n] != ' '; n--)
        ;
    if (n > 0)
        return n;
    return fits > 0 ? fits : text_cluster(s, NULL);
}

static void wrap_line(struct scroll *scroll, size_t from, size_t len)
{
    const char *text = str_text(&scroll->text);
    int lead = (int)strspn(text + from, " "), indent = 0;

    do {
        size_t n = wrap_at(text + from, len, scroll->width - indent);
        add_line(scroll, from, n, indent);
        while (n < len && text[from + n] == ' ')
            n++;
        from += n;
        len -= n;
        indent = lead + 2 < scroll->width / 2 ? lead + 2 : 0;
    } while (len > 0);
}

void scroll_resize(struct scroll *scroll, int w, int h)
{
    size_t place = scroll->n > 0 ? scroll->lines[scroll->list.top].from : 0;
    const char *text = str_text(&scroll->text);

    scroll->width = w;
    scroll->n = 0;
    for (size_t from = 0, len; text[from]; from += len + 1) {
        len = strcspn(text + from, "\n");
        wrap_line(scroll, from, len);
    }
    listing_resize(&scroll->list, (int64_t)scroll->n, h);
    for (size_t i = 0; i < scroll->n && scroll->lines[i].from <= place; i++)
        scroll->list.top = (int64_t)i;
    listing_select(&scroll->list, scroll->list.top);
}

bool scroll_act(struct scroll *scroll, enum action action)
{
    struct listing *list = &scroll->list;
    struct list_move move;

    if (!listing_movement(list, action, &move))
        return false;
    list->selected = list->top;
    if (move.rows < 0) {
        move.page = true;
    } else {
        int64_t most = list->n - list->height - list->top;
        move = (struct list_move){move.rows < most ? move.rows : most > 0 ? most : 0, true};
    }
    listing_move(list, move);
    list->selected = list->top;
    return true;
}

void scroll_draw(const struct scroll *scroll, struct canvas *canvas, struct area area, bool focus)
{
    int y = area.y;

    for (int64_t i = scroll->list.top; i < listing_end(&scroll->list); i++, y++) {
        const struct scroll_line *line = &scroll->lines[i];
        _cleanup_free_ char *text = mem_string_n(str_text(&scroll->text) + line->from, line->len);
        canvas_put(canvas, area.x + line->indent, y, area.w - line->indent, STYLE_TEXT, text);
    }
    if (focus)
        canvas_set_cursor(canvas, area.x, area.y);
}

void scroll_extent(const struct scroll *scroll, int *ret_w, int *ret_h)
{
    const char *text = str_text(&scroll->text);
    int w = 0, h = 0;

    for (size_t len; *text; text += len + 1, h++) {
        len = strcspn(text, "\n");
        _cleanup_free_ char *line = mem_string_n(text, len);
        int cells = text_width(line);
        w = cells > w ? cells : w;
    }
    *ret_w = w;
    *ret_h = h;
}

void scroll_position(const struct scroll *scroll, struct str *to)
{
    const struct listing *list = &scroll->list;

    if (list->n > list->height)
        str_printf(to, "%lld-%lld/%lld", (long long)list->top + 1, (long long)listing_end(list),
                   (long long)list->n);
}
