/* DECIDING_SET: one row for each field, with its member, its page, and what it may hold. */
#include "decision_inside.h"

#include "paletti/core/fields.h"
#include "paletti/core/hours_text.h"

enum set_kind { SET_TEXT, SET_MONEY, SET_DAY, SET_CHOICE, SET_SWITCH, SET_NUMBER };

struct setter {
    enum decide_field field;
    enum decide_state page;
    enum set_kind kind;
    size_t at;
    int64_t max;                     /* of a choice or a number */
    int (*check)(struct turn *turn); /* 0, or DECIDE_REFUSED with a sentence; or NULL */
};

void decide_put_text(char **to, const char *text)
{
    char *was = *to;

    *to = text && *text ? mem_string(text) : NULL;
    free(was);
}

/* --- what may not be --- */

/* Ledger 002-12: first why, then how much. */
static int reason_first(struct turn *turn)
{
    if (turn->deciding->terms.reason < 0 && *turn->event->money.currency)
        return REFUSE(turn->err, "%s", decide_missing_text(TERMS_REASON));
    return DECIDE_DONE;
}

static int hours_fine(struct turn *turn)
{
    struct hours hours = {0};

    if (!turn->event->text || !*turn->event->text)
        return DECIDE_DONE;
    int r = hours_read(turn->event->text, &hours, turn->err);
    hours_clear(&hours);
    return r < 0 ? DECIDE_REFUSED : DECIDE_DONE;
}

static int not_before_today(struct turn *turn)
{
    if (turn->event->day == DAY_NONE || turn->event->day >= turn->seen->today)
        return DECIDE_DONE;
    return REFUSE(turn->err, _("that day has passed: take today or a later one"));
}

static int notice_kept(struct turn *turn)
{
    if (turn->event->day == DAY_NONE || turn->seen->last_day == DAY_NONE ||
        turn->event->day >= turn->seen->last_day)
        return not_before_today(turn);
    return REFUSE(turn->err, _("the notice lasts longer than that: take its last day, or a later one"));
}

static int for_money_sooner(struct turn *turn)
{
    const struct deciding *deciding = turn->deciding;

    if (turn->event->day != DAY_NONE && deciding->path == PATH_KEEP && deciding->keep_reasons.n == 1 &&
        str_equal(deciding->keep_reasons.v[0], "money") &&
        turn->event->day > turn->seen->today + turn->house->money_days)
        return REFUSE(turn->err,
                      P_("kept for money alone it is looked at within %lld day",
                         "kept for money alone it is looked at within %lld days", turn->house->money_days),
                      (long long)turn->house->money_days);
    return not_before_today(turn);
}

/* Whoever says why there is no colleague has chosen none. */
static int choose_none(struct plan_referral *referral, const struct decide_event *event)
{
    if (event->text && *event->text)
        decide_put_text(&referral->colleague, NULL);
    return DECIDE_DONE;
}

static int decline_none(struct turn *turn)
{
    return choose_none(&turn->deciding->decline.referral, turn->event);
}

static int exit_none(struct turn *turn)
{
    return choose_none(&turn->deciding->exit.referral, turn->event);
}

/* --- the fields --- */

#define ROW(field, page, kind, member, ...)                                                                  \
    {                                                                                                        \
        field, DECIDE_##page, SET_##kind, offsetof(struct deciding, member), __VA_ARGS__                     \
    }
