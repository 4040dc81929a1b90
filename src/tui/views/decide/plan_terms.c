/* The plan of new terms: what was, what becomes of it, why, and until when. */
#include "plan.h"

#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

enum { TERM_ROWS = 4 };

static char *sum_text(struct money sum)
{
    struct str text = STR_INIT;

    if (*sum.currency)
        words_sum(&text, sum);
    return str_take(&text);
}

/* Two columns; where they have no room, two lines. */
static void put_term(struct wizard *view, const char *label, int was_tag, const char *was, int tag,
                     const char *is)
{
    int second = view->sheet.w / 2 + PLAN_VALUE_X / 2;
    int room = second - PLAN_VALUE_X - 2;
    bool beside =
        !view->base.scene->plain && sheet_width(was) <= room && sheet_width(is) <= view->sheet.w - second;

    if (beside) {
        plan_put_written(view, was_tag, label, was);
        plan_put_beside(view, second, tag, NULL, *is || plan_lacks(view, (enum decide_field)tag) ? is : "-");
        return;
    }
    plan_put_written(view, was_tag, label, was);
    plan_put_written(view, tag, _("  becomes"), is);
}

static const char *or_empty(const char *text)
{
    return text ? text : "";
}

static void put_terms(struct wizard *view)
{
    const struct plan_terms *terms = &wizard_answers(view)->terms;
    _cleanup_free_ char *was = sum_text(terms->price_was), *is = sum_text(terms->price);
    int second = view->sheet.w / 2 + PLAN_VALUE_X / 2;

    sheet_line(&view->sheet);
    sheet_put(&view->sheet, PLAN_VALUE_X, 0, STYLE_COLUMN, _("until now"));
    sheet_put(&view->sheet, second, 0, STYLE_COLUMN, _("from then on"));
    put_term(view, _("Price"), TERMS_PRICE_WAS, was, TERMS_PRICE, is);
    put_term(view, _("Scope"), TERMS_SCOPE_WAS, or_empty(terms->scope_was), TERMS_SCOPE,
             or_empty(terms->scope));
    put_term(view, C_("terms", "Hours"), TERMS_HOURS_WAS, or_empty(terms->hours_was), TERMS_HOURS,
             or_empty(terms->hours));
    put_term(view, _("Channel"), TERMS_CHANNEL_WAS, or_empty(terms->channel_was), TERMS_CHANNEL,
             or_empty(terms->channel));
    if (plan_lacks(view, TERMS_ANY)) {
        sheet_line(&view->sheet);
        sheet_wrap(&view->sheet, PLAN_VALUE_X, PLAN_VALUE_X, STYLE_WAITING, decide_missing_text(TERMS_ANY));
    }
}

static void put_span(struct wizard *view)
{
    const struct deciding_page *page = wizard_page(view);
    const struct plan_terms *terms = &page->answers->terms;
    _cleanup_str_ struct str from = STR_INIT, until = STR_INIT;

    wizard_add_date(view, &from, terms->from != DAY_NONE ? terms->from : page->seen->today, false);
    if (terms->until != DAY_NONE)
        wizard_add_date(view, &until, terms->until, false);
    else
        str_add(&until, _("no end: a new price, not a favour"));
    sheet_line(&view->sheet);
    plan_put(view, TERMS_FROM, _("From"), str_text(&from));
    plan_put(view, TERMS_UNTIL, _("Until"), str_text(&until));
}

static void put_why(struct wizard *view)
{
    const char *const reasons[] = {_("passing"), _("budget"), _("does not value it"), _("not known"), NULL};
    const struct plan_terms *terms = &wizard_answers(view)->terms;

    plan_put_choices(view, TERMS_REASON, _("Why"), reasons, terms->reason);
    plan_put_written(view, TERMS_WORDS, _("In words"), terms->words);
}

static void put_message(struct wizard *view)
{
    const struct plan_terms *terms = &wizard_answers(view)->terms;
    _cleanup_str_ struct str language = STR_INIT;

    plan_add_language(view, &language);
    _cleanup_free_ char *text =
        str_format(_("[%c] a letter says so, %s"), terms->letter_off ? ' ' : 'x', str_text(&language));
    sheet_line(&view->sheet);
    plan_put(view, TERMS_NO_LETTER, _("Message"), text);
}

/* Why first: before it is said no price is changed. */
static void terms_fill(struct wizard *view)
{
    if (!view->plan)
        return;
    put_why(view);
    sheet_line(&view->sheet);
    put_terms(view);
    put_span(view);
    put_message(view);
    plan_stand(view);
}

const struct wizard_page wizard_terms = {
    .ops = {WIZARD_OPS, .where = IN_STEP_PLAN, .hints = plan_hints},
    .corner = N_("Plan: new terms"),
    .load = plan_load,
    .fill = terms_fill,
    .act = plan_act,
};
