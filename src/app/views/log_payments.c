#include "log_payments.h"

#include "blurring.h"

#include "record_words.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/text.h"
#include "paletti/core/client.h"
#include "paletti/store/dealings.h"
#include "paletti/store/payments.h"
#include "paletti/store/records.h"

#include <string.h>

/* The entries of a second have ids from its first one on; payments take the upper half of the places of a second, and by
 * their own ids the seconds from the day's first one on. So each has a place of its own, which tells its type and its id. */
enum { PLACES = 0x8000, TYPES = 16 };

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

/* TYPE: 0 of payments, of dealing_models one more than their number. */
static int64_t place_of(struct app *app, int32_t on, int64_t id, int type)
{
    int64_t number = id * TYPES + type;

    return (zone_day_start(app_zone(app), on) + number / PLACES) * 65536 + PLACES + number % PLACES;
}

/* The id of the record that has PLACE, and *RET_TYPE; 0: it is no record's. */
static int64_t id_at(struct app *app, int64_t place, int *ret_type)
{
    int64_t second = place >> 16, start = zone_day_start(app_zone(app), zone_day(app_zone(app), second, NULL));
    int64_t number = place & PLACES ? (second - start) * PLACES + place % PLACES : 0;

    *ret_type = (int)(number % TYPES);
    return number / TYPES;
}

