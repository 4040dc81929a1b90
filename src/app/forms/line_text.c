#include "line_text.h"

#include <stdbool.h>
#include <string.h>

#define BLANKS " \t\n"

static bool is_blank(char c)
{
    return c && strchr(BLANKS, c);
}

const char *line_skip(const char *text)
{
    return text + strspn(text, BLANKS);
}

void line_take_off(char *text, size_t from, size_t to)
{
    while (is_blank(text[to]))
        to++;
    while (from > 0 && is_blank(text[from - 1]))
        from--;
    memmove(text + from, text + to, strlen(text + to) + 1);
}

void line_trim(char *text)
{
    size_t len = strlen(text);

    while (len > 0 && is_blank(text[len - 1]))
        text[--len] = '\0';
}
