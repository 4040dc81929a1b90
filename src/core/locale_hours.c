#include "locale_inside.h"

#include "paletti/base/civil.h"

enum { WEEK = 7 };

static int shown_hour(const struct locale *locale, int minute)
{
    int hour = minute / 60;

    return locale->half_days ? (hour + 11) % 12 + 1 : hour;
}

void locale_minute(const struct locale *locale, struct str *to, int minute)
{
    str_printf(to, "%d:%02d", shown_hour(locale, minute), minute % 60);
    if (locale->half_days)
        str_printf(to, "\xc2\xa0%s", minute / 60 % 24 < 12 ? locale->before_noon : locale->after_noon);
}

/* Italian runs into "l'una" only. */
static void add_italian(const struct locale *locale, struct str *to, const char *plain, const char *elided,
                        int minute)
{
    str_add(to, minute / 60 == 1 ? elided : plain);
    locale_minute(locale, to, minute);
}

void locale_at_minute(const struct locale *locale, struct str *to, int minute)
{
    if (locale->tongue == &tongue_it) {
        add_italian(locale, to, "alle ", "all'", minute);
        return;
    }
    if (locale->tongue == &tongue_es)
        str_add(to, shown_hour(locale, minute) == 1 ? "a la " : "a las ");
    else
        str_add(to, "at ");
    locale_minute(locale, to, minute);
}

static void add_span(const struct locale *locale, struct str *to, struct span span)
{
    if (locale->tongue == &tongue_it) {
        add_italian(locale, to, "dalle ", "dall'", span.from);
        add_italian(locale, to, " alle ", " all'", span.to);
        return;
    }
    str_add(to, locale->tongue == &tongue_es ? "de " : "");
    locale_minute(locale, to, span.from);
    str_add(to, locale->tongue == &tongue_es ? " a " : " to ");
    locale_minute(locale, to, span.to);
}

/* What joins the last two of a list of N. */
static const char *between(const struct locale *locale, size_t i, size_t n)
{
    return i == 0                         ? ""
           : i + 1 < n                    ? ", "
           : locale->tongue == &tongue_en ? " and "
           : locale->tongue == &tongue_es ? " y "
                                          : " e ";
}

void locale_spans(const struct locale *locale, struct str *to, const struct spans *spans)
{
    for (size_t i = 0; i < spans->n; i++) {
        str_add(to, between(locale, i, spans->n));
        add_span(locale, to, spans->v[i]);
    }
}

/* --- weeks --- */

static void add_row(const struct locale *locale, struct str *to, int first, int last)
{
    const struct tongue *tongue = locale->tongue;
    const char *from = tongue->weekdays[first], *until = tongue->weekdays[last];

    if (tongue == &tongue_it)
        str_printf(to, "%s%s %s%s", first == SUNDAY ? "dalla " : "dal ", from,
                   last == SUNDAY ? "alla " : "al ", until);
    else if (tongue == &tongue_es)
        str_printf(to, "de %s a %s", from, until);
    else
        str_printf(to, "%s to %s", from, until);
}

/* DAYS, a bit each, that are no row: "los lunes y miércoles". */
static void add_single(const struct locale *locale, struct str *to, unsigned days)
{
    size_t n = (size_t)__builtin_popcount(days), i = 0;

    str_add(to, locale->tongue == &tongue_es ? "los " : "");
    for (int day = 0; day < WEEK; day++)
        if (days >> day & 1) {
            str_add(to, between(locale, i++, n));
            str_add(to, locale->tongue->weekdays_every[day]);
        }
}

/* Three days and more without a gap are a row. */
static void add_days(const struct locale *locale, struct str *to, unsigned days)
{
    int first = __builtin_ctz(days), last = 31 - __builtin_clz(days);

    if (last - first >= 2 && __builtin_popcount(days) == last - first + 1)
        add_row(locale, to, first, last);
    else
        add_single(locale, to, days);
}

/* The days from DAY on that open as DAY does. */
static unsigned alike(const struct hours *hours, int day)
{
    unsigned days = 0;

    for (int other = day; other < WEEK; other++)
        if (spans_equal(&hours->day[day], &hours->day[other]))
            days |= 1U << other;
    return days;
}

void locale_week(const struct locale *locale, struct str *to, const struct hours *hours)
{
    unsigned done = 0;

    for (int day = 0; day < WEEK; day++) {
        if (!hours->day[day].n || done >> day & 1)
            continue;
        unsigned days = alike(hours, day);
        str_add(to, done ? "; " : "");
        done |= days;
        add_days(locale, to, days);
        str_add(to, ", ");
        locale_spans(locale, to, &hours->day[day]);
    }
}

void locale_window(const struct locale *locale, struct str *to, struct window window)
{
    const char *one = locale->tongue->windows[window.unit].one,
               *many = locale->tongue->windows[window.unit].many;

    locale_number(locale, to, window.n * INT64_C(1000));
    str_printf(to, " %s", window.n == 1 ? one : many);
}
