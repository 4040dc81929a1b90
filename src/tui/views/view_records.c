/* Records of one type, of a client or of all: Enter edits, a adds, Del removes. */
#include "confirm_view.h"
#include "form_view.h"
#include "listing.h"
#include "records_view.h"
#include "view.h"

#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

#include <string.h>

#define PART "\x1f"

enum { RECORDS_MAX = 1000, WIDTH_MAX = 110 };

struct record_row {
    char *ref, *text;
};

struct records_view {
    struct view base;
    char *type, *client; /* client NULL: of all */
    struct record_row *v;
    size_t n, cap;
    bool more;
    struct listing list;
};

char *records_view_argument(const char *type, const char *client)
{
    return str_format("%s" PART "%s", type, client ? client : "");
}

static void records_init(struct view *base, const char *argument)
{
    struct records_view *view = (struct records_view *)base;
    size_t n = strcspn(argument, PART);

    view->type = mem_string_n(argument, n);
    view->client = argument[n] && argument[n + 1] ? mem_string(argument + n + 1) : NULL;
}

static void clear(struct records_view *view)
{
    for (size_t i = 0; i < view->n; i++) {
        free(view->v[i].ref);
        free(view->v[i].text);
    }
    view->n = 0;
}

static void records_done(struct view *base)
{
    struct records_view *view = (struct records_view *)base;

    clear(view);
    free(view->v);
    free(view->type);
    free(view->client);
}

static int add(void *ctx, const struct record_line *line)
{
    struct records_view *view = ctx;

    MEM_GROW(view->v, view->n, view->cap);
    view->v[view->n++] = (struct record_row){mem_string(line->ref), mem_string(line->text)};
    return 0;
}

static int records_load(struct view *base, struct effects *effects _unused_, struct err *err)
{
    struct records_view *view = (struct records_view *)base;

    clear(view);
    int r = view_records(base->scene->app, view->type, view->client, RECORDS_MAX, add, view, err);
    view->more = r > 0;
    listing_resize(&view->list, (int64_t)view->n, view->list.height);
    return r < 0 ? r : 0;
}

static void records_resize(struct view *base)
{
    struct records_view *view = (struct records_view *)base;

    listing_resize(&view->list, (int64_t)view->n, base->height);
}

static const struct record_row *selected(const struct records_view *view)
{
    return view->n > 0 ? &view->v[view->list.selected] : NULL;
}

/* --- acts --- */

static void open_form(char *argument, struct effects *effects)
{
    effects_open(effects, &view_form_ops, argument);
    free(argument);
}

static void records_act(struct view *base, enum action action, struct effects *effects)
{
    struct records_view *view = (struct records_view *)base;
    const struct record_row *row = selected(view);
    struct list_move move;

    if (listing_movement(&view->list, action, &move)) {
        listing_move(&view->list, move);
        return;
    }
    switch ((int)action) {
    case ACTION_OPEN:
        open_form(form_view_record(view->type, row->ref), effects);
        break;
    case ACTION_RECORD_ADD:
        open_form(form_view_new_record(view->type, view->client), effects);
        break;
    case ACTION_RECORD_REMOVE:
        confirm_view_remove(view->type, row->ref, row->text, effects);
        break;
    case ACTION_BACK:
    case ACTION_LEAVE:
        effects_add(effects, EFFECT_CLOSE);
        break;
    }
}

static unsigned records_has(const struct view *base)
{
    return selected((const struct records_view *)base) ? NEED_ROW : 0;
}

/* --- painting --- */

static void records_draw(const struct view *base, struct canvas *canvas, struct area area, bool focus)
{
    const struct records_view *view = (const struct records_view *)base;
    struct area at = {area.x, area.y, area.w, 1};

    if (view->n == 0)
        canvas_put(canvas, at.x + 2, at.y, at.w - 2, STYLE_QUIET, _("none yet: a adds one"));
    if (view->n == 0 && focus)
        canvas_set_cursor(canvas, at.x, at.y);
    for (int64_t i = view->list.top; i < listing_end(&view->list); i++, at.y++) {
        canvas_put(canvas, at.x + 2, at.y, at.w - 2, STYLE_TEXT, view->v[i].text);
        if (i == view->list.selected)
            canvas_point(canvas, at, focus);
    }
}

static void records_heading(const struct view *base, struct str *to)
{
    const struct records_view *view = (const struct records_view *)base;

    str_printf(to, ": %s", words_type(view->type));
    if (view->client)
        str_printf(to, ", %s", view->client);
}

static void records_status(const struct view *base, struct str *to)
{
    const struct record_row *row = selected((const struct records_view *)base);

    if (row && row->ref)
        str_printf(to, "%s: %s", row->ref, row->text);
}

static void records_foot(const struct view *base, struct str *left, struct str *right)
{
    const struct records_view *view = (const struct records_view *)base;

    if (view->more)
        str_add(left, _("the first thousand"));
    listing_position(&view->list, right);
}

static void records_extent(const struct view *base, int room, int *ret_w, int *ret_h)
{
    const struct records_view *view = (const struct records_view *)base;

    *ret_w = room < WIDTH_MAX ? room : WIDTH_MAX;
    *ret_h = view->n > 0 ? (int)view->n : 1;
}

static int64_t records_items(const struct view *base, int64_t *ret_selected)
{
    return listing_items(&((const struct records_view *)base)->list, ret_selected);
}

static int64_t records_item_at(const struct view *base, int y)
{
    return listing_item_at(&((const struct records_view *)base)->list, y);
}

static void records_select(struct view *base, int64_t item, struct effects *effects _unused_)
{
    listing_select(&((struct records_view *)base)->list, item);
}

static const struct hint records_hints[] = {
    {ACTION_DOWN, ACTION_UP, N_("move")},         {ACTION_OPEN, ACTION_NONE, N_("edit")},
    {ACTION_RECORD_ADD, ACTION_NONE, N_("add")},  {ACTION_RECORD_REMOVE, ACTION_NONE, N_("remove")},
    {ACTION_HELP, ACTION_NONE, N_("help")},       {ACTION_LEAVE, ACTION_NONE, N_("back")},
    {ACTION_QUIT, ACTION_NONE, N_("quit")},       {ACTION_NONE, ACTION_NONE, NULL},
};

const struct view_ops view_records_ops = {
    .title = N_("Records"),
    .where = IN_RECORDS,
    .reloads = CHANGE_ALL,
    .size = sizeof(struct records_view),
    .hints = records_hints,
    .init = records_init,
    .done = records_done,
    .load = records_load,
    .resize = records_resize,
    .draw = records_draw,
    .act = records_act,
    .has = records_has,
    .status = records_status,
    .foot = records_foot,
    .heading = records_heading,
    .extent = records_extent,
    .items = records_items,
    .item_at = records_item_at,
    .select = records_select,
};
