/* The plan of a decision: what paths 2 to 6 need to know. decide.md, the plan pages; letgo.md, the steps. */
#pragma once

#include "paletti/core/model.h"

/* Path 2, keep with new terms. What is empty stays as it is. A change needs a reason (C16, ledger 002-12); a favour has an
 * end date and reverts by itself, without one it is a new price (C12). Hours, channel and window need the end date: they
 * become an exception to my rules (core/rule.h, override). */
enum terms_reason { TERMS_TEMPORARY, TERMS_BUDGET, TERMS_NOT_VALUED, TERMS_UNKNOWN };
extern const char *const terms_reason_names[];
struct plan_terms {
    struct money price_was, price; /* of an hour, or of what is sold */
    char *scope_was, *scope;
    char *hours_was, *hours; /* core/hours_text.h */
    char *channel_was, *channel; /* the one to be used: its name */
    int32_t from, until;     /* from: today when DAY_NONE; until: DAY_NONE, no end */
    int8_t reason;           /* enum terms_reason, -1 */
    char *words;             /* the reason in own words; the override's */
    bool letter_off;         /* no message */
};

/* Paths 3, 5 and 6: to whom else they can go. Either a colleague or the reason for none. */
struct plan_referral {
    char *colleague;   /* ref */
    char *none_because;
    bool tell;         /* abuse, debt: the colleague is to be told */
    bool tell_asked;
};

/* Path 3, decline this project only. */
struct plan_decline {
    char *project;   /* what is declined */
    char *contract;  /* the contract's ref, or NULL */
    struct plan_referral referral;
    char *words;
    int32_t ends_on; /* DAY_NONE: today */
    bool door_closed;
};

/* Path 4. A condition is measured by something that the log knows, or by a yes/no question. */
enum condition_measure {
    MEASURE_PAYMENT,     /* of `invoice` logged */
    MEASURE_DAYS_LATE,   /* at most `limit`, 0 as a rule */
    MEASURE_CHANNEL,     /* breaches of the channels, at most `limit` */
    MEASURE_OFF_HOURS,   /* of the hours */
    MEASURE_COMPLAINTS,  /* at most `limit` */
    MEASURE_YES_NO,      /* `test` is asked on the date */
};
extern const char *const condition_measure_names[];
struct plan_condition {
    char *what;    /* in words: "ask for changes by e-mail only" */
    int8_t measure; /* enum condition_measure, -1 */
    char *invoice; /* ref */
    int64_t limit;
    char *test;    /* the question, which ends with a question mark */
    int32_t until;
};
/* 0; -1: err says what is wrong: no measure, friendship, no date, a date before TODAY. */
int plan_condition_check(const struct plan_condition *condition, int32_t today, struct err *err);
/* An empty one, and what it owns; the caller of DECIDING_ADD keeps its own. */
void plan_condition_init(struct plan_condition *condition);
void plan_condition_clear(struct plan_condition *condition);
void plan_condition_copy(const struct plan_condition *from, struct plan_condition *ret);

struct plan_chance {
    struct list conditions; /* struct plan_condition, at most three */
    struct texts mine;      /* my own duties */
    char *typing;        /* a condition that is being typed, as far as it goes */
    bool work_at_once;      /* else work goes on only once the first condition is met */
    bool letter_off;
};
/* The latest date of the conditions, DAY_NONE. */
int32_t plan_chance_deadline(const struct plan_chance *chance);
/* How long one works before it is known that the chance failed, from TODAY on: until the first condition's date where work
 * waits for it, else until the latest. DAY_NONE without conditions. */
int32_t plan_chance_known(const struct plan_chance *chance);
/* MINUTES a month over the days FROM to UNTIL, rounded up; a month is 365/12 days. */
int64_t plan_minutes_within(int64_t minutes, int32_t from, int32_t until);

/* Paths 5 and 6. */
enum exit_tell { TELL_CALL, TELL_MEET, TELL_WRITE };
enum exit_disclosure { DISCLOSE_NONE, DISCLOSE_SHORT, DISCLOSE_FULL };
enum exit_framing { FRAMING_TRUE, FRAMING_NOT_FIT, FRAMING_BEST_FOR_YOU };
enum exit_debt { DEBT_RETURN_FULL, DEBT_OFFSET, DEBT_HOLD }; /* C11: both owe; an offset needs their written yes */
extern const char *const exit_tell_names[], *const exit_disclosure_names[], *const exit_framing_names[],
    *const exit_debt_names[];

/* One line of the settlement, as the statement gave it. */
struct settled_line {
    char *package, *unit;
    int64_t bought, used, left; /* thousandths */
    struct money refund;
};
/* What the program proposes as a condition, in English; to be translated. */
enum plan_habit { HABIT_CHANNEL, HABIT_HOURS, HABIT_EXTRAS, HABIT_MATERIAL, HABIT_COMPLAINTS, HABIT_IN_TIME, PLAN_HABITS };
extern const char *const plan_habit_words[PLAN_HABITS];

