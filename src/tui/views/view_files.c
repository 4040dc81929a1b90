/* A file is chosen: the folders and files of the machine, narrowed by typing. */
#include "editor.h"
#include "folder.h"
#include "listing.h"
#include "view.h"

#include "paletti/app/importing.h"
#include "paletti/base/i18n.h"
#include "paletti/base/language.h"
#include "paletti/base/mem.h"
#include "paletti/base/text.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { HEAD_ROWS = 2, FORMAT_W = 14, SIZE_W = 10, WIDTH_MAX = 100, HEIGHT_MAX = 10000 };

struct files_view {
    struct view base;
    struct folder folder;
    struct listing list;
    struct editor editor;
    char *wanted; /* the folder to be read: load; or NULL */
    char *coming; /* the name to be selected in it; or NULL */
};

/* Where one was last is not known: the person's own folder, else where paletti was started. */
static void files_init(struct view *base, const char *argument)
{
    struct files_view *view = (struct files_view *)base;
    char *here = getcwd(NULL, 0);

    view->wanted = mem_string(argument ? argument : base->scene->home ? base->scene->home : here ? here : "/");
    free(here);
}

static void files_done(struct view *base)
{
    struct files_view *view = (struct files_view *)base;

    folder_done(&view->folder);
    editor_done(&view->editor);
    free(view->wanted);
    free(view->coming);
}

/* --- what is shown --- */

static const char *typed(const struct files_view *view)
{
    return str_text(&view->editor.text);
}

/* What is typed is a path rather than a part of a name. */
static bool is_path(const char *text)
{
    return text[0] == '~' || strchr(text, '/');
}

static void fit(struct files_view *view)
{
    listing_resize(&view->list, (int64_t)view->folder.n_found, view->base.height - HEAD_ROWS);
    view->base.stale = true; /* other rows are to be looked at */
}

static void narrow(struct files_view *view)
{
    folder_narrow(&view->folder, is_path(typed(view)) ? "" : typed(view));
    view->list.top = view->list.selected = 0;
    fit(view);
}

static void select_name(struct files_view *view, const char *name)
{
    for (size_t i = 0; name && i < view->folder.n_found; i++)
        if (str_equal(view->folder.entries[view->folder.found[i]].name, name))
            listing_select(&view->list, (int64_t)i);
}

/* Reads the folder that is wanted. */
static int go(struct files_view *view, struct err *err)
{
    _cleanup_free_ char *path = MEM_TAKE(view->wanted), *name = MEM_TAKE(view->coming);

    int r = folder_read(&view->folder, path, err);
    if (r < 0 && (view->folder.path || folder_read(&view->folder, "/", NULL) < 0))
        return -1;
    editor_set(&view->editor, "");
    narrow(view);
    select_name(view, name);
    return r;
}

static int files_load(struct view *base, struct effects *effects _unused_, struct err *err)
{
    struct files_view *view = (struct files_view *)base;
    int r = view->wanted ? go(view, err) : 0;

    base->stale = false;
    folder_look(&view->folder, (size_t)view->list.top, (size_t)listing_end(&view->list));
    return r;
}

/* --- going --- */

/* Takes PATH. */
static void want(struct files_view *view, char *path)
{
    free(view->wanted);
    view->wanted = path;
    view->base.stale = true;
}

static void go_up(struct files_view *view)
{
    const char *slash = strrchr(view->folder.path, '/');

    free(view->coming);
    view->coming = mem_string(slash ? slash + 1 : "");
    want(view, folder_above(&view->folder));
}

/* PATH: a folder is gone into, a file (or a maildir) is taken. Owned. */
static void take_path(struct files_view *view, char *path, bool folder, struct effects *effects)
{
    if (folder) {
        want(view, path);
        return;
    }
    bool calendar = str_equal(import_guess_format(path), "ics");
    effects_open(effects, calendar ? &view_days_off_ops : &view_import_ops, path);
    free(path);
}

