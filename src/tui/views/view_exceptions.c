/* A client's exceptions: those in force and to come, and below them those that are over. One more is typed on a line, or made on
 * the page of the rules. */
#include "asking.h"
#include "choosing.h"
#include "confirm_view.h"
#include "rules_view.h"
#include "versions_view.h"

#include "paletti/app/blur.h"
#include "paletti/app/exceptions.h"
#include "paletti/app/typing.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

#include <string.h>

#define PART '\x1f'

enum { WIDTH_MAX = 100, HANG = 2 };

struct exceptions_view {
    struct choosing choosing;
    char *client, *name;
    int64_t id;
    struct exception_row {
        char *ref, *says;
    } * v;
    size_t n, cap;
    bool over; /* those that are over have begun */
    struct asking asking;
};

static const struct view_ops view_exceptions_typing_ops;

char *exceptions_view_argument(const char *client, int64_t id, const char *name)
{
    return str_format("%s%c%lld%c%s", client, PART, (long long)id, PART, name);
}

static void exceptions_init(struct view *base, const char *argument)
{
    struct exceptions_view *view = (struct exceptions_view *)base;
    size_t n = strcspn(argument, (char[]){PART, '\0'});
    char *rest;

    view->client = mem_string_n(argument, n);
    view->id = strtoll(argument + n + 1, &rest, 10);
    view->name = mem_string(rest + 1);
}

static void clear(struct exceptions_view *view)
{
    for (size_t i = 0; i < view->n; i++) {
        free(view->v[i].ref);
        free(view->v[i].says);
    }
    view->n = 0;
    menu_clear(&view->choosing.menu);
}

static void exceptions_done(struct view *base)
{
    struct exceptions_view *view = (struct exceptions_view *)base;

    clear(view);
    free(view->v);
    free(view->client);
    free(view->name);
    menu_done(&view->choosing.menu);
    asking_done(&view->asking);
}

/* --- loading --- */

static int add(void *ctx, const struct exception_line *line)
{
    struct exceptions_view *view = ctx;
    bool over = line->validity == VALIDITY_PAST;
    const char *reason = app_blur_text(view->choosing.base.scene->app, line->reason);
    _cleanup_free_ char *when = str_format("%*s%s: %s", HANG, "", line->when, reason);

    if (over && !view->over)
        menu_text(&view->choosing.menu, STYLE_COLUMN, 0, _("Over"));
    view->over |= over;
    MEM_GROW(view->v, view->n, view->cap);
    view->v[view->n++] = (struct exception_row){mem_string(line->ref), mem_string(line->says)};
    menu_item(&view->choosing.menu, over ? STYLE_QUIET : STYLE_TEXT, HANG, line->says);
    menu_more(&view->choosing.menu, STYLE_QUIET, HANG, when);
    return 0;
}

static void save(struct exceptions_view *view, struct effects *effects)
{
    unsigned changes = 0;
    struct err err = {""};
    struct app *app = view->choosing.base.scene->app;

    if (exception_add(app, view->client, str_text(&view->asking.editor.text), &changes, &err) < 0) {
        effects_text(effects, EFFECT_COMPLAIN, err.text);
        return;
    }
    _cleanup_str_ struct str said = STR_INIT;
    str_printf(&said, _("On disk: %s"), str_text(&view->asking.meaning));
    asking_end(&view->asking, &view->choosing.base);
    effects_number(effects, EFFECT_CHANGED, changes);
    effects_text(effects, EFFECT_SAY, str_text(&said));
}

static void understand(struct exceptions_view *view)
{
    struct asking *asking = &view->asking;
    struct err err = {""};

    str_clear(&asking->meaning);
    if (asking->editor.text.len == 0) {
        str_add(&asking->meaning, _("away 7 - 23 aug, window 5d, phone allowed tue 21-22, until 30 nov because ..."));
        asking->wrong = false;
        return;
    }
    int r = exception_preview(view->choosing.base.scene->app, view->client, str_text(&asking->editor.text),
                              &asking->meaning, &err);
    asking_understood(asking, r, &err);
}

static int exceptions_load(struct view *base, struct effects *effects, struct err *err)
{
    struct exceptions_view *view = (struct exceptions_view *)base;

    if (view->asking.on)
        understand(view);
    if (view->asking.saves)
        save(view, effects);
    view->asking.saves = false;
    clear(view);
    view->over = false;
    int r = view_exceptions(base->scene->app, view->client, add, view, err);
    if (view->n == 0)
        menu_text(&view->choosing.menu, STYLE_QUIET, 0,
                  _("None: your rules hold for this client. a types one on a line, A makes one on a page."));
    choosing_resize(base);
    return r;
}

/* --- keys --- */

static void open_page(const struct exceptions_view *view, const char *ref, struct effects *effects)
{
    _cleanup_free_ char *page = rules_view_exception(view->client, ref, view->id, view->name);

    effects_open(effects, &view_rules_ops, page);
}

static void ask_remove(const struct exceptions_view *view, struct effects *effects)
{
    const struct exception_row *row = &view->v[view->choosing.menu.selected];

    confirm_view_remove("override", row->ref, row->says, effects);
}

