#include "paletti/core/money_text.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"

#include <ctype.h>
#include <string.h>

static const struct sign {
    const char *sign, *currency;
} signs[] = {
    {"€", "EUR"}, {"£", "GBP"}, {"¥", "JPY"}, {"$", NULL}, /* of whichever country the default is from */
};

static bool is_digit(char c)
{
    return isdigit((unsigned char)c);
}

static size_t blanks(const char *s)
{
    size_t n = 0;
    for (;; n += s[n] == ' ' ? 1 : 2)
        if (s[n] != ' ' && strncmp(s + n, "\xc2\xa0", 2) != 0)
            return n;
}

/* --- the number --- */

/* What groups thousands at S: a sign or a space with exactly three digits behind; its bytes, or 0. */
static size_t group_sign(const char *s)
{
    size_t n = strchr(".,' ", *s) && *s ? 1 : strncmp(s, "\xc2\xa0", 2) == 0 ? 2 : strncmp(s, "’", 3) == 0 ? 3 : 0;
    if (!n || !is_digit(s[n]) || !is_digit(s[n + 1]) || !is_digit(s[n + 2]) || is_digit(s[n + 3]))
        return 0;
    return n;
}

/* Where the decimals begin in the digits and signs at S, or NULL. */
static const char *find_decimals(const char *s, size_t len, int decimals)
{
    const char *last = NULL;
    int n = 0;
    for (size_t i = 0; i < len; i++)
        if (s[i] == '.' || s[i] == ',') {
            n = last && *last == s[i] ? n + 1 : 1;
            last = s + i;
        }
    if (!last || n > 1)
        return NULL;
    bool other = memchr(s, *last == '.' ? ',' : '.', len) != NULL;
    bool three = group_sign(last) == 1 && last + 4 == s + len;
    return three && !other && decimals != 3 ? NULL : last;
}

/* Bytes of the number at S, signs between the digits included. */
static size_t number_len(const char *s)
{
    size_t n = 0;
    while (is_digit(s[n]) || ((s[n] == '.' || s[n] == ',') && n && is_digit(s[n + 1])) || (n && group_sign(s + n)))
        n += is_digit(s[n]) ? 1 : s[n] == '.' || s[n] == ',' ? 1 : group_sign(s + n);
    return n;
}

static int add_digits(const char *s, const char *end, int64_t *to, int *ret_n)
{
    *ret_n = 0;
    for (; s < end; s++) {
        if (!is_digit(*s))
            continue;
        ++*ret_n;
        if (__builtin_mul_overflow(*to, 10, to) || __builtin_add_overflow(*to, *s - '0', to))
            return -1;
    }
    return 0;
}

/* LEN bytes that number_len found. */
static int read_digits(const char *s, size_t len, int decimals, int64_t *ret)
{
    const char *point = find_decimals(s, len, decimals), *end = s + len;
    int64_t value = 0;
    int n = 0, behind = 0;
    if (add_digits(s, point ? point : end, &value, &n) < 0 ||
        (point && add_digits(point + 1, end, &value, &behind) < 0) || behind > decimals)
        return -1;
    for (; behind < decimals; behind++)
        if (__builtin_mul_overflow(value, 10, &value))
            return -1;
    *ret = value;
    return 0;
}

int number_read(const char *text, int decimals, int64_t *ret)
{
    text += blanks(text);
    bool negative = *text == '-';
    text += negative;
    size_t len = number_len(text);
    int64_t value;
    if (!len || text[len + blanks(text + len)] || read_digits(text, len, decimals, &value) < 0)
        return -1;
    *ret = negative ? -value : value;
    return 0;
}

/* --- the currency --- */

/* A currency's sign or code at S: its bytes, or 0. CODE is what it stands for. */
static size_t take_currency(const char *s, const char *standard, char code[4])
{
    for (size_t i = 0; i < ARRAY_LEN(signs); i++)
        if (str_starts(s, signs[i].sign)) {
            memcpy(code, signs[i].currency ? signs[i].currency : standard, 4);
            return strlen(signs[i].sign);
        }
    size_t n = 0;
    while (isalpha((unsigned char)s[n]))
        n++;
    if ((n == 4 || n == 5) && (strncmp(s, "euro", 4) == 0 || strncmp(s, "Euro", 4) == 0)) {
        memcpy(code, "EUR", 4);
        return n;
    }
    if (n != 3)
        return 0;
    char upper[4] = {0};
    bool small = false;
    for (size_t i = 0; i < 3; i++) {
        upper[i] = (char)toupper((unsigned char)s[i]);
        small |= upper[i] != s[i];
    }
    /* "all", "try" and "top" are words before they are currencies, unless nothing follows. */
    bool word = small && s[n + blanks(s + n)] && strcmp(upper, standard) != 0 && strcmp(upper, "EUR") != 0;
    if (currency_decimals(upper) < 0 || word)
        return 0;
    memcpy(code, upper, 4);
    return n;
}

int money_read(const char *text, const char *currency, struct money *ret, struct err *err)
{
    struct money money = {0};
    const char *at = text + blanks(text);
    bool negative = *at == '-';
    at += negative;
    size_t before = take_currency(at, currency, money.currency);
    at += before;
    at += before ? blanks(at) : 0;
    if (before && !negative && *at == '-') {
        negative = true;
        at++;
    }
    size_t len = number_len(at);
    if (!len)
        return 0;
    const char *number = at;
    at += len;
    size_t space = before ? 0 : blanks(at), behind = before ? 0 : take_currency(at + space, currency, money.currency);
    at += behind ? space + behind : 0;
    if (!*money.currency)
        memcpy(money.currency, currency, 4);
    if (isalnum((unsigned char)*at))
        return 0;
    if (read_digits(number, len, currency_decimals(money.currency), &money.minor) < 0)
        return err_set(err, _("\"%.*s\" is no amount in %s; write one such as \"320\" or \"1234.50\""), (int)len,
                       number, money.currency);
    money.minor = negative ? -money.minor : money.minor;
    *ret = money;
    return (int)(at - text);
}

void money_text(struct str *to, struct money money)
{
    _cleanup_str_ struct str amount = STR_INIT;

    money_amount(&amount, money);
    const char *text = str_text(&amount);
    size_t whole = strcspn(text, ".");
    str_printf(to, "%.*s%s%s %s", (int)whole, text, text[whole] ? C_("before decimals", ".") : "",
               text[whole] ? text + whole + 1 : "", money.currency);
}
