/* The facts of one client as values, and the sentences that say them: the wizard's first page, the decide pane, the dossier,
 * statistics and `paletti facts` all build on these, so that they say the same words. decide.md; what each number is, and how
 * it is made, stands in core/facts.h.
 *
 * facts_new reads the one client: their own facts are whole when it returns. What the other clients' medians are is counted
 * by facts_step in slices, so that keys go first; until then `others` is not known and nothing is suggested of it. Once counted
 * it is kept by the app for whoever asks next, until the file's records change or the day is over.
 *
 * A group is counted with its members: they pay, and it is worked for. A member's own facts are of their own records; what
 * an hour earns cannot be said of one alone, and members are no others to compare with. */
#pragma once

#include "paletti/app/answer.h"
#include "paletti/app/app.h"
#include "paletti/core/facts.h"
#include "paletti/core/judge.h"
#include "paletti/core/ladder.h"

/* The personal events of interaction.h, in the order of `closeness`. */
enum { FACTS_PERSONAL = 3 };

struct facts_breach {
    enum breach kind;
    int64_t window, untold;           /* that count, and that do not (mine: 0), in the window */
    int64_t recent, previous, before; /* that count: the last 30 days, the 30 before, the 60 before */
    enum trend trend;
    bool doubled;      /* the last 30 days hold twice the 30 before */
    int32_t reminded;  /* the day of the first reminder of it in the window, DAY_NONE */
    int64_t since_reminder; /* that count, on later days */
};

struct facts_sign {
    const char *code;
    const char *label; /* "always finds an error", translated where it is one of ours */
    bool good, of_work;
    int64_t n, ever;   /* in the window, and in all */
    int64_t first;     /* the first one ever */
};

struct facts_personal {
    int64_t window, recent, near; /* `near`: in the days of the note (60) */
    int64_t first;                /* ever, INSTANT_NONE */
};

/* What is not known. */
struct facts_gap {
    int32_t from, to; /* civil days without an entry of anybody's */
};
struct facts_unrated {
    struct money sum; /* of a currency without a rate: left out of everything */
    int64_t n;
};

struct facts_line {
    enum fact fact;
    enum figure figure; /* that the line is about: the first one known */
    int8_t suggestion;  /* 1-5, SUGGEST_CANNOT_SAY, SUGGEST_NOTHING */
    enum fact_because because;
    enum trend trend;
};

/* Intake. */
struct facts_fit {
    int8_t listed;      /* one of the client's tags is on my list of industries: 1, none is: 0, -1: no tags, or no list */
    int64_t yes, asked; /* answers to the intake questions */
};

/* All of it. Strings and arrays are borrowed from the struct facts. */
struct client_facts {
    int64_t client_id;
    const char *ref, *name;
    int8_t state;            /* enum client_state */
    int64_t group;           /* the client whose member this one is, 0 */
    int64_t now;
    const char *currency;    /* that all sums are in: me.currency */
    struct facts_spans spans;
    int32_t since;           /* `since`, else the day of the first entry; DAY_NONE */
    int64_t days;            /* known for, today not among them; 0 */
    bool thin;
    struct facts_sums sums;  /* by period: every number that the figures are made of */

    struct fact_figure figures[FIGURES_N];
    struct facts_line lines[FACTS_N];
    int64_t others;          /* comparable clients counted so far; of these, `figures` say how many had that figure */
    int64_t accepting;       /* of them: who did not ask for another price or other terms in the window */
    bool compared;           /* the others are counted: it does not change any more */
    struct facts_fit fit;

    /* Money. */
    enum hour_class hour_class;
    int64_t target;          /* minor units an hour, 0: none */
    enum ladder_pattern pattern; /* app/ladder.h, and so are these three */
    int64_t promises_kept, promises_broken; /* to pay in the window, behind the settling-in days */
    int64_t minutes_owing;   /* worked for them while an invoice was late */
    int64_t overdue;         /* unpaid on invoices that are overdue */
    int64_t owed;            /* unpaid on all of them */
    int64_t income;          /* of the months of income: this client's payments less refunds */
    int64_t all_income;      /* everybody's; with the hostage meter it is known once `compared` */
    struct hostage_case hostage_of;
    struct hostage hostage;
    int64_t unpaid;          /* minutes that nobody paid: facts_unpaid_minutes of the window; -1: no target, sums are
                                left out, or a member */
    const char *project;     /* NULL: none named */
    struct ratio project_weeks;
    int64_t project_sessions;

    /* How it goes. */
    const struct facts_breach *breaches; /* every kind that there was, the client's first */
    size_t n_breaches;
    const struct facts_sign *signs;      /* every code that there ever was, by the first time */
    size_t n_signs;
    struct facts_personal personal[FACTS_PERSONAL]; /* by enum: meal, confidence, off-hours call */
    bool closeness_note;     /* 3 in 60 days: stands beside the money */
    int64_t wins;            /* noted in the window */
    int64_t asks_open;       /* requests of mine they have not answered, and ... */
    int64_t waiting_days;    /* ... how long the oldest of them is open */

    /* Your own part. */
    int64_t answered_off_hours; /* answers of mine outside my hours or on a closed channel */
    int64_t agreed_hours;    /* a month, by the contract in force; 0: none */
    struct ratio worked_hours; /* a month */
    int64_t late_replies;    /* late, and promised moments missed */
    int64_t taught_before, taught_after, taught; /* core/teaching.h: contacts in the days before and after `taught` answers */

    /* Since when. */
    int64_t first_sign;      /* of what gets in the way, INSTANT_NONE */
    int64_t first_no;        /* the first "no" to the question, INSTANT_NONE */

    /* Not known. */
    const struct facts_gap *gaps;
    size_t n_gaps;
    const struct facts_unrated *unrated;
    size_t n_unrated;
};

