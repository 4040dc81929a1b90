/* All that leaves the machine: what is asked about, what goes when and why then, what waits for what. */
#include "outbox.h"
#include "stamp.h"

#include "paletti/app/refunds.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

enum { OVER_MAX = 200 };

struct outbox_view {
    struct after after;
    struct out_row *v;
    size_t n, cap;
    bool all;
};

static const struct after_page outbox_page;

static void outbox_init(struct view *base, const char *argument)
{
    after_init(base, argument, &outbox_page);
}

static void forget(struct after *after)
{
    struct outbox_view *view = (struct outbox_view *)after;

    for (size_t i = 0; i < view->n; i++)
        out_row_clear(&view->v[i]);
    view->n = 0;
}

static void outbox_done(struct view *base)
{
    struct outbox_view *view = (struct outbox_view *)base;

    after_done(base);
    forget(&view->after);
    free(view->v);
}

static int add(void *ctx, const struct outbox_line *line)
{
    struct outbox_view *view = ctx;

    MEM_GROW(view->v, view->n, view->cap);
    out_row_take(view->after.base.scene->app, line, &view->v[view->n++]);
    return 0;
}

static int read(struct after *after, struct err *err)
{
    struct outbox_view *view = (struct outbox_view *)after;
    struct outbox_wish wish = {.all = view->all, .limit = view->all ? OVER_MAX : 0};

    return view_outbox(after->base.scene->app, &wish, add, view, err) < 0 ? -1 : 0;
}

/* --- the page --- */

/* When it goes, or what became of it when. */
static char *when_of(const struct after *after, const struct out_row *row)
{
    _cleanup_str_ struct str when = STR_INIT;
    int64_t at = row->ended_at != INSTANT_NONE ? row->ended_at : row->goes_at;

    if (at != INSTANT_NONE && row->wait != OUTBOX_HAND)
        stamp_due(after->base.scene, &when, at, false);
    return str_take(&when);
}

static void put_row(struct outbox_view *view, size_t i)
{
    struct after *after = &view->after;
    const struct out_row *row = &view->v[i];
    _cleanup_free_ char *when = when_of(after, row);
    _cleanup_free_ char *head =
        str_format("%s%s%s%s: %s", out_box(row), row->mode, *row->mode ? "  " : "", row->name, out_what(row));
    int w = sheet_width(when), end = after->base.w - w - 1;

    sheet_item(&after->sheet, (int)i + 1);
    sheet_put(&after->sheet, AFTER_DEEP, end - AFTER_DEEP - 1, out_style(row), head);
    sheet_put_right(&after->sheet, end, w, STYLE_QUIET, when);
    if (!*row->says)
        return;
    sheet_more(&after->sheet);
    sheet_wrap(&after->sheet, AFTER_DEEP + 4, AFTER_DEEP + 4, STYLE_QUIET, row->says);
}

static void fill(struct after *after)
{
    struct outbox_view *view = (struct outbox_view *)after;

    for (size_t i = 0; i < view->n; i++)
        put_row(view, i);
    if (view->n == 0)
        after_text(after, STYLE_QUIET,
                   view->all ? _("Nothing has left this machine from here yet.")
                             : _("Nothing waits to leave this machine. What does was a draft before, and was "
                                 "confirmed. Through which "
                                 "server it leaves is written into paletti.conf, which has a manual page of "
                                 "that name; \":courier "
                                 "check\" says whether it would."));
}

/* --- keys --- */

static const struct out_row *row_of(const struct outbox_view *view, int tag)
{
    return tag >= 1 && (size_t)tag <= view->n ? &view->v[tag - 1] : NULL;
}

static void act(struct after *after, enum action action, struct effects *effects)
{
    struct outbox_view *view = (struct outbox_view *)after;
    const struct out_row *row = row_of(view, after->sheet.tag);

    if (action == ACTION_OUT_ALL) {
        view->all = !view->all;
        after->base.stale = true;
    } else if (action == ACTION_AFTER_OPEN && row) {
        after_open(&view_dispatch_ops, row->ref, effects);
    } else if (action != ACTION_AFTER_OPEN) {
        out_act(after, row, action, effects);
    }
}

static int perform(struct after *after, const char *typed _unused_, struct effects *effects,
                   unsigned *ret_changes, struct err *err)
{
    return out_perform(after, row_of((struct outbox_view *)after, after->tag), effects, ret_changes, err);
}

/* A release is of all; looking again, of the one. */
static int work(struct after *after, const struct request *progress, struct effects *effects,
                unsigned *ret_changes, struct err *err)
{
    const struct out_row *row = row_of((struct outbox_view *)after, after->tag);
    _cleanup_free_ char *only = after->does == ACTION_OUT_LOOK && row ? mem_string(row->ref) : NULL;

    return out_work(after, only, progress, effects, ret_changes, err);
}

/* --- the place --- */

static int64_t outbox_whose(const struct view *base, const char **ret_name)
{
    const struct outbox_view *view = (const struct outbox_view *)base;
    const struct out_row *row = row_of(view, view->after.sheet.tag);

    *ret_name = row ? row->name : NULL;
    return row ? row->client_id : 0;
}

static unsigned outbox_has(const struct view *base)
{
    return ((const struct outbox_view *)base)->n > 0 ? NEED_ROW : 0;
}

/* LIVE where any of the money is. */
static void outbox_corner(const struct view *base, struct str *to)
{
    const struct outbox_view *view = (const struct outbox_view *)base;
    int8_t live = -1;

    for (size_t i = 0; i < view->n; i++)
        if (*view->v[i].mode)
            live = (int8_t)(live == 1 || view->v[i].live);
    str_add(to, refunds_mode(live));
}

static void outbox_status(const struct view *base, struct str *to)
{
    const struct outbox_view *view = (const struct outbox_view *)base;
    const struct out_row *row = row_of(view, view->after.sheet.tag);

    if (row)
        str_printf(to, "%s: %s", row->name, row->says);
}

static const struct hint outbox_hints[] = {
    {ACTION_AFTER_OPEN, ACTION_NONE, N_("open")},
    {ACTION_OUT_RELEASE, ACTION_NONE, N_("release now")},
    {ACTION_BYE_TAKE_BACK, ACTION_NONE, N_("take back")},
    {ACTION_OUT_EDIT, ACTION_NONE, N_("edit")},
    {ACTION_OUT_LOOK, ACTION_NONE, N_("look again")},
    {ACTION_OUT_ARRIVED, ACTION_OUT_LOST, N_("it arrived, it did not")},
    {ACTION_OUT_ALL, ACTION_NONE, N_("all")},
    {ACTION_HELP, ACTION_NONE, N_("help")},
    {ACTION_LEAVE, ACTION_NONE, N_("back")},
    {ACTION_NONE, ACTION_NONE, NULL},
};

const struct view_ops view_outbox_ops = {
    .title = N_("Outbox"),
    .reloads = CHANGE_ALL & ~CHANGE_SETTINGS,
    .size = sizeof(struct outbox_view),
    .whole = true,
    .where = IN_OUTBOX,
    .hints = outbox_hints,
    .init = outbox_init,
    .done = outbox_done,
    .load = after_load,
    .work = after_work,
    .piecemeal = true,
    .resize = after_resize,
    .draw = after_draw,
    .act = after_act,
    .has = outbox_has,
    .whose = outbox_whose,
    .corner = outbox_corner,
    .status = outbox_status,
    .foot = after_foot,
    .extent = after_extent,
    .items = after_items,
    .item_at = after_item_at,
    .select = after_select,
};

static const struct after_page outbox_page = {&view_outbox_ops, NULL, read, fill, act, perform, forget, work};
