/* The plan of a path that has no page of its own yet: what is decided, and what is still needed. */
#include "wizard.h"
#include "wizard_words.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

enum { TEXT_X = 2 };

static void put_missing(struct wizard *view)
{
    const struct deciding_page *page = wizard_page(view);

    for (size_t i = 0; i < page->n_missing; i++) {
        sheet_item(&view->sheet, (int)page->missing[i]);
        sheet_wrap(&view->sheet, TEXT_X, TEXT_X, STYLE_WAITING, decide_missing_text(page->missing[i]));
    }
}

static void plan_fill(struct wizard *view)
{
    struct str lines[WIZARD_LINES] = {0};
    size_t n = wizard_summary(view, lines);

    for (size_t i = 0; i < n; i++) {
        sheet_line(&view->sheet);
        sheet_wrap(&view->sheet, 0, TEXT_X, STYLE_TEXT, str_text(&lines[i]));
        str_done(&lines[i]);
    }
    sheet_line(&view->sheet);
    put_missing(view);
}

static void plan_act(struct wizard *view, enum action action, struct effects *effects _unused_)
{
    if (action == ACTION_STEP_NEXT)
        wizard_send(view, &(struct decide_event){.kind = DECIDING_NEXT});
    else if (action == ACTION_STEP_BACK)
        wizard_send(view, &(struct decide_event){.kind = DECIDING_BACK});
}

static const struct hint plan_hints[] = {
    {ACTION_STEP_NEXT, ACTION_NONE, N_("next")}, {ACTION_STEP_BACK, ACTION_NONE, N_("back")},
    {ACTION_PARK, ACTION_NONE, N_("park")},      {ACTION_HELP, ACTION_NONE, N_("help")},
    {ACTION_NONE, ACTION_NONE, NULL},
};

const struct wizard_page wizard_plan = {
    .ops = {WIZARD_OPS, .where = IN_STEP_PLAN, .hints = plan_hints},
    .corner = N_("Plan"),
    .fill = plan_fill,
    .act = plan_act,
};
