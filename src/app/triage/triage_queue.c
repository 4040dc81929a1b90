/* Who needs a look now: everybody is gone through once, then each source adds its reasons. */
#include "triage_inside.h"

#include "client_lines.h"
#include "laters.h"
#include "stop.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/text.h"

#include <string.h>

/* --- everybody --- */

static int take_client(void *ctx, const struct client_row *row)
{
    struct triage_queue *queue = ctx;
    struct tally tally;

    if (queue->only && row->id != queue->only)
        return 0;
    if (tally_now(queue->store, row, queue->now, &tally, queue->err) < 0)
        return -1;
    MEM_GROW(queue->v, queue->n, queue->cap);
    struct triage_client *client = &queue->v[queue->n++];
    *client = (struct triage_client){
        .card = {.client = mem_string(row->ref), .name = text_sort_key(row->name), .client_id = row->id},
        .full = mem_string(row->name),
        .state = row->state,
        .since = row->since,
        .open_id = tally.open_id,
        .due = tally.open_id ? verdict_due(&tally.open, queue->now) : INSTANT_NONE,
        .looked_on = DAY_NONE,
        .decided_at = INSTANT_NONE,
    };
    for (size_t i = 0; i < TRIAGE_REASONS_N; i++)
        client->card.since[i] = INSTANT_NONE;
    return 0;
}

static int by_id(const void *a, const void *b)
{
    int64_t x = ((const struct triage_client *)a)->card.client_id, y = ((const struct triage_client *)b)->card.client_id;

    return x < y ? -1 : x > y;
}

struct triage_client *triage_client_by_id(const struct triage_queue *queue, int64_t id)
{
    struct triage_client wanted = {.card.client_id = id};

    return queue->n == 0 ? NULL : bsearch(&wanted, queue->v, queue->n, sizeof *queue->v, by_id);
}

struct triage_client *triage_client_by_ref(const struct triage_queue *queue, const char *ref)
{
    for (size_t i = 0; i < queue->n; i++)
        if (str_equal(queue->v[i].card.client, ref))
            return &queue->v[i];
    return NULL;
}

static int note_member(void *ctx, const struct client_brief *brief)
{
    struct triage_client *client = triage_client_by_id(ctx, brief->id);

    if (client)
        client->member = brief->member;
    return 0;
}

/* --- replies, and those nobody looked at --- */

/* Who is gone, or whose project was declined, and writes again. */
static bool is_back(const struct triage_client *client)
{
    bool after = client->decided_at == INSTANT_NONE || client->open_id >> 16 >= client->decided_at;

    return client->state == CLIENT_LEFT || (client->declined && after);
}

static void find_reply(struct triage_queue *queue, struct triage_client *client)
{
    if (client->open_id == 0)
        return;
    if (is_back(client))
        triage_add(&client->card, TRIAGE_BACK_AGAIN, client->open_id >> 16);
    else if (client->due != INSTANT_NONE && client->due < queue->now)
        triage_add(&client->card, TRIAGE_REPLY_LATE, client->due);
    else if (client->due != INSTANT_NONE && client->due <= queue->now + TRIAGE_REPLY_SOON_HOURS * 3600)
        triage_add(&client->card, TRIAGE_REPLY_SOON, client->due);
}

/* A decision that is begun is a look already; a group stands for its members. */
static void find_review(struct triage_queue *queue, struct triage_client *client)
{
    if (client->member || client->deciding || (client->state != CLIENT_ACTIVE && client->state != CLIENT_LEAVING))
        return;
    if (client->looked_on == DAY_NONE)
        triage_add(&client->card, TRIAGE_NEVER_REVIEWED, triage_day(queue, client->since));
    else if (queue->today - client->looked_on > TRIAGE_REVIEW_DAYS)
        triage_add(&client->card, TRIAGE_OLD_REVIEW, triage_day(queue, client->looked_on));
}

int64_t triage_day(const struct triage_queue *queue, int32_t day)
{
    return day == DAY_NONE ? INSTANT_NONE : zone_day_start(app_zone(queue->app), day);
}

/* --- together --- */

static void client_done(struct triage_client *client)
{
    free(client->card.client);
    free(client->card.name);
    free(client->full);
}

/* Those without a reason leave, and whom I put off. */
static int sieve(struct triage_queue *queue)
{
    _cleanup_laters_ struct laters laters = {0};
    size_t kept = 0;

    if (laters_load(queue->store, queue->now, &laters, queue->err) < 0)
        return -1;
    for (size_t i = 0; i < queue->n; i++) {
        const struct triage_card *card = &queue->v[i].card;
        if (card->reasons && laters_of_client(&laters, card->client_id) == INSTANT_NONE) {
            queue->v[kept++] = queue->v[i];
        } else {
            client_done(&queue->v[i]);
        }
    }
    queue->n = kept;
    return 0;
}

static int by_card(const void *a, const void *b)
{
    const struct triage_client *x = a, *y = b;

    return triage_compare(&x->card, &y->card);
}

static int gather(struct triage_queue *queue)
{
    static int (*const sources[])(struct triage_queue *queue) = {triage_find_decisions, triage_find_money,
                                                                 triage_find_breaches};

    if (clients_each(queue->store, 0, take_client, queue, queue->err) < 0)
        return -1;
    if (queue->n > 0)
        qsort(queue->v, queue->n, sizeof *queue->v, by_id);
    if (clients_brief(queue->store, BRIEF_ALL, 0, note_member, queue, queue->err) < 0)
        return -1;
    for (size_t i = 0; i < ARRAY_LEN(sources); i++) {
        const struct request *request = queue->request;
        if (request && request->progress)
            request->progress(request->ctx, (int64_t)i, ARRAY_LEN(sources), _("looked at"));
        if (stop_wanted(request) || sources[i](queue) < 0)
            return -1;
    }
    for (size_t i = 0; i < queue->n; i++) {
        find_reply(queue, &queue->v[i]);
        find_review(queue, &queue->v[i]);
    }
    return 0;
}

int triage_queue_build(struct app *app, struct store *store, int64_t only, const struct request *request,
                       struct triage_queue *ret, struct err *err)
{
    struct triage_queue queue = {.app = app, .store = store, .now = app_now(app), .only = only, .request = request, .err = err};

    queue.today = zone_day(app_zone(app), queue.now, NULL);
    if (gather(&queue) < 0 || sieve(&queue) < 0) {
        triage_queue_clear(&queue);
        return -1;
    }
    if (queue.n > 0)
        qsort(queue.v, queue.n, sizeof *queue.v, by_card);
    *ret = queue;
    return 0;
}

void triage_queue_clear(struct triage_queue *queue)
{
    for (size_t i = 0; i < queue->n; i++)
        client_done(&queue->v[i]);
    free(queue->v);
    queue->v = NULL;
    queue->n = queue->cap = 0;
}
