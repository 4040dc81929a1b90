#include "services/stripe_link.h"

#include "ascii.h"
#include "services/secret.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/program.h"
#include "paletti/base/text.h"

#include <string.h>

#define STRIPE_BASE "https://api.stripe.com"
enum { KEY_MIN = 16, KEY_MAX = 400, LAST = 4, WORDS_MAX = 1000 };

/* --- the key --- */

static const struct key_kind {
    const char *prefix;
    bool live, restricted;
} key_kinds[] = {
    {"rk_live_", true, true},
    {"rk_test_", false, true},
    {"sk_live_", true, false},
    {"sk_test_", false, false},
};

/* Nothing of a thing that is no key may be shown. */
static const struct key_kind *judge_key(const struct str *key, struct err *err)
{
    const char *text = str_text(key);
    bool fine = key->len >= KEY_MIN && key->len <= KEY_MAX;

    for (const char *p = text; fine && *p; p++)
        fine = ascii_is_letter(*p) || ascii_is_digit(*p) || *p == '_';
    for (size_t i = 0; fine && i < ARRAY_LEN(key_kinds); i++)
        if (str_starts(text, key_kinds[i].prefix))
            return &key_kinds[i];
    if (str_starts(text, "pk_"))
        err_set(err, _("The secret command printed a publishable key (pk_), which can do nothing: give the "
                       "restricted one (rk_)"));
    else
        err_set(
            err,
            _("What the secret command printed is no key of Stripe's: it begins with rk_live_ or rk_test_"));
    return NULL;
}

static int tell_key(struct stripe *stripe, const struct key_kind *kind, struct err *err)
{
    struct event event;

    event_init(&event, EVENT_KEY);
    event.said.live = kind->live;
    event.said.restricted = kind->restricted;
    event.said.shown = str_format("%s…%s", kind->prefix, str_text(&stripe->key) + stripe->key.len - LAST);
    int r = errand_event(stripe->errand, &event, err);
    event_clear(&event);
    return r;
}

int stripe_open(struct errand *errand, struct stripe *ret, struct err *err)
{
    const struct refund_service *service = &errand->job->stripe;
    struct stripe stripe = {.errand = errand, .version = STRIPE_VERSION, .begun = errand->clock()};
    const struct key_kind *kind = NULL;

    if (service->secret_command.n == 0)
        return err_set(err, _("No command is named that prints the key of Stripe"));
    if (secret_read(&service->secret_command, &stripe.key, err) < 0)
        return -1;
    *ret = stripe;
    const struct http_host host = {
        .base = service->base ? service->base : STRIPE_BASE,
        .ca = service->ca,
        .seconds = service->seconds,
        .token = &ret->key,
    };
    kind = judge_key(&ret->key, err);
    if (!kind || http_open(&host, &ret->http, err) < 0 || errand_confine(errand, err) < 0 ||
        tell_key(ret, kind, err) < 0) {
        stripe_close(ret);
        return -1;
    }
    ret->live = kind->live;
    return 0;
}

void stripe_close(struct stripe *stripe)
{
    http_free(stripe->http);
    program_wipe_text(&stripe->key);
    *stripe = (struct stripe){0};
}

/* --- a request --- */

void stripe_reply_clear(struct stripe_reply *reply)
{
    tree_free(reply->tree);
    free(reply->request);
    *reply = (struct stripe_reply){0};
}

static void read_answer(const struct http_answer *answer, struct stripe_reply *reply)
{
    _cleanup_free_ char *replayed = http_header(answer, "idempotent-replayed");

    reply->status = answer->status;
    reply->request = http_header(answer, "request-id");
    reply->replayed = replayed && strcmp(replayed, "true") == 0;
    reply->retry_after = http_retry_after(answer);
    if (reply->request && text_valid(reply->request, strlen(reply->request)) < strlen(reply->request))
        free(MEM_TAKE(reply->request));
    if (tree_parse(str_text(&answer->body), answer->body.len, &reply->tree, &reply->why) < 0)
        reply->tree = NULL;
}

static int say_progress(struct stripe *stripe, struct err *err)
{
    struct event event;

    event_init(&event, EVENT_PROGRESS);
    event.read = stripe->errand->read;
    event.unit = (char *)"objects";
    return errand_event(stripe->errand, &event, err);
}

