/* How a language of a country writes numbers, sums, dates, hours and lists in running text: what letters are
 * made of. The language is the reader's, so nothing here is gettext's. Static tables, letters.md; sums are
 * always grouped, other numbers as CLDR has them, and no date is ever all figures. Everything appends to TO.
 */
#pragma once

#include "paletti/base/str.h"
#include "paletti/core/hours.h"
#include "paletti/core/money.h"
#include "paletti/core/window.h"

#include <stddef.h>

struct tongue; /* what all countries of a language share */

struct locale {
    const char *name;     /* "es-AR" */
    const char *language; /* "es" */
    const struct tongue *tongue;
    const char *decimal, *group;
    int group_from;            /* numbers of so many digits before the decimals are grouped */
    bool sign_first, sign_set; /* of money: "$ 1" rather than "1 €"; a space between */
    bool half_days;            /* 5:05 PM */
    const char *before_noon, *after_noon;
    bool month_first;
};

/* LANGUAGE ("es", "es-MX"; NULL or one that letters are not written in: English), in its own country, else
 * COUNTRY, else where CURRENCY is money (both may be NULL). Static, never NULL. */
const struct locale *locale_choose(const char *language, const char *country, const char *currency);
/* Whether letters can be written in LANGUAGE. */
bool locale_speaks(const char *language);

void locale_number(const struct locale *locale, struct str *to, int64_t thousandths);
/* "1.234,50 €" with a space that does not break. */
void locale_sum(const struct locale *locale, struct str *to, struct money sum);

enum plural { PLURAL_ONE, PLURAL_MANY, PLURAL_OTHER };
extern const char *const plural_names[]; /* "one", "many", "other" */
/* One for 1 alone; many, in Spanish and Italian, for whole millions, which take "de" or "di". */
enum plural locale_plural(const struct locale *locale, int64_t thousandths);

/* --- dates --- */

/* What stands before a date; Italian joins the article to it ("dall'11", "entro l'8", "il 1º"). */
enum date_form {
    DATE_BARE,  /* 9 March */
    DATE_ON,    /* on 9 March, el 9, l'8 */
    DATE_OF,    /* of 9 March, del 9, dell'8 */
    DATE_BY,    /* by 9 March, a más tardar el 9, entro l'8 */
    DATE_FROM,  /* from 9 March, desde el 9, dall'8 */
    DATE_UNTIL, /* until 9 March, hasta el 9, fino all'8 */
};
enum date_part { DATE_WEEKDAY = 1 << 0, DATE_YEAR = 1 << 1 };
/* PARTS: bits of enum date_part. */
void locale_date(const struct locale *locale, struct str *to, int32_t day, enum date_form form,
                 unsigned parts);
/* "del 7 al 23 de agosto", "7 to 23 August", or one day; a year where it is not THIS_YEAR. */
void locale_dates(const struct locale *locale, struct str *to, int32_t from, int32_t until, int this_year);

/* --- hours: MINUTE since 00:00 --- */

void locale_minute(const struct locale *locale, struct str *to, int minute);    /* 17:05, 5:05 PM */
void locale_at_minute(const struct locale *locale, struct str *to, int minute); /* a las 17:05, all'1:05 */
/* "de 9:00 a 13:00 y de 16:00 a 18:00". */
void locale_spans(const struct locale *locale, struct str *to, const struct spans *spans);
/* "de lunes a viernes, de 9:30 a 18:00; ..."; nothing for a week without hours. */
void locale_week(const struct locale *locale, struct str *to, const struct hours *hours);
/* "72 horas", "3 giorni lavorativi". */
void locale_window(const struct locale *locale, struct str *to, struct window window);

/* --- words --- */

/* "a, b y c": "e" and "u" where Spanish wants them, no comma before the last in any language. */
void locale_join(const struct locale *locale, struct str *to, const char *const *items, size_t n, bool or);
/* The conjunction before NEXT, without blanks: "y" or "e", "o" or "u"; Italian "ed" before e-. */
const char *locale_and(const struct locale *locale, const char *next);
const char *locale_or(const struct locale *locale, const char *next);
/* How something came: "by phone", "por WhatsApp", "su Instagram". */
void locale_by_channel(const struct locale *locale, struct str *to, const char *channel);
/* What it is called: "phone", "correo", "e-mail". */
const char *locale_channel(const struct locale *locale, const char *channel);

/* The place a zone is named after: "Europe/Rome" is Roma. The name itself where no language has another one.
 */
void locale_city(const struct locale *locale, struct str *to, const char *zone);

enum article { ARTICLE_THE, ARTICLE_OF, ARTICLE_TO };
/* A masculine noun with its article: it "il lavoro", "lo studio", "l'incontro", "dello", "all'"; es "el",
 * "del", "al", which fuse with no capital of a name ("de El Escorial"). English has "the", "of the", "to
 * the". */
void locale_article(const struct locale *locale, struct str *to, const char *noun, enum article article);
