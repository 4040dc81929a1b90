#include "payment_step.h"

#include "paletti/app/ladder.h"
#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

#include <strings.h>

void payment_step_clear(struct payment_step *step)
{
    free(step->code);
    free(step->said);
    free(step->sentence);
    *step = (struct payment_step){0};
}

static char *dated(struct app *app, int32_t day)
{
    struct str text = STR_INIT;

    words_day(app, &text, day);
    return str_take(&text);
}

/* A promise that is waited for is noted back to them, once. */
static bool notes_promise(const struct debt *debt)
{
    const struct ladder_debt *told = &debt->told;

    if (debt->standing.state != LADDER_SLEEPS || debt->standing.promised == DAY_NONE)
        return false;
    return debt->noted_on == DAY_NONE || debt->noted_on < told->promises[told->n_promises - 1].said_on;
}

static int refuse(struct app *app, const struct debts *debts, const struct debt *debt, struct err *err)
{
    const struct ladder_standing *standing = &debt->standing;
    _cleanup_free_ char *day = dated(app, standing->on);

    switch (standing->state) {
    case LADDER_PAID:
        return err_set(err, _("%s: invoice %s is paid"), debts->name, debt->number);
    case LADDER_WRITTEN_OFF:
        return err_set(err, _("%s: invoice %s is written off"), debts->name, debt->number);
    case LADDER_SLEEPS:
        return err_set(err, _("%s: the payment is promised, and that is noted; the ladder waits"), debts->name);
    case LADDER_AHEAD:
        return err_set(err, _("%s: the next step, %s, is on %s; --step writes a letter before that"), debts->name,
                       words_step(debts->rules->steps[standing->step].code), day);
    case LADDER_WAITS:
        return err_set(err, _("%s: the last letter is out, and they have until %s"), debts->name, day);
    default:
        return err_set(err, _("%s: every letter is out; recover it, write it off, or let them go: paletti ladder %s"), debts->name,
                       debts->client);
    }
}

/* What is due now; NULL: nothing is. */
static const char *due_letter(const struct debts *debts, const struct debt *debt)
{
    if (notes_promise(debt))
        return LADDER_PROMISED;
    return debt->standing.state == LADDER_DUE || debt->standing.state == LADDER_OVER ? debt_letter(debts, debt) : NULL;
}

static const char *wanted_letter(const struct debts *debts, const char *wanted)
{
    int i = ladder_step_find(debts->rules, wanted);

    if (i >= 0)
        return debts->rules->steps[i].letter;
    for (i = 0; i < debts->rules->n; i++)
        if (strcasecmp(debts->rules->steps[i].letter, wanted) == 0)
            return debts->rules->steps[i].letter;
    if (str_equal(wanted, "in_charge") || strcasecmp(wanted, LADDER_IN_CHARGE) == 0)
        return LADDER_IN_CHARGE;
    return str_equal(wanted, "promise") || strcasecmp(wanted, LADDER_PROMISED) == 0 ? LADDER_PROMISED : NULL;
}

static char *sentence_of(const struct debts *debts, const struct debt *debt, const char *letter)
{
    const struct ladder_standing *standing = &debt->standing;

    if (str_equal(letter, LADDER_PROMISED))
        return mem_string(_("They named a day: it is noted back to them, and the ladder waits."));
    if (str_equal(letter, LADDER_IN_CHARGE))
        return mem_string(_("Every step is done: to the person in charge."));
    for (int i = 0; i < debts->rules->n; i++)
        if (str_equal(debts->rules->steps[i].letter, letter) && (standing->step < 0 || i == standing->step))
            return str_format(_("Payment ladder: %s; %d of %d done."), words_step(debts->rules->steps[i].code), standing->n_sent,
                              standing->n_steps);
    return str_format(_("Payment ladder: %d of %d done."), standing->n_sent, standing->n_steps);
}

static char *said_of(struct app *app, const struct debt *debt)
{
    const struct ladder_standing *standing = &debt->standing;
    _cleanup_str_ struct str sum = STR_INIT;
    _cleanup_free_ char *due = dated(app, debt->told.due_on);

    words_sum(&sum, standing->owed);
    if (standing->days_late == 0)
        return str_format(_("Invoice %s: %s, due %s."), debt->number, str_text(&sum), due);
    return str_format(P_("Invoice %s: %s, due %s, %d day late.", "Invoice %s: %s, due %s, %d days late.", standing->days_late),
                      debt->number, str_text(&sum), due, standing->days_late);
}

int payment_step_find(struct app *app, const char *client, const char *invoice, const char *wanted, struct payment_step *ret,
                      struct err *err)
{
    _cleanup_debts_ struct debts debts = {0};

    if (app_debts(app, client, &debts, err) < 0)
        return -1;
    const struct debt *debt = debts_find(&debts, invoice);
    if (!debt)
        return err_set(err, _("invoice \"%s\" is not issued yet"), invoice);
    if (debt->standing.owed.minor == 0)
        return refuse(app, &debts, debt, err);
    if (debt->draft)
        return err_set(err, _("%s: a letter about it waits already: paletti draft %s shows it"), debts.name, debt->draft);
    const char *letter = wanted ? wanted_letter(&debts, wanted) : due_letter(&debts, debt);
    if (!letter && wanted)
        return err_set(err, _("\"%s\" is no step of the payment ladder"), wanted);
    if (!letter)
        return refuse(app, &debts, debt, err);
    *ret = (struct payment_step){mem_string(letter), said_of(app, debt), sentence_of(&debts, debt, letter),
                                 debt->standing.n_sent};
    return 0;
}

int payment_step_newest(struct app *app, int64_t client_id, char **ret, struct err *err)
{
    _cleanup_debts_ struct debts debts = {0};
    _cleanup_free_ char *client = NULL;
    int r = view_client_ref(app, client_id, &client, err);

    if (r != 0)
        return r;
    if (app_debts(app, client, &debts, err) < 0)
        return -1;
    for (size_t i = 0; i < debts.n; i++) {
        if (debts.v[i].standing.owed.minor == 0 || debts.v[i].draft || !due_letter(&debts, &debts.v[i]))
            continue;
        *ret = mem_string(debts.v[i].ref);
        return 0;
    }
    return 1;
}
