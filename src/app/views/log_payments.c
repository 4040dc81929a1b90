#include "log_payments.h"

#include "blurring.h"

#include "form_words.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/text.h"
#include "paletti/core/client.h"
#include "paletti/store/payments.h"

#include <string.h>

/* The entries of a second have ids from its first one on: payments stand far behind any number of them. */
enum { FIRST_PLACE = 0x8000 };

struct gathering {
    struct app *app;
    struct log_payments payments;
};

static void line_clear(struct log_line *line)
{
    free((char *)line->ref);
    free((char *)line->client_name);
    free((char *)line->subject);
    free((char *)line->beginning);
}

void log_payments_done(struct log_payments *payments)
{
    for (size_t i = 0; i < payments->n; i++)
        line_clear(&payments->v[i]);
    free(payments->v);
    *payments = (struct log_payments){0};
}

/* --- what it says --- */

static void add_lateness(const struct payment_row *row, struct str *to)
{
    if (row->due == DAY_NONE)
        return;
    int32_t late = row->on - row->due;
    if (late > 0)
        str_printf(to, P_(", %d day late", ", %d days late", late), late);
    else
        str_add(to, _(", on time"));
}

static void add_method(const struct payment_row *row, struct str *to)
{
    if (row->method >= 0)
        str_printf(to, ", %s", choice_word("method", model_field(&model_payment, "method")->names[row->method]));
}

/* What it is for: the invoice by what that is about, or the package. */
static void add_purpose(struct app *app, const struct payment_row *row, struct str *to)
{
    const char *text = row->what && *row->what ? row->what : row->number;

    if (text) {
        str_printf(to, ", %s", app_blur_text(app, text));
    } else if (row->quantity > 0) {
        str_add(to, ", ");
        quantity_format(to, row->quantity);
        str_printf(to, " %s", words_units(row->unit));
    }
}

static char *long_text(struct app *app, const struct payment_row *row)
{
    struct str text = STR_INIT;

    words_sum(&text, row->amount);
    add_purpose(app, row, &text);
    if (row->due == DAY_NONE)
        add_method(row, &text);
    add_lateness(row, &text);
    return str_take(&text);
}

static char *short_text(struct app *app, const struct payment_row *row)
{
    struct str text = STR_INIT;

    words_sum(&text, row->amount);
    if (row->due == DAY_NONE)
        add_purpose(app, row, &text);
    add_lateness(row, &text);
    return str_take(&text);
}

static int add_row(void *ctx, const struct payment_row *row)
{
    struct gathering *gathering = ctx;
    struct log_payments *payments = &gathering->payments;
    int64_t at = zone_day_start(app_zone(gathering->app), row->on);
    bool late = row->due != DAY_NONE && row->on > row->due;

    MEM_GROW(payments->v, payments->n, payments->cap);
    payments->v[payments->n++] = (struct log_line){
        .id = at * 65536 + FIRST_PLACE + row->id % FIRST_PLACE,
        .client_id = row->client_id,
        .ref = str_format("%s%s", LOG_PAYMENT_REF, row->ref),
        .client_name = mem_string(app_blur_client(gathering->app, row->client_id, row->client_name)),
        .at = at,
        .direction = DIRECTION_NONE,
        .kind = KIND_NOTE,
        .sort = LOG_PAYMENT,
        .subject = long_text(gathering->app, row),
        .beginning = short_text(gathering->app, row),
        .receipt = INSTANT_NONE,
        .due = INSTANT_NONE,
        .breaches = late ? BREACH_LATE_PAYMENT : 0,
        .counted = late ? BREACH_LATE_PAYMENT : 0,
    };
    return 0;
}

static int by_id(const void *left, const void *right)
{
    const struct log_line *a = left, *b = right;

    return (a->id > b->id) - (a->id < b->id);
}

/* --- all of one client --- */

int log_payments_load(struct app *app, struct store *store, int64_t client_id, struct log_payments *ret, struct err *err)
{
    struct gathering gathering = {.app = app};
    int32_t today = zone_day(app_zone(app), app_now(app), NULL);

    if (payments_each(store, client_id, today, add_row, &gathering, err) < 0) {
        log_payments_done(&gathering.payments);
        return -1;
    }
    struct log_payments *payments = &gathering.payments;
    if (payments->n > 0)
        qsort(payments->v, payments->n, sizeof *payments->v, by_id);
    /* Two of one day whose numbers lie so far apart that they met. */
    for (size_t i = 1; i < payments->n; i++)
        if (payments->v[i].id <= payments->v[i - 1].id)
            payments->v[i].id = payments->v[i - 1].id + 1;
    *ret = *payments;
    return 0;
}

/* How many have ids below ID, or, with OR_AT, that one too. */
static size_t below(const struct log_payments *payments, int64_t id, bool or_at)
{
    size_t low = 0, high = payments->n;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (payments->v[middle].id < id || (or_at && payments->v[middle].id == id))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

int64_t log_payments_above(const struct log_payments *payments, int64_t id)
{
    return (int64_t)(payments->n - below(payments, id, true));
}

bool log_payment_says(const struct log_line *line, const char *search)
{
    _cleanup_free_ char *folded = text_fold_new(search);
    char *rest = folded, *word;

    while ((word = strsep(&rest, " \t\n")) != NULL)
        if (*word && !client_called(line->subject, word))
            return false;
    return true;
}

/* --- one of them --- */

struct wanted {
    struct app *app;
    struct store *store;
    int64_t id;
    int (*fn)(void *ctx, const struct log_line *line);
    void *ctx;
    bool found;
    struct err *err;
};

static int look_at_client(void *ctx, int64_t client_id)
{
    _cleanup_(log_payments_done) struct log_payments payments = {0};
    struct wanted *wanted = ctx;

    if (log_payments_load(wanted->app, wanted->store, client_id, &payments, wanted->err) < 0)
        return -1;
    size_t i = below(&payments, wanted->id, false);
    wanted->found = i < payments.n && payments.v[i].id == wanted->id;
    if (wanted->found && wanted->fn(wanted->ctx, &payments.v[i]) < 0)
        return -1;
    return wanted->found;
}

int log_payment_line(struct app *app, struct store *store, int64_t id, int (*fn)(void *ctx, const struct log_line *line),
                     void *ctx, struct err *err)
{
    struct wanted wanted = {app, store, id, fn, ctx, false, err};
    int32_t day = zone_day(app_zone(app), id >> 16, NULL);

    if (payments_on(store, day, look_at_client, &wanted, err) < 0)
        return -1;
    return !wanted.found;
}

/* --- between the rows of a page --- */

int log_merge_begin(struct log_merge *merge, struct app *app, struct store *store, int64_t client_id, int64_t after,
                    bool forward, int limit, struct err *err)
{
    *merge = (struct log_merge){.forward = forward, .limit = limit};
    if (client_id && log_payments_load(app, store, client_id, &merge->payments, err) < 0)
        return -1;
    merge->next = below(&merge->payments, after, forward);
    return 0;
}

void log_merge_done(struct log_merge *merge)
{
    log_payments_done(&merge->payments);
}

const struct log_line *log_merge_take(struct log_merge *merge, int64_t id)
{
    const struct log_payments *payments = &merge->payments;

    if (merge->forward)
        return merge->next < payments->n && payments->v[merge->next].id < id ? &payments->v[merge->next++] : NULL;
    return merge->next > 0 && payments->v[merge->next - 1].id > id ? &payments->v[--merge->next] : NULL;
}
