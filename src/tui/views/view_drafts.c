/* All letters that wait to be sent by the person, newest first. */
#include "letters_view.h"
#include "listing.h"
#include "stamp.h"

#include "paletti/app/blur.h"
#include "paletti/app/drafts.h"
#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/text.h"

struct drafts_row {
    int64_t client_id;
    char *ref, *when, *name, *what;
};

struct drafts_view {
    struct view base;
    struct drafts_row *v;
    size_t n, cap;
    struct listing list;
    int when_w, name_w;
};

static void clear(struct drafts_view *view)
{
    for (size_t i = 0; i < view->n; i++) {
        struct drafts_row *row = &view->v[i];
        char *const owned[] = {row->ref, row->when, row->name, row->what};
        for (size_t k = 0; k < ARRAY_LEN(owned); k++)
            free(owned[k]);
    }
    view->n = 0;
}

static void drafts_done(struct view *base)
{
    struct drafts_view *view = (struct drafts_view *)base;

    clear(view);
    free(view->v);
}

static int add(void *ctx, const struct draft_line *line)
{
    struct drafts_view *view = ctx;
    const struct scene *scene = view->base.scene;
    _cleanup_str_ struct str when = STR_INIT;
    const char *what = line->subject && *line->subject ? line->subject : line->text;

    stamp_day(scene, &when, line->made, true);
    MEM_GROW(view->v, view->n, view->cap);
    view->v[view->n++] = (struct drafts_row){
        .client_id = line->client_id,
        .ref = mem_string(line->ref),
        .when = str_take(&when),
        .name = text_safe_line(app_blur_client(scene->app, line->client_id, line->name)),
        .what = text_safe_line(app_blur_text(scene->app, what)),
    };
    return 0;
}

static void measure(struct drafts_view *view)
{
    enum { NAME_MAX_W = 26 };

    view->when_w = view->name_w = 0;
    for (size_t i = 0; i < view->n; i++) {
        int when = text_width(view->v[i].when), name = text_width(view->v[i].name);
        view->when_w = when > view->when_w ? when : view->when_w;
        view->name_w = name > view->name_w ? name : view->name_w;
    }
    view->name_w = view->name_w < NAME_MAX_W ? view->name_w : NAME_MAX_W;
}

static int drafts_load(struct view *base, struct effects *effects _unused_, struct err *err)
{
    struct drafts_view *view = (struct drafts_view *)base;

    clear(view);
    int r = view_drafts(base->scene->app, NULL, false, add, view, err);
    measure(view);
    listing_resize(&view->list, (int64_t)view->n, view->list.height);
    return r;
}

static void drafts_resize(struct view *base)
{
    struct drafts_view *view = (struct drafts_view *)base;

    listing_resize(&view->list, (int64_t)view->n, base->height);
}

static const struct drafts_row *selected(const struct drafts_view *view)
{
    return view->n > 0 ? &view->v[view->list.selected] : NULL;
}

static void drafts_act(struct view *base, enum action action, struct effects *effects)
{
    struct drafts_view *view = (struct drafts_view *)base;
    const struct drafts_row *row = selected(view);
    struct list_move move;

    if (listing_movement(&view->list, action, &move))
        listing_move(&view->list, move);
    else if (action == ACTION_BACK || action == ACTION_LEAVE)
        effects_add(effects, EFFECT_CLOSE);
    else if (row && (action == ACTION_OPEN || action == ACTION_EDIT_TEXT || action == ACTION_COPY))
        effects_open(effects, &view_draft_ops, row->ref);
    else if (row)
        draft_act_on(row->ref, action, effects);
}

static unsigned drafts_has(const struct view *base)
{
    return selected((const struct drafts_view *)base) ? NEED_ROW : 0;
}

static int64_t drafts_whose(const struct view *base, const char **ret_name)
{
    const struct drafts_row *row = selected((const struct drafts_view *)base);

    *ret_name = row ? row->name : NULL;
    return row ? row->client_id : 0;
}

