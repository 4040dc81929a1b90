#include "paletti/core/ladder.h"

#include "paletti/base/mem.h"
#include "paletti/core/calendar.h"

#include <strings.h>

const char *const ladder_state_names[] = {"paid", "written_off", "ahead", "due", "sleeps", "waits", "over", NULL};
const char *const ladder_reply_names[] = {"none", "paid", "date", "excuse", "silence", NULL};

/* --- what is owed --- */

static int64_t paid_between(const struct ladder_debt *debt, int32_t from, int32_t until)
{
    int64_t paid = 0;

    for (size_t i = 0; i < debt->n_payments; i++)
        if (debt->payments[i].on >= from && debt->payments[i].on <= until)
            paid = sum_plus(paid, debt->payments[i].minor);
    return paid;
}

static bool written_off(const struct ladder_debt *debt, int32_t day)
{
    return debt->written_off_on != DAY_NONE && debt->written_off_on <= day;
}

static int64_t unpaid(const struct ladder_debt *debt, int32_t day)
{
    int64_t left = debt->amount.minor - paid_between(debt, INT32_MIN, day);

    return left > 0 ? left : 0;
}

int64_t ladder_owed(const struct ladder_debt *debt, int32_t day)
{
    return written_off(debt, day) ? 0 : unpaid(debt, day);
}

/* --- promises --- */

/* What is to be paid from the day it was said on, for promise I and the parts before it: nobody owes more than all of it. */
static int64_t promised_sum(const struct ladder_debt *debt, size_t i)
{
    const struct ladder_promise *promise = &debt->promises[i];
    int64_t sum = 0, all = unpaid(debt, promise->said_on - 1);

    if (promise->minor == 0)
        return all;
    for (size_t j = 0; j < debt->n_promises; j++)
        if (debt->promises[j].said_on == promise->said_on &&
            (debt->promises[j].pays_on < promise->pays_on || (debt->promises[j].pays_on == promise->pays_on && j <= i)))
            sum = sum_plus(sum, debt->promises[j].minor);
    return sum < all ? sum : all;
}

enum ladder_kept ladder_promise_kept(const struct ladder_debt *debt, size_t i, int32_t today)
{
    const struct ladder_promise *promise = &debt->promises[i];
    int32_t until = promise->pays_on < today ? promise->pays_on : today;

    if (promise->kept != LADDER_KEPT_OPEN)
        return promise->kept;
    if (paid_between(debt, promise->said_on, until) >= promised_sum(debt, i))
        return LADDER_KEPT;
    return today > promise->pays_on ? LADDER_BROKEN : LADDER_KEPT_OPEN;
}

/* Of a debt it is a part, whose day may be further away. */
static bool is_part(const struct ladder_debt *debt, const struct ladder_promise *promise)
{
    return promise->minor > 0 && promise->minor < unpaid(debt, promise->said_on - 1);
}

enum ladder_refusal ladder_promise_look(const struct ladder_rules *rules, const struct ladder_debt *debt,
                                        const struct ladder_promise *promise, int32_t *ret_last)
{
    bool part = is_part(debt, promise), before = false;
    int32_t last = promise->said_on + (part ? rules->plan_days : rules->promise_days);

    if (ret_last)
        *ret_last = last;
    if (promise->pays_on < promise->said_on)
        return LADDER_BACKWARDS;
    if (promise->pays_on > last)
        return part ? LADDER_PLAN_FAR : LADDER_FAR;
    for (size_t i = 0; i < debt->n_promises; i++) {
        if (debt->promises[i].said_on >= promise->said_on)
            continue;
        if (ladder_promise_kept(debt, i, promise->said_on) == LADDER_KEPT_OPEN)
            return LADDER_EXTENSION;
        before = true;
    }
    return before ? LADDER_SECOND : LADDER_FINE;
}

/* What the ladder waits for: the first promise, or its parts. */
struct waiting {
    bool any, kept_whole;
    int32_t until;  /* of the first part that is open, DAY_NONE */
    int32_t broken; /* the first day behind one that was not kept, DAY_NONE */
};

