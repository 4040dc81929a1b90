/* gettext: every string a person reads goes through one of these. */
#pragma once

#include <libintl.h>
#include <stdbool.h>
#include <string.h>

#define _(text)            i18n_text(text)
#define N_(text)           (text)
#define P_(one, many, n)   i18n_plural((one), (many), (unsigned long)(n))

/* Whether a catalogue was named (language.h). English has none, and gettext would look for one at each text: 450
 * instructions, and a frame has a hundred texts. */
static inline bool i18n_translates(void)
{
    return strcmp(textdomain(NULL), "messages") != 0;
}

__attribute__((format_arg(1))) static inline const char *i18n_text(const char *text)
{
    return i18n_translates() ? gettext(text) : text;
}

__attribute__((format_arg(1), format_arg(2))) static inline const char *i18n_plural(const char *one, const char *many,
                                                                                     unsigned long n)
{
    if (i18n_translates())
        return ngettext(one, many, n);
    return n == 1 ? one : many;
}

/* An English word that another language says in several ways, with what is meant: C_("line", "open"). NC_ marks it in
 * a table, as N_ does; what reads that table asks i18n_word. */
#define NC_(context, text) (context "\004" text)
#define C_(context, text)  i18n_word(NC_(context, text))

/* The translation of what N_ or NC_ marked; without one the English, behind the context. */
static inline const char *i18n_word(const char *marked)
{
    const char *said = i18n_text(marked), *cut = said == marked ? strchr(marked, '\004') : NULL;

    return cut ? cut + 1 : said;
}
