/* The channels of one set of layers, each name worked out once: judging asks for every entry. */
#pragma once

#include "paletti/core/channel.h"

#include <stddef.h>

struct channel_table;

/* Lays LAYERS, weakest first, over the built-in table. The names are borrowed. */
struct channel_table *channel_table_new(const struct channels *const *layers, size_t n);
void channel_table_free(struct channel_table *table);
struct channel_terms channel_table_find(const struct channel_table *table, const char *name);
