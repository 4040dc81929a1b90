#include "when_ahead.h"

#include "layout.h"

#include "paletti/core/days.h"

static bool take_number(struct reader *r, int *ret_n)
{
    if (r->next.kind == TOKEN_NUMBER && r->next.digits <= 4)
        *ret_n = r->next.number;
    else if (reader_is(r, WHEN_ONE, NULL))
        *ret_n = 1;
    else
        return false;
    reader_take(r);
    return true;
}

static bool take_unit(struct reader *r, int *ret_unit)
{
    if (reader_take_word(r, WHEN_UNIT, ret_unit))
        return true;
    *ret_unit = 0;
    return reader_take_word(r, WHEN_MONTHS, NULL);
}

bool when_take_ahead(struct reader *reader, int *ret_n, int *ret_unit)
{
    struct reader r = *reader;
    int n, unit;
    if (!reader_take_sign(&r, '+') && !reader_take_word(&r, WHEN_IN, NULL))
        return false;
    reader_take_word(&r, WHEN_OF, NULL);
    if (!take_number(&r, &n) || !take_unit(&r, &unit))
        return false;
    *ret_n = n;
    *ret_unit = unit;
    *reader = r;
    return true;
}

/* "end of the month", "fin de mes", "fine mese". */
static bool take_month_end(struct reader *reader, int32_t today, int32_t *ret_day)
{
    struct reader r = *reader;
    struct civil civil;
    if (!reader_take_word(&r, WHEN_END, NULL))
        return false;
    while (reader_take_word(&r, WHEN_OF, NULL) || reader_take_word(&r, WHEN_ON, NULL))
        continue;
    if (!reader_take_word(&r, WHEN_MONTHS, NULL))
        return false;
    civil_of_day(today, &civil);
    *ret_day = days_months_after(today - civil.day + 1, 1) - 1;
    *reader = r;
    return true;
}

/* "next week", "la semana que viene", "il mese prossimo". */
static bool take_next_unit(struct reader *reader, int *ret_unit)
{
    struct reader r = *reader;
    while (reader_take_word(&r, WHEN_AT, NULL))
        continue;
    bool next = reader_take_word(&r, WHEN_NEXT, NULL);
    if (!take_unit(&r, ret_unit))
        return false;
    if (!next && !reader_take_word(&r, WHEN_NEXT, NULL) && !reader_take_all(&r, "que viene"))
        return false;
    *reader = r;
    return true;
}

bool when_take_days(struct reader *reader, int32_t today, int32_t *ret_day)
{
    int n = 1, unit;
    if (take_month_end(reader, today, ret_day))
        return true;
    struct reader r = *reader;
    if (!take_next_unit(&r, &unit) && !when_take_ahead(&r, &n, &unit))
        return false;
    if (unit && unit < DAY_SECONDS)
        return false;
    int32_t later = unit ? today : days_months_after(today, n);
    *ret_day = unit ? today + n * (unit / DAY_SECONDS) : later <= LAYOUT_LAST_DAY ? later : today;
    *reader = r;
    return true;
}
