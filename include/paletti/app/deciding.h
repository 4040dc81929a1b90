/* Deciding about a client: the draft that is saved at each key, and the decision that it becomes. decide.md.
 *
 * A view opens a struct deciding_view, reads it to paint, and sends one event a key. What it reads is always what is on disk:
 * an event that returned 0 is committed. Nothing here is an act of the journal but the commit, which is one: undoing it takes
 * back all that it made and opens the draft again. */
#pragma once

#include "paletti/app/facts.h"
#include "paletti/app/letters.h"
#include "paletti/core/decision.h"
#include "paletti/core/decision_record.h"

/* The draft of one client and all that its pages show. Read only; borrowed until the next call with it. */
struct deciding_page {
    const struct deciding *answers;
    const struct decide_seen *seen;
    const struct decide_house *house;
    const struct facts *facts;     /* the rows and sentences of Facts; its lines are those of answers->facts, by enum fact */
    const char *client_ref, *name; /* the member in a group: for the question and the titles */
    int64_t client_id;
    /* Of the answers as they stand now. */
    struct decide_tally tally;
    unsigned lane;              /* bits of enum decide_long */
    enum decide_accord accord;
    bool reveals;
    const char *trouble;        /* in use; of `troubles` */
    enum decide_path path;      /* chosen, else the default */
    struct deciding_path {
        enum path_open open;
        char *why;              /* or NULL */
    } paths[PATHS];             /* by enum decide_path */
    const enum decide_field *missing; /* fields of the plan that are needed and empty */
    size_t n_missing;
    bool sleep_marked;          /* on Check, else Confirm */
    int32_t review_on;
    const struct decide_makes *makes; /* what Confirm would make: "9 tasks, 2 drafts" */
    int64_t seconds;            /* in all, of all pages */
    int64_t saved_at;           /* "saved 10:16" */
    const char *decision;       /* committed: the decision's ref */
    const char *refused;        /* where the person's own file of numbers has a mistake, a sentence; or NULL */
};

struct deciding_view;
void deciding_view_free(struct deciding_view *view); /* takes NULL; the draft stays as it was saved */
DEFINE_CLEANUP(struct deciding_view, deciding_view_free);

/* Outcomes of deciding_begin beside 0. */
enum {
    DECIDING_HAS_DRAFT = 1, /* *RET is in DECIDE_RESUME: deciding_event with DECIDING_RESUME or DECIDING_BEGIN (anew) */
    DECIDING_PROSPECT = 2,  /* not a client yet: the intake questions instead; *RET is untouched */
    DECIDING_GROUP = 3,     /* a group with members: choose one of them (deciding_members); *RET is untouched */
};
/* Opens the draft of CLIENT (a ref), or makes one: on Facts, with ASK_FIRST (or where the setting `ask_first` says so) on
 * Ask. */
int deciding_begin(struct app *app, const char *client, bool ask_first, struct deciding_view **ret, struct err *err);
/* The members of the group CLIENT that are not gone. FN returns non-zero to end, and that is returned. */
int deciding_members(struct app *app, const char *client, int (*fn)(void *ctx, const char *ref, const char *name), void *ctx,
                     struct err *err);
const struct deciding_page *deciding_page(const struct deciding_view *view);

/* What deciding_event came to beside 0 (saved). */
enum {
    DECIDING_REFUSED = 1,   /* nothing changed; err says why, or is empty where the key means nothing here */
    DECIDING_COMMITTED = 2, /* the decision is frozen, its tasks and drafts are made: page->decision */
    DECIDING_MOVED = 3,     /* the facts changed meanwhile: nothing was confirmed, they are the page now, and then Check again */
};
/* Does one event and saves it, in one transaction; a draft that is parked with nothing rated and nothing answered is not gone
 * on with. -1: it is not saved, and the page is as before. *RET_CHANGES (or NULL): a mask of enum change. */
int deciding_event(struct app *app, struct deciding_view *view, const struct decide_event *event, unsigned *ret_changes,
                   struct err *err);
