/* All refunds of a client as they stand, with what the statement would still send back. */
#include "refunds_inside.h"

#include "dues_now.h"
#include "known.h"

#include "paletti/app/blur.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/store/records.h"

#include <string.h>

void refunds_clear(struct refunds *refunds)
{
    for (size_t i = 0; i < refunds->n; i++) {
        struct refunds_row *row = &refunds->rows[i];
        model_clear(&model_refund, &row->refund);
        free(row->mode);
        free(row->what);
        free(row->says);
        free(row->wants);
    }
    free(refunds->rows);
    free(refunds->client);
    free(refunds->name);
    free(refunds->short_name);
    free(refunds->farewell);
    free(refunds->left);
    *refunds = (struct refunds){0};
}

struct listing {
    struct app *app;
    struct store *store;
    struct refunds *refunds;
    struct statement statement; /* with what is on its way counted as given back */
    struct refunding_line *lines;
    size_t n_lines, cap;
};

static void listing_clear(struct listing *listing)
{
    statement_clear(&listing->statement);
    free(listing->lines);
}

static struct refunds_row *add_row(struct listing *listing)
{
    struct refunds *refunds = listing->refunds;

    MEM_GROW(refunds->rows, refunds->n, listing->cap);
    struct refunds_row *row = &refunds->rows[refunds->n++];
    *row = (struct refunds_row){.paid_on = DAY_NONE};
    return row;
}

/* --- the rows --- */

/* Planned is what the statement says now, or it is planned anew. */
static enum refunding_block block_of(const struct listing *listing, const struct refund *refund)
{
    for (size_t i = 0; i < listing->n_lines; i++) {
        const struct refunding_line *line = &listing->lines[i];
        if (!line->payment || !str_equal(line->payment->ref, refund->payment))
            continue;
        if (!money_equal(line->amount, refund->amount))
            return REFUNDING_STALE;
        bool theirs = refund->method == PAID_STRIPE;
        return line->block == REFUNDING_OPEN || (theirs && line->block != REFUNDING_FREE) ? line->block
                                                                                          : REFUNDING_FREE;
    }
    return REFUNDING_STALE;
}

static int add_stored(struct listing *listing, const struct refund *refund, struct err *err)
{
    struct refunds_row *row = add_row(listing);
    struct payment payment;
    enum refunding state = refund_state(refund);

    model_copy(&model_refund, refund, &row->refund);
    row->next = refunding_next(refund, app_now(listing->app));
    row->block = state == REFUNDING_PLANNED ? block_of(listing, refund) : REFUNDING_FREE;
    int r = store_get(listing->store, &model_payment, refund->payment, &payment, err);
    if (r < 0)
        return -1;
    if (r == 0) {
        row->paid_on = payment.on;
        row->paid = payment.amount;
        model_clear(&model_payment, &payment);
    }
    row->can_confirm = state == REFUNDING_PLANNED && row->block == REFUNDING_FREE;
    row->can_hand = row->next.act == REFUNDING_HAND;
    row->can_take_back = state == REFUNDING_CONFIRMED;
    row->can_decide = row->next.act == REFUNDING_ASK;
    return 0;
}

static bool is_planned(const struct listing *listing, const char *payment)
{
    for (size_t i = 0; i < listing->statement.n_refunds; i++)
        if (refund_state(&listing->statement.refunds[i]) == REFUNDING_PLANNED &&
            str_equal(listing->statement.refunds[i].payment, payment))
            return true;
    return false;
}

static void add_line(struct listing *listing, const struct refunding_line *line)
{
    if (line->payment && is_planned(listing, line->payment->ref))
        return;
    struct refunds_row *row = add_row(listing);
    model_init(&model_refund, &row->refund);
    row->refund.client = mem_string(listing->refunds->client);
    row->refund.payment = mem_string(line->payment ? line->payment->ref : "");
    row->refund.package = mem_string(line->package);
    row->refund.amount = line->amount;
    row->refund.method = line->payment ? line->payment->method : -1;
    row->refund.farewell = mem_string(listing->refunds->farewell);
    row->block = line->block;
    row->paid_on = line->payment ? line->payment->on : DAY_NONE;
    row->paid = line->payment ? line->payment->amount : (struct money){0};
}

