/* The plan of declining one project: which, whom they can go to, in which words; and whether the door stays
 * open. */
#include "plan.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

static void put_end(struct wizard *view)
{
    const struct deciding_page *page = wizard_page(view);
    int32_t ends = page->answers->decline.ends_on;
    _cleanup_str_ struct str text = STR_INIT;

    wizard_add_date(view, &text, ends != DAY_NONE ? ends : page->seen->today, false);
    plan_put(view, DECLINE_ENDS_ON, _("Ends on"), str_text(&text));
}

static void put_door(struct wizard *view)
{
    const char *const doors[] = {_("open: they may come back"), C_("door", "closed"), NULL};

    plan_put_choices(view, DECLINE_DOOR_CLOSED, _("Door"), doors, wizard_answers(view)->decline.door_closed);
}

static void put_message(struct wizard *view)
{
    _cleanup_str_ struct str text = STR_INIT;

    str_add(&text, _("this project is not for me, "));
    plan_add_language(view, &text);
    sheet_line(&view->sheet);
    sheet_line(&view->sheet);
    sheet_put(&view->sheet, 0, PLAN_VALUE_X - 1, STYLE_TEXT, _("Letter"));
    sheet_put(&view->sheet, PLAN_VALUE_X, 0, STYLE_TEXT, str_text(&text));
}

static void decline_fill(struct wizard *view)
{
    const struct plan_decline *decline = &wizard_answers(view)->decline;

    if (!view->plan)
        return;
    plan_put_written(view, DECLINE_PROJECT, _("Project"), decline->project);
    put_end(view);
    plan_put_referral(view, &decline->referral, DECLINE_COLLEAGUE);
    plan_put_written(view, DECLINE_WORDS, _("Words"), decline->words);
    put_door(view);
    put_message(view);
    plan_stand(view);
}

const struct wizard_page wizard_decline = {
    .ops = {WIZARD_OPS, .where = IN_STEP_PLAN, .hints = plan_hints},
    .corner = N_("Plan: decline this project"),
    .load = plan_load,
    .fill = decline_fill,
    .act = plan_act,
};
