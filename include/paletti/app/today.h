/* The day's queue: what is due by the end of today, and what is overdue. boundaries.md, section 9. */
#pragma once

#include "paletti/app/app.h"
#include "paletti/core/money.h"

enum today_kind { TODAY_REPLY, TODAY_ASK, TODAY_INVOICE, TODAY_PROMISE };
/* "reply", as the JSON answers have them. */
extern const char *const today_kind_names[];

/* One line of it. The strings are borrowed until the callback returns. */
struct today_line {
    enum today_kind kind;
    int64_t client_id, entry; /* the interaction that waits, of a reply; else 0 */
    const char *client, *name, *ref;
    const char *what; /* the subject of the message, what was asked for, the invoice's number; or "" */
    const char *channel; /* of a reply, or NULL */
    int64_t due;      /* the end of the due date, of an invoice; of the day that was promised */
    int64_t polite;   /* the latest polite moment of a reply; INSTANT_NONE: there is none */
    const struct zone *zone; /* the client's, where their clock then shows another time than mine; or NULL */
    int64_t later;    /* I put my reminder off until then, INSTANT_NONE; the due stands */
    struct money owed; /* of an invoice, and of the one that is promised: what is unpaid of it */
    const char *step;  /* of an invoice: the code of the payment ladder's step that is due, "firm"; NULL: none is */
    const char *invoice; /* of an invoice and of a promise: the invoice's ref; else NULL */
    bool overdue;      /* a promise: broken, and no letter followed */
};

/* In the order of their dues; of equal ones what others wait for comes first. FOR_PEOPLE: what I put off stands behind,
 * and replies that are due later but whose latest polite moment is today are among them: a reply due as tomorrow opens is
 * best written before tonight. */
int view_today(struct app *app, bool for_people, int (*fn)(void *ctx, const struct today_line *line), void *ctx,
               struct err *err);
