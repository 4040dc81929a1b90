/* What decisions ask for: slept on, parked, dates of chances and reviews, tasks, the last day. */
#include "triage_inside.h"

#include "paletti/app/blur.h"
#include "paletti/app/deciding.h"
#include "paletti/app/intake.h"
#include "paletti/app/reviews.h"
#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/core/client.h"
#include "paletti/core/days.h"
#include "paletti/core/handover.h"
#include "paletti/core/intake.h"
#include "paletti/core/learning.h"
#include "paletti/store/records.h"

/* --- begun --- */

static int take_begun(void *ctx, const struct deciding_line *line)
{
    struct triage_queue *queue = ctx;
    struct triage_client *client = triage_client_by_id(queue, line->client_id);

    if (!client)
        return 0;
    client->deciding = true;
    if (line->state == DECIDE_COOLING) {
        if (line->wakes != INSTANT_NONE && line->wakes <= queue->now)
            triage_add(&client->card, TRIAGE_COOLED, line->wakes);
    } else if (line->later_until == DAY_NONE || line->later_until <= queue->today) {
        triage_add(&client->card, TRIAGE_PARKED, line->at);
    }
    return 0;
}

/* --- made --- */

static void note_date(const struct triage_queue *queue, struct triage_client *client, enum triage_reason reason, int32_t day)
{
    if (day != DAY_NONE && day <= queue->today)
        triage_add(&client->card, reason, triage_day(queue, day));
}

/* Newest first: only a client's last decision is in force. */
static int take_decision(void *ctx, const struct decision *decision)
{
    struct triage_queue *queue = ctx;
    struct triage_client *client = triage_client_by_ref(queue, decision->client);

    if (!client || decision->state != DECISION_MADE || client->decided_at != INSTANT_NONE)
        return 0;
    client->decided_at = decision->at;
    client->looked_on = days_at(app_zone(queue->app), decision->at);
    client->declined = decision_path(decision) == PATH_DECLINE;
    if (client->state == CLIENT_LEAVING && decision->last_day != DAY_NONE)
        note_date(queue, client, TRIAGE_NOTICE_ENDED, decision->last_day + 1);
    return 0;
}

/* A look back at it is a look. */
static int take_look(void *ctx, const void *record)
{
    struct triage_queue *queue = ctx;
    const struct review *review = record;
    struct triage_client *client = triage_client_by_ref(queue, review->client);

    if (client && client->looked_on != DAY_NONE && review->on > client->looked_on)
        client->looked_on = review->on;
    return 0;
}

/* Dates that came, tripwires that tripped, and terms that were judged. */
static int take_review(void *ctx, const struct review_due *due)
{
    struct triage_queue *queue = ctx;
    struct triage_client *client = triage_client_by_id(queue, due->client_id);
    enum triage_reason reason = TRIAGE_REVIEW_DUE;

    if (str_starts(due->code, "chance_"))
        reason = TRIAGE_CHANCE_ENDS;
    else if (str_equal(due->code, "back_again"))
        reason = TRIAGE_BACK_AGAIN;
    if (client)
        note_date(queue, client, reason, due->on);
    return 0;
}

static int take_task(void *ctx, const void *record)
{
    struct triage_queue *queue = ctx;
    const struct task *task = record;
    struct triage_client *client = task->state == TASK_OPEN ? triage_client_by_ref(queue, task->client) : NULL;

    if (client)
        note_date(queue, client, TRIAGE_TASK_DUE, task->due);
    return 0;
}

/* Prospects are few. */
static int find_half_asked(struct triage_queue *queue)
{
    for (size_t i = 0; i < queue->n; i++) {
        struct triage_client *client = &queue->v[i];
        int open = 0;
        if (client->state == CLIENT_PROSPECT && intake_open(queue->app, client->card.client, &open, queue->err) < 0)
            return -1;
        if (open > 0)
            triage_add(&client->card, TRIAGE_HALF_ASKED, triage_day(queue, client->since));
    }
    return 0;
}

