/* Long imports: rows first, their indexes at the end. Outside of one, search rows are written at once. */
#pragma once

#include "internal.h"

/* The search row of an entry that was just written, now or at the end. */
int bulk_add(struct store *store, int64_t id, int64_t client_id, const char *subject, const char *body,
             struct err *err);
/* That of an entry about to be changed or removed. */
int bulk_remove(struct store *store, int64_t id, int64_t client_id, const char *subject, const char *body,
                struct err *err);
