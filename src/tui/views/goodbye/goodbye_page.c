/* Letting go: the fourteen steps on one page, which always shows what is done, what waits, and what cannot be
 * undone. */
#include "goodbye.h"
#include "wizard_view.h"

#include "paletti/app/blur.h"
#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

/* From which widths on there is room for the sentences, and for a word beside each of them. */
enum { WITH_TEXT = 60, WITH_WORD = 96, TAG_DECIDE = 100 };

static const struct after_page goodbye_page;

static void goodbye_init(struct view *base, const char *argument)
{
    after_init(base, argument, &goodbye_page);
}

/* What comes next is selected, when it is opened and when something was done. */
static int read(struct after *after, struct err *err)
{
    struct goodbye *view = (struct goodbye *)after;
    if (goodbye_read(view, after->argument, err) < 0)
        return -1;
    int next = view->page.next >= 0 ? view->page.next + 1 : FAREWELL_CLOSE + 1;
    if (!view->refused && next != view->next)
        view->next = after->sheet.tag = next;
    return 0;
}

/* --- the page --- */

static const struct farewell_page_step *selected(const struct goodbye *view)
{
    int tag = view->after.sheet.tag;

    return !view->refused && tag >= 1 && tag <= FAREWELL_STEPS ? &view->page.steps[tag - 1] : NULL;
}

static void fill_head(struct goodbye *view)
{
    const struct farewell_page *page = &view->page;
    struct app *app = view->after.base.scene->app;
    _cleanup_str_ struct str head = STR_INIT, day = STR_INIT;

    if (page->last_day != DAY_NONE) {
        words_day(app, &day, page->last_day);
        str_printf(&head, _("Last day %s. "), str_text(&day));
    }
    str_printf(&head, _("%lld of %lld done."), (long long)page->done, (long long)page->needed);
    after_text(&view->after, STYLE_HEAD, str_text(&head));
    if (page->group) {
        _cleanup_free_ char *group =
            str_format(_("One of %s: nothing of the others changes, and no text names them."),
                       app_blur_names(app, page->group));
        after_text(&view->after, STYLE_QUIET, group);
    }
    goodbye_put_mode(&view->after, goodbye_mode(view));
}

static enum style style_of(enum farewell_stand stand)
{
    static const enum style styles[] = {[FAREWELL_NOT_NEEDED] = STYLE_QUIET,
                                        [FAREWELL_DONE] = STYLE_GOOD,
                                        [FAREWELL_NOW] = STYLE_TEXT,
                                        [FAREWELL_WAITS] = STYLE_WAITING,
                                        [FAREWELL_BLOCKED] = STYLE_ALERT};

    return styles[stand];
}

/* "done, for good": of what has left the machine. Where the sentence needs the room, the box says the rest.
 */
static char *stand_of(const struct after *after, const struct farewell_stood *stood)
{
    const char *word = words_farewell_stand((enum farewell_stand)stood->stand);

    if (after->base.w >= WITH_TEXT && after->base.w < WITH_WORD)
        return mem_string(stood->gone ? _("for good") : "");
    return stood->gone ? str_format(_("%s, for good"), word) : mem_string(word);
}

/* Told line by line each has its number already. */
static char *title_of(const struct goodbye *view, int i)
{
    const struct farewell_page_step *step = &view->page.steps[i];
    const char *box = goodbye_box((enum farewell_stand)step->stood.stand);

    if (view->after.base.scene->plain)
        return str_format("%s%s", box, step->title);
    return str_format("%2d %s%s", i + 1, box, step->title);
}

static int titles_width(const struct goodbye *view)
{
    int widest = 0;

    for (int i = 0; i < FAREWELL_STEPS; i++) {
        _cleanup_free_ char *title = title_of(view, i);
        int w = sheet_width(title);
        widest = w > widest ? w : widest;
    }
    return widest;
}

