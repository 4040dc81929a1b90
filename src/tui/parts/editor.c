#include "editor.h"

#include "paletti/base/mem.h"
#include "paletti/base/text.h"

#include <ctype.h>
#include <string.h>

void editor_done(struct editor *editor)
{
    str_done(&editor->text);
    editor->at = 0;
}

void editor_set(struct editor *editor, const char *text)
{
    str_clear(&editor->text);
    str_add(&editor->text, text);
    editor->at = editor->text.len;
}

/* Puts the N bytes of TEXT in place of those from FROM to TO; the cursor stands behind them. */
static void splice(struct editor *editor, size_t from, size_t to, const char *text, size_t n)
{
    struct str whole = STR_INIT;

    str_add_n(&whole, str_text(&editor->text), from);
    str_add_n(&whole, text, n);
    str_add(&whole, str_text(&editor->text) + to);
    str_done(&editor->text);
    editor->text = whole;
    editor->at = from + n;
}

/* TEXT without what no line, or no text of LINES, holds. */
static void add_clean(struct str *to, bool lines, const char *text)
{
    for (; *text; text++) {
        if (*text == '\n' || *text == '\t')
            str_add_char(to, lines ? *text : ' ');
        else if (!iscntrl((unsigned char)*text))
            str_add_char(to, *text);
    }
}

bool editor_insert(struct editor *editor, const char *text)
{
    _cleanup_str_ struct str clean = STR_INIT;
    size_t n = strlen(text);

    while (!editor->lines && n > 0 && (text[n - 1] == '\n' || text[n - 1] == '\r'))
        n--;
    _cleanup_free_ char *line = mem_string_n(text, n);
    add_clean(&clean, editor->lines, line);
    if (editor->text.len + clean.len > EDITOR_MAX)
        return false;
    splice(editor, editor->at, editor->at, str_text(&clean), clean.len);
    return true;
}

void editor_replace(struct editor *editor, size_t from, const char *text)
{
    splice(editor, from, editor->at, text, strlen(text));
}

static size_t right_of(const struct editor *editor, size_t at)
{
    return at + text_cluster(str_text(&editor->text) + at, NULL);
}

/* Clusters can only be found from the left. */
static size_t left_of(const struct editor *editor, size_t at)
{
    size_t before = 0;

    for (size_t next = 0; next < at; next = right_of(editor, next))
        before = next;
    return before;
}

static bool is_blank_at(const struct editor *editor, size_t at)
{
    char c = str_text(&editor->text)[at];

    return c == ' ' || c == '\n' || c == '\t';
}

static size_t word_left_of(const struct editor *editor, size_t at)
{
    while (at > 0 && is_blank_at(editor, left_of(editor, at)))
        at = left_of(editor, at);
    while (at > 0 && !is_blank_at(editor, left_of(editor, at)))
        at = left_of(editor, at);
    return at;
}

static size_t word_right_of(const struct editor *editor, size_t at)
{
    while (at < editor->text.len && is_blank_at(editor, at))
        at = right_of(editor, at);
    while (at < editor->text.len && !is_blank_at(editor, at))
        at = right_of(editor, at);
    return at;
}

/* Of the line that the cursor is in. */
static size_t line_start_of(const struct editor *editor)
{
    size_t at = editor->at;

    while (editor->lines && at > 0 && editor->text.s[at - 1] != '\n')
        at--;
    return editor->lines ? at : 0;
}

static size_t line_end_of(const struct editor *editor)
{
    size_t n = editor->lines ? strcspn(str_text(&editor->text) + editor->at, "\n") : editor->text.len - editor->at;

    return editor->at + n;
}

static void erase(struct editor *editor, size_t from, size_t to)
{
    splice(editor, from, to, "", 0);
}

bool editor_act(struct editor *editor, enum action action)
{
    size_t at = editor->at;

    switch ((int)action) {
    case ACTION_LEFT:
        editor->at = left_of(editor, at);
        return true;
    case ACTION_RIGHT:
        editor->at = right_of(editor, at);
        return true;
    case ACTION_WORD_LEFT:
        editor->at = word_left_of(editor, at);
        return true;
    case ACTION_WORD_RIGHT:
        editor->at = word_right_of(editor, at);
        return true;
    case ACTION_LINE_START:
        editor->at = line_start_of(editor);
        return true;
    case ACTION_LINE_END:
        editor->at = line_end_of(editor);
        return true;
    case ACTION_ERASE_LEFT:
        erase(editor, left_of(editor, at), at);
        return true;
    case ACTION_ERASE_RIGHT:
        erase(editor, at, right_of(editor, at));
        return true;
    case ACTION_ERASE_WORD:
        erase(editor, word_left_of(editor, at), at);
        return true;
    case ACTION_ERASE_LINE:
        erase(editor, line_start_of(editor), at);
        return true;
    case ACTION_ERASE_END:
        erase(editor, at, line_end_of(editor));
        return true;
    default:
        return false;
    }
}

/* Where to begin showing, so that the cursor and a cell behind it fit. */
static size_t first_shown(const struct editor *editor, int width)
{
    size_t first = 0;
    _cleanup_free_ char *before = mem_string_n(str_text(&editor->text), editor->at);
    int used = text_width(before), cells;

    while (first < editor->at && used > width - 1) {
        size_t n = text_cluster(before + first, &cells);
        used -= cells;
        first += n;
    }
    return first;
}

void editor_draw(const struct editor *editor, struct canvas *canvas, struct area area)
{
    size_t first = first_shown(editor, area.w);
    _cleanup_free_ char *before = mem_string_n(str_text(&editor->text) + first, editor->at - first);
    int x = area.x + canvas_put(canvas, area.x, area.y, area.w, STYLE_INPUT, before);

    canvas_put(canvas, x, area.y, area.x + area.w - x, STYLE_INPUT, str_text(&editor->text) + editor->at);
    canvas_set_cursor(canvas, x, area.y);
}
