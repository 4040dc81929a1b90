/* A decision in the making: what was answered, on which page it stands, and what each key does to it. decide.md, "State
 * machine". The person decides; nothing here adds anything up to a verdict.
 *
 * Pure: the answers (struct deciding), what is known of the client at this moment (struct decide_seen), the numbers that the
 * person can edit (struct decide_house) and one event go in; the answers come out changed. Whoever keeps them saves them
 * after each event (app/deciding.h). */
#pragma once

#include "paletti/core/decision_plan.h"

/* Of the state machine's table. Idle: there is no draft. Resume: there is one, and the person is asked whether to go on.
 * Undone and abandoned are what becomes of a draft in the end, or of one that was begun anew. */
enum decide_state {
    DECIDE_IDLE,
    DECIDE_RESUME,
    DECIDE_FACTS,
    DECIDE_ASK,
    DECIDE_FEAR, /* on the same page as Ask */
    DECIDE_PATH,
    DECIDE_TERMS,
    DECIDE_DECLINE,
    DECIDE_CHANCE,
    DECIDE_EXIT,
    DECIDE_CHECK,
    DECIDE_COOLING,
    DECIDE_PARKED,
    DECIDE_COMMITTED,
    DECIDE_ABANDONED,
    DECIDE_STATES,
};
extern const char *const decide_state_names[]; /* "facts"; NULL-terminated */

enum decide_answer { ANSWER_YES, ANSWER_NO, ANSWER_UNSURE };
enum decide_fearless { FEARLESS_KEEP, FEARLESS_LET_GO };
enum decide_fear { FEAR_MONEY, FEAR_TALK, FEAR_REPUTATION, FEAR_GUILT, FEAR_NOTHING };
enum decide_mood { MOOD_CALM, MOOD_TIRED, MOOD_ANGRY, MOOD_AFRAID };
/* The seven paths have the numbers of their keys; 0: none chosen. */
enum decide_path {
    PATH_NONE,
    PATH_KEEP,
    PATH_TERMS,
    PATH_DECLINE,
    PATH_CHANCE,
    PATH_NOTICE,
    PATH_TODAY,
    PATH_LATER,
    PATHS
};
/* NULL-terminated, in the order of the enumerations ("none" for no path). */
extern const char *const decide_answer_names[], *const decide_fearless_names[], *const decide_fear_names[],
    *const decide_mood_names[], *const decide_path_names[];

/* One number of a line of Facts: exact, as a fraction of whole numbers ("6/6", "3100/1" minor units), and in the words that
 * stood on the page. NULL: not known, or too little to compare. */
struct decided_number {
    char *what;                   /* "breaches" (core/facts.h, figure_kinds) */
    char *value, *others;
    char *shown, *others_shown;
};

/* One line of Facts, as it was shown, and what the person made of it. */
struct decided_fact {
    char *code;          /* "money" (core/facts.h, fact_names) */
    struct list numbers; /* struct decided_number */
    int64_t suggested;   /* 1-5; 0: cannot say; -1: nothing is suggested */
    int64_t rating;      /* 0-5; -1: not rated, which takes the suggestion when the page is left, or 0 where there is none */
    bool accepted;       /* the rating was taken over, or given, with these numbers */
    bool changed;        /* the numbers moved since: it must be accepted again */
    char *reason;        /* why not what was suggested */
    bool left_out;       /* from the suggestion, and listed as such */
    char *entries_hash;  /* over the records that it was made of, as they were; only in what is frozen, as are ... */
    struct texts entries; /* ... their refs, TYPE:REF */
};
/* The rating that counts: what was given, else the suggestion; 0: cannot say. */
int64_t decided_rating(const struct decided_fact *fact);

/* How long the person had a page before them. */
struct decided_seconds {
    char *page; /* decide_state_names */
    int64_t seconds;
};

/* Reasons noted for keeping; only money makes an early review. */
extern const char *const decide_keep_reason_names[]; /* money, work, results, person, other; NULL-terminated */