static int by_payment(const void *a, const void *b)
{
    const struct refunds_row *x = a, *y = b;
    bool over_x = !refunding_alive(refund_state(&x->refund)),
         over_y = !refunding_alive(refund_state(&y->refund));

    if (over_x != over_y)
        return over_x - over_y;
    if (x->paid_on != y->paid_on)
        return x->paid_on > y->paid_on ? -1 : 1;
    int order = strcmp(x->refund.payment, y->refund.payment);
    return order ? order : strcmp(x->refund.ref ? x->refund.ref : "", y->refund.ref ? y->refund.ref : "");
}

/* --- what it comes to --- */

static void sum_up(struct refunds *refunds)
{
    struct money left[CURRENCIES_MAX];
    size_t n = 0;
    bool waits = false;

    for (size_t i = 0; i < refunds->n; i++) {
        const struct refunds_row *row = &refunds->rows[i];
        enum refunding state = refund_state(&row->refund);
        if (state == REFUNDING_PLANNED || state == REFUNDING_CONFIRMED)
            n = dues_now_add(left, n, row->refund.amount);
        waits |= refunding_under_way(state);
        refunds->asks |= row->can_decide || state == REFUNDING_ACTION || row->block == REFUNDING_NO_PAYMENT ||
                         row->block == REFUNDING_UNLINKED || row->block == REFUNDING_UNSAID;
    }
    refunds->left = n ? mem_copy(left, n * sizeof *left) : NULL;
    refunds->n_left = n;
    refunds->settled = n == 0 && !waits;
}

static int fill(struct listing *listing, struct err *err)
{
    struct refunds *refunds = listing->refunds;
    const struct statement *statement = &listing->statement;

    refunding_plan(&statement->credit, statement->refunds, statement->n_refunds, &listing->lines,
                   &listing->n_lines);
    for (size_t i = 0; i < statement->n_refunds; i++)
        if (add_stored(listing, &statement->refunds[i], err) < 0)
            return -1;
    for (size_t i = 0; i < listing->n_lines; i++)
        add_line(listing, &listing->lines[i]);
    if (refunds->n > 1)
        qsort(refunds->rows, refunds->n, sizeof *refunds->rows, by_payment);
    for (size_t i = 0; i < refunds->n; i++)
        refunds_words(listing->app, refunds, &refunds->rows[i]);
    refunding_say(statement->refunds, statement->n_refunds, NULL, &refunds->said);
    sum_up(refunds);
    return 0;
}

static int begin(struct listing *listing, const struct refunds_wish *wish, struct err *err)
{
    struct refunds *refunds = listing->refunds;
    _cleanup_known_ struct known known = {0};
    _cleanup_of_ struct refunds_of of = {.on = DAY_NONE};

    if (app_need_file(listing->app, &listing->store, err) < 0 ||
        known_find(listing->store, wish->client, &known, err) < 0)
        return -1;
    refunds->client = mem_string(known.ref);
    refunds->name = mem_string(app_blur_client(listing->app, known.row.id, known.name));
    refunds->short_name = refunds_short_name(listing->store, known.ref, err);
    if (!refunds->short_name)
        return -1;
    if (refunds_of(listing->store, known.ref, wish, &of, err) < 0)
        return -1;
    refunds->farewell = MEM_TAKE(of.farewell);
    if (statement_make_left(listing->app, known.ref, of.on, &of.given_back, &listing->statement, err) < 0)
        return -1;
    refunds->on = listing->statement.on;
    return 0;
}

int refunds_list(struct app *app, const struct refunds_wish *wish, struct refunds *ret, struct err *err)
{
    struct refunds refunds = {0};
    struct listing listing = {.app = app, .refunds = &refunds};

    int r = begin(&listing, wish, err);
    if (r == 0)
        r = fill(&listing, err);
    listing_clear(&listing);
    if (r < 0)
        refunds_clear(&refunds);
    else
        *ret = refunds;
    return r;
}
