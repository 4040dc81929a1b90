/* Cards for everybody who was not told a version of the rules: whom they go to, in what words and by what way, and all that
 * are ticked kept as drafts at once. */
#include "cards_view.h"
#include "choosing.h"

#include "paletti/app/blur.h"
#include "paletti/app/card.h"
#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/text.h"

enum { WIDTH_MAX = 110, TICK_W = 4, NAME_W = 22, MANNER_W = 18, TO_W = 30, WHICH_W = 16, GAP_W = 1 };

struct cards_view {
    struct choosing choosing;
    int64_t rule;      /* INSTANT_NONE: the version in force */
    bool begun, turns; /* a version that is still to come goes first */
    char *version;     /* in words */
    struct card_row {
        char *ref, *name, *manner, *way, *to, *knows;
        bool waits, older, ticked;
    } * v;
    size_t n, cap;
    struct texts left_out; /* kept over loading */
};

static void clear(struct cards_view *view)
{
    for (size_t i = 0; i < view->n; i++) {
        char *const owned[] = {view->v[i].ref, view->v[i].name, view->v[i].manner, view->v[i].way, view->v[i].to, view->v[i].knows};
        for (size_t k = 0; k < ARRAY_LEN(owned); k++)
            free(owned[k]);
    }
    view->n = 0;
}

static void cards_done(struct view *base)
{
    struct cards_view *view = (struct cards_view *)base;

    clear(view);
    free(view->v);
    free(view->version);
    texts_clear(&view->left_out);
    menu_done(&view->choosing.menu);
}

static size_t count_ticked(const struct cards_view *view)
{
    size_t n = 0;

    for (size_t i = 0; i < view->n; i++)
        n += view->v[i].ticked;
    return n;
}

/* --- rows --- */

static char *knows_of(const struct cards_view *view, const struct card_line *line)
{
    struct str knows = STR_INIT;

    if (!line->which) {
        str_add(&knows, _("not told yet"));
        return str_take(&knows);
    }
    str_printf(&knows, _("knows those of %s, told on "), line->which);
    words_day(view->choosing.base.scene->app, &knows, line->on);
    return str_take(&knows);
}

static int add(void *ctx, const struct card_line *line)
{
    struct cards_view *view = ctx;
    struct str manner = STR_INIT;

    words_manner(&manner, line->language, line->address);
    MEM_GROW(view->v, view->n, view->cap);
    view->v[view->n++] = (struct card_row){
        .ref = mem_string(line->ref),
        .name = text_safe_line(line->name),
        .manner = str_take(&manner),
        .way = mem_string(words_channel(line->channel)),
        .to = line->to ? text_safe_line(line->to) : NULL,
        .knows = knows_of(view, line),
        .waits = line->draft != NULL,
        .older = line->which != NULL,
        .ticked = !line->draft && !texts_have(&view->left_out, line->ref),
    };
    return 0;
}

/* What there is no room for is in the status line. */
static void add_row(struct cards_view *view, const struct card_row *row)
{
    struct app *app = view->choosing.base.scene->app;
    _cleanup_str_ struct str line = STR_INIT;
    int room = view->choosing.base.w - 2 - TICK_W - NAME_W - GAP_W - MANNER_W;

    str_add(&line, row->waits ? " -  " : row->ticked ? "[x] " : "[ ] ");
    text_pad(&line, app_blur_names(app, row->name), NAME_W, "~");
    str_add_char(&line, ' ');
    text_pad(&line, row->manner, MANNER_W, "~");
    if (room >= TO_W / 2) {
        str_add_char(&line, ' ');
        text_pad(&line, row->waits ? _("waits as a draft") : row->to ? app_blur_text(app, row->to) : _("no address"),
                 room - GAP_W < TO_W ? room - GAP_W : TO_W, "~");
    }
    if (room >= TO_W + 2 * GAP_W + WHICH_W)
        str_printf(&line, " %s", row->older ? _("older rules") : _("not told yet"));
    menu_item(&view->choosing.menu, row->waits ? STYLE_QUIET : STYLE_TEXT, TICK_W, str_text(&line));
}

