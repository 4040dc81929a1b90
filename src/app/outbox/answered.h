/* Whether somebody was in touch since something was confirmed, or begun. */
#pragma once

#include "paletti/store/store.h"

/* The last entry that came from CLIENT_ID after the instant SINCE, up to NOW: a message, a call or a meeting; INSTANT_NONE: there
 * is none. */
int answered_since(struct store *store, int64_t client_id, int64_t since, int64_t now, int64_t *ret, struct err *err);
