#include "paletti/core/when.h"

#include "when_ahead.h"
#include "when_words.h"

#include "paletti/base/i18n.h"
#include "paletti/base/mem.h"
#include "paletti/base/str.h"

#include <string.h>

/* The functions below read one part each: 1 when it was there and was taken, 0 when not, and -1 with err when
 * it was there but cannot be. */

struct date {
    bool weekly;     /* a weekday alone: the latest one, or the next one */
    bool before;     /* "last": not today */
    bool after;      /* "next": not today either */
    int weekday;     /* enum weekday */
    bool yearless;   /* `month` and `day` of the latest year that fits */
    int month, mday; /* of a yearless date */
    int32_t day;
};

/* What a text is read against. */
struct now {
    int64_t at;
    int32_t today;
    const struct zone *zone;
    unsigned flags; /* enum when_flag */
};

static int no_date(const struct reader *from, const struct reader *to, struct err *err)
{
    return err_set(err,
                   _("\"%.*s\" is no date that exists; write one such as \"10 mar\", \"10/3\" (day first) or "
                     "\"2026-03-10\""),
                   (int)(to->at - from->next.from), from->text + from->next.from);
}

static int no_time(const struct reader *from, const struct reader *to, struct err *err)
{
    return err_set(err, _("\"%.*s\" is no time of day; write one such as \"17:50\" or \"9:30pm\""),
                   (int)(to->at - from->next.from), from->text + from->next.from);
}

/* Two figures that touch what stands before them. */
static bool take_two(struct reader *r, int *ret)
{
    if (!reader_tight(r) || r->next.kind != TOKEN_NUMBER || r->next.digits != 2)
        return false;
    *ret = r->next.number;
    reader_take(r);
    return true;
}

/* ":30", ".30", "h30", "h", ":30:15" behind an hour. */
static bool take_minutes(struct reader *r, int *minute, int *second)
{
    struct reader s = *r;
    if (reader_tight(&s) && (reader_take_sign(&s, ':') || reader_take_sign(&s, '.'))) {
        bool colon = s.text[s.at - 1] == ':';
        if (!take_two(&s, minute))
            return false;
        struct reader t = s;
        if (colon && reader_tight(&t) && reader_take_sign(&t, ':') && take_two(&t, second))
            s = t;
        reader_take_word(&s, WHEN_H, NULL);
    } else if (reader_take_word(&s, WHEN_H, NULL)) {
        take_two(&s, minute);
    } else {
        return false;
    }
    *r = s;
    return true;
}

static bool take_half(struct reader *r, int *hour, bool *fits)
{
    bool am = reader_take_word(r, WHEN_AM, NULL);
    if (!am && !reader_take_word(r, WHEN_PM, NULL))
        return false;
    *fits = *hour >= 1 && *hour <= 12;
    *hour = *hour % 12 + (am ? 0 : 12);
    return true;
}

static int take_time(struct reader *reader, int *ret_second, struct err *err)
{
    struct reader r = *reader;
    bool fits = true;
    int asked = 0, weight;
    while (reader_take_word(&r, WHEN_AT, &weight))
        asked += weight;
    if (reader_take_word(&r, WHEN_NOON, NULL)) {
        *ret_second = 12 * 3600;
        *reader = r;
        return 1;
    }
    if (r.next.kind != TOKEN_NUMBER || r.next.digits > 2)
        return 0;
    int hour = r.next.number, minute = 0, second = 0;
    reader_take(&r);
    bool minutes = take_minutes(&r, &minute, &second);
    /* "at 9" and "a las 9" are times; "la 9" and "9" may be anything. */
    if (!take_half(&r, &hour, &fits) && !minutes && asked < 2)
        return 0;
    if (!fits || hour > 23 || minute > 59 || second > 59)
        return no_time(reader, &r, err);
    *ret_second = hour * 3600 + minute * 60 + second;
    *reader = r;
    return 1;
}

/* A day of the month that is not the hour of a time. */
static bool is_mday(const struct reader *reader)
{
    struct reader r = *reader;
    int second;
    return r.next.kind == TOKEN_NUMBER && r.next.digits <= 2 && take_time(&r, &second, NULL) == 0;
}

