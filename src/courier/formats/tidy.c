#include "formats/tidy.h"

#include "ascii.h"

#include "paletti/base/mem.h"
#include "paletti/base/text.h"

#include <string.h>

#define EXCERPT_MAX 100
#define ADDRESS_MAX 254 /* RFC 5321, 4.5.3.1.3, without the angle brackets */

char *tidy_line(const char *s, size_t n, size_t max)
{
    char *line = mem_alloc(n + 1);
    size_t to = 0;

    for (size_t i = 0; i < n; i++) {
        unsigned char c = (unsigned char)s[i];
        bool blank = c <= ' ' || c == 0x7F;
        if (!blank)
            line[to++] = (char)c;
        else if (to > 0 && line[to - 1] != ' ')
            line[to++] = ' ';
    }
    to = to > max ? text_valid(line, max) : to;
    while (to > 0 && line[to - 1] == ' ')
        to--;
    line[to] = '\0';
    if (to > 0)
        return line;
    free(line);
    return NULL;
}

char *tidy_address(const char *s)
{
    char *address = tidy_line(s, strlen(s), ADDRESS_MAX + 1);
    const char *at = address ? strchr(address, '@') : NULL;

    if (!at || at == address || !at[1] || strchr(at + 1, '@') || strlen(address) > ADDRESS_MAX ||
        strpbrk(address, " <>(),;:\"\\")) {
        free(address);
        return NULL;
    }
    for (char *p = address; *p; p++)
        *p = ascii_lower(*p);
    return address;
}

char *tidy_excerpt(const char *s)
{
    char *line = tidy_line(s, strlen(s), EXCERPT_MAX);

    return line ? line : mem_string("");
}
