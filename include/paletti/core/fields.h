/* How the models' tables of fields are written: FIELD(kind, struct, member, options ...). A member whose type
 * has another size than its kind's does not compile. */
#pragma once

#include "paletti/core/model.h"

#include <stddef.h>

enum field_size {
    SIZE_TEXT = sizeof(char *),
    SIZE_REF = sizeof(char *),
    SIZE_INSTANT = sizeof(int64_t),
    SIZE_DATE = sizeof(int32_t),
    SIZE_BOOL = sizeof(bool),
    SIZE_TRI = sizeof(int8_t),
    SIZE_INT = sizeof(int64_t),
    SIZE_ENUM = sizeof(int8_t),
    SIZE_MONEY = sizeof(struct money),
    SIZE_QUANTITY = sizeof(int64_t),
    SIZE_ZONE = sizeof(char *),
    SIZE_WINDOW = sizeof(struct window),
    SIZE_SPAN = sizeof(struct span),
    SIZE_SPANS = sizeof(struct spans),
    SIZE_HOURS = sizeof(struct hours),
    SIZE_CHANNELS = sizeof(struct channels),
    SIZE_TEXTS = sizeof(struct texts),
    SIZE_DAYS = sizeof(uint8_t),
    SIZE_LIST = sizeof(struct list),
};

#define FIELD_SIZED(s, m, size_)                                                                             \
    sizeof(struct {                                                                                          \
        _Static_assert(sizeof(((struct s *)0)->m) == (size_), "the member's type is not its kind's");        \
        char unused;                                                                                         \
    })
#define FIELD_AS(json, kind_, s, m, ...)                                                                     \
    {                                                                                                        \
        .name = json, .kind = FIELD_##kind_,                                                                 \
        .at = offsetof(struct s, m) + 0 * FIELD_SIZED(s, m, SIZE_##kind_), __VA_ARGS__                       \
    }
#define FIELD(kind_, s, m, ...) FIELD_AS(#m, kind_, s, m, __VA_ARGS__)
/* A struct of another model that stands in this one. */
#define FIELD_INSIDE(s, m, model_)                                                                           \
    {                                                                                                        \
        .name = #m, .kind = FIELD_OBJECT, .at = offsetof(struct s, m), .model = (model_)                     \
    }
#define REQUIRED                     .flags = FIELD_REQUIRED
/* Required, and a part of the record's made ref. */
#define MAKES                        .flags = FIELD_REQUIRED | FIELD_MAKES
#define GIVEN(s, m)                  .flags = FIELD_GIVEN, .given = offsetof(struct s, m)
#define RANGE(min_, max_, standard_) .min = (min_), .max = (max_), .standard = (standard_)
/* An enumeration without a default. */
#define NAMES(names_)               .names = (names_), .standard = -1
#define NAMES_OR(names_, standard_) .names = (names_), .standard = (standard_)
#define NEGATIVE_TOO                .min = INT64_MIN

#define MODEL(type_, s, fields_, ...)                                                                        \
    {                                                                                                        \
        .type = type_, .size = sizeof(struct s), .fields = fields_, .n = ARRAY_LEN(fields_), __VA_ARGS__     \
    }

/* How many days of payment or notice, hours a week or a month, anybody can mean. */
#define DAYS_MAX 3650
/* And how many minutes anything can have taken. */
#define MINUTES_MAX 1000000
