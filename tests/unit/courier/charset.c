#include "formats/charset.h"
#include "harness.h"

#include "paletti/base/text.h"

#include <string.h>

#define BYTES(s) (s), sizeof(s) - 1

static const struct {
    const char *charset, *bytes;
    size_t n;
    const char *text;
    size_t replaced;
} cases[] = {
    {"utf-8",
     BYTES("ma\xc3\xb1"
           "ana"),
     "mañana", 0},
    {"UTF8",
     BYTES("ma\xc3\xb1"
           "ana"),
     "mañana", 0},
    {"utf-8",
     BYTES("ma\xf1"
           "ana"),
     "ma\uFFFDana", 1},
    {"utf-8", BYTES("\xed\xa0\x80"), "\uFFFD\uFFFD\uFFFD", 3},
    {"utf-8", BYTES("a\0b"), "a\uFFFDb", 1},
    {NULL,
     BYTES("ma\xc3\xb1"
           "ana"),
     "mañana", 0},
    {NULL,
     BYTES("ma\xf1"
           "ana"),
     "mañana", 0},
    {"us-ascii",
     BYTES("ma\xf1"
           "ana"),
     "mañana", 0},
    {"x-unknown",
     BYTES("ma\xf1"
           "ana"),
     "mañana", 0},
    {"../../etc/passwd",
     BYTES("ma\xf1"
           "ana"),
     "mañana", 0},
    {"utf-16//TRANSLIT",
     BYTES("ma\xf1"
           "ana"),
     "mañana", 0},
    {"", BYTES("abc"), "abc", 0},
    {"iso-8859-1", BYTES("\x93quoted\x94 \x80"), "“quoted” €", 0},
    {"iso-8859-15", BYTES("\xa4"), "€", 0},
    {"windows-1252", BYTES("\x80\xe9"), "€é", 0},
    {"windows-1252", BYTES("\0"), "\uFFFD", 1},
    {"iso-8859-2", BYTES("\xb1"), "ą", 0},
    {"koi8-r", BYTES("\xd2"), "р", 0},
    {"gb2312", BYTES("\xc4\xe3"), "你", 0},
    {"euc-kr", BYTES("\xb0\xa1"), "가", 0},
    {"iso-2022-jp", BYTES("\x1b$B$\"\x1b(B"), "あ", 0},
    {"shift_jis", BYTES("\x82\xa0"), "あ", 0},
    {"utf-7", BYTES("ma+APE-ana"), "mañana", 0},
    {"utf-16le", BYTES("a\0\xf1\0"), "añ", 0},
    {"utf-16be", BYTES("\0a\0\xf1"), "añ", 0},
    {"utf-16le", BYTES("a\0b"), "a\uFFFD", 1},
    {"shift_jis", BYTES("\x82"), "\uFFFD", 1},
    {"utf-8", BYTES(""), "", 0},
};

START_TEST(charsets)
{
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        _cleanup_str_ struct str text = STR_INIT;
        size_t replaced = charset_decode(&text, cases[i].charset, cases[i].bytes, cases[i].n);
        ck_assert_msg(strcmp(str_text(&text), cases[i].text) == 0 && replaced == cases[i].replaced,
                      "case %zu (%s): \"%s\", %zu replaced", i, cases[i].charset ? cases[i].charset : "none",
                      str_text(&text), replaced);
    }
}
END_TEST

START_TEST(files)
{
    static const struct {
        const char *bytes;
        size_t n;
        const char *text;
    } marked[] = {
        {BYTES("\xef\xbb\xbfñ"), "ñ"},
        {BYTES("\xff\xfe"
               "a\0\xf1\0"),
         "añ"},
        {BYTES("\xfe\xff\0a\0\xf1"), "añ"},
        {BYTES("a\xf1"), "añ"},
        {BYTES("aña"), "aña"},
        {BYTES(""), ""},
        {BYTES("\xff"), "ÿ"},
    };

    for (size_t i = 0; i < ARRAY_LEN(marked); i++) {
        _cleanup_str_ struct str text = STR_INIT;
        charset_decode_file(&text, marked[i].bytes, marked[i].n);
        ck_assert_str_eq(str_text(&text), marked[i].text);
    }
}
END_TEST

START_TEST(more_than_a_block)
{
    _cleanup_str_ struct str bytes = STR_INIT, text = STR_INIT;

    for (size_t i = 0; i < 100000; i++)
        str_add_n(&bytes, i % 1000 ? "\xa4" : "\xb1", 1);
    ck_assert_uint_eq(charset_decode(&text, "iso-8859-15", bytes.s, bytes.len), 0);
    ck_assert_uint_eq(text.len, 99900 * 3 + 100 * 2);
    ck_assert_uint_eq(text_valid(text.s, text.len), text.len);
}
END_TEST

int main(void)
{
    return harness_run("charset", (const TTest *const[]){charsets, files, more_than_a_block, NULL});
}
