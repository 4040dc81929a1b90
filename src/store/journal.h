/* Noting what a transaction does. Outside of journal_begin ... nothing is noted. */
#pragma once

#include "internal.h"

#include "paletti/store/journal.h"

enum { IDS_MAX = 8192 }; /* rows in one step */

struct ids {
    const struct model *model;
    size_t n;
    uint64_t v[IDS_MAX]; /* as they are stored */
};

struct journal {
    bool on;
    int64_t act;  /* the number of the act being noted or turned, 0: nothing happened yet */
    int64_t next; /* the id of its next step */
    struct ids made;

    enum turn turn;
    int64_t turned;     /* the act being turned, 0: none */
    int64_t last;       /* the largest id of its steps that are not done yet */
    struct ids turning; /* rows to be removed, from the last one on */
};

struct journal *journal_new(void);
void journal_free(struct journal *journal);
/* The transaction is over. */
void journal_clear(struct journal *journal);

/* A row was made; RECORD is about to be replaced or removed, whose row is ROW (0: it keeps it). */
int journal_made(struct store *store, const struct model *model, int64_t row, struct err *err);
int journal_before(struct store *store, const struct model *model, const void *record, int64_t row,
                   struct err *err);
/* Writes what waits. */
int journal_flush(struct store *store, struct err *err);

/* Step ids of an act. */
#define JOURNAL_STEPS (INT64_C(1) << 32)
