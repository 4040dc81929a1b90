/* The session: beginning, where one is, and what an act makes of a card. */
#include "triage_inside.h"

#include "acting.h"
#include "blurring.h"
#include "stop.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

#include <string.h>

const char *const triage_done_names[] = {"kept",   "terms",  "chance",  "let_go", "declined", "drafted",
                                         "waived", "replied", "noted", "looked", "later",  NULL};

/* --- where one is --- */

static int count_card(void *ctx, const struct triage_card_row *row)
{
    struct triage_session *session = ctx;

    session->n++;
    if (!row->done) {
        session->skipped += row->skipped;
        session->card = session->card ? session->card : row->id;
        return 0;
    }
    session->done++;
    for (int i = 0; i < TRIAGE_DONE_N; i++)
        session->by[i] += str_equal(row->done, triage_done_names[i]);
    return 0;
}

static enum triage_stand stand_of(const struct triage_session *session, const struct triage_row *row, int64_t now)
{
    if (session->card == 0)
        return TRIAGE_THROUGH;
    return now - row->seen > (int64_t)TRIAGE_REBUILD_DAYS * DAY_SECONDS ? TRIAGE_OLD : TRIAGE_GOES_ON;
}

int app_triage(struct app *app, struct triage_session *ret, struct err *err)
{
    struct triage_session session = {0};
    struct triage_row row;
    struct store *store;
    int r = app_open_read(app, &store, err);

    if (r == 0)
        r = triage_last(store, &row, err);
    if (r < 0)
        return -1;
    if (r == 0 && row.ended == INSTANT_NONE) {
        session.id = row.id;
        session.started = row.started;
        session.spent = row.spent;
        if (triage_cards(store, row.id, count_card, &session, err) < 0)
            return -1;
        session.stand = stand_of(&session, &row, app_now(app));
    }
    *ret = session;
    return 0;
}

/* --- beginning --- */

/* Codes, a space between. */
static void write_reasons(struct str *to, uint32_t reasons)
{
    for (int i = 0; i < TRIAGE_REASONS_N; i++)
        if (reasons & 1u << i)
            str_printf(to, "%s%s", to->len > 0 ? " " : "", triage_reasons[i].code);
}

static int put_session(struct store *store, const struct triage_queue *queue, struct err *err)
{
    int64_t id;

    if (triage_start(store, queue->now, &id, err) < 0)
        return -1;
    for (size_t i = 0; i < queue->n; i++) {
        _cleanup_str_ struct str reasons = STR_INIT;
        write_reasons(&reasons, queue->v[i].card.reasons);
        if (triage_add_card(store, id, queue->v[i].card.client_id, str_text(&reasons), err) < 0)
            return -1;
    }
    return store_commit(store, err);
}

/* A session is no act: nothing in the file is another for it. */
static int write(struct app *app, int (*fn)(struct store *store, const void *ctx, struct err *err), const void *ctx,
                 struct err *err)
{
    struct store *store;

    if (app_begin_write(app, &store, err) < 0)
        return -1;
    int r = fn(store, ctx, err);
    store_rollback(store);
    app_end_write(app);
    return r;
}

static int put_queue(struct store *store, const void *queue, struct err *err)
{
    return put_session(store, queue, err);
}

int app_triage_begin(struct app *app, const struct request *request, struct err *err)
{
    _cleanup_triage_queue_ struct triage_queue queue = {0};
    struct store *store;
    int r = app_open_read(app, &store, err);

    if (r != 0)
        return r;
    if (triage_queue_build(app, store, 0, request, &queue, err) < 0)
        return stop_wanted(request) ? stop_said(err) : -1;
    return queue.n == 0 ? 1 : write(app, put_queue, &queue, err);
}

/* --- going on --- */

struct seen {
    int64_t id, now, seconds;
    bool ended;
};

static int put_seen(struct store *store, const void *ctx, struct err *err)
{
    const struct seen *seen = ctx;

    return triage_seen(store, seen->id, seen->now, seen->seconds, seen->ended, err) < 0 ? -1 : store_commit(store, err);
}

int app_triage_seen(struct app *app, int64_t session, int64_t seconds, bool ended, struct err *err)
{
    const struct seen seen = {session, app_now(app), seconds, ended};

    return write(app, put_seen, &seen, err);
}

static int put_skip(struct store *store, const void *ctx, struct err *err)
{
    return triage_skip(store, *(const int64_t *)ctx, err) < 0 ? -1 : store_commit(store, err);
}

int app_triage_skip(struct app *app, int64_t card, struct err *err)
{
    return write(app, put_skip, &card, err);
}

/* --- who came since --- */

struct strangers {
    const struct triage_queue *queue;
    int known; /* clients of the queue who are in the session */
};

static int meet(void *ctx, const struct triage_card_row *row)
{
    struct strangers *strangers = ctx;

    for (size_t i = 0; i < strangers->queue->n; i++)
        strangers->known += strangers->queue->v[i].card.client_id == row->client_id;
    return 0;
}

int app_triage_new(struct app *app, int64_t session, int *ret_n, struct err *err)
{
    _cleanup_triage_queue_ struct triage_queue queue = {0};
    struct strangers strangers = {.queue = &queue};
    struct store *store;

    *ret_n = 0;
    int r = app_open_read(app, &store, err);
    if (r != 0)
        return r < 0 ? -1 : 0;
    if (triage_queue_build(app, store, 0, NULL, &queue, err) < 0 ||
        triage_cards(store, session, meet, &strangers, err) < 0)
        return -1;
    *ret_n = (int)queue.n - strangers.known;
    return 0;
}

/* --- the queue as it would be --- */

int view_triage(struct app *app, int (*fn)(void *ctx, const struct triage_line *line), void *ctx, struct err *err)
{
    _cleanup_triage_queue_ struct triage_queue queue = {0};
    struct store *store;
    int r = app_open_read(app, &store, err);

    if (r != 0)
        return r < 0 ? -1 : 0;
    if (triage_queue_build(app, store, 0, NULL, &queue, err) < 0)
        return -1;
    for (size_t i = 0; i < queue.n && r == 0; i++) {
        struct triage_client *client = &queue.v[i];
        struct triage_line line = {.card = &client->card, .name = app_blur_client(app, client->card.client_id, client->full)};
        r = fn(ctx, &line);
    }
    return r < 0 ? -1 : 0;
}

/* --- what was done --- */

/* Only a decision lets go or keeps: what else is done on the way there leaves the card open. */
static bool is_decision(enum triage_done done)
{
    return done <= TRIAGE_DECLINED;
}

int app_triage_acted(struct app *app, struct store *store, struct err *err)
{
    enum triage_done done;
    int64_t card = app_triage_acting(app, &done);
    int r = card == 0 ? 0 : triage_done(store, card, triage_done_names[done], is_decision(done), err);

    return r == 1 ? err_set(err, _("this card was done in another window meanwhile: nothing was done twice")) : r;
}

void app_triage_decided(struct app *app, enum triage_done done)
{
    enum triage_done before;
    int64_t card = app_triage_acting(app, &before);

    if (card != 0)
        app_triage_acts(app, card, done);
}
