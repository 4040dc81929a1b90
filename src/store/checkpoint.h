/* Bringing the journal into the file: by whoever holds the writers' lock, never by SQLite on its own, because
 * two connections that checkpoint at once can lose commits (reliability.md, fact 2). */
#pragma once

#include "internal.h"

/* Lets the store know how long the journal is after each commit. */
void checkpoint_watch(struct store *store);
/* Checkpoints when the journal has at least PAGES, as far as readers allow. Under the lock. */
void checkpoint_from(struct store *store, int pages);

/* A checkpoint syncs the whole file, which is felt; so it waits for an idle moment, but not for ever. */
enum { CHECKPOINT_IDLE = 100, CHECKPOINT_AT_LAST = 4000 };
