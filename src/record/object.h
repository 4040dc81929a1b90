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

/* Reads one field's value (value.c). */
int value_read(const struct field *field, json_t *json, const struct place *place,
               const struct record_checks *checks, void *record, struct err *err);

/* "expected a string, but this is a number" with the path; EXPECTED is N_("a string"). Returns -1. */
int value_expected(const struct place *place, json_t *json, const char *expected, struct err *err);

DEFINE_CLEANUP(json_t, json_decref);
