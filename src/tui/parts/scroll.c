#include "scroll.h"

#include "paletti/base/mem.h"
#include "paletti/base/text.h"

#include <string.h>

enum { HANG_AUTO = -1 };

void scroll_done(struct scroll *scroll)
{
    str_done(&scroll->text);
    free(scroll->parts);
    free(scroll->lines);
    *scroll = (struct scroll){0};
}

void scroll_clear(struct scroll *scroll)
{
    str_clear(&scroll->text);
    scroll->n = scroll->n_parts = 0;
    scroll->widest = 0;
    scroll->list.top = scroll->list.selected = 0;
}

static void add_part(struct scroll *scroll, const char *line, int hang, enum style style)
{
    size_t from = scroll->text.len;
    int width = text_width(line);

    if (hang == HANG_AUTO)
        hang = (int)strspn(line, " ") + 2;
    str_add(&scroll->text, line);
    MEM_GROW(scroll->parts, scroll->n_parts, scroll->cap_parts);
    scroll->parts[scroll->n_parts++] = (struct scroll_part){from, scroll->text.len - from, hang, style};
    str_add_char(&scroll->text, '\0');
    scroll->widest = width > scroll->widest ? width : scroll->widest;
    scroll->width = 0; /* not wrapped yet */
}

void scroll_add_styled(struct scroll *scroll, enum style style, int hang, const char *text)
{
    bool more = true;

    while (more) {
        size_t n = strcspn(text, "\n"), end = n;
        more = text[n] == '\n';
        while (end > 0 && text[end - 1] == '\r')
            end--;
        _cleanup_free_ char *line = mem_string_n(text, end), *safe = text_safe_line(line);
        add_part(scroll, safe, hang, style);
        text += n + more;
    }
}

void scroll_add(struct scroll *scroll, const char *text)
{
    scroll_add_styled(scroll, STYLE_TEXT, HANG_AUTO, text);
}

size_t scroll_wrap(const char *s, size_t len, int width)
{
    size_t fits = text_fit(s, width > 1 ? width : 1), n;

    if (fits >= len)
        return len;
    for (n = fits; n > 0 && s[n] != ' '; n--)
        ;
    /* Blanks at the beginning are no place to break: nothing would stand before them. */
    if (n > strspn(s, " "))
        return n;
    return fits > 0 ? fits : text_cluster(s, NULL);
}

/* Takes the next piece of PART that fits into WIDTH; *AT goes from 0 to the part's length. */
static struct scroll_line next_line(const struct scroll *scroll, const struct scroll_part *part, int width, size_t *at)
{
    const char *text = str_text(&scroll->text) + part->from;
    int indent = *at > 0 && part->hang <= width * 2 / 3 ? part->hang : 0;
    size_t from = *at, n = scroll_wrap(text + from, part->len - from, width - indent);

    for (*at = from + n; *at < part->len && text[*at] == ' ';)
        ++*at;
    return (struct scroll_line){part->from + from, n, indent, part->style};
}

void scroll_resize(struct scroll *scroll, int w, int h)
{
    size_t place = scroll->n > 0 ? scroll->lines[scroll->list.top].from : 0;

    scroll->width = w;
    scroll->n = 0;
    for (size_t i = 0; w > 0 && i < scroll->n_parts; i++) {
        size_t at = 0;
        do {
            MEM_GROW(scroll->lines, scroll->n, scroll->cap);
            scroll->lines[scroll->n++] = next_line(scroll, &scroll->parts[i], w, &at);
        } while (at < scroll->parts[i].len);
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
        canvas_put(canvas, area.x + line->indent, y, area.w - line->indent, line->style, text);
    }
    if (focus)
        canvas_set_cursor(canvas, area.x, area.y);
}

void scroll_extent(const struct scroll *scroll, int room, int *ret_w, int *ret_h)
{
    int h = 0;

    *ret_w = scroll->widest < room ? scroll->widest : room;
    if (scroll->widest <= room || scroll->width == room) {
        *ret_h = (int)(scroll->widest <= room ? scroll->n_parts : scroll->n);
        return;
    }
    for (size_t i = 0; i < scroll->n_parts; i++) {
        size_t at = 0;
        do {
            next_line(scroll, &scroll->parts[i], room, &at);
            h++;
        } while (at < scroll->parts[i].len);
    }
    *ret_h = h;
}

void scroll_position(const struct scroll *scroll, struct str *to)
{
    const struct listing *list = &scroll->list;

    if (list->n > list->height)
        str_printf(to, "%lld-%lld/%lld", (long long)list->top + 1, (long long)listing_end(list),
                   (long long)list->n);
}
