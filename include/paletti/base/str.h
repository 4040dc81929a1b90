/* A growing string. */
#pragma once

#include "paletti/base/attr.h"

#include <stdarg.h>
#include <stdbool.h>

struct str {
    char *s; /* NUL-terminated, or NULL while nothing was ever put in */
    size_t len, cap;
};
#define STR_INIT {0}
#define _cleanup_str_ _cleanup_(str_done)

/* Releases the memory; the struct is empty and usable again. */
void str_done(struct str *str);
/* Empties, keeps the memory. */
void str_clear(struct str *str);
/* The text, never NULL. Borrowed, until the next change. */
const char *str_text(const struct str *str);
/* Hands the text to the caller (free), never NULL; the struct is empty again. */
char *str_take(struct str *str);

void str_add(struct str *str, const char *s);
void str_add_n(struct str *str, const void *s, size_t n);
void str_add_char(struct str *str, char c);
/* One code point as UTF-8. */
void str_add_rune(struct str *str, int rune);
/* N in decimal with at least DIGITS digits, zeros before it: what a screen is full of, without the cost of printf. */
void str_add_int(struct str *str, long long n, int digits);
/* The full stop of a sentence, unless the text ends with the sign of one: "Tormenta S.L." has it. */
void str_add_stop(struct str *str);
void str_printf(struct str *str, const char *fmt, ...) _printf_(2, 3);
void str_vprintf(struct str *str, const char *fmt, va_list ap) _printf_(2, 0);
/* As printf into a new string; the caller owns it. */
char *str_format(const char *fmt, ...) _printf_(1, 2);

bool str_equal(const char *a, const char *b);          /* NULL equals NULL only */
bool str_starts(const char *s, const char *beginning); /* neither may be NULL */
