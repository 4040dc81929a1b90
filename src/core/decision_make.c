/* What a commit makes: tasks in the order of letgo.md, letters, tripwires, the dates of the reviews. */
#include "decision_inside.h"

struct making {
    const struct deciding *deciding;
    const struct decide_seen *seen;
    const struct decide_house *house;
    struct decide_makes *makes;
};

/* --- dates --- */

static int32_t not_past(const struct making *making, int32_t day)
{
    return day == DAY_NONE || day < making->seen->today ? making->seen->today : day;
}

/* So many working days before DAY. */
static int32_t working_days_before(int32_t day, int n)
{
    while (n > 0) {
        day--;
        n -= civil_weekday(day) < SATURDAY;
    }
    return day;
}

int32_t plan_handover_by(const struct plan_exit *exit, int32_t last_day)
{
    if (exit->handover_by != DAY_NONE || last_day == DAY_NONE)
        return exit->handover_by;
    return working_days_before(last_day, 2);
}

static bool only_money(const struct deciding *deciding)
{
    return deciding->keep_reasons.n == 1 && str_equal(deciding->keep_reasons.v[0], "money");
}

static int32_t usual_review(const struct deciding *deciding, const struct decide_seen *seen,
                            const struct decide_house *house)
{
    int32_t last_day = decide_last_day(deciding, seen), deadline = plan_chance_deadline(&deciding->chance);

    switch ((enum decide_path)deciding->path) {
    case PATH_TERMS:
        return seen->today + (int32_t)house->terms_days;
    case PATH_DECLINE:
        return seen->today + (int32_t)house->decline_days;
    case PATH_CHANCE:
        return deadline != DAY_NONE ? deadline : seen->today + (int32_t)house->terms_days;
    case PATH_NOTICE:
    case PATH_TODAY:
        return (last_day != DAY_NONE ? last_day : seen->today) + (int32_t)house->result_days;
    case PATH_LATER:
        return deciding->later_until;
    case PATH_KEEP:
        return seen->today + (int32_t)(only_money(deciding) ? house->money_days : house->keep_days);
    default:
        return DAY_NONE;
    }
}

int32_t decide_review_on(const struct deciding *deciding, const struct decide_seen *seen,
                         const struct decide_house *house)
{
    int32_t usual = usual_review(deciding, seen, house), own = deciding->review_on;

    if (own == DAY_NONE || usual == DAY_NONE)
        return usual;
    return deciding->path == PATH_KEEP && only_money(deciding) && own > usual ? usual : own;
}

static void make_reviews(const struct making *making)
{
    int32_t *reviews = making->makes->reviews;
    int32_t last_day = decide_last_day(making->deciding, making->seen);

    reviews[0] = decide_review_on(making->deciding, making->seen, making->house);
    reviews[1] = reviews[2] = DAY_NONE;
    if (!decide_is_exit(making->deciding->path) || last_day == DAY_NONE)
        return;
    reviews[2] = reviews[0];
    reviews[0] = last_day + (int32_t)making->house->relief_days;
    reviews[1] = last_day + (int32_t)making->house->again_days;
}

/* --- tasks --- */

/* WHAT is owned from now on. */
static void add_task(const struct making *making, const char *kind, char *what, int32_t due)
{
    struct decide_makes *makes = making->makes;

    MEM_GROW(makes->tasks, makes->n_tasks, makes->cap_tasks);
    makes->tasks[makes->n_tasks++] = (struct decide_task){mem_string(kind), what, not_past(making, due)};
}

static void add_letter(const struct making *making, const char *code, const char *why)
{
    struct decide_makes *makes = making->makes;

    MEM_GROW(makes->letters, makes->n_letters, makes->cap_letters);
    makes->letters[makes->n_letters++] = (struct decide_letter){code, why};
}

static void task_of_refund(const struct making *making)
{
    const struct plan_exit *exit = &making->deciding->exit;
    _cleanup_str_ struct str sum = STR_INIT;

    if (!making->seen->to_return || exit->refund_issued || exit->debt == DEBT_HOLD)
        return;
    if (*exit->to_return.currency) {
        money_amount(&sum, exit->to_return);
        str_printf(&sum, " %s", exit->to_return.currency);
    }
    add_task(making, "refund", str_format(_("return what was not used: %s"), str_text(&sum)),
             exit->refund_on);
}

/* Nobody is called on a day I do not work, unless the last day comes first. */
static int32_t telling_day(const struct making *making)
{
    int32_t last_day = decide_last_day(making->deciding, making->seen), day = making->seen->open_day;

    return last_day != DAY_NONE && day > last_day ? last_day : day;
}