/* Looks at everything anew: facts, what is open, dates. Lines that moved are marked and count as new facts. After something
 * of the client was changed elsewhere (an entry behind a line was opened and edited). */
int deciding_refresh(struct app *app, struct deciding_view *view, struct err *err);

/* The letter CODE as the plan fills it: what a commit drafts, to be looked at before. As letter_write. */
int deciding_letter(struct app *app, const struct deciding_view *view, const char *code, struct letter *ret, struct err *err);

/* --- what the pages of a plan need beside the answers --- */

/* Somebody they can go to. Borrowed until FN returns. */
struct deciding_colleague {
    const char *ref, *name;
    const char *needs;    /* "web upkeep, training"; or "" */
    bool competitor;
    int32_t consented_on; /* they said yes to being named, DAY_NONE */
    bool fresh;           /* within 12 months */
};
/* By name, those who said yes first. FN returns non-zero to end, and that is returned. */
int deciding_colleagues(struct app *app, int (*fn)(void *ctx, const struct deciding_colleague *colleague), void *ctx,
                        struct err *err);

/* Conditions of a chance that the client's troubles and my rules give, complete, without those that the plan has already. FN
 * as above; borrowed until it returns. */
int deciding_proposals(struct app *app, const struct deciding_view *view,
                       int (*fn)(void *ctx, const struct plan_condition *condition), void *ctx, struct err *err);

/* What going on takes, and what ends with it (ledger 000-26, 001-21): means of the window, none where they are not known. */
enum { DECIDING_AHEAD = 3 };
struct deciding_costs {
    int64_t minutes;    /* worked and in contact, a month; -1: not known */
    struct money month; /* what a month brings; no currency: not known */
    struct money hour;  /* what an hour earns, and that of the others */
    struct money others;
    struct {
        int months;
        int64_t minutes;
    } ahead[DECIDING_AHEAD]; /* 3, 6 and 12 more months */
    int64_t lost;       /* minutes until a chance that fails is known to have failed; -1: not known */
};
void deciding_costs(const struct deciding_view *view, struct deciding_costs *ret);

/* --- without a page --- */

/* A light decision, as triage's K makes one: answer yes, no ratings, the usual review. One act. *RET_REF (or NULL) is owned. */
int deciding_keep(struct app *app, const char *client, char **ret_ref, unsigned *ret_changes, struct err *err);

/* A draft that stands on Path, with ANSWER just given and "let go today" marked (with notice, where no cause allows today): what
 * a chance that was broken opens. No act. 1: a draft is open already, it stays as it is. */
int deciding_reopen(struct app *app, const char *client, enum decide_answer answer, struct err *err);

/* One open draft, for triage and the client's panes. Strings borrowed. */
struct deciding_line {
    int64_t client_id;
    const char *client, *name;
    enum decide_state state;
    enum decide_path path;
    int64_t at, wakes;    /* saved last; cooling until, INSTANT_NONE */
    int32_t later_until;  /* parked by path 7 until, DAY_NONE */
};
/* Open ones, of CLIENT (a ref) or everybody's; cooling ones that are over first, then the oldest. */
int view_deciding(struct app *app, const char *client, int (*fn)(void *ctx, const struct deciding_line *line), void *ctx,
                  struct err *err);
/* Decisions of CLIENT (a ref) or everybody's, newest first. */
int view_decisions(struct app *app, const char *client, int (*fn)(void *ctx, const struct decision *decision), void *ctx,
                   struct err *err);
/* One of them; 1: there is none. decision_clear. */
int view_decision(struct app *app, const char *ref, struct decision *ret, struct err *err);

/* --- words, translated --- */

const char *words_path(enum decide_path path);         /* "Keep as it is"; "" for none */
const char *words_path_short(enum decide_path path);   /* "keep": as something that was decided */
const char *words_deciding(enum decide_state state);   /* "at the question": where a draft stands; "" */
const char *words_tried(const char *what);             /* "scope note"; the code where it is none of ours */
