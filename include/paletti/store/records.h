/* Records in and out of the file, alike for every type: put, get, each. What is special to one aggregate stands in its
 * own header (log.h, clients.h). */
#pragma once

#include "paletti/store/store.h"

enum put { PUT_NEW, PUT_UPDATED, PUT_UNCHANGED };

/* Stores RECORD of MODEL, replacing the whole one of the same ref (`me`: the single one; `rule`: same `from`). Inside a
 * transaction. References to what is not stored yet are kept until store_references is asked: LINE (0: none) tells
 * which line to name then. A client without a short name gets one: the first word of the name, made unique. */
int store_put(struct store *store, const struct model *model, const void *record, int64_t line, enum put *ret,
              struct err *err);
/* Fails when a reference made in this transaction leads nowhere: `line 12: ask.interaction: "x" is neither in this file
 * nor stored`. Before every commit that put records. */
int store_references(struct store *store, struct err *err);

/* The record with REF (a rule: its `from` as text, me: NULL) into *RET, freshly initialised; the caller clears it. 0; 1:
 * there is none. */
int store_get(struct store *store, const struct model *model, const char *ref, void *ret, struct err *err);
/* Calls FN for each record of MODEL in writing order (interchange.md: rules by from, interactions by instant then log
 * order, others by log order); CLIENT (a ref, or NULL) narrows it to one client's. RECORD is cleared after FN. Stops
 * when FN returns non-zero, and returns that. */
int store_each(struct store *store, const struct model *model, const char *client,
               int (*fn)(void *ctx, const void *record), void *ctx, struct err *err);
/* All of them into a new array of structs (model_clear each, then free). */
int store_all(struct store *store, const struct model *model, const char *client, void *ret_array, size_t *ret_n,
              struct err *err);
/* The refs of entries, asks and invoices that begin with BEGINNING, at most LIMIT of each type; FN returns non-zero to
 * end, and that is returned. */
int store_refs(struct store *store, const char *beginning, int limit, int (*fn)(void *ctx, const char *ref), void *ctx,
               struct err *err);
/* Removes one record. 0; 1: there was none. */
int store_remove(struct store *store, const struct model *model, const char *ref, struct err *err);
int64_t store_count(struct store *store, const struct model *model);