int stripe_ask(struct stripe *stripe, const char *path, const struct str *form, const char *key,
               struct stripe_reply *ret, struct err *err)
{
    struct texts headers = {0};
    struct http_answer answer = {0};
    struct stripe_reply reply = {0};
    _cleanup_free_ char *version = str_format("Stripe-Version: %s", stripe->version),
                        *once = key ? str_format("Idempotency-Key: %s", key) : NULL;

    if (say_progress(stripe, err) < 0)
        return -1;
    texts_add(&headers, version);
    if (once)
        texts_add(&headers, once);
    int result =
        http_call(stripe->http, &(struct http_request){.path = path, .headers = &headers, .form = form},
                  &answer, &reply.why);
    texts_clear(&headers);
    if (result < 0)
        return err_set(err, "%s", reply.why.text);
    reply.result = (enum http_result)result;
    if (reply.result == HTTP_ANSWERED)
        read_answer(&answer, &reply);
    http_answer_clear(&answer);
    *ret = reply;
    return 0;
}

char *stripe_text(const struct tree *tree, const char *path)
{
    const char *text = tree_text(tree, path);
    size_t n = text ? strnlen(text, WORDS_MAX) : 0;

    return text ? mem_string_n(text, text_valid(text, n)) : NULL;
}

/* --- what is no success --- */

/* Refused is only what Stripe itself says it refuses: a status between 400 and 499 with its words. */
static enum refund_outcome outcome_of(const struct stripe_reply *reply)
{
    if (reply->result == HTTP_UNSENT || reply->status == 429)
        return REFUND_TEMPORARY;
    if (reply->result == HTTP_LOST || reply->status < 400 || reply->status >= 500 || reply->status == 424 ||
        !tree_at(reply->tree, "error"))
        return REFUND_UNKNOWN;
    if (reply->status != 409)
        return REFUND_REFUSED;
    /* Somebody else is at that payment: nothing was done. Or the same request is under way: it may be. */
    return str_equal(tree_text(reply->tree, "error.code"), "idempotency_key_in_use") ? REFUND_UNKNOWN
                                                                                     : REFUND_TEMPORARY;
}

void stripe_problem(const struct stripe_reply *reply, struct event *event)
{
    _cleanup_free_ char *words = stripe_text(reply->tree, "error.message");

    event->said.outcome = (int8_t)outcome_of(reply);
    event->said.code =
        stripe_text(reply->tree, tree_text(reply->tree, "error.code") ? "error.code" : "error.type");
    if (!words && reply->result != HTTP_ANSWERED)
        words = mem_string(reply->why.text);
    event->said.message = words ? text_safe_line(words) : NULL;
    event->said.http = reply->status;
    event->said.retry_after = reply->retry_after;
    event->said.request = mem_string(reply->request);
    event->said.replayed = reply->replayed;
}

int stripe_get(struct stripe *stripe, const char *path, struct tree **ret, struct event *problem,
               struct err *err)
{
    struct stripe_reply reply;

    if (stripe_ask(stripe, path, NULL, NULL, &reply, err) < 0)
        return -1;
    if (reply.result == HTTP_ANSWERED && reply.status == 200 && reply.tree) {
        *ret = MEM_TAKE(reply.tree);
        stripe_reply_clear(&reply);
        return 0;
    }
    stripe_problem(&reply, problem);
    /* A question changes nothing: what came of it is never unknown. */
    if (problem->said.outcome == REFUND_UNKNOWN)
        problem->said.outcome = REFUND_TEMPORARY;
    if (!problem->said.message)
        problem->said.message = mem_string(_("Stripe's answer could not be understood"));
    stripe_reply_clear(&reply);
    return 1;
}

int stripe_problem_said(const struct event *problem, struct err *err)
{
    const char *words = problem->said.message;

    if (problem->said.outcome == REFUND_REFUSED)
        return err_set(err, _("Stripe refuses (%lld): %s"), (long long)problem->said.http,
                       words ? words : "");
    if (problem->said.retry_after)
        return err_set(err,
                       P_("Stripe does not answer that now; in %lld second it may: %s",
                          "Stripe does not answer that now; in %lld seconds it may: %s",
                          problem->said.retry_after),
                       (long long)problem->said.retry_after, words ? words : "");
    return err_set(err, _("Stripe does not answer that now; try again later: %s"), words ? words : "");
}
