/* Money: promises that were broken, letters that are due, and who asks for more while owing. */
#include "triage_inside.h"

#include "dues_now.h"

#include "paletti/app/blur.h"
#include "paletti/app/ladder.h"
#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

/* --- reasons --- */

static int take_debt(void *ctx, const struct ladder_line *line)
{
    struct triage_queue *queue = ctx;
    struct triage_client *client = triage_client_by_id(queue, line->debts->client_id);
    const struct ladder_standing *standing = &line->debt->standing;

    if (!client)
        return 0;
    if (debt_broken(line->debts, line->debt))
        triage_add(&client->card, TRIAGE_PROMISE_BROKEN, triage_day(queue, line->debt->told.due_on));
    else if (standing->state == LADDER_DUE || standing->state == LADDER_OVER)
        triage_add(&client->card, TRIAGE_STEP_DUE, triage_day(queue, line->debt->told.due_on));
    if (line->debts->squeezed)
        triage_add(&client->card, TRIAGE_PART_PAID_ASKS, triage_day(queue, line->debts->asked_owing));
    return 0;
}

/* What is unpaid in my own currency. */
static int find_stakes(struct triage_queue *queue)
{
    _cleanup_dues_now_ struct dues_now dues = {0};
    const struct house *house;

    if (app_house(queue->app, &house, queue->err) < 0 ||
        dues_now(queue->app, queue->store, queue->only, queue->now, &dues, queue->err) < 0)
        return -1;
    const char *mine = me_currency(&house->me);
    for (size_t i = 0; i < dues.n; i++) {
        const struct due_now *due = &dues.v[i];
        struct triage_client *client = triage_client_by_id(queue, due->client_id);
        if (client && due->kind == DUE_INVOICE && due->open && str_equal(due->unpaid.currency, mine))
            client->card.at_stake = sum_plus(client->card.at_stake, due->unpaid.minor);
    }
    return 0;
}

int triage_find_money(struct triage_queue *queue)
{
    const char *only = queue->only && queue->n == 1 ? queue->v[0].card.client : NULL;

    if (view_ladder(queue->app, only, queue->today, take_debt, queue, queue->err) < 0)
        return -1;
    return find_stakes(queue);
}

/* --- sentences --- */

static void add_line(struct triage_card_page *page, struct str *text)
{
    if (text->len > 0)
        texts_add(&page->lines, str_text(text));
    str_clear(text);
}

static void say_debt(struct app *app, const struct debts *debts, const struct debt *debt, struct str *to)
{
    _cleanup_str_ struct str sum = STR_INIT, due = STR_INIT;

    words_sum(&sum, debt->standing.owed);
    words_day(app, &due, debt->told.due_on);
    str_printf(to, P_("Invoice %s, %s, due %s, %d day late: ", "Invoice %s, %s, due %s, %d days late: ", debt->standing.days_late),
               app_blur_text(app, debt->number), str_text(&sum), str_text(&due), debt->standing.days_late);
    words_standing(app, to, debts, debt);
    str_add(to, ".");
}

static void say_words(struct app *app, const struct debts *debts, struct str *to)
{
    _cleanup_str_ struct str excuses = STR_INIT;

    if (debts->broken > 0)
        str_printf(to, P_("%d promise broken. ", "%d promises broken. ", debts->broken), debts->broken);
    words_excuses(app, &excuses, debts);
    if (excuses.len > 0)
        str_printf(to, _("Said: %s. "), str_text(&excuses));
}

static void say_asked(struct app *app, const struct debts *debts, struct str *to)
{
    _cleanup_str_ struct str day = STR_INIT;

    if (debts->asked_owing != DAY_NONE) {
        words_day(app, &day, debts->asked_owing);
        str_printf(to, _("Asked for new work on %s while owing. "), str_text(&day));
    }
    if (debts->in_charge)
        str_printf(to, _("Person in charge: %s. "), debts->in_charge);
}

static void say_recovery(const struct debts *debts, struct str *to)
{
    _cleanup_str_ struct str cost = STR_INIT;

    if (!*debts->guess.cost.currency)
        return;
    words_sum(&cost, debts->guess.cost);
    str_printf(to, _("To recover it: about %s and %d h, your estimate."), str_text(&cost), debts->guess.hours);
}

int triage_say_money(const struct triage_queue *queue, struct triage_card_page *page)
{
    _cleanup_debts_ struct debts debts = {0};
    _cleanup_str_ struct str text = STR_INIT;

    if (app_debts(queue->app, page->client, &debts, queue->err) < 0)
        return -1;
    for (size_t i = 0; i < debts.n; i++)
        if (debts.v[i].standing.owed.minor > 0 && debts.v[i].standing.days_late > 0) {
            say_debt(queue->app, &debts, &debts.v[i], &text);
            add_line(page, &text);
        }
    say_words(queue->app, &debts, &text);
    say_asked(queue->app, &debts, &text);
    if (debts.n_late > 0)
        say_recovery(&debts, &text);
    add_line(page, &text);
    if (debts.first >= 0 && debt_letter(&debts, &debts.v[debts.first]))
        page->invoice = mem_string(debts.v[debts.first].ref);
    return 0;
}
