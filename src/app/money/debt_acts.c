#include "debt_acts.h"

#include "writing.h"

#include "paletti/app/ladder.h"
#include "paletti/base/hash.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/core/agreement.h"
#include "paletti/core/interaction.h"

const char *const debt_choice_names[] = {"pursue", "write_off", "sell_on", NULL};

/* --- promises --- */

/* The debt that it is about. */
static const struct debt *debt_of(const struct debts *debts, const struct promise *promise)
{
    if (promise->invoice)
        return debts_find(debts, promise->invoice);
    for (size_t i = 0; i < debts->n; i++)
        if (ladder_owed(&debts->v[i].told, promise->said_on - 1) > 0)
            return &debts->v[i];
    return NULL;
}

int promise_check(struct app *app, const struct promise *promise, char **ret_aside, struct err *err)
{
    _cleanup_debts_ struct debts debts = {0};
    _cleanup_str_ struct str why = STR_INIT;
    int32_t last;

    if (app_debts(app, promise->client, &debts, err) < 0)
        return -1;
    const struct debt *debt = debt_of(&debts, promise);
    if (!debt)
        return 0;
    bool same = str_equal(promise->amount.currency, debt->told.amount.currency);
    struct ladder_promise told = {promise->said_on, promise->pays_on, same ? promise->amount.minor : 0, promise->excuse,
                                  LADDER_KEPT_OPEN};
    enum ladder_refusal refusal = ladder_promise_look(debts.rules, &debt->told, &told, &last);
    words_refusal(app, &why, debts.rules, refusal, last);
    if (refusal == LADDER_FINE)
        return 0;
    if (refusal != LADDER_SECOND)
        return err_set(err, "%s", str_text(&why));
    if (ret_aside)
        *ret_aside = str_take(&why);
    return 0;
}

/* --- choices --- */

static int write_off(struct writing *writing, struct invoice *invoice, struct err *err)
{
    enum put put;

    invoice->written_off_on = zone_day(app_zone(writing->app), app_now(writing->app), NULL);
    return writing_put(writing, &model_invoice, invoice, 0, &put, err);
}

static int note(struct writing *writing, const struct invoice *invoice, enum debt_choice choice, struct err *err)
{
    struct interaction entry;
    enum put put;

    model_init(&model_interaction, &entry);
    entry.ref = hash_new_ref("i");
    entry.client = mem_string(invoice->client);
    entry.at = app_now(writing->app);
    entry.direction = DIRECTION_NONE;
    entry.kind = KIND_NOTE;
    entry.subject = str_format(choice == DEBT_PURSUE ? _("invoice %s: I pursue it") : _("invoice %s: I sell it on"), invoice->number);
    model_normalise(&model_interaction, &entry);
    int r = writing_put(writing, &model_interaction, &entry, 0, &put, err);
    model_clear(&model_interaction, &entry);
    return r;
}

static int refuse(const struct debts *debts, const struct debt *debt, struct err *err)
{
    return err_set(err,
                   debt->standing.state == LADDER_WRITTEN_OFF ? _("%s: invoice %s is written off already")
                                                              : _("%s: invoice %s is paid"),
                   debts->name, debt->number);
}

int debt_choose(struct writing *writing, const char *client, const char *invoice, enum debt_choice choice, struct err *err)
{
    _cleanup_debts_ struct debts debts = {0};
    struct invoice record;

    if (app_debts(writing->app, client, &debts, err) < 0)
        return -1;
    const struct debt *debt = debts_find(&debts, invoice);
    if (!debt || debt->standing.owed.minor == 0)
        return debt ? refuse(&debts, debt, err) : err_set(err, _("\"%s\" is no invoice of %s"), invoice, debts.name);
    int r = store_get(writing->store, &model_invoice, invoice, &record, err);
    if (r != 0)
        return -1;
    writing_name(writing, &model_invoice, &record);
    writing->act.command = mem_string("ladder");
    r = choice == DEBT_WRITE_OFF ? write_off(writing, &record, err) : note(writing, &record, choice, err);
    model_clear(&model_invoice, &record);
    return r;
}
