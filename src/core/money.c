#include "paletti/core/money.h"

#include "paletti/base/i18n.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* ISO 4217: the active codes, sorted, without precious metals and units of account, which have no minor unit.
 * Codes retired since 2020 stay, because old papers carry them (ANG BGN CUC HRK SLL ZWL). */
static const struct currency {
    char code[4];
    int8_t decimals;
} currencies[] = {
    {"AED", 2}, {"AFN", 2}, {"ALL", 2}, {"AMD", 2}, {"ANG", 2}, {"AOA", 2}, {"ARS", 2}, {"AUD", 2},
    {"AWG", 2}, {"AZN", 2}, {"BAM", 2}, {"BBD", 2}, {"BDT", 2}, {"BGN", 2}, {"BHD", 3}, {"BIF", 0},
    {"BMD", 2}, {"BND", 2}, {"BOB", 2}, {"BOV", 2}, {"BRL", 2}, {"BSD", 2}, {"BTN", 2}, {"BWP", 2},
    {"BYN", 2}, {"BZD", 2}, {"CAD", 2}, {"CDF", 2}, {"CHE", 2}, {"CHF", 2}, {"CHW", 2}, {"CLF", 4},
    {"CLP", 0}, {"CNY", 2}, {"COP", 2}, {"COU", 2}, {"CRC", 2}, {"CUC", 2}, {"CUP", 2}, {"CVE", 2},
    {"CZK", 2}, {"DJF", 0}, {"DKK", 2}, {"DOP", 2}, {"DZD", 2}, {"EGP", 2}, {"ERN", 2}, {"ETB", 2},
    {"EUR", 2}, {"FJD", 2}, {"FKP", 2}, {"GBP", 2}, {"GEL", 2}, {"GHS", 2}, {"GIP", 2}, {"GMD", 2},
    {"GNF", 0}, {"GTQ", 2}, {"GYD", 2}, {"HKD", 2}, {"HNL", 2}, {"HRK", 2}, {"HTG", 2}, {"HUF", 2},
    {"IDR", 2}, {"ILS", 2}, {"INR", 2}, {"IQD", 3}, {"IRR", 2}, {"ISK", 0}, {"JMD", 2}, {"JOD", 3},
    {"JPY", 0}, {"KES", 2}, {"KGS", 2}, {"KHR", 2}, {"KMF", 0}, {"KPW", 2}, {"KRW", 0}, {"KWD", 3},
    {"KYD", 2}, {"KZT", 2}, {"LAK", 2}, {"LBP", 2}, {"LKR", 2}, {"LRD", 2}, {"LSL", 2}, {"LYD", 3},
    {"MAD", 2}, {"MDL", 2}, {"MGA", 2}, {"MKD", 2}, {"MMK", 2}, {"MNT", 2}, {"MOP", 2}, {"MRU", 2},
    {"MUR", 2}, {"MVR", 2}, {"MWK", 2}, {"MXN", 2}, {"MXV", 2}, {"MYR", 2}, {"MZN", 2}, {"NAD", 2},
    {"NGN", 2}, {"NIO", 2}, {"NOK", 2}, {"NPR", 2}, {"NZD", 2}, {"OMR", 3}, {"PAB", 2}, {"PEN", 2},
    {"PGK", 2}, {"PHP", 2}, {"PKR", 2}, {"PLN", 2}, {"PYG", 0}, {"QAR", 2}, {"RON", 2}, {"RSD", 2},
    {"RUB", 2}, {"RWF", 0}, {"SAR", 2}, {"SBD", 2}, {"SCR", 2}, {"SDG", 2}, {"SEK", 2}, {"SGD", 2},
    {"SHP", 2}, {"SLE", 2}, {"SLL", 2}, {"SOS", 2}, {"SRD", 2}, {"SSP", 2}, {"STN", 2}, {"SVC", 2},
    {"SYP", 2}, {"SZL", 2}, {"THB", 2}, {"TJS", 2}, {"TMT", 2}, {"TND", 3}, {"TOP", 2}, {"TRY", 2},
    {"TTD", 2}, {"TWD", 2}, {"TZS", 2}, {"UAH", 2}, {"UGX", 0}, {"USD", 2}, {"USN", 2}, {"UYI", 0},
    {"UYU", 2}, {"UYW", 4}, {"UZS", 2}, {"VED", 2}, {"VES", 2}, {"VND", 0}, {"VUV", 0}, {"WST", 2},
    {"XAF", 0}, {"XCD", 2}, {"XCG", 2}, {"XOF", 0}, {"XPF", 0}, {"YER", 2}, {"ZAR", 2}, {"ZMW", 2},
    {"ZWG", 2}, {"ZWL", 2},
};

