/* The first steps: what to do with a file that is new, ticked off as it is done. */
#include "choosing.h"
#include "form_view.h"
#include "rules_view.h"

#include "paletti/app/setup.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

struct start_view {
    struct choosing choosing;
    struct setup setup;
};

static void start_done(struct view *base)
{
    menu_done(&((struct start_view *)base)->choosing.menu);
}

/* --- the steps --- */

static void tell_demo(const struct start_view *view _unused_, struct str *to)
{
    str_add(to, _("Invented people and a year with them, in a file of their own: look around, break things."));
}

static void tell_import(const struct start_view *view, struct str *to)
{
    if (view->setup.entries > 0)
        str_printf(to, P_("entries there: %lld", "entries there: %lld", view->setup.entries),
                   (long long)view->setup.entries);
    else
        str_add(to, _("mbox, maildir, CSV, vCard. You see what would happen before anything is stored."));
}

static void tell_client(const struct start_view *view, struct str *to)
{
    if (view->setup.clients > 0)
        str_printf(to, P_("clients there: %lld", "clients there: %lld", view->setup.clients),
                   (long long)view->setup.clients);
    else
        str_add(to, _("A name is enough."));
}

/* The week, and whether one is open: the rest is for who sets them. */
struct sentences {
    struct str *to;
    int left;
};

static void add_sentence(void *ctx, const char *sentence)
{
    struct sentences *sentences = ctx;

    if (sentences->left-- <= 0)
        return;
    str_add(sentences->to, sentences->to->len > 0 ? " " : "");
    str_add(sentences->to, sentence);
}

/* Where no rule was written yet, what holds until then. */
static void tell_hours(const struct start_view *view, struct str *to)
{
    struct sentences sentences = {to, 2};

    if (!view->setup.hours_given)
        str_add(to, _("Not set; until then:"));
    setup_words(view->choosing.base.scene->app, add_sentence, &sentences, NULL);
}

static void tell_me(const struct start_view *view, struct str *to)
{
    if (!view->setup.me_given)
        str_add(to, _("Your name and your addresses: letters are signed, imports know you."));
}

static void tell_leave(const struct start_view *view, struct str *to)
{
    str_add(to, view->setup.clients > 0 ? _("Who waits for you, until when, and why.")
                                        : _("There is nobody yet. :start brings this page back."));
}

static bool has_entries(const struct setup *setup)
{
    return setup->entries > 0;
}

static bool has_clients(const struct setup *setup)
{
    return setup->clients > 0;
}

static bool has_me(const struct setup *setup)
{
    return setup->me_given;
}

static bool has_hours(const struct setup *setup)
{
    return setup->hours_given;
}

static const struct step {
    enum action action;
    const char *what; /* N_() */
    void (*tell)(const struct start_view *view, struct str *to); /* or NULL */
    bool (*done)(const struct setup *setup); /* NULL: never is */
} steps[] = {
    {ACTION_START_DEMO, N_("open the demo"), tell_demo, NULL},
    {ACTION_START_IMPORT, N_("import a mailbox or a list of clients"), tell_import, has_entries},
    {ACTION_START_CLIENT, N_("add the first client"), tell_client, has_clients},
    {ACTION_START_HOURS, N_("set your hours"), tell_hours, has_hours},
    {ACTION_START_ME, N_("say who you are"), tell_me, has_me},
    {ACTION_HELP, N_("open the help: it is there on every page"), NULL, NULL},
    {ACTION_LEAVE, N_("go to your clients"), tell_leave, NULL},
};

enum { TEXT_IN = 8 }; /* below what stands behind the tick and the key */

static void add_step(struct start_view *view, const struct step *step)
{
    const struct scene *scene = view->choosing.base.scene;
    bool done = step->done && step->done(&view->setup);
    _cleanup_str_ struct str keys = STR_INIT, line = STR_INIT, told = STR_INIT;

    keymap_keys(scene->keymap, IN_START, step->action, 1, "", &keys);
    str_printf(&line, "%s  %s  %s", done ? "[x]" : step->done ? "[ ]" : "   ", str_text(&keys), _(step->what));
    menu_item(&view->choosing.menu, done ? STYLE_GOOD : STYLE_KEY, TEXT_IN, str_text(&line));
    if (step->tell)
        step->tell(view, &told);
    if (told.len == 0)
        return;
    _cleanup_free_ char *below = str_format("%*s%s", TEXT_IN, "", str_text(&told));
    menu_more(&view->choosing.menu, STYLE_QUIET, TEXT_IN, below);
}

