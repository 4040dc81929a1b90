#include "paletti/core/dealings.h"

#include "paletti/base/mem.h"
#include "paletti/base/str.h"

#include <string.h>

enum { WHOLE_MAX = 9, DECIMALS = 9 }; /* digits: both together are within 64 bits */
#define BILLION 1000000000

static const char *read_digits(const char *s, int most, int64_t *number)
{
    int n = 0;

    for (; *s >= '0' && *s <= '9' && n <= most; s++, n++)
        *number = *number * 10 + (*s - '0');
    return n > 0 && n <= most ? s : NULL;
}

int rate_parse(const char *per_base, int64_t *ret_billionths)
{
    int64_t number = 0;
    int decimals = 0;
    const char *s = per_base ? read_digits(per_base, WHOLE_MAX, &number) : NULL;

    if (s && *s == '.') {
        const char *point = s;
        s = read_digits(s + 1, DECIMALS, &number);
        decimals = s ? (int)(s - point) - 1 : 0;
    }
    if (!s || *s || number == 0)
        return 1;
    for (; decimals < DECIMALS; decimals++)
        number *= 10;
    *ret_billionths = number;
    return 0;
}

static const struct rate *latest(const struct rate *rates, size_t n, const char *currency, int32_t on)
{
    const struct rate *found = NULL;

    for (size_t i = 0; i < n; i++)
        if (str_equal(rates[i].currency, currency) && rates[i].on <= on &&
            (!found || rates[i].on > found->on))
            found = &rates[i];
    return found;
}

/* 10 to the power of the decimals; minor units of one are that many of the other at a rate of one. */
static __int128 scale_of(const char *currency)
{
    __int128 scale = 1;

    for (int i = currency_decimals(currency); i > 0; i--)
        scale *= 10;
    return scale;
}

int rate_convert(const struct rate *rates, size_t n, struct money from, int32_t on, const char *base,
                 struct money *ret)
{
    int64_t billionths = 0;

    if (str_equal(from.currency, base)) {
        *ret = from;
        return 0;
    }
    const struct rate *rate = latest(rates, n, from.currency, on);
    if (!rate || currency_decimals(base) < 0 || rate_parse(rate->per_base, &billionths) != 0)
        return 1;
    __int128 sum = (__int128)from.minor * BILLION * scale_of(base),
             divisor = scale_of(from.currency) * billionths;
    __int128 rounded = (sum + (sum < 0 ? -divisor : divisor) / 2) / divisor;
    if (rounded > INT64_MAX || rounded < -INT64_MAX)
        return 1;
    ret->minor = (int64_t)rounded;
    memcpy(ret->currency, base, sizeof ret->currency);
    return 0;
}
