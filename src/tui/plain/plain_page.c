/* What is told of a view: its rows as it paints them, without what only an eye needs. */
#include "plain.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/text.h"

#include <string.h>

/* A row has room for every column at its full width; a page is what one can listen to. */
enum { PAGE_W = 400, PAGE_H = 22 };

void plain_init(struct plain *plain, struct shell *shell, bool ascii,
                int (*write)(void *ctx, const char *text, size_t len), void *ctx)
{
    *plain = (struct plain){.shell = shell, .write = write, .ctx = ctx};
    canvas_init(&plain->canvas, ascii);
    shell->scene.plain = true;
    shell->scene.ascii = ascii;
    shell_resize(shell, PAGE_W, PAGE_H);
}

void plain_done(struct plain *plain)
{
    canvas_done(&plain->canvas);
    str_done(&plain->heading);
    str_done(&plain->rows);
    str_done(&plain->title);
    str_done(&plain->out);
}

void plain_forget(struct plain *plain)
{
    plain->view = NULL;
    plain->hinted = 0;
    str_clear(&plain->title);
}

void plain_say(struct plain *plain, const char *text)
{
    if (plain->canvas.ascii)
        text_ascii(&plain->out, text);
    else
        text_safe(&plain->out, text, true);
    str_add_char(&plain->out, '\n');
}

/* --- rows of cells as lines --- */

static bool is_blank(const struct cell *cell)
{
    return cell->len == 1 && cell->bytes[0] == ' ';
}

/* Row Y without its margins; wide gaps, which keep columns apart, become semicolons. */
static void add_row(const struct canvas *canvas, int y, struct str *to)
{
    size_t from = to->len, n;
    int gap = 0;

    for (int x = 0; x < canvas->w; x++) {
        const struct cell *cell = canvas_cell(canvas, x, y);
        if (is_blank(cell)) {
            gap++;
            continue;
        }
        bool marked = to->len > from && strchr(",:;>", to->s[to->len - 1]);
        if (to->len > from && gap > 0)
            str_add(to, gap > 1 && !marked ? "; " : " ");
        gap = 0;
        const char *cluster = canvas_cluster(canvas, cell, &n);
        str_add_n(to, cluster, n);
    }
}

/* The mark of the selected row is for the eye; what is selected is told by itself. */
static const char *without_mark(const char *row)
{
    size_t n = *row == '>' ? 1 : 0;

    return row + n + strspn(row + n, " ;");
}

/* Paints VIEW alone; dialogs of one line have no place of their own. Returns the lines painted. */
static int paint(struct plain *plain, const struct view *view)
{
    bool whole = view->ops->extent || shell_in_panes(plain->shell);
    int h = whole ? view->height : 1;

    canvas_reset(&plain->canvas, whole ? view->w : PAGE_W, h);
    shell_veil(plain->shell, &plain->canvas);
    view->ops->draw(view, &plain->canvas, (struct area){0, 0, plain->canvas.w, h}, true);
    return h;
}

/* The rows, numbered where they can be chosen, and the one that is selected. */
static void add_rows(struct plain *plain, const struct view *view, int64_t selected, struct str *rows, struct str *chosen)
{
    int h = paint(plain, view);

    for (int y = 0; y < h; y++) {
        _cleanup_str_ struct str row = STR_INIT;
        int64_t item = view->ops->item_at ? view->ops->item_at(view, y) : -1;
        add_row(&plain->canvas, y, &row);
        const char *text = item >= 0 && item == selected ? without_mark(str_text(&row)) : str_text(&row);
        if (item >= 0)
            str_printf(rows, "%lld. ", (long long)item + 1);
        if (*text || item >= 0)
            str_printf(rows, "%s\n", text);
        if (item >= 0 && item == selected && *text)
            str_printf(chosen, "%s%s", chosen->len > 0 ? "; " : "", text);
    }
}

/* --- what is told --- */

/* What a frame's last line says: "1-20/45" is "1-20 of 45". */
static void tell_foot(struct plain *plain, const struct view *view, bool has_items)
{
    _cleanup_str_ struct str left = STR_INIT, right = STR_INIT, text = STR_INIT;

    if (!view->ops->foot)
        return;
    view->ops->foot(view, &left, &right);
    if (left.len > 0)
        plain_say(plain, str_text(&left));
    const char *slash = strchr(str_text(&right), '/');
    if (has_items || !slash)
        return;
    str_printf(&text, _("%.*s of %s; page-down and page-up go on and back."), (int)(slash - right.s), right.s, slash + 1);
    plain_say(plain, str_text(&text));
}

