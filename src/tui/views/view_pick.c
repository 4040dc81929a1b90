/* What is picked from a list: an act or a command (the palette), a type of record to add. */
#include "form_view.h"
#include "palette_view.h"
#include "pick.h"

#include "paletti/app/command.h"
#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

#include <string.h>

struct pick_view {
    struct pick pick; /* first */
    char *argument;
};

static void done(struct view *base)
{
    free(((struct pick_view *)base)->argument);
    pick_done(base);
}

static void init(struct view *base, const char *argument)
{
    ((struct pick_view *)base)->argument = mem_string(argument);
}

/* --- the palette: what keys do where one came from, then the commands --- */

enum { COMMANDS_FROM = 1000 }; /* numbers of items from here on are commands */

/* The last one done from the palette comes first. */
static int rank_of(const struct scene *scene, const char *name)
{
    const struct history *done_before = &scene->palette;

    for (size_t ago = 1; ago <= done_before->n; ago++)
        if (str_equal(history_line(done_before, ago), name))
            return HISTORY_MAX + 1 - (int)ago;
    return 0;
}

/* What was done from here comes first, then group by group, in each what cannot be done now at its end. */
static int order_of(const struct scene *scene, const char *name, enum group group, bool refused)
{
    int recent = rank_of(scene, name);

    return recent > 0 && !refused ? recent : -(2 * (int)group + refused);
}

/* HAVE: the needs that are met where one came from. */
static void add_actions(struct pick *pick, uint64_t where, unsigned have)
{
    const struct scene *scene = pick->base.scene;

    for (int i = ACTION_NONE + 1; i < ACTIONS_N; i++) {
        _cleanup_str_ struct str keys = STR_INIT;
        unsigned missing = actions[i].needs & ~have;
        if (!(actions[i].where & where) || i == ACTION_PALETTE)
            continue;
        keymap_keys(scene->keymap, where, (enum action)i, 2, " ", &keys);
        pick_add(pick, actions[i].name, _(actions[i].help), str_text(&keys), i,
                 order_of(scene, actions[i].name, action_group((enum action)i), missing != 0));
        if (missing)
            pick_refuse(pick, action_refusal(missing));
    }
}

/* Commands stand behind what keys do here, and before how one moves. */
static void add_commands(struct pick *pick, uint64_t where)
{
    const struct scene *scene = pick->base.scene;

    for (size_t i = 0; i < commands_n; i++) {
        _cleanup_str_ struct str keys = STR_INIT;
        _cleanup_free_ char *name = str_format(":%s", commands[i].name);
        if (commands[i].flags & COMMAND_STREAMS)
            continue;
        keymap_command_keys(scene->keymap, where, commands[i].name, 2, " ", &keys);
        pick_add(pick, name, _(commands[i].help), str_text(&keys), COMMANDS_FROM + (int64_t)i,
                 order_of(scene, name, keys.len > 0 ? GROUP_HERE : GROUP_TYPING, false));
    }
}

char *palette_view_argument(uint64_t where, unsigned have)
{
    return str_format("%s %u", keymap_section_name(where), have);
}

static void palette_init(struct view *base, const char *argument)
{
    struct pick *pick = (struct pick *)base;
    size_t n = strcspn(argument, " ");
    _cleanup_free_ char *section = mem_string_n(argument, n);
    uint64_t where = keymap_section(section);

    init(base, argument);
    add_actions(pick, where, (unsigned)strtoul(argument + n, NULL, 10));
    add_commands(pick, where);
    pick_narrow(pick);
}

/* A command that needs words is typed on from its name. */
static void do_command(const struct command *command, struct effects *effects)
{
    bool complete = command->n_arguments == 0 || !command->arguments[0].required;
    _cleanup_free_ char *begun = str_format("%s ", command->name);

    for (size_t i = 0; i < command->n_options; i++)
        complete = complete && !(command->options[i].flags & OPTION_REQUIRED);
    if (complete)
        effects_text(effects, EFFECT_RUN, command->name);
    else
        effects_open(effects, &view_command_ops, begun);
}

