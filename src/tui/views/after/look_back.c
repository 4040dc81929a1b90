/* Looking back at a decision: the question first; how it was decided apart from how it went; then and now;
 * and what was expected only once the new answer is given. */
#include "after.h"

#include "paletti/app/blur.h"
#include "paletti/app/deciding.h"
#include "paletti/app/reviews.h"
#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/core/intake.h"

enum { TAG_PROCESS = 1, TAG_RESULT, TAG_RELIEF, TAG_TEXT, TAG_SAVE };

struct look_back {
    struct after after;
    struct review_page page;
    struct review review; /* as it is being answered */
};

static const struct after_page look_back_page;

static void look_back_init(struct view *base, const char *argument)
{
    struct look_back *view = (struct look_back *)base;

    after_init(base, argument, &look_back_page);
    model_init(&model_review, &view->review);
}

static void look_back_done(struct view *base)
{
    struct look_back *view = (struct look_back *)base;

    model_clear(&model_review, &view->review);
    after_done(base);
}

static void forget(struct after *after)
{
    review_page_clear(&((struct look_back *)after)->page);
}

static int read(struct after *after, struct err *err)
{
    struct look_back *view = (struct look_back *)after;
    _cleanup_free_ char *decision = NULL;
    struct app *app = after->base.scene->app;

    if (review_find(app, after->argument, &decision, err) < 0 ||
        review_look(app, decision, &view->page, err) < 0)
        return -1;
    after->client_id = view->page.client_id;
    return 0;
}

/* --- the page --- */

static void fill_head(struct look_back *view)
{
    const struct review_page *page = &view->page;
    _cleanup_str_ struct str line = STR_INIT;

    words_instant(view->after.base.scene->app, &line, page->at);
    str_printf(&line, ": %s", words_path((enum decide_path)page->path));
    after_text(&view->after, STYLE_HEAD, str_text(&line));
    for (size_t i = 0; i < page->why.n; i++)
        after_text(&view->after, STYLE_TEXT, page->why.v[i]);
}

static void fill_days(struct look_back *view)
{
    const struct review_page *page = &view->page;
    _cleanup_str_ struct str line = STR_INIT;

    if (page->sign_days >= 0)
        str_printf(&line,
                   P_("%lld day since the first sign. ", "%lld days since the first sign. ", page->sign_days),
                   (long long)page->sign_days);
    if (page->no_days >= 0)
        str_printf(&line,
                   P_("%lld day since the first \"no\".", "%lld days since the first \"no\".", page->no_days),
                   (long long)page->no_days);
    if (line.len > 0)
        after_text(&view->after, STYLE_QUIET, str_text(&line));
}

static void fill_question(struct look_back *view)
{
    const char *answer = view->review.again < 0           ? ""
                         : view->review.again == SAID_YES ? _("You: yes")
                                                          : _("You: no");

    after_blank(&view->after);
    after_text(&view->after, STYLE_HEAD, _("Would you do it again?   y yes   n no"));
    if (*answer)
        sheet_put_right(&view->after.sheet, view->after.base.w - 20, 18, STYLE_KEY, answer);
    after_blank(&view->after);
}

static void fill_marks(struct look_back *view)
{
    struct after *after = &view->after;
    const char *text = app_blur_text(after->base.scene->app, view->review.text ? view->review.text : "");
    _cleanup_free_ char *line = str_format(_("In one line: %s"), *text ? text : "-");

    after_scale(after, TAG_PROCESS, _("How it was decided, whatever came of it"), 1, 5, view->review.process,
                REVIEW_MARK_NONE);
    after_scale(after, TAG_RESULT, _("How it went"), 1, 5, view->review.result, REVIEW_MARK_NONE);
    if (view->page.exit)
        after_scale(after, TAG_RELIEF, _("How it feels: regret, or relief"), RELIEF_MIN, RELIEF_MAX,
                    view->review.relief, RELIEF_NONE);
    sheet_item(&after->sheet, TAG_TEXT);
    sheet_wrap(&after->sheet, AFTER_DEEP, AFTER_DEEP + 2, STYLE_TEXT, line);
    after_choice(after, TAG_SAVE, ACTION_AFTER_SAVE, _("keep this look back"));
}

static void fill_prediction(struct look_back *view)
{
    const struct review_page *page = &view->page;
    _cleanup_free_ char *sure = str_format(_("Then you were sure: %lld of 5."), (long long)page->sure);

    if (view->review.again < 0)
        return;
    after_blank(&view->after);
    if (page->expect)
        after_written(&view->after, _("Then you expected:"), page->expect);
    if (page->went_wrong)
        after_written(&view->after, _("Then you feared:"), page->went_wrong);
    if (page->sure > 0)
        after_text(&view->after, STYLE_QUIET, sure);
    if (!page->expect && !page->went_wrong && page->sure == 0)
        after_text(&view->after, STYLE_QUIET, _("You noted no expectation then."));
}

