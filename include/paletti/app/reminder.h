/* Reminding a client of a line that was crossed: the letter that fits the kind of line and how often they were reminded of
 * it, kept as a draft. Nothing is sent. letters.md (T4, T5); boundaries.md, section 5. */
#pragma once

#include "paletti/app/letters.h"

struct request;

/* Strings borrowed; NULL where nothing is said. */
struct reminder_wish {
    const char *of;      /* the entry, as explain takes it; or an invoice, by its ref or number */
    enum breach breach;  /* which line of it; 0: the gravest that is open */
    const char *reason;  /* a code of letter_reasons, or own words */
    const char *channel; /* that it goes by; NULL: the letter's */
    const char *text;    /* in the place of the letter's */
    bool copied;         /* T5: I put it where it belongs myself, nothing is to be sent again */
    const char *step;    /* of an invoice: this letter ("T6b", "firm") though another step is due; or NULL */
};

struct reminder {
    char *of, *client, *name; /* refs; and the client's name */
    int64_t client_id;
    enum breach breach;
    char *said;   /* what was crossed, a sentence */
    bool redirects; /* it leads to another channel (T5) */
    int before;   /* reminders of that kind before this one */
    char *step;   /* of an invoice: which step it is, a sentence; else NULL */
    char *channel, *to;
    struct letter letter; /* its text missing where fields are */
};
#define _cleanup_reminder_ _cleanup_(reminder_clear)
void reminder_clear(struct reminder *reminder);

/* Writes it, and stores nothing. Fails with a sentence where nobody is to be reminded: no line was crossed, or only by me;
 * they were not told the rule; it is waived, or reminded of already; the channel is one that my rules close. Of an invoice:
 * it is paid or written off, a promise is waited for, the next step is not due, a letter about it waits. */
int reminder_write(struct app *app, const struct reminder_wish *wish, struct reminder *ret, struct err *err);
/* The same, stored as a draft, with the breach marked as reminded, in one act. Fails too where a field is missing, a
 * reason among them, or the text gives something away. *RET_REF (owned) is the draft's. REQUEST may be NULL. */
int reminder_save(struct app *app, const struct request *request, const struct reminder_wish *wish, char **ret_ref,
                  unsigned *ret_changes, struct err *err);

/* The draft about the lines crossed with REF, as explain takes it, whether it waits or was sent: the newest; its ref into *RET,
 * owned. 1: there is none. */
int reminder_draft(struct app *app, const char *ref, char **ret, struct err *err);

/* The entry of CLIENT_ID in which one of the lines BREACHES (bits) was crossed last, counts, and nothing was done about it yet;
 * its ref into *RET, owned; where there is no such entry and late payments are among BREACHES, the invoice whose step is due. 1:
 * there is none. */
int reminder_newest(struct app *app, int64_t client_id, unsigned breaches, char **ret, struct err *err);
/* The lines crossed with REF, as explain takes it: bits. */
int reminder_lines(struct app *app, const char *ref, unsigned *ret, struct err *err);
