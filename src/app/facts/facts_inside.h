/* What the files of the facts share. */
#pragma once

#include "fact_events.h"

#include "paletti/app/facts.h"
#include "paletti/base/str.h"
#include "paletti/core/teaching.h"

/* --- facts_everybody.c --- */

/* Kept by the app: the limits, and everybody's sums. */
struct facts_kept;
void facts_kept_free(struct facts_kept *kept); /* takes NULL */
/* What was counted is of another file from here on. Takes NULL. */
void facts_kept_forget(struct facts_kept *kept);

/* --- facts.c --- */

struct facts {
    struct app *app;
    struct client_facts of;
    struct fact_terms terms;
    char *ref, *name, *project;
    int32_t begun; /* when there was first to do with them: `since`, or an entry's day before it; DAY_NONE */
    struct facts_breach breaches[BREACH_KINDS];
    struct facts_sign *signs; /* `code` is owned */
    struct facts_gap *gaps;
    struct facts_unrated *unrated;
    size_t cap_signs, cap_gaps, cap_unrated;
};

/* --- facts_gather.c --- */

/* Gives FN each record of the client with what it counts for, from the first moment on that any of the
 * periods, or the months of income, look at; entries from TEACHING_DAYS before that, asks and invoices
 * whenever they were. By type, then by time. */
struct facts_found {
    const struct fact_record *record;
    const struct texts *signs;
    const struct fact_event *events;
    size_t n;
};
int facts_walk(struct facts *facts, struct store *store,
               int (*fn)(void *ctx, const struct facts_found *found), void *ctx, struct err *err);
/* Their own records, summed. */
int facts_gather(struct facts *facts, struct store *store, struct err *err);

/* --- facts_beside.c --- */

/* What is made of more than the records of the periods: marks since ever, gaps in the log, what was agreed,
 * intake, debts, decisions. */
int facts_look_beside(struct facts *facts, struct store *store, struct err *err);

/* --- facts_debts.c --- */

/* How they pay, the promises, and what would have to be given back. */
int facts_look_at_debts(struct facts *facts, struct store *store, struct err *err);

/* --- facts_words.c --- */

/* "17.2", "17": with at most one decimal. */
void words_tenths(struct str *to, struct ratio ratio);
/* A sum of MINOR in my currency without its decimals, "31 EUR"; of a ratio, to the nearest. */
void words_whole_sum(struct str *to, const char *currency, struct ratio minor);
/* "9 h", below an hour "40 min". */
void words_minutes(struct str *to, int64_t minutes);
/* Where TO has something that is not a beginning, MARK first. */
void words_join(struct str *to, size_t begun, const char *mark);

/* --- facts_say.c, facts_say_money.c: a topic each, appended --- */

void facts_say_closeness(const struct facts *facts, struct str *to);
void facts_say_money(const struct facts *facts, struct str *to);
void facts_say_hostage(const struct facts *facts, struct str *to);
void facts_say_project(const struct facts *facts, struct str *to);