static void fill_facts(struct look_back *view)
{
    enum { NUMBER_W = 12, GAP = 2 };
    struct after *after = &view->after;
    int w = after->base.w, now = w - NUMBER_W - GAP, then = now - NUMBER_W - GAP;

    if (view->page.n == 0)
        return;
    after_blank(after);
    sheet_line(&after->sheet);
    sheet_put_right(&after->sheet, then, NUMBER_W, STYLE_COLUMN, _("then"));
    sheet_put_right(&after->sheet, now, NUMBER_W, STYLE_COLUMN, _("now"));
    for (size_t i = 0; i < view->page.n; i++) {
        const struct review_fact *fact = &view->page.v[i];
        sheet_line(&after->sheet);
        sheet_put(&after->sheet, AFTER_X, then - AFTER_X - GAP, STYLE_TEXT, fact->label);
        sheet_put_right(&after->sheet, then, NUMBER_W, STYLE_TEXT, fact->then ? fact->then : "-");
        sheet_put_right(&after->sheet, now, NUMBER_W, STYLE_TEXT, fact->now ? fact->now : "-");
    }
}

static void fill(struct after *after)
{
    struct look_back *view = (struct look_back *)after;

    fill_head(view);
    fill_question(view);
    fill_marks(view);
    fill_prediction(view);
    fill_facts(view);
    fill_days(view);
}

/* --- keys --- */

/* The mark of the selected scale; digits 1 to 5 are its places from the left. */
static void mark(struct look_back *view, int place)
{
    int64_t *marks[] = {[TAG_PROCESS] = &view->review.process,
                        [TAG_RESULT] = &view->review.result,
                        [TAG_RELIEF] = &view->review.relief};
    int tag = view->after.sheet.tag;

    if (tag < TAG_PROCESS || tag > TAG_RELIEF)
        return;
    *marks[tag] = tag == TAG_RELIEF ? RELIEF_MIN + place - 1 : place;
    sheet_act(&view->after.sheet, ACTION_DOWN);
}

static void answer(struct look_back *view, int again)
{
    view->review.again = (int8_t)again;
}

static void look_back_act(struct after *after, enum action action, struct effects *effects _unused_)
{
    struct look_back *view = (struct look_back *)after;

    if (action >= ACTION_MARK_1 && action <= ACTION_MARK_5)
        mark(view, (int)(action - ACTION_MARK_1) + 1);
    else if (action == ACTION_AFTER_YES || action == ACTION_AFTER_NO)
        answer(view, action == ACTION_AFTER_YES ? SAID_YES : SAID_NO);
    else if (action == ACTION_AFTER_WORDS || (action == ACTION_AFTER_OPEN && after->sheet.tag == TAG_TEXT))
        after_type(after, ACTION_AFTER_WORDS, _("In one line"),
                   _("What do you see now? Enter keeps it on the page."), view->review.text);
    else if (action == ACTION_AFTER_SAVE || (action == ACTION_AFTER_OPEN && after->sheet.tag == TAG_SAVE))
        after_do(after, ACTION_AFTER_SAVE);
    else if (action == ACTION_AFTER_OPEN)
        sheet_act(&after->sheet, ACTION_DOWN);
    after_resize(&after->base);
}

static int perform(struct after *after, const char *typed, struct effects *effects, unsigned *ret_changes,
                   struct err *err)
{
    struct look_back *view = (struct look_back *)after;

    if (typed) {
        free(view->review.text);
        view->review.text = *typed ? mem_string(typed) : NULL;
        return 0;
    }
    if (review_save(after->base.scene->app, NULL, view->page.decision, &view->review, NULL, ret_changes,
                    err) < 0)
        return -1;
    effects_text(effects, EFFECT_SAY, _("Kept. u takes this look back away again."));
    return AFTER_CLOSES;
}

static const struct hint look_back_hints[] = {
    {ACTION_AFTER_YES, ACTION_NONE, N_("yes")},
    {ACTION_AFTER_NO, ACTION_NONE, N_("no")},
    {ACTION_MARK_1, ACTION_MARK_5, N_("mark"), .range = true},
    {ACTION_AFTER_WORDS, ACTION_NONE, N_("in words")},
    {ACTION_AFTER_SAVE, ACTION_NONE, N_("keep")},
    {ACTION_HELP, ACTION_NONE, N_("help")},
    {ACTION_LEAVE, ACTION_NONE, N_("back")},
    {ACTION_NONE, ACTION_NONE, NULL},
};

const struct view_ops view_look_back_ops =
    AFTER_PAGE_OPS(IN_LOOK_BACK, struct look_back, N_("Look back"), look_back_init, look_back_done, look_back_hints,
                   AFTER_KEEPS("look-back"));
static const struct view_ops typing_ops = AFTER_TYPING_OPS(struct look_back, N_("Look back"), look_back_init,
                                                           look_back_done, AFTER_KEEPS("look-back"));

static const struct after_page look_back_page = {&view_look_back_ops, &typing_ops, read,  fill,
                                                 look_back_act,       perform,     forget};
