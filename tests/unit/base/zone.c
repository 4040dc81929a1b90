#include "paletti/base/zone.h"

#include "paletti/base/mem.h"
#include "run.h"
#include "zones.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

static struct zone *load(const char *name)
{
    struct zone *zone;
    struct err err;

    ck_assert_msg(zone_load(NULL, name, &zone, &err) == 0, "%s", err.text);
    return zone;
}

static int64_t instant(const char *text)
{
    int64_t at;

    ck_assert_msg(civil_parse_instant(text, &at) == 0, "%s", text);
    return at;
}

static int32_t day_of(const char *text)
{
    int32_t day;

    ck_assert_msg(civil_parse_day(text, &day) == 0, "%s", text);
    return day;
}

/* Wall clock to instant: boundaries.md, 1. */
static const struct {
    const char *zone, *day;
    int32_t second;
    const char *first, *last;
} walls[] = {
    {"Europe/Madrid", "2026-03-10", 10 * 3600 + 900, "2026-03-10T09:15:00Z", "2026-03-10T09:15:00Z"},
    {"Europe/Madrid", "2026-03-29", 7200, "2026-03-29T01:00:00Z", "2026-03-29T01:00:00Z"}, /* skipped */
    {"Europe/Madrid", "2026-03-29", 9000, "2026-03-29T01:00:00Z", "2026-03-29T01:00:00Z"},
    {"Europe/Madrid", "2026-03-29", 10799, "2026-03-29T01:00:00Z", "2026-03-29T01:00:00Z"},
    {"Europe/Madrid", "2026-03-29", 10800, "2026-03-29T01:00:00Z", "2026-03-29T01:00:00Z"},
    {"Europe/Madrid", "2026-03-29", 10801, "2026-03-29T01:00:01Z", "2026-03-29T01:00:01Z"},
    {"Europe/Madrid", "2026-10-25", 7199, "2026-10-24T23:59:59Z", "2026-10-24T23:59:59Z"},
    {"Europe/Madrid", "2026-10-25", 7200, "2026-10-25T00:00:00Z", "2026-10-25T01:00:00Z"}, /* twice */
    {"Europe/Madrid", "2026-10-25", 9000, "2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z"},
    {"Europe/Madrid", "2026-10-25", 10800, "2026-10-25T02:00:00Z", "2026-10-25T02:00:00Z"},
    {"Europe/Madrid", "2026-12-31", 86400, "2026-12-31T23:00:00Z", "2026-12-31T23:00:00Z"}, /* 24:00 */
    {"Europe/Madrid", "9999-07-01", 43200, "9999-07-01T10:00:00Z", "9999-07-01T10:00:00Z"},
    {"Europe/Madrid", "9999-03-28", 9000, "9999-03-28T01:00:00Z", "9999-03-28T01:00:00Z"},
    {"Europe/Madrid", "9999-10-31", 9000, "9999-10-31T00:30:00Z", "9999-10-31T01:30:00Z"},
    {"Europe/Madrid", "0001-01-02", 0, "0001-01-02T00:14:44Z", "0001-01-02T00:14:44Z"}, /* local mean time */
    {"America/Sao_Paulo", "2018-11-04", 0, "2018-11-04T03:00:00Z", "2018-11-04T03:00:00Z"}, /* no midnight */
    {"America/Sao_Paulo", "2018-11-03", 86400, "2018-11-04T03:00:00Z", "2018-11-04T03:00:00Z"},
    {"America/Sao_Paulo", "2018-11-04", 1800, "2018-11-04T03:00:00Z", "2018-11-04T03:00:00Z"},
    {"America/Sao_Paulo", "2018-02-17", 84600, "2018-02-18T01:30:00Z", "2018-02-18T02:30:00Z"},
    {"America/Sao_Paulo", "2018-02-18", 0, "2018-02-18T03:00:00Z", "2018-02-18T03:00:00Z"},
    {"Atlantic/Azores", "2026-10-25", 0, "2026-10-25T00:00:00Z", "2026-10-25T01:00:00Z"}, /* midnight twice */
    {"Atlantic/Azores", "2026-10-24", 86400, "2026-10-25T00:00:00Z", "2026-10-25T01:00:00Z"},
    {"Atlantic/Azores", "2026-10-25", 3599, "2026-10-25T00:59:59Z", "2026-10-25T01:59:59Z"},
    {"Atlantic/Azores", "2026-10-25", 3600, "2026-10-25T02:00:00Z", "2026-10-25T02:00:00Z"},
    {"Atlantic/Azores", "2026-03-29", 1800, "2026-03-29T01:00:00Z", "2026-03-29T01:00:00Z"},
    /* 01:45, half an hour */
    {"Australia/Lord_Howe", "2026-04-05", 6300, "2026-04-04T14:45:00Z", "2026-04-04T15:15:00Z"},
    {"Australia/Lord_Howe", "2026-04-05", 5399, "2026-04-04T14:29:59Z", "2026-04-04T14:29:59Z"},
    {"Australia/Lord_Howe", "2026-10-04", 8100, "2026-10-03T15:30:00Z", "2026-10-03T15:30:00Z"},
    /* to +05:45 at 00:00 */
    {"Asia/Kathmandu", "1986-01-01", 300, "1985-12-31T18:30:00Z", "1985-12-31T18:30:00Z"},
    {"Asia/Kathmandu", "1986-01-01", 1200, "1985-12-31T18:35:00Z", "1985-12-31T18:35:00Z"},
    {"Pacific/Chatham", "2026-04-05", 11700, "2026-04-04T13:30:00Z", "2026-04-04T14:30:00Z"}, /* 03:15 */
    {"Pacific/Chatham", "2026-09-27", 11700, "2026-09-26T14:00:00Z", "2026-09-26T14:00:00Z"},
    {"Pacific/Apia", "2011-12-29", 86399, "2011-12-30T09:59:59Z", "2011-12-30T09:59:59Z"},
    {"Pacific/Apia", "2011-12-29", 86400, "2011-12-30T10:00:00Z", "2011-12-30T10:00:00Z"},
    /* a day that never was */
    {"Pacific/Apia", "2011-12-30", 0, "2011-12-30T10:00:00Z", "2011-12-30T10:00:00Z"},
    {"Pacific/Apia", "2011-12-30", 43200, "2011-12-30T10:00:00Z", "2011-12-30T10:00:00Z"},
    {"Pacific/Apia", "2011-12-31", 0, "2011-12-30T10:00:00Z", "2011-12-30T10:00:00Z"},
    /* Ramadan begins */
    {"Africa/Casablanca", "2024-03-10", 9000, "2024-03-10T01:30:00Z", "2024-03-10T02:30:00Z"},
    {"Africa/Casablanca", "2024-04-14", 9000, "2024-04-14T02:00:00Z", "2024-04-14T02:00:00Z"}, /* and ends */
    /* 44:30 skipped */
    {"Africa/Monrovia", "1972-01-07", 300, "1972-01-07T00:44:30Z", "1972-01-07T00:44:30Z"},
    {"Africa/Monrovia", "1972-01-07", 2669, "1972-01-07T00:44:30Z", "1972-01-07T00:44:30Z"},
    {"Africa/Monrovia", "1972-01-07", 2670, "1972-01-07T00:44:30Z", "1972-01-07T00:44:30Z"},
    /* back from 00:01 */
    {"America/St_Johns", "2010-11-06", 84600, "2010-11-07T02:00:00Z", "2010-11-07T03:00:00Z"},
    {"America/St_Johns", "2010-11-07", 0, "2010-11-07T02:30:00Z", "2010-11-07T03:30:00Z"},
    {"America/St_Johns", "2010-11-07", 60, "2010-11-07T03:31:00Z", "2010-11-07T03:31:00Z"},
};

