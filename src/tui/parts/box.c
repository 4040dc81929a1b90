#include "box.h"

#include "scroll.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/text.h"

#include <string.h>

/* --- what stands there --- */

static int find_choice(const struct form_field *field, const char *text)
{
    for (int i = 0; field->choices && field->choices[i]; i++)
        if (str_equal(field->choices[i], text))
            return i;
    return -1;
}

void box_set(struct box *box, const char *text)
{
    box->choice = find_choice(box->field, text);
    box->on = *text != '\0';
    box->large = box->field->kind == FORM_LONG && strlen(text) > EDITOR_MAX;
    editor_set(&box->editor, box->large ? "" : text);
    box->editor.at = box->editor.lines ? 0 : box->editor.at;
    box->letters[0] = '\0';
}

void box_init(struct box *box, const struct form_field *field, const char *text)
{
    *box = (struct box){.field = field, .editor = {.lines = field->kind == FORM_LONG}};
    box_set(box, text);
}

void box_done(struct box *box)
{
    editor_done(&box->editor);
    str_done(&box->meaning);
    free(box->error);
}

const char *box_text(const struct box *box)
{
    if (box->field->kind == FORM_CHOICE)
        return box->choice < 0 ? "" : box->field->choices[box->choice];
    if (box->field->kind == FORM_FLAG)
        return box->on ? "yes" : "";
    return str_text(&box->editor.text);
}

/* --- choosing --- */

static int word_begins(void *ctx, const char *word, size_t len _unused_)
{
    return str_starts(word, ctx);
}

/* The first choice from the one numbered FROM on, round and round, that begins with LETTERS, or has a word that does;
 * -1: none. */
static int choice_like(const struct form_field *field, int from, const char *letters)
{
    _cleanup_free_ char *wanted = text_fold_new(letters);
    int n = 0;

    while (field->choices[n])
        n++;
    for (int i = 0; i < 2 * n; i++) {
        int at = (from + i) % n;
        _cleanup_free_ char *folded = text_fold_new(field->choices[at]);
        if (str_starts(folded, wanted) || (i >= n && text_words(folded, word_begins, wanted)))
            return at;
    }
    return -1;
}

/* Letters that go on with those before, else the first of another choice: pressed again, the next one of it. */
static bool choose_typed(struct box *box, const char *text)
{
    size_t n = strlen(box->letters), more = strlen(text);
    int found = -1;

    if (n > 0 && n + more < sizeof box->letters) {
        memcpy(box->letters + n, text, more + 1);
        found = choice_like(box->field, 0, box->letters);
    }
    if (found < 0 && more < sizeof box->letters) {
        memcpy(box->letters, text, more + 1);
        found = choice_like(box->field, box->choice + 1, box->letters);
    }
    if (found < 0)
        return false;
    box->choice = found;
    return true;
}

static bool step_choice(struct box *box, int step)
{
    int n = 0;

    while (box->field->choices[n])
        n++;
    box->letters[0] = '\0';
    box->choice = box->choice < 0 ? 0 : (box->choice + step + n) % n;
    return true;
}

/* --- rows of a long text --- */

struct row {
    size_t from, len;
};

/* The row of the text that begins at FROM; *RET_NEXT: where the next one does. False: there is none. */
static bool row_at(const char *text, size_t from, int width, struct row *ret, size_t *ret_next)
{
    if (from > strlen(text))
        return false;
    size_t line = strcspn(text + from, "\n"), n = scroll_wrap(text + from, line, width);
    size_t next = from + n;

    while (next < from + line && text[next] == ' ')
        next++;
    *ret = (struct row){from, n};
    *ret_next = next + (next == from + line);
    return true;
}

/* The number of the row with the cursor, and how many there are. */
static int cursor_row(const struct box *box, int width, int *ret_n)
{
    const char *text = str_text(&box->editor.text);
    struct row row;
    int at = 0, n = 0;

    for (size_t from = 0; row_at(text, from, width, &row, &from); n++)
        if (row.from <= box->editor.at)
            at = n;
    *ret_n = n;
    return at;
}

static struct row row_number(const struct box *box, int width, int number)
{
    const char *text = str_text(&box->editor.text);
    struct row row = {0};
    size_t from = 0;

    for (int i = 0; i <= number && row_at(text, from, width, &row, &from); i++)
        ;
    return row;
}

static int cells_before(const struct box *box, struct row row)
{
    size_t n = box->editor.at > row.from ? box->editor.at - row.from : 0;
    _cleanup_free_ char *before = mem_string_n(str_text(&box->editor.text) + row.from, n);

    return text_width(before);
}

/* To the same column of another row. False: there is none on that side. */
static bool move_rows(struct box *box, int width, int step)
{
    int n, at = cursor_row(box, width, &n);

    if (at + step < 0 || at + step >= n)
        return false;
    int column = cells_before(box, row_number(box, width, at));
    struct row row = row_number(box, width, at + step);
    _cleanup_free_ char *text = mem_string_n(str_text(&box->editor.text) + row.from, row.len);
    box->editor.at = row.from + text_fit(text, column);
    return true;
}

/* --- acts --- */

bool box_type(struct box *box, const char *text)
{
    bool taken;

    switch (box->field->kind) {
    case FORM_CHOICE:
        taken = choose_typed(box, text);
        break;
    case FORM_FLAG:
        taken = str_equal(text, " ");
        box->on ^= taken;
        break;
    default:
        taken = !box->large && editor_insert(&box->editor, text);
    }
    box->fresh |= taken;
    box->changed |= taken;
    return taken;
}

