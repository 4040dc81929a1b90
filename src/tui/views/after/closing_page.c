/* The end of an end: what was yours and what was not, one lesson, what still stands in the way; then the
 * client is gone. */
#include "after.h"
#include "form_view.h"
#include "rules_view.h"

#include "paletti/app/reviews.h"
#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

enum { TAG_RULE = 1, TAG_PRICE, TAG_QUESTION, TAG_NONE, TAG_CLOSE };

struct closing_view {
    struct after after;
    struct closing closing;
};

static const struct after_page closing_page;

static void closing_init(struct view *base, const char *argument)
{
    after_init(base, argument, &closing_page);
}

static void forget(struct after *after)
{
    closing_clear(&((struct closing_view *)after)->closing);
}

static int read(struct after *after, struct err *err)
{
    struct closing_view *view = (struct closing_view *)after;
    _cleanup_free_ char *client = NULL;
    struct app *app = after->base.scene->app;

    if (view_client_find(app, after->argument, &client, err) < 0)
        return -1;
    int r = closing_look(app, client, &view->closing, err);
    if (r > 0 && !after->client_id)
        return err_set(err, _("there is nothing to close with them: nobody is being let go"));
    if (r == 0)
        after->client_id = view->closing.client_id;
    return r;
}

/* --- the page --- */

static void fill_side(struct after *after, const char *heading, const struct texts *texts,
                      const char *otherwise)
{
    after_text(after, STYLE_HEAD, heading);
    for (size_t i = 0; i < texts->n; i++) {
        sheet_line(&after->sheet);
        sheet_wrap(&after->sheet, AFTER_DEEP, AFTER_DEEP + 2, STYLE_TEXT, texts->v[i]);
    }
    if (texts->n == 0) {
        sheet_line(&after->sheet);
        sheet_wrap(&after->sheet, AFTER_DEEP, AFTER_DEEP + 2, STYLE_QUIET, otherwise);
    }
}

static void fill_lessons(struct closing_view *view)
{
    struct after *after = &view->after;

    after_blank(after);
    fill_side(after, _("What you take with you"), &view->closing.lessons,
              _("One lesson is asked for; a line is enough."));
    after_choice(after, TAG_RULE, ACTION_AFTER_RULE, _("a new rule: a line, then your rules open"));
    after_choice(after, TAG_PRICE, ACTION_AFTER_PRICE, _("a new price: a line, then your rates open"));
    after_choice(after, TAG_QUESTION, ACTION_AFTER_EXPECT, _("a new expectation: a question that the next ones are asked"));
    after_choice(after, TAG_NONE, ACTION_AFTER_NONE, _("none, because ..."));
}

static void fill_end(struct closing_view *view)
{
    struct after *after = &view->after;
    const struct closing *closing = &view->closing;

    after_blank(after);
    for (size_t i = 0; i < closing->waits.n; i++)
        after_text(after, STYLE_TEXT, closing->waits.v[i]);
    if (closing->waits.n == 0 && closing->leaving)
        after_choice(after, TAG_CLOSE, ACTION_AFTER_CLOSE, _("close: they are gone; exceptions end, the log stays"));
}

static void fill(struct after *after)
{
    struct closing_view *view = (struct closing_view *)after;
    const struct closing *closing = &view->closing;

    after_text(after, STYLE_QUIET,
               closing->leaving
                   ? _("A project that ends badly is no reason for guilt; it is good for a rule.")
                   : _("The second chance was not kept. What do you take with you?"));
    after_blank(after);
    fill_side(after, _("What was theirs"), &closing->theirs, _("Nothing was worse than with your others."));
    fill_side(after, _("What was yours"), &closing->mine, _("Nothing that the log knows of."));
    fill_lessons(view);
    fill_end(view);
}

/* --- keys --- */

