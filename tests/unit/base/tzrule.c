#include "tzrule.h"

#include "paletti/base/civil.h"
#include "run.h"

START_TEST(no_rules)
{
    static const char *const texts[] = {
        "",
        "CE",
        "CET",
        "CET-",
        "CET-x",
        "-1",
        "<+03",
        "<>3",
        "<+0_3>3",
        "CET-25",
        "CET-1:60",
        "CET-1:00:60",
        "CET-1 ",
        "CET-1CEST",
        "CET-1CEST,",
        "CET-1CEST,M3.5.0",
        "CET-1CEST,M3.5.0,",
        "CET-1CEST,M3.5.0,M10.5.0/",
        "CET-1CEST,M0.5.0,M10.5.0",
        "CET-1CEST,M13.5.0,M10.5.0",
        "CET-1CEST,M3.0.0,M10.5.0",
        "CET-1CEST,M3.6.0,M10.5.0",
        "CET-1CEST,M3.5.7,M10.5.0",
        "CET-1CEST,M3.5,M10.5.0",
        "CET-1CEST,M3,M10.5.0",
        "CET-1CEST,J0,J5",
        "CET-1CEST,J366,J5",
        "CET-1CEST,366,5",
        "CET-1CEST,-1,5",
        "CET-1CEST,J5,J6,J7",
        "CET-1CEST,M3.5.0/168,M10.5.0",
        "CET-1CEST,M3.5.0/-168,M10.5.0",
        "CET-1CEST,M3.5.0/2:60,M10.5.0",
        "CET-1CE,M3.5.0,M10.5.0",
        "CET-1CEST-25,M3.5.0,M10.5.0",
        "CET-1CEST,M3.5.0,M10.5.0 ",
        "CET-99999999999999999999",
        "CET--1",
        "CET+-1",
        "1CET-1",
        "\xC3\x91NN-1",
    };
    struct tzrule rule = {.standard = 42};

    for (size_t i = 0; i < ARRAY_LEN(texts); i++)
        ck_assert_msg(tzrule_parse(texts[i], &rule) == -1, "%s", texts[i]);
    ck_assert_int_eq(rule.standard, 42);
}
END_TEST

START_TEST(offsets)
{
    static const struct {
        const char *text;
        int32_t standard, daylight; /* -1: none */
    } cases[] = {
        {"UTC0", 0, -1},
        {"CET-1", 3600, -1},
        {"EST+5", -18000, -1},
        {"<+0545>-5:45", 20700, -1},
        {"<-0330>3:30:15", -12615, -1},
        {"XXX24:59:59", -89999, -1},
        {"CET-1CEST,M3.5.0,M10.5.0/3", 3600, 7200},
        {"<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", 37800, 39600},
        {"IST-1GMT0,M10.5.0,M3.5.0/1", 3600, 0},
        {"XXX-24:59:59YYY,0,1", 89999, 93599},
    };

    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct tzrule rule;
        ck_assert_msg(tzrule_parse(cases[i].text, &rule) == 0, "%s", cases[i].text);
        ck_assert_int_eq(rule.standard, cases[i].standard);
        ck_assert_int_eq(rule.has_daylight, cases[i].daylight != -1);
        if (rule.has_daylight)
            ck_assert_int_eq(rule.daylight, cases[i].daylight);
    }
}
END_TEST

START_TEST(changes_in_a_year)
{
    static const struct {
        const char *rule;
        int year;
        const char *begin, *end;
    } cases[] = {
        {"CET-1CEST,M3.5.0,M10.5.0/3", 2026, "2026-03-29T01:00:00Z", "2026-10-25T01:00:00Z"},
        {"CET-1CEST,M3.5.0,M10.5.0/3", 9999, "9999-03-28T01:00:00Z", "9999-10-31T01:00:00Z"},
        {"EST5EDT,M3.2.0,M11.1.0", 2026, "2026-03-08T07:00:00Z", "2026-11-01T06:00:00Z"},
        {"<-02>2<-01>,M3.5.0/-1,M10.5.0/0", 2026, "2026-03-29T01:00:00Z", "2026-10-25T01:00:00Z"},
        {"EET-2EEST,M3.4.4/50,M10.4.4/50", 2026, "2026-03-28T00:00:00Z", "2026-10-23T23:00:00Z"},
        {"IST-1GMT0,M10.5.0,M3.5.0/1", 2026, "2026-10-25T01:00:00Z", "2026-03-29T01:00:00Z"},
        /* 29 February is no Jn, and day 59 of those that count it */
        {"AAA0BBB,J59/0,J60/0", 2024, "2024-02-28T00:00:00Z", "2024-02-29T23:00:00Z"},
        {"AAA0BBB,J59/0,J60/0", 2023, "2023-02-28T00:00:00Z", "2023-02-28T23:00:00Z"},
        {"AAA0BBB,59/0,60/0", 2024, "2024-02-29T00:00:00Z", "2024-02-29T23:00:00Z"},
        {"AAA0BBB,59/0,365/0", 2023, "2023-03-01T00:00:00Z", "2023-12-31T23:00:00Z"},
        {"AAA0BBB,J1/0,J365/25", 2024, "2024-01-01T00:00:00Z", "2025-01-01T00:00:00Z"},
        {"AAA0BBB,M2.5.4/-167,M12.5.4/+167:30:15", 2024, "2024-02-22T01:00:00Z", "2025-01-01T22:30:15Z"},
    };

    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        char begin_text[CIVIL_INSTANT_SIZE], end_text[CIVIL_INSTANT_SIZE];
        struct tzrule rule;
        int64_t begin, end;
        ck_assert_msg(tzrule_parse(cases[i].rule, &rule) == 0, "%s", cases[i].rule);
        tzrule_year(&rule, cases[i].year, &begin, &end);
        ck_assert_str_eq(civil_format_instant(begin, begin_text), cases[i].begin);
        ck_assert_str_eq(civil_format_instant(end, end_text), cases[i].end);
    }
}
END_TEST

RUN_TESTS("tzrule", no_rules, offsets, changes_in_a_year);
