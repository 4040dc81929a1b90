/* Why somebody needs a look, in sentences with dates and numbers; and which key would be pressed first. Nothing is rated. */
#include "triage_inside.h"

#include "about.h"
#include "blurring.h"

#include "paletti/app/intake.h"
#include "paletti/app/reminder.h"
#include "paletti/app/views.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/store/log.h"
#include "paletti/store/recent.h"

#include <string.h>

/* One card while its sentences are made. */
struct saying {
    const struct triage_queue *queue;
    const struct triage_client *client; /* NULL: no reason holds any more */
    struct triage_card_page *page;
};

static void add(struct saying *saying, struct str *text)
{
    if (text->len > 0)
        texts_add(&saying->page->lines, str_text(text));
    str_clear(text);
}

/* The day of a reason; false: nobody knows it. */
static bool day_of(const struct saying *saying, enum triage_reason reason, struct str *to)
{
    int64_t since = saying->client->card.since[reason];

    if (since == INSTANT_NONE)
        return false;
    words_day(saying->queue->app, to, zone_day(app_zone(saying->queue->app), since, NULL));
    return true;
}

/* --- replies --- */

static int take_question(void *ctx, const struct log_row *row)
{
    struct saying *saying = ctx;
    struct app *app = saying->queue->app;
    _cleanup_str_ struct str text = STR_INIT, when = STR_INIT, due = STR_INIT;
    const char *what = row->subject ? row->subject : row->beginning;

    saying->page->question = mem_string(row->ref);
    words_instant(app, &when, row->at);
    str_printf(&text, _("They wait for an answer since %s"), str_text(&when));
    if (what && *what)
        str_printf(&text, ": \"%s\"", app_blur_text(app, what));
    if (saying->client->due != INSTANT_NONE) {
        words_instant(app, &due, saying->client->due);
        if (saying->client->due < saying->queue->now)
            str_printf(&text, _("; it was due %s."), str_text(&due));
        else
            str_printf(&text, _("; on time until %s."), str_text(&due));
    }
    add(saying, &text);
    return 1;
}

static int say_reply(struct saying *saying, enum triage_reason reason _unused_)
{
    const struct triage_queue *queue = saying->queue;
    struct log_query query = {.client_id = saying->page->client_id,
                              .after = saying->client->open_id - 1,
                              .forward = true,
                              .limit = 1,
                              .now = queue->now};

    if (saying->client->open_id == 0) /* who is back may wait for nothing */
        return 0;
    return log_each(queue->store, &query, take_question, saying, queue->err) < 0 ? -1 : 0;
}

/* --- lines that were crossed --- */

static int say_breaches(struct saying *saying, enum triage_reason reason _unused_)
{
    const struct triage_queue *queue = saying->queue;
    _cleanup_str_ struct str text = STR_INIT, mine = STR_INIT;
    struct crossed crossed;

    if (log_crossed(queue->store, saying->page->client_id, queue->now - (int64_t)TRIAGE_REVIEW_DAYS * DAY_SECONDS, queue->now,
                    &crossed, queue->err) < 0)
        return -1;
    about_kinds(&text, &crossed, BREACH_CLIENTS);
    str_printf(&text, _(" in %d days."), TRIAGE_REVIEW_DAYS);
    about_kinds(&mine, &crossed, BREACH_MINE);
    if (mine.len > 0)
        str_printf(&text, _(" Yours: %s."), str_text(&mine));
    add(saying, &text);
    return 0;
}

/* --- looks --- */

static int say_never(struct saying *saying, enum triage_reason reason)
{
    _cleanup_str_ struct str text = STR_INIT, day = STR_INIT;

    if (day_of(saying, reason, &day))
        str_printf(&text, _("Client since %s, and never decided about."), str_text(&day));
    else
        str_add(&text, _("Never decided about."));
    add(saying, &text);
    return 0;
}

static int say_old(struct saying *saying, enum triage_reason reason)
{
    _cleanup_str_ struct str text = STR_INIT, day = STR_INIT;

    if (day_of(saying, reason, &day))
        str_printf(&text, _("Last looked at on %s."), str_text(&day));
    add(saying, &text);
    return 0;
}

/* --- prospects --- */

