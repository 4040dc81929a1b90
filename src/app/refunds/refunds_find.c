/* The client's payments at Stripe, found by their addresses: what is certain is linked, what is not is asked.
 */
#include "refunds_inside.h"

#include "known.h"

#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/core/client.h"
#include "paletti/store/records.h"

void refunds_found_clear(struct refunds_found *found)
{
    for (size_t i = 0; i < found->n; i++) {
        free(found->v[i].payment);
        free(found->v[i].source);
        free(found->v[i].says);
    }
    free(found->v);
    free(found->mode);
    free(found->key);
    *found = (struct refunds_found){0};
}

/* --- the link --- */

/* Planned lines of the payment know from now on where they go. */
static int link_planned(struct store *store, const struct payment *payment, struct err *err)
{
    struct refund *refunds;
    size_t n;
    int r = 0;

    if (store_all(store, &model_refund, payment->client, &refunds, &n, err) < 0)
        return -1;
    for (size_t i = 0; i < n; i++) {
        if (r == 0 && refund_state(&refunds[i]) == REFUNDING_PLANNED && refunds[i].method == PAID_STRIPE &&
            str_equal(refunds[i].payment, payment->ref)) {
            free(refunds[i].source);
            refunds[i].source = mem_string(payment->external_id);
            r = refunds_put(store, &refunds[i], err);
        }
        model_clear(&model_refund, &refunds[i]);
    }
    free(refunds);
    return r;
}

static int link_to(struct store *store, const char *ref, const char *source, struct err *err)
{
    struct payment payment;
    enum put put;

    if (refunds_payment(store, ref, &payment, err) < 0)
        return -1;
    free(payment.external_id);
    payment.external_id = mem_string(source);
    payment.method = PAID_STRIPE;
    int r = store_put(store, &model_payment, &payment, 0, &put, err);
    if (r == 0)
        r = link_planned(store, &payment, err);
    model_clear(&model_payment, &payment);
    return r;
}

int refunds_link(struct app *app, const struct request *request, const char *payment, const char *source,
                 unsigned *ret_changes, struct err *err)
{
    _cleanup_writing_ struct writing writing = {0};

    if (!refunding_is_source(source))
        return err_set(err, _("\"%.60s\" is no payment of Stripe's: it begins with pi_ or ch_"),
                       source ? source : "");
    if (refunds_begin(app, request, &writing, err) < 0 || link_to(writing.store, payment, source, err) < 0 ||
        writing_commit(&writing, err) < 0)
        return -1;
    *ret_changes = CHANGE_MONEY | CHANGE_CLIENTS;
    return 0;
}

/* --- in words --- */

static char *date_and_sum(const struct refunding_matched *matched)
{
    _cleanup_str_ struct str text = STR_INIT;

    words_sum(&text, matched->payment->amount);
    str_add(&text, ", ");
    words_dated(&text, matched->payment->on);
    return mem_string(str_text(&text));
}

static char *left_words(const struct refunding_paid *paid)
{
    _cleanup_str_ struct str left = STR_INIT;

    if (paid->disputed)
        return mem_string(
            _("their bank has been asked for the money back: the dispute decides, and nothing is refunded"));
    words_sum(&left, paid->left);
    return str_format(_("%s could still go back"), str_text(&left));
}

static char *match_words(const struct refunding_matched *matched, const char *mode)
{
    switch (matched->match) {
    case REFUNDING_IS:
    case REFUNDING_ONE: {
        _cleanup_free_ char *left = left_words(matched->paid);
        return str_format("%s: %s",
                          matched->match == REFUNDING_IS ? _("known there") : _("found, and linked"), left);
    }
    case REFUNDING_SEVERAL:
        return mem_string(_("several fit: say which with --source"));
    case REFUNDING_CURRENCY:
        return str_format(_("the same sum was paid there in %s: another currency is no match"),
                          matched->paid->amount.currency);
    case REFUNDING_GONE:
        return str_format(
            _("%s is not among what these addresses paid there (%s): another mode, account or address"),
            matched->payment->external_id, mode);
    case REFUNDING_NONE:
        break;
    }
    return mem_string(_("nothing there fits: same sum, same currency, about the same day"));
}

/* --- the search --- */

struct search {
    struct app *app;
    const struct request *request;
    struct refunds_found *found;
    struct client client;
    struct payment *payments;
    size_t n;
    struct refunds_talk talk;
};

static void search_clear(struct search *search)
{
    for (size_t i = 0; i < search->n; i++)
        model_clear(&model_payment, &search->payments[i]);
    free(search->payments);
    model_clear(&model_client, &search->client);
    refunds_talk_clear(&search->talk);
}

