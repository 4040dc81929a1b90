/* What a plan needs: which fields are missing, in the order of the page, and what asks for each. */
#include "decision_inside.h"

struct look {
    const struct deciding *deciding;
    const struct decide_seen *seen;
    const struct decide_house *house;
    const struct plan_exit *exit;
    const char *trouble;
};

static bool empty(const char *text)
{
    return !text || !*text;
}

/* --- terms --- */

static bool no_reason(const struct look *look)
{
    return look->deciding->terms.reason < 0;
}

static bool nothing_new(const struct look *look)
{
    const struct plan_terms *terms = &look->deciding->terms;

    return !*terms->price.currency && empty(terms->scope) && empty(terms->hours) && empty(terms->channel);
}

/* C12: a favour has an end; and so has an exception to my rules, which is what other hours and channels are. */
static bool no_end(const struct look *look)
{
    const struct plan_terms *terms = &look->deciding->terms;
    bool exception = !empty(terms->hours) || !empty(terms->channel);

    return terms->until == DAY_NONE && (exception || terms->reason == TERMS_TEMPORARY);
}

/* --- decline, chance --- */

static bool no_project(const struct look *look)
{
    return empty(look->deciding->decline.project);
}

static bool nobody_named(const struct plan_referral *referral)
{
    return empty(referral->colleague) && empty(referral->none_because);
}

static bool decline_nobody(const struct look *look)
{
    return nobody_named(&look->deciding->decline.referral);
}

static bool no_condition(const struct look *look)
{
    return look->deciding->chance.conditions.n == 0;
}

static bool no_override(const struct look *look)
{
    return empty(look->deciding->override_reason) &&
           decide_path_open(look->deciding, look->seen, look->house, PATH_CHANCE, NULL) != PATH_OPEN;
}

/* --- exit --- */

static bool no_cause(const struct look *look)
{
    const char *cause = look->deciding->cause ? look->deciding->cause : decide_cause_of(look->trouble);

    return look->deciding->path == PATH_TODAY && !decide_cause_allowed(look->seen, look->house, cause);
}

static bool no_clause(const struct look *look)
{
    return look->deciding->path == PATH_NOTICE && !look->seen->clause && empty(look->exit->clause);
}

static bool no_last_day(const struct look *look)
{
    return decide_last_day(look->deciding, look->seen) == DAY_NONE;
}

/* Hard stops skip the try (C7). */
static bool untried(const struct look *look)
{
    if (look->seen->ladder_over || str_equal(look->trouble, "abuse") || !empty(look->exit->why_untried))
        return false;
    for (size_t i = 0; i < look->seen->n_tried; i++)
        if (look->seen->tried[i].on != DAY_NONE)
            return false;
    return true;
}

static bool no_reason_in_full(const struct look *look)
{
    return decide_manner(look->deciding, look->seen, look->house).disclosure == DISCLOSE_FULL &&
           empty(look->exit->reason);
}

static bool no_language(const struct look *look)
{
    return empty(look->exit->language) && empty(look->seen->language);
}

static bool exit_nobody(const struct look *look)
{
    return nobody_named(&look->exit->referral);
}

bool decide_warns(const char *trouble)
{
    return str_equal(trouble, "abuse") || str_equal(trouble, "non_payment");
}

static bool colleague_untold(const struct look *look)
{
    const struct plan_referral *referral = &look->exit->referral;

    return !empty(referral->colleague) && !referral->tell_asked && decide_warns(look->trouble);
}

static bool unpriced(const struct look *look)
{
    return look->seen->unpriced && !*look->exit->unit_price.currency;
}

/* C11: two sums, never netted silently. */
static bool no_debt_choice(const struct look *look)
{
    return look->seen->owes && look->seen->to_return && look->exit->debt < 0;
}

static bool no_written_yes(const struct look *look)
{
    enum exit_debt debt = (enum exit_debt)look->exit->debt;

    return look->seen->owes && look->seen->to_return && (debt == DEBT_OFFSET || debt == DEBT_HOLD) &&
           empty(look->exit->offset_yes);
}

/* --- the pages --- */

