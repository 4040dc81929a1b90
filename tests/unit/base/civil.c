#include "paletti/base/civil.h"

#include "run.h"

#include <string.h>
#include <time.h>

static const struct {
    int year, month, day;
    int32_t number;
    enum weekday weekday;
} days[] = {
    {1970, 1, 1, 0, THURSDAY},       {1969, 12, 31, -1, WEDNESDAY}, {2000, 2, 29, 11016, TUESDAY},
    {1900, 3, 1, -25508, THURSDAY},  {2026, 3, 10, 20522, TUESDAY}, {1, 1, 1, -719162, MONDAY},
    {9999, 12, 31, 2932896, FRIDAY}, {2038, 1, 19, 24855, TUESDAY}, {1582, 10, 15, -141427, FRIDAY},
};

START_TEST(known_days)
{
    for (size_t i = 0; i < ARRAY_LEN(days); i++) {
        struct civil c;
        ck_assert_int_eq(civil_day(days[i].year, days[i].month, days[i].day), days[i].number);
        ck_assert_int_eq(civil_weekday(days[i].number), days[i].weekday);
        civil_of_day(days[i].number, &c);
        ck_assert(c.year == days[i].year && c.month == days[i].month && c.day == days[i].day);
        ck_assert(c.hour == 0 && c.minute == 0 && c.second == 0);
    }
}
END_TEST

/* Every day of the years 1 to 9999 follows the day before: counted, not computed. */
START_TEST(every_day)
{
    int32_t day = civil_day(1, 1, 1);
    int weekday = MONDAY;

    for (int year = 1; year <= 9999; year++)
        for (int month = 1; month <= 12; month++)
            for (int d = 1; civil_valid(year, month, d); d++, day++) {
                struct civil c;
                civil_of_day(day, &c);
                if (c.year != year || c.month != month || c.day != d || civil_day(year, month, d) != day ||
                    civil_weekday(day) != (enum weekday)weekday)
                    ck_abort_msg("%04d-%02d-%02d", year, month, d);
                weekday = (weekday + 1) % 7;
            }
    ck_assert_int_eq(day, civil_day(9999, 12, 31) + 1);
}
END_TEST

START_TEST(dates_that_exist)
{
    static const struct {
        int year, month, day;
        bool valid;
    } cases[] = {
        {2024, 2, 29, true},  {2023, 2, 29, false}, {1900, 2, 29, false}, {2000, 2, 29, true},
        {2026, 4, 31, false}, {2026, 4, 30, true},  {0, 1, 1, false},     {10000, 1, 1, false},
        {2026, 0, 1, false},  {2026, 13, 1, false}, {2026, 1, 0, false},  {2026, 1, 32, false},
        {1, 1, 1, true},      {9999, 12, 31, true}, {-4, 2, 1, false},
    };

    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        ck_assert_msg(civil_valid(cases[i].year, cases[i].month, cases[i].day) == cases[i].valid, "case %zu",
                      i);
}
END_TEST

START_TEST(instants_agree_with_gmtime)
{
    static const int64_t edges[] = {0,     -1,         1,          -86400,       -86401,      86399,
                                    86400, 2147483647, 2147483648, -62135596800, 253402300799};
    uint64_t random = 88172645463325252;

    for (int i = 0; i < 100000; i++) {
        random ^= random << 13, random ^= random >> 7, random ^= random << 17;
        int64_t at = (size_t)i < ARRAY_LEN(edges) ? edges[i] : (int64_t)(random % 315537897600) - 62135596800;
        time_t t = (time_t)at;
        struct civil c;
        struct tm tm;
        gmtime_r(&t, &tm);
        civil_of_instant(at, &c);
        ck_assert_int_eq(c.year, tm.tm_year + 1900);
        ck_assert_int_eq(c.month, tm.tm_mon + 1);
        ck_assert_int_eq(c.day, tm.tm_mday);
        ck_assert_int_eq(c.hour * 3600 + c.minute * 60 + c.second,
                         tm.tm_hour * 3600 + tm.tm_min * 60 + tm.tm_sec);
        ck_assert_int_eq(civil_weekday(civil_utc_day(at)), (tm.tm_wday + 6) % 7);
    }
}
END_TEST