/* --- painting --- */

enum { MARK_W = 2, GAP_W = 2 };

static void draw_row(const struct drafts_view *view, const struct drafts_row *row, struct canvas *canvas, struct area at)
{
    int x = at.x + MARK_W;

    canvas_put(canvas, x, at.y, view->when_w, STYLE_QUIET, row->when);
    x += view->when_w + GAP_W;
    canvas_put(canvas, x, at.y, view->name_w, STYLE_TEXT, row->name);
    x += view->name_w + GAP_W;
    if (at.x + at.w > x)
        canvas_put(canvas, x, at.y, at.x + at.w - x, STYLE_TEXT, row->what);
}

static void drafts_draw(const struct view *base, struct canvas *canvas, struct area area, bool focus)
{
    const struct drafts_view *view = (const struct drafts_view *)base;
    struct area at = {area.x, area.y, area.w, 1};

    if (view->n == 0)
        canvas_put(canvas, at.x + MARK_W, at.y, at.w - MARK_W, STYLE_QUIET, _("No letter waits to be sent."));
    if (view->n == 0 && focus)
        canvas_set_cursor(canvas, at.x, at.y);
    for (int64_t i = view->list.top; i < listing_end(&view->list); i++, at.y++) {
        draw_row(view, &view->v[i], canvas, at);
        if (i == view->list.selected)
            canvas_point(canvas, at, focus);
    }
}

static void drafts_status(const struct view *base, struct str *to)
{
    const struct drafts_row *row = selected((const struct drafts_view *)base);

    if (row)
        str_printf(to, "%s  %s: %s", row->when, row->name, row->what);
}

static void drafts_foot(const struct view *base, struct str *left _unused_, struct str *right)
{
    listing_position(&((const struct drafts_view *)base)->list, right);
}

static void drafts_extent(const struct view *base, int room, int *ret_w, int *ret_h)
{
    enum { WIDTH_MAX = 110 };
    const struct drafts_view *view = (const struct drafts_view *)base;

    *ret_w = room < WIDTH_MAX ? room : WIDTH_MAX;
    *ret_h = view->n > 0 ? (int)view->n : 1;
}

static int64_t drafts_items(const struct view *base, int64_t *ret_selected)
{
    return listing_items(&((const struct drafts_view *)base)->list, ret_selected);
}

static int64_t drafts_item_at(const struct view *base, int y)
{
    return listing_item_at(&((const struct drafts_view *)base)->list, y);
}

static void drafts_select(struct view *base, int64_t item, struct effects *effects _unused_)
{
    listing_select(&((struct drafts_view *)base)->list, item);
}

static const struct hint drafts_hints[] = {
    {ACTION_DOWN, ACTION_UP, N_("move")},           {ACTION_OPEN, ACTION_NONE, N_("open")},
    {ACTION_BYE_CONFIRM, ACTION_NONE, N_("confirm")},
    {ACTION_TO_FILE, ACTION_NONE, N_("to a file")}, {ACTION_SENT, ACTION_NONE, N_("sent by me")},
    {ACTION_RECORD_REMOVE, ACTION_NONE, N_("remove")}, {ACTION_HELP, ACTION_NONE, N_("help")},
    {ACTION_LEAVE, ACTION_NONE, N_("back")},        {ACTION_NONE, ACTION_NONE, NULL},
};

const struct view_ops view_drafts_ops = {
    .title = N_("Letters that wait"),
    .where = IN_DRAFTS,
    .reloads = CHANGE_CLIENTS,
    .size = sizeof(struct drafts_view),
    .hints = drafts_hints,
    .done = drafts_done,
    .load = drafts_load,
    .resize = drafts_resize,
    .draw = drafts_draw,
    .act = drafts_act,
    .has = drafts_has,
    .whose = drafts_whose,
    .status = drafts_status,
    .foot = drafts_foot,
    .extent = drafts_extent,
    .items = drafts_items,
    .item_at = drafts_item_at,
    .select = drafts_select,
};
