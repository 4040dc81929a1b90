/* What goes back, as things of the page: refunds as they stand, and lines that are still to be planned. */
#include "farewell_items.h"

#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/store/records.h"

/* --- refunds --- */

static enum farewell_item_state state_of_refund(enum refunding state)
{
    static const enum farewell_item_state states[REFUNDING_STATES] = {
        [REFUNDING_PLANNED] = FAREWELL_ITEM_OPEN,    [REFUNDING_CONFIRMED] = FAREWELL_ITEM_CONFIRMED,
        [REFUNDING_SENDING] = FAREWELL_ITEM_SENDING, [REFUNDING_SUCCEEDED] = FAREWELL_ITEM_DONE,
        [REFUNDING_PENDING] = FAREWELL_ITEM_DONE,    [REFUNDING_ACTION] = FAREWELL_ITEM_WAITS,
        [REFUNDING_REFUSED] = FAREWELL_ITEM_REFUSED, [REFUNDING_UNKNOWN] = FAREWELL_ITEM_UNKNOWN,
        [REFUNDING_FAILED] = FAREWELL_ITEM_REFUSED,  [REFUNDING_CANCELED] = FAREWELL_ITEM_REFUSED,
    };

    return states[state];
}

static char *refund_words(const struct laying *laying, struct money amount, int32_t paid_on)
{
    struct str text = STR_INIT;
    _cleanup_str_ struct str day = STR_INIT;

    words_sum(&text, amount);
    if (paid_on == DAY_NONE)
        return str_take(&text);
    words_day(laying->going->app, &day, paid_on);
    str_printf(&text, _(", on the payment of %s"), str_text(&day));
    return str_take(&text);
}

static bool planned_for(const struct going *going, const struct payment *payment)
{
    for (size_t i = 0; payment && i < going->statement.n_refunds; i++) {
        const struct refund *refund = &going->statement.refunds[i];
        if (refund->state == REFUNDING_PLANNED && str_equal(refund->payment, payment->ref))
            return true;
    }
    return false;
}

/* One that came to nothing is over where something else of the goodbye returns the same payment. */
static bool replaced(const struct going *going, const struct refund *refund)
{
    if (refunding_alive(refund_state(refund)))
        return false;
    for (size_t i = 0; i < going->statement.n_refunds; i++) {
        const struct refund *other = &going->statement.refunds[i];
        if (str_equal(other->payment, refund->payment) && refunding_alive(refund_state(other)))
            return true;
    }
    return false;
}

static bool was_test(const struct refund *refund)
{
    return refund->live == 0 && (refund->state == REFUNDING_SUCCEEDED || refund->state == REFUNDING_PENDING);
}

/* A line that a TEST went through is done in the goodbye: what is only planned of the same payment beside it asks for
 * nothing. */
static bool rehearsed(const struct going *going, const struct refund *refund)
{
    for (size_t i = 0; refund->state == REFUNDING_PLANNED && i < going->statement.n_refunds; i++) {
        const struct refund *other = &going->statement.refunds[i];
        if (was_test(other) && str_equal(other->payment, refund->payment) &&
            str_equal(other->farewell, refund->farewell) && money_equal(other->amount, refund->amount))
            return true;
    }
    return false;
}

static int payment_day(const struct laying *laying, const char *ref, int32_t *ret)
{
    struct payment payment;
    int r = store_get(laying->going->store, &model_payment, ref, &payment, laying->err);

    *ret = DAY_NONE;
    if (r != 0)
        return r < 0 ? -1 : 0;
    *ret = payment.on;
    model_clear(&model_payment, &payment);
    return 0;
}

/* Those of this goodbye. */
static bool is_told(const struct going *going, const struct refund *refund)
{
    return going->farewell.ref && str_equal(refund->farewell, going->farewell.ref) &&
           !replaced(going, refund);
}

static int lay_refund(const struct laying *laying, const struct refund *refund)
{
    const struct going *going = laying->going;
    int32_t paid_on;
    const struct dispatch *dispatch = going_dispatch(going, NULL, refund->ref);
    enum farewell_item_state state = state_of_refund(refund_state(refund));
    struct farewell_item *item;

    if (!is_told(going, refund) || rehearsed(going, refund))
        return 0;
    if (payment_day(laying, refund->payment, &paid_on) < 0)
        return -1;
    item = laying_add(laying, FAREWELL_REFUND, FAREWELL_ITEM_REFUND, state);
    item->ref = mem_string(refund->ref);
    item->dispatch = mem_string(dispatch ? dispatch->ref : NULL);
    item->sum = refund->amount;
    item->what = refund_words(laying, refund->amount, paid_on);
    item->note = was_test(refund) && !refund->reason ? mem_string(_("a TEST: no money moved"))
                                                     : laying_shown(laying, refund->reason);
    item->live = refund->live == 1;
    item->done_on = refund->issued_on;
    item->on = refund->expected_on;
    item->gone = refunding_left(refund_state(refund));
    if (refund->live > laying->page->live)
        laying->page->live = refund->live;
    if (refund->state == REFUNDING_FAILED) {
        laying->seen->refunds.all++;
        laying->seen->refunds.failed++;
        return 0;
    }
    laying->seen->planned += state == FAREWELL_ITEM_OPEN;
    laying->seen->by_hand += state == FAREWELL_ITEM_CONFIRMED && !refund->intent;
    laying_count(&laying->seen->refunds, state, DAY_NONE);
    if (state == FAREWELL_ITEM_DONE && refund->expected_on != DAY_NONE &&
        (laying->seen->expected_on == DAY_NONE || refund->expected_on > laying->seen->expected_on))
        laying->seen->expected_on = refund->expected_on;
    return 0;
}

/* What failed and has to go back again is told once: as what failed. */
static bool failed_for(const struct going *going, const struct payment *payment)
{
    for (size_t i = 0; payment && going->farewell.ref && i < going->statement.n_refunds; i++) {
        const struct refund *refund = &going->statement.refunds[i];
        if (str_equal(refund->payment, payment->ref) && str_equal(refund->farewell, going->farewell.ref) &&
            !refunding_alive(refund_state(refund)) && !replaced(going, refund))
            return true;
    }
    return false;
}

static void lay_line(const struct laying *laying, const struct refunding_line *line)
{
    struct farewell_item *item;

    if (planned_for(laying->going, line->payment) || failed_for(laying->going, line->payment))
        return;
    item = laying_add(laying, FAREWELL_REFUND, FAREWELL_ITEM_REFUND, FAREWELL_ITEM_OPEN);
    item->sum = line->amount;
    item->what = refund_words(laying, line->amount, line->payment ? line->payment->on : DAY_NONE);
    if (!line->payment)
        item->note = mem_string(_("no payment in the records has so much left: record it first"));
    laying_count(&laying->seen->refunds, FAREWELL_ITEM_OPEN, DAY_NONE);
}

int laying_refunds(const struct laying *laying)
{
    const struct going *going = laying->going;

    laying->page->live = -1;
    if (!going_debt_held(going) && !going_ticked(going, TASK_REFUND))
        for (size_t i = 0; i < going->n_lines; i++)
            lay_line(laying, &going->lines[i]);
    for (size_t i = 0; i < going->statement.n_refunds; i++)
        if (lay_refund(laying, &going->statement.refunds[i]) < 0)
            return -1;
    laying->seen->debt_held = going_debt_held(going);
    laying->seen->to_return = laying->seen->refunds.all > 0;
    laying->page->money = laying->page->steps[FAREWELL_REFUND].n > 0;
    return 0;
}