static int load(struct search *search, const char *client, struct err *err)
{
    _cleanup_known_ struct known known = {0};
    struct store *store;

    if (app_need_file(search->app, &store, err) < 0 || known_find(store, client, &known, err) < 0 ||
        store_get(store, &model_client, known.ref, &search->client, err) != 0 ||
        store_all(store, &model_payment, known.ref, &search->payments, &search->n, err) < 0)
        return -1;
    return 0;
}

/* Theirs and those of the people who answer for them. */
static void add_addresses(const struct client *client, struct texts *emails)
{
    const struct person *people = client->people.v;

    for (size_t i = 0; i < client->emails.n; i++)
        if (!texts_have(emails, client->emails.v[i]))
            texts_add(emails, client->emails.v[i]);
    for (size_t i = 0; i < client->people.n; i++)
        if (people[i].email && !texts_have(emails, people[i].email))
            texts_add(emails, people[i].email);
}

static int ask_addresses(struct search *search, struct err *err)
{
    struct job job;

    job_init(&job);
    job.kind = JOB_FIND;
    job.id = mem_string("find");
    job.since = INSTANT_NONE;
    add_addresses(&search->client, &job.emails);
    int r =
        job.emails.n
            ? refunds_ask(search->app, search->request, &job, &search->talk, err)
            : err_set(
                  err,
                  _("%s has no e-mail address here, and Stripe knows people by theirs; name the payment with "
                    "--source pi_... instead"),
                  search->client.name);
    job_clear(&job);
    return r;
}

static void add_match(struct refunds_found *found, const struct refunding_matched *matched)
{
    struct refunds_match *match = &found->v[found->n++];
    _cleanup_free_ char *what = date_and_sum(matched), *words = match_words(matched, found->mode);
    bool there = matched->match == REFUNDING_IS || matched->match == REFUNDING_ONE;

    *match = (struct refunds_match){
        .payment = mem_string(matched->payment->ref),
        .source = there ? mem_string(matched->paid->source) : NULL,
        .amount = matched->payment->amount,
        .left = there ? matched->paid->left : (struct money){0},
        .on = matched->payment->on,
        .says = str_format("%s: %s", what, words),
        .linked = there,
        .match = (int8_t)matched->match,
        .disputed = there && matched->paid->disputed,
    };
    found->linked += matched->match == REFUNDING_ONE;
    found->questions += !there;
}

static int link_found(struct store *store, const struct refunding_matched *matched, size_t n, struct err *err)
{
    for (size_t i = 0; i < n; i++)
        if (matched[i].match == REFUNDING_ONE &&
            link_to(store, matched[i].payment->ref, matched[i].paid->source, err) < 0)
            return -1;
    return 0;
}

static int store_found(struct search *search, unsigned *ret_changes, struct err *err)
{
    _cleanup_writing_ struct writing writing = {0};
    struct refunding_matched *matched;
    size_t n;

    refunding_match(search->payments, search->n, search->talk.paid, search->talk.n_paid, &matched, &n);
    search->found->v = mem_zero(n, sizeof *search->found->v);
    for (size_t i = 0; i < n; i++)
        add_match(search->found, &matched[i]);
    int r = 0;
    if (search->found->linked > 0) {
        r = refunds_begin(search->app, search->request, &writing, err);
        if (r == 0)
            r = link_found(writing.store, matched, n, err);
        if (r == 0)
            r = writing_commit(&writing, err);
        *ret_changes = CHANGE_MONEY | CHANGE_CLIENTS;
    }
    free(matched);
    return r;
}

/* What was made by hand at Stripe, of each payment that is known there. */
static int look_at_each(struct search *search, unsigned *ret_changes, struct err *err)
{
    struct refunds_found *found = search->found;

    for (size_t i = 0; i < found->n; i++) {
        struct refunds_counts counts = {0};
        if (found->v[i].linked && !money_equal(found->v[i].left, found->v[i].amount) &&
            refunds_look_payment(search->app, search->request, found->v[i].payment, NULL, &counts, NULL,
                                 ret_changes, err) < 0)
            return -1;
        found->seen += counts.seen;
    }
    return 0;
}

static int find(struct search *search, const char *client, unsigned *ret_changes, struct err *err)
{
    if (load(search, client, err) < 0 || ask_addresses(search, err) < 0)
        return -1;
    search->found->mode = mem_string(refunds_mode(search->talk.live));
    search->found->key = mem_string(search->talk.key);
    return store_found(search, ret_changes, err) < 0 ? -1 : look_at_each(search, ret_changes, err);
}

int refunds_find(struct app *app, const struct request *request, const char *client,
                 struct refunds_found *ret, unsigned *ret_changes, struct err *err)
{
    struct refunds_found found = {0};
    struct search search = {.app = app, .request = request, .found = &found};

    model_init(&model_client, &search.client);
    *ret_changes = CHANGE_NOTHING;
    int r = find(&search, client, ret_changes, err);
    search_clear(&search);
    if (r < 0)
        refunds_found_clear(&found);
    else
        *ret = found;
    return r;
}
