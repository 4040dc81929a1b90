/* The credit statement of one client: what they bought and used, what goes back and on which payment, and, apart from it,
 * what they owe. core/credit.h has the arithmetic; here are the records, and the words for people. letgo.md, credit
 * statement; interchange.md, section 3. Nothing is stored and nothing leaves. */
#pragma once

#include "paletti/app/app.h"
#include "paletti/core/credit.h"
#include "paletti/core/letter.h"

/* What the store knows of the client up to the statement's day. A group's is of what the group bought; a member's is of
 * that member alone. */
struct statement {
    char *client, *name; /* ref */
    int32_t on, today;   /* today in the rules' zone */
    struct credit credit;
    struct money *owed;       /* unpaid invoices, one sum a currency; none: nothing. Never set off. */
    struct meeting *meetings; /* planned, from now to the end of `on`: booked inside the notice, by time */
    size_t n_owed, n_meetings;
    char currency[4];         /* of the first total, else mine: in which nothing is 0.00 */
    struct statement_records *records; /* what `credit` borrows */
};
#define _cleanup_statement_ _cleanup_(statement_clear)
void statement_clear(struct statement *statement);

/* CLIENT is a ref. ON: the last day of the service; DAY_NONE: today. GIVEN_BACK: refs of booked uses that are not kept; or
 * NULL. 0; fails when there is no such client, or a sum does not fit. */
int statement_make(struct app *app, const char *client, int32_t on, const struct texts *given_back,
                   struct statement *ret, struct err *err);

/* --- for people: the same words on paper, on the page and in a plan's MONEY block --- */

enum statement_row_kind {
    STATEMENT_LINE,    /* a package: label, bought, used, left, sum */
    STATEMENT_HOW,     /* below it: how its sum was made, "4 left x 80.00" */
    STATEMENT_USE,     /* below it: one use, with its date */
    STATEMENT_REACHED, /* below it: one milestone, with its date */
    STATEMENT_OWED,    /* what they owe: sum */
    STATEMENT_TOTAL,   /* what you return: sum, one row a currency */
    STATEMENT_SPLIT,   /* on which payment, with its method and date: sum */
    STATEMENT_BOOKED,  /* a meeting inside the notice: to be kept or given back */
    STATEMENT_NOTE,    /* a sentence: what the records do not say */
};
struct statement_row {
    enum statement_row_kind kind;
    size_t line;       /* of credit.lines, for the kinds below a line, and the line itself */
    const char *label; /* translated, one line; never "" */
    const char *bought, *used, *left, *sum; /* of a LINE; others have at most a sum; "" where there is none */
    const char *currency;                   /* of the sum, or "" */
};
/* In the order of the kinds for each line, then owed, totals, splits, booked, notes. Texts are borrowed until FN returns;
 * FN returns non-zero to end, and that is returned. */
int statement_each_row(struct app *app, const struct statement *statement,
                       int (*fn)(void *ctx, const struct statement_row *row), void *ctx);

/* The expected date of a refund that is started on DAY: 5 working days later, dates closed by my rules left out (ledger
 * 000-09). */
int32_t statement_expected(struct app *app, int32_t day);