/* The answers so far. A record of this file alone (`deciding`), written whole at each key. Strings are owned. */
struct deciding {
    char *ref;
    char *client;        /* whom it is about: in a group the member */
    char *group;         /* the group that the member is of; NULL: none */
    int8_t state;        /* enum decide_state */
    int8_t page;         /* resume, cooling, parked: the state it goes on in */
    int8_t back;         /* a field that Check opened goes back to it: DECIDE_CHECK; else -1 */
    int64_t revision;    /* one more with each event */
    int64_t begun, at;   /* instants: first opened; the last event */
    bool ask_first;      /* the question came before the facts */
    bool long_lane;      /* the person opened it with a key */

    /* Facts */
    int32_t from, to;    /* the window */
    bool thin;           /* too little to compare */
    struct list facts;   /* struct decided_fact, in their order */
    bool facts_seen;     /* the page was left with Enter: only then Ask reveals anything */
    int64_t new_facts;   /* lines that moved since they were accepted: "3 new facts" */

    /* Ask and Fear. The first answer is written once and never again, by any event; so says the database too. */
    int8_t first_answer; /* enum decide_answer, -1 */
    int64_t first_at;    /* INSTANT_NONE */
    int8_t answer;       /* as it stands */
    int64_t answered_at;
    int8_t fearless;     /* if nothing bad could follow */
    int8_t fear;         /* what holds you back */

    /* Path */
    char *trouble;       /* a code of `troubles`; guessed from the facts until the person changes it */
    bool trouble_given;
    int8_t path;         /* enum decide_path */
    char *cause;         /* of path 6 */
    char *override_reason; /* of a chance that is not open */
    int32_t later_until; /* of path 7 */
    int64_t laters;      /* how often path 7 was taken since the last decision; the third is refused */

    struct plan_terms terms;
    struct plan_decline decline;
    struct plan_chance chance;
    struct plan_exit exit;

    /* Check */
    struct texts keep_reasons; /* decide_keep_reason_names */
    int32_t review_on;         /* DAY_NONE: the usual date */
    bool thank;                /* keep: a task to thank them */
    char *win;                 /* keep: the note that it is for */
    char *expect;
    int64_t sure;              /* 1-5; 0: not said */
    int8_t mood;               /* enum decide_mood, -1 */
    char *went_wrong;          /* told as if it had gone wrong */
    char *private_reason;      /* never in a letter, kept apart when it is frozen */
    int64_t wakes;             /* cooling: until when, INSTANT_NONE */

    struct list seconds;       /* struct decided_seconds */
};
extern const struct model model_deciding;

/* --- what is known --- */

/* Why the long lane is forced. Bits. */
enum decide_long {
    LONG_UNSURE = 1 << 0,
    LONG_DISAGREE = 1 << 1, /* facts and you */
    LONG_SHARE = 1 << 2,
    LONG_RUNWAY = 1 << 3,   /* these four open Fear ... */
    LONG_MISSING = 1 << 4,  /* a needed field is empty */
    LONG_BOTH_OWE = 1 << 5, /* ... these only Plan */
    LONG_ASKED = 1 << 6,    /* the person opened it with a key */
};

/* One thing that was tried, or could have been: "talk", "scope note". */
struct decide_tried {
    const char *what; /* a code of decide_trouble.first */
    int32_t on;       /* DAY_NONE: not tried */
    bool failed;      /* the talk's outcome: not listened */
};

