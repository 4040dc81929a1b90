/* Calendars: days off and appointments, as programs really write them, and as nobody should. */
#include "harness.h"

#include "formats/ics_zone.h"

#include "paletti/base/civil.h"
#include "paletti/base/mem.h"

#include <string.h>

#define CALENDAR(s) "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" s "END:VCALENDAR\r\n"
#define EVENT(s)    CALENDAR("BEGIN:VEVENT\r\n" s "END:VEVENT\r\n")
#define SPAN        "\"zone\":\"Europe/Madrid\",\"from\":\"2026-01-01\",\"to\":\"2027-12-31\""
#define CLOSED      SPAN ",\"as\":\"closed\""
#define MEETINGS                                                                                                 \
    SPAN ",\"as\":\"meetings\",\"me\":[\"nora@paletti.example\"],\"clients\":[{\"ref\":\"tormenta\",\"emails\":" \
         "[\"blas@tormenta.example\"]},{\"ref\":\"acme\",\"emails\":[\"ombra@acme.example\"]}]"

struct shape {
    const char *text, *line; /* the line stands in the answer once, */
    size_t days;             /* and so many closed dates or meetings do */
};

static void check_shapes(const struct shape *shapes, size_t n, const char *job, const char *counted)
{
    for (size_t i = 0; i < n; i++) {
        struct answer answer;
        answer_bytes(&answer, "ics", shapes[i].text, strlen(shapes[i].text), job);
        ck_assert_msg(answer_count(&answer, shapes[i].line) == 1, "%zu: %s\nis not once in\n%s\n%s", i, shapes[i].line,
                      answer.lines[0], answer.n > 1 ? answer.lines[1] : "");
        ck_assert_msg(answer_count(&answer, counted) == shapes[i].days, "%zu: %zu, not %zu\n%s", i,
                      answer_count(&answer, counted), shapes[i].days, shapes[i].text);
        answer_done(&answer);
    }
}

/* --- one event, in all its forms --- */