START_TEST(wall_clock_to_instant)
{
    for (size_t i = 0; i < ARRAY_LEN(walls); i++) {
        char first[CIVIL_INSTANT_SIZE], last[CIVIL_INSTANT_SIZE];
        _cleanup_(zone_free_p)
        struct zone *zone = load(walls[i].zone);
        int32_t day = day_of(walls[i].day);
        civil_format_instant(zone_instant(zone, day, walls[i].second, ZONE_FIRST), first);
        civil_format_instant(zone_instant(zone, day, walls[i].second, ZONE_LAST), last);
        ck_assert_msg(str_equal(first, walls[i].first) && str_equal(last, walls[i].last), "%s %s %d: %s, %s",
                      walls[i].zone, walls[i].day, walls[i].second, first, last);
    }
}
END_TEST

START_TEST(days_that_exist_and_where_they_begin)
{
    static const struct {
        const char *zone, *day;
        bool exists;
        const char *start;
    } cases[] = {
        {"Pacific/Apia", "2011-12-29", true, "2011-12-29T10:00:00Z"},
        {"Pacific/Apia", "2011-12-30", false, "2011-12-30T10:00:00Z"},
        {"Pacific/Apia", "2011-12-31", true, "2011-12-30T10:00:00Z"},
        {"Pacific/Kwajalein", "1993-08-21", false, "1993-08-21T12:00:00Z"},
        {"America/Sao_Paulo", "2018-11-04", true, "2018-11-04T03:00:00Z"},
        {"Atlantic/Azores", "2026-10-25", true, "2026-10-25T00:00:00Z"},
        {"Europe/Madrid", "2026-03-29", true, "2026-03-28T23:00:00Z"},
        {"America/St_Johns", "2010-11-07", true, "2010-11-07T02:30:00Z"},
        {"America/Juneau", "1867-10-18", true, "1867-10-17T08:57:41Z"},
        {"America/Juneau", "1867-10-19", true,
         "1867-10-18T08:57:41Z"}, /* a whole day back, in its afternoon */
        {"America/Juneau", "1867-10-20", true, "1867-10-20T08:57:41Z"},
        {"UTC", "2026-03-10", true, "2026-03-10T00:00:00Z"},
    };

    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        char start[CIVIL_INSTANT_SIZE];
        _cleanup_(zone_free_p)
        struct zone *zone = load(cases[i].zone);
        int32_t day = day_of(cases[i].day);
        civil_format_instant(zone_day_start(zone, day), start);
        ck_assert_msg(zone_day_exists(zone, day) == cases[i].exists, "%s %s", cases[i].zone, cases[i].day);
        ck_assert_msg(str_equal(start, cases[i].start), "%s %s: %s", cases[i].zone, cases[i].day, start);
    }
}
END_TEST