static void tasks_of_telling(const struct making *making)
{
    int32_t day = telling_day(making);
    const char *name = making->seen->name;
    enum exit_tell tell = decide_manner(making->deciding, making->seen, making->house).tell;

    if (tell == TELL_CALL)
        add_task(making, "call", str_format(_("call %s and say it"), name), day);
    if (tell == TELL_MEET)
        add_task(making, "call", str_format(_("meet %s and say it"), name), day);
    add_task(making, "letter", str_format(_("write to %s: the date, and what follows"), name), day);
}

/* What a task of a kind is called, of what is to be closed. */
static char *close_words(const struct plan_close *close)
{
    const char *what = close->what ? close->what : close->ref;

    switch (close->kind) {
    case CLOSE_MEETING:
        return str_format(_("cancel: %s"), what);
    case CLOSE_ACCESS:
        return str_format(_("close the access: %s"), what);
    default:
        return mem_string(what);
    }
}

int32_t decide_close_by(const struct plan_close *close, int32_t usual, int32_t today)
{
    int32_t by = usual;

    if (close->by != DAY_NONE)
        return close->by;
    if (close->held_on != DAY_NONE && (by == DAY_NONE || close->held_on - 1 < by))
        by = close->held_on - 1;
    return by != DAY_NONE && by < today ? today : by;
}

static void tasks_of_kind(const struct making *making, enum close_kind kind, const char *task, int32_t usual)
{
    const struct list *closes = &making->deciding->exit.closes;

    for (size_t i = 0; i < closes->n; i++) {
        const struct plan_close *close = &((const struct plan_close *)closes->v)[i];
        if (close->kind != (int8_t)kind || close->kept || close->done)
            continue;
        add_task(making, task, close_words(close), decide_close_by(close, usual, making->seen->today));
    }
}

static bool has_handover(const struct deciding *deciding)
{
    for (size_t i = 0; i < deciding->exit.closes.n; i++)
        if (((const struct plan_close *)deciding->exit.closes.v)[i].kind == CLOSE_HANDOVER)
            return true;
    return false;
}

static void task_of_referral(const struct making *making, const struct plan_referral *referral)
{
    if (referral->colleague && *referral->colleague)
        add_task(making, "referral", str_format(_("pass %s on to the colleague"), making->seen->name),
                 DAY_NONE);
}

/* Refund before the message (ledger 000-07); access on the last day, never before it. */
static void make_exit(const struct making *making)
{
    const struct deciding *deciding = making->deciding;
    int32_t last_day = decide_last_day(deciding, making->seen);
    int32_t handover = plan_handover_by(&deciding->exit, last_day);

    task_of_refund(making);
    tasks_of_telling(making);
    if (has_handover(deciding))
        tasks_of_kind(making, CLOSE_HANDOVER, "handover", handover);
    else
        add_task(making, "handover", mem_string(_("hand over files and notes")), handover);
    task_of_referral(making, &deciding->exit.referral);
    tasks_of_kind(making, CLOSE_MEETING, "meeting", last_day);
    tasks_of_kind(making, CLOSE_ACCESS, "access", last_day);
    add_task(making, "replacement", mem_string(_("who instead? look at your ideal client")), last_day);
    add_letter(making, decide_trouble_find(making->house, decide_trouble_of(deciding, making->seen))->ending,
               N_("the goodbye"));
    if (making->seen->to_return)
        add_letter(making, "T3", N_("what was bought, used and goes back"));
    making->makes->leaving = true;
}

static void make_terms(const struct making *making)
{
    const struct plan_terms *terms = &making->deciding->terms;
    bool hours = (terms->hours && *terms->hours) || (terms->channel && *terms->channel);

    making->makes->override = hours;
    add_task(making, "terms", str_format(_("tell %s the new terms"), making->seen->name), terms->from);
    if (terms->until != DAY_NONE)
        add_task(making, "follow_up", mem_string(_("the new terms end: the old ones hold again")),
                 terms->until);
    if (terms->letter_off)
        return;
    if (*terms->price.currency)
        add_letter(making, "T12", N_("the answer about the price"));
    if (terms->scope && *terms->scope)
        add_letter(making, "T9", N_("what is beside the contract"));
    if (hours)
        add_letter(making, "T3b", N_("the rules"));
}

static void make_decline(const struct making *making)
{
    const struct plan_decline *decline = &making->deciding->decline;

    add_task(making, "letter",
             str_format(_("decline the project: %s"), decline->project ? decline->project : ""), DAY_NONE);
    task_of_referral(making, &decline->referral);
    add_letter(making, "T10", N_("this project is not for me"));
    if (decline->referral.colleague && *decline->referral.colleague)
        add_letter(making, "T2", N_("whom to go to"));
}

