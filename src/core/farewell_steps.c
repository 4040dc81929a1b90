/* From what is recorded to the fourteen steps: one function a step, in their order. letgo.md, "The steps". */
#include "paletti/core/farewell.h"

#include "paletti/base/mem.h"

struct stepping {
    const struct farewell_seen *seen;
    struct farewell_stood *steps;
};

static struct farewell_stood stand(enum farewell_stand stand, enum farewell_why why)
{
    return (struct farewell_stood){
        .stand = (int8_t)stand, .why = (int8_t)why, .on = DAY_NONE, .at = INSTANT_NONE, .step = -1};
}

static struct farewell_stood stand_n(enum farewell_stand how, enum farewell_why why, int64_t n)
{
    struct farewell_stood stood = stand(how, why);

    stood.n = n;
    return stood;
}

static struct farewell_stood stand_on(enum farewell_stand how, enum farewell_why why, int32_t on)
{
    struct farewell_stood stood = stand(how, why);

    stood.on = on;
    return stood;
}

static struct farewell_stood after(enum farewell_why why, enum farewell_step step)
{
    struct farewell_stood stood = stand(FAREWELL_WAITS, why);

    stood.step = (int8_t)step;
    return stood;
}

static bool over(const struct stepping *stepping, enum farewell_step step)
{
    return stepping->steps[step].stand == FAREWELL_DONE || stepping->steps[step].stand == FAREWELL_NOT_NEEDED;
}

/* What the peer made of letters or refunds comes before what is to be done with them. */
static bool trouble(const struct farewell_count *count, struct farewell_stood *ret)
{
    if (count->unknown > 0)
        *ret = stand_n(FAREWELL_BLOCKED, FAREWELL_WHY_UNKNOWN, count->unknown);
    else if (count->failed > 0)
        *ret = stand_n(FAREWELL_BLOCKED, FAREWELL_WHY_FAILED, count->failed);
    else if (count->refused > 0)
        *ret = stand_n(FAREWELL_BLOCKED, FAREWELL_WHY_REFUSED, count->refused);
    else if (count->sending > 0)
        *ret = stand_n(FAREWELL_WAITS, FAREWELL_WHY_SENDING, count->sending);
    else
        return false;
    return true;
}

static bool any_gone(const struct farewell_count *count)
{
    return count->sending > 0 || count->done > 0 || count->unknown > 0 || count->failed > 0;
}

/* --- 1 to 5 --- */

static struct farewell_stood freeze(const struct stepping *stepping)
{
    struct farewell_stood stood = stepping->seen->begun || stepping->seen->left
                                      ? stand(FAREWELL_DONE, FAREWELL_WHY_DONE)
                                      : stand(FAREWELL_NOW, FAREWELL_WHY_NOT_BEGUN);

    stood.gone = stepping->seen->gone;
    stood.undo = stepping->seen->begun && !stepping->seen->gone;
    return stood;
}

/* Notice that was decided on one day and is given on a later one leads to a later last day. */
static struct farewell_stood contract(const struct stepping *stepping)
{
    const struct farewell_seen *seen = stepping->seen;
    bool short_notice = seen->notice_day != DAY_NONE && seen->last_day < seen->notice_day;

    if (seen->last_day == DAY_NONE)
        return stand(FAREWELL_BLOCKED, FAREWELL_WHY_NO_LAST_DAY);
    struct farewell_stood stood = short_notice && !seen->cause && !seen->told
                                      ? stand_on(FAREWELL_NOW, FAREWELL_WHY_NOTICE, seen->notice_day)
                                      : stand_on(FAREWELL_DONE, FAREWELL_WHY_DONE, seen->last_day);
    stood.gone = seen->told;
    return stood;
}

static struct farewell_stood statement(const struct stepping *stepping)
{
    const struct farewell_seen *seen = stepping->seen;

    if (seen->statement.all == 0)
        return stand(FAREWELL_NOT_NEEDED, FAREWELL_WHY_NOTHING);
    struct farewell_stood stood = seen->statement.to_do > 0 ? stand_n(FAREWELL_NOW, FAREWELL_WHY_TO_DO, 1)
                                                            : stand(FAREWELL_DONE, FAREWELL_WHY_DONE);
    stood.gone = any_gone(&seen->statement);
    return stood;
}

