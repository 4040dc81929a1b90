#include "paletti/base/text.h"

#include "paletti/base/mem.h"
#include "run.h"

#include <string.h>
#include <utf8proc.h>

static const struct {
    const char *bytes;
    size_t n;
    const char *repaired;
    size_t replaced;
} bytes[] = {
    {"", 0, "", 0},
    {"plain text of more than eight bytes", 35, "plain text of more than eight bytes", 0},
    {"a\0b", 3, "a", 0},
    {"niño €🙂", 13, "niño €🙂", 0},
    {"a\x80z", 3, "a\uFFFDz", 1},
    {"12345678\xFFz", 10, "12345678\uFFFDz", 1},
    {"\xC0\x80", 2, "\uFFFD\uFFFD", 2}, /* overlong */
    {"\xE0\x9F\xBF", 3, "\uFFFD\uFFFD\uFFFD", 3},
    {"\xF0\x8F\xBF\xBF", 4, "\uFFFD\uFFFD\uFFFD\uFFFD", 4},
    {"\xED\xA0\x80", 3, "\uFFFD\uFFFD\uFFFD", 3}, /* a surrogate */
    {"\xED\x9F\xBF\xEE\x80\x80", 6, "\xED\x9F\xBF\xEE\x80\x80", 0},
    {"\xF4\x8F\xBF\xBF", 4, "\xF4\x8F\xBF\xBF", 0},
    {"\xF4\x90\x80\x80", 4, "\uFFFD\uFFFD\uFFFD\uFFFD", 4}, /* above U+10FFFF */
    {"\xF5\x80", 2, "\uFFFD\uFFFD", 2},
    {"\xE2\x82", 2, "\uFFFD", 1}, /* cut at the end: one each */
    {"\xF0\x9F\x99", 3, "\uFFFD", 1},
    {"\xC3", 1, "\uFFFD", 1},
    {"\xE2\x82z", 3, "\uFFFDz", 1},
    {"\xF0\x9F\x99z", 4, "\uFFFDz", 1},
    {"\xE2\xC3\xB1", 3, "\uFFFDñ", 1},
    {"\xC3\xB1\xB1", 3, "ñ\uFFFD", 1},
    /* Unicode 15, table 3-8 */
    {"\xC0\xAF\xE0\x80\xBF\xF0\x81\x82\x41", 9, "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFDA", 8},
    {"\xF4\x91\x92\x93\xFF\x41\x80\xBF\x42", 9, "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFDA\uFFFD\uFFFDB", 7},
    {"\xE1\x80\xE2\xF0\x91\x92\xF1\xBF\x41", 9, "\uFFFD\uFFFD\uFFFD\uFFFDA", 4},
};

START_TEST(validity_and_repair)
{
    for (size_t i = 0; i < ARRAY_LEN(bytes); i++) {
        _cleanup_str_ struct str to = STR_INIT;
        size_t valid = text_valid(bytes[i].bytes, bytes[i].n);
        ck_assert_msg((valid == bytes[i].n) == (bytes[i].replaced == 0), "case %zu: %zu", i, valid);
        ck_assert_uint_eq(text_repair(&to, bytes[i].bytes, bytes[i].n), bytes[i].replaced);
        ck_assert_str_eq(str_text(&to), bytes[i].repaired);
        ck_assert_uint_eq(text_valid(str_text(&to), to.len), to.len);
    }
}
END_TEST

START_TEST(repair_keeps_zero_bytes)
{
    _cleanup_str_ struct str to = STR_INIT;

    ck_assert_uint_eq(text_repair(&to, "a\0\xFF\0", 4), 1);
    ck_assert_uint_eq(to.len, 6);
    ck_assert_mem_eq(to.s, "a\0\xEF\xBF\xBD\0", 7);
}
END_TEST

/* utf8proc's decoder is another one. */
START_TEST(every_short_sequence_agrees_with_utf8proc)
{
    static const unsigned char tails[] = {0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90,
                                          0x9F, 0xA0, 0xBF, 0xC0, 0xC3, 0xF0};

    for (int a = 0; a < 256; a++)
        for (int b = 0; b < 256; b++)
            for (size_t c = 0; c < ARRAY_LEN(tails); c++)
                for (size_t d = 0; d < ARRAY_LEN(tails); d++) {
                    char s[] = {(char)a, (char)b, (char)tails[c], (char)tails[d]};
                    utf8proc_int32_t rune;
                    utf8proc_ssize_t n = utf8proc_iterate((const utf8proc_uint8_t *)s, 4, &rune);
                    size_t ours = text_valid(s, n > 0 ? (size_t)n : 4);
                    if (n > 0 ? ours != (size_t)n : ours != 0)
                        ck_abort_msg("%02x %02x %02x %02x", a, b, tails[c], tails[d]);
                }
}
END_TEST