static void take_typed(struct files_view *view, struct effects *effects)
{
    char *path = folder_resolve(&view->folder, view->base.scene->home, typed(view));
    struct stat st;

    if (stat(path, &st) == 0) {
        take_path(view, path, S_ISDIR(st.st_mode), effects);
        return;
    }
    _cleanup_free_ char *text = str_format(_("There is no %s."), path);
    effects_text(effects, EFFECT_COMPLAIN, text);
    free(path);
}

static const struct folder_entry *selected(const struct files_view *view)
{
    size_t at = (size_t)view->list.selected;

    return at < view->folder.n_found ? &view->folder.entries[view->folder.found[at]] : NULL;
}

static void take(struct files_view *view, struct effects *effects)
{
    const struct folder_entry *entry = selected(view);

    if (is_path(typed(view)))
        take_typed(view, effects);
    else if (entry)
        take_path(view, folder_join(&view->folder, (size_t)view->list.selected), entry->folder && !entry->format,
                  effects);
}

/* --- typing --- */

/* A path that ends in a slash is gone to at once, when it is there. */
static void follow(struct files_view *view)
{
    const char *text = typed(view);
    size_t n = strlen(text);
    struct stat st;

    if (!is_path(text) || text[n - 1] != '/')
        return;
    char *path = folder_resolve(&view->folder, view->base.scene->home, text);
    if (stat(path, &st) == 0 && S_ISDIR(st.st_mode))
        want(view, path);
    else
        free(path);
}

static void changed(struct files_view *view)
{
    narrow(view);
    follow(view);
}

static void files_type(struct view *base, const char *text, struct effects *effects _unused_)
{
    struct files_view *view = (struct files_view *)base;

    if (view->editor.text.len == 0 && str_equal(text, ".")) {
        view->folder.hidden = !view->folder.hidden;
        narrow(view);
        return;
    }
    editor_insert(&view->editor, text);
    changed(view);
}

/* Of a path the last part, in the folder before it. */
static void complete_path(struct files_view *view)
{
    const char *text = typed(view), *slash = strrchr(text, '/');
    struct folder other = {0};

    if (!slash)
        return;
    _cleanup_free_ char *front = mem_string_n(text, (size_t)(slash + 1 - text));
    _cleanup_free_ char *path = folder_resolve(&view->folder, view->base.scene->home, front);
    if (folder_read(&other, path, NULL) < 0)
        return;
    folder_narrow(&other, slash + 1);
    _cleanup_free_ char *name = folder_complete(&other, slash + 1);
    bool whole = other.n_found == 1 && other.entries[other.found[0]].folder;
    _cleanup_free_ char *line = str_format("%s%s%s", front, name, whole ? "/" : "");
    folder_done(&other);
    editor_set(&view->editor, line);
}

static void complete(struct files_view *view)
{
    const struct folder_entry *entry = selected(view);

    if (is_path(typed(view))) {
        complete_path(view);
    } else if (view->folder.n_found == 1 && entry->folder) {
        want(view, folder_join(&view->folder, 0));
        return;
    } else {
        _cleanup_free_ char *name = folder_complete(&view->folder, typed(view));
        editor_set(&view->editor, name);
    }
    changed(view);
}

/* --- keys --- */

/* With nothing typed the keys that move a cursor move through the folders. False: none of these. */
static bool act_empty(struct files_view *view, enum action action, struct effects *effects)
{
    const struct folder_entry *entry = selected(view);

    if (view->editor.text.len > 0)
        return false;
    switch ((int)action) {
    case ACTION_ERASE_LEFT:
    case ACTION_LEFT:
        go_up(view);
        return true;
    case ACTION_RIGHT:
        if (entry && entry->folder)
            take_path(view, folder_join(&view->folder, (size_t)view->list.selected), true, effects);
        return true;
    case ACTION_LINE_START:
        listing_select(&view->list, 0);
        fit(view);
        return true;
    case ACTION_LINE_END:
        listing_select(&view->list, view->list.n - 1);
        fit(view);
        return true;
    default:
        return false;
    }
}

