#include "due.h"

/* AT itself while open, else the next opening. */
static int next_open(struct calendar *calendar, int64_t at, int64_t *ret)
{
    struct interval interval;
    if (calendar_next(calendar, at, &interval) > 0)
        return 1;
    *ret = interval.from > at ? interval.from : at;
    return 0;
}

int due_of_question(const struct terms *terms, int64_t at, struct due *ret)
{
    *ret = (struct due){.receipt = INSTANT_NONE, .over = INSTANT_NONE, .due = INSTANT_NONE};
    if (next_open(terms->calendar, at, &ret->receipt) > 0)
        return 1;
    ret->window = terms_window(terms, ret->receipt);
    if (calendar_elapse(terms->calendar, ret->receipt, ret->window, &ret->over) > 0)
        return 1;
    if (calendar_open_closing(terms->calendar, ret->over))
        ret->due = ret->over;
    else if (next_open(terms->calendar, ret->over, &ret->due) > 0)
        return 1;
    return 0;
}
