/* The facts about a client: sums, figures made of them, and how these compare with the person's other clients. Every
 * formula of decide.md's Facts page is a function here: numbers in, numbers out. No clock, no score, nothing added up to
 * a verdict: a line has a value, the median of others, and a suggestion from 1 to 5 that the person may change.
 *
 * Sums are minor units of one currency, the person's own; times are minutes. A figure is an exact fraction. */
#pragma once

#include "paletti/base/civil.h"
#include "paletti/base/err.h"
#include "paletti/base/zone.h"
#include "paletti/core/model.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* --- the numbers that a person may change: data/facts/limits, and a file of their own laid over it --- */

/* Days unless the name says otherwise. */
struct facts_limits {
    int64_t window_months;    /* how far back the facts look: 6 */
    int64_t income_months;    /* over which shares of income are counted: 12 */
    int64_t settling_days;    /* a client's first days, left out of suggestions: 30 */
    int64_t thin_entries;     /* fewer entries in the window: too little to compare: 5 */
    int64_t thin_days;        /* known for fewer days: the same: 30 */
    int64_t others_needed;    /* fewer clients to compare with: no suggestion: 5 */
    int64_t trend_days;       /* the last days ...: 30 */
    int64_t trend_before;     /* ... against those before them: 60 */
    int64_t trend_percent;    /* how far it must be off to be a trend: 25 */
    int64_t doubled_least;    /* so many breaches at least, to be "doubled": 2 */
    int64_t closeness_days;   /* the note beside the money: in so many days ...: 60 */
    int64_t closeness_events; /* ... so many personal events: 3 */
    int64_t even_percent;     /* an hour within so much of the target rate round nothing broke even: 10 */
    int64_t gap_days;         /* so many open days without any entry are a gap in the log: 10 */
    int64_t session_minutes;  /* a session of one's own project: 180 */
    struct texts good_signs;  /* codes of signs that speak for the client */
    struct texts work_signs;  /* those that keep one from working: counted in "lets you work" */
    struct texts price_signs; /* those that ask for another price, or other terms than others accept */
    struct texts own_signs;   /* marks of what I did myself (the ladder's letters): no signs of the client's */
};
/* "window_months 6", "good_signs listens refers": a line each; # begins a comment. What a line says takes the place of what
 * LIMITS has, which is {0} at first. Fails with "line N: ..." on a name that there is not, or what is no whole number in its
 * range; what stood before that line has been taken. */
int facts_limits_parse(const char *text, struct facts_limits *limits, struct err *err);
void facts_limits_clear(struct facts_limits *limits);
/* The I-th of them: its name, *RET_VALUE in LIMITS; NULL behind the last. */
const char *facts_limit(const struct facts_limits *limits, size_t i, int64_t *ret_value);

/* --- exact fractions --- */

/* OF / IN; `in` 0: not known. `in` is never negative. */
struct ratio {
    int64_t of, in;
};
#define RATIO_NONE ((struct ratio){0, 0})
static inline bool ratio_known(struct ratio ratio)
{
    return ratio.in > 0;
}
/* < 0, 0, > 0; both are known. */
int ratio_compare(struct ratio a, struct ratio b);
/* RATIO * TIMES, rounded to the nearest, halves up; RATIO is known. */
int64_t ratio_round(struct ratio ratio, int64_t times);
/* The same rounded up: a share of a sum goes up to the cent. */
int64_t ratio_round_up(struct ratio ratio, int64_t times);
/* The median of the N known ratios at V, which are sorted by it; of an even number the mean of the two in the middle, in
 * lowest terms. RATIO_NONE of none. */
struct ratio ratio_median(struct ratio *v, size_t n);

/* --- the days that are looked at --- */

enum facts_period {
    FACTS_WINDOW,  /* the months before now: what is shown */
    FACTS_RATED,   /* the same without the client's settling-in days: what suggestions are made of */
    FACTS_RECENT,  /* the last 30 days */
    FACTS_BEFORE,  /* the 60 before these */
    FACTS_PREVIOUS, /* the 30 before these */
    FACTS_PERIODS,
};
/* from <= at < until. Empty where from >= until. */
struct facts_span {
    int64_t from, until;
};
struct facts_spans {
    struct facts_span of[FACTS_PERIODS];
    int32_t from, to;          /* the window as civil days, both inclusive: 16 May to 16 Nov */
    int32_t income_from;       /* the months of income end at `to` as well */
    int32_t settled;           /* the first civil day behind the settling-in days; DAY_NONE: not known since when */
};
/* As of NOW: windows begin as many months ago on today's day of the month (or the month's last), and end with NOW, as do
 * the last days, today among them. SINCE: the first civil day of the client, DAY_NONE. Civil days in ZONE. */