static bool take_mday(struct reader *r, int *ret)
{
    if (!is_mday(r))
        return false;
    *ret = r->next.number;
    reader_take(r);
    if (reader_tight(r))
        reader_take_word(r, WHEN_ORDINAL, NULL);
    return true;
}

static bool take_year(struct reader *reader, int *ret)
{
    struct reader r = *reader;
    if (!reader_take_sign(&r, ','))
        reader_take_word(&r, WHEN_OF, NULL);
    if (r.next.kind != TOKEN_NUMBER || r.next.digits != 4)
        return false;
    *ret = r.next.number;
    reader_take(&r);
    *reader = r;
    return true;
}

/* YEAR -1: none given. A day of February that only leap years have is fine without a year. */
static int set_date(struct date *date, int year, int month, int mday)
{
    if (!civil_valid(year < 0 ? 2000 : year, month, mday))
        return -1;
    *date = (struct date){.yearless = year < 0, .month = month, .mday = mday};
    if (year >= 0)
        date->day = civil_day(year, month, mday);
    return 0;
}

/* "10 de marzo de 2026", "mar 10", "March 10th, 2026". */
static int take_named(struct reader *reader, struct date *ret, struct err *err)
{
    struct reader r = *reader;
    int mday, month, year = -1;
    bool there = take_mday(&r, &mday);
    if (there) {
        reader_take_word(&r, WHEN_OF, NULL);
        there = reader_take_word(&r, WHEN_MONTH, &month);
    } else {
        there = reader_take_word(&r, WHEN_MONTH, &month) && take_mday(&r, &mday);
    }
    if (!there)
        return 0;
    take_year(&r, &year);
    if (set_date(ret, year, month, mday) < 0)
        return no_date(reader, &r, err);
    *reader = r;
    return 1;
}

/* A number that touches what stands before it, after one of the signs "/", "." and "-". */
static bool take_part(struct reader *reader, char sign, struct token *ret)
{
    struct reader r = *reader;
    if (!reader_tight(&r) || !reader_take_sign(&r, sign) || !reader_tight(&r) || r.next.kind != TOKEN_NUMBER)
        return false;
    *ret = r.next;
    reader_take(&r);
    *reader = r;
    return true;
}

/* "2026-03-10", "10/3", "10/3/26", "10.3.2026", "10-3-2026": day first. */
static int take_figures(struct reader *reader, struct date *ret, struct err *err)
{
    struct reader r = *reader;
    struct token first = r.next, second, third = {0};
    if (first.kind != TOKEN_NUMBER || (first.digits > 2 && first.digits != 4))
        return 0;
    reader_take(&r);
    char sign = r.next.sign;
    if (r.next.kind != TOKEN_SIGN || !strchr("/.-", sign) || !take_part(&r, sign, &second) ||
        second.digits > 2)
        return 0;
    bool whole = take_part(&r, sign, &third);
    bool iso = first.digits == 4;
    if (whole ? (iso ? third.digits > 2 : third.digits != 4 && third.digits != 2) : iso || sign != '/')
        return 0;

    int year = !whole ? -1 : third.digits == 2 ? 2000 + third.number : third.number;
    if (iso ? set_date(ret, first.number, second.number, third.number) < 0
            : set_date(ret, year, second.number, first.number) < 0)
        return no_date(reader, &r, err);
    *reader = r;
    return 1;
}

/* "mar" is a month before a day of the month, unless a month's name follows: "mar 10 mar". */
static bool is_weekday(const struct reader *reader)
{
    struct reader r = *reader;
    int mday;
    if (!reader_take_word(&r, WHEN_WEEKDAY, NULL))
        return false;
    if (!reader_is(reader, WHEN_MONTH, NULL) || !take_mday(&r, &mday))
        return true;
    reader_take_word(&r, WHEN_OF, NULL);
    return reader_is(&r, WHEN_MONTH, NULL);
}

/* "2 days ago", "hace una semana", "2 ore fa": how many of which unit, in seconds. */
static int take_ago(struct reader *reader, int *ret_n, int *ret_unit)
{
    struct reader r = *reader;
    bool hace = reader_take_word(&r, WHEN_HACE, NULL);
    if (r.next.kind == TOKEN_NUMBER && r.next.digits <= 4)
        *ret_n = r.next.number;
    else if (reader_is(&r, WHEN_ONE, NULL))
        *ret_n = 1;
    else
        return 0;
    reader_take(&r);
    if (!reader_take_word(&r, WHEN_UNIT, ret_unit) || (!hace && !reader_take_word(&r, WHEN_AGO, NULL)))
        return 0;
    *reader = r;
    return 1;
}

