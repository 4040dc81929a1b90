#include "paletti/core/dispatch.h"

#include "paletti/core/fields.h"

#define LINE_MAX_BYTES (1 << 20) /* of a job, and of the bytes it makes */

const char *const dispatch_kind_names[] = {"letter", "refund", NULL};
const char *const dispatch_way_names[] = {"smtp", "command", "clipboard", "stripe", "hand", NULL};
const char *const dispatch_state_names[] = {
    "confirmed", "sending", "done", "pending", "rejected", "unknown", "cancelled", NULL,
};

/* Clients and letters are not pointed at: what left stays when they are gone. */
static const struct field fields[] = {
    FIELD(REF, dispatch, ref, REQUIRED),
    FIELD(ENUM, dispatch, kind, .flags = FIELD_REQUIRED, NAMES(dispatch_kind_names)),
    FIELD(TEXT, dispatch, client, REQUIRED),
    FIELD(TEXT, dispatch, recipient),
    FIELD(TEXT, dispatch, subject),
    FIELD(TEXT, dispatch, draft),
    FIELD(TEXT, dispatch, refund),
    FIELD(TEXT, dispatch, farewell),
    FIELD(TEXT, dispatch, sequence),
    FIELD(ENUM, dispatch, way, .flags = FIELD_REQUIRED, NAMES(dispatch_way_names)),
    FIELD(TEXT, dispatch, message, RANGE(0, LINE_MAX_BYTES, 0)),
    FIELD(TEXT, dispatch, bytes, RANGE(0, LINE_MAX_BYTES, 0)),
    FIELD(TEXT, dispatch, sha256, REQUIRED),
    FIELD(INSTANT, dispatch, confirmed_at, REQUIRED),
    FIELD(INSTANT, dispatch, not_before),
    FIELD(BOOL, dispatch, by_hand),
    FIELD(ENUM, dispatch, state, .flags = FIELD_REQUIRED, NAMES(dispatch_state_names)),
    FIELD(INSTANT, dispatch, sending_at),
    FIELD(INSTANT, dispatch, ended_at),
    FIELD(INT, dispatch, code, RANGE(0, 9999, 0)),
    FIELD(TEXT, dispatch, reply),
    FIELD(TEXT, dispatch, why),
    FIELD(TEXT, dispatch, external_id),
    FIELD(TRI, dispatch, live),
};
const struct model model_dispatch = MODEL("dispatch", dispatch, fields, .frozen = true);

/* --- states --- */

#define TO(state) (1u << DISPATCH_##state)
static const struct {
    unsigned both, refund; /* bits of where it goes from here, whatever it is, and as a refund */
} moves[DISPATCH_STATES] = {
    [DISPATCH_CONFIRMED] = {TO(SENDING) | TO(CANCELLED) | TO(UNKNOWN), 0},
    [DISPATCH_SENDING] = {TO(DONE) | TO(REJECTED) | TO(UNKNOWN) | TO(CONFIRMED), TO(PENDING)},
    [DISPATCH_UNKNOWN] = {TO(DONE) | TO(REJECTED), TO(PENDING) | TO(SENDING)},
    [DISPATCH_PENDING] = {0, TO(DONE) | TO(REJECTED)},
    [DISPATCH_DONE] = {0, TO(REJECTED)},
    [DISPATCH_REJECTED] = {0, TO(DONE) | TO(PENDING)},
};
enum {
    OPEN = TO(CONFIRMED) | TO(SENDING) | TO(PENDING) | TO(UNKNOWN),
    LEFT = TO(SENDING) | TO(PENDING) | TO(UNKNOWN) | TO(DONE),
};

bool dispatch_may(enum dispatch_kind kind, enum dispatch_state from, enum dispatch_state to)
{
    unsigned to_any = moves[from].both | (kind == DISPATCH_REFUND ? moves[from].refund : 0);

    return to_any >> to & 1;
}

bool dispatch_open(enum dispatch_state state)
{
    return (unsigned)OPEN >> state & 1;
}

bool dispatch_left(enum dispatch_state state)
{
    return (unsigned)LEFT >> state & 1;
}

/* --- when --- */

static const struct span default_day = {9 * 60, 18 * 60};

/* The client's first day that ends after AT, as they live it. */
static struct interval client_interval(const struct zone *zone, struct span day, int64_t at)
{
    for (int32_t date = zone_day(zone, at, NULL) - 1;; date++) {
        struct interval interval = {
            zone_instant(zone, date, day.from * 60, ZONE_FIRST),
            zone_instant(zone, date, day.to * 60, ZONE_LAST),
        };
        if (zone_day_exists(zone, date) && interval.from < interval.to && interval.to > at)
            return interval;
    }
}

int dispatch_moment(struct boundaries *boundaries, const struct zone *client_zone, struct span client_day,
                    int64_t at, int64_t *ret)
{
    int64_t patience = at + CALENDAR_PATIENCE_DAYS * INT64_C(86400);

    if (client_day.from == client_day.to)
        client_day = default_day;
    /* AT only ever moves on, to where one of both opens next; by then other rules may hold. */
    while (at <= patience) {
        const struct terms *terms = boundaries_at(boundaries, at);
        struct interval mine,
            theirs = client_interval(client_zone ? client_zone : terms->zone, client_day, at);
        if (calendar_next(terms->calendar, at, &mine) > 0)
            return 1;
        if (mine.from <= at && theirs.from <= at) {
            *ret = at;
            return 0;
        }
        at = mine.from > theirs.from ? mine.from : theirs.from;
    }
    return 1;
}

bool dispatch_stale(const struct dispatch *dispatch, int64_t now)
{
    int64_t planned = dispatch->not_before == INSTANT_NONE ? dispatch->confirmed_at : dispatch->not_before;

    return now - planned > DISPATCH_STALE;
}

int64_t dispatch_again(int tries, int64_t now)
{
    static const int minutes[] = {5, 15, 60, 240};
    int last = (int)ARRAY_LEN(minutes) - 1;

    return now + minutes[tries < 1 ? 0 : tries > last ? last : tries - 1] * INT64_C(60);
}