static struct waiting wait_for(const struct ladder_rules *rules, const struct ladder_debt *debt, int32_t today)
{
    struct waiting waiting = {.until = DAY_NONE, .broken = DAY_NONE};

    for (size_t i = 0; i < debt->n_promises; i++) {
        const struct ladder_promise *promise = &debt->promises[i];
        if (ladder_promise_look(rules, debt, promise, NULL) != LADDER_FINE)
            continue;
        enum ladder_kept kept = ladder_promise_kept(debt, i, today);
        waiting.any = true;
        if (kept == LADDER_KEPT_OPEN && (waiting.until == DAY_NONE || promise->pays_on < waiting.until))
            waiting.until = promise->pays_on;
        if (kept == LADDER_BROKEN && (waiting.broken == DAY_NONE || promise->pays_on + 1 < waiting.broken))
            waiting.broken = promise->pays_on + 1;
        waiting.kept_whole |= kept == LADDER_KEPT && promise->minor == 0;
    }
    return waiting;
}

/* --- steps --- */

static int32_t opening_from(struct boundaries *boundaries, int32_t day)
{
    for (int i = 0; boundaries && i < CALENDAR_PATIENCE_DAYS; i++)
        if (calendar_day_opens(boundaries_on(boundaries, day + i)->calendar, day + i))
            return day + i;
    return day;
}

/* The step behind I that is not optional; -1: none. */
static int step_after(const struct ladder_rules *rules, int i)
{
    for (i++; i < rules->n; i++)
        if (!rules->steps[i].optional)
            return i;
    return -1;
}

/* How far they had been written to by the end of DAY. */
struct written {
    int step;   /* the furthest, -1 */
    int32_t on; /* its day */
    int32_t in_charge, last; /* DAY_NONE */
};

static struct written write_up_to(const struct ladder_rules *rules, const struct ladder_debt *debt, int32_t day)
{
    struct written written = {.step = -1, .on = DAY_NONE, .in_charge = DAY_NONE, .last = DAY_NONE};
    bool done[LADDER_STEPS_MAX] = {0};

    for (size_t i = 0; i < debt->n_letters && debt->letters[i].on <= day; i++) {
        const struct ladder_letter *letter = &debt->letters[i];
        int step = -1;
        /* One letter may be that of several steps, an optional one first: before the due date that, then the others. */
        for (int s = 0; s < rules->n && step < 0; s++)
            if (strcasecmp(rules->steps[s].letter, letter->code) == 0 && !done[s] &&
                (!rules->steps[s].optional || letter->on <= debt->due_on))
                step = s;
        if (step >= 0)
            done[step] = true;
        if (step >= written.step && step >= 0) {
            written.step = step;
            written.on = letter->on;
        }
        if (strcasecmp(letter->code, LADDER_IN_CHARGE) == 0)
            written.in_charge = letter->on;
        if (ladder_letter(rules, letter->code))
            written.last = letter->on;
    }
    return written;
}

/* The day of step I behind what was written: by the due date, and with the time between the two rows. */
static int32_t day_of_step(const struct ladder_rules *rules, const struct ladder_debt *debt, const struct written *written,
                           int i)
{
    int32_t day = debt->due_on + rules->steps[i].days;

    if (written->step < 0)
        return day;
    int32_t behind = written->on + rules->steps[i].days - rules->steps[written->step].days;
    return behind > day ? behind : day;
}

/* The step that comes next and its day, with one left out where a promise was broken. */
static void find_next(const struct ladder_rules *rules, const struct ladder_debt *debt, const struct written *written,
                      const struct waiting *waiting, struct ladder_standing *standing)
{
    int next = step_after(rules, written->step);

    standing->on = next < 0 ? DAY_NONE : day_of_step(rules, debt, written, next);
    standing->step = next;
    if (next < 0 || waiting->broken == DAY_NONE)
        return;
    struct written then = write_up_to(rules, debt, waiting->broken - 1);
    int left_out = step_after(rules, then.step), behind = left_out < 0 ? -1 : step_after(rules, left_out);
    if (next != left_out)
        return;
    if (behind >= 0) {
        standing->step = behind;
        standing->skipped = 1;
    } else {
        standing->on = waiting->broken;
    }
    if (standing->on < waiting->broken)
        standing->on = waiting->broken;
}