/* What the app found out for this moment; everything is borrowed. Numbers that are not known are -1. */
struct decide_seen {
    int64_t now;
    int32_t today;             /* the civil day in the rules' zone */
    int32_t open_day;          /* the first day from today on with hours of mine; DAY_NONE: none known */
    int64_t opening;           /* the first opening of a later civil day, INSTANT_NONE */
    const char *name;          /* the client's: in a group the member's */
    const char *group_name;    /* NULL: no group */
    bool prospect, in_group;
    /* money */
    int64_t share;             /* thousandths of the income of 12 months */
    int64_t runway;            /* the reserve in thousandths of a month, no income assumed */
    bool covered;              /* the income that stays without the client covers the cost */
    int64_t floor;             /* thousandths of a month */
    bool owes, to_return;      /* they owe; there is something unused to give back */
    bool unpriced;             /* units left whose price is not known */
    bool refund_policy;        /* the contract says how to return */
    /* terms */
    bool contract, clause;     /* there is one; it says how to end */
    int32_t last_day;          /* a notice given now leads to it, DAY_NONE */
    const char *window;        /* that I answer within, in words: "72 hours" */
    int64_t notice_days, payment_days; /* as the contract has them, else the rules; -1 */
    const char *clause_text;   /* or NULL */
    const struct texts *causes; /* the contract's list of immediate causes; empty or NULL: the house list */
    const char *language;      /* the client's, or NULL */
    bool reg;                  /* the register is known, or the language has none */
    const char *locale, *address; /* how letters are written: "es-ES", "usted" (letter_address_names); or NULL */
    /* trouble */
    const char *trouble;       /* the guess of the facts; NULL: none_of_these */
    bool ladder_over, abuse;   /* the last step is past; marked in the window */
    int64_t last_breach;       /* instant of the client's last, INSTANT_NONE */
    const struct decide_tried *tried;
    size_t n_tried;
    /* the chance: of non-payment core/ladder.h says; of others whether there was one within the months of the house */
    bool chance_open;          /* C1 */
    const char *chance_why;    /* the sentence of the reason, whichever way; NULL: none */
    int32_t last_chance;       /* when the last one was given, DAY_NONE */
    bool chance_broken;        /* a condition of the chance in force was missed: today is marked */
    /* the goodbye */
    bool competitor;           /* the colleague chosen is one */
};

/* --- what the person can edit: data/decide/house, and the file of the same name in their configuration --- */

/* One row of the table of troubles. Codes are of letters and plays; lists are separated by commas. */
struct decide_trouble {
    char *code;
    char *first;         /* what to try first: "ladder,in_charge" */
    int8_t after_yes, after_no; /* enum decide_path; after_yes holds for u */
    int8_t after_failed; /* once what was tried first failed; 0: as after_no */
    int64_t notice_days; /* -1: until the job ends */
    int8_t tell;         /* enum exit_tell */
    int8_t disclosure;   /* enum exit_disclosure */
    char *templates;     /* "T6,T7b" */
    char *ending;        /* the letter of a goodbye: "T8" */
};

struct decide_house {
    int64_t keep_days, money_days, terms_days, decline_days;
    int64_t relief_days, again_days, result_days; /* behind the last day of an exit */
    int64_t share_max;            /* thousandths */
    int64_t breach_cool_minutes;  /* a breach younger than this marks Sleep on it */
    int64_t laters_max;           /* path 7: so many times */
    int64_t chance_months, conditions_max;
    int64_t pay_days, habit_days; /* how long a proposed condition holds: paying in time; how one writes, and when */
    int64_t rule_breaches, hour_days, hour_percent, closeness_events, closeness_days, renew_days, refund_days;
    struct decide_trouble *troubles; /* owned */
    size_t n_troubles, cap_troubles;
    struct texts causes;          /* the house list */
};
/* Reads TEXT over what HOUSE (zeroed at first) holds: "keep_days 90", "cause abuse", "trouble CODE yes=2 no=5 ...", a line
 * each. -1: err names the line; what stood before it has been taken. */
int decide_house_read(const char *text, struct decide_house *house, struct err *err);
void decide_house_clear(struct decide_house *house);
/* Never NULL: an unknown code is as none_of_these. */
const struct decide_trouble *decide_trouble_find(const struct decide_house *house, const char *code);

/* --- events: one a key --- */