static const struct {
    int tag;
    enum action action;
    enum lesson_kind kind;
    const char *label, *hint;
} choices[] = {
    {TAG_RULE, ACTION_AFTER_RULE, LESSON_RULE, N_("New rule"),
     N_("What holds from now on, in a line. Enter keeps it, and your rules open.")},
    {TAG_PRICE, ACTION_AFTER_PRICE, LESSON_PRICE, N_("New price"),
     N_("What costs what from now on. Enter keeps it, and your rates open.")},
    {TAG_QUESTION, ACTION_AFTER_EXPECT, LESSON_QUESTION, N_("Question"),
     N_("A question with yes or no, which the next prospects are asked.")},
    {TAG_NONE, ACTION_AFTER_NONE, LESSON_NONE, N_("None, because"),
     N_("Why there is nothing to learn from it.")},
};

static void begin(struct after *after, size_t i)
{
    after_type(after, choices[i].action, _(choices[i].label), _(choices[i].hint), NULL);
}

static void closing_act(struct after *after, enum action action, struct effects *effects _unused_)
{
    bool open = action == ACTION_AFTER_OPEN;

    for (size_t i = 0; i < ARRAY_LEN(choices); i++)
        if (choices[i].action == action || (open && choices[i].tag == after->sheet.tag)) {
            begin(after, i);
            return;
        }
    if (action == ACTION_AFTER_CLOSE || (open && after->sheet.tag == TAG_CLOSE))
        after_do(after, ACTION_AFTER_CLOSE);
}

/* The place where a new rule, or a new price, becomes one. */
static void open_place(enum lesson_kind kind, struct effects *effects)
{
    _cleanup_free_ char *rules = rules_view_version(NULL, 0, NULL);
    _cleanup_free_ char *me = form_view_record(NULL, "me");

    if (kind == LESSON_RULE)
        effects_open(effects, &view_rules_ops, rules);
    else if (kind == LESSON_PRICE)
        effects_open(effects, &view_form_ops, me);
}

static int learn(struct closing_view *view, const char *typed, struct effects *effects, unsigned *ret_changes,
                 struct err *err)
{
    for (size_t i = 0; i < ARRAY_LEN(choices); i++) {
        if (choices[i].action != view->after.does)
            continue;
        if (closing_learn(view->after.base.scene->app, NULL, view->closing.decision, choices[i].kind, typed,
                          ret_changes, err) < 0)
            return -1;
        open_place(choices[i].kind, effects);
    }
    return 0;
}

static int perform(struct after *after, const char *typed, struct effects *effects, unsigned *ret_changes,
                   struct err *err)
{
    struct closing_view *view = (struct closing_view *)after;

    if (typed)
        return learn(view, typed, effects, ret_changes, err);
    int r = closing_close(after->base.scene->app, NULL, view->closing.client, ret_changes, err);
    if (r != 0)
        return r < 0 ? -1 : AFTER_REFUSED;
    effects_text(effects, EFFECT_SAY, _("Closed; undo opens it again."));
    return AFTER_CLOSES;
}

static const struct hint closing_hints[] = {
    {ACTION_AFTER_RULE, ACTION_NONE, N_("rule")},
    {ACTION_AFTER_PRICE, ACTION_NONE, N_("price")},
    {ACTION_AFTER_EXPECT, ACTION_NONE, N_("expectation")},
    {ACTION_AFTER_NONE, ACTION_NONE, N_("none")},
    {ACTION_AFTER_CLOSE, ACTION_NONE, N_("close")},
    {ACTION_HELP, ACTION_NONE, N_("help")},
    {ACTION_LEAVE, ACTION_NONE, N_("back")},
    {ACTION_NONE, ACTION_NONE, NULL},
};

const struct view_ops view_closing_ops = AFTER_PAGE_OPS(IN_CLOSING, struct closing_view, N_("Closing"), closing_init,
                                                        after_done, closing_hints, AFTER_KEEPS("closing"));
static const struct view_ops typing_ops =
    AFTER_TYPING_OPS(struct closing_view, N_("Closing"), closing_init, after_done, AFTER_KEEPS("closing"));

static const struct after_page closing_page = {&view_closing_ops, &typing_ops, read,  fill,
                                               closing_act,       perform,     forget};
