#include "merge.h"

#include "paletti/base/mem.h"
#include "paletti/base/text.h"
#include "paletti/store/clients.h"
#include "paletti/store/records.h"

#include <string.h>

static int add_addresses(void *ctx, const char *ref, const struct texts *emails,
                         const struct texts *phones _unused_)
{
    struct merge *merge = ctx;

    for (size_t i = 0; i < emails->n; i++) {
        _cleanup_free_ char *folded = text_fold_new(emails->v[i]);
        lookup_add(&merge->addresses, folded, ref);
    }
    return 0;
}

int merge_init(struct merge *merge, struct store *store, struct err *err)
{
    *merge = (struct merge){.store = store};
    return clients_addresses(store, add_addresses, merge, err) < 0 ? -1 : 0;
}

void merge_done(struct merge *merge)
{
    lookup_done(&merge->addresses);
    lookup_done(&merge->aliases);
}

static const char *ref_of_address(const struct merge *merge, const struct texts *emails)
{
    const char *ref = NULL;

    for (size_t i = 0; i < emails->n && !ref; i++) {
        _cleanup_free_ char *folded = text_fold_new(emails->v[i]);
        ref = lookup_find(&merge->addresses, folded);
    }
    return ref;
}

/* Folded once each: there may be thousands. */
static void add_texts(struct texts *to, const struct texts *from)
{
    struct lookup have = {0};

    for (size_t i = 0; i < to->n; i++) {
        _cleanup_free_ char *folded = text_fold_new(to->v[i]);
        lookup_count(&have, folded);
    }
    for (size_t i = 0; i < from->n; i++) {
        _cleanup_free_ char *folded = text_fold_new(from->v[i]);
        if (lookup_count(&have, folded) == 1)
            texts_add(to, from->v[i]);
    }
    lookup_done(&have);
}

/* Whether the member may be filled because nobody gave it. A switch, and a state that has a default, is never
 * empty: `active` may well be the person's word. */
static bool fillable(const struct field *field, const void *record)
{
    if (field->kind == FIELD_BOOL || (field->kind == FIELD_ENUM && field->standard >= 0))
        return false;
    return field_absent(field, record);
}

static void fill(struct client *to, const struct client *from)
{
    for (size_t i = 0; i < model_client.n; i++)
        if (fillable(&model_client.fields[i], to))
            field_copy(&model_client.fields[i], from, to);
    add_texts(&to->emails, &from->emails);
    add_texts(&to->phones, &from->phones);
    add_texts(&to->tags, &from->tags);
}

int merge_client(struct merge *merge, const struct client *came, struct client *ret, struct err *err)
{
    int r = store_get(merge->store, &model_client, came->ref, ret, err);
    if (r < 0)
        return r;
    if (r > 0) {
        const char *ref = ref_of_address(merge, &came->emails);
        r = ref ? store_get(merge->store, &model_client, ref, ret, err) : 1;
        if (r < 0)
            return r;
    }
    if (r > 0) {
        model_copy(&model_client, came, ret);
        return 0;
    }
    if (!str_equal(ret->ref, came->ref))
        lookup_add(&merge->aliases, came->ref, ret->ref);
    fill(ret, came);
    return 0;
}

const char *merge_ref(const struct merge *merge, const char *ref)
{
    const char *stored = lookup_find(&merge->aliases, ref);

    return stored ? stored : ref;
}
