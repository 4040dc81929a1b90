/* What comes after a decision: looking back on its date or when a tripwire trips, a second chance judged on its date, the tasks
 * that it made, what was learned, and what all decisions came to. decide.md, "Afterwards" and "Re-review triggers"; ledger.md
 * 000-02, 001-22, 003-08, 004-15 to 17. Nothing is decided here: dates come, and the person presses.
 *
 * A decision is in force while it is not undone and none later of the same client is. */
#pragma once

#include "paletti/app/command.h"
#include "paletti/core/chance.h"
#include "paletti/core/decision_record.h"
#include "paletti/core/handover.h"
#include "paletti/core/learning.h"

/* --- looking back: what is due --- */

/* A decision in force that asks for a look. Borrowed until the callback returns. */
struct review_due {
    const struct decision *decision;
    int64_t client_id;
    const char *client, *name; /* the ref; as people see it */
    const char *code;          /* of the tripwire (core/tripwire.h); of an exit's dates "relief", "again", "result"; of a second
                                  chance "chance_broken", "chance_kept", "chance_ask", "chance_date" */
    int64_t n;                 /* its threshold, or what was counted */
    int32_t on;                /* since when */
};
/* Of CLIENT (a ref) or of everybody (NULL): each reason apart, by client, the oldest first. One look at indexes a client,
 * and the sums of payments once for all. FN returns non-zero to end, and that is returned. */
int view_reviews(struct app *app, const char *client, int (*fn)(void *ctx, const struct review_due *due), void *ctx,
                 struct err *err);
/* "Looked at again was to be on Mon 16 Nov.": why it is due, a sentence. Appends. */
void words_review_due(struct app *app, struct str *to, const struct review_due *due);

/* --- one decision, looked back at --- */

/* A fact beside what it was; a number that is not known is NULL. */
struct review_fact {
    const char *label; /* static, translated */
    char *then, *now;
};
struct review_page {
    char *decision, *client, *name;
    int64_t client_id, at;     /* the instant of the decision */
    int8_t path;               /* enum decide_path */
    bool exit;                 /* relief is asked too */
    struct texts why;          /* sentences of what is due; empty: nothing is */
    struct review_fact *v;
    size_t n, cap;
    int64_t sign_days, no_days; /* since the first sign, and the first "no"; -1: there was none */
    /* The prediction: to be shown only once the new answer is given. */
    char *expect, *went_wrong;
    int64_t sure;              /* 1-5; 0: not said */
    bool given;                /* a look at it was saved before; the newest: */
    struct review last;
};
#define _cleanup_review_page_ _cleanup_(review_page_clear)
void review_page_clear(struct review_page *page);
/* DECISION: its ref. Fails where there is none. */
int review_look(struct app *app, const char *decision, struct review_page *ret, struct err *err);
/* The decision that a person means by TEXT: its ref, or the client's in force. Owned. */
int review_find(struct app *app, const char *text, char **ret, struct err *err);
/* Saves REVIEW (without ref, client and day, which it gets) of DECISION, one act. Fails without an answer to `again`.
 * *RET_REF (or NULL) is owned. */
int review_save(struct app *app, const struct request *request, const char *decision, const struct review *review,
                char **ret_ref, unsigned *ret_changes, struct err *err);

/* --- a second chance --- */

struct chance_line {
    char *what, *test;      /* as agreed; the question of a yes/no term, or NULL */
    char *said;             /* what the log says: "2 breaches, at most 0" */
    int32_t until;
    enum term_state state;
};
struct chance_page {
    char *decision, *client, *name;
    int64_t client_id, at;
    struct chance_line *v;
    size_t n, cap;
    enum term_state state;  /* of all: broken opens at once, kept waits for the press */
    int32_t deadline;
    bool judged;            /* the person pressed already, or decided anew */
};
#define _cleanup_chance_ _cleanup_(chance_page_clear)
void chance_page_clear(struct chance_page *page);
/* 1: DECISION is no second chance. */
int chance_look(struct app *app, const char *decision, struct chance_page *ret, struct err *err);
/* The chance in force of CLIENT, a ref; 1: there is none. */
int chance_of(struct app *app, const char *client, struct chance_page *ret, struct err *err);
/* ANSWER (enum said_yes_no; -1 takes it away) to the TEST of a term. One act. */
int chance_answer(struct app *app, const struct request *request, const char *decision, const char *test, int answer,
                  unsigned *ret_changes, struct err *err);
