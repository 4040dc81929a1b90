#include "paletti/base/text.h"

#include "utf8.h"

#include <utf8proc.h>

#define ZWNJ          0x200C
#define ZWJ           0x200D

#define SYMBOL_OF_C0  0x2400 /* "control pictures" */
#define SYMBOL_OF_DEL 0x2421

/* What a terminal does not draw, and what turns the text around it: bidirectional controls, tags, invisible
 * operators, separators. Format characters that are drawn (Arabic number signs) are not here. Sorted. */
static const struct range {
    int32_t first, last;
} hidden[] = {
    {0x0080, 0x009F},   /* C1 */
    {0x00AD, 0x00AD},   /* soft hyphen */
    {0x034F, 0x034F},   /* combining grapheme joiner */
    {0x061C, 0x061C},   /* Arabic letter mark */
    {0x180B, 0x180F},   /* Mongolian selectors and separator */
    {0x200B, 0x200F},   /* zero width space, joiners (but see joins), marks of direction */
    {0x2028, 0x202E},   /* separators, embeddings, overrides */
    {0x2060, 0x206F},   /* word joiner, invisible operators, isolates */
    {0xFEFF, 0xFEFF},   /* byte order mark */
    {0xFFF0, 0xFFFB},   /* annotations */
    {0x13430, 0x1343F}, /* Egyptian format controls */
    {0x1BCA0, 0x1BCA3}, /* shorthand format controls */
    {0x1D173, 0x1D17A}, /* musical format controls */
    {0xE0000, 0xE00FF}, /* tags */
    {0xE01F0, 0xE0FFF}, /* ignorable, not assigned */
};

static bool is_hidden(int32_t rune)
{
    for (size_t i = 0; i < ARRAY_LEN(hidden) && rune >= hidden[i].first; i++)
        if (rune <= hidden[i].last)
            return true;
    return (rune & 0xFFFE) == 0xFFFE || (rune >= 0xFDD0 && rune <= 0xFDEF); /* no characters */
}

static bool is_selector(int32_t rune)
{
    return (rune >= 0xFE00 && rune <= 0xFE0F) || (rune >= 0xE0100 && rune <= 0xE01EF);
}

/* Letters, their marks, emoji: what a joiner may stand between. */
static bool is_joinable(int32_t rune)
{
    const utf8proc_property_t *p = utf8proc_get_property(rune);

    return (p->category >= UTF8PROC_CATEGORY_LU && p->category <= UTF8PROC_CATEGORY_ME) ||
           p->category == UTF8PROC_CATEGORY_SK || p->boundclass == UTF8PROC_BOUNDCLASS_EXTENDED_PICTOGRAPHIC;
}

/* What stands for RUNE, which comes after LAST (0: at the beginning) and before NEXT (0: at the end). */
static int32_t safe_rune(int32_t last, int32_t rune, int32_t next)
{
    if (rune == UTF8_BAD)
        return UTF8_REPLACEMENT;
    if (rune < ' ')
        return SYMBOL_OF_C0 + rune;
    if (rune == 0x7F)
        return SYMBOL_OF_DEL;
    if ((rune == ZWJ || rune == ZWNJ) && is_joinable(last) && is_joinable(next))
        return rune;
    /* One selector behind a drawn character picks its form; more of them carry hidden bytes. */
    if (is_selector(rune))
        return last > ' ' && last != UTF8_REPLACEMENT && !is_selector(last) ? rune : UTF8_REPLACEMENT;
    return is_hidden(rune) ? UTF8_REPLACEMENT : rune;
}

static bool is_plain(char c)
{
    return c >= ' ' && c <= '~';
}

size_t text_safe(struct str *to, const char *s, bool one_line)
{
    size_t replaced = 0, n;
    int32_t last = 0, rune = 0, next;

    while (*s) {
        for (n = 0; is_plain(s[n]); n++)
            ;
        if (n > 0) {
            str_add_n(to, s, n);
            s += n;
            last = s[-1];
            continue;
        }
        s += utf8_next(s, &rune);
        if (rune == '\n' || rune == '\t') {
            str_add_char(to, one_line ? ' ' : (char)rune);
            last = rune;
            continue;
        }
        if (utf8_next(s, &next) == 0 || next == UTF8_BAD)
            next = 0;
        int32_t safe = safe_rune(last, rune, next);
        str_add_rune(to, safe);
        replaced += safe != rune;
        last = safe;
    }
    return replaced;
}

char *text_safe_line(const char *s)
{
    struct str safe = STR_INIT;

    text_safe(&safe, s, true);
    return str_take(&safe);
}
