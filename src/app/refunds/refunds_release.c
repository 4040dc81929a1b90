/* Refunds in the outbox's release: `sending` is committed, then the courier is sent, then the outcome is. outbox_inside.h. */
#include "refunds_inside.h"

#include "outbox_inside.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/core/days.h"
#include "paletti/store/records.h"

#include <string.h>

/* What the service answered, as the dispatch keeps it: the record reads it there. */
static const struct answer_word {
    const char *word;
    enum refund_outcome outcome;
    enum dispatch_state to;
} answer_words[] = {
    {"succeeded", REFUND_SUCCEEDED, DISPATCH_DONE},        {"pending", REFUND_PENDING, DISPATCH_PENDING},
    {"requires_action", REFUND_ACTION, DISPATCH_PENDING},  {"failed", REFUND_FAILED, DISPATCH_REJECTED},
    {"canceled", REFUND_CANCELED, DISPATCH_REJECTED},      {"refused", REFUND_REFUSED, DISPATCH_REJECTED},
    {"unknown", REFUND_UNKNOWN, DISPATCH_UNKNOWN},         {"temporary", REFUND_TEMPORARY, DISPATCH_CONFIRMED},
};

static const struct answer_word *word_of(const struct refunds_told *told)
{
    for (size_t i = 0; i < ARRAY_LEN(answer_words); i++)
        if (answer_words[i].outcome == told->outcome)
            return &answer_words[i];
    return &answer_words[REFUND_UNKNOWN];
}

/* --- asking --- */

/* The job as it was confirmed, with the bytes that the file has kept. */
static int make_job(const struct dispatch *dispatch, const struct refund *refund, int64_t within, struct job *ret,
                    struct err *err)
{
    if (job_parse(dispatch->message, strlen(dispatch->message), ret, err) < 0)
        return err_prefix(err, _("what was confirmed cannot be read"));
    bool same = ret->kind == JOB_REFUND && str_equal(ret->payment, refund->source) &&
                str_equal(ret->order.intent, dispatch->ref) && money_equal(ret->order.amount, refund->amount);
    if (!same) {
        job_clear(ret);
        return err_set(err, _("what was confirmed is another refund than the record says; nothing was sent"));
    }
    free(ret->order.body);
    ret->order.body = mem_string(dispatch->bytes);
    ret->order.live = dispatch->live;
    ret->order.within = within;
    return 0;
}

/* Of several that carry our id, one that stands. */
static const struct refunds_told *best_of(const struct refunds_talk *talk)
{
    const struct refunds_told *found = NULL;

    for (size_t i = 0; i < talk->n_told; i++) {
        const struct refunds_told *told = &talk->told[i];
        if (!found || found->outcome == REFUND_FAILED || found->outcome == REFUND_CANCELED)
            found = told;
    }
    return found;
}

/* Nothing was sent this time: what was never sent before waits, all else stays unknown. */
static void not_begun(const struct refund *refund, const char *why, struct released *ret)
{
    ret->to = refund_state(refund) == REFUNDING_SENDING ? DISPATCH_CONFIRMED : DISPATCH_UNKNOWN;
    ret->reply = mem_string(ret->to == DISPATCH_CONFIRMED ? "temporary" : "unknown");
    ret->why = mem_string(why);
}

static void take(struct app *app, const struct refund *refund, const struct refunds_told *told, struct released *ret)
{
    const struct answer_word *word = word_of(told);

    ret->to = word->to;
    if (told->outcome == REFUND_TEMPORARY) {
        not_begun(refund, told->why, ret);
        if (ret->to == DISPATCH_CONFIRMED && told->retry_after > 0)
            ret->not_before = app_now(app) + told->retry_after;
        return;
    }
    ret->reply = mem_string(word->word);
    ret->why = told->code && told->why ? str_format("%s (%s)", told->why, told->code)
                                       : mem_string(told->why ? told->why : told->code);
    ret->external_id = mem_string(told->refund);
}

/* --- what the outcome has no room for, on disk before it --- */

static int note(struct app *app, const struct request *request, const char *ref, const struct refunds_told *told,
                struct err *err)
{
    _cleanup_writing_ struct writing writing = {0};
    struct refund refund;

    if (refunds_begin(app, request, &writing, err) < 0 || refunds_get(writing.store, ref, &refund, err) < 0)
        return -1;
    if (told->refund && !refund.external_id)
        refund.external_id = mem_string(told->refund);
    bool began = told->outcome == REFUND_SUCCEEDED || told->outcome == REFUND_PENDING || told->outcome == REFUND_ACTION;
    if (began && refund.issued_on == DAY_NONE)
        refund.issued_on = told->at != INSTANT_NONE ? days_at(app_zone(app), told->at) : refunds_today(app);
    refund.replays += told->outcome == REFUND_UNKNOWN && told->replayed;
    refund.looked_at = app_now(app);
    int r = refunds_put(writing.store, &refund, err);
    model_clear(&model_refund, &refund);
    return r < 0 ? -1 : writing_commit(&writing, err);
}

static int ask(struct app *app, const struct request *request, const struct dispatch *dispatch, const struct refund *refund,
               struct released *ret, struct err *err)
{
    _cleanup_talk_ struct refunds_talk talk = {0};
    struct job job;
    bool may_send = dispatch->state == DISPATCH_SENDING;
    int64_t within = may_send ? refunding_next(refund, app_now(app)).within : 0;

