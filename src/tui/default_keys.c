#include "keymap.h"

#include "paletti/base/mem.h"

void keymap_init(struct keymap *keymap)
{
    *keymap = (struct keymap){.n = default_bindings_n, .cap = default_bindings_n};
    keymap->v = mem_resize(NULL, keymap->n, sizeof *keymap->v);
    for (size_t i = 0; i < keymap->n; i++) {
        const struct default_binding *b = &default_bindings[i];
        keymap->v[i] = (struct binding){b->key, b->where, b->everywhere, b->action, mem_string(b->command)};
    }
}