static void palette_act(struct view *base, enum action action, struct effects *effects)
{
    struct pick *pick = (struct pick *)base;
    const struct pick_item *item = pick_selected(pick);

    if (pick_act(pick, action, effects) || action != ACTION_ACCEPT || !item)
        return;
    if (item->refusal) {
        effects_text(effects, EFFECT_COMPLAIN, item->refusal);
        return;
    }
    effects_text(effects, EFFECT_PICKED, item->name);
    effects_add(effects, EFFECT_CLOSE);
    if (item->number < COMMANDS_FROM)
        effects_number(effects, EFFECT_ACT, item->number);
    else
        do_command(&commands[item->number - COMMANDS_FROM], effects);
}

const struct view_ops view_palette_ops = {
    .title = N_("What to do"),
    .where = IN_PICK,
    .size = sizeof(struct pick_view),
    .hints = pick_hints,
    .init = palette_init,
    .done = done,
    .resize = pick_resize,
    .draw = pick_draw,
    .act = palette_act,
    .type = pick_type,
    .foot = pick_foot,
    .extent = pick_extent,
};

/* --- a record to add: its form opens, about the client the argument names --- */

/* In the order in which they are wanted. */
static const struct {
    const char *type, *about;
} types[] = {
    {"interaction", N_("what was said or done: a mail, a call, a meeting, work")},
    {"client", N_("somebody you work for, or may")},
    {"invoice", N_("what you charged, and until when it is due")},
    {"payment", N_("what came in")},
    {"promise", N_("when they said they would pay")},
    {"request", N_("what they asked for beyond what was agreed")},
    {"delivery", N_("what you handed over")},
    {"complaint", N_("what they complained of, and who was right")},
    {"expense", N_("what this client cost: a meal, a journey")},
    {"package", N_("hours or sessions bought beforehand")},
    {"use", N_("some of a package, used up")},
    {"contract", N_("what was agreed: scope, price, notice")},
    {"meeting", N_("a meeting that is planned")},
    {"access", N_("a password or key to give back some day")},
    {"ask", N_("something you asked of them, and wait for")},
    {"win", N_("something that went well")},
    {"lesson", N_("something learned")},
    {"task", N_("something to do for this client")},
    {"referral", N_("the colleague you sent them to")},
    {"intake", N_("what a prospect answered to a question of yours")},
    {"review", N_("how something you decided turned out")},
    {"told", N_("the day on which they were told your rules")},
    {"override", N_("other rules for this client")},
    {"rule", N_("your rules, from some day on")},
    {"colleague", N_("somebody you would send a client to")},
    {"rate", N_("what foreign money is worth, from some day on")},
    {"profile", N_("what you do, and what you ask a prospect")},
    {"me", N_("your name, addresses, and what you live on")},
};

/* ARGUMENT: the ref of the client whom it is about, or NULL. */
static void chooser_init(struct view *base, const char *argument)
{
    struct pick *pick = (struct pick *)base;

    init(base, argument);
    for (size_t i = 0; i < ARRAY_LEN(types); i++)
        pick_add(pick, words_type(types[i].type), _(types[i].about), "", (int64_t)i, 0);
    pick_narrow(pick);
}

static void chooser_act(struct view *base, enum action action, struct effects *effects)
{
    struct pick_view *view = (struct pick_view *)base;
    const struct pick_item *item = pick_selected(&view->pick);

    if (pick_act(&view->pick, action, effects) || action != ACTION_ACCEPT || !item)
        return;
    const char *type = types[item->number].type;
    _cleanup_free_ char *form = form_view_new_record(type, str_equal(type, "client") ? NULL : view->argument);
    effects_add(effects, EFFECT_CLOSE);
    effects_open(effects, &view_form_ops, form);
}

const struct view_ops view_chooser_ops = {
    .title = N_("Add"),
    .where = IN_PICK,
    .size = sizeof(struct pick_view),
    .hints = pick_hints,
    .init = chooser_init,
    .done = done,
    .resize = pick_resize,
    .draw = pick_draw,
    .act = chooser_act,
    .type = pick_type,
    .foot = pick_foot,
    .extent = pick_extent,
};
