/* The journal: what was done, act by act, so that it can be taken back and done again. decide.md, "Undo".
 *
 * An act is what one transaction put and removed. It is kept as the steps that turn it round; turning it round (either
 * way) writes the steps that turn it round again, so that undoing and redoing are the same. Acts are turned in order,
 * the newest first, so that each finds the file as it left it: records come back under their old row ids, and with them
 * the order of the log. A row that was made is kept as its id, which is all that a long import costs. */
#pragma once

#include "paletti/store/store.h"

enum { JOURNAL_ACTS = 10000 }; /* older ones are forgotten */

/* What an act was about. Texts are NULL where there is nothing to say; owned. */
struct act {
    int64_t id, at;
    bool undone;
    char *command; /* when its name says more than what became of the records: "import" */
    char *type;    /* of the first record */
    char *client;  /* whose it was: the name */
    char *what;    /* a channel, a number, a file */
    int64_t moment;
    int64_t made, changed, removed; /* records */
};
void act_clear(struct act *act);

/* From here to the end of the transaction, what is put and removed is noted; with the first of it, what was undone is
 * dropped. */
void journal_begin(struct store *store);
/* What was undone cannot be redone any more: something that is no act took its place. */
int journal_forget_undone(struct store *store, struct err *err);
/* Writes the act, with which the transaction is ready for its commit, and forgets the ones that are too old. 1: nothing
 * was changed, there is no act. */
int journal_end(struct store *store, const struct act *act, struct err *err);

enum turn { TURN_UNDO, TURN_REDO };
/* The act that comes next: the newest that is not undone, or the oldest that is. 0 and *RET (act_clear); 1: none. */
int journal_next(struct store *store, enum turn turn, struct act *ret, struct err *err);
/* How many acts can be undone, and how many redone. */
void journal_counts(struct store *store, int64_t *ret_undo, int64_t *ret_redo);
/* At most LIMIT acts (0: all), newest first; FN returns non-zero to end, and that is returned. */
int journal_each(struct store *store, int limit, int (*fn)(void *ctx, const struct act *act), void *ctx, struct err *err);

/* Turns the act that journal_next gave, inside a transaction after journal_begin: journal_step until it returns 0, each
 * step done by the caller with store_remove or store_put_back; then journal_turned. */
struct step {
    const struct model *model;
    char *ref;          /* RECORD NULL: what to remove, as store_remove wants it */
    void *record;       /* what to put back; owned */
    struct back {
        int64_t row;    /* its row's id, 0: it has none of its own */
        char *short_name; /* the one a client without a given one had; or NULL */
    } back;
};
void step_clear(struct step *step);
int journal_turn(struct store *store, const struct act *act, struct err *err);
int journal_step(struct store *store, struct step *ret, struct err *err);
int journal_turned(struct store *store, struct err *err);
/* As store_put, with the row id and the short name the record had. */
int store_put_back(struct store *store, const struct model *model, const void *record, const struct back *back,
                   struct err *err);
