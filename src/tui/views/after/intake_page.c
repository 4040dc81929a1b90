/* The intake questions of a prospect, one key each; what was learned from others stands beside them. */
#include "after.h"

#include "paletti/app/blur.h"
#include "paletti/app/intake.h"
#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

enum { ANSWER_W = 6, ITEM_HANG = 5 };

struct intake_view {
    struct after after;
    struct intake_page page;
};

static const struct after_page intake_after_page;

static void intake_init(struct view *base, const char *argument)
{
    after_init(base, argument, &intake_after_page);
}

static void forget(struct after *after)
{
    intake_page_clear(&((struct intake_view *)after)->page);
}

static int read(struct after *after, struct err *err)
{
    struct intake_view *view = (struct intake_view *)after;
    _cleanup_free_ char *client = NULL;
    struct app *app = after->base.scene->app;

    if (view_client_find(app, after->argument, &client, err) < 0 ||
        intake_look(app, client, &view->page, err) < 0)
        return -1;
    return view_client_id(app, client, &after->client_id, err);
}

/* --- the page --- */

static void fill_head(struct intake_view *view)
{
    const struct intake_page *page = &view->page;
    _cleanup_str_ struct str line = STR_INIT;

    str_printf(&line, P_("%zu of %zu question answered.", "%zu of %zu questions answered.", page->n),
               page->answered, page->n);
    if (page->listed >= 0)
        str_add(&line,
                page->listed ? _(" Their trade is on your list.") : _(" Their trade is not on your list."));
    if (!page->prospect)
        str_add(&line, _(" They are no prospect any more."));
    after_text(&view->after, STYLE_HEAD, str_text(&line));
    after_blank(&view->after);
}

static void fill_question(struct intake_view *view, size_t i)
{
    struct after *after = &view->after;
    const struct intake_line *line = &view->page.v[i];
    struct app *app = after->base.scene->app;
    const char *answer = line->answer < 0 ? "-" : line->answer == SAID_YES ? _("yes") : _("no");
    _cleanup_free_ char *text = str_format("%zu  %s", i + 1, line->question);

    sheet_item(&after->sheet, (int)i + 1);
    sheet_put(&after->sheet, AFTER_DEEP, ANSWER_W, line->answer < 0 ? STYLE_QUIET : STYLE_KEY, answer);
    sheet_wrap(&after->sheet, AFTER_DEEP + ANSWER_W, AFTER_DEEP + ANSWER_W + 3, STYLE_TEXT, text);
    if (line->lesson) {
        _cleanup_str_ struct str day = STR_INIT;
        words_day(app, &day, line->from);
        _cleanup_free_ char *from = str_format(_("learned on %s"), str_text(&day));
        sheet_more(&after->sheet);
        sheet_wrap(&after->sheet, AFTER_DEEP + ANSWER_W + 3, AFTER_DEEP + ANSWER_W + 3, STYLE_QUIET,
                   from);
    }
    if (line->waived) {
        _cleanup_free_ char *waived = str_format(_("let pass: %s"), app_blur_text(app, line->waived));
        sheet_more(&after->sheet);
        sheet_wrap(&after->sheet, AFTER_DEEP + ANSWER_W + 3, AFTER_DEEP + ANSWER_W + 3, STYLE_QUIET, waived);
    }
}

static void fill_lessons(struct intake_view *view)
{
    if (view->page.lessons.n == 0)
        return;
    after_blank(&view->after);
    after_text(&view->after, STYLE_HEAD, _("What you learned from others"));
    for (size_t i = 0; i < view->page.lessons.n; i++)
        after_written(&view->after, "-", view->page.lessons.v[i]);
}

static void fill(struct after *after)
{
    struct intake_view *view = (struct intake_view *)after;
    _cleanup_free_ char *client = after_key(after, ACTION_AFTER_ACTIVATE), *no = after_key(after, ACTION_AFTER_DECLINE),
                        *text = str_format(_("%s makes a client of them once no question is open and no \"no\" stands; "
                                             "%s says no, kindly: a draft."), client, no);

    fill_head(view);
    for (size_t i = 0; i < view->page.n; i++)
        fill_question(view, i);
    fill_lessons(view);
    after_blank(after);
    if (view->page.prospect)
        after_text(after, STYLE_QUIET, text);
}

/* --- keys --- */

static const struct intake_line *selected(const struct intake_view *view, int tag)
{
    return tag >= 1 && (size_t)tag <= view->page.n ? &view->page.v[tag - 1] : NULL;
}