#define FAMILY "\U0001F469\u200D\U0001F469\u200D\U0001F467"
#define SPAIN  "\U0001F1EA\U0001F1F8"
#define ITALY  "\U0001F1EE\U0001F1F9"

static const struct {
    const char *cluster; /* one, as a whole */
    int width;
} clusters[] = {
    {"a", 1},
    {" ", 1},
    {"~", 1},
    {"ñ", 1},
    {"n\u0303", 1},
    {"€", 1},
    {"漢", 2},
    {"Ａ", 2}, /* full width */
    {"한", 2},
    {"\u1112\u1161\u11AB", 2}, /* the same in jamo */
    {"🙂", 2},
    {"👍🏽", 2},         /* skin tone */
    {"\u261D\U0001F3FD", 2}, /* on a narrow base */
    {FAMILY, 2},
    {"\u2764\uFE0F\u200D\U0001F525", 2},
    {"\U0001F3F3\uFE0F\u200D\U0001F308", 2},
    {SPAIN, 2},
    {"\U0001F1EA", 1}, /* half a flag */
    {"\u2764", 1},
    {"\u2764\uFE0F", 2},
    {"\u00A9\uFE0F", 2},
    {"1\uFE0F\u20E3", 2}, /* keycaps */
    {"#\uFE0F\u20E3", 2},
    {"*\uFE0F\u20E3", 2},
    {"1\u20E3", 1},
    {"a\uFE0F", 1},      /* no emoji form */
    {"\u0E01\u0E33", 2}, /* Thai am has a cell of its own */
    {"\u0915\u093F", 2}, /* so has a vowel sign i */
    {"\u0301", 0},       /* a mark without a base */
    {"\u200B", 0},
    {"\u4DC0", 2}, /* a hexagram */
    {"\uFFFD", 1},
    {"\r\n", 0},
    {"\x1B", 0},
    {"\xF0\x9F\x8F\xB4\xF3\xA0\x81\xA7\xF3\xA0\x81\xA2\xF3\xA0\x81\xBF", 2}, /* a flag of tags */
};

START_TEST(clusters_have_their_widths)
{
    for (size_t i = 0; i < ARRAY_LEN(clusters); i++) {
        int width = 42;
        size_t n = strlen(clusters[i].cluster);
        _cleanup_free_ char *between = str_format("%sx", clusters[i].cluster);
        ck_assert_msg(text_cluster(clusters[i].cluster, &width) == n, "case %zu", i);
        ck_assert_msg(width == clusters[i].width, "case %zu: %d cells", i, width);
        ck_assert_uint_eq(text_cluster(clusters[i].cluster, NULL), n);
        ck_assert_uint_eq(text_cluster(between, NULL), n);
        ck_assert_int_eq(text_width(between), clusters[i].width + 1);
    }
    ck_assert_uint_eq(text_cluster("", NULL), 0);
}
END_TEST

START_TEST(flags_pair_up)
{
    ck_assert_uint_eq(text_cluster(SPAIN ITALY, NULL), strlen(SPAIN));
    ck_assert_int_eq(text_width(SPAIN ITALY), 4);
    ck_assert_int_eq(text_width(SPAIN "\U0001F1EE"), 3);
}
END_TEST

START_TEST(two_hundred_marks_are_one_cluster)
{
    _cleanup_str_ struct str s = STR_INIT;
    int width;

    str_add(&s, "e");
    for (int i = 0; i < 200; i++)
        str_add(&s, "\u0301");
    ck_assert_uint_eq(text_cluster(s.s, &width), s.len);
    ck_assert_int_eq(width, 1);
    str_add(&s, "z");
    ck_assert_int_eq(text_width(s.s), 2);
    ck_assert_uint_eq(text_fit(s.s, 1), s.len - 1);
    ck_assert_uint_eq(text_fit(s.s, 0), 0);
}
END_TEST

