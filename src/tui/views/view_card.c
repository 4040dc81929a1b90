/* The card of the rules as one client would get it: which version it is, and whether and when they were told. */
#include "asking.h"
#include "cards_view.h"
#include "cmdline.h"
#include "letters_view.h"
#include "scroll.h"

#include "paletti/app/blur.h"
#include "paletti/app/card.h"
#include "paletti/app/rule_history.h"
#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

#include <string.h>

#define PART "\x1f"

enum { PAGE_WIDTH = 90 };

struct card_view {
    struct view base;
    char *client; /* or NULL */
    int64_t rule; /* INSTANT_NONE: the version in force */
    bool turns;   /* to the version that comes next, or back */
    struct card card;
    struct scroll scroll;
    struct asking asking; /* when they were told */
};

static const struct view_ops view_card_typing_ops;

char *card_view_argument(const char *client, int64_t rule)
{
    return str_format("%lld" PART "%s", (long long)rule, client ? client : "");
}

static void card_init(struct view *base, const char *argument)
{
    struct card_view *view = (struct card_view *)base;
    char *end;

    view->rule = strtoll(argument, &end, 10);
    view->client = end[strlen(PART)] ? mem_string(end + strlen(PART)) : NULL;
    view->card.rule = INSTANT_NONE;
}

static void card_done(struct view *base)
{
    struct card_view *view = (struct card_view *)base;

    free(view->client);
    card_clear(&view->card);
    scroll_done(&view->scroll);
    asking_done(&view->asking);
}

/* --- what it shows --- */

static void add(struct card_view *view, enum style style, const char *text)
{
    scroll_add_styled(&view->scroll, style, 0, text);
}

static void add_version(struct card_view *view)
{
    const struct letter *letter = &view->card.letter;
    _cleanup_str_ struct str line = STR_INIT;

    words_card_version(&view->card, &line);
    str_add(&line, "; ");
    words_manner(&line, letter->language, letter->address);
    add(view, STYLE_QUIET, str_text(&line));
}

static void add_told(struct card_view *view)
{
    const struct card *card = &view->card;
    _cleanup_str_ struct str line = STR_INIT;
    bool told = card->told_on != DAY_NONE;

    if (!card->client || !card->since)
        return;
    str_add(&line, told ? _("told on ") : _("not told yet"));
    if (told)
        words_day(view->base.scene->app, &line, card->told_on);
    if (card->told_how)
        str_printf(&line, ", %s", card->told_how);
    if (card->older)
        str_printf(&line, _("; they know those of %s"), card->older);
    if (card->draft)
        str_printf(&line, "; %s", _("a card waits as a draft"));
    add(view, told ? STYLE_GOOD : STYLE_WAITING, str_text(&line));
}

static void add_missing(struct card_view *view)
{
    const struct letter *letter = &view->card.letter;
    struct err err;

    letter_refuse_missing(letter, &err);
    add(view, STYLE_ALERT, err.text);
}

/* Line by line: what goes on below an item stands under its words. */
static void add_lines(struct card_view *view, const char *text)
{
    for (size_t n; *text; text += n + (text[n] == '\n')) {
        n = strcspn(text, "\n");
        _cleanup_free_ char *line = mem_string_n(text, n);
        scroll_add_styled(&view->scroll, STYLE_TEXT, str_starts(line, "- ") ? 2 : 0, line);
    }
}

/* The name in it is the client's: all of the text goes where others look on. */
static void add_text(struct card_view *view)
{
    struct app *app = view->base.scene->app;
    const struct letter *letter = &view->card.letter;

    add(view, STYLE_COLUMN, app_blur_text(app, letter->subject));
    add(view, STYLE_TEXT, "");
    add_lines(view, app_blur_text(app, letter->text));
    if (letter->refused)
        add(view, STYLE_WAITING, letter->refused);
    letters_add_findings(&view->scroll, app, &letter->findings);
}

static void fill(struct card_view *view)
{
    scroll_clear(&view->scroll);
    add_version(view);
    add_told(view);
    add(view, STYLE_TEXT, "");
    if (view->card.letter.text)
        add_text(view);
    else
        add_missing(view);
}

/* --- telling --- */