static int say_half_asked(struct saying *saying, enum triage_reason reason _unused_)
{
    _cleanup_intake_ struct intake_page page = {0};
    _cleanup_str_ struct str text = STR_INIT;

    if (intake_look(saying->queue->app, saying->page->client, &page, saying->queue->err) < 0)
        return -1;
    str_printf(&text, P_("%zu of %zu question answered.", "%zu of %zu questions answered.", page.n), page.answered, page.n);
    if (page.listed == 0)
        str_add(&text, _(" Their trade is not on your list."));
    add(saying, &text);
    return 0;
}

/* --- together --- */

static int (*const sayers[TRIAGE_REASONS_N])(struct saying *saying, enum triage_reason reason) = {
    [TRIAGE_BREACHES] = say_breaches, [TRIAGE_REPLY_LATE] = say_reply,  [TRIAGE_REPLY_SOON] = say_reply,
    [TRIAGE_BACK_AGAIN] = say_reply,  [TRIAGE_NEVER_REVIEWED] = say_never, [TRIAGE_OLD_REVIEW] = say_old,
    [TRIAGE_HALF_ASKED] = say_half_asked,
};

/* What would be done first about the top reason; why, a half sentence. */
static const struct {
    enum triage_key key;
    const char *why;
} suggestions[TRIAGE_REASONS_N] = {
    [TRIAGE_COOLED] = {TRIAGE_KEY_OPEN, N_("go on with your decision")},
    [TRIAGE_CHANCE_ENDS] = {TRIAGE_KEY_OPEN, N_("look at it term by term")},
    [TRIAGE_TASK_DUE] = {TRIAGE_KEY_OPEN, N_("the tasks of your decision")},
    [TRIAGE_NOTICE_ENDED] = {TRIAGE_KEY_OPEN, N_("close what is still open")},
    [TRIAGE_PROMISE_BROKEN] = {TRIAGE_KEY_PAYMENT, N_("the next letter")},
    [TRIAGE_STEP_DUE] = {TRIAGE_KEY_PAYMENT, N_("the next letter")},
    [TRIAGE_PART_PAID_ASKS] = {TRIAGE_KEY_PAYMENT, N_("first what is owed")},
    [TRIAGE_PARKED] = {TRIAGE_KEY_OPEN, N_("go on with your decision")},
    [TRIAGE_BREACHES] = {TRIAGE_KEY_REMINDER, N_("say where the line is")},
    [TRIAGE_REPLY_LATE] = {TRIAGE_KEY_REPLY, N_("they wait for you")},
    [TRIAGE_REPLY_SOON] = {TRIAGE_KEY_REPLY, N_("they wait for you")},
    [TRIAGE_REVIEW_DUE] = {TRIAGE_KEY_OPEN, N_("look back")},
    [TRIAGE_BACK_AGAIN] = {TRIAGE_KEY_REPLY, N_("yes on new terms, or no")},
    [TRIAGE_HALF_ASKED] = {TRIAGE_KEY_OPEN, N_("the questions that are left")},
    [TRIAGE_NEVER_REVIEWED] = {TRIAGE_KEY_LET_GO, N_("decide: the facts before the question")},
    [TRIAGE_OLD_REVIEW] = {TRIAGE_KEY_LET_GO, N_("decide: the facts before the question")},
};

static void suggest(struct triage_card_page *page)
{
    enum triage_reason top = triage_top(page->reasons);

    page->suggested = (int)suggestions[top].key;
    page->why = mem_string(_(suggestions[top].why));
}

int triage_say(const struct triage_queue *queue, struct triage_card_page *page)
{
    struct saying saying = {queue, triage_client_by_id(queue, page->client_id), page};

    if (reminder_newest(queue->app, page->client_id, BREACH_CLIENTS & ~BREACH_LATE_PAYMENT, &page->breach, queue->err) < 0 ||
        triage_in_a_row(queue->store, page->client_id, triage_done_names[TRIAGE_LATER], &page->laters, queue->err) < 0)
        return -1;
    page->why = mem_string("");
    if (triage_say_decisions(queue, page) < 0 || triage_say_money(queue, page) < 0)
        return -1;
    if (!saying.client)
        return 0;
    page->reasons = saying.client->card.reasons;
    for (int i = 0; i < TRIAGE_REASONS_N; i++)
        if (page->reasons & 1u << i && sayers[i] && sayers[i](&saying, (enum triage_reason)i) < 0)
            return -1;
    free(page->why);
    suggest(page);
    return 0;
}
