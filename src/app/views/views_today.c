/* The day's queue. Replies are looked up once the clients have been walked: each takes statements of its own. */
#include "paletti/app/today.h"

#include "blurring.h"
#include "client_lines.h"
#include "laters.h"
#include "replying.h"

#include "paletti/app/ladder.h"
#include "paletti/base/mem.h"
#include "paletti/core/days.h"
#include "paletti/store/log.h"

#include <string.h>

const char *const today_kind_names[] = {"reply", "ask", "invoice", "promise"};

/* A line while they are sorted; it owns its strings. */
struct row {
    struct today_line line;
    char *client, *name, *ref, *what, *channel, *zone, *step, *invoice;
    struct span day; /* the client's own */
};

struct queue {
    struct app *app;
    struct store *store;
    struct laters laters;
    int64_t now, end;  /* of the day, in the rules' zone */
    int64_t horizon;   /* no reply that is due later can have its latest polite moment today */
    struct row *rows;
    size_t n, cap;
    struct err *err;
};

static void queue_done(struct queue *queue)
{
    for (size_t i = 0; i < queue->n; i++) {
        struct row *row = &queue->rows[i];
        char *const owned[] = {row->client, row->name, row->ref, row->what,   row->channel,
                               row->zone,   row->step, row->invoice};
        for (size_t k = 0; k < ARRAY_LEN(owned); k++)
            free(owned[k]);
    }
    laters_clear(&queue->laters);
    free(queue->rows);
}

static struct row *add_row(struct queue *queue, enum today_kind kind, int64_t client_id, int64_t due)
{
    MEM_GROW(queue->rows, queue->n, queue->cap);
    struct row *row = &queue->rows[queue->n++];
    *row = (struct row){.line = {.kind = kind,
                                 .client_id = client_id,
                                 .due = due,
                                 .polite = INSTANT_NONE,
                                 .later = INSTANT_NONE}};
    return row;
}

/* --- replies --- */

static int take_client(void *ctx, const struct client_row *client)
{
    struct queue *queue = ctx;
    struct tally tally;

    if (tally_now(queue->store, client, queue->now, &tally, queue->err) < 0)
        return -1;
    int64_t due = tally.open_id ? verdict_due(&tally.open, queue->now) : INSTANT_NONE;
    if (due == INSTANT_NONE || due > queue->horizon)
        return 0;
    struct row *row = add_row(queue, TODAY_REPLY, client->id, due);
    row->line.entry = tally.open_id;
    row->line.overdue = queue->now > due;
    row->client = mem_string(client->ref);
    row->name = mem_string(client->name);
    row->zone = mem_string(client->zone);
    row->day = client->day;
    return 0;
}

struct question {
    struct row *row;
    int64_t at, receipt;
};

static int take_question(void *ctx, const struct log_row *found)
{
    struct question *question = ctx;

    question->row->ref = mem_string(found->ref);
    question->row->what = mem_string(found->subject);
    question->row->channel = mem_string(found->channel);
    question->at = found->at;
    question->receipt = found->verdict.receipt;
    return 1;
}

static int find_question(struct queue *queue, struct question *question)
{
    struct log_query query = {.client_id = question->row->line.client_id,
                              .after = question->row->line.entry - 1,
                              .forward = true,
                              .limit = 1,
                              .now = queue->now};

    return log_each(queue->store, &query, take_question, question, queue->err) < 0 ? -1 : 0;
}

/* The client's zone, where their clock shows another time at the polite moment than mine does. */
static int find_zone(struct queue *queue, struct row *row)
{
    int64_t polite = row->line.polite;

    if (!row->zone || polite == INSTANT_NONE)
        return 0;
    const struct zone *zone = zones_find(app_zones(queue->app), row->zone, queue->err);
    if (!zone)
        return -1;
    if (zone_offset(zone, polite) != zone_offset(app_zone(queue->app), polite))
        row->line.zone = zone;
    return 0;
}