int triage_find_decisions(struct triage_queue *queue)
{
    const char *only = queue->only && queue->n == 1 ? queue->v[0].card.client : NULL;

    if (find_half_asked(queue) < 0 || view_deciding(queue->app, only, take_begun, queue, queue->err) < 0 ||
        view_decisions(queue->app, only, take_decision, queue, queue->err) < 0 ||
        store_each(queue->store, &model_review, only, take_look, queue, queue->err) < 0 ||
        view_reviews(queue->app, only, take_review, queue, queue->err) < 0 ||
        store_each(queue->store, &model_task, only, take_task, queue, queue->err) < 0)
        return -1;
    return 0;
}

/* --- sentences --- */

struct telling {
    const struct triage_queue *queue;
    struct triage_card_page *page;
    struct str text;
    int n;
};

static void end_line(struct telling *telling)
{
    if (telling->text.len > 0)
        texts_add(&telling->page->lines, str_text(&telling->text));
    str_clear(&telling->text);
}

static int say_begun(void *ctx, const struct deciding_line *line)
{
    struct telling *telling = ctx;
    _cleanup_str_ struct str at = STR_INIT;

    words_instant(telling->queue->app, &at, line->at);
    if (line->state == DECIDE_COOLING)
        str_printf(&telling->text, _("Decided on %s, and slept on: it waits for your last look."), str_text(&at));
    else
        str_printf(&telling->text, _("A decision was begun, and put aside on %s."), str_text(&at));
    end_line(telling);
    return 0;
}

static int say_task(void *ctx, const void *record)
{
    struct telling *telling = ctx;
    const struct task *task = record;
    _cleanup_str_ struct str due = STR_INIT;
    enum { TASKS_SAID = 3 };

    if (task->state != TASK_OPEN || task->due == DAY_NONE || task->due > telling->queue->today || telling->n++ >= TASKS_SAID)
        return 0;
    words_day(telling->queue->app, &due, task->due);
    str_printf(&telling->text, _("To do by %s: %s."), str_text(&due), task->what ? task->what : "");
    end_line(telling);
    return 0;
}

static int say_review(void *ctx, const struct review_due *due)
{
    struct telling *telling = ctx;

    words_review_due(telling->queue->app, &telling->text, due);
    end_line(telling);
    return 0;
}

/* The terms of a second chance that somebody has to look at. */
static int say_terms(struct telling *telling)
{
    _cleanup_chance_ struct chance_page page = {0};
    int r = chance_of(telling->queue->app, telling->page->client, &page, telling->queue->err);

    for (size_t i = 0; r == 0 && !page.judged && i < page.n; i++) {
        if (page.v[i].state == TERM_OPEN && page.v[i].until != telling->queue->today)
            continue;
        str_printf(&telling->text, "%s: %s.", app_blur_text(telling->queue->app, page.v[i].what), page.v[i].said);
        end_line(telling);
    }
    return r < 0 ? -1 : 0;
}

static int say_notice(struct telling *telling)
{
    _cleanup_closing_ struct closing closing = {0};
    int r = closing_look(telling->queue->app, telling->page->client, &closing, telling->queue->err);

    for (size_t i = 0; r == 0 && i < closing.waits.n; i++)
        texts_add(&telling->page->lines, closing.waits.v[i]);
    return r < 0 ? -1 : 0;
}

int triage_say_decisions(const struct triage_queue *queue, struct triage_card_page *page)
{
    const struct triage_client *client = triage_client_by_id(queue, page->client_id);
    struct telling telling = {queue, page, STR_INIT, 0};

    int r = view_deciding(queue->app, page->client, say_begun, &telling, queue->err);
    if (r >= 0)
        r = store_each(queue->store, &model_task, page->client, say_task, &telling, queue->err);
    if (r >= 0)
        r = view_reviews(queue->app, page->client, say_review, &telling, queue->err);
    if (r >= 0)
        r = say_terms(&telling);
    if (r >= 0 && client && client->card.reasons & 1u << TRIAGE_NOTICE_ENDED)
        r = say_notice(&telling);
    str_done(&telling.text);
    return r < 0 ? -1 : 0;
}
