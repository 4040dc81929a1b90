/* Which letter of the payment ladder is written about an invoice now. */
#pragma once

#include "inside.h"

struct payment_step {
    char *code;     /* "T6b" */
    char *said;     /* what is owed and since when, a sentence */
    char *sentence; /* which step it is */
    int before;     /* steps that are done */
};

/* WANTED: a step's code or a letter's ("firm", "T6b"), though another one is due; or NULL. Fails with a sentence where none is to
 * be written. */
int payment_step_find(struct app *app, const char *client, const char *invoice, const char *wanted, struct payment_step *ret,
                      struct err *err);
void payment_step_clear(struct payment_step *step);
/* The invoice of CLIENT_ID whose step is due and has no letter that waits, the oldest: its ref, owned. 1: there is none. */
int payment_step_newest(struct app *app, int64_t client_id, char **ret, struct err *err);