    if (make_job(dispatch, refund, within, &job, err) < 0) {
        not_begun(refund, err->text, ret);
        return 0;
    }
    int r = refunds_ask(app, request, &job, &talk, err);
    job_clear(&job);
    const struct refunds_told *told = best_of(&talk);
    if (!told && !talk.over)
        return r < 0 ? -1 : err_set(err, _("the courier ended without a word of the refund"));
    if (!told) {
        not_begun(refund, err->text, ret);
        return 0;
    }
    take(app, refund, told, ret);
    return note(app, request, refund->ref, told, err);
}

static int release(struct app *app, const struct request *request, const struct dispatch *dispatch, struct released *ret,
                   struct err *err)
{
    struct refund refund;
    struct store *store;

    *ret = (struct released){.to = DISPATCH_UNKNOWN, .not_before = INSTANT_NONE};
    if (app_need_file(app, &store, err) < 0 || refunds_get(store, dispatch->refund, &refund, err) < 0)
        return -1;
    int r = ask(app, request, dispatch, &refund, ret, err);
    model_clear(&model_refund, &refund);
    if (r < 0) { /* what was said is on no disk: it is looked up again */
        free(ret->reply);
        free(ret->why);
        free(ret->external_id);
        *ret = (struct released){.to = DISPATCH_UNKNOWN, .not_before = INSTANT_NONE};
    }
    return r;
}

int refunds_release(struct app *app, const struct request *request, const struct dispatch *dispatch, struct released *ret,
                    struct err *err)
{
    return release(app, request, dispatch, ret, err);
}

int refunds_recover(struct app *app, const struct request *request, const struct dispatch *dispatch, struct released *ret,
                    struct err *err)
{
    return release(app, request, dispatch, ret, err);
}

/* --- the record goes along --- */

/* What was unknown stays so while it is looked up or sent again. */
static int begin(struct app *app, struct store *store, struct refund *refund, struct err *err)
{
    if (refund_state(refund) != REFUNDING_CONFIRMED)
        return 0;
    refund->state = REFUNDING_SENDING;
    if (refund->sent_at == INSTANT_NONE)
        refund->sent_at = app_now(app);
    return refunds_put(store, refund, err);
}

static enum refund_outcome outcome_of(const struct released *released)
{
    for (size_t i = 0; i < ARRAY_LEN(answer_words); i++)
        if (str_equal(answer_words[i].word, released->reply) && answer_words[i].to == released->to)
            return answer_words[i].outcome;
    for (size_t i = 0; i < ARRAY_LEN(answer_words); i++)
        if (answer_words[i].to == released->to && answer_words[i].outcome != REFUND_FAILED)
            return answer_words[i].outcome;
    return REFUND_UNKNOWN;
}

/* Rejected by a person's word is refused, not failed: nothing was made. */
static void as_told(const struct released *released, struct refunds_told *told)
{
    *told = (struct refunds_told){
        .outcome = released->to == DISPATCH_REJECTED && !released->reply ? REFUND_REFUSED : outcome_of(released),
        .refund = released->external_id,
        .why = released->why,
        .at = INSTANT_NONE,
    };
}

static int move_along(struct app *app, struct store *store, struct refund *refund, const struct released *released,
                      struct err *err)
{
    _cleanup_free_ char *says = NULL;
    struct refunds_told told;

    if (!released)
        return begin(app, store, refund, err);
    if (released->to == DISPATCH_CANCELLED)
        return refund_state(refund) == REFUNDING_CONFIRMED ? refunds_unconfirm(store, refund, err) : 0;
    as_told(released, &told);
    if (told.outcome == REFUND_SUCCEEDED && !told.refund && !refund->external_id && !refund->reference)
        refund->reference = mem_string(refund->intent);
    return refunds_move(app, store, refund, &told, &says, err);
}

int refunds_moved(struct app *app, struct store *store, const struct dispatch *dispatch, const struct released *released,
                  struct err *err)
{
    struct refund refund;

    if (dispatch->kind != DISPATCH_REFUND || !dispatch->refund)
        return 0;
    if (journal_forget_undone(store, err) < 0 || refunds_get(store, dispatch->refund, &refund, err) < 0)
        return -1;
    int r = str_equal(refund.intent, dispatch->ref)
                ? move_along(app, store, &refund, released, err)
                : err_set(err, _("this refund was confirmed anew since; nothing was sent"));
    model_clear(&model_refund, &refund);
    return r;
}

/* --- a person's word --- */

int refunds_not_made(struct app *app, const struct request *request, const char *ref, const char *name,
                     unsigned *ret_changes, struct err *err)
{
    _cleanup_writing_ struct writing writing = {0};
    struct refund refund;

    if (refunds_begin(app, request, &writing, err) < 0 || refunds_get(writing.store, ref, &refund, err) < 0)
        return -1;
    int r = 0;
    if (refunding_next(&refund, app_now(app)).act != REFUNDING_ASK)
        r = err_set(err, _("paletti still looks this one up by itself: paletti refund CLIENT look"));
    if (r == 0)
        r = refunds_check_name(app, writing.store, refund.client, name, err);
    if (r == 0) {
        refund.state = REFUNDING_REFUSED;
        free(refund.reason);
        refund.reason = mem_string(_("not made, by your word"));
        r = refunds_put(writing.store, &refund, err);
    }
    if (r == 0)
        r = refunds_sync(writing.store, &refund, app_now(app), err);
    model_clear(&model_refund, &refund);
    if (r < 0 || writing_commit(&writing, err) < 0)
        return -1;
    *ret_changes = CHANGE_MONEY | CHANGE_CLIENTS;
    return 0;
}
