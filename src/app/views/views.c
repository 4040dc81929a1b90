#include "dues_now.h"
#include "explaining.h"
#include "hours_now.h"
#include "log_page.h"
#include "log_payments.h"

#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/store/brief.h"
#include "paletti/store/dues.h"
#include "paletti/store/journal.h"
#include "paletti/store/log.h"
#include "paletti/store/dealings.h"
#include "paletti/store/payments.h"

#include <string.h>

int app_filter(struct app *app, const char *text, enum filter_of of, struct filter **ret, struct err *err)
{
    if (!text || text[strspn(text, " \t\n")] == '\0') {
        *ret = NULL;
        return 0;
    }
    return filter_parse(text, of, app_now(app), app_zone(app), ret, err);
}

/* --- a page of the log --- */

struct merging {
    struct log_page page;
    struct log_merge merge;
    const char *search;
};

static void merging_done(struct merging *m)
{
    log_merge_done(&m->merge);
    log_page_done(&m->page);
}

/* Payments that come before the row ID; 1: the page is full. */
static int give_payments(struct merging *m, int64_t id)
{
    const struct log_line *line;
    int r = 0;

    while (r == 0 && !log_merge_full(&m->merge) && (line = log_merge_take(&m->merge, id)) != NULL) {
        if (m->search && !log_payment_says(line, m->search))
            continue;
        m->merge.given++;
        r = m->page.fn(m->page.ctx, line);
    }
    return r ? r : log_merge_full(&m->merge);
}

static int give_row(void *ctx, const struct log_row *row)
{
    struct merging *m = ctx;
    int r = give_payments(m, row->id);

    m->merge.given++;
    return r ? r : log_page_take(&m->page, row);
}

int view_log(struct app *app, int64_t client_id, const char *search, int64_t after, bool forward, int limit,
             int (*fn)(void *ctx, const struct log_line *line), void *ctx, struct err *err)
{
    _cleanup_(merging_done) struct merging m = {.page = {.app = app, .now = app_now(app), .fn = fn, .ctx = ctx, .err = err},
                                                .search = search};
    struct log_query query = {.client_id = client_id,
                              .after = after,
                              .forward = forward,
                              .words = search,
                              .limit = limit,
                              .now = m.page.now};

    int r = app_open_read(app, &m.page.store, err);
    if (r != 0)
        return r < 0 ? r : 0;
    if (log_merge_begin(&m.merge, app, m.page.store, client_id, after, forward, limit, err) < 0)
        return -1;
    r = log_each(m.page.store, &query, give_row, &m, err);
    if (r == 0)
        r = give_payments(&m, forward ? INT64_MAX : INT64_MIN);
    return r < 0 ? -1 : 0;
}

struct wanted_line {
    int64_t id;
    int (*fn)(void *ctx, const struct log_line *line);
    void *ctx;
    bool found;
};

static int take_wanted(void *ctx, const struct log_line *line)
{
    struct wanted_line *wanted = ctx;

    wanted->found = line->id == wanted->id;
    return wanted->found ? wanted->fn(wanted->ctx, line) : 0;
}

int view_log_line(struct app *app, int64_t id, int (*fn)(void *ctx, const struct log_line *line), void *ctx,
                  struct err *err)
{
    struct wanted_line wanted = {id, fn, ctx, false};

    struct store *store;

    if (view_log(app, 0, NULL, id + 1, false, 1, take_wanted, &wanted, err) < 0)
        return -1;
    if (wanted.found)
        return 0;
    int r = app_open_read(app, &store, err);
    return r != 0 ? r : log_payment_line(app, store, id, fn, ctx, err);
}

int64_t view_log_count(struct app *app, int64_t client_id)
{
    struct store *store;

    if (app_open_read(app, &store, NULL) != 0)
        return 0;
    int32_t today = zone_day(app_zone(app), app_now(app), NULL);
    if (!client_id)
        return log_count(store, 0);
    return client_entries(store, client_id) +
           payments_count(store, client_id, today) + dealings_count(store, client_id, today);
}

