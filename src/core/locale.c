#include "locale_inside.h"

#include "paletti/base/mem.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#define NBSP "\xc2\xa0"

/* The first of a language is the one where nothing tells the country. */
static const struct locale locales[] = {
    {"en-GB", "en", &tongue_en, ".", ",", 4, true, false, false, "", "", false},
    {"en-US", "en", &tongue_en, ".", ",", 4, true, false, true, "AM", "PM", true},
    {"es-ES", "es", &tongue_es, ",", ".", 5, false, true, false, "", "", false},
    {"es-AR", "es", &tongue_es, ",", ".", 4, true, true, false, "", "", false},
    {"es-MX", "es", &tongue_es, ".", ",", 4, true, false, true, "a.m.", "p.m.", false},
    {"es-PR", "es", &tongue_es, ".", ",", 4, true, false, true, "a.m.", "p.m.", false},
    {"it-IT", "it", &tongue_it, ",", ".", 5, false, true, false, "", "", false},
};

/* Countries that write as another one does. */
static const struct {
    const char *language, *countries, *locale;
} countries[] = {
    {"en", "US PR PH", "en-US"}, {"es", "AR UY PY CL CO BO EC VE CR", "es-AR"}, {"es", "PR US", "es-PR"},
    {"es", "ES GQ", "es-ES"},    {"es", "MX GT HN SV NI PA PE DO CU", "es-MX"},
};

static const struct {
    const char *currency, *country;
} homes[] = {
    {"USD", "US"}, {"ARS", "AR"}, {"UYU", "UY"}, {"CLP", "CL"}, {"COP", "CO"}, {"MXN", "MX"}, {"PEN", "PE"},
};

/* The sign of a currency; where there is none it is its code. */
static const struct {
    const char *locales, *currency, *sign;
} signs[] = {
    {"en-GB en-US es-ES es-MX es-PR it-IT", "EUR", "€"},
    {"en-GB en-US it-IT", "GBP", "£"},
    {"en-US es-PR", "USD", "$"},
    {"en-GB es-ES es-AR", "USD", "US$"},
    {"es-AR", "ARS", "$"},
    {"es-MX", "MXN", "$"},
    {"es-AR", "EUR", "€"},
};

const char *const plural_names[] = {"one", "many", "other", NULL};

/* --- choosing --- */

static bool same_language(const char *tag, const char *language)
{
    return strncasecmp(tag, language, 2) == 0 && (!tag[2] || strchr("-_", tag[2]));
}

static const struct locale *first_of(const char *language)
{
    for (size_t i = 0; i < ARRAY_LEN(locales); i++)
        if (same_language(language, locales[i].language))
            return &locales[i];
    return NULL;
}

bool locale_speaks(const char *language)
{
    return language && first_of(language);
}

static bool among(const char *list, const char *word)
{
    const char *at = *word ? strstr(list, word) : NULL;

    return at != NULL;
}

static const struct locale *named(const char *name)
{
    for (size_t i = 0; i < ARRAY_LEN(locales); i++)
        if (strcmp(locales[i].name, name) == 0)
            return &locales[i];
    return NULL;
}

static const struct locale *of_country(const char *language, const char *country)
{
    for (size_t i = 0; country && strlen(country) == 2 && i < ARRAY_LEN(countries); i++)
        if (strcmp(countries[i].language, language) == 0 && among(countries[i].countries, country))
            return named(countries[i].locale);
    return NULL;
}

static const char *home_of(const char *currency)
{
    for (size_t i = 0; currency && i < ARRAY_LEN(homes); i++)
        if (strcmp(homes[i].currency, currency) == 0)
            return homes[i].country;
    return NULL;
}

const struct locale *locale_choose(const char *language, const char *country, const char *currency)
{
    const struct locale *first = locale_speaks(language) ? first_of(language) : &locales[0], *found;
    char own[3] = "";

    if (locale_speaks(language) && strlen(language) == 5)
        for (int i = 0; i < 2; i++)
            own[i] = (char)toupper((unsigned char)language[3 + i]);
    if (*own)
        return (found = of_country(first->language, own)) ? found : first;
    if (country && *country)
        return (found = of_country(first->language, country)) ? found : first;
    return (found = of_country(first->language, home_of(currency))) ? found : first;
}

/* --- numbers --- */

static void add_whole(const struct locale *locale, struct str *to, const char *digits, size_t n, bool always)
{
    bool grouped = (int)n >= (always ? 4 : locale->group_from);

    for (size_t i = 0; i < n; i++) {
        if (grouped && i > 0 && (n - i) % 3 == 0)
            str_add(to, locale->group);
        str_add_char(to, digits[i]);
    }
}

void locale_number(const struct locale *locale, struct str *to, int64_t thousandths)
{
    _cleanup_str_ struct str plain = STR_INIT;

    quantity_format(&plain, thousandths);
    const char *text = str_text(&plain);
    if (*text == '-')
        str_add_char(to, *text++);
    size_t whole = strcspn(text, ".");
    add_whole(locale, to, text, whole, false);
    if (text[whole])
        str_printf(to, "%s%s", locale->decimal, text + whole + 1);
}

/* The sign of CURRENCY, or its code, which stands apart from the figures everywhere. */
static const char *sign_of(const struct locale *locale, const char *currency, bool *ret_apart)
{
    for (size_t i = 0; i < ARRAY_LEN(signs); i++)
        if (strcmp(signs[i].currency, currency) == 0 && among(signs[i].locales, locale->name)) {
            *ret_apart = locale->sign_set;
            return signs[i].sign;
        }
    *ret_apart = true;
    return currency;
}

void locale_sum(const struct locale *locale, struct str *to, struct money sum)
{
    _cleanup_str_ struct str plain = STR_INIT;
    bool apart;
    const char *sign = sign_of(locale, sum.currency, &apart);

    money_amount(&plain, sum);
    const char *text = str_text(&plain);
    if (*text == '-')
        str_add_char(to, *text++);
    size_t whole = strcspn(text, ".");
    if (locale->sign_first)
        str_printf(to, "%s%s", sign, apart ? NBSP : "");
    add_whole(locale, to, text, whole, true);
    if (text[whole])
        str_printf(to, "%s%s", locale->decimal, text + whole + 1);
    if (!locale->sign_first)
        str_printf(to, "%s%s", apart ? NBSP : "", sign);
}

enum plural locale_plural(const struct locale *locale, int64_t thousandths)
{
    enum { MILLION = 1000000 };

    if (thousandths == 1000)
        return PLURAL_ONE;
    bool millions = thousandths && thousandths % (MILLION * INT64_C(1000)) == 0;
    return millions && locale->tongue != &tongue_en ? PLURAL_MANY : PLURAL_OTHER;
}
