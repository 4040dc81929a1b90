/* The quick way for lines of the form that nearly all have. */
#pragma once

#include "paletti/record/record.h"

/* Reads LINE when it is plain: an object whose keys and strings have no escapes but the two-character ones,
 * and whose values are all in order. Returns 0; or 1 when the line is anything else, wrong ones included:
 * then the general reader decides, and says why. Whatever this one takes, the other takes for the same
 * record. */
int plain_parse(const char *line, size_t len, const struct record_checks *checks,
                const struct model **ret_model, void **ret_record);