START_TEST(malformed_bytes_take_a_cell_each)
{
    int width;

    ck_assert_uint_eq(text_cluster("\xFFz", &width), 1);
    ck_assert_int_eq(width, 1);
    ck_assert_uint_eq(text_cluster("\xE2\x82", &width), 2);
    ck_assert_int_eq(text_width("a\xFF\xFE"), 3);
}
END_TEST

static const struct {
    const char *s;
    int width;
    size_t fits;
    const char *padded;
} pads[] = {
    {"abc", 5, 3, "abc  "},
    {"abc", 3, 3, "abc"},
    {"abcd", 3, 3, "ab…"},
    {"abcd", 1, 1, "…"},
    {"abcd", 0, 0, ""},
    {"abcd", -1, 0, ""},
    {"", 3, 0, "   "},
    {"", 0, 0, ""},
    {"año", 3, 4, "año"},
    {"años", 3, 4, "añ…"},
    {"漢字", 4, 6, "漢字"},
    {"漢字", 3, 3, "漢…"},
    {"漢字", 2, 3, "… "}, /* the first does not fit beside the ellipsis */
    {"漢字", 1, 0, "…"},
    {"漢字漢", 4, 6, "漢… "},
    {"an\u0303o", 2, 4, "a…"},
    {"an\u0303", 2, 4, "an\u0303"},
    {FAMILY "x", 2, sizeof FAMILY - 1, "… "},
    {FAMILY, 2, sizeof FAMILY - 1, FAMILY},
    {FAMILY, 1, 0, "…"},
    {"ab\u200B", 2, 5, "ab\u200B"}, /* what takes no cell still fits */
};

START_TEST(fitting_and_padding)
{
    for (size_t i = 0; i < ARRAY_LEN(pads); i++) {
        _cleanup_str_ struct str to = STR_INIT;
        ck_assert_msg(text_fit(pads[i].s, pads[i].width) == pads[i].fits, "case %zu", i);
        text_pad(&to, pads[i].s, pads[i].width, "…");
        ck_assert_str_eq(str_text(&to), pads[i].padded);
        ck_assert_int_eq(text_width(str_text(&to)), pads[i].width > 0 ? pads[i].width : 0);
    }
}
END_TEST

START_TEST(padding_is_exact_at_every_width)
{
    static const char *const texts[] = {"Studio Ferri — preventivo", "漢字 kanji",
                                        FAMILY " " SPAIN " x",       "e\u0301e\u0301",
                                        "\u0915\u093F\u0915\u093F",  ""};

    for (size_t i = 0; i < ARRAY_LEN(texts); i++)
        for (int width = 1; width < 300; width++) {
            _cleanup_str_ struct str to = STR_INIT;
            text_pad(&to, texts[i], width, "~");
            ck_assert_int_eq(text_width(to.s), width);
        }
}
END_TEST

/* Clusters cover the string without a gap, and their widths add up, whatever the bytes. */
START_TEST(random_bytes_are_walked_to_the_end)
{
    static const char *const parts[] = {"a",          "ñ",  "\u0301", "🙂",     "\u200D",    "\uFE0F",
                                        "\U0001F1EA", "漢", "\xFF",   "\xE2\x82", "1",         "\u20E3",
                                        "\r",         "\n", "\u0600", "\u0E33",   "\U0001F3FD"};
    uint64_t random = 88172645463325252;

    for (int round = 0; round < 20000; round++) {
        _cleanup_str_ struct str s = STR_INIT;
        int sum = 0;
        for (int i = 0; i < 8; i++) {
            random ^= random << 13, random ^= random >> 7, random ^= random << 17;
            str_add(&s, parts[random % ARRAY_LEN(parts)]);
        }
        size_t at = 0;
        for (size_t n; s.s[at]; at += n) {
            int width;
            n = text_cluster(s.s + at, &width);
            ck_assert(n > 0 && width >= 0 && width <= 2);
            sum += width;
        }
        ck_assert_uint_eq(at, s.len);
        ck_assert_int_eq(text_width(s.s), sum);
    }
}
END_TEST

RUN_TESTS("text", validity_and_repair, repair_keeps_zero_bytes, every_short_sequence_agrees_with_utf8proc,
          clusters_have_their_widths, flags_pair_up, two_hundred_marks_are_one_cluster,
          malformed_bytes_take_a_cell_each, fitting_and_padding, padding_is_exact_at_every_width,
          random_bytes_are_walked_to_the_end);
