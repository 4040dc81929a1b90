/* Triage sessions: the frozen queue, where one is in it, and what was done. A card is done as long as the act of the
 * journal that did it stands: both are written in one transaction, and the journal takes the card along when it turns the
 * act round, so that neither an undo nor a kill can part the two. */
#pragma once

#include "paletti/store/store.h"

struct triage_row {
    int64_t id, started, seen;
    int64_t spent; /* seconds */
    int64_t ended; /* INSTANT_NONE: it goes on */
};

/* Strings are borrowed until the callback returns. */
struct triage_card_row {
    int64_t id, client_id;
    const char *client, *name; /* the ref */
    const char *reasons;       /* codes, a space between; the first one decides */
    const char *done;          /* what was done, NULL: open */
    bool skipped;              /* it went behind the others */
};

/* The newest session. 0; 1: there never was one. */
int triage_last(struct store *store, struct triage_row *ret, struct err *err);
/* Its cards in the order in which they stand now. FN returns non-zero to end, and that is returned. */
int triage_cards(struct store *store, int64_t triage, int (*fn)(void *ctx, const struct triage_card_row *row), void *ctx,
                 struct err *err);

/* In a transaction: */
int triage_start(struct store *store, int64_t now, int64_t *ret_id, struct err *err);
/* Behind all others of the session. REASONS as above. */
int triage_add_card(struct store *store, int64_t triage, int64_t client_id, const char *reasons, struct err *err);
int triage_skip(struct store *store, int64_t card, struct err *err);
/* Somebody looks at it at NOW, and did so for SECONDS more; ENDED: they are through. */
int triage_seen(struct store *store, int64_t triage, int64_t now, int64_t seconds, bool ended, struct err *err);
/* What was done about the card, by the act that this transaction is, after its journal_end. Where nothing changed there is
 * no act, and the card stays open; as it does where the act is about another client, or is no decision where the card waits for
 * one (DECIDES). 1: another act did it meanwhile. */
int triage_done(struct store *store, int64_t card, const char *done, bool decides, struct err *err);

/* How often in a row, up to now, cards of the client were done with DONE. */
int triage_in_a_row(struct store *store, int64_t client_id, const char *done, int *ret, struct err *err);

/* A line of the client's own crossing since an instant: its bits, those that count. */
struct crossing_row {
    int64_t client_id, at;
    const char *ref; /* of the entry; borrowed */
    uint16_t counted;
};
/* Of everybody, or of CLIENT_ID, by time. */
int crossings_each(struct store *store, int64_t client_id, int64_t from, int64_t to,
                   int (*fn)(void *ctx, const struct crossing_row *row), void *ctx, struct err *err);