static void fill(struct start_view *view)
{
    struct menu *menu = &view->choosing.menu;
    _cleanup_free_ char *file = str_format(_("Your file: %s"), app_db_path(view->choosing.base.scene->app));
    bool empty = view->setup.clients == 0 && view->setup.entries == 0;

    menu_clear(menu);
    menu_text(menu, STYLE_TEXT, 0,
              empty ? _("paletti shows who waits for you, until when, and who crossed which line. This file is new: "
                        "how do you want to begin?")
                    : _("The first steps, in any order."));
    menu_text(menu, STYLE_TEXT, 0, "");
    for (size_t i = 0; i < ARRAY_LEN(steps); i++)
        add_step(view, &steps[i]);
    menu_text(menu, STYLE_TEXT, 0, "");
    menu_text(menu, STYLE_QUIET, 0, file);
}

static int start_load(struct view *base, struct effects *effects _unused_, struct err *err)
{
    struct start_view *view = (struct start_view *)base;

    if (setup_look(base->scene->app, &view->setup, err) < 0)
        return -1;
    fill(view);
    choosing_resize(base);
    return 0;
}

/* --- keys --- */

static void take_step(const struct start_view *view, enum action action, struct effects *effects)
{
    _cleanup_free_ char *client = form_view_new_record("client", NULL), *me = form_view_new_record("me", NULL);

    switch ((int)action) {
    case ACTION_START_DEMO:
        effects_add(effects, EFFECT_DEMO);
        break;
    case ACTION_START_IMPORT:
        effects_open(effects, &view_files_ops, NULL);
        break;
    case ACTION_START_CLIENT:
        effects_open(effects, &view_form_ops, client);
        break;
    case ACTION_START_HOURS:
        effects_open(effects, &view_rules_ops, NULL);
        break;
    case ACTION_START_ME:
        effects_open(effects, &view_form_ops, me);
        break;
    case ACTION_HELP:
        effects_open(effects, &view_help_ops, keymap_section_name(view->choosing.base.ops->where));
        break;
    case ACTION_BACK:
    case ACTION_LEAVE:
        effects_add(effects, EFFECT_CLOSE);
        break;
    }
}

static void start_act(struct view *base, enum action action, struct effects *effects)
{
    struct start_view *view = (struct start_view *)base;

    if (menu_act(&view->choosing.menu, action))
        return;
    take_step(view, action == ACTION_OPEN ? steps[view->choosing.menu.selected].action : action, effects);
}

static unsigned start_has(const struct view *base _unused_)
{
    return NEED_ROW;
}

/* --- the place --- */

static void start_foot(const struct view *base, struct str *left _unused_, struct str *right)
{
    menu_position(&((const struct start_view *)base)->choosing.menu, right);
}

static void start_extent(const struct view *base _unused_, int room, int *ret_w, int *ret_h)
{
    *ret_w = room;
    *ret_h = MENU_ALL;
}

static const struct hint start_hints[] = {
    {ACTION_DOWN, ACTION_UP, N_("move")},
    {ACTION_OPEN, ACTION_NONE, N_("do it")},
    {ACTION_COMMAND, ACTION_NONE, N_("command")},
    {ACTION_HELP, ACTION_NONE, N_("help")},
    {ACTION_LEAVE, ACTION_NONE, N_("to your clients")},
    {ACTION_QUIT, ACTION_NONE, N_("quit")},
    {ACTION_NONE, ACTION_NONE, NULL},
};

const struct view_ops view_start_ops = {
    .title = N_("First steps"),
    .where = IN_START,
    .reloads = CHANGE_ALL,
    .size = sizeof(struct start_view),
    .hints = start_hints,
    .done = start_done,
    .load = start_load,
    .resize = choosing_resize,
    .draw = choosing_draw,
    .act = start_act,
    .has = start_has,
    .foot = start_foot,
    .extent = start_extent,
    .items = choosing_items,
    .item_at = choosing_item_at,
    .select = choosing_select,
};
