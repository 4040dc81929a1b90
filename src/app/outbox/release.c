/* Letting go: each dispatch is taken by one process, is on disk as `sending` before its first byte leaves,
 * and what came of it is written down when it is known. reliability.md, "Acts that leave the machine". */
#include "release.h"
#include "farewell_inside.h"

#include "stop.h"

#include "paletti/app/refunds.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/process.h"
#include "paletti/store/records.h"

struct release {
    struct app *app;
    const struct request *request;
    struct accounts accounts;
    struct texts refs;
    int (*fn)(void *ctx, const struct outbox_line *line);
    void *ctx;
    struct outbox_released *tally;
    unsigned *changes;
};

static void release_done(struct release *release)
{
    accounts_clear(&release->accounts);
    texts_clear(&release->refs);
}

static int report(const struct release *release, const char *ref, struct err *err)
{
    return release->fn ? view_dispatch(release->app, ref, release->fn, release->ctx, err) : 0;
}

/* --- what there is to do --- */

static int add_ref(void *ctx, const struct dispatch *dispatch)
{
    texts_add(ctx, dispatch->ref);
    return 0;
}

/* The records of refunds that became unknown go along. */
static int forsake_refunds(const struct release *release, struct store *store, const struct texts *sending,
                           struct err *err)
{
    const struct released unknown = {.to = DISPATCH_UNKNOWN, .not_before = INSTANT_NONE};

    for (size_t i = 0; i < sending->n; i++) {
        struct dispatch dispatch;
        if (store_get(store, &model_dispatch, sending->v[i], &dispatch, err) != 0)
            return -1;
        int r = dispatch.kind == DISPATCH_REFUND && dispatch.state == DISPATCH_UNKNOWN
                    ? refunds_moved(release->app, store, &dispatch, &unknown, err)
                    : 0;
        model_clear(&model_dispatch, &dispatch);
        if (r < 0)
            return -1;
    }
    return 0;
}

static int forsake_all(const struct release *release, struct texts *sending, size_t *ret_n, struct err *err)
{
    _cleanup_writing_ struct writing writing = {0};
    const struct dispatch_query query = {.states = 1u << DISPATCH_SENDING};

    if (outbox_begin(release->app, NULL, &writing, err) < 0 ||
        dispatches_each(writing.store, &query, add_ref, sending, err) < 0 ||
        dispatch_forsaken(writing.store, app_now(release->app), ret_n, err) < 0 ||
        forsake_refunds(release, writing.store, sending, err) < 0)
        return -1;
    return writing_commit(&writing, err);
}

static int forsake(const struct release *release, struct err *err)
{
    _cleanup_(texts_clear)
    struct texts sending = {0};
    size_t n = 0;

    if (forsake_all(release, &sending, &n, err) < 0)
        return -1;
    release->tally->recovered += n;
    *release->changes |= n > 0 ? CHANGE_CLIENTS : 0;
    return 0;
}

static int gather(struct release *release, const char *ref, struct err *err)
{
    struct dispatch_query query = {.states = 1u << DISPATCH_CONFIRMED | 1u << DISPATCH_UNKNOWN};
    struct dispatch dispatch;
    struct store *store;

    if (app_need_file(release->app, &store, err) < 0)
        return -1;
    if (!ref)
        return dispatches_each(store, &query, add_ref, &release->refs, err);
    if (outbox_find(store, ref, &dispatch, err) < 0)
        return -1;
    texts_add(&release->refs, dispatch.ref);
    model_clear(&model_dispatch, &dispatch);
    return 0;
}

/* --- into `sending` --- */

/* Whether it may go, in the transaction that lets it. 1: not now, and why may be said. */
static int ask(const struct release *release, struct writing *writing, const struct dispatch *dispatch,
               struct gate *gate, struct err *err)
{
    _cleanup_gate_loaded_ struct gate_loaded loaded = {0};
    struct err said = {0};

