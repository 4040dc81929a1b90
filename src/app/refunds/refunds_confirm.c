/* Confirming: one line, shown whole with the bytes that go, by the client's short name. letgo.md, "Refunds"
 * and step 11. */
#include "refunds_inside.h"

#include "paletti/app/blur.h"
#include "paletti/app/views.h"
#include "paletti/base/hash.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/core/client.h"
#include "paletti/store/outbox.h"
#include "paletti/store/records.h"

#include <string.h>

void refunds_shown_clear(struct refunds_shown *shown)
{
    free(shown->refund);
    free(shown->name);
    free(shown->short_name);
    free(shown->mode);
    free(shown->key);
    free(shown->text);
    free(shown->body);
    free(shown->version);
    free(shown->intent);
    free(shown->message);
    *shown = (struct refunds_shown){0};
}

/* --- what it is now --- */

static const struct refunds_row *row_of(const struct refunds *refunds, const char *ref)
{
    for (size_t i = 0; i < refunds->n; i++)
        if (str_equal(refunds->rows[i].refund.ref, ref))
            return &refunds->rows[i];
    return NULL;
}

static int check_row(const struct refunds_row *row, struct err *err)
{
    if (!row)
        return err_set(err, _("there is no such refund any more; look at the list again"));
    if (refund_state(&row->refund) != REFUNDING_PLANNED)
        return err_set(err, _("only what is planned is confirmed; this refund is %s"),
                       refunds_state_word(&row->refund));
    if (row->block != REFUNDING_FREE)
        return err_set(err, "%s: %s", row->says, row->wants);
    return 0;
}

/* The line as the statement of its day and of today would still send it. */
static int load(struct app *app, const char *ref, const struct refunds_wish *wish, struct refunds *ret,
                const struct refunds_row **ret_row, struct err *err)
{
    struct refund refund;
    struct store *store;

    if (app_need_file(app, &store, err) < 0 || refunds_get(store, ref, &refund, err) < 0)
        return -1;
    struct refunds_wish of = wish ? *wish : (struct refunds_wish){.on = DAY_NONE};
    of.client = refund.client;
    int r = refunds_list(app, &of, ret, err);
    model_clear(&model_refund, &refund);
    if (r < 0)
        return -1;
    *ret_row = row_of(ret, ref);
    return check_row(*ret_row, err);
}

/* --- at Stripe --- */

static const struct refunding_paid *paid_of(const struct refunds_talk *talk, const char *source)
{
    for (size_t i = 0; i < talk->n_paid; i++)
        if (str_equal(talk->paid[i].source, source) || str_equal(talk->paid[i].charge, source))
            return &talk->paid[i];
    return NULL;
}

/* The courier refuses all of this once more when it is sent; here a person is told before anything is
 * confirmed. */
static int check_paid(const struct refunding_paid *paid, const struct refund *refund, const char *mode,
                      struct err *err)
{
    _cleanup_str_ struct str left = STR_INIT;

    if (!paid)
        return err_set(err, _("Stripe (%s) knows of no such payment that was received: %s"), mode,
                       refund->source);
    if (paid->disputed)
        return err_set(err, _("their bank has been asked for this money back: the dispute decides, and a "
                              "refund would pay twice"));
    if (!str_equal(paid->amount.currency, refund->amount.currency))
        return err_set(
            err,
            _("the payment was made in %s at Stripe, and the records have it in %s; correct the payment"),
            paid->amount.currency, refund->amount.currency);
    words_sum(&left, paid->left);
    if (paid->left.minor < refund->amount.minor)
        return err_set(err,
                       _("only %s is left of this payment at Stripe; correct the records, then plan again"),
                       str_text(&left));
    return 0;
}

static void fill_job(const struct refund *refund, const char *intent, struct job *job)
{
    job_init(job);
    job->kind = JOB_REFUND;
    job->id = mem_string("refund");
    job->payment = mem_string(refund->source);
    job->order.amount = refund->amount;
    job->order.intent = mem_string(intent);
    job->order.farewell = mem_string(refund->farewell);
}

static int prepare(struct app *app, const struct request *request, const struct refund *refund,
                   struct refunds_shown *shown, struct err *err)
{
    _cleanup_talk_ struct refunds_talk talk = {0};
    _cleanup_str_ struct str message = STR_INIT;
    struct job job;

    shown->intent = hash_new_uuid();
    fill_job(refund, shown->intent, &job);
    job.order.prepare = true;
    int r = refunds_ask(app, request, &job, &talk, err);
    if (r == 0 && (!talk.body || !talk.version))
        r = err_set(err, _("the courier did not say what it would send; nothing is confirmed"));
    if (r == 0) {
        shown->body = MEM_TAKE(talk.body);
        shown->version = MEM_TAKE(talk.version);
        job.order.prepare = false;
        job.order.version = mem_string(shown->version);
        job.order.live = shown->live;
        job_write(&message, &job);
        shown->message = mem_string_n(str_text(&message), message.len - 1);
    }
    job_clear(&job);
    return r;
}

