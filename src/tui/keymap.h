/* Which key does what where, read from key files: the one compiled in (data/keys) and then the person's own.
 *
 *     # a comment
 *     [log]
 *     j Down   down          keys, then the name of an action (actions.h)
 *     T        :today        or a command, as the `:` line takes it
 *     x        none          frees the key
 *
 * Sections: everywhere and typing (all places in which a person types), and one for each place: clients, log, boundaries,
 * decide, next, records, text, help, prompt, form, pick, confirm. What these say wins over the first two. Where a person
 * types, letters are text. */
#pragma once

#include "actions.h"
#include "key.h"

#include "paletti/base/err.h"

struct binding {
    uint32_t key;
    uint64_t where;     /* bits IN_... */
    bool everywhere;    /* stood in that section */
    enum action action; /* ACTION_NONE: see command */
    char *command;      /* or NULL: the key is free */
};

/* One of data/keys/default.keys, which this parser read when the program was built (data/keys/table.c). */
struct default_binding {
    uint32_t key;
    uint64_t where;
    bool everywhere;
    enum action action;
    const char *command;
};
extern const struct default_binding default_bindings[];
extern const size_t default_bindings_n;

struct keymap {
    struct binding *v; /* a later one wins */
    size_t n, cap;
};

void keymap_done(struct keymap *keymap);
/* The default keys. */
void keymap_init(struct keymap *keymap);
/* Reads TEXT, the contents of PATH, on top. A mistake fails with path, line and what would be right. */
int keymap_read(struct keymap *keymap, const char *path, const char *text, struct err *err);
/* What KEY does in the one place WHERE; NULL: nothing. */
const struct binding *keymap_find(const struct keymap *keymap, uint64_t where, uint32_t key);
/* Appends the names of the keys that do ACTION in WHERE, the nicest first, with BETWEEN between them, at most
 * MOST. */
void keymap_keys(const struct keymap *keymap, uint64_t where, enum action action, int most,
                 const char *between, struct str *to);
/* The nicest of them, for a sentence; "" where no key does it. Owned. */
char *keymap_key(const struct keymap *keymap, uint64_t where, enum action action);
/* The same of the keys that run COMMAND, a line as the key file has it. */
void keymap_command_keys(const struct keymap *keymap, uint64_t where, const char *command, int most,
                         const char *between, struct str *to);
/* The I-th section in the order in which they are explained, and all places it is about; NULL: there are no more. */
const char *keymap_section_nth(size_t i, uint64_t *ret_where);
/* The place that a section is about, and its section. */
uint64_t keymap_section(const char *name);
const char *keymap_section_name(uint64_t where);
