#include "paletti/base/text.h"

#include "utf8.h"

#include <stdbool.h>
#include <string.h>
#include <utf8proc.h>

#define VARIATION_EMOJI   0xFE0F /* variation selector 16 */
#define CLUSTER_WIDTH_MAX 2

static bool is_printable_ascii(char c)
{
    return c >= ' ' && c <= '~';
}

/* True for a printable ASCII character that nothing behind it can extend. */
static bool is_lone_ascii(const char *s)
{
    return is_printable_ascii(s[0]) && !(s[1] & 0x80);
}

static bool takes_emoji_form(int32_t rune)
{
    if (rune < 0x80)
        return (rune >= '0' && rune <= '9') || rune == '#' || rune == '*'; /* keycaps */
    return utf8proc_get_property(rune)->boundclass == UTF8PROC_BOUNDCLASS_EXTENDED_PICTOGRAPHIC;
}

/* Malformed bytes are drawn as U+FFFD each. */
static size_t next_rune(const char *s, int32_t *ret_rune)
{
    size_t n = utf8_next(s, ret_rune);

    if (*ret_rune == UTF8_BAD)
        *ret_rune = UTF8_REPLACEMENT;
    return n;
}

/* utf8proc's widths, but for what the C library, and so curses and most terminals, draws otherwise: a spacing
 * vowel sign or an Arabic number sign takes a cell, hexagrams and numbers in black circles take two. */
static int rune_width(int32_t rune)
{
    const utf8proc_property_t *p = utf8proc_get_property(rune);

    if ((rune >= 0x3248 && rune <= 0x324F) || (rune >= 0x4DC0 && rune <= 0x4DFF))
        return 2;
    if (p->category == UTF8PROC_CATEGORY_MC)
        return 1;
    if (p->category == UTF8PROC_CATEGORY_CF && p->boundclass == UTF8PROC_BOUNDCLASS_PREPEND)
        return 1;
    return utf8proc_charwidth(rune);
}

/* The widths of the parts add up, as in terminals that place code point by code point (Thai am, Indic vowel
 * signs, Hangul jamo), and never beyond two cells, as in those that draw the joined emoji. */
static size_t long_cluster(const char *s, int *ret_width)
{
    utf8proc_int32_t state = 0;
    int32_t first, last, rune = 0;
    size_t n = next_rune(s, &first);
    int width = rune_width(first);

    last = first;
    for (size_t step; (step = s[n] ? next_rune(s + n, &rune) : 0) > 0; n += step, last = rune) {
        if (utf8proc_grapheme_break_stateful(last, rune, &state))
            break;
        if (rune == VARIATION_EMOJI && takes_emoji_form(last))
            width = CLUSTER_WIDTH_MAX;
        if (width < CLUSTER_WIDTH_MAX)
            width += rune_width(rune);
    }
    *ret_width = width < CLUSTER_WIDTH_MAX ? width : CLUSTER_WIDTH_MAX;
    return n;
}

size_t text_cluster(const char *s, int *ret_width)
{
    int width = 0;
    size_t n;

    if (!*s)
        n = 0;
    else if (is_lone_ascii(s))
        n = 1, width = 1;
    else
        n = long_cluster(s, &width);
    if (ret_width)
        *ret_width = width;
    return n;
}

/* Bytes of the longest beginning of S within WIDTH cells, and the cells it takes. */
static size_t fit(const char *s, int width, int *ret_used)
{
    size_t n = 0;
    int used = 0;

    for (size_t step; s[n]; n += step) {
        int cells;
        if (is_lone_ascii(s + n))
            step = 1, cells = 1;
        else
            step = long_cluster(s + n, &cells);
        if (cells > width - used)
            break;
        used += cells;
    }
    *ret_used = used;
    return n;
}

int text_width(const char *s)
{
    int used;

    fit(s, INT32_MAX, &used);
    return used;
}

size_t text_fit(const char *s, int width)
{
    int used;

    return fit(s, width, &used);
}

static void add_spaces(struct str *to, int n)
{
    static const char blank[] = "                                                                ";

    for (; n > 0; n -= (int)sizeof blank - 1)
        str_add_n(to, blank, n < (int)sizeof blank - 1 ? (size_t)n : sizeof blank - 1);
}

void text_pad(struct str *to, const char *s, int width, const char *ellipsis)
{
    int used;

    if (width <= 0)
        return;
    size_t n = fit(s, width, &used);
    if (!s[n]) {
        str_add_n(to, s, n);
        add_spaces(to, width - used);
        return;
    }
    n = fit(s, width - 1, &used);
    str_add_n(to, s, n);
    str_add(to, ellipsis);
    add_spaces(to, width - 1 - used);
}
