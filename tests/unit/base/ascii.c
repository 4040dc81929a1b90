#include "paletti/base/mem.h"
#include "paletti/base/text.h"
#include "run.h"

static const struct {
    const char *text, *ascii;
} cases[] = {
    {"", ""},
    {"Plain ~ text!", "Plain ~ text!"},
    {"Ñandú, señal, perché", "Nandu, senal, perche"},
    {"n\u0303", "n"},
    {"¿Cuánto? ¡€5!", "?Cuanto? !EUR5!"},
    {"Straße Øre Łódź Æ", "Strasse Ore Lodz AE"},
    {"“a” – ‘b’…", "\"a\" - 'b'..."},
    {"1½ h", "1 1/2 h"},
    {"5\u202F000 m²", "5 000 m2"},
    {"漢字 Ω", "???? ?"}, /* a mark for each cell */
    {"👍🏽", "??"},
    {"a\tb\nc", "a b c"},
    {"\x1B[31m\x7F", "?[31m?"},
    {"\302\2331m\233", "?1m?"},
    {"\u202Eabc\u200B", "?abc?"},
};

START_TEST(spelling)
{
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        _cleanup_str_ struct str to = STR_INIT;
        text_ascii(&to, cases[i].text);
        ck_assert_str_eq(str_text(&to), cases[i].ascii);
    }
}
END_TEST

/* Whatever comes in, only what any terminal prints comes out. */
START_TEST(nothing_but_printable_ascii)
{
    for (int a = 1; a < 256; a++)
        for (int b = 0; b < 256; b++)
            for (int c = 0x80; c < 0x100; c += 9) {
                char text[] = {(char)a, (char)b, (char)c, '\0'};
                _cleanup_str_ struct str to = STR_INIT;
                text_ascii(&to, text);
                for (const char *s = to.s; *s; s++)
                    if (*s < ' ' || *s > '~')
                        ck_abort_msg("%02x %02x %02x", a, b, c);
            }
}
END_TEST

RUN_TESTS("ascii", spelling, nothing_but_printable_ascii);