static void understand(struct card_view *view)
{
    struct asking *asking = &view->asking;
    struct err err = {""};

    str_clear(&asking->meaning);
    int r = tell_preview(view->base.scene->app, str_text(&asking->editor.text), &asking->meaning, &err);
    asking_understood(asking, r, &err);
}

static void save_told(struct card_view *view, struct effects *effects)
{
    const char *const clients[] = {view->client};
    _cleanup_str_ struct str said = STR_INIT;
    unsigned changes = 0;
    struct err err = {""};

    view->asking.saves = false;
    if (tell_clients(view->base.scene->app, clients, 1, view->card.rule, str_text(&view->asking.editor.text), &changes, &err) < 0) {
        effects_text(effects, EFFECT_COMPLAIN, err.text);
        return;
    }
    str_printf(&said, _("On disk: %s, %s"), app_blur_names(view->base.scene->app, view->card.name),
               str_text(&view->asking.meaning));
    asking_end(&view->asking, &view->base);
    effects_number(effects, EFFECT_CHANGED, changes);
    effects_text(effects, EFFECT_SAY, str_text(&said));
}

/* --- loading --- */

static int turn(struct card_view *view, struct effects *effects, struct err *err)
{
    int64_t coming;
    int r = card_coming(view->base.scene->app, &coming, err);

    view->turns = false;
    if (r < 0)
        return -1;
    if (coming == INSTANT_NONE && view->rule == INSTANT_NONE)
        effects_text(effects, EFFECT_SAY, _("No rules that have to be told are still to come."));
    view->rule = view->rule == INSTANT_NONE ? coming : INSTANT_NONE;
    return 0;
}

static int card_load(struct view *base, struct effects *effects, struct err *err)
{
    struct card_view *view = (struct card_view *)base;
    struct card card;

    if (view->asking.on)
        understand(view);
    if (view->asking.saves)
        save_told(view, effects);
    if (view->turns && turn(view, effects, err) < 0)
        return -1;
    if (card_write(base->scene->app, view->client, view->rule, &card, err) < 0) {
        effects_add(effects, EFFECT_CLOSE);
        return -1;
    }
    card_clear(&view->card);
    view->card = card;
    fill(view);
    scroll_resize(&view->scroll, base->w, base->height);
    return 0;
}

/* --- keys --- */

/* "card WHAT CLIENT --rule FROM", of the version that is shown. */
static void add_command(const struct card_view *view, const char *option, struct str *line)
{
    char from[CIVIL_INSTANT_SIZE];

    str_printf(line, "card%s", option);
    if (view->client)
        cmdline_add(line, view->client);
    if (view->card.rule != INSTANT_NONE)
        str_printf(line, " --rule %s", civil_format_instant(view->card.rule, from));
}

static void to_file(const struct card_view *view, struct effects *effects)
{
    _cleanup_str_ struct str line = STR_INIT;

    add_command(view, "", &line);
    str_add(&line, " --file ");
    effects_open(effects, &view_command_ops, str_text(&line));
}

static void keep(const struct card_view *view, struct effects *effects)
{
    _cleanup_str_ struct str line = STR_INIT;

    add_command(view, " --draft", &line);
    if (!view->client)
        effects_text(effects, EFFECT_COMPLAIN, _("This card is to nobody in particular: choose a client first."));
    else
        effects_do(effects, str_text(&line), NULL, false);
}

static void begin_telling(struct card_view *view, struct effects *effects)
{
    if (!view->client)
        effects_text(effects, EFFECT_COMPLAIN, _("This card is to nobody in particular: choose a client first."));
    else if (view->card.rule == INSTANT_NONE)
        effects_text(effects, EFFECT_COMPLAIN, _("There are no rules of yours yet that anybody could be told: R sets them."));
    else
        asking_begin(&view->asking, &view->base, &view_card_typing_ops, _("today"));
}

static void card_act(struct view *base, enum action action, struct effects *effects)
{
    struct card_view *view = (struct card_view *)base;

    if (scroll_act(&view->scroll, action))
        return;
    switch ((int)action) {
    case ACTION_COPY:
        letters_copy(view->card.letter.text, &view->card.letter.findings, effects);
        break;
    case ACTION_TO_FILE:
        to_file(view, effects);
        break;
    case ACTION_KEEP_CARD:
        keep(view, effects);
        break;
    case ACTION_TELL:
        begin_telling(view, effects);
        break;
    case ACTION_CARD_VERSION:
        view->turns = base->stale = true;
        break;
    case ACTION_BACK:
    case ACTION_LEAVE:
        effects_add(effects, EFFECT_CLOSE);
        break;
    }
}