static void exceptions_act(struct view *base, enum action action, struct effects *effects)
{
    struct exceptions_view *view = (struct exceptions_view *)base;

    if (menu_act(&view->choosing.menu, action))
        return;
    switch ((int)action) {
    case ACTION_OPEN:
        open_page(view, view->v[view->choosing.menu.selected].ref, effects);
        break;
    case ACTION_EXCEPTION_PAGE:
        open_page(view, NULL, effects);
        break;
    case ACTION_RECORD_ADD:
        asking_begin(&view->asking, &view->choosing.base, &view_exceptions_typing_ops, "");
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

static void exceptions_typing_act(struct view *base, enum action action, struct effects *effects _unused_)
{
    asking_act(&((struct exceptions_view *)base)->asking, base, action);
}

static void exceptions_type(struct view *base, const char *text, struct effects *effects _unused_)
{
    asking_type(&((struct exceptions_view *)base)->asking, base, text);
}

static unsigned exceptions_has(const struct view *base)
{
    return ((const struct exceptions_view *)base)->n > 0 ? NEED_ROW : 0;
}

/* --- the place --- */

static void exceptions_draw(const struct view *base, struct canvas *canvas, struct area area, bool focus)
{
    const struct exceptions_view *view = (const struct exceptions_view *)base;

    menu_draw(&view->choosing.menu, canvas, area, focus && !view->asking.on);
    if (view->choosing.menu.n == 0 && focus && !view->asking.on)
        canvas_set_cursor(canvas, area.x, area.y);
    if (view->asking.on)
        asking_draw(&view->asking, canvas, area, _("Exception"));
}

static void exceptions_heading(const struct view *base, struct str *to)
{
    const struct exceptions_view *view = (const struct exceptions_view *)base;

    str_printf(to, ": %s", app_blur_names(base->scene->app, view->name));
}

static void exceptions_foot(const struct view *base, struct str *left _unused_, struct str *right)
{
    menu_position(&((const struct exceptions_view *)base)->choosing.menu, right);
}

static void exceptions_status(const struct view *base, struct str *to)
{
    const struct exceptions_view *view = (const struct exceptions_view *)base;

    if (view->asking.on)
        str_add(to, _("[from day] what until day because reason. Enter writes it to the file."));
    else
        str_add(to, _("An exception ends by itself. a types one on a line; A opens the page with its week."));
}

static void exceptions_extent(const struct view *base, int room, int *ret_w, int *ret_h)
{
    const struct exceptions_view *view = (const struct exceptions_view *)base;

    *ret_w = room < WIDTH_MAX ? room : WIDTH_MAX;
    menu_extent(&view->choosing.menu, *ret_w, &(int){0}, ret_h);
    *ret_h += ASKING_H;
}

static const char exceptions_draft[] = "exception";

static bool exceptions_pack(const struct view *base, struct typing *to)
{
    const struct exceptions_view *view = (const struct exceptions_view *)base;

    if (!view->asking.on || view->asking.editor.text.len == 0)
        return false;
    to->argument = exceptions_view_argument(view->client, view->id, view->name);
    to->title = str_format("%s: %s", view->name, str_text(&view->asking.editor.text));
    typing_add(to, "line", str_text(&view->asking.editor.text));
    return true;
}

static void exceptions_unpack(struct view *base, const struct typing *from)
{
    struct exceptions_view *view = (struct exceptions_view *)base;
    const char *line = typing_text(from, "line");

    asking_begin(&view->asking, &view->choosing.base, &view_exceptions_typing_ops, "");
    asking_restore(&view->asking, line ? line : "");
}

static const struct hint exceptions_hints[] = {
    {ACTION_RECORD_ADD, ACTION_NONE, N_("add on a line")}, {ACTION_EXCEPTION_PAGE, ACTION_NONE, N_("add on a page")},
    {ACTION_OPEN, ACTION_NONE, N_("edit")},                {ACTION_RECORD_REMOVE, ACTION_NONE, N_("remove")},
    {ACTION_HELP, ACTION_NONE, N_("help")},                {ACTION_LEAVE, ACTION_NONE, N_("back")},
    {ACTION_NONE, ACTION_NONE, NULL},
};

#define OF_THE_LIST                                                                                                         \
    .title = N_("Exceptions"), .reloads = CHANGE_ALL, .size = sizeof(struct exceptions_view), .draft = exceptions_draft,    \
    .init = exceptions_init, .done = exceptions_done, .load = exceptions_load, .resize = choosing_resize,                   \
    .draw = exceptions_draw, .pack = exceptions_pack, .unpack = exceptions_unpack, .heading = exceptions_heading,           \
    .foot = exceptions_foot, .status = exceptions_status, .extent = exceptions_extent, .items = choosing_items,             \
    .item_at = choosing_item_at, .select = choosing_select

const struct view_ops view_exceptions_ops = {
    OF_THE_LIST,
    .where = IN_RECORDS,
    .hints = exceptions_hints,
    .act = exceptions_act,
    .has = exceptions_has,
};

static const struct view_ops view_exceptions_typing_ops = {
    OF_THE_LIST,
    .where = IN_FORM,
    .hints = asking_hints,
    .act = exceptions_typing_act,
    .type = exceptions_type,
};
