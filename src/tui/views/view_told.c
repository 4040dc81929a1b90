/* Who was told which rules, and when: those first who do not know the ones in force. */
#include "asking.h"
#include "cards_view.h"
#include "choosing.h"
#include "versions_view.h"

#include "paletti/app/blur.h"
#include "paletti/app/rule_history.h"
#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/text.h"

#include <string.h>

enum { WIDTH_MAX = 100, NAME_W = 28 };

struct told_view {
    struct choosing choosing;
    int64_t rule; /* the version that is asked about, as told_view_argument */
    char *since;  /* its beginning, where it is still to come; or NULL */
    char *first;  /* the client on whom it begins, until it is loaded */
    struct told_row {
        char *ref, *name, *said, *which;
        bool current, marked;
    } * v;
    size_t n, cap, untold;
    struct texts marked; /* kept over loading */
    struct asking asking;
};

static const struct view_ops view_told_typing_ops;

static void clear(struct told_view *view)
{
    for (size_t i = 0; i < view->n; i++) {
        free(view->v[i].ref);
        free(view->v[i].name);
        free(view->v[i].said);
        free(view->v[i].which);
    }
    view->n = view->untold = 0;
}

#define PART "\n" /* between the parts of the argument */

char *told_view_argument(const char *client, int64_t rule, const char *since)
{
    return str_format("%lld" PART "%s" PART "%s", (long long)rule, since ? since : "", client ? client : "");
}

static void told_init(struct view *base, const char *argument)
{
    struct told_view *view = (struct told_view *)base;
    char *rest;

    view->rule = strtoll(argument, &rest, 10);
    const char *client = strstr(++rest, PART);
    view->since = client > rest ? mem_string_n(rest, (size_t)(client - rest)) : NULL;
    view->first = client[1] ? mem_string(client + 1) : NULL;
}

static void told_done(struct view *base)
{
    struct told_view *view = (struct told_view *)base;

    clear(view);
    free(view->v);
    free(view->first);
    free(view->since);
    texts_clear(&view->marked);
    menu_done(&view->choosing.menu);
    asking_done(&view->asking);
}

/* --- rows --- */

static char *said_of(const struct told_view *view, const struct told_line *line)
{
    struct app *app = view->choosing.base.scene->app;
    struct str said = STR_INIT;

    if (line->on == DAY_NONE) {
        str_add(&said, _("not told yet"));
        return str_take(&said);
    }
    words_day(app, &said, line->on);
    if (line->how)
        str_printf(&said, ", %s", line->how);
    if (!line->current)
        str_add(&said, line->newer ? _(": rules to come") : _(": older rules"));
    return str_take(&said);
}

static int add(void *ctx, const struct told_line *line)
{
    struct told_view *view = ctx;

    MEM_GROW(view->v, view->n, view->cap);
    view->v[view->n++] = (struct told_row){mem_string(line->ref), mem_string(line->name), said_of(view, line), mem_string(line->which),
                                           line->current, texts_have(&view->marked, line->ref)};
    view->untold += !line->current;
    return 0;
}

static void list(struct told_view *view)
{
    menu_clear(&view->choosing.menu);
    for (size_t i = 0; i < view->n; i++) {
        const struct told_row *row = &view->v[i];
        _cleanup_str_ struct str line = STR_INIT;
        str_printf(&line, "%s ", row->marked ? "*" : " ");
        _cleanup_free_ char *name = text_safe_line(app_blur_names(view->choosing.base.scene->app, row->name));
        text_pad(&line, name, NAME_W, "~");
        str_printf(&line, "  %s", row->said);
        menu_item(&view->choosing.menu, row->marked ? STYLE_KEY : row->current ? STYLE_QUIET : STYLE_TEXT, NAME_W + 4,
                  str_text(&line));
    }
    if (view->n == 0)
        menu_text(&view->choosing.menu, STYLE_QUIET, 0, _("There is nobody yet who could be told."));
    choosing_resize(&view->choosing.base);
}

static void select_first(struct told_view *view)
{
    for (size_t i = 0; view->first && i < view->n; i++)
        if (str_equal(view->v[i].ref, view->first))
            menu_select(&view->choosing.menu, (int)i);
    free(view->first);
    view->first = NULL;
}

/* --- telling --- */

