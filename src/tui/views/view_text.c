/* Texts to be read, in dialogs: an entry of the log, an explanation, the answer of a command. Only one of them is open
 * at a time; they differ in where the text comes from. */
#include "answer_view.h"
#include "letters_view.h"
#include "line_view.h"
#include "log_columns.h"
#include "reading.h"
#include "stamp.h"

#include "paletti/app/reminder.h"
#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/text.h"

enum { TEXT_MAX = 1 << 20, PROSE_WIDTH = 100 };

struct text_view {
    struct reading reading;
    char *argument; /* a ref; of an answer, the command */
    enum action asks; /* load looks whether a line was crossed there, and reminds of it, or waives it */
};

static void text_init(struct view *base, const char *argument)
{
    ((struct text_view *)base)->argument = mem_string(argument);
}

/* Prose is read in lines that an eye can follow. */
static void prose_init(struct view *base, const char *argument)
{
    text_init(base, argument);
    ((struct reading *)base)->most = PROSE_WIDTH;
}

static void text_done(struct view *base)
{
    struct text_view *view = (struct text_view *)base;

    free(view->argument);
    reading_done(base);
}

/* A breach is reminded of, or waived, from what tells of it too. */
static void crossed_act(struct view *base, enum action action, struct effects *effects)
{
    struct text_view *view = (struct text_view *)base;

    if ((action == ACTION_REMIND || action == ACTION_WAIVE) && view->argument) {
        view->asks = action;
        base->stale = true;
        return;
    }
    if (action == ACTION_SIGN && view->argument) {
        line_view_sign(view->argument, 1, effects);
        return;
    }
    reading_act(base, action, effects);
}

static int load_asked(struct text_view *view, struct effects *effects, struct err *err)
{
    enum action asks = view->asks;
    unsigned lines;

    view->asks = ACTION_NONE;
    if (asks == ACTION_NONE)
        return 0;
    if (reminder_lines(view->reading.base.scene->app, view->argument, &lines, err) < 0)
        return -1;
    if (!(lines & BREACH_CLIENTS))
        effects_text(effects, EFFECT_COMPLAIN,
                     asks == ACTION_REMIND ? _("They crossed no line here: nobody is to be reminded.")
                                           : _("They crossed no line here: there is nothing to let pass."));
    else if (asks == ACTION_REMIND)
        letters_remind(view->argument, effects);
    else
        letters_waive(view->argument, effects);
    return 0;
}

static const struct hint text_hints[] = {
    {ACTION_DOWN, ACTION_UP, N_("scroll")},
    {ACTION_HELP, ACTION_NONE, N_("help")},
    {ACTION_LEAVE, ACTION_NONE, N_("back")},
    {ACTION_QUIT, ACTION_NONE, N_("quit")},
    {ACTION_NONE, ACTION_NONE, NULL},
};

static const struct hint crossed_hints[] = {
    {ACTION_DOWN, ACTION_UP, N_("scroll")},
    {ACTION_REMIND, ACTION_NONE, N_("remind")},
    {ACTION_WAIVE, ACTION_NONE, N_("waive")},
    {ACTION_HELP, ACTION_NONE, N_("help")},
    {ACTION_LEAVE, ACTION_NONE, N_("back")},
    {ACTION_QUIT, ACTION_NONE, N_("quit")},
    {ACTION_NONE, ACTION_NONE, NULL},
};

/* --- an entry --- */

static int add_entry_line(void *ctx, int hang, const char *text)
{
    scroll_add_styled(ctx, STYLE_TEXT, hang, text);
    return 0;
}

static int entry_load(struct view *base, struct effects *effects, struct err *err)
{
    struct text_view *view = (struct text_view *)base;

    if (load_asked(view, effects, err) < 0)
        return -1;
    scroll_clear(&view->reading.scroll);
    int r = view_entry(base->scene->app, view->argument, add_entry_line, &view->reading.scroll, err);
    reading_resize(base);
    return r;
}

