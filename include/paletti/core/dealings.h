/* What happens between an invoice and a decision: promises to pay, what is asked for beyond what was agreed,
 * what was handed over and complained of, what a client costs, and what foreign money is worth.
 * interchange.md, issue 4. */
#pragma once

#include "paletti/core/model.h"

enum promise_kept { PROMISE_OPEN, PROMISE_KEPT, PROMISE_BROKEN };
enum request_decision { REQUEST_OPEN, REQUEST_FREE, REQUEST_QUOTED, REQUEST_DECLINED };
enum complaint_right { RIGHT_OPEN, RIGHT_THEM, RIGHT_ME, RIGHT_BOTH };

/* They said when they would pay. What became of it is judged from the payments where nobody has said it. */
struct promise {
    char *ref, *client;
    int32_t said_on, pays_on; /* both given, in this order */
    char *invoice;            /* NULL: all that is owed */
    struct money amount;      /* absent: the whole of it */
    char *excuse;             /* a code of `excuses`, NULL */
    int8_t kept;              /* enum promise_kept */
};

/* Asked for beyond what was agreed. */
struct extra_request {
    char *ref, *client;
    int32_t on;
    char *what;
    int8_t decision;    /* enum request_decision */
    int64_t minutes;    /* it took, 0: none, or nobody said */
    struct money price; /* asked for it; absent: none */
};

struct delivery {
    char *ref, *client;
    int32_t on;
    char *what; /* NULL */
};

struct complaint {
    char *ref, *client;
    int32_t on;
    char *what;     /* NULL */
    char *delivery; /* it is about, NULL: the work in general */
    int8_t right;   /* who was: enum complaint_right */
};

/* What the client cost beside hours: hospitality, travel. */
struct expense {
    char *ref, *client;
    int32_t on;
    struct money amount;
    char *kind; /* a code of `expense_kinds`, NULL: not said */
};

/* What makes one unit of the person's own currency (me.currency), from a day on until the next rate of that
 * currency. */
struct rate {
    char *ref;      /* CURRENCY:ON: one for each of the two. Made of them; it stands in no line of JSON */
    char *currency; /* ISO 4217 */
    int32_t on;
    char *per_base; /* "1624.5" of that currency make one: above 0, at most 9 decimals */
};

extern const char *const promise_kept_names[]; /* "open"; NULL-terminated, and so are these */
extern const char *const request_decision_names[], *const complaint_right_names[];
extern const struct model model_promise, model_request, model_delivery, model_complaint, model_expense,
    model_rate;

/* "1624.5" in thousand-millionths. 0; 1: no such number, or none above 0 (RET untouched). */
int rate_parse(const char *per_base, int64_t *ret_billionths);
/* FROM in BASE (a currency) on the day ON, by the latest of RATES, in any order, on or before it; half a cent
 * rounds away from zero. 0; 1: there is no such rate, or no number for it: the sum is "not known" (RET
 * untouched). */
int rate_convert(const struct rate *rates, size_t n, struct money from, int32_t on, const char *base,
                 struct money *ret);
