/* Refunds in the outbox's release: `sending` is committed, then the courier is sent, then the outcome is.
 * outbox_inside.h. */
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
    {"succeeded", REFUND_SUCCEEDED, DISPATCH_DONE},       {"pending", REFUND_PENDING, DISPATCH_PENDING},
    {"requires_action", REFUND_ACTION, DISPATCH_PENDING}, {"failed", REFUND_FAILED, DISPATCH_REJECTED},
    {"canceled", REFUND_CANCELED, DISPATCH_REJECTED},     {"refused", REFUND_REFUSED, DISPATCH_REJECTED},
    {"unknown", REFUND_UNKNOWN, DISPATCH_UNKNOWN},        {"temporary", REFUND_TEMPORARY, DISPATCH_CONFIRMED},
};

static const struct answer_word *word_of(const struct refunds_told *told)
{
    for (size_t i = 0; i < ARRAY_LEN(answer_words); i++)
        if (answer_words[i].outcome == told->outcome)
            return &answer_words[i];
    return &answer_words[REFUND_UNKNOWN];
}

/* One that goes, or went. */
struct going {
    struct app *app;
    struct store *store;
    const struct request *request;
    const struct dispatch *dispatch;
    struct refund refund;
};

/* The job as it was confirmed, with the bytes that the file has kept. */
static int make_job(const struct dispatch *dispatch, const struct refund *refund, int64_t within,
                    struct job *ret, struct err *err)
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
static void not_begun(const struct going *going, const char *why, struct released *ret)
{
    bool first = refund_state(&going->refund) == REFUNDING_SENDING;
    int tries = 1;
    struct err ignored;

    ret->to = first                                        ? DISPATCH_CONFIRMED
              : going->dispatch->state == DISPATCH_PENDING ? DISPATCH_PENDING
                                                           : DISPATCH_UNKNOWN;
    ret->reply = mem_string(first ? "temporary" : "unknown");
    ret->why = mem_string(why);
    if (first && dispatch_tries(going->store, going->dispatch->ref, &tries, &ignored) == 0)
        ret->not_before = dispatch_again(tries, app_now(going->app));
}

/* What is on its way was made: that it stands in no list for a moment says nothing. */
static bool says_nothing(const struct going *going, const struct refunds_told *told)
{
    return going->dispatch->state == DISPATCH_PENDING &&
           (told->outcome == REFUND_UNKNOWN || told->outcome == REFUND_REFUSED ||
            told->outcome == REFUND_TEMPORARY);
}

static void take(const struct going *going, const struct refunds_told *told, struct released *ret)
{
    const struct answer_word *word = word_of(told);

    if (told->outcome == REFUND_TEMPORARY || says_nothing(going, told)) {
        not_begun(going, told->why, ret);
        if (ret->to == DISPATCH_CONFIRMED && told->retry_after > 0)
            ret->not_before = app_now(going->app) + told->retry_after;
        return;
    }
    ret->to = word->to;
    ret->reply = mem_string(word->word);
    ret->why = told->code && told->why ? str_format("%s (%s)", told->why, told->code)
                                       : mem_string(told->why ? told->why : told->code);
    ret->external_id = mem_string(told->refund);
}

/* --- on disk before the outcome: what that has no room for --- */

static void note_told(struct app *app, struct refund *refund, const struct refunds_told *told)
{
    bool began = told->outcome == REFUND_SUCCEEDED || told->outcome == REFUND_PENDING ||
                 told->outcome == REFUND_ACTION;

    if (told->refund && !refund->external_id)
        refund->external_id = mem_string(told->refund);
    if (began && refund->issued_on == DAY_NONE)
        refund->issued_on = told->at != INSTANT_NONE ? days_at(app_zone(app), told->at) : refunds_today(app);
    refund->replays += told->outcome == REFUND_UNKNOWN && told->replayed;
    refund->looked_at = app_now(app);
}

static int note(const struct going *going, const struct refunds_told *told, const struct released *released,
                struct err *err)
{
    _cleanup_writing_ struct writing writing = {0};
    _cleanup_free_ char *says = NULL;
    struct refund refund;