static void count_steps(const struct ladder_rules *rules, const struct written *written, struct ladder_standing *standing)
{
    int reached = standing->skipped ? standing->step - 1 : written->step;

    for (int i = 0; i < rules->n; i++) {
        standing->n_steps += !rules->steps[i].optional;
        standing->n_sent += !rules->steps[i].optional && i <= reached;
    }
}

static void count_promises(const struct ladder_debt *debt, int32_t today, struct ladder_standing *standing)
{
    for (size_t i = 0; i < debt->n_promises; i++) {
        enum ladder_kept kept = ladder_promise_kept(debt, i, today);
        standing->kept += kept == LADDER_KEPT;
        standing->broken += kept == LADDER_BROKEN;
    }
}

static enum ladder_reply reply_of(const struct ladder_debt *debt, const struct written *written, bool paid)
{
    if (written->last == DAY_NONE)
        return LADDER_REPLY_NONE;
    if (paid)
        return LADDER_REPLY_PAID;
    for (size_t i = 0; i < debt->n_promises; i++)
        if (debt->promises[i].said_on >= written->last)
            return LADDER_REPLY_DATE;
    for (size_t i = 0; i < debt->n_excuses; i++)
        if (debt->excuses[i] >= written->last)
            return LADDER_REPLY_EXCUSE;
    return LADDER_SILENCE;
}

/* What is owed: asleep, at a step, or behind them all. */
static void stand_owing(const struct ladder_rules *rules, const struct written *written, const struct waiting *waiting,
                        struct boundaries *boundaries, int32_t today, struct ladder_standing *standing)
{
    if (waiting->broken == DAY_NONE && (waiting->until != DAY_NONE || waiting->kept_whole)) {
        standing->state = LADDER_SLEEPS;
        standing->on = standing->promised = waiting->until;
    } else if (standing->step >= 0) {
        standing->on = opening_from(boundaries, standing->on);
        standing->state = standing->on <= today ? LADDER_DUE : LADDER_AHEAD;
    } else {
        int32_t last = written->in_charge > written->on ? written->in_charge : written->on;
        standing->on = last + rules->answer_days;
        standing->state = today > standing->on ? LADDER_OVER : LADDER_WAITS;
    }
}

static int32_t stopped_on(const struct ladder_rules *rules, const struct ladder_debt *debt, int32_t today)
{
    int32_t last = debt->due_on + rules->grace_days;

    return today > last && ladder_owed(debt, today) > 0 ? last + 1 : DAY_NONE;
}

void ladder_stand(const struct ladder_rules *rules, const struct ladder_debt *debt, struct boundaries *boundaries,
                  int32_t today, struct ladder_standing *ret)
{
    struct ladder_standing standing = {.step = -1, .on = DAY_NONE, .promised = DAY_NONE, .owed = debt->amount};
    struct written written = write_up_to(rules, debt, today);
    struct waiting waiting = wait_for(rules, debt, today);
    int64_t left = unpaid(debt, today);

    standing.owed.minor = ladder_owed(debt, today);
    standing.part_paid = left > 0 && left < debt->amount.minor;
    standing.days_late = standing.owed.minor > 0 && today > debt->due_on ? today - debt->due_on : 0;
    standing.sent = written.step;
    standing.in_charge = written.in_charge != DAY_NONE;
    standing.stopped = stopped_on(rules, debt, today);
    standing.reply = reply_of(debt, &written, left == 0);
    count_promises(debt, today, &standing);
    standing.state = left == 0 ? LADDER_PAID : LADDER_WRITTEN_OFF;
    if (standing.owed.minor > 0) {
        find_next(rules, debt, &written, &waiting, &standing);
        stand_owing(rules, &written, &waiting, boundaries, today, &standing);
    }
    count_steps(rules, &written, &standing);
    *ret = standing;
}
