#include "paletti/core/recovery.h"

#include "fixture.h"

#include "paletti/base/mem.h"

#include <string.h>

#define LAW                                                                                                  \
    "# figures\nread 2026-11-01\nEU 2025-01-01 10.00 40.00 EUR a directive\nIT 2025-07-01 10.15 40.00 EUR half a year\n" \
    "IT 2025-01-01 11.15 40.00 EUR the half before\n"

static struct law law_of(const char *text)
{
    struct law law = {.read_on = DAY_NONE};
    struct err err = {0};

    ck_assert_msg(law_parse(text, &law, &err) == 0, "%s", err.text);
    return law;
}

static struct ladder_debt debt_of(int64_t minor, const char *due)
{
    return (struct ladder_debt){.amount = {minor, "EUR"}, .due_on = day_of(due), .written_off_on = DAY_NONE};
}

START_TEST(the_line_in_force)
{
    struct law law = law_of(LAW);

    ck_assert_int_eq(law_find(&law, "IT", day_of("2025-06-30"))->rate, 1115);
    ck_assert_int_eq(law_find(&law, "IT", day_of("2025-07-01"))->rate, 1015);
    ck_assert_int_eq(law_find(&law, "IT", day_of("2027-01-01"))->rate, 1015);
    ck_assert_int_eq(law_find(&law, "FR", day_of("2026-01-01"))->rate, 1000);
    ck_assert_ptr_null(law_find(&law, "FR", day_of("2024-12-31")));
    ck_assert_ptr_null(law_find(&law, "US", day_of("2026-01-01")));
    ck_assert_str_eq(law_find(&law, "IT", day_of("2025-06-30"))->source, "the half before");
    ck_assert_int_eq(law.read_on, day_of("2026-11-01"));
    law_clear(&law);
}
END_TEST

START_TEST(the_persons_own_line_wins)
{
    struct law law = law_of(LAW);

    ck_assert_int_eq(law_parse("IT 2025-07-01 9.5 50.00 EUR I looked it up\nIT 2026-07-01 9.15 40.00 EUR later\n", &law, NULL), 0);
    ck_assert_uint_eq(law.n, 4);
    ck_assert_int_eq(law_find(&law, "IT", day_of("2025-07-01"))->rate, 950);
    ck_assert_int_eq(law_find(&law, "IT", day_of("2025-07-01"))->sum.minor, 5000);
    ck_assert_int_eq(law_find(&law, "IT", day_of("2026-07-01"))->rate, 915);
    law_clear(&law);
}
END_TEST

static const struct {
    const char *country;
    int b2b;
    const char *due, *today;
    enum law_lack lack;
    int64_t interest;
} claims[] = {
    /* 3650.00 at 10.15 percent is 1.015 a day */
    {"IT", 1, "2025-10-01", "2025-10-01", LAW_NOT_LATE, 0},
    {"IT", 1, "2025-10-01", "2025-10-02", LAW_APPLIES, 102},
    {"IT", 1, "2025-10-01", "2025-11-16", LAW_APPLIES, 4669},
    /* over the half year: 2 days of 1.115, 3 of 1.015 */
    {"IT", 1, "2025-06-28", "2025-07-03", LAW_APPLIES, 528},
    {"FR", 1, "2025-10-01", "2025-10-11", LAW_APPLIES, 1000},
    {"US", 1, "2025-10-01", "2025-10-11", LAW_ELSEWHERE, 0},
    {NULL, 1, "2025-10-01", "2025-10-11", LAW_NO_COUNTRY, 0},
    {"IT", 0, "2025-10-01", "2025-10-11", LAW_CONSUMER, 0},
    {"IT", -1, "2025-10-01", "2025-10-11", LAW_B2B_UNKNOWN, 0},
};

START_TEST(what_the_law_gives)
{
    struct law law = law_of(LAW);
    struct ladder_debt debt = debt_of(365000, claims[_i].due);
    struct law_claim claim;

    law_count(&law, claims[_i].country, claims[_i].b2b, &debt, day_of(claims[_i].today), &claim);
    ck_assert_int_eq(claim.lack, claims[_i].lack);
    ck_assert_int_eq(claim.interest.minor, claims[_i].interest);
    ck_assert_int_eq(claim.sum.minor, claims[_i].lack == LAW_APPLIES ? 4000 : 0);
    law_clear(&law);
}
END_TEST

