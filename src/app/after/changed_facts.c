/* Which records that a decision used as facts are not any more what they were. The journal says which could
 * be, and when; the hash that was frozen with each line says whether it is so: what was taken back again
 * changed nothing. */
#include "after_inside.h"
#include "deciding_inside.h"

#include "paletti/base/hash.h"
#include "paletti/base/mem.h"

#include <string.h>

void changed_facts_clear(struct changed_facts *changed)
{
    for (size_t i = 0; i < changed->n; i++)
        free(changed->v[i].name);
    free(changed->v);
    *changed = (struct changed_facts){0};
}

static int take_changed(void *ctx, const char *type, const char *ref, int64_t at)
{
    struct changed_facts *changed = ctx;

    MEM_GROW(changed->v, changed->n, changed->cap);
    changed->v[changed->n++] = (struct changed){str_format("%s:%s", type, ref), at};
    return 0;
}

static int by_name(const void *a, const void *b)
{
    const struct changed *x = a, *y = b;
    int order = strcmp(x->name, y->name);

    return order ? order : (x->at > y->at) - (x->at < y->at);
}

/* Each once, with its last change. */
static void unite(struct changed_facts *changed)
{
    size_t n = 0;

    for (size_t i = 0; i < changed->n; i++) {
        if (i + 1 < changed->n && strcmp(changed->v[i].name, changed->v[i + 1].name) == 0)
            free(changed->v[i].name);
        else
            changed->v[n++] = changed->v[i];
    }
    changed->n = n;
}

int changed_facts_load(struct store *store, int64_t since, struct changed_facts *ret, struct err *err)
{
    struct changed_facts changed = {0};

    if (journal_changed(store, since, take_changed, &changed, err) < 0) {
        changed_facts_clear(&changed);
        return -1;
    }
    if (changed.n > 0)
        qsort(changed.v, changed.n, sizeof *changed.v, by_name);
    unite(&changed);
    *ret = changed;
    return 0;
}

static int find(const void *name, const void *changed)
{
    return strcmp(name, ((const struct changed *)changed)->name);
}

/* The last change of any of ENTRIES after the decision. */
static int64_t last_change(const struct changed_facts *changed, const struct texts *entries, int64_t after)
{
    int64_t last = INSTANT_NONE;

    for (size_t i = 0; changed->n > 0 && i < entries->n; i++) {
        const struct changed *one = bsearch(entries->v[i], changed->v, changed->n, sizeof *changed->v, find);
        if (one && one->at >= after && one->at > last)
            last = one->at;
    }
    return last;
}

static int is_as_it_was(struct store *store, const struct decided_fact *fact, bool *ret, struct err *err)
{
    struct hash_state state;
    unsigned char hash[HASH_SIZE];
    char hex[HASH_HEX_SIZE];

    hash_init(&state);
    for (size_t i = 0; i < fact->entries.n; i++)
        if (deciding_hash_entry(store, fact->entries.v[i], &state, err) < 0)
            return -1;
    hash_done(&state, hash);
    *ret = str_equal(hash_hex(hash, hex), fact->entries_hash);
    return 0;
}

int changed_facts_of(struct store *store, const struct changed_facts *changed,
                     const struct decision *decision, int64_t *ret, struct err *err)
{
    const struct decided_fact *facts = decision->answers.facts.v;
    int64_t last = INSTANT_NONE;

    for (size_t i = 0; i < decision->answers.facts.n; i++) {
        int64_t at = last_change(changed, &facts[i].entries, decision->at);
        bool same = true;
        if (at == INSTANT_NONE || at <= last)
            continue;
        if (is_as_it_was(store, &facts[i], &same, err) < 0)
            return -1;
        if (!same)
            last = at;
    }
    *ret = last;
    return 0;
}