static const struct shape closed_shapes[] = {
    {EVENT("DTSTART;VALUE=DATE:20261208\r\nSUMMARY:Inmaculada\r\n"),
     "\"from\":\"2026-12-08\",\"to\":\"2026-12-08\",\"label\":\"Inmaculada\",\"likely\":true", 1},
    {EVENT("DTSTART:20261208\r\nDTEND:20261208\r\n"), "\"from\":\"2026-12-08\",\"to\":\"2026-12-08\"", 1},
    {EVENT("DTSTART;VALUE=DATE:20261224\r\nDTEND;VALUE=DATE:20270107\r\n"),
     "\"from\":\"2026-12-24\",\"to\":\"2027-01-06\"", 1},
    {EVENT("DTSTART;VALUE=DATE:20260810\r\nDURATION:P2W\r\n"), "\"from\":\"2026-08-10\",\"to\":\"2026-08-23\"", 1},
    /* what kind of day it is */
    {EVENT("DTSTART;VALUE=DATE:20261208\r\nTRANSP:TRANSPARENT\r\n"), "\"kind\":\"holiday\"", 1},
    {EVENT("DTSTART;VALUE=DATE:20261208\r\nCATEGORIES:Business,Holiday\r\n"), "\"kind\":\"holiday\"", 1},
    {EVENT("DTSTART;VALUE=DATE:20261208\r\nCATEGORIES:D\xc3\xad" "a festivo\r\n"), "\"kind\":\"holiday\"", 1},
    {EVENT("DTSTART;VALUE=DATE:20261208\r\nTRANSP:TRANSPARENT\r\nX-MICROSOFT-CDO-BUSYSTATUS:OOF\r\n"),
     "\"to\":\"2026-12-08\",\"likely\":true", 1},
    {CALENDAR("X-WR-CALNAME:Festivit\xc3\xa0 in Italia\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20260425\r\nEND:VEVENT\r\n"),
     "\"kind\":\"holiday\"", 1},
    /* days on which many work */
    {EVENT("DTSTART;VALUE=DATE:20260214\r\nDESCRIPTION:Observance\\nTo hide observances\\, go to\r\n"),
     "\"to\":\"2026-02-14\",\"note\":\"Observance\"", 1},
    {EVENT("DTSTART;VALUE=DATE:20260228\r\nDESCRIPTION:D\xc3\xad" "a festivo en Andaluc\xc3\xad" "a\r\n"),
     "\"to\":\"2026-02-28\",\"note\":\"D\xc3\xad" "a festivo en Andaluc\xc3\xad" "a\"", 1},
    /* times */
    {EVENT("DTSTART:20261208T100000\r\nDTEND:20261208T110000\r\nSUMMARY:Dentist\r\n"),
     "\"where\":\"line 3, \\\"Dentist\\\"\",\"why\":\"it takes hours, not a whole day\"", 0},
    {EVENT("DTSTART:20261208T000000\r\nDTEND:20261209T000000\r\n"), "\"from\":\"2026-12-08\",\"to\":\"2026-12-08\"", 1},
    {EVENT("DTSTART:20261208T000000\r\nDTEND:20261208T235900\r\n"), "\"from\":\"2026-12-08\",\"to\":\"2026-12-08\"", 1},
    {EVENT("DTSTART:20261218T180000\r\nDTEND:20261228T090000\r\n"), "\"from\":\"2026-12-19\",\"to\":\"2026-12-27\"", 1},
    {EVENT("DTSTART:20261207T230000Z\r\nDTEND:20261208T230000Z\r\n"), "\"from\":\"2026-12-08\",\"to\":\"2026-12-08\"", 1},
    {EVENT("DTSTART;TZID=America/New_York:20261207T180000\r\nDTEND;TZID=America/New_York:20261208T180000\r\n"),
     "\"from\":\"2026-12-08\",\"to\":\"2026-12-08\"", 1},
    {EVENT("DTSTART;TZID=\"/mozilla.org/20050126_1/Europe/Madrid\":20261208T000000\r\nDURATION:P1D\r\n"),
     "\"from\":\"2026-12-08\",\"to\":\"2026-12-08\"", 1},
    {EVENT("DTSTART;TZID=Mars/Olympus:20261208T000000\r\n"), "nobody knows its time zone \\\"Mars/Olympus\\\"", 0},
    /* folded lines and escapes */
    {EVENT("DTSTART;VALUE=DATE:2026\r\n 1208\r\nSUMMARY:A\\, b\\;\\nc\r\n  d\r\n"), "\"label\":\"A, b; c d\"", 1},
    {EVENT("DTSTART;VALUE=DATE:20261208\nSUMMARY:\xe9t\xe9\n"), "\"label\":\"\xc3\xa9t\xc3\xa9\"", 1},
    {EVENT("DTSTART;VALUE=DATE:20261208\r\nBEGIN:VALARM\r\nSUMMARY:no\r\nDTSTART:1\r\nEND:VALARM\r\n"),
     "\"from\":\"2026-12-08\",\"to\":\"2026-12-08\",\"likely\":true", 1},
    /* what is left out, and where it stands */
    {EVENT("DTSTART;VALUE=DATE:20261208\r\nSTATUS:CANCELLED\r\n"), "it was called off", 0},
    {EVENT("SUMMARY:Nothing\r\n"), "it has no beginning (DTSTART)", 0},
    {EVENT("DTSTART;VALUE=DATE:20261301\r\n"), "DTSTART: \\\"20261301\\\" is no date", 0},
    {EVENT("DTSTART;VALUE=DATE:20260229\r\n"), "DTSTART: \\\"20260229\\\" is no date", 0},
    {EVENT("DTSTART;VALUE=DATE:20261208\r\nDURATION:-P1D\r\n"), "DURATION: \\\"-P1D\\\" is no length of time", 0},
    {EVENT("DTSTART;VALUE=DATE:20261208\r\nDTEND:20261209T100000\r\n"), "begins on a day and ends at a time", 0},
    {EVENT("DTSTART;VALUE=DATE:20261208\r\nnonsense\r\n"), "line 5: a colon is missing", 0},
    {EVENT("DTSTART;VALUE=DATE:20191208\r\n"), "1 event, which touches no day from 2026-01-01 to 2027-12-31", 0},
    {"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20261208\r\n", "the file is cut off", 0},
    {CALENDAR(""), "\"read\":0,\"records\":0,\"skipped\":0", 0},
    {"BEGIN:VCARD\r\nEND:VCARD\r\n", "line 1: a calendar begins with BEGIN:VCALENDAR", 0},
    {"", "there is no calendar in it", 0},
    {"\x1f\x8b\b", "compressed (gzip)", 0},
};

