/* Farewells to many at once: who is in one, what each letter of it looks like for each of them, and where it stands.
 * The rules are core/sequence.h's. Nothing leaves from here: a batch that is confirmed goes into the outbox, where every
 * letter is looked at once more before it is released (gate_sequence.c).
 *
 * The letters are templates in the language and register of each client: F1, variants first, second and last; of two
 * the first and the last, of one the last. Their fields beside those that all letters have (letters.h):
 *     last_on (date: the day of the last letter), first_on (date: on which the first letter really left for this client;
 *     not given before), quiet_since (date: of the last entry of either side before it began) */
#pragma once

#include "paletti/app/command.h"
#include "paletti/app/outbox.h"
#include "paletti/core/sequence.h"

/* Somebody who is to be in one, or is. Borrowed. */
struct sequence_member {
    int64_t client_id;
    const char *ref, *name, *short_name; /* short_name: or NULL */
    unsigned bars;     /* bits of enum sequence_bar: not in it, or nothing more goes to them */
    int64_t replied;   /* INSTANT_NONE */
    struct money owed; /* by them; no currency: nothing */
    int32_t quiet_since; /* DAY_NONE: nothing is in their log */
    uint8_t letters[SEQUENCE_TEXTS_MAX];      /* enum sequence_letter */
    const char *drafts[SEQUENCE_TEXTS_MAX];   /* refs; NULL: not written yet */
};

/* One sequence, whole. */
struct sequence_page {
    struct sequence sequence;
    struct sequence_member *v; /* by name */
    size_t n;
    struct sequence_count {
        enum sequence_batch state;
        size_t not_written, drafts, confirmed, sent, stuck; /* of those who may still get it, and of those who have it */
        size_t to_get; /* not_written and drafts of those whom nothing bars */
    } texts[SEQUENCE_TEXTS_MAX];
    int next;     /* the first letter that is not OUT, from 0; -1: none */
    int32_t today;
    struct sequence_inside *inside;
};
void sequence_page_clear(struct sequence_page *page);
#define _cleanup_sequence_page_ _cleanup_(sequence_page_clear)
/* NAME: a name or its beginning, or a ref; of several with it the open one. */
int app_sequence(struct app *app, const char *name, struct sequence_page *ret, struct err *err);
/* All of them, open ones first, the newest first. */
int view_sequences(struct app *app, int (*fn)(void *ctx, const struct sequence_page *page), void *ctx, struct err *err);

/* --- beginning, ending --- */

struct sequence_wish {
    const char *name;
    struct texts clients; /* as a person names them; borrowed */
    int32_t on[SEQUENCE_TEXTS_MAX]; /* the days of its letters, one after the other */
    int n;
};
/* What each of them would be in a new one: RET's members are all of them, each once; those with bars are left out when it
 * begins. Nothing is stored. */
int sequence_look(struct app *app, const struct sequence_wish *wish, struct sequence_page *ret, struct err *err);
/* Begins it with those whom nothing bars, and writes their first letters as drafts: one act. Fails where nobody is left, a day
 * has gone by or comes before the one before it, or an open one has that name. *RET is the page as it is then, of those who are in
 * it; *RET_LOOK (or NULL) that of all who were asked for. */
int sequence_begin(struct app *app, const struct request *request, const struct sequence_wish *wish, struct sequence_page *ret,
                   struct sequence_page *ret_look, unsigned *ret_changes, struct err *err);
/* Writes letter N (from 0) as a draft for each who is to get it and has none. *RET_N: how many. One act. */
int sequence_draft(struct app *app, const struct request *request, const char *name, int n, size_t *ret_n,
                   unsigned *ret_changes, struct err *err);
/* Takes CLIENT out of it; what is confirmed for them is not released. */
int sequence_without(struct app *app, const struct request *request, const char *name, const char *client,
                     unsigned *ret_changes, struct err *err);
/* Nothing of it is released from then on. */
int sequence_end(struct app *app, const struct request *request, const char *name, unsigned *ret_changes, struct err *err);

/* --- releasing a letter to all of them --- */

/* A letter of a sequence as it would leave, to each who is to get it. */
struct sequence_ready {
    struct sequence_page page;
    int letter; /* from 0 */
    struct sequence_one {
        const struct sequence_member *member;
        struct outbox_prepared prepared;
    } *v; /* owned; by name */
    size_t n;
};
void sequence_ready_clear(struct sequence_ready *ready);
#define _cleanup_sequence_ready_ _cleanup_(sequence_ready_clear)
/* Makes the bytes of letter N (-1: the next one) for all of them; nothing is sent. Fails where a draft is missing
 * (sequence_draft), or one of them could not be released: then the sentence names who. */
int sequence_prepare(struct app *app, const struct request *request, const char *name, int n, struct sequence_ready *ret,
                     struct err *err);
/* TYPED: the sequence's name, which confirms every letter of READY; each goes into the outbox, not before its day. *RET_N: how
 * many are there by then, where it fails too. */
int sequence_confirm(struct app *app, const struct request *request, const struct sequence_ready *ready, const char *typed,
                     size_t *ret_n, unsigned *ret_changes, struct err *err);

/* --- in words --- */

/* "owes 3,900.00 EUR; a meeting is planned": why MEMBER is not in it. Appends. */
void words_sequence_bars(struct app *app, struct str *to, const struct sequence_member *member);
const char *words_sequence_letter(enum sequence_letter letter);

/* The lines of PAGE for people: its letters, then every name with what stands of each. HANG: cells in, where a line is too
 * long. */
int sequence_lines(struct app *app, const struct sequence_page *page, int (*fn)(void *ctx, int hang, const char *line),
                   void *ctx);
