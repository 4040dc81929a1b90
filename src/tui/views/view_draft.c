/* A letter that waits, whole: to be read, changed, copied, written to a file, and marked as sent. */
#include "confirm_view.h"
#include "form_view.h"
#include "goodbye_view.h"
#include "letters_view.h"
#include "cmdline.h"
#include "scroll.h"

#include "paletti/app/blur.h"
#include "paletti/app/drafts.h"
#include "paletti/app/typing.h"
#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

struct draft_view {
    struct view base;
    char *ref, *name, *text;
    int64_t client_id;
    struct letter_findings findings;
    char *edited; /* what came back from the editor: load has it written */
    struct scroll scroll;
};

static void draft_init(struct view *base, const char *argument)
{
    ((struct draft_view *)base)->ref = mem_string(argument);
}

static void draft_done(struct view *base)
{
    struct draft_view *view = (struct draft_view *)base;
    char *const owned[] = {view->ref, view->name, view->text, view->edited};

    for (size_t i = 0; i < ARRAY_LEN(owned); i++)
        free(owned[i]);
    letter_findings_clear(&view->findings);
    scroll_done(&view->scroll);
}

/* Only while an editor has it: what came back is written at once. */
static bool draft_pack(const struct view *base, struct typing *to)
{
    const struct draft_view *view = (const struct draft_view *)base;

    if (!base->lent && !view->edited)
        return false;
    to->argument = mem_string(view->ref);
    to->title = str_format("%s: %s", _("Draft"), view->name ? view->name : view->ref);
    typing_add(to, "text", view->edited ? view->edited : view->text);
    if (base->lent)
        typing_add(to, TYPING_FILE "text", base->lent);
    return true;
}

static void draft_unpack(struct view *base, const struct typing *from)
{
    ((struct draft_view *)base)->edited = mem_string(typing_text(from, "text"));
}

/* --- loading --- */

static void add_styled(struct draft_view *view, enum style style, const char *text)
{
    scroll_add_styled(&view->scroll, style, 0, text);
}

static void add_way(struct draft_view *view, const struct draft_line *line)
{
    struct app *app = view->base.scene->app;
    _cleanup_str_ struct str way = STR_INIT, day = STR_INIT;

    str_printf(&way, _("By %s, to %s"), words_channel(line->channel ? line->channel : "email"),
               line->to ? app_blur_text(app, line->to) : _("nobody's address is known"));
    if (line->code)
        str_printf(&way, "  (%s)", line->code);
    add_styled(view, STYLE_QUIET, str_text(&way));
    if (line->outbox)
        add_styled(view, STYLE_WAITING, app_blur_text(app, line->outbox));
    if (!line->done)
        return;
    words_day(app, &day, line->done_on);
    _cleanup_free_ char *sent = str_format(_("Sent by you on %s."), str_text(&day));
    add_styled(view, STYLE_GOOD, sent);
}

static int take(void *ctx, const struct draft_line *line)
{
    struct draft_view *view = ctx;
    struct app *app = view->base.scene->app;

    free(view->name);
    free(view->text);
    view->name = mem_string(line->name);
    view->text = mem_string(line->text);
    view->client_id = line->client_id;
    add_way(view, line);
    add_styled(view, STYLE_TEXT, "");
    if (line->subject && *line->subject) {
        add_styled(view, STYLE_COLUMN, app_blur_text(app, line->subject));
        add_styled(view, STYLE_TEXT, "");
    }
    add_styled(view, STYLE_TEXT, app_blur_text(app, line->text));
    return 0;
}

static void write_edited(struct draft_view *view, struct effects *effects)
{
    _cleanup_free_ char *field = str_format("text=%s", view->edited);
    _cleanup_str_ struct str line = STR_INIT;

    str_printf(&line, "edit draft:%s", view->ref);
    cmdline_add(&line, field);
    effects_do(effects, str_text(&line), _("The draft is changed; undo takes it back."), false);
    free(MEM_TAKE(view->edited));
}

/* One that was removed, or undone, is gone from the screen too. */
static int draft_load(struct view *base, struct effects *effects, struct err *err _unused_)
{
    struct draft_view *view = (struct draft_view *)base;
    struct err why;

    if (view->edited)
        write_edited(view, effects);
    scroll_clear(&view->scroll);
    letter_findings_clear(&view->findings);
    if (view_draft(base->scene->app, view->ref, take, view, &view->findings, &why) < 0) {
        effects_add(effects, EFFECT_CLOSE);
        return 0;
    }
    letters_add_findings(&view->scroll, base->scene->app, &view->findings);
    scroll_resize(&view->scroll, base->w, base->height);
    return 0;
}

/* --- keys --- */

