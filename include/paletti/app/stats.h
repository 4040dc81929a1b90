/* The person's own numbers: what an hour earned and who brings the income, quarter by quarter what the rules gave, and what
 * decisions came to. Counted flat: nobody is ranked, and a larger number is no praise. ledger.md 000-02, 000-31, 001-23,
 * 003-02, 004-13, 004-14, 004-19, C15.
 *
 * Sums are minor units of my currency; times are minutes. */
#pragma once

#include "paletti/app/facts.h"
#include "paletti/app/reviews.h"

/* --- clients: from what facts_everybody counted --- */

struct stats_client {
    int64_t client_id;
    int8_t state;              /* enum client_state */
    char *ref, *name;
    struct ratio hour;         /* earned in the window, cash; not known without hours, or where a sum is left out */
    enum hour_class hour_class;
    int64_t minutes;           /* in the window */
    int64_t income;            /* of the months of income */
};
struct stats_clients {
    struct stats_client *v;    /* by name; groups, not their members; no prospects, but who left */
    size_t n, cap;
    char currency[4];
    int64_t target;            /* an hour, 0: none */
    int64_t income;            /* of all */
    struct ratio median;       /* of the hours that are known */
    int64_t active, prospects, left; /* active: leaving ones too */
    int64_t below;             /* active ones whose hour is known and below the target; -1: no target */
    int64_t by_class[HOUR_FAIR + 1]; /* active ones, by enum hour_class */
};
void stats_clients_clear(struct stats_clients *clients);
/* PEERS: everybody, as facts_everybody gave them. */
int stats_clients(struct app *app, const struct facts_peer *peers, size_t n, struct stats_clients *ret, struct err *err);

/* --- quarters of the calendar, by the civil days of my zone --- */

struct stats_quarter {
    int year, quarter;         /* 1 to 4 */
    int32_t from, to;          /* civil days, inclusive; of the running one today is the last */
    int64_t breaches, mine;    /* lines that clients crossed (those that count); that I did */
    int64_t income, minutes;   /* payments less refunds and expenses; work and contact: of everybody */
    int64_t unrated;           /* sums that are left out of it, for want of a rate */
    int64_t unpaid;            /* minutes that nobody paid, client by client; -1: no target */
    int64_t off_minutes;       /* with clients, outside my hours */
    int64_t invoices, on_time; /* whose due date fell into it; paid by then */
    struct ratio hour;         /* the median of clients with hours in it */
    int64_t clients;           /* so many */
};
enum { STATS_QUARTERS = 8 };
struct stats_quarters {
    struct stats_quarter v[STATS_QUARTERS]; /* the oldest first */
    size_t n;
    char currency[4];
    int64_t target;                         /* an hour, 0: none */
};

/* Counts in slices; begins anew when the file changed meanwhile. YEAR: its quarters up to today; 0: the last eight, from the
 * first with an entry on. */
struct quarter_count;
struct quarter_count *quarter_count_new(struct app *app, int year);
/* The same of one span, the last DAYS days, today among them. */
struct quarter_count *quarter_count_days(struct app *app, int days);
void quarter_count_free(struct quarter_count *count); /* takes NULL */
DEFINE_CLEANUP(struct quarter_count, quarter_count_free);
/* 1: there is more to do. */
int quarter_count_step(struct quarter_count *count, int most, struct err *err);
const struct stats_quarters *quarter_count_of(const struct quarter_count *count);
/* Whether all is counted, and would come out the same now. */
bool quarter_count_holds(const struct quarter_count *count);
/* The list "quarters". */
void stats_answer_quarters(const struct stats_quarters *quarters, struct answer *answer);
/* The members of the object that it is in: "decided", "kept" ... */
void stats_answer_decided(const struct decided_counts *counts, struct answer *answer);

/* --- all of it --- */

struct stats {
    int year;                      /* 0: decisions of ever */
    struct stats_clients clients;
    struct stats_quarters quarters;
    struct decided_counts decided; /* of the year */
    int64_t troubled, decided_about; /* clients with a decision in force: all, and those where it names a trouble */
};
#define _cleanup_stats_ _cleanup_(stats_clear)
void stats_clear(struct stats *stats);
/* For whoever can wait; REQUEST (or NULL) is asked whether to stop. */
int view_stats(struct app *app, int year, const struct request *request, struct stats *ret, struct err *err);
