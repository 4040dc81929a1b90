/* Numbers, sums, dates, hours and lists as each language of each country writes them: the traps of letters.md. */
#include "fixture.h"

#include "paletti/base/mem.h"
#include "paletti/core/locale.h"

#define N "\xc2\xa0"

static const struct locale *named(const char *name)
{
    const struct locale *locale = locale_choose(name, NULL, NULL);

    ck_assert_str_eq(locale->name, name);
    return locale;
}

#define IS(expected, call)                                                                                             \
    do {                                                                                                               \
        _cleanup_str_ struct str to = STR_INIT;                                                                        \
        call;                                                                                                          \
        ck_assert_str_eq(str_text(&to), expected);                                                                     \
    } while (0)

START_TEST(choosing)
{
    static const struct {
        const char *language, *country, *currency, *name;
    } cases[] = {
        {"es-ES", "AR", "USD", "es-ES"}, {"es-AR", NULL, NULL, "es-AR"}, {"es", "AR", NULL, "es-AR"},
        {"es", "UY", NULL, "es-AR"},     {"es-UY", NULL, NULL, "es-AR"}, {"es", NULL, "MXN", "es-MX"},
        {"es", "PR", "USD", "es-PR"},    {"es", NULL, NULL, "es-ES"},    {"es", "PE", NULL, "es-MX"},
        {"es-mx", NULL, NULL, "es-MX"},  {"it", "CH", NULL, "it-IT"},    {"it-CH", NULL, NULL, "it-IT"},
        {"en", NULL, "EUR", "en-GB"},    {"en", NULL, "USD", "en-US"},   {"en-US", NULL, "EUR", "en-US"},
        {"en", "IE", NULL, "en-GB"},     {NULL, NULL, NULL, "en-GB"},    {"de-DE", "DE", "EUR", "en-GB"},
        {"esperanto", NULL, NULL, "en-GB"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        ck_assert_msg(str_equal(locale_choose(cases[i].language, cases[i].country, cases[i].currency)->name, cases[i].name),
                      "%zu: %s", i, cases[i].name);
}
END_TEST

START_TEST(sums)
{
    static const struct {
        const char *locale, *amount, *currency, *written;
    } cases[] = {
        {"es-ES", "950.00", "EUR", "950,00" N "€"},     {"es-ES", "1234.50", "EUR", "1.234,50" N "€"},
        {"es-ES", "12345.50", "EUR", "12.345,50" N "€"}, {"es-ES", "-1234.50", "EUR", "-1.234,50" N "€"},
        {"es-ES", "1234567.00", "EUR", "1.234.567,00" N "€"},
        {"es-AR", "1234.50", "ARS", "$" N "1.234,50"},  {"es-AR", "1234.50", "USD", "US$" N "1.234,50"},
        {"es-AR", "-1234.50", "ARS", "-$" N "1.234,50"}, {"es-MX", "1234.50", "MXN", "$1,234.50"},
        {"es-PR", "1234.50", "USD", "$1,234.50"},       {"es-MX", "1234.50", "USD", "USD" N "1,234.50"},
        {"it-IT", "1234.50", "EUR", "1.234,50" N "€"},  {"it-IT", "0.05", "EUR", "0,05" N "€"},
        {"en-GB", "1234.50", "GBP", "£1,234.50"},       {"en-GB", "1234.50", "EUR", "€1,234.50"},
        {"en-GB", "-1234.50", "GBP", "-£1,234.50"},     {"en-US", "1234.50", "USD", "$1,234.50"},
        {"en-GB", "12000", "JPY", "JPY" N "12,000"},    {"it-IT", "12000", "JPY", "12.000" N "JPY"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct money sum;
        ck_assert_int_eq(money_parse(cases[i].amount, cases[i].currency, &sum, NULL), 0);
        IS(cases[i].written, locale_sum(named(cases[i].locale), &to, sum));
    }
}
END_TEST

START_TEST(numbers)
{
    static const struct {
        const char *locale;
        int64_t thousandths;
        const char *written;
        enum plural plural;
    } cases[] = {
        {"es-ES", 1000, "1", PLURAL_ONE},          {"es-ES", 0, "0", PLURAL_OTHER},
        {"es-ES", 1500, "1,5", PLURAL_OTHER},      {"it-IT", 1500, "1,5", PLURAL_OTHER},
        {"en-GB", 1500, "1.5", PLURAL_OTHER},      {"es-ES", 1234500, "1234,5", PLURAL_OTHER},
        {"it-IT", 1234500, "1234,5", PLURAL_OTHER}, {"es-ES", 12345000, "12.345", PLURAL_OTHER},
        {"es-AR", 1234500, "1.234,5", PLURAL_OTHER}, {"es-MX", 1234500, "1,234.5", PLURAL_OTHER},
        {"en-US", 1234500, "1,234.5", PLURAL_OTHER}, {"es-ES", 1000000000, "1.000.000", PLURAL_MANY},
        {"it-IT", 2000000000, "2.000.000", PLURAL_MANY}, {"en-GB", 1000000000, "1,000,000", PLURAL_OTHER},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        IS(cases[i].written, locale_number(named(cases[i].locale), &to, cases[i].thousandths));
        ck_assert_int_eq(locale_plural(named(cases[i].locale), cases[i].thousandths), cases[i].plural);
    }
}
END_TEST

START_TEST(dates)
{
    static const struct {
        const char *locale, *day;
        enum date_form form;
        unsigned parts;
        const char *written;
    } cases[] = {
        {"es-ES", "2026-03-09", DATE_BARE, DATE_WEEKDAY | DATE_YEAR, "lunes 9 de marzo de 2026"},
        {"es-ES", "2026-03-09", DATE_ON, 0, "el 9 de marzo"},
        {"es-ES", "2026-03-09", DATE_OF, DATE_WEEKDAY, "del lunes 9 de marzo"},
        {"es-AR", "2026-03-09", DATE_BY, 0, "a más tardar el 9 de marzo"},
        {"es-MX", "2026-03-01", DATE_UNTIL, DATE_YEAR, "hasta el 1 de marzo de 2026"},
        {"it-IT", "2026-03-09", DATE_BARE, DATE_WEEKDAY | DATE_YEAR, "lunedì 9 marzo 2026"},
        {"it-IT", "2026-03-09", DATE_ON, 0, "il 9 marzo"},
        {"it-IT", "2026-12-08", DATE_ON, 0, "l'8 dicembre"},
        {"it-IT", "2026-03-11", DATE_ON, 0, "l'11 marzo"},
        {"it-IT", "2026-03-01", DATE_ON, 0, "il 1º marzo"},
        {"it-IT", "2026-12-08", DATE_BY, 0, "entro l'8 dicembre"},
        {"it-IT", "2026-12-09", DATE_BY, 0, "entro il 9 dicembre"},
        {"it-IT", "2026-12-08", DATE_BY, DATE_WEEKDAY, "entro martedì 8 dicembre"},
        {"it-IT", "2026-03-11", DATE_FROM, 0, "dall'11 marzo"},
        {"it-IT", "2026-03-12", DATE_FROM, 0, "dal 12 marzo"},
        {"it-IT", "2026-03-08", DATE_UNTIL, 0, "fino all'8 marzo"},
        {"it-IT", "2026-03-18", DATE_UNTIL, 0, "fino al 18 marzo"},
        {"it-IT", "2026-03-11", DATE_OF, 0, "dell'11 marzo"},
        {"en-GB", "2026-03-09", DATE_BARE, DATE_WEEKDAY | DATE_YEAR, "Monday, 9 March 2026"},
        {"en-US", "2026-03-09", DATE_BARE, DATE_WEEKDAY | DATE_YEAR, "Monday, March 9, 2026"},
        {"en-GB", "2026-03-09", DATE_BY, 0, "by 9 March"},
        {"en-US", "2026-03-09", DATE_FROM, DATE_WEEKDAY, "from Monday, March 9"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        IS(cases[i].written,
           locale_date(named(cases[i].locale), &to, day_of(cases[i].day), cases[i].form, cases[i].parts));
}
END_TEST

START_TEST(ranges)
{
    static const struct {
        const char *locale, *from, *until, *written;
    } cases[] = {
        {"es-ES", "2026-08-07", "2026-08-23", "del 7 al 23 de agosto"},
        {"es-ES", "2026-12-24", "2027-01-06", "del 24 de diciembre de 2026 al 6 de enero de 2027"},
        {"es-ES", "2026-04-30", "2026-05-01", "del 30 de abril al 1 de mayo"},
        {"es-ES", "2026-12-08", "2026-12-08", "el 8 de diciembre"},
        {"it-IT", "2026-03-11", "2026-03-15", "dall'11 al 15 marzo"},
        {"it-IT", "2026-08-01", "2026-08-11", "dal 1º all'11 agosto"},
        {"it-IT", "2026-12-08", "2026-12-08", "l'8 dicembre"},
        {"en-GB", "2026-08-07", "2026-08-23", "7 to 23 August"},
        {"en-US", "2026-08-07", "2026-08-23", "August 7 to 23"},
        {"en-US", "2027-08-07", "2027-09-02", "August 7 to September 2, 2027"},
        {"en-GB", "2026-12-08", "2026-12-08", "8 December"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++)
        IS(cases[i].written,
           locale_dates(named(cases[i].locale), &to, day_of(cases[i].from), day_of(cases[i].until), 2026));
}
END_TEST

START_TEST(moments)
{
    static const struct {
        const char *locale;
        int minute;
        const char *bare, *at;
    } cases[] = {
        {"es-ES", 17 * 60 + 5, "17:05", "a las 17:05"},
        {"es-ES", 60, "1:00", "a la 1:00"},
        {"es-AR", 17 * 60 + 5, "17:05", "a las 17:05"},
        {"es-MX", 17 * 60 + 5, "5:05" N "p.m.", "a las 5:05" N "p.m."},
        {"es-MX", 13 * 60 + 5, "1:05" N "p.m.", "a la 1:05" N "p.m."},
        {"it-IT", 17 * 60 + 5, "17:05", "alle 17:05"},
        {"it-IT", 60 + 5, "1:05", "all'1:05"},
        {"it-IT", 8 * 60, "8:00", "alle 8:00"},
        {"it-IT", 11 * 60, "11:00", "alle 11:00"},
        {"en-GB", 17 * 60 + 5, "17:05", "at 17:05"},
        {"en-US", 17 * 60 + 5, "5:05" N "PM", "at 5:05" N "PM"},
        {"en-US", 5, "12:05" N "AM", "at 12:05" N "AM"},
        {"en-US", 12 * 60, "12:00" N "PM", "at 12:00" N "PM"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        IS(cases[i].bare, locale_minute(named(cases[i].locale), &to, cases[i].minute));
        IS(cases[i].at, locale_at_minute(named(cases[i].locale), &to, cases[i].minute));
    }
}
END_TEST

START_TEST(weeks)
{
    static const struct {
        const char *locale, *hours, *written;
    } cases[] = {
        {"es-ES", "1-5 09:30-18:00", "de lunes a viernes, de 9:30 a 18:00"},
        {"es-ES", "1-5 09:30-13:30 16:00-18:30", "de lunes a viernes, de 9:30 a 13:30 y de 16:00 a 18:30"},
        {"es-ES", "1-4 09:00-19:00; 5 09:00-15:00", "de lunes a jueves, de 9:00 a 19:00; los viernes, de 9:00 a 15:00"},
        {"it-IT", "1-5 09:00-18:00; 7 10:00-12:00",
         "dal lunedì al venerdì, dalle 9:00 alle 18:00; la domenica, dalle 10:00 alle 12:00"},
        {"it-IT", "5-7 01:00-12:00", "dal venerdì alla domenica, dall'1:00 alle 12:00"},
        {"en-GB", "1-5 09:00-18:00", "Monday to Friday, 9:00 to 18:00"},
        {"en-US", "1-2 09:00-17:00", "Monday and Tuesday, 9:00" N "AM to 5:00" N "PM"},
        {"es-MX", "6 09:00-14:00", "los sábados, de 9:00" N "a.m. a 2:00" N "p.m."},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct hours hours = hours_of(cases[i].hours);
        IS(cases[i].written, locale_week(named(cases[i].locale), &to, &hours));
        hours_clear(&hours);
    }
    struct hours gaps = hours_of("1 09:00-14:00; 3 09:00-14:00; 5 09:00-14:00");
    IS("los lunes, miércoles y viernes, de 9:00 a 14:00", locale_week(named("es-ES"), &to, &gaps));
    IS("il lunedì, il mercoledì e il venerdì, dalle 9:00 alle 14:00", locale_week(named("it-IT"), &to, &gaps));
    hours_clear(&gaps);
}
END_TEST

START_TEST(windows)
{
    IS("72 horas", locale_window(named("es-ES"), &to, window_of("72h")));
    IS("3 giorni lavorativi", locale_window(named("it-IT"), &to, window_of("3wd")));
    IS("1 giorno", locale_window(named("it-IT"), &to, window_of("1d")));
    IS("24 open hours", locale_window(named("en-GB"), &to, window_of("24oh")));
}
END_TEST

START_TEST(joining)
{
    static const struct {
        const char *locale, *last, *and, *or;
    } cases[] = {
        {"es-ES", "Hijos", "Pérez e Hijos", "Pérez o Hijos"},  {"es-ES", "Íñigo", "Pérez e Íñigo", "Pérez o Íñigo"},
        {"es-ES", "hielo", "Pérez y hielo", "Pérez o hielo"},  {"es-ES", "Olmo", "Pérez y Olmo", "Pérez u Olmo"},
        {"es-ES", "horas", "Pérez y horas", "Pérez u horas"},  {"es-ES", "8", "Pérez y 8", "Pérez u 8"},
        {"es-ES", "11", "Pérez y 11", "Pérez u 11"},           {"es-ES", "110", "Pérez y 110", "Pérez o 110"},
        {"it-IT", "Elvira", "Pérez ed Elvira", "Pérez o Elvira"}, {"it-IT", "Anna", "Pérez e Anna", "Pérez o Anna"},
        {"en-GB", "Hijos", "Pérez and Hijos", "Pérez or Hijos"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        const char *items[] = {"Pérez", cases[i].last};
        IS(cases[i].and, locale_join(named(cases[i].locale), &to, items, 2, false));
        IS(cases[i].or, locale_join(named(cases[i].locale), &to, items, 2, true));
    }
    const char *three[] = {"a", "b", "c"};
    IS("a, b y c", locale_join(named("es-ES"), &to, three, 3, false));
    IS("a, b and c", locale_join(named("en-GB"), &to, three, 3, false));
    IS("a", locale_join(named("it-IT"), &to, three, 1, false));
}
END_TEST

START_TEST(articles)
{
    static const struct {
        const char *noun, *the, *of, *to;
    } cases[] = {
        {"lavoro", "il lavoro", "del lavoro", "al lavoro"},       {"studio", "lo studio", "dello studio", "allo studio"},
        {"zaino", "lo zaino", "dello zaino", "allo zaino"},       {"gnomo", "lo gnomo", "dello gnomo", "allo gnomo"},
        {"psicologo", "lo psicologo", "dello psicologo", "allo psicologo"},
        {"incontro", "l'incontro", "dell'incontro", "all'incontro"}, {"Hotel", "l'Hotel", "dell'Hotel", "all'Hotel"},
        {"sito", "il sito", "del sito", "al sito"},               {"yogurt", "lo yogurt", "dello yogurt", "allo yogurt"},
    };
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        IS(cases[i].the, locale_article(named("it-IT"), &to, cases[i].noun, ARTICLE_THE));
        IS(cases[i].of, locale_article(named("it-IT"), &to, cases[i].noun, ARTICLE_OF));
        IS(cases[i].to, locale_article(named("it-IT"), &to, cases[i].noun, ARTICLE_TO));
    }
    IS("del taller", locale_article(named("es-ES"), &to, "taller", ARTICLE_OF));
    IS("al taller", locale_article(named("es-ES"), &to, "taller", ARTICLE_TO));
    IS("de El Escorial", locale_article(named("es-ES"), &to, "El Escorial", ARTICLE_OF));
}
END_TEST

START_TEST(channels)
{
    IS("por WhatsApp", locale_by_channel(named("es-MX"), &to, "whatsapp"));
    IS("al telefono", locale_by_channel(named("it-IT"), &to, "phone"));
    IS("su Instagram", locale_by_channel(named("it-IT"), &to, "instagram"));
    IS("por Señal", locale_by_channel(named("es-ES"), &to, "Señal"));
    ck_assert_str_eq(locale_channel(named("es-ES"), "email"), "correo");
}
END_TEST

int main(void)
{
    const struct test_row rows[] = {{choosing, 1}, {sums, 1}, {numbers, 1}, {dates, 1},  {ranges, 1},   {moments, 1},
                                           {weeks, 1},    {windows, 1}, {joining, 1}, {articles, 1}, {channels, 1}};

    return run_suite("locale", rows, ARRAY_LEN(rows));
}
