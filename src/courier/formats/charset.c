#include "formats/charset.h"

#include "ascii.h"

#include "paletti/base/text.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>

#define REPLACEMENT 0xFFFD
#define CHARSET_MAX 64

/* What stands in messages under a name that iconv does not know or takes narrower than the people who wrote
 * it. */
static const struct {
    const char *name, *iconv;
} aliases[] = {
    {"iso-8859-1", "CP1252"},
    {"iso8859-1", "CP1252"},
    {"latin1", "CP1252"},
    {"iso_8859-1", "CP1252"},
    {"windows-1252", "CP1252"},
    {"cp-1252", "CP1252"},
    {"x-cp1252", "CP1252"},
    {"ansi", "CP1252"},
    {"ks_c_5601-1987", "CP949"},
    {"euc-kr", "CP949"},
    {"gb2312", "GB18030"},
    {"gbk", "GB18030"},
    {"x-gbk", "GB18030"},
    {"shift_jis", "CP932"},
    {"x-sjis", "CP932"},
    {"x-mac-roman", "MACINTOSH"},
    {"iso-8859-8-i", "ISO-8859-8"},
    {"unicode-1-1-utf-7", "UTF-7"},
};

/* windows-1252 between 0x80 and 0x9F; its five holes are what browsers make of them. */
static const unsigned short cp1252[32] = {
    0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178,
};

int charset_cp1252(unsigned char byte)
{
    return byte >= 0x80 && byte < 0xA0 ? cp1252[byte - 0x80] : byte;
}

static size_t decode_cp1252(struct str *to, const char *s, size_t n)
{
    size_t replaced = 0;

    for (size_t i = 0; i < n; i++) {
        unsigned char c = (unsigned char)s[i];
        replaced += c == 0;
        if (c == 0)
            str_add_rune(to, REPLACEMENT);
        else if (c < 0x80)
            str_add_char(to, (char)c);
        else
            str_add_rune(to, charset_cp1252(c));
    }
    return replaced;
}

static size_t decode_utf8(struct str *to, const char *s, size_t n)
{
    size_t replaced = 0;

    for (const char *nul; (nul = memchr(s, '\0', n)); replaced++) {
        size_t before = (size_t)(nul - s);
        replaced += text_repair(to, s, before);
        str_add_rune(to, REPLACEMENT);
        s += before + 1;
        n -= before + 1;
    }
    return replaced + text_repair(to, s, n);
}

static size_t decode_unknown(struct str *to, const char *s, size_t n)
{
    return text_valid(s, n) == n ? decode_utf8(to, s, n) : decode_cp1252(to, s, n);
}

/* One block after the other, so that an input of any size needs no second buffer of its size. The last call,
 * without input, gets what some charsets hold back. */
static size_t decode_iconv(struct str *to, iconv_t cd, const char *s, size_t n)
{
    char block[8192];
    char *in = (char *)s;
    size_t replaced = 0;

    for (bool last = false; !last;) {
        char *out = block;
        size_t room = sizeof block;
        last = n == 0;
        size_t result = iconv(cd, last ? NULL : &in, last ? NULL : &n, &out, &room);
        bool bad = result == (size_t)-1 && errno != E2BIG;
        replaced += decode_utf8(to, block, sizeof block - room);
        if (bad && !last) {
            str_add_rune(to, REPLACEMENT);
            replaced++;
            in++;
            n--;
        }
    }
    return replaced;
}

static const char *iconv_name(const char *charset, size_t n)
{
    for (size_t i = 0; i < ARRAY_LEN(aliases); i++)
        if (ascii_is(charset, n, aliases[i].name))
            return aliases[i].iconv;
    return NULL;
}

/* Only letters of names: iconv reads "//TRANSLIT" and paths of its own. */
static bool is_name(const char *charset, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (!ascii_is_letter(charset[i]) && !ascii_is_digit(charset[i]) && !strchr("-_.:+", charset[i]))
            return false;
    return n > 0 && n < CHARSET_MAX;
}

size_t charset_decode(struct str *to, const char *charset, const char *s, size_t n)
{
    size_t length = charset ? strlen(charset) : 0;

    if (!is_name(charset, length) || ascii_is(charset, length, "us-ascii") ||
        ascii_is(charset, length, "ascii"))
        return decode_unknown(to, s, n);
    if (ascii_is(charset, length, "utf-8") || ascii_is(charset, length, "utf8"))
        return decode_utf8(to, s, n);
    const char *known = iconv_name(charset, length);
    if (str_equal(known, "CP1252"))
        return decode_cp1252(to, s, n);

    iconv_t cd = iconv_open("UTF-8", known ? known : charset);
    if (cd == (iconv_t)-1)
        return decode_unknown(to, s, n);
    size_t replaced = decode_iconv(to, cd, s, n);
    iconv_close(cd);
    return replaced;
}

size_t charset_decode_file(struct str *to, const char *s, size_t n)
{
    if (n >= 3 && memcmp(s, "\xEF\xBB\xBF", 3) == 0)
        return decode_utf8(to, s + 3, n - 3);
    if (n >= 2 && memcmp(s, "\xFF\xFE", 2) == 0)
        return charset_decode(to, "UTF-16LE", s + 2, n - 2);
    if (n >= 2 && memcmp(s, "\xFE\xFF", 2) == 0)
        return charset_decode(to, "UTF-16BE", s + 2, n - 2);
    return decode_unknown(to, s, n);
}
