#include "paletti/core/judge.h"

#include "due.h"
#include "paletti/base/mem.h"

#define EARLY_SECONDS 3600

const struct breach_kind breach_kinds[] = {
    {BREACH_MY_OFF_HOURS, true, "off_hours", "my_off_hours"},
    {BREACH_MY_CHANNEL, true, "channel", "my_channel"},
    {BREACH_LATE_REPLY, true, "late_reply", "late_reply"},
    {BREACH_BROKEN_PROMISE, true, "broken_promise", "broken_promise"},
    {BREACH_CLIENT_OFF_HOURS, false, "off_hours", "off_hours"},
    {BREACH_CLIENT_CHANNEL, false, "channel", "channel"},
    {BREACH_CHASE, false, "chase", "chase"},
    {BREACH_LATE_MATERIAL, false, "late_material", "late_material"},
    {BREACH_LATE_PAYMENT, false, "late_payment", "late_payment"},
};
const size_t breach_kinds_n = ARRAY_LEN(breach_kinds);

const char *const question_state_names[] = {
    [QUESTION_NONE] = "",           [QUESTION_WAITING] = "waiting", [QUESTION_OVERDUE] = "overdue",
    [QUESTION_ON_TIME] = "on_time", [QUESTION_LATE] = "late",
};

struct judge {
    struct boundaries *boundaries;
    struct verdict question;
    bool owed;
};

struct judge *judge_new(struct boundaries *boundaries)
{
    struct judge *judge = mem_zero(1, sizeof *judge);
    judge->boundaries = boundaries;
    return judge;
}

void judge_free(struct judge *judge)
{
    free(judge);
}

/* The due with whatever promise has moved it; INSTANT_NONE when there was no opening. */
static int64_t due_now(const struct verdict *question)
{
    return question->promised != INSTANT_NONE ? question->promised : question->due;
}

/* What a client may break by writing or calling at all: one breach at most. */
static uint16_t client_breach(const struct terms *terms, const struct entry *entry)
{
    switch (terms_channel(terms, entry->channel).hours) {
    case CHANNEL_NEVER:
        return BREACH_CLIENT_CHANNEL;
    case CHANNEL_CONTACT:
        return entry->invited || calendar_open(terms->calendar, entry->at) ? 0 : BREACH_CLIENT_OFF_HOURS;
    case CHANNEL_ANY:
        break;
    }
    return 0;
}

static uint16_t my_breaches(const struct terms *terms, const struct entry *entry)
{
    uint16_t breaches = 0;
    if (!calendar_open_closing(terms->calendar, entry->at) &&
        !(terms->extra && calendar_open(terms->extra, entry->at)))
        breaches |= BREACH_MY_OFF_HOURS;
    if (terms_channel(terms, entry->channel).hours == CHANNEL_NEVER)
        breaches |= BREACH_MY_CHANNEL;
    return breaches;
}

static void start_question(const struct terms *terms, int64_t at, struct verdict *verdict)
{
    struct due due;
    verdict->started = true;
    if (due_of_question(terms, at, &due) > 0)
        verdict->error = VERDICT_NO_OPENING;
    verdict->receipt = due.receipt;
    verdict->due = due.due;
}

static void step_in(struct judge *judge, const struct entry *entry, struct verdict *ret)
{
    const struct terms *terms = boundaries_at(judge->boundaries, entry->at);
    ret->breaches = client_breach(terms, entry);
    if (entry->needs_reply && !judge->owed)
        start_question(terms, entry->at, ret);
    else if (entry->needs_reply && due_now(&judge->question) != INSTANT_NONE &&
             entry->at < due_now(&judge->question))
        ret->breaches |= BREACH_CHASE;
    if (ret->breaches && boundaries_told(judge->boundaries, entry->at))
        ret->counted = ret->breaches;
    if (ret->started) {
        judge->question = *ret;
        judge->owed = true;
    }
}

/* A holding reply answers nothing; the first one that promises more than the due gives becomes the due. */
static bool hold_question(struct verdict *question, const struct entry *entry)
{
    bool moved = question->promised != INSTANT_NONE;
    if (moved || question->due == INSTANT_NONE || entry->promised <= question->due)
        return false;
    question->held_at = entry->at;
    question->promised = entry->promised;
    return true;
}

static int step_out(struct judge *judge, const struct entry *entry, struct verdict *ret,
                    struct verdict *ret_question)
{
    struct verdict *question = &judge->question;
    ret->breaches = my_breaches(boundaries_at(judge->boundaries, entry->at), entry);
    bool changed = judge->owed && (!entry->holding || hold_question(question, entry));
    if (changed && !entry->holding) {
        question->answered = entry->at;
        judge->owed = false;
        if (due_now(question) != INSTANT_NONE && entry->at > due_now(question))
            ret->breaches |= question->promised != INSTANT_NONE ? BREACH_BROKEN_PROMISE : BREACH_LATE_REPLY;
    }
    ret->counted = ret->breaches;
    if (changed)
        *ret_question = *question;
    return changed;
}

int judge_step(struct judge *judge, const struct entry *entry, struct verdict *ret,
               struct verdict *ret_question)
{
    *ret = VERDICT_INIT;
    if (entry->kind == KIND_NOTE)
        return 0;
    if (entry->direction == DIRECTION_IN)
        step_in(judge, entry, ret);
    else if (entry->direction == DIRECTION_OUT && (entry->kind == KIND_MESSAGE || entry->kind == KIND_CALL))
        return step_out(judge, entry, ret, ret_question);
    return 0;
}

bool judge_question(const struct judge *judge, struct verdict *ret)
{
    if (judge->owed)
        *ret = judge->question;
    return judge->owed;
}

void judge_resume(struct judge *judge, const struct verdict *question)
{
    judge->owed = question != NULL;
    if (question)
        judge->question = *question;
}

/* Whether something at AT is known at NOW. */
static bool known(int64_t at, int64_t now)
{
    return at != INSTANT_NONE && at <= now;
}

int64_t verdict_due(const struct verdict *verdict, int64_t now)
{
    return known(verdict->held_at, now) ? verdict->promised : verdict->due;
}

enum question_state verdict_state(const struct verdict *verdict, int64_t now)
{
    if (!verdict->started)
        return QUESTION_NONE;
    int64_t due = verdict_due(verdict, now);
    if (known(verdict->answered, now))
        return due != INSTANT_NONE && verdict->answered > due ? QUESTION_LATE : QUESTION_ON_TIME;
    return due != INSTANT_NONE && now > due ? QUESTION_OVERDUE : QUESTION_WAITING;
}

bool verdict_early(const struct verdict *verdict, int64_t now)
{
    return verdict->receipt != INSTANT_NONE && known(verdict->answered, now) &&
           verdict->answered >= verdict->receipt && verdict->answered <= verdict->receipt + EARLY_SECONDS;
}

int ask_due(struct boundaries *boundaries, int64_t outbound_at, struct window window, int64_t *ret_due)
{
    if (window.n == 0)
        window = WINDOW_ASK_DEFAULT;
    return calendar_elapse(boundaries_at(boundaries, outbound_at)->calendar, outbound_at, window, ret_due);
}

bool ask_late(int64_t due, int64_t received, int64_t now)
{
    return (known(received, now) ? received : now) > due;
}
