/* The ladder in words. */
#include "paletti/app/ladder.h"

#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

static const struct {
    const char *code, *words, *brief;
} steps[] = {
    {"notice", N_("notice before the due date"), N_("notice")},
    {"kind", N_("kind letter"), NC_("step", "kind")},
    {"firm", N_("firm letter"), NC_("step", "firm")},
    {"last", N_("last letter"), NC_("step", "last")},
    {"in_charge", N_("letter to the person in charge"), N_("in charge")},
};

const char *words_step(const char *code)
{
    for (size_t i = 0; i < ARRAY_LEN(steps); i++)
        if (str_equal(steps[i].code, code))
            return _(steps[i].words);
    return code;
}

const char *words_step_short(const char *code)
{
    for (size_t i = 0; i < ARRAY_LEN(steps); i++)
        if (str_equal(steps[i].code, code))
            return i18n_word(steps[i].brief);
    return code;
}

static void add_step(struct str *to, const struct debts *debts, const struct ladder_standing *standing, const char *date)
{
    const char *step = words_step(debts->rules->steps[standing->step].code);

    if (standing->state == LADDER_AHEAD)
        str_printf(to, _("next: %s, on %s"), step, date);
    else if (standing->on == debts->today)
        str_printf(to, _("due today: %s"), step);
    else
        str_printf(to, _("due since %s: %s"), date, step);
}

void words_standing(struct app *app, struct str *to, const struct debts *debts, const struct debt *debt)
{
    const struct ladder_standing *standing = &debt->standing;
    _cleanup_str_ struct str date = STR_INIT;

    words_day(app, &date, standing->state == LADDER_WRITTEN_OFF ? debt->told.written_off_on : standing->on);
    switch (standing->state) {
    case LADDER_PAID:
        str_add(to, _("paid"));
        break;
    case LADDER_WRITTEN_OFF:
        str_printf(to, _("written off on %s"), str_text(&date));
        break;
    case LADDER_AHEAD:
    case LADDER_DUE:
        add_step(to, debts, standing, str_text(&date));
        break;
    case LADDER_SLEEPS:
        if (standing->promised == DAY_NONE)
            str_add(to, _("the promise is marked as kept: note the payment"));
        else
            str_printf(to, _("payment promised for %s: the ladder waits"), str_text(&date));
        break;
    case LADDER_WAITS:
        str_printf(to, _("the last letter is out: they have until %s"), str_text(&date));
        break;
    case LADDER_OVER:
        str_printf(to, _("every letter is out, and the last day they had was %s"), str_text(&date));
        break;
    }
}

void words_refusal(struct app *app, struct str *to, const struct ladder_rules *rules, enum ladder_refusal refusal, int32_t last)
{
    _cleanup_str_ struct str date = STR_INIT;

    words_day(app, &date, last);
    switch (refusal) {
    case LADDER_FINE:
        break;
    case LADDER_BACKWARDS:
        str_add(to, _("a promise names a day to come, not one before it was said"));
        break;
    case LADDER_FAR:
        str_printf(to, P_("a promise is for %d day at most: ask for one until %s, or for parts of the sum",
                          "a promise is for %d days at most: ask for one until %s, or for parts of the sum", rules->promise_days),
                   rules->promise_days, str_text(&date));
        break;
    case LADDER_PLAN_FAR:
        str_printf(to, P_("parts of a debt are paid within %d day: the last one until %s",
                          "parts of a debt are paid within %d days: the last one until %s", rules->plan_days),
                   rules->plan_days, str_text(&date));
        break;
    case LADDER_EXTENSION:
        str_add(to, _("there is a promise already whose day is not over: there is no extension"));
        break;
    case LADDER_SECOND:
        str_add(to, _("there was a promise before: it is noted and counted, and the ladder does not wait for it"));
        break;
    }
}

static void add_sentence(struct str *to, const char *sentence)
{
    str_printf(to, "%s%s", to->len > 0 ? " " : "", sentence);
}

void words_chance(struct str *to, const struct ladder_rules *rules, const struct ladder_chance *chance)
{
    _cleanup_str_ struct str text = STR_INIT;

    if (chance->lacks & LADDER_LACKS_SINCE)
        add_sentence(&text, _("Nobody noted since when they are a client."));
    if (chance->lacks & LADDER_LACKS_MONTHS)
        str_printf(&text, P_("A client for %d month; a chance takes %d.", "A client for %d months; a chance takes %d.", chance->months),
                   chance->months, rules->chance_months);
    if (chance->lacks & LADDER_LACKS_RECORD) {
        _cleanup_free_ char *late =
            str_format(P_("%d invoice was late before.", "%d invoices were late before.", chance->late), chance->late);
        add_sentence(&text, late);
    }
    if (chance->lacks & LADDER_LACKS_FIRST)
        add_sentence(&text, _("They had their chance."));
    if (chance->lacks == 0)
        str_printf(&text, P_("A client for %d month, late for the first time: one chance is open.",
                             "A client for %d months, late for the first time: one chance is open.", chance->months),
                   chance->months);
    str_add(to, str_text(&text));
}

void words_excuses(struct app *app, struct str *to, const struct debts *debts)
{
    for (size_t i = 0; i < debts->n_excuses; i++) {
        const struct ladder_excuse *excuse = &debts->excuses[i];
        str_printf(to, "%s%s", i > 0 ? "; " : "", words_code(app, "excuses", excuse->code));
        if (excuse->n >= debts->rules->excuse_repeats)
            str_printf(to, P_(" (%d time: the same again)", " (%d times: the same again)", excuse->n), excuse->n);
    }
}
