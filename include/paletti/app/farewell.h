/* The goodbye of one client: a page of fourteen steps that is made from the records at each look, and an act for each of them.
 * letgo.md; core/farewell.h has the steps.
 *
 * Each act is one act of the journal, and can be undone until something of it has left the machine. What leaves goes through
 * app/outbox.h (letters) and app/refunds.h (money); nothing is sent from here. In a group it is one member's: nothing of the
 * others changes. A task of the decision is ticked by its step, and a step is done by its task. */
#pragma once

#include "paletti/app/command.h"
#include "paletti/core/farewell.h"

/* --- the page --- */

enum farewell_item_kind {
    FAREWELL_ITEM_LETTER,
    FAREWELL_ITEM_REFUND,  /* one payment that something goes back on */
    FAREWELL_ITEM_MEETING,
    FAREWELL_ITEM_ACCESS,
    FAREWELL_ITEM_TASK,    /* hand-overs, calls, what is left of the decision's tasks */
    FAREWELL_ITEM_COLLEAGUE,
    FAREWELL_ITEM_LESSON,
};
enum farewell_item_state {
    FAREWELL_ITEM_OPEN,
    FAREWELL_ITEM_DRAFTED,   /* a letter: its text stands */
    FAREWELL_ITEM_CONFIRMED, /* it goes when it may; can be cancelled */
    FAREWELL_ITEM_SENDING,
    FAREWELL_ITEM_WAITS,     /* a refund that is pending, or needs the client */
    FAREWELL_ITEM_REFUSED,   /* rejected, refused, failed: confirmed anew it is a new one */
    FAREWELL_ITEM_UNKNOWN,
    FAREWELL_ITEM_DONE,
    FAREWELL_ITEM_KEPT,      /* it stays, with a reason */
};
extern const char *const farewell_item_state_names[]; /* "open"; NULL-terminated */

/* One thing of a step. */
struct farewell_item {
    int8_t kind, state;
    char *ref;        /* of the draft, refund, meeting, access, task, colleague, lesson; NULL: there is no record yet */
    char *dispatch;   /* that it goes or went with; NULL */
    char *code, *variant; /* of a letter; NULL */
    char *what;       /* in words, blurred where the app is: "T8, the goodbye", "site password" */
    char *where;      /* of an access; the recipient of a letter; the way of a refund; NULL */
    char *note;       /* a sentence: what it lacks, why it waits, what the server said, why it is kept; NULL */
    struct money sum; /* of a refund */
    int32_t on;       /* due; closes on; held on; DAY_NONE */
    int32_t done_on;  /* DAY_NONE */
    int64_t at;       /* of a meeting: when it starts; of a letter or refund: when it goes; INSTANT_NONE */
    bool gone;        /* it has left the machine, and cannot be undone */
    bool live;        /* of a refund: real money (else TEST) */
    bool other;       /* of a letter: it is not what the records say now */
};

struct farewell_page_step {
    struct farewell_stood stood;
    const char *title;  /* translated: "Meetings" */
    char *text;         /* a sentence: what is done, what waits, why */
    char *cannot;       /* what cannot be undone, a sentence; NULL: all of it can */
    struct farewell_item *v; /* its things, in order */
    size_t n, cap;
};

struct farewell_page {
    struct farewell farewell;  /* as recorded; `ref` NULL: not begun */
    char *client, *name, *short_name; /* ref; as people see it; to be typed for a confirmation */
    int64_t client_id;
    char *group;               /* the group's name, where the client is a member of one; NULL */
    char *decision;
    int8_t client_state;       /* enum client_state */
    int8_t path;               /* enum decide_path: 5 or 6 */
    int32_t last_day, today;
    int64_t decided_at;
    enum exit_tell tell;       /* in use */
    enum exit_framing framing;
    enum exit_disclosure disclosure;
    struct farewell_page_step steps[FAREWELL_STEPS];
    int next;                  /* the step that is to be done, -1 */
    int64_t done, needed;      /* "9 of 12" */
    bool money;                /* there are refunds */
    int8_t live;               /* by Stripe: 1 with a live key, 0 in test mode; -1: none, or not known yet */
};
void farewell_page_clear(struct farewell_page *page);
#define _cleanup_farewell_page_ _cleanup_(farewell_page_clear)

/* Outcome of farewell_look beside 0. */
enum { FAREWELL_NOT_DECIDED = 1 }; /* no let go that stands (err has the sentence): decide first */
/* The goodbye of CLIENT, a ref. Reads only; once left it can still be looked at. */
int farewell_look(struct app *app, const char *client, struct farewell_page *ret, struct err *err);