/* No sum is too large to be late: 36.5 thousand millions at 10 percent for ten days, to the cent. */
START_TEST(a_large_sum_is_late_too)
{
    struct law law = law_of(LAW);
    struct ladder_debt debt = debt_of(INT64_C(3650000000000), "2025-10-01");
    struct law_claim claim;

    law_count(&law, "FR", 1, &debt, day_of("2025-10-11"), &claim);
    ck_assert_int_eq(claim.lack, LAW_APPLIES);
    ck_assert_int_eq(claim.interest.minor, INT64_C(10000000000));
    law_clear(&law);
}
END_TEST

START_TEST(a_part_bears_no_more_interest)
{
    struct law law = law_of(LAW);
    struct ladder_debt debt = debt_of(365000, "2025-10-01");
    struct ladder_payment payment = {day_of("2025-10-11"), 182500};
    struct law_claim claim;

    debt.payments = &payment;
    debt.n_payments = 1;
    law_count(&law, "FR", 1, &debt, day_of("2025-10-21"), &claim);
    ck_assert_int_eq(claim.interest.minor, 1500); /* ten days of 1.00, ten of 0.50 */
    ck_assert_int_eq(claim.days, 20);
    law_clear(&law);
}
END_TEST

/* decide.md's Acme: 3,900 owed, about 600 and 12 hours. */
START_TEST(what_it_is_worth)
{
    struct money owed = {390000, "EUR"}, interest = {4990, "EUR"}, sum = {4000, "EUR"};
    struct recovery_guess guess = {{60000, "EUR"}, 12, 50, {6000, "EUR"}};
    struct recovery card;

    recovery_count(owed, interest, sum, &guess, &card);
    ck_assert(card.counted);
    ck_assert_int_eq(card.likely.minor, 199495);
    ck_assert_int_eq(card.spent.minor, 132000);
    ck_assert_int_eq(card.left.minor, 67495);
    guess.likely = 25;
    recovery_count(owed, interest, sum, &guess, &card);
    ck_assert_int_eq(card.likely.minor, 99747); /* 997.475, not a cent too much */
    ck_assert_int_eq(card.left.minor, 99747 - 132000);
}
END_TEST

START_TEST(another_currency_is_not_counted)
{
    struct money owed = {390000, "GBP"}, none = {0, ""}, sum = {4000, "EUR"};
    struct recovery_guess guess = {{60000, "EUR"}, 12, 50, {6000, "EUR"}};
    struct recovery card;

    recovery_count(owed, none, sum, &guess, &card);
    ck_assert(!card.counted);
    ck_assert_int_eq(card.likely.minor, 195000);
}
END_TEST

static const struct {
    const char *text, *error;
} wrong[] = {
    {"Italy 2026-01-01 10 40.00 EUR x", "line 1: \"Italy\" is no country"},
    {"\nIT 2026-13-01 10 40.00 EUR x", "line 2: \"2026-13-01\" is no day"},
    {"IT 2026-01-01 much 40.00 EUR x", "line 1: \"much\" is no percentage"},
    {"IT 2026-01-01 101 40.00 EUR x", "line 1: \"101\" is no percentage"},
    {"IT 2026-01-01 10 40 EUR x", "line 1: "},
    {"IT 2026-01-01 10 40.00 EUR", "line 1: a figure needs its source"},
    {"read yesterday", "line 1: \"yesterday\" is no day"},
};

START_TEST(what_is_no_law)
{
    struct law law = {.read_on = DAY_NONE};
    struct err err = {0};

    ck_assert_int_eq(law_parse(wrong[_i].text, &law, &err), -1);
    ck_assert_msg(strncmp(err.text, wrong[_i].error, strlen(wrong[_i].error)) == 0, "%s", err.text);
    law_clear(&law);
}
END_TEST

int main(void)
{
    const struct test_row rows[] = {
        {the_line_in_force, 1},
        {the_persons_own_line_wins, 1},
        {what_the_law_gives, ARRAY_LEN(claims)},
        {a_large_sum_is_late_too, 1},
        {a_part_bears_no_more_interest, 1},
        {what_it_is_worth, 1},
        {another_currency_is_not_counted, 1},
        {what_is_no_law, ARRAY_LEN(wrong)},
    };
    return run_suite("recovery", rows, ARRAY_LEN(rows));
}