    if (gate_load(release->app, writing->store, dispatch, app_now(release->app), &loaded, err) < 0 ||
        gates_ask(&loaded.about, gate, err) < 0)
        return -1;
    if (gate->wait == OUTBOX_GOES && dispatch->kind == DISPATCH_LETTER &&
        release_account(&release->accounts, dispatch, &said) < 0) {
        gate_clear(gate);
        gate->wait = OUTBOX_HELD;
        gate->says = mem_string(said.text);
    }
    return gate->wait != OUTBOX_GOES;
}

static int to_sending(const struct release *release, struct writing *writing, const struct dispatch *dispatch,
                      struct err *err)
{
    _cleanup_free_ char *self = process_self();
    struct dispatch_change change = {
        .to = DISPATCH_SENDING, .at = app_now(release->app), .not_before = INSTANT_NONE, .sender = self};
    int r = dispatch_move(writing->store, dispatch->ref, (enum dispatch_state)dispatch->state, &change, err);

    if (r == 0 && dispatch->kind == DISPATCH_REFUND)
        r = refunds_moved(release->app, writing->store, dispatch, NULL, err);
    return r;
}

static int cancel(const struct release *release, struct writing *writing, const struct dispatch *dispatch,
                  const char *why, struct err *err)
{
    struct dispatch_change change = {
        .to = DISPATCH_CANCELLED, .at = app_now(release->app), .not_before = INSTANT_NONE, .why = why};

    return dispatch_move(writing->store, dispatch->ref, DISPATCH_CONFIRMED, &change, err);
}

/* 0: DISPATCH is `sending` on disk; 1: it stays, or it is over. */
static int begin(const struct release *release, const struct dispatch *dispatch, struct err *err)
{
    _cleanup_writing_ struct writing writing = {0};
    _cleanup_(gate_clear)
    struct gate gate = {.wait = OUTBOX_GOES, .at = INSTANT_NONE};

    if (outbox_begin(release->app, NULL, &writing, err) < 0)
        return -1;
    int r = ask(release, &writing, dispatch, &gate, err);
    if (r < 0)
        return -1;
    bool over = r > 0 && gate.over;
    if (over)
        r = cancel(release, &writing, dispatch, gate.says, err);
    else if (r == 0)
        r = to_sending(release, &writing, dispatch, err);
    else
        release->tally->waiting++;
    if (r != 0)
        return r;
    if (writing_commit(&writing, err) < 0)
        return -1;
    *release->changes |= CHANGE_CLIENTS;
    return over ? (report(release, dispatch->ref, err) < 0 ? -1 : 1) : 0;
}

/* --- out of it --- */

static void count(struct outbox_released *tally, enum dispatch_state to)
{
    size_t *const counters[DISPATCH_STATES] = {
        [DISPATCH_CONFIRMED] = &tally->later, [DISPATCH_DONE] = &tally->done,
        [DISPATCH_PENDING] = &tally->pending, [DISPATCH_REJECTED] = &tally->rejected,
        [DISPATCH_UNKNOWN] = &tally->unknown,
    };

    if (counters[to])
        ++*counters[to];
}

/* In one transaction: the state, the log, and what follows from it. */
static int write_outcome(const struct release *release, const struct dispatch *dispatch,
                         enum dispatch_state from, const struct released *released, struct err *err)
{
    _cleanup_writing_ struct writing writing = {0};
    struct dispatch_change change = {
        .to = released->to,
        .at = app_now(release->app),
        .code = released->code,
        .reply = released->reply,
        .why = released->why,
        .external_id = released->external_id,
        .not_before = released->to == DISPATCH_CONFIRMED ? released->not_before : INSTANT_NONE,
    };

    if (outbox_begin(release->app, NULL, &writing, err) < 0)
        return -1;
    int r = dispatch_move(writing.store, dispatch->ref, from, &change, err);
    if (r == 0 && dispatch->kind == DISPATCH_REFUND)
        r = refunds_moved(release->app, writing.store, dispatch, released, err);
    else if (r == 0 && released->to == DISPATCH_DONE)
        r = outbox_letter_done(&writing, dispatch, err);
    if (r == 0 && (released->to == DISPATCH_DONE || released->to == DISPATCH_PENDING))
        r = farewell_settle(&writing, dispatch->client, err);
    if (r == 0)
        r = writing_commit(&writing, err);
    return r;
}