/* Not kept: the decision opens again at Path with "let go today" marked, with ANSWER (enum decide_answer) as the new answer
 * to the question. No act: nothing is decided. Fails where no term is broken. */
int chance_reopen(struct app *app, const char *decision, int answer, unsigned *ret_changes, struct err *err);

/* --- tasks --- */

struct task_line {
    const struct task *task;
    int64_t client_id;
    const char *name;
    bool late;
};
/* Of CLIENT (a ref) or everybody (NULL), by client, decision and place; ALL: those that are done too. */
int view_tasks(struct app *app, const char *client, bool all, int (*fn)(void *ctx, const struct task_line *line), void *ctx,
               struct err *err);
/* STATE: enum task_state; a waiver needs a REASON. One act. */
int task_set(struct app *app, const struct request *request, const char *ref, enum task_state state, const char *reason,
             unsigned *ret_changes, struct err *err);

/* --- closing: from leaving to left, with a lesson --- */

struct closing {
    char *decision, *client, *name;
    int64_t client_id;
    bool leaving;             /* the client leaves: closing makes it `left`; else it is a chance that failed */
    int64_t open;             /* tasks that are neither done nor waived */
    struct texts waits;       /* sentences: what stands in the way; empty: nothing */
    struct texts theirs, mine; /* the card "what was yours, what was not", sentences */
    struct texts lessons;     /* that were learned from it */
    int32_t last_day;
};
#define _cleanup_closing_ _cleanup_(closing_clear)
void closing_clear(struct closing *closing);
/* 1: there is nothing to close with CLIENT, a ref. */
int closing_look(struct app *app, const char *client, struct closing *ret, struct err *err);
/* Learned from DECISION. KIND: enum lesson_kind; a question is asked of the next prospects; "none" says why in TEXT. One act. */
int closing_learn(struct app *app, const struct request *request, const char *decision, enum lesson_kind kind, const char *text,
                  unsigned *ret_changes, struct err *err);
/* The client is `left`. 1: something stands in the way, and err names the first of it; nothing is changed. One act. */
int closing_close(struct app *app, const struct request *request, const char *client, unsigned *ret_changes, struct err *err);

/* --- all of them: the person's own record, for pages and statistics --- */

/* Of the civil year YEAR in the person's zone, by the day of the decision; 0: ever. Undone decisions are in none of it. */
struct decided_counts {
    int64_t decided;
    int64_t kept, terms, declined, chances, exits; /* by path; declined: projects */
    int64_t chances_open, chances_kept, chances_broken; /* of `chances`; those cut off by another decision are in none of the three */
    int64_t left;             /* of `exits`: the client is gone */
    int64_t prospects;        /* that were declined, by the day of the letter, else of the last answer */
    int64_t reviews, again, not_again; /* looks back, and what they answered; by the day of the look */
    int64_t reliefs, relief;  /* how many said one, and their sum */
    int64_t lessons, wins;
};
int decided_count(struct app *app, int year, struct decided_counts *ret, struct err *err);
/* "of 7 chances, 1 kept; 3 let go, 2 prospects declined": a sentence. Appends; nothing where nothing was decided. */
void words_decided(struct str *to, const struct decided_counts *counts);
/* Each decision that is not undone with what came of it, newest first; of a chance its state, of an exit whether they left. */
struct decided_line {
    const struct decision *decision;
    int64_t client_id;        /* 0: the client is removed */
    const char *name;         /* or the ref of one who is */
    bool in_force;
    enum term_state chance;   /* of PATH_CHANCE */
    bool left;
    const struct review *review; /* the newest look back at it, or NULL */
};
int view_decided(struct app *app, int year, int (*fn)(void *ctx, const struct decided_line *line), void *ctx, struct err *err);
