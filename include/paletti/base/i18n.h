/* gettext: every string a person reads goes through one of these. */
#pragma once

#include <libintl.h>
#include <string.h>

#define _(text)            gettext(text)
#define N_(text)           (text)
#define P_(one, many, n)   ngettext((one), (many), (unsigned long)(n))

/* An English word that another language says in several ways, with what is meant: C_("line", "open"). NC_ marks it in
 * a table, as N_ does; what reads that table asks i18n_word. */
#define NC_(context, text) (context "\004" text)
#define C_(context, text)  i18n_word(NC_(context, text))

/* The translation of what N_ or NC_ marked; without one the English, behind the context. */
static inline const char *i18n_word(const char *marked)
{
    const char *said = gettext(marked), *cut = said == marked ? strchr(marked, '\004') : NULL;

    return cut ? cut + 1 : said;
}
