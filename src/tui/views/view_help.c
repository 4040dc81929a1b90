/* The keys that work where one came from, what the marks mean, and the commands; made from the tables, and
 * searchable. */
#include "scroll.h"
#include "view.h"

#include "paletti/app/command.h"
#include "paletti/app/settings.h"
#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/text.h"

#include <string.h>

/* Cells: of the column of keys, of that with the names for key files, and from how many on that one is there. */
enum { KEYS_WIDTH = 26, NAME_WIDTH = 16, NAMES_FROM = 100, WIDTH_MAX = 106, INDENT = 2 };

struct help_view {
    struct view base;
    uint64_t where; /* the place it explains */
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
static void add_found(struct help_view *view, int hang, const char *line)
{
    if (view->search) {
        _cleanup_free_ char *folded = text_fold_new(line), *wanted = text_fold_new(view->search);
        if (!strstr(folded, wanted))
            return;
    }
    scroll_add_styled(&view->scroll, STYLE_TEXT, hang, line);
}

/* NAME: for key files, where there is room. */
static void add_row(struct help_view *view, const char *keys, const char *help, const char *name)
{
    int hang = INDENT + KEYS_WIDTH + 2, room = view->base.w - hang - NAME_WIDTH;
    _cleanup_str_ struct str line = STR_INIT;

    text_pad(&line, "", INDENT, "");
    text_pad(&line, keys, KEYS_WIDTH, "~");
    str_add(&line, "  ");
    if (*name && view->base.w >= NAMES_FROM && text_width(help) < room) {
        text_pad(&line, help, room, "~");
        str_add(&line, name);
    } else {
        str_add(&line, help);
    }
    add_found(view, hang, str_text(&line));
}

static void add_heading(struct help_view *view, const char *heading)
{
    if (view->search)
        return;
    if (view->scroll.text.len > 0)
        scroll_add(&view->scroll, "");
    scroll_add_styled(&view->scroll, STYLE_HEAD, 0, heading);
}

static void add_action(struct help_view *view, uint64_t where, enum action action)
{
    _cleanup_str_ struct str keys = STR_INIT;

    keymap_keys(view->base.scene->keymap, where, action, 4, " ", &keys);
    add_row(view, str_text(&keys), _(actions[action].help), actions[action].name);
}

/* Commands that a key runs here stand among what is done here. */
static void add_key_commands(struct help_view *view, uint64_t where)
{
    for (size_t i = 0; i < commands_n; i++) {
        _cleanup_str_ struct str keys = STR_INIT, name = STR_INIT;
        keymap_command_keys(view->base.scene->keymap, where, commands[i].name, 4, " ", &keys);
        str_printf(&name, ":%s", commands[i].name);
        if (keys.len > 0)
            add_row(view, str_text(&keys), _(commands[i].help), str_text(&name));
    }
}

static bool has_group(uint64_t where, enum group group)
{
    for (int i = ACTION_NONE + 1; i < ACTIONS_N; i++)
        if (actions[i].where & where && action_group((enum action)i) == group)
            return true;
    return false;
}

/* What one does before how one moves, each group under its heading. */
static void add_actions(struct help_view *view, uint64_t where)
{
    for (int group = 0; group < GROUPS_N; group++) {
        if (!has_group(where, (enum group)group))
            continue;
        add_heading(view, _(group_heading((enum group)group)));
        for (int i = ACTION_NONE + 1; i < ACTIONS_N; i++)
            if (actions[i].where & where && action_group((enum action)i) == (enum group)group)
                add_action(view, where, (enum action)i);
        if (group == GROUP_HERE)
            add_key_commands(view, where);
    }
}

static void add_typing(struct help_view *view)
{
    for (int i = ACTION_NONE + 1; i < ACTIONS_N; i++)
        if (actions[i].where & IN_PROMPT)
            add_action(view, IN_PROMPT, (enum action)i);
}

static const struct mark {
    const char *mark, *meaning;
} marks[] = {
    {"*", N_("you owe this client an answer, overdue or due today")},
    {"!", N_("an invoice of this client is overdue")},
    {">", N_("at the left edge: the line that is selected")},
    {"<  >  =", N_("they wrote or called; you did; neither")},
    {N_("due 17:50"), N_("when your answer is due; narrow lists show the time alone")},
    {N_("3 d late"), N_("it was due three days ago (mo months, y years)")},
    {N_("overdue 21 d"), N_("an invoice of this client is overdue, for how long")},
    {N_("channel 3"), N_("nothing is owed: what this client did most, and how often")},
    {N_("they  me"), N_("lines crossed by them, of those told; by you")},
    {N_("(hours)"), N_("in brackets: before they were told the rule")},
    {"+1", N_("more lines crossed than there is room to name")},
};

static void add_marks(struct help_view *view)
{
    for (size_t i = 0; i < ARRAY_LEN(marks); i++)
        add_row(view, _(marks[i].mark), _(marks[i].meaning), "");
    for (size_t i = 0; i < breach_kinds_n; i++)
        add_row(view, words_breach(breach_kinds[i].bit), words_breach_long(breach_kinds[i].bit), "");
}

static void add_commands(struct help_view *view)
{
    for (size_t i = 0; i < commands_n; i++) {
        _cleanup_str_ struct str name = STR_INIT;
        str_printf(&name, ":%s", commands[i].name);
        add_row(view, str_text(&name), _(commands[i].help), "");
    }
    add_row(view, ":q", _("quit paletti"), "");
}

/* ":set theme   the colours (auto, dark, ...)". */
static void add_settings(struct help_view *view)
{
    for (size_t i = 0; i < settings_n; i++) {
        _cleanup_free_ char *name = str_format(":set %s", settings[i].name);
        _cleanup_str_ struct str help = STR_INIT;
        str_printf(&help, "%s (", _(settings[i].help));
        for (size_t k = 0; settings[i].values[k]; k++)
            str_printf(&help, "%s%s", k > 0 ? ", " : "", settings[i].values[k]);
        str_add(&help, ")");
        add_row(view, name, str_text(&help), "");
    }
}

static int help_load(struct view *base, struct effects *effects _unused_, struct err *err _unused_)
{
    struct help_view *view = (struct help_view *)base;

    scroll_clear(&view->scroll);
    add_actions(view, view->where);
    add_heading(view, _("Marks and words of the lists"));
    add_marks(view);
    add_heading(view, _("Your hours"));
    add_found(view, INDENT, _("  Until you say otherwise: Mon-Fri 09:00-18:00, 72 hours to answer. The first steps, :start, "
                              "lead to the form for your own; R lists their versions. A script writes a record of "
                              "type rule: man paletti-jsonl."));
    add_heading(view, _("Commands, typed behind \":\" or given to paletti in the shell"));
    add_commands(view);
    add_settings(view);
    if (!(view->where & IN_TYPING)) {
        add_heading(view, _("Keys while a line is being typed"));
        add_typing(view);
    }
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

/* The columns depend on the width. */
static void help_resize(struct view *base)
{
    base->stale = true;
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

static void help_extent(const struct view *base, int room, int *ret_w, int *ret_h)
{
    scroll_extent(&((const struct help_view *)base)->scroll, room, ret_w, ret_h);
    *ret_w = room < WIDTH_MAX ? room : WIDTH_MAX;
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
    .searches = N_("the lines of this help"),
    .has = help_has,
    .foot = help_foot,
    .extent = help_extent,
};
