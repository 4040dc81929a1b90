/* A letter of a sequence to all who are to get it, as each will leave: every name, every text, the one question, and the
 * sequence's name. It is asked only once all of it was on the screen. */
#include "after.h"
#include "sequence_view.h"

#include "paletti/app/blur.h"
#include "paletti/app/sequences.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

#include <stdlib.h>
#include <string.h>

enum { TAG_TRUE = 1, TAG_NAME };

struct batch_view {
    struct after after;
    char *ref;
    int letter;
    char *failure; /* why it could not be prepared */
    bool prepared, is_true;
    struct sequence_ready ready;
};

static const struct after_page batch_page;

char *batch_argument(const char *ref, int n)
{
    return str_format("%d%s", n, ref);
}

static void batch_init(struct view *base, const char *argument)
{
    struct batch_view *view = (struct batch_view *)base;

    after_init(base, argument, &batch_page);
    view->letter = *argument - '0';
    view->ref = mem_string(argument + 1);
}

static void drop(struct batch_view *view)
{
    sequence_ready_clear(&view->ready);
    free(MEM_TAKE(view->failure));
    view->prepared = view->is_true = false;
}

static void batch_done(struct view *base)
{
    struct batch_view *view = (struct batch_view *)base;

    drop(view);
    free(view->ref);
    after_done(base);
}

/* The courier makes the bytes of each. */
static int work(struct after *after, const struct request *progress, struct effects *effects _unused_,
                unsigned *ret_changes _unused_, struct err *err)
{
    struct batch_view *view = (struct batch_view *)after;

    drop(view);
    if (sequence_prepare(after->base.scene->app, progress, view->ref, view->letter, &view->ready, err) < 0)
        view->failure = mem_string(err->text);
    else
        view->prepared = true;
    sheet_begin(&after->sheet);
    return 0;
}

/* It is read from its beginning, wherever the question stands. */
static void begin_reading(struct batch_view *view)
{
    if (view->prepared && view->after.sheet.seen == 0)
        sheet_read(&view->after.sheet);
}

static void batch_resize(struct view *base)
{
    after_resize(base);
    begin_reading((struct batch_view *)base);
}

static int batch_load(struct view *base, struct effects *effects, struct err *err)
{
    struct batch_view *view = (struct batch_view *)base;

    if (!view->prepared && !view->failure && !view->after.works) {
        view->after.works = true;
        effects_add(effects, EFFECT_WORK);
    }
    int r = after_load(base, effects, err);
    begin_reading(view);
    return r;
}

static int read(struct after *after _unused_, struct err *err _unused_)
{
    return 0;
}

/* --- the page --- */

static void put_lines(struct after *after, const char *text)
{
    while (*text) {
        size_t n = strcspn(text, "\n");
        _cleanup_free_ char *line = mem_string_n(text, n);
        sheet_line(&after->sheet);
        sheet_wrap(&after->sheet, AFTER_DEEP, AFTER_DEEP, STYLE_TEXT, line);
        text += n + (text[n] == '\n');
    }
}

static void fill_names(struct batch_view *view)
{
    struct after *after = &view->after;
    struct app *app = after->base.scene->app;

    for (size_t i = 0; i < view->ready.n; i++) {
        const struct sequence_one *one = &view->ready.v[i];
        _cleanup_free_ char *line =
            str_format("%s  %s", app_blur_client(app, one->member->client_id, one->member->name), app_blur_text(app, one->prepared.to));
        after_text(after, STYLE_KEY, line);
    }
}

static void fill_one(struct batch_view *view, const struct sequence_one *one)
{
    struct after *after = &view->after;
    struct app *app = after->base.scene->app;
    const char *subject = one->prepared.dispatch.subject;

    after_blank(after);
    after_text(after, STYLE_HEAD, app_blur_client(app, one->member->client_id, one->member->name));
    after_text(after, STYLE_QUIET, one->prepared.when);
    if (one->prepared.careless)
        after_text(after, STYLE_WAITING, one->prepared.careless);
    after_text(after, STYLE_COLUMN, app_blur_text(app, subject ? subject : ""));
    put_lines(after, app_blur_text(app, one->prepared.text));
}

static void fill_question(struct batch_view *view)
{
    struct after *after = &view->after;
    _cleanup_free_ char *truth = str_format("[%s] %s", view->is_true ? "x" : " ", _("Every sentence of them is true."));
    _cleanup_free_ char *name = str_format(_("Confirm: Enter, then type \"%s\""), view->ready.page.sequence.name);

    after_blank(after);
    sheet_item(&after->sheet, TAG_TRUE);
    sheet_wrap(&after->sheet, AFTER_DEEP, AFTER_DEEP + 4, STYLE_KEY, truth);
    sheet_item(&after->sheet, TAG_NAME);
    sheet_wrap(&after->sheet, AFTER_DEEP, AFTER_DEEP + 4, STYLE_KEY, name);
}

