#include "paletti/core/codes.h"

#include "fixture.h"

#include <stdlib.h>
#include <string.h>

START_TEST(what_a_file_says)
{
    struct codes codes = {0};
    ck_assert_int_eq(
        codes_parse("# signs\n\nhaggles\thaggles over the price\n  pays_early   pays early \r\nlast x",
                    &codes, NULL),
        0);
    ck_assert_uint_eq(codes.n, 3);
    ck_assert_str_eq(codes_find(&codes, "haggles")->label, "haggles over the price");
    ck_assert_str_eq(codes_find(&codes, "pays_early")->label, "pays early");
    ck_assert_str_eq(codes.v[2].code, "last");
    ck_assert_ptr_null(codes_find(&codes, "hag"));
    codes_clear(&codes);
}
END_TEST

START_TEST(a_second_file_extends_the_first)
{
    struct codes codes = {0};
    ck_assert_int_eq(codes_parse("haggles haggles\nlistens listens\n", &codes, NULL), 0);
    ck_assert_int_eq(
        codes_parse("haggles is never content with a price\nsings sings at meetings\n", &codes, NULL), 0);
    ck_assert_uint_eq(codes.n, 3);
    ck_assert_str_eq(codes.v[0].label, "is never content with a price");
    ck_assert_str_eq(codes.v[2].code, "sings");
    codes_clear(&codes);
}
END_TEST

static const struct {
    const char *text, *error;
} wrong[] = {
    {"haggles\n", "line 1: the code haggles has no label; write what it means behind it"},
    {"# a\nhaggles   \n", "line 2: the code haggles has no label"},
    {"ok ok\nToo Loud\n", "line 2: \"Too\" is no code; write small letters"},
    {"9lives has nine\n", "line 1: \"9lives\" is no code"},
    {"caf\xe9 x\n", "line 1: is no valid UTF-8"},
    {"a-b x\n", "line 1: \"a-b\" is no code"},
};

START_TEST(what_is_no_code)
{
    struct codes codes = {0};
    struct err err = {0};
    ck_assert_int_eq(codes_parse(wrong[_i].text, &codes, &err), -1);
    ck_assert_msg(strncmp(err.text, wrong[_i].error, strlen(wrong[_i].error)) == 0, "%s", err.text);
    codes_clear(&codes);
}
END_TEST

int main(void)
{
    const struct test_row rows[] = {
        {what_a_file_says, 1},
        {a_second_file_extends_the_first, 1},
        {what_is_no_code, (int)ARRAY_LEN(wrong)},
    };
    return run_suite("codes", rows, ARRAY_LEN(rows));
}
