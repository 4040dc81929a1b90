#include "paletti/core/decision.h"

#include "paletti/base/mem.h"
#include "paletti/core/client.h"
#include "paletti/core/fields.h"

const char *const decide_state_names[] = {"idle",   "resume",    "facts",     "ask",  "fear",  "path",
                                          "terms",  "decline",   "chance",    "exit", "check", "cooling",
                                          "parked", "committed", "abandoned", NULL};
const char *const decide_answer_names[] = {"yes", "no", "unsure", NULL};
const char *const decide_fearless_names[] = {"keep", "let_go", NULL};
const char *const decide_fear_names[] = {"money", "talk", "reputation", "guilt", "nothing", NULL};
const char *const decide_mood_names[] = {"calm", "tired", "angry", "afraid", NULL};
const char *const decide_path_names[] = {"none",   "keep",  "terms", "decline", "chance",
                                         "notice", "today", "later", NULL};
const char *const decide_keep_reason_names[] = {"money", "work", "results", "person", "other", NULL};
const char *const terms_reason_names[] = {"temporary", "budget", "not_valued", "unknown", NULL};
const char *const condition_measure_names[] = {"payment",    "days_late", "channel", "off_hours",
                                               "complaints", "yes_no",    NULL};
const char *const exit_tell_names[] = {"call", "meet", "write", NULL};
const char *const exit_disclosure_names[] = {"none", "short", "full", NULL};
const char *const exit_framing_names[] = {"true", "not_fit", "best_for_you", NULL};
const char *const exit_debt_names[] = {"return_full", "offset", "hold", NULL};
const char *const close_kind_names[] = {"meeting", "access", "handover", NULL};

enum { COUNT_MAX = 1000000000 };

static const struct field terms_fields[] = {
    FIELD(MONEY, plan_terms, price_was),
    FIELD(MONEY, plan_terms, price),
    FIELD(TEXT, plan_terms, scope_was),
    FIELD(TEXT, plan_terms, scope),
    FIELD(TEXT, plan_terms, hours_was),
    FIELD(TEXT, plan_terms, hours),
    FIELD(TEXT, plan_terms, channel_was),
    FIELD(TEXT, plan_terms, channel),
    FIELD(DATE, plan_terms, from),
    FIELD(DATE, plan_terms, until),
    FIELD(ENUM, plan_terms, reason, NAMES(terms_reason_names)),
    FIELD(TEXT, plan_terms, words),
    FIELD(BOOL, plan_terms, letter_off),
};
static const struct model model_plan_terms = MODEL("terms", plan_terms, terms_fields);

static const struct field referral_fields[] = {
    FIELD(TEXT, plan_referral, colleague),
    FIELD(TEXT, plan_referral, none_because),
    FIELD(BOOL, plan_referral, tell),
    FIELD(BOOL, plan_referral, tell_asked),
};
static const struct model model_plan_referral = MODEL("referral", plan_referral, referral_fields);

static const struct field decline_fields[] = {
    FIELD(TEXT, plan_decline, project),
    FIELD(TEXT, plan_decline, contract),
    FIELD_INSIDE(plan_decline, referral, &model_plan_referral),
    FIELD(TEXT, plan_decline, words),
    FIELD(DATE, plan_decline, ends_on),
    FIELD(BOOL, plan_decline, door_closed),
};
static const struct model model_plan_decline = MODEL("decline", plan_decline, decline_fields);

static const struct field condition_fields[] = {
    FIELD(TEXT, plan_condition, what),
    FIELD(ENUM, plan_condition, measure, NAMES(condition_measure_names)),
    FIELD(TEXT, plan_condition, invoice),
    FIELD(INT, plan_condition, limit, RANGE(0, COUNT_MAX, 0)),
    FIELD(TEXT, plan_condition, test),
    FIELD(DATE, plan_condition, until),
};
static const struct model model_plan_condition = MODEL("conditions", plan_condition, condition_fields);

void plan_condition_init(struct plan_condition *condition)
{
    model_init(&model_plan_condition, condition);
}

void plan_condition_clear(struct plan_condition *condition)
{
    model_clear(&model_plan_condition, condition);
}

