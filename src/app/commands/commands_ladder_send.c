/* The next letter of the payment ladder, handed to the outbox: `paletti ladder CLIENT --send`. */
#include "commands.h"
#include "ladder_send.h"
#include "prepared_answer.h"

#include "paletti/app/ladder.h"
#include "paletti/app/reminder.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

/* The letter about INVOICE that waits; where there is none, the next step's is written. *RET (owned), *RET_NEW. */
static int take_draft(struct app *app, const struct request *request, const char *client, const char *invoice, char **ret,
                      bool *ret_new, unsigned *ret_changes, struct err *err)
{
    _cleanup_debts_ struct debts debts = {0};
    struct reminder_wish wish = {.of = invoice};

    if (app_debts(app, client, &debts, err) < 0)
        return -1;
    const struct debt *debt = debts_find(&debts, invoice);
    *ret_new = !debt || !debt->draft;
    if (*ret_new)
        return reminder_save(app, request, &wish, ret, ret_changes, err);
    *ret = mem_string(debt->draft);
    return 0;
}

static void tell_confirmed(struct answer *answer, const struct outbox_prepared *prepared)
{
    _cleanup_free_ char *sentence = str_format(_("confirmed to %s; nothing is sent yet. %s"), prepared->to, prepared->when);

    if (answer->people) {
        answer_text(answer, NULL, sentence);
        return;
    }
    answer_open_object(answer, NULL);
    answer_text(answer, "dispatch", prepared->dispatch.ref);
    answer_text(answer, "draft", prepared->dispatch.draft);
    answer_text(answer, "client", prepared->dispatch.client);
    answer_text(answer, "recipient", prepared->dispatch.recipient);
    answer_instant(answer, "goes_at", prepared->goes_at);
    answer_close_object(answer);
}

int ladder_send(struct app *app, const struct request *request, const char *client, const char *invoice, struct answer *answer,
                unsigned *ret_changes, struct err *err)
{
    _cleanup_outbox_prepared_ struct outbox_prepared prepared = {0};
    struct outbox_plan plan = OUTBOX_PLAN_INIT;
    const char *name = request->options[LADDER_NAME];
    _cleanup_free_ char *draft = NULL;
    bool is_new;

    if (take_draft(app, request, client, invoice, &draft, &is_new, ret_changes, err) < 0)
        return -1;
    plan.draft = draft;
    if (outbox_prepare(app, request, &plan, &prepared, err) < 0)
        return -1;
    if (name && !is_new) {
        if (outbox_confirm(app, request, &prepared, name, ret_changes, err) < 0)
            return -1;
        tell_confirmed(answer, &prepared);
        return 0;
    }
    /* Nobody confirms what nobody has seen. */
    if (name && request->aside)
        request->aside(_("it was written just now, and is not confirmed: look at it first"));
    _cleanup_free_ char *how = str_format("paletti ladder %s --send --name \"%s\"", client, prepared.short_name);
    prepared_tell(answer, &prepared, how);
    return 0;
}
