#include "paletti/base/err.h"

#include "utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* A cut must not halve a UTF-8 sequence: what prints it could not tell that from hostile bytes. */
static void trim_half_rune(char *text, size_t len)
{
    int32_t rune;

    for (size_t back = 1; back < UTF8_MAX && back <= len; back++) {
        if ((text[len - back] & 0xC0) == 0x80)
            continue;
        if (utf8_decode(text + len - back, back, &rune) != back || rune == UTF8_BAD)
            text[len - back] = '\0';
        return;
    }
}

_printf_(3, 0) static size_t format_bounded(char *text, size_t size, const char *fmt, va_list ap)
{
    int n = vsnprintf(text, size, fmt, ap);

    if (n < 0)
        text[0] = '\0';
    if (n >= (int)size)
        trim_half_rune(text, size - 1);
    return strlen(text);
}

/* TEXT may be cut; FROM is outside of ERR. */
_printf_(3, 4) static size_t append(struct err *err, size_t at, const char *fmt, ...)
{
    va_list ap;

    va_start(ap, fmt);
    size_t n = format_bounded(err->text + at, sizeof err->text - at, fmt, ap);
    va_end(ap);
    return at + n;
}

int err_set(struct err *err, const char *fmt, ...)
{
    struct err made; /* an argument may be the old sentence itself */
    va_list ap;

    if (!err)
        return -1;
    va_start(ap, fmt);
    format_bounded(made.text, sizeof made.text, fmt, ap);
    va_end(ap);
    *err = made;
    return -1;
}

int err_prefix(struct err *err, const char *fmt, ...)
{
    struct err made;
    va_list ap;

    if (!err)
        return -1;
    va_start(ap, fmt);
    size_t n = format_bounded(made.text, sizeof made.text, fmt, ap);
    va_end(ap);
    append(&made, n, ": %s", err->text);
    *err = made;
    return -1;
}

int err_errno(struct err *err, int errnum, const char *fmt, ...)
{
    struct err made;
    va_list ap;

    if (!err)
        return -1;
    va_start(ap, fmt);
    size_t n = format_bounded(made.text, sizeof made.text, fmt, ap);
    va_end(ap);
    append(&made, n, ": %s", strerror(errnum));
    *err = made;
    return -1;
}
