#include "paletti/core/teaching.h"

#include "paletti/base/civil.h"

/* How many of the contacts lie before AT. */
static size_t lower(const int64_t *contacts, size_t n, int64_t at)
{
    size_t from = 0, to = n;

    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (contacts[middle] < at)
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

void teaching_count(const int64_t *contacts, size_t n, int64_t now, struct taught *taught)
{
    int64_t days = TEACHING_DAYS * (int64_t)DAY_SECONDS, at = taught->at;
    int64_t until = at + days < now ? at + days : now;

    taught->before = (int64_t)(lower(contacts, n, at) - lower(contacts, n, at - days));
    taught->after = until > at ? (int64_t)(lower(contacts, n, until + 1) - lower(contacts, n, at + 1)) : 0;
    taught->whole = at + days <= now;
}