enum decide_event_kind {
    DECIDING_BEGIN,      /* idle -> facts, or ask with `number` 1 (D) */
    DECIDING_RESUME,     /* resume, parked, cooling over -> the saved page */
    DECIDING_RATE,       /* facts: `line`, `number` 0-5 */
    DECIDING_REASON,     /* facts: `line`, `text` (NULL or "": none) */
    DECIDING_LEAVE_OUT,  /* facts: `line`; and back in */
    DECIDING_NEXT,       /* Enter */
    DECIDING_BACK,       /* Backspace */
    DECIDING_ANSWER,     /* ask: `number` is enum decide_answer */
    DECIDING_FEARLESS,   /* fear: enum decide_fearless */
    DECIDING_FEAR,       /* fear: enum decide_fear */
    DECIDING_LONG,       /* ask: the person wants Fear; check: wants the plan's page */
    DECIDING_TROUBLE,    /* path: `text` is a code */
    DECIDING_PATH,       /* path: `number` is enum decide_path; 7: with `day` */
    DECIDING_CAUSE,      /* path: `text` */
    DECIDING_OVERRIDE,   /* path: `text` is the reason for a chance that is not open */
    DECIDING_SET,        /* any plan page and check: `field` of decide_field, with `text`, `number`, `day` or `money` */
    DECIDING_ADD,        /* chance: a condition (`condition`) or, with `text` only, a duty of mine; at `line` >= 0: in its place */
    DECIDING_REMOVE,     /* chance: the condition `line`; from DECIDE_DUTIES on: the duty `line` - DECIDE_DUTIES */
    DECIDING_FIELD,      /* check: `number` 1-5 opens the page of that line */
    DECIDING_SLEEP,      /* check: cooling */
    DECIDING_PARK,       /* Esc, Ctrl-C */
    DECIDING_COMMIT,     /* check: Enter */
};

enum { DECIDE_DUTIES = 100 };

struct decide_event {
    enum decide_event_kind kind;
    int line;
    int64_t number;
    const char *text;
    int32_t day;
    struct money money;
    enum decide_field field;
    const struct plan_condition *condition;
};

/* What an event came to, when it did not fail. */
enum { DECIDE_DONE = 0, DECIDE_REFUSED = 1 };

/* Does EVENT to DECIDING, at SEEN->now. 0; DECIDE_REFUSED: it means nothing in this state, or may not be: nothing changed
 * and err has the sentence (empty where the key simply means nothing here). It never sets a first answer twice, and never
 * reaches DECIDE_COMMITTED but from DECIDE_CHECK with an answer and nothing missing. */
int decide_apply(struct deciding *deciding, const struct decide_seen *seen, const struct decide_house *house,
                 const struct decide_event *event, struct err *err);
/* A new draft of the client, in DECIDE_IDLE; model_clear frees it. */
void deciding_init(struct deciding *deciding, const char *ref, const char *client, const char *group);

/* --- what a page shows beside the answers --- */

/* How the rated lines lie: those left out and those rated 0 are no part of it. */
struct decide_tally {
    int rated, worse, better; /* worse: 2 or lower; better: 4 or higher */
};
struct decide_tally decide_tally(const struct deciding *deciding);
/* How the rated lines and the answer lie to each other. DISAGREE: you said yes and more than half of them are 2 or lower, or
 * no and more than half are 4 or higher. OPEN: they lean neither way. NONE: nothing is rated, or the answer is neither. */
enum decide_accord { ACCORD_NONE, ACCORD_AGREE, ACCORD_OPEN, ACCORD_DISAGREE };
enum decide_accord decide_accord(const struct deciding *deciding);
/* Bits of enum decide_long that hold as things stand. */
unsigned decide_lane(const struct deciding *deciding, const struct decide_seen *seen, const struct decide_house *house);
/* Whether Ask shows what is "shown only after you have answered": answered, and the facts were seen. */
bool decide_reveals(const struct deciding *deciding);
/* The trouble in use: the person's, else the guess, else none_of_these. Borrowed. */
const char *decide_trouble_of(const struct deciding *deciding, const struct decide_seen *seen);
/* Whether a client with that trouble is passed on only when the colleague is told what happened, or not told on purpose (C17). */
bool decide_warns(const char *trouble);
/* The path that is marked while none was chosen: by trouble, answer, what was tried and what is open. */
enum decide_path decide_path_default(const struct deciding *deciding, const struct decide_seen *seen,
                                     const struct decide_house *house);
