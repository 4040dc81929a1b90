#include "services/stripe.h"

#include "services/stripe_form.h"
#include "services/stripe_money.h"
#include "services/stripe_pages.h"
#include "services/stripe_payment.h"
#include "services/stripe_read.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/text.h"

#include <string.h>

/* One refund on its way. What is said of it stands in `said` until all is known that will be. */
struct refunding {
    struct stripe stripe;
    const struct job *job;
    struct event said, problem;
    struct money gone; /* refunds of the payment that were neither failed nor canceled */
    int64_t ours;      /* of them, failed or not, those that carry our id: they were told */
};

static int tell(struct refunding *refunding, struct event *event, struct err *err)
{
    if (!event->said.intent)
        event->said.intent = mem_string(refunding->job->order.intent);
    refunding->stripe.errand->records++;
    return errand_event(refunding->stripe.errand, event, err);
}

/* What stands in `said` is replaced. */
static void judge(struct refunding *refunding, enum refund_outcome outcome, const char *code,
                  const char *message)
{
    event_clear(&refunding->said);
    event_init(&refunding->said, EVENT_REFUND);
    refunding->said.said.outcome = (int8_t)outcome;
    refunding->said.said.code = mem_string(code);
    refunding->said.said.message = mem_string(message);
}

/* --- looking it up --- */

static int look_at(void *ctx, const struct tree *object, struct err *err)
{
    struct refunding *refunding = ctx;
    struct event event;

    event_init(&event, EVENT_REFUND);
    int r = stripe_read_refund(object, &event, err);
    if (r == 0 && event.said.outcome != REFUND_FAILED && event.said.outcome != REFUND_CANCELED) {
        if (!*refunding->gone.currency)
            memcpy(refunding->gone.currency, event.said.amount.currency, sizeof refunding->gone.currency);
        if (strcmp(refunding->gone.currency, event.said.amount.currency) != 0 ||
            !money_add(&refunding->gone, event.said.amount))
            r = err_set(err, _("Stripe gave a list that cannot be understood; nothing of it is used"));
    }
    if (r == 0 && str_equal(event.said.intent, refunding->job->order.intent)) {
        refunding->ours++;
        event.said.found = true;
        r = tell(refunding, &event, err);
    }
    event_clear(&event);
    return r;
}

/* Tells each refund of the payment that carries our id. 1: the list was not given, and `problem` says why. */
static int look_up(struct refunding *refunding, struct err *err)
{
    _cleanup_free_ char *path = stripe_refunds_path(refunding->job->payment);

    refunding->gone = (struct money){0};
    refunding->ours = 0;
    return stripe_pages(&refunding->stripe, path, look_at, refunding, &refunding->problem, err);
}

/* --- whether it may be sent --- */

/* What `gone` and the charge say of the same, whichever is more. */
static bool fits(const struct refunding *refunding, const struct stripe_payment *payment)
{
    int64_t gone =
        refunding->gone.minor > payment->refunded.minor ? refunding->gone.minor : payment->refunded.minor;

    return refunding->job->order.amount.minor <= payment->received.minor - gone;
}

/* 1: `said` says why it is not sent. The codes are Stripe's where it has one. */
static int judge_payment(struct refunding *refunding, const struct stripe_payment *payment)
{
    if (!payment->charge || !payment->paid)
        judge(refunding, REFUND_REFUSED, "charge_not_refundable",
              _("The payment was never received, or not yet"));
    else if (payment->disputed)
        judge(refunding, REFUND_REFUSED, "charge_disputed",
              _("The client's bank has been asked for the money back: the dispute decides, and a refund "
                "would pay twice"));
    else if (strcmp(payment->received.currency, refunding->job->order.amount.currency) != 0)
        judge(refunding, REFUND_REFUSED, "currency_mismatch", _("The payment was made in another currency"));
    else if (!fits(refunding, payment))
        judge(refunding, REFUND_REFUSED, "amount_too_large", _("Less than this is left of the payment"));
    else
        return 0;
    return 1;
}

static bool time_over(const struct refunding *refunding)
{
    int64_t passed = refunding->stripe.errand->clock() - refunding->stripe.begun;

    return passed >= refunding->job->order.within * 1000;
}

/* --- sending it --- */

static bool same_refund(const struct refunding *refunding, const struct refund_said *said)
{
    const struct job *job = refunding->job;
    const char *payment = str_starts(job->payment, "pi_") ? said->payment : said->charge;

    return money_equal(said->amount, job->order.amount) && str_equal(said->intent, job->order.intent) &&
           str_equal(payment, job->payment);
}

static void take_success(struct refunding *refunding, const struct stripe_reply *reply)
{
    struct event event;
    struct err why;

    event_init(&event, EVENT_REFUND);
    int r = stripe_read_refund(reply->tree, &event, &why);
    if (r == 0 && !same_refund(refunding, &event.said))
        r = err_set(&why, _("Stripe answered with another refund than the one that was asked for"));
    if (r < 0) {
        judge(refunding, REFUND_UNKNOWN, "answer_not_understood", why.text);
        event_clear(&event);
    } else {
        event_clear(&refunding->said);
        refunding->said = event;
    }
    refunding->said.said.http = reply->status;
    refunding->said.said.replayed = reply->replayed;
    refunding->said.said.request = mem_string(reply->request);
}

