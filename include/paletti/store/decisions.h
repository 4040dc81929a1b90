/* Drafts of decisions. The decisions themselves are records (records.h), with two differences: one that is stored is never
 * written over (its ref with other words in it fails), and removing it leaves it as undone and opens its draft again, which
 * is what undoing its act does. Putting the same one again makes it valid again. */
#pragma once

#include "paletti/store/store.h"

enum deciding_kept { KEPT_OPEN, KEPT_COMMITTED, KEPT_ABANDONED };

/* Strings borrowed. */
struct deciding_row {
    const char *ref, *client;
    enum deciding_kept kept;
    const char *step, *path; /* names of core/decision.h */
    int64_t revision, saved_at, wakes; /* wakes: INSTANT_NONE */
    int32_t later_until;
    const char *first_answer; /* NULL: none yet */
    int64_t first_at;
    const char *decision;     /* what became of it, or NULL */
    const char *answers;      /* the line of JSON; NULL where a list does not read it */
    int64_t client_id;        /* of lists: 0 where the client is gone */
    const char *name;
};

/* In a transaction. Writes the row of its ref. The file refuses another first answer than the one it has. REVISION is that of
 * the row it replaces, plus one; 1: it is not: another process went on with it, nothing was written. */
int deciding_put(struct store *store, const struct deciding_row *row, struct err *err);
/* The open draft of CLIENT, with its answers, until FN returns. 0; 1: there is none; FN's result where it is not 0. */
int deciding_of(struct store *store, const char *client, int (*fn)(void *ctx, const struct deciding_row *row), void *ctx,
                struct err *err);
/* Open drafts of CLIENT, or everybody's (NULL), without their answers, the oldest first. FN returns non-zero to end, and that
 * is returned. */
int deciding_each(struct store *store, const char *client, int (*fn)(void *ctx, const struct deciding_row *row), void *ctx,
                  struct err *err);

/* The decision in force of CLIENT (a ref): the newest that is not undone, without what is frozen. 0; 1: there is none. */
struct decision_brief {
    int64_t at;
    int32_t review_on; /* DAY_NONE */
    char path[16];     /* decide_path_names */
};
int decision_in_force(struct store *store, const char *client, struct decision_brief *ret, struct err *err);
