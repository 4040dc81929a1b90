/* A job for the payment service, and what it says, kept. */
#include "refunds_inside.h"

#include "accounts.h"
#include "courier.h"
#include "stop.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/core/days.h"

enum { REQUESTS = 5 };

struct asking {
    struct app *app;
    const struct request *request;
    struct refunds_talk *talk;
};

static void told_clear(struct refunds_told *told)
{
    free(told->refund);
    free(told->intent);
    free(told->source);
    free(told->charge);
    free(told->code);
    free(told->why);
}

void refunds_talk_clear(struct refunds_talk *talk)
{
    for (size_t i = 0; i < talk->n_paid; i++) {
        free(talk->paid[i].source);
        free(talk->paid[i].charge);
    }
    for (size_t i = 0; i < talk->n_told; i++)
        told_clear(&talk->told[i]);
    free(talk->paid);
    free(talk->told);
    free(talk->key);
    free(talk->body);
    free(talk->version);
    texts_clear(&talk->skipped);
    *talk = (struct refunds_talk){0};
}

static void take_paid(struct asking *asking, const struct refund_said *said)
{
    struct refunds_talk *talk = asking->talk;

    MEM_GROW(talk->paid, talk->n_paid, talk->cap_paid);
    talk->paid[talk->n_paid++] = (struct refunding_paid){
        .source = mem_string(said->payment ? said->payment : said->charge),
        .charge = mem_string(said->charge),
        .amount = said->amount,
        .left = said->left,
        .on = days_at(app_zone(asking->app), said->at),
        .disputed = said->disputed,
    };
}

/* The service's words, or its reason where it has no words. */
static char *why_of(const struct refund_said *said)
{
    const char *why = said->message          ? said->message
                      : said->failure_reason ? said->failure_reason
                      : said->pending_reason ? said->pending_reason
                                             : said->code;
    return mem_string(why);
}

static void take_told(struct refunds_talk *talk, const struct refund_said *said)
{
    MEM_GROW(talk->told, talk->n_told, talk->cap_told);
    talk->told[talk->n_told++] = (struct refunds_told){
        .outcome = (enum refund_outcome)said->outcome,
        .refund = mem_string(said->refund),
        .intent = mem_string(said->intent),
        .source = mem_string(said->payment),
        .charge = mem_string(said->charge),
        .amount = said->amount,
        .at = said->at,
        .retry_after = said->retry_after,
        .found = said->found,
        .replayed = said->replayed,
        .code = mem_string(said->code),
        .why = why_of(said),
    };
}

static int take(void *ctx, const struct event *event, const char *line _unused_, size_t len _unused_,
                struct err *err _unused_)
{
    struct asking *asking = ctx;
    struct refunds_talk *talk = asking->talk;
    const struct request *request = asking->request;

    switch (event->kind) {
    case EVENT_KEY:
        talk->live = event->said.live;
        free(talk->key);
        talk->key = mem_string(event->said.shown);
        break;
    case EVENT_PAYMENT:
        take_paid(asking, &event->said);
        break;
    case EVENT_REFUND:
        take_told(talk, &event->said);
        break;
    case EVENT_PREPARED:
        talk->body = mem_string(event->said.body);
        talk->version = mem_string(event->said.version);
        break;
    case EVENT_SKIPPED:
        texts_add(&talk->skipped, event->why);
        break;
    case EVENT_PROGRESS:
        if (request && request->progress)
            request->progress(request->ctx, event->read, 0, _("asked of Stripe"));
        break;
    default:
        break;
    }
    return 0;
}

static int fill_in(struct app *app, struct job *job, struct err *err)
{
    _cleanup_accounts_ struct accounts accounts = {0};

    if (job->kind == JOB_REFUND && job->order.prepare)
        return 0;
    if (accounts_read(app, &accounts, err) < 0 || accounts_need_stripe(&accounts, err) < 0)
        return -1;
    model_clear(&model_refund_service, &job->stripe);
    model_copy(&model_refund_service, &accounts.stripe, &job->stripe);
    return 0;
}

static bool stop_asked(void *ctx)
{
    return stop_wanted(ctx);
}

int refunds_ask(struct app *app, const struct request *request, struct job *job, struct refunds_talk *ret,
                struct err *err)
{
    struct asking asking = {app, request, ret};
    _cleanup_str_ struct str line = STR_INIT;

    *ret = (struct refunds_talk){.live = -1, .over = true};
    if (fill_in(app, job, err) < 0)
        return err_prefix(err, _("Stripe was not asked"));
    ret->over = false;
    job_write(&line, job);
    const struct courier_job run = {
        .program = app_options(app)->courier,
        .input = &line,
        /* Between the key and what came of it lie several requests, of which it tells nothing. */
        .stall_ms = COURIER_SECRET_MS + (int)job->stripe.seconds * 1000 * REQUESTS,
        .event = take,
        .ctx = &asking,
        .stop = request ? stop_asked : NULL,
        .stop_ctx = (void *)request,
        .ended = &ret->over,
    };
    return courier_run(&run, err);
}
