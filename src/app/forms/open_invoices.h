/* Which of a client's invoices is meant, when people name it, or do not. */
#pragma once

#include "inside.h"

struct open_invoice {
    char *ref, *number;
    struct money left; /* no currency: paid */
};

/* All invoices of a client, those that are paid too. */
struct open_invoices {
    struct open_invoice *v;
    size_t n, cap;
};
int open_invoices_load(struct app *app, struct store *store, const char *client, struct open_invoices *ret, struct err *err);
void open_invoices_done(struct open_invoices *invoices);

/* The currency in which all that is owed is owed; NULL: nothing is, or in several. Borrowed. */
const char *open_invoices_currency(const struct open_invoices *invoices);

/* The one with the number TEXT, or whose number ends so. 0; -1: none, or several, and ERR lists those that are open. */
int open_invoices_named(const struct open_invoices *invoices, const char *text, const struct open_invoice **ret,
                        struct err *err);
/* The same; "none" is NULL. Where TEXT is empty, the one that SUM pays exactly, else the only open one, else NULL; -1 where
 * several could be. */
int open_invoices_find(const struct open_invoices *invoices, const char *text, const struct money *sum,
                       const struct open_invoice **ret, struct err *err);
