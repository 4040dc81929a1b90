#include "formats/html_entity.h"

#include "ascii.h"
#include "formats/charset.h"

#include "paletti/base/attr.h"

#include <stdlib.h>
#include <string.h>

#define ENTITY_MAX  12
#define REPLACEMENT 0xFFFD

/* Sorted by name, capitals first: for bsearch. */
static const struct entity {
    const char *name;
    int rune; /* 0: dropped */
} entities[] = {
    {"AElig", 0xC6},   {"Aacute", 0xC1},  {"Acirc", 0xC2},    {"Agrave", 0xC0},   {"Aring", 0xC5},
    {"Atilde", 0xC3},  {"Auml", 0xC4},    {"Ccedil", 0xC7},   {"ETH", 0xD0},      {"Eacute", 0xC9},
    {"Ecirc", 0xCA},   {"Egrave", 0xC8},  {"Euml", 0xCB},     {"Iacute", 0xCD},   {"Icirc", 0xCE},
    {"Igrave", 0xCC},  {"Iuml", 0xCF},    {"Ntilde", 0xD1},   {"OElig", 0x152},   {"Oacute", 0xD3},
    {"Ocirc", 0xD4},   {"Ograve", 0xD2},  {"Oslash", 0xD8},   {"Otilde", 0xD5},   {"Ouml", 0xD6},
    {"THORN", 0xDE},   {"Uacute", 0xDA},  {"Ucirc", 0xDB},    {"Ugrave", 0xD9},   {"Uuml", 0xDC},
    {"Yacute", 0xDD},  {"aacute", 0xE1},  {"acirc", 0xE2},    {"acute", 0xB4},    {"aelig", 0xE6},
    {"agrave", 0xE0},  {"amp", '&'},      {"apos", '\''},     {"aring", 0xE5},    {"atilde", 0xE3},
    {"auml", 0xE4},    {"bdquo", 0x201E}, {"brvbar", 0xA6},   {"bull", 0x2022},   {"ccedil", 0xE7},
    {"cedil", 0xB8},   {"cent", 0xA2},    {"copy", 0xA9},     {"curren", 0xA4},   {"deg", 0xB0},
    {"divide", 0xF7},  {"eacute", 0xE9},  {"ecirc", 0xEA},    {"egrave", 0xE8},   {"emsp", ' '},
    {"ensp", ' '},     {"eth", 0xF0},     {"euml", 0xEB},     {"euro", 0x20AC},   {"frac12", 0xBD},
    {"frac14", 0xBC},  {"frac34", 0xBE},  {"gt", '>'},        {"hellip", 0x2026}, {"iacute", 0xED},
    {"icirc", 0xEE},   {"iexcl", 0xA1},   {"igrave", 0xEC},   {"iquest", 0xBF},   {"iuml", 0xEF},
    {"laquo", 0xAB},   {"larr", 0x2190},  {"ldquo", 0x201C},  {"lsaquo", 0x2039}, {"lsquo", 0x2018},
    {"lt", '<'},       {"macr", 0xAF},    {"mdash", 0x2014},  {"micro", 0xB5},    {"middot", 0xB7},
    {"minus", 0x2212}, {"nbsp", 0xA0},    {"ndash", 0x2013},  {"not", 0xAC},      {"ntilde", 0xF1},
    {"oacute", 0xF3},  {"ocirc", 0xF4},   {"oelig", 0x153},   {"ograve", 0xF2},   {"ordf", 0xAA},
    {"ordm", 0xBA},    {"oslash", 0xF8},  {"otilde", 0xF5},   {"ouml", 0xF6},     {"para", 0xB6},
    {"plusmn", 0xB1},  {"pound", 0xA3},   {"quot", '"'},      {"raquo", 0xBB},    {"rarr", 0x2192},
    {"rdquo", 0x201D}, {"reg", 0xAE},     {"rsaquo", 0x203A}, {"rsquo", 0x2019},  {"sbquo", 0x201A},
    {"sect", 0xA7},    {"shy", 0xAD},     {"sup1", 0xB9},     {"sup2", 0xB2},     {"sup3", 0xB3},
    {"szlig", 0xDF},   {"thinsp", ' '},   {"thorn", 0xFE},    {"times", 0xD7},    {"trade", 0x2122},
    {"uacute", 0xFA},  {"ucirc", 0xFB},   {"ugrave", 0xF9},   {"uml", 0xA8},      {"uuml", 0xFC},
    {"yacute", 0xFD},  {"yen", 0xA5},     {"yuml", 0xFF},     {"zwj", 0},         {"zwnj", 0},
};

static int compare(const void *name, const void *entity)
{
    return strcmp(name, ((const struct entity *)entity)->name);
}

static int named_rune(const char *name, size_t n)
{
    char word[ENTITY_MAX + 1];

    memcpy(word, name, n);
    word[n] = '\0';
    const struct entity *found = bsearch(word, entities, ARRAY_LEN(entities), sizeof *entities, compare);
    return found ? found->rune : -1;
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

    while (end < n && end < ENTITY_MAX &&
           (ascii_is_letter(s[end]) || ascii_is_digit(s[end]) || s[end] == '#'))
        end++;
    int rune = end > 1 && s[1] == '#' ? numbered_rune(s + 2, end - 2) : named_rune(s + 1, end - 1);
    if (rune < 0)
        return 0;
    *ret_rune = rune;
    return end < n && s[end] == ';' ? end + 1 : end;
}
