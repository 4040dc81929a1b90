/* From jansson's tree to structs, by the models' tables. */
#pragma once

#include "place.h"

#include "paletti/core/model.h"
#include "paletti/record/record.h"

#include <jansson.h>

/* Reads LEN bytes as one JSON value, with sentences for what is no JSON. The caller owns *RET (json_decref).
 * ANYTHING: also a string or a number may stand at the top. */
int object_load(const char *text, size_t len, bool anything, json_t **ret, struct err *err);

/* Reads the members of OBJECT into RECORD (model_init done; on failure the caller clears it). `skip` is a key
 * that is somebody else's ("type"), or NULL. Required fields, ranges and the model's own check are looked at,
 * and the record is normalised; a missing own ref is left out (parse.c makes it). */
int object_read(const struct model *model, json_t *object, const char *skip, const struct place *place,
                const struct record_checks *checks, void *record, struct err *err);

/* The field called KEY, or NULL. Keys mostly come in the table's order: the search begins at *NEXT, which
 * moves behind what was found. */
const struct field *object_field(const struct model *model, const char *key, size_t *next);
/* Marks FIELD in *SEEN; whether it was marked before. */
bool object_seen(const struct model *model, const struct field *field, uint64_t *seen);
/* What is left to do when all members are in: whether one is missing, normalising, the model's own check. */
int object_finish(const struct model *model, uint64_t seen, const struct place *place, void *record,
                  struct err *err);

/* Reads one field's value (value.c). */
int value_read(const struct field *field, json_t *json, const struct place *place,
               const struct record_checks *checks, void *record, struct err *err);

/* Whether FIELD's value is a string that value_read_text reads. */
bool value_takes_text(const struct field *field);
int value_read_text(const struct field *field, const char *text, size_t len, const struct place *place,
                    const struct record_checks *checks, void *record, struct err *err);

/* "expected a string, but this is a number" with the path; EXPECTED is N_("a string"). Returns -1. */
int value_expected(const struct place *place, json_t *json, const char *expected, struct err *err);

DEFINE_CLEANUP(json_t, json_decref);