static const char *entry_ref(const struct view *base)
{
    return ((const struct text_view *)base)->argument;
}

static unsigned entry_has(const struct view *base _unused_)
{
    return NEED_ROW;
}

#define TEXT_OPS  .where = IN_TEXT, .size = sizeof(struct text_view), .done = text_done
#define ENTRY_OPS TEXT_OPS, .init = prose_init, .load = entry_load, .entry = entry_ref, .has = entry_has

const struct view_ops view_entry_ops = {
    ENTRY_OPS,
    .title = N_("Entry"),
    .reloads = CHANGE_LOG | CHANGE_RULES | CHANGE_CLIENTS,
    .hints = crossed_hints,
    .act = crossed_act,
    READING_OPS_BUT_ACT,
};

const struct view_ops view_payment_ops = {
    ENTRY_OPS,
    READING_OPS,
    .title = N_("Payment"),
    .reloads = CHANGE_MONEY | CHANGE_RULES | CHANGE_CLIENTS,
    .hints = text_hints,
};

const struct view_ops view_record_ops = {
    ENTRY_OPS,
    READING_OPS,
    .title = N_("Record"),
    .reloads = CHANGE_MONEY | CHANGE_RULES | CHANGE_CLIENTS,
    .hints = text_hints,
};

/* --- why a due is where it is, and which lines were crossed: what the engine says, step by step --- */

static int add_line(void *ctx, const char *line)
{
    scroll_add(ctx, line);
    return 0;
}

static int explain_load(struct view *base, struct effects *effects, struct err *err)
{
    struct text_view *view = (struct text_view *)base;
    int r = 0;

    if (load_asked(view, effects, err) < 0)
        return -1;
    scroll_clear(&view->reading.scroll);
    if (view->argument)
        r = view_explain(base->scene->app, view->argument, add_line, &view->reading.scroll, err);
    else
        scroll_add(&view->reading.scroll, _("No question waits here, so no due is to be explained. On a line of the log, this "
                                    "key explains that line."));
    reading_resize(base);
    return r < 0 ? r : 0;
}

static unsigned explain_has(const struct view *base)
{
    return ((const struct text_view *)base)->argument ? NEED_ROW : 0;
}

const struct view_ops view_explain_ops = {
    TEXT_OPS,
    .title = N_("Why"),
    .reloads = CHANGE_LOG | CHANGE_RULES | CHANGE_MONEY | CHANGE_CLIENTS,
    .hints = crossed_hints,
    .init = prose_init,
    .load = explain_load,
    .has = explain_has,
    .act = crossed_act,
    READING_OPS_BUT_ACT,
};

/* --- the answer of a command --- */

static void answer_heading(const struct view *base, struct str *to)
{
    str_printf(to, ": %s", ((const struct text_view *)base)->argument);
}

bool answer_view_add(struct view *base, enum style style, const char *line)
{
    struct scroll *scroll = &((struct text_view *)base)->reading.scroll;

    if (scroll->text.len >= TEXT_MAX)
        return false;
    scroll_add_styled(scroll, style, 2, line);
    if (scroll->text.len < TEXT_MAX)
        return true;
    scroll_add(scroll, _("... and more: in the shell, paletti shows all of it."));
    return false;
}

bool answer_view_empty(const struct view *base)
{
    return ((const struct text_view *)base)->reading.scroll.n_parts == 0;
}

const char *answer_view_short(const struct view *base, int width)
{
    const struct scroll *scroll = &((const struct text_view *)base)->reading.scroll;
    const char *line = scroll->n_parts == 1 ? scroll->text.s + scroll->parts[0].from : NULL;

    return line && text_width(line) <= width ? line : NULL;
}

const struct view_ops view_answer_ops = {
    TEXT_OPS,
    READING_OPS,
    .title = N_("Answer"),
    .hints = text_hints,
    .init = text_init,
    .heading = answer_heading,
};
