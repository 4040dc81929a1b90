/* Planning: the lines that can be confirmed one by one, and what changes them while nothing is confirmed. */
#include "farewell_inside.h"
#include "refunds_inside.h"

#include "farewell_inside.h"

#include "paletti/base/hash.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/store/records.h"

#include "known.h"

static bool same_text(const char *a, const char *b)
{
    return (!a && !b) || str_equal(a, b);
}

static const char *source_of(const struct payment *payment)
{
    return refunding_is_source(payment->external_id) ? payment->external_id : NULL;
}

static bool stands(const struct refund *refund, const struct refunding_line *line, const char *farewell)
{
    return line->payment && str_equal(refund->payment, line->payment->ref) &&
           money_equal(refund->amount, line->amount) && same_text(refund->farewell, farewell) &&
           (refund->method != PAID_STRIPE || same_text(refund->source, source_of(line->payment)));
}

static bool stands_in(const struct refund *refund, const struct refunding_line *lines, size_t n,
                      const char *farewell)
{
    for (size_t i = 0; i < n; i++)
        if (stands(refund, &lines[i], farewell))
            return true;
    return false;
}

/* What is planned and not what the statement says any more. */
static int drop_old(struct store *store, const struct statement *statement,
                    const struct refunding_line *lines, size_t n, const char *farewell, struct err *err)
{
    for (size_t i = 0; i < statement->n_refunds; i++) {
        const struct refund *refund = &statement->refunds[i];
        if (refund_state(refund) == REFUNDING_PLANNED && !stands_in(refund, lines, n, farewell) &&
            store_remove(store, &model_refund, refund->ref, err) < 0)
            return -1;
    }
    return 0;
}

static bool is_planned(const struct statement *statement, const struct refunding_line *line,
                       const char *farewell)
{
    for (size_t i = 0; i < statement->n_refunds; i++)
        if (refund_state(&statement->refunds[i]) == REFUNDING_PLANNED &&
            stands(&statement->refunds[i], line, farewell))
            return true;
    return false;
}

static int put_line(struct store *store, const char *client, const struct refunding_line *line,
                    const char *farewell, struct err *err)
{
    struct refund refund;
    enum put put;

    model_init(&model_refund, &refund);
    refund.ref = hash_new_ref("refund");
    refund.client = mem_string(client);
    refund.payment = mem_string(line->payment->ref);
    refund.package = mem_string(line->package);
    refund.amount = line->amount;
    refund.farewell = mem_string(farewell);
    refund.method = line->payment->method;
    refund.source = line->payment->method == PAID_STRIPE ? mem_string(source_of(line->payment)) : NULL;
    int r = store_put(store, &model_refund, &refund, 0, &put, err);
    model_clear(&model_refund, &refund);
    return r;
}

static int plan(struct store *store, const struct statement *statement, const char *farewell, size_t *ret_n,
                struct err *err)
{
    struct refunding_line *lines;
    size_t n;

    refunding_plan(&statement->credit, statement->refunds, statement->n_refunds, &lines, &n);
    int r = drop_old(store, statement, lines, n, farewell, err);
    *ret_n = 0;
    for (size_t i = 0; r == 0 && i < n; i++) {
        bool planned = is_planned(statement, &lines[i], farewell);
        bool can = lines[i].block == REFUNDING_FREE || lines[i].block == REFUNDING_UNLINKED;
        if (!planned && can)
            r = put_line(store, statement->client, &lines[i], farewell, err);
        *ret_n += planned || can;
    }
    free(lines);
    return r;
}

static int plan_in(struct writing *writing, const struct refunds_wish *wish, size_t *ret_n, struct err *err)
{
    _cleanup_known_ struct known known = {0};
    _cleanup_statement_ struct statement statement = {0};
    _cleanup_of_ struct refunds_of of = {.on = DAY_NONE};

    if (known_find(writing->store, wish->client, &known, err) < 0 ||
        refunds_of(writing->store, known.ref, wish, &of, err) < 0 ||
        statement_make_left(writing->app, known.ref, of.on, &of.given_back, &statement, err) < 0)
        return -1;
    return plan(writing->store, &statement, of.farewell, ret_n, err);
}

int refunds_plan(struct app *app, const struct request *request, const struct refunds_wish *wish,
                 size_t *ret_n, unsigned *ret_changes, struct err *err)
{
    _cleanup_writing_ struct writing writing = {0};

    if (refunds_begin(app, request, &writing, err) < 0 || plan_in(&writing, wish, ret_n, err) < 0 ||
        writing_commit(&writing, err) < 0)
        return -1;
    *ret_changes = CHANGE_MONEY | CHANGE_CLIENTS;
    return 0;
}

/* --- one line --- */

