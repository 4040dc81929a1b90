/* What was asked for beyond the contract, as fields: T9. */
#include "letter_draft.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/core/dealings.h"
#include "paletti/store/records.h"

enum { HOUR = 60, THOUSANDTHS = 1000 };

struct extras {
    struct letter_draft *draft;
    int64_t minutes;    /* of all that was asked */
    struct money price; /* no currency: nobody said */
    bool mixed;         /* prices in several currencies, or of some only: no sum of them is told */
    size_t n, priced, timed;
};

static int64_t hours_of(int64_t minutes)
{
    return minutes * THOUSANDTHS / HOUR;
}

static void add_price(struct extras *extras, struct money price)
{
    if (!*price.currency)
        return;
    extras->priced++;
    if (!*extras->price.currency)
        extras->price = price;
    else if (!str_equal(extras->price.currency, price.currency) ||
             __builtin_add_overflow(extras->price.minor, price.minor, &extras->price.minor))
        extras->mixed = true;
}

static void add_request(struct extras *extras, const struct extra_request *request)
{
    struct letter_fields *row = letter_put_row(&extras->draft->fields, "asked");

    letter_put_words(row, "what", request->what);
    if (request->minutes > 0)
        letter_put_count(row, "hours", hours_of(request->minutes));
    extras->minutes += request->minutes;
    extras->timed += request->minutes > 0;
    extras->n++;
    add_price(extras, request->price);
}

/* The one that was named, else all that wait for an answer. */
static bool is_wanted(const struct extras *extras, const struct extra_request *request)
{
    const char *of = extras->draft->wish->of;

    return of ? str_equal(of, request->ref) : request->decision == REQUEST_OPEN;
}

static int read_requests(struct extras *extras, struct err *err)
{
    struct letter_draft *draft = extras->draft;
    struct extra_request *requests;
    size_t n;

    if (store_all(draft->store, &model_request, draft->client.ref, &requests, &n, err) < 0)
        return -1;
    for (size_t i = 0; i < n; i++) {
        if (is_wanted(extras, &requests[i]))
            add_request(extras, &requests[i]);
        model_clear(&model_request, &requests[i]);
    }
    free(requests);
    return draft->wish->of && extras->n == 0
               ? err_set(err, _("\"%s\" is no request of this client; paletti records request lists them"),
                         draft->wish->of)
               : 0;
}

/* Of some only, their hours are no sum that can be told. */
static bool is_timed(const struct extras *extras)
{
    return extras->n > 0 && extras->timed == extras->n;
}

/* What was noted with the requests, else the hours at my rate; a share of a minor unit is theirs. */
static void put_price(const struct extras *extras)
{
    struct letter_fields *fields = &extras->draft->fields;
    const struct rule *rule = rulebook_at(extras->draft->house->book, extras->draft->now);
    struct money rate = rule->extras_rate, price = rate;

    if (extras->priced > 0) {
        if (!extras->mixed && extras->priced == extras->n)
            letter_put_sum(fields, "price", extras->price);
        return;
    }
    if (!*rate.currency || !is_timed(extras) ||
        __builtin_mul_overflow(rate.minor, extras->minutes, &price.minor))
        return;
    price.minor /= HOUR;
    letter_put_sum(fields, "price", price);
    letter_put_sum(fields, "extras_rate", rate);
}

int letter_facts_extras(struct letter_draft *draft, struct err *err)
{
    struct extras extras = {.draft = draft};

    if (read_requests(&extras, err) < 0)
        return -1;
    if (is_timed(&extras))
        letter_put_count(&draft->fields, "extra_hours", hours_of(extras.minutes));
    put_price(&extras);
    return 0;
}
