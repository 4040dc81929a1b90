/* What the files about what comes after a decision share. */
#pragma once

#include "inside.h"

#include "paletti/app/reviews.h"
#include "paletti/core/facts.h"
#include "paletti/core/tripwire.h"
#include "paletti/store/after.h"

/* A decision that is looked back at. */
struct force {
    struct decision decision;
    int64_t client_id;
    char *client, *name; /* the ref; the name as it is */
    int8_t state;        /* enum client_state */
    int32_t day;         /* of the decision, in my zone */
    int32_t looked_on;   /* the last review of it, else `day` */
    bool result_given;   /* ... and one said how it turned out, on its date or later */
    struct review last;  /* the newest; empty where there is none (ref NULL) */
};
void force_clear(struct force *force);
#define _cleanup_force_ _cleanup_(force_clear)
/* Of CLIENT, or everybody's (NULL). FN returns non-zero to end, and that is returned. */
int force_each(struct app *app, struct store *store, const char *client,
               int (*fn)(void *ctx, const struct force *force), void *ctx, struct err *err);
/* Any decision REF, in force or not; fails where there is none. A client who is removed: client_id 0. */
int force_get(struct app *app, struct store *store, const char *ref, struct force *ret, struct err *err);

/* --- tripwires.c: what is known for them, once for all clients --- */

struct wires;
/* CLIENT: a ref, or NULL. */
struct wires *wires_new(struct app *app, struct store *store, const char *client, struct err *err);
void wires_free(struct wires *wires); /* takes NULL */
DEFINE_CLEANUP(struct wires, wires_free);
/* FN gets each that tripped. */
int wires_look(struct wires *wires, const struct force *force,
               int (*fn)(void *ctx, const struct review_due *due), void *ctx, struct err *err);

/* --- changed_facts.c --- */

struct changed_facts {
    struct changed {
        char *name; /* TYPE:REF */
        int64_t at; /* last */
    } * v;          /* by name */
    size_t n, cap;
};
/* What the journal saw since. */
int changed_facts_load(struct store *store, int64_t since, struct changed_facts *ret, struct err *err);
void changed_facts_clear(struct changed_facts *changed);
/* The instant of the last change of a record that DECISION used as a fact and that is not as it was;
 * INSTANT_NONE: none. */
int changed_facts_of(struct store *store, const struct changed_facts *changed,
                     const struct decision *decision, int64_t *ret, struct err *err);

/* --- chances.c --- */

/* How the chance of FORCE stood at the end of TODAY. */
int chance_stands(struct app *app, struct store *store, const struct force *force, int32_t today,
                  enum term_state *ret, struct err *err);

/* --- review.c --- */

/* A number of a decision in the words of now: its language, and the currency of OF. False: it was not known.
 * Appends. */
struct client_facts;
bool figure_then(const struct client_facts *of, enum figure figure, const struct decided_number *number,
                 struct str *to);

/* --- intake.c --- */

/* ANSWER (enum said_yes_no; -1 takes it away) of CLIENT to QUESTION, today. */
struct writing;
int intake_put(struct writing *writing, const char *client, const char *question, int answer,
               const char *waived, struct err *err);
