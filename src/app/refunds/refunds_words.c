/* Refunds in words. */
#include "refunds_inside.h"

#include "form_words.h"
#include "outbox_inside.h"

#include "paletti/app/blur.h"
#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/store/records.h"

const char *refunds_mode(int8_t live)
{
    return live == 1 ? "LIVE" : live == 0 ? "TEST" : "";
}

const char *refunds_method_word(int8_t method)
{
    return method < 0 ? _("no known way")
                      : choice_word("method", model_field(&model_payment, "method")->names[method]);
}

const char *refunds_state_word(const struct refund *refund)
{
    static const char *const words[REFUNDING_STATES] = {
        [REFUNDING_PLANNED] = NC_("refund", "planned"),
        [REFUNDING_CONFIRMED] = NC_("refund", "confirmed"),
        [REFUNDING_SENDING] = NC_("refund", "being sent"),
        [REFUNDING_SUCCEEDED] = NC_("refund", "returned"),
        [REFUNDING_PENDING] = NC_("refund", "started"),
        [REFUNDING_ACTION] = NC_("refund", "waiting for the client"),
        [REFUNDING_REFUSED] = NC_("refund", "refused"),
        [REFUNDING_UNKNOWN] = NC_("refund", "unknown"),
        [REFUNDING_FAILED] = NC_("refund", "come back"),
        [REFUNDING_CANCELED] = NC_("refund", "cancelled"),
    };
    return i18n_word(words[refund->state]);
}

static char *date_text(int32_t day)
{
    _cleanup_str_ struct str text = STR_INIT;

    if (day == DAY_NONE)
        return mem_string("?");
    words_dated(&text, day);
    return mem_string(str_text(&text));
}

/* --- what it is --- */

static char *what_of(const struct refunds_row *row)
{
    _cleanup_str_ struct str sum = STR_INIT;

    words_sum(&sum, row->refund.amount);
    if (row->paid_on == DAY_NONE)
        return str_format(_("%s, on a payment that is not recorded"), str_text(&sum));
    _cleanup_free_ char *date = date_text(row->paid_on);
    return str_format(_("%s, on the payment of %s (%s)"), str_text(&sum), date,
                      refunds_method_word(row->refund.method));
}

/* --- what is known --- */

static const char *block_words(enum refunding_block block)
{
    switch (block) {
    case REFUNDING_NO_PAYMENT:
        return _("the records know no payment with so much left");
    case REFUNDING_OPEN:
        return _("another refund of this payment is on its way");
    case REFUNDING_UNLINKED:
        return _("paid through Stripe, and not found there yet");
    case REFUNDING_UNSAID:
        return _("the records do not say how it was paid");
    case REFUNDING_STALE:
        return _("planned; the statement says something else by now");
    case REFUNDING_FREE:
        break;
    }
    return NULL;
}

static char *returned_words(const struct refund *refund)
{
    _cleanup_free_ char *issued = date_text(refund->issued_on), *expected = date_text(refund->expected_on);

    if (refund->reference)
        return str_format(_("returned on %s, about %s with them; reference %s"), issued, expected,
                          refund->reference);
    return str_format(_("returned on %s, about %s with them"), issued, expected);
}

static char *with_test(const struct refund *refund, char *words)
{
    char *text = refund->live == 0 ? str_format(_("%s; a TEST: no money moved"), words) : mem_string(words);

    free(words);
    return text;
}

static char *started_words(const struct refund *refund)
{
    _cleanup_free_ char *issued = date_text(refund->issued_on), *expected = date_text(refund->expected_on);

    return str_format(_("started on %s, usually 5 to 10 working days: about %s with them"), issued, expected);
}

static const char *why_of(const struct refund *refund)
{
    return refund->reason ? refund->reason : _("no reason was given");
}

static char *confirmed_words(const struct refund *refund)
{
    if (refund->method != PAID_STRIPE)
        return mem_string(_("confirmed; you return it yourself"));
    return mem_string(refund->reason ? _("confirmed; Stripe did not take it, and it goes again later")
                                     : _("confirmed; the next release of the outbox takes it"));
}

static char *failed_words(const struct refund *refund)
{
    _cleanup_free_ char *day = date_text(refund->failed_on);

    return str_format(_("came back on %s: %s. The client has nothing"), day, why_of(refund));
}