struct facts;
/* 0; 1: there is no such client any more. */
int facts_new(struct app *app, int64_t client_id, struct facts **ret, struct err *err);
void facts_free(struct facts *facts); /* takes NULL */
DEFINE_CLEANUP(struct facts, facts_free);
/* Goes on counting the others by about MOST rows. 1: there is more to do; 0: it is done. */
enum { FACTS_SLICE = 8192 }; /* some milliseconds */
int facts_step(struct facts *facts, int most, struct err *err);
/* Borrowed; facts_step fills in more. */
const struct client_facts *facts_of(const struct facts *facts);
/* Everything, for whoever can wait. */
int facts_whole(struct app *app, int64_t client_id, struct facts **ret, struct err *err);

/* --- the same words everywhere: translated, on one line --- */

/* A row of the Facts page. A line has one row with its suggestion, and below it those that say more. */
struct facts_row {
    enum fact fact;
    bool main;              /* else it stands below, indented; `label` may be all of it */
    bool spare;             /* may be left out until somebody asks for more */
    const char *label;      /* "Keeps to your rules: breaches" */
    const char *value;      /* "9", "6 of 6", "31.00 EUR" */
    const char *others;     /* the same of others, or "" */
    int8_t suggestion;      /* of the main row */
    enum trend trend;
    unsigned sources;       /* the records behind it: bits 1 << enum figure, for facts_sources */
};
/* FN returns non-zero to end, and that is returned. Strings are borrowed until it returns. */
int facts_rows(const struct facts *facts, int (*fn)(void *ctx, const struct facts_row *row), void *ctx);

/* What is said in sentences, in the order of the page. A sentence without anything to say is not there. */
enum facts_topic {
    TOPIC_HEAD,       /* "Client since 14 Apr 2025; 11% of income. Facts of 16 May to 16 Nov 2026." */
    TOPIC_THIN,       /* "Too little to compare: 3 entries ..." */
    TOPIC_CLOSENESS,  /* personal moments, the note beside the money; with closeness_note it belongs there */
    TOPIC_MONEY,      /* class of the hour, pattern, promises, hours after the due date */
    TOPIC_FAVOUR,     /* "In their favour" */
    TOPIC_UNKNOWN,    /* "Not known" */
    TOPIC_PART,       /* "Your part" */
    TOPIC_TEACH,      /* what you teach */
    TOPIC_HOSTAGE,    /* months with and without them, when you could leave */
    TOPIC_PROJECT,    /* hours nobody paid, as sessions or weeks of your own project */
    TOPIC_SIGNS,      /* what was marked, counted */
    TOPIC_SINCE,      /* days since the first sign and the first no */
    TOPICS_N,
};
extern const char *const facts_topic_names[TOPICS_N]; /* "favour" */
/* The label of a topic ("In their favour"), translated; "" for the head. */
const char *words_topic(enum facts_topic topic);
/* Appends what is said of TOPIC, without its label. Returns whether there is anything. */
bool facts_say(const struct facts *facts, enum facts_topic topic, struct str *to);
/* "31 EUR an hour, 14 extras, 8 complaints in 9 jobs": the figures of the lines that are suggested 1 or 2. Appends. */
bool facts_stands_out(const struct facts *facts, struct str *to);
const char *words_fact(enum fact fact);               /* "Money", short */
const char *words_figure(enum figure figure);         /* "invoices paid on time" */
const char *words_suggestion(int suggestion);         /* "much worse"; "cannot say"; "" */
const char *words_because(enum fact_because because); /* why it is suggested, a clause */
const char *words_trend(enum trend trend);            /* "up"; "" */
/* A figure's number as a person reads it: money, days, hours, n of m. Appends. */
void words_figure_value(const struct client_facts *of, enum figure figure, struct ratio value, struct str *to);

/* --- what stands behind a figure --- */

struct facts_source {
    const char *type, *ref; /* of the record */
    int64_t at;             /* its moment, or the first of its day */
    int64_t entry;          /* an interaction's id in the store, 0 */
    bool note;              /* of an entry: a note of mine */
    bool settling;          /* of the settling-in days: listed, not in the suggestion */
    const char *text;       /* one line that says it */
};
/* The records of FIGURES, bits 1 << enum figure (0: of all), in the window, by time; the same that the numbers are made of.
 * FN returns non-zero to end, and that is returned. */
int facts_sources(struct facts *facts, unsigned figures, int (*fn)(void *ctx, const struct facts_source *source), void *ctx,
                  struct err *err);

/* Every number, exact: sums in minor units, times in minutes, figures as fractions. */
void facts_answer(const struct facts *facts, struct answer *answer);

/* --- everybody at once, for statistics --- */

struct facts_peer {
    int64_t client_id;
    int64_t group;              /* the client whose member this one is, 0: counted with that one too */
    int8_t state;
    int32_t since;              /* the first civil day, DAY_NONE */
    bool comparable;
    struct facts_spans spans;
    struct facts_counts counts; /* of the window */
    struct facts_counts rated;  /* without the settling-in days: what others are compared with */
    int64_t income;             /* of the months of income */
};
/* Everybody, prospects too, by the store's id: kept by the app until the records, the day or the limits change. Goes on by
 * about MOST rows: 1: there is more to do; 0: *RET_V are the *RET_N of them, borrowed until the next call. */
int facts_everybody(struct app *app, int most, const struct facts_peer **ret_v, size_t *ret_n, struct err *err);
/* The limits in force; borrowed until the next call. */
int facts_limits_of(struct app *app, const struct facts_limits **ret, struct err *err);
/* Why the person's own limits were not taken, a sentence with file and line; NULL: they were, or there are none. Borrowed as
 * they are. */
const char *facts_limits_refused(struct app *app);