static void fill(struct after *after)
{
    struct batch_view *view = (struct batch_view *)after;

    if (!view->prepared) {
        after_text(after, view->failure ? STYLE_ALERT : STYLE_QUIET, view->failure ? view->failure : _("It is being made ..."));
        return;
    }
    _cleanup_free_ char *heading = str_format(P_("Letter %d, to %zu person", "Letter %d, to %zu persons", view->ready.n),
                                              view->letter + 1, view->ready.n);
    after_text(after, STYLE_HEAD, heading);
    fill_names(view);
    for (size_t i = 0; i < view->ready.n; i++)
        fill_one(view, &view->ready.v[i]);
    fill_question(view);
}

/* --- keys --- */

/* What has to be before the name counts; NULL: nothing. */
static const char *untold(const struct batch_view *view)
{
    if (!sheet_seen(&view->after.sheet))
        return _("Read it to its end first.");
    return view->is_true ? NULL : _("First: is every sentence of it true?");
}

static void ask_name(struct after *after)
{
    after_type(after, ACTION_AFTER_OPEN, _("The sequence's name"),
               _("Typing it confirms exactly these letters, to exactly them. Any change voids it."), NULL);
}

static void act(struct after *after, enum action action, struct effects *effects)
{
    struct batch_view *view = (struct batch_view *)after;
    bool open = action == ACTION_AFTER_OPEN, truth = action == ACTION_SEND_TRUE || (open && after->sheet.tag == TAG_TRUE);

    if (!view->prepared || (!open && !truth))
        return;
    if (!sheet_seen(&after->sheet)) {
        sheet_read_on(&after->sheet);
        if (sheet_seen(&after->sheet))
            sheet_select_tag(&after->sheet, TAG_TRUE);
        else
            effects_text(effects, EFFECT_SAY, _("Read it to its end first."));
    } else if (truth) {
        view->is_true = !view->is_true;
        sheet_select_tag(&after->sheet, view->is_true ? TAG_NAME : TAG_TRUE);
        after->base.stale = true;
    } else if (untold(view)) {
        effects_text(effects, EFFECT_COMPLAIN, untold(view));
        sheet_select_tag(&after->sheet, TAG_TRUE);
    } else {
        ask_name(after);
    }
}

/* Who reads "type its name" types it: its letters are no keys. */
static void batch_begin(struct view *base, const char *text, struct effects *effects)
{
    if (!((struct batch_view *)base)->prepared)
        return;
    ask_name((struct after *)base);
    after_typed(base, text, effects);
}

static int perform(struct after *after, const char *typed, struct effects *effects, unsigned *ret_changes, struct err *err)
{
    struct batch_view *view = (struct batch_view *)after;
    size_t n;

    if (untold(view))
        return err_set(err, "%s", untold(view));
    if (sequence_confirm(after->base.scene->app, NULL, &view->ready, typed, &n, ret_changes, err) < 0)
        return -1;
    _cleanup_free_ char *said = str_format(P_("%zu letter is in the outbox; nothing is sent yet.",
                                              "%zu letters are in the outbox; nothing is sent yet.", n), n);
    effects_text(effects, EFFECT_SAY, said);
    return AFTER_CLOSES;
}

static const struct hint hints[] = {
    {ACTION_DOWN, ACTION_UP, N_("scroll")},
    {ACTION_SEND_TRUE, ACTION_NONE, N_("it is true")},
    {ACTION_AFTER_OPEN, ACTION_NONE, N_("confirm by name")},
    {ACTION_HELP, ACTION_NONE, N_("help")},
    {ACTION_BACK, ACTION_NONE, N_("back")},
    {ACTION_NONE, ACTION_NONE, NULL},
};

static const struct hint name_hints[] = {
    {ACTION_ACCEPT, ACTION_NONE, N_("confirm")},
    {ACTION_CANCEL, ACTION_NONE, N_("not yet")},
    {ACTION_NONE, ACTION_NONE, NULL},
};

#define BATCH_OPS                                                                                                    \
    .title = N_("To be confirmed"), .reloads = CHANGE_ALL & ~CHANGE_SETTINGS, .size = sizeof(struct batch_view), .whole = true, \
    .init = batch_init, .done = batch_done, .load = batch_load, .work = after_work, .resize = batch_resize,          \
    .draw = after_draw, .whose = after_whose, .foot = after_foot, .extent = after_extent, .items = after_items,      \
    .item_at = after_item_at, .select = after_select, .draws_up = true
const struct view_ops view_batch_ops = {BATCH_OPS, .where = IN_SEND, .hints = hints, .act = after_act,
                                        .begin = batch_begin, .has = after_has};
static const struct view_ops typing_ops = {BATCH_OPS, .where = IN_FORM, .hints = name_hints, .act = after_typing_act,
                                           .type = after_typed};

static const struct after_page batch_page = {&view_batch_ops, &typing_ops, read, fill, act, perform, NULL, work};