static int complete_replies(struct queue *queue)
{
    for (size_t i = 0; i < queue->n; i++) {
        struct row *row = &queue->rows[i];
        struct question question = {.row = row};
        if (find_question(queue, &question) < 0)
            return -1;
        struct replying replying = {.client = row->client,
                                    .zone = row->zone,
                                    .day = row->day,
                                    .at = question.at,
                                    .receipt = question.receipt,
                                    .due = row->line.due};
        if (replying_polite(queue->app, queue->store, &replying, &row->line.polite, queue->err) < 0 ||
            find_zone(queue, row) < 0)
            return -1;
    }
    return 0;
}

/* A reply due on the next day that has an opening may have to be written today; one that is due later need not. */
static int find_horizon(struct queue *queue)
{
    const struct house *house;
    struct interval next;

    if (app_house(queue->app, &house, queue->err) < 0)
        return -1;
    struct boundaries *mine = boundaries_new(house->book, NULL, 0, NULL, 0);
    if (calendar_next(boundaries_at(mine, queue->now)->calendar, queue->end, &next) == 0)
        queue->horizon = zone_day_start(app_zone(queue->app), days_at(app_zone(queue->app), next.from) + 1);
    boundaries_free(mine);
    return 0;
}

static bool belongs(const struct queue *queue, const struct row *row)
{
    return row->line.due <= queue->end || (row->line.polite != INSTANT_NONE && row->line.polite <= queue->end);
}

/* --- asks and invoices --- */

static int take_name(void *ctx, const struct client_row *client)
{
    *(char **)ctx = mem_string(client->name);
    return 0;
}

static int add_due(struct queue *queue, const struct due_now *due)
{
    bool ask = due->kind == DUE_ASK;
    struct row *row = add_row(queue, ask ? TODAY_ASK : TODAY_INVOICE, due->client_id, due->due);

    row->client = mem_string(due->client);
    row->ref = mem_string(due->ref);
    row->what = mem_string(due->what);
    row->invoice = ask ? NULL : mem_string(due->ref);
    row->line.owed = due->unpaid;
    row->line.overdue = ask ? queue->now > due->due : queue->now >= due->due;
    return client_find_briefly(queue->store, due->client_id, take_name, &row->name, queue->err) < 0 ? -1 : 0;
}

/* --- the payment ladder --- */

static struct row *row_of_invoice(struct queue *queue, const char *ref)
{
    for (size_t i = 0; i < queue->n; i++)
        if (queue->rows[i].line.kind == TODAY_INVOICE && str_equal(queue->rows[i].ref, ref))
            return &queue->rows[i];
    return NULL;
}

/* The day on which they would pay: it is today's, or was not kept. */
static void add_promise(struct queue *queue, const struct ladder_line *line, bool broken)
{
    const struct debt *debt = line->debt;
    int32_t day = broken ? debt->told.promises[debt->told.n_promises - 1].pays_on : debt->standing.promised;
    struct row *row = add_row(queue, TODAY_PROMISE, line->debts->client_id, zone_day_start(app_zone(queue->app), day + 1));

    row->client = mem_string(line->debts->client);
    row->name = mem_string(line->debts->name);
    row->ref = mem_string(debt->promise);
    row->what = mem_string(debt->number);
    row->invoice = mem_string(debt->ref);
    row->line.owed = debt->standing.owed;
    row->line.overdue = broken;
}

/* The step that is due: behind them all, the person in charge; NULL: none. */
static const char *step_of(const struct ladder_line *line)
{
    const struct ladder_standing *standing = &line->debt->standing;

    if (standing->state == LADDER_DUE)
        return line->debts->rules->steps[standing->step].code;
    return standing->state == LADDER_OVER && debt_letter(line->debts, line->debt) ? "in_charge" : NULL;
}

static int take_step(void *ctx, const struct ladder_line *line)
{
    struct queue *queue = ctx;
    const struct ladder_standing *standing = &line->debt->standing;
    struct row *row = row_of_invoice(queue, line->debt->ref);

    if (row && !line->debt->draft)
        row->step = mem_string(step_of(line));
    if (debt_broken(line->debts, line->debt))
        add_promise(queue, line, true);
    else if (standing->state == LADDER_SLEEPS && standing->promised <= zone_day(app_zone(queue->app), queue->now, NULL))
        add_promise(queue, line, false);
    return 0;
}

