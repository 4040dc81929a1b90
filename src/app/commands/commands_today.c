#include "commands.h"

#include "paletti/app/ladder.h"
#include "paletti/app/today.h"
#include "paletti/app/views.h"
#include "paletti/core/days.h"

struct today {
    struct app *app;
    struct answer *answer;
    int64_t tonight;
    bool any, overdue; /* by tonight */
};

/* What the client's clock shows at the polite moment: "12:00", where mine shows another time. */
static void answer_their_clock(struct answer *answer, const struct today_line *line)
{
    _cleanup_str_ struct str clock = STR_INIT;

    words_clock_in(line->zone, &clock, line->polite);
    answer_text(answer, "there", str_text(&clock));
}

static int add_line(void *ctx, const struct today_line *line)
{
    struct today *today = ctx;
    struct answer *answer = today->answer;
    bool gone_by = line->polite < app_now(today->app); /* is no advice */

    today->any |= line->due <= today->tonight;
    today->overdue |= line->overdue;
    answer_open_object(answer, NULL);
    answer_text(answer, "client", answer->people ? line->name : line->client);
    answer_text(answer, "ref", line->ref);
    answer_text(answer, "kind", today_kind_names[line->kind]);
    bool owed = line->kind == TODAY_INVOICE || line->kind == TODAY_PROMISE;
    if (answer->people && owed)
        answer_day(answer, "due", zone_day(app_zone(today->app), line->due - 1, NULL));
    else
        answer_instant(answer, "due", line->due);
    if (!answer->people || !gone_by)
        answer_instant(answer, "polite", line->polite);
    if (answer->people && !gone_by && line->zone)
        answer_their_clock(answer, line);
    if (answer->people && owed)
        answer_money(answer, "owed", line->owed);
    if (answer->people && line->step)
        answer_text(answer, "step", words_step(line->step));
    answer_boolean(answer, "overdue", line->overdue);
    if (line->later != INSTANT_NONE)
        answer_instant(answer, "later", line->later);
    answer_close_object(answer);
    return 0;
}

COMMAND_RUN(today)
{
    const struct zone *zone = app_zone(app);
    struct today today = {
        .app = app, .answer = answer, .tonight = zone_day_start(zone, days_at(zone, app_now(app)) + 1)};
    struct store *store;

    (void)request;
    *ret_changes = CHANGE_NOTHING;
    /* Opened before anything is told, so that a refusal is all that is said. */
    if (app_open_read(app, &store, err) < 0)
        return -1;
    answer_open_list(answer, NULL);
    if (view_today(app, answer->people, add_line, &today, err) < 0)
        return -1;
    answer_close_list(answer);
    return today.overdue ? EXIT_OVERDUE : today.any ? EXIT_DUE_TODAY : 0;
}