static bool act_choice(struct box *box, enum action action)
{
    switch ((int)action) {
    case ACTION_LEFT:
        return step_choice(box, -1);
    case ACTION_RIGHT:
        return step_choice(box, 1);
    case ACTION_ERASE_LEFT:
    case ACTION_ERASE_LINE:
        box->choice = find_choice(box->field, "");
        box->letters[0] = '\0';
        return true;
    default:
        return false;
    }
}

static bool act_text(struct box *box, enum action action, int width)
{
    size_t before = box->editor.text.len;

    if (box->large)
        return false;
    if (action == ACTION_ROW_DOWN || action == ACTION_ROW_UP)
        return box->editor.lines && move_rows(box, width, action == ACTION_ROW_DOWN ? 1 : -1);
    if (action == ACTION_ACCEPT)
        return box->editor.lines && box_type(box, "\n");
    if (!editor_act(&box->editor, action))
        return false;
    box->fresh |= box->editor.text.len != before;
    box->changed |= box->fresh;
    return true;
}

bool box_act(struct box *box, enum action action, int width)
{
    bool done;

    switch (box->field->kind) {
    case FORM_CHOICE:
        done = act_choice(box, action);
        break;
    case FORM_FLAG:
        done = action == ACTION_LEFT || action == ACTION_RIGHT;
        box->on ^= done;
        break;
    default:
        return act_text(box, action, width);
    }
    box->fresh |= done;
    box->changed |= done;
    return done;
}

/* --- painting --- */

int box_rows(const struct box *box, int width)
{
    int n = 1;

    if (box->field->kind == FORM_LONG && !box->large)
        cursor_row(box, width, &n);
    return n < BOX_ROWS_MAX ? n : BOX_ROWS_MAX;
}

static void place_cursor(struct canvas *canvas, int x, int y, bool focus)
{
    if (focus)
        canvas_set_cursor(canvas, x, y);
}

static int draw_choice(const struct box *box, struct canvas *canvas, struct area area, bool focus)
{
    const char *text = *box_text(box) ? box_text(box) : "-";
    int x = area.x;

    place_cursor(canvas, x, area.y, focus);
    x += canvas_put(canvas, x, area.y, 2, focus ? STYLE_KEY : STYLE_QUIET, "< ");
    x += canvas_put(canvas, x, area.y, area.x + area.w - x, STYLE_INPUT, text);
    x += canvas_put(canvas, x, area.y, area.x + area.w - x, focus ? STYLE_KEY : STYLE_QUIET, " >");
    return x - area.x;
}

static int draw_flag(const struct box *box, struct canvas *canvas, struct area area, bool focus)
{
    place_cursor(canvas, area.x + 1, area.y, focus);
    return canvas_put(canvas, area.x, area.y, area.w, STYLE_INPUT, box->on ? "[x]" : "[ ]");
}

static int draw_large(const struct box *box, struct canvas *canvas, struct area area, bool focus)
{
    place_cursor(canvas, area.x, area.y, focus);
    return canvas_put(canvas, area.x, area.y, area.w, STYLE_QUIET,
                      box->large ? _("a long text: it opens in your editor") : "");
}

/* Blanks at which a row was wrapped stand beyond its end. */
static int cells_in(const struct box *box, struct row row, int width)
{
    int cells = cells_before(box, row);

    return cells < width ? cells : width - 1;
}

/* The rows around the cursor; where the text has not the focus, its first. */
static int draw_rows(const struct box *box, struct canvas *canvas, struct area area, bool focus)
{
    const char *text = str_text(&box->editor.text);
    int n, at = cursor_row(box, area.w, &n), first = 0;

    if (focus && at >= area.h)
        first = at - area.h + 1;
    for (int i = 0; i < area.h && first + i < n; i++) {
        struct row row = row_number(box, area.w, first + i);
        _cleanup_free_ char *line = mem_string_n(text + row.from, row.len);
        canvas_put_written(canvas, area.x, area.y + i, area.w, STYLE_INPUT, line);
        if (first + i == at)
            place_cursor(canvas, area.x + cells_in(box, row, area.w), area.y + i, focus);
    }
    return area.w;
}

int box_draw(const struct box *box, struct canvas *canvas, struct area area, bool focus)
{
    const char *text = str_text(&box->editor.text);

    if (box->field->given)
        return canvas_put(canvas, area.x, area.y, area.w, STYLE_QUIET, text);
    switch (box->field->kind) {
    case FORM_CHOICE:
        return draw_choice(box, canvas, area, focus);
    case FORM_FLAG:
        return draw_flag(box, canvas, area, focus);
    case FORM_LONG:
        return box->large ? draw_large(box, canvas, area, focus) : draw_rows(box, canvas, area, focus);
    default:
        break;
    }
    if (!focus || canvas->veil) {
        if (focus)
            canvas_set_cursor(canvas, area.x, area.y);
        return canvas_put_written(canvas, area.x, area.y, area.w, STYLE_INPUT, text);
    }
    editor_draw(&box->editor, canvas, (struct area){area.x, area.y, area.w, 1});
    return text_width(text) < area.w ? text_width(text) : area.w;
}
