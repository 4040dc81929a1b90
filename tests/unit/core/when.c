#include "paletti/core/when.h"

#include "fixture.h"
#include "paletti/base/str.h"

#include <string.h>

/* Thursday, 12 March 2026, 10:15 in Madrid. */
#define NOW       1773306900
#define NOW_LOCAL "2026-03-12 10:15:00"

static const struct {
    const char *text;
    const char *local; /* as Madrid's clocks show it; NULL: no date */
    int rest;          /* bytes that are not part of it */
} cases[] = {
    {"now", NOW_LOCAL},
    {"ahora", NOW_LOCAL},
    {"Adesso", NOW_LOCAL},
    {"today", NOW_LOCAL},
    {"hoy", NOW_LOCAL},
    {"oggi", NOW_LOCAL},
    {"  oggi", NOW_LOCAL},
    {"today 9:30", "2026-03-12 09:30:00"},
    {"hoy a las 17:50", "2026-03-12 17:50:00"},
    {"yesterday 17:50", "2026-03-11 17:50:00"},
    {"yesterday", "2026-03-11 12:00:00"},
    {"ayer", "2026-03-11 12:00:00"},
    {"ieri alle 9.30", "2026-03-11 09:30:00"},
    {"ayer a las 9", "2026-03-11 09:00:00"},
    {"ieri alle ore 9", "2026-03-11 09:00:00"},
    {"ieri, 9:30", "2026-03-11 09:30:00"},
    {"anteayer 8:00", "2026-03-10 08:00:00"},
    {"antes de ayer", "2026-03-10 12:00:00"},
    {"l'altro ieri 8:00", "2026-03-10 08:00:00"},
    {"l’altro ieri", "2026-03-10 12:00:00"},
    {"ieri l'altro", "2026-03-10 12:00:00"},
    {"the day before yesterday", "2026-03-10 12:00:00"},

    /* Weekdays: the latest, not after now. */
    {"fri 9:30", "2026-03-06 09:30:00"},
    {"ven 9.30", "2026-03-06 09:30:00"},
    {"viernes", "2026-03-06 12:00:00"},
    {"venerdì 9h30", "2026-03-06 09:30:00"},
    {"Wed 17h", "2026-03-11 17:00:00"},
    {"mié 9:30", "2026-03-11 09:30:00"},
    {"sábado 9:30", "2026-03-07 09:30:00"},
    {"SAB 9:30", "2026-03-07 09:30:00"},
    {"domenica", "2026-03-08 12:00:00"},
    {"lunes pasado 9:30", "2026-03-09 09:30:00"},
    {"lunedì scorso", "2026-03-09 12:00:00"},
    {"last monday", "2026-03-09 12:00:00"},
    {"el pasado lunes", "2026-03-09 12:00:00"},
    {"on monday at 9", "2026-03-09 09:00:00"},
    {"thu", NOW_LOCAL},
    {"thu 9:30", "2026-03-12 09:30:00"},
    {"thu 10:15", NOW_LOCAL},
    {"thu 10:16", "2026-03-05 10:16:00"},
    {"last thursday", "2026-03-05 12:00:00"},
    {"jueves pasado 9:30", "2026-03-05 09:30:00"},
    {"tues 9:30pm", "2026-03-10 21:30:00"},

    /* Days of a month; without a year the latest. */
    {"10 mar 10:15", "2026-03-10 10:15:00"},
    {"10 mar", "2026-03-10 12:00:00"},
    {"mar 10", "2026-03-10 12:00:00"},
    {"mar 10 9:30", "2026-03-10 09:30:00"},
    {"mar 10 2025", "2025-03-10 12:00:00"},
    {"mar 9:30", "2026-03-10 09:30:00"},
    {"mar 9.30", "2026-03-10 09:30:00"},
    {"mar 9h", "2026-03-10 09:00:00"},
    {"mar 9pm", "2026-03-10 21:00:00"},
    {"mar", "2026-03-10 12:00:00"},
    {"mar 10 mar", "2026-03-10 12:00:00"},
    {"mar 10 marzo 9:30", "2026-03-10 09:30:00"},
    {"martedì 10 marzo 2026", "2026-03-10 12:00:00"},
    {"Tuesday, 10 March", "2026-03-10 12:00:00"},
    {"martes, 10 de marzo de 2026 9:30", "2026-03-10 09:30:00"},
    {"10 de marzo de 2026", "2026-03-10 12:00:00"},
    {"10 de marzo del 2026", "2026-03-10 12:00:00"},
    {"March 10th, 2026", "2026-03-10 12:00:00"},
    {"the 10th of March", "2026-03-10 12:00:00"},
    {"1º marzo", "2026-03-01 12:00:00"},
    {"il 10 marzo", "2026-03-10 12:00:00"},
    {"12 mar", NOW_LOCAL},
    {"12 mar 17:00", "2026-03-12 17:00:00"},
    {"13 mar", "2025-03-13 12:00:00"},
    {"dic 24", "2025-12-24 12:00:00"},
    {"24 dic 2026", "2026-12-24 12:00:00"},
    {"29 feb", "2024-02-29 12:00:00"},
    {"1 ago", "2025-08-01 12:00:00"},
    {"3 set", "2025-09-03 12:00:00"},
    {"5 ene", "2026-01-05 12:00:00"},
    {"5 gen", "2026-01-05 12:00:00"},
    {"5 ott", "2025-10-05 12:00:00"},
    {"5 lug", "2025-07-05 12:00:00"},
    {"5 giu", "2025-06-05 12:00:00"},
    {"5 mag", "2025-05-05 12:00:00"},
    {"5 abr", "2025-04-05 12:00:00"},
    {"5 agosto", "2025-08-05 12:00:00"},
    {"10/3", "2026-03-10 12:00:00"},
    {"10/3 9:30", "2026-03-10 09:30:00"},
    {"10/3/26", "2026-03-10 12:00:00"},
    {"10/3/2025", "2025-03-10 12:00:00"},
    {"10.3.2026", "2026-03-10 12:00:00"},
    {"10.3.2026 9.30", "2026-03-10 09:30:00"},
    {"10-3-2026", "2026-03-10 12:00:00"},
    {"tue 10/3", "2026-03-10 12:00:00"},
    {"2026-03-10", "2026-03-10 12:00:00"},
    {"2026-03-10 10:15", "2026-03-10 10:15:00"},
    {"2026-03-10T10:15", "2026-03-10 10:15:00"},
    {"2026-03-10 10:15:42", "2026-03-10 10:15:42"},
    {"2026-03-10T09:15:00Z", "2026-03-10 10:15:00"},
    {"2026-03-10T09:15:00+01:00 in", "2026-03-10 09:15:00", 3},
    {"2026-12-10 9:30", "2026-12-10 09:30:00"},
    {"0001-01-02 0:00", "0001-01-02 00:00:00"},

    /* Times: alone, the latest. */
    {"9:30", "2026-03-12 09:30:00"},
    {"09:30", "2026-03-12 09:30:00"},
    {"9.30", "2026-03-12 09:30:00"},
    {"9h30", "2026-03-12 09:30:00"},
    {"9h", "2026-03-12 09:00:00"},
    {"9:30am", "2026-03-12 09:30:00"},
    {"9:30 am", "2026-03-12 09:30:00"},
    {"9:30 h", "2026-03-12 09:30:00"},
    {"17:50", "2026-03-11 17:50:00"},
    {"9pm", "2026-03-11 21:00:00"},
    {"12am", "2026-03-12 00:00:00"},
    {"12:30 pm", "2026-03-11 12:30:00"},
    {"0:00", "2026-03-12 00:00:00"},
    {"at 9", "2026-03-12 09:00:00"},
    {"a las 9", "2026-03-12 09:00:00"},
    {"alle 9", "2026-03-12 09:00:00"},
    {"noon", "2026-03-11 12:00:00"},
    {"a mediodía", "2026-03-11 12:00:00"},
    {"ieri a mezzogiorno", "2026-03-11 12:00:00"},
    {"fri noon", "2026-03-06 12:00:00"},

    /* Ago. */
    {"2 h ago", "2026-03-12 08:15:00"},
    {"2h ago", "2026-03-12 08:15:00"},
    {"hace 2 h", "2026-03-12 08:15:00"},
    {"2 ore fa", "2026-03-12 08:15:00"},
    {"un'ora fa", "2026-03-12 09:15:00"},
    {"an hour ago", "2026-03-12 09:15:00"},
    {"hace una hora", "2026-03-12 09:15:00"},
    {"20 min ago", "2026-03-12 09:55:00"},
    {"hace 20 minutos", "2026-03-12 09:55:00"},
    {"3 giorni fa", "2026-03-09 12:00:00"},
    {"hace 3 días 9:30", "2026-03-09 09:30:00"},
    {"a week ago", "2026-03-05 12:00:00"},
    {"2 settimane fa alle 9", "2026-02-26 09:00:00"},

    /* What stands behind is left. */
    {"yesterday 17:50 in email", "2026-03-11 17:50:00", 9},
    {"fri in email", "2026-03-06 12:00:00", 9},
    {"mar out", "2026-03-10 12:00:00", 4},
    {"now, in", NOW_LOCAL, 4},
    {"17:50, out", "2026-03-11 17:50:00", 5},
    {"10 mar in 25m", "2026-03-10 12:00:00", 7},
    {"fri 10 in", "2026-03-06 12:00:00", 6},
    {"yesterday meeting 2h", "2026-03-11 12:00:00", 11},
    {"10 mar 10 people", "2026-03-10 12:00:00", 10},

    /* Text. */
    {""},
    {"   "},
    {"marketing plan"},
    {"sunny"},
    {"monk"},
    {"todays"},
    {"nowhere"},
    {"in email"},
    {"10 in"},
    {"25m call"},
    {"2026"},
    {"2026-03"},
    {"12345678901"},
    {"10"},
    {"may call"},
    {"march"},
    {"17:5"},
    {"17:50x"},
    {"2026-03-10abc"},
    {"hace mucho"},
    {"2 hx"},
    {"la 9 entrega"},
    {"a 50"},
    {"3.1415"},
    {"last"},
    {"on the phone"},
    {"ora"},
    {"1,5"},
    {"10/3x"},
    {"10 / 3"},
    {"fa"},
    {"ago"},
};