static size_t count_marked(const struct told_view *view)
{
    size_t n = 0;

    for (size_t i = 0; i < view->n; i++)
        n += view->v[i].marked;
    return n;
}

static void say_told(const struct told_view *view, size_t n, unsigned changes, struct effects *effects)
{
    _cleanup_str_ struct str said = STR_INIT;

    str_printf(&said, P_("On disk: %zu client, %s", "On disk: %zu clients, %s", n), n, str_text(&view->asking.meaning));
    effects_number(effects, EFFECT_CHANGED, changes);
    effects_text(effects, EFFECT_SAY, str_text(&said));
}

/* Those that are marked, else the one that is selected. */
static void save(struct told_view *view, struct effects *effects)
{
    size_t n = 0, marked = count_marked(view);
    _cleanup_free_ const char **refs = mem_zero(view->n + 1, sizeof *refs);
    unsigned changes = 0;
    struct err err = {""};

    for (size_t i = 0; i < view->n; i++)
        if (marked > 0 ? view->v[i].marked : (int)i == view->choosing.menu.selected)
            refs[n++] = view->v[i].ref;
    if (tell_clients(view->choosing.base.scene->app, refs, n, view->rule, str_text(&view->asking.editor.text), &changes,
                     &err) < 0) {
        effects_text(effects, EFFECT_COMPLAIN, err.text);
        return;
    }
    for (size_t i = 0; i < view->n; i++)
        view->v[i].marked = false;
    asking_end(&view->asking, &view->choosing.base);
    say_told(view, n, changes, effects);
}

static void understand(struct told_view *view)
{
    struct asking *asking = &view->asking;
    struct err err = {""};

    str_clear(&asking->meaning);
    int r = tell_preview(view->choosing.base.scene->app, str_text(&asking->editor.text), &asking->meaning, &err);
    asking_understood(asking, r, &err);
}

static int told_load(struct view *base, struct effects *effects, struct err *err)
{
    struct told_view *view = (struct told_view *)base;

    if (view->asking.on)
        understand(view);
    if (view->asking.saves)
        save(view, effects);
    view->asking.saves = false;
    texts_clear(&view->marked);
    for (size_t i = 0; i < view->n; i++)
        if (view->v[i].marked)
            texts_add(&view->marked, view->v[i].ref);
    /* Whoever else changes the file may move the rows: the selection stays on whom it is about. */
    if (!view->first && view->n > 0)
        view->first = mem_string(view->v[view->choosing.menu.selected].ref);
    clear(view);
    int r = view_told(base->scene->app, view->rule, add, view, err);
    list(view);
    select_first(view);
    if (view->asking.on && view->n == 0) /* whom it was about is gone */
        asking_end(&view->asking, base);
    return r;
}

/* --- keys --- */

static void mark(struct told_view *view)
{
    struct told_row *row = &view->v[view->choosing.menu.selected];

    row->marked = !row->marked;
    menu_act(&view->choosing.menu, ACTION_DOWN);
    list(view);
}

static void mark_untold(struct told_view *view)
{
    for (size_t i = 0; i < view->n; i++)
        view->v[i].marked = !view->v[i].current;
    list(view);
}

static void open_card(const struct told_view *view, struct effects *effects)
{
    _cleanup_free_ char *argument = card_view_argument(view->v[view->choosing.menu.selected].ref, view->rule);

    effects_open(effects, &view_card_ops, argument);
}

static void told_act(struct view *base, enum action action, struct effects *effects)
{
    struct told_view *view = (struct told_view *)base;

    if (menu_act(&view->choosing.menu, action))
        return;
    switch ((int)action) {
    case ACTION_TELL_MARK:
        mark(view);
        break;
    case ACTION_TELL_MARK_REST:
        mark_untold(view);
        break;
    case ACTION_TELL:
        asking_begin(&view->asking, &view->choosing.base, &view_told_typing_ops, _("today"));
        break;
    case ACTION_SHOW_TOLD:
        open_card(view, effects);
        break;
    case ACTION_BACK:
    case ACTION_LEAVE:
        effects_add(effects, EFFECT_CLOSE);
        break;
    }
}

static void told_typing_act(struct view *base, enum action action, struct effects *effects _unused_)
{
    asking_act(&((struct told_view *)base)->asking, base, action);
}

static void told_type(struct view *base, const char *text, struct effects *effects _unused_)
{
    asking_type(&((struct told_view *)base)->asking, base, text);
}

