/* What people type beside dates that have been: what lies ahead, hours of the week, sums. */
#include "fixture.h"

#include "paletti/base/str.h"
#include "paletti/core/hours_text.h"
#include "paletti/core/money_text.h"
#include "paletti/core/when.h"

#include <string.h>

/* Thursday, 12 March 2026, 10:15 in Madrid. */
#define NOW 1773306900
enum { PAST = WHEN_AHEAD, COMING = WHEN_AHEAD | WHEN_COMING };

static const struct {
    const char *text;
    unsigned flags;
    const char *local; /* NULL: no date */
} ahead[] = {
    {"tomorrow", COMING, "2026-03-13 12:00"},
    {"mañana 9:30", COMING, "2026-03-13 09:30"},
    {"domani", PAST, "2026-03-13 12:00"},
    {"pasado mañana", COMING, "2026-03-14 12:00"},
    {"dopodomani", COMING, "2026-03-14 12:00"},
    {"the day after tomorrow", COMING, "2026-03-14 12:00"},
    {"in 15 days", COMING, "2026-03-27 12:00"},
    {"dentro de 15 días", COMING, "2026-03-27 12:00"},
    {"tra due giorni", COMING, NULL},
    {"tra 2 giorni", COMING, "2026-03-14 12:00"},
    {"+3d", COMING, "2026-03-15 12:00"},
    {"+2w", PAST, "2026-03-26 12:00"},
    {"in a week", COMING, "2026-03-19 12:00"},
    {"in 2 h", COMING, "2026-03-12 12:15"},
    {"+90m", COMING, "2026-03-12 11:45"},
    {"in 1 month", COMING, "2026-04-12 12:00"},
    {"in 12 mesi", COMING, "2027-03-12 12:00"},
    {"next week", COMING, "2026-03-19 12:00"},
    {"la semana que viene", COMING, "2026-03-19 12:00"},
    {"il mese prossimo", COMING, "2026-04-12 12:00"},
    {"end of the month", COMING, "2026-03-31 12:00"},
    {"fin de mes", COMING, "2026-03-31 12:00"},
    {"fine mese", COMING, "2026-03-31 12:00"},
    /* The next one, not before now; "next" is not today in any case. */
    {"friday", COMING, "2026-03-13 12:00"},
    {"thu", COMING, "2026-03-12 10:15"},
    {"thu 10:14", COMING, "2026-03-19 10:14"},
    {"thu 10:15", COMING, "2026-03-12 10:15"},
    {"wed 9:30", COMING, "2026-03-18 09:30"},
    {"next thursday", COMING, "2026-03-19 12:00"},
    {"next friday", PAST, "2026-03-13 12:00"},
    {"viernes que viene", COMING, "2026-03-13 12:00"},
    {"el próximo viernes 9:30", COMING, "2026-03-13 09:30"},
    {"venerdì prossimo", COMING, "2026-03-13 12:00"},
    {"last friday", COMING, "2026-03-06 12:00"},
    {"10 mar", COMING, "2027-03-10 12:00"},
    {"12 mar", COMING, "2026-03-12 10:15"},
    {"13/3", COMING, "2026-03-13 12:00"},
    {"29 feb", COMING, "2028-02-29 12:00"},
    {"9:30", COMING, "2026-03-13 09:30"},
    {"17:50", COMING, "2026-03-12 17:50"},
    {"yesterday", COMING, "2026-03-11 12:00"},
    /* The latest one, where it has been. */
    {"friday", PAST, "2026-03-06 12:00"},
    {"10 mar", PAST, "2026-03-10 12:00"},
    /* A day is its beginning. */
    {"friday", COMING | WHEN_MIDNIGHT, "2026-03-13 00:00"},
    {"today", COMING | WHEN_MIDNIGHT, "2026-03-12 00:00"},
    {"friday 9:30", COMING | WHEN_MIDNIGHT, "2026-03-13 09:30"},
    /* Not where only what has been is meant. */
    {"tomorrow", 0, NULL},
    {"in 25m", 0, NULL},
    {"+3d", 0, NULL},
    {"next friday", 0, NULL},
};

START_TEST(what_lies_ahead)
{
    int64_t at;
    struct err err = {""};
    int n = when_parse_as(ahead[_i].text, NOW, zone_of("Europe/Madrid"), ahead[_i].flags, &at, &err);

    ck_assert_msg(n >= 0, "%s: %s", ahead[_i].text, err.text);
    if (!ahead[_i].local) {
        ck_assert_msg(n == 0, "%s", ahead[_i].text);
        return;
    }
    struct civil c;
    zone_civil(zone_of("Europe/Madrid"), at, &c);
    _cleanup_str_ struct str local = STR_INIT;
    str_printf(&local, "%04d-%02d-%02d %02d:%02d", c.year, c.month, c.day, c.hour, c.minute);
    ck_assert_msg(strcmp(str_text(&local), ahead[_i].local) == 0, "%s: %s", ahead[_i].text, str_text(&local));
    ck_assert_int_eq(n, (int)strlen(ahead[_i].text));
}
END_TEST