void plan_condition_copy(const struct plan_condition *from, struct plan_condition *ret)
{
    model_copy(&model_plan_condition, from, ret);
}

static const struct field chance_fields[] = {
    FIELD(LIST, plan_chance, conditions, .model = &model_plan_condition),
    FIELD(TEXTS, plan_chance, mine),
    FIELD(TEXT, plan_chance, typing),
    FIELD(BOOL, plan_chance, work_at_once),
    FIELD(BOOL, plan_chance, letter_off),
};
static const struct model model_plan_chance = MODEL("chance", plan_chance, chance_fields);

static const struct field settled_fields[] = {
    FIELD(TEXT, settled_line, package),
    FIELD(TEXT, settled_line, unit),
    FIELD(QUANTITY, settled_line, bought, RANGE(0, INT64_MAX, 0)),
    FIELD(QUANTITY, settled_line, used, RANGE(0, INT64_MAX, 0)),
    FIELD(QUANTITY, settled_line, left, RANGE(0, INT64_MAX, 0)),
    FIELD(MONEY, settled_line, refund, NEGATIVE_TOO),
};
static const struct model model_settled = MODEL("settlement", settled_line, settled_fields);

static const struct field close_fields[] = {
    FIELD(ENUM, plan_close, kind, NAMES_OR(close_kind_names, CLOSE_HANDOVER)),
    FIELD(TEXT, plan_close, ref),
    FIELD(TEXT, plan_close, what),
    FIELD(DATE, plan_close, by),
    FIELD(DATE, plan_close, held_on),
    FIELD(BOOL, plan_close, kept),
    FIELD(BOOL, plan_close, done),
};
static const struct model model_close = MODEL("closes", plan_close, close_fields);

static const char *const method_names[] = {"stripe", "transfer", "cash", "other", NULL};
static const struct field exit_fields[] = {
    FIELD(DATE, plan_exit, last_day),
    FIELD(TEXT, plan_exit, clause),
    FIELD(ENUM, plan_exit, tell, NAMES(exit_tell_names)),
    FIELD(ENUM, plan_exit, disclosure, NAMES(exit_disclosure_names)),
    FIELD(ENUM, plan_exit, framing, NAMES(exit_framing_names)),
    FIELD(TEXT, plan_exit, reason),
    FIELD(TEXT, plan_exit, language),
    FIELD(TEXT, plan_exit, why_untried),
    FIELD_INSIDE(plan_exit, referral, &model_plan_referral),
    FIELD(ENUM, plan_exit, debt, NAMES(exit_debt_names)),
    FIELD(TEXT, plan_exit, offset_yes),
    FIELD(MONEY, plan_exit, unit_price),
    FIELD(ENUM, plan_exit, method, NAMES(method_names)),
    FIELD(DATE, plan_exit, refund_on),
    FIELD(BOOL, plan_exit, refund_issued),
    FIELD(TEXTS, plan_exit, given_back),
    FIELD(LIST, plan_exit, settlement, .model = &model_settled),
    FIELD(MONEY, plan_exit, to_return, NEGATIVE_TOO),
    FIELD(MONEY, plan_exit, owed, NEGATIVE_TOO),
    FIELD(LIST, plan_exit, closes, .model = &model_close),
    FIELD(DATE, plan_exit, handover_by),
};
static const struct model model_plan_exit = MODEL("exit", plan_exit, exit_fields);

static const struct field number_fields[] = {
    FIELD(TEXT, decided_number, what),         FIELD(TEXT, decided_number, value),
    FIELD(TEXT, decided_number, others),       FIELD(TEXT, decided_number, shown),
    FIELD(TEXT, decided_number, others_shown),
};
static const struct model model_number = MODEL("numbers", decided_number, number_fields);

static const struct field fact_fields[] = {
    FIELD(TEXT, decided_fact, code),
    FIELD(LIST, decided_fact, numbers, .model = &model_number),
    FIELD(INT, decided_fact, suggested, RANGE(-1, 5, -1)),
    FIELD(INT, decided_fact, rating, RANGE(-1, 5, -1)),
    FIELD(BOOL, decided_fact, accepted),
    FIELD(BOOL, decided_fact, changed),
    FIELD(TEXT, decided_fact, reason),
    FIELD(BOOL, decided_fact, left_out),
    FIELD(TEXT, decided_fact, entries_hash),
    FIELD(TEXTS, decided_fact, entries),
};
static const struct model model_fact = MODEL("facts", decided_fact, fact_fields);

