#include "client_lines.h"
#include "commands.h"
#include "replying.h"
#include "laters.h"
#include "rows.h"

#include "paletti/base/mem.h"
#include "paletti/core/days.h"
#include "paletti/store/log.h"

#include <string.h>

/* A row of the answer. */
struct row {
    const char *kind;
    char *client, *ref;
    int64_t due, polite, later;
    bool overdue;
};

/* A reply owed by the end of the day; what is looked up about it waits until the clients have been walked. */
struct reply {
    int64_t client_id, id, due;
    char *client, *zone;
    struct span day;
};

struct today {
    struct app *app;
    struct store *store;
    struct laters laters;
    int64_t now, end; /* of the day, in the rules' zone */
    struct reply *replies;
    size_t n_replies, cap_replies;
    struct row *rows;
    size_t n, cap;
    struct err *err;
};

static void today_done(struct today *today)
{
    for (size_t i = 0; i < today->n_replies; i++) {
        free(today->replies[i].client);
        free(today->replies[i].zone);
    }
    for (size_t i = 0; i < today->n; i++) {
        free(today->rows[i].client);
        free(today->rows[i].ref);
    }
    laters_clear(&today->laters);
    free(today->replies);
    free(today->rows);
}

static struct row *add_row(struct today *today, const char *kind, const char *client, const char *ref,
                           int64_t due)
{
    const char *type = str_equal(kind, "reply") ? "interaction" : kind;

    MEM_GROW(today->rows, today->n, today->cap);
    struct row *row = &today->rows[today->n++];
    *row = (struct row){.kind = kind,
                        .client = mem_string(client),
                        .ref = mem_string(ref),
                        .due = due,
                        .polite = INSTANT_NONE,
                        .later = laters_until(&today->laters, type, ref, client)};
    return row;
}

/* --- replies --- */

static int take_client(void *ctx, const struct client_row *row)
{
    struct today *today = ctx;
    struct tally tally;

    if (tally_now(today->store, row, today->now, &tally, today->err) < 0)
        return -1;
    int64_t due = tally.open_id ? verdict_due(&tally.open, today->now) : INSTANT_NONE;
    if (due == INSTANT_NONE || due > today->end)
        return 0;
    MEM_GROW(today->replies, today->n_replies, today->cap_replies);
    today->replies[today->n_replies++] = (struct reply){
        .client_id = row->id,
        .id = tally.open_id,
        .due = due,
        .client = mem_string(row->ref),
        .zone = mem_string(row->zone),
        .day = row->day,
    };
    return 0;
}

struct question {
    char *ref;
    int64_t at, receipt;
};

static int take_question(void *ctx, const struct log_row *row)
{
    struct question *question = ctx;

    *question = (struct question){mem_string(row->ref), row->at, row->verdict.receipt};
    return 1;
}

static int find_question(struct today *today, const struct reply *reply, struct question *ret)
{
    struct log_query query = {.client_id = reply->client_id,
                              .after = reply->id - 1,
                              .forward = true,
                              .limit = 1,
                              .now = today->now};

    return log_each(today->store, &query, take_question, ret, today->err) < 0 ? -1 : 0;
}

static int find_polite(struct today *today, const struct reply *reply, const struct question *question,
                       int64_t *ret_polite)
{
    struct replying replying = {.client = reply->client,
                                .zone = reply->zone,
                                .day = reply->day,
                                .at = question->at,
                                .receipt = question->receipt,
                                .due = reply->due};

    return replying_polite(today->app, today->store, &replying, ret_polite, today->err);
}

static int add_replies(struct today *today)
{
    if (clients_each(today->store, 0, take_client, today, today->err) < 0)
        return -1;
    for (size_t i = 0; i < today->n_replies; i++) {
        const struct reply *reply = &today->replies[i];
        struct question question = {0};
        int64_t polite;
        if (find_question(today, reply, &question) < 0 || find_polite(today, reply, &question, &polite) < 0) {
            free(question.ref);
            return -1;
        }
        struct row *row = add_row(today, "reply", reply->client, question.ref, reply->due);
        row->polite = polite;
        row->overdue = today->now > reply->due;
        free(question.ref);
    }
    return 0;
}

/* --- asks and invoices --- */

static int add_dues(struct today *today)
{
    _cleanup_dues_now_ struct dues_now dues = {0};

    if (dues_now(today->app, today->store, 0, today->now, &dues, today->err) < 0)
        return -1;
    dues_now_sort_by_time(&dues);
    for (size_t i = 0; i < dues.n; i++) {
        const struct due_now *due = &dues.v[i];
        if (!due->open || due->due == INSTANT_NONE || due->due > today->end)
            continue;
        bool ask = due->kind == DUE_ASK;
        struct row *row = add_row(today, ask ? "ask" : "invoice", due->client, due->ref, due->due);
        row->overdue = ask ? today->now > due->due : today->now >= due->due;
    }
    return 0;
}

/* --- the answer --- */

static int by_due(const void *a, const void *b)
{
    const struct row *x = a, *y = b;

    if (x->due != y->due)
        return x->due < y->due ? -1 : 1;
    if (x->kind != y->kind)
        return -strcmp(x->kind, y->kind); /* replies, invoices, asks: what others wait for comes first */
    return strcmp(x->ref, y->ref);
}

/* For people: what they put off stands behind. */
static int by_reminder(const void *a, const void *b)
{
    const struct row *x = a, *y = b;
    bool x_later = x->later != INSTANT_NONE, y_later = y->later != INSTANT_NONE;

    return x_later != y_later ? x_later - y_later : by_due(a, b);
}

static int answer_rows(const struct today *today, struct answer *answer)
{
    bool overdue = false;

    answer_open_list(answer, NULL);
    for (size_t i = 0; i < today->n; i++) {
        const struct row *row = &today->rows[i];
        answer_open_object(answer, NULL);
        answer_client(answer, today->store, row->client, NULL);
        answer_text(answer, "ref", row->ref);
        answer_text(answer, "kind", row->kind);
        answer_instant(answer, "due", row->due);
        /* A moment that has gone by is no advice. */
        if (!answer->people || row->polite >= today->now)
            answer_instant(answer, "polite", row->polite);
        answer_boolean(answer, "overdue", row->overdue);
        if (row->later != INSTANT_NONE)
            answer_instant(answer, "later", row->later);
        answer_close_object(answer);
        overdue |= row->overdue;
    }
    answer_close_list(answer);
    return overdue ? EXIT_OVERDUE : today->n ? EXIT_DUE_TODAY : 0;
}

COMMAND_RUN(today)
{
    _cleanup_(today_done)
    struct today today = {.app = app, .now = app_now(app), .err = err};

    (void)request;
    *ret_changes = CHANGE_NOTHING;
    int r = app_open_read(app, &today.store, err);
    if (r < 0)
        return r;
    const struct zone *zone = app_zone(app);
    today.end = zone_day_start(zone, days_at(zone, today.now) + 1);
    if (r == 0 && (laters_load(today.store, today.now, &today.laters, err) < 0 || add_replies(&today) < 0 || add_dues(&today) < 0))
        return -1;
    if (today.n)
        qsort(today.rows, today.n, sizeof *today.rows, answer->people ? by_reminder : by_due);
    return answer_rows(&today, answer);
}
