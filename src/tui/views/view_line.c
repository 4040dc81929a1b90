/* The line at the bottom in which an entry of the log is typed. */
#include "editor.h"
#include "line_view.h"

#include "paletti/app/command.h"
#include "paletti/app/entry.h"
#include "paletti/app/typing.h"
#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/text.h"
#include "paletti/core/when.h"

#include <string.h>

#define PART "\x1f" /* between the parts of the argument */

struct line_view {
    struct view base;
    char *argument, *client, *name; /* the client's ref */
    const struct kind_row *kind;
    struct editor editor;
    struct str meaning; /* how it is understood, or what is missing or wrong */
    bool wrong;
    bool saves; /* Enter was pressed: load */
};

#define ENTRY_HINT N_("Enter saves, Esc leaves. [when] [channel] [25m] text: yesterday 17:50 25m the header")

/* What is said already by the key. WORD: what the command is told behind the moment, which comes first. */
static const struct kind_row {
    const char *word, *label; /* N_() or NC_() */
    const char *command;      /* that takes the line behind the client, or the refs; NULL: the log's --add */
    int (*preview)(struct app *app, const char *client, const char *line, struct str *to, struct err *err);
    const char *hint; /* N_(): as long as nothing is typed */
    bool leads;       /* the word stands before the moment: the day behind a promise is the one that was promised */
} kinds[] = {
    [LINE_ANYTHING] = {"", N_("add to"), NULL, entry_preview,
                       N_("[when] in, out, call, meeting, note, work; promise, request, complaint, expense")},
    [LINE_IN] = {"in ", NC_("line", "from"), NULL, entry_preview, ENTRY_HINT},
    [LINE_OUT] = {"out ", NC_("line", "to"), NULL, entry_preview, ENTRY_HINT},
    [LINE_CALL] = {"call ", N_("call,"), NULL, entry_preview, ENTRY_HINT},
    [LINE_NOTE] = {"note ", N_("note on"), NULL, entry_preview, ENTRY_HINT},
    [LINE_PAYMENT] = {"", N_("payment of"), "pay", pay_preview,
                      N_("Enter saves, Esc leaves. [when] sum [how] [invoice]: yesterday 320 EUR transfer INV-7")},
    [LINE_PROMISE] = {"promise ", N_("promise of"), NULL, entry_preview,
                      N_("Enter saves, Esc leaves. day [sum] [invoice] [excuse]: fri 1450 INV-7 excuse office"), true},
    [LINE_SIGNS] = {"", N_("noted on"), "sign", sign_preview,
                    N_("1 (drained) to 5, and what stood out: 2 haggles urgent; -haggles takes it back")},
};

char *line_view_argument(const char *client, const char *name, enum line_what what)
{
    return str_format("%c%s" PART "%s", 'a' + (int)what, client, name);
}

void line_view_sign(const char *refs, size_t n, struct effects *effects)
{
    _cleanup_free_ char *name = n == 1 ? mem_string(_("this entry")) : str_format(P_("%lld entry", "%lld entries", n), (long long)n);
    _cleanup_free_ char *argument = line_view_argument(refs, name, LINE_SIGNS);

    effects_open(effects, &view_line_ops, argument);
}

static void line_init(struct view *base, const char *argument)
{
    struct line_view *view = (struct line_view *)base;
    size_t kind = (size_t)(argument[0] - 'a'), client = strcspn(argument, PART);

    view->argument = mem_string(argument);
    view->kind = &kinds[kind < ARRAY_LEN(kinds) ? kind : 0];
    view->client = mem_string_n(argument + 1, client - 1);
    view->name = mem_string(argument + client + 1);
    base->stale = true;
}

/* The line as the commands take it, owned: "yesterday 17:50" stays at its beginning. */
static char *whole_line(const struct line_view *view)
{
    const struct scene *scene = view->base.scene;
    const char *line = str_text(&view->editor.text);
    int64_t at;
    int n = view->kind->leads ? 0 : when_parse(line, scene->now, scene->zone, &at, NULL);

    n = n > 0 ? n : 0;
    return str_format("%.*s%s%s%s", n, line, n > 0 ? " " : "", view->kind->word, line + n + strspn(line + n, " "));
}