/* Another process may have taken this one for dead, and written `unknown`: what is known goes over that. */
static int finish(const struct release *release, const struct dispatch *dispatch, enum dispatch_state from,
                  const struct released *released, struct err *err)
{
    int r = write_outcome(release, dispatch, from, released, err);

    if (r > 0 && from == DISPATCH_SENDING && dispatch_may(dispatch->kind, DISPATCH_UNKNOWN, released->to))
        r = write_outcome(release, dispatch, DISPATCH_UNKNOWN, released, err);
    if (r < 0)
        return err_prefix(err, _("what became of the dispatch \"%s\" could not be written down"),
                          dispatch->ref);
    count(release->tally, released->to);
    *release->changes |=
        CHANGE_CLIENTS | CHANGE_LOG | CHANGE_RULES | (dispatch->kind == DISPATCH_REFUND ? CHANGE_MONEY : 0);
    return report(release, dispatch->ref, err);
}

static int send(const struct release *release, const struct dispatch *dispatch, struct released *ret,
                struct err *err)
{
    struct store *store;
    int tries = 1;

    if (dispatch->kind == DISPATCH_REFUND)
        return refunds_release(release->app, release->request, dispatch, ret, err);
    if (app_need_file(release->app, &store, err) < 0 || dispatch_tries(store, dispatch->ref, &tries, err) < 0)
        return -1;
    return release_letter(release->app, release->request, &release->accounts, dispatch, tries, ret, err);
}

/* DISPATCH is `sending` on disk. */
static int leave(const struct release *release, const struct dispatch *dispatch, struct err *err)
{
    _cleanup_(released_clear)
    struct released released = {.to = DISPATCH_UNKNOWN, .not_before = INSTANT_NONE};
    struct err said = {0};

    if (send(release, dispatch, &released, &said) < 0) {
        released_clear(&released);
        released = (struct released){
            .to = DISPATCH_UNKNOWN, .not_before = INSTANT_NONE, .why = mem_string(said.text)};
    }
    return finish(release, dispatch, DISPATCH_SENDING, &released, err);
}

static int let_go(const struct release *release, struct dispatch *dispatch, struct err *err)
{
    int r = begin(release, dispatch, err);

    if (r != 0)
        return r < 0 ? -1 : 0;
    dispatch->state = DISPATCH_SENDING;
    return leave(release, dispatch, err);
}

/* --- what is unknown, or on its way --- */

/* What was looked for in vain is told where a person decides. */
static int keep_found(const struct release *release, const struct dispatch *dispatch, const char *why,
                      struct err *err)
{
    _cleanup_writing_ struct writing writing = {0};

    if (!why || str_equal(why, dispatch->why))
        return 0;
    if (outbox_begin(release->app, NULL, &writing, err) < 0 ||
        dispatch_found(writing.store, dispatch->ref, why, err) < 0 || writing_commit(&writing, err) < 0)
        return -1;
    *release->changes |= CHANGE_CLIENTS;
    return report(release, dispatch->ref, err);
}

static int look_up(const struct release *release, const struct dispatch *dispatch, struct err *err)
{
    _cleanup_(released_clear)
    struct released released = {.to = (enum dispatch_state)dispatch->state, .not_before = INSTANT_NONE};
    struct err said = {0};
    bool refund = dispatch->kind == DISPATCH_REFUND;
    int r = refund ? refunds_recover(release->app, release->request, dispatch, &released, &said)
                   : recover_letter(release->app, release->request, &release->accounts, dispatch, &released,
                                    &said);

    if (r < 0 && release->request && release->request->aside)
        release->request->aside(said.text);
    if (r < 0 || released.to == (enum dispatch_state)dispatch->state) {
        release->tally->waiting++;
        return r < 0 || refund ? 0 : keep_found(release, dispatch, released.why, err);
    }
    release->tally->recovered++;
    return finish(release, dispatch, (enum dispatch_state)dispatch->state, &released, err);
}

/* Of a refund that is unknown: what is to be done about it. */
static int next_of(struct store *store, const struct dispatch *dispatch, int64_t now,
                   struct refunding_next *ret, struct err *err)
{
    struct refund refund;
    int r = dispatch->refund ? store_get(store, &model_refund, dispatch->refund, &refund, err) : 1;

