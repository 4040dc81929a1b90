#include "paletti/core/ladder.h"

#include "paletti/base/mem.h"
#include "paletti/core/days.h"

const char *const ladder_pattern_names[] = {"pays", "none", "slowing", "partial", NULL};

enum { SLOWING_OF = 3, PARTS_OF = 2 };

/* --- how they pay --- */

/* The day on which it was paid whole; DAY_NONE: not by TODAY. */
static int32_t settled_on(const struct ladder_debt *debt, int32_t today)
{
    int64_t paid = 0;

    for (size_t i = 0; i < debt->n_payments && debt->payments[i].on <= today; i++) {
        paid = sum_plus(paid, debt->payments[i].minor);
        if (paid >= debt->amount.minor)
            return debt->payments[i].on;
    }
    return DAY_NONE;
}

int ladder_days_late(const struct ladder_debt *debt, int32_t today)
{
    int32_t end = settled_on(debt, today);

    if (debt->amount.minor <= 0)
        return 0;
    if (end == DAY_NONE)
        end = debt->written_off_on != DAY_NONE && debt->written_off_on < today ? debt->written_off_on : today;
    return end > debt->due_on ? end - debt->due_on : 0;
}

static bool late_now(const struct ladder_debt *debt, int32_t today)
{
    return debt->due_on < today && ladder_owed(debt, today) > 0;
}

/* Of the last three that fell due each was later than the one before. */
static bool is_slowing(const struct ladder_rules *rules, const struct ladder_debt *debts, size_t n, int32_t today)
{
    int late[SLOWING_OF];
    int found = 0;

    for (size_t i = n; i-- > 0 && found < SLOWING_OF;)
        if (debts[i].due_on < today && debts[i].amount.minor > 0)
            late[found++] = ladder_days_late(&debts[i], today);
    if (found < SLOWING_OF || late[0] < rules->slowing_days)
        return false;
    for (int i = 1; i < SLOWING_OF; i++)
        if (late[i] >= late[i - 1])
            return false;
    return true;
}

/* The last of several payments came after the due date. */
static bool late_in_parts(const struct ladder_debt *debt, int32_t today)
{
    int32_t settled = settled_on(debt, today);

    return settled != DAY_NONE && settled > debt->due_on && debt->payments[0].minor < debt->amount.minor;
}

enum ladder_pattern ladder_pattern(const struct ladder_rules *rules, const struct ladder_debt *debts, size_t n, int32_t today)
{
    bool late = false, paid = false, part = false;
    int parts = 0;

    for (size_t i = 0; i < n; i++) {
        const struct ladder_debt *debt = &debts[i];
        bool some = debt->n_payments > 0 && debt->payments[0].on <= today;
        late |= late_now(debt, today);
        paid |= some;
        part |= some && late_now(debt, today);
        parts += late_in_parts(debt, today);
    }
    if (late && !paid)
        return LADDER_NONE;
    if (part || parts >= PARTS_OF)
        return LADDER_PARTIAL;
    return is_slowing(rules, debts, n, today) ? LADDER_SLOWING : LADDER_PAYS;
}

/* --- what they ask for while they owe --- */

int32_t ladder_asked_owing(const struct ladder_debt *debt, const int32_t *asked, size_t n, int32_t today)
{
    int32_t last = DAY_NONE;

    for (size_t i = 0; i < n; i++)
        if (asked[i] > debt->due_on && asked[i] <= today && asked[i] > last && ladder_owed(debt, asked[i] - 1) > 0)
            last = asked[i];
    return last;
}

bool ladder_squeezed(const struct ladder_debt *debt, const int32_t *asked, size_t n, int32_t today)
{
    return late_now(debt, today) && ladder_owed(debt, today) < debt->amount.minor &&
           ladder_asked_owing(debt, asked, n, today) != DAY_NONE;
}

/* --- a chance --- */

void ladder_chance_look(const struct ladder_rules *rules, int32_t since, int32_t today, int late, int used,
                        struct ladder_chance *ret)
{
    bool known = since != DAY_NONE && since <= today;

    *ret = (struct ladder_chance){.months = known ? days_months(since, today) : 0, .late = late, .used = used};
    if (!known)
        ret->lacks |= LADDER_LACKS_SINCE;
    else if (ret->months < rules->chance_months)
        ret->lacks |= LADDER_LACKS_MONTHS;
    if (late > rules->chance_late)
        ret->lacks |= LADDER_LACKS_RECORD;
    if (used > rules->chance_used)
        ret->lacks |= LADDER_LACKS_FIRST;
}

/* --- excuses --- */

size_t ladder_excuse_add(struct ladder_excuse *excuses, size_t n, const char *code, int32_t day)
{
    size_t i = 0;

    while (i < n && !str_equal(excuses[i].code, code))
        i++;
    if (i == n)
        excuses[n++] = (struct ladder_excuse){code, 0, day, day};
    excuses[i].n++;
    excuses[i].first = day < excuses[i].first ? day : excuses[i].first;
    excuses[i].last = day > excuses[i].last ? day : excuses[i].last;
    return n;
}
