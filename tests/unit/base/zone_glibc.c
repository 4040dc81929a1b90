/* The C library as oracle: it reads the same files with other code. */
#include "paletti/base/zone.h"

#include "paletti/base/mem.h"
#include "run.h"
#include "zones.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

static const char *const names[] = {
    "Europe/Madrid",       "Europe/Rome",         "America/New_York", "America/Sao_Paulo",
    "Asia/Kathmandu",      "Australia/Lord_Howe", "Pacific/Chatham",  "Africa/Casablanca",
    "Pacific/Apia",        "Atlantic/Azores",     "Europe/Dublin",    "America/Argentina/Buenos_Aires",
    "Africa/Monrovia",     "Antarctica/Troll",    "America/Nuuk",     "Asia/Gaza",
    "America/St_Johns",    "Pacific/Kwajalein",   "America/Juneau",   "Africa/El_Aaiun",
    "America/Mexico_City", "America/Bogota",      "America/Santiago", "Atlantic/Canary",
};

static const int64_t year_1850 = -3786825600, year_1900 = -2208988800, year_1970 = 0, year_2100 = 4102444800,
                     year_9999 = 253370764800;

static void oracle_use(const char *tz)
{
    setenv("TZ", tz, 1);
    tzset();
}

static int32_t oracle_offset(int64_t at)
{
    time_t t = (time_t)at;
    struct tm tm;

    if (!localtime_r(&t, &tm))
        ck_abort_msg("no local time of %lld", (long long)at);
    return (int32_t)tm.tm_gmtoff;
}

static uint64_t next_random(uint64_t *state)
{
    *state ^= *state << 13, *state ^= *state >> 7, *state ^= *state << 17;
    return *state;
}

static void assert_same(const struct zone *zone, int64_t at)
{
    int32_t ours = zone_offset(zone, at), theirs = oracle_offset(at);
    char text[CIVIL_INSTANT_SIZE];

    if (ours != theirs)
        ck_abort_msg("%s %s: %d, glibc says %d", zone_name(zone), civil_format_instant(at, text), ours,
                     theirs);
}

/* The instant in (LOW, HIGH] from which the oracle's offset is that of HIGH. */
static int64_t find_change(int64_t low, int64_t high)
{
    int32_t before = oracle_offset(low);

    while (high - low > 1) {
        int64_t middle = low + (high - low) / 2;
        if (oracle_offset(middle) == before)
            low = middle;
        else
            high = middle;
    }
    return high;
}

/* Calls FN for each change that the oracle makes between FROM and 2100, found without looking at the files.
 */
static void each_change(const struct zone *zone, int64_t from,
                        void (*fn)(const struct zone *zone, int64_t at))
{
    const int64_t step = 12 * 3600;
    int32_t before = oracle_offset(from), after;

    for (int64_t at = from; at < year_2100; at += step, before = after) {
        after = oracle_offset(at + step);
        if (before != after)
            fn(zone, find_change(at, at + step));
    }
}

static void compare_around(const struct zone *zone, int64_t at)
{
    static const int64_t around[] = {-86400, -3601, -3600, -2, -1, 0, 1, 2, 1800, 3599, 3600, 86400};

    for (size_t i = 0; i < ARRAY_LEN(around); i++)
        assert_same(zone, at + around[i]);
}

START_TEST(offsets_around_every_change)
{
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        struct zone *zone;
        ck_assert_int_eq(zone_load(NULL, names[i], &zone, NULL), 0);
        oracle_use(names[i]);
        each_change(zone, year_1850, compare_around);
        zone_free(zone);
    }
}
END_TEST

START_TEST(offsets_at_random)
{
    uint64_t random = 88172645463325252;

    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        struct zone *zone;
        ck_assert_int_eq(zone_load(NULL, names[i], &zone, NULL), 0);
        oracle_use(names[i]);
        for (int k = 0; k < 20000; k++)
            assert_same(zone,
                        year_1900 + (int64_t)(next_random(&random) % (uint64_t)(year_2100 - year_1900)));
        for (int k = 0; k < 20000; k++)
            assert_same(zone,
                        year_2100 + (int64_t)(next_random(&random) % (uint64_t)(year_9999 - year_2100)));
        zone_free(zone);
    }
}
END_TEST

/* Every zone that the tz database lists. */
START_TEST(every_zone)
{
    uint64_t random = 88172645463325252;
    FILE *f = fopen("/usr/share/zoneinfo/tzdata.zi", "r");
    char line[512], name[256];
    int n = 0;

    ck_assert_ptr_nonnull(f);
    while (fgets(line, sizeof line, f)) {
        struct zone *zone;
        if (sscanf(line, "Z %255s", name) != 1 && sscanf(line, "L %*s %255s", name) != 1)
            continue;
        struct err err;
        ck_assert_msg(zone_load(NULL, name, &zone, &err) == 0, "%s", err.text);
        oracle_use(name);
        for (int k = 0; k < 300; k++)
            assert_same(zone,
                        year_1850 + (int64_t)(next_random(&random) % (uint64_t)(year_2100 - year_1850)));
        zone_free(zone);
        n++;
    }
    fclose(f);
    ck_assert_int_gt(n, 400);
}
END_TEST