/* Until this returns, nothing that it finds out may be lost: -1 only when nothing was sent. */
static int post(struct refunding *refunding, struct err *err)
{
    const struct refund_order *order = &refunding->job->order;
    const struct str body = {.s = order->body, .len = strlen(order->body)};
    struct stripe_reply reply;

    if (stripe_ask(&refunding->stripe, "/v1/refunds", &body, order->intent, &reply, err) < 0)
        return -1;
    if (reply.result == HTTP_ANSWERED && reply.status / 100 == 2) {
        take_success(refunding, &reply);
    } else {
        judge(refunding, REFUND_UNKNOWN, NULL, NULL);
        stripe_problem(&reply, &refunding->said);
    }
    stripe_reply_clear(&reply);
    return 0;
}

/* A refusal may be of a second request because the first came through; and what is unknown may be known
 * already. So the list is asked once more, and where ours stands in it, that is what is told. */
static int settle(struct refunding *refunding, struct err *err)
{
    enum refund_outcome outcome = (enum refund_outcome)refunding->said.said.outcome;
    struct err why;

    if (outcome == REFUND_REFUSED || outcome == REFUND_UNKNOWN) {
        int r = look_up(refunding, &why);
        if (refunding->ours > 0)
            return 0;
        if (r != 0)
            refunding->said.said.outcome = REFUND_UNKNOWN;
    }
    return tell(refunding, &refunding->said, err);
}

/* It stands in no list: it is sent, unless that would be wrong. */
static int send_it(struct refunding *refunding, const struct stripe_payment *payment, struct err *err)
{
    if (judge_payment(refunding, payment))
        return tell(refunding, &refunding->said, err);
    if (time_over(refunding)) {
        judge(refunding, REFUND_UNKNOWN, "expired",
              _("It is not among the refunds of the payment, and too old to be sent again by itself: look in Stripe's "
                "dashboard, then decide"));
        return tell(refunding, &refunding->said, err);
    }
    return post(refunding, err) < 0 ? -1 : settle(refunding, err);
}

/* The payment first, then the list: what comes between is in the list. */
static int carry_out(struct refunding *refunding, struct err *err)
{
    struct stripe_payment payment = {0};
    int r = stripe_payment_get(&refunding->stripe, refunding->job->payment, &payment, &refunding->problem, err);

    if (r == 0)
        r = look_up(refunding, err);
    if (refunding->ours > 0)
        r = 0; /* what the rest of the list would have said does not matter */
    else if (r > 0)
        r = tell(refunding, &refunding->problem, err);
    else if (r == 0)
        r = send_it(refunding, &payment, err);
    stripe_payment_clear(&payment);
    return r;
}

/* --- the job --- */

static int prepare(struct errand *errand, struct err *err)
{
    const struct job *job = errand->job;
    _cleanup_str_ struct str body = STR_INIT;
    int64_t amount = 0;

    if (errand_confine(errand, err) < 0 || stripe_form_fits(job, err) < 0 ||
        stripe_amount(job->order.amount, &amount, err) < 0)
        return -1;
    stripe_form_write(&body, job, amount);
    struct event event;
    event_init(&event, EVENT_PREPARED);
    event.said.body = mem_string(str_text(&body));
    event.said.version = mem_string(STRIPE_VERSION);
    int r = errand_event(errand, &event, err);
    event_clear(&event);
    return r;
}

/* "2026-09-30.endive". */
static bool version_fine(const char *version)
{
    static const char form[] = "dddd-dd-dd.";
    size_t i = 0;

    for (; form[i]; i++)
        if (form[i] == 'd' ? version[i] < '0' || version[i] > '9' : version[i] != form[i])
            return false;
    size_t name = strspn(version + i, "abcdefghijklmnopqrstuvwxyz");
    return name && name < 40 && !version[i + name];
}

static int check_order(const struct job *job, struct err *err)
{
    if (!job->order.body || !job->order.version)
        return err_set(err, _("A refund is prepared first, and its bytes are stored: then they are sent"));
    if (!version_fine(job->order.version))
        return err_set(err,
                       _("\"%.40s\" is no version of Stripe's; it is the one the refund was prepared with"),
                       job->order.version);
    if (job->order.live < 0)
        return err_set(err, _("The job has to say whether the refund is a live one or a test"));
    return stripe_form_check(job, err);
}

int stripe_refund(struct errand *errand, struct err *err)
{
    struct refunding refunding = {.job = errand->job};

    if (errand->job->order.prepare)
        return prepare(errand, err);
    if (check_order(errand->job, err) < 0 || stripe_open(errand, &refunding.stripe, err) < 0)
        return -1;
    refunding.stripe.version = errand->job->order.version;
    event_init(&refunding.said, EVENT_REFUND);
    event_init(&refunding.problem, EVENT_REFUND);
    int r =
        refunding.stripe.live == (errand->job->order.live == 1)
            ? carry_out(&refunding, err)
            : err_set(
                  err,
                  refunding.stripe.live
                      ? _("The refund was confirmed as a test, and the key is a live one; nothing was sent")
                      : _("The refund was confirmed as a live one, and the key is for tests; nothing was "
                          "sent"));
    event_clear(&refunding.said);
    event_clear(&refunding.problem);
    stripe_close(&refunding.stripe);
    return r;
}
