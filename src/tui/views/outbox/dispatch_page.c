/* One dispatch, whole: how it stands and why, what is asked about it, and exactly what leaves, or left. */
#include "outbox.h"

#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

#include <string.h>

enum { LABEL_W = 12 };

struct dispatch_view {
    struct after after;
    struct out_row row;
};

static const struct after_page dispatch_page;

static void dispatch_init(struct view *base, const char *argument)
{
    after_init(base, argument, &dispatch_page);
}

static void forget(struct after *after)
{
    out_row_clear(&((struct dispatch_view *)after)->row);
}

static int take(void *ctx, const struct outbox_line *line)
{
    struct dispatch_view *view = ctx;

    out_row_take(view->after.base.scene->app, line, &view->row);
    return 0;
}

static int read(struct after *after, struct err *err)
{
    struct dispatch_view *view = (struct dispatch_view *)after;

    if (view_dispatch(after->base.scene->app, after->argument, take, view, err) < 0)
        return -1;
    after->client_id = view->row.client_id;
    return 0;
}

/* --- the page --- */

static void put_field(struct after *after, const char *label, const char *text)
{
    if (!text || !*text)
        return;
    sheet_line(&after->sheet);
    sheet_put(&after->sheet, AFTER_X, LABEL_W, STYLE_COLUMN, label);
    sheet_wrap(&after->sheet, AFTER_X + LABEL_W, AFTER_X + LABEL_W, STYLE_TEXT, text);
}

static void put_instant(struct after *after, const char *label, int64_t at)
{
    _cleanup_str_ struct str when = STR_INIT;

    if (at == INSTANT_NONE)
        return;
    words_instant(after->base.scene->app, &when, at);
    put_field(after, label, str_text(&when));
}

static void put_question(struct after *after, const struct out_row *row)
{
    _cleanup_free_ char *yes = after_key(after, ACTION_OUT_ARRIVED), *no = after_key(after, ACTION_OUT_LOST);
    _cleanup_free_ char *text =
        row->wait == OUTBOX_ASKS
            ? str_format(_("Did it arrive? %s it did; %s it did not: the draft is open again."), yes, no)
            : str_format(_("Once you have done it: %s. Not after all: %s."), yes, no);

    if (row->wait == OUTBOX_ASKS || row->wait == OUTBOX_HAND)
        after_text(after, STYLE_KEY, text);
}

/* A letter as people read it, of a refund what is asked of Stripe. */
static void put_text(struct after *after, const char *text)
{
    while (text && *text) {
        size_t n = strcspn(text, "\n"), line = n > 0 && text[n - 1] == '\r' ? n - 1 : n;
        _cleanup_free_ char *copy = mem_string_n(text, line);
        after_text(after, STYLE_QUIET, copy);
        text += n + (text[n] == '\n');
    }
}

static void fill(struct after *after)
{
    struct dispatch_view *view = (struct dispatch_view *)after;
    const struct out_row *row = &view->row;
    _cleanup_free_ char *head =
        str_format("%s%s%s%s", out_box(row), row->mode, *row->mode ? "  " : "", out_what(row));

    after_text(after, out_style(row), head);
    after_text(after, STYLE_TEXT, row->says);
    put_question(after, row);
    after_blank(after);
    put_field(after, _("To"), row->recipient);
    put_field(after, _("Way"), row->way);
    put_instant(after, _("Confirmed"), row->confirmed_at);
    put_instant(after, _("Since"), row->ended_at);
    put_field(after, _("They said"), row->reply);
    after_blank(after);
    put_text(after, row->text);
}

/* --- keys --- */

static void act(struct after *after, enum action action, struct effects *effects)
{
    struct dispatch_view *view = (struct dispatch_view *)after;

    if (action == ACTION_AFTER_OPEN)
        out_act(after, &view->row, ACTION_OUT_EDIT, effects);
    else if (action != ACTION_OUT_ALL)
        out_act(after, &view->row, action, effects);
}

static int perform(struct after *after, const char *typed _unused_, struct effects *effects,
                   unsigned *ret_changes, struct err *err)
{
    return out_perform(after, &((struct dispatch_view *)after)->row, effects, ret_changes, err);
}

static int work(struct after *after, const struct request *progress, struct effects *effects,
                unsigned *ret_changes, struct err *err)
{
    _cleanup_free_ char *only = mem_string(((struct dispatch_view *)after)->row.ref);

    return out_work(after, only, progress, effects, ret_changes, err);
}

static void dispatch_corner(const struct view *base, struct str *to)
{
    const struct out_row *row = &((const struct dispatch_view *)base)->row;

    str_add(to, row->mode ? row->mode : "");
}

static const struct hint dispatch_hints[] = {
    {ACTION_DOWN, ACTION_UP, N_("scroll")},
    {ACTION_OUT_RELEASE, ACTION_NONE, N_("release now")},
    {ACTION_BYE_TAKE_BACK, ACTION_NONE, N_("take back")},
    {ACTION_OUT_EDIT, ACTION_NONE, N_("edit")},
    {ACTION_OUT_LOOK, ACTION_NONE, N_("look again")},
    {ACTION_COPY, ACTION_NONE, N_("copy")},
    {ACTION_HELP, ACTION_NONE, N_("help")},
    {ACTION_LEAVE, ACTION_NONE, N_("back")},
    {ACTION_NONE, ACTION_NONE, NULL},
};

const struct view_ops view_dispatch_ops = {
    AFTER_OPS(struct dispatch_view, N_("Dispatch"), dispatch_init, after_done),
    .where = IN_OUTBOX,
    .hints = dispatch_hints,
    .act = after_act,
    .has = after_has,
    .work = after_work,
    .piecemeal = true,
    .corner = dispatch_corner,
};

static const struct after_page dispatch_page = {
    &view_dispatch_ops, NULL, read, fill, act, perform, forget, work};
