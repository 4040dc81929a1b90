#include "locale_inside.h"

#include "paletti/base/civil.h"

/* "otto" and "undici" begin with a vowel; the first of a month is "il primo". */
static bool elides(int figure)
{
    return figure == 8 || figure == 11;
}

static void add_day_of_month(const struct locale *locale, struct str *to, int day)
{
    str_add_int(to, day, 1);
    if (day == 1 && locale->tongue == &tongue_it)
        str_add(to, "º");
}

static void add_month(const struct locale *locale, struct str *to, const struct civil *date, bool day)
{
    const struct tongue *tongue = locale->tongue;

    if (locale->month_first)
        str_printf(to, "%s%s", tongue->months[date->month - 1], day ? " " : "");
    if (day)
        add_day_of_month(locale, to, date->day);
    if (!locale->month_first)
        str_printf(to, "%s%s", tongue->before_month, tongue->months[date->month - 1]);
}

static void add_year(const struct locale *locale, struct str *to, int year)
{
    str_printf(to, "%s%d", locale->month_first ? ", " : locale->tongue->before_year, year);
}

void locale_date(const struct locale *locale, struct str *to, int32_t day, enum date_form form,
                 unsigned parts)
{
    const struct tongue *tongue = locale->tongue;
    const struct date_words *words = &tongue->dates[form];
    struct civil date;

    civil_of_day(day, &date);
    if (parts & DATE_WEEKDAY)
        str_printf(to, "%s%s%s", words->weekday, tongue->weekdays[civil_weekday(day)], tongue->after_weekday);
    else
        str_add(to, elides(date.day) ? words->elided : words->plain);
    add_month(locale, to, &date, true);
    if (parts & DATE_YEAR)
        add_year(locale, to, date.year);
}

/* "dal 7", "dall'8" and "al", "all'" of a range; the Spanish "del", "al"; in English only what is between. */
static void add_from(const struct locale *locale, struct str *to, int day)
{
    if (locale->tongue == &tongue_it)
        str_add(to, elides(day) ? "dall'" : "dal ");
    else if (locale->tongue == &tongue_es)
        str_add(to, "del ");
}

static void add_to(const struct locale *locale, struct str *to, int day)
{
    if (locale->tongue == &tongue_it)
        str_add(to, elides(day) ? " all'" : " al ");
    else
        str_add(to, locale->tongue == &tongue_es ? " al " : " to ");
}

static void add_range(const struct locale *locale, struct str *to, const struct civil *a,
                      const struct civil *b, int this_year)
{
    bool month = a->month == b->month && a->year == b->year;

    add_from(locale, to, a->day);
    if (month && !locale->month_first)
        add_day_of_month(locale, to, a->day);
    else
        add_month(locale, to, a, true);
    if (a->year != b->year)
        add_year(locale, to, a->year);
    add_to(locale, to, b->day);
    if (month && locale->month_first)
        add_day_of_month(locale, to, b->day);
    else
        add_month(locale, to, b, true);
    if (b->year != this_year || a->year != b->year)
        add_year(locale, to, b->year);
}

void locale_dates(const struct locale *locale, struct str *to, int32_t from, int32_t until, int this_year)
{
    struct civil a, b;

    civil_of_day(from, &a);
    civil_of_day(until, &b);
    if (from == until)
        locale_date(locale, to, from, locale->tongue == &tongue_en ? DATE_BARE : DATE_ON,
                    a.year == this_year ? 0 : DATE_YEAR);
    else
        add_range(locale, to, &a, &b, this_year);
}