static void activate(struct intake_view *view)
{
    if (intake_hindrance(&view->page))
        after_type(&view->after, ACTION_AFTER_ACTIVATE, _("A client, although"),
                   _("A question is open, or a \"no\" stands: say why you let that pass."), NULL);
    else
        after_do(&view->after, ACTION_AFTER_ACTIVATE);
}

static void intake_act(struct after *after, enum action action, struct effects *effects _unused_)
{
    struct intake_view *view = (struct intake_view *)after;
    const struct intake_line *line = selected(view, after->sheet.tag);

    switch ((int)action) {
    case ACTION_AFTER_YES:
    case ACTION_AFTER_NO:
    case ACTION_AFTER_CLEAR:
        if (line)
            after_do(after, action);
        break;
    case ACTION_AFTER_WAIVE:
        if (line)
            after_type(after, action, _("No, but"), _("Why this \"no\" is let pass."), line->waived);
        break;
    case ACTION_AFTER_ACTIVATE:
        if (view->page.prospect)
            activate(view);
        break;
    case ACTION_AFTER_DECLINE:
        if (view->page.prospect)
            after_do(after, action);
        break;
    }
}

static int answer(struct intake_view *view, const char *waived, unsigned *ret_changes, struct err *err)
{
    const struct intake_line *line = selected(view, view->after.tag);
    enum action does = view->after.does;
    int said = does == ACTION_AFTER_YES ? SAID_YES : does == ACTION_AFTER_CLEAR ? -1 : SAID_NO;

    if (waived && !*waived)
        return err_set(err, _("say why it is let pass"));
    return intake_answer(view->after.base.scene->app, NULL, view->page.client, line->question, said, waived,
                         ret_changes, err);
}

static int decline(struct intake_view *view, struct effects *effects, unsigned *ret_changes, struct err *err)
{
    _cleanup_free_ char *draft = NULL;

    if (intake_decline(view->after.base.scene->app, NULL, view->page.client, &draft, ret_changes, err) < 0)
        return -1;
    effects_text(
        effects, EFFECT_SAY,
        draft
            ? _("Declined: the letter waits as a draft; undo takes it back.")
            : _("Declined. The letter lacks something to be written: paletti letter CLIENT T13 says what."));
    return AFTER_CLOSES;
}

static int perform(struct after *after, const char *typed, struct effects *effects, unsigned *ret_changes,
                   struct err *err)
{
    struct intake_view *view = (struct intake_view *)after;

    if (after->does == ACTION_AFTER_DECLINE)
        return decline(view, effects, ret_changes, err);
    if (after->does != ACTION_AFTER_ACTIVATE) {
        if (answer(view, typed, ret_changes, err) < 0)
            return -1;
        if (!typed)
            sheet_act(&after->sheet, ACTION_DOWN);
        return 0;
    }
    int r = intake_activate(after->base.scene->app, NULL, view->page.client, typed, ret_changes, err);
    if (r != 0)
        return r < 0 ? -1 : AFTER_REFUSED;
    effects_text(effects, EFFECT_SAY, _("A client now: tell them your rules first."));
    return AFTER_CLOSES;
}

static const struct hint intake_hints[] = {
    {ACTION_AFTER_YES, ACTION_AFTER_NO, N_("yes, no")},
    {ACTION_AFTER_WAIVE, ACTION_NONE, N_("no, but")},
    {ACTION_AFTER_CLEAR, ACTION_NONE, N_("no answer")},
    {ACTION_AFTER_ACTIVATE, ACTION_NONE, N_("a client")},
    {ACTION_AFTER_DECLINE, ACTION_NONE, N_("decline")},
    {ACTION_HELP, ACTION_NONE, N_("help")},
    {ACTION_LEAVE, ACTION_NONE, N_("back")},
    {ACTION_NONE, ACTION_NONE, NULL},
};

const struct view_ops view_intake_ops =
    AFTER_PAGE_OPS(IN_INTAKE, struct intake_view, N_("Before there is work"), intake_init, after_done, intake_hints,
                   AFTER_KEEPS("intake"));
static const struct view_ops typing_ops = AFTER_TYPING_OPS(struct intake_view, N_("Before there is work"),
                                                           intake_init, after_done, AFTER_KEEPS("intake"));

static const struct after_page intake_after_page = {&view_intake_ops, &typing_ops, read,  fill,
                                                    intake_act,       perform,     forget};
