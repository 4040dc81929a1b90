#include "backup_inside.h"

#include "paletti/base/civil.h"
#include "paletti/base/mem.h"

#include <string.h>

static int64_t day_of(int64_t at)
{
    return civil_utc_day(at);
}

/* Weeks begin on Mondays; day 0 is a Thursday. */
static int64_t week_of(int64_t at)
{
    int64_t day = civil_utc_day(at) + 3;

    return day >= 0 ? day / 7 : -((6 - day) / 7);
}

static int64_t month_of(int64_t at)
{
    struct civil c;

    civil_of_instant(at, &c);
    return c.year * 12 + c.month;
}

static const struct {
    int64_t (*period)(int64_t at);
    int n;
} kept[] = {{day_of, 7}, {week_of, 4}, {month_of, 6}};

static int newest_first(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

    return (x < y) - (x > y);
}

/* Marks the newest of each of the last periods that have one. */
static void mark(const int64_t *at, size_t n, int64_t (*period)(int64_t at), int periods, bool *keep)
{
    int64_t last = INT64_MIN;

    for (size_t i = 0; i < n && periods > 0; i++) {
        if (period(at[i]) == last)
            continue;
        last = period(at[i]);
        keep[i] = true;
        periods--;
    }
}

size_t backup_thin(int64_t *at, size_t n)
{
    _cleanup_free_ bool *keep = mem_zero(n, sizeof *keep);
    _cleanup_free_ int64_t *sorted = NULL;
    size_t removed = 0, behind = n;

    if (n == 0)
        return 0;
    qsort(at, n, sizeof *at, newest_first);
    for (size_t i = 0; i < ARRAY_LEN(kept); i++)
        mark(at, n, kept[i].period, kept[i].n, keep);
    sorted = mem_copy(at, n * sizeof *at);
    for (size_t i = 0; i < n; i++)
        if (keep[i])
            at[--behind] = sorted[i];
        else
            at[removed++] = sorted[i];
    return removed;
}
