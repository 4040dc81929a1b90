/* What can be done on a step beside what its items offer: a table. */
#include "outbox_view.h"
#include "statement_view.h"
#include "step.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/core/learning.h"

static enum farewell_stand stand(const struct goodbye_step *view)
{
    return (enum farewell_stand)step_of(view)->stood.stand;
}

static bool not_left(const struct goodbye_step *view)
{
    return view->goodbye.page.farewell.state != FAREWELL_LEFT;
}

static bool not_begun(const struct goodbye_step *view)
{
    return stand(view) == FAREWELL_NOW;
}

static bool can_stop(const struct goodbye_step *view)
{
    return stand(view) == FAREWELL_DONE && not_left(view) && !step_of(view)->stood.gone;
}

static bool untold(const struct goodbye_step *view)
{
    return not_left(view) && view->goodbye.page.tell != TELL_WRITE &&
           view->goodbye.page.farewell.told_on == DAY_NONE;
}

static bool told(const struct goodbye_step *view)
{
    return not_left(view) && view->goodbye.page.farewell.told_on != DAY_NONE;
}

static bool can_do(const struct goodbye_step *view)
{
    return stand(view) == FAREWELL_NOW || stand(view) == FAREWELL_BLOCKED;
}

static bool has_reason(const struct goodbye_step *view)
{
    return not_left(view) && view->goodbye.page.disclosure != DISCLOSE_NONE;
}

static int tell_in_use(const struct goodbye_step *view)
{
    return (int)view->goodbye.page.tell;
}

static int framing_in_use(const struct goodbye_step *view)
{
    return (int)view->goodbye.page.framing;
}

static int reason_in_use(const struct goodbye_step *view)
{
    return (int)view->goodbye.page.disclosure;
}

static const char *reason_before(const struct goodbye_step *view)
{
    return view->goodbye.page.farewell.reason;
}

static const char *number_before(const struct goodbye_step *view)
{
    return view->goodbye.page.farewell.credit_note;
}

static void open_statement(const struct goodbye_step *view, struct effects *effects)
{
    _cleanup_free_ char *argument =
        statement_view_argument(view->goodbye.page.client, view->goodbye.page.last_day, NULL);

    effects_open(effects, &view_statement_ops, argument);
}

static void open_outbox(const struct goodbye_step *view _unused_, struct effects *effects)
{
    effects_open(effects, &view_outbox_ops, NULL);
}

#define OPENS(function)                .does = -1, .open = (function)
#define TYPES(kind, as, label_, hint_) .does = (kind), .typed = (as), .label = (label_), .hint = (hint_)
#define CHOICE(step_, kind, number_, in_use, ...)                                                            \
    {                                                                                                        \
        .step = (step_), .key = ACTION_BYE_TICK, .does = (kind), .number = (number_), .chosen = (in_use),    \
        .offered = not_left, __VA_ARGS__                                                                     \
    }
#define LESSON(kind_, ...)                                                                                   \
    {                                                                                                        \
        .step = FAREWELL_LEARN, .key = ACTION_AFTER_OPEN, .number = (kind_), .does = FAREWELL_LEARNED,       \
        .typed = STEP_TEXT, __VA_ARGS__                                                                      \
    }

