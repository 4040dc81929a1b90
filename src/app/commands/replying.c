#include "replying.h"

#include "standing.h"

#include "paletti/core/polite.h"

int replying_polite(struct app *app, struct store *store, const struct replying *replying, int64_t *ret,
                    struct err *err)
{
    _cleanup_standing_ struct standing standing = {0};
    const struct house *house;

    if (app_house(app, &house, err) < 0 ||
        standing_load(store, house->book, replying->client, &standing, err) < 0)
        return -1;
    const struct terms *terms = boundaries_at(standing.boundaries, replying->at);
    const struct zone *zone = terms->zone;
    if (replying->zone && !(zone = zones_find(app_zones(app), replying->zone, err)))
        return -1;
    if (polite_moment(terms, zone, replying->day, replying->receipt, replying->due, ret) > 0)
        *ret = INSTANT_NONE;
    return 0;
}