    if (r != 0)
        return r;
    *ret = refunding_next(&refund, now);
    model_clear(&model_refund, &refund);
    return 0;
}

/* 0: it is `sending` on disk again, with the same bytes; 1: another process has it. */
static int begin_again(const struct release *release, const struct dispatch *dispatch, struct err *err)
{
    _cleanup_writing_ struct writing writing = {0};

    if (outbox_begin(release->app, NULL, &writing, err) < 0)
        return -1;
    int r = to_sending(release, &writing, dispatch, err);
    return r != 0 ? r : writing_commit(&writing, err);
}

static int recover_refund(const struct release *release, struct store *store, struct dispatch *dispatch,
                          struct err *err)
{
    struct refunding_next next = {.act = REFUNDING_REST};

    if (next_of(store, dispatch, app_now(release->app), &next, err) < 0)
        return -1;
    if (next.act != REFUNDING_RECOVER || !release->accounts.stripe_given) {
        release->tally->waiting++;
        return 0;
    }
    /* What was imported is looked up, and never sent from here. */
    int r = next.within > 0 ? dispatch_confirmed_here(store, dispatch, err) : 0;
    if (r <= 0)
        return r < 0 ? -1 : look_up(release, dispatch, err);
    r = begin_again(release, dispatch, err);
    if (r != 0)
        return r < 0 ? -1 : 0;
    dispatch->state = DISPATCH_SENDING;
    release->tally->recovered++;
    return leave(release, dispatch, err);
}

/* Refunds that are on their way, or young, are asked about by themselves; where that fails, the next release
 * asks again. */
static void follow_refunds(const struct release *release)
{
    struct refunds_looked looked;
    struct err said = {0};
    unsigned changes = CHANGE_NOTHING;

    if (!release->accounts.stripe_given)
        return;
    int r = refunds_look(release->app, release->request, NULL, false, &looked, &changes, &said);
    *release->changes |= changes;
    if (release->request && release->request->aside && (r < 0 || looked.says[0]))
        release->request->aside(r < 0 ? said.text : looked.says);
    if (r == 0)
        refunds_looked_clear(&looked);
}

/* --- all of them --- */

static int one(const struct release *release, const char *ref, struct err *err)
{
    struct dispatch dispatch;
    struct store *store;

    if (app_need_file(release->app, &store, err) < 0)
        return -1;
    int r = store_get(store, &model_dispatch, ref, &dispatch, err);
    if (r != 0)
        return r < 0 ? -1 : 0;
    if (dispatch.state == DISPATCH_CONFIRMED)
        r = let_go(release, &dispatch, err);
    else if (dispatch.state == DISPATCH_UNKNOWN)
        r = dispatch.kind == DISPATCH_REFUND ? recover_refund(release, store, &dispatch, err)
                                             : look_up(release, &dispatch, err);
    model_clear(&model_dispatch, &dispatch);
    return r;
}

static int each(const struct release *release, struct err *err)
{
    const struct request *request = release->request;

    for (size_t i = 0; i < release->refs.n; i++) {
        if (request && request->progress)
            request->progress(request->ctx, (int64_t)i, (int64_t)release->refs.n, _("dispatches"));
        if (stop_wanted(request))
            return stop_said(err);
        if (one(release, release->refs.v[i], err) < 0)
            return -1;
    }
    return 0;
}

int outbox_release(struct app *app, const struct request *request, const char *ref,
                   int (*fn)(void *ctx, const struct outbox_line *line), void *ctx,
                   struct outbox_released *ret, unsigned *ret_changes, struct err *err)
{
    struct outbox_released tally = {0};
    _cleanup_(release_done)
    struct release release = {
        .app = app, .request = request, .fn = fn, .ctx = ctx, .tally = &tally, .changes = ret_changes};

    if (accounts_read(app, &release.accounts, err) < 0 || forsake(&release, err) < 0 ||
        gather(&release, ref, err) < 0 || each(&release, err) < 0)
        return -1;
    if (!ref)
        follow_refunds(&release);
    *ret = tally;
    return 0;
}
