/* The outbox: what was confirmed to leave, its states, and the chained log of every change. core/dispatch.h
 * has the rules, data/sql/0015_outbox.sql the locks. Read with store_get, store_each and store_all of
 * model_dispatch, too. Nothing of it is part of the journal.
 *
 * The log is written in the same transaction as the change: its row first, then the state. */
#pragma once

#include "paletti/core/dispatch.h"
#include "paletti/store/store.h"

/* Puts DISPATCH, with state confirmed, and its row in the log. `sha256` is set by the caller. 0; 1: its draft
 * has one already that is confirmed, sent or unknown. In a transaction. */
int dispatch_add(struct store *store, const struct dispatch *dispatch, int64_t now, struct err *err);

/* What a change of state tells; what is 0, NULL or INSTANT_NONE stays as it was, but REPLY and WHY, which are
 * always set. */
struct dispatch_change {
    enum dispatch_state to;
    int64_t at; /* now */
    int64_t code;
    const char *reply, *why, *external_id;
    int64_t not_before; /* to confirmed: when it is tried again */
    const char *sender; /* to sending: process_self() */
};
/* Moves REF from FROM, with its row in the log. 0; 1: it is not in FROM any more (another process was
 * faster), or there is no such dispatch; nothing was changed. Fails where the file refuses it. In a
 * transaction. */
int dispatch_move(struct store *store, const char *ref, enum dispatch_state from,
                  const struct dispatch_change *change, struct err *err);
/* What was found of REF, in place of the sentence it had, where it is unknown (else nothing is changed). In a
 * transaction. */
int dispatch_found(struct store *store, const char *ref, const char *why, struct err *err);
/* What became of the draft DRAFT, where it is confirmed, sent or unknown: *RET_REF (owned, or NULL) and its
 * state. 0; 1: nothing, or that is over. */
int dispatch_of_draft(struct store *store, const char *draft, enum dispatch_state *ret_state, char **ret_ref,
                      struct err *err);
/* Cancels what is confirmed of the draft REF (it is edited, removed, or marked as sent by hand). 0; 1:
 * nothing was confirmed. WHY: a sentence. In a transaction. */
int dispatch_void(struct store *store, const char *draft, int64_t now, const char *why, struct err *err);
/* Every `sending` whose process is gone, or is this one, which sends nothing when it asks, becomes `unknown`;
 * *RET_N (or NULL): how many. In a transaction. */
int dispatch_forsaken(struct store *store, int64_t now, size_t *ret_n, struct err *err);
/* Whether the process that sends REF is still there. 1: yes; 0: no. */
int dispatch_attended(struct store *store, const char *ref, struct err *err);
/* The file came back from a backup: its confirmed letters may have left since, and become `unknown`; refunds
 * are looked up before they leave in any case. *RET_N: how many. In a transaction. */
int dispatch_doubt(struct store *store, int64_t now, const char *why, size_t *ret_n, struct err *err);
/* Blanks what is personal of all of the client's letters; those that are confirmed are cancelled before,
 * unknown ones rejected. Refunds stay as they are: letgo.md, "Erasing". Fails while one is being sent. In a
 * transaction. */
int dispatch_erase(struct store *store, const char *client, int64_t now, struct err *err);

/* Which ones; members that are 0 and NULL narrow nothing. */
struct dispatch_query {
    unsigned states; /* 1 << enum dispatch_state */
    const char *client, *draft, *refund, *farewell, *sequence;
    bool newest; /* first; else the oldest, both by when they were confirmed */
    int limit;   /* 0: none */
};
/* DISPATCH is cleared after FN, which returns non-zero to end, and that is returned. */
int dispatches_each(struct store *store, const struct dispatch_query *query,
                    int (*fn)(void *ctx, const struct dispatch *dispatch), void *ctx, struct err *err);
/* How many are open (dispatch_open), of each state; RET has DISPATCH_STATES of them. However many are over, it costs the same. */
int dispatches_count(struct store *store, int64_t *ret, struct err *err);
/* Whether the log says that it was confirmed in this file with the bytes that it has. */
int dispatch_confirmed_here(struct store *store, const struct dispatch *dispatch,
                            struct err *err); /* 1: yes; 0: no */
/* How often it was begun to be sent since it was confirmed. */
int dispatch_tries(struct store *store, const char *ref, int *ret, struct err *err);

/* Borrowed until the next step. EVENT: "confirmed", "imported", "again" (later, nothing was sent), "erased",
 * else a state's name. */
struct dispatch_event {
    int64_t id, at;
    const char *dispatch, *event, *sha256, *previous, *hash;
};
/* The log in its order; of REF, or all of it (NULL). */
int dispatch_events(struct store *store, const char *ref,
                    int (*fn)(void *ctx, const struct dispatch_event *event), void *ctx, struct err *err);
/* Walks the chain. FN gets a sentence that names the first row that is not as it was written (removed,
 * changed, out of order), and one for each dispatch that is not what the log says of it. store_check asks it.
 */
int dispatch_log_check(struct store *store, int (*fn)(void *ctx, const char *fault), void *ctx,
                       struct err *err);