static bool line_pack(const struct view *base, struct typing *to)
{
    const struct line_view *view = (const struct line_view *)base;

    to->argument = mem_string(view->argument);
    to->title = str_format("%s: %s", view->name, str_text(&view->editor.text));
    typing_add(to, "line", str_text(&view->editor.text));
    return view->editor.text.len > 0;
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
    str_done(&view->meaning);
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

/* A payment is looked for among its invoices; other records where they were written down. */
static void take_record(struct answer *answer, const struct model *model, const void *record)
{
    if (!str_equal(model->type, "payment"))
        str_printf(&((struct added *)answer)->ref, "%s:%s", model->type, model_ref(model, record));
}

static void skip_raw(struct answer *answer _unused_, const char *text _unused_, size_t len _unused_)
{
}

static const struct answer_ops added_ops = {skip,      skip_close,  skip,     skip_close, take_text,   skip_number,
                                            skip_bool, skip_number, skip_day, skip_money, take_record, skip_raw};

static int add(const struct line_view *view, const char *line, struct added *added, unsigned *ret_changes,
               struct err *err)
{
    char *entry[] = {(char[]){"--add"}, (char *)line, (char[]){"--"}, view->client};
    char *behind[] = {(char[]){"--"}, view->client, (char *)line};
    const char *name = view->kind->command;
    const struct command *command = command_find(name ? name : "log");
    struct request request;

    if (command_parse(command, name ? behind : entry, name ? 3 : 4, &request, err) < 0)
        return -1;
    app_typing_saves(view->base.scene->app, view->base.typing);
    int r = command->run(view->base.scene->app, &request, &added->answer, ret_changes, err);
    app_typing_saves(view->base.scene->app, 0);
    request_done(&request);
    return r;
}

static void say_added(const struct line_view *view, const struct added *added, unsigned changes,
                      struct effects *effects)
{
    _cleanup_str_ struct str said = STR_INIT;

    str_printf(&said, _("On disk: %s, %s"), view->name, str_text(&view->meaning));
    str_add_stop(&said);
    effects_add(effects, EFFECT_CLOSE);
    effects_number(effects, EFFECT_CHANGED, changes);
    effects_text(effects, EFFECT_SAY, str_text(&said));
    if (added->ref.len > 0)
        effects_text(effects, EFFECT_ENTRY, str_text(&added->ref));
}

static void understand(struct line_view *view, const char *line)
{
    struct err err = {""};
    struct app *app = view->base.scene->app;

    str_clear(&view->meaning);
    int r = view->kind->preview(app, view->client, line, &view->meaning, &err);
    view->wrong = r < 0;
    if (r < 0)
        str_add(&view->meaning, err.text);
}

static int line_load(struct view *base, struct effects *effects, struct err *err)
{
    struct line_view *view = (struct line_view *)base;
    struct added added = {.answer = {.ops = &added_ops}};
    _cleanup_free_ char *line = whole_line(view);
    unsigned changes = 0;
    int r = 0;

    understand(view, line);
    if (view->saves)
        r = add(view, line, &added, &changes, err);
    if (view->saves && r >= 0)
        say_added(view, &added, changes, effects);
    view->saves = false;
    str_done(&added.ref);
    return r;
}

static void line_type(struct view *base, const char *text, struct effects *effects _unused_)
{
    editor_insert(&((struct line_view *)base)->editor, text);
    base->stale = true;
}

static void line_act(struct view *base, enum action action, struct effects *effects)
{
    struct line_view *view = (struct line_view *)base;
    bool empty = view->editor.text.len == 0;

    if (action == ACTION_CANCEL || (action == ACTION_ERASE_LEFT && empty))
        effects_add(effects, EFFECT_CLOSE);
    else if (action == ACTION_ACCEPT && !empty)
        view->saves = base->stale = true;
    else if (editor_act(&view->editor, action))
        base->stale = true;
}

static void line_status(const struct view *base, struct str *to)
{
    const struct line_view *view = (const struct line_view *)base;

    str_add(to, view->editor.text.len > 0 ? str_text(&view->meaning) : _(view->kind->hint));
}

static void line_draw(const struct view *base, struct canvas *canvas, struct area area, bool focus _unused_)
{
    const struct line_view *view = (const struct line_view *)base;
    _cleanup_free_ char *label = str_format("%s %s:", i18n_word(view->kind->label), view->name);
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
    .status = line_status,
    .pack = line_pack,
    .unpack = line_unpack,
};