static void list(struct cards_view *view)
{
    menu_clear(&view->choosing.menu);
    menu_text(&view->choosing.menu, STYLE_QUIET, 0, view->version);
    menu_text(&view->choosing.menu, STYLE_TEXT, 0, "");
    for (size_t i = 0; i < view->n; i++)
        add_row(view, &view->v[i]);
    if (view->n == 0)
        menu_text(&view->choosing.menu, STYLE_QUIET, 0, _("Everybody was told these rules."));
    choosing_resize(&view->choosing.base);
}

/* --- loading --- */

static int choose_version(struct cards_view *view, struct err *err)
{
    int64_t coming;

    if (card_coming(view->choosing.base.scene->app, &coming, err) < 0)
        return -1;
    if (!view->begun || view->turns)
        view->rule = !view->begun || view->rule == INSTANT_NONE ? coming : INSTANT_NONE;
    view->begun = true;
    view->turns = false;
    return 0;
}

static int say_version(struct cards_view *view, struct err *err)
{
    _cleanup_card_ struct card card = {.rule = INSTANT_NONE};
    struct str version = STR_INIT;

    if (card_write(view->choosing.base.scene->app, NULL, view->rule, &card, err) < 0)
        return -1;
    words_card_version(&card, &version);
    free(view->version);
    view->version = str_take(&version);
    return 0;
}

static void note_left_out(struct cards_view *view)
{
    texts_clear(&view->left_out);
    for (size_t i = 0; i < view->n; i++)
        if (!view->v[i].ticked && !view->v[i].waits)
            texts_add(&view->left_out, view->v[i].ref);
}

static int cards_load(struct view *base, struct effects *effects, struct err *err)
{
    struct cards_view *view = (struct cards_view *)base;

    note_left_out(view);
    clear(view);
    if (choose_version(view, err) < 0 || say_version(view, err) < 0) {
        effects_add(effects, EFFECT_CLOSE);
        return -1;
    }
    int r = view_untold(base->scene->app, view->rule, add, view, err);
    list(view);
    return r;
}

/* --- keeping them --- */

static void say_kept(size_t n, struct effects *effects)
{
    _cleanup_str_ struct str said = STR_INIT;

    if (n > 0)
        str_printf(&said, P_("%zu card waits as a draft: M shows it; nothing is sent. u takes it back.",
                             "%zu cards wait as drafts: M shows them; nothing is sent. u takes them back.", n), n);
    else
        str_add(&said, _("No card was made: one waits already, or they were told meanwhile."));
    effects_text(effects, EFFECT_SAY, str_text(&said));
}

static int cards_work(struct view *base, const struct request *progress, struct effects *effects, struct err *err)
{
    struct cards_view *view = (struct cards_view *)base;
    _cleanup_free_ const char **refs = mem_zero(view->n + 1, sizeof *refs);
    unsigned changes = 0;
    size_t n = 0, kept = 0;

    for (size_t i = 0; i < view->n; i++)
        if (view->v[i].ticked)
            refs[n++] = view->v[i].ref;
    if (cards_draft(base->scene->app, progress, refs, n, view->rule, &kept, &changes, err) < 0)
        return -1;
    effects_number(effects, EFFECT_CHANGED, changes);
    say_kept(kept, effects);
    base->stale = true;
    return 0;
}

/* --- keys --- */

static void tick(struct cards_view *view)
{
    struct card_row *row = &view->v[view->choosing.menu.selected];

    row->ticked = !row->ticked && !row->waits;
    menu_act(&view->choosing.menu, ACTION_DOWN);
    list(view);
}

/* All of them, or none when all are. */
static void tick_all(struct cards_view *view)
{
    bool on = false;

    for (size_t i = 0; i < view->n; i++)
        on |= !view->v[i].ticked && !view->v[i].waits;
    for (size_t i = 0; i < view->n; i++)
        view->v[i].ticked = on && !view->v[i].waits;
    list(view);
}