static void fill_step(struct goodbye *view, int i, int titles_w)
{
    struct after *after = &view->after;
    const struct farewell_page_step *step = &view->page.steps[i];
    enum style style = style_of((enum farewell_stand)step->stood.stand);
    _cleanup_free_ char *title = title_of(view, i), *word = stand_of(after, &step->stood);
    int w = sheet_width(word), end = after->base.w - w - 1, x = AFTER_DEEP + titles_w + 2;
    bool text = after->base.w >= WITH_TEXT;

    sheet_item(&after->sheet, i + 1);
    sheet_put(&after->sheet, AFTER_DEEP, text ? titles_w : end - AFTER_DEEP - 1, style, title);
    if (text)
        sheet_put(&after->sheet, x, end - x - (w > 0), STYLE_TEXT, step->text);
    sheet_put_right(&after->sheet, end, w, style, word);
}

/* The selected one's sentence whole, where the line has no room for it. */
static void goodbye_status(const struct view *base, struct str *to)
{
    const struct goodbye *view = (const struct goodbye *)base;
    const struct farewell_page_step *step = selected(view);

    if (!step)
        return;
    str_printf(to, "%s: %s", words_farewell_stand((enum farewell_stand)step->stood.stand), step->text);
    if (step->cannot)
        str_printf(to, " %s", step->cannot);
}

static void fill_undecided(struct goodbye *view)
{
    struct after *after = &view->after;

    after_text(after, STYLE_TEXT, view->refused);
    after_blank(after);
    after_choice(after, TAG_DECIDE, ACTION_DECIDE, _("decide about them: the facts, the question, the way"));
}

static void fill(struct after *after)
{
    struct goodbye *view = (struct goodbye *)after;

    if (view->refused) {
        fill_undecided(view);
        return;
    }
    fill_head(view);
    after_blank(after);
    for (int i = 0; i < FAREWELL_STEPS; i++)
        fill_step(view, i, titles_width(view));
}

/* --- keys --- */

static void act(struct after *after, enum action action, struct effects *effects)
{
    struct goodbye *view = (struct goodbye *)after;
    int step = after->sheet.tag - 1;

    if (view->refused && action == ACTION_AFTER_OPEN) {
        _cleanup_free_ char *argument = wizard_argument(after->client, false);
        after_open(wizard_view_ops, argument, effects);
    } else if (action == ACTION_AFTER_OPEN) {
        goodbye_open(view, step, effects);
    } else if (action == ACTION_AFTER_WAIVE && !view->refused) {
        goodbye_ask_waive(view, step);
    }
}

static int perform(struct after *after, const char *typed, struct effects *effects _unused_,
                   unsigned *ret_changes, struct err *err)
{
    struct goodbye *view = (struct goodbye *)after;
    return goodbye_waive(view, after->tag - 1, typed, ret_changes, err);
}

static const struct hint goodbye_hints[] = {
    {ACTION_AFTER_OPEN, ACTION_NONE, N_("open")},
    {ACTION_AFTER_WAIVE, ACTION_NONE, N_("not needed")},
    {ACTION_OUTBOX, ACTION_NONE, N_("outbox")},
    {ACTION_DECIDE, ACTION_NONE, N_("decide")},
    {ACTION_HELP, ACTION_NONE, N_("help")},
    {ACTION_LEAVE, ACTION_NONE, N_("back")},
    {ACTION_NONE, ACTION_NONE, NULL},
};

#define SHARED AFTER_KEEPS("goodbye"), .corner = goodbye_corner, .status = goodbye_status
const struct view_ops view_goodbye_ops = AFTER_PAGE_OPS(IN_GOODBYE, struct goodbye, N_("Letting go"),
                                                        goodbye_init, after_done, goodbye_hints, SHARED);
static const struct view_ops typing_ops =
    AFTER_TYPING_OPS(struct goodbye, N_("Letting go"), goodbye_init, after_done, SHARED);

static const struct after_page goodbye_page = {&view_goodbye_ops, &typing_ops,    read, fill, act,
                                               perform,           goodbye_forget, NULL};