static struct farewell_stood refunds(const struct stepping *stepping)
{
    const struct farewell_seen *seen = stepping->seen;
    const struct farewell_count *count = &seen->refunds;
    struct farewell_stood stood;

    if (seen->debt_held && count->all == 0)
        return stand(FAREWELL_NOT_NEEDED, FAREWELL_WHY_DEBT);
    if (count->all == 0)
        return stand(FAREWELL_NOT_NEEDED, FAREWELL_WHY_NOTHING);
    if (!trouble(count, &stood)) {
        if (count->to_do > 0)
            stood = stand_n(FAREWELL_NOW,
                            seen->planned < count->to_do ? FAREWELL_WHY_TO_DO : FAREWELL_WHY_PLANNED,
                            count->to_do);
        else if (seen->by_hand > 0)
            stood = stand_n(FAREWELL_NOW, FAREWELL_WHY_HAND, seen->by_hand);
        else if (count->confirmed > 0)
            stood = stand_n(FAREWELL_WAITS, FAREWELL_WHY_HOURS, count->confirmed);
        else if (seen->expected_on != DAY_NONE && seen->expected_on > seen->today)
            stood = stand_on(FAREWELL_DONE, FAREWELL_WHY_TRAVELS, seen->expected_on);
        else
            stood = stand(FAREWELL_DONE, FAREWELL_WHY_DONE);
        stood.at = count->at;
    }
    stood.gone = any_gone(count);
    return stood;
}

static struct farewell_stood credit_note(const struct stepping *stepping)
{
    const struct farewell_seen *seen = stepping->seen;
    struct farewell_stood stood;

    if (seen->refunds.all == 0)
        return stand(FAREWELL_NOT_NEEDED, FAREWELL_WHY_NOTHING);
    stood =
        seen->credit_note ? stand(FAREWELL_DONE, FAREWELL_WHY_DONE) : stand(FAREWELL_NOW, FAREWELL_WHY_TO_DO);
    stood.undo = seen->credit_note;
    return stood;
}

/* --- 6 to 9 --- */

static struct farewell_stood meetings(const struct stepping *stepping)
{
    const struct farewell_count *count = &stepping->seen->meetings;
    struct farewell_stood stood;

    if (count->all == 0)
        return stand(FAREWELL_NOT_NEEDED, FAREWELL_WHY_NOTHING);
    if (count->to_do > 0)
        stood = stand_n(FAREWELL_NOW, FAREWELL_WHY_TO_DO, count->to_do);
    else
        stood = stand(FAREWELL_DONE, FAREWELL_WHY_DONE);
    stood.on = count->next;
    stood.undo = count->to_do < count->all;
    return stood;
}

/* Never before the last day. */
static struct farewell_stood accesses(const struct stepping *stepping)
{
    const struct farewell_seen *seen = stepping->seen;
    const struct farewell_count *count = &seen->accesses;
    struct farewell_stood stood;

    if (count->all == 0)
        return stand(FAREWELL_NOT_NEEDED, FAREWELL_WHY_NOTHING);
    if (count->to_do == 0)
        stood = stand(FAREWELL_DONE, FAREWELL_WHY_DONE);
    else if (seen->last_day != DAY_NONE && seen->today < seen->last_day)
        stood = stand_on(FAREWELL_WAITS, FAREWELL_WHY_LAST_DAY, seen->last_day);
    else
        stood = stand_on(FAREWELL_NOW, FAREWELL_WHY_TO_DO, seen->last_day);
    stood.n = count->to_do;
    stood.undo = count->to_do < count->all;
    return stood;
}

static struct farewell_stood handover(const struct stepping *stepping)
{
    const struct farewell_seen *seen = stepping->seen;
    struct farewell_stood stood;

