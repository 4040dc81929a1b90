/* Keeps the stored judgements right: verdicts of the log, dues of asks and invoices, tallies of clients. They
 * are a cache (house.md, "The store") that is written in the transaction of whatever changed them. */
#pragma once

#include "inside.h"

#include "paletti/app/command.h"

/* Inside the transaction, before its commit: judges again what the puts and removals in it touched, each
 * entry once, and writes what changed. OF_CLIENTS: whether there were exceptions, told entries, asks or money
 * among them, whose clients the store is asked about one by one. REQUEST (or NULL) is asked whether to stop,
 * which is a failure. */
int judging_update(struct app *app, struct store *store, bool of_clients, const struct request *request,
                   struct err *err);

/* Judges everything from scratch and compares with what is stored; writes nothing. FN gets the ref of each
 * row that differs, and a sentence. *RET_JUDGEMENTS is how many rows were compared. */
int judging_check(struct app *app, struct store *store,
                  void (*fn)(void *ctx, const char *ref, const char *what), void *ctx,
                  const struct request *request, int64_t *ret_judgements, struct err *err);
