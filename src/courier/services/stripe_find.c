#include "services/stripe.h"

#include "services/stripe_form.h"
#include "services/stripe_pages.h"
#include "services/stripe_payment.h"
#include "services/stripe_read.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

#include <string.h>

struct search {
    struct stripe stripe;
    struct event problem;
    struct texts customers; /* whom Stripe knows by the addresses, each once */
};

static int tell_customer(void *ctx, const struct tree *object, struct err *err)
{
    struct search *search = ctx;
    const char *id = tree_text(object, "id");
    struct event event;

    if (texts_have(&search->customers, id))
        return 0;
    event_init(&event, EVENT_CUSTOMER);
    int live = tree_truth(object, "livemode");
    if (!str_equal(tree_text(object, "object"), "customer") || !tree_text(object, "email") ||
        live != (search->stripe.live ? 1 : 0) || !tree_number(object, "created", &event.said.at))
        return err_set(err, _("Stripe gave a customer that cannot be understood; nothing of it is used"));
    texts_add(&search->customers, id);
    event.said.customer = mem_string(id);
    event.address = stripe_text(object, "email");
    event.name = stripe_text(object, "name");
    event.said.live = (int8_t)live;
    int r = errand_event(search->stripe.errand, &event, err);
    event_clear(&event);
    return r;
}

/* What was paid and can be counted is told; what was begun and never paid is passed over. */
static int tell_payment(void *ctx, const struct tree *object, struct err *err)
{
    struct search *search = ctx;
    struct stripe_payment payment;
    struct err why;
    int r = stripe_payment_of(&search->stripe, object, &payment, &search->problem, &why);

    if (r > 0)
        return stripe_problem_said(&search->problem, err);
    if (r < 0) {
        search->stripe.errand->skipped++;
        return errand_skip(search->stripe.errand, tree_text(object, "id"), why.text, err);
    }
    if (payment.paid)
        r = stripe_payment_tell(&search->stripe, &payment, err);
    stripe_payment_clear(&payment);
    return r;
}

static int tell_charge(void *ctx, const struct tree *object, struct err *err)
{
    return tree_at(object, "payment_intent") ? 0 : tell_payment(ctx, object, err);
}

static int tell_refund(void *ctx, const struct tree *object, struct err *err)
{
    struct search *search = ctx;
    struct event event;

    event_init(&event, EVENT_REFUND);
    int r = stripe_read_refund(object, &event, err);
    event.said.found = true;
    if (r == 0)
        r = errand_event(search->stripe.errand, &event, err);
    search->stripe.errand->records++;
    event_clear(&event);
    return r;
}

static int all_pages(struct search *search, const char *path,
                     int (*fn)(void *ctx, const struct tree *object, struct err *err), struct err *err)
{
    int r = stripe_pages(&search->stripe, path, fn, search, &search->problem, err);

    return r > 0 ? stripe_problem_said(&search->problem, err) : r;
}

/* --- the refunds of one payment --- */

static int find_refunds(struct search *search, struct err *err)
{
    const char *id = search->stripe.errand->job->payment;
    _cleanup_free_ char *path = stripe_refunds_path(id);
    struct stripe_payment payment;
    int r = stripe_payment_get(&search->stripe, id, &payment, &search->problem, err);

    if (r > 0)
        return stripe_problem_said(&search->problem, err);
    if (r < 0)
        return -1;
    if (payment.paid)
        r = stripe_payment_tell(&search->stripe, &payment, err);
    stripe_payment_clear(&payment);
    return r < 0 ? -1 : all_pages(search, path, tell_refund, err);
}

/* --- the payments of a client --- */

/* Stripe compares addresses letter by letter. */
static int find_customers(struct search *search, const char *email, struct err *err)
{
    _cleanup_str_ struct str path = STR_INIT;

    str_add(&path, "/v1/customers?email=");
    http_escape(&path, email);
    return all_pages(search, str_text(&path), tell_customer, err);
}

static int find_by_email(struct search *search, const char *email, struct err *err)
{
    _cleanup_free_ char *lower = mem_string(email);

    for (char *p = lower; *p; p++)
        *p = (char)(*p >= 'A' && *p <= 'Z' ? *p - 'A' + 'a' : *p);
    if (find_customers(search, email, err) < 0)
        return -1;
    return strcmp(lower, email) == 0 ? 0 : find_customers(search, lower, err);
}

static int find_paid(struct search *search, const char *customer, struct err *err)
{
    int64_t since = search->stripe.errand->job->since;
    _cleanup_free_ char *from =
        since == INSTANT_NONE ? mem_string("") : str_format("&created%%5Bgte%%5D=%lld", (long long)since);
    _cleanup_free_ char *intents =
        str_format("/v1/payment_intents?customer=%s&expand%%5B%%5D=data.latest_charge%s", customer, from);
    _cleanup_free_ char *charges = str_format("/v1/charges?customer=%s%s", customer, from);

    return all_pages(search, intents, tell_payment, err) < 0 ? -1
                                                             : all_pages(search, charges, tell_charge, err);
}

static int find_payments(struct search *search, struct err *err)
{
    const struct texts *emails = &search->stripe.errand->job->emails;

    for (size_t i = 0; i < emails->n; i++)
        if (find_by_email(search, emails->v[i], err) < 0)
            return -1;
    for (size_t i = 0; i < search->customers.n; i++)
        if (find_paid(search, search->customers.v[i], err) < 0)
            return -1;
    return 0;
}

int stripe_find(struct errand *errand, struct err *err)
{
    const struct job *job = errand->job;
    struct search search = {0};

    if (job->payment ? !stripe_payment_fine(job->payment) : job->emails.n == 0)
        return err_set(err, _("Whose payments? Name addresses, or one payment"));
    if (stripe_open(errand, &search.stripe, err) < 0)
        return -1;
    event_init(&search.problem, EVENT_REFUND);
    int r = job->payment ? find_refunds(&search, err) : find_payments(&search, err);
    event_clear(&search.problem);
    texts_clear(&search.customers);
    stripe_close(&search.stripe);
    return r;
}
