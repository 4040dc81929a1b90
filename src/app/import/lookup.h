/* Texts by texts: a hash table; and how often a text was met. */
#pragma once

#include <stddef.h>

struct lookup {
    struct lookup_pair {
        char *key, *value;
        unsigned met;
    } * slots;
    size_t n, cap; /* cap: a power of two, at most half full */
};

/* KEY and VALUE are copied; a key that is there already keeps its value. */
void lookup_add(struct lookup *lookup, const char *key, const char *value);
const char *lookup_find(const struct lookup *lookup, const char *key); /* borrowed; NULL: not there */
/* Counts KEY, and returns how often that was done, this time included. */
unsigned lookup_count(struct lookup *lookup, const char *key);
void lookup_done(struct lookup *lookup);
