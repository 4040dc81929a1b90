/* Why somebody needs a look, in a few words. */
#include "paletti/app/triage.h"

#include "paletti/base/i18n.h"

static const char *const words[TRIAGE_REASONS_N] = {
    [TRIAGE_COOLED] = N_("you slept on it"),
    [TRIAGE_CHANCE_ENDS] = N_("second chance: its date has come"),
    [TRIAGE_TASK_DUE] = N_("a task of your decision is due"),
    [TRIAGE_NOTICE_ENDED] = N_("the last day is over"),
    [TRIAGE_PROMISE_BROKEN] = N_("money: promise broken"),
    [TRIAGE_STEP_DUE] = N_("money: the next letter is due"),
    [TRIAGE_PART_PAID_ASKS] = N_("money: part paid, and asks for more"),
    [TRIAGE_PARKED] = N_("a decision you put aside"),
    [TRIAGE_BREACHES] = N_("boundaries: crossed again and again"),
    [TRIAGE_REPLY_LATE] = N_("your reply is late"),
    [TRIAGE_REPLY_SOON] = N_("your reply is due soon"),
    [TRIAGE_REVIEW_DUE] = N_("a review is due"),
    [TRIAGE_BACK_AGAIN] = N_("back again"),
    [TRIAGE_HALF_ASKED] = N_("questions not answered yet"),
    [TRIAGE_NEVER_REVIEWED] = N_("never looked at"),
    [TRIAGE_OLD_REVIEW] = N_("not looked at for long"),
};

const char *words_triage(enum triage_reason reason)
{
    return _(words[reason]);
}