    if (refunds_begin(going->app, going->request, &writing, err) < 0 ||
        refunds_get(writing.store, going->dispatch->refund, &refund, err) < 0)
        return -1;
    /* Where the dispatch stays as it is, nobody calls refunds_moved. */
    bool stays = released->to == (enum dispatch_state)going->dispatch->state && !says_nothing(going, told);
    int r = stays ? refunds_move(going->app, writing.store, &refund, told, &says, err) : 0;
    if (!stays) {
        note_told(going->app, &refund, told);
        r = refunds_put(writing.store, &refund, err);
    }
    model_clear(&model_refund, &refund);
    return r < 0 ? -1 : writing_commit(&writing, err);
}

/* --- asking --- */

static int ask(const struct going *going, int64_t within, struct released *ret, struct err *err)
{
    _cleanup_talk_ struct refunds_talk talk = {0};
    struct err said = {0};
    struct job job;

    if (make_job(going->dispatch, &going->refund, within, &job, &said) < 0) {
        not_begun(going, said.text, ret);
        return 0;
    }
    int r = refunds_ask(going->app, going->request, &job, &talk, &said);
    job_clear(&job);
    const struct refunds_told *told = best_of(&talk);
    if (!told && !talk.over)
        return err_set(err, "%s", r < 0 ? said.text : _("the courier ended without a word of the refund"));
    if (!told) {
        not_begun(going, said.text, ret);
        return 0;
    }
    take(going, told, ret);
    return note(going, told, ret, err);
}

static int going_begin(struct app *app, const struct request *request, const struct dispatch *dispatch,
                       struct going *ret, struct err *err)
{
    *ret = (struct going){.app = app, .request = request, .dispatch = dispatch};
    return app_need_file(app, &ret->store, err) < 0
               ? -1
               : refunds_get(ret->store, dispatch->refund, &ret->refund, err);
}

/* What was said and is on no disk is looked up again. */
static int going_end(struct going *going, int r, struct released *ret)
{
    model_clear(&model_refund, &going->refund);
    if (r < 0) {
        released_clear(ret);
        *ret = (struct released){.to = DISPATCH_UNKNOWN, .not_before = INSTANT_NONE};
    }
    return r;
}

int refunds_release(struct app *app, const struct request *request, const struct dispatch *dispatch,
                    struct released *ret, struct err *err)
{
    struct going going;

    *ret = (struct released){.to = DISPATCH_UNKNOWN, .not_before = INSTANT_NONE};
    if (going_begin(app, request, dispatch, &going, err) < 0)
        return -1;
    return going_end(&going, ask(&going, refunding_next(&going.refund, app_now(app)).within, ret, err), ret);
}

int refunds_recover(struct app *app, const struct request *request, const struct dispatch *dispatch,
                    struct released *ret, struct err *err)
{
    struct going going;

    *ret = (struct released){.to = (enum dispatch_state)dispatch->state, .not_before = INSTANT_NONE};
    return going_begin(app, request, dispatch, &going, err) < 0
               ? -1
               : going_end(&going, ask(&going, 0, ret, err), ret);
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
        .outcome =
            released->to == DISPATCH_REJECTED && !released->reply ? REFUND_REFUSED : outcome_of(released),
        .refund = released->external_id,
        .why = released->why,
        .at = INSTANT_NONE,
    };
}

static int move_along(struct app *app, struct store *store, struct refund *refund,
                      const struct released *released, struct err *err)
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

int refunds_moved(struct app *app, struct store *store, const struct dispatch *dispatch,
                  const struct released *released, struct err *err)
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

/* --- letters about them --- */

static int is_test(void *ctx _unused_, const void *record)
{
    const struct refund *refund = record;

    return refund->live == 0 && refunding_alive(refund_state(refund)) && refunding_left(refund_state(refund));
}

int refunds_are_tests(struct store *store, const char *client, struct err *err)
{
    return store_each(store, &model_refund, client, is_test, NULL, err);
}
