/* The keys of the week on the page of the rules: spans begun and ended, their edges, days copied. */
#include "rules_inside.h"

#include "paletti/base/i18n.h"

static void move_time(struct rules_view *view, int by)
{
    int to = view->minute + by * GRID_STEP;

    view->minute = to < 0 ? 0 : to > DAY_MINUTES - GRID_STEP ? DAY_MINUTES - GRID_STEP : to;
}

static void change_week(struct rules_view *view, void (*change)(struct rules_view *view, struct hours *hours, int by), int by)
{
    struct hours hours;

    hours_copy(rule_page_week(view->page, view->week), &hours);
    change(view, &hours, by);
    rule_page_set_week(view->page, view->week, &hours);
    hours_clear(&hours);
}

/* From where the span was begun to here: all of it open, or where it was open there, closed. */
static void end_span(struct rules_view *view, struct hours *hours, int by _unused_)
{
    struct spans *spans = &hours->day[view->at];
    int from = view->anchor < view->minute ? view->anchor : view->minute;
    int to = (view->anchor > view->minute ? view->anchor : view->minute) + GRID_STEP;
    struct span begun = {(int16_t)view->anchor, (int16_t)(view->anchor + GRID_QUARTER)};
    struct span span = {(int16_t)from, (int16_t)to};

    if (spans_have(spans, begun))
        spans_close(spans, span);
    else
        spans_open(spans, span);
}

static void span_key(struct rules_view *view)
{
    if (view->anchor < 0) {
        view->anchor = view->minute;
        return;
    }
    change_week(view, end_span, 0);
    view->anchor = -1;
}

/* The span under the cursor, or the one that ends or begins next to it; -1: none. */
static int near_span(const struct rules_view *view, const struct spans *spans)
{
    int i = -1;

    for (int minute = view->minute + GRID_QUARTER; minute <= view->minute + GRID_STEP && i < 0; minute += GRID_QUARTER)
        i = spans_at(spans, minute);
    return i >= 0 ? i : spans_at(spans, view->minute);
}

static void move_end(struct rules_view *view, struct hours *hours, int by)
{
    struct spans *spans = &hours->day[view->at];
    int i = near_span(view, spans);

    if (i >= 0)
        spans_move_edge(spans, (size_t)i, SPAN_TO, by * GRID_QUARTER);
}

static void move_start(struct rules_view *view, struct hours *hours, int by)
{
    struct spans *spans = &hours->day[view->at];
    int i = near_span(view, spans);

    if (i >= 0)
        spans_move_edge(spans, (size_t)i, SPAN_FROM, by * GRID_QUARTER);
}

static void paste(struct rules_view *view, struct hours *hours, int by _unused_)
{
    spans_copy(&view->copied, &hours->day[view->at]);
}

static void to_weekdays(struct rules_view *view, struct hours *hours, int by _unused_)
{
    hours_copy_day(hours, (int)view->at, WORKING_DAYS);
}

static void clear_day(struct rules_view *view, struct hours *hours, int by _unused_)
{
    spans_clear(&hours->day[view->at]);
}

static void copy_day(struct rules_view *view, struct effects *effects)
{
    _cleanup_str_ struct str said = STR_INIT;

    spans_copy(&rule_page_week(view->page, view->week)->day[view->at], &view->copied);
    view->has_copied = true;
    str_printf(&said, _("%s copied: "), grid_weekday((int)view->at));
    grid_day_words(&view->copied, &said);
    effects_text(effects, EFFECT_SAY, str_text(&said));
}

bool rules_week_act(struct rules_view *view, enum action action, struct effects *effects)
{
    switch ((int)action) {
    case ACTION_SPAN:
        span_key(view);
        return true;
    case ACTION_END_LATER:
    case ACTION_END_EARLIER:
        change_week(view, move_end, action == ACTION_END_LATER ? 1 : -1);
        return true;
    case ACTION_START_LATER:
    case ACTION_START_EARLIER:
        change_week(view, move_start, action == ACTION_START_LATER ? 1 : -1);
        return true;
    case ACTION_DAY_COPY:
        copy_day(view, effects);
        return true;
    case ACTION_DAY_PASTE:
        if (view->has_copied)
            change_week(view, paste, 0);
        else
            effects_text(effects, EFFECT_COMPLAIN, _("No day was copied yet."));
        return true;
    case ACTION_DAY_WEEKDAYS:
        change_week(view, to_weekdays, 0);
        return true;
    case ACTION_CLEAR_THIS:
        change_week(view, clear_day, 0);
        return true;
    case ACTION_TIME_BACK:
    case ACTION_TIME_ON:
        move_time(view, action == ACTION_TIME_ON ? 1 : -1);
        return true;
    default:
        return false;
    }
}
