/* The versions of the rules, newest first: from when, who was told, and what each changed. */
#include "choosing.h"
#include "rules_view.h"
#include "versions_view.h"

#include "paletti/app/rule_history.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

enum { HANG = 2, WIDTH_MAX = 100 };

struct versions_view {
    struct choosing choosing;
    struct version_ref {
        char *ref, *since;
        int64_t from;
        bool coming;
    } * v;
    size_t n, cap;
    int64_t clients;
};

static void clear(struct versions_view *view)
{
    for (size_t i = 0; i < view->n; i++) {
        free(view->v[i].ref);
        free(view->v[i].since);
    }
    view->n = 0;
    menu_clear(&view->choosing.menu);
}

static void versions_done(struct view *base)
{
    struct versions_view *view = (struct versions_view *)base;

    clear(view);
    free(view->v);
    menu_done(&view->choosing.menu);
}

/* --- loading --- */

static void add_change(void *ctx, const char *text)
{
    struct versions_view *view = ctx;
    _cleanup_free_ char *line = str_format("%*s%s", HANG, "", text);

    menu_more(&view->choosing.menu, STYLE_QUIET, HANG + 2, line);
}

static const char *validity_word(enum validity validity)
{
    static const char *const words[] = {
        [VALIDITY_PAST] = N_("over"), [VALIDITY_NOW] = N_("in force"), [VALIDITY_COMING] = N_("still to come")};

    return _(words[validity]);
}

static int add(void *ctx, const struct version_line *version)
{
    struct versions_view *view = ctx;
    struct str line = STR_INIT;

    MEM_GROW(view->v, view->n, view->cap);
    view->v[view->n++] = (struct version_ref){mem_string(version->ref), mem_string(version->since), version->from,
                                               version->validity == VALIDITY_COMING};
    str_printf(&line, _("from %s, %s; told %lld"), version->since, validity_word(version->validity), (long long)version->told);
    menu_item(&view->choosing.menu, version->validity == VALIDITY_NOW ? STYLE_GOOD : STYLE_TEXT, HANG, str_text(&line));
    str_done(&line);
    version_words(view->choosing.base.scene->app, version, add_change, view);
    menu_text(&view->choosing.menu, STYLE_TEXT, 0, "");
    return 0;
}

static int versions_load(struct view *base, struct effects *effects _unused_, struct err *err)
{
    struct versions_view *view = (struct versions_view *)base;

    clear(view);
    int r = view_versions(base->scene->app, add, view, &view->clients, err);
    if (r == 0 && view->n == 0)
        menu_text(&view->choosing.menu, STYLE_QUIET, 0,
                  _("None yet: the built-in rules hold until you write your own."));
    choosing_resize(base);
    return r;
}

/* --- keys --- */

/* Who was told a version that is still to come, else the one in force: an older one is told no more. */
static void open_told(const struct versions_view *view, struct effects *effects)
{
    const struct version_ref *version = &view->v[view->choosing.menu.selected];
    _cleanup_free_ char *argument =
        told_view_argument(NULL, version->coming ? version->from : INSTANT_NONE, version->coming ? version->since : NULL);

    effects_open(effects, &view_told_ops, argument);
}

static void open_version(const struct versions_view *view, struct effects *effects)
{
    const struct version_ref *version = &view->v[view->choosing.menu.selected];
    _cleanup_free_ char *page = rules_view_version(version->ref, 0, NULL);

    if (version->coming)
        effects_open(effects, &view_rules_ops, page);
    else
        open_told(view, effects);
}

static void versions_act(struct view *base, enum action action, struct effects *effects)
{
    struct versions_view *view = (struct versions_view *)base;

    if (menu_act(&view->choosing.menu, action))
        return;
    switch ((int)action) {
    case ACTION_SHOW_TOLD:
        open_version(view, effects);
        break;
    case ACTION_TELL:
        open_told(view, effects);
        break;
    case ACTION_BACK:
    case ACTION_LEAVE:
        effects_add(effects, EFFECT_CLOSE);
        break;
    }
}

static unsigned versions_has(const struct view *base)
{
    return ((const struct versions_view *)base)->n > 0 ? NEED_ROW : 0;
}

/* --- the place --- */

static void versions_heading(const struct view *base, struct str *to)
{
    const struct versions_view *view = (const struct versions_view *)base;

    str_printf(to, " %zu", view->n);
}

static void versions_foot(const struct view *base, struct str *left, struct str *right)
{
    const struct versions_view *view = (const struct versions_view *)base;

    if (view->n > 0)
        str_printf(left, P_("%lld client", "%lld clients", view->clients), (long long)view->clients);
    menu_position(&view->choosing.menu, right);
}

static void versions_status(const struct view *base, struct str *to)
{
    const struct versions_view *view = (const struct versions_view *)base;

    if (view->n == 0)
        return;
    if (view->v[view->choosing.menu.selected].coming)
        str_add(to, _("It is still to come: Enter changes it, t: who was told of it."));
    else
        str_add(to, _("What it changed against the one before. Enter shows who was told which rules."));
}

static void versions_extent(const struct view *base _unused_, int room, int *ret_w, int *ret_h)
{
    *ret_w = room < WIDTH_MAX ? room : WIDTH_MAX;
    *ret_h = MENU_ALL;
}

static const struct hint versions_hints[] = {
    {ACTION_DOWN, ACTION_UP, N_("move")},      {ACTION_SHOW_TOLD, ACTION_NONE, N_("open")},
    {ACTION_TELL, ACTION_NONE, N_("who was told")}, {ACTION_HELP, ACTION_NONE, N_("help")},
    {ACTION_LEAVE, ACTION_NONE, N_("back")},   {ACTION_NONE, ACTION_NONE, NULL},
};

const struct view_ops view_versions_ops = {
    .title = N_("Versions of your rules"),
    .where = IN_TOLD,
    .reloads = CHANGE_ALL,
    .size = sizeof(struct versions_view),
    .hints = versions_hints,
    .done = versions_done,
    .load = versions_load,
    .resize = choosing_resize,
    .draw = choosing_draw,
    .act = versions_act,
    .has = versions_has,
    .heading = versions_heading,
    .foot = versions_foot,
    .status = versions_status,
    .extent = versions_extent,
    .items = choosing_items,
    .item_at = choosing_item_at,
    .select = choosing_select,
};
