/* Asks and invoices as they stand at one moment: the small lists beside the log. Nothing later than that
 * moment is known. */
#pragma once

#include "inside.h"

enum due_kind { DUE_ASK, DUE_INVOICE };

struct due_now {
    int64_t client_id, id; /* the client first, by which they stand */
    enum due_kind kind;
    char *ref, *client;
    char *what;  /* was asked for; an invoice's number */
    int64_t at;  /* where it stands in time: the ask's outbound; the end of the invoice's due date */
    int64_t due; /* an ask's due, the end of an invoice's due date; INSTANT_NONE: never */
    bool open;   /* not received; not paid */
    bool late;   /* a breach */
    bool counted;
    struct money unpaid; /* of an open invoice */
};

/* By client, then by `at`, asks before invoices, then by log order. */
struct dues_now {
    struct due_now *v;
    size_t n, cap;
};

/* CLIENT_ID 0: everybody's. */
int dues_now(struct app *app, struct store *store, int64_t client_id, int64_t now, struct dues_now *ret,
             struct err *err);
void dues_now_clear(struct dues_now *dues);
#define _cleanup_dues_now_ _cleanup_(dues_now_clear)
/* Those of one client: *RET_N of them from the returned one on. */
const struct due_now *dues_now_of(const struct dues_now *dues, int64_t client_id, size_t *ret_n);
/* What is unpaid of the N dues at V, a sum per currency; returns how many sums there are. */
enum { CURRENCIES_MAX = 32 };
/* Adds SUM to that of its currency among the N there are; returns how many there are then. */
size_t dues_now_add(struct money sums[CURRENCIES_MAX], size_t n, struct money sum);
size_t dues_now_unpaid(const struct due_now *v, size_t n, struct money sums[CURRENCIES_MAX]);
/* Sorts them by `at` instead, asks before invoices, then by log order. */
void dues_now_sort_by_time(struct dues_now *dues);
