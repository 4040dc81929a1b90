#include "paletti/base/zone.h"

#include "paletti/base/file.h"
#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "tzif.h"

#include <ctype.h>
#include <string.h>

#define SYSTEM_DIR "/usr/share/zoneinfo"
#define FILE_LIMIT 262144 /* the largest one of the tz database has 4 KB */

static const struct zone utc = {.name = (char *)"UTC"};

/* Letters, digits, "_", "+", "-" in parts between slashes: nothing that leaves the directory. The second
 * trees count leap seconds or repeat the first. */
static bool is_name(const char *name)
{
    if (str_starts(name, "right/") || str_starts(name, "posix/"))
        return false;
    for (const char *s = name; *s; s++) {
        bool slash_fits = s > name && s[-1] != '/' && s[1];
        if (*s == '/' ? !slash_fits : !isalnum((unsigned char)*s) && !strchr("_+-", *s))
            return false;
    }
    return *name;
}

int zone_load(const char *dir, const char *name, struct zone **ret, struct err *err)
{
    _cleanup_str_ struct str data = STR_INIT;

    if (!is_name(name))
        return err_set(err, _("\"%s\" is no time zone; names look like Europe/Madrid"), name);
    _cleanup_(zone_free_p) struct zone *zone = mem_zero(1, sizeof *zone);
    zone->name = mem_string(name);
    if (!str_equal(name, utc.name)) { /* needs no file, and a machine may have none */
        _cleanup_free_ char *path = str_format("%s/%s", dir ? dir : SYSTEM_DIR, name);
        if (file_read_regular(path, FILE_LIMIT, &data, err) < 0 ||
            tzif_parse(zone, str_text(&data), data.len, err) < 0)
            return err_prefix(err, _("\"%s\" is no time zone"), name);
    }
    *ret = MEM_TAKE(zone);
    return 0;
}

void zone_free(struct zone *zone)
{
    if (!zone)
        return;
    free(zone->changes);
    free(zone->name);
    free(zone);
}

const char *zone_name(const struct zone *zone)
{
    return zone->name;
}

const struct zone *zone_utc(void)
{
    return &utc;
}

/* How far AT lies outside the part that is in the table, in whole cycles. */
static int64_t cycles_away(const struct zone *zone, int64_t at)
{
    int64_t distance;

    if (!zone->repeats || (at < zone->repeat_start && !zone->always))
        return 0;
    /* INSTANT_NONE and its like lie in no cycle. */
    if (__builtin_sub_overflow(at, zone->repeat_start, &distance) || distance < -INT64_MAX + CYCLE_SECONDS)
        return 0;
    if (distance < 0)
        distance -= CYCLE_SECONDS - 1;
    return distance / CYCLE_SECONDS * CYCLE_SECONDS;
}

/* How many changes are at or before AT, an instant in the table. */
static size_t changes_until(const struct zone *zone, int64_t at)
{
    const struct zone_change *base = zone->changes;
    size_t n = zone->n;

    if (n == 0)
        return 0;
    /* Halving without a branch that the processor would guess wrong every other time. */
    while (n > 1) {
        size_t half = n / 2;
        base = base[half].at <= at ? base + half : base;
        n -= half;
    }
    return (size_t)(base - zone->changes) + (base->at <= at);
}

static int32_t offset_after(const struct zone *zone, size_t changes)
{
    return changes > 0 ? zone->changes[changes - 1].offset : zone->first;
}

int32_t zone_offset(const struct zone *zone, int64_t at)
{
    return offset_after(zone, changes_until(zone, at - cycles_away(zone, at)));
}

int32_t zone_day(const struct zone *zone, int64_t at, int32_t *ret_second)
{
    int64_t local = at + zone_offset(zone, at);
    int32_t day = civil_utc_day(local);

    if (ret_second)
        *ret_second = (int32_t)(local - (int64_t)day * DAY_SECONDS);
    return day;
}

void zone_civil(const struct zone *zone, int64_t at, struct civil *ret)
{
    civil_of_instant(at + zone_offset(zone, at), ret);
}

/* A stretch of time with one offset: FROM <= instant < UNTIL. */
struct stretch {
    int64_t from, until;
    int32_t offset;
};

static struct stretch stretch_at(const struct zone *zone, int64_t at)
{
    int64_t shift = cycles_away(zone, at);
    size_t i = changes_until(zone, at - shift);

    return (struct stretch){
        .from = i > 0 ? zone->changes[i - 1].at + shift : INT64_MIN,
        .until = i < zone->n ? zone->changes[i].at + shift : INT64_MAX,
        .offset = offset_after(zone, i),
    };
}

int64_t zone_next_change(const struct zone *zone, int64_t at)
{
    return stretch_at(zone, at).until;
}

/* Walks the stretches in which the wall clock could show the time, whatever the offset. */
int64_t zone_instant(const struct zone *zone, int32_t day, int32_t second, enum zone_pick pick)
{
    int64_t local = (int64_t)day * DAY_SECONDS + second;
    int64_t end = local - OFFSET_MIN, found = INSTANT_NONE, jump = INSTANT_NONE;
    struct stretch s = stretch_at(zone, local - OFFSET_MAX);

    for (;;) {
        int64_t at = local - s.offset;
        if (at >= s.from && at < s.until && (found == INSTANT_NONE || pick == ZONE_LAST))
            found = at;
        if (s.until > end)
            break;
        struct stretch next = stretch_at(zone, s.until);
        /* Before the change the clock shows less than the time, right after it more. */
        if (jump == INSTANT_NONE && s.until + s.offset <= local && s.until + next.offset > local)
            jump = s.until;
        s = next;
    }
    return found != INSTANT_NONE ? found : jump;
}

int64_t zone_day_start(const struct zone *zone, int32_t day)
{
    return zone_instant(zone, day, 0, ZONE_FIRST);
}

bool zone_day_exists(const struct zone *zone, int32_t day)
{
    return zone_day_start(zone, day) < zone_day_start(zone, day + 1);
}