/* Changes the record REF in a transaction of its own. */
static int change(struct app *app, const struct request *request, const char *ref, unsigned *ret_changes,
                  int (*fn)(struct app *app, struct store *store, struct refund *refund, const void *ctx,
                            struct err *err),
                  const void *ctx, struct err *err)
{
    _cleanup_writing_ struct writing writing = {0};
    struct refund refund;

    if (refunds_begin(app, request, &writing, err) < 0 || refunds_get(writing.store, ref, &refund, err) < 0)
        return -1;
    int r = fn(app, writing.store, &refund, ctx, err);
    if (r == 0)
        r = farewell_settle(&writing, refund.client, err);
    model_clear(&model_refund, &refund);
    if (r < 0 || writing_commit(&writing, err) < 0)
        return -1;
    *ret_changes = CHANGE_MONEY | CHANGE_CLIENTS;
    return 0;
}

static int drop(struct app *app _unused_, struct store *store, struct refund *refund,
                const void *ctx _unused_, struct err *err)
{
    if (refund_state(refund) != REFUNDING_PLANNED)
        return err_set(err, _("only what is planned is dropped; this refund is %s"),
                       refunds_state_word(refund));
    return store_remove(store, &model_refund, refund->ref, err);
}

int refunds_drop(struct app *app, const struct request *request, const char *refund, unsigned *ret_changes,
                 struct err *err)
{
    return change(app, request, refund, ret_changes, drop, NULL, err);
}

static int set_way(struct app *app _unused_, struct store *store, struct refund *refund, const void *ctx,
                   struct err *err)
{
    int8_t method = *(const int8_t *)ctx;

    if (refund_state(refund) != REFUNDING_PLANNED)
        return err_set(err, _("how it goes back is said before it is confirmed; this refund is %s"),
                       refunds_state_word(refund));
    if (method == PAID_STRIPE && !refund->source)
        return err_set(err, _("this payment did not come through Stripe, as far as the records know: nothing "
                              "can go back there"));
    refund->method = method;
    return refunds_put(store, refund, err);
}

int refunds_by(struct app *app, const struct request *request, const char *refund, enum payment_method method,
               unsigned *ret_changes, struct err *err)
{
    int8_t way = (int8_t)method;

    return change(app, request, refund, ret_changes, set_way, &way, err);
}

/* --- by hand --- */

struct hand {
    const char *text, *name;
    int32_t day;
};

static int need_by_hand(const struct refund *refund, struct err *err)
{
    return refund->method == PAID_STRIPE
               ? err_set(err, _("this refund goes through Stripe, which says itself what became of it: "
                                "paletti refund CLIENT look"))
               : 0;
}

static int hand_done(struct app *app, struct store *store, struct refund *refund, const void *ctx,
                     struct err *err)
{
    const struct hand *hand = ctx;

    if (need_by_hand(refund, err) < 0)
        return -1;
    if (refund_state(refund) != REFUNDING_CONFIRMED && refund_state(refund) != REFUNDING_PENDING)
        return err_set(err, _("only what is confirmed can be done; this refund is %s"),
                       refunds_state_word(refund));
    if (!hand->text || !*hand->text)
        return err_set(err, _("say what it can be found by: the number of the transfer, of the receipt"));
    if (hand->day > refunds_today(app))
        return err_set(err, _("the day lies ahead: say it once the money has gone"));
    refund->reference = mem_string(hand->text);
    refund->issued_on = hand->day;
    refund->expected_on = refund->method == PAID_CASH ? hand->day : DAY_NONE;
    return refunds_succeed(app, store, refund, hand->day, err);
}

int refunds_by_hand(struct app *app, const struct request *request, const char *refund, const char *reference,
                    int32_t day, unsigned *ret_changes, struct err *err)
{
    const struct hand hand = {.text = reference, .day = day != DAY_NONE ? day : refunds_today(app)};

    return change(app, request, refund, ret_changes, hand_done, &hand, err);
}

static int hand_back(struct app *app, struct store *store, struct refund *refund, const void *ctx,
                     struct err *err)
{
    const struct hand *hand = ctx;

    if (refund->live != 0 && need_by_hand(refund, err) < 0)
        return -1;
    if (refund_state(refund) != REFUNDING_SUCCEEDED)
        return err_set(err, _("only what was returned can come back; this refund is %s"),
                       refunds_state_word(refund));
    if (refunds_fall_back(store, refund, REFUNDING_FAILED, hand->text, hand->day, err) < 0)
        return -1;
    return refunds_sync(store, refund, app_now(app), err);
}

int refunds_came_back(struct app *app, const struct request *request, const char *refund, const char *why,
                      int32_t day, unsigned *ret_changes, struct err *err)
{
    const struct hand hand = {.text = why, .day = day != DAY_NONE ? day : refunds_today(app)};

    return change(app, request, refund, ret_changes, hand_back, &hand, err);
}