    if (!seen->referral && !seen->referral_none)
        stood = stand(FAREWELL_NOW, FAREWELL_WHY_NOBODY);
    else if (seen->referral && !seen->consent)
        stood = stand(FAREWELL_BLOCKED, FAREWELL_WHY_NO_CONSENT);
    else if (seen->handovers.to_do > 0)
        stood = stand_on(FAREWELL_NOW, FAREWELL_WHY_FILES, seen->handovers.next);
    else
        stood = stand(FAREWELL_DONE, FAREWELL_WHY_DONE);
    stood.n = seen->handovers.to_do;
    return stood;
}

static struct farewell_stood way(const struct stepping *stepping)
{
    const struct farewell_seen *seen = stepping->seen;
    bool call = seen->tell != TELL_WRITE && !seen->call_done;
    struct farewell_stood stood = call ? stand_on(FAREWELL_NOW, FAREWELL_WHY_CALL, seen->call_on)
                                       : stand(FAREWELL_DONE, seen->tell == TELL_WRITE
                                                                  ? FAREWELL_WHY_IN_WRITING
                                                                  : FAREWELL_WHY_DONE);

    stood.gone = seen->call_done && seen->tell != TELL_WRITE;
    return stood;
}

/* --- 10 to 12: the letters --- */

static struct farewell_stood text(const struct stepping *stepping)
{
    const struct farewell_seen *seen = stepping->seen;

    if (seen->letters.all == 0)
        return stand(FAREWELL_NOT_NEEDED, FAREWELL_WHY_NOTHING);
    if (seen->empty > 0)
        return stand_n(FAREWELL_BLOCKED, FAREWELL_WHY_EMPTY, seen->empty);
    if (seen->leaks > 0)
        return stand_n(FAREWELL_BLOCKED, FAREWELL_WHY_LEAK, seen->leaks);
    if (seen->letters.to_do > 0)
        return stand_n(FAREWELL_NOW, FAREWELL_WHY_TO_DO, seen->letters.to_do);
    return stand(FAREWELL_DONE, FAREWELL_WHY_DONE);
}

static int64_t unconfirmed(const struct farewell_count *letters)
{
    return letters->all - letters->waived - letters->confirmed - letters->sending - letters->unknown -
           letters->done;
}

/* The refund is confirmed, and seen, before the letter; so is the last day settled. */
static struct farewell_stood confirm(const struct stepping *stepping)
{
    const struct farewell_seen *seen = stepping->seen;
    struct farewell_stood stood;

    if (seen->letters.all == 0)
        return stand(FAREWELL_NOT_NEEDED, FAREWELL_WHY_NOTHING);
    if (unconfirmed(&seen->letters) <= 0)
        stood = stand(FAREWELL_DONE, FAREWELL_WHY_DONE);
    else if (!over(stepping, FAREWELL_CONTRACT))
        stood = after(FAREWELL_WHY_NOT_YET, FAREWELL_CONTRACT);
    else if (!over(stepping, FAREWELL_TEXT))
        stood = after(FAREWELL_WHY_NOT_YET, FAREWELL_TEXT);
    else if (!over(stepping, FAREWELL_REFUND) && seen->refunds.to_do > 0)
        stood = after(FAREWELL_WHY_MONEY_FIRST, FAREWELL_REFUND);
    else if (!seen->true_said)
        stood = stand(FAREWELL_NOW, FAREWELL_WHY_TRUE);
    else
        stood = stand(FAREWELL_NOW, FAREWELL_WHY_UNCONFIRMED);
    stood.n = unconfirmed(&seen->letters);
    stood.gone = any_gone(&seen->letters);
    stood.undo = seen->letters.confirmed > 0;
    return stood;
}

static struct farewell_stood release(const struct stepping *stepping)
{
    const struct farewell_count *count = &stepping->seen->letters;
    struct farewell_stood stood;

    if (count->all == 0)
        return stand(FAREWELL_NOT_NEEDED, FAREWELL_WHY_NOTHING);
    if (!trouble(count, &stood)) {
        if (count->confirmed > 0)
            stood = stand_n(count->at != INSTANT_NONE && count->at <= stepping->seen->now ? FAREWELL_NOW
                                                                                          : FAREWELL_WAITS,
                            FAREWELL_WHY_HOURS, count->confirmed);
        else if (unconfirmed(count) > 0)
            stood = after(FAREWELL_WHY_NOT_YET, FAREWELL_CONFIRM);
        else
            stood = stand(FAREWELL_DONE, FAREWELL_WHY_DONE);
        stood.at = count->at;
    }
    stood.gone = any_gone(count);
    return stood;
}

