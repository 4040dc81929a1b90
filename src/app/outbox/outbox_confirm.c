/* What a person says about something in the outbox: it may leave, it may not, it has left. */
#include "outbox_inside.h"

#include "draft_sent.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/process.h"
#include "paletti/base/text.h"
#include "paletti/store/records.h"

#include <string.h>

int outbox_begin(struct app *app, const struct request *request, struct writing *ret, struct err *err)
{
    if (writing_begin(app, request, ret, err) < 0)
        return -1;
    writing_is_no_act(ret);
    return 0;
}

/* --- confirming --- */

/* Theirs, in whichever way they are told apart from all others. */
static bool is_theirs(const struct outbox_prepared *prepared, const char *typed)
{
    return text_same(typed, prepared->short_name) || text_same(typed, prepared->name) ||
           text_same(typed, prepared->dispatch.client);
}

static bool same_draft(const struct draft *draft, const struct outbox_prepared *prepared)
{
    const struct dispatch *dispatch = &prepared->dispatch;

    return str_equal(draft->client, dispatch->client) && str_equal(draft->subject, dispatch->subject) &&
           str_equal(draft->text, prepared->text) &&
           (!draft->to || str_equal(draft->to, dispatch->recipient)) && draft->state == DRAFT_OPEN;
}

static int check_draft(struct store *store, const struct outbox_prepared *prepared, struct err *err)
{
    struct draft draft;
    int r = store_get(store, &model_draft, prepared->dispatch.draft, &draft, err);

    if (r < 0)
        return -1;
    bool same = r == 0 && same_draft(&draft, prepared);
    if (r == 0)
        model_clear(&model_draft, &draft);
    return same ? 0
                : err_set(err,
                          _("the letter was changed meanwhile: look at it once more before you confirm it"));
}

int outbox_confirm(struct app *app, const struct request *request, const struct outbox_prepared *prepared,
                   const char *name, unsigned *ret_changes, struct err *err)
{
    _cleanup_writing_ struct writing writing = {0};

    if (!is_theirs(prepared, name))
        return err_set(err, _("\"%.60s\" is not \"%s\": nothing is confirmed"), name, prepared->short_name);
    if (outbox_begin(app, request, &writing, err) < 0 || check_draft(writing.store, prepared, err) < 0)
        return -1;
    int r = dispatch_add(writing.store, &prepared->dispatch, app_now(app), err);
    if (r > 0)
        return err_set(err, _("this letter is confirmed already"));
    if (r < 0 || writing_commit(&writing, err) < 0)
        return -1;
    *ret_changes |= CHANGE_CLIENTS;
    return 0;
}

/* --- cancelling --- */

static int move_to(struct writing *writing, const struct dispatch *dispatch, enum dispatch_state to,
                   const char *why, struct err *err)
{
    _cleanup_free_ char *self = process_self();
    struct dispatch_change change = {
        .to = to, .at = app_now(writing->app), .why = why, .not_before = INSTANT_NONE, .sender = self};
    int r = dispatch_move(writing->store, dispatch->ref, (enum dispatch_state)dispatch->state, &change, err);

    return r > 0 ? err_set(err, _("another paletti was faster: look at the outbox again")) : r;
}

/* What it is now, and whether a refund's own commands are to be used instead. */
static int find_letter(struct writing *writing, const char *ref, struct dispatch *ret, struct err *err)
{
    if (outbox_find(writing->store, ref, ret, err) < 0)
        return -1;
    if (ret->kind == DISPATCH_LETTER)
        return 0;
    model_clear(&model_dispatch, ret);
    return err_set(err, _("this is a refund: paletti refund takes it back, or says what became of it"));
}

static int cancel(struct writing *writing, const struct dispatch *dispatch, struct err *err)
{
    if (dispatch->state != DISPATCH_CONFIRMED)
        return err_set(err, dispatch_left((enum dispatch_state)dispatch->state)
                                ? _("it has left, or may have: that is not taken back")
                                : _("it is over already"));
    return move_to(writing, dispatch, DISPATCH_CANCELLED, _("you took it back"), err);
}

int outbox_cancel(struct app *app, const struct request *request, const char *ref, unsigned *ret_changes,
                  struct err *err)
{
    _cleanup_writing_ struct writing writing = {0};
    struct dispatch dispatch;

    if (outbox_begin(app, request, &writing, err) < 0 || find_letter(&writing, ref, &dispatch, err) < 0)
        return -1;
    int r = cancel(&writing, &dispatch, err);
    model_clear(&model_dispatch, &dispatch);
    if (r < 0 || writing_commit(&writing, err) < 0)
        return -1;
    *ret_changes |= CHANGE_CLIENTS;
    return 0;
}

