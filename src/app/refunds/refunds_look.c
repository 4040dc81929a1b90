/* What became of refunds: open ones and young ones are looked at, those made by hand at Stripe noted.
 * links.md 1.5. */
#include "refunds_inside.h"

#include "farewell_inside.h"
#include "known.h"
#include "stop.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/store/outbox.h"
#include "paletti/store/records.h"

void refunds_looked_clear(struct refunds_looked *looked)
{
    free(looked->says);
    *looked = (struct refunds_looked){0};
}

/* --- the dispatch goes along --- */

static enum dispatch_state dispatch_of(enum refunding state)
{
    static const enum dispatch_state states[REFUNDING_STATES] = {
        [REFUNDING_PLANNED] = DISPATCH_CANCELLED, [REFUNDING_CONFIRMED] = DISPATCH_CONFIRMED,
        [REFUNDING_SENDING] = DISPATCH_SENDING,   [REFUNDING_SUCCEEDED] = DISPATCH_DONE,
        [REFUNDING_PENDING] = DISPATCH_PENDING,   [REFUNDING_ACTION] = DISPATCH_PENDING,
        [REFUNDING_REFUSED] = DISPATCH_REJECTED,  [REFUNDING_UNKNOWN] = DISPATCH_UNKNOWN,
        [REFUNDING_FAILED] = DISPATCH_REJECTED,   [REFUNDING_CANCELED] = DISPATCH_REJECTED,
    };
    return states[state];
}

int refunds_sync(struct store *store, const struct refund *refund, int64_t now, struct err *err)
{
    struct dispatch dispatch;
    int r = refund->intent ? store_get(store, &model_dispatch, refund->intent, &dispatch, err) : 1;

    if (r != 0)
        return r < 0 ? -1 : 0;
    enum dispatch_state from = (enum dispatch_state)dispatch.state, to = dispatch_of(refund_state(refund));
    const struct dispatch_change change = {.to = to,
                                           .at = now,
                                           .reply = refunding_names[refund->state],
                                           .why = refund->reason,
                                           .external_id = refund->external_id};
    r = from != to && dispatch_may(DISPATCH_REFUND, from, to)
            ? dispatch_move(store, refund->intent, from, &change, err)
            : 0;
    model_clear(&model_dispatch, &dispatch);
    return r < 0 ? -1 : 0;
}

/* --- one payment --- */

struct looking {
    struct app *app;
    const struct refunds_talk *talk;
    struct refunds_counts *counts;
    struct str *says; /* or NULL */
};

/* Several may carry our id only where somebody else meddled: one that is alive counts. */
static const struct refunds_told *told_of(const struct refunds_talk *talk, const struct refund *refund)
{
    const struct refunds_told *found = NULL;

    for (size_t i = 0; i < talk->n_told; i++) {
        const struct refunds_told *told = &talk->told[i];
        bool is = refund->external_id ? str_equal(refund->external_id, told->refund)
                                      : refund->intent && str_equal(refund->intent, told->intent);
        if (is && (!found || found->outcome == REFUND_FAILED || found->outcome == REFUND_CANCELED))
            found = told;
    }
    return found;
}

static int put_looked(struct store *store, struct refund *refund, int64_t now, struct err *err)
{
    refund->looked_at = now;
    return refunds_put(store, refund, err);
}

static int follow(struct looking *looking, struct store *store, struct refund *refund, struct err *err)
{
    const struct refunds_told *told = told_of(looking->talk, refund);
    _cleanup_free_ char *says = NULL;
    enum refunding before = refund_state(refund);

    looking->counts->unknown += !told && before == REFUNDING_UNKNOWN;
    if (!told)
        return refunding_left(before) ? put_looked(store, refund, app_now(looking->app), err) : 0;
    if (refunds_move(looking->app, store, refund, told, &says, err) < 0 ||
        refunds_sync(store, refund, app_now(looking->app), err) < 0)
        return -1;
    if (says && looking->says)
        str_printf(looking->says, "%s\n", says);
    looking->counts->moved += refund_state(refund) != before;
    looking->counts->failed += refund_state(refund) != before && !refunding_alive(refund_state(refund));
    looking->counts->unknown += refund_state(refund) == REFUNDING_UNKNOWN;
    return 0;
}

/* What is being sent now is another process's. */
static bool follows(const struct refund *refund, const struct payment *payment, int8_t live)
{
    return str_equal(refund->payment, payment->ref) && refund->method == PAID_STRIPE &&
           refund->live == live && refund_state(refund) != REFUNDING_SENDING &&
           refund_state(refund) != REFUNDING_PLANNED;
}

static int store_looked(struct looking *looking, struct store *store, const struct payment *payment,
                        struct err *err)
{
    struct refund *refunds;
    size_t n, seen = 0;
    int r = 0;

    if (store_all(store, &model_refund, payment->client, &refunds, &n, err) < 0)
        return -1;
    for (size_t i = 0; i < n; i++) {
        if (r == 0 && follows(&refunds[i], payment, looking->talk->live))
            r = follow(looking, store, &refunds[i], err);
        model_clear(&model_refund, &refunds[i]);
    }
    free(refunds);
    if (r == 0)
        r = refunds_note_seen(looking->app, store, payment, looking->talk, &seen, looking->says, err);
    looking->counts->seen += seen;
    return r;
}