static unsigned told_has(const struct view *base)
{
    const struct told_view *view = (const struct told_view *)base;

    return view->n > 0 ? NEED_ROW : 0;
}

/* --- the place --- */

static void told_draw(const struct view *base, struct canvas *canvas, struct area area, bool focus)
{
    const struct told_view *view = (const struct told_view *)base;
    size_t marked = count_marked(view);
    _cleanup_str_ struct str label = STR_INIT;

    menu_draw(&view->choosing.menu, canvas, area, focus && !view->asking.on);
    if (!view->asking.on)
        return;
    if (marked > 0)
        str_printf(&label, P_("Told, %zu client", "Told, %zu clients", marked), marked);
    else
        str_add(&label, app_blur_names(base->scene->app, view->v[view->choosing.menu.selected].name));
    asking_draw(&view->asking, canvas, area, str_text(&label));
}

static void told_heading(const struct view *base, struct str *to)
{
    const struct told_view *view = (const struct told_view *)base;

    if (view->since)
        str_printf(to, _(": those from %s on"), view->since);
}

static void told_foot(const struct view *base, struct str *left, struct str *right)
{
    const struct told_view *view = (const struct told_view *)base;
    size_t marked = count_marked(view), n = view->untold;

    if (marked > 0)
        str_printf(left, _("%zu marked"), marked);
    else if (n > 0 && view->since)
        str_printf(left, P_("%zu does not know the rules to come", "%zu do not know the rules to come", n), n);
    else if (n > 0)
        str_printf(left, P_("%zu does not know the rules in force", "%zu do not know the rules in force", n), n);
    menu_position(&view->choosing.menu, right);
}

static void told_status(const struct view *base, struct str *to)
{
    const struct told_view *view = (const struct told_view *)base;
    const struct told_row *row = view->n > 0 ? &view->v[view->choosing.menu.selected] : NULL;

    if (view->asking.on)
        str_add(to, _("When, and how: today e-mail, 10 nov phone. Enter writes it to the file."));
    else if (row && !row->current && row->which)
        str_printf(to,
                   view->since ? _("They know the rules from %s, not those to come. t: they were told these.")
                               : _("They know the rules from %s, not those in force. t: they were told these."),
                   row->which);
    else if (view->untold > 0)
        str_add(to, _("What is not told does not count. t: they were told; * marks all who were not."));
    else
        str_add(to, view->since ? _("Everybody knows the rules to come.") : _("Everybody knows the rules in force."));
}

static void told_extent(const struct view *base _unused_, int room, int *ret_w, int *ret_h)
{
    *ret_w = room < WIDTH_MAX ? room : WIDTH_MAX;
    *ret_h = MENU_ALL;
}

static const struct hint told_hints[] = {
    {ACTION_DOWN, ACTION_UP, N_("move")},
    {ACTION_SHOW_TOLD, ACTION_NONE, N_("the card")},
    {ACTION_TELL, ACTION_NONE, N_("they were told")},
    {ACTION_CARDS, ACTION_NONE, N_("everybody's cards")},
    {ACTION_TELL_MARK, ACTION_NONE, N_("mark")},
    {ACTION_TELL_MARK_REST, ACTION_NONE, N_("mark who was not")},
    {ACTION_HELP, ACTION_NONE, N_("help")},
    {ACTION_LEAVE, ACTION_NONE, N_("back")},
    {ACTION_NONE, ACTION_NONE, NULL},
};

#define OF_THE_LIST                                                                                                      \
    .title = N_("Who was told your rules"), .reloads = CHANGE_ALL, .size = sizeof(struct told_view), .init = told_init,  \
    .done = told_done, .load = told_load, .resize = choosing_resize, .draw = told_draw, .foot = told_foot,               \
    .heading = told_heading, .status = told_status, .extent = told_extent, .items = choosing_items,                      \
    .item_at = choosing_item_at, .select = choosing_select

const struct view_ops view_told_ops = {
    OF_THE_LIST,
    .where = IN_TOLD,
    .hints = told_hints,
    .act = told_act,
    .has = told_has,
};

static const struct view_ops view_told_typing_ops = {
    OF_THE_LIST,
    .where = IN_FORM,
    .hints = asking_hints,
    .act = told_typing_act,
    .type = told_type,
};