START_TEST(instant_to_wall_clock)
{
    _cleanup_(zone_free_p)
    struct zone *zone = load("Europe/Madrid");
    int32_t second = 42;
    struct civil c;

    ck_assert_int_eq(zone_day(zone, instant("2026-03-10T23:15:07Z"), &second), day_of("2026-03-11"));
    ck_assert_int_eq(second, 907);
    ck_assert_int_eq(zone_day(zone, instant("2026-03-10T22:59:59Z"), NULL), day_of("2026-03-10"));
    zone_civil(zone, instant("2026-12-31T23:00:00Z"), &c);
    ck_assert(c.year == 2027 && c.month == 1 && c.day == 1 && c.hour == 0 && c.minute == 0 && c.second == 0);
    zone_civil(zone, instant("1969-12-31T22:59:59Z"), &c);
    ck_assert(c.year == 1969 && c.month == 12 && c.day == 31 && c.hour == 23 && c.minute == 59 &&
              c.second == 59);
}
END_TEST

START_TEST(every_second_comes_back)
{
    static const char *const names[] = {"Europe/Madrid",    "Australia/Lord_Howe", "Pacific/Apia",
                                        "America/St_Johns", "Atlantic/Azores",     "Africa/Casablanca"};

    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        _cleanup_(zone_free_p)
        struct zone *zone = load(names[i]);
        for (int64_t at = instant("2009-01-01T00:00:00Z"); at < instant("2013-01-01T00:00:00Z"); at += 901) {
            int32_t second, day = zone_day(zone, at, &second);
            int64_t first = zone_instant(zone, day, second, ZONE_FIRST),
                    last = zone_instant(zone, day, second, ZONE_LAST);
            if ((first != at && last != at) || first > last)
                ck_abort_msg("%s, %lld", names[i], (long long)at);
        }
    }
}
END_TEST

/* Hour by hour, years with a table and years with a rule only: between two changes the offset stays. */
START_TEST(offsets_stay_until_the_next_change)
{
    static const char *const names[] = {"Africa/Casablanca", "America/Sao_Paulo", "Pacific/Apia",
                                        "Australia/Lord_Howe"};

    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        _cleanup_(zone_free_p)
        struct zone *zone = load(names[i]);
        for (int year = 2010; year < 2150; year += 35) {
            int64_t at = civil_day(year, 1, 1) * (int64_t)DAY_SECONDS, end = at + 2 * 365 * DAY_SECONDS;
            for (int64_t change = zone_next_change(zone, at); at < end; at += 3600) {
                int64_t next = zone_next_change(zone, at);
                ck_assert_int_gt(next, at);
                ck_assert(next == change || at >= change);
                ck_assert(zone_offset(zone, at) == zone_offset(zone, at + 3600) || next <= at + 3600);
                change = next;
            }
        }
    }
    ck_assert_int_eq(zone_next_change(zone_utc(), 0), INT64_MAX);
}
END_TEST

START_TEST(utc_needs_no_file)
{
    _cleanup_(zone_free_p)
    struct zone *zone = NULL;
    struct err err;

    ck_assert_str_eq(zone_name(zone_utc()), "UTC");
    ck_assert_int_eq(zone_offset(zone_utc(), 1773134100), 0);
    ck_assert_int_eq(zone_instant(zone_utc(), 20522, 86400, ZONE_LAST), INT64_C(20523) * DAY_SECONDS);
    ck_assert_int_eq(zone_load("/nowhere", "UTC", &zone, &err), 0);
    ck_assert_int_eq(zone_offset(zone, 0), 0);
}
END_TEST

