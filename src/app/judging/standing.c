#include "standing.h"

#include "paletti/base/mem.h"
#include "paletti/store/recent.h"
#include "paletti/store/records.h"

int standing_load(struct store *store, struct rulebook *book, const char *client, struct standing *ret,
                  struct err *err)
{
    return standing_load_some(store, book, client, HAS_OVERRIDES | HAS_TOLD, ret, err);
}

int standing_load_some(struct store *store, struct rulebook *book, const char *client, unsigned has, struct standing *ret,
                       struct err *err)
{
    if (standing_read(store, client, has, ret, err) < 0)
        return -1;
    standing_lay(ret, book);
    return 0;
}

int standing_read(struct store *store, const char *client, unsigned has, struct standing *ret, struct err *err)
{
    struct standing s = {0};

    if ((has & HAS_OVERRIDES && store_all(store, &model_override, client, &s.overrides, &s.n_overrides, err) < 0) ||
        (has & HAS_TOLD && store_all(store, &model_told, client, &s.told, &s.n_told, err) < 0)) {
        standing_clear(&s);
        return -1;
    }
    *ret = s;
    return 0;
}

void standing_tell(struct standing *standing, struct told told)
{
    standing->told = mem_resize(standing->told, standing->n_told + 1, sizeof *standing->told);
    standing->told[standing->n_told++] = told;
}

void standing_lay(struct standing *standing, struct rulebook *book)
{
    standing->boundaries =
        boundaries_new(book, standing->overrides, standing->n_overrides, standing->told, standing->n_told);
}

void standing_clear(struct standing *standing)
{
    boundaries_free(standing->boundaries);
    for (size_t i = 0; i < standing->n_overrides; i++)
        model_clear(&model_override, &standing->overrides[i]);
    for (size_t i = 0; i < standing->n_told; i++)
        model_clear(&model_told, &standing->told[i]);
    free(standing->overrides);
    free(standing->told);
    *standing = (struct standing){0};
}