static void draft_act(struct view *base, enum action action, struct effects *effects)
{
    struct draft_view *view = (struct draft_view *)base;

    if (scroll_act(&view->scroll, action))
        return;
    switch ((int)action) {
    case ACTION_EDIT_TEXT:
        effects_text(effects, EFFECT_EDITOR, view->text ? view->text : "");
        break;
    case ACTION_COPY:
        letters_copy(view->text, &view->findings, effects);
        break;
    case ACTION_BACK:
    case ACTION_LEAVE:
        effects_add(effects, EFFECT_PUT_ASIDE);
        break;
    default:
        draft_act_on(view->ref, action, effects);
    }
}

static void ask_remove(const char *ref, struct effects *effects)
{
    _cleanup_free_ char *line = str_format("remove draft:%s", ref);
    _cleanup_free_ char *argument = confirm_view_argument(_("Remove this letter? u brings it back."), line);

    effects_open(effects, &view_confirm_ops, argument);
}

void draft_act_on(const char *ref, enum action action, struct effects *effects)
{
    _cleanup_free_ char *file = str_format("draft %s --file ", ref), *done = str_format("draft %s --done", ref);
    _cleanup_free_ char *form = form_view_record("draft", ref), *send = send_argument(SEND_LETTER, NULL, ref);

    switch ((int)action) {
    case ACTION_OPEN:
        effects_open(effects, &view_form_ops, form);
        break;
    case ACTION_TO_FILE:
        effects_open(effects, &view_command_ops, file);
        break;
    case ACTION_SENT:
        effects_do(effects, done, NULL, false);
        break;
    case ACTION_BYE_CONFIRM:
        effects_open(effects, &view_send_ops, send);
        break;
    case ACTION_RECORD_REMOVE:
        ask_remove(ref, effects);
        break;
    }
}

static void draft_edited(struct view *base, const char *text)
{
    struct draft_view *view = (struct draft_view *)base;

    free(view->edited);
    view->edited = mem_string(text);
    base->stale = true;
}

/* --- the place --- */

static void draft_resize(struct view *base)
{
    scroll_resize(&((struct draft_view *)base)->scroll, base->w, base->height);
}

static void draft_draw(const struct view *base, struct canvas *canvas, struct area area, bool focus)
{
    scroll_draw(&((const struct draft_view *)base)->scroll, canvas, area, focus);
}

static void draft_heading(const struct view *base, struct str *to)
{
    const struct draft_view *view = (const struct draft_view *)base;

    if (view->name)
        str_printf(to, ": %s", app_blur_names(base->scene->app, view->name));
}

static void draft_foot(const struct view *base, struct str *left _unused_, struct str *right)
{
    scroll_position(&((const struct draft_view *)base)->scroll, right);
}

static void draft_extent(const struct view *base, int room, int *ret_w, int *ret_h)
{
    enum { PAGE_WIDTH = 90 };

    scroll_extent(&((const struct draft_view *)base)->scroll, room < PAGE_WIDTH ? room : PAGE_WIDTH, ret_w, ret_h);
}

static unsigned draft_has(const struct view *base _unused_)
{
    return NEED_ROW;
}

static int64_t draft_whose(const struct view *base, const char **ret_name)
{
    const struct draft_view *view = (const struct draft_view *)base;

    *ret_name = view->name;
    return view->client_id;
}

static const struct hint draft_hints[] = {
    {ACTION_BYE_CONFIRM, ACTION_NONE, N_("confirm")}, {ACTION_EDIT_TEXT, ACTION_NONE, N_("edit")}, {ACTION_COPY, ACTION_NONE, N_("copy")},
    {ACTION_TO_FILE, ACTION_NONE, N_("to a file")}, {ACTION_SENT, ACTION_NONE, N_("sent by me")},
    {ACTION_OPEN, ACTION_NONE, N_("all fields")}, {ACTION_RECORD_REMOVE, ACTION_NONE, N_("remove")},
    {ACTION_HELP, ACTION_NONE, N_("help")}, {ACTION_LEAVE, ACTION_NONE, N_("back")},
    {ACTION_NONE, ACTION_NONE, NULL},
};

const struct view_ops view_draft_ops = {
    .title = N_("Draft"),
    .where = IN_DRAFTS,
    .reloads = CHANGE_CLIENTS,
    .size = sizeof(struct draft_view),
    .hints = draft_hints,
    .init = draft_init,
    .done = draft_done,
    .load = draft_load,
    .resize = draft_resize,
    .draw = draft_draw,
    .act = draft_act,
    .edited = draft_edited,
    .draft = "draft",
    .pack = draft_pack,
    .unpack = draft_unpack,
    .heading = draft_heading,
    .foot = draft_foot,
    .extent = draft_extent,
    .has = draft_has,
    .whose = draft_whose,
};
