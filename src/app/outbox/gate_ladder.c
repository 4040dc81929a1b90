/* A letter of the payment ladder is looked at once more before it leaves. decide.md, "Payment ladder". */
#include "answered.h"
#include "outbox_inside.h"

#include "paletti/app/ladder.h"
#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/core/draft.h"
#include "paletti/store/records.h"

#include <string.h>
#include <strings.h>

/* The invoice that a letter is about: as a breach, or as a record; NULL: none. */
static const char *invoice_of(const char *about)
{
    static const char *const heads[] = {"late_payment:", "invoice:"};

    for (size_t i = 0; about && i < ARRAY_LEN(heads); i++)
        if (str_starts(about, heads[i]))
            return about + strlen(heads[i]);
    return NULL;
}

static void stop(struct gate *gate, char *says)
{
    gate->wait = OUTBOX_HELD;
    gate->over = true;
    gate->says = says;
}

static char *sentence_of(struct app *app, const struct debts *debts, const struct debt *debt, enum ladder_bar bar)
{
    _cleanup_str_ struct str standing = STR_INIT;

    words_standing(app, &standing, debts, debt);
    switch (bar) {
    case LADDER_BAR_PAID:
        return str_format(_("Invoice %s is paid: the letter is not sent."), debt->number);
    case LADDER_BAR_WRITTEN_OFF:
        return str_format(_("Invoice %s is written off: the letter is not sent."), debt->number);
    default:
        return str_format(_("This letter is not the next step about invoice %s any more (%s): it is not sent."), debt->number,
                          str_text(&standing));
    }
}

/* What the letter says is owed: of all that is late, where it goes to the person in charge about several. */
static struct money sum_of(const struct debts *debts, const struct debt *debt, const char *letter)
{
    struct money sum = debt->standing.owed;
    int n = 0;

    if (strcasecmp(letter, LADDER_IN_CHARGE) != 0)
        return sum;
    sum.minor = 0;
    for (size_t i = 0; i < debts->n; i++) {
        const struct debt *other = &debts->v[i];
        if (other->standing.days_late == 0 || !str_equal(other->told.amount.currency, sum.currency))
            continue;
        money_add(&sum, other->standing.owed);
        n++;
    }
    return n < 2 ? debt->standing.owed : sum;
}

/* The note of a promise names what was promised, which may be a part. */
static bool names_sum(const struct debts *debts, const struct debt *debt, const char *letter, const char *text,
                      struct money *ret_sum)
{
    *ret_sum = sum_of(debts, debt, letter);
    for (size_t i = 0; i < debt->told.n_promises && strcasecmp(letter, LADDER_PROMISED) == 0; i++) {
        const struct ladder_promise *promise = &debt->told.promises[i];
        if (promise->pays_on == debt->standing.promised && promise->minor > 0)
            ret_sum->minor = promise->minor;
    }
    return ladder_names_sum(text, *ret_sum);
}

static int check_sum(const struct gate_about *about, const struct debts *debts, const struct debt *debt, struct gate *ret,
                     struct err *err)
{
    struct draft draft;
    struct money sum;
    int r = about->dispatch->draft ? store_get(about->store, &model_draft, about->dispatch->draft, &draft, err) : 1;

    if (r != 0)
        return r < 0 ? -1 : 0;
    bool named = names_sum(debts, debt, about->code, draft.text, &sum);
    model_clear(&model_draft, &draft);
    if (named)
        return 0;
    _cleanup_str_ struct str words = STR_INIT;
    words_sum(&words, sum);
    stop(ret, str_format(_("The letter does not name what is owed by now, %s: it is not sent; write it anew."),
                         str_text(&words)));
    return 0;
}

/* That to the person in charge goes to nobody else, where their address is known. */
static bool goes_to_other(const struct gate_about *about)
{
    const struct person *people = about->client ? about->client->people.v : NULL;
    bool known = false;

    if (strcasecmp(about->code, LADDER_IN_CHARGE) != 0 || about->dispatch->way == BY_OWN_HAND)
        return false;
    for (size_t i = 0; people && i < about->client->people.n; i++) {
        if (people[i].role != ROLE_IN_CHARGE || !people[i].email)
            continue;
        if (strcasecmp(people[i].email, about->dispatch->recipient) == 0)
            return false;
        known = true;
    }
    return known;
}

static int check_answer(const struct gate_about *about, const struct debts *debts, struct gate *ret, struct err *err)
{
    int64_t at;

    if (about->dispatch->confirmed_at == INSTANT_NONE)
        return 0;
    if (answered_since(about->store, debts->client_id, about->dispatch->confirmed_at, about->now, &at, err) < 0)
        return -1;
    if (at == INSTANT_NONE)
        return 0;
    _cleanup_str_ struct str when = STR_INIT;
    words_instant(about->app, &when, at);
    stop(ret, str_format(_("They were in touch on %s, after this was confirmed: it is not sent; read that first."),
                         str_text(&when)));
    return 0;
}

static int look(const struct gate_about *about, const struct debts *debts, const struct debt *debt, struct gate *ret,
                struct err *err)
{
    enum ladder_bar bar = ladder_bar(debts->rules, &debt->standing, about->code);

    if (bar != LADDER_GOES) {
        stop(ret, sentence_of(about->app, debts, debt, bar));
        return 0;
    }
    if (goes_to_other(about)) {
        stop(ret, str_format(_("%s is not the address of the person in charge: it is not sent; write it anew."),
                             about->dispatch->recipient));
        return 0;
    }
    if (check_answer(about, debts, ret, err) < 0)
        return -1;
    return ret->over ? 0 : check_sum(about, debts, debt, ret, err);
}

int gate_ladder(const struct gate_about *about, struct gate *ret, struct err *err)
{
    const char *invoice = invoice_of(about->about);
    _cleanup_debts_ struct debts debts = {0};

    if (about->dispatch->kind != DISPATCH_LETTER || !about->client || !invoice || !about->code)
        return 0;
    if (app_debts(about->app, about->client->ref, &debts, err) < 0)
        return -1;
    if (!ladder_letter(debts.rules, about->code) && strcasecmp(about->code, LADDER_PROMISED) != 0)
        return 0;
    const struct debt *debt = debts_find(&debts, invoice);
    if (debt)
        return look(about, &debts, debt, ret, err);
    stop(ret, mem_string(_("The invoice that it is about is not stored any more: it is not sent.")));
    return 0;
}
