/* Letters of protocols: ASCII only, whatever the locale says. */
#pragma once

#include <stdbool.h>
#include <stddef.h>

static inline char ascii_lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static inline bool ascii_is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static inline bool ascii_is_letter(char c)
{
    c = ascii_lower(c);
    return c >= 'a' && c <= 'z';
}

static inline bool ascii_is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* The value of a hexadecimal digit, or -1. */
static inline int ascii_hex(char c)
{
    if (ascii_is_digit(c))
        return c - '0';
    c = ascii_lower(c);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Whether the N bytes at S begin with the lower-case WORD, in capitals or not. */
static inline bool ascii_starts(const char *s, size_t n, const char *word)
{
    for (; *word; s++, n--, word++)
        if (n == 0 || ascii_lower(*s) != *word)
            return false;
    return true;
}

/* Whether the N bytes at S are the lower-case WORD, in capitals or not. */
static inline bool ascii_is(const char *s, size_t n, const char *word)
{
    size_t i = 0;

    while (i < n && word[i] && ascii_lower(s[i]) == word[i])
        i++;
    return i == n && !word[i];
}