static void card_typing_act(struct view *base, enum action action, struct effects *effects _unused_)
{
    asking_act(&((struct card_view *)base)->asking, base, action);
}

static void card_type(struct view *base, const char *text, struct effects *effects _unused_)
{
    asking_type(&((struct card_view *)base)->asking, base, text);
}

static unsigned card_has(const struct view *base _unused_)
{
    return NEED_ROW;
}

static int64_t card_whose(const struct view *base, const char **ret_name)
{
    const struct card_view *view = (const struct card_view *)base;

    *ret_name = view->card.name;
    return view->card.client_id;
}

/* --- the place --- */

static void card_resize(struct view *base)
{
    scroll_resize(&((struct card_view *)base)->scroll, base->w, base->height);
}

static void card_draw(const struct view *base, struct canvas *canvas, struct area area, bool focus)
{
    const struct card_view *view = (const struct card_view *)base;

    scroll_draw(&view->scroll, canvas, area, focus && !view->asking.on);
    if (view->asking.on)
        asking_draw(&view->asking, canvas, area, _("They were told"));
}

static void card_heading(const struct view *base, struct str *to)
{
    const struct card_view *view = (const struct card_view *)base;

    str_printf(to, ": %s", view->card.name ? app_blur_names(base->scene->app, view->card.name) : _("to nobody in particular"));
}

static void card_foot(const struct view *base, struct str *left _unused_, struct str *right)
{
    scroll_position(&((const struct card_view *)base)->scroll, right);
}

static void card_status(const struct view *base, struct str *to)
{
    const struct card_view *view = (const struct card_view *)base;

    if (view->asking.on)
        str_add(to, _("When, and how: today e-mail, 10 nov phone. Enter writes it to the file."));
    else if (!view->card.since)
        str_add(to, _("R sets your rules; until then nothing can be told."));
    else if (view->card.client && view->card.told_on == DAY_NONE)
        str_add(to, _("What is not told does not count. s keeps the card as a draft; t: they were told."));
    else
        str_add(to, _("As they would get it: their language, their form of address, their exceptions."));
}

static void card_extent(const struct view *base, int room, int *ret_w, int *ret_h)
{
    scroll_extent(&((const struct card_view *)base)->scroll, room < PAGE_WIDTH ? room : PAGE_WIDTH, ret_w, ret_h);
}

static const struct hint card_hints[] = {
    {ACTION_KEEP_CARD, ACTION_NONE, N_("as a draft")}, {ACTION_TELL, ACTION_NONE, N_("they were told")},
    {ACTION_COPY, ACTION_NONE, N_("copy")},            {ACTION_TO_FILE, ACTION_NONE, N_("to a file")},
    {ACTION_TOLD, ACTION_NONE, N_("who was told")},    {ACTION_CARDS, ACTION_NONE, N_("everybody's cards")},
    {ACTION_CARD_VERSION, ACTION_NONE, N_("other version")},
    {ACTION_HELP, ACTION_NONE, N_("help")},            {ACTION_LEAVE, ACTION_NONE, N_("back")},
    {ACTION_NONE, ACTION_NONE, NULL},
};

#define OF_THE_PAGE                                                                                                       \
    .title = N_("Card"), .reloads = CHANGE_ALL, .size = sizeof(struct card_view), .init = card_init, .done = card_done,  \
    .load = card_load, .resize = card_resize, .draw = card_draw, .heading = card_heading, .foot = card_foot,             \
    .status = card_status, .extent = card_extent, .whose = card_whose

const struct view_ops view_card_ops = {
    OF_THE_PAGE,
    .where = IN_CARD,
    .hints = card_hints,
    .act = card_act,
    .has = card_has,
};

static const struct view_ops view_card_typing_ops = {
    OF_THE_PAGE,
    .where = IN_FORM,
    .hints = asking_hints,
    .act = card_typing_act,
    .type = card_type,
};
