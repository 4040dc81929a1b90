#include "locale_inside.h"

#include "paletti/base/mem.h"
#include "paletti/base/text.h"

#include <stdlib.h>
#include <string.h>

/* Whether FOLDED, a word's beginning, is said with that vowel first; "hie-", "hia-" begin with a consonant.
 */
static bool sounds_i(const char *folded)
{
    return (*folded == 'i' || str_starts(folded, "hi")) && !str_starts(folded, "hie") &&
           !str_starts(folded, "hia") && !str_starts(folded, "hio");
}

/* "8", "80", "11" are said "ocho", "ochenta", "once". */
static bool sounds_o(const char *folded)
{
    size_t digits = strspn(folded, "0123456789");

    if (*folded == '8')
        return true;
    if (digits == 2 && str_starts(folded, "11"))
        return true;
    return *folded == 'o' || str_starts(folded, "ho");
}

const char *locale_and(const struct locale *locale, const char *next)
{
    _cleanup_free_ char *folded = text_fold_new(next);

    if (locale->tongue == &tongue_es && sounds_i(folded))
        return "e";
    if (locale->tongue == &tongue_it && *folded == 'e')
        return "ed";
    return locale->tongue->and;
}

const char *locale_or(const struct locale *locale, const char *next)
{
    _cleanup_free_ char *folded = text_fold_new(next);

    return locale->tongue == &tongue_es && sounds_o(folded) ? "u" : locale->tongue->or ;
}

void locale_join(const struct locale *locale, struct str *to, const char *const *items, size_t n, bool or)
{
    for (size_t i = 0; i < n; i++) {
        if (i > 0 && i + 1 == n)
            str_printf(to, " %s ", or ? locale_or(locale, items[i]) : locale_and(locale, items[i]));
        else if (i > 0)
            str_add(to, ", ");
        str_add(to, items[i]);
    }
}

static const struct channel_noun *noun_of(const struct locale *locale, const char *channel)
{
    for (const struct channel_noun *noun = locale->tongue->channels; noun->channel; noun++)
        if (str_equal(noun->channel, channel))
            return noun;
    return NULL;
}

void locale_by_channel(const struct locale *locale, struct str *to, const char *channel)
{
    const struct channel_noun *noun = noun_of(locale, channel);

    if (noun)
        str_add(to, noun->by);
    else
        str_printf(to, "%s%s", locale->tongue->by, channel);
}

const char *locale_channel(const struct locale *locale, const char *channel)
{
    const struct channel_noun *noun = noun_of(locale, channel);

    return noun ? noun->name : channel;
}

/* --- cities --- */

static const struct city {
    const char *zone, *en, *es, *it;
} cities[] = {
    {"Europe/Rome", "Rome", "Roma", "Roma"},
    {"Europe/London", "London", "Londres", "Londra"},
    {"Europe/Paris", "Paris", "París", "Parigi"},
    {"Europe/Berlin", "Berlin", "Berlín", "Berlino"},
    {"Europe/Lisbon", "Lisbon", "Lisboa", "Lisbona"},
    {"Europe/Brussels", "Brussels", "Bruselas", "Bruxelles"},
    {"Europe/Zurich", "Zurich", "Zúrich", "Zurigo"},
    {"Europe/Athens", "Athens", "Atenas", "Atene"},
    {"Atlantic/Canary", "the Canary Islands", "Canarias", "Canarie"},
    {"America/New_York", "New York", "Nueva York", "New York"},
    {"America/Los_Angeles", "Los Angeles", "Los Ángeles", "Los Angeles"},
    {"America/Mexico_City", "Mexico City", "Ciudad de México", "Città del Messico"},
    {"America/Argentina/Buenos_Aires", "Buenos Aires", "Buenos Aires", "Buenos Aires"},
    {"America/Bogota", "Bogotá", "Bogotá", "Bogotá"},
    {"America/Puerto_Rico", "Puerto Rico", "Puerto Rico", "Porto Rico"},
    {"Asia/Tokyo", "Tokyo", "Tokio", "Tokyo"},
};

void locale_city(const struct locale *locale, struct str *to, const char *zone)
{
    const char *slash = strrchr(zone, '/');

    for (size_t i = 0; i < ARRAY_LEN(cities); i++)
        if (str_equal(cities[i].zone, zone)) {
            str_add(to, locale->tongue == &tongue_es   ? cities[i].es
                        : locale->tongue == &tongue_it ? cities[i].it
                                                       : cities[i].en);
            return;
        }
    for (const char *s = slash ? slash + 1 : zone; *s; s++)
        str_add_char(to, *s == '_' ? ' ' : *s);
}

/* --- articles --- */

enum italian { ITALIAN_IL, ITALIAN_LO, ITALIAN_ELIDED };

static enum italian italian_of(const char *folded)
{
    static const char *const lo[] = {"z", "gn", "ps", "pn", "x", "y"};
    bool consonant = folded[0] && folded[1] && !strchr("aeiouh", folded[1]);

    if (folded[0] && strchr("aeiouh", folded[0]))
        return ITALIAN_ELIDED;
    if (folded[0] == 's' && consonant)
        return ITALIAN_LO;
    for (size_t i = 0; i < ARRAY_LEN(lo); i++)
        if (str_starts(folded, lo[i]))
            return ITALIAN_LO;
    return ITALIAN_IL;
}

/* "el taller" is "del taller"; a name keeps its article: "de El Escorial". */
static void spanish_article(struct str *to, const char *noun, enum article article)
{
    static const char *const words[] = {"el ", "del ", "al "}, *const apart[] = {"", "de ", "a "};
    bool own = str_starts(noun, "El ");

    str_printf(to, "%s%s", own ? apart[article] : words[article], noun);
}

void locale_article(const struct locale *locale, struct str *to, const char *noun, enum article article)
{
    static const char *const english[] = {"the ", "of the ", "to the "};
    static const char *const italian[][3] = {[ARTICLE_THE] = {"il ", "lo ", "l'"},
                                             [ARTICLE_OF] = {"del ", "dello ", "dell'"},
                                             [ARTICLE_TO] = {"al ", "allo ", "all'"}};
    _cleanup_free_ char *folded = text_fold_new(noun);

    if (locale->tongue == &tongue_es)
        spanish_article(to, noun, article);
    else
        str_printf(to, "%s%s",
                   locale->tongue == &tongue_it ? italian[article][italian_of(folded)] : english[article],
                   noun);
}
