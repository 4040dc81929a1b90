/* What an exit has to settle: the credit statement's lines, as of the last day. */
#include "plan.h"
#include "statement_view.h"

#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

#include <string.h>

enum { TEXT_X = 2, NUMBER_W = 7, SUM_W = 13, NARROW_SUM_W = 11 };

/* Columns from the right end: bought, used, left, the sum. */
struct columns {
    int bought, used, left, sum, sum_w;
};

static struct columns columns_of(const struct wizard *view)
{
    int sum_w = wizard_narrow(view) ? NARROW_SUM_W : SUM_W, end = view->sheet.w;

    return (struct columns){end - sum_w - 3 * NUMBER_W, end - sum_w - 2 * NUMBER_W, end - sum_w - NUMBER_W,
                            end - sum_w, sum_w};
}

static void put_columns(struct wizard *view, const struct columns *at, enum style style,
                        const char *const texts[3], const char *sum)
{
    const int xs[] = {at->bought, at->used, at->left};

    for (size_t i = 0; i < ARRAY_LEN(xs); i++)
        sheet_put_right(&view->sheet, xs[i], NUMBER_W, style, texts[i]);
    sheet_put_right(&view->sheet, at->sum, at->sum_w, style, sum);
}

static void put_head(struct wizard *view, const struct columns *at)
{
    const char *const texts[] = {C_("units", "bought"), C_("units", "used"), C_("units", "left")};

    sheet_line(&view->sheet);
    sheet_line(&view->sheet);
    sheet_put(&view->sheet, 0, at->bought, STYLE_HEAD, _("MONEY"));
    put_columns(view, at, STYLE_COLUMN, texts, view->plan->statement.currency);
}

/* A sum of another currency than the column's says which. */
static void put_sum(struct wizard *view, const struct columns *at, const struct statement_row *row)
{
    bool other = *row->currency && !str_equal(row->currency, view->plan->statement.currency);
    _cleanup_free_ char *sum = str_format("%s%s%s", row->sum, other ? " " : "", other ? row->currency : "");

    sheet_put_right(&view->sheet, at->sum, at->sum_w, STYLE_TEXT, sum);
}

static void put_line(struct wizard *view, const struct columns *at, const struct statement_row *row)
{
    const char *const texts[] = {row->bought, row->used, row->left};
    _cleanup_str_ struct str used = STR_INIT;

    sheet_item(&view->sheet, TAG_MONEY + (int)row->line);
    sheet_put(&view->sheet, 0, at->bought - 1, STYLE_TEXT, row->label);
    put_columns(view, at, STYLE_TEXT, texts, "");
    put_sum(view, at, row);
    statement_used_words(&view->plan->statement.credit.lines[row->line], &used);
    if (used.len == 0)
        return;
    str_add(&used, _(" (Enter shows them)"));
    sheet_more(&view->sheet);
    sheet_wrap(&view->sheet, TEXT_X, TEXT_X, STYLE_QUIET, str_text(&used));
}

static void put_total(struct wizard *view, const struct columns *at, const struct statement_row *row)
{
    sheet_line(&view->sheet);
    sheet_put(&view->sheet, 0, at->sum - 1, STYLE_TEXT, row->label);
    put_sum(view, at, row);
}

/* Kept, or given back with a tick; meetings stand among what is closed. */
static void put_booked(struct wizard *view, const struct statement_row *row)
{
    const struct credit *credit = &view->plan->statement.credit;

    if (row->line >= credit->n_lines)
        return;
    const struct credit_use *use = &credit->lines[row->line].uses[row->of];
    sheet_line(&view->sheet);
    plan_put_tick(view, 0, TAG_BOOKED + (int)view->plan->booked.n, use->state == CREDIT_GIVEN_BACK, false,
                  row->label);
    texts_add(&view->plan->booked, use->use->ref);
}

struct putting {
    struct wizard *view;
    struct columns at;
    int splits;
};

static int put_row(void *ctx, const struct statement_row *row)
{
    struct putting *putting = ctx;

    switch (row->kind) {
    case STATEMENT_LINE:
        put_line(putting->view, &putting->at, row);
        break;
    case STATEMENT_BOOKED:
        put_booked(putting->view, row);
        break;
    case STATEMENT_SPLIT:
        if (putting->splits < 2)
            break;
        __attribute__((fallthrough));
    case STATEMENT_OWED:
    case STATEMENT_TOTAL:
        put_total(putting->view, &putting->at, row);
        break;
    default:
        break;
    }
    return 0;
}

/* --- how it goes back --- */

static const char *method_name(int method)
{
    static const char *const names[] = {N_("Stripe, to the card that paid"),
                                        N_("Transfer, to the account that paid"), N_("In cash"),
                                        N_("As it was paid")};

    return _(names[method >= PAID_STRIPE && method <= PAID_OTHER ? method : PAID_OTHER]);
}

static void put_way(struct wizard *view)
{
    const struct plan_exit *of = &wizard_answers(view)->exit;
    _cleanup_str_ struct str text = STR_INIT;
    _cleanup_free_ char *issued = str_format("[%c] %s", of->refund_issued ? 'x' : ' ', _("issued"));

    str_add(&text, method_name(of->method));
    if (view->plan->expected != DAY_NONE) {
        str_add(&text, _("; about "));
        words_day(view->base.scene->app, &text, view->plan->expected);
    }
    str_add(&text, ".");
    sheet_line(&view->sheet);
    sheet_item_here(&view->sheet, EXIT_METHOD);
    sheet_wrap(&view->sheet, 0, TEXT_X, STYLE_TEXT, str_text(&text));
    plan_put_beside(view, view->sheet.w - sheet_width(issued) - 6, EXIT_REFUND_ISSUED, NULL, issued);
}

/* Both owe: two sums, and what becomes of them is asked (C11). */
static void put_debt(struct wizard *view)
{
    const struct deciding_page *page = wizard_page(view);
    const char *const names[] = {_("return all"), _("offset, with their written yes"),
                                 _("hold until they pay"), NULL};
    const struct plan_exit *of = &page->answers->exit;

    if (!page->seen->owes || !page->seen->to_return)
        return;
    plan_put_choices(view, EXIT_DEBT, _("Both owe"), names, of->debt);
    if (of->debt == DEBT_OFFSET || of->debt == DEBT_HOLD)
        plan_put_written(view, EXIT_OFFSET_YES, of->debt == DEBT_HOLD ? _("Clause") : _("Their yes"),
                         of->offset_yes);
}

static void put_price(struct wizard *view)
{
    const struct plan_exit *of = &wizard_answers(view)->exit;
    _cleanup_str_ struct str text = STR_INIT;

    if (!wizard_page(view)->seen->unpriced)
        return;
    if (*of->unit_price.currency)
        words_sum(&text, of->unit_price);
    plan_put(view, EXIT_UNIT_PRICE, _("Unit price"), str_text(&text));
}

void plan_put_money(struct wizard *view)
{
    struct putting putting = {view, columns_of(view), (int)view->plan->statement.credit.n_splits};

    texts_clear(&view->plan->booked);
    put_head(view, &putting.at);
    statement_each_row(view->base.scene->app, &view->plan->statement, put_row, &putting);
    put_price(view);
    put_debt(view);
    if (wizard_page(view)->seen->to_return)
        put_way(view);
}

void plan_open_money(struct wizard *view, struct effects *effects)
{
    const struct deciding_page *page = wizard_page(view);
    _cleanup_free_ char *argument = statement_view_argument(
        page->client_ref, decide_last_day(page->answers, page->seen), &page->answers->exit.given_back);

    effects_open(effects, &view_statement_ops, argument);
}