void facts_spans(struct facts_spans *ret, const struct facts_limits *limits, const struct zone *zone, int64_t now, int32_t since);
static inline bool facts_within(const struct facts_spans *spans, enum facts_period period, int64_t at)
{
    return at >= spans->of[period].from && at < spans->of[period].until;
}

/* --- what is summed --- */

/* X(name): each is a whole number, and the word of the JSON answer. */
#define FACTS_COUNTS(X)                                                                                             \
    X(entries)         /* interactions of any kind */                                                               \
    X(inbound)         /* of these: what came from them, notes aside */                                             \
    X(payments)        /* minor units received */                                                                   \
    X(refunds)         /* given back */                                                                             \
    X(expenses)        /* direct costs, hospitality included */                                                     \
    X(hospitality)     /* of these: meals */                                                                        \
    X(invoiced)        /* minor units, gross, by the day of issue */                                                \
    X(unrated)         /* sums left out of all these, for want of a rate */                                         \
    X(work_minutes)    /* of work entries */                                                                        \
    X(contact_minutes) /* of all others */                                                                          \
    X(invoices)        /* whose due date is over, by that date */                                                   \
    X(on_time)         /* of these: paid by then */                                                                 \
    X(late_days)       /* each invoice's days late times its sum in minor units */                                  \
    X(late_sums)       /* the sums by which they are weighed */                                                     \
    X(off_hours)       /* the client's breaches that count, by kind */                                              \
    X(channel)                                                                                                      \
    X(chase)                                                                                                        \
    X(late_material)                                                                                                \
    X(late_payment)                                                                                                 \
    X(untold)          /* the client's that do not count: before they were told */                                  \
    X(my_off_hours)    /* mine */                                                                                   \
    X(my_channel)                                                                                                   \
    X(late_replies)                                                                                                 \
    X(broken_promises) /* mine: moments to answer by */                                                             \
    X(requests)        /* extras asked for */                                                                       \
    X(free_requests)   /* of these: done for nothing */                                                             \
    X(free_minutes)                                                                                                 \
    X(deliveries)                                                                                                   \
    X(complaints)                                                                                                   \
    X(right_complaints) /* of these: the client alone was right; not counted against them */                              \
    X(asks)            /* material asked for */                                                                     \
    X(ask_days)        /* civil days waited for all of it */                                                        \
    X(signs)           /* what gets in the way, each mark once */                                                   \
    X(work_signs)      /* of these: those that keep one from working (work_signs) */                         \
    X(price_signs)     /* of these: asking for another price, or other terms */                                     \
    X(good_signs)      /* what speaks for them */                                                                   \
    X(meals)           /* personal events */                                                                        \
    X(confidences)                                                                                                  \
    X(off_hours_calls)                                                                                              \
    X(energies)        /* entries with energy noted */                                                              \
    X(energy)          /* their sum, 1 to 5 each */

#define FACTS_COUNT_MEMBER(name) int64_t name;
struct facts_counts {
    FACTS_COUNTS(FACTS_COUNT_MEMBER)
};
/* The I-th of them; NULL behind the last. */
const char *facts_count(const struct facts_counts *counts, size_t i, int64_t *ret_value);
void facts_counts_add(struct facts_counts *to, const struct facts_counts *add);
/* Adds what happened AT to every period that it falls into. */
struct facts_sums {
    struct facts_counts of[FACTS_PERIODS];
};
void facts_sums_add(struct facts_sums *sums, const struct facts_spans *spans, int64_t at, const struct facts_counts *add);

int64_t facts_minutes(const struct facts_counts *counts);    /* work and contact */
int64_t facts_income(const struct facts_counts *counts);     /* payments - refunds - expenses */
int64_t facts_breaches(const struct facts_counts *counts);   /* of the rules: off_hours, channel, chase */

/* --- figures and lines --- */

