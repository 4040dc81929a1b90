#include "utf8.h"

#include "paletti/base/text.h"

#include <string.h>

/* Well-formed sequences by lead byte: Unicode 15, table 3-7. The bounds are those of the second byte; all
 * later ones are 80 to BF. */
static const struct lead {
    uint8_t first, last, length, low, high;
} leads[] = {
    {0xC2, 0xDF, 2, 0x80, 0xBF}, {0xE0, 0xE0, 3, 0xA0, 0xBF}, {0xE1, 0xEC, 3, 0x80, 0xBF},
    {0xED, 0xED, 3, 0x80, 0x9F}, {0xEE, 0xEF, 3, 0x80, 0xBF}, {0xF0, 0xF0, 4, 0x90, 0xBF},
    {0xF1, 0xF3, 4, 0x80, 0xBF}, {0xF4, 0xF4, 4, 0x80, 0x8F},
};

static const struct lead *lead_of(uint8_t byte)
{
    for (size_t i = 0; i < ARRAY_LEN(leads); i++)
        if (byte >= leads[i].first && byte <= leads[i].last)
            return &leads[i];
    return NULL;
}

size_t utf8_decode(const char *s, size_t n, int32_t *ret_rune)
{
    const uint8_t *b = (const uint8_t *)s;

    if (b[0] < 0x80) {
        *ret_rune = b[0];
        return 1;
    }
    *ret_rune = UTF8_BAD;
    const struct lead *lead = lead_of(b[0]);
    if (!lead || n < 2 || b[1] < lead->low || b[1] > lead->high)
        return 1;
    int32_t rune = (b[0] & (0x7F >> lead->length)) << 6 | (b[1] & 0x3F);
    for (size_t i = 2; i < lead->length; i++) {
        if (i >= n || (b[i] & 0xC0) != 0x80)
            return i;
        rune = rune << 6 | (b[i] & 0x3F);
    }
    *ret_rune = rune;
    return lead->length;
}

size_t utf8_next(const char *s, int32_t *ret_rune)
{
    if (!*s)
        return 0;
    /* No sequence is longer than UTF8_MAX, and the NUL behind a shorter string ends it as malformed. */
    return utf8_decode(s, UTF8_MAX, ret_rune);
}

size_t utf8_put(int32_t rune, char ret[UTF8_MAX])
{
    if (rune < 0x80) {
        ret[0] = (char)rune;
        return 1;
    }
    size_t n = rune < 0x800 ? 2 : rune < 0x10000 ? 3 : 4;
    for (size_t i = n - 1; i > 0; i--, rune >>= 6)
        ret[i] = (char)(0x80 | (rune & 0x3F));
    ret[0] = (char)(0xF00 >> n | rune);
    return n;
}

size_t utf8_ascii_run(const char *s, size_t n)
{
    size_t i = 0;

    /* In words of eight bytes. */
    for (uint64_t word; i + sizeof word <= n; i += sizeof word) {
        memcpy(&word, s + i, sizeof word);
        if (word & UINT64_C(0x8080808080808080))
            break;
    }
    while (i < n && !(s[i] & 0x80))
        i++;
    return i;
}

size_t text_valid(const char *s, size_t n)
{
    int32_t rune;
    size_t i = 0;

    while ((i += utf8_ascii_run(s + i, n - i)) < n) {
        size_t step = utf8_decode(s + i, n - i, &rune);
        if (rune == UTF8_BAD)
            return i;
        i += step;
    }
    return n;
}

size_t text_repair(struct str *to, const char *s, size_t n)
{
    size_t replaced = 0;
    int32_t rune;

    while (n > 0) {
        size_t good = text_valid(s, n);
        str_add_n(to, s, good);
        s += good, n -= good;
        if (n == 0)
            break;
        size_t bad = utf8_decode(s, n, &rune);
        str_add_rune(to, UTF8_REPLACEMENT);
        s += bad, n -= bad;
        replaced++;
    }
    return replaced;
}