/* One thing to close: a meeting to cancel, an access, a hand-over. */
enum close_kind { CLOSE_MEETING, CLOSE_ACCESS, CLOSE_HANDOVER };
extern const char *const close_kind_names[];
struct plan_close {
    int8_t kind;  /* enum close_kind */
    char *ref;    /* of the meeting or access; NULL: own words */
    char *what;
    int32_t by;   /* DAY_NONE: see decide_close_by */
    int32_t held_on; /* of a meeting: its day; DAY_NONE */
    bool kept;    /* it is not closed */
    bool done;    /* it is closed already */
};
struct plan_exit {
    int32_t last_day;    /* the person's own; DAY_NONE: by the contract's notice, path 6: today */
    char *clause;        /* in words, where the contract says none */
    int8_t tell;         /* enum exit_tell, -1: by the trouble */
    int8_t disclosure;   /* -1: by the trouble */
    int8_t framing;      /* -1: not chosen */
    char *reason;        /* the words of the short or the full reason */
    char *language;      /* of the message; NULL: the client's */
    char *why_untried;   /* an exit with nothing tried asks why */
    struct plan_referral referral;
    int8_t debt;         /* enum exit_debt, -1 */
    char *offset_yes;    /* where their written yes stands; the clause by which it is held */
    struct money unit_price; /* of units whose price is not known */
    int8_t method;       /* enum payment_method of the refund, -1 */
    int32_t refund_on;   /* DAY_NONE: today */
    bool refund_issued;
    struct texts given_back; /* uses that are booked inside the notice and not kept: refs */
    struct list settlement; /* struct settled_line */
    struct money to_return, owed;
    struct list closes;  /* struct plan_close */
    int32_t handover_by; /* DAY_NONE: two working days before the last */
};
/* The person's own, else two working days before LAST_DAY; DAY_NONE: neither. */
int32_t plan_handover_by(const struct plan_exit *exit, int32_t last_day);

/* What DECIDING_SET can set, and what decide_missing can name. */
enum decide_field {
    PLAN_NOTHING,
    /* terms */
    TERMS_PRICE, /* money */
    TERMS_PRICE_WAS,
    TERMS_SCOPE,
    TERMS_SCOPE_WAS,
    TERMS_HOURS,
    TERMS_HOURS_WAS,
    TERMS_CHANNEL,
    TERMS_CHANNEL_WAS,
    TERMS_FROM, /* day */
    TERMS_UNTIL,
    TERMS_REASON, /* number: enum terms_reason */
    TERMS_WORDS,
    TERMS_NO_LETTER, /* number: 0, 1 */
    TERMS_ANY, /* missing: nothing changes */
    /* decline */
    DECLINE_PROJECT,
    DECLINE_CONTRACT,
    DECLINE_WORDS,
    DECLINE_ENDS_ON,
    DECLINE_DOOR_CLOSED,
    DECLINE_COLLEAGUE,
    DECLINE_NO_REFERRAL, /* text: why; nobody is chosen then */
    DECLINE_TELL,
    /* chance */
    CHANCE_CONDITION, /* missing: there is none */
    CHANCE_WORK_AT_ONCE,
    CHANCE_NO_LETTER,
    CHANCE_TYPING,
    CHANCE_OVERRIDE, /* missing: the reason for one that is not open */
    /* exit */
    EXIT_LAST_DAY,
    EXIT_CLAUSE,
    EXIT_TELL,
    EXIT_DISCLOSURE,
    EXIT_FRAMING,
    EXIT_REASON,
    EXIT_LANGUAGE,
    EXIT_WHY_UNTRIED,
    EXIT_COLLEAGUE,
    EXIT_NO_REFERRAL, /* the same */
    EXIT_TELL_COLLEAGUE,
    EXIT_DEBT,
    EXIT_OFFSET_YES,
    EXIT_UNIT_PRICE,
    EXIT_METHOD,
    EXIT_REFUND_ON,
    EXIT_REFUND_ISSUED,
    EXIT_GIVEN_BACK, /* text: the ref of a booked use; it comes and goes */
    EXIT_HANDOVER_BY,
    EXIT_CLOSE, /* `line`, number: 0 as it is, 1 kept; `day`: by */
    EXIT_CAUSE, /* missing: path 6 without one */
    /* check */
    CHECK_KEEP_REASON, /* text: one of decide_keep_reason_names; it comes and goes */
    CHECK_REVIEW_ON,
    CHECK_THANK,
    CHECK_WIN,
    CHECK_EXPECT,
    CHECK_SURE, /* number 1-5, 0: not said */
    CHECK_MOOD,
    CHECK_WENT_WRONG,
    CHECK_PRIVATE_REASON,
    DECIDE_FIELDS,
};
