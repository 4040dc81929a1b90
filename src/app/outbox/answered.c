#include "answered.h"

#include "paletti/core/interaction.h"
#include "paletti/store/log.h"

struct search {
    int64_t since, found;
};

static int take(void *ctx, const struct log_row *row)
{
    struct search *search = ctx;

    if (row->at <= search->since)
        return 1;
    if (row->direction != DIRECTION_IN || row->kind == KIND_NOTE || row->kind == KIND_WORK)
        return 0;
    search->found = row->at;
    return 1;
}

int answered_since(struct store *store, int64_t client_id, int64_t since, int64_t now, int64_t *ret, struct err *err)
{
    struct log_query query = {.client_id = client_id, .after = INT64_MAX, .now = now, .lean = true};
    struct search search = {.since = since, .found = INSTANT_NONE};

    if (log_each(store, &query, take, &search, err) < 0)
        return -1;
    *ret = search.found;
    return 0;
}
