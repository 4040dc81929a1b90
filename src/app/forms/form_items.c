#include "form_items.h"

#include "paletti/base/mem.h"

#include <string.h>

#define BLANKS " \t\r\n"

/* Behind the quoted text that begins at S. */
static const char *behind_quoted(const char *s)
{
    for (s++; *s; s++) {
        if (*s != '"')
            continue;
        if (s[1] != '"')
            return s + 1;
        s++;
    }
    return s;
}

/* Whether a quotation mark at S, in the text that begins at FROM, opens a quoted text. */
static bool opens(const char *from, const char *s)
{
    return *s == '"' && (s == from || strchr(" \t\n,;=(<", s[-1]));
}

static char *trimmed(const char *from, const char *to)
{
    while (from < to && strchr(BLANKS, *from))
        from++;
    while (to > from && strchr(BLANKS, to[-1]))
        to--;
    return mem_string_n(from, (size_t)(to - from));
}

bool item_next(const char **at, const char *separators, char **ret)
{
    const char *from = *at, *s = from;

    if (!from || !*from)
        return false;
    while (*s && !strchr(separators, *s))
        s = opens(from, s) ? behind_quoted(s) : s + 1;
    *ret = trimmed(from, s);
    *at = *s ? s + 1 : s;
    return true;
}

char *item_plain(const char *text)
{
    struct str plain = STR_INIT;

    if (*text != '"' || *behind_quoted(text))
        return mem_string(text);
    for (const char *s = text + 1; *s; s++) {
        if (*s == '"' && *++s != '"')
            break;
        str_add_char(&plain, *s);
    }
    return str_take(&plain);
}

bool item_word(const char **at, char **ret, bool *ret_quoted)
{
    const char *from = *at + strspn(*at, BLANKS), *to = from;

    if (!*from)
        return false;
    *ret_quoted = *from == '"';
    while (*to && (to == from || !strchr(BLANKS, *to)))
        to = opens(from, to) ? behind_quoted(to) : to + 1;
    _cleanup_free_ char *word = mem_string_n(from, (size_t)(to - from));
    *ret = item_plain(word);
    *at = to;
    return true;
}

static bool needs_quotes(const char *text, const char *special)
{
    size_t len = strlen(text);

    if (!len || strchr(BLANKS, text[0]) || strchr(BLANKS, text[len - 1]) || strchr(text, '"') || strpbrk(text, special))
        return true;
    for (const char *s = text; *s; s++)
        if ((unsigned char)*s < ' ')
            return true;
    return false;
}

void item_add(struct str *to, const char *text, const char *special, bool quoted)
{
    if (!quoted && !needs_quotes(text, special)) {
        str_add(to, text);
        return;
    }
    str_add_char(to, '"');
    for (const char *s = text; *s; s++) {
        if (*s == '"')
            str_add_char(to, '"');
        str_add_char(to, *s);
    }
    str_add_char(to, '"');
}