/* --- 13 and 14 --- */

/* The credit note's number is a reminder only; what is learned comes with the end, not before it. */
static int first_open(const struct stepping *stepping)
{
    for (int step = FAREWELL_FREEZE; step < FAREWELL_CLOSE; step++)
        if (step != FAREWELL_CREDIT_NOTE && !over(stepping, (enum farewell_step)step))
            return step;
    return -1;
}

static struct farewell_stood close_step(const struct stepping *stepping)
{
    const struct farewell_seen *seen = stepping->seen;
    int first = first_open(stepping);

    if (seen->left)
        return stand(FAREWELL_DONE, FAREWELL_WHY_DONE);
    if (first >= 0)
        return after(FAREWELL_WHY_NOT_YET, (enum farewell_step)first);
    /* An end that was agreed for a day is made on it, once all is done. */
    if (seen->last_day > seen->today || (seen->last_day == seen->today && !seen->cause))
        return stand_on(FAREWELL_WAITS, FAREWELL_WHY_LAST_DAY, seen->last_day);
    if (seen->tasks > 0)
        return stand_n(FAREWELL_WAITS, FAREWELL_WHY_TASKS, seen->tasks);
    return seen->lesson ? stand(FAREWELL_NOW, FAREWELL_WHY_TO_DO)
                        : after(FAREWELL_WHY_LESSON, FAREWELL_LEARN);
}

static struct farewell_stood learn(const struct stepping *stepping)
{
    const struct farewell_seen *seen = stepping->seen;

    struct farewell_stood stood = seen->lesson
                                      ? stand_on(FAREWELL_DONE, FAREWELL_WHY_REVIEWS, seen->review_on)
                                      : stand(FAREWELL_NOW, FAREWELL_WHY_LESSON);

    stood.n = seen->tasks;
    return stood;
}

static struct farewell_stood (*const stands[FAREWELL_STEPS])(const struct stepping *stepping) = {
    freeze,   contract, statement, refunds, credit_note, meetings,   accesses,
    handover, way,      text,      confirm, release,     close_step, learn,
};

bool farewell_can_waive(enum farewell_step step)
{
    switch (step) {
    case FAREWELL_STATEMENT:
    case FAREWELL_REFUND:
    case FAREWELL_CREDIT_NOTE:
    case FAREWELL_MEETINGS:
    case FAREWELL_ACCESS:
    case FAREWELL_HANDOVER:
    case FAREWELL_WAY:
        return true;
    default:
        return false;
    }
}

/* Whatever went out already is no less out for being waived. */
static void waive(const struct stepping *stepping, enum farewell_step step)
{
    struct farewell_stood *stood = &stepping->steps[step];
    bool happened = stood->stand == FAREWELL_DONE && stood->gone;

    if (happened || !farewell_can_waive(step) ||
        !farewell_waived(stepping->seen->farewell, farewell_step_names[step]))
        return;
    bool gone = stood->gone;
    *stood = stand(FAREWELL_NOT_NEEDED, FAREWELL_WHY_WAIVED);
    stood->gone = gone;
    stood->undo = true;
}

void farewell_steps(const struct farewell_seen *seen, struct farewell_stood ret[FAREWELL_STEPS])
{
    const struct stepping stepping = {seen, ret};

    for (int step = 0; step < FAREWELL_STEPS; step++) {
        ret[step] = stands[step](&stepping);
        waive(&stepping, (enum farewell_step)step);
    }
}

int farewell_next(const struct farewell_stood steps[FAREWELL_STEPS])
{
    for (int step = 0; step < FAREWELL_STEPS; step++)
        if (step != FAREWELL_CREDIT_NOTE &&
            (steps[step].stand == FAREWELL_NOW || steps[step].stand == FAREWELL_BLOCKED))
            return step;
    return -1;
}
