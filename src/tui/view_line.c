/* The line at the bottom in which an entry of the log is typed. */
#include "editor.h"
#include "line_view.h"

#include "paletti/app/command.h"
#include "paletti/app/typing.h"
#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/text.h"

#include <string.h>

#define PART "\x1f" /* between the parts of the argument */

struct line_view {
    struct view base;
    char *argument, *client, *name; /* the client's ref */
    struct editor editor;
    bool saves; /* Enter was pressed: load */
};

char *line_view_argument(const char *client, const char *name, enum line_what what)
{
    static const char *const said[] = {
        [LINE_ANYTHING] = "",
        /* What stands on the line of a new entry at first: the word for what they wrote, you wrote, a call; as `log --add`
         * understands it. */
        [LINE_IN] = N_("in "),
        [LINE_OUT] = N_("out "),
        [LINE_CALL] = N_("call "),
    };

    return str_format("%s" PART "%s" PART "%s", client, name, *said[what] ? _(said[what]) : "");
}

static void line_init(struct view *base, const char *argument)
{
    struct line_view *view = (struct line_view *)base;
    size_t client = strcspn(argument, PART), name = strcspn(argument + client + 1, PART);

    view->argument = mem_string(argument);
    view->client = mem_string_n(argument, client);
    view->name = mem_string_n(argument + client + 1, name);
    editor_set(&view->editor, argument + client + 1 + name + 1);
}

static bool line_pack(const struct view *base, struct typing *to)
{
    const struct line_view *view = (const struct line_view *)base;

    to->argument = mem_string(view->argument);
    to->title = str_format("%s: %s", view->name, str_text(&view->editor.text));
    typing_add(to, "line", str_text(&view->editor.text));
    return view->editor.text.len > 0 && !str_equal(str_text(&view->editor.text), strrchr(view->argument, PART[0]) + 1);
}

static void line_unpack(struct view *base, const struct typing *from)
{
    const char *line = typing_text(from, "line");

    editor_set(&((struct line_view *)base)->editor, line ? line : "");
}

static void line_done(struct view *base)
{
    struct line_view *view = (struct line_view *)base;

    editor_done(&view->editor);
    free(view->argument);
    free(view->client);
    free(view->name);
}

/* --- saving: the answer of the command tells the new ref --- */

struct added {
    struct answer answer; /* first */
    struct str ref;
};

static void skip(struct answer *answer _unused_, const char *key _unused_)
{
}

static void skip_close(struct answer *answer _unused_)
{
}

static void take_text(struct answer *answer, const char *key, const char *text)
{
    struct added *added = (struct added *)answer;

    if (key && text && str_equal(key, "ref") && added->ref.len == 0)
        str_add(&added->ref, text);
}

static void skip_number(struct answer *answer _unused_, const char *key _unused_, int64_t number _unused_)
{
}

static void skip_bool(struct answer *answer _unused_, const char *key _unused_, bool yes _unused_)
{
}

static void skip_day(struct answer *answer _unused_, const char *key _unused_, int32_t day _unused_)
{
}

static void skip_money(struct answer *answer _unused_, const char *key _unused_, struct money money _unused_)
{
}

static void skip_record(struct answer *answer _unused_, const struct model *model _unused_,
                        const void *record _unused_)
{
}

static void skip_raw(struct answer *answer _unused_, const char *text _unused_, size_t len _unused_)
{
}

static const struct answer_ops added_ops = {skip,      skip_close,  skip,     skip_close, take_text,   skip_number,
                                            skip_bool, skip_number, skip_day, skip_money, skip_record, skip_raw};

static int add(struct app *app, const char *client, const char *line, struct added *added, unsigned *ret_changes,
               struct err *err)
{
    const struct command *command = command_find("log");
    char *words[] = {(char[]){"--add"}, (char *)line, (char[]){"--"}, (char *)client};
    struct request request;

    if (command_parse(command, words, ARRAY_LEN(words), &request, err) < 0)
        return -1;
    int r = command->run(app, &request, &added->answer, ret_changes, err);
    request_done(&request);
    return r;
}

static void say_added(const struct line_view *view, const struct added *added, unsigned changes,
                      struct effects *effects)
{
    _cleanup_free_ char *said = str_format(_("On disk: %s, %s."), view->name, str_text(&view->editor.text));

    effects_add(effects, EFFECT_CLOSE);
    effects_number(effects, EFFECT_CHANGED, changes);
    effects_text(effects, EFFECT_ENTRY, str_text(&added->ref));
    effects_text(effects, EFFECT_SAY, said);
}

static int line_load(struct view *base, struct effects *effects, struct err *err)
{
    struct line_view *view = (struct line_view *)base;
    struct added added = {.answer = {.ops = &added_ops}};
    unsigned changes = 0;

    if (!view->saves)
        return 0;
    view->saves = false;
    int r = add(base->scene->app, view->client, str_text(&view->editor.text), &added, &changes, err);
    if (r >= 0)
        say_added(view, &added, changes, effects);
    str_done(&added.ref);
    return r;
}

static void line_type(struct view *base, const char *text, struct effects *effects _unused_)
{
    editor_insert(&((struct line_view *)base)->editor, text);
}

static void line_act(struct view *base, enum action action, struct effects *effects)
{
    struct line_view *view = (struct line_view *)base;
    bool empty = view->editor.text.len == 0;

    if (action == ACTION_CANCEL || (action == ACTION_ERASE_LEFT && empty))
        effects_add(effects, EFFECT_CLOSE);
    else if (action == ACTION_ACCEPT && !empty)
        view->saves = base->stale = true;
    else
        editor_act(&view->editor, action);
}

static void line_draw(const struct view *base, struct canvas *canvas, struct area area, bool focus _unused_)
{
    const struct line_view *view = (const struct line_view *)base;
    _cleanup_free_ char *label = str_format(_("add to %s:"), view->name);
    int w = canvas_put(canvas, area.x + 1, area.y, area.w / 2, STYLE_KEY, label) + 2;

    editor_draw(&view->editor, canvas, (struct area){area.x + w, area.y, area.w - w - 1, 1});
}

static const struct hint line_hints[] = {
    {ACTION_ACCEPT, ACTION_NONE, N_("save")},
    {ACTION_CANCEL, ACTION_NONE, N_("cancel")},
    {ACTION_NONE, ACTION_NONE, NULL},
};

const struct view_ops view_line_ops = {
    .where = IN_PROMPT,
    .size = sizeof(struct line_view),
    .hints = line_hints,
    .draft = "line",
    .init = line_init,
    .done = line_done,
    .load = line_load,
    .draw = line_draw,
    .act = line_act,
    .type = line_type,
    .pack = line_pack,
    .unpack = line_unpack,
};