START_TEST(names_that_are_refused)
{
    static const char *const names[] = {
        "",
        "/",
        "/etc/passwd",
        "../zoneinfo/Europe/Madrid",
        "Europe/../Europe/Madrid",
        "Europe/./Madrid",
        "Europe//Madrid",
        "Europe/",
        "Europe",
        "Europe/Madrid/",
        "Europe/Nowhere",
        "right/Europe/Madrid",
        "posix/Europe/Madrid",
        "zone.tab",
        "tzdata.zi",
        "leapseconds",
        "Europe/Madrid ",
        "Europe\\Madrid",
        "Europe/Madríd",
        "\x1B[31m",
    };
    struct zone *zone = NULL;
    struct err err;

    for (size_t i = 0; i < ARRAY_LEN(names); i++) {
        err.text[0] = '\0';
        ck_assert_msg(zone_load(NULL, names[i], &zone, &err) == -1, "%s", names[i]);
        ck_assert_msg(strstr(err.text, "is no time zone"), "%s", err.text);
    }
    ck_assert_ptr_null(zone);
}
END_TEST

START_TEST(a_file_that_is_no_zone)
{
    char dir[] = "/tmp/paletti-zone-XXXXXX";
    struct zone *zone = NULL;
    struct err err;

    ck_assert_ptr_nonnull(mkdtemp(dir));
    _cleanup_free_ char *path = str_format("%s/Garbage", dir);
    FILE *f = fopen(path, "w");
    for (int i = 0; i < 300000; i++)
        fputc("TZif2"[i % 5], f);
    fclose(f);
    ck_assert_int_eq(zone_load(dir, "Garbage", &zone, &err), -1);
    ck_assert_ptr_nonnull(strstr(err.text, "larger than"));
    ck_assert_int_eq(truncate(path, 200), 0);
    ck_assert_int_eq(zone_load(dir, "Garbage", &zone, &err), -1);
    unlink(path);
    rmdir(dir);
}
END_TEST

START_TEST(the_cache_loads_once)
{
    struct zones *zones = zones_new(NULL);
    struct err err;
    const struct zone *madrid = zones_find(zones, "Europe/Madrid", &err);

    ck_assert_ptr_nonnull(madrid);
    ck_assert_str_eq(zone_name(madrid), "Europe/Madrid");
    ck_assert_ptr_nonnull(zones_find(zones, "UTC", &err));
    for (int i = 0; i < 20; i++) {
        _cleanup_free_ char *name = str_format("Etc/GMT+%d", i % 13);
        ck_assert_ptr_nonnull(zones_find(zones, name, &err));
    }
    ck_assert_ptr_eq(zones_find(zones, "Europe/Madrid", &err), madrid);
    ck_assert_ptr_null(zones_find(zones, "Mars/Olympus", &err));
    ck_assert_ptr_nonnull(strstr(err.text, "\"Mars/Olympus\" is no time zone"));
    ck_assert_ptr_null(zones_find(zones, "Mars/Olympus", NULL));
    zones_free(zones);
    zones_free(NULL);
}
END_TEST

START_TEST(the_name_of_the_machines_zone)
{
    static const struct {
        const char *tz, *name;
    } cases[] = {
        {"Europe/Rome", "Europe/Rome"},
        {":Europe/Rome", "Europe/Rome"},
        {"/usr/share/zoneinfo/Europe/Rome", "Europe/Rome"},
        {":/usr/share/zoneinfo/America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires"},
        {"UTC", "UTC"},
        {"", "UTC"}, /* POSIX: an empty TZ is UTC */
    };
    _cleanup_free_ char *unset = zone_system_name(NULL);

    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        _cleanup_free_ char *name = zone_system_name(cases[i].tz);
        ck_assert_str_eq(name, cases[i].name);
    }
    /* What names no zone is as good as nothing. */
    static const char *const nothing[] = {"CET-1CEST,M3.5.0,M10.5.0/3", "/etc/passwd", "Mars/Olympus", ":"};
    for (size_t i = 0; i < ARRAY_LEN(nothing); i++) {
        _cleanup_free_ char *name = zone_system_name(nothing[i]);
        ck_assert_str_eq(name, unset);
    }
    _cleanup_(zone_free_p)
    _unused_ struct zone *zone = load(unset);
}
END_TEST

RUN_TESTS("zone", wall_clock_to_instant, days_that_exist_and_where_they_begin, instant_to_wall_clock,
          every_second_comes_back, offsets_stay_until_the_next_change, utc_needs_no_file,
          names_that_are_refused, a_file_that_is_no_zone, the_cache_loads_once,
          the_name_of_the_machines_zone);
