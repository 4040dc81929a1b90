/* What one client owes and where each debt stands on the payment ladder: read at once, for the page, the shell, triage, the
 * decision and the letters. The rules of it stand in core/ladder.h.
 *
 * Steps and numbers are the built-in data/ladder/steps and CONFIG_HOME/paletti/ladder/steps over it; the law's figures
 * data/law/late_payment and CONFIG_HOME/paletti/law/late_payment. An own file that cannot be read is as if it were not there,
 * and the page says why.
 *
 * An excuse that comes without a date stands as a sign on the entry it came with: "excuse_office", of any code of `excuses`.
 * A promise about no invoice is about the oldest that was owed on the day it was said. */
#pragma once

#include "paletti/app/command.h"
#include "paletti/core/recovery.h"

/* One invoice. Borrowed from the struct debts. */
struct debt {
    const char *ref, *number;
    int32_t issued_on;
    struct ladder_debt told;         /* what is known of it */
    struct ladder_standing standing;
    struct law_claim claim;
    int32_t asked_owing;             /* they asked for something new while it was late, DAY_NONE */
    bool squeezed;                   /* ... and had paid a part: the alert of ledger.md 003-12 */
    int64_t minutes;                 /* spent on them behind its due date, while it is owed: entries of all kinds */
    bool worked;                     /* ... and work was among them: it did not stop */
    const char *draft;               /* the ref of a letter about it that waits, the newest; or NULL */
    int8_t dispatch;                 /* ... what became of it, enum dispatch_state: confirmed, unknown ...; -1: nothing yet */
    int32_t noted_on;                /* a promise about it was noted back to them (T6e) last; DAY_NONE */
    const char *promise;             /* the ref of the promise that is waited for, else of the last one; or NULL */
};

/* One client's. */
struct debts {
    const char *client, *name; /* the ref; and the client's name, as it is */
    int64_t client_id;
    int8_t state;        /* enum client_state */
    bool large;
    const char *in_charge; /* the name of the person in charge, NULL: none on file */
    int32_t today;
    const struct ladder_rules *rules;
    const struct law *law;
    struct debt *v; /* every invoice up to today, by due date */
    size_t n, n_late; /* of these: owed, and late */
    struct money owed[4], late[4]; /* a sum per currency, the first ones */
    size_t n_owed, n_late_sums;
    int first;      /* the index of the one to act on: the first whose step is due, else the one owed longest; -1: none */
    int32_t stopped;  /* work stops since, of all; DAY_NONE */
    int64_t minutes;  /* spent on them since, while anything that is owed was late */
    int32_t asked_owing; /* DAY_NONE */
    bool squeezed;
    int broken, kept; /* promises, of all invoices and loose */
    const struct ladder_promise *loose; /* about no invoice that is known: kept or broken, as the person noted */
    size_t n_loose;
    const struct ladder_excuse *excuses;
    size_t n_excuses;
    enum ladder_pattern pattern;
    struct ladder_chance chance; /* C1, as of the oldest that is late, else of one that would be today */
    struct recovery recovery;    /* of what is late in the currency of `first` */
    struct recovery_guess guess;
    const char *refused; /* why an own file was not taken; NULL */
    struct debts_inside *inside; /* what the rest is borrowed from */
};
/* CLIENT as a person names one. Fails where there is no such client. */
int app_debts(struct app *app, const char *client, struct debts *ret, struct err *err);
void debts_clear(struct debts *debts);
#define _cleanup_debts_ _cleanup_(debts_clear)
/* Works `recovery` out again, after `guess` was changed. */
void debts_recover(struct debts *debts);
/* The one about INVOICE (a ref, or a number); NULL: there is none. */
const struct debt *debts_find(const struct debts *debts, const char *invoice);

/* Which letter DEBT's next step is ("T6b"): the step's that is due, or comes next where it is asked for early; behind all of
 * them LADDER_IN_CHARGE for a large client, or one whose person in charge is on file; NULL: none. */
const char *debt_letter(const struct debts *debts, const struct debt *debt);
/* "firm letter" and, for a column, "firm": translated where it is one of ours. */
const char *words_step(const char *code);
const char *words_step_short(const char *code);
/* "payment promised for Fri 20 Nov": where DEBT stands, as a half sentence. Appends. */
void words_standing(struct app *app, struct str *to, const struct debts *debts, const struct debt *debt);
/* Why a promise is not taken and what to do, a sentence; nothing for LADDER_FINE. Appends. */
void words_refusal(struct app *app, struct str *to, const struct ladder_rules *rules, enum ladder_refusal refusal, int32_t last);
/* Why a chance is open, or is not: a sentence for each lack. Appends. */
void words_chance(struct str *to, const struct ladder_rules *rules, const struct ladder_chance *chance);
/* "office 2, away 1", in the person's words for the codes; what was said twice or more often is pointed at. Appends. */
void words_excuses(struct app *app, struct str *to, const struct debts *debts);

/* For the day's queue and the triage's, from every open debt: FN gets each whose step is due by DAY, whose steps are all done, whose
 * promise falls on DAY or was broken and is not followed by a letter yet, or while which more is asked for though it is paid
 * in part. Borrowed until the callback returns, which ends with non-zero. CLIENT: a ref, or NULL for everybody. */
struct ladder_line {
    const struct debts *debts;
    const struct debt *debt;
};
int view_ladder(struct app *app, const char *client, int32_t day, int (*fn)(void *ctx, const struct ladder_line *line), void *ctx,
                struct err *err);
/* Whether a promise about DEBT was broken and no letter went out since. */
bool debt_broken(const struct debts *debts, const struct debt *debt);

/* DEBTS as lines for people: what is owed, each debt and what comes next, promises and excuses, what stands beside it, and
 * the recovery card where every step is done or it is asked for (CARD). HANG: cells in, where a line is too long. */
int ladder_lines(struct app *app, const struct debts *debts, bool card, int (*fn)(void *ctx, int hang, const char *line),
                 void *ctx);