static int ask_stripe(struct app *app, const struct request *request, const struct refund *refund,
                      struct refunds_shown *shown, struct str *says, unsigned *ret_changes, struct err *err)
{
    _cleanup_talk_ struct refunds_talk talk = {0};
    struct refunds_counts counts = {0};

    if (refunds_look_payment(app, request, refund->payment, &talk, &counts, says, ret_changes, err) < 0)
        return -1;
    shown->live = talk.live;
    shown->key = MEM_TAKE(talk.key);
    return check_paid(paid_of(&talk, refund->source), refund, refunds_mode(talk.live), err);
}

/* --- as it is shown --- */

static void add_line(struct str *to, const char *label, const char *value)
{
    if (value && *value)
        str_printf(to, "%s: %s\n", label, value);
}

static void add_meaning(struct str *to, const struct refund *refund, int8_t live)
{
    if (refund->method != PAID_STRIPE)
        str_add(to, _("Nothing is sent: you return it yourself, and say so with its reference.\n"));
    else if (live == 0)
        str_add(to, _("No money moves: Stripe only pretends.\n"));
    else
        str_add(to, _("LIVE: real money goes back, once, at the next release of the outbox. It cannot be "
                      "undone after that.\n"));
}

static void write_text(struct app *app, const struct refunds *refunds, const struct refunds_row *row,
                       struct refunds_shown *shown, const char *says)
{
    const struct refund *refund = &row->refund;
    _cleanup_str_ struct str text = STR_INIT, sum = STR_INIT, paid = STR_INIT, day = STR_INIT;
    int32_t expected;
    struct err ignored;

    words_sum(&sum, refund->amount);
    words_sum(&paid, row->paid);
    str_add(&paid, ", ");
    words_dated(&paid, row->paid_on);
    if (statement_expected(app, refunds_today(app), &expected, &ignored) == 0)
        words_dated(&day, expected);
    add_line(&text, _("Mode"), shown->mode);
    add_line(&text, _("To"), refunds->name);
    add_line(&text, _("Goes back"), str_text(&sum));
    add_line(&text, _("On the payment"), str_text(&paid));
    add_line(&text, _("Way"), refunds_method_word(refund->method));
    add_line(&text, _("At Stripe"), refund->method == PAID_STRIPE ? refund->source : NULL);
    add_line(&text, _("Key"), shown->key);
    add_line(&text, _("With them about"), str_text(&day));
    add_line(&text, _("Exactly this is sent"), shown->body);
    str_add(&text, says);
    add_meaning(&text, refund, shown->live);
    shown->text = mem_string(str_text(&text));
}

static int show(struct app *app, const struct request *request, const char *ref,
                const struct refunds_wish *wish, struct refunds_shown *shown, unsigned *ret_changes,
                struct err *err)
{
    _cleanup_refunds_ struct refunds refunds = {0};
    _cleanup_str_ struct str says = STR_INIT;
    const struct refunds_row *row;

    if (load(app, ref, wish, &refunds, &row, err) < 0)
        return -1;
    if (row->refund.method == PAID_STRIPE) {
        if (ask_stripe(app, request, &row->refund, shown, &says, ret_changes, err) < 0)
            return -1;
        /* What was found there by hand may have changed the plan. */
        refunds_clear(&refunds);
        if (load(app, ref, wish, &refunds, &row, err) < 0 ||
            prepare(app, request, &row->refund, shown, err) < 0)
            return -1;
    }
    shown->refund = mem_string(ref);
    shown->name = mem_string(refunds.name);
    shown->short_name = mem_string(refunds.short_name);
    shown->mode = mem_string(refunds_mode(shown->live));
    shown->amount = row->refund.amount;
    write_text(app, &refunds, row, shown, str_text(&says));
    return 0;
}

int refunds_show(struct app *app, const struct request *request, const char *refund,
                 const struct refunds_wish *wish, struct refunds_shown *ret, unsigned *ret_changes,
                 struct err *err)
{
    struct refunds_shown shown = {.live = -1};

    *ret_changes = CHANGE_NOTHING;
    int r = show(app, request, refund, wish, &shown, ret_changes, err);
    if (r < 0)
        refunds_shown_clear(&shown);
    else
        *ret = shown;
    return r;
}

/* --- confirming it --- */

static bool has_left(struct store *store, const char *ref)
{
    struct client client;
    struct err ignored;

    if (store_get(store, &model_client, ref, &client, &ignored) != 0)
        return false;
    bool left = client.state == CLIENT_LEFT;
    model_clear(&model_client, &client);
    return left;
}

