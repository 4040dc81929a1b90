#include "paletti/base/err.h"

#include "paletti/base/text.h"
#include "run.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

START_TEST(sentences_get_prefixes)
{
    struct err err;

    ck_assert_int_eq(err_set(&err, "row %d is odd", 7), -1);
    ck_assert_str_eq(err.text, "row 7 is odd");
    ck_assert_int_eq(err_prefix(&err, "%s.csv", "clients"), -1);
    ck_assert_str_eq(err.text, "clients.csv: row 7 is odd");
    ck_assert_int_eq(err_errno(&err, ENOSPC, "%s cannot be written", "x"), -1);
    ck_assert_str_eq(err.text, "x cannot be written: No space left on device");
}
END_TEST

START_TEST(nobody_may_listen)
{
    ck_assert_int_eq(err_set(NULL, "%s", "a"), -1);
    ck_assert_int_eq(err_prefix(NULL, "%s", "a"), -1);
    ck_assert_int_eq(err_errno(NULL, EIO, "%s", "a"), -1);
}
END_TEST

START_TEST(a_sentence_may_quote_itself)
{
    struct err err;

    err_set(&err, "inner");
    err_set(&err, "outer (%s)", err.text);
    ck_assert_str_eq(err.text, "outer (inner)");
    err_prefix(&err, "[%s]", err.text);
    ck_assert_str_eq(err.text, "[outer (inner)]: outer (inner)");
}
END_TEST

/* Characters of one to four bytes, each with the cut at each of its bytes. */
START_TEST(a_cut_never_halves_a_character)
{
    static const char *const characters[] = {"x", "ñ", "€", "🙂"};
    struct err err;

    for (size_t i = 0; i < ARRAY_LEN(characters); i++)
        for (int shift = 0; shift < 8; shift++) {
            _cleanup_str_ struct str text = STR_INIT;
            str_printf(&text, "%.*s", shift, "aaaaaaaa");
            while (text.len < 2 * sizeof err.text)
                str_add(&text, characters[i]);
            err_set(&err, "%s", text.s);
            size_t n = strlen(err.text);
            ck_assert_uint_eq(text_valid(err.text, n), n);
            ck_assert_uint_ge(n, sizeof err.text - 4);
            ck_assert_mem_eq(err.text, text.s, n);
            err_prefix(&err, "prefix");
            n = strlen(err.text);
            ck_assert_uint_eq(text_valid(err.text, n), n);
            ck_assert_uint_ge(n, sizeof err.text - 4);
        }
}
END_TEST

START_TEST(a_long_prefix_leaves_no_room)
{
    char prefix[3000];
    struct err err;

    memset(prefix, 'p', sizeof prefix);
    prefix[sizeof prefix - 1] = '\0';
    err_set(&err, "lost");
    err_prefix(&err, "%s", prefix);
    ck_assert_uint_eq(strlen(err.text), sizeof err.text - 1);
    err_errno(&err, EIO, "%s", prefix);
    ck_assert_uint_eq(strlen(err.text), sizeof err.text - 1);
}
END_TEST

RUN_TESTS("err", sentences_get_prefixes, nobody_may_listen, a_sentence_may_quote_itself,
          a_cut_never_halves_a_character, a_long_prefix_leaves_no_room);
