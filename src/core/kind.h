/* What is done to a member by its kind alone: one row per enum field_kind. */
#pragma once

#include "paletti/core/model.h"

struct field_ops {
    size_t size; /* of the member, where init or copy is NULL */
    /* Absent, over whatever is there. NULL: all bytes zero. */
    void (*init)(const struct field *field, void *at);
    /* Frees what the member owns. NULL: it owns nothing. */
    void (*free)(const struct field *field, void *at);
    /* A deep copy over whatever is there. NULL: the bytes. */
    void (*copy)(const struct field *field, const void *from, void *to);
    bool (*equal)(const struct field *field, const void *a, const void *b);
    bool (*absent)(const struct field *field, const void *at);
};

const struct field_ops *field_ops(const struct field *field);
