#include "laters.h"

#include "paletti/base/mem.h"
#include "paletti/base/str.h"
#include "paletti/store/later.h"

#include <string.h>

static int take(void *ctx, const struct later_row *row)
{
    struct laters *laters = ctx;

    MEM_GROW(laters->v, laters->n, laters->cap);
    laters->v[laters->n++] = (struct put_off){
        .ref = mem_string(row->ref), .name = mem_string(row->name), .client_id = row->client_id, .until = row->until};
    return 0;
}

int laters_load(struct store *store, int64_t now, struct laters *ret, struct err *err)
{
    struct laters laters = {0};

    if (laters_each(store, now, take, &laters, err) < 0) {
        laters_clear(&laters);
        return -1;
    }
    *ret = laters;
    return 0;
}

void laters_clear(struct laters *laters)
{
    for (size_t i = 0; i < laters->n; i++) {
        free(laters->v[i].ref);
        free(laters->v[i].name);
    }
    free(laters->v);
    *laters = (struct laters){0};
}

static bool is(const struct put_off *put_off, const char *type, const char *ref)
{
    size_t len = strlen(type);

    return str_starts(put_off->ref, type) && put_off->ref[len] == ':' && str_equal(put_off->ref + len + 1, ref);
}

int64_t laters_until(const struct laters *laters, const char *type, const char *ref, const char *client)
{
    int64_t until = INSTANT_NONE;

    for (size_t i = 0; i < laters->n; i++)
        if ((is(&laters->v[i], type, ref) || is(&laters->v[i], "client", client)) && laters->v[i].until > until)
            until = laters->v[i].until;
    return until;
}

int64_t laters_of_record(const struct laters *laters, const char *type, const char *ref)
{
    for (size_t i = 0; i < laters->n; i++)
        if (is(&laters->v[i], type, ref))
            return laters->v[i].until;
    return INSTANT_NONE;
}

bool laters_any(const struct laters *laters, int64_t client_id)
{
    for (size_t i = 0; i < laters->n; i++)
        if (laters->v[i].client_id == client_id)
            return true;
    return false;
}

int64_t laters_of_client(const struct laters *laters, int64_t client_id)
{
    for (size_t i = 0; i < laters->n; i++)
        if (laters->v[i].client_id == client_id && str_starts(laters->v[i].ref, "client:"))
            return laters->v[i].until;
    return INSTANT_NONE;
}