static bool act_moving(struct files_view *view, enum action action)
{
    struct list_move move;

    action = action == ACTION_PICK_DOWN ? ACTION_DOWN : action == ACTION_PICK_UP ? ACTION_UP : action;
    if (!listing_movement(&view->list, action, &move))
        return false;
    listing_move(&view->list, move);
    fit(view);
    return true;
}

static void files_act(struct view *base, enum action action, struct effects *effects)
{
    struct files_view *view = (struct files_view *)base;

    if (act_moving(view, action) || act_empty(view, action, effects))
        return;
    switch ((int)action) {
    case ACTION_ACCEPT:
        take(view, effects);
        return;
    case ACTION_COMPLETE:
        complete(view);
        return;
    case ACTION_CANCEL:
        if (view->editor.text.len == 0)
            effects_add(effects, EFFECT_CLOSE);
        editor_set(&view->editor, "");
        narrow(view);
        return;
    }
    if (editor_act(&view->editor, action))
        changed(view);
}

/* --- drawing --- */

static const char *format_word(const char *format)
{
    static const struct {
        const char *format, *word;
    } words[] = {
        {"mbox", N_("mailbox")},
        {"maildir", N_("mail folder")},
        {"csv", N_("table")},
        {"vcard", N_("address book")},
        {"ics", N_("calendar")},
        {"jsonl", N_("records")},
    };

    for (size_t i = 0; format && i < ARRAY_LEN(words); i++)
        if (str_equal(words[i].format, format))
            return _(words[i].word);
    return "";
}

/* "12.4 MB": what tells large from small. */
static void add_size(struct str *to, int64_t bytes)
{
    static const char *const units[] = {"kB", "MB", "GB", "TB"};
    double n = (double)bytes / 1000;
    size_t unit = 0;

    if (bytes < 1000) {
        str_printf(to, "%lld B", (long long)bytes);
        return;
    }
    for (; n >= 1000 && unit + 1 < ARRAY_LEN(units); unit++)
        n /= 1000;
    if (n < 10)
        language_add_tenths(to, n);
    else
        str_printf(to, "%.0f", n);
    str_printf(to, " %s", units[unit]);
}

static void draw_entry(const struct folder_entry *entry, struct canvas *canvas, struct area row)
{
    bool wide = row.w >= 50;
    int name_w = row.w - SIZE_W - 1 - (wide ? FORMAT_W + 1 : 0);
    _cleanup_free_ char *name = str_format("%s%s", entry->name, entry->folder ? "/" : "");
    _cleanup_str_ struct str size = STR_INIT;
    enum style style = entry->format ? STYLE_GOOD : entry->folder ? STYLE_KEY : STYLE_TEXT;

    canvas_put(canvas, row.x, row.y, name_w, style, name);
    if (entry->size >= 0)
        add_size(&size, entry->size);
    if (wide)
        canvas_put(canvas, row.x + name_w + 1, row.y, FORMAT_W, STYLE_GOOD, format_word(entry->format));
    else if (entry->format)
        canvas_put_right(canvas, row.x + name_w + 1, row.y, SIZE_W, STYLE_GOOD, format_word(entry->format));
    if (wide || !entry->format)
        canvas_put_right(canvas, row.x + row.w - SIZE_W, row.y, SIZE_W, STYLE_QUIET, str_text(&size));
}

static void draw_head(const struct files_view *view, struct canvas *canvas, struct area area)
{
    int label = canvas_put(canvas, area.x, area.y, area.w, STYLE_QUIET, _("Find:")) + 1;

    if (view->editor.text.len == 0)
        canvas_put(canvas, area.x + label + 1, area.y, area.w - label - 1, STYLE_QUIET,
                   _("part of a name, or a path: ~/Mail, /srv"));
    editor_draw(&view->editor, canvas, (struct area){area.x + label, area.y, area.w - label, 1});
    canvas_put(canvas, area.x, area.y + 1, area.w, STYLE_COLUMN, view->folder.path ? view->folder.path : "");
}