/* The definition, by trial of each offset that the oracle knows nearby: boundaries.md, 1. */
static int64_t oracle_instant(int64_t local, enum zone_pick pick)
{
    const int64_t low = local - 27 * 3600, high = local + 27 * 3600, step = 6 * 3600;
    int64_t found = INSTANT_NONE;

    for (int64_t at = low; at <= high; at += step) {
        int64_t candidate = local - oracle_offset(at);
        if (candidate + oracle_offset(candidate) != local)
            continue;
        bool better = pick == ZONE_FIRST ? candidate < found : candidate > found;
        if (found == INSTANT_NONE || better)
            found = candidate;
    }
    for (int64_t at = low; found == INSTANT_NONE && at <= high; at += step)
        if (oracle_offset(at) != oracle_offset(at + step)) {
            int64_t change = find_change(at, at + step);
            if (change + oracle_offset(change) > local)
                found = change;
        }
    return found;
}

static void compare_instants_around(const struct zone *zone, int64_t at)
{
    static const int32_t near[] = {0, 1, -1, 1800, -1800, 3600, -3600};
    const int32_t offsets[] = {oracle_offset(at - 1), oracle_offset(at)};

    for (size_t o = 0; o < ARRAY_LEN(offsets); o++)
        for (size_t i = 0; i < ARRAY_LEN(near); i++) {
            int64_t local = at + offsets[o] + near[i];
            int32_t day = civil_utc_day(local), second = (int32_t)(local - (int64_t)day * DAY_SECONDS);
            for (int pick = ZONE_FIRST; pick <= ZONE_LAST; pick++) {
                int64_t ours = zone_instant(zone, day, second, (enum zone_pick)pick);
                int64_t theirs = oracle_instant(local, (enum zone_pick)pick);
                if (ours != theirs)
                    ck_abort_msg("%s, day %d second %d pick %d: %lld, not %lld", zone_name(zone), day, second,
                                 pick, (long long)ours, (long long)theirs);
            }
        }
}

START_TEST(wall_clocks_around_every_change)
{
    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        struct zone *zone;
        ck_assert_int_eq(zone_load(NULL, names[i], &zone, NULL), 0);
        oracle_use(names[i]);
        each_change(zone, year_1850, compare_instants_around);
        zone_free(zone);
    }
}
END_TEST

/* Rules as a TZ variable for the oracle, as a file of nothing but a footer for us. glibc computes them from
 * 1970 on. */
START_TEST(rules)
{
    static const char *const texts[] = {
        "CET-1CEST,M3.5.0,M10.5.0/3",
        "EST5EDT,M3.2.0,M11.1.0",
        "IST-1GMT0,M10.5.0,M3.5.0/1",
        "<-02>2<-01>,M3.5.0/-1,M10.5.0/0",
        "EET-2EEST,M3.4.4/50,M10.4.4/50",
        "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0",
        "<+1245>-12:45<+1345>,M9.5.0/2:45,M4.1.0/3:45",
        "AAA3BBB,J60/0,J300/12:30:15",
        "AAA3BBB,59/0,299/12:30:15",
        "AAA-3BBB-4:30,J300,J60",
        "AAA-3BBB-1,299,59/1",
        "AAA0BBB,M2.5.4/167,M11.5.4/-167",
        "<-04>4<-03>,M9.1.6/24,M4.1.6/24",
        "XYZ-5:30:20",
        "AAA0BBB,M1.1.0,M12.4.6",
    };
    static const int32_t offset = 0;
    uint64_t random = 88172645463325252;

    for (size_t i = 0; i < ARRAY_LEN(texts); i++) {
        _cleanup_str_ struct str data = STR_INIT;
        tz_write(&data,
                 &(struct tz_file){.version = '3', .offsets = &offset, .types = 1, .footer = texts[i]});
        _cleanup_(zone_free_p) struct zone *zone = tz_zone(data.s, data.len, NULL);
        ck_assert_msg(zone, "%s", texts[i]);
        oracle_use(texts[i]);
        for (int k = 0; k < 20000; k++)
            assert_same(zone,
                        year_1970 + (int64_t)(next_random(&random) % (uint64_t)(year_9999 - year_1970)));
        each_change(zone, year_1970, compare_around);
    }
}
END_TEST

RUN_TESTS("zone_glibc", offsets_around_every_change, offsets_at_random, every_zone,
          wall_clocks_around_every_change, rules);