static const struct {
    const char *text, *written, *says; /* what is written of it, or what the error says */
} weeks[] = {
    {"mon-fri 09:30-13:30 15:00-18:00; sat 10-12", "mon-fri 09:30-13:30 15:00-18:00; sat 10:00-12:00", NULL},
    {"lun-vie 9:30-13:30 y 15-18; sáb 10h-12h30", "mon-fri 09:30-13:30 15:00-18:00; sat 10:00-12:30", NULL},
    {"lunedì, mercoledì 9–13", "mon,wed 09:00-13:00", NULL},
    {"dal", NULL, "hours begin with their days"},
    {"mar dalle 9 alle 13", "tue 09:00-13:00", NULL},
    {"Mon to Wed: from 9am to 6pm", "mon-wed 09:00-18:00", NULL},
    {"fri-mon 9-10", "mon,fri-sun 09:00-10:00", NULL},
    {"mon 9-13; mon 15-18; mon 13-14", "mon 09:00-14:00 15:00-18:00", NULL},
    {"mon 0:00-24:00", "mon 00:00-24:00", NULL},
    {"mon-fri 9-18; wed closed", "mon-fri 09:00-18:00", NULL},
    {"sun 10-12\nmon 9-10", "mon 09:00-10:00; sun 10:00-12:00", NULL},
    {"closed", "closed", NULL},
    {"", "closed", NULL},
    {"9-18", NULL, "hours begin with their days"},
    {"mon", NULL, "the hours of these days are missing"},
    {"mon 9-25", NULL, "hours have a beginning and an end"},
    {"mon 30-31", NULL, "no such time of day"},
    {"mon 18-9", NULL, "a span over midnight is written as two"},
    {"mon 9-12; mon 11-13", NULL, "overlap"},
    {"mon-x 9-12", NULL, "a weekday is missing"},
};

START_TEST(hours_of_the_week)
{
    struct hours hours, again;
    struct err err = {""};
    int r = hours_read(weeks[_i].text, &hours, &err);

    if (weeks[_i].says) {
        ck_assert_int_eq(r, -1);
        ck_assert_msg(strstr(err.text, weeks[_i].says) != NULL, "%s: %s", weeks[_i].text, err.text);
    } else {
        _cleanup_str_ struct str written = STR_INIT;
        ck_assert_msg(r == 0, "%s: %s", weeks[_i].text, err.text);
        hours_text(&written, &hours);
        ck_assert_str_eq(str_text(&written), weeks[_i].written);
        ck_assert_int_eq(hours_read(str_text(&written), &again, &err), 0);
        ck_assert(hours_equal(&hours, &again));
        hours_clear(&again);
    }
    hours_clear(&hours);
}
END_TEST

static const struct {
    const char *text, *currency, *written;
    int rest; /* bytes behind it */
} sums[] = {
    {"320", "EUR", "320.00 EUR", 0},          {"320 EUR", "USD", "320.00 EUR", 0},
    {"320eur", "USD", "320.00 EUR", 0},       {"EUR 320", "USD", "320.00 EUR", 0},
    {"€ 1.234,50", "USD", "1234.50 EUR", 0},  {"1,234.50", "USD", "1234.50 USD", 0},
    {"1.234", "EUR", "1234.00 EUR", 0},       {"1,234", "EUR", "1234.00 EUR", 0},
    {"1.234.567", "EUR", "1234567.00 EUR", 0}, {"1 234,5", "EUR", "1234.50 EUR", 0},
    {"1'234.50", "CHF", "1234.50 CHF", 0},    {"12,5", "EUR", "12.50 EUR", 0},
    {"80.000 TND", "EUR", "80.000 TND", 0},   {"1.234,567 TND", "EUR", "1234.567 TND", 0},
    {"5000 JPY", "EUR", "5000 JPY", 0},       {"-5", "EUR", "-5.00 EUR", 0},
    {"$20", "MXN", "20.00 MXN", 0},           {"20 euros", "USD", "20.00 EUR", 0},
    {"320 transfer", "EUR", "320.00 EUR", 9}, {"320 all of it", "EUR", "320.00 EUR", 10},
    {"320 usd", "EUR", "320.00 USD", 0},      {"x", "EUR", NULL, 0},
    {"EUR", "EUR", NULL, 0},                  {"12x", "EUR", NULL, 0},
    {"", "EUR", NULL, 0},
};

START_TEST(sums_as_people_write_them)
{
    struct money money;
    struct err err = {""};
    _cleanup_str_ struct str written = STR_INIT;
    int n = money_read(sums[_i].text, sums[_i].currency, &money, &err);

    ck_assert_msg(n >= 0, "%s: %s", sums[_i].text, err.text);
    if (!sums[_i].written) {
        ck_assert_int_eq(n, 0);
        return;
    }
    money_text(&written, money);
    ck_assert_msg(strcmp(str_text(&written), sums[_i].written) == 0, "%s: %s", sums[_i].text, str_text(&written));
    ck_assert_int_eq(n + sums[_i].rest, (int)strlen(sums[_i].text));
}
END_TEST

START_TEST(sums_that_cannot_be)
{
    static const char *const wrong[] = {"1.2345 EUR", "1,5 JPY", "99999999999999999999"};
    struct money money;
    struct err err = {""};

    for (size_t i = 0; i < ARRAY_LEN(wrong); i++)
        ck_assert_msg(money_read(wrong[i], "EUR", &money, &err) == -1, "%s", wrong[i]);
}
END_TEST

int main(void)
{
    const struct test_row rows[] = {
        {what_lies_ahead, ARRAY_LEN(ahead)},
        {hours_of_the_week, ARRAY_LEN(weeks)},
        {sums_as_people_write_them, ARRAY_LEN(sums)},
        {sums_that_cannot_be, 1},
    };
    return run_suite("typed", rows, ARRAY_LEN(rows));
}
