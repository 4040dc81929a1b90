/* What hours mean at this moment. */
#pragma once

#include "paletti/core/terms.h"

/* Whether it is open at NOW under BOOK, and until when that stays so; INSTANT_NONE: for good. */
void hours_now(struct rulebook *book, int64_t now, bool *ret_open, int64_t *ret_changes);