/* Goodbyes that are open, by last day; FN returns non-zero to end, and that is returned. Strings are borrowed until then. */
struct farewell_line {
    int64_t client_id;
    const char *client, *name, *decision;
    int32_t last_day;
};
int view_farewells(struct app *app, int (*fn)(void *ctx, const struct farewell_line *line), void *ctx, struct err *err);

/* --- the acts --- */

enum farewell_act_kind {
    FAREWELL_BEGIN,          /* freeze: reminders that wait are dropped; any other act does it too */
    FAREWELL_STOP,           /* the freeze is taken back: the client is active again; refused once something has left */
    FAREWELL_LAST_DAY,       /* `day`; before what the notice allows only with a cause, `text` */
    FAREWELL_SET_CREDIT_NOTE, /* `text` is its number; "": none yet */
    FAREWELL_CANCEL_MEETING, /* `ref`; the original stays as its undo */
    FAREWELL_KEEP_MEETING,   /* `ref`, `text`: why; within the last day it needs none */
    FAREWELL_RESTORE_MEETING, /* `ref`: planned again, or no longer kept */
    FAREWELL_ADD_ACCESS,     /* `text`, `where`, `day` it closes on */
    FAREWELL_CLOSE_ACCESS,   /* `ref`, `day` it was closed (DAY_NONE: today); refused before the last day */
    FAREWELL_KEEP_ACCESS,    /* `ref`, `text`: why */
    FAREWELL_OPEN_ACCESS,    /* `ref`: it is not closed, or not kept */
    FAREWELL_ADD_HANDOVER,   /* `text`, `day` */
    FAREWELL_HAND_OVER,      /* `ref` of the task, `number` 1: done, 0: open again */
    FAREWELL_REFER,          /* `ref` of the colleague, who said yes within 12 months */
    FAREWELL_REFER_NONE,     /* `text`: because */
    FAREWELL_SET_TELL,       /* `number`: enum exit_tell */
    FAREWELL_SET_FRAMING,    /* `number`: enum exit_framing */
    FAREWELL_SET_REASON,     /* `number`: enum exit_disclosure, `text` its words */
    FAREWELL_TOLD,           /* called or met on `day` (DAY_NONE: today); `number` 0: not after all */
    FAREWELL_WRITE,          /* drafts `text` (a code, "T2:colleague"), or all that are wanted and are not yet (NULL); one that
                                stands is made anew from the data, unless it is confirmed */
    FAREWELL_DROP,           /* the draft `ref` is not sent; a wanted letter (`text`: its code) needs a reason, `where` */
    FAREWELL_SAY_TRUE,       /* every sentence of the letter as it stands is true */
    FAREWELL_WAIVE,          /* `number`: enum farewell_step, `text`: why; "" takes it back */
    FAREWELL_LEARNED,        /* `number`: enum lesson_kind, `text` */
    FAREWELL_END,            /* the client is `left` */
    FAREWELL_COME_BACK,      /* who left is active again: `text` is their short name, typed */
    FAREWELL_ACTS,
};

/* Strings borrowed. */
struct farewell_act {
    enum farewell_act_kind kind;
    const char *ref, *text, *where;
    int32_t day;
    int64_t number;
};
/* Without a day; one is set afterwards. */
#define FAREWELL_ACT(kind_, ...) ((struct farewell_act){.kind = (kind_), .day = DAY_NONE, __VA_ARGS__})

/* Outcome of farewell_do beside 0. */
enum { FAREWELL_REFUSED = 1 }; /* nothing changed; err has the sentence */
/* Does ACT to CLIENT (a ref): one act of the journal. *RET_CHANGES (or NULL): a mask of enum change. */
int farewell_do(struct app *app, const struct request *request, const char *client, const struct farewell_act *act,
                unsigned *ret_changes, struct err *err);

/* --- words, translated --- */

/* What an act changed of what goes back, from BEFORE to AFTER, and the letters that are to be made anew for it; appends,
 * nothing where the sums stayed. */
void words_farewell_moved(struct str *to, const struct farewell_page *before, const struct farewell_page *after);

const char *words_farewell_step(enum farewell_step step);   /* "Meetings" */
const char *words_farewell_stand(enum farewell_stand stand); /* "waits" */
const char *words_farewell_item(enum farewell_item_state state); /* "drafted" */