/* The latest year that has the date not after today; where what is coming is meant, the first one that has it not
 * before today. */
static int32_t fitting_year(const struct date *date, const struct now *now)
{
    bool coming = now->flags & WHEN_COMING;
    struct civil civil;
    civil_of_day(now->today, &civil);
    for (int year = civil.year; civil_valid(year, 1, 1); year += coming ? 1 : -1) {
        if (!civil_valid(year, date->month, date->mday))
            continue;
        int32_t day = civil_day(year, date->month, date->mday);
        if (coming ? day >= now->today : day <= now->today)
            return day;
    }
    return now->today;
}

static int take_calendar(struct reader *r, struct date *ret, const struct now *now, struct err *err)
{
    int taken = take_named(r, ret, err);
    if (taken == 0)
        taken = take_figures(r, ret, err);
    if (taken == 1 && ret->yearless)
        ret->day = fitting_year(ret, now);
    return taken;
}

static bool take_next(struct reader *r, const struct now *now)
{
    return now->flags & WHEN_AHEAD && (reader_take_word(r, WHEN_NEXT, NULL) || reader_take_all(r, "que viene"));
}

/* "fri", "last friday", "viernes pasado", and "Tuesday, 10 March", where both must say the same day. */
static int take_weekday(struct reader *reader, struct date *ret, const struct now *now, struct err *err)
{
    struct reader r = *reader;
    struct date date;
    int weekday;
    bool last = reader_take_word(&r, WHEN_LAST, NULL), next = !last && take_next(&r, now);
    if (!is_weekday(&r))
        return 0;
    reader_take_word(&r, WHEN_WEEKDAY, &weekday);
    last = reader_take_word(&r, WHEN_LAST, NULL) || last;
    next = take_next(&r, now) || next;

    struct reader s = r;
    reader_take_sign(&s, ',');
    int taken = take_calendar(&s, &date, now, err);
    if (taken < 0)
        return -1;
    if (taken == 1 && (int)civil_weekday(date.day) != weekday)
        return err_set(err, _("\"%.*s\": the date falls on another weekday; leave one of both out"),
                       (int)(s.at - reader->next.from), reader->text + reader->next.from);
    *ret = taken == 1 ? date
                      : (struct date){.weekly = true, .before = last, .after = next, .weekday = weekday};
    *reader = taken == 1 ? s : r;
    return 1;
}

static int take_date(struct reader *reader, const struct now *now, struct date *ret, struct err *err)
{
    struct reader r = *reader;
    int n, unit;
    while (reader_take_word(&r, WHEN_ON, NULL))
        continue;
    int taken = 1, days_ago;
    if (reader_take_phrase(&r, now->flags & WHEN_AHEAD, &days_ago))
        *ret = (struct date){.day = now->today - days_ago};
    else if (take_ago(&r, &n, &unit))
        *ret = (struct date){.day = now->today - n * (unit / DAY_SECONDS)};
    else if (now->flags & WHEN_AHEAD && when_take_days(&r, now->today, &ret->day))
        *ret = (struct date){.day = ret->day};
    else if ((taken = take_weekday(&r, ret, now, err)) == 0)
        taken = take_calendar(&r, ret, now, err);
    if (taken == 1)
        *reader = r;
    return taken;
}

/* SECOND -1: no time was given. */
static int64_t instant_of(int32_t day, int second, const struct now *now)
{
    if (second < 0 && now->flags & WHEN_MIDNIGHT)
        return zone_day_start(now->zone, day);
    if (second < 0 && day == now->today)
        return now->at;
    return zone_instant(now->zone, day, second < 0 ? 12 * 3600 : second, ZONE_FIRST);
}

/* A weekday is the latest one whose moment is not after now. */
static int64_t latest_weekday(const struct date *date, int second, const struct now *now)
{
    int32_t day = now->today - ((int)civil_weekday(now->today) - date->weekday + 7) % 7;
    if (day == now->today && date->before)
        day -= 7;
    int64_t at = instant_of(day, second, now);
    return at <= now->at ? at : instant_of(day - 7, second, now);
}