/* The seven lines of the page. */
enum fact { FACT_MONEY, FACT_HOUR, FACT_RULES, FACT_WORK, FACT_CONTRACT, FACT_FITS, FACT_ENERGY, FACTS_N };
/* What can be compared, in the order of the lines. */
enum figure {
    FIGURE_ON_TIME,    /* invoices paid on time / invoices due */
    FIGURE_DAYS_LATE,  /* mean days late, weighted by the sums: 0 for those on time */
    FIGURE_HOUR,       /* hour earned, cash: (payments - refunds - expenses) / hours; minor units an hour */
    FIGURE_HOUR_BILLED, /* the same of what was invoiced - refunds - expenses */
    FIGURE_BREACHES,   /* off_hours + channel + chase that count */
    FIGURE_COMPLAINTS, /* complaints less those in which the client alone was right / deliveries */
    FIGURE_WAITING,    /* mean days waited for what was asked for */
    FIGURE_SIGNS,      /* marks that keep one from working */
    FIGURE_EXTRAS,     /* requests beside the contract */
    FIGURE_FREE,       /* minutes given away on them */
    FIGURE_FITS,       /* intake answers yes / answers; there are no others for it */
    FIGURE_ENERGY,     /* mean energy noted after contact */
    FIGURES_N,
};
struct figure_kind {
    const char *name;  /* the word of the JSON answer */
    enum fact fact;    /* the line where it stands */
    bool more_is_better;
    bool counted;      /* a number of events: its trend is per day; else a ratio whose trend is its own */
    bool rates;        /* suggestions may be made of it */
};
extern const struct figure_kind figure_kinds[FIGURES_N];
extern const char *const fact_names[FACTS_N]; /* "money", "hour", "rules", "work", "contract", "fits", "energy" */

/* The figure of what was summed; FIGURE_FITS is not made of sums. RATIO_NONE where there is nothing to divide by. */
struct ratio figure_of(enum figure figure, const struct facts_counts *counts);
/* The same for comparing: RATIO_NONE too where sums that it is made of were left out. */
struct ratio figure_rated(enum figure figure, const struct facts_counts *counts);

enum trend { TREND_NONE, TREND_DOWN, TREND_STEADY, TREND_UP }; /* of the number; NONE: nothing to compare */
extern const char *const trend_names[]; /* "", "down", "steady", "up" */
/* The last 30 days, per day, against the 60 before: beyond 25 % it is up or down. From nothing to something is up. */
enum trend figure_trend(enum figure figure, const struct facts_counts *recent, const struct facts_counts *before,
                        const struct facts_limits *limits);
/* The last 30 days hold at least twice the 30 before, and at least 2. */
bool facts_doubled(int64_t recent, int64_t previous, const struct facts_limits *limits);

/* How a value stands among those of the others. */
struct fact_place {
    int64_t better, equal, worse; /* so many others are */
};
struct fact_place figure_place(enum figure figure, struct ratio value, const struct ratio *others, size_t n);
/* 1 (much worse) to 5 (much better than others): the quintile of the rank among them all. A rank is taken at its middle, so
 * that first and last are treated alike, and equals share theirs: 5 - floor(5 (better + equal / 2 + 1/2) / (others + 1)). */
int fact_place_suggests(const struct fact_place *place);

enum { SUGGEST_NOTHING = -1, SUGGEST_CANNOT_SAY = 0 };
enum fact_because {
    BECAUSE_RANK,      /* of the figure, among others */
    BECAUSE_THIN,      /* too little of this client: 0 */
    BECAUSE_UNKNOWN,   /* nothing to make the figure of: 0 */
    BECAUSE_FEW,       /* fewer than 5 others: nothing */
    BECAUSE_PROMISE,   /* a promise is broken: money 1 */
    BECAUSE_DOUBLED,   /* breaches doubled after a reminder: rules 1 */
    BECAUSE_YOURS,     /* it is for the person alone to say: nothing */
    BECAUSE_LISTED,    /* the industry is on one's list: 3 */
    BECAUSE_NOT_LISTED, /* it is not: 2 */
};
extern const char *const fact_because_names[]; /* "rank", "thin" ... */