static const struct need {
    enum decide_state page;
    enum decide_field field;
    bool (*missing)(const struct look *look);
    const char *text;
} needs[] = {
    {DECIDE_TERMS, TERMS_REASON, no_reason,
     N_("say why they ask for less: a passing difficulty, the budget, they do not value it, or not known")},
    {DECIDE_TERMS, TERMS_ANY, nothing_new, N_("say what is new: price, scope, hours or channel")},
    {DECIDE_TERMS, TERMS_UNTIL, no_end,
     N_("say until when: a favour, other hours and another channel have an end and revert by themselves")},
    {DECIDE_DECLINE, DECLINE_PROJECT, no_project, N_("say which project is declined")},
    {DECIDE_DECLINE, DECLINE_COLLEAGUE, decline_nobody, N_("name a colleague, or say why there is none")},
    {DECIDE_CHANCE, CHANCE_OVERRIDE, no_override, N_("say why they get a chance nevertheless")},
    {DECIDE_CHANCE, CHANCE_CONDITION, no_condition, N_("a chance has a condition: add what they agree to")},
    {DECIDE_EXIT, EXIT_CAUSE, no_cause, N_("the contract does not say so: take 5, with notice")},
    {DECIDE_EXIT, EXIT_CLAUSE, no_clause,
     N_("no clause says how to end: write what was agreed, or \"house rules\"")},
    {DECIDE_EXIT, EXIT_LAST_DAY, no_last_day, N_("no last day follows from your rules: set it")},
    {DECIDE_EXIT, EXIT_WHY_UNTRIED, untried, N_("nothing was tried: say why not")},
    {DECIDE_EXIT, EXIT_REASON, no_reason_in_full, N_("a full reason needs its words")},
    {DECIDE_EXIT, EXIT_LANGUAGE, no_language, N_("say in which language they are told")},
    {DECIDE_EXIT, EXIT_COLLEAGUE, exit_nobody, N_("name a colleague, or say why there is none")},
    {DECIDE_EXIT, EXIT_TELL_COLLEAGUE, colleague_untold,
     N_("is the colleague to be told what happened? yes or no")},
    {DECIDE_EXIT, EXIT_UNIT_PRICE, unpriced, N_("the price of what is left is not known: write it")},
    {DECIDE_EXIT, EXIT_DEBT, no_debt_choice,
     N_("they owe, and you return: give it all back, offset it with their written yes, or hold it")},
    {DECIDE_EXIT, EXIT_OFFSET_YES, no_written_yes, N_("say where their written yes stands, or which clause lets you hold it")},
};

enum decide_field decide_missing(const struct deciding *deciding, const struct decide_seen *seen,
                                 const struct decide_house *house, size_t index)
{
    enum decide_state page = decide_plan_page(deciding->path);
    struct look look = {deciding, seen, house, &deciding->exit, decide_trouble_of(deciding, seen)};

    for (size_t i = 0; i < ARRAY_LEN(needs); i++)
        if (needs[i].page == page && needs[i].missing(&look) && index-- == 0)
            return needs[i].field;
    return PLAN_NOTHING;
}

const char *decide_missing_text(enum decide_field field)
{
    for (size_t i = 0; i < ARRAY_LEN(needs); i++)
        if (needs[i].field == field)
            return _(needs[i].text);
    return "";
}

/* --- by default --- */

struct decide_manner decide_manner(const struct deciding *deciding, const struct decide_seen *seen,
                                   const struct decide_house *house)
{
    const char *code = decide_trouble_of(deciding, seen);
    const struct decide_trouble *trouble = decide_trouble_find(house, code);
    const struct plan_exit *exit = &deciding->exit;
    enum exit_framing framing = str_equal(code, "complaints")      ? FRAMING_BEST_FOR_YOU
                                : str_equal(code, "none_of_these") ? FRAMING_NOT_FIT
                                                                   : FRAMING_TRUE;

    return (struct decide_manner){
        .tell = exit->tell >= 0  ? exit->tell
                : seen->in_group ? TELL_WRITE
                                 : trouble->tell,
        .disclosure = exit->disclosure >= 0 ? exit->disclosure : trouble->disclosure,
        .framing = exit->framing >= 0 ? (enum exit_framing)exit->framing : framing,
    };
}

int32_t decide_last_day(const struct deciding *deciding, const struct decide_seen *seen)
{
    if (deciding->path == PATH_TODAY)
        return seen->today;
    return deciding->exit.last_day != DAY_NONE ? deciding->exit.last_day : seen->last_day;
}

const char *const plan_habit_words[PLAN_HABITS] = {
    [HABIT_CHANNEL] = N_("ask for changes by e-mail only"),
    [HABIT_HOURS] = N_("no calls and messages outside my hours"),
    [HABIT_EXTRAS] = N_("ask for extras in writing, and pay for them"),
    [HABIT_MATERIAL] = N_("send what I ask for within a week"),
    [HABIT_COMPLAINTS] = N_("no complaints about what was agreed in writing"),
    [HABIT_IN_TIME] = N_("pay later invoices in time"),
};
