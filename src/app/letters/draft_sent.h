/* What it means that a letter left. */
#pragma once

#include "writing.h"

#include "paletti/core/draft.h"

/* Of a card that its client was told, or, where it tells other rules than it was made of, not. */
enum sent { SENT, SENT_UNTOLD, SENT_TOLD };

/* How it left, where paletti knows. Borrowed. */
struct sent_how {
    int64_t at;             /* when */
    const char *message_id; /* without its angle brackets; the entry is called as an import of sent mail would
                               call it. NULL: by hand */
    const char *subject, *text; /* as they went; NULL: as the draft has them */
};

/* DRAFT is done: it is marked so, and stands in the log. Returns an enum sent, or -1. */
int draft_sent(struct writing *writing, struct draft *draft, const struct sent_how *how, struct err *err);
