/* A second chance, term by term with what the log says. The person presses: kept, or open the decision again.
 */
#include "after.h"
#include "wizard_view.h"

#include "paletti/app/blur.h"
#include "paletti/app/reviews.h"
#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/core/decision.h"
#include "paletti/core/intake.h"

enum { ITEM_HANG = 4 };

struct chance_view {
    struct after after;
    struct chance_page page;
    bool reopens; /* broken: the question is asked */
};

static const struct after_page chance_after_page;

static void chance_init(struct view *base, const char *argument)
{
    after_init(base, argument, &chance_after_page);
}

static void forget(struct after *after)
{
    chance_page_clear(&((struct chance_view *)after)->page);
}

static int read(struct after *after, struct err *err)
{
    struct chance_view *view = (struct chance_view *)after;
    _cleanup_free_ char *decision = NULL;
    struct app *app = after->base.scene->app;

    if (review_find(app, after->argument, &decision, err) < 0)
        return -1;
    int r = chance_look(app, decision, &view->page, err);
    if (r > 0)
        return err_set(err, _("this decision is no second chance"));
    after->client_id = view->page.client_id;
    return r;
}

/* --- the page --- */

static const char *state_word(enum term_state state)
{
    static const char *const words[] = {N_("still open"), N_("kept"), N_("not kept"), N_("yes or no?")};

    return _(words[state]);
}

static void fill_head(struct chance_view *view)
{
    const struct chance_page *page = &view->page;
    _cleanup_str_ struct str given = STR_INIT, until = STR_INIT;

    words_instant(view->after.base.scene->app, &given, page->at);
    words_day(view->after.base.scene->app, &until, page->deadline);
    _cleanup_free_ char *line = str_format(_("Given on %s, until %s."), str_text(&given), str_text(&until));
    after_text(&view->after, STYLE_HEAD, line);
    after_blank(&view->after);
}

static void fill_term(struct chance_view *view, size_t i)
{
    struct after *after = &view->after;
    const struct chance_line *term = &view->page.v[i];
    struct app *app = after->base.scene->app;
    _cleanup_str_ struct str below = STR_INIT, until = STR_INIT;
    const char *word = state_word(term->state);
    int w = sheet_width(word);

    sheet_item(&after->sheet, (int)i + 1);
    sheet_put(&after->sheet, AFTER_DEEP, after->base.w - AFTER_DEEP - w - 3, STYLE_TEXT,
              app_blur_text(app, term->what ? term->what : ""));
    sheet_put_right(&after->sheet, after->base.w - w - 1, w,
                    term->state == TERM_OPEN ? STYLE_QUIET : STYLE_KEY, word);
    if (term->until != DAY_NONE) {
        words_day(app, &until, term->until);
        str_printf(&below, _("until %s: "), str_text(&until));
    }
    str_add(&below, term->said);
    sheet_more(&after->sheet);
    sheet_wrap(&after->sheet, AFTER_DEEP + 2, ITEM_HANG, STYLE_QUIET, str_text(&below));
    if (term->test) {
        sheet_more(&after->sheet);
        sheet_wrap(&after->sheet, AFTER_DEEP + 2, ITEM_HANG, STYLE_TEXT, app_blur_text(app, term->test));
    }
}

static void put(struct after *after, enum style style, char *text)
{
    after_text(after, style, text);
    free(text);
}

static void fill_next(struct chance_view *view)
{
    struct after *after = &view->after;
    const struct chance_page *page = &view->page;
    _cleanup_free_ char *yes = after_key(after, ACTION_AFTER_YES), *no = after_key(after, ACTION_AFTER_NO),
                        *kept = after_key(after, ACTION_AFTER_KEPT), *broken = after_key(after, ACTION_AFTER_BROKEN);

    after_blank(after);
    if (page->judged)
        after_text(after, STYLE_QUIET, _("You have judged it."));
    else if (view->reopens) {
        const char *name = app_blur_names(after->base.scene->app, page->name);
        put(after, STYLE_HEAD, str_format(_("Do you want to work with %s?   %s yes   %s no"), name, yes, no));
        after_text(after, STYLE_QUIET,
                   _("Your answer opens the decision at its paths; nothing is decided by it."));
    } else if (page->state == TERM_BROKEN)
        put(after, STYLE_TEXT,
            str_format(_("A term was not kept: %s opens the decision again, on \"let go today\"; there is no further chance."),
                       broken));
    else if (page->state == TERM_KEPT)
        put(after, STYLE_TEXT, str_format(_("All terms were kept: %s says so, with a look back."), kept));
    else if (page->state == TERM_ASK)
        put(after, STYLE_TEXT, str_format(_("Over: answer with %s or %s what only you know."), yes, no));
    else
        after_text(after, STYLE_QUIET, _("It goes on. A term that can be broken opens it at once."));
}

