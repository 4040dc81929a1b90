#include "paletti/core/notice.h"

#include "paletti/core/days.h"

#define NOTICE_DAYS 15

/* A notice never ends on a rest day where the rules say so. */
static int32_t roll(const struct terms *terms, int32_t day)
{
    for (int32_t next; terms->notice_roll == NOTICE_HOLIDAY; day = next) {
        if (civil_weekday(day) != SUNDAY && !calendar_day_holiday(terms->calendar, day))
            break;
        next = days_after(terms->zone, day, 1);
        if (next == day)
            break;
    }
    return day;
}

int notice_given(struct boundaries *boundaries, const struct contract *contract, int64_t sent,
                 struct notice *ret)
{
    const struct terms *terms = boundaries_at(boundaries, sent);
    int64_t received = sent;
    if (!calendar_open_closing(terms->calendar, sent)) {
        struct interval opening;
        if (calendar_next(terms->calendar, sent, &opening) > 0)
            return 1;
        received = opening.from;
    }
    int64_t days = contract && contract->notice_days >= 0 ? contract->notice_days
                   : terms->notice_days >= 0              ? terms->notice_days
                                                          : NOTICE_DAYS;
    int32_t last = days_after(terms->zone, days_at(terms->zone, received), days);
    *ret = (struct notice){received, roll(terms, last), terms->rule, days};
    return 0;
}
