#include "paletti/base/str.h"

#include "paletti/base/mem.h"
#include "run.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

START_TEST(an_empty_one_is_usable)
{
    struct str str = STR_INIT;

    ck_assert_str_eq(str_text(&str), "");
    str_clear(&str);
    str_done(&str);
    str_add_n(&str, NULL, 0);
    ck_assert_str_eq(str_text(&str), "");
    ck_assert_uint_eq(str.len, 0);
    str_done(&str);
    ck_assert_ptr_null(str.s);
    _cleanup_free_ char *taken = str_take(&str);
    ck_assert_str_eq(taken, "");
}
END_TEST

START_TEST(it_grows)
{
    _cleanup_str_ struct str str = STR_INIT;

    for (int i = 0; i < 1000; i++) {
        str_add(&str, "ab");
        str_add_char(&str, 'c');
        str_add_n(&str, "de", 1);
    }
    ck_assert_uint_eq(str.len, 4000);
    ck_assert_uint_eq(strlen(str.s), 4000);
    for (size_t i = 0; i < str.len; i++)
        ck_assert_int_eq(str.s[i], "abcd"[i % 4]);
    str_clear(&str);
    ck_assert_str_eq(str_text(&str), "");
    ck_assert_uint_gt(str.cap, 4000);
}
END_TEST

START_TEST(zero_bytes_are_kept)
{
    _cleanup_str_ struct str str = STR_INIT;

    str_add_n(&str, "a\0b", 3);
    str_add_char(&str, '\0');
    str_add_rune(&str, 0);
    ck_assert_uint_eq(str.len, 5);
    ck_assert_mem_eq(str.s, "a\0b\0\0", 6);
}
END_TEST

START_TEST(runes_become_utf8)
{
    static const struct {
        int rune;
        const char *bytes;
    } cases[] = {
        {'a', "a"},
        {0x7F, "\x7F"},
        {0x80, "\xC2\x80"},
        {0x7FF, "\xDF\xBF"},
        {0x800, "\xE0\xA0\x80"},
        {0xD7FF, "\xED\x9F\xBF"},
        {0xE000, "\xEE\x80\x80"},
        {0xFFFF, "\xEF\xBF\xBF"},
        {0x10000, "\xF0\x90\x80\x80"},
        {0x10FFFF, "\xF4\x8F\xBF\xBF"},
        /* no code points that text may hold */
        {0xD800, "\xEF\xBF\xBD"},
        {0xDFFF, "\xEF\xBF\xBD"},
        {0x110000, "\xEF\xBF\xBD"},
        {-1, "\xEF\xBF\xBD"},
    };

    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        _cleanup_str_ struct str str = STR_INIT;
        str_add_rune(&str, cases[i].rune);
        ck_assert_str_eq(str.s, cases[i].bytes);
    }
}
END_TEST

START_TEST(printing_appends)
{
    _cleanup_str_ struct str str = STR_INIT;
    _cleanup_free_ char *made = str_format("%d %s", 3, "días");
    _cleanup_free_ char *empty = str_format("%s", "");

    str_printf(&str, "%s", "");
    ck_assert_str_eq(str.s, "");
    str_printf(&str, "%05d|", 42);
    str_printf(&str, "%200s|", "x");
    ck_assert_uint_eq(str.len, 207);
    ck_assert_int_eq(strncmp(str.s, "00042|   ", 9), 0);
    ck_assert_str_eq(made, "3 días");
    ck_assert_str_eq(empty, "");
}
END_TEST

/* What is printed by a shorter way, and what is not, as printf would. */
START_TEST(printed_as_printf_does)
{
    char expected[64];

#define SAME(...)                                                                                                  \
    do {                                                                                                           \
        _cleanup_free_ char *got = str_format(__VA_ARGS__);                                                        \
        snprintf(expected, sizeof expected, __VA_ARGS__);                                                          \
        ck_assert_str_eq(got, expected);                                                                           \
    } while (0)
    SAME("%s", "");
    SAME("a%sb%s", "x", "yz");
    SAME("%d of %lld", INT_MIN, LLONG_MIN);
    SAME("%d, %d: 5 %% of %s", 0, -7, "all");
    SAME("%2$s %1$s", "b", "a");
    SAME("%s %05lld", "x", 42LL);
    SAME("%s %.*s", "x", 2, "abc");
#undef SAME
}
END_TEST

START_TEST(integers_as_printf_writes_them)
{
    static const long long numbers[] = {0, 7, 10, 99, 100, -1, -42, 1234567890123, LLONG_MAX, LLONG_MIN};

    for (size_t i = 0; i < ARRAY_LEN(numbers); i++) {
        _cleanup_str_ struct str str = STR_INIT;
        _cleanup_free_ char *plain = str_format("%lld", numbers[i]);
        str_add_int(&str, numbers[i], 1);
        ck_assert_str_eq(str_text(&str), plain);
    }
    _cleanup_str_ struct str padded = STR_INIT;
    str_add_int(&padded, 7, 2);
    str_add_int(&padded, 123, 2);
    str_add_int(&padded, 0, 3);
    ck_assert_str_eq(str_text(&padded), "07123000");
}
END_TEST

START_TEST(sentences_end_once)
{
    static const char *const ends[][2] = {
        {"", "."}, {"done", "done."}, {"Tormenta S.L.", "Tormenta S.L."}, {"what?", "what?"}, {"cut…", "cut…"}};

    for (size_t i = 0; i < ARRAY_LEN(ends); i++) {
        _cleanup_str_ struct str text = STR_INIT;
        str_add(&text, ends[i][0]);
        str_add_stop(&text);
        ck_assert_str_eq(str_text(&text), ends[i][1]);
    }
}
END_TEST

START_TEST(comparing)
{
    ck_assert(str_equal("a", "a"));
    ck_assert(!str_equal("a", "b"));
    ck_assert(!str_equal("a", NULL));
    ck_assert(!str_equal(NULL, "a"));
    ck_assert(str_equal(NULL, NULL));
    ck_assert(str_starts("abc", "ab"));
    ck_assert(str_starts("abc", ""));
    ck_assert(!str_starts("abc", "abcd"));
    ck_assert(!str_starts("abc", "b"));
}
END_TEST

RUN_TESTS("str", an_empty_one_is_usable, it_grows, zero_bytes_are_kept, runes_become_utf8, printing_appends,
          printed_as_printf_does, integers_as_printf_writes_them, sentences_end_once, comparing);
