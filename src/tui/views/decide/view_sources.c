/* The records behind a line of the facts, by time; one opens the entry, and comes back to the line. */
#include "choosing.h"
#include "confirm_view.h"
#include "form_view.h"
#include "line_view.h"
#include "sources_view.h"
#include "stamp.h"

#include "paletti/app/blur.h"
#include "paletti/app/facts.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/text.h"

#include <stdio.h>
#include <string.h>

enum { WIDTH_MAX = 96 };

struct behind {
    char *type, *ref, *text;
};

struct sources_view {
    struct choosing choosing;
    int64_t client;
    enum fact fact;
    struct behind *v;
    size_t n, cap;
    char *label; /* of the line */
    char *ref, *name; /* of the client */
};

char *sources_view_argument(int64_t client_id, enum fact fact)
{
    return str_format("%lld %d", (long long)client_id, (int)fact);
}

static void sources_init(struct view *base, const char *argument)
{
    struct sources_view *view = (struct sources_view *)base;
    char *rest;

    view->client = strtoll(argument, &rest, 10);
    view->fact = (enum fact)strtol(rest, NULL, 10);
}

static void clear(struct sources_view *view)
{
    for (size_t i = 0; i < view->n; i++) {
        free(view->v[i].type);
        free(view->v[i].ref);
        free(view->v[i].text);
    }
    view->n = 0;
    free(MEM_TAKE(view->label));
    free(MEM_TAKE(view->ref));
    free(MEM_TAKE(view->name));
    menu_clear(&view->choosing.menu);
}

static void sources_done(struct view *base)
{
    struct sources_view *view = (struct sources_view *)base;

    clear(view);
    free(view->v);
    menu_done(&view->choosing.menu);
}

/* --- loading --- */

struct reading {
    struct sources_view *view;
    unsigned sources;
};

static int take_row(void *ctx, const struct facts_row *row)
{
    struct reading *reading = ctx;

    if (row->fact != reading->view->fact)
        return 0;
    reading->sources |= row->sources;
    if (row->main && !reading->view->label)
        reading->view->label = mem_string(row->label);
    return 0;
}

static int take_source(void *ctx, const struct facts_source *source)
{
    struct sources_view *view = ((struct reading *)ctx)->view;
    _cleanup_str_ struct str line = STR_INIT, when = STR_INIT;

    (source->entry ? stamp_when : stamp_day)(view->choosing.base.scene, &when, source->at, false);
    text_pad(&line, str_text(&when), 14, "");
    str_printf(&line, "%s%s", app_blur_text(view->choosing.base.scene->app, source->text),
               source->settling ? _("  (first days: not in the suggestion)") : "");
    menu_item(&view->choosing.menu, source->settling ? STYLE_QUIET : STYLE_TEXT, 14, str_text(&line));
    MEM_GROW(view->v, view->n, view->cap);
    view->v[view->n++] = (struct behind){mem_string(source->type), mem_string(source->ref), mem_string(source->text)};
    return 0;
}

static int read_sources(struct sources_view *view, struct facts *facts, struct err *err)
{
    struct reading reading = {view, 0};

    view->ref = mem_string(facts_of(facts)->ref);
    view->name = mem_string(facts_of(facts)->name);
    facts_rows(facts, take_row, &reading);
    if (reading.sources && facts_sources(facts, reading.sources, take_source, &reading, err) < 0)
        return -1;
    if (view->n == 0)
        menu_text(&view->choosing.menu, STYLE_QUIET, 0, _("No entry of these months stands behind this line."));
    return 0;
}

/* A client who is gone has none. */
static int sources_load(struct view *base, struct effects *effects, struct err *err)
{
    struct sources_view *view = (struct sources_view *)base;
    _cleanup_(facts_free_p) struct facts *facts = NULL;
    int r = facts_new(base->scene->app, view->client, &facts, err);

    clear(view);
    if (r == 0)
        r = read_sources(view, facts, err);
    if (r != 0)
        effects_add(effects, EFFECT_CLOSE);
    choosing_resize(base);
    return r < 0 ? -1 : 0;
}

/* --- keys --- */

static void open_source(const struct sources_view *view, struct effects *effects)
{
    const struct behind *source = &view->v[view->choosing.menu.selected];
    _cleanup_free_ char *form = NULL;

    if (str_equal(source->type, "interaction")) {
        effects_open(effects, &view_entry_ops, source->ref);
        return;
    }
    form = form_view_record(source->type, source->ref);
    effects_open(effects, &view_form_ops, form);
}

static void add_entry(const struct sources_view *view, struct effects *effects)
{
    _cleanup_free_ char *argument = line_view_argument(view->ref, view->name, LINE_ANYTHING);

    effects_open(effects, &view_line_ops, argument);
}

static void ask_remove(const struct sources_view *view, struct effects *effects)
{
    const struct behind *source = &view->v[view->choosing.menu.selected];

    confirm_view_remove(source->type, source->ref, app_blur_text(view->choosing.base.scene->app, source->text), effects);
}

static void sources_act(struct view *base, enum action action, struct effects *effects)
{
    struct sources_view *view = (struct sources_view *)base;

    if (menu_act(&view->choosing.menu, action))
        return;
    switch ((int)action) {
    case ACTION_OPEN:
        open_source(view, effects);
        break;
    case ACTION_RECORD_ADD:
        add_entry(view, effects);
        break;
    case ACTION_RECORD_REMOVE:
        ask_remove(view, effects);
        break;
    case ACTION_BACK:
    case ACTION_LEAVE:
        effects_add(effects, EFFECT_CLOSE);
        break;
    }
}

static unsigned sources_has(const struct view *base)
{
    return ((const struct sources_view *)base)->n > 0 ? NEED_ROW : 0;
}

/* --- its place --- */

static void sources_heading(const struct view *base, struct str *to)
{
    const struct sources_view *view = (const struct sources_view *)base;

    if (view->label)
        str_printf(to, ": %s", view->label);
}

static void sources_foot(const struct view *base, struct str *left _unused_, struct str *right)
{
    const struct sources_view *view = (const struct sources_view *)base;

    if (view->n > 0)
        str_printf(right, "%d/%zu", view->choosing.menu.selected + 1, view->n);
}

static void sources_extent(const struct view *base _unused_, int room, int *ret_w, int *ret_h)
{
    *ret_w = room < WIDTH_MAX ? room : WIDTH_MAX;
    *ret_h = MENU_ALL;
}

static const struct hint sources_hints[] = {
    {ACTION_DOWN, ACTION_UP, N_("move")},
    {ACTION_OPEN, ACTION_NONE, N_("open")},
    {ACTION_RECORD_ADD, ACTION_NONE, N_("add")},
    {ACTION_RECORD_REMOVE, ACTION_NONE, N_("remove")},
    {ACTION_HELP, ACTION_NONE, N_("help")},
    {ACTION_BACK, ACTION_NONE, N_("back to the line")},
    {ACTION_NONE, ACTION_NONE, NULL},
};

const struct view_ops view_sources_ops = {
    .title = N_("What stands behind"),
    .where = IN_RECORDS,
    .reloads = CHANGE_ALL & ~CHANGE_SETTINGS,
    .size = sizeof(struct sources_view),
    .hints = sources_hints,
    .init = sources_init,
    .done = sources_done,
    .load = sources_load,
    .resize = choosing_resize,
    .draw = choosing_draw,
    .act = sources_act,
    .has = sources_has,
    .heading = sources_heading,
    .foot = sources_foot,
    .extent = sources_extent,
    .items = choosing_items,
    .item_at = choosing_item_at,
    .select = choosing_select,
};
