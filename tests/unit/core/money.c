#include "paletti/core/money.h"

#include "fixture.h"

#include <signal.h>
#include <stdlib.h>

START_TEST(decimals_of_iso_4217)
{
    static const struct {
        const char *code;
        int decimals;
    } cases[] = {
        {"AED", 2},  {"ZWL", 2},   {"EUR", 2}, {"USD", 2},  {"GBP", 2},  {"ARS", 2},  {"MXN", 2},
        {"CHF", 2},  {"XCG", 2},   {"JPY", 0}, {"CLP", 0},  {"KRW", 0},  {"ISK", 0},  {"PYG", 0},
        {"UGX", 0},  {"VND", 0},   {"XOF", 0}, {"XPF", 0},  {"BHD", 3},  {"IQD", 3},  {"JOD", 3},
        {"KWD", 3},  {"LYD", 3},   {"OMR", 3}, {"TND", 3},  {"CLF", 4},  {"UYW", 4},  {"", -1},
        {"eur", -1}, {"EURO", -1}, {"EU", -1}, {"XYZ", -1}, {"XAU", -1}, {"ZZZ", -1}, {"AAA", -1},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        ck_assert_msg(currency_decimals(cases[i].code) == cases[i].decimals, "%s", cases[i].code);
}
END_TEST

START_TEST(amounts_there_and_back)
{
    static const struct {
        const char *amount, *currency;
        int64_t minor;
    } cases[] = {
        {"320.00", "EUR", 32000},
        {"0.05", "EUR", 5},
        {"-0.05", "EUR", -5},
        {"-1234.50", "EUR", -123450},
        {"0.00", "EUR", 0},
        {"7", "JPY", 7},
        {"0", "JPY", 0},
        {"-7", "JPY", -7},
        {"0.001", "KWD", 1},
        {"12.345", "KWD", 12345},
        {"1.0001", "CLF", 10001},
        {"92233720368547758.07", "EUR", INT64_MAX},
        {"9223372036854775807", "JPY", INT64_MAX},
        {"-92233720368547758.07", "EUR", -INT64_MAX},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct money money;
        struct err err = {0};
        _cleanup_str_ struct str text = STR_INIT;
        ck_assert_msg(money_parse(cases[i].amount, cases[i].currency, &money, &err) == 0, "%s", err.text);
        ck_assert_int_eq(money.minor, cases[i].minor);
        ck_assert_str_eq(money.currency, cases[i].currency);
        money_amount(&text, money);
        ck_assert_str_eq(str_text(&text), cases[i].amount);
    }
}
END_TEST

START_TEST(what_is_no_amount)
{
    static const char *const cases[][3] = {
        {"", "EUR",
         "\"\" is no amount in EUR; write the amount with all its decimals and nothing else, such as "
         "\"320.00\""},
        {"320", "EUR", NULL},
        {"320.0", "EUR", NULL},
        {"320.000", "EUR", NULL},
        {"320.", "EUR", NULL},
        {".50", "EUR", NULL},
        {"+1.00", "EUR", NULL},
        {"1,00", "EUR", NULL},
        {"1.234,00", "EUR", NULL},
        {" 1.00", "EUR", NULL},
        {"1.00 ", "EUR", NULL},
        {"1e2.00", "EUR", NULL},
        {"--1.00", "EUR", NULL},
        {"-", "EUR", NULL},
        {"92233720368547758.08", "EUR", NULL},
        {"9223372036854775808", "JPY", NULL},
        {"99999999999999999999999", "JPY", NULL},
        {"1.5", "JPY",
         "\"1.5\" is no amount in JPY; write the amount with all its decimals and nothing else, such as "
         "\"320\""},
        {"1.50", "KWD",
         "\"1.50\" is no amount in KWD; write the amount with all its decimals and nothing else, such as "
         "\"320.000\""},
        {"1.00", "CLF",
         "\"1.00\" is no amount in CLF; write the amount with all its decimals and nothing else, such as "
         "\"320.0000\""},
        {"1.00", "XYZ", "\"XYZ\" is no currency of ISO 4217; write a code such as \"EUR\""},
        {"1.00", "", "\"\" is no currency of ISO 4217; write a code such as \"EUR\""},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct money money = {.minor = 42};
        struct err err = {0};
        ck_assert_msg(money_parse(cases[i][0], cases[i][1], &money, &err) == -1, "%s", cases[i][0]);
        ck_assert_int_eq(money.minor, 42);
        if (cases[i][2])
            ck_assert_str_eq(err.text, cases[i][2]);
    }
}
END_TEST

START_TEST(the_smallest_number_is_written)
{
    _cleanup_str_ struct str text = STR_INIT;
    money_amount(&text, (struct money){INT64_MIN, "EUR"});
    ck_assert_str_eq(str_text(&text), "-92233720368547758.08");
}
END_TEST

START_TEST(sums)
{
    struct money sum = {100, "EUR"};
    ck_assert(money_add(&sum, (struct money){-30, "EUR"}));
    ck_assert_int_eq(sum.minor, 70);
    sum.minor = INT64_MAX;
    ck_assert(!money_add(&sum, (struct money){1, "EUR"}));
    ck_assert(money_equal((struct money){5, "EUR"}, (struct money){5, "EUR"}));
    ck_assert(!money_equal((struct money){5, "EUR"}, (struct money){5, "USD"}));
    ck_assert(!money_equal((struct money){5, "EUR"}, (struct money){6, "EUR"}));
    ck_assert(money_equal((struct money){0}, (struct money){.minor = 7}));
    ck_assert(!money_equal((struct money){0}, (struct money){0, "EUR"}));
}
END_TEST

START_TEST(two_currencies_have_no_sum)
{
    struct money sum = {100, "EUR"};
    money_add(&sum, (struct money){1, "USD"});
}
END_TEST

START_TEST(quantities_there_and_back)
{
    static const struct {
        const char *text, *written;
        int64_t thousandths;
    } cases[] = {
        {"12", "12", 12000},
        {"1.5", "1.5", 1500},
        {"1.500", "1.5", 1500},
        {"0.001", "0.001", 1},
        {"0", "0", 0},
        {"10", "10", 10000},
        {"100.020", "100.02", 100020},
        {"-1.25", "-1.25", -1250},
        {"007", "7", 7000},
        {"9223372036854775.807", "9223372036854775.807", INT64_MAX},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        int64_t thousandths;
        _cleanup_str_ struct str text = STR_INIT;
        ck_assert_int_eq(quantity_parse(cases[i].text, &thousandths), 0);
        ck_assert_int_eq(thousandths, cases[i].thousandths);
        quantity_format(&text, thousandths);
        ck_assert_str_eq(str_text(&text), cases[i].written);
    }
    static const char *const wrong[] = {
        "", "1.2345", "1.", ".5", "1,5", "1h", "x", "- 1", "9223372036854775.808", "1.5.2"};
    for (size_t i = 0; i < ARRAY_LEN(wrong); i++) {
        int64_t thousandths = 42;
        ck_assert_msg(quantity_parse(wrong[i], &thousandths) == -1, "%s", wrong[i]);
        ck_assert_int_eq(thousandths, 42);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("money");
    TCase *tcase = tcase_create("money");
    tcase_add_test(tcase, decimals_of_iso_4217);
    tcase_add_test(tcase, amounts_there_and_back);
    tcase_add_test(tcase, what_is_no_amount);
    tcase_add_test(tcase, the_smallest_number_is_written);
    tcase_add_test(tcase, sums);
    tcase_add_test_raise_signal(tcase, two_currencies_have_no_sum, SIGABRT);
    tcase_add_test(tcase, quantities_there_and_back);
    suite_add_tcase(suite, tcase);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
