/* Days off: what an event closes. boundaries.md, section 1. */
#include "formats/ics.h"

#include "ascii.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/text.h"

#include <string.h>

/* Outlook ends a day at 23:59. */
enum { NEARLY_MIDNIGHT = 60 };

struct closing {
    struct calendar *calendar;
    const struct ics_event *event;
    enum closed_kind kind;
    bool likely, met, closed; /* met: a time of it is among the days that are wanted */
    int result;
};

/* --- what kind of day it is --- */

bool calendar_says_holiday(const char *text)
{
    static const char *const words[] = {"holiday", "festiv", "feriado"};
    _cleanup_free_ char *folded = text_fold_new(text);

    for (size_t i = 0; i < ARRAY_LEN(words); i++)
        if (strstr(folded, words[i]))
            return true;
    return false;
}

static bool has_holiday_category(const struct ics_event *event)
{
    for (size_t i = 0; i < event->categories.n; i++)
        if (calendar_says_holiday(event->categories.v[i]))
            return true;
    return false;
}

static enum closed_kind kind_of(const struct calendar *calendar, const struct ics_event *event)
{
    if (calendar->errand->job->closed_kind >= 0)
        return (enum closed_kind)calendar->errand->job->closed_kind;
    if (event->away || !event->start.date)
        return CLOSED_ABSENCE;
    return event->transparent || calendar->of_holidays || has_holiday_category(event) ? CLOSED_HOLIDAY : CLOSED_ABSENCE;
}

/* Calendars of holidays name days on which people work, too, and those of regions: Google says so in the first words of the
 * description, in the reader's language. */
static bool is_doubtful(const struct ics_event *event)
{
    static const char *const words[] = {"observance",     "celebracion",    "ricorrenza",      "public holiday in ",
                                        "dia festivo en ", "festivo en ",   "giorno festivo in ", "festivita in "};
    _cleanup_free_ char *folded = event->note ? text_fold_new(event->note) : NULL;

    for (size_t i = 0; folded && i < ARRAY_LEN(words); i++)
        if (str_starts(folded, words[i]))
            return true;
    return false;
}

/* --- which days --- */

/* The whole days inside of a time; false: there is none. */
static bool whole_days(const struct calendar *calendar, const struct ics_slot *slot, int32_t *ret_first, int32_t *ret_last)
{
    const struct zone *zone = calendar->span.floating;
    int32_t first = slot->first, last = slot->last;

    if (!slot->start.date) {
        first = zone_day(zone, slot->from, NULL);
        first += slot->from > zone_day_start(zone, first);
        last = zone_day(zone, slot->to + NEARLY_MIDNIGHT, NULL) - 1;
    }
    *ret_first = first;
    *ret_last = last;
    return first <= last;
}

static void close_slot(void *ctx, const struct ics_slot *slot)
{
    struct closing *closing = ctx;
    struct event days = {
        .label = closing->event->summary,
        .note = closing->event->note,
        .closed_kind = (int8_t)closing->kind,
        .likely = closing->likely,
    };

    closing->met = true;
    if (closing->result < 0 || !whole_days(closing->calendar, slot, &days.from, &days.to))
        return;
    closing->closed = true;
    closing->result = calendar_room(closing->calendar);
    if (closing->result == 0)
        closing->result = errand_closed(closing->calendar->errand, &days, closing->calendar->err);
}

int calendar_closed(struct calendar *calendar, const struct ics_event *event)
{
    struct closing closing = {
        .calendar = calendar,
        .event = event,
        .kind = kind_of(calendar, event),
        .likely = !is_doubtful(event),
    };

    if (event->cancelled)
        return calendar_skip(calendar, event, _("it was called off"));
    int r = calendar_each(calendar, event, close_slot, &closing);
    if (r != 0 || closing.result < 0)
        return r < 0 || closing.result < 0 ? -1 : 0;
    if (!closing.met) {
        calendar->elsewhen++;
        calendar->errand->skipped++;
    } else if (!closing.closed) {
        return calendar_skip(calendar, event, _("it takes hours, not a whole day"));
    }
    return 0;
}
