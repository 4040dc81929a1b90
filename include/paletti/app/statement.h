/* The credit statement of one client: what they bought and used, what goes back and on which payment, and, apart from it,
 * what they owe. core/credit.h has the arithmetic; here are the records, and the words for people. letgo.md, credit
 * statement; interchange.md, section 3. Nothing is stored and nothing leaves. */
#pragma once

#include "paletti/app/app.h"
#include "paletti/app/command.h"
#include "paletti/core/credit.h"
#include "paletti/core/letter.h"
#include "paletti/core/refunding.h"

/* What the store knows of the client up to the statement's day. A group's is of what the group bought; a member's is of
 * that member alone. */
struct statement {
    char *client, *name; /* ref */
    int32_t on, today;   /* today in the rules' zone */
    struct credit credit;
    struct money *owed;       /* unpaid invoices, one sum a currency; none: nothing. Never set off. */
    struct meeting *meetings; /* planned, from now to the end of `on`: booked inside the notice, by time */
    struct refund *refunds;   /* all of the client's: refunding.h. Those that succeeded are in the credit as given back */
    size_t n_owed, n_meetings, n_refunds;
    char currency[4];         /* of the first total, else mine: in which nothing is 0.00 */
    struct statement_records *records; /* what `credit` borrows */
};
#define _cleanup_statement_ _cleanup_(statement_clear)
void statement_clear(struct statement *statement);

/* CLIENT as a person names one. ON: the last day of the service; DAY_NONE: that of their goodbye, else today. GIVEN_BACK: refs of booked uses that are not kept; or
 * NULL. 0; fails when there is no such client, or a sum does not fit. */
int statement_make(struct app *app, const char *client, int32_t on, const struct texts *given_back,
                   struct statement *ret, struct err *err);

/* The same with all that is on its way back counted as given back: what is still to be planned. */
int statement_make_left(struct app *app, const char *client, int32_t on, const struct texts *given_back,
                        struct statement *ret, struct err *err);

/* What the words of the command ask for: its day (DAY_NONE: none is named), and what is given back, added to *GIVEN_BACK. */
int statement_read(struct app *app, const struct request *request, int32_t *ret_on, struct texts *given_back,
                   struct err *err);

/* How many booked uses go back: of GIVEN_BACK those that are booked. */
size_t statement_given_back(const struct statement *statement);

/* --- for people: the same words on paper, on the page and in a plan's MONEY block --- */

enum statement_row_kind {
    STATEMENT_LINE,    /* a package: label, bought, used, left, sum */
    STATEMENT_HOW,     /* below it: how its sum was made, "4 left x 80.00" */
    STATEMENT_USE,     /* below it: one use, with its date; those that are booked stand apart */
    STATEMENT_REACHED, /* below it: one milestone, with its date */
    STATEMENT_OWED,    /* what they owe: sum, one row a currency */
    STATEMENT_TOTAL,   /* what you return: sum, one row a currency */
    STATEMENT_SPLIT,   /* on which payment, by method and date: sum */
    STATEMENT_BOOKED,  /* a use or a meeting still to come by `on`: to be kept or given back */
    STATEMENT_NOTE,    /* a sentence: what the records do not say */
};
struct statement_row {
    enum statement_row_kind kind;
    size_t line;       /* of credit.lines, for a LINE, the kinds below it, and a booked use; n_lines for all else */
    size_t of;         /* of the line's uses or milestones, of credit.splits, of meetings, as the kind says */
    const char *label; /* translated, one line, blurred where the app is */
    const char *bought, *used, *left; /* of a LINE, "4", "0.355"; others: "" */
    const char *sum, *currency;       /* "1,234.50" and "EUR"; "" where there is none */
};
/* For each line the kinds below it, then owed, totals, splits, booked, notes. Texts are borrowed until FN returns; FN
 * returns non-zero to end, and that is returned. */
int statement_each_row(struct app *app, const struct statement *statement,
                       int (*fn)(void *ctx, const struct statement_row *row), void *ctx);
/* The uses of a line in a few words: "used 9 Sep to 11 Nov, 8 dates"; nothing where there are none. Appends. */
void statement_used_words(const struct credit_line *line, struct str *to);

/* All of it as lines for a page WIDTH cells wide (0: 80): columns of the rows; PLAIN: "heading: value" sentences instead. */
enum statement_tone { STATEMENT_NORMAL, STATEMENT_STRONG, STATEMENT_QUIET };
void statement_page(struct app *app, const struct statement *statement, int width, bool plain,
                    void (*fn)(void *ctx, enum statement_tone tone, int hang, const char *line), void *ctx);

/* When a refund that is started on DAY should have arrived: 5 working days later, Monday to Friday without the holidays of
 * my rules (ledger 000-09). */
int statement_expected(struct app *app, int32_t day, int32_t *ret, struct err *err);
