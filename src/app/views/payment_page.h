/* What is said of one payment of a log, or of another record there. */
#pragma once

#include "inside.h"

#include "paletti/core/model.h"

/* The payment's own ref in the ref of a log's line; NULL: it is no payment's. Borrowed. */
const char *payment_ref(const char *ref);
/* As view_entry, of the record REF of MODEL; as view_explain, of the payment REF. */
int record_page(struct app *app, struct store *store, const struct model *model, const char *ref,
                int (*fn)(void *ctx, int hang, const char *text), void *ctx, struct err *err);
int payment_explain(struct app *app, struct store *store, const char *ref, int (*fn)(void *ctx, const char *line),
                    void *ctx, struct err *err);
