#include "lookup.h"

#include "paletti/base/mem.h"
#include "paletti/base/str.h"

#include <stdint.h>

/* FNV-1a. */
static size_t hash_of(const char *key)
{
    uint64_t h = 0xcbf29ce484222325u;

    for (; *key; key++)
        h = (h ^ (unsigned char)*key) * 0x100000001b3u;
    return (size_t)(h ^ h >> 32);
}

/* Where KEY stands, or the free place where it belongs. */
static struct lookup_pair *place(const struct lookup *lookup, const char *key)
{
    size_t i = hash_of(key) & (lookup->cap - 1);

    while (lookup->slots[i].key && !str_equal(lookup->slots[i].key, key))
        i = (i + 1) & (lookup->cap - 1);
    return &lookup->slots[i];
}

static void grow(struct lookup *lookup)
{
    struct lookup old = *lookup;

    lookup->cap = old.cap ? old.cap * 2 : 64;
    lookup->slots = mem_zero(lookup->cap, sizeof *lookup->slots);
    for (size_t i = 0; i < old.cap; i++)
        if (old.slots[i].key)
            *place(lookup, old.slots[i].key) = old.slots[i];
    free(old.slots);
}

void lookup_add(struct lookup *lookup, const char *key, const char *value)
{
    if (lookup->n * 2 >= lookup->cap)
        grow(lookup);
    struct lookup_pair *pair = place(lookup, key);
    if (pair->key)
        return;
    *pair = (struct lookup_pair){.key = mem_string(key), .value = mem_string(value)};
    lookup->n++;
}

const char *lookup_find(const struct lookup *lookup, const char *key)
{
    return lookup->n ? place(lookup, key)->value : NULL;
}

unsigned lookup_count(struct lookup *lookup, const char *key)
{
    lookup_add(lookup, key, NULL);
    return ++place(lookup, key)->met;
}

void lookup_done(struct lookup *lookup)
{
    for (size_t i = 0; i < lookup->cap; i++) {
        free(lookup->slots[i].key);
        free(lookup->slots[i].value);
    }
    free(lookup->slots);
    *lookup = (struct lookup){0};
}
