/* The line at the bottom in which a search or a command is typed. */
#include "complete.h"
#include "editor.h"
#include "view.h"

#include "paletti/app/command.h"
#include "paletti/app/typing.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

#include <string.h>

struct prompt_view {
    struct view base;
    char mark;      /* '/' or ':' */
    char *searches; /* what is looked through, told while nothing is typed */
    struct editor editor;
    size_t ago;  /* of the lines typed before, the one shown; 0: the line being typed, */
    char *typed; /* which waits here meanwhile */
    bool completes;          /* Tab was pressed: load */
    struct candidates found; /* shown until the next key */
};

static bool command_pack(const struct view *base, struct typing *to)
{
    const struct prompt_view *view = (const struct prompt_view *)base;
    const char *line = str_text(&view->editor.text);

    to->title = str_format(":%s", line);
    typing_add(to, "line", line);
    return *line != '\0';
}

static void command_unpack(struct view *base, const struct typing *from)
{
    const char *line = typing_text(from, "line");

    editor_set(&((struct prompt_view *)base)->editor, line ? line : "");
}

static void search_init(struct view *base, const char *argument)
{
    struct prompt_view *view = (struct prompt_view *)base;

    view->mark = '/';
    view->searches = mem_string(argument);
}

/* ARGUMENT: a line to begin with, or NULL. */
static void command_init(struct view *base, const char *argument)
{
    struct prompt_view *view = (struct prompt_view *)base;

    view->mark = ':';
    if (argument)
        editor_set(&view->editor, argument);
}

static void prompt_done(struct view *base)
{
    struct prompt_view *view = (struct prompt_view *)base;

    editor_done(&view->editor);
    free(view->searches);
    free(view->typed);
    candidates_done(&view->found);
}

static int command_load(struct view *base, struct effects *effects _unused_, struct err *err)
{
    struct prompt_view *view = (struct prompt_view *)base;
    struct candidates found;

    if (!view->completes)
        return 0;
    view->completes = false;
    _cleanup_free_ char *before = mem_string_n(str_text(&view->editor.text), view->editor.at);
    if (complete_line(base->scene->app, base->scene->home, before, &found, err) < 0)
        return -1;
    _cleanup_free_ char *word = complete_word(&found);
    if (strlen(word) > 0)
        editor_replace(&view->editor, found.from, word);
    if (!found.more)
        editor_insert(&view->editor, " ");
    candidates_done(&view->found);
    view->found = found;
    return 0;
}

static void typed(struct prompt_view *view, struct effects *effects)
{
    if (view->mark == '/')
        effects_text(effects, EFFECT_SEARCH, str_text(&view->editor.text));
}

static void prompt_type(struct view *base, const char *text, struct effects *effects)
{
    struct prompt_view *view = (struct prompt_view *)base;

    candidates_done(&view->found);
    editor_insert(&view->editor, text);
    typed(view, effects);
}

static void prompt_cancel(struct prompt_view *view, struct effects *effects)
{
    if (view->mark == '/')
        effects_text(effects, EFFECT_SEARCH, NULL);
    effects_add(effects, EFFECT_CLOSE);
}

/* Through the lines typed before, and back to the one being typed. */
static void recall(struct prompt_view *view, size_t ago)
{
    const struct history *history = &view->base.scene->history;
    const char *line = ago == 0 ? view->typed : history_line(history, ago);

    if (view->mark != ':' || !line || ago == view->ago)
        return;
    if (view->ago == 0) {
        free(view->typed);
        view->typed = mem_string(str_text(&view->editor.text));
    }
    view->ago = ago;
    editor_set(&view->editor, line);
}

static void prompt_act(struct view *base, enum action action, struct effects *effects)
{
    struct prompt_view *view = (struct prompt_view *)base;
    const char *text = str_text(&view->editor.text);

    candidates_done(&view->found);
    switch ((int)action) {
    case ACTION_ACCEPT:
        effects_add(effects, EFFECT_CLOSE);
        if (view->mark == ':' && *text)
            effects_text(effects, EFFECT_RUN, text);
        return;
    case ACTION_CANCEL:
        prompt_cancel(view, effects);
        return;
    case ACTION_COMPLETE:
        view->completes = base->stale = view->mark == ':';
        return;
    case ACTION_OLDER:
        recall(view, view->ago + 1);
        return;
    case ACTION_NEWER:
        recall(view, view->ago > 0 ? view->ago - 1 : 0);
        return;
    case ACTION_ERASE_LEFT:
        if (!*text) { /* erasing the mark itself */
            prompt_cancel(view, effects);
            return;
        }
        break;
    }
    if (editor_act(&view->editor, action))
        typed(view, effects);
}

static void prompt_draw(const struct view *base, struct canvas *canvas, struct area area, bool focus _unused_)
{
    const struct prompt_view *view = (const struct prompt_view *)base;
    char mark[2] = {view->mark, '\0'};

    canvas_put(canvas, area.x + 1, area.y, 1, STYLE_KEY, mark);
    editor_draw(&view->editor, canvas, (struct area){area.x + 2, area.y, area.w - 3, 1});
    if (view->searches && view->editor.text.len == 0)
        canvas_put(canvas, area.x + 2, area.y, area.w - 3, STYLE_QUIET, view->searches);
}

/* The bottom line meanwhile: what Tab found, else how the command is used. */
static void command_status(const struct view *base, struct str *to)
{
    const struct prompt_view *view = (const struct prompt_view *)base;

    for (size_t i = 0; view->found.n > 1 && i < view->found.n; i++) {
        str_add(to, i > 0 ? "  " : "");
        str_add(to, view->found.v[i]);
    }
    if (to->len > 0)
        return;
    size_t n = strcspn(str_text(&view->editor.text), " ");
    _cleanup_free_ char *name = mem_string_n(str_text(&view->editor.text), n);
    const struct command *command = command_find(name);
    if (command) {
        _cleanup_free_ char *usage = command_usage(command);
        str_printf(to, "%s: %s", usage, _(command->help));
    }
}

static const struct hint search_hints[] = {
    {ACTION_ACCEPT, ACTION_NONE, N_("keep what was found")},
    {ACTION_CANCEL, ACTION_NONE, N_("cancel")},
    {ACTION_NONE, ACTION_NONE, NULL},
};

const struct view_ops view_search_ops = {
    .where = IN_PROMPT,
    .size = sizeof(struct prompt_view),
    .hints = search_hints,
    .init = search_init,
    .done = prompt_done,
    .draw = prompt_draw,
    .act = prompt_act,
    .type = prompt_type,
};

static const struct hint command_hints[] = {
    {ACTION_ACCEPT, ACTION_NONE, N_("run")},
    {ACTION_COMPLETE, ACTION_NONE, N_("complete")},
    {ACTION_CANCEL, ACTION_NONE, N_("cancel")},
    {ACTION_NONE, ACTION_NONE, NULL},
};

const struct view_ops view_command_ops = {
    .where = IN_PROMPT,
    .size = sizeof(struct prompt_view),
    .hints = command_hints,
    .draft = "command",
    .init = command_init,
    .done = prompt_done,
    .load = command_load,
    .draw = prompt_draw,
    .act = prompt_act,
    .type = prompt_type,
    .pack = command_pack,
    .unpack = command_unpack,
    .status = command_status,
};