/* The name was typed for exactly these bytes: a client who left gets what is theirs all the same. */
static int add_dispatch(struct app *app, struct store *store, const struct refund *refund,
                        const struct refunds_shown *shown, struct err *err)
{
    struct dispatch dispatch;
    char hex[HASH_HEX_SIZE];

    model_init(&model_dispatch, &dispatch);
    dispatch.ref = mem_string(shown->intent);
    dispatch.kind = DISPATCH_REFUND;
    dispatch.client = mem_string(refund->client);
    dispatch.recipient = mem_string(refund->source);
    dispatch.refund = mem_string(refund->ref);
    dispatch.farewell = mem_string(refund->farewell);
    dispatch.way = BY_STRIPE;
    dispatch.message = mem_string(shown->message);
    dispatch.bytes = mem_string(shown->body);
    dispatch.sha256 = mem_string(hash_text(shown->body, strlen(shown->body), hex));
    dispatch.confirmed_at = app_now(app);
    dispatch.not_before = INSTANT_NONE;
    dispatch.by_hand = has_left(store, refund->client);
    dispatch.state = DISPATCH_CONFIRMED;
    dispatch.live = shown->live;
    int r = dispatch_add(store, &dispatch, app_now(app), err);
    model_clear(&model_dispatch, &dispatch);
    return r > 0 ? err_set(err, _("this refund is confirmed already")) : r;
}

static int check_same(const struct refund *refund, const struct refunds_shown *shown, struct err *err)
{
    return money_equal(refund->amount, shown->amount) &&
                   (refund->method == PAID_STRIPE) == (shown->intent != NULL)
               ? 0
               : err_set(err, _("the refund was changed since it was shown; look again"));
}

static int confirm(struct writing *writing, struct refund *refund, const struct refunds_shown *shown,
                   const char *name, struct err *err)
{
    struct store *store = writing->store;

    if (refund_state(refund) != REFUNDING_PLANNED)
        return err_set(err, _("only what is planned is confirmed; this refund is %s"),
                       refunds_state_word(refund));
    if (check_same(refund, shown, err) < 0 ||
        refunds_check_name(writing->app, store, refund->client, name, err) < 0)
        return -1;
    refund->state = REFUNDING_CONFIRMED;
    refund->confirmed_at = app_now(writing->app);
    if (shown->intent) {
        refund->intent = mem_string(shown->intent);
        refund->live = shown->live;
    }
    if (refunds_put(store, refund, err) < 0)
        return -1;
    return shown->intent ? add_dispatch(writing->app, store, refund, shown, err) : 0;
}

int refunds_confirm(struct app *app, const struct request *request, const struct refunds_shown *shown,
                    const char *name, unsigned *ret_changes, struct err *err)
{
    _cleanup_writing_ struct writing writing = {0};
    struct refund refund;

    if (refunds_begin(app, request, &writing, err) < 0 ||
        refunds_get(writing.store, shown->refund, &refund, err) < 0)
        return -1;
    int r = confirm(&writing, &refund, shown, name, err);
    model_clear(&model_refund, &refund);
    if (r < 0 || writing_commit(&writing, err) < 0)
        return -1;
    *ret_changes = CHANGE_MONEY | CHANGE_CLIENTS;
    return 0;
}

/* --- taking it back --- */

int refunds_unconfirm(struct store *store, struct refund *refund, struct err *err)
{
    refunding_unconfirm(refund);
    return refunds_put(store, refund, err);
}

static bool is_stored(struct store *store, const char *ref)
{
    struct dispatch dispatch;
    struct err ignored;

    if (store_get(store, &model_dispatch, ref, &dispatch, &ignored) != 0)
        return false;
    model_clear(&model_dispatch, &dispatch);
    return true;
}

static int take_back(struct writing *writing, struct refund *refund, struct err *err)
{
    const struct dispatch_change change = {.to = DISPATCH_CANCELLED, .at = app_now(writing->app)};
    int r = 0;

    if (refund_state(refund) != REFUNDING_CONFIRMED)
        return err_set(err, refunding_left(refund_state(refund))
                                ? _("it may have left: nothing takes it back")
                                : _("nothing is confirmed of it"));
    if (refund->intent)
        r = dispatch_move(writing->store, refund->intent, DISPATCH_CONFIRMED, &change, err);
    if (r > 0 && is_stored(writing->store, refund->intent))
        return err_set(err, _("it may have left: nothing takes it back"));
    return r < 0 ? -1 : refunds_unconfirm(writing->store, refund, err);
}

int refunds_take_back(struct app *app, const struct request *request, const char *ref, unsigned *ret_changes,
                      struct err *err)
{
    _cleanup_writing_ struct writing writing = {0};
    struct refund refund;

    if (refunds_begin(app, request, &writing, err) < 0 || refunds_get(writing.store, ref, &refund, err) < 0)
        return -1;
    int r = take_back(&writing, &refund, err);
    model_clear(&model_refund, &refund);
    if (r < 0 || writing_commit(&writing, err) < 0)
        return -1;
    *ret_changes = CHANGE_MONEY | CHANGE_CLIENTS;
    return 0;
}