static void fill(struct after *after)
{
    struct chance_view *view = (struct chance_view *)after;

    fill_head(view);
    for (size_t i = 0; i < view->page.n; i++)
        fill_term(view, i);
    fill_next(view);
}

/* --- keys --- */

static const struct chance_line *selected(const struct chance_view *view, int tag)
{
    return tag >= 1 && (size_t)tag <= view->page.n ? &view->page.v[tag - 1] : NULL;
}

static void ask_again(struct chance_view *view, struct effects *effects)
{
    if (view->page.state == TERM_BROKEN)
        view->reopens = true;
    else
        effects_text(effects, EFFECT_COMPLAIN,
                     _("No term of it is broken. Decide anew whenever you like."));
    after_resize(&view->after.base);
}

static void say_kept(struct chance_view *view, struct effects *effects)
{
    if (view->page.state == TERM_KEPT)
        after_open(&view_look_back_ops, view->page.decision, effects);
    else
        effects_text(effects, EFFECT_COMPLAIN, _("Not all of its terms are kept yet."));
}

static void answer(struct chance_view *view, enum action action, struct effects *effects)
{
    const struct chance_line *term = selected(view, view->after.sheet.tag);

    if (view->reopens || (term && term->test))
        after_do(&view->after, action);
    else
        effects_text(effects, EFFECT_COMPLAIN, _("The log answers this term; it is no question."));
}

static void chance_act(struct after *after, enum action action, struct effects *effects)
{
    struct chance_view *view = (struct chance_view *)after;

    switch ((int)action) {
    case ACTION_AFTER_YES:
    case ACTION_AFTER_NO:
    case ACTION_AFTER_CLEAR:
        answer(view, action, effects);
        break;
    case ACTION_AFTER_BROKEN:
        ask_again(view, effects);
        break;
    case ACTION_AFTER_KEPT:
        say_kept(view, effects);
        break;
    }
}

static int reopen(struct chance_view *view, struct effects *effects, unsigned *ret_changes, struct err *err)
{
    int answer = view->after.does == ACTION_AFTER_YES ? ANSWER_YES : ANSWER_NO;

    if (view->after.does == ACTION_AFTER_CLEAR) {
        view->reopens = false;
        return 0;
    }
    if (chance_reopen(view->after.base.scene->app, view->page.decision, answer, ret_changes, err) < 0)
        return -1;
    _cleanup_free_ char *argument = wizard_argument(view->page.client, false);
    effects_add(effects, EFFECT_CLOSE);
    effects_open(effects, wizard_view_ops, argument);
    return 0;
}

static int perform(struct after *after, const char *typed _unused_, struct effects *effects,
                   unsigned *ret_changes, struct err *err)
{
    struct chance_view *view = (struct chance_view *)after;
    const struct chance_line *term = selected(view, after->tag);

    if (view->reopens)
        return reopen(view, effects, ret_changes, err);
    int answer = after->does == ACTION_AFTER_YES ? SAID_YES : after->does == ACTION_AFTER_NO ? SAID_NO : -1;
    return term ? chance_answer(after->base.scene->app, NULL, view->page.decision, term->test, answer,
                                ret_changes, err)
                : 0;
}

static const struct hint chance_hints[] = {
    {ACTION_AFTER_KEPT, ACTION_NONE, N_("it was kept")},
    {ACTION_AFTER_BROKEN, ACTION_NONE, N_("open again")},
    {ACTION_AFTER_YES, ACTION_AFTER_NO, N_("yes, no")},
    {ACTION_AFTER_CLEAR, ACTION_NONE, N_("no answer")},
    {ACTION_HELP, ACTION_NONE, N_("help")},
    {ACTION_LEAVE, ACTION_NONE, N_("back")},
    {ACTION_NONE, ACTION_NONE, NULL},
};

const struct view_ops view_chance_ops =
    AFTER_PAGE_OPS(IN_CHANCE, struct chance_view, N_("Second chance"), chance_init, after_done, chance_hints);

static const struct after_page chance_after_page = {&view_chance_ops, NULL,    read,  fill,
                                                    chance_act,       perform, forget};