START_TEST(days_off)
{
    check_shapes(closed_shapes, ARRAY_LEN(closed_shapes), CLOSED, "\"event\":\"closed\"");
}
END_TEST

START_TEST(kind_is_what_is_asked_for)
{
    struct answer answer;
    static const char text[] = EVENT("DTSTART;VALUE=DATE:20261208\r\n");

    answer_bytes(&answer, "ics", text, strlen(text), CLOSED ",\"kind\":\"holiday\"");
    answer_line(&answer, "\"kind\":\"holiday\"");
    answer_done(&answer);
}
END_TEST

/* --- what repeats --- */

#define DAILY "DTSTART;VALUE=DATE:20260105\r\nRRULE:FREQ=DAILY;COUNT=5\r\n"

static const struct shape repeated_shapes[] = {
    {EVENT("DTSTART;VALUE=DATE:19701225\r\nRRULE:FREQ=YEARLY\r\n"), "\"from\":\"2027-12-25\"", 2},
    {EVENT(DAILY), "\"from\":\"2026-01-09\"", 5},
    {EVENT(DAILY "EXDATE;VALUE=DATE:20260106,20260107\r\n"), "\"from\":\"2026-01-09\"", 3},
    {EVENT(DAILY "EXDATE:20260106T000000Z\r\n"), "\"from\":\"2026-01-07\"", 4},
    {EVENT(DAILY "RDATE;VALUE=DATE:20260301\r\n"), "\"from\":\"2026-03-01\"", 6},
    {EVENT("DTSTART;VALUE=DATE:20260105\r\nRDATE;VALUE=PERIOD:20260301T000000Z/P1D\r\n"), "\"from\":\"2026-01-05\"", 1},
    {EVENT("DTSTART;VALUE=DATE:20260105\r\nRRULE:FREQ=DAILY;UNTIL=20260107\r\n"), "\"from\":\"2026-01-07\"", 3},
    {EVENT("DTSTART;VALUE=DATE:20260105\r\nRRULE:FREQ=DAILY;UNTIL=20260106T230000Z\r\n"), "\"from\":\"2026-01-07\"", 3},
    {EVENT("DTSTART;VALUE=DATE:20260105\r\nRRULE:FREQ=DAILY;UNTIL=soon\r\n"), "how it repeats cannot be understood", 0},
    {EVENT("DTSTART;VALUE=DATE:20260101\r\nRRULE:FREQ=YEARLY;BYDAY=-1MO;BYMONTH=5\r\n"), "\"from\":\"2026-05-25\"", 2},
    {EVENT("DTSTART;VALUE=DATE:20260105\r\nRRULE:FREQ=HOURLY\r\n"), "it repeats more often than daily", 0},
    {EVENT("DTSTART;VALUE=DATE:20260105\r\nRRULE:FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30\r\n"),
     "it repeats more often than daily", 0},
    {EVENT("DTSTART;VALUE=DATE:20260105\r\nRRULE:FREQ=YEARLY;RSCALE=CHINESE\r\n"), "another calendar than the Gregorian", 0},
    {EVENT("DTSTART;VALUE=DATE:20260105\r\nRRULE:ALWAYS\r\n"), "how it repeats cannot be understood: ALWAYS", 0},
    {EVENT("DTSTART;VALUE=DATE:20260105\r\nRRULE:FREQ=DAILY\r\nRRULE:FREQ=DAILY\r\n"), "it repeats in two ways at once", 0},
    /* nothing ever comes: found out soon, and nothing but the first day */
    {EVENT("DTSTART;VALUE=DATE:20260105\r\nRRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30\r\n"), "\"event\":\"done\"", 0},
    {EVENT("DTSTART;VALUE=DATE:20260101\r\nDTEND;VALUE=DATE:20260103\r\nRRULE:FREQ=DAILY\r\n"), "\"event\":\"done\"", 730},
};

