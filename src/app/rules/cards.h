/* Cards as drafts, from the inside: what a draft says it is about, and what follows when it was sent. */
#pragma once

#include "tellings.h"

#include "paletti/app/card.h"
#include "paletti/core/draft.h"

#define CARD_CODE "T3b"

/* What a draft of the version that begins at RULE is about; the caller owns it. And back: INSTANT_NONE, none. */
char *card_about(int64_t rule);
int64_t card_rule_of(const char *about);
/* The ref of a card of that version to CLIENT that waits, owned; NULL: there is none. */
int cards_waiting(struct store *store, const char *client, int64_t rule, char **ret, struct err *err);
/* DRAFT, a card, was sent: its client was told that version on its day, by its channel. 1: the version is not there any more,
 * or is not what the text says: nothing is noted. */
int card_sent(struct writing *writing, const struct draft *draft, struct err *err);
