/* The rule card: a version of my rules as a client is told it (the letter T3b), who was not told it yet, and cards that wait
 * as drafts until the person has sent them. Nobody is counted as breaking a rule they were not told. ledger 004-04. */
#pragma once

#include "paletti/app/letters.h"
#include "paletti/core/versions.h"

struct request;

struct card {
    char *client, *name; /* ref and name; NULL: to nobody in particular */
    int64_t client_id;   /* 0 */
    struct letter letter; /* its text missing where fields are */
    int64_t rule;         /* the `from` of the version; INSTANT_NONE: the built-in one, which nobody can be told */
    char *since;          /* its beginning in words, or NULL */
    enum validity validity;
    int32_t told_on; /* when they were told it, or one that is equal; DAY_NONE: never */
    char *told_how;  /* in words, or NULL */
    char *older;     /* the beginning of the version that they know instead, in words; or NULL */
    char *draft;     /* the ref of a card of it that waits, or NULL */
};
#define _cleanup_card_ _cleanup_(card_clear)
void card_clear(struct card *card);

/* The card of the version that begins at RULE (INSTANT_NONE: the one in force) as CLIENT (a ref, or NULL) would get it. Fails
 * where there is no such client or version. */
int card_write(struct app *app, const char *client, int64_t rule, struct card *ret, struct err *err);
/* "Spanish, usted": what a letter to them is written in. Appends. */
void words_manner(struct str *to, const char *language, enum letter_address address);
/* "rules in force since 1 Jun 2026". Appends. */
void words_card_version(const struct card *card, struct str *to);

/* The version that comes next and differs in what must be told from the one in force (zone, hours, window, channels):
 * *RET its `from`. 1: there is none, and *RET is INSTANT_NONE. */
int card_coming(struct app *app, int64_t *ret, struct err *err);
/* How many of those whom the card is for were not told the version that begins at RULE, where what must be told changed with
 * it; else 0. */
int card_owed(struct app *app, int64_t rule, int64_t *ret, struct err *err);

/* Somebody who was not told it. Strings are borrowed. */
struct card_line {
    const char *ref, *name;
    const char *language; /* "es" */
    enum letter_address address;
    const char *channel, *to; /* how it goes; TO NULL: no address is known */
    int32_t on;               /* when they were told anything last; DAY_NONE: never */
    const char *which;        /* the version they were told then, in words; or NULL */
    const char *draft;        /* a card of it that waits, or NULL */
};
/* Those whom the card is for and who were not told the version that begins at RULE (INSTANT_NONE: the one in force), by name:
 * prospects and clients, none who leave or left. A group stands for its members, but for those who have a contract of their
 * own, or were told rules themselves. */
int view_untold(struct app *app, int64_t rule, int (*fn)(void *ctx, const struct card_line *line), void *ctx, struct err *err);

/* The cards of that version for CLIENTS (refs), kept as drafts in one act; who has one that waits gets no second one.
 * Fails, and keeps none, where one cannot be written, or would give something away. REQUEST, or NULL: told how far it is, and
 * asked whether to stop. *RET_N: how many were made. */
int cards_draft(struct app *app, const struct request *request, const char *const *clients, size_t n, int64_t rule, size_t *ret_n,
                unsigned *ret_changes, struct err *err);
/* The same for everybody of view_untold. */
int cards_draft_all(struct app *app, const struct request *request, int64_t rule, size_t *ret_n, unsigned *ret_changes,
                    struct err *err);
/* Writes it to the file PATH, which must not exist yet, as a mail program opens it. */
int card_write_file(const struct card *card, const char *path, struct err *err);
