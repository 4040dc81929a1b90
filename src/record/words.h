/* Texts and what they must look like. */
#pragma once

#include "place.h"

#include "paletti/core/model.h"
#include "paletti/record/record.h"

/* Whether the LEN bytes of TEXT may stand in FIELD (TEXT, REF, ZONE, or an item of TEXTS). Returns 0 or -1
 * with a sentence behind the path. */
int words_check(const struct field *field, const char *text, size_t len, const struct place *place,
                const struct record_checks *checks, struct err *err);
/* A ref, or a name of a channel: 1 to 200 bytes without control characters. */
int words_check_ref(const char *text, size_t len, const struct place *place, struct err *err);
/* The index of TEXT among the NULL-terminated NAMES; -1 with a sentence that lists them. */
int words_index(const char *const *names, const char *text, const struct place *place, struct err *err);
