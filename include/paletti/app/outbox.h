/* The outbox: what is confirmed to leave, when and why not yet, and letting it go. letgo.md, steps 11 and 12.
 *
 * A letter that waits (drafts.h) is prepared: its exact bytes are made; shown whole; confirmed by typing the
 * client's short name; and released once, by `paletti outbox --release`, the screen or a timer. Each change
 * stands in the store's log of acts, and `undo` touches none of it. */
#pragma once

#include "paletti/app/app.h"
#include "paletti/app/command.h"
#include "paletti/app/letters.h"
#include "paletti/core/dispatch.h"

/* --- looking --- */

/* What a person is asked about one, or why it waits. */
enum outbox_wait {
    OUTBOX_NOTHING, /* it is over */
    OUTBOX_GOES,    /* the next release takes it */
    OUTBOX_WAITS,   /* until `goes_at` */
    OUTBOX_HELD,    /* until something else changes: `says` */
    OUTBOX_HAND,    /* for the person: copy it, or do it by hand, then say so */
    OUTBOX_ASKS,    /* unknown: did it arrive? done / not sent */
};
/* Borrowed; as they are, whether the screen is blurred (blur.h) or not. */
struct outbox_line {
    const struct dispatch *dispatch;
    int64_t client_id;             /* 0: the client is gone */
    const char *name, *short_name; /* of the client; the ref where they are gone */
    enum outbox_wait wait;
    int64_t goes_at;  /* when it may go at the earliest, INSTANT_NONE: nobody can say */
    const char *says; /* a sentence: "waits until Tue 9:30: outside of your hours", what the server said ..;
                         never NULL */
    const char *mode; /* "TEST", "LIVE"; "": a letter */
    const char
        *text; /* of view_dispatch: the letter as people read it; NULL: a refund, or its person was erased */
};
struct outbox_wish {
    const char *client, *farewell; /* refs, or NULL */
    bool all;                      /* those that are over too, newest first behind the others */
    int limit;                     /* of those that are over, 0: none */
};
int view_outbox(struct app *app, const struct outbox_wish *wish,
                int (*fn)(void *ctx, const struct outbox_line *line), void *ctx, struct err *err);
/* One of them; REF as a person types it: its beginning is enough, "dispatch:" may stand before it, and the
 * ref of its draft will do. */
int view_dispatch(struct app *app, const char *ref, int (*fn)(void *ctx, const struct outbox_line *line),
                  void *ctx, struct err *err);
/* How many are open in each state (DISPATCH_STATES of them, 0 where they are over); for the screen's line of what waits. Cheap. */
int outbox_count(struct app *app, int64_t *ret, struct err *err);

/* --- confirming --- */

/* The exact thing that confirming confirms. Texts owned. */
struct outbox_prepared {
    struct dispatch dispatch; /* complete, but not stored */
    char *name, *short_name;  /* the client's; the short name is what confirms */
    char *text;               /* the letter's text as people read it; `dispatch.bytes` is what goes */
    char *from, *to;          /* "Ana <ana@casa.example>" */
    struct texts sums, dates; /* those that stand in the text, as they stand there: what has to be right */
    int64_t goes_at;          /* when it would go; INSTANT_NONE: when the person does it */
    char *when;               /* a sentence on that, with why */
    char
        *careless; /* what to look at (tone, the configuration file ...), sentences in lines; NULL: nothing */
    bool left;     /* the client left: confirming sends it all the same, by hand */
};
void outbox_prepared_clear(struct outbox_prepared *prepared);
#define _cleanup_outbox_prepared_ _cleanup_(outbox_prepared_clear)

struct outbox_plan {
    const char *draft;               /* its ref as a person types it */
    int64_t not_before;              /* INSTANT_NONE: as soon as it may */
    int way;                         /* enum dispatch_way; -1: as paletti.conf and the draft's channel say */
    const char *farewell, *sequence; /* refs of what it is a part of, or NULL */
    bool by_hand;                    /* a client who left is written to all the same */
};
#define OUTBOX_PLAN_INIT ((struct outbox_plan){.not_before = INSTANT_NONE, .way = -1})
/* Makes the bytes (the courier composes them; nothing is sent) and everything that is to be shown. Fails with
 * a sentence where it could not be released: nobody to send it to, something would be given away, a sentence
 * that no record bears out. */
int outbox_prepare(struct app *app, const struct request *request, const struct outbox_plan *plan,
                   struct outbox_prepared *ret, struct err *err);
/* NAME: typed; anything but the short name is refused. The draft must still be what was prepared. */
int outbox_confirm(struct app *app, const struct request *request, const struct outbox_prepared *prepared,
                   const char *name, unsigned *ret_changes, struct err *err);
/* Only what is confirmed, REF as for view_dispatch. */
int outbox_cancel(struct app *app, const struct request *request, const char *ref, unsigned *ret_changes,
                  struct err *err);
/* The person says of what is unknown, or in their own hands: it went (DONE), or it did not; then its draft
 * waits again. */
int outbox_said(struct app *app, const struct request *request, const char *ref, bool done,
                unsigned *ret_changes, struct err *err);
/* The file came back from a backup: what was confirmed in it may have left since, so that nothing of it
 * leaves by itself; the person is asked about each. *RET_N: how many. */
int outbox_doubt(struct app *app, size_t *ret_n, struct err *err);
/* The letter's text to the clipboard's program (paletti.conf). 1: there is none; *RET_TEXT (owned) is for the
 * screen to copy. */
int outbox_copy(struct app *app, const char *ref, char **ret_text, struct err *err);

/* --- releasing --- */

/* What a release did. */
struct outbox_released {
    size_t done, pending, rejected, later, unknown; /* of those that were sent */
    size_t waiting;                                 /* not yet, as each says */
    size_t recovered;                               /* of another process that died: now unknown, or found */
};
/* Lets go what may go at now, one after the other, and looks up what is unknown. `request` is told how far it
 * is and asked whether to stop, between one dispatch and the next. Two at once make one: each dispatch is
 * taken by one of them. REF (or NULL): only that one. FN (or NULL) is told each that changed, as it is after
 * that. */
int outbox_release(struct app *app, const struct request *request, const char *ref,
                   int (*fn)(void *ctx, const struct outbox_line *line), void *ctx,
                   struct outbox_released *ret, unsigned *ret_changes, struct err *err);
