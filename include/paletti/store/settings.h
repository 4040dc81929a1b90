/* What the person set in this file: a text per name. */
#pragma once

#include "paletti/store/store.h"

/* 0: *RET (owned); 1: nothing is set. */
int setting_get(struct store *store, const char *name, char **ret, struct err *err);
/* In a transaction. VALUE NULL: as if it had never been set. */
int setting_set(struct store *store, const char *name, const char *value, struct err *err);