/* Whether PATH is open. *RET_WHY (owned; may be NULL) is the sentence: of what makes it open ("Open because ..."), or of
 * what stands against it; NULL where there is nothing to say. A chance that is not open can be had with a reason, never
 * where there is abuse. */
enum path_open { PATH_CLOSED, PATH_WITH_REASON, PATH_OPEN };
enum path_open decide_path_open(const struct deciding *deciding, const struct decide_seen *seen,
                                const struct decide_house *house, enum decide_path path, char **ret_why);
/* Whether CAUSE ends it today: by the contract's list, else by the house's. */
bool decide_cause_allowed(const struct decide_seen *seen, const struct decide_house *house, const char *cause);
/* The cause that the trouble gives, NULL: none. Static. */
const char *decide_cause_of(const char *trouble);

/* Path 5 and 6: how it is told, as the person set it, else as the trouble has it: abuse, debt and groups are told in writing
 * only, complaints for their good. The last day: path 6 today; 5 what was set, else what the notice leads to. */
struct decide_manner {
    enum exit_tell tell;
    enum exit_disclosure disclosure;
    enum exit_framing framing;
};
struct decide_manner decide_manner(const struct deciding *deciding, const struct decide_seen *seen,
                                   const struct decide_house *house);
int32_t decide_last_day(const struct deciding *deciding, const struct decide_seen *seen);
/* By when something is closed: as the person set it, else on USUAL (the last day, DAY_NONE: not known), a meeting at the latest
 * the day before it is held; never before TODAY. */
int32_t decide_close_by(const struct plan_close *close, int32_t usual, int32_t today);

/* The plan page of a path, DECIDE_CHECK where it has none. */
enum decide_state decide_plan_page(enum decide_path path);
/* The first field of the chosen path's plan that is needed and empty, and from INDEX 0 on the next ones; PLAN_NOTHING: no
 * more. What is missing with the sentence that asks for it: decide_missing_text (translated, static). */
enum decide_field decide_missing(const struct deciding *deciding, const struct decide_seen *seen,
                                 const struct decide_house *house, size_t index);
const char *decide_missing_text(enum decide_field field);

/* Check marks Sleep on it: angry, or a breach that is fresh; never with abuse. */
bool decide_sleep_marked(const struct deciding *deciding, const struct decide_seen *seen,
                         const struct decide_house *house);
/* When it is looked at again: what the person set, else the usual date of the path: of an exit the result, counted from the last
 * day; of a chance the latest condition; all else from the commit. Only money noted for keeping: at most the early one. */
int32_t decide_review_on(const struct deciding *deciding, const struct decide_seen *seen,
                         const struct decide_house *house);

/* --- what a commit makes --- */

/* A task to come; its kind and order are core/handover.h's, its words translated. */
struct decide_task {
    char *kind; /* "call" */
    char *what;
    int32_t due;
};
/* A letter to be drafted. */
struct decide_letter {
    const char *code; /* "T8" */
    const char *why;  /* static, for the list: N_() */
};
/* What opens it again. */
struct decide_tripwire {
    const char *code; /* "rule_broken" */
    int64_t n;        /* its threshold, 0: none */
    int32_t on;       /* of a date; DAY_NONE */
};
struct decide_makes {
    struct decide_task *tasks; /* in their order, the same always; none before today */
    size_t n_tasks, cap_tasks;
    struct decide_letter *letters;
    size_t n_letters, cap_letters;
    struct decide_tripwire *tripwires;
    size_t n_tripwires, cap_tripwires;
    int32_t reviews[3]; /* of an exit relief, "again?" and result; else the first alone; DAY_NONE */
    bool leaving;       /* the client's state becomes `leaving` */
    bool override;      /* of the terms (plan_terms.h): hours, channel or reply window until a date */
};
void decide_make(const struct deciding *deciding, const struct decide_seen *seen, const struct decide_house *house,
                 struct decide_makes *ret);
void decide_makes_clear(struct decide_makes *makes);
#define _cleanup_makes_ _cleanup_(decide_makes_clear)