START_TEST(repeated)
{
    check_shapes(repeated_shapes, ARRAY_LEN(repeated_shapes), CLOSED, "\"event\":\"closed\"");
}
END_TEST

/* One of five moved, one called off. */
START_TEST(moved_and_called_off)
{
    static const char text[] =
        CALENDAR("BEGIN:VEVENT\r\nUID:a\r\n" DAILY "END:VEVENT\r\n"
                 "BEGIN:VEVENT\r\nUID:a\r\nRECURRENCE-ID;VALUE=DATE:20260106\r\nDTSTART;VALUE=DATE:20260601\r\nEND:VEVENT\r\n"
                 "BEGIN:VEVENT\r\nUID:a\r\nRECURRENCE-ID;VALUE=DATE:20260107\r\nDTSTART;VALUE=DATE:20260107\r\n"
                 "STATUS:CANCELLED\r\nEND:VEVENT\r\n"
                 "BEGIN:VEVENT\r\nUID:b\r\nDTSTART;VALUE=DATE:20260106\r\nSUMMARY:Another\r\nEND:VEVENT\r\n");
    struct answer answer;

    answer_bytes(&answer, "ics", text, strlen(text), CLOSED);
    answer_line(&answer, "\"from\":\"2026-06-01\"");
    answer_line(&answer, "\"label\":\"Another\"");
    ck_assert_uint_eq(answer_count(&answer, "\"from\":\"2026-01-06\""), 1);
    ck_assert_uint_eq(answer_count(&answer, "\"from\":\"2026-01-07\""), 0);
    ck_assert_uint_eq(answer_count(&answer, "\"event\":\"closed\""), 5);
    answer_done(&answer);
}
END_TEST

/* --- appointments --- */

#define BLAS "ATTENDEE;CN=Blas;PARTSTAT=ACCEPTED:mailto:Blas@tormenta.example\r\n"
#define AT   "DTSTART;TZID=Europe/Madrid:20260310T101500\r\nDTEND;TZID=Europe/Madrid:20260310T111500\r\n"

static const struct shape meeting_shapes[] = {
    {EVENT("UID:u1\r\nSUMMARY:Header\r\n" AT BLAS),
     "{\"type\":\"meeting\",\"ref\":\"u1#tormenta\",\"client\":\"tormenta\",\"starts\":\"2026-03-10T09:15:00Z\",\"ends\":"
     "\"2026-03-10T10:15:00Z\",\"title\":\"Header\",\"attendees\":[\"blas@tormenta.example\"],\"external_id\":\"u1\"}",
     1},
    {EVENT("UID:u1\r\n" AT BLAS "STATUS:CANCELLED\r\n"), "\"state\":\"cancelled\"", 1},
    {EVENT("UID:u1\r\n" AT BLAS "ORGANIZER:mailto:nora@paletti.example\r\nATTENDEE:mailto:ombra@acme.example\r\n"),
     "\"ref\":\"u1#acme\"", 2},
    {EVENT("UID:u1\r\n" AT "ATTENDEE;CN=Blas;EMAIL=blas@tormenta.example:/aMTIz/principal/\r\n"), "\"ref\":\"u1#tormenta\"", 1},
    {EVENT("UID:u1\r\n" AT "ATTENDEE:mailto:who@strange.example\r\n"),
     "\"event\":\"unknown\",\"id\":\"j1\",\"address\":\"who@strange.example\",\"count\":1", 0},
    {EVENT("UID:u1\r\n" AT "ORGANIZER:mailto:nora@paletti.example\r\n"), "it names nobody who takes part", 0},
    {EVENT("UID:u1\r\nDTSTART;VALUE=DATE:20260310\r\n" BLAS), "it takes the whole day, and has no time", 0},
    {EVENT("UID:u1\r\nDTSTART:20260310T101500\r\nDURATION:PT30M\r\n" BLAS), "\"ends\":\"2026-03-10T09:45:00Z\"", 1},
    /* the hour that happens twice, and the one that the clocks skip; the week after is not moved */
    {EVENT("UID:u1\r\nDTSTART;TZID=Europe/Madrid:20261025T023000\r\n" BLAS), "\"starts\":\"2026-10-25T00:30:00Z\"", 1},
    {EVENT("UID:u1\r\nDTSTART;TZID=Europe/Madrid:20260322T023000\r\nRRULE:FREQ=WEEKLY;COUNT=3\r\n" BLAS),
     "\"ref\":\"u1/2026-03-29T01:30:00Z#tormenta\"", 3},
    {EVENT("UID:u1\r\nDTSTART;TZID=Europe/Madrid:20260322T023000\r\nRRULE:FREQ=WEEKLY;COUNT=3\r\n" BLAS),
     "\"starts\":\"2026-04-05T00:30:00Z\"", 3},
    {EVENT("UID:u1\r\nDTSTART;TZID=Europe/Madrid:20260302T100000\r\nRRULE:FREQ=DAILY;COUNT=3\r\n"
           "EXDATE;TZID=Europe/Madrid:20260303T100000\r\n" BLAS),
     "\"ref\":\"u1/2026-03-04T09:00:00Z#tormenta\"", 2},
    {EVENT("UID:u1\r\nDTSTART:20260302T100000Z\r\nRRULE:FREQ=DAILY;UNTIL=20260303T100000Z\r\n" BLAS),
     "\"ref\":\"u1/2026-03-03T10:00:00Z#tormenta\"", 2},
};

