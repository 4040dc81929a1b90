/* A letter between `sending` and what came of it. */
#include "outbox_talk.h"
#include "release.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

enum { TRIES_MAX = 12 }; /* "later" that many times is a no */

void released_clear(struct released *released)
{
    free(released->reply);
    free(released->why);
    free(released->external_id);
    *released = (struct released){0};
}

int release_account(const struct accounts *accounts, const struct dispatch *dispatch, struct err *err)
{
    int8_t wanted = dispatch->way == BY_SMTP ? ACCOUNT_SMTP : ACCOUNT_COMMAND;

    if (accounts_need_mail(accounts, err) < 0)
        return -1;
    return accounts->way == wanted
               ? 0
               : err_set(err,
                         _("it was confirmed to go by %s, and paletti.conf says %s now: cancel it, and "
                           "confirm it again"),
                         dispatch_way_names[dispatch->way], account_way_names[accounts->way]);
}

/* Certainly not sent, and perhaps later. */
static void later(struct app *app, int tries, const struct talk_outcome *outcome, struct released *ret)
{
    ret->to = tries >= TRIES_MAX ? DISPATCH_REJECTED : DISPATCH_CONFIRMED;
    ret->not_before = outcome->stopped ? INSTANT_NONE : dispatch_again(tries, app_now(app));
}

int release_letter(struct app *app, const struct request *request, const struct accounts *accounts,
                   const struct dispatch *dispatch, int tries, struct released *ret, struct err *err)
{
    struct talk_outcome outcome;
    struct job job;

    *ret = (struct released){.to = DISPATCH_UNKNOWN, .not_before = INSTANT_NONE};
    if (outbox_job(dispatch, &job, err) < 0)
        return -1;
    talk_send(app, request, &accounts->mail, &job.message, dispatch->sha256, &outcome);
    job_clear(&job);
    if (outcome.state == POST_SENT)
        ret->to = DISPATCH_DONE;
    else if (outcome.state == POST_REFUSED)
        ret->to = DISPATCH_REJECTED;
    else if (outcome.state == POST_TEMPORARY)
        later(app, tries, &outcome, ret);
    ret->code = outcome.code;
    ret->reply = MEM_TAKE(outcome.reply);
    ret->why = MEM_TAKE(outcome.why);
    talk_outcome_clear(&outcome);
    return 0;
}

int recover_letter(struct app *app, const struct request *request, const struct accounts *accounts,
                   const struct dispatch *dispatch, struct released *ret, struct err *err)
{
    enum post_state state = POST_MISSING;
    struct job job;

    *ret = (struct released){.to = DISPATCH_UNKNOWN, .not_before = INSTANT_NONE};
    if (!accounts->sent_given || outbox_by_person(dispatch))
        return 0;
    if (outbox_job(dispatch, &job, err) < 0)
        return -1;
    int r = talk_find(app, request, accounts, job.message.message_id, &state, err);
    job_clear(&job);
    if (r < 0)
        return -1;
    if (state == POST_FOUND)
        ret->to = DISPATCH_DONE;
    ret->why = mem_string(state == POST_FOUND
                              ? _("it is among your sent mail")
                              : _("it is not among your sent mail, where not every server puts what it sends"));
    return 0;
}
