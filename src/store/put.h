/* Storing the three aggregates that have more to them than their columns. */
#pragma once

#include "internal.h"

#include "paletti/core/client.h"
#include "paletti/core/decision_record.h"
#include "paletti/core/interaction.h"
#include "paletti/store/records.h"

/* As store_put: the entry's id from its instant (ROW 0) or as it was, its search words, what is to be judged again. */
int interaction_put(struct store *store, const struct interaction *record, int64_t row, enum put *ret,
                    struct err *err);
/* 0; 1: none. */
int interaction_remove(struct store *store, const char *ref, struct err *err);

/* A row for a client that comes later in the same file, so that its entries have an id to stand under. */
int client_make_placeholder(struct store *store, const char *ref, int64_t *ret_id, struct err *err);
/* After the client's columns were written: its folded name, its short name (SHORT_NAME, when not NULL, is the one it
 * had), and that it is no placeholder. */
int client_finish(struct store *store, const struct client *record, const char *short_name, struct err *err);
/* The same for a client who is as before but for the name made. */
int client_put_back_short(struct store *store, const struct client *record, const char *short_name, struct err *err);
/* The short name that was made for REF into *RET (owned), NULL: none. */
int client_made_short(struct store *store, const char *ref, char **ret, struct err *err);

/* A decision: new, or valid again where it was undone; one with the same ref that says something else fails, so does a hash
 * that is not of its words. Removed it stands as undone. 0; 1: none. */
int decision_put(struct store *store, const struct decision *decision, int64_t row, enum put *ret, struct err *err);
int decision_remove(struct store *store, const char *ref, struct err *err);
/* The row of its table's statements into *RET, which model_init has seen; and whether its hash is that of its words. */
int decision_read(struct store *store, sqlite3_stmt *stmt, struct decision *ret, struct err *err);
bool decision_whole(sqlite3_stmt *stmt);