/* Or the first one whose moment is not before now. */
static int64_t next_weekday(const struct date *date, int second, const struct now *now)
{
    int32_t day = now->today + (date->weekday - (int)civil_weekday(now->today) + 7) % 7;
    bool past = second >= 0 && instant_of(day, second, now) < now->at;
    return instant_of(day == now->today && (date->after || past) ? day + 7 : day, second, now);
}

static int64_t weekly_instant(const struct date *date, int second, const struct now *now)
{
    bool coming = date->after || (now->flags & WHEN_COMING && !date->before);
    return coming ? next_weekday(date, second, now) : latest_weekday(date, second, now);
}

/* A time alone. */
static int64_t timed_instant(int second, const struct now *now)
{
    int64_t at = instant_of(now->today, second, now);
    if (now->flags & WHEN_COMING)
        return at < now->at ? instant_of(now->today + 1, second, now) : at;
    return at > now->at ? instant_of(now->today - 1, second, now) : at;
}

/* What was read must end where a word ends: "17:50x" and "2026-03-10abc" are text. */
static bool ends_well(const struct reader *reader)
{
    return !reader_tight(reader) || reader->next.kind == TOKEN_SIGN;
}

/* "2026-03-10T09:15:00Z", whole. Returns its length, or 0. */
static int take_instant(const char *text, int64_t *ret_at)
{
    size_t blanks = strspn(text, " \t"), len = strcspn(text + blanks, " \t,;");
    if (len < 20 || len > 25)
        return 0;
    _cleanup_free_ char *word = mem_string_n(text + blanks, len);
    return civil_parse_instant(word, ret_at) < 0 ? 0 : (int)(blanks + len);
}

/* Now, and what is ago, or will be, by the clock: "now", "2 h ago", "in 2 h". */
static int take_elapsed(struct reader *r, const struct now *now, int64_t *ret_at)
{
    int n = 0, unit = 1;
    struct reader s = *r;
    bool ahead = false;
    if (!reader_take_word(&s, WHEN_NOW, NULL) && (!take_ago(&s, &n, &unit) || unit >= DAY_SECONDS)) {
        s = *r;
        ahead = now->flags & WHEN_AHEAD && when_take_ahead(&s, &n, &unit) && unit && unit < DAY_SECONDS;
        if (!ahead)
            return 0;
    }
    *ret_at = now->at + (ahead ? 1 : -1) * (int64_t)n * unit;
    *r = s;
    return 1;
}

/* A date, a time, or a date and a time. */
static int take_moment(struct reader *r, const struct now *now, int64_t *ret_at, struct err *err)
{
    struct date date;
    struct reader from = *r;
    int second = -1, dated = take_date(r, now, &date, err);
    if (dated < 0)
        return -1;

    struct reader s = *r;
    if (dated && !reader_take_sign(&s, ',') && reader_tight(&s) && str_equal(s.next.word, "t"))
        reader_take(&s);
    int timed = take_time(&s, &second, err);
    if (timed < 0)
        return -1;
    if (timed == 1)
        *r = s;
    if (!dated && !timed)
        return 0;
    if (dated && !date.weekly && !zone_day_exists(now->zone, date.day))
        return no_date(&from, r, err);
    *ret_at = !dated        ? timed_instant(second, now)
              : date.weekly ? weekly_instant(&date, second, now)
                            : instant_of(date.day, second, now);
    return 1;
}

int when_parse_as(const char *text, int64_t at, const struct zone *zone, unsigned flags, int64_t *ret_at,
                  struct err *err)
{
    struct now now = {.at = at, .today = zone_day(zone, at, NULL), .zone = zone, .flags = flags};
    struct reader reader;
    int64_t moment;
    int whole = take_instant(text, &moment);
    if (whole == 0) {
        reader_init(&reader, text);
        int taken = take_elapsed(&reader, &now, &moment);
        if (taken == 0)
            taken = take_moment(&reader, &now, &moment, err);
        if (taken <= 0 || !ends_well(&reader))
            return taken < 0 ? -1 : 0;
        whole = (int)reader.at;
    }
    *ret_at = moment;
    return whole;
}

int when_parse(const char *text, int64_t now, const struct zone *zone, int64_t *ret_at, struct err *err)
{
    return when_parse_as(text, now, zone, 0, ret_at, err);
}