static const struct setter setters[] = {
    ROW(TERMS_PRICE, TERMS, MONEY, terms.price, 0, reason_first),
    ROW(TERMS_PRICE_WAS, TERMS, MONEY, terms.price_was, 0, NULL),
    ROW(TERMS_SCOPE, TERMS, TEXT, terms.scope, 0, NULL),
    ROW(TERMS_SCOPE_WAS, TERMS, TEXT, terms.scope_was, 0, NULL),
    ROW(TERMS_HOURS, TERMS, TEXT, terms.hours, 0, hours_fine),
    ROW(TERMS_HOURS_WAS, TERMS, TEXT, terms.hours_was, 0, NULL),
    ROW(TERMS_CHANNEL, TERMS, TEXT, terms.channel, 0, NULL),
    ROW(TERMS_CHANNEL_WAS, TERMS, TEXT, terms.channel_was, 0, NULL),
    ROW(TERMS_FROM, TERMS, DAY, terms.from, 0, not_before_today),
    ROW(TERMS_UNTIL, TERMS, DAY, terms.until, 0, not_before_today),
    ROW(TERMS_REASON, TERMS, CHOICE, terms.reason, TERMS_UNKNOWN, NULL),
    ROW(TERMS_WORDS, TERMS, TEXT, terms.words, 0, NULL),
    ROW(TERMS_NO_LETTER, TERMS, SWITCH, terms.letter_off, 0, NULL),
    ROW(DECLINE_PROJECT, DECLINE, TEXT, decline.project, 0, NULL),
    ROW(DECLINE_CONTRACT, DECLINE, TEXT, decline.contract, 0, NULL),
    ROW(DECLINE_WORDS, DECLINE, TEXT, decline.words, 0, NULL),
    ROW(DECLINE_ENDS_ON, DECLINE, DAY, decline.ends_on, 0, not_before_today),
    ROW(DECLINE_DOOR_CLOSED, DECLINE, SWITCH, decline.door_closed, 0, NULL),
    ROW(DECLINE_COLLEAGUE, DECLINE, TEXT, decline.referral.colleague, 0, NULL),
    ROW(DECLINE_NO_REFERRAL, DECLINE, TEXT, decline.referral.none_because, 0, decline_none),
    ROW(DECLINE_TELL, DECLINE, SWITCH, decline.referral.tell, 0, NULL),
    ROW(CHANCE_WORK_AT_ONCE, CHANCE, SWITCH, chance.work_at_once, 0, NULL),
    ROW(CHANCE_NO_LETTER, CHANCE, SWITCH, chance.letter_off, 0, NULL),
    ROW(CHANCE_TYPING, CHANCE, TEXT, chance.typing, 0, NULL),
    ROW(CHANCE_OVERRIDE, CHANCE, TEXT, override_reason, 0, NULL),
    ROW(EXIT_LAST_DAY, EXIT, DAY, exit.last_day, 0, notice_kept),
    ROW(EXIT_CLAUSE, EXIT, TEXT, exit.clause, 0, NULL),
    ROW(EXIT_TELL, EXIT, CHOICE, exit.tell, TELL_WRITE, NULL),
    ROW(EXIT_DISCLOSURE, EXIT, CHOICE, exit.disclosure, DISCLOSE_FULL, NULL),
    ROW(EXIT_FRAMING, EXIT, CHOICE, exit.framing, FRAMING_BEST_FOR_YOU, NULL),
    ROW(EXIT_REASON, EXIT, TEXT, exit.reason, 0, NULL),
    ROW(EXIT_LANGUAGE, EXIT, TEXT, exit.language, 0, NULL),
    ROW(EXIT_WHY_UNTRIED, EXIT, TEXT, exit.why_untried, 0, NULL),
    ROW(EXIT_COLLEAGUE, EXIT, TEXT, exit.referral.colleague, 0, NULL),
    ROW(EXIT_NO_REFERRAL, EXIT, TEXT, exit.referral.none_because, 0, exit_none),
    ROW(EXIT_TELL_COLLEAGUE, EXIT, SWITCH, exit.referral.tell, 0, NULL),
    ROW(EXIT_DEBT, EXIT, CHOICE, exit.debt, DEBT_HOLD, NULL),
    ROW(EXIT_OFFSET_YES, EXIT, TEXT, exit.offset_yes, 0, NULL),
    ROW(EXIT_UNIT_PRICE, EXIT, MONEY, exit.unit_price, 0, NULL),
    ROW(EXIT_METHOD, EXIT, CHOICE, exit.method, 3, NULL),
    ROW(EXIT_REFUND_ON, EXIT, DAY, exit.refund_on, 0, not_before_today),
    ROW(EXIT_REFUND_ISSUED, EXIT, SWITCH, exit.refund_issued, 0, NULL),
    ROW(EXIT_HANDOVER_BY, EXIT, DAY, exit.handover_by, 0, not_before_today),
    ROW(CHECK_REVIEW_ON, CHECK, DAY, review_on, 0, for_money_sooner),
    ROW(CHECK_THANK, CHECK, SWITCH, thank, 0, NULL),
    ROW(CHECK_WIN, CHECK, TEXT, win, 0, NULL),
    ROW(CHECK_EXPECT, CHECK, TEXT, expect, 0, NULL),
    ROW(CHECK_SURE, CHECK, NUMBER, sure, 5, NULL),
    ROW(CHECK_MOOD, CHECK, CHOICE, mood, MOOD_AFRAID, NULL),
    ROW(CHECK_WENT_WRONG, CHECK, TEXT, went_wrong, 0, NULL),
    ROW(CHECK_PRIVATE_REASON, CHECK, TEXT, private_reason, 0, NULL),
};

