#include "formats/html_entity.h"

#include "ascii.h"
#include "formats/charset.h"

#include <string.h>

#define ENTITY_MAX  12
#define REPLACEMENT 0xFFFD

static const struct {
    const char *name;
    int rune;
} names[] = {
    {"amp", '&'},       {"lt", '<'},        {"gt", '>'},        {"quot", '"'},      {"apos", '\''},
    {"euro", 0x20AC},   {"hellip", 0x2026}, {"mdash", 0x2014},  {"ndash", 0x2013},  {"lsquo", 0x2018},
    {"rsquo", 0x2019},  {"sbquo", 0x201A},  {"ldquo", 0x201C},  {"rdquo", 0x201D},  {"bdquo", 0x201E},
    {"lsaquo", 0x2039}, {"rsaquo", 0x203A}, {"bull", 0x2022},   {"trade", 0x2122},  {"ensp", ' '},
    {"emsp", ' '},      {"thinsp", ' '},    {"zwnj", 0},        {"zwj", 0},         {"larr", 0x2190},
    {"rarr", 0x2192},   {"minus", 0x2212},  {"oelig", 0x153},   {"OElig", 0x152},
};

/* U+00A0 to U+00FF in their order. */
static const char latin[] =
    "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute "
    "micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig "
    "Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash "
    "Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute "
    "ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc "
    "uuml yacute thorn yuml ";

static int latin_rune(const char *name, size_t n)
{
    int rune = 0xA0;

    for (const char *p = latin; *p; rune++) {
        size_t length = strcspn(p, " ");
        if (length == n && memcmp(p, name, n) == 0)
            return rune;
        p += length + 1;
    }
    return -1;
}

static int named_rune(const char *name, size_t n)
{
    for (size_t i = 0; i < ARRAY_LEN(names); i++)
        if (strlen(names[i].name) == n && memcmp(names[i].name, name, n) == 0)
            return names[i].rune;
    return latin_rune(name, n);
}

static int numbered_rune(const char *digits, size_t n)
{
    bool hexadecimal = n && ascii_lower(*digits) == 'x';
    int base = hexadecimal ? 16 : 10, rune = 0;

    digits += hexadecimal;
    n -= hexadecimal;
    if (n == 0)
        return -1;
    for (size_t i = 0; i < n; i++) {
        int digit = ascii_hex(digits[i]);
        if (digit < 0 || digit >= base)
            return -1;
        rune = rune * base + digit;
        if (rune > 0x10FFFF)
            return REPLACEMENT;
    }
    if (rune < 0x100)
        rune = charset_cp1252((unsigned char)rune);
    return rune == 0 || (rune >= 0xD800 && rune < 0xE000) ? REPLACEMENT : rune;
}

size_t html_entity(const char *s, size_t n, int *ret_rune)
{
    size_t end = 1;

    while (end < n && end < ENTITY_MAX && (ascii_is_letter(s[end]) || ascii_is_digit(s[end]) || s[end] == '#'))
        end++;
    int rune = end > 1 && s[1] == '#' ? numbered_rune(s + 2, end - 2) : named_rune(s + 1, end - 1);
    if (rune < 0)
        return 0;
    *ret_rune = rune;
    return end < n && s[end] == ';' ? end + 1 : end;
}
