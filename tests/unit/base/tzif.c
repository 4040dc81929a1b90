#include "paletti/base/file.h"
#include "paletti/base/zone.h"
#include "run.h"
#include "zones.h"

#include <string.h>

static const struct tz_transition steps[] = {{-1000, 1}, {0, 2}, {1000, 1}};
static const int32_t offsets[] = {-600, 3600, 7200};

static const struct tz_file good = {
    .version = '2',
    .transitions = steps,
    .n = 3,
    .offsets = offsets,
    .types = 3,
    .footer = "CET-1",
};

static struct zone *write_and_read(const struct tz_file *f, struct err *err)
{
    _cleanup_str_ struct str data = STR_INIT;

    tz_write(&data, f);
    return tz_zone(data.s, data.len, err);
}

static void assert_steps(const struct zone *zone)
{
    static const struct {
        int64_t at;
        int32_t offset;
    } cases[] = {{INT64_MIN, -600}, {-1001, -600}, {-1000, 3600}, {-1, 3600},
                 {0, 7200},         {999, 7200},   {1000, 3600},  {INT64_C(1) << 60, 3600},
                 {INT64_MAX, 3600}};

    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        ck_assert_int_eq(zone_offset(zone, cases[i].at), cases[i].offset);
}

START_TEST(every_version)
{
    static const char versions[] = {'\0', '2', '3', '4'};

    for (size_t i = 0; i < ARRAY_LEN(versions); i++) {
        struct tz_file f = good;
        f.version = versions[i];
        _cleanup_(zone_free_p) struct zone *zone = write_and_read(&f, NULL);
        ck_assert_ptr_nonnull(zone);
        assert_steps(zone);
    }
}
END_TEST

START_TEST(no_footer_goes_on_as_it_ended)
{
    struct tz_file f = good;

    f.footer = "";
    _cleanup_(zone_free_p) struct zone *zone = write_and_read(&f, NULL);
    ck_assert_ptr_nonnull(zone);
    assert_steps(zone);
}
END_TEST

START_TEST(a_rule_without_transitions_holds_always)
{
    struct tz_file f = {
        .version = '2', .offsets = offsets, .types = 1, .footer = "CET-1CEST,M3.5.0,M10.5.0/3"};
    _cleanup_(zone_free_p) struct zone *zone = write_and_read(&f, NULL);

    ck_assert_ptr_nonnull(zone);
    for (int year = 1; year <= 9999; year++) {
        int64_t summer = (int64_t)civil_day(year, 7, 1) * DAY_SECONDS,
                winter = (int64_t)civil_day(year, 1, 1) * DAY_SECONDS;
        ck_assert_int_eq(zone_offset(zone, summer), 7200);
        ck_assert_int_eq(zone_offset(zone, winter), 3600);
        ck_assert_int_eq(zone_instant(zone, civil_day(year, 7, 1), 7200, ZONE_FIRST), summer);
    }
    /* What no calendar has still has an answer. */
    ck_assert_int_ge(zone_offset(zone, INT64_MIN), 3600);
    ck_assert_int_ge(zone_offset(zone, INT64_MAX), 3600);
    f.footer = "CET-1";
    _cleanup_(zone_free_p) struct zone *fixed = write_and_read(&f, NULL);
    ck_assert_int_eq(zone_offset(fixed, INT64_MIN), 3600);
    ck_assert_int_eq(zone_offset(fixed, 0), 3600);
    ck_assert_int_eq(zone_offset(fixed, INT64_MAX), 3600);
}
END_TEST

/* RFC 8536, 3.3.1: daylight time all year. */
START_TEST(daylight_time_all_year)
{
    struct tz_file f = {.version = '3', .offsets = offsets, .types = 1, .footer = "EST5EDT,0/0,J365/25"};
    _cleanup_(zone_free_p) struct zone *zone = write_and_read(&f, NULL);

    ck_assert_ptr_nonnull(zone);
    for (int32_t day = civil_day(2019, 12, 1); day < civil_day(2025, 2, 1); day++)
        ck_assert_int_eq(zone_offset(zone, (int64_t)day * DAY_SECONDS + 18000), -14400);
}
END_TEST

START_TEST(a_file_cut_anywhere_is_refused)
{
    _cleanup_str_ struct str data = STR_INIT;

    tz_write(&data, &good);
    for (size_t n = 0; n < data.len; n++) {
        struct err err;
        /* In memory of its own size, so that the sanitizer sees one byte too much. */
        _cleanup_free_ char *cut = mem_copy(data.s, n);
        ck_assert_msg(!tz_zone(cut, n, &err), "%zu bytes", n);
        ck_assert_uint_gt(strlen(err.text), 0);
    }
    _cleanup_(zone_free_p) struct zone *whole = tz_zone(data.s, data.len, NULL);
    ck_assert_ptr_nonnull(whole);
}
END_TEST