static void open_card(const struct cards_view *view, struct effects *effects)
{
    _cleanup_free_ char *argument = card_view_argument(view->v[view->choosing.menu.selected].ref, view->rule);

    effects_open(effects, &view_card_ops, argument);
}

static void keep(const struct cards_view *view, struct effects *effects)
{
    if (count_ticked(view) > 0)
        effects_add(effects, EFFECT_WORK);
    else
        effects_text(effects, EFFECT_COMPLAIN, _("Nobody is ticked: Space ticks a line, * all of them."));
}

static void cards_act(struct view *base, enum action action, struct effects *effects)
{
    struct cards_view *view = (struct cards_view *)base;

    if (menu_act(&view->choosing.menu, action))
        return;
    switch ((int)action) {
    case ACTION_OPEN:
        open_card(view, effects);
        break;
    case ACTION_TICK:
        tick(view);
        break;
    case ACTION_TICK_ALL:
        tick_all(view);
        break;
    case ACTION_KEEP_CARD:
        keep(view, effects);
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

static unsigned cards_has(const struct view *base)
{
    return ((const struct cards_view *)base)->n > 0 ? NEED_ROW : 0;
}

/* --- the place --- */

static void cards_resize(struct view *base)
{
    struct cards_view *view = (struct cards_view *)base;

    if (view->version)
        list(view);
}

static void cards_foot(const struct view *base, struct str *left, struct str *right)
{
    const struct cards_view *view = (const struct cards_view *)base;

    if (view->n > 0)
        str_printf(left, _("%zu of %zu ticked"), count_ticked(view), view->n);
    menu_position(&view->choosing.menu, right);
}

static void cards_status(const struct view *base, struct str *to)
{
    const struct cards_view *view = (const struct cards_view *)base;
    struct app *app = base->scene->app;

    if (view->n == 0)
        return;
    const struct card_row *row = &view->v[view->choosing.menu.selected];
    str_printf(to, "%s: ", app_blur_names(app, row->name));
    if (row->waits)
        str_add(to, _("a card waits as a draft"));
    else if (row->to)
        str_printf(to, _("by %s to %s"), row->way, app_blur_text(app, row->to));
    else
        str_printf(to, _("by %s; no address is known"), row->way);
    str_printf(to, "; %s.", row->knows);
}

static void cards_extent(const struct view *base _unused_, int room, int *ret_w, int *ret_h)
{
    *ret_w = room < WIDTH_MAX ? room : WIDTH_MAX;
    *ret_h = MENU_ALL;
}

static const struct hint cards_hints[] = {
    {ACTION_KEEP_CARD, ACTION_NONE, N_("keep as drafts")}, {ACTION_TICK, ACTION_NONE, N_("tick")},
    {ACTION_TICK_ALL, ACTION_NONE, N_("all, none")},       {ACTION_OPEN, ACTION_NONE, N_("the card")},
    {ACTION_CARD_VERSION, ACTION_NONE, N_("other version")}, {ACTION_HELP, ACTION_NONE, N_("help")},
    {ACTION_LEAVE, ACTION_NONE, N_("back")},               {ACTION_NONE, ACTION_NONE, NULL},
};

const struct view_ops view_cards_ops = {
    .title = N_("Cards for who was not told"),
    .where = IN_CARDS,
    .reloads = CHANGE_ALL,
    .size = sizeof(struct cards_view),
    .hints = cards_hints,
    .done = cards_done,
    .load = cards_load,
    .work = cards_work,
    .resize = cards_resize,
    .draw = choosing_draw,
    .act = cards_act,
    .has = cards_has,
    .foot = cards_foot,
    .status = cards_status,
    .extent = cards_extent,
    .items = choosing_items,
    .item_at = choosing_item_at,
    .select = choosing_select,
};