/* Where a line is text there are no keys: what stands behind a colon is the name of an action. */
static void add_hint(const struct plain *plain, const struct view *view, const struct hint *hint, struct str *to)
{
    bool editor = plain->shell->host && plain->shell->host->edit;

    if (hint->action == ACTION_EDITOR && !editor)
        return;
    if (hint->range) { /* a number chooses a line here */
        str_printf(to, _("%s to %s"), actions[hint->action].name, actions[hint->other].name);
        return;
    }
    if (!view->ops->type)
        screen_add_hint_keys(plain->shell, view->ops->where, hint, to);
    else if (hint->action != ACTION_NONE)
        str_printf(to, ":%s", actions[hint->action].name);
    if (view->ops->type && hint->other != ACTION_NONE)
        str_printf(to, "/:%s", actions[hint->other].name);
}

static void tell_hints(struct plain *plain, const struct view *view)
{
    _cleanup_str_ struct str text = STR_INIT, line = STR_INIT;

    for (const struct hint *hint = view->ops->hints; hint && hint->label; hint++) {
        _cleanup_str_ struct str keys = STR_INIT;
        add_hint(plain, view, hint, &keys);
        if (keys.len > 0)
            str_printf(&text, "%s%s %s", text.len > 0 ? ", " : "", str_text(&keys), *hint->label ? i18n_word(hint->label) : _("help"));
    }
    if (text.len == 0)
        return;
    if (view->ops->type)
        str_printf(&line, _("Besides text: %s."), str_text(&text));
    else
        str_printf(&line, _("Keys: %s."), str_text(&text));
    plain_say(plain, str_text(&line));
}

static void tell_title(struct plain *plain)
{
    _cleanup_str_ struct str title = STR_INIT;

    canvas_reset(&plain->canvas, PAGE_W, 1);
    screen_draw_title(plain->shell, &plain->canvas);
    add_row(&plain->canvas, 0, &title);
    if (str_equal(str_text(&title), str_text(&plain->title)))
        return;
    str_clear(&plain->title);
    str_add(&plain->title, str_text(&title));
    plain_say(plain, str_text(&title));
}

/* Each of the lines of ROWS, which are safe: they come from cells. */
static void tell_rows(struct plain *plain, const struct view *view, const struct str *heading, const struct str *rows,
                      bool has_items)
{
    if (heading->len > 0)
        plain_say(plain, str_text(heading));
    str_add(&plain->out, str_text(rows));
    tell_foot(plain, view, has_items);
    if (!(plain->hinted & view->ops->where))
        tell_hints(plain, view);
    plain->hinted |= view->ops->where;
    str_clear(&plain->heading);
    str_add(&plain->heading, str_text(heading));
    str_clear(&plain->rows);
    str_add(&plain->rows, str_text(rows));
    plain->view = view;
}

static void tell_selected(struct plain *plain, int64_t selected, int64_t n, const char *row)
{
    _cleanup_str_ struct str text = STR_INIT;

    if (n >= 0)
        str_printf(&text, _("%lld of %lld: %s"), (long long)selected + 1, (long long)n, row);
    else
        str_printf(&text, _("%lld: %s"), (long long)selected + 1, row);
    plain_say(plain, str_text(&text));
}

static void tell_status(struct plain *plain, const struct view *view)
{
    _cleanup_str_ struct str text = STR_INIT;

    if (view->ops->status)
        view->ops->status(view, &text);
    if (text.len > 0)
        plain_say(plain, str_text(&text));
}

void plain_tell(struct plain *plain)
{
    struct shell *shell = plain->shell;
    _cleanup_str_ struct str heading = STR_INIT, rows = STR_INIT, chosen = STR_INIT;
    int64_t selected = -1, n = -1;

    shell_prepare(shell);
    while (shell_looks(shell))
        shell_look(shell);
    const struct view *view = shell_top(shell);
    if (shell->message.len > 0)
        plain_say(plain, str_text(&shell->message));
    tell_title(plain);
    if (view->ops->items)
        n = view->ops->items(view, &selected);
    if (view->ops->title)
        screen_add_heading(view, &heading);
    add_rows(plain, view, selected, &rows, &chosen);
    if (view != plain->view || !str_equal(str_text(&rows), str_text(&plain->rows)) ||
        !str_equal(str_text(&heading), str_text(&plain->heading)))
        tell_rows(plain, view, &heading, &rows, n >= 0 || selected >= 0);
    if (selected >= 0)
        tell_selected(plain, selected, n, str_text(&chosen));
    tell_status(plain, view);
    if (plain->out.len == 0)
        plain_say(plain, _("Nothing changed."));
}