START_TEST(appointments)
{
    check_shapes(meeting_shapes, ARRAY_LEN(meeting_shapes), MEETINGS, "\"type\":\"meeting\"");
}
END_TEST

/* --- as the programs write it --- */

static const char outlook[] =
    "BEGIN:VCALENDAR\r\nPRODID:-//Microsoft Corporation//Outlook 16.0 MIMEDIR//EN\r\nVERSION:2.0\r\nMETHOD:PUBLISH\r\n"
    "X-MS-OLK-FORCEINSPECTOROPEN:TRUE\r\nBEGIN:VTIMEZONE\r\nTZID:Romance Standard Time\r\nBEGIN:STANDARD\r\n"
    "DTSTART:16011028T030000\r\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\n"
    "END:STANDARD\r\nBEGIN:DAYLIGHT\r\nDTSTART:16010325T020000\r\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\r\n"
    "TZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nEND:DAYLIGHT\r\nEND:VTIMEZONE\r\nBEGIN:VEVENT\r\nCLASS:PUBLIC\r\n"
    "CREATED:20261101T100000Z\r\nDESCRIPTION: \\n\r\nDTEND;TZID=\"Romance Standard Time\":20260715T110000\r\n"
    "DTSTAMP:20261101T100000Z\r\nDTSTART;TZID=\"Romance Standard Time\":20260715T100000\r\nORGANIZER;CN=\"Blas Nublado\":m\r\n"
    " ailto:blas@tormenta.example\r\nPRIORITY:5\r\nSEQUENCE:0\r\nSUMMARY;LANGUAGE=es:Cabecera\r\nTRANSP:OPAQUE\r\n"
    "UID:040000008200E00074C5B7101A82E008\r\nX-MICROSOFT-CDO-BUSYSTATUS:BUSY\r\nBEGIN:VALARM\r\nTRIGGER:-PT15M\r\n"
    "ACTION:DISPLAY\r\nDESCRIPTION:Reminder\r\nEND:VALARM\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\n"
    "CATEGORIES:Holiday\r\nDTSTART;VALUE=DATE:20261208\r\nDTEND;VALUE=DATE:20261209\r\nSUMMARY;LANGUAGE=en-us:Immaculate\r\n"
    "TRANSP:TRANSPARENT\r\nUID:2\r\nX-MICROSOFT-CDO-BUSYSTATUS:FREE\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

