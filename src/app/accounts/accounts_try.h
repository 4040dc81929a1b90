/* Whether the accounts work with what paletti.conf says, tried through the courier. Nothing is sent, written
 * or refunded. */
#pragma once

#include "accounts.h"

enum account_result {
    ACCOUNT_OK,
    ACCOUNT_ABSENT, /* it is not set up */
    ACCOUNT_UNSEEN, /* this shows only when it is done */
    ACCOUNT_BROKEN, /* it is set up, and does not work */
};
extern const char *const account_result_names[]; /* "ok", "absent", "unseen", "broken" */

/* One thing that was looked at; borrowed for the call. */
struct account_finding {
    const char *account; /* "file", "mail", "sent", "clipboard", "stripe" */
    const char *what;    /* the part of it that one permission opens ("charges"), or NULL */
    int8_t result;       /* enum account_result */
    const char *note;    /* a sentence without its full stop */
    const char *hint;    /* what to do, the same; or NULL */
};

struct account_trial {
    int (*found)(void *ctx, const struct account_finding *finding);
    void *ctx;
    bool (*stop)(void *ctx); /* the person wants to stop; or NULL */
    void *stop_ctx;
};

/* Tells FOUND of each account in turn; what it returns, other than 0, ends it. -1: it was stopped. */
int accounts_try(struct app *app, const struct accounts *accounts, const struct account_trial *trial,
                 struct err *err);
