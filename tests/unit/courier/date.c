#include "formats/from_line.h"
#include "formats/mail_date.h"
#include "harness.h"

#include "paletti/base/mem.h"

#include <string.h>

/* NULL: no date. */
static const struct {
    const char *text, *utc;
} dates[] = {
    {"Tue, 10 Mar 2026 10:15:00 +0100", "2026-03-10T09:15:00Z"},
    {"Tue, 10 Mar 2026 10:15:00 +0100 (CET)", "2026-03-10T09:15:00Z"},
    {"10 Mar 2026 10:15 +0100", "2026-03-10T09:15:00Z"},
    {" Tue,10 Mar 2026 10:15:00 -0500\r\n", "2026-03-10T15:15:00Z"},
    {"Tue, 10 Mar 26 10:15:00 GMT", "2026-03-10T10:15:00Z"},
    {"Wed, 10 Mar 99 10:15:00 GMT", "1999-03-10T10:15:00Z"},
    {"Fri, 10 Mar 126 10:15:00 GMT", "2026-03-10T10:15:00Z"},
    {"Tue, 10 Mar 2026 10:15:00 EST", "2026-03-10T15:15:00Z"},
    {"Tue, 10 Mar 2026 10:15:00 PDT", "2026-03-10T17:15:00Z"},
    {"Tue, 10 Mar 2026 10:15:00 CET", "2026-03-10T09:15:00Z"},
    {"Tue, 10 Mar 2026 10:15:00 XYZ", "2026-03-10T10:15:00Z"},
    {"Tue, 10 Mar 2026 10:15:00", "2026-03-10T10:15:00Z"},
    {"Tue, 10 Mar 2026 10:15:00 +0530", "2026-03-10T04:45:00Z"},
    {"Tue, 10 Mar 2026 10:15:00 +05:30", "2026-03-10T04:45:00Z"},
    {"Tue, 10 Mar 2026 10:15:00 GMT+0100", "2026-03-10T09:15:00Z"},
    {"Tue, 10 Mar 2026 10:15:00 UT", "2026-03-10T10:15:00Z"},
    {"Tue, 10 Mar 2026 23:59:60 +0000", "2026-03-11T00:00:00Z"},
    {"Tue (yes (really)), 10 Mar 2026 (no) 10:15:00 +0100", "2026-03-10T09:15:00Z"},
    {"Tue Mar 10 10:15:00 2026", "2026-03-10T10:15:00Z"},
    {"Tue Mar 10 10:15:00 CET 2026", "2026-03-10T09:15:00Z"},
    {"Tue Mar 10 10:15:00 +0100 2026", "2026-03-10T09:15:00Z"},
    {"mar., 10 mar 2026 10:15:00 +0100", "2026-03-10T09:15:00Z"},
    {"lun, 12 ene 2026 10:15:00 +0100", "2026-01-12T09:15:00Z"},
    {"mer, 10 giu 2026 10:15:00 +0200", "2026-06-10T08:15:00Z"},
    {"2026-03-10 10:15:00 +0100", "2026-03-10T09:15:00Z"},
    {"2026-03-10T10:15:00+01:00", "2026-03-10T09:15:00Z"},
    {"2026-03-10T10:15:00.123Z", "2026-03-10T10:15:00Z"},
    {"10-Mar-2026 10:15:00 +0100", "2026-03-10T09:15:00Z"},
    {"Tue, 10 March 2026 10:15:00 PM +0000", "2026-03-10T22:15:00Z"},
    {"29 Feb 2024 12:00:00 +0000", "2024-02-29T12:00:00Z"},
    {"29 Feb 2026 12:00:00 +0000", NULL},
    {"31 Dec 1969 23:59:59 +0000", NULL},
    {"1 Jan 2101 00:00:00 +0000", NULL},
    {"Tue, 10 Mar 20260 10:15:00", NULL},
    {"Tue, 10 Mar 2026", NULL},
    {"Tue, 10 Mar 2026 25:15:00", NULL},
    {"Tue, 10 Mar 2026 10:15:00 +9900", NULL},
    {"Tue, 10 Foo 2026 10:15:00", NULL},
    {"10/03/2026 10:15:00", NULL},
    {"yesterday", NULL},
    {"", NULL},
    {"((((((", NULL},
    {"-------", NULL},
    {"Tue, 10 Mar 2026 10:15:00 +0100 andthenawordthatislongerthananywordofadate", NULL},
    {"Tue, 10 Mar 2026 10:15:00 +0100 (never closed", "2026-03-10T09:15:00Z"},
};

