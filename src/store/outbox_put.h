/* What the files of the outbox share. */
#pragma once

#include "internal.h"

#include "paletti/store/outbox.h"
#include "paletti/store/records.h"

/* The next row of the log. EVENT as in struct dispatch_event; SHA256 of the dispatch's bytes. */
int dispatch_log(struct store *store, const char *dispatch, const char *event, const char *sha256, int64_t at,
                 struct err *err);
/* An import: only where its ref is new, and as what nothing can leave of. */
int dispatch_put(struct store *store, const struct dispatch *dispatch, enum put *ret, struct err *err);
