#include "paletti/base/text.h"

#include "paletti/base/mem.h"
#include "run.h"
#include "utf8.h"

#include <string.h>

static const struct {
    const char *text;
    const char *safe; /* not on one line */
    size_t replaced;
} cases[] = {
    {"", "", 0},
    {"Plain, ñandú, 漢字, €5", "Plain, ñandú, 漢字, €5", 0},
    {"\x1B[31mred\x1B[0m", "␛[31mred␛[0m", 2},
    {"\x1B]52;c;aGk=\a", "␛]52;c;aGk=␇", 2}, /* the clipboard */
    {"\x1BPq\x1B\\", "␛Pq␛\\", 2},
    {"a\rb\bc\x7F\vd\f", "a␍b␈c␡␋d␌", 5},
    {"\x01\x1F", "␁␟", 2},
    {"a\tb\nc", "a\tb\nc", 0},
    {"a\r\nb", "a␍\nb", 1},
    {"\302\23331m\302\205\302\200\302\237", "\uFFFD31m\uFFFD\uFFFD\uFFFD", 4}, /* C1 */
    {"\23331m\220", "\uFFFD31m\uFFFD", 2},                                     /* the same as bare bytes */
    {"\xC3\x28\xFF", "\uFFFD(\uFFFD", 2},
    {"\u202Egnp.exe", "\uFFFDgnp.exe", 1},
    {"\u202A\u202B\u202C\u202D\u2066\u2067\u2068\u2069", "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD",
     8},
    {"\u200E\u200F\u061C", "\uFFFD\uFFFD\uFFFD", 3},
    {"a\u2028b\u2029c", "a\uFFFDb\uFFFDc", 2},
    {"pay\u200Bpal\u2060x\uFEFF", "pay\uFFFDpal\uFFFDx\uFFFD", 3},
    {"so\u00ADft", "so\uFFFDft", 1},
    {"\U000E0001\U000E0041\U000E007F", "\uFFFD\uFFFD\uFFFD", 3}, /* tags */
    {"\uFFFE\U0001FFFF\uFDD0", "\uFFFD\uFFFD\uFFFD", 3},
    {"\uFFFD", "\uFFFD", 0},
    /* joiners: inside a word or an emoji, and nowhere else */
    {"\U0001F469\u200D\U0001F467", "\U0001F469\u200D\U0001F467", 0},
    {"\u2764\uFE0F\u200D\U0001F525", "\u2764\uFE0F\u200D\U0001F525", 0},
    {"\U0001F469\U0001F3FD\u200D\U0001F33E", "\U0001F469\U0001F3FD\u200D\U0001F33E", 0},
    {"\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645", "\u0645\u06CC\u200C\u062E\u0648\u0627\u0647\u0645",
     0},
    {"\u0915\u094D\u200D\u0937", "\u0915\u094D\u200D\u0937", 0},
    {"\u200Da", "\uFFFDa", 1},
    {"a\u200D", "a\uFFFD", 1},
    {"a \u200D b", "a \uFFFD b", 1},
    {"a\u200D\u200Db", "a\uFFFD\uFFFDb", 2},
    {"a\u200C\x1B", "a\uFFFD␛", 2},
    {"a\u200D\xFF", "a\uFFFD\uFFFD", 2},
    /* selectors: one behind something */
    {"\u2764\uFE0F 1\uFE0F\u20E3", "\u2764\uFE0F 1\uFE0F\u20E3", 0},
    {"\uFE0Fa", "\uFFFDa", 1},
    {"a\uFE0F\uFE0F\U000E0100", "a\uFE0F\uFFFD\uFFFD", 2},
    {"\u6F22\U000E0100", "\u6F22\U000E0100", 0},
    {"n\u0303", "n\u0303", 0},
};

START_TEST(what_steers_becomes_visible)
{
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        _cleanup_str_ struct str to = STR_INIT;
        ck_assert_msg(text_safe(&to, cases[i].text, false) == cases[i].replaced, "case %zu", i);
        ck_assert_str_eq(str_text(&to), cases[i].safe);
    }
}
END_TEST

START_TEST(one_line_is_one_line)
{
    _cleanup_free_ char *line = text_safe_line("a\tb\nc\n");
    _cleanup_free_ char *empty = text_safe_line("");
    _cleanup_str_ struct str to = STR_INIT;

    ck_assert_str_eq(line, "a b c ");
    ck_assert_str_eq(empty, "");
    ck_assert_uint_eq(text_safe(&to, "\t\n", true), 0);
}
END_TEST

static bool may_stand(int32_t rune)
{
    if (rune < ' ')
        return rune == '\n' || rune == '\t';
    return rune != UTF8_BAD && (rune < 0x7F || rune > 0x9F) && rune != 0xAD && rune != 0x61C &&
           (rune < 0x200B || rune > 0x200F) && (rune < 0x2028 || rune > 0x202E) &&
           (rune < 0x2060 || rune > 0x206F) && rune != 0xFEFF && (rune < 0xE0000 || rune > 0xE007F);
}

static void assert_nothing_through(const char *text)
{
    _cleanup_str_ struct str to = STR_INIT;
    int32_t rune = ' ';

    text_safe(&to, text, false);
    for (const char *s = to.s; *s; s += utf8_next(s, &rune))
        if (!may_stand(rune))
            break;
    if (!may_stand(rune))
        ck_abort_msg("U+%04X came out", (unsigned)rune);
}

/* Each code point alone, and each pair of bytes: no result may hold what reliability.md, fact 8 names. */
START_TEST(nothing_gets_through_alone)
{
    for (int32_t rune = 1; rune <= 0x10FFFF; rune = next_assigned(rune)) {
        char text[UTF8_MAX + 1] = "";
        utf8_put(rune, text); /* surrogates too: as malformed as text can be */
        assert_nothing_through(text);
    }
    for (int a = 1; a < 256; a++)
        for (int b = 0; b < 256; b++)
            assert_nothing_through((char[]){(char)a, (char)b, '\0'});
}
END_TEST

START_TEST(safe_text_is_safe_already)
{
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        _cleanup_str_ struct str once = STR_INIT, twice = STR_INIT;
        text_safe(&once, cases[i].text, false);
        /* What a replaced neighbour left may fall too; then it is done. */
        text_safe(&twice, str_text(&once), false);
        _cleanup_str_ struct str thrice = STR_INIT;
        ck_assert_uint_eq(text_safe(&thrice, str_text(&twice), false), 0);
    }
}
END_TEST

RUN_TESTS("safe", what_steers_becomes_visible, one_line_is_one_line, nothing_gets_through_alone,
          safe_text_is_safe_already);