int64_t view_log_position(struct app *app, int64_t client_id, int64_t id)
{
    _cleanup_(log_payments_done) struct log_payments payments = {0};
    struct store *store;

    if (app_open_read(app, &store, NULL) != 0 ||
        (client_id && log_payments_load(app, store, client_id, &payments, NULL) < 0))
        return 0;
    return log_position(store, client_id, id, app_now(app)) + log_payments_above(&payments, id);
}

/* --- the title line --- */

void hours_now(struct rulebook *book, int64_t now, bool *ret_open, int64_t *ret_changes)
{
    struct boundaries *mine = boundaries_new(book, NULL, 0, NULL, 0);
    struct calendar *calendar = boundaries_at(mine, now)->calendar;
    struct interval next;

    *ret_changes = INSTANT_NONE;
    *ret_open = calendar_open(calendar, now);
    if (calendar_next(calendar, now, &next) == 0) {
        int64_t end = next.to;
        while (*ret_open && calendar_next(calendar, end, &next) == 0 && next.from == end)
            end = next.to;
        *ret_changes = *ret_open ? end : next.from;
    }
    boundaries_free(mine);
}

static int count_client(void *ctx, const struct attention_line *line)
{
    struct overview *overview = ctx;

    overview->waiting += line->question != QUESTION_NONE;
    overview->overdue += line->question == QUESTION_OVERDUE;
    return 0;
}

/* Entries that lie in the future are in the stored sums: then the clients are counted one by one. */
static int count_clients(struct app *app, int64_t now, struct overview *overview, struct err *err)
{
    struct attention attention;
    struct clients_sums sums;

    if (app_sums(app, now, &sums, err) < 0)
        return -1;
    overview->clients = sums.clients;
    overview->entries = sums.entries;
    overview->waiting = sums.waiting;
    overview->overdue = sums.overdue;
    overview->drafts = sums.drafts;
    if (sums.newest <= now)
        return 0;
    overview->waiting = overview->overdue = 0;
    return view_attention(app, NULL, 0, count_client, overview, &attention, err);
}

/* Invoices overdue: their clients, and their sums. */
static int count_money(struct app *app, struct store *store, int64_t now, struct overview *overview, struct err *err)
{
    _cleanup_dues_now_ struct dues_now dues = {0};
    struct money sums[CURRENCIES_MAX];
    int64_t client = 0;
    size_t n = 0;

    if (dues_now(app, store, 0, now, &dues, err) < 0)
        return -1;
    for (size_t i = 0; i < dues.n; i++) {
        const struct due_now *due = &dues.v[i];
        if (due->kind != DUE_INVOICE || !due->open || now < due->due)
            continue;
        overview->money_overdue += due->client_id != client;
        client = due->client_id;
        n = dues_now_add(sums, n, due->unpaid);
    }
    for (size_t i = 0; i < n && i < ARRAY_LEN(overview->overdue_sums); i++)
        overview->overdue_sums[overview->n_overdue_sums++] = sums[i];
    return 0;
}

int view_overview(struct app *app, struct overview *ret, struct err *err)
{
    struct overview overview = {.undo = -1};
    int64_t now = app_now(app);
    const struct house *house;
    struct store *store;

    int r = app_open_read(app, &store, err);
    if (r < 0 || app_house(app, &house, err) < 0)
        return -1;
    overview.default_hours = rulebook_default(house->book);
    hours_now(house->book, now, &overview.open, &overview.changes_at);
    if (r == 0 && (count_clients(app, now, &overview, err) < 0 || count_money(app, store, now, &overview, err) < 0))
        return -1;
    *ret = overview;
    return 0;
}

int64_t view_undo(struct app *app)
{
    int64_t undo = 0, redo;
    struct store *store;
    struct err err;

    if (app_open_read(app, &store, &err) == 0)
        journal_counts(store, &undo, &redo);
    return undo;
}