static const char apple[] =
    "BEGIN:VCALENDAR\r\nCALSCALE:GREGORIAN\r\nPRODID:-//Apple Inc.//macOS 14.4//EN\r\nVERSION:2.0\r\n"
    "X-APPLE-CALENDAR-COLOR:#1BADF8\r\nX-WR-CALNAME:Casa\r\nBEGIN:VTIMEZONE\r\nTZID:Europe/Rome\r\nBEGIN:DAYLIGHT\r\n"
    "DTSTART:19810329T020000\r\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\nTZNAME:CEST\r\nTZOFFSETFROM:+0100\r\n"
    "TZOFFSETTO:+0200\r\nEND:DAYLIGHT\r\nEND:VTIMEZONE\r\nBEGIN:VEVENT\r\nCREATED:20260101T120000Z\r\n"
    "DTEND;VALUE=DATE:20260822\r\nDTSTAMP:20260101T120001Z\r\nDTSTART;VALUE=DATE:20260808\r\n"
    "SUMMARY:Ferie d'agosto\r\nTRANSP:OPAQUE\r\nUID:5A1F0A1B-1\r\nX-APPLE-TRAVEL-ADVISORY-BEHAVIOR:AUTOMATIC\r\nEND:VEVENT\r\n"
    "BEGIN:VEVENT\r\nDTSTART;TZID=Europe/Rome:20260909T090000\r\nDTEND;TZID=Europe/Rome:20260909T100000\r\nSUMMARY:Call\r\n"
    "ATTENDEE;CN=\"Ombra\";CUTYPE=INDIVIDUAL;EMAIL=\"ombra@acme.example\";PARTSTAT=N\r\n EEDS-ACTION:mailto:ombra@acme.example\r\n"
    "UID:5A1F0A1B-2\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

START_TEST(programs)
{
    struct answer answer;

    answer_bytes(&answer, "ics", outlook, strlen(outlook), MEETINGS);
    answer_line(&answer, "\"starts\":\"2026-07-15T08:00:00Z\",\"ends\":\"2026-07-15T09:00:00Z\",\"title\":\"Cabecera\"");
    answer_done(&answer);
    answer_bytes(&answer, "ics", outlook, strlen(outlook), CLOSED);
    answer_line(&answer, "\"from\":\"2026-12-08\",\"to\":\"2026-12-08\",\"label\":\"Immaculate\",\"kind\":\"holiday\"");
    answer_line(&answer, "it takes hours");
    answer_done(&answer);
    answer_bytes(&answer, "ics", apple, strlen(apple), CLOSED);
    answer_line(&answer, "\"from\":\"2026-08-08\",\"to\":\"2026-08-21\",\"label\":\"Ferie d'agosto\",\"likely\":true");
    answer_done(&answer);
    answer_bytes(&answer, "ics", apple, strlen(apple), MEETINGS);
    answer_line(&answer, "\"ref\":\"5A1F0A1B-2#acme\"");
    answer_done(&answer);
}
END_TEST

/* A zone that only the file knows: the same moments as the zone it describes. */
START_TEST(zone_of_the_file)
{
    static const struct {
        const char *clock, *moment;
    } cases[] = {
        {"20260715T100000", "2026-07-15T08:00:00Z"}, {"20260115T100000", "2026-01-15T09:00:00Z"},
        {"20261025T023000", "2026-10-25T00:30:00Z"}, {"20261025T030000", "2026-10-25T02:00:00Z"},
        {"20260329T023000", "2026-03-29T01:30:00Z"}, {"20260329T030000", "2026-03-29T01:00:00Z"},
    };
    struct ics_zones zones;
    struct content_reader reader;
    struct content_line line = {0};
    struct ics_effort effort = {.clock = harness_clock, .steps = 10000};
    const char *begin = strstr(outlook, "TZID:Romance");

    ics_zones_init(&zones);
    content_reader_init(&reader, begin, strlen(begin));
    ck_assert_int_eq(ics_zones_read(&zones, &reader, &line, civil_day(2027, 1, 1), &effort, NULL), 0);
    const struct ics_zone *zone = ics_zones_find(&zones, "Romance Standard Time");
    ck_assert_ptr_nonnull(zone);
    ck_assert_ptr_null(zone->zone);
    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct ics_time time;
        char moment[CIVIL_INSTANT_SIZE];
        ck_assert_int_eq(ics_time_parse(cases[i].clock, 15, zone, &zones.utc, &time), 0);
        ck_assert_str_eq(civil_format_instant(ics_time_instant(&time, zone_utc()), moment), cases[i].moment);
    }
    content_line_done(&line);
    ics_zones_done(&zones);
}
END_TEST

