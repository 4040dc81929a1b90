#include "paletti/core/chance.h"

const char *const term_state_names[] = {"open", "kept", "broken", "ask", NULL};

static enum term_state payment_state(const struct plan_condition *condition, int32_t paid_on, bool over)
{
    if (paid_on != DAY_NONE)
        return condition->until == DAY_NONE || paid_on <= condition->until ? TERM_KEPT : TERM_BROKEN;
    return over ? TERM_BROKEN : TERM_OPEN;
}

static enum term_state limit_state(int64_t n, int64_t limit, bool over)
{
    return n > limit ? TERM_BROKEN : over ? TERM_KEPT : TERM_OPEN;
}

static enum term_state answer_state(int8_t answer, bool over)
{
    if (answer < 0)
        return over ? TERM_ASK : TERM_OPEN;
    return answer ? TERM_KEPT : TERM_BROKEN;
}

enum term_state chance_term(const struct plan_condition *condition, const struct term_seen *seen, int32_t today)
{
    bool over = condition->until != DAY_NONE && today > condition->until;

    switch (condition->measure) {
    case MEASURE_PAYMENT:
        return payment_state(condition, seen->paid_on, over);
    case MEASURE_DAYS_LATE:
        return limit_state(seen->days_late, condition->limit, over);
    case MEASURE_YES_NO:
        return answer_state(seen->answer, over);
    default:
        return limit_state(seen->count, condition->limit, over);
    }
}

enum term_state chance_state(const enum term_state *terms, size_t n)
{
    size_t of[TERM_ASK + 1] = {0};

    for (size_t i = 0; i < n; i++)
        of[terms[i]]++;
    if (of[TERM_BROKEN] > 0)
        return TERM_BROKEN;
    if (of[TERM_ASK] > 0)
        return TERM_ASK;
    return n > 0 && of[TERM_KEPT] == n ? TERM_KEPT : TERM_OPEN;
}