static const struct step_choice choices[] = {
    {.step = FAREWELL_FREEZE,
     .key = ACTION_BYE_TICK,
     .does = FAREWELL_BEGIN,
     .offered = not_begun,
     .text = N_("freeze: no reminder and no booking reaches them any more; it can be taken back")},
    {.step = FAREWELL_FREEZE,
     .key = ACTION_BYE_TAKE_BACK,
     .does = FAREWELL_STOP,
     .offered = can_stop,
     .text = N_("take the freeze back: they are an active client again")},
    {.step = FAREWELL_CONTRACT,
     .key = ACTION_BYE_EDIT,
     .offered = not_left,
     .text = N_("another last day"),
     TYPES(FAREWELL_LAST_DAY, STEP_DAY_FIRST, N_("Last day"),
           N_("1 dec; before what the notice allows, the cause behind it: 20 nov they do not pay"))},
    {.step = FAREWELL_STATEMENT,
     .key = ACTION_BYE_TICK,
     OPENS(open_statement),
     .text = N_("read the statement")},
    {.step = FAREWELL_STATEMENT,
     .key = ACTION_BYE_WRITE,
     .does = FAREWELL_WRITE,
     .offered = can_do,
     .text = N_("write the letter of it, made from the data")},
    {.step = FAREWELL_CREDIT_NOTE,
     .key = ACTION_BYE_EDIT,
     .before = number_before,
     .offered = not_left,
     .text = N_("type its number"),
     TYPES(FAREWELL_SET_CREDIT_NOTE, STEP_TEXT, N_("Number"),
           N_("As your invoicing program gave it; empty: none yet."))},
    {.step = FAREWELL_ACCESS,
     .key = ACTION_BYE_ADD,
     .offered = not_left,
     .text = N_("add an access"),
     TYPES(FAREWELL_ADD_ACCESS, STEP_WHAT_WHERE, N_("Access"),
           N_("[closes on] what, where: 1 dec administrator, their website"))},
    {.step = FAREWELL_HANDOVER,
     .key = ACTION_BYE_ADD,
     .offered = not_left,
     .text = N_("add what is handed over"),
     TYPES(FAREWELL_ADD_HANDOVER, STEP_MAYBE_DAY, N_("Hand-over"),
           N_("[by] what: 1 dec the source files of the header"))},
    {.step = FAREWELL_HANDOVER,
     .key = ACTION_BYE_EDIT,
     .offered = not_left,
     .text = N_("nobody is named, because ..."),
     TYPES(FAREWELL_REFER_NONE, STEP_TEXT, N_("Nobody, because"), N_("Why no colleague is named to them."))},
    CHOICE(FAREWELL_WAY, FAREWELL_SET_TELL, TELL_CALL, tell_in_use, .heading = N_("How they are told"),
           .text = N_("call first, then e-mail the same day; both are logged")),
    CHOICE(FAREWELL_WAY, FAREWELL_SET_TELL, TELL_MEET, tell_in_use,
           .text = N_("meet, then e-mail the same day; both are logged")),
    CHOICE(FAREWELL_WAY, FAREWELL_SET_TELL, TELL_WRITE, tell_in_use, .text = N_("write, no call")),
    CHOICE(FAREWELL_WAY, FAREWELL_SET_FRAMING, FRAMING_TRUE, framing_in_use, .heading = N_("Framing"),
           .text = N_("what is true, without more")),
    CHOICE(FAREWELL_WAY, FAREWELL_SET_FRAMING, FRAMING_NOT_FIT, framing_in_use,
           .text = N_("not the right fit")),
    CHOICE(FAREWELL_WAY, FAREWELL_SET_FRAMING, FRAMING_BEST_FOR_YOU, framing_in_use,
           .text = N_("what is better for them")),
    CHOICE(FAREWELL_WAY, FAREWELL_SET_REASON, DISCLOSE_NONE, reason_in_use, .heading = N_("Reason"),
           .text = N_("no reason")),
    CHOICE(FAREWELL_WAY, FAREWELL_SET_REASON, DISCLOSE_SHORT, reason_in_use, .text = N_("a short reason")),
    CHOICE(FAREWELL_WAY, FAREWELL_SET_REASON, DISCLOSE_FULL, reason_in_use, .text = N_("the full reason")),
    {.step = FAREWELL_WAY,
     .key = ACTION_BYE_EDIT,
     .offered = has_reason,
     .before = reason_before,
     .text = N_("the words of the reason"),
     TYPES(FAREWELL_SET_REASON, STEP_TEXT, N_("Reason"),
           N_("What they are told; a true one, and no list of faults."))},
    {.step = FAREWELL_WAY,
     .key = ACTION_BYE_BY_HAND,
     .does = FAREWELL_TOLD,
     .number = 1,
     .offered = untold,
     .text = N_("they were called, or met, today")},
    {.step = FAREWELL_WAY,
     .key = ACTION_BYE_TAKE_BACK,
     .does = FAREWELL_TOLD,
     .offered = told,
     .text = N_("they were not told after all")},
    {.step = FAREWELL_TEXT,
     .key = ACTION_BYE_WRITE,
     .does = FAREWELL_WRITE,
     .offered = not_left,
     .text = N_("write all that are missing, made from the data")},
    {.step = FAREWELL_RELEASE,
     .key = ACTION_OUTBOX,
     OPENS(open_outbox),
     .text = N_("the outbox: what goes when, and why then")},
    {.step = FAREWELL_CLOSE,
     .key = ACTION_BYE_TICK,
     .does = FAREWELL_END,
     .offered = can_do,
     .text = N_("close: they have left, and nothing is sent to them any more")},
    LESSON(LESSON_RULE, .text = N_("a new rule: a line, then your rules open"), .label = N_("New rule"),
           .hint = N_("What holds from now on, in a line.")),
    LESSON(LESSON_PRICE, .text = N_("a new price: a line, then your rates open"), .label = N_("New price"),
           .hint = N_("What costs what from now on.")),
    LESSON(LESSON_QUESTION, .text = N_("a new expectation: a question that the next ones are asked"),
           .label = N_("Question"),
           .hint = N_("A question with yes or no, which the next prospects are asked.")),
    LESSON(LESSON_NONE, .text = N_("none, because ..."), .label = N_("None, because"),
           .hint = N_("Why there is nothing to learn from it.")),
};

void step_each_choice(const struct goodbye_step *view,
                      void (*fn)(void *ctx, const struct step_choice *choice), void *ctx)
{
    for (size_t i = 0; i < ARRAY_LEN(choices); i++)
        if (choices[i].step == view->step && (!choices[i].offered || choices[i].offered(view)))
            fn(ctx, &choices[i]);
}
