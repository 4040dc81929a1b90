/* A store that acknowledges what it has on disk, and whoever looks afterwards whether it is there. */
#pragma once

#include "paletti/store/store.h"

/* Opens FOLDER/paletti.db; prints the sentence and returns NULL when that fails. */
struct store *fault_open(const char *folder);
/* Puts the entry "RUN-I" in a transaction of its own. 0 when it was acknowledged. */
int fault_put(struct store *store, int run, int i, struct err *err);
/* Puts "RUN-0" to "RUN-(N-1)" in one transaction, as a long import. */
int fault_import(struct store *store, int run, int n, struct err *err);
/* Whether the entry is there. */
bool fault_has(struct store *store, int run, int i);
/* Whether store_check finds nothing; prints what it finds. */
bool fault_sound(struct store *store);