static const struct setter *find(enum decide_field field)
{
    for (size_t i = 0; i < ARRAY_LEN(setters); i++)
        if (setters[i].field == field)
            return &setters[i];
    return NULL;
}

static int put(const struct setter *setter, struct turn *turn)
{
    const struct decide_event *event = turn->event;
    void *at = (char *)turn->deciding + setter->at;

    switch (setter->kind) {
    case SET_TEXT:
        decide_put_text(at, event->text);
        break;
    case SET_MONEY:
        *(struct money *)at = event->money;
        break;
    case SET_DAY:
        *(int32_t *)at = event->day;
        break;
    case SET_CHOICE:
        if (event->number < -1 || event->number > setter->max)
            return decide_means_nothing(turn->err);
        *(int8_t *)at = (int8_t)event->number;
        break;
    case SET_SWITCH:
        *(bool *)at = event->number != 0;
        break;
    case SET_NUMBER:
        if (event->number < 0 || event->number > setter->max)
            return decide_means_nothing(turn->err);
        *(int64_t *)at = event->number;
        break;
    }
    return DECIDE_DONE;
}

/* --- the few that are more than a member --- */

static bool known_reason(const char *reason)
{
    for (const char *const *name = decide_keep_reason_names; *name; name++)
        if (str_equal(*name, reason))
            return true;
    return false;
}

/* One of a list comes, and goes again. */
static int toggle(struct texts *list, const char *text)
{
    for (size_t i = 0; i < list->n; i++)
        if (str_equal(list->v[i], text)) {
            free(list->v[i]);
            list->v[i] = list->v[--list->n];
            return DECIDE_DONE;
        }
    texts_add(list, text);
    return DECIDE_DONE;
}

static int set_keep_reason(struct turn *turn)
{
    if (!known_reason(turn->event->text))
        return decide_means_nothing(turn->err);
    return toggle(&turn->deciding->keep_reasons, turn->event->text);
}

static int set_given_back(struct turn *turn)
{
    if (!turn->event->text || !*turn->event->text)
        return decide_means_nothing(turn->err);
    return toggle(&turn->deciding->exit.given_back, turn->event->text);
}

static int set_close(struct turn *turn)
{
    const struct list *closes = &turn->deciding->exit.closes;

    if (turn->event->line < 0 || (size_t)turn->event->line >= closes->n)
        return decide_means_nothing(turn->err);
    if (not_before_today(turn) != DECIDE_DONE)
        return DECIDE_REFUSED;
    struct plan_close *close = &((struct plan_close *)closes->v)[turn->event->line];
    close->kept = turn->event->number != 0;
    close->by = turn->event->day;
    return DECIDE_DONE;
}

int decide_set(struct turn *turn)
{
    enum decide_field field = turn->event->field;
    enum decide_state state = turn->deciding->state;

    if (field == CHECK_KEEP_REASON && state == DECIDE_CHECK)
        return set_keep_reason(turn);
    if (field == EXIT_CLOSE && state == DECIDE_EXIT)
        return set_close(turn);
    if (field == EXIT_GIVEN_BACK && state == DECIDE_EXIT)
        return set_given_back(turn);
    const struct setter *setter = find(field);
    bool here = setter && (setter->page == state || field == CHECK_PRIVATE_REASON);
    int r = !here ? decide_means_nothing(turn->err) : setter->check ? setter->check(turn) : DECIDE_DONE;
    if (r == DECIDE_DONE)
        r = put(setter, turn);
    if (r == DECIDE_DONE && field == EXIT_TELL_COLLEAGUE)
        turn->deciding->exit.referral.tell_asked = true;
    return r;
}
