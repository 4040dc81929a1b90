#include "channel_table.h"

#include "paletti/base/mem.h"

#include <stdint.h>
#include <string.h>

/* Open addressing; at most half of the places are taken. */
struct channel_table {
    size_t mask;
    struct place {
        const char *name; /* NULL: free */
        struct channel_terms terms;
    } * places;
};

/* FNV-1a */
static size_t hash_name(const char *name)
{
    uint32_t hash = 2166136261u;
    for (; *name; name++)
        hash = (hash ^ (unsigned char)*name) * 16777619u;
    return hash ^ hash >> 15;
}

/* The place that holds NAME, or the free one where it belongs. */
static struct place *find_place(const struct channel_table *table, const char *name)
{
    size_t i = hash_name(name) & table->mask;
    while (table->places[i].name && strcmp(table->places[i].name, name) != 0)
        i = (i + 1) & table->mask;
    return &table->places[i];
}

static void put(struct channel_table *table, const struct channels *const *layers, size_t n, const char *name)
{
    struct place *place = find_place(table, name);
    if (place->name)
        return;
    struct channel_terms terms = channel_builtin(name);
    for (size_t i = 0; i < n; i++)
        terms = channels_apply(layers[i], name, terms);
    *place = (struct place){name, terms};
}

struct channel_table *channel_table_new(const struct channels *const *layers, size_t n)
{
    size_t names = 0, places = 8;
    while (channel_builtin_name(names))
        names++;
    for (size_t i = 0; i < n; i++)
        names += layers[i]->n;
    while (places < 2 * names)
        places *= 2;

    struct channel_table *table = mem_zero(1, sizeof *table);
    table->mask = places - 1;
    table->places = mem_zero(places, sizeof *table->places);
    for (size_t i = 0; channel_builtin_name(i); i++)
        put(table, layers, n, channel_builtin_name(i));
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < layers[i]->n; j++)
            put(table, layers, n, layers[i]->v[j].name);
    return table;
}

void channel_table_free(struct channel_table *table)
{
    if (!table)
        return;
    free(table->places);
    free(table);
}

struct channel_terms channel_table_find(const struct channel_table *table, const char *name)
{
    const struct place *place = name ? find_place(table, name) : NULL;
    return place && place->name ? place->terms : channel_builtin(NULL);
}
