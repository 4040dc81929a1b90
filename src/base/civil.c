#include "paletti/base/civil.h"

#include <ctype.h>
#include <string.h>

#define ERA_YEARS 400
#define ERA_DAYS  146097 /* of 400 Gregorian years */
#define EPOCH_DAY 719468 /* from 0000-03-01 to 1970-01-01 */

static const struct civil first_moment = {.year = 1, .month = 1, .day = 1};
static const struct civil last_moment = {9999, 12, 31, 23, 59, 59};

static int64_t floor_div(int64_t a, int64_t b)
{
    return a / b - (a % b < 0);
}

/* Years are counted from March, so that the leap day is the last of its year; 153 days are five months of
 * alternating 31 and 30 (Howard Hinnant, "chrono-compatible low-level date algorithms"). */
int32_t civil_day(int year, int month, int day)
{
    int64_t y = year - (month <= 2);
    int64_t era = floor_div(y, ERA_YEARS);
    int64_t year_of_era = y - era * ERA_YEARS;
    int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;

    return (int32_t)(era * ERA_DAYS + day_of_era - EPOCH_DAY);
}

void civil_of_day(int32_t day, struct civil *ret)
{
    int64_t z = (int64_t)day + EPOCH_DAY;
    int64_t era = floor_div(z, ERA_DAYS);
    int64_t day_of_era = z - era * ERA_DAYS;
    int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int month_from_march = (int)((5 * day_of_year + 2) / 153);

    *ret = (struct civil){
        .month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9,
        .day = (int)(day_of_year - (153 * month_from_march + 2) / 5 + 1),
    };
    ret->year = (int)(year_of_era + era * ERA_YEARS) + (ret->month <= 2);
}

bool civil_valid(int year, int month, int day)
{
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1)
        return false;
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return day <= lengths[month - 1] + (month == 2 && leap);
}

enum weekday civil_weekday(int32_t day)
{
    int64_t from_monday = (int64_t)day + THURSDAY;

    return (enum weekday)(from_monday - floor_div(from_monday, 7) * 7);
}

int32_t civil_utc_day(int64_t at)
{
    return (int32_t)floor_div(at, DAY_SECONDS);
}

void civil_of_instant(int64_t at, struct civil *ret)
{
    int32_t day = civil_utc_day(at);
    int second = (int)(at - (int64_t)day * DAY_SECONDS);

    civil_of_day(day, ret);
    ret->hour = second / 3600;
    ret->minute = second / 60 % 60;
    ret->second = second % 60;
}

static int64_t instant_of_civil(const struct civil *c)
{
    return (int64_t)civil_day(c->year, c->month, c->day) * DAY_SECONDS + c->hour * 3600 + c->minute * 60 +
           c->second;
}

/* Reads TEXT by PATTERN, where each letter stands for one digit of field PATTERN - 'a'; all else stands for
 * itself. Returns what follows in TEXT, or NULL. */
static const char *read_digits(const char *text, const char *pattern, int *ret_fields)
{
    for (; *pattern; pattern++, text++) {
        if (!islower((unsigned char)*pattern)) {
            if (*text != *pattern)
                return NULL;
            continue;
        }
        if (*text < '0' || *text > '9')
            return NULL;
        int *field = &ret_fields[*pattern - 'a'];
        *field = *field * 10 + (*text - '0');
    }
    return text;
}

/* "Z", "+HH:MM" or "-HH:MM" up to the end of the string. */
static int parse_offset(const char *text, int *ret_seconds)
{
    int f[2] = {0};

    if (strcmp(text, "Z") == 0) {
        *ret_seconds = 0;
        return 0;
    }
    if (*text != '+' && *text != '-')
        return -1;
    const char *end = read_digits(text + 1, "aa:bb", f);
    if (!end || *end || f[0] > 23 || f[1] > 59)
        return -1;
    *ret_seconds = (f[0] * 3600 + f[1] * 60) * (*text == '-' ? -1 : 1);
    return 0;
}

int civil_parse_instant(const char *text, int64_t *ret_at)
{
    int f[6] = {0}, offset;
    const char *rest = read_digits(text, "aaaa-bb-ccTdd:ee:ff", f);

    if (!rest || !civil_valid(f[0], f[1], f[2]) || f[3] > 23 || f[4] > 59 || f[5] > 59)
        return -1;
    if (parse_offset(rest, &offset) < 0)
        return -1;
    int64_t at = instant_of_civil(&(struct civil){f[0], f[1], f[2], f[3], f[4], f[5]}) - offset;
    /* An offset may lead out of the years that can be written down. */
    if (at < instant_of_civil(&first_moment) || at > instant_of_civil(&last_moment))
        return -1;
    *ret_at = at;
    return 0;
}

int civil_parse_day(const char *text, int32_t *ret_day)
{
    int f[3] = {0};
    const char *rest = read_digits(text, "aaaa-bb-cc", f);

    if (!rest || *rest || !civil_valid(f[0], f[1], f[2]))
        return -1;
    *ret_day = civil_day(f[0], f[1], f[2]);
    return 0;
}

/* The opposite of read_digits: each digit of PATTERN is the field whose next decimal goes there. */
static void write_digits(char *to, const char *pattern, int *fields)
{
    size_t n = strlen(pattern);

    to[n] = '\0';
    while (n-- > 0) {
        if (!islower((unsigned char)pattern[n])) {
            to[n] = pattern[n];
            continue;
        }
        int *field = &fields[pattern[n] - 'a'];
        to[n] = (char)('0' + *field % 10);
        *field /= 10;
    }
}

const char *civil_format_instant(int64_t at, char buf[CIVIL_INSTANT_SIZE])
{
    struct civil c;

    if (at < instant_of_civil(&first_moment))
        c = first_moment;
    else if (at > instant_of_civil(&last_moment))
        c = last_moment;
    else
        civil_of_instant(at, &c);
    write_digits(buf, "aaaa-bb-ccTdd:ee:ffZ", (int[]){c.year, c.month, c.day, c.hour, c.minute, c.second});
    return buf;
}

const char *civil_format_day(int32_t day, char buf[CIVIL_DAY_SIZE])
{
    char instant[CIVIL_INSTANT_SIZE];

    civil_format_instant((int64_t)day * DAY_SECONDS, instant);
    memcpy(buf, instant, CIVIL_DAY_SIZE - 1);
    buf[CIVIL_DAY_SIZE - 1] = '\0';
    return buf;
}