static int by_code(const void *code, const void *currency)
{
    return strcmp(code, ((const struct currency *)currency)->code);
}

int currency_decimals(const char *code)
{
    const struct currency *found =
        bsearch(code, currencies, ARRAY_LEN(currencies), sizeof *currencies, by_code);
    return found ? found->decimals : -1;
}

bool money_equal(struct money a, struct money b)
{
    return strcmp(a.currency, b.currency) == 0 && (!*a.currency || a.minor == b.minor);
}

/* Digits, at least one, at most LIMIT where it is not negative, laid behind *TO in tens. Returns how many, -1
 * when the number does not fit. */
static int digits_parse(const char *s, int64_t *to)
{
    int n = 0;
    for (; isdigit((unsigned char)s[n]); n++)
        if (__builtin_mul_overflow(*to, 10, to) || __builtin_add_overflow(*to, s[n] - '0', to))
            return -1;
    return n;
}

/* "-12.5" with at most DECIMALS behind the point (exactly as many when EXACT), in units of the last one. */
static int decimal_parse(const char *text, int decimals, bool exact, int64_t *ret)
{
    int64_t value = 0;
    bool negative = *text == '-';
    int whole = digits_parse(text += negative, &value);
    if (whole < 1)
        return -1;
    text += whole;

    int behind = 0;
    if (*text == '.' && decimals > 0) {
        behind = digits_parse(++text, &value);
        if (behind < 1 || behind > decimals)
            return -1;
        text += behind;
    }
    if (*text || (exact && behind != decimals))
        return -1;
    for (; behind < decimals; behind++)
        if (__builtin_mul_overflow(value, 10, &value))
            return -1;
    *ret = negative ? -value : value;
    return 0;
}

/* VALUE with a point before its last DECIMALS digits. */
static void decimal_format(struct str *to, int64_t value, int decimals)
{
    uint64_t rest = value < 0 ? -(uint64_t)value : (uint64_t)value;
    char buf[24], *at = buf + sizeof buf;
    for (int n = 0; n <= decimals || rest; n++, rest /= 10) {
        if (decimals && n == decimals)
            *--at = '.';
        *--at = (char)('0' + rest % 10);
    }
    if (value < 0)
        *--at = '-';
    str_add_n(to, at, (size_t)(buf + sizeof buf - at));
}

int money_parse(const char *amount, const char *currency, struct money *ret, struct err *err)
{
    int decimals = currency_decimals(currency);
    if (decimals < 0)
        return err_set(err, _("\"%.40s\" is no currency of ISO 4217; write a code such as \"EUR\""),
                       currency);
    int64_t minor;
    if (decimal_parse(amount, decimals, true, &minor) < 0) {
        _cleanup_str_ struct str example = STR_INIT;
        decimal_format(&example,
                       decimals == 0   ? 320
                       : decimals == 2 ? 32000
                       : decimals == 3 ? 320000
                                       : 3200000,
                       decimals);
        return err_set(err,
                       _("\"%.40s\" is no amount in %s; write the amount with all its decimals and nothing "
                         "else, such as \"%s\""),
                       amount, currency, str_text(&example));
    }
    *ret = (struct money){.minor = minor};
    memcpy(ret->currency, currency, 4);
    return 0;
}

void money_amount(struct str *to, struct money money)
{
    int decimals = currency_decimals(money.currency);
    decimal_format(to, money.minor, decimals < 0 ? 0 : decimals);
}

bool money_add(struct money *to, struct money add)
{
    if (strcmp(to->currency, add.currency) != 0)
        abort();
    return !__builtin_add_overflow(to->minor, add.minor, &to->minor);
}

int64_t sum_plus(int64_t a, int64_t b)
{
    int64_t sum;

    return __builtin_add_overflow(a, b, &sum) ? (a < 0 ? INT64_MIN : INT64_MAX) : sum;
}

int64_t sum_times(int64_t a, int64_t b)
{
    int64_t product;

    return __builtin_mul_overflow(a, b, &product) ? ((a < 0) != (b < 0) ? INT64_MIN : INT64_MAX) : product;
}

#define QUANTITY_DECIMALS 3

int quantity_parse(const char *text, int64_t *ret_thousandths)
{
    return decimal_parse(text, QUANTITY_DECIMALS, false, ret_thousandths);
}

void quantity_format(struct str *to, int64_t thousandths)
{
    int decimals = QUANTITY_DECIMALS;
    for (; decimals > 0 && thousandths % 10 == 0; decimals--)
        thousandths /= 10;
    decimal_format(to, thousandths, decimals);
}
