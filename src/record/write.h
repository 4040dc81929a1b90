/* From structs to JSON, by the models' tables. */
#pragma once

#include "paletti/core/model.h"
#include "paletti/record/json.h"

/* FIELD's value under KEY (NULL: at the top). */
void write_value(struct json *json, const char *key, const struct field *field, const void *record);
/* The members that are required or not absent, in the model's order. */
void write_fields(struct json *json, const struct model *model, const void *record);
