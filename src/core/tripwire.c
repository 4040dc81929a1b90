#include "paletti/core/tripwire.h"

#include "paletti/base/mem.h"
#include "paletti/base/str.h"

/* A day that has come since the last look, or on which the last look was itself. */
static bool came(int32_t on, const struct tripwire_seen *seen)
{
    return on != DAY_NONE && on <= seen->today && on > seen->looked_on;
}

static int32_t date(const struct frozen_tripwire *wire, const struct tripwire_seen *seen)
{
    return came(wire->on, seen) ? wire->on : DAY_NONE;
}

static int32_t result(const struct frozen_tripwire *wire, const struct tripwire_seen *seen)
{
    return seen->reviewed_result ? DAY_NONE : date(wire, seen);
}

static int32_t rule_broken(const struct frozen_tripwire *wire, const struct tripwire_seen *seen)
{
    return wire->n > 0 && seen->reminded_breaches >= wire->n ? seen->reminded_on : DAY_NONE;
}

static int32_t ladder_end(const struct frozen_tripwire *wire _unused_, const struct tripwire_seen *seen)
{
    return came(seen->ladder_over, seen) ? seen->ladder_over : DAY_NONE;
}

static int32_t promise_broken(const struct frozen_tripwire *wire _unused_, const struct tripwire_seen *seen)
{
    return came(seen->promise_broken, seen) ? seen->promise_broken : DAY_NONE;
}

static int32_t hour_half(const struct frozen_tripwire *wire, const struct tripwire_seen *seen)
{
    bool known = seen->hour >= 0 && seen->hour_half > 0;

    /* Only once the days are over: before, the hours of the time before the decision are among them. */
    return known && seen->hour < seen->hour_half && seen->today - seen->looked_on >= wire->n ? seen->today : DAY_NONE;
}

static int32_t share(const struct frozen_tripwire *wire, const struct tripwire_seen *seen)
{
    return wire->n > 0 && seen->share > wire->n ? seen->today : DAY_NONE;
}

static int32_t closeness(const struct frozen_tripwire *wire, const struct tripwire_seen *seen)
{
    return wire->n > 0 && seen->closeness >= wire->n ? seen->today : DAY_NONE;
}

static int32_t contract_renews(const struct frozen_tripwire *wire, const struct tripwire_seen *seen)
{
    int32_t on = seen->contract_to == DAY_NONE ? DAY_NONE : seen->contract_to - (int32_t)wire->n;

    return came(on, seen) ? on : DAY_NONE;
}

static int32_t back_again(const struct frozen_tripwire *wire _unused_, const struct tripwire_seen *seen)
{
    return came(seen->wrote_on, seen) ? seen->wrote_on : DAY_NONE;
}

static int32_t refund_pending(const struct frozen_tripwire *wire, const struct tripwire_seen *seen)
{
    return seen->refund_days > wire->n ? seen->today : DAY_NONE;
}

static int32_t fact_changed(const struct frozen_tripwire *wire _unused_, const struct tripwire_seen *seen)
{
    return came(seen->changed_on, seen) ? seen->changed_on : DAY_NONE;
}

static const struct wire {
    const char *code;
    int32_t (*trips)(const struct frozen_tripwire *wire, const struct tripwire_seen *seen);
} wires[] = {
    {"date", date},
    {"condition", date},
    {"rule_broken", rule_broken},
    {"ladder_end", ladder_end},
    {"promise_broken", promise_broken},
    {"hour_half", hour_half},
    {"share", share},
    {"closeness", closeness},
    {"contract_renews", contract_renews},
    {"back_again", back_again},
    {"refund_pending", refund_pending},
    {"fact_changed", fact_changed},
    {"result", result},
};

const char *const tripwire_codes[] = {"date",      "condition",       "rule_broken", "ladder_end",     "promise_broken",
                                      "hour_half", "share",           "closeness",   "contract_renews", "back_again",
                                      "refund_pending", "fact_changed", "result",    NULL};

bool tripwire_trips(const struct frozen_tripwire *wire, const struct tripwire_seen *seen, int32_t *ret_on)
{
    int32_t on = DAY_NONE;

    for (size_t i = 0; i < ARRAY_LEN(wires); i++)
        if (str_equal(wires[i].code, wire->code))
            on = wires[i].trips(wire, seen);
    if (on == DAY_NONE)
        return false;
    *ret_on = on;
    return true;
}