START_TEST(what_people_type)
{
    const char *text = cases[_i].text;
    int64_t at = 42;
    struct err err = {0};
    int read = when_parse(text, NOW, zone_of("Europe/Madrid"), &at, &err);
    ck_assert_msg(read >= 0, "%s: %s", text, err.text);
    if (!cases[_i].local) {
        ck_assert_msg(read == 0, "\"%s\" was read as a date", text);
        ck_assert_int_eq(at, 42);
        return;
    }
    struct civil civil;
    _cleanup_str_ struct str local = STR_INIT;
    zone_civil(zone_of("Europe/Madrid"), at, &civil);
    str_printf(&local, "%04d-%02d-%02d %02d:%02d:%02d", civil.year, civil.month, civil.day, civil.hour,
               civil.minute, civil.second);
    ck_assert_msg(strcmp(local.s, cases[_i].local) == 0, "\"%s\": %s instead of %s", text, local.s,
                  cases[_i].local);
    ck_assert_msg(read + cases[_i].rest == (int)strlen(text), "\"%s\": %d bytes read", text, read);
}
END_TEST

static const struct {
    const char *text, *error;
} wrong[] = {
    {"31 feb", "\"31 feb\" is no date that exists; write one such as"},
    {"31/2 9:30", "\"31/2\" is no date that exists"},
    {"3/13", "\"3/13\" is no date that exists"},
    {"29 feb 2026", "\"29 feb 2026\" is no date"},
    {"2026-02-30", "\"2026-02-30\" is no date"},
    {"0 mar", "\"0 mar\" is no date"},
    {"25:70", "\"25:70\" is no time of day"},
    {"yesterday 24:00", "\"24:00\" is no time of day"},
    {"fri 9:61", "\"9:61\" is no time of day"},
    {"13pm", "\"13pm\" is no time of day"},
    {"0:30 am", "\"0:30 am\" is no time of day"},
    {"mon 10 mar 2026", "\"mon 10 mar 2026\": the date falls on another weekday"},
};

