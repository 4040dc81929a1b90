/* The card of the rules as one client would get it, and the cards of everybody who was not told them. */
#pragma once

#include "view.h"

extern const struct view_ops view_card_ops, view_cards_ops;

/* What view_card_ops is opened with: CLIENT (a ref; NULL: nobody in particular) and the version that begins at RULE
 * (INSTANT_NONE: the one in force). Owned. view_cards_ops: nothing. */
char *card_view_argument(const char *client, int64_t rule);
