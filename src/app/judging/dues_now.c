#include "dues_now.h"

#include "paletti/base/mem.h"
#include "paletti/core/invoice_due.h"
#include "paletti/core/judge.h"
#include "paletti/store/dues.h"

struct gather {
    struct dues_now dues;
    int64_t now;
    int32_t today; /* in the rules' zone */
};

static void add(struct gather *gather, const struct due_now *due, const char *ref, const char *client,
                const char *what)
{
    struct dues_now *dues = &gather->dues;

    MEM_GROW(dues->v, dues->n, dues->cap);
    dues->v[dues->n] = *due;
    dues->v[dues->n].ref = mem_string(ref);
    dues->v[dues->n].client = mem_string(client);
    dues->v[dues->n++].what = mem_string(what);
}

static int add_ask(void *ctx, const struct ask_row *row)
{
    struct gather *gather = ctx;
    bool received = row->received != INSTANT_NONE && row->received <= gather->now;

    if (row->asked_at > gather->now)
        return 0;
    struct due_now due = {
        .kind = DUE_ASK,
        .id = row->id,
        .client_id = row->client_id,
        .at = row->asked_at,
        .due = row->due,
        .open = !received,
        .late = row->due != INSTANT_NONE && ask_late(row->due, row->received, gather->now),
        .counted = row->told,
    };
    add(gather, &due, row->ref, row->client, row->what);
    return 0;
}

static bool written_off(const struct invoice_row *row, int32_t today)
{
    return row->written_off_on != DAY_NONE && row->written_off_on <= today;
}

static int add_invoice(void *ctx, const struct invoice_row *row)
{
    struct gather *gather = ctx;
    struct invoice invoice = {.amount = row->amount};

    if (row->issued_on > gather->today)
        return 0;
    struct due_now due = {
        .kind = DUE_INVOICE,
        .id = row->id,
        .client_id = row->client_id,
        .at = row->due_end,
        .due = row->due_end,
        .open = row->paid < row->amount.minor && !written_off(row, gather->today),
        .late = invoice_late(&invoice, row->paid_in_time, row->due_end, gather->now),
        .counted = true,
        .unpaid = row->amount,
    };
    due.unpaid.minor -= row->paid;
    add(gather, &due, row->ref, row->client, row->number);
    return 0;
}

static int compare_time(const struct due_now *a, const struct due_now *b)
{
    if (a->at != b->at)
        return a->at < b->at ? -1 : 1;
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    return (a->id > b->id) - (a->id < b->id);
}

static int by_time(const void *a, const void *b)
{
    return compare_time(a, b);
}

static int by_client(const void *a, const void *b)
{
    const struct due_now *x = a, *y = b;

    if (x->client_id != y->client_id)
        return x->client_id < y->client_id ? -1 : 1;
    return compare_time(x, y);
}

int dues_now(struct app *app, struct store *store, int64_t client_id, int64_t now, struct dues_now *ret,
             struct err *err)
{
    struct gather gather = {.now = now, .today = zone_day(app_zone(app), now, NULL)};
    bool any;

    if (app_has_dues(app, now, &any, err) < 0)
        return -1;
    if (!any) {
        *ret = (struct dues_now){0};
        return 0;
    }
    if (asks_each(store, client_id, add_ask, &gather, err) < 0 ||
        invoices_each(store, client_id, gather.today, add_invoice, &gather, err) < 0) {
        dues_now_clear(&gather.dues);
        return -1;
    }
    if (gather.dues.n)
        qsort(gather.dues.v, gather.dues.n, sizeof *gather.dues.v, by_client);
    *ret = gather.dues;
    return 0;
}

void dues_now_clear(struct dues_now *dues)
{
    for (size_t i = 0; i < dues->n; i++) {
        free(dues->v[i].ref);
        free(dues->v[i].client);
        free(dues->v[i].what);
    }
    free(dues->v);
    *dues = (struct dues_now){0};
}

const struct due_now *dues_now_of(const struct dues_now *dues, int64_t client_id, size_t *ret_n)
{
    size_t first = mem_place_of_id(dues->v, dues->n, sizeof *dues->v, client_id), end = first;

    while (end < dues->n && dues->v[end].client_id == client_id)
        end++;
    *ret_n = end - first;
    return end > first ? &dues->v[first] : NULL;
}

size_t dues_now_add(struct money sums[CURRENCIES_MAX], size_t n, struct money sum)
{
    for (size_t i = 0; i < n; i++)
        if (str_equal(sums[i].currency, sum.currency)) {
            money_add(&sums[i], sum);
            return n;
        }
    if (n < CURRENCIES_MAX)
        sums[n++] = sum;
    return n;
}

size_t dues_now_unpaid(const struct due_now *v, size_t n, struct money sums[CURRENCIES_MAX])
{
    size_t n_sums = 0;

    for (size_t i = 0; i < n; i++)
        if (v[i].kind == DUE_INVOICE && v[i].open)
            n_sums = dues_now_add(sums, n_sums, v[i].unpaid);
    return n_sums;
}

void dues_now_sort_by_time(struct dues_now *dues)
{
    if (dues->n)
        qsort(dues->v, dues->n, sizeof *dues->v, by_time);
}