/* --- what comes along --- */

/* Easter is what an almanac says; every day stands in each year once. */
START_TEST(national_holidays)
{
    static const struct {
        const char *country, *good_friday_or_monday[2];
        size_t days;
    } cases[] = {
        {"es", {"2026-04-03", "2027-03-26"}, 20},
        {"it", {"2026-04-06", "2027-03-29"}, 26},
    };

    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct answer answer;
        answer_read(&answer, "ics", cases[i].country, CLOSED);
        ck_assert_uint_eq(answer_count(&answer, "\"kind\":\"holiday\",\"likely\":true"), cases[i].days);
        for (size_t k = 0; k < 2; k++)
            answer_line(&answer, cases[i].good_friday_or_monday[k]);
        answer_line(&answer, "\"from\":\"2027-12-25\"");
        answer_done(&answer);
    }
}
END_TEST

/* --- bombs --- */

START_TEST(repeated_without_end)
{
    static const char *const pieces[] = {
        "BEGIN:VEVENT\n", "BEGIN:VTIMEZONE\n", "EXDATE:20260101\n", ",20260101", "A;", "A;B=\"", " \n", "\n", "x\n",
        "BEGIN:VEVENT\nDTSTART:20260101\nEND:VEVENT\n",
        "BEGIN:VEVENT\nUID:a\nDTSTART:20260101\nRRULE:FREQ=DAILY;COUNT=2\nRECURRENCE-ID:20260101\nEND:VEVENT\n",
        "BEGIN:VEVENT\nDTSTART:00010101\nRRULE:FREQ=DAILY\nEND:VEVENT\n",
        "BEGIN:VEVENT\nDTSTART:20260101\nRRULE:FREQ=DAILY;BYHOUR=0,1,2,3,4,5,6,7,8,9,10;BYMINUTE=1,2,3,4\nEND:VEVENT\n",
        "BEGIN:VEVENT\nDTSTART:20260101\nRRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30\nEND:VEVENT\n",
        ("BEGIN:VTIMEZONE\nTZID:x\nBEGIN:STANDARD\nDTSTART:00010101T000000\nTZOFFSETFROM:+0000\nTZOFFSETTO:+0100\n"
         "RRULE:FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR\nEND:STANDARD\nEND:VTIMEZONE\n"),
    };

    for (size_t i = 0; i < ARRAY_LEN(pieces); i++) {
        _cleanup_str_ struct str text = STR_INIT;
        struct answer answer;
        str_add(&text, "BEGIN:VCALENDAR\n");
        while (text.len < 1 << 20)
            str_add(&text, pieces[i]);
        answer_bytes(&answer, "ics", text.s, text.len, CLOSED);
        ck_assert_int_ge(answer.result, 0);
        ck_assert_uint_le(answer_count(&answer, "\"event\":\"skipped\""), 1002);
        answer_done(&answer);
    }
}
END_TEST

START_TEST(jobs_that_lack_something)
{
    static const struct {
        const char *more, *why;
    } cases[] = {
        {SPAN, "--as closed or --as meetings"},
        {"\"as\":\"closed\"", "names no zone, from and to"},
        {"\"as\":\"closed\",\"zone\":\"Mars/Olympus\",\"from\":\"2026-01-01\",\"to\":\"2026-02-01\"", "Mars/Olympus"},
    };

    for (size_t i = 0; i < ARRAY_LEN(cases); i++) {
        struct answer answer;
        answer_bytes(&answer, "ics", CALENDAR(""), strlen(CALENDAR("")), cases[i].more);
        ck_assert_int_eq(answer.result, 1);
        answer_line(&answer, cases[i].why);
        answer_done(&answer);
    }
}
END_TEST

int main(void)
{
    return harness_run("ics", (const TTest *const[]){days_off, kind_is_what_is_asked_for, repeated, moved_and_called_off,
                                                     appointments, programs, zone_of_the_file, national_holidays, repeated_without_end,
                                                     jobs_that_lack_something, NULL});
}