static const struct field seconds_fields[] = {
    FIELD(TEXT, decided_seconds, page),
    FIELD(INT, decided_seconds, seconds, RANGE(0, INT64_MAX, 0)),
};
static const struct model model_seconds = MODEL("seconds", decided_seconds, seconds_fields);

static const struct field fields[] = {
    FIELD(REF, deciding, ref, REQUIRED),
    FIELD(REF, deciding, client, REQUIRED, .model = &model_client),
    FIELD(REF, deciding, group, .model = &model_client),
    FIELD(ENUM, deciding, state, NAMES_OR(decide_state_names, DECIDE_IDLE)),
    FIELD(ENUM, deciding, page, NAMES(decide_state_names)),
    FIELD(ENUM, deciding, back, NAMES(decide_state_names)),
    FIELD(INT, deciding, revision, RANGE(0, INT64_MAX, 0)),
    FIELD(INSTANT, deciding, begun),
    FIELD(INSTANT, deciding, at),
    FIELD(BOOL, deciding, ask_first),
    FIELD(BOOL, deciding, long_lane),
    FIELD(DATE, deciding, from),
    FIELD(DATE, deciding, to),
    FIELD(BOOL, deciding, thin),
    FIELD(LIST, deciding, facts, .model = &model_fact),
    FIELD(BOOL, deciding, facts_seen),
    FIELD(INT, deciding, new_facts, RANGE(0, COUNT_MAX, 0)),
    FIELD(ENUM, deciding, first_answer, NAMES(decide_answer_names)),
    FIELD(INSTANT, deciding, first_at),
    FIELD(ENUM, deciding, answer, NAMES(decide_answer_names)),
    FIELD(INSTANT, deciding, answered_at),
    FIELD(ENUM, deciding, fearless, NAMES(decide_fearless_names)),
    FIELD(ENUM, deciding, fear, NAMES(decide_fear_names)),
    FIELD(TEXT, deciding, trouble),
    FIELD(BOOL, deciding, trouble_given),
    FIELD(ENUM, deciding, path, NAMES_OR(decide_path_names, PATH_NONE)),
    FIELD(TEXT, deciding, cause),
    FIELD(TEXT, deciding, override_reason),
    FIELD(DATE, deciding, later_until),
    FIELD(INT, deciding, laters, RANGE(0, COUNT_MAX, 0)),
    FIELD_INSIDE(deciding, terms, &model_plan_terms),
    FIELD_INSIDE(deciding, decline, &model_plan_decline),
    FIELD_INSIDE(deciding, chance, &model_plan_chance),
    FIELD_INSIDE(deciding, exit, &model_plan_exit),
    FIELD(TEXTS, deciding, keep_reasons, .names = decide_keep_reason_names),
    FIELD(DATE, deciding, review_on),
    FIELD(BOOL, deciding, thank),
    FIELD(TEXT, deciding, win),
    FIELD(TEXT, deciding, expect),
    FIELD(INT, deciding, sure, RANGE(0, 5, 0)),
    FIELD(ENUM, deciding, mood, NAMES(decide_mood_names)),
    FIELD(TEXT, deciding, went_wrong),
    {.name = "private_reason",
     .kind = FIELD_TEXT,
     .at = offsetof(struct deciding, private_reason),
     .flags = FIELD_PRIVATE},
    FIELD(INSTANT, deciding, wakes),
    FIELD(LIST, deciding, seconds, .model = &model_seconds),
};
const struct model model_deciding = MODEL("deciding", deciding, fields, .internal = true);

void deciding_init(struct deciding *deciding, const char *ref, const char *client, const char *group)
{
    model_init(&model_deciding, deciding);
    deciding->ref = mem_string(ref);
    deciding->client = mem_string(client);
    deciding->group = mem_string(group);
}
