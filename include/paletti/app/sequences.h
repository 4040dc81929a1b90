/* Farewells to many at once: who is in one, what each letter of it looks like for each of them, and where it stands.
 * The rules are core/sequence.h's. Nothing leaves from here: a batch that is confirmed goes into the outbox, where every
 * letter is looked at once more before it is released (sequence_gate).
 *
 * The letters are templates in the language and register of each client: F1, variants first, second and last, or any other
 * code that the person has a template of. Their fields beside those that all letters have (letters.h):
 *     last_on (date: the day of the last letter), first_on (date: on which the first letter really left for this client;
 *     not given before), quiet_since (date: of the last entry of either side before it began) */
#pragma once

#include "paletti/app/command.h"
#include "paletti/core/sequence.h"

/* Somebody who is to be in one, or is. Borrowed. */
struct sequence_member {
    int64_t client_id;
    const char *ref, *name, *short_name; /* short_name: or NULL */
    unsigned bars;     /* bits of enum sequence_bar: not in it, or nothing more goes to them */
    int64_t replied;   /* INSTANT_NONE */
    int32_t quiet_since; /* DAY_NONE: nothing is in their log */
    uint8_t letters[SEQUENCE_TEXTS_MAX];      /* enum sequence_letter */
    const char *drafts[SEQUENCE_TEXTS_MAX];   /* refs; NULL: not written yet */
};

/* One sequence, whole. */
struct sequence_page {
    struct sequence sequence;
    struct sequence_member *v; /* by name */
    size_t n;
    struct {
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

/* What each of CLIENTS (as a person names them) would be in a new one: PAGE's members are all of them, those with bars are
 * left out when it begins; its texts are TEXTS. Nothing is stored. */
int sequence_look(struct app *app, const struct texts *clients, struct sequence_page *ret, struct err *err);
/* "owes 3,900.00 EUR; a meeting is planned": why MEMBER is not in it. Appends. */
void words_sequence_bars(struct app *app, struct str *to, const struct sequence_member *member);
const char *words_sequence_letter(enum sequence_letter letter);

/* The lines of PAGE for people: its letters, then every name with what stands of each. HANG: cells in, where a line is too
 * long. */
int sequence_lines(struct app *app, const struct sequence_page *page, int (*fn)(void *ctx, int hang, const char *line),
                   void *ctx);

/* For the outbox, at release: whether letter N of the sequence REF may go to CLIENT (refs) now. 0: it may; 1: not, *RET_WHY
 * (owned) is the sentence; negative: it could not be looked up. */
int sequence_gate(struct app *app, const char *ref, int n, const char *client, char **ret_why, struct err *err);
