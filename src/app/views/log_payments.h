/* A client's payments, and other dated records, as lines of their log. They know their day only: they stand where that day
 * begins, before what was said on it, and a page merges them in there. */
#pragma once

#include "inside.h"

#include "paletti/app/views.h"

/* What refs of payments in the log begin with: for commands they name their type. */
#define LOG_PAYMENT_REF "payment:"

struct log_payments {
    struct log_line *v; /* by id; the strings are owned. What a record says is made when its line is taken */
    size_t n, cap;
};
/* Those up to today. */
int log_payments_load(struct app *app, struct store *store, int64_t client_id, struct log_payments *ret, struct err *err);
void log_payments_done(struct log_payments *payments);
/* How many there are with ids above ID. */
int64_t log_payments_above(const struct log_payments *payments, int64_t id);
/* Whether the line has all words of SEARCH, or words that begin so. */
bool log_payment_says(const struct log_line *line, const char *search);
/* The payment with ID, whosever it is. 0; 1: there is none. */
int log_payment_line(struct app *app, struct store *store, int64_t id, int (*fn)(void *ctx, const struct log_line *line),
                     void *ctx, struct err *err);
/* The id and the client of the payment REF. 0; 1: there is none, or its day is still to come. */
int log_payment_place(struct app *app, struct store *store, const char *ref, int64_t *ret_id, int64_t *ret_client,
                      struct err *err);

/* Payments that come between the rows of a page. */
struct log_merge {
    struct app *app;
    struct store *store;
    struct log_payments payments;
    size_t next; /* how many are still to come (from the newest), or went (from the oldest) */
    bool forward;
    int given, limit; /* lines of the page, payments included; 0: as many as there are */
};
/* A page of CLIENT_ID's log that begins beyond AFTER. */
int log_merge_begin(struct log_merge *merge, struct app *app, struct store *store, int64_t client_id, int64_t after,
                    bool forward, int limit, struct err *err);
void log_merge_done(struct log_merge *merge);
/* Takes the next payment that comes before the row ID; NULL: none. INT64_MIN (forward: INT64_MAX): all that are left. */
const struct log_line *log_merge_take(struct log_merge *merge, int64_t id);
static inline bool log_merge_full(const struct log_merge *merge)
{
    return merge->limit > 0 && merge->given >= merge->limit;
}