/* What the line owns goes with line_clear. */
static void make_line(struct app *app, const struct payment_row *row, struct log_line *ret)
{
    bool late = row->due != DAY_NONE && row->on > row->due;

    *ret = (struct log_line){
        .id = place_of(app, row->on, row->id, 0),
        .client_id = row->client_id,
        .ref = str_format("%s%s", LOG_PAYMENT_REF, row->ref),
        .client_name = mem_string(app_blur_client(app, row->client_id, row->client_name)),
        .at = zone_day_start(app_zone(app), row->on),
        .direction = DIRECTION_NONE,
        .kind = KIND_NOTE,
        .sort = LOG_PAYMENT,
        .record = model_payment.type,
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

/* --- other records: where they are, and once a line is taken what they say --- */

static void make_record_line(struct app *app, const struct dealing_row *row, struct log_line *ret)
{
    const char *type = dealing_models[row->type]->type;

    *ret = (struct log_line){
        .id = place_of(app, row->on, row->id, row->type + 1),
        .client_id = row->client_id,
        .ref = str_format("%s:%s", type, row->ref),
        .client_name = mem_string(app_blur_client(app, row->client_id, row->client_name)),
        .at = zone_day_start(app_zone(app), row->on),
        .direction = DIRECTION_NONE,
        .kind = KIND_NOTE,
        .sort = LOG_RECORD,
        .record = type,
        .receipt = INSTANT_NONE,
        .due = INSTANT_NONE,
    };
}

static void say_record(struct app *app, struct store *store, struct log_line *line)
{
    const struct model *model = line->sort == LOG_RECORD && !line->subject ? model_find(line->record) : NULL;
    struct texting texting;
    struct str text = STR_INIT;
    const char *ref;

    if (!model)
        return;
    _cleanup_free_ void *record = mem_alloc(model->size);
    view_line_type(line->ref, &ref);
    if (store_get(store, model, ref, record, NULL) != 0)
        return;
    _cleanup_free_ char *without = str_format("client %s", dealing_day(model)->name);
    texting = texting_init(app);
    record_words(&texting, model, record, without, ", ", &text);
    model_clear(model, record);
    line->subject = str_take(&text);
    line->beginning = mem_string(line->subject);
}

static int add_record(void *ctx, const struct dealing_row *row)
{
    struct gathering *gathering = ctx;
    struct log_payments *payments = &gathering->payments;

    MEM_GROW(payments->v, payments->n, payments->cap);
    make_record_line(gathering->app, row, &payments->v[payments->n++]);
    return 0;
}

static int by_place(const void *a, const void *b)
{
    const struct log_line *x = a, *y = b;

    return x->id < y->id ? -1 : x->id > y->id;
}

/* --- all of one client --- */

int log_payments_load(struct app *app, struct store *store, int64_t client_id, struct log_payments *ret, struct err *err)
{
    struct gathering gathering = {.app = app};

    if (payments_each(store, client_id, today(app), add_row, &gathering, err) < 0 ||
        dealings_each(store, client_id, today(app), add_record, &gathering, err) < 0) {
        log_payments_done(&gathering.payments);
        return -1;
    }
    if (gathering.payments.n > 1)
        qsort(gathering.payments.v, gathering.payments.n, sizeof *gathering.payments.v, by_place);
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
    struct store *store;
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

    if (place_of(wanted->app, row->on, row->id, 0) != wanted->place || row->on > today(wanted->app))
        return 0;
    wanted->found = true;
    make_line(wanted->app, row, &line);
    int r = wanted->fn(wanted->ctx, &line);
    line_clear(&line);
    return r;
}

static int take_wanted_record(void *ctx, const struct dealing_row *row)
{
    struct wanted *wanted = ctx;
    struct log_line line;

    make_record_line(wanted->app, row, &line);
    wanted->found = line.id == wanted->place && row->on <= today(wanted->app);
    if (wanted->found)
        say_record(wanted->app, wanted->store, &line);
    int r = wanted->found ? wanted->fn(wanted->ctx, &line) : 0;
    line_clear(&line);
    return r;
}

int log_payment_line(struct app *app, struct store *store, int64_t id, int (*fn)(void *ctx, const struct log_line *line),
                     void *ctx, struct err *err)
{
    struct wanted wanted = {app, store, id, fn, ctx, false};
    int type, r = 1;
    int64_t row = id_at(app, id, &type);

    if (row && type == 0)
        r = payment_find_id(store, row, take_wanted, &wanted, err);
    else if (row)
        r = dealing_find(store, type - 1, row, NULL, take_wanted_record, &wanted, err);
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
    place->id = place_of(place->app, row->on, row->id, 0);
    place->comes = row->on > today(place->app);
    return 0;
}

static int keep_record_place(void *ctx, const struct dealing_row *row)
{
    struct payment_place *place = ctx;

    place->client_id = row->client_id;
    place->id = place_of(place->app, row->on, row->id, row->type + 1);
    place->comes = row->on > today(place->app);
    return 0;
}

const char *view_line_type(const char *ref, const char **ret_ref)
{
    if (str_starts(ref, LOG_PAYMENT_REF)) {
        *ret_ref = ref + strlen(LOG_PAYMENT_REF);
        return model_payment.type;
    }
    for (const struct model *const *model = dealing_models; *model; model++) {
        size_t len = strlen((*model)->type);
        if (!str_starts(ref, (*model)->type) || ref[len] != ':')
            continue;
        *ret_ref = ref + len + 1;
        return (*model)->type;
    }
    return NULL;
}

static int type_number(const char *type)
{
    int i = 0;

    while (dealing_models[i] && !str_equal(dealing_models[i]->type, type))
        i++;
    return i;
}

int log_payment_place(struct app *app, struct store *store, const char *ref, int64_t *ret_id, int64_t *ret_client,
                      struct err *err)
{
    struct payment_place place = {.app = app};
    const char *own, *type = view_line_type(ref, &own);
    int r = type && !str_equal(type, model_payment.type)
                ? dealing_find(store, type_number(type), 0, own, keep_record_place, &place, err)
                : payment_find(store, ref, keep_place, &place, err);

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
    *merge = (struct log_merge){.app = app, .store = store, .forward = forward, .limit = limit};
    if (client_id && log_payments_load(app, store, client_id, &merge->payments, err) < 0)
        return -1;
    merge->next = below(&merge->payments, after, forward);
    return 0;
}

void log_merge_done(struct log_merge *merge)
{
    log_payments_done(&merge->payments);
}

static struct log_line *next_of(struct log_merge *merge, int64_t id)
{
    struct log_payments *payments = &merge->payments;

    if (merge->forward)
        return merge->next < payments->n && payments->v[merge->next].id < id ? &payments->v[merge->next++] : NULL;
    return merge->next > 0 && payments->v[merge->next - 1].id > id ? &payments->v[--merge->next] : NULL;
}

const struct log_line *log_merge_take(struct log_merge *merge, int64_t id)
{
    struct log_line *line = next_of(merge, id);

    if (line)
        say_record(merge->app, merge->store, line);
    return line;
}