struct sought {
    const struct payment *payment;
    char *source;
};

static int take_source(void *ctx, const void *record)
{
    const struct refund *refund = record;
    struct sought *sought = ctx;

    if (!refund->source || !str_equal(refund->payment, sought->payment->ref))
        return 0;
    sought->source = mem_string(refund->source);
    return 1;
}

/* What went is found even where the payment was edited since. */
static int find_source(struct store *store, const struct payment *payment, char **ret, struct err *err)
{
    struct sought sought = {.payment = payment};

    if (refunding_is_source(payment->external_id))
        sought.source = mem_string(payment->external_id);
    else if (store_each(store, &model_refund, payment->client, take_source, &sought, err) < 0)
        return -1;
    *ret = sought.source;
    return 0;
}

static int ask_payment(struct app *app, const struct request *request, const char *source,
                       struct refunds_talk *ret, struct err *err)
{
    struct job job;

    job_init(&job);
    job.kind = JOB_FIND;
    job.id = mem_string("look");
    job.payment = mem_string(source);
    int r = refunds_ask(app, request, &job, ret, err);
    job_clear(&job);
    return r;
}

static int look_at(struct app *app, const struct request *request, const struct payment *payment,
                   struct refunds_talk *talk, struct refunds_counts *counts, struct str *says,
                   struct err *err)
{
    _cleanup_writing_ struct writing writing = {0};
    struct looking looking = {app, talk, counts, says};

    _cleanup_free_ char *source = NULL;
    struct store *store;

    if (app_need_file(app, &store, err) < 0 || find_source(store, payment, &source, err) < 0)
        return -1;
    if (!source)
        return err_set(err, _("this payment is not linked to one at Stripe: paletti refund CLIENT find"));
    if (ask_payment(app, request, source, talk, err) < 0 || refunds_begin(app, request, &writing, err) < 0 ||
        store_looked(&looking, writing.store, payment, err) < 0 ||
        farewell_settle(&writing, payment->client, err) < 0)
        return -1;
    return writing_commit(&writing, err);
}

int refunds_look_payment(struct app *app, const struct request *request, const char *payment,
                         struct refunds_talk *ret_talk, struct refunds_counts *counts, struct str *says,
                         unsigned *ret_changes, struct err *err)
{
    _cleanup_talk_ struct refunds_talk talk = {0};
    struct payment record;
    struct store *store;

    if (app_need_file(app, &store, err) < 0 || refunds_payment(store, payment, &record, err) < 0)
        return -1;
    int r = look_at(app, request, &record, &talk, counts, says, err);
    model_clear(&model_payment, &record);
    if (r == 0) {
        *ret_changes |= CHANGE_MONEY | CHANGE_CLIENTS;
        if (ret_talk) {
            *ret_talk = talk;
            talk = (struct refunds_talk){0};
        }
    }
    return r;
}

/* --- all that is due --- */

struct round {
    struct app *app;
    const struct request *request;
    struct refunds_looked *looked;
    struct texts payments; /* refs */
    bool force;
    struct str says;
};

static int take_due(void *ctx, const void *record)
{
    const struct refund *refund = record;
    struct round *round = ctx;
    enum refunding_act act = refunding_next(refund, app_now(round->app)).act;

    if (refund->method != PAID_STRIPE || !refunding_left(refund_state(refund)))
        return 0;
    if ((act == REFUNDING_LOOK || act == REFUNDING_RECOVER || act == REFUNDING_ASK ||
         (round->force && act == REFUNDING_LATER)) &&
        !texts_have(&round->payments, refund->payment))
        texts_add(&round->payments, refund->payment);
    return 0;
}

static int look_all(struct round *round, unsigned *ret_changes, struct err *err)
{
    struct refunds_counts counts = {0};
    int r = 0;

    for (size_t i = 0; r == 0 && i < round->payments.n; i++) {
        if (stop_wanted(round->request))
            return stop_said(err);
        r = refunds_look_payment(round->app, round->request, round->payments.v[i], NULL, &counts,
                                 &round->says, ret_changes, err);
        round->looked->asked += r == 0;
    }
    round->looked->moved += counts.moved;
    round->looked->failed += counts.failed;
    round->looked->seen += counts.seen;
    round->looked->unknown += counts.unknown;
    return r;
}

static int begin(struct round *round, const char *client, struct err *err)
{
    _cleanup_known_ struct known known = {0};
    struct store *store;

    if (app_need_file(round->app, &store, err) < 0 || (client && known_find(store, client, &known, err) < 0))
        return -1;
    return store_each(store, &model_refund, client ? known.ref : NULL, take_due, round, err) < 0 ? -1 : 0;
}

int refunds_look(struct app *app, const struct request *request, const char *client, bool force,
                 struct refunds_looked *ret, unsigned *ret_changes, struct err *err)
{
    struct refunds_looked looked = {0};
    struct round round = {.app = app, .request = request, .looked = &looked, .force = force};

    *ret_changes = CHANGE_NOTHING;
    int r = begin(&round, client, err);
    if (r == 0)
        r = look_all(&round, ret_changes, err);
    texts_clear(&round.payments);
    looked.says = mem_string(str_text(&round.says));
    str_done(&round.says);
    if (r < 0)
        refunds_looked_clear(&looked);
    else
        *ret = looked;
    return r;
}