static void make_chance(const struct making *making)
{
    const struct list *conditions = &making->deciding->chance.conditions;

    add_task(making, "letter", str_format(_("send %s the conditions"), making->seen->name), DAY_NONE);
    for (size_t i = 0; i < conditions->n; i++) {
        const struct plan_condition *condition = &((const struct plan_condition *)conditions->v)[i];
        add_task(making, "follow_up", mem_string(condition->what), condition->until);
    }
    if (!making->deciding->chance.letter_off)
        add_letter(making, "T14", N_("the conditions"));
}

/* What holds one back is answered by a reserve, whatever the path. */
static void task_of_reserve(const struct making *making)
{
    const struct decide_seen *seen = making->seen;

    if (making->deciding->fear == FEAR_MONEY && seen->runway >= 0 && seen->runway < seen->floor)
        add_task(making, "reserve", mem_string(_("build up the reserve to its floor")), DAY_NONE);
}

static void make_tasks(const struct making *making)
{
    const struct deciding *deciding = making->deciding;

    switch ((enum decide_path)deciding->path) {
    case PATH_KEEP:
        if (deciding->thank)
            add_task(making, "thanks",
                     str_format(_("thank %s: %s"), making->seen->name, deciding->win ? deciding->win : ""),
                     DAY_NONE);
        break;
    case PATH_TERMS:
        make_terms(making);
        break;
    case PATH_DECLINE:
        make_decline(making);
        break;
    case PATH_CHANCE:
        make_chance(making);
        break;
    case PATH_NOTICE:
    case PATH_TODAY:
        make_exit(making);
        break;
    default:
        return;
    }
    task_of_reserve(making);
}

/* --- tripwires --- */

enum { OF_STAYING = 1 << 0, OF_CHANCE = 1 << 1, OF_EXIT = 1 << 2, OF_DECLINE = 1 << 3, OF_ALL = 0xff };

#define WIRE(code, of, number)                                                                               \
    {                                                                                                        \
        code, of, offsetof(struct decide_house, number), true                                                \
    }
static const struct wire {
    const char *code;
    unsigned of;
    size_t at; /* of the threshold */
    bool counted;
} wires[] = {
    {"date", OF_ALL, 0, false},
    {"condition", OF_CHANCE, 0, false},
    WIRE("rule_broken", OF_STAYING, rule_breaches),
    {"ladder_end", OF_STAYING, 0, false},
    {"promise_broken", OF_STAYING | OF_EXIT, 0, false},
    WIRE("hour_half", OF_STAYING, hour_days),
    WIRE("share", OF_STAYING, share_max),
    WIRE("closeness", OF_STAYING, closeness_events),
    WIRE("contract_renews", OF_STAYING, renew_days),
    {"back_again", OF_EXIT | OF_DECLINE, 0, false},
    WIRE("refund_pending", OF_EXIT, refund_days),
    {"fact_changed", OF_ALL, 0, false},
    WIRE("result", OF_EXIT, result_days),
};

static unsigned wires_of(enum decide_path path)
{
    switch (path) {
    case PATH_CHANCE:
        return OF_STAYING | OF_CHANCE;
    case PATH_DECLINE:
        return OF_STAYING | OF_DECLINE;
    case PATH_NOTICE:
    case PATH_TODAY:
        return OF_EXIT;
    default:
        return OF_STAYING;
    }
}

static void make_tripwires(const struct making *making)
{
    struct decide_makes *makes = making->makes;
    unsigned of = wires_of(making->deciding->path);

    for (size_t i = 0; i < ARRAY_LEN(wires); i++) {
        const struct wire *wire = &wires[i];
        if (!(wire->of & of))
            continue;
        MEM_GROW(makes->tripwires, makes->n_tripwires, makes->cap_tripwires);
        makes->tripwires[makes->n_tripwires++] = (struct decide_tripwire){
            .code = wire->code,
            .n = wire->counted ? *(const int64_t *)((const char *)making->house + wire->at) : 0,
            .on = str_equal(wire->code, "date")        ? makes->reviews[0]
                  : str_equal(wire->code, "condition") ? plan_chance_deadline(&making->deciding->chance)
                  : str_equal(wire->code, "result")    ? makes->reviews[2]
                                                       : DAY_NONE,
        };
    }
}

void decide_make(const struct deciding *deciding, const struct decide_seen *seen,
                 const struct decide_house *house, struct decide_makes *ret)
{
    struct making making = {deciding, seen, house, ret};

    *ret = (struct decide_makes){0};
    make_reviews(&making);
    make_tasks(&making);
    make_tripwires(&making);
}

void decide_makes_clear(struct decide_makes *makes)
{
    for (size_t i = 0; i < makes->n_tasks; i++) {
        free(makes->tasks[i].kind);
        free(makes->tasks[i].what);
    }
    free(makes->tasks);
    free(makes->letters);
    free(makes->tripwires);
    *makes = (struct decide_makes){0};
}
