/* The line to Stripe: the key, a question, and what the answer was. */
#pragma once

#include "errand.h"
#include "services/http.h"

#include "paletti/record/tree.h"

/* Never chosen by anybody at run time: new majors change what fields mean. A refund that was prepared under
 * an older one is sent again under that. */
#define STRIPE_VERSION "2026-09-30.endive"

struct stripe {
    struct errand *errand;
    struct http *http;
    struct str key;      /* wiped by stripe_close */
    bool live;           /* what the key says */
    const char *version; /* borrowed */
    int64_t begun;       /* by the errand's clock */
};

/* Asks the user's program for the key, and tells which one it is. On success the caller closes it. */
int stripe_open(struct errand *errand, struct stripe *ret, struct err *err);
void stripe_close(struct stripe *stripe);

/* What came of one request. */
struct stripe_reply {
    enum http_result result;
    struct err why;    /* there was no answer */
    int64_t status;    /* of the answer */
    struct tree *tree; /* NULL: what came was no object of JSON */
    char *request;     /* Stripe's id of it */
    bool replayed;
    int64_t retry_after;
};
void stripe_reply_clear(struct stripe_reply *reply);

/* PATH is asked for, or, with FORM and its idempotency key, posted to. Before, a line of progress goes out:
 * -1 where nobody listens any more, or where Stripe is not to be trusted, and then nothing was sent. */
int stripe_ask(struct stripe *stripe, const char *path, const struct str *form, const char *key,
               struct stripe_reply *ret, struct err *err);
/* What stands at PATH. 1: it was not given, and PROBLEM, an EVENT_REFUND, says so (refused, or temporary). */
int stripe_get(struct stripe *stripe, const char *path, struct tree **ret, struct event *problem,
               struct err *err);
/* The text at PATH, NULL where there is none, cut where it is longer than anything Stripe has to say. The
 * caller owns it. */
char *stripe_text(const struct tree *tree, const char *path);
/* Fills EVENT, an EVENT_REFUND, with what a reply that is no success says. */
void stripe_problem(const struct stripe_reply *reply, struct event *event);
/* The same as a sentence; returns -1. */
int stripe_problem_said(const struct event *problem, struct err *err);