static const struct {
    const char *text;
    int64_t at; /* INSTANT_NONE: refused */
} instants[] = {
    {"2026-03-10T10:15:00+01:00", 1773134100},
    {"2026-03-10T09:15:00Z", 1773134100},
    {"2026-03-10T09:15:00-00:00", 1773134100},
    {"2026-03-09T23:15:00-10:00", 1773134100},
    {"2026-03-10T15:00:00+05:45", 1773134100},
    {"1970-01-01T00:00:00Z", 0},
    {"1969-12-31T23:59:59Z", -1},
    {"0001-01-01T00:00:00Z", -62135596800},
    {"9999-12-31T23:59:59Z", 253402300799},
    {"0001-01-01T00:00:00+00:01", INSTANT_NONE}, /* in no year that has a name */
    {"9999-12-31T23:59:59-00:01", INSTANT_NONE},
    {"0000-06-01T00:00:00Z", INSTANT_NONE},
    {"2026-03-10T24:00:00Z", INSTANT_NONE},
    {"2026-03-10T23:60:00Z", INSTANT_NONE},
    {"2016-12-31T23:59:60Z", INSTANT_NONE},
    {"2026-02-29T00:00:00Z", INSTANT_NONE},
    {"2026-13-01T00:00:00Z", INSTANT_NONE},
    {"2026-03-10t09:15:00Z", INSTANT_NONE},
    {"2026-03-10T09:15:00z", INSTANT_NONE},
    {"2026-03-10 09:15:00Z", INSTANT_NONE},
    {"2026-03-10T09:15:00.5Z", INSTANT_NONE},
    {"2026-03-10T09:15Z", INSTANT_NONE},
    {"2026-03-10T09:15:00", INSTANT_NONE},
    {"2026-03-10T09:15:00+0100", INSTANT_NONE},
    {"2026-03-10T09:15:00+01", INSTANT_NONE},
    {"2026-03-10T09:15:00+24:00", INSTANT_NONE},
    {"2026-03-10T09:15:00+01:60", INSTANT_NONE},
    {"2026-03-10T09:15:00+01:00 ", INSTANT_NONE},
    {"2026-03-10T09:15:00ZZ", INSTANT_NONE},
    {" 2026-03-10T09:15:00Z", INSTANT_NONE},
    {"+026-03-10T09:15:00Z", INSTANT_NONE},
    {"2026-3-10T09:15:00Z", INSTANT_NONE},
    {"2026-03-10", INSTANT_NONE},
    {"2026", INSTANT_NONE},
    {"", INSTANT_NONE},
};

START_TEST(reading_instants)
{
    for (size_t i = 0; i < ARRAY_LEN(instants); i++) {
        int64_t at = 42;
        int r = civil_parse_instant(instants[i].text, &at);
        bool refused = instants[i].at == INSTANT_NONE;
        ck_assert_msg(r == (refused ? -1 : 0), "%s", instants[i].text);
        ck_assert_int_eq(at, refused ? 42 : instants[i].at);
    }
}
END_TEST

START_TEST(reading_days)
{
    static const char *const refused[] = {"",
                                          "2026",
                                          "2026-02-29",
                                          "2026-2-3",
                                          "2026-02-03 ",
                                          "2026/02/03",
                                          "2026-02-03T00:00:00Z",
                                          "0000-01-01",
                                          "20260203",
                                          "2026-02-3a"};
    int32_t day = 42;

    for (size_t i = 0; i < ARRAY_LEN(refused); i++) {
        ck_assert_msg(civil_parse_day(refused[i], &day) == -1, "%s", refused[i]);
        ck_assert_int_eq(day, 42);
    }
    ck_assert_int_eq(civil_parse_day("2026-03-10", &day), 0);
    ck_assert_int_eq(day, 20522);
}
END_TEST

START_TEST(writing)
{
    static const struct {
        int64_t at;
        const char *text;
    } cases[] = {
        {1773134100, "2026-03-10T09:15:00Z"},
        {-1, "1969-12-31T23:59:59Z"},
        {-62135596800, "0001-01-01T00:00:00Z"},
        {253402300799, "9999-12-31T23:59:59Z"},
        {-62135596801, "0001-01-01T00:00:00Z"},
        {253402300800, "9999-12-31T23:59:59Z"}, /* the nearest with a name */
        {INSTANT_NONE, "0001-01-01T00:00:00Z"},
        {INT64_MAX, "9999-12-31T23:59:59Z"},
    };
    char instant[CIVIL_INSTANT_SIZE], day[CIVIL_DAY_SIZE];

    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        ck_assert_ptr_eq(civil_format_instant(cases[i].at, instant), instant);
        ck_assert_str_eq(instant, cases[i].text);
    }
    ck_assert_ptr_eq(civil_format_day(20522, day), day);
    ck_assert_str_eq(day, "2026-03-10");
    ck_assert_str_eq(civil_format_day(INT32_MAX, day), "9999-12-31");
    ck_assert_str_eq(civil_format_day(DAY_NONE, day), "0001-01-01");
}
END_TEST

RUN_TESTS("civil", known_days, every_day, dates_that_exist, instants_agree_with_gmtime, reading_instants,
          reading_days, writing);
