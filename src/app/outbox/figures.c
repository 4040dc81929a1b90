#include "figures.h"

#include "paletti/base/mem.h"
#include "paletti/base/str.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

/* How sums are written in letters: letters.md, the table of locales. */
static const char *const signs[] = {"€", "£", "US$", "$", "EUR", "USD", "GBP", "MXN", "ARS", "UYU"};
static const char *const months[] = {
    "january", "february",  "march",     "april",    "may",      "june",     "july",
    "august",  "september", "october",   "november", "december", "enero",    "febrero",
    "marzo",   "abril",     "mayo",      "junio",    "julio",    "agosto",   "septiembre",
    "octubre", "noviembre", "diciembre", "gennaio",  "febbraio", "aprile",   "maggio",
    "giugno",  "luglio",    "settembre", "ottobre",  "novembre", "dicembre",
};
/* Between the number and its sign, or the parts of a date. */
static const char *const gaps[] = {"\u00a0", "\u202f", " ", "º", ",", "."};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static void add(struct texts *to, const char *from, const char *end)
{
    _cleanup_free_ char *text = mem_string_n(from, (size_t)(end - from));

    if (!texts_have(to, text))
        texts_add(to, text);
}

/* Behind a number with its groups and decimals: "1.234,50". */
static const char *skip_number(const char *s)
{
    while (is_digit(*s) || ((*s == '.' || *s == ',') && is_digit(s[1])))
        s++;
    return s;
}

static const char *skip_gap(const char *s)
{
    for (size_t i = 0; i < ARRAY_LEN(gaps); i++)
        if (str_starts(s, gaps[i]))
            return s + strlen(gaps[i]);
    return s;
}

static const char *skip_sign(const char *s)
{
    for (size_t i = 0; i < ARRAY_LEN(signs); i++)
        if (str_starts(s, signs[i]))
            return s + strlen(signs[i]);
    return s;
}

/* The end of a sum that begins at S: "€1,234.50", "$ 1.234,50", "300,00 €"; NULL: none does. */
static const char *sum_at(const char *s)
{
    const char *sign = skip_sign(s);

    if (sign > s) {
        const char *number = skip_gap(sign), *end = skip_number(number);
        return end > number ? end : NULL;
    }
    const char *end = skip_number(s), *behind = skip_gap(end);
    if (end == s)
        return NULL;
    sign = skip_sign(behind);
    return sign > behind ? sign : NULL;
}

void figures_sums(const char *text, struct texts *ret)
{
    bool within = false; /* a word or a number goes on */

    for (const char *s = text; *s;) {
        const char *end = within ? NULL : sum_at(s);
        if (end)
            add(ret, s, end);
        within = !end && (isalnum((unsigned char)*s) || *s == '.' || *s == ',');
        s = end ? end : s + 1;
    }
}

static const char *skip_month(const char *s)
{
    for (size_t i = 0; i < ARRAY_LEN(months); i++) {
        size_t n = strlen(months[i]);
        if (strncasecmp(s, months[i], n) == 0 && !isalpha((unsigned char)s[n]))
            return s + n;
    }
    return s;
}

static const char *skip_de(const char *s)
{
    return str_starts(s, "de ") ? s + 3 : str_starts(s, "del ") ? s + 4 : s;
}

static const char *skip_digits(const char *s, int most)
{
    while (most-- > 0 && is_digit(*s))
        s++;
    return s;
}

/* The year behind a day and month, where one follows: " de 2026", ", 2026". END where none does. */
static const char *with_year(const char *end)
{
    const char *s = end;

    for (const char *next; (next = skip_gap(s)) > s;)
        s = next;
    s = skip_de(s);
    const char *year = skip_digits(s, 4);
    return year - s == 4 && !is_digit(*year) ? year : end;
}

/* "2026-03-09", "9 de marzo de 2026", "9 March", "March 9, 2026"; NULL: none begins here. */
static const char *date_at(const char *s)
{
    const char *digits = skip_digits(s, 4), *month = skip_month(s);

    if (digits - s == 4 && digits[0] == '-' && is_digit(digits[1]) && is_digit(digits[2]) &&
        digits[3] == '-' && is_digit(digits[4]) && is_digit(digits[5]))
        return digits + 6;
    if (month > s) {
        const char *day = skip_gap(month), *end = skip_digits(day, 2);
        return end > day && day > month && !is_digit(*end) ? with_year(end) : NULL;
    }
    digits = skip_digits(s, 2);
    if (digits == s || is_digit(*digits))
        return NULL;
    const char *behind = digits;
    for (const char *next; (next = skip_gap(behind)) > behind;)
        behind = next;
    behind = skip_de(behind);
    month = skip_month(behind);
    return month > behind && behind > digits ? with_year(month) : NULL;
}

void figures_dates(const char *text, struct texts *ret)
{
    bool within = false;

    for (const char *s = text; *s;) {
        const char *end = within ? NULL : date_at(s);
        if (end)
            add(ret, s, end);
        within = !end && isalnum((unsigned char)*s);
        s = end ? end : s + 1;
    }
}
