/* One client's debts while they are read, and what the answer is borrowed from. */
#pragma once

#include "ladder_book.h"
#include "standing.h"

#include "paletti/app/ladder.h"
#include "paletti/core/client.h"

/* Of one invoice; beside debts.v. */
struct debt_events {
    struct ladder_payment *payments;
    size_t n_payments, cap_payments;
    struct ladder_letter *letters;
    size_t n_letters, cap_letters;
    struct ladder_promise *promises;
    const char **refs; /* of the promises, beside them */
    size_t n_promises, cap_promises, cap_refs;
    int64_t draft_made;
};

struct debts_inside {
    struct app *app;
    struct store *store;
    struct err *err;
    int64_t now;
    struct ladder_book book;
    struct client client;
    struct standing standing;
    struct texts strings; /* borrowed by all */
    struct debt_events *events;
    size_t cap, n_events;
    int32_t *asked, *excused; /* days: of extra requests; of excuses without a date */
    size_t n_asked, cap_asked, n_excused, cap_excused;
    struct ladder_promise *loose;
    size_t n_loose, cap_loose;
    struct ladder_excuse *excuses;
    size_t n_excuses, cap_excuses;
};

/* A copy of TEXT for as long as DEBTS live; NULL: NULL. */
const char *debts_keep(struct debts *debts, const char *text);
/* Fills the lists of what happened: payments, letters, promises, requests, excuses, time. The invoices are there. */
int debts_read_events(struct debts *debts);