static int add_steps(struct queue *queue)
{
    int32_t today = zone_day(app_zone(queue->app), queue->now, NULL);

    return view_ladder(queue->app, NULL, today, take_step, queue, queue->err);
}

static int add_dues(struct queue *queue)
{
    _cleanup_dues_now_ struct dues_now dues = {0};

    if (dues_now(queue->app, queue->store, 0, queue->now, &dues, queue->err) < 0)
        return -1;
    dues_now_sort_by_time(&dues);
    for (size_t i = 0; i < dues.n; i++)
        if (dues.v[i].open && dues.v[i].due != INSTANT_NONE && dues.v[i].due <= queue->end &&
            add_due(queue, &dues.v[i]) < 0)
            return -1;
    return 0;
}

/* --- in order --- */

static void find_laters(struct queue *queue)
{
    for (size_t i = 0; i < queue->n; i++) {
        struct row *row = &queue->rows[i];
        bool promise = row->line.kind == TODAY_PROMISE; /* put off with the invoice that it is about */
        const char *type = row->line.kind == TODAY_REPLY ? "interaction" : today_kind_names[promise ? TODAY_INVOICE : row->line.kind];
        row->line.later = laters_until(&queue->laters, type, promise ? row->invoice : row->ref, row->client);
    }
}

static int by_due(const void *a, const void *b)
{
    const struct row *row_a = a, *row_b = b;
    const struct today_line *x = &row_a->line, *y = &row_b->line;

    if (x->due != y->due)
        return x->due < y->due ? -1 : 1;
    if (x->kind != y->kind)
        return -strcmp(today_kind_names[x->kind], today_kind_names[y->kind]); /* what others wait for comes first */
    return strcmp(row_a->ref, row_b->ref);
}

static int by_reminder(const void *a, const void *b)
{
    const struct row *x = a, *y = b;
    bool x_later = x->line.later != INSTANT_NONE, y_later = y->line.later != INSTANT_NONE;

    return x_later != y_later ? x_later - y_later : by_due(a, b);
}

/* Blurred texts last only for a few more of them: they are asked for line by line. */
static int say(const struct queue *queue, const struct row *row, int (*fn)(void *ctx, const struct today_line *line),
               void *ctx)
{
    struct today_line line = row->line;

    line.client = row->client;
    line.ref = row->ref;
    line.name = app_blur_client(queue->app, line.client_id, row->name);
    line.what = row->what ? app_blur_text(queue->app, row->what) : "";
    line.channel = row->channel;
    line.step = row->step;
    line.invoice = row->invoice;
    return fn(ctx, &line);
}

int view_today(struct app *app, bool for_people, int (*fn)(void *ctx, const struct today_line *line), void *ctx,
               struct err *err)
{
    _cleanup_(queue_done) struct queue queue = {.app = app, .now = app_now(app), .err = err};
    int r = app_open_read(app, &queue.store, err);

    if (r != 0)
        return r < 0 ? r : 0;
    queue.horizon = queue.end = zone_day_start(app_zone(app), days_at(app_zone(app), queue.now) + 1);
    if ((for_people && find_horizon(&queue) < 0) || laters_load(queue.store, queue.now, &queue.laters, err) < 0 ||
        clients_each(queue.store, 0, take_client, &queue, err) < 0 || complete_replies(&queue) < 0 || add_dues(&queue) < 0 || add_steps(&queue) < 0)
        return -1;
    find_laters(&queue);
    if (queue.n > 0)
        qsort(queue.rows, queue.n, sizeof *queue.rows, for_people ? by_reminder : by_due);
    for (size_t i = 0; i < queue.n && r == 0; i++)
        r = !belongs(&queue, &queue.rows[i]) ? 0 : say(&queue, &queue.rows[i], fn, ctx);
    return r < 0 ? -1 : 0;
}
