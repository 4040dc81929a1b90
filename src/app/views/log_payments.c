#include "log_payments.h"

#include "blurring.h"

#include "form_words.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/text.h"
#include "paletti/core/client.h"
#include "paletti/store/payments.h"

#include <string.h>

/* The entries of a second have ids from its first one on; payments take the upper half of the places of a second, and by
 * their own ids the seconds from the day's first one on. So each has a place of its own, which tells its id. */
enum { PLACES = 0x8000 };

static int32_t today(struct app *app)
{
    return zone_day(app_zone(app), app_now(app), NULL);
}

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

static int64_t place_of(struct app *app, const struct payment_row *row)
{
    return (zone_day_start(app_zone(app), row->on) + row->id / PLACES) * 65536 + PLACES + row->id % PLACES;
}

/* The id of the payment that has PLACE; 0: it is no payment's. */
static int64_t id_at(struct app *app, int64_t place)
{
    int64_t second = place >> 16, start = zone_day_start(app_zone(app), zone_day(app_zone(app), second, NULL));

    return place & PLACES ? (second - start) * PLACES + place % PLACES : 0;
}

/* What the line owns goes with line_clear. */
static void make_line(struct app *app, const struct payment_row *row, struct log_line *ret)
{
    bool late = row->due != DAY_NONE && row->on > row->due;

    *ret = (struct log_line){
        .id = place_of(app, row),
        .client_id = row->client_id,
        .ref = str_format("%s%s", LOG_PAYMENT_REF, row->ref),
        .client_name = mem_string(app_blur_client(app, row->client_id, row->client_name)),
        .at = zone_day_start(app_zone(app), row->on),
        .direction = DIRECTION_NONE,
        .kind = KIND_NOTE,
        .sort = LOG_PAYMENT,
        .subject = long_text(app, row),
        .beginning = short_text(app, row),
        .receipt = INSTANT_NONE,
        .due = INSTANT_NONE,
        .breaches = late ? BREACH_LATE_PAYMENT : 0,
        .counted = late ? BREACH_LATE_PAYMENT : 0,
    };
}

static int add_row(void *ctx, const struct payment_row *row)
{
    struct gathering *gathering = ctx;
    struct log_payments *payments = &gathering->payments;

    MEM_GROW(payments->v, payments->n, payments->cap);
    make_line(gathering->app, row, &payments->v[payments->n++]);
    return 0;
}

/* --- all of one client --- */

int log_payments_load(struct app *app, struct store *store, int64_t client_id, struct log_payments *ret, struct err *err)
{
    struct gathering gathering = {.app = app};

    if (payments_each(store, client_id, today(app), add_row, &gathering, err) < 0) {
        log_payments_done(&gathering.payments);
        return -1;
    }
    *ret = gathering.payments;
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
    int64_t place;
    int (*fn)(void *ctx, const struct log_line *line);
    void *ctx;
    bool found;
};

/* Another one may have the id by now, or it another day. */
static int take_wanted(void *ctx, const struct payment_row *row)
{
    struct wanted *wanted = ctx;
    struct log_line line;

    if (place_of(wanted->app, row) != wanted->place || row->on > today(wanted->app))
        return 0;
    wanted->found = true;
    make_line(wanted->app, row, &line);
    int r = wanted->fn(wanted->ctx, &line);
    line_clear(&line);
    return r;
}

int log_payment_line(struct app *app, struct store *store, int64_t id, int (*fn)(void *ctx, const struct log_line *line),
                     void *ctx, struct err *err)
{
    struct wanted wanted = {app, id, fn, ctx, false};

    int r = id_at(app, id) ? payment_find_id(store, id_at(app, id), take_wanted, &wanted, err) : 1;
    return r < 0 ? -1 : !wanted.found;
}

struct payment_place {
    struct app *app;
    int64_t id, client_id;
    bool comes; /* on a day to come: it stands in no log yet */
};

static int keep_place(void *ctx, const struct payment_row *row)
{
    struct payment_place *place = ctx;

    place->client_id = row->client_id;
    place->id = place_of(place->app, row);
    place->comes = row->on > today(place->app);
    return 0;
}

int log_payment_place(struct app *app, struct store *store, const char *ref, int64_t *ret_id, int64_t *ret_client,
                      struct err *err)
{
    struct payment_place place = {.app = app};
    int r = payment_find(store, ref, keep_place, &place, err);

    if (r != 0 || place.comes)
        return r < 0 ? -1 : 1;
    *ret_id = place.id;
    *ret_client = place.client_id;
    return 0;
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
