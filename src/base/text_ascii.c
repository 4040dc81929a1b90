#include "paletti/base/text.h"

#include "utf8.h"

#include <utf8proc.h>

/* What has no decomposition into ASCII but a usual way to be written in it. Sorted by rune. */
static const struct spelling {
    int32_t rune;
    const char *ascii;
} spellings[] = {
    {0x00A0, " "},  {0x00A1, "!"},    {0x00AA, "a"},    {0x00AB, "\""},   {0x00B7, "."}, {0x00BA, "o"},
    {0x00BB, "\""}, {0x00BC, " 1/4"}, {0x00BD, " 1/2"}, {0x00BE, " 3/4"}, {0x00BF, "?"}, {0x00C6, "AE"},
    {0x00D7, "x"},  {0x00D8, "O"},    {0x00DF, "ss"},   {0x00E6, "ae"},   {0x00F8, "o"}, {0x0131, "i"},
    {0x0141, "L"},  {0x0142, "l"},    {0x0152, "OE"},   {0x0153, "oe"},   {0x2010, "-"}, {0x2011, "-"},
    {0x2012, "-"},  {0x2013, "-"},    {0x2014, "-"},    {0x2018, "'"},    {0x2019, "'"}, {0x201C, "\""},
    {0x201D, "\""}, {0x2022, "*"},    {0x2026, "..."},  {0x202F, " "},    {0x2044, "/"}, {0x20AC, "EUR"}, {0x2192, "->"},
    {0x2212, "-"},
};

static const char *spelling_find(int32_t rune)
{
    for (size_t i = 0; i < ARRAY_LEN(spellings) && spellings[i].rune <= rune; i++)
        if (spellings[i].rune == rune)
            return spellings[i].ascii;
    return NULL;
}

/* Appends the ASCII letters that the decomposition of RUNE holds; false when it holds none. */
static bool add_decomposed(struct str *to, int32_t rune)
{
    utf8proc_int32_t parts[32];
    int boundary = 0;
    utf8proc_ssize_t n = utf8proc_decompose_char(rune, parts, ARRAY_LEN(parts),
                                                 UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT, &boundary);
    bool found = false;

    for (utf8proc_ssize_t i = 0; i < n && i < (utf8proc_ssize_t)ARRAY_LEN(parts); i++) {
        const char *spelling = spelling_find(parts[i]); /* the stroke in a half */
        if (parts[i] >= ' ' && parts[i] <= '~')
            str_add_char(to, (char)parts[i]);
        else if (spelling)
            str_add(to, spelling);
        else
            continue;
        found = true;
    }
    return found;
}

static void add_cluster(struct str *to, const char *s, int width)
{
    int32_t rune = 0;

    if (utf8_next(s, &rune) == 0)
        return;
    const char *spelling = spelling_find(rune);
    if (rune == '\n' || rune == '\t')
        str_add_char(to, ' ');
    else if (rune >= ' ' && rune <= '~')
        str_add_char(to, (char)rune);
    else if (spelling)
        str_add(to, spelling);
    else if (rune == UTF8_BAD || !add_decomposed(to, rune))
        str_add_n(to, "??", width == 2 ? 2 : 1);
}

void text_ascii(struct str *to, const char *s)
{
    int width;

    for (size_t n; (n = text_cluster(s, &width)) > 0; s += n)
        add_cluster(to, s, width);
}