/* --- what became of it --- */

int outbox_letter_done(struct writing *writing, const struct dispatch *dispatch, struct err *err)
{
    struct draft draft;
    struct job job;
    int r = dispatch->draft ? store_get(writing->store, &model_draft, dispatch->draft, &draft, err) : 1;

    if (r != 0)
        return r < 0 ? -1 : 0;
    r = journal_forget_undone(writing->store, err) < 0 ? -1 : outbox_job(dispatch, &job, err);
    if (r == 0) {
        struct sent_how how = {
            .at = app_now(writing->app),
            .message_id = job.message.message_id,
            .subject = dispatch->subject,
            .text = outbox_text(dispatch, &job),
        };
        if (draft.state == DRAFT_OPEN)
            r = draft_sent(writing, &draft, &how, err) < 0 ? -1 : 0;
        job_clear(&job);
    }
    model_clear(&model_draft, &draft);
    return r;
}

static int said_done(struct writing *writing, struct dispatch *dispatch, struct err *err)
{
    if (dispatch->state == DISPATCH_CONFIRMED) {
        if (move_to(writing, dispatch, DISPATCH_SENDING, NULL, err) < 0)
            return -1;
        dispatch->state = DISPATCH_SENDING;
    }
    if (move_to(writing, dispatch, DISPATCH_DONE, _("you said that it is done"), err) < 0)
        return -1;
    return outbox_letter_done(writing, dispatch, err);
}

static int said_not(struct writing *writing, const struct dispatch *dispatch, struct err *err)
{
    enum dispatch_state to = dispatch->state == DISPATCH_CONFIRMED ? DISPATCH_CANCELLED : DISPATCH_REJECTED;

    return move_to(writing, dispatch, to, _("you said that it was not sent"), err);
}

static int said(struct writing *writing, struct dispatch *dispatch, bool done, struct err *err)
{
    bool asked = dispatch->state == DISPATCH_UNKNOWN ||
                 (dispatch->state == DISPATCH_CONFIRMED && outbox_by_person(dispatch));

    if (!asked)
        return err_set(
            err, _("nothing is asked about this one: only of what nobody knows, and of what you do by hand"));
    return done ? said_done(writing, dispatch, err) : said_not(writing, dispatch, err);
}

int outbox_said(struct app *app, const struct request *request, const char *ref, bool done,
                unsigned *ret_changes, struct err *err)
{
    _cleanup_writing_ struct writing writing = {0};
    struct dispatch dispatch;

    if (outbox_begin(app, request, &writing, err) < 0 || find_letter(&writing, ref, &dispatch, err) < 0)
        return -1;
    int r = said(&writing, &dispatch, done, err);
    model_clear(&model_dispatch, &dispatch);
    if (r < 0 || writing_commit(&writing, err) < 0)
        return -1;
    *ret_changes |= CHANGE_CLIENTS | CHANGE_LOG | CHANGE_RULES;
    return 0;
}

int outbox_doubt(struct app *app, size_t *ret_n, struct err *err)
{
    _cleanup_writing_ struct writing writing = {0};
    int64_t counts[DISPATCH_STATES];

    *ret_n = 0;
    if (outbox_count(app, counts, err) < 0)
        return -1;
    if (counts[DISPATCH_CONFIRMED] == 0)
        return 0;
    if (outbox_begin(app, NULL, &writing, err) < 0 ||
        dispatch_doubt(writing.store, app_now(app),
                       _("the file came back from a backup, and it may have left since"), ret_n, err) < 0)
        return -1;
    return writing_commit(&writing, err);
}

int outbox_copy(struct app *app, const char *ref, char **ret_text, struct err *err)
{
    _cleanup_accounts_ struct accounts accounts = {0};
    struct dispatch dispatch;
    struct store *store;
    struct job job;

    if (app_need_file(app, &store, err) < 0 || accounts_read(app, &accounts, err) < 0 ||
        outbox_find(store, ref, &dispatch, err) < 0)
        return -1;
    int r = outbox_job(&dispatch, &job, err);
    if (r == 0) {
        const char *text = outbox_text(&dispatch, &job);
        r = accounts_copy(&accounts, text, err);
        if (r > 0)
            *ret_text = mem_string(text);
        job_clear(&job);
    }
    model_clear(&model_dispatch, &dispatch);
    return r;
}