START_TEST(what_does_not_exist)
{
    int64_t at = 42;
    struct err err = {0};
    ck_assert_int_eq(when_parse(wrong[_i].text, NOW, zone_of("Europe/Madrid"), &at, &err), -1);
    ck_assert_int_eq(at, 42);
    ck_assert_msg(strncmp(err.text, wrong[_i].error, strlen(wrong[_i].error)) == 0, "%s", err.text);
}
END_TEST

/* The last Sunday of March: 02:30 is skipped, and is the jump; of October: 02:30 is the first one. */
START_TEST(clock_changes)
{
    int64_t at;
    ck_assert_int_eq(when_parse("2026-03-29 2:30", NOW, zone_of("Europe/Madrid"), &at, NULL), 15);
    ck_assert_int_eq(at, 1774746000);
    ck_assert_int_eq(when_parse("25/10/2026 2:30", NOW, zone_of("Europe/Madrid"), &at, NULL), 15);
    ck_assert_int_eq(at, 1792888200);
}
END_TEST

START_TEST(a_day_that_the_zone_skipped)
{
    int64_t at;
    ck_assert_int_eq(when_parse("30/12/2011", NOW, zone_of("Pacific/Apia"), &at, NULL), -1);
}
END_TEST

int main(void)
{
    const struct test_row rows[] = {
        {what_people_type, (int)ARRAY_LEN(cases)},
        {what_does_not_exist, (int)ARRAY_LEN(wrong)},
        {clock_changes, 1},
        {a_day_that_the_zone_skipped, 1},
    };
    return run_suite("when", rows, ARRAY_LEN(rows));
}