/* A figure of one client beside the others'. */
struct fact_figure {
    struct ratio value;  /* of the window */
    struct ratio rated;  /* without the settling-in days */
    struct ratio others; /* the median; RATIO_NONE where there are fewer than others_needed, or it is not known yet */
    int64_t n_others;    /* in how many clients it could be compared */
    struct fact_place place;
    enum trend trend;
};
/* What a line's suggestion goes by. */
struct fact_case {
    bool thin;            /* fewer than 5 entries, or 30 days */
    bool promise_broken;  /* in the window */
    bool doubled;         /* breaches, after a reminder */
    int8_t listed;        /* the industry: 1 on the list, 0 not, -1 not known */
};
/* The suggestion for FACT: of the first of its figures that can be compared (*RET_FIGURE), with the exceptions above. What equals
 * the others' median is as usual (3), however few of them it is shared with: nobody reads "6 of 6, others 6 of 6" as better. */
int fact_suggest(enum fact fact, const struct fact_figure figures[FIGURES_N], const struct fact_case *of,
                 const struct facts_limits *limits, enum fact_because *ret_because, enum figure *ret_figure);
/* Whether there is too little to compare: ENTRIES in the window, known for DAYS. */
bool facts_thin(int64_t entries, int64_t days, const struct facts_limits *limits);

/* Essay 004: some paid little, some cost money, some broke even. Against the target rate (minor units an hour, 0: none):
 * below -10 % of it a loss, up to 10 % even, below it low, from there on fair. Without one the sign alone is told. */
enum hour_class { HOUR_UNKNOWN, HOUR_LOSS, HOUR_EVEN, HOUR_LOW, HOUR_FAIR };
extern const char *const hour_class_names[]; /* "", "loss", "even", "low", "fair" */
enum hour_class facts_hour_class(struct ratio hour, int64_t target, const struct facts_limits *limits);

/* --- hours that nobody paid --- */

/* What of MINUTES the INCOME does not pay for at the TARGET rate (minor units an hour); none of it paid where the income
 * is none or less. -1 without a target. */
int64_t facts_unpaid_minutes(int64_t minutes, int64_t income, int64_t target);
/* 96 h at 38 h a week: 2.5 weeks. RATIO_NONE without hours a week. */
struct ratio facts_project_weeks(int64_t minutes, int64_t weekly_hours);
/* Whole sessions of the project. */
int64_t facts_project_sessions(int64_t minutes, const struct facts_limits *limits);

/* --- the hostage meter: how long the reserve lasts with and without this client; when, never whether --- */

/* All sums in one currency, a month's worth where they come in monthly. */
struct hostage_case {
    int64_t reserve, cost;  /* what is put aside; what a month costs */
    int64_t income, client; /* what comes in a month; of it from this client */
    int64_t refund;         /* what would have to be given back first */
    int64_t floor_months;   /* -1: no floor */
    int32_t today;
};
enum hostage_lasts { LASTS_UNKNOWN, LASTS_MONTHS, LASTS_COVERED /* income covers costs */ };
struct hostage {
    struct ratio share;          /* client / income */
    struct ratio reserve_months; /* reserve / cost, no income assumed */
    enum hostage_lasts with_is, without_is;
    struct ratio with;           /* months: reserve / (cost - income) */
    struct ratio without;        /* (reserve - refund) / (cost - (income - client)); 0 where the refund eats it */
    bool under_floor;            /* reserve_months < floor */
    /* The first day on which the reserve, the refund taken off it, is at least floor * cost: today, or later where income is
     * above costs, saved at that pace (a month is 365/12 days, a part of a day a whole one). DAY_NONE: not by waiting, or
     * there is no floor. */
    int32_t leave_on;
    int64_t short_of;            /* what is missing to that today; 0 */
};
/* Without a cost nothing but the share is known. */
void facts_hostage(const struct hostage_case *of, struct hostage *ret);
/* What a month brings: INCOME of the days from FROM to TO, in months of 365/12 days, at least one; rounded up to the cent. */
int64_t facts_monthly(int64_t income, int32_t from, int32_t to);

/* --- agreed and worked --- */

/* Hours a month: what was worked in the DAYS of the window, per month of 365/12 days. */
struct ratio facts_hours_a_month(int64_t minutes, int64_t days);

/* --- money --- */

/* How late an invoice is that was due on DUE and paid in full on PAID_ON (DAY_NONE: not by TODAY). Never negative. */
int64_t facts_days_late(int32_t due, int32_t paid_on, int32_t today);
