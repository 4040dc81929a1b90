#include "paletti/base/str.h"

#include "paletti/base/mem.h"
#include "utf8.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { PRINTF_GUESS = 32 }; /* bytes that are mostly enough, so that printing once will do */

/* Room for N more bytes and the NUL. */
static void reserve(struct str *str, size_t n)
{
    size_t need;

    if (__builtin_add_overflow(str->len, n, &need) || need >= SIZE_MAX / 2)
        abort();
    if (need < str->cap)
        return;
    size_t cap = str->cap ? str->cap : 32;
    while (cap <= need)
        cap *= 2;
    str->s = mem_resize(str->s, cap, 1);
    str->cap = cap;
}

void str_done(struct str *str)
{
    free(str->s);
    *str = (struct str)STR_INIT;
}

void str_clear(struct str *str)
{
    str->len = 0;
    if (str->s)
        str->s[0] = '\0';
}

const char *str_text(const struct str *str)
{
    return str->s ? str->s : "";
}

char *str_take(struct str *str)
{
    char *s = str->s ? str->s : mem_string("");

    *str = (struct str)STR_INIT;
    return s;
}

void str_add(struct str *str, const char *s)
{
    str_add_n(str, s, strlen(s));
}

void str_add_n(struct str *str, const void *s, size_t n)
{
    reserve(str, n);
    if (n)
        memcpy(str->s + str->len, s, n);
    str->len += n;
    str->s[str->len] = '\0';
}

void str_add_char(struct str *str, char c)
{
    reserve(str, 1);
    str->s[str->len++] = c;
    str->s[str->len] = '\0';
}

void str_add_rune(struct str *str, int rune)
{
    char bytes[UTF8_MAX];
    bool scalar = rune >= 0 && rune <= 0x10FFFF && (rune < 0xD800 || rune > 0xDFFF);

    str_add_n(str, bytes, utf8_put(scalar ? rune : UTF8_REPLACEMENT, bytes));
}

void str_add_int(struct str *str, long long n, int digits)
{
    char text[24];
    size_t at = sizeof text;
    unsigned long long rest = n < 0 ? -(unsigned long long)n : (unsigned long long)n;

    do {
        text[--at] = (char)('0' + rest % 10);
        rest /= 10;
        digits--;
    } while (rest > 0 || (digits > 0 && at > 1));
    if (n < 0)
        text[--at] = '-';
    str_add_n(str, text + at, sizeof text - at);
}

/* Words and whole numbers, as nearly all that is printed. */
static bool is_plain(const char *fmt)
{
    while ((fmt = strchr(fmt, '%')) != NULL) {
        size_t n = fmt[1] == 's' || fmt[1] == 'd' || fmt[1] == '%' ? 2 : str_starts(fmt, "%lld") ? 4 : 0;
        if (n == 0)
            return false;
        fmt += n;
    }
    return true;
}

static void add_word(struct str *str, const char *word)
{
    str_add(str, word ? word : "(null)");
}

/* A tenth of vsnprintf's work, which most of a frame's drawing would be otherwise. */
static void add_plain(struct str *str, const char *fmt, va_list ap)
{
    for (const char *next; (next = strchr(fmt, '%')) != NULL; fmt = next + (next[1] == 'l' ? 4 : 2)) {
        str_add_n(str, fmt, (size_t)(next - fmt));
        if (next[1] == 's')
            add_word(str, va_arg(ap, const char *));
        else if (next[1] == 'd')
            str_add_int(str, va_arg(ap, int), 1);
        else if (next[1] == 'l')
            str_add_int(str, va_arg(ap, long long), 1);
        else
            str_add_char(str, '%');
    }
    str_add(str, fmt);
}

void str_vprintf(struct str *str, const char *fmt, va_list ap)
{
    va_list again;

    if (is_plain(fmt)) {
        add_plain(str, fmt, ap);
        return;
    }

    va_copy(again, ap);
    reserve(str, PRINTF_GUESS);
    int n = vsnprintf(str->s + str->len, str->cap - str->len, fmt, ap);
    if (n < 0)
        abort(); /* a wrong format or more than INT_MAX bytes: our mistake, never the user's */
    if ((size_t)n >= str->cap - str->len) {
        reserve(str, (size_t)n);
        vsnprintf(str->s + str->len, (size_t)n + 1, fmt, again);
    }
    va_end(again);
    str->len += (size_t)n;
}

void str_add_stop(struct str *str)
{
    const char *text = str_text(str);
    size_t mark = strlen("…");

    if (str->len > 0 && strchr(".!?", text[str->len - 1]))
        return;
    if (str->len < mark || strcmp(text + str->len - mark, "…") != 0)
        str_add_char(str, '.');
}

void str_printf(struct str *str, const char *fmt, ...)
{
    va_list ap;

    va_start(ap, fmt);
    str_vprintf(str, fmt, ap);
    va_end(ap);
}

char *str_format(const char *fmt, ...)
{
    struct str str = STR_INIT;
    va_list ap;

    va_start(ap, fmt);
    str_vprintf(&str, fmt, ap);
    va_end(ap);
    return str_take(&str);
}

bool str_equal(const char *a, const char *b)
{
    return a && b ? strcmp(a, b) == 0 : a == b;
}

bool str_starts(const char *s, const char *beginning)
{
    return strncmp(s, beginning, strlen(beginning)) == 0;
}