START_TEST(what_is_wrong_inside_is_refused)
{
    static const struct tz_transition no_such_type[] = {{0, 3}}, backwards[] = {{0, 1}, {-1, 2}},
                                      twice[] = {{5, 1}, {5, 2}}, late[] = {{(INT64_C(1) << 59) + 1, 1}},
                                      early[] = {{-(INT64_C(1) << 59) - 1, 1}};
    static const int32_t far_east[] = {93600}, far_west[] = {-90000}, farthest[] = {INT32_MIN};
    struct tz_file cases[11];
    struct err err;

    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        cases[i] = good;
    cases[0].transitions = no_such_type, cases[0].n = 1;
    cases[1].transitions = backwards, cases[1].n = 2;
    cases[2].transitions = twice, cases[2].n = 2;
    cases[3].transitions = late, cases[3].n = 1;
    cases[4].transitions = early, cases[4].n = 1;
    cases[5].types = 0, cases[5].n = 0;
    cases[6].offsets = far_east, cases[6].types = 1, cases[6].n = 0;
    cases[7].offsets = far_west, cases[7].types = 1, cases[7].n = 0;
    cases[8].offsets = farthest, cases[8].types = 1, cases[8].n = 0;
    cases[9].leaps = 1;
    cases[10].footer = "CET-1CEST";
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        ck_assert_msg(!write_and_read(&cases[i], &err), "case %zu", i);
    cases[9].version = '\0';
    ck_assert_ptr_null(write_and_read(&cases[9], &err));
    ck_assert_ptr_nonnull(strstr(err.text, "leap seconds"));
}
END_TEST

START_TEST(counts_beyond_the_file_are_refused)
{
    _cleanup_str_ struct str data = STR_INIT;

    tz_write(&data, &good);
    for (size_t at = 20; at < 44; at += 4) {
        _cleanup_free_ char *spoilt = mem_copy(data.s, data.len);
        memset(spoilt + at, 0xFF, 4);
        ck_assert_msg(!tz_zone(spoilt, data.len, NULL), "count at %zu", at);
    }
}
END_TEST

/* A zone out of spoilt bytes may say anything, but it says it within bounds. */
static void ask(const struct zone *zone)
{
    static const int64_t at[] = {-62135596800, -2147483649, -1, 0, 1773134100, 4102444800, 253402300799};

    for (size_t i = 0; i < ARRAY_LEN(at); i++) {
        int32_t second, day = zone_day(zone, at[i], &second);
        ck_assert(second >= 0 && second < DAY_SECONDS);
        int64_t first = zone_instant(zone, day, second, ZONE_FIRST),
                last = zone_instant(zone, day, second, ZONE_LAST);
        ck_assert(first <= at[i] && at[i] <= last);
    }
}

START_TEST(spoilt_files_never_hurt)
{
    static const char *const names[] = {"Europe/Madrid", "Africa/Casablanca", "America/Nuuk", "Asia/Gaza",
                                        "Etc/UTC"};
    uint64_t random = 88172645463325252;

    for (int round = 0; round < 4000; round++) {
        _cleanup_free_ char *path =
            str_format("/usr/share/zoneinfo/%s", names[round % (int)ARRAY_LEN(names)]);
        _cleanup_str_ struct str data = STR_INIT;
        if (file_read(path, 100000, &data, NULL) < 0)
            continue; /* a machine without tzdata */
        for (int spots = 1 + round % 4; spots > 0; spots--) {
            random ^= random << 13, random ^= random >> 7, random ^= random << 17;
            size_t at =
                round % 3 ? random % data.len : data.len - 1 - random % 30; /* the footer more often */
            data.s[at] = (char)(random >> 40);
        }
        _cleanup_free_ char *exact = mem_copy(data.s, data.len);
        _cleanup_(zone_free_p) struct zone *zone = tz_zone(exact, data.len, NULL);
        if (zone)
            ask(zone);
    }
}
END_TEST

RUN_TESTS("tzif", every_version, no_footer_goes_on_as_it_ended, a_rule_without_transitions_holds_always,
          daylight_time_all_year, a_file_cut_anywhere_is_refused, what_is_wrong_inside_is_refused,
          counts_beyond_the_file_are_refused, spoilt_files_never_hurt);
