/* What decisions and promises bring: cooling that is over, dates to look back, terms of second chances, tasks, letters of the
 * payment ladder, letters that wait, what the outbox asks and lets go, last days. */
#include "next_inside.h"

#include "paletti/app/blur.h"
#include "paletti/app/deciding.h"
#include "paletti/app/drafts.h"
#include "paletti/app/farewell.h"
#include "paletti/app/ladder.h"
#include "paletti/app/outbox.h"
#include "paletti/app/reviews.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/core/days.h"

static int32_t today_of(const struct next *next)
{
    return days_at(app_zone(next->about.app), next->about.now);
}

/* TEXT is owned from here on. Days that are over are for the triage, not for what comes. */
static void add_day(struct next *next, int32_t day, int64_t client_id, enum about_tone tone, char *text)
{
    if (day == DAY_NONE || day < today_of(next)) {
        free(text);
        return;
    }
    struct coming *coming = next_add(next, zone_day_start(app_zone(next->about.app), day + 1) - 1, client_id);
    coming->day = true;
    coming->tone = tone;
    coming->text = text;
}

static int take_deciding(void *ctx, const struct deciding_line *line)
{
    struct next *next = ctx;

    if (line->state == DECIDE_COOLING && line->wakes != INSTANT_NONE && line->wakes >= next->about.now) {
        struct coming *coming = next_add(next, line->wakes, line->client_id);
        coming->text = str_format(_("you asked to sleep on it: %s"), line->name);
        coming->tone = ABOUT_WAITING;
    } else if (line->later_until != DAY_NONE) {
        add_day(next, line->later_until, line->client_id, ABOUT_PLAIN, str_format(_("put off until then: decide about %s"), line->name));
    }
    return 0;
}

static int take_decided(void *ctx, const struct decided_line *line)
{
    struct next *next = ctx;
    const struct decision *decision = line->decision;
    const struct list *conditions = &decision->answers.chance.conditions;
    const struct plan_condition *v = conditions->v;

    if (!line->in_force || !line->client_id)
        return 0;
    for (size_t i = 0; decision_path(decision) == PATH_CHANCE && i < conditions->n; i++)
        add_day(next, v[i].until, line->client_id, ABOUT_PLAIN,
                str_format(_("second chance, %s: %s"), line->name, app_blur_text(next->about.app, v[i].what)));
    add_day(next, decision->review_on, line->client_id, ABOUT_PLAIN, str_format(_("look back at what was decided: %s"), line->name));
    add_day(next, decision->relief_on, line->client_id, ABOUT_PLAIN, str_format(_("after the end: %s, are you relieved?"), line->name));
    add_day(next, decision->result_on, line->client_id, ABOUT_PLAIN, str_format(_("after the end: %s, how did it go?"), line->name));
    return 0;
}

static int take_task(void *ctx, const struct task_line *line)
{
    struct next *next = ctx;

    add_day(next, line->task->due, line->client_id, ABOUT_PLAIN,
            str_format("%s, %s", app_blur_text(next->about.app, line->task->what), line->name));
    return 0;
}

/* Steps that are due by today, and promises that end in these days. */
static int take_ladder(void *ctx, const struct ladder_line *line)
{
    struct next *next = ctx;
    const struct debts *debts = line->debts;
    const struct ladder_standing *standing = &line->debt->standing;

    if (standing->state == LADDER_DUE && standing->step >= 0)
        add_day(next, today_of(next), debts->client_id, ABOUT_ALERT,
                str_format(line->debt->draft ? _("%s, %s (it waits as a draft)") : "%s, %s",
                           words_step(debts->rules->steps[standing->step].code), debts->name));
    else if (standing->state == LADDER_OVER)
        add_day(next, today_of(next), debts->client_id, ABOUT_ALERT, str_format(_("every letter is out: %s"), debts->name));
    else if (standing->state == LADDER_SLEEPS)
        add_day(next, standing->promised, debts->client_id, ABOUT_PLAIN, str_format(_("%s promised to pay"), debts->name));
    return 0;
}

static int take_draft(void *ctx, const struct draft_line *line _unused_)
{
    ++*(int64_t *)ctx;
    return 0;
}

static int add_drafts(struct next *next)
{
    int64_t n = 0;

    if (view_drafts(next->about.app, NULL, false, take_draft, &n, next->err) < 0)
        return -1;
    if (n > 0)
        add_day(next, today_of(next), 0, ABOUT_QUIET,
                str_format(P_("%lld letter waits to be sent by you", "%lld letters wait to be sent by you", n), (long long)n));
    return 0;
}

/* What is asked, or is for the person to do, is for today; what goes by itself, for when it goes. */
static int take_dispatch(void *ctx, const struct outbox_line *line)
{
    struct next *next = ctx;
    const struct dispatch *dispatch = line->dispatch;
    const char *what = dispatch->kind == DISPATCH_REFUND ? _("refund") : _("letter");

    if (line->wait == OUTBOX_ASKS)
        add_day(next, today_of(next), line->client_id, ABOUT_ALERT, str_format(_("did it arrive? %s, %s"), what, line->name));
    else if (line->wait == OUTBOX_HAND)
        add_day(next, today_of(next), line->client_id, ABOUT_WAITING, str_format(_("to be sent by you: %s, %s"), what, line->name));
    if ((line->wait != OUTBOX_GOES && line->wait != OUTBOX_WAITS) || line->goes_at == INSTANT_NONE || line->goes_at < next->about.now)
        return 0;
    struct coming *coming = next_add(next, line->goes_at, line->client_id);
    coming->text = str_format(_("leaves: %s, %s"), what, line->name);
    coming->tone = ABOUT_QUIET;
    return 0;
}

static int take_farewell(void *ctx, const struct farewell_line *line)
{
    add_day(ctx, line->last_day, line->client_id, ABOUT_PLAIN, str_format(_("last day: %s"), line->name));
    return 0;
}

static int add_outbox(struct next *next)
{
    return view_outbox(next->about.app, &(struct outbox_wish){0}, take_dispatch, next, next->err);
}

int next_add_decided(struct next *next)
{
    struct app *app = next->about.app;

    if (view_deciding(app, NULL, take_deciding, next, next->err) < 0 || view_decided(app, 0, take_decided, next, next->err) < 0 ||
        view_tasks(app, NULL, false, take_task, next, next->err) < 0 ||
        view_ladder(app, NULL, today_of(next), take_ladder, next, next->err) < 0 || add_drafts(next) < 0 || add_outbox(next) < 0 ||
        view_farewells(app, take_farewell, next, next->err) < 0)
        return -1;
    return 0;
}
