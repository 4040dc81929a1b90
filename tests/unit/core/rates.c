#include "paletti/core/dealings.h"

#include "fixture.h"
#include "paletti/base/mem.h"
#include "paletti/core/handover.h"
#include "paletti/core/intake.h"

START_TEST(numbers_of_rates)
{
    static const struct {
        const char *text;
        int64_t billionths;
    } cases[] = {
        {"1", 1000000000},
        {"1.0852", 1085200000},
        {"1624.5", 1624500000000},
        {"0.000000001", 1},
        {"999999999.999999999", 999999999999999999},
        {"007.50", 7500000000},
    };
    static const char *const wrong[] = {
        "", "0", "0.000", "-1", "+1", "1.", ".5", "1,5", "1.0000000001", "1234567890", "99999999999999999999999", "1e3", " 1", "1 "};
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        int64_t billionths;
        ck_assert_int_eq(rate_parse(cases[i].text, &billionths), 0);
        ck_assert_int_eq(billionths, cases[i].billionths);
    }
    for (size_t i = 0; i < ARRAY_LEN(wrong); i++) {
        int64_t billionths = 42;
        ck_assert_msg(rate_parse(wrong[i], &billionths) == 1, "%s", wrong[i]);
        ck_assert_int_eq(billionths, 42);
    }
    ck_assert_int_eq(rate_parse(NULL, &(int64_t){0}), 1);
}
END_TEST

/* The latest rate on or before the day; half a cent goes away from zero; decimals of both currencies count. */
START_TEST(sums_in_ones_own_currency)
{
    struct rate rates[] = {
        {.currency = (char[]){"USD"}, .on = day_of("2026-03-01"), .per_base = (char[]){"1.25"}},
        {.currency = (char[]){"USD"}, .on = day_of("2026-01-01"), .per_base = (char[]){"1.1"}},
        {.currency = (char[]){"ARS"}, .on = day_of("2026-01-01"), .per_base = (char[]){"1624.5"}},
        {.currency = (char[]){"JPY"}, .on = day_of("2026-01-01"), .per_base = (char[]){"160"}},
        {.currency = (char[]){"KWD"}, .on = day_of("2026-01-01"), .per_base = (char[]){"0.3"}},
        {.currency = (char[]){"CLP"}, .on = day_of("2026-01-01"), .per_base = (char[]){"0.000000001"}},
    };
    const struct {
        struct money from;
        const char *on, *base;
        int64_t minor; /* -1: not known */
    } cases[] = {
        {{11000, "USD"}, "2026-02-28", "EUR", 10000},
        {{11000, "USD"}, "2026-03-01", "EUR", 8800},
        {{11000, "USD"}, "2027-03-01", "EUR", 8800},
        {{11000, "USD"}, "2025-12-31", "EUR", -1},
        {{11000, "GBP"}, "2026-03-01", "EUR", -1},
        {{11000, "EUR"}, "2020-01-01", "EUR", 11000},
        {{324900, "ARS"}, "2026-02-01", "EUR", 200},
        {{-324900, "ARS"}, "2026-02-01", "EUR", -200},
        {{81225, "ARS"}, "2026-02-01", "EUR", 50},
        {{812, "ARS"}, "2026-02-01", "EUR", 0},
        {{813, "ARS"}, "2026-02-01", "EUR", 1},
        {{-813, "ARS"}, "2026-02-01", "EUR", -1},
        {{160, "JPY"}, "2026-02-01", "EUR", 100},
        {{300, "KWD"}, "2026-02-01", "EUR", 100},
        {{INT64_MAX, "CLP"}, "2026-02-01", "EUR", -1},
        {{100, "USD"}, "2026-03-01", "XXQ", -1},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct money sum = {42, "XYZ"};
        int r = rate_convert(rates, ARRAY_LEN(rates), cases[i].from, day_of(cases[i].on), cases[i].base, &sum);
        bool known = cases[i].minor != -1 || cases[i].from.minor < 0;
        ck_assert_msg(r == !known, "%zu", i);
        ck_assert_int_eq(sum.minor, known ? cases[i].minor : 42);
        ck_assert_str_eq(sum.currency, known ? cases[i].base : "XYZ");
    }
}
END_TEST

/* Made refs of two different pairs are never the same, whatever stands in them. */
START_TEST(made_refs_are_unique)
{
    static const char *const parts[] = {"a", ":", "a:", ":a", "a:b", "b", "%", "%3A", "a%3A", "::", "¿Sí?"};
    char *refs[ARRAY_LEN(parts) * ARRAY_LEN(parts)];
    size_t n = 0;
    for (size_t i = 0; i < ARRAY_LEN(parts); i++)
        for (size_t j = 0; j < ARRAY_LEN(parts); j++)
            refs[n++] = intake_ref(parts[i], parts[j]);
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < i; j++)
            ck_assert_str_ne(refs[i], refs[j]);
    ck_assert_str_eq(refs[5], "a:b");
    for (size_t i = 0; i < n; i++)
        free(refs[i]);

    struct referral referral = {.client = (char[]){"ada"}, .colleague = (char[]){"pia"}, .on = day_of("2026-09-15")};
    model_normalise(&model_referral, &referral);
    ck_assert_str_eq(referral.ref, "ada:pia:2026-09-15");
    free(referral.ref);
}
END_TEST

int main(void)
{
    const struct test_row rows[] = {
        {numbers_of_rates, 1},
        {sums_in_ones_own_currency, 1},
        {made_refs_are_unique, 1},
    };
    return run_suite("rates", rows, ARRAY_LEN(rows));
}
