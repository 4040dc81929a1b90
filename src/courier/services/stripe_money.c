#include "services/stripe_money.h"

#include "paletti/base/i18n.h"

#include <string.h>

/* links.md, 1.3: whole units; thousandths whose last digit is 0; and those about which what is written
 * disagrees. */
static const char whole[] = "BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF";
static const char thousandths[] = "BHD JOD KWD OMR TND";
static const char unsure[] = "ISK UGX";

static bool is_in(const char *list, const char *code)
{
    const char *at = strstr(list, code);

    return at && (at == list || at[-1] == ' ');
}

/* The decimals that Stripe counts a currency with, or -1. */
static int decimals_of(const char *code)
{
    if (strlen(code) != 3 || is_in(unsure, code))
        return -1;
    if (is_in(whole, code))
        return 0;
    if (is_in(thousandths, code))
        return 3;
    return currency_decimals(code) == 2 ? 2 : -1;
}

static int unit_of(const char *code, int64_t *ret, struct err *err)
{
    int ours = currency_decimals(code), theirs = decimals_of(code);

    if (ours < 0 || theirs < 0 || theirs > ours)
        return err_set(err, _("How Stripe counts %s is not known for sure: refund it in Stripe's dashboard"),
                       code);
    *ret = 1;
    for (int i = theirs; i < ours; i++)
        *ret *= 10;
    return 0;
}

int stripe_amount(struct money money, int64_t *ret, struct err *err)
{
    int64_t unit = 1;

    if (unit_of(money.currency, &unit, err) < 0)
        return -1;
    if (money.minor <= 0)
        return err_set(err, _("A refund has to be more than nothing"));
    if (money.minor % unit || (decimals_of(money.currency) == 3 && money.minor % 10))
        return err_set(err, _("Stripe takes no such small part of %s: round the sum"), money.currency);
    *ret = money.minor / unit;
    return 0;
}

int stripe_money(int64_t amount, const char *currency, struct money *ret, struct err *err)
{
    struct money money = {.minor = amount};
    int64_t unit = 1;

    if (strlen(currency) != 3)
        return err_set(err, _("Stripe named a currency that is none: \"%.20s\""), currency);
    for (int i = 0; i < 3; i++)
        money.currency[i] =
            (char)(currency[i] >= 'a' && currency[i] <= 'z' ? currency[i] - 'a' + 'A' : currency[i]);
    if (unit_of(money.currency, &unit, err) < 0)
        return -1;
    if (amount < 0 || amount > INT64_MAX / unit)
        return err_set(err, _("Stripe named a sum that cannot be: %lld"), (long long)amount);
    money.minor = amount * unit;
    *ret = money;
    return 0;
}
