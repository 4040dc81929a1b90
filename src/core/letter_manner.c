#include "paletti/core/letter.h"

#include "paletti/base/mem.h"
#include "paletti/base/text.h"
#include "paletti/core/me.h"

#include <ctype.h>
#include <string.h>

static bool is_given(const char *text)
{
    return text && *text;
}

/* --- the address --- */

/* What a register means in each language; a register of the other language means the one as near. */
static const struct meaning {
    const char *language;
    int reg;
    enum letter_address address;
    enum letter_why why;
} meanings[] = {
    {"es", REGISTER_TU, ADDRESS_TU, WHY_REGISTER},
    {"es", REGISTER_VOS, ADDRESS_VOS, WHY_REGISTER},
    {"es", REGISTER_USTED, ADDRESS_USTED, WHY_REGISTER},
    {"es", REGISTER_TU_IT, ADDRESS_TU, WHY_OTHER_LANGUAGE},
    {"es", REGISTER_LEI, ADDRESS_USTED, WHY_OTHER_LANGUAGE},
    {"it", REGISTER_TU_IT, ADDRESS_TU, WHY_REGISTER},
    {"it", REGISTER_LEI, ADDRESS_LEI, WHY_REGISTER},
    {"it", REGISTER_TU, ADDRESS_TU, WHY_OTHER_LANGUAGE},
    {"it", REGISTER_VOS, ADDRESS_TU, WHY_OTHER_LANGUAGE},
    {"it", REGISTER_USTED, ADDRESS_LEI, WHY_OTHER_LANGUAGE},
    {"es", -1, ADDRESS_USTED, WHY_NOT_GIVEN},
    {"it", -1, ADDRESS_LEI, WHY_NOT_GIVEN},
    {"en", -1, ADDRESS_NONE, WHY_ONE_FORM},
};

static const struct meaning *meaning_of(const char *language, int reg)
{
    const struct meaning *found = NULL;

    for (size_t i = 0; i < ARRAY_LEN(meanings); i++)
        if (str_equal(meanings[i].language, language) && (meanings[i].reg == reg || meanings[i].reg == -1)) {
            found = &meanings[i];
            break;
        }
    return found;
}

/* Several readers: Spain keeps its tú, everywhere else there is one plural. */
static enum letter_address plural_of(const struct locale *locale, enum letter_address address,
                                     enum letter_reader reader)
{
    if (address == ADDRESS_NONE)
        return ADDRESS_NONE;
    if (str_equal(locale->language, "it"))
        return ADDRESS_VOI;
    return address == ADDRESS_TU && reader == READER_SEVERAL && str_equal(locale->name, "es-ES")
               ? ADDRESS_VOSOTROS
               : ADDRESS_USTEDES;
}

static enum letter_reader reader_of(const struct letter_party *party)
{
    if (party->number == NUMBER_SEVERAL)
        return READER_SEVERAL;
    bool person = is_given(party->given) || is_given(party->family);
    return party->number == NUMBER_COMPANY && !person ? READER_COMPANY : READER_ONE;
}

struct letter_manner letter_manner(const struct letter_party *party)
{
    const struct locale *locale = locale_choose(party->language, party->country, party->currency);
    const struct meaning *meaning = meaning_of(locale->language, party->reg);
    struct letter_manner manner = {locale, meaning->address, reader_of(party), meaning->why};

    if (manner.reader != READER_ONE)
        manner.address = plural_of(locale, manner.address, manner.reader);
    return manner;
}

/* --- the greeting --- */

/* "Don Severo" and "Doña Elvira" are said with the given name, "Ing. Capataz" with the family's. */
static bool titles_given(const char *title)
{
    _cleanup_free_ char *folded = text_fold_new(title);

    return strcmp(folded, "don") == 0 || strcmp(folded, "doña") == 0 || strcmp(folded, "d.") == 0 ||
           strcmp(folded, "d.ª") == 0 || strcmp(folded, "dª") == 0;
}

static void add_small(struct str *to, const char *title)
{
    str_add_char(to, (char)tolower((unsigned char)*title));
    str_add(to, title + 1);
}

/* "don Severo", "Ing. Capataz", or NULL without a title and the name it wants. The caller owns it. */
static char *titled(const struct letter_party *party, bool small)
{
    struct str to = STR_INIT;

    if (!is_given(party->title))
        return NULL;
    const char *name = titles_given(party->title) ? party->given : party->family;
    if (!is_given(name))
        return NULL;
    if (small || titles_given(party->title))
        add_small(&to, party->title);
    else
        str_add(&to, party->title);
    str_printf(&to, " %s", name);
    return str_take(&to);
}

static const char *any_name(const struct letter_party *party)
{
    return is_given(party->given) ? party->given : is_given(party->family) ? party->family : NULL;
}

static void add_hello(struct str *to, const char *hello, const char *comma, const char *name, const char *end)
{
    str_add(to, hello);
    if (name)
        str_printf(to, "%s %s", comma, name);
    str_add(to, end);
}

static void greet_usted(struct str *to, const struct letter_party *party)
{
    _cleanup_free_ char *name = titled(party, false);
    bool f = party->gender == GENDER_F, m = party->gender == GENDER_M;

    if ((f || m) && name)
        str_printf(to, "%s %s:", f ? "Estimada" : "Estimado", name);
    else if ((f || m) && is_given(party->family))
        str_printf(to, "%s %s:", f ? "Estimada señora" : "Estimado señor", party->family);
    else
        add_hello(to, "Buenos días", ",", name ? name : any_name(party), ":");
}

static void greet_lei(struct str *to, const struct letter_party *party)
{
    _cleanup_free_ char *name = titled(party, true);

    if (name)
        str_printf(to, "Gentile %s,", name);
    else if (is_given(party->given) && is_given(party->family))
        str_printf(to, "Gentile %s %s,", party->given, party->family);
    else
        add_hello(to, "Buongiorno", "", any_name(party), ",");
}

static void greet_company(struct str *to, const struct locale *locale, const char *company)
{
    if (str_equal(locale->language, "es"))
        str_printf(to, "Estimados señores de %s:", company);
    else if (str_equal(locale->language, "it"))
        str_printf(to, "Spett.le %s,", company);
    else
        str_printf(to, "Dear %s,", company);
}

void letter_greeting(struct str *to, const struct letter_manner *manner, const struct letter_party *party)
{
    const char *name = manner->reader == READER_ONE ? any_name(party) : NULL;

    if (manner->reader == READER_COMPANY && is_given(party->company)) {
        greet_company(to, manner->locale, party->company);
        return;
    }
    switch (manner->address) {
    case ADDRESS_USTED:
        greet_usted(to, party);
        break;
    case ADDRESS_LEI:
        greet_lei(to, party);
        break;
    case ADDRESS_TU:
    case ADDRESS_VOS:
    case ADDRESS_VOSOTROS:
        if (str_equal(manner->locale->language, "it"))
            add_hello(to, "Ciao", "", name, ",");
        else
            add_hello(to, "Hola", ",", name, ":");
        break;
    case ADDRESS_USTEDES:
        str_add(to, "Buenos días:");
        break;
    case ADDRESS_VOI:
        str_add(to, "Buongiorno,");
        break;
    case ADDRESS_NONE:
        add_hello(to, "Hello", "", name, ",");
        break;
    }
}