static char *says_of(const struct refunds_row *row)
{
    const struct refund *refund = &row->refund;
    const char *block = block_words(row->block);

    if (refund_state(refund) == REFUNDING_PLANNED && block)
        return mem_string(block);
    switch (refund_state(refund)) {
    case REFUNDING_PLANNED:
        return mem_string(refund->ref ? _("planned; nothing is confirmed") : _("to be planned"));
    case REFUNDING_CONFIRMED:
        return confirmed_words(refund);
    case REFUNDING_SENDING:
        return mem_string(_("being sent"));
    case REFUNDING_SUCCEEDED:
        return with_test(refund, returned_words(refund));
    case REFUNDING_PENDING:
        return started_words(refund);
    case REFUNDING_ACTION:
        return mem_string(_("waits for the client: Stripe has written to them and asks where it goes"));
    case REFUNDING_REFUSED:
        return str_format(_("refused: %s. Nothing went back"), why_of(refund));
    case REFUNDING_UNKNOWN:
        return mem_string(_("sent, and nobody knows yet whether it was made"));
    case REFUNDING_FAILED:
        return failed_words(refund);
    case REFUNDING_CANCELED:
        return str_format(_("cancelled at Stripe: %s. The client has nothing"), why_of(refund));
    case REFUNDING_STATES:
        break;
    }
    return mem_string("");
}

/* --- what can be done --- */

/* As it is typed, by what needs no quotes: nothing to translate. */
static char *command(const struct refunds *refunds, const struct refunds_row *row, const char *what)
{
    return row ? str_format("paletti refund %s %s %zu", refunds->client, what,
                            (size_t)(row - refunds->rows) + 1)
               : str_format("paletti refund %s %s", refunds->client, what);
}

static char *in_sentence(const char *before, char *typed, const char *behind)
{
    char *text = str_format("%s %s%s", before, typed, behind);

    free(typed);
    return text;
}

static char *block_wants(const struct refunds *refunds, const struct refunds_row *row)
{
    switch (row->block) {
    case REFUNDING_NO_PAYMENT:
        return mem_string(_("record the payment, and name it in its package"));
    case REFUNDING_UNLINKED:
        return command(refunds, NULL, "find");
    case REFUNDING_UNSAID:
        return str_format(_("paletti edit %s method=transfer, or stripe, cash, other"), row->refund.payment);
    case REFUNDING_STALE:
        return command(refunds, NULL, "plan");
    default:
        return mem_string("");
    }
}

static char *wants_of(const struct refunds *refunds, const struct refunds_row *row)
{
    const struct refund *refund = &row->refund;

    if (refund_state(refund) == REFUNDING_PLANNED && row->block != REFUNDING_FREE)
        return block_wants(refunds, row);
    if (!refund->ref)
        return command(refunds, NULL, "plan");
    switch (row->next.act) {
    case REFUNDING_NAME:
        return command(refunds, row, "confirm");
    case REFUNDING_HAND:
        return in_sentence(_("return it, then:"), command(refunds, row, "done"), " --reference TEXT");
    case REFUNDING_RELEASE:
    case REFUNDING_RECOVER:
        return mem_string("paletti outbox --release");
    case REFUNDING_ASK:
        return in_sentence(_("look into Stripe's dashboard; if it is not there:"),
                           command(refunds, row, "not-made"), " --name NAME");
    case REFUNDING_LOOK:
    case REFUNDING_LATER:
        return refund_state(refund) == REFUNDING_SUCCEEDED || refund_state(refund) == REFUNDING_REFUSED
                   ? mem_string("")
                   : command(refunds, NULL, "look");
    case REFUNDING_REST:
        break;
    }
    return mem_string("");
}

void refunds_words(struct app *app, const struct refunds *refunds, struct refunds_row *row)
{
    _cleanup_free_ char *says = says_of(row);

    row->mode = mem_string(row->refund.method == PAID_STRIPE ? refunds_mode(row->refund.live) : "");
    row->what = what_of(row);
    row->says = mem_string(row->refund.reference || row->refund.reason ? app_blur_names(app, says) : says);
    row->wants = wants_of(refunds, row);
}

/* --- in the outbox --- */

static enum outbox_wait wait_of(enum refunding state, enum refunding_act act)
{
    if (state == REFUNDING_UNKNOWN)
        return act == REFUNDING_ASK ? OUTBOX_ASKS : OUTBOX_GOES;
    return refunding_under_way(state) ? OUTBOX_HELD : OUTBOX_NOTHING;
}

int refunds_stand(struct app *app, struct store *store, const struct dispatch *dispatch, struct gate *ret,
                  struct err *err)
{
    struct refunds_row row = {.paid_on = DAY_NONE};
    int r = dispatch->refund ? store_get(store, &model_refund, dispatch->refund, &row.refund, err) : 1;

    if (r != 0)
        return r;
    if (str_equal(row.refund.intent, dispatch->ref)) {
        _cleanup_free_ char *says = says_of(&row);
        ret->wait = wait_of(refund_state(&row.refund), refunding_next(&row.refund, app_now(app)).act);
        ret->says =
            str_format("%c%s.", says[0] >= 'a' && says[0] <= 'z' ? says[0] - 'a' + 'A' : says[0], says + 1);
    } else {
        r = 1;
    }
    model_clear(&model_refund, &row.refund);
    return r;
}