START_TEST(dates_of_mail)
{
    for (size_t i = 0; i < ARRAY_LEN(dates); i++) {
        char buf[CIVIL_INSTANT_SIZE];
        int64_t at = 77;
        int result = mail_date_parse(dates[i].text, &at);
        ck_assert_msg((result == 0) == (dates[i].utc != NULL), "%s", dates[i].text);
        if (result == 0)
            ck_assert_str_eq(civil_format_instant(at, buf), dates[i].utc);
        else
            ck_assert_int_eq(at, 77);
    }
}
END_TEST

static const struct {
    const char *line;
    bool is, masked;
} lines[] = {
    {"From blas@tormenta.example Tue Mar 10 10:15:00 2026", true, false},
    {"From blas@tormenta.example  Tue Mar  3 10:15:00 2026", true, false},
    {"From - Tue Mar 10 10:15:00 2026", true, false},
    {"From blas Tue Mar 10 10:15 2026", true, false},
    {"From blas@tormenta.example Tue Mar 10 10:15:00 +0100 2026", true, false},
    {"From blas@tormenta.example Tue Mar 10 10:15:00 CET 2026", true, false},
    {"From blas@tormenta.example Tue Mar 10 10:15:00 2026 +0100", true, false},
    {"From blas@tormenta.example Tue, 10 Mar 2026 10:15:00 +0100 (CET)", true, false},
    {"From blas Tue Mar 10 10:15:00 2026 remote from relay", true, false},
    {"From 1854@xxx Tue Mar 10 10:15:00 +0000 2026", true, false},
    {"From \"blas n\"@tormenta.example Tue Mar 10 10:15:00 2026", true, false},
    {"From blas at tormenta.example  Tue Mar 10 10:15:00 2026", true, true},
    {"From sat sat Sat Mar 14 10:15:00 2026", true, false},
    {"From here on it is easy", false, false},
    {"From Monday to Tue we met", false, false},
    {"From Nora, Tue 10 Mar at 10:15 in 2026", false, false},
    {"From blas@tormenta.example", false, false},
    {"From blas@tormenta.example Tue Mar 10 2026", false, false},
    {"From blas@tormenta.example Tue Mar 32 10:15:00 2026", false, false},
    {"from blas@tormenta.example Tue Mar 10 10:15:00 2026", false, false},
    {">From blas@tormenta.example Tue Mar 10 10:15:00 2026", false, false},
    {"From: blas@tormenta.example Tue Mar 10 10:15:00 2026", false, false},
    {"From ", false, false},
    {"", false, false},
};

START_TEST(from_lines)
{
    for (size_t i = 0; i < ARRAY_LEN(lines); i++) {
        struct from_line from_line = {0};
        bool is = from_line_parse(lines[i].line, strlen(lines[i].line), &from_line);
        ck_assert_msg(is == lines[i].is && from_line.masked == lines[i].masked, "%s", lines[i].line);
    }
}
END_TEST

START_TEST(a_from_line_may_be_long)
{
    char *line = mem_alloc(1 << 16);
    struct from_line from_line;
    const char *date = " Tue Mar 10 10:15:00 2026";

    memset(line, 'x', 1 << 16);
    memcpy(line, "From ", 5);
    ck_assert(!from_line_parse(line, 1 << 16, &from_line));
    memcpy(line + 900, date, strlen(date));
    ck_assert(from_line_parse(line, 900 + strlen(date), &from_line));
    free(line);
}
END_TEST

int main(void)
{
    return harness_run("date",
                       (const TTest *const[]){dates_of_mail, from_lines, a_from_line_may_be_long, NULL});
}
