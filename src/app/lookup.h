/* Texts by texts: a hash table. */
#pragma once

#include <stddef.h>

struct lookup {
    struct lookup_pair {
        char *key, *value;
    } * slots;
    size_t n, cap; /* cap: a power of two, at most half full */
};

/* KEY and VALUE are copied; a key that is there already keeps its value. */
void lookup_add(struct lookup *lookup, const char *key, const char *value);
const char *lookup_find(const struct lookup *lookup, const char *key); /* borrowed; NULL: not there */
void lookup_done(struct lookup *lookup);
