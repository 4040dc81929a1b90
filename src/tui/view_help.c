/* The keys that work where one came from, then the commands; made from the tables, and searchable. */
#include "scroll.h"
#include "view.h"

#include "paletti/app/command.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/text.h"

#include <string.h>

enum { KEYS_WIDTH = 18, NAME_WIDTH = 18 };

struct help_view {
    struct view base;
    enum where where; /* the place it explains */
    char *search;     /* or NULL */
    struct scroll scroll;
};

static void help_init(struct view *base, const char *argument)
{
    ((struct help_view *)base)->where = keymap_section(argument);
}

static void help_done(struct view *base)
{
    struct help_view *view = (struct help_view *)base;

    free(view->search);
    scroll_done(&view->scroll);
}

/* Adds the line unless a search leaves it out. */
static void add_found(struct help_view *view, const char *line)
{
    if (view->search) {
        _cleanup_free_ char *folded = text_fold_new(line), *wanted = text_fold_new(view->search);
        if (!strstr(folded, wanted))
            return;
    }
    scroll_add(&view->scroll, line);
}

static void add_row(struct help_view *view, const char *keys, const char *name, const char *help)
{
    _cleanup_str_ struct str line = STR_INIT;

    str_add(&line, "  ");
    text_pad(&line, keys, KEYS_WIDTH, "~");
    str_add_char(&line, ' ');
    text_pad(&line, name, NAME_WIDTH, "~");
    str_printf(&line, " %s", help);
    add_found(view, str_text(&line));
}

static void add_heading(struct help_view *view, const char *heading)
{
    if (view->search)
        return;
    if (view->scroll.text.len > 0)
        scroll_add(&view->scroll, "");
    scroll_add(&view->scroll, heading);
}

static void add_actions(struct help_view *view, enum where where)
{
    for (int i = ACTION_NONE + 1; i < ACTIONS_N; i++) {
        _cleanup_str_ struct str keys = STR_INIT;
        if (!(actions[i].where & where))
            continue;
        keymap_keys(view->base.scene->keymap, where, (enum action)i, 3, " ", &keys);
        add_row(view, str_text(&keys), actions[i].name, _(actions[i].help));
    }
}

static void add_commands(struct help_view *view)
{
    for (size_t i = 0; i < commands_n; i++) {
        _cleanup_str_ struct str name = STR_INIT;
        str_printf(&name, ":%s", commands[i].name);
        add_row(view, str_text(&name), "", _(commands[i].help));
    }
}

static int help_load(struct view *base, struct effects *effects _unused_, struct err *err _unused_)
{
    struct help_view *view = (struct help_view *)base;

    scroll_clear(&view->scroll);
    add_heading(view, _("Keys here, the names that key files use, and what they do"));
    add_actions(view, view->where);
    add_heading(view, _("While a line is being typed"));
    add_actions(view, IN_PROMPT);
    add_heading(view, _("Commands, typed behind \":\" or given to paletti in the shell"));
    add_commands(view);
    if (view->scroll.text.len == 0)
        scroll_add(&view->scroll, _("nothing found"));
    scroll_resize(&view->scroll, base->w, base->height);
    return 0;
}

static void help_search(struct view *base, const char *words)
{
    struct help_view *view = (struct help_view *)base;

    free(view->search);
    view->search = mem_string(words && *words ? words : NULL);
    base->stale = true;
}

static void help_resize(struct view *base)
{
    scroll_resize(&((struct help_view *)base)->scroll, base->w, base->height);
}

static void help_draw(const struct view *base, struct canvas *canvas, struct area area, bool focus)
{
    scroll_draw(&((const struct help_view *)base)->scroll, canvas, area, focus);
}

static void help_act(struct view *base, enum action action, struct effects *effects)
{
    struct help_view *view = (struct help_view *)base;

    if (scroll_act(&view->scroll, action))
        return;
    if (action != ACTION_BACK && action != ACTION_LEAVE)
        return;
    if (view->search)
        help_search(base, NULL);
    else
        effects_add(effects, EFFECT_CLOSE);
}

static unsigned help_has(const struct view *base)
{
    return ((const struct help_view *)base)->search ? NEED_SEARCH : 0;
}

static void help_foot(const struct view *base, struct str *left, struct str *right)
{
    const struct help_view *view = (const struct help_view *)base;

    if (view->search)
        str_printf(left, "/%s", view->search);
    scroll_position(&view->scroll, right);
}

static void help_extent(const struct view *base _unused_, int *ret_w, int *ret_h)
{
    *ret_w = 96;
    *ret_h = 100;
}

static const struct hint help_hints[] = {
    {ACTION_DOWN, ACTION_UP, N_("scroll")},  {ACTION_SEARCH, ACTION_NONE, N_("search")},
    {ACTION_LEAVE, ACTION_NONE, N_("back")}, {ACTION_QUIT, ACTION_NONE, N_("quit")},
    {ACTION_NONE, ACTION_NONE, NULL},
};

const struct view_ops view_help_ops = {
    .title = N_("Help"),
    .where = IN_HELP,
    .size = sizeof(struct help_view),
    .hints = help_hints,
    .init = help_init,
    .done = help_done,
    .load = help_load,
    .resize = help_resize,
    .draw = help_draw,
    .act = help_act,
    .search = help_search,
    .has = help_has,
    .foot = help_foot,
    .extent = help_extent,
};
