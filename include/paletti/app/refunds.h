/* Refunds of a client: what is to go back is planned from the statement, found at Stripe, shown whole,
 * confirmed by the client's short name, let go by the outbox, and watched until it is there. core/refunding.h
 * has the states; letgo.md, "Refunds".
 *
 * Nothing of it is undone by `undo`: a planned line is dropped, a confirmed one taken back while nothing was
 * sent, and what was sent stays. Every line by Stripe says TEST or LIVE: the payment's mode and that of its
 * refund are the same. A TEST goes through all of it like a LIVE one and moves no money; a person can void it
 * (refunds_came_back). */
#pragma once

#include "paletti/app/app.h"
#include "paletti/app/command.h"
#include "paletti/core/refunding.h"

/* One line, stored or still to be planned. Texts are owned, blurred where the app is. */
struct refunds_row {
    struct refund refund; /* ref NULL: only what the statement would send back; payment "": none is known */
    struct refunding_next next;
    enum refunding_block block; /* of one that is planned, or to be */
    int32_t paid_on;            /* DAY_NONE */
    struct money paid;          /* the payment's sum */
    char *mode;                 /* "TEST", "LIVE", or "" by hand or not known yet */
    char *what;                 /* "300.00 EUR, on the payment of 12 Jan 2026 (Stripe)" */
    char *says;                 /* what is known of it, in words: "started on 16 Nov 2026 ..." */
    char *wants;                /* what a person can do about it now, a sentence; "": nothing */
    bool can_confirm, can_hand, can_take_back, can_decide;
};
struct refunds {
    char *client, *name, *short_name; /* ref; as it is shown; what confirms */
    char *farewell;                   /* asked for; or NULL */
    int32_t on;                       /* the statement's day */
    struct refunds_row *rows;         /* owned: by payment, newest first; ended ones behind */
    size_t n;
    struct refunding_said said;
    struct money *left; /* still to be planned or confirmed, a sum a currency */
    size_t n_left;
    bool settled; /* nothing is left to be returned or waited for: everything that goes back was, or nothing
                     does */
    bool asks;    /* a person has to decide something */
};
#define _cleanup_refunds_ _cleanup_(refunds_clear)
void refunds_clear(struct refunds *refunds);

/* All refunds of CLIENT, as a person names one, and what the statement would still send back. FAREWELL: what
 * new lines belong to; NULL: the open goodbye, where there is one. ON, GIVEN_BACK: as statement_make; DAY_NONE,
 * none: those of that goodbye. Reads; nothing is planned, nothing asked. */
struct refunds_wish {
    const char *client, *farewell;
    int32_t on;
    const struct texts *given_back;
};
int refunds_list(struct app *app, const struct refunds_wish *wish, struct refunds *ret, struct err *err);

/* Stores the lines that the statement sends back, in place of those that were planned and not confirmed.
 * Those that nobody could confirm stay out; what was paid through Stripe and is not found there yet is
 * planned. *RET_N: so many are planned now. */
int refunds_plan(struct app *app, const struct request *request, const struct refunds_wish *wish,
                 size_t *ret_n, unsigned *ret_changes, struct err *err);

/* Asks Stripe what the client paid there, by their addresses, and links payments to it: same currency, sum
 * and about the same day, and only where there is one of each. Refunds made by hand at Stripe are noted. */
struct refunds_found {
    char *mode, *key; /* TEST or LIVE; as much of the key as may be shown */
    struct refunds_match {
        char *payment; /* ref in the records; NULL: none fits */
        char *source;  /* pi_ or ch_; NULL: none fits */
        struct money amount, left;
        int32_t on;
        char *says; /* a sentence: linked, several fit, disputed, other currency ... */
        bool linked, disputed;
        int8_t match; /* enum refunding_match */
    } * v;
    size_t n;
    size_t linked, questions, seen; /* seen: refunds made by hand there that were not noted before */
};
void refunds_found_clear(struct refunds_found *found);
int refunds_find(struct app *app, const struct request *request, const char *client,
                 struct refunds_found *ret, unsigned *ret_changes, struct err *err);
/* A person says which: the payment REF is SOURCE (pi_ or ch_) at Stripe. */
int refunds_link(struct app *app, const struct request *request, const char *payment, const char *source,
                 unsigned *ret_changes, struct err *err);

/* The exact thing that confirming confirms, of one planned line by Stripe: looked at there once more, its
 * bytes made. */
struct refunds_shown {
    char *refund; /* ref */
    char *name, *short_name;
    char *mode, *key; /* TEST or LIVE */
    char *text; /* all of it for people: to whom, sum, payment, mode, the request's bytes, what it means */
    char *body, *version, *intent, *message; /* what is stored of it: the courier's job */
    struct money amount;
    int8_t live; /* -1: by hand */
};
void refunds_shown_clear(struct refunds_shown *shown);
/* WISH: the day of the statement and what is given back, or NULL: today's. */
int refunds_show(struct app *app, const struct request *request, const char *refund,
                 const struct refunds_wish *wish, struct refunds_shown *ret, unsigned *ret_changes,
                 struct err *err);
/* NAME: typed; anything but the short name is refused. Stores bytes and intent, and moves it to confirmed:
 * one transaction. By hand nothing is stored but the confirmation. */
int refunds_confirm(struct app *app, const struct request *request, const struct refunds_shown *shown,
                    const char *name, unsigned *ret_changes, struct err *err);
/* Confirmed, nothing was sent: planned again. */
int refunds_take_back(struct app *app, const struct request *request, const char *refund,
                      unsigned *ret_changes, struct err *err);
/* A planned line is dropped. */
int refunds_drop(struct app *app, const struct request *request, const char *refund, unsigned *ret_changes,
                 struct err *err);
/* A planned line goes back by another way: by Stripe only what came through it. */
int refunds_by(struct app *app, const struct request *request, const char *refund, enum payment_method method,
               unsigned *ret_changes, struct err *err);
/* A confirmed one by hand was returned on DAY, and is found by REFERENCE. */
int refunds_by_hand(struct app *app, const struct request *request, const char *refund, const char *reference,
                    int32_t day, unsigned *ret_changes, struct err *err);
/* One returned by hand came back; or a TEST is void. */
int refunds_came_back(struct app *app, const struct request *request, const char *refund, const char *why,
                      int32_t day, unsigned *ret_changes, struct err *err);
/* An unknown one older than 23 h: a person looked, and says it was not made. NAME as for refunds_confirm. */
int refunds_not_made(struct app *app, const struct request *request, const char *refund, const char *name,
                     unsigned *ret_changes, struct err *err);

/* Asks Stripe about all that is due (FORCE: about all that may still change) of CLIENT (NULL: everybody's):
 * open and young ones are followed, unknown ones looked up, those made by hand there noted. It sends nothing:
 * of what is unknown and not found, the outbox's release sends the same bytes again. */
struct refunds_looked {
    size_t asked, moved, failed, seen; /* payments; refunds */
    size_t unknown;                    /* still */
    char *says;                        /* sentences, a line each; "": nothing new */
};
void refunds_looked_clear(struct refunds_looked *looked);
int refunds_look(struct app *app, const struct request *request, const char *client, bool force,
                 struct refunds_looked *ret, unsigned *ret_changes, struct err *err);

/* "TEST", "LIVE", "": of `live` of a refund. */
const char *refunds_mode(int8_t live);