static const char *nothing_found(const struct files_view *view)
{
    if (view->folder.n == 0)
        return _("This folder is empty.");
    return view->editor.text.len > 0 ? _("Nothing here is called so.") : _("Only hidden names here: a dot shows them.");
}

static void files_draw(const struct view *base, struct canvas *canvas, struct area area, bool focus _unused_)
{
    const struct files_view *view = (const struct files_view *)base;
    struct area row = {area.x, area.y + HEAD_ROWS, area.w, 1};

    draw_head(view, canvas, area);
    if (view->folder.n_found == 0)
        canvas_put(canvas, row.x, row.y, row.w, STYLE_QUIET, nothing_found(view));
    for (int64_t i = view->list.top; i < listing_end(&view->list); i++, row.y++) {
        draw_entry(&view->folder.entries[view->folder.found[i]], canvas, row);
        if (i == view->list.selected)
            canvas_select(canvas, row);
    }
}

static void files_resize(struct view *base)
{
    fit((struct files_view *)base);
}

static void files_foot(const struct view *base, struct str *left _unused_, struct str *right)
{
    const struct files_view *view = (const struct files_view *)base;

    if (view->list.n > 0)
        str_printf(right, "%lld/%lld", (long long)view->list.selected + 1, (long long)view->list.n);
}

static void files_status(const struct view *base, struct str *to)
{
    const struct files_view *view = (const struct files_view *)base;
    const struct folder_entry *entry = selected(view);

    if (entry && entry->format)
        str_printf(to, _("Enter shows what an import would do: this looks like a %s."), format_word(entry->format));
    else if (entry && entry->folder)
        str_add(to, _("Enter goes in, Backspace up. A dot shows hidden files."));
    else if (entry)
        str_add(to, _("This looks like nothing that can be imported."));
}

/* As high as there is room, whatever the folder holds: a place that jumps is hard to read. */
static void files_extent(const struct view *base _unused_, int room, int *ret_w, int *ret_h)
{
    *ret_w = room < WIDTH_MAX ? room : WIDTH_MAX;
    *ret_h = HEIGHT_MAX;
}

static int64_t files_items(const struct view *base, int64_t *ret_selected)
{
    return listing_items(&((const struct files_view *)base)->list, ret_selected);
}

static int64_t files_item_at(const struct view *base, int y)
{
    return listing_item_at(&((const struct files_view *)base)->list, y - HEAD_ROWS);
}

static void files_select(struct view *base, int64_t item, struct effects *effects _unused_)
{
    struct files_view *view = (struct files_view *)base;

    listing_select(&view->list, item);
    fit(view);
}

static const struct hint files_hints[] = {
    {ACTION_PICK_DOWN, ACTION_PICK_UP, N_("move")},
    {ACTION_ERASE_LEFT, ACTION_NONE, N_("up")},
    {ACTION_COMPLETE, ACTION_NONE, N_("complete")},
    {ACTION_ACCEPT, ACTION_NONE, N_("take")},
    {ACTION_CANCEL, ACTION_NONE, N_("back")},
    {ACTION_NONE, ACTION_NONE, NULL},
};

const struct view_ops view_files_ops = {
    .title = N_("Choose a mailbox or a list"),
    .where = IN_PICK,
    .size = sizeof(struct files_view),
    .hints = files_hints,
    .init = files_init,
    .done = files_done,
    .load = files_load,
    .resize = files_resize,
    .draw = files_draw,
    .act = files_act,
    .type = files_type,
    .status = files_status,
    .foot = files_foot,
    .extent = files_extent,
    .items = files_items,
    .item_at = files_item_at,
    .select = files_select,
};
