#include "explaining.h"

#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/store/brief.h"
#include "paletti/store/dues.h"
#include "paletti/store/log.h"

/* --- a page of the log --- */

/* A late ask, by the entry it stands on. */
struct late_ask {
    int64_t interaction_id;
    bool counted;
};

struct page {
    struct store *store;
    int64_t now;
    int64_t asks_of; /* the client whose late asks these are, 0: none */
    struct late_ask *asks;
    size_t n, cap;
    int (*fn)(void *ctx, const struct log_line *line);
    void *ctx;
    struct err *err;
};

static int take_ask(void *ctx, const struct ask_row *row)
{
    struct page *page = ctx;

    if (row->due == INSTANT_NONE || row->asked_at > page->now ||
        !ask_late(row->due, row->received, page->now))
        return 0;
    MEM_GROW(page->asks, page->n, page->cap);
    page->asks[page->n++] = (struct late_ask){row->interaction_id, row->told};
    return 0;
}

/* Few rows have asks: they are looked up when one is met. */
static int add_asks(struct page *page, struct log_line *line)
{
    if (page->asks_of != line->client_id) {
        page->n = 0;
        page->asks_of = line->client_id;
        if (asks_each(page->store, line->client_id, take_ask, page, page->err) < 0)
            return -1;
    }
    for (size_t i = 0; i < page->n; i++) {
        if (page->asks[i].interaction_id != line->id)
            continue;
        line->breaches |= BREACH_LATE_MATERIAL;
        line->counted |= page->asks[i].counted ? BREACH_LATE_MATERIAL : 0;
    }
    return 0;
}

static int take_row(void *ctx, const struct log_row *row)
{
    struct page *page = ctx;
    const struct verdict *verdict = &row->verdict;
    struct log_line line = {
        .id = row->id,
        .client_id = row->client_id,
        .ref = row->ref,
        .client_name = row->client_name,
        .at = row->at,
        .minutes = row->minutes,
        .direction = (enum direction)row->direction,
        .kind = (enum kind)row->kind,
        .channel = row->channel,
        .subject = row->subject,
        .beginning = row->beginning,
        .question = verdict->started ? verdict_state(verdict, page->now) : QUESTION_NONE,
        .receipt = verdict->receipt,
        .due = verdict->started ? verdict_due(verdict, page->now) : INSTANT_NONE,
        .early = verdict->started && verdict_early(verdict, page->now),
        .breaches = verdict->breaches,
        .counted = verdict->counted,
    };

    if (row->asks && add_asks(page, &line) < 0)
        return -1;
    return page->fn(page->ctx, &line);
}

int view_log(struct app *app, int64_t client_id, const char *search, int64_t after, bool forward, int limit,
             int (*fn)(void *ctx, const struct log_line *line), void *ctx, struct err *err)
{
    struct page page = {.now = app_now(app), .fn = fn, .ctx = ctx, .err = err};
    struct log_query query = {.client_id = client_id,
                              .after = after,
                              .forward = forward,
                              .words = search,
                              .limit = limit,
                              .now = page.now};

    int r = app_open_read(app, &page.store, err);
    if (r != 0)
        return r < 0 ? r : 0;
    r = log_each(page.store, &query, take_row, &page, err);
    free(page.asks);
    return r < 0 ? -1 : 0;
}

int64_t view_log_count(struct app *app, int64_t client_id)
{
    struct store *store;

    if (app_open_read(app, &store, NULL) != 0)
        return 0;
    return client_id ? client_entries(store, client_id) : log_count(store, 0);
}

int64_t view_log_position(struct app *app, int64_t client_id, int64_t id)
{
    struct store *store;

    return app_open_read(app, &store, NULL) == 0 ? log_position(store, client_id, id, app_now(app)) : 0;
}

/* --- the title line --- */

/* Whether it is open now, and until when that stays so. */
static void look_at_hours(struct rulebook *book, struct overview *overview, int64_t now)
{
    struct boundaries *mine = boundaries_new(book, NULL, 0, NULL, 0);
    struct calendar *calendar = boundaries_at(mine, now)->calendar;
    struct interval next;

    overview->changes_at = INSTANT_NONE;
    overview->open = calendar_open(calendar, now);
    if (calendar_next(calendar, now, &next) == 0) {
        int64_t end = next.to;
        while (overview->open && calendar_next(calendar, end, &next) == 0 && next.from == end)
            end = next.to;
        overview->changes_at = overview->open ? end : next.from;
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
    if (sums.newest <= now)
        return 0;
    overview->waiting = overview->overdue = 0;
    return view_attention(app, NULL, 0, count_client, overview, &attention, err);
}

int view_overview(struct app *app, struct overview *ret, struct err *err)
{
    struct overview overview = {0};
    int64_t now = app_now(app);
    const struct house *house;
    struct store *store;

    int r = app_open_read(app, &store, err);
    if (r < 0 || app_house(app, &house, err) < 0)
        return -1;
    overview.default_hours = rulebook_default(house->book);
    look_at_hours(house->book, &overview, now);
    if (r == 0 && count_clients(app, now, &overview, err) < 0)
        return -1;
    *ret = overview;
    return 0;
}
