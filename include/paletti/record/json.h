/* Writing JSON as a stream: answers with --json, jobs for the courier. Nothing is kept but whether a comma is
 * due. The names keep clear of jansson's (json_integer, json_null), which are linked beside them. */
#pragma once

#include "paletti/base/str.h"
#include "paletti/core/money.h"

#include <stdbool.h>
#include <stdint.h>

struct json {
    struct str *to;
    bool comma;
};

static inline struct json json_init(struct str *to)
{
    return (struct json){.to = to};
}

/* KEY is NULL inside a list and at the top. Strings need to be valid UTF-8; control characters, and what else
 * could steer a terminal, are written as \uXXXX, so that an answer is whole and safe to print. */
void json_open_object(struct json *json, const char *key);
void json_close_object(struct json *json);
void json_open_list(struct json *json, const char *key);
void json_close_list(struct json *json);
void json_text(struct json *json, const char *key, const char *text); /* NULL: null */
void json_number(struct json *json, const char *key, int64_t value);
void json_bool(struct json *json, const char *key, bool value);
void json_nothing(struct json *json, const char *key);             /* null */
void json_instant(struct json *json, const char *key, int64_t at); /* INSTANT_NONE: null */
void json_day(struct json *json, const char *key, int32_t day);
void json_money(struct json *json, const char *key, struct money money);
/* Something that is JSON already (a record's line). */
void json_raw(struct json *json, const char *key, const char *text);
